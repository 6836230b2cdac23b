//! Files of a message: served so that they harm nobody, looked at, taken away one by one or together.

mod bundle;
pub mod letter;
mod looked_at;
mod memory;
mod served;
mod tiles;

use letter::File;

use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::program::{Options, Program};

/// Somebody with one letter in the inbox that has these files, and the letter opened.
async fn with_files(text: &str, files: &[File]) -> (Program, Account, Client, Page) {
    let program = Program::with(Options::default()).await;
    let person = Account::new("claire");
    let letter = letter::with_files("Les fichiers", &person.address, text, files);
    lab().open(&person).append("INBOX", "", "", &letter);
    let mut client = program.signed_in(&person).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Les fichiers")).await;
    assert!(page.status.is_success(), "{}", page.text());
    (program, person, client, page)
}

/// Where the files of an open letter are downloaded, in order.
fn downloads(page: &Page) -> Vec<String> {
    page.attributes("#attachments [data-part]", "href")
}
