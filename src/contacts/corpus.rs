//! Three hundred cards and forty tables, through import and export on both databases: what a format can hold comes
//! back as it was. Where they come from, `tests/data/README.md` tells.

mod dialects;
mod hostile;
mod people;
mod tables;

use std::fs;
use std::path::Path;

use mailcore::message::card::Card;
use mailcore::message::card::fields::{Entry, Fields, Kind, Many, Postal, PostalPart, Single};
use mailcore::message::card::photo::Photo;

use self::dialects::Dialect;
use self::tables::Writing;
use super::books::BookId;
use super::exporting::{self, Exported, Format};
use super::importing::{self, Groups, How, Run, Twice};
use super::reading;
use crate::i18n::Locale;
use crate::store::cards::PERSONAL;
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::store::tests::stores;
use crate::store::{AccountId, Store};

/// Columns of the tables in `tests/data` that say nothing which a card has.
const IGNORED: &[&str] = &[
    "Initiales",
    "Type de messagerie",
    "Nom complet de l'adresse de messagerie",
    "Priorité",
    "Privé",
    "Critère de diffusion",
    "E-mail Type",
    "E-mail Display Name",
    "Initials",
    "Priority",
    "Private",
    "Sensitivity",
    "Photo",
    "Numéro d'adhérent",
    "Geslacht onbekend",
    "Ohne Bedeutung",
];

/// A file, and what is expected of it where that is known beside.
struct Sample {
    name: String,
    octets: Vec<u8>,
    expected: Option<Vec<Fields>>,
}

/// Files of a folder of `tests/data`.
fn files(folder: &str) -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    let mut files: Vec<Sample> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .map(|it| Sample {
            name: it.file_name().unwrap().to_string_lossy().into_owned(),
            octets: fs::read(it).unwrap(),
            expected: None,
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

fn cards() -> Vec<Sample> {
    let made = Dialect::ALL.into_iter().map(|dialect| {
        let people: Vec<Fields> = (0..40).map(people::anybody).collect();
        let text: String =
            people.iter().enumerate().map(|(at, it)| dialects::card(dialect, at, it, at % 6 == 0)).collect();
        Sample { name: format!("{dialect:?}"), octets: text.into_bytes(), expected: Some(people) }
    });
    files("cards").into_iter().chain(made).collect()
}

fn tables() -> Vec<Sample> {
    let made = tables::PROGRAMS.iter().flat_map(|(name, header)| {
        Writing::ALL.into_iter().enumerate().map(move |(at, writing)| {
            let people: Vec<Fields> = (at * 13..at * 13 + 20).map(people::western).collect();
            let (octets, held) = tables::file(header, writing, &people);
            Sample { name: format!("{name}, {writing:?}"), octets, expected: Some(held) }
        })
    });
    files("tables").into_iter().chain(made).collect()
}

/// All that a card says, in one order.
fn said(fields: &Fields) -> String {
    let mut fields = fields.clone();
    fields.entries.sort_by(|a, b| (a.many, &a.value, a.kind).cmp(&(b.many, &b.value, b.kind)));
    fields.postals.sort_by(|a, b| (a.kind, &a.parts).cmp(&(b.kind, &b.parts)));
    fields.categories.sort();
    format!("{fields:#?}")
}

fn all_said(fields: impl IntoIterator<Item = Fields>) -> Vec<String> {
    let mut all: Vec<String> = fields.into_iter().map(|it| said(&it)).collect();
    all.sort();
    all
}

/// Compared one by one, so that what is wrong can be read.
#[track_caller]
fn check(what: &str, found: impl IntoIterator<Item = Fields>, expected: impl IntoIterator<Item = Fields>) {
    let (found, expected) = (all_said(found), all_said(expected));
    for (one, other) in found.iter().zip(&expected) {
        assert_eq!(one, other, "{what}");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

/// What a card says once it was written: vCard 3.0 wants a name in one line and one in parts.
fn written(card: &Card) -> Fields {
    let mut fields = card.fields();
    if fields.get(Single::FormattedName).is_empty() {
        fields.set(Single::FormattedName, &card.name);
    }
    without_made_name(fields)
}

/// Without the name in parts that is made of the one in one line.
fn without_made_name(mut fields: Fields) -> Fields {
    let (shown, given) = (fields.get(Single::FormattedName), fields.get(Single::GivenName));
    if fields.composed_name() == given && shown == given {
        fields.set(Single::GivenName, "");
    }
    fields
}

/// Imports cards as somebody new, whose account it gives.
async fn import(store: &Store, name: &str, cards: &[Card]) -> AccountId {
    let login = format!("{}@corpus.example", name.replace(' ', "-"));
    let account = store.account_signed_in(&login, 1).await.unwrap();
    let how = How { book: BookId::Personal, twice: Twice::Both, groups: Groups::All, instead: false };
    let run = Run { act: "corpus", now: 2, tell: &|_, _| {} };
    let report = importing::run(store, account, cards, how, run).await.unwrap().report;
    assert_eq!(report.added + report.nobody, cards.len(), "{name}: {report:?}");
    account
}

async fn export(store: &Store, account: AccountId, format: Format, locale: Locale) -> String {
    let wanted = Wanted { within: Within::Book(PERSONAL), terms: &[], order: Order::Name };
    let exported = Exported { account, format, locale };
    let (mut text, mut begin) = (format.beginning(locale), Begin::First);
    while let Some((piece, next)) = exporting::piece(store, exported, &wanted, &begin).await.unwrap() {
        text.push_str(&piece);
        begin = next;
    }
    text
}

fn read(text: &str) -> Vec<Card> {
    let file = reading::read(text.as_bytes()).unwrap();
    file.cards(&file.columns())
}

/// Cards through a database and out in each format.
async fn go_round(store: &Store, name: &str, cards: &[Card]) {
    let account = import(store, name, cards).await;
    let is_somebody = |it: &&Card| !it.name.is_empty() || !it.addresses.is_empty();
    let kept: Vec<&Card> = cards.iter().filter(is_somebody).collect();
    let photos = |cards: &mut dyn Iterator<Item = Option<Photo>>| {
        let mut all: Vec<String> = cards.flatten().map(|it| format!("{it:?}")).collect();
        all.sort();
        all
    };
    for format in [Format::VCard3, Format::VCard4] {
        let text = export(store, account, format, Locale::Fr).await;
        let again = read(&text);
        let what = format!("{name} as {format:?}");
        check(&what, again.iter().map(written), kept.iter().map(|it| written(it)));
        let (found, expected) =
            (photos(&mut again.iter().map(Card::photo)), photos(&mut kept.iter().map(|it| it.photo())));
        assert_eq!(found, expected, "{what}");
        assert!(text.split("\r\n").all(|it| it.len() <= 75), "{what}");
    }
    for locale in Locale::ALL {
        let text = export(store, account, Format::OutlookCsv, locale).await;
        let what = format!("{name} as a table in {locale:?}");
        let expected = kept.iter().map(|it| held(&written(it)));
        check(&what, read(&text).iter().map(Card::fields).map(without_made_name), expected);
    }
}

/// What of a card a table of Outlook's can hold: three addresses and a page, whose kinds it does not tell; as many
/// numbers of a kind as it has columns, and one that finds none; a postal address of each kind in its lines.
fn held(fields: &Fields) -> Fields {
    let mut held = Fields::default();
    let lost = [Single::FormattedName, Single::Nickname, Single::MaidenName];
    fields.singles().filter(|it| !lost.contains(&it.0)).for_each(|(single, text)| held.set(single, text));
    if fields.get(Single::Gender) == "féminin" {
        held.set(Single::Gender, "female");
    }
    let shown = fields.get(Single::FormattedName);
    let composed = held.composed_name();
    held.set(Single::FormattedName, if composed.is_empty() { shown } else { &composed });
    let plain = |it: &Entry, kind| Entry { kind, label: None, ..it.clone() };
    held.entries.extend(fields.of(Many::Email).take(3).map(|it| plain(it, Kind::Other)));
    held.entries.extend(fields.of(Many::Website).take(1).map(|it| plain(it, Kind::Homepage)));
    let room = |kind| match kind {
        Kind::Work | Kind::Home | Kind::Main => 2,
        Kind::Video => 0,
        _ => 1,
    };
    let mut left = Vec::new();
    for kind in Many::Phone.kinds() {
        let of_kind: Vec<&Entry> = fields.of(Many::Phone).filter(|it| it.kind == *kind).collect();
        let (kept, more) = of_kind.split_at(of_kind.len().min(room(*kind)));
        held.entries.extend(kept.iter().map(|it| plain(it, *kind)));
        left.extend(more.iter().filter(|_| *kind != Kind::Other).copied());
    }
    if fields.of(Many::Phone).all(|it| it.kind != Kind::Other) {
        // The first of them in the order of the card.
        let first = fields.of(Many::Phone).find(|it| left.iter().any(|other| std::ptr::eq(*it, *other)));
        held.entries.extend(first.map(|it| plain(it, Kind::Other)));
    }
    let mut kinds: Vec<Kind> = Vec::new();
    let has_other = fields.postals.iter().any(|it| it.kind == Kind::Other);
    for postal in &fields.postals {
        let kind = match kinds.contains(&postal.kind) {
            false => postal.kind,
            true if !has_other && !kinds.contains(&Kind::Other) => Kind::Other,
            true => continue,
        };
        kinds.push(kind);
        held.postals.push(in_lines(kind, postal));
    }
    let groups = fields.categories.iter().flat_map(|it| it.split([';', ',']));
    // Google's own, which each of its cards is in.
    groups.filter(|it| *it != "myContacts").for_each(|it| held.add_category(it));
    without_made_name(held)
}

fn in_lines(kind: Kind, postal: &Postal) -> Postal {
    let mut held = Postal::new(kind);
    let street = postal.part(PostalPart::Street);
    let all: Vec<&str> = street
        .lines()
        .chain([PostalPart::Extended, PostalPart::PoBox].map(|it| postal.part(it)))
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let (first, rest) = all.split_at(all.len().min(2));
    let mut lines: Vec<String> = first.iter().map(|it| (*it).to_owned()).collect();
    lines.extend(Some(rest.join(", ")).filter(|it| !it.is_empty()));
    held.set(PostalPart::Street, &lines.join("\n"));
    for part in [PostalPart::Locality, PostalPart::Region, PostalPart::PostalCode, PostalPart::Country] {
        held.set(part, postal.part(part));
    }
    held
}

#[tokio::test]
async fn no_card_loses_anything() {
    let mut count = 0;
    let stores = stores("test_corpus_of_cards").await;
    for Sample { name, octets, expected } in cards() {
        let file = reading::read(&octets).unwrap();
        let cards = file.cards(&[]);
        count += cards.len();
        if let Some(expected) = expected {
            check(&name, cards.iter().map(Card::fields), expected);
            let photos = cards.iter().filter(|it| matches!(it.photo(), Some(Photo::Octets(_)))).count();
            assert_eq!(photos, 7, "{name}");
        }
        for store in &stores {
            go_round(store, &name, &cards).await;
        }
    }
    assert!(count >= 300, "{count} cards");
}

#[tokio::test]
async fn what_nobody_here_knows_is_written_as_it_was() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    for Sample { name, octets, .. } in cards() {
        let text = String::from_utf8_lossy(&octets);
        let own: Vec<String> = text
            .replace("\r\n ", "")
            .replace("\n ", "")
            .lines()
            .filter(|it| it.starts_with("X-") && !it.contains("QUOTED-PRINTABLE"))
            .filter_map(|it| it.split_once(':').map(|it| it.1.trim().to_owned()))
            .filter(|it| it.len() > 3 && it.is_ascii() && !it.contains(['-', '\\']))
            .collect();
        let cards = reading::read(&octets).unwrap().cards(&[]);
        let account = import(&store, &name, &cards).await;
        let exported = export(&store, account, Format::VCard3, Locale::Fr).await.replace("\r\n ", "");
        for value in own {
            assert!(exported.contains(&value), "{name}: {value}");
        }
        if name.starts_with(char::is_uppercase) {
            for at in 0..40 {
                assert!(exported.contains(&format!("X-CORPUS:{at}\\;seul\r\n")), "{name}: {at}");
            }
        }
    }
}

#[tokio::test]
async fn no_table_loses_what_its_columns_say() {
    let samples = tables();
    assert_eq!(samples.len(), 40);
    let stores = stores("test_corpus_of_tables").await;
    for Sample { name, octets, expected } in samples {
        let file = reading::read(&octets).unwrap();
        let cards = file.cards(&file.columns());
        match expected {
            Some(expected) => check(&name, cards.iter().map(Card::fields), expected),
            None => check_cells(&name, &file, &cards),
        }
        for store in &stores {
            go_round(store, &name, &cards).await;
        }
    }
}

/// Each cell of a column that says something is on the card of its row.
#[track_caller]
fn check_cells(name: &str, file: &reading::CardsFile, cards: &[Card]) {
    use super::table::columns::Column;

    let (table, columns) = (file.table().unwrap(), file.columns());
    assert_eq!(table.rows.len(), cards.len(), "{name}");
    for (row, card) in table.rows.iter().zip(cards) {
        let on_card = said(&card.fields()).to_lowercase();
        for ((title, column), cell) in table.header.iter().zip(&columns).zip(row) {
            match column {
                Column::Nothing => assert!(IGNORED.contains(&title.as_str()), "{name}: {title}"),
                Column::Part(..) | Column::KindOf(..) | Column::PostalKindOf(_) => {}
                Column::Single(it) if it.is_date() || *it == Single::Gender => {}
                _ => {
                    let words = cell.split([' ', '\n', ';', ',', ':', '*']).map(str::to_lowercase);
                    for word in words.filter(|it| !it.is_empty() && it != "mycontacts") {
                        let word = format!("{word:?}");
                        assert!(on_card.contains(word.trim_matches('"')), "{name}, {title}: {word}");
                    }
                }
            }
        }
    }
}
