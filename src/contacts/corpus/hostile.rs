//! Files that are damaged, endless or hold what no database takes.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use mailcore::message::card::Card;
use mailcore::message::card::fields::Single;

use super::super::reading;
use super::super::table::MOST_ROWS;
use super::{cards, export, import, read, tables};
use crate::contacts::exporting::Format;
use crate::i18n::Locale;
use crate::store::tests::stores;

/// More than any of these takes on a busy machine without optimization; what takes time with the square of its size
/// takes hours.
const LONG: Duration = Duration::from_secs(60);

#[tokio::test]
async fn signs_that_no_database_takes_cost_no_card() {
    let vcard = "BEGIN:VCARD\nVERSION:3.0\nUID:u\0id\nFN:Z\0oé Roux\nN:R\0oux;Zo\0é;;;\nNOTE:a\0b\\nc\u{1}d\n\
                 EMAIL:z\0oe@x.fr\nTEL;TYPE=\"ho\0me\":0\x006\nCATEGORIES:Gr\0oupe\nX-ODD:x\0y\n\
                 PHOTO;ENCODING=b;TYPE=PNG:iVBORw0K\0Ggo=\nEND:VCARD\n\
                 BEGIN:VCARD\nVERSION:2.1\nFN:Léo\nNOTE;ENCODING=QUOTED-PRINTABLE:a=00b=0D=0Ac\nEND:VCARD\n";
    let table = "Nom;Notes;Catégories;E-mail\nA\0lix;x\0y;G\0r;a\0@x.fr\n";
    let ldif = "dn: cn=a\ncn:: QQBsaXg=\ndescription:: eAB5\nmail: a@x.fr\n";
    for store in stores("test_corpus_of_signs").await {
        for (name, text, names) in [
            ("vcard", vcard, &["Léo", "Zoé Roux"][..]),
            ("table", table, &["A lix"]),
            ("ldif", ldif, &["A lix"]),
        ] {
            let cards = read(text);
            let account = import(&store, name, &cards).await;
            for format in [Format::VCard3, Format::VCard4, Format::OutlookCsv] {
                let text = export(&store, account, format, Locale::Fr).await;
                assert!(!text.contains('\0'), "{text:?}");
                let mut found: Vec<String> = read(&text).into_iter().map(|it| it.name).collect();
                found.sort();
                assert_eq!(found, names, "{text}");
            }
        }
    }
}

#[test]
fn of_a_file_that_was_cut_off_is_read_what_is_there() {
    for sample in cards().into_iter().chain(tables()) {
        let whole = reading::read(&sample.octets).map_or(0, |it| it.cards(&it.columns()).len());
        for part in 1..8 {
            let cut = &sample.octets[..sample.octets.len() * part / 8];
            let found = reading::read(cut).map_or(0, |it| it.cards(&it.columns()).len());
            assert!(found <= whole, "{}: {found} of {whole} at {part}/8", sample.name);
        }
    }
}

/// The cards of a text, in time with its size, and whether there were more.
#[track_caller]
fn in_time(text: &str) -> (Vec<Card>, bool) {
    let begun = Instant::now();
    let file = reading::read(text.as_bytes());
    let found = file.map_or((Vec::new(), false), |it| (it.cards(&it.columns()), it.cut));
    assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
    found
}

#[test]
fn endless_and_nested_files_are_read_in_time_with_their_size() {
    let (found, cut) = in_time(&format!("BEGIN:VCARD\nFN:A\n{}END:VCARD\n", "NOTE:x\n".repeat(1_000_000)));
    assert_eq!((found.len(), cut), (1, false));
    assert!(found[0].fields().get(Single::Note).len() < 10_000);
    let (found, _) = in_time(&"BEGIN:VCARD\n".repeat(300_000));
    assert!(found.is_empty());
    let (found, _) = in_time(&format!("BEGIN:VCARD\nFN:A\n{}", "AGENT:\nBEGIN:VCARD\n".repeat(200_000)));
    assert_eq!(found.len(), 1);
    let (found, _) = in_time(&format!(
        "{}FN:A\n{}",
        "BEGIN:VCARD\nBEGIN:VEVENT\n".repeat(100_000),
        "END:VCARD\n".repeat(100_000)
    ));
    assert!(found.len() <= 1);
    let mut rows = String::from("Nom;E-mail\n");
    for at in 0..1_000_000 {
        writeln!(rows, "N{at};{at}@x.fr").unwrap();
    }
    let (found, cut) = in_time(&rows);
    assert_eq!((found.len(), cut), (MOST_ROWS, true));
    let (found, cut) = in_time(&format!("Nom;Notes\nA;\"{}", "x\n".repeat(1_000_000)));
    assert_eq!((found.len(), cut), (1, false), "a quote that is never closed");
}
