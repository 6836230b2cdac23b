//! How long it takes to complete a name and to show a page of a book over HTTP, with as many entries as a company has.
//!
//! `DIRECTORY=50000 tests/run quick` fills a directory of that size, and a book a tenth of it, and prints the figures.

use std::fs;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::client::{Client, Upload};
use crate::command::facteur;
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::wait;

/// The entries of the directory, unless the environment says how many.
const ENTRIES: usize = 3_000;

/// How often each page is asked for.
const TIMES: usize = 9;

/// What a person who types does not notice.
const MOST: Duration = Duration::from_millis(50);

const GIVEN: [&str; 12] =
    ["Marie", "Jean", "Karim", "Zoé", "Noël", "Martine", "Marc", "Paul", "Inès", "Hélène", "Luc", "Anna"];

const FAMILY: [&str; 11] = [
    "Martin", "Dupont", "Benali", "Garnier", "Lefèvre", "Moreau", "Marchand", "Petit", "Roux", "Caron",
    "Blanc",
];

fn person(at: usize) -> (String, String, String) {
    let (given, family) = (GIVEN[at % GIVEN.len()], FAMILY[at / GIVEN.len() % FAMILY.len()]);
    (given.to_owned(), format!("{family}-{at}"), format!("p{at}.{}@octopus.test", at % 97))
}

/// The shortest and the middle time of some requests.
async fn times(client: &mut Client, url: &str) -> (Duration, Duration) {
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let page = client.get(url).await;
        times.push(begun.elapsed());
        assert!(page.status.is_success(), "{url}: {}", page.text());
    }
    times.sort();
    (times[0], times[TIMES / 2])
}

#[tokio::test]
async fn names_are_completed_and_books_shown_before_anybody_waits() {
    let entries = std::env::var("DIRECTORY").ok().and_then(|it| it.parse().ok()).unwrap_or(ENTRIES);
    let program = Program::start().await;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("annuaire.csv").display().to_string();
    let line = |at: usize| {
        let (given, family, address) = person(at);
        format!("{family};{given};Service {};{address};02 00 {at:06}\n", at % 40)
    };
    let table =
        format!("Nom;Prénom;Service;E-mail;Téléphone\n{}", (0..entries).map(line).collect::<String>());
    fs::write(&path, table).expect("a file");
    let begun = Instant::now();
    let ended = facteur(&["admin", "directory", "import", "--config", &program.config(), &path], &[], "");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    eprintln!("{entries} entries fed in {:?}", begun.elapsed());

    let account = Account::new("pressee");
    lab().open(&account);
    let mut client = program.signed_in(&account).await;
    let card = |at: usize| {
        let (given, family, _) = person(at * 7);
        format!(
            "BEGIN:VCARD\nN:{family};{given};;;\nFN:{given} {family}\nEMAIL:own{at}@sink.test\nEND:VCARD\n"
        )
    };
    let octets = (0..entries / 10).map(card).collect::<String>().into_bytes();
    let page = client.get("/contacts/import").await;
    let file = Upload { name: "a.vcf".to_owned(), media_type: "text/vcard", octets };
    let looked = client.submit(&page, page.form("#import-file").attach("file", file)).await;
    let form = looked.form("#twice").fill("twice", "both").press_named("do", "take");
    let job = client.submit(&looked, form).await.url.path().to_owned();
    wait::until_async("the cards", async || client.get(&job).await.has("[data-ended]").then_some(())).await;

    let (bare, _) = times(&mut client, "/healthz").await;
    let completions =
        ["mar", "dup", "zoe", "p12", "own", "mar+mar", "xyz"].map(|it| format!("/contacts/complete?q={it}"));
    let lists =
        ["/contacts/directory", "/contacts/directory?letter=m", "/contacts/personal", "/contacts/all?q=mar"];
    for url in completions.iter().map(String::as_str).chain(lists) {
        let (least, middle) = times(&mut client, url).await;
        eprintln!("{entries} entries, {} cards: {url}: {middle:?} (least {least:?})", entries / 10);
        assert!(least < MOST.max(bare * 30), "{url}: {least:?}, and {bare:?} for nothing at all");
    }
}
