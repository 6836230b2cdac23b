//! Cards as programs write them, and as nobody should.

use super::*;

/// Names, addresses and UIDs of all cards, a line each.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let lines: Vec<String> = read(text)
        .cards
        .iter()
        .map(|it| {
            let addresses: Vec<String> = it.addresses.iter().map(Address::to_string).collect();
            format!("{} <{}> {}", it.name, addresses.join(" "), it.uid.as_deref().unwrap_or("-"))
        })
        .collect();
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn cards_of_the_usual_programs_are_read() {
    check(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dupr=C3=A9;Ren=C3=A9e;;;\r\n\
         FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9e=\r\n Dupr=C3=A9\r\nEMAIL;PREF;INTERNET:r@x.fr\r\n\
         END:VCARD\r\n",
        &["Renée Dupré <r@x.fr> -"],
    );
    check(
        "BEGIN:VCARD\nVERSION:3.0\nN:Düpont;Zoé;;;\nitem1.EMAIL;type=INTERNET;type=pref:Z@x.org\n\
         EMAIL:z@X.org\nEMAIL:nobody\nitem1.X-ABLabel:_$!<Other>!$_\nUID:abc\nEND:VCARD\n",
        &["Zoé Düpont <Z@x.org> abc"],
    );
    check(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:1\r\nORG:Acme;Ventes\r\nEMAIL;PREF=1;TYPE=work:a@b.fr\r\n\
         END:VCARD\r\n",
        &["Acme <a@b.fr> urn:uuid:1"],
    );
}

#[test]
fn what_stands_around_cards_costs_none() {
    check(
        "garbage\nBEGIN:VCARD\nFN:A\nEMAIL:a@b.fr\nEND:VCARD\nmore\nBEGIN:VEVENT\nEND:VEVENT\n\
         BEGIN:VCARD\nEMAIL:c@d.fr\nEND:VCARD",
        &["A <a@b.fr> -", "c@d.fr <c@d.fr> -"],
    );
    check("", &[]);
    check("BEGIN:VCARD", &[]);
}

#[test]
fn a_name_is_one_short_line_that_changes_nothing_around_it() {
    let long = "x".repeat(5_000);
    let cards = read(&format!(
        "BEGIN:VCARD\nFN:a\\nb\u{202e}c<b>\nEMAIL:a@b.fr\nEND:VCARD\nBEGIN:VCARD\nFN:{long}\nEND:VCARD\n"
    ));
    assert_eq!(cards.cards[0].name, "a bc<b>");
    assert_eq!(cards.cards[1].name.len(), MOST_NAME);
}

#[test]
fn a_text_without_an_end_is_cut() {
    let cards = read(&"BEGIN:VCARD\nFN:A\nEND:VCARD\n".repeat(MOST_CARDS + 1));
    assert_eq!((cards.cards.len(), cards.cut), (MOST_CARDS, true));
    let cards = read(&"é".repeat(MOST_OCTETS));
    assert_eq!((cards.cards.len(), cards.cut), (0, true));
    assert!(read(&"x\n".repeat(MOST_ENTRIES + 1)).cut);
    assert!(!read("BEGIN:VCARD\nFN:A\nEND:VCARD\n").cut);
}

#[test]
fn what_is_written_reads_the_same() {
    let text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoé\\, d’Été\r\nEMAIL:z@x.org\r\nTEL:+33 1\r\nX-ODD:a\\;b\r\n\
                END:VCARD\r\n";
    let card = read(text).cards.remove(0);
    let written = card.to_vcard("urn:uuid:7").unwrap();
    assert!(written.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:7\r\n"), "{written}");
    assert!(written.contains("TEL:+33 1\r\n") && written.contains("X-ODD:"), "{written}");
    let read = read(&written).cards.remove(0);
    assert_eq!((read.name, read.addresses), (card.name, card.addresses));
    assert_eq!(read.uid.as_deref(), Some("urn:uuid:7"));
}

#[test]
fn the_card_of_a_person_cannot_hold_another_property() {
    let person = NamedAddress {
        name: Some("Zoé\r\nEMAIL:evil@x.org;b,c".to_owned()),
        address: "zoe@example.fr".parse().unwrap(),
    };
    let written = Card::of(&person).to_vcard("urn:uuid:1").unwrap();
    let cards = read(&written).cards;
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].addresses, std::slice::from_ref(&person.address));
    let nameless = Card::of(&NamedAddress { name: None, ..person });
    assert_eq!(nameless.name, "zoe@example.fr");
}
