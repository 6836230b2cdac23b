//! The archive, sorted as its person wants: single messages, several, very many, and back.

use crate::client::{Client, Page};
use crate::company::program;
use crate::lab::company::with_dots;
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::large::{all, ended};
use crate::letters;
use crate::program::Program;

/// Somebody with letters of these months in a folder, one each.
fn with_letters(imap: &mut Imap, account: &Account, mailbox: &str, months: &[&str]) {
    for month in months {
        let letter = letters::plain(&format!("De {month}"), &account.address, "Bonjour.");
        imap.append(mailbox, "\\Seen", &format!("05-{month} 12:00:00 +0000"), &letter);
    }
}

/// Decides by what the archive is sorted.
async fn sort_by(client: &mut Client, by: &str) {
    let page = client.get("/settings/mailbox").await;
    let form = page.form_with_button("Enregistrer").fill("archive_by", by);
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Préférences enregistrées."), "{}", page.text());
}

async fn archive_page(client: &mut Client, list: &str) -> Page {
    let page = client.get(&format!("{list}?select=page")).await;
    client.submit(&page, page.form_of_chosen("Archiver")).await
}

#[tokio::test]
async fn each_message_goes_to_the_folder_of_its_year_month_sender_or_folder_and_back() {
    let account = Account::new("archiviste");
    let mut imap = lab().open(&account);
    imap.command("CREATE Clients/Durand");
    imap.command("SUBSCRIBE Clients/Durand");
    let months = ["Mar-2025", "Nov-2026"];
    with_letters(&mut imap, &account, "Clients/Durand", &months);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let list = "/mail/Clients%2FDurand";
    for (by, folders) in [
        ("year", &["Archive/2025", "Archive/2026"][..]),
        ("month", &["Archive/2025/03", "Archive/2026/11"]),
        ("year-month", &["Archive/2025/2025-03", "Archive/2026/2026-11"]),
        ("folder-year", &["Archive/Clients/Durand/2025", "Archive/Clients/Durand/2026"]),
        ("folder-month", &["Archive/Clients/Durand/2025/03", "Archive/Clients/Durand/2026/11"]),
        ("folder", &["Archive/Clients/Durand"]),
        ("sender", &["Archive/angelique@sink_test"]),
        ("nothing", &["Archive"]),
    ] {
        sort_by(&mut client, by).await;
        let page = archive_page(&mut client, list).await;
        let said = match folders {
            ["Archive"] => "2 messages déplacés dans « Archives ».".to_owned(),
            [one] => format!(
                "2 messages archivés dans « {} ».",
                one.replace("Archive/", "Archives/").replace('/', " / ")
            ),
            _ => "2 messages archivés dans 2 dossiers de « Archives ».".to_owned(),
        };
        assert!(page.text().contains(&said), "{by}: {said}: {}", page.text());
        for folder in folders {
            assert_eq!(imap.count(folder), months.len() / folders.len(), "{by}: {folder}");
        }
        let shown = page.attributes("#folders [data-mailbox]", "data-mailbox");
        assert!(folders.iter().all(|it| shown.iter().any(|shown| shown == it)), "{by}: {shown:?}");
        let page = client.submit(&page, page.form_with_button("Annuler")).await;
        assert!(page.text().contains("2 messages remis dans « Durand »."), "{by}: {}", page.text());
        assert_eq!(imap.count("Clients/Durand"), 2, "{by}");
    }
}

#[tokio::test]
async fn one_message_is_archived_and_what_is_archived_stays() {
    let account = Account::new("archiviste-un");
    let mut imap = lab().open(&account);
    with_letters(&mut imap, &account, "INBOX", &["Mar-2025", "Nov-2026"]);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    sort_by(&mut client, "month").await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("De Nov-2026")).await;
    let page = client.submit(&page, page.form_with_button("Archiver")).await;
    assert!(page.text().contains("Message archivé dans « Archives / 2026 / 11 »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive/2026/11")), (1, 1));
    let page = archive_page(&mut client, "/mail/Archive%2F2026%2F11").await;
    assert!(page.text().contains("est déjà dans ce dossier"), "{}", page.text());
    assert_eq!(imap.count("Archive/2026/11"), 1);
    // What lies in the archive itself can be sorted afterwards.
    with_letters(&mut imap, &account, "Archive", &["Mar-2025"]);
    let page = archive_page(&mut client, "/mail/Archive").await;
    assert!(page.text().contains("archivé dans « Archives / 2025 / 03 »"), "{}", page.text());
    assert_eq!((imap.count("Archive"), imap.count("Archive/2025/03")), (0, 1));
}

#[tokio::test]
async fn very_many_are_sorted_in_the_background_and_come_back() {
    let account = Account::new("archiviste-tous");
    let mut imap = lab().open(&account);
    for number in 0..700 {
        let date = format!("05-Mar-{} 12:00:00 +0000", 2020 + number % 7);
        imap.append("INBOX", "", &date, format!("Subject: N {number}\r\n\r\n.\r\n").as_bytes());
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    sort_by(&mut client, "year").await;
    let page = all(&mut client, "INBOX", "Archiver").await;
    let page = ended(&client, &page).await;
    assert!(
        page.text().contains("700 messages archivés dans 7 dossiers de « Archives »."),
        "{}",
        page.text()
    );
    let counts =
        |imap: &mut Imap| (2020..2027).map(|it| imap.count(&format!("Archive/{it}"))).collect::<Vec<_>>();
    assert_eq!(counts(&mut imap), [100; 7]);
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    let page = ended(&client, &page).await;
    assert!(page.text().contains("700 messages remis dans « Boîte de réception »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), counts(&mut imap)), (700, vec![0; 7]));
}

#[tokio::test]
async fn folders_are_made_below_the_prefix_of_a_server_with_dots() {
    let company = with_dots();
    let account = Account::new("archiviste-points");
    let mut imap = company.open(&account);
    with_letters(&mut imap, &account, "INBOX", &["Mar-2025"]);
    let program = program(company).await;
    let mut client = program.signed_in(&account).await;
    sort_by(&mut client, "folder-month").await;
    let page = archive_page(&mut client, "/mail/INBOX").await;
    assert!(
        page.text().contains("Message archivé dans « Archives / INBOX / 2025 / 03 »."),
        "{}",
        page.text()
    );
    assert_eq!(imap.count("INBOX.Archive.INBOX.2025.03"), 1);
}
