//! What goes wrong between a list and an act, or in the middle of one: folders that are others by then, servers
//! that are started anew, rights that end, room that is used up. Nothing is lost, nothing is there twice, and
//! a sentence says what was done.

mod epochs;
mod outbox;
mod refusals;
mod restarts;

use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::program::{Options, Program, Security};

/// So many short letters with this word and a number as their subject.
fn fill(imap: &mut Imap, mailbox: &str, word: &str, count: usize) {
    for number in 1..=count {
        imap.append(mailbox, "", "", format!("Subject: {word} {number}\r\n\r\n.\r\n").as_bytes());
    }
}

/// A program whose IMAP server listens on this port, in clear.
async fn beside(port: u16) -> Program {
    let imap = Some(("127.0.0.1", port));
    Program::with(Options { imap, security: Security::None, ..Options::default() }).await
}

/// Does something with all messages of a mailbox that no button of the page may offer.
async fn do_to_all(client: &mut Client, path: &str, what: &str, to: &str) -> Page {
    let page = client.get(&format!("{path}?select=page")).await;
    let numbers = page.attributes("#rows .row-check input", "value");
    let csrf = page.form("#bulk input").value("csrf").expect("a token").to_owned();
    let rows = numbers.len().to_string();
    let mut fields =
        vec![("csrf", csrf.as_str()), ("do", what), ("to", to), ("rows", rows.as_str()), ("all", "yes")];
    fields.extend(numbers.iter().map(|it| ("message", it.as_str())));
    client.post(&format!("{path}/act"), &fields).await
}
