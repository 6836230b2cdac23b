//! Any text as cards: what was read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::message::card::{self, MOST_CARDS};
use mailcore_fuzz::is_one_line;

fuzz_target!(|text: &str| {
    let found = card::read(text);
    assert!(found.cards.len() <= MOST_CARDS);
    for card in &found.cards {
        is_one_line(&card.name);
        let written = card.to_vcard("urn:uuid:1").expect("a card that was read");
        let again = card::read(&written).cards;
        assert_eq!(again.len(), 1, "of {written:?}");
        assert_eq!(again.first().map(|it| &it.addresses), Some(&card.addresses), "of {written:?}");
    }
});
