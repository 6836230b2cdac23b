//! Messages of a file into a folder, without scripts and in a browser.

use std::fmt::Write as _;

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, ROOM, TIGHT_HOST, lab};
use crate::program::{Options, Program, Security};
use crate::proxy::Proxy;
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

/// Chooses a file for a mailbox; the path where its import is followed.
async fn begin(client: &mut Client, mailbox: &str, upload: Upload) -> String {
    let form_path = format!("/mail/{mailbox}/import");
    let form = client.get(&form_path).await;
    let page = client.submit(&form, form.form("input[name=file]").attach("file", upload)).await;
    assert!(page.url.path().starts_with(&form_path), "{} {}", page.url, page.text());
    page.url.path().to_owned()
}

/// Chooses a file, and waits for the report.
async fn import(client: &mut Client, upload: Upload) -> Page {
    let path = begin(client, "Archive", upload).await;
    report(client, &path).await
}

/// Waits for the report.
async fn report(client: &mut Client, path: &str) -> Page {
    wait::until_async("the end of the import", async || {
        let page = client.get(path).await;
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
async fn a_third_file_is_not_taken_while_two_are_imported() {
    let account = Account::new("triple");
    let proxy = Proxy::to(lab().imap);
    let imap = Some(("127.0.0.1", proxy.port));
    let program = Program::with(Options { imap, security: Security::None, ..Options::default() }).await;
    let mut client = program.signed_in(&account).await;
    let gate = proxy.hold_after("APPEND");
    let first = begin(&mut client, "Archive", file("un.mbox", mbox(2))).await;
    let second = begin(&mut client, "Archive", file("deux.mbox", mbox(2))).await;
    let form = client.get("/mail/Archive/import").await;
    let third = form.form("input[name=file]").attach("file", file("trois.mbox", mbox(2)));
    let page = client.submit(&form, third).await;
    assert_eq!(page.status, 429, "{}", page.text());
    assert!(page.text().contains("rien de celui-ci n’a été importé"), "{}", page.text());
    proxy.mend();
    gate.open();
    report(&mut client, &first).await;
    report(&mut client, &second).await;
    import(&mut client, file("trois.mbox", mbox(2))).await;
    assert_eq!(lab().open(&account).count("Archive"), 6);
}

/// What a large import may add to the memory of the program, in kB: its file lies on the disk, and of
/// its messages one is filed while the next one is read.
const MOST_ADDED: u64 = 32_000;

#[tokio::test]
async fn a_large_file_passes_through_little_memory_with_another_import_beside() {
    let account = Account::new("mover-in");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let before = program.forget_peak();
    let text = "une ligne de quarante octets, ou presque\n".repeat(2_000);
    let mbox_of_all = String::from_utf8(mbox(1_000)).expect("UTF-8").replace(">From ici.\n", &text);
    assert!(mbox_of_all.len() as u64 > 2 * MOST_ADDED * 1_000);
    let large = begin(&mut client, "Archive", file("tout.mbox", mbox_of_all.into_bytes())).await;
    let small = begin(&mut client, "Junk", file("peu.mbox", mbox(100))).await;
    let page = report(&mut client, &small).await;
    assert!(page.text().contains("Terminé : 100 messages importés."), "{}", page.text());
    let mut told = Vec::new();
    let page = loop {
        let last = told.last().copied();
        let page = wait::until_async("progress", async || {
            let page = client.get(&large).await;
            (page.has("[data-ended]") || percent(&page) > last).then_some(page)
        })
        .await;
        if page.has("[data-ended]") {
            break page;
        }
        told.extend(percent(&page));
    };
    assert!(page.text().contains("Terminé : 1 000 messages importés."), "{}", page.text());
    assert!(told.len() > 10 && told.is_sorted(), "progress is shown: {told:?}");
    let mut imap = lab().open(&account);
    assert_eq!((imap.count("Archive"), imap.count("Junk")), (1_000, 100));
    let added = program.peak() - before;
    assert!(added < MOST_ADDED, "{added} kB");
}

/// How far an import is.
fn percent(page: &Page) -> Option<u64> {
    page.attributes("progress", "value").first()?.parse().ok()
}

#[tokio::test]
async fn a_mailbox_that_is_full_half_way_keeps_what_came_and_says_how_many() {
    let account = Account::new("too-much");
    let imap = Some((TIGHT_HOST, lab().imap));
    let program = Program::with(Options { imap, security: Security::None, ..Options::default() }).await;
    let mut client = program.signed_in(&account).await;
    let text = "une ligne de quarante octets, ou presque\n".repeat(ROOM / 40 / 10);
    let mbox = String::from_utf8(mbox(30)).expect("UTF-8").replace(">From ici.\n", &text);
    let page = import(&mut client, file("trop.mbox", mbox.into_bytes())).await;
    let kept = lab().open(&account).count("Archive");
    assert!((5..15).contains(&kept), "{kept} of 30");
    let said = format!("Votre boîte est pleine : l’importation s’est arrêtée après {kept} messages");
    assert!(page.text().contains(&said), "{}", page.text());
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
