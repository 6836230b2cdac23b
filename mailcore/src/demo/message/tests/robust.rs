//! Messages that nobody wrote.

use imap_codec::imap_types::core::AString;

use super::*;
use crate::demo::message::mutants::Dice;

/// Everything that can be asked of a message.
fn ask_all(octets: Vec<u8>) {
    let contents = Contents::new(octets.into());
    check_consistent(&contents);
    for item in [
        MessageDataItem::Envelope(contents.envelope()),
        MessageDataItem::Body(contents.body()),
        MessageDataItem::BodyStructure(contents.body_structure()),
    ] {
        let response = Response::Data(Data::Fetch { seq: NonZeroU32::MIN, items: Vec1::from(item) });
        assert!(!ResponseCodec::new().encode(&response).dump().contains(&0), "a NUL in {response:?}");
    }
    assert!(contents.preview().chars().count() <= 200);
    contents.some_text(&mut |_| false);
    contents.some_inner_field(&mut |_| false);
    contents.sent();
    contents.first_address("from");
    for numbers in [&[1][..], &[2], &[1, 1], &[2, 1], &[2, 2, 1], &[u32::MAX]] {
        for section in [
            Section::Part(number(numbers)),
            Section::Mime(number(numbers)),
            Section::Text(Some(number(numbers))),
            Section::HeaderFields(Some(number(numbers)), Vec1::from(AString::try_from("subject").unwrap())),
        ] {
            contents.section(Some(&section));
        }
    }
}

#[test]
fn whatever_the_octets_are_what_is_announced_is_there() {
    let mut dice = Dice::new(0x5eed);
    for _ in 0..3000 {
        ask_all(dice.mutant());
        ask_all(dice.noise());
    }
}
