//! Any text with files in it: found and decoded, in whatever pieces it comes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::uuencode::{Decoder, take_out};
use mailcore_fuzz::is_one_line;

fuzz_target!(|text: &str| {
    let (left, found) = take_out(text);
    assert!(left.len() <= text.len());
    for (place, file) in found.iter().enumerate() {
        is_one_line(&file.name);
        for size in [1, 7, text.len()] {
            let mut decoder = Decoder::new(place);
            let mut octets: Vec<u8> = text.as_bytes().chunks(size).flat_map(|it| decoder.push(it)).collect();
            octets.extend(decoder.finish());
            assert_eq!(octets.len() as u64, file.size, "{size} at a time of {text:?}");
        }
    }
});
