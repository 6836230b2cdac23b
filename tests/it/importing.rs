//! Messages of a file into a folder, without scripts and in a browser.

use std::fmt::Write as _;

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::wait;

fn file(name: &str, octets: Vec<u8>) -> Upload {
    Upload { name: name.to_owned(), media_type: "application/octet-stream", octets }
}

/// A file of so many messages.
fn mbox(count: usize) -> Vec<u8> {
    let mut text = String::new();
    for number in 1..=count {
        let _ = write!(
            text,
            "From a@sink.test Mon Nov 23 10:42:00 2026\nFrom: a@sink.test\nSubject: Lettre {number}\n\
             Status: RO\nX-Status: F\n\n>From ici.\n\n"
        );
    }
    text.into_bytes()
}

/// Chooses a file, and waits for the report.
async fn import(client: &mut Client, upload: Upload) -> Page {
    let form = client.get("/mail/Archive/import").await;
    let page = client.submit(&form, form.form("input[name=file]").attach("file", upload)).await;
    assert!(page.url.path().starts_with("/mail/Archive/import/"), "{} {}", page.url, page.text());
    let path = page.url.path().to_owned();
    wait::until_async("the end of the import", async || {
        let page = client.get(&path).await;
        let goes_on = page.header("refresh") == "2";
        page.has("[data-ended]").then(|| assert!(!goes_on)).map(|()| page)
    })
    .await
}

#[tokio::test]
async fn a_file_of_many_messages_is_imported_with_its_dates_and_flags() {
    let account = Account::new("importer");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = import(&mut client, file("tout.mbox", mbox(300))).await;
    assert!(page.text().contains("Terminé : 300 messages importés."), "{}", page.text());
    let mut imap = lab().open(&account);
    assert_eq!(imap.count("Archive"), 300);
    let (flags, text) = imap.last("Archive");
    assert!(flags.contains("\\Seen") && flags.contains("\\Flagged"), "{flags}");
    assert!(text.contains("\r\nFrom ici.\r\n") && text.contains("Subject: Lettre 300"), "{text}");
    let date = imap.command("FETCH * (INTERNALDATE)");
    assert!(date.contains("23-Nov-2026 10:42:00 +0000"), "{date}");
}

#[tokio::test]
async fn what_is_no_message_is_told() {
    let account = Account::new("not-mail");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = import(&mut client, file("photo.png", b"\x89PNG".to_vec())).await;
    assert!(
        page.text().contains("Un élément laissé de côté photo.png Ce n’est pas un message."),
        "{}",
        page.text()
    );
    let page = client.get("/mail/Archive/import/nobody").await;
    assert!(page.text().contains("Cette importation n’est plus suivie"), "{}", page.text());
    let form = client.get("/mail/Archive/import").await;
    let page = client.submit(&form, form.form("input[name=file]")).await;
    assert_eq!(page.status, 422, "{}", page.text());
    assert_eq!(client.get("/mail/Archive/import").await.status, 200);
}

#[tokio::test]
async fn an_import_goes_on_in_a_browser_and_tells_when_it_is_done() {
    let account = Account::new("import-browser");
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/mail/INBOX/import").await;
    browser.expect_accessible("import").await;
    browser.picture("actions-import").await;
    browser.choose_files(&[file("tout.mbox", mbox(400))]).await;
    browser.click("Importer").await;
    browser.wait_for("[data-ended]").await;
    browser.wait_for_text("400 messages importés").await;
    browser.expect_accessible("import report").await;
    browser.picture("actions-import-report").await;
    browser.close().await;
}
