//! Any octets as a header, a value of it, a body in each transfer encoding and charset.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::parse::{self, Decoder};
use mailcore::message::part::{Encoding, Part};
use mailcore_fuzz::{is_clean, is_one_line};

/// Charsets, so that the first octet of an input chooses one.
const CHARSETS: &[&str] =
    &["utf-8", "iso-8859-15", "utf-7", "utf-16", "iso-2022-jp", "gb18030", "big5", "x-unknown", "hz-gb-2312"];

fuzz_target!(|octets: &[u8]| {
    let headers = parse::headers(octets);
    assert!(headers.all.len() <= 500);
    headers.all.iter().for_each(|(name, value)| [name, value].into_iter().for_each(|it| is_one_line(it)));
    is_one_line(&headers.subject);
    let lists =
        [&headers.from, &headers.reply_to, &headers.followup_to, &headers.to, &headers.cc, &headers.bcc];
    for address in lists.into_iter().flatten() {
        is_one_line(&format!("{address:?}"));
    }
    for id in headers.references.iter().chain(&headers.in_reply_to).chain(&headers.message_id) {
        assert!(id.bytes().all(|it| it.is_ascii_graphic() && it != b'<' && it != b'>'), "{id:?}");
    }
    is_one_line(&parse::unstructured(octets));
    body(octets);
});

fn body(octets: &[u8]) {
    let Some((choice, octets)) = octets.split_first() else { return };
    let charset = CHARSETS.get(usize::from(*choice) % (CHARSETS.len() + 1)).map(|it| (*it).to_owned());
    for encoding in [Encoding::Identity, Encoding::Base64, Encoding::QuotedPrintable] {
        for media_type in ["text/plain", "text/html"] {
            let part = Part {
                encoding,
                charset: charset.clone(),
                media_type: media_type.to_owned(),
                ..Part::default()
            };
            is_clean(&parse::text(&part, octets));
        }
        let pieces = |size: usize| {
            let mut decoder = Decoder::new(encoding);
            let mut decoded: Vec<u8> = octets.chunks(size).flat_map(|it| decoder.push(it)).collect();
            decoded.extend(decoder.finish());
            decoded
        };
        assert_eq!(pieces(octets.len().max(1)), pieces(usize::from(*choice) % 5 + 1), "by {encoding:?}");
    }
}
