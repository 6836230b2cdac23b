//! Read receipts: when they are asked for, that one is sent and no more, and what it says.

mod asking;
mod once;
mod sent;

use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::program::Program;

/// What stands in the page of a message that waits for an answer.
const QUESTION: &str = "#receipt";

/// Somebody who reads and somebody who wrote, both with a mailbox.
struct People {
    reader: Account,
    writer: Account,
}

impl People {
    fn new() -> Self {
        Self { reader: Account::new("claire"), writer: Account::new("karim") }
    }

    /// A letter of the writer's that asks for a receipt, as a server delivers it.
    fn letter(&self, subject: &str) -> Vec<u8> {
        letter(subject, &self.writer.address, &self.reader.address)
    }

    /// Puts it into the reader's inbox.
    fn deliver(&self, subject: &str) {
        lab().open(&self.reader).append("INBOX", "", "", &self.letter(subject));
    }

    /// The receipts that the writer has got.
    fn receipts(&self) -> usize {
        lab().open(&self.writer).count("INBOX")
    }

    /// The flags of the reader's last letter.
    fn flags(&self) -> String {
        lab().open(&self.reader).last("INBOX").0
    }
}

/// A letter that asks for a receipt.
fn letter(subject: &str, from: &str, to: &str) -> Vec<u8> {
    format!(
        "Return-Path: <{from}>\r\nFrom: Karim <{from}>\r\nTo: {to}\r\nSubject: {subject}\r\n\
         Date: Mon, 23 Nov 2026 10:42:00 +0100\r\nMessage-ID: <{subject}@sink.test>\r\n\
         Disposition-Notification-To: Karim <{from}>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         Merci de confirmer.\r\n"
    )
    .into()
}

/// Decides what happens when a receipt is asked for.
async fn decide(client: &mut Client, mode: &str) {
    let page = client.get("/settings/mailbox").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("receipts", mode)).await;
}

/// Opens a letter of a mailbox.
async fn open(client: &mut Client, mailbox: &str, subject: &str) -> Page {
    let list = client.get(&format!("/mail/{mailbox}")).await;
    let page = client.get(&list.row(subject)).await;
    assert!(page.status.is_success(), "{}: {}", page.status, page.text());
    page
}

/// Answers without a page that offers it.
async fn post(client: &mut Client, message: &str, wish: &str) -> Page {
    let token = client.get("/mail/INBOX").await.form("#logout").value("csrf").expect("a token").to_owned();
    client.post(&format!("{message}/receipt"), &[("csrf", &token), ("do", wish)]).await
}

/// Somebody signed in with a letter that asks for a receipt.
async fn asked(program: &Program, subject: &str) -> (People, Client) {
    let people = People::new();
    people.deliver(subject);
    let client = program.signed_in(&people.reader).await;
    (people, client)
}
