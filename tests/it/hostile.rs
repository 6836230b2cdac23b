//! Bad input: letters that nobody should have sent, servers that break, requests that no page sends.
//!
//! Each has a page in the person's language, a log line without secrets (which
//! [`crate::program::Program`] watches), and loses nothing.

mod corpus;
mod drafts;
mod letters;
mod octets;
mod requests;
mod servers;

use std::collections::BTreeSet;

use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::program::Program;

/// Somebody signed in, with one letter in the inbox.
pub async fn with_letter(letter: impl FnOnce(&str) -> Vec<u8>) -> (Program, Account, Client) {
    let program = Program::start().await;
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &letter(&person.address));
    let client = program.signed_in(&person).await;
    (program, person, client)
}

/// Opens the first letter of the list.
pub async fn open_first(client: &mut Client) -> Page {
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("")).await;
    assert!(page.status.is_success(), "{}: {}", page.status, page.text());
    page
}

/// Where links and frames of an open message lead.
const LEADING: &[(&str, &str)] =
    &[("#reader [href]", "href"), ("#reader [src]", "src"), ("#reader [hx-get]", "hx-get")];

/// The page of a message, then at most so many of those that it leads to: below its own address, or to
/// an answer.
async fn reached_from(client: &mut Client, path: &str, most: usize) -> Vec<Page> {
    let page = client.get(path).await;
    let leading = LEADING.iter().flat_map(|(css, name)| page.attributes(css, name));
    let below = format!("{path}/");
    let wanted = |it: &String| it.starts_with(&below) || it.starts_with("/compose?");
    let paths: BTreeSet<String> = leading.filter(wanted).collect();
    let mut pages = vec![page];
    for path in paths.into_iter().take(most) {
        pages.push(client.get(&path).await);
    }
    pages
}
