//! Any octets as a `winmail.dat`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::tnef::{self, Body, MOST_FILES};
use mailcore_fuzz::{is_clean, is_one_line};

fuzz_target!(|octets: &[u8]| {
    let Some(unpacked) = tnef::read(octets) else { return };
    is_one_line(&unpacked.subject);
    if let Some(Body::Text(text)) = &unpacked.body {
        is_clean(text);
    }
    assert!(unpacked.files.len() <= MOST_FILES);
    for file in &unpacked.files {
        is_one_line(&file.media_type);
        [&file.name, &file.content_id].into_iter().flatten().for_each(|it| is_one_line(it));
    }
});
