//! Any octets as a signature: S/MIME in DER, OpenPGP in its armor, a text signed in clear.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::protection::{Signer, armor, cms};
use mailcore_fuzz::is_one_line;

fuzz_target!(|octets: &[u8]| {
    let _ = cms::read(octets);
    let text = String::from_utf8_lossy(octets);
    is_said(&armor::signer(&text));
    let _ = armor::take_off(&text);
});

fn is_said(signer: &Signer) {
    [&signer.name, &signer.address, &signer.key].into_iter().for_each(|it| is_one_line(it));
}
