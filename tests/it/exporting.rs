//! Chosen messages as one zip.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

/// The files of a zip with their octets.
fn unpacked(octets: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(octets)).expect("a zip");
    let count = zip.len();
    let file = |at: usize| {
        let mut file = zip.by_index(at).expect("a file");
        let mut octets = Vec::new();
        file.read_to_end(&mut octets).expect("octets with the right sum");
        (file.name().expect("a name").into_owned(), octets)
    };
    (0..count).map(file).collect()
}

/// Presses the button for a zip; without scripts it has its own address.
async fn export(client: &mut Client, page: &Page, of_all: bool) -> Page {
    let form = page.form_of_chosen("Télécharger en .zip");
    let form = if of_all { form.tick("all", "yes") } else { form };
    client.submit(page, form).await
}

fn with_letters(name: &str, count: usize) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        let letter = format!("Subject: N {number}\r\n\r\n.\r\n");
        imap.append("INBOX", "", "05-Mar-2025 12:00:00 +0000", letter.as_bytes());
    }
    (account, imap)
}

#[tokio::test]
async fn chosen_messages_are_files_by_date_and_subject_as_they_lie_on_the_server() {
    let account = Account::new("emporter");
    let mut imap = lab().open(&account);
    let letters = ["Devis 12/2026", "Devis 12/2026", "", "../../été"]
        .map(|it| letters::plain(it, &account.address, "Bonjour."));
    for letter in &letters {
        imap.append("INBOX", "", "05-Mar-2025 12:00:00 +0000", letter);
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?select=page").await;
    let file = export(&mut client, &page, false).await;
    assert_eq!(file.header("content-type"), "application/zip");
    assert!(file.header("content-disposition").contains("filename=\"Messages.zip\""));
    let files = unpacked(file.octets);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "2025-03-05 Devis 12_2026.eml",
        "2025-03-05 Devis 12_2026 (2).eml",
        "2025-03-05 (sans objet).eml",
        "2025-03-05 .._.._été.eml",
    ];
    assert_eq!(names, expected);
    assert!(files.iter().map(|(_, octets)| octets).eq(&letters));
    assert!(!imap.command("STATUS INBOX (UNSEEN)").contains("UNSEEN 3"), "nothing was marked read");
    // The day is the person's.
    client.decide("interface", "time_zone", "Pacific/Auckland").await;
    let page = client.get("/mail/INBOX?select=page").await;
    let files = unpacked(export(&mut client, &page, false).await.octets);
    assert!(files.iter().all(|(name, _)| name.starts_with("2025-03-06 ")));
    // None, and of another epoch.
    let page = client.get("/mail/INBOX").await;
    let page = export(&mut client, &page, false).await;
    assert!(page.status == 400 && page.text().contains("Choisissez d’abord des messages"), "{}", page.text());
}

#[tokio::test]
async fn all_of_a_folder_is_a_zip_too_and_takes_little_memory() {
    let (account, mut imap) = with_letters("emporter-tout", 450);
    let text = "une ligne de quarante octets, ou presque\r\n".repeat(100_000);
    for number in 1..=5 {
        imap.append("INBOX", "", "", format!("Subject: Gros {number}\r\n\r\n{text}").as_bytes());
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?select=page").await;
    let before = program.forget_peak();
    let file = export(&mut client, &page, true).await;
    let added = program.peak() - before;
    let files = unpacked(file.octets);
    assert_eq!(files.len(), 455);
    assert!(added < 16_000, "{added} kB");
    // What is searched for, alone.
    let page = client.get("/mail/INBOX?q=Gros&select=page").await;
    assert_eq!(unpacked(export(&mut client, &page, false).await.octets).len(), 5);
}

#[tokio::test]
async fn a_browser_downloads_what_is_chosen_and_stays_where_it_is() {
    let (account, _imap) = with_letters("emporter-vu", 3);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/mail/INBOX?select=page").await;
    let octets = browser.download("#bulk button[data-whole]").await;
    assert_eq!(unpacked(octets).len(), 3);
    browser.click_in("#bulk", "", "button[value=archive]").await;
    browser.wait_for_text("3 messages déplacés dans « Archives ».").await;
    browser.close().await;
}
