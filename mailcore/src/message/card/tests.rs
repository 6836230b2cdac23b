//! Cards as programs write them, and as nobody should.

use super::fields::{Kind, Many};
use super::*;
use crate::message::parse::file_text;

/// Cards with the properties, the order and the habits of the programs they are named after.
const CORPUS: &[(&str, &[u8])] = &[
    ("android", include_bytes!("../../../../tests/data/cards/android.vcf")),
    ("apple", include_bytes!("../../../../tests/data/cards/apple.vcf")),
    ("evolution", include_bytes!("../../../../tests/data/cards/evolution.vcf")),
    ("exchange", include_bytes!("../../../../tests/data/cards/exchange.vcf")),
    ("google", include_bytes!("../../../../tests/data/cards/google.vcf")),
    ("nextcloud", include_bytes!("../../../../tests/data/cards/nextcloud.vcf")),
    ("odd", include_bytes!("../../../../tests/data/cards/odd.vcf")),
    ("outlook", include_bytes!("../../../../tests/data/cards/outlook.vcf")),
    ("roundcube", include_bytes!("../../../../tests/data/cards/roundcube.vcf")),
    ("telephone", include_bytes!("../../../../tests/data/cards/telephone.vcf")),
    ("utf16", include_bytes!("../../../../tests/data/cards/utf16.vcf")),
    ("version4", include_bytes!("../../../../tests/data/cards/version4.vcf")),
];

fn cards_of(name: &str) -> Vec<Card> {
    let (_, octets) = CORPUS.iter().find(|it| it.0 == name).unwrap();
    all(&file_text(octets).0).collect()
}

/// All that a card says, in lines.
fn said(fields: &Fields) -> String {
    let singles = fields.singles().map(|(it, text)| format!("{}={}", it.word(), text.replace('\n', "|")));
    let label = |it: &Option<String>| it.as_ref().map(|it| format!("({it})")).unwrap_or_default();
    let entries = fields
        .entries
        .iter()
        .map(|it| format!("{}.{}{}={}", it.many.word(), it.kind.word(), label(&it.label), it.value));
    let postals = fields.postals.iter().map(|it| {
        format!("postal.{}{}={}", it.kind.word(), label(&it.label), it.parts.join("/").replace('\n', "|"))
    });
    let groups = fields.categories.iter().map(|it| format!("group={it}"));
    singles.chain(entries).chain(postals).chain(groups).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check_said(file: &str, at: usize, expected: &[&str]) {
    assert_eq!(said(&cards_of(file)[at].fields()), expected.join("\n"));
}

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
    assert!(!read("BEGIN:VCARD\nFN:A\nEND:VCARD\n").cut);
}

#[test]
fn what_is_written_reads_the_same() {
    let text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Zoé\\, d’Été\r\nEMAIL:z@x.org\r\nTEL:+33 1\r\nX-ODD:a\\;b\r\n\
                END:VCARD\r\n";
    let card = read(text).cards.remove(0);
    let written = card.to_vcard("urn:uuid:7", Version::V3);
    assert!(written.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:7\r\n"), "{written}");
    assert!(written.contains("TEL:+33 1\r\n") && written.contains("X-ODD:a\\;b\r\n"), "{written}");
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
    let written = Card::of(&person).to_vcard("urn:uuid:1", Version::V3);
    let cards = read(&written).cards;
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].addresses, std::slice::from_ref(&person.address));
    let nameless = Card::of(&NamedAddress { name: None, ..person });
    assert_eq!(nameless.name, "zoe@example.fr");
}

#[test]
fn outlook_is_understood() {
    let names: Vec<String> = cards_of("outlook").into_iter().map(|it| it.name).collect();
    let expected = [
        "Élodie Lefèvre",
        "Mme Renée Marie Dupré",
        "M. Paul Martin fils",
        "Luc Bernard",
        "François Noël",
        "John Smith",
    ];
    assert_eq!(names, expected);
    check_said(
        "outlook",
        0,
        &[
            "formatted-name=Élodie Lefèvre",
            "given-name=Élodie",
            "family-name=Lefèvre",
            "job-title=Secrétaire générale",
            "organization=Mairie de Valmont",
            "department=Secrétariat",
            "phone.work=02 00 00 00 01",
            "phone.mobile=06 00 00 00 01",
            "phone.work-fax=02 00 00 00 02",
            "email.other=elodie.lefevre@valmont.example",
            "postal.work=//12, rue du Four|Bâtiment B/Valmont//00000/France",
        ],
    );
    check_said(
        "outlook",
        2,
        &[
            "formatted-name=M. Paul Martin fils",
            "prefix=M.",
            "given-name=Paul",
            "family-name=Martin",
            "suffix=fils",
            "nickname=Polo",
            "birthday=1980-02-29",
            "anniversary=2010-06-05",
            "assistant=Léo",
            "manager=Anne Blanc",
            "spouse=Zoé",
            "messenger.msn=paul@msn.example",
            "website.work=http://www.example.test/paul,martin",
            "email.other=paul@example.test",
        ],
    );
    let photos: Vec<bool> =
        cards_of("outlook").iter().map(|it| matches!(it.photo(), Some(Photo::Octets(_)))).collect();
    assert_eq!(photos, [false, false, true, true, false, false]);
    let written = cards_of("outlook")[5].to_vcard("u", Version::V3);
    assert!(
        written.replace("\r\n ", "").contains("AGENT:BEGIN:VCARD\\nVERSION:2.1\\nN:Friday\\;Fred"),
        "{written}"
    );
}

#[test]
fn apple_is_understood() {
    check_said(
        "apple",
        0,
        &[
            "formatted-name=Chloé Moreau",
            "given-name=Chloé",
            "family-name=Moreau",
            "birthday=--02-29",
            "anniversary=2010-06-05",
            "spouse=Hugo",
            "email.other=chloe@example.test",
            "email.other(Club d’échecs)=club@example.test",
            "phone.mobile=06 00 00 00 10",
            "phone.mobile=06 00 00 00 11",
            "phone.home-fax=01 00 00 00 12",
            "website.homepage=https://example.test/chloe",
            "postal.home=//5 rue Haute|2e étage/Rennes//35000/France",
        ],
    );
    check_said(
        "apple",
        5,
        &[
            "formatted-name=Gaël Œuvrard",
            "given-name=Gaël",
            "family-name=Œuvrard",
            "email.home=gael@example.test",
            "email.work=gael@bureau.example",
        ],
    );
}

#[test]
fn odd_texts_give_the_cards_that_are_in_them() {
    let found: Vec<String> = cards_of("odd")
        .iter()
        .map(|it| {
            format!("{} <{}>", it.name, it.addresses.first().map(Address::to_string).unwrap_or_default())
        })
        .collect();
    let long = "long ".repeat(40);
    let expected = [
        "Sans fin <sansfin@example.test>",
        "Pliée <pliee@example.test>",
        "minuscules <minuscules@example.test>",
        "Groupe étrange <groupe@example.test>",
        "Lignes <espace@example.test>",
        "Sans version <sansversion@example.test>",
        "a\\ <b@example.test>",
        "coupé <>",
        "Pré;nom Virgule, Nom <virgule@example.test>",
        "<script>alert(1)</script> <>",
        "Imbriquée <>",
        &format!("{} <long@example.test>", long.trim()),
    ];
    assert_eq!(found, expected);
    let folded = &cards_of("odd")[1].fields();
    assert_eq!(folded.get(Single::Note), "avant BEGIN:VCARD et END:VCARD");
    assert_eq!(cards_of("utf16")[0].name, "Jürgen Müller");
}

/// What a card says, and how many lines there are of what is not known here.
fn kept(card: &Card) -> (String, usize) {
    let labels = |it: &&Line| it.is("X-ABLabel") || pieces::piece(it, None).is_none();
    (said(&card.fields()), card.lines.iter().filter(|it| !it.is("UID")).filter(labels).count())
}

#[test]
fn a_round_trip_loses_nothing() {
    let mut count = 0;
    for (file, octets) in CORPUS {
        for mut card in all(&file_text(octets).0) {
            if card.fields().get(Single::FormattedName).is_empty() {
                card = card.with_fields(&{
                    let mut fields = card.fields();
                    fields.set(Single::FormattedName, &card.name);
                    fields
                });
            }
            for version in [Version::V3, Version::V4] {
                let written = card.to_vcard("urn:uuid:1", version);
                let again = all(&written).next().unwrap();
                let mut expected = kept(&card);
                // Its writer adds the name that versions ask for.
                let mut fields = again.fields();
                if !card.lines.iter().any(|it| it.is("N")) {
                    fields.set(Single::GivenName, "");
                }
                expected.1 -= card.lines.iter().filter(|it| it.is("VERSION")).count();
                assert_eq!((said(&fields), kept(&again).1), expected, "{file} {version:?}\n{written}");
                assert_eq!(again.photo(), card.photo(), "{file} {version:?}\n{written}");
                let back = all(&again.to_vcard("urn:uuid:1", Version::V3)).next().unwrap();
                assert_eq!(said(&back.fields()), said(&again.fields()), "{file} back to 3.0");
            }
            count += 1;
        }
    }
    assert!(count >= 45, "{count}");
}

#[test]
fn a_change_touches_its_own_lines_alone() {
    let card = &cards_of("apple")[0];
    assert_eq!(card.with_fields(&card.fields()), *card);
    let mut fields = card.fields();
    fields.set(Single::JobTitle, "Jardinière");
    fields.entries.retain(|it| it.label.is_none());
    fields.add(Many::Phone, Kind::Work, "01 00 00 00 13");
    fields.add_category("Jardin, potager");
    fields.add_category("jardin, POTAGER");
    let changed = card.with_fields(&fields);
    let before = card.to_vcard("u", Version::V3);
    let after = changed.to_vcard("u", Version::V3);
    let gone: Vec<&str> = before.lines().filter(|it| !after.contains(*it)).collect();
    let come: Vec<&str> = after.lines().filter(|it| !before.contains(*it)).collect();
    assert_eq!(gone, ["item2.EMAIL;TYPE=INTERNET:club@example.test", "item2.X-ABLabel:Club d’échecs"]);
    let expected = ["TITLE:Jardinière", "TEL;TYPE=WORK:01 00 00 00 13", "CATEGORIES:Jardin\\, potager"];
    assert_eq!(come, expected);
    assert_eq!(said(&changed.fields()), said(&fields));
}

#[test]
fn a_label_of_ones_own_is_kept() {
    let mut fields = Fields::default();
    fields.set(Single::FormattedName, "A");
    fields.entries.extend(fields::Entry::new(Many::Email, Kind::Other, Some("Vélo".to_owned()), "a@b.fr"));
    let written = Card::from_fields(&fields).to_vcard("u", Version::V3);
    assert!(written.contains("item1.EMAIL:a@b.fr\r\nitem1.X-ABLabel:Vélo\r\n"), "{written}");
    assert_eq!(all(&written).next().unwrap().fields().entries, fields.entries);
}

#[test]
fn a_photograph_is_put_in_and_taken_out() {
    let card = Card::of(&NamedAddress { name: None, address: "a@b.fr".parse().unwrap() });
    let with = card.with_photo(Some(("image/jpeg", b"octets")));
    for version in [Version::V3, Version::V4] {
        let again = all(&with.to_vcard("u", version)).next().unwrap();
        assert_eq!(again.photo(), Some(Photo::Octets(b"octets".to_vec())));
    }
    assert_eq!(with.with_photo(None), card);
}

#[test]
fn a_card_of_endless_groups_and_notes_is_read_in_time_with_its_size() {
    let groups: Vec<String> = (0..100_000).map(|it| it.to_string()).collect();
    let notes = "NOTE:a\n".repeat(1_000);
    let text = format!("BEGIN:VCARD\nFN:A\nCATEGORIES:{}\n{notes}END:VCARD\n", groups.join(","));
    let fields = all(&text).next().unwrap().fields();
    assert_eq!(fields.categories, groups[..200]);
    assert_eq!(fields.get(Single::Note).len(), 3_000 - 2);
}
