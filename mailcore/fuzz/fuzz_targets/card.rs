//! Any text as cards: what was read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::card::version::Version;
use mailcore::message::card::{self, MOST_CARDS};
use mailcore_fuzz::is_one_line;

fuzz_target!(|text: &str| {
    let found = card::read(text);
    assert!(found.cards.len() <= MOST_CARDS);
    for card in &found.cards {
        is_one_line(&card.name);
        assert_eq!(card.with_fields(&card.fields()), *card);
        for version in [Version::V3, Version::V4] {
            let written = card.to_vcard("urn:uuid:1", version);
            let mut again = card::all(&written);
            let first = again.next().map(|it| it.addresses);
            assert_eq!(first.as_ref(), Some(&card.addresses), "of {written:?}");
            assert!(again.next().is_none(), "of {written:?}");
        }
    }
});
