//! What each folder takes.

use crate::browser::Browser;
use crate::lab::{Account, BARE_HOST, lab};
use crate::letters;
use crate::look;
use crate::program::{Options, Program, Security};

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
