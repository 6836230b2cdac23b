//! What each folder takes.

use crate::browser::Browser;
use crate::lab::{Account, BARE_HOST, lab};
use crate::letters;
use crate::look;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};

#[tokio::test]
async fn the_largest_folder_comes_first_and_leads_to_its_largest_messages() {
    let account = Account::new("rangee");
    let mut imap = lab().open(&account);
    imap.command("CREATE Photos");
    imap.command("SUBSCRIBE Photos");
    imap.append("INBOX", "", "", &letters::plain("Petite", &account.address, "Bonjour."));
    for subject in ["Un", "Deux"] {
        imap.append("Photos", "", "", &letters::plain(subject, &account.address, &"lourd ".repeat(5_000)));
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/storage").await;
    let rows = page.texts("#storage > li");
    assert!(rows[0].starts_with("Photos 2 messages 6"), "{rows:?}");
    assert!(rows[0].contains("Ko 99"), "{rows:?}");
    assert!(rows[1].contains("1 message"), "{rows:?}");
    assert!(rows.last().is_some_and(|it| it.contains("Aucun message 0")), "{rows:?}");
    assert!(page.text().contains("n’indique aucune limite"), "{}", page.text());
    let list = client.get(&page.attributes("#storage a", "href")[0]).await;
    assert_eq!(list.url.path(), "/mail/Photos");
    assert!(list.url.query().is_some_and(|it| it.contains("sort=-size")), "{}", list.url);
    assert_eq!(list.texts("#rows [data-message]").len(), 2, "{}", list.text());
}

#[tokio::test]
async fn where_sizes_are_not_told_messages_are_counted() {
    let account = Account::new("serree");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Une", &account.address, "Bonjour."));
    let behind = Some((BARE_HOST, lab().imap));
    let options = Options { imap: behind, security: Security::None, ..Options::default() };
    let program = Program::with(options).await;
    let page = program.signed_in(&account).await.get("/settings/storage").await;
    assert!(page.text().contains("n’indique pas la taille des dossiers"), "{}", page.text());
    assert!(page.texts("#storage > li")[0].ends_with("1 message"), "{:?}", page.texts("#storage > li"));
}

#[tokio::test]
async fn many_sizes_come_in_one_answer_and_a_slow_server_does_not_hold_the_page() {
    let account = Account::new("classeuse");
    let mut imap = lab().open(&account);
    for number in 1..=60 {
        imap.command(&format!("CREATE Dossier{number}"));
    }
    imap.append("Dossier60", "", "", &letters::plain("Une", &account.address, &"lourd ".repeat(500)));
    let proxy = Proxy::to(lab().imap);
    let behind = Some(("127.0.0.1", proxy.port));
    let settings = "[limits]\nrequest_seconds = 10\n".to_owned();
    let options = Options { imap: behind, security: Security::None, settings, ..Options::default() };
    let program = Program::with(options).await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/storage").await;
    let rows = page.texts("#storage > li");
    assert!(rows.len() > 60 && rows[0].starts_with("Dossier60 1 message 3"), "{rows:?}");
    assert_eq!((proxy.heard("STATUS (SIZE)"), proxy.heard("STATUS \"DOSSIER")), (1, 0));

    proxy.break_after("(SIZE)", Fault::Silence);
    let page = client.get("/settings/storage").await;
    assert!(page.has("#storage-late") && page.texts("#storage > li").len() == rows.len(), "{}", page.text());
    assert!(!page.text().contains("n’indique pas la taille"), "{}", page.text());
    proxy.mend();
    let page = client.get("/settings/storage").await;
    assert!(!page.has("#storage-late") && page.texts("#storage > li") == rows, "{}", page.text());
}

#[tokio::test]
async fn the_room_of_the_demonstration_is_shown_and_the_page_looks_right() {
    let program = Program::demonstration().await;
    let browser = Browser::open(&program.url).await;
    let local = "demo".to_owned();
    let address = "demo@demo.fr.fto".to_owned();
    browser.sign_in(&Account { address, password: local.clone(), local }).await;
    browser.goto("/settings/storage").await;
    browser.wait_for("#main .quota [role=meter]").await;
    look::look(&browser, "settings-storage").await;
    browser.close().await;
}
