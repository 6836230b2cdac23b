//! Any octets as a picture.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::picture;

fuzz_target!(|octets: &[u8]| {
    if let Ok(found) = picture::look(octets) {
        assert!(found.width > 0 && found.height > 0 && found.width.max(found.height) <= 32_767);
    }
});
