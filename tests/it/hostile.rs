//! Bad input: letters that nobody should have sent, servers that break, requests that no page sends.
//!
//! Each has a page in the person's language, a log line without secrets (which
//! [`crate::program::Program`] watches), and loses nothing.

mod drafts;
mod letters;
mod requests;
mod servers;

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
