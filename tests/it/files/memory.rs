//! Files pass through: many people who download large ones need little memory.

use crate::client::Client;
use crate::lab::{Account, lab};
use crate::program::{Options, Program, Security};

use super::letter::{self, File};

/// How many people download at the same time.
const PEOPLE: usize = 32;

/// How large the file is, in octets.
const SIZE: usize = 25_000_000;

/// What all of them together may add, in kB: pieces on their way, for each some 128 KiB here and
/// there. The files themselves have 800,000.
const MOST: u64 = 96_000;

#[tokio::test(flavor = "multi_thread")]
async fn thirty_two_large_downloads_stay_small() {
    let program = Program::with(Options { security: Security::None, ..Options::default() }).await;
    let first = Account::new("grand");
    let file = File::new("application/octet-stream", "film.bin", octets());
    lab().open(&first).append(
        "INBOX",
        "",
        "",
        &letter::with_files("Film", &first.address, "Voici.", &[file]),
    );
    let mut people = vec![first];
    for _ in 1..PEOPLE {
        let next = Account::new("grand");
        lab().share_inbox(&people[0], &next);
        people.push(next);
    }
    let mut visitors = Vec::new();
    for person in &people {
        let mut client = program.signed_in(person).await;
        let list = client.get("/mail/INBOX").await;
        let page = client.get(&list.row("Film")).await;
        let url = page.url.join(&super::downloads(&page)[0]).expect("an address");
        visitors.push((client, url));
    }
    let before = program.forget_peak();
    let all = visitors.into_iter().map(|(client, url)| tokio::spawn(download(client, url)));
    for one in all.collect::<Vec<_>>() {
        assert_eq!(one.await.expect("a download"), SIZE);
    }
    let added = program.peak() - before;
    println!("{PEOPLE} downloads of {SIZE} octets added {added} kB to {before} kB");
    assert!(added < MOST, "{added} kB");
}

/// Octets of no kind.
fn octets() -> Vec<u8> {
    (0..SIZE).map(|it| (it.wrapping_mul(2_654_435_761) >> 16).to_le_bytes()[0]).collect()
}

/// How many octets came; none are kept.
async fn download(client: Client, url: reqwest::Url) -> usize {
    let cookies: Vec<String> = client.cookies.iter().map(|(name, it)| format!("{name}={it}")).collect();
    let request = reqwest::Client::new().get(url).header("cookie", cookies.join("; "));
    let mut answer = request.send().await.expect("an answer");
    let mut count = 0;
    while let Some(piece) = answer.chunk().await.expect("a piece") {
        count += piece.len();
    }
    count
}
