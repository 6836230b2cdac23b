//! What happens in the mailboxes while pages are open: told as it happens, shown without a reload.

mod ends;
mod memory;
mod stream;
pub(crate) mod told;

use serde_json::json;

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;
use stream::Stream;

/// Waits until the first row of the list is the message with this subject.
async fn wait_for_first(browser: &Browser, subject: &str) {
    let first = async || {
        let rows = browser.texts("#rows [data-message] .row-subject").await;
        rows.first().is_some_and(|it| it == subject).then_some(())
    };
    wait::until_async(&format!("{subject} as the first row"), first).await;
}

/// Marks the document, so that a reload would show.
async fn mark(browser: &Browser) {
    browser.script("window.isTheSame = true", Vec::new()).await;
}

async fn is_marked(browser: &Browser) -> bool {
    browser.script("return window.isTheSame === true", Vec::new()).await.as_bool().unwrap_or_default()
}

/// Waits until somebody's mailboxes are watched, as far as other clients can see: what they change
/// from then on is told.
pub(crate) async fn wait_until_watched(program: &Program, account: &Account) {
    let mut stream = Stream::open(&program.signed_in(account).await, None).await;
    stream.next("mailboxes").await;
}

#[tokio::test]
async fn what_other_clients_do_shows_in_the_list_without_a_reload() {
    let account = Account::new("vivante");
    let mut imap = lab().open(&account);
    letters::fill(&mut imap, ("INBOX", "\\Seen"), &account, 1..=3);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Lettre 2", "a[href]").await;
    browser.wait_for("#subject").await;
    mark(&browser).await;
    wait_until_watched(&program, &account).await;

    imap.append("INBOX", "", "", &letters::plain("Toute fraîche", &account.address, "Bonjour."));
    wait_for_first(&browser, "Toute fraîche").await;
    assert_eq!(browser.texts("#subject").await, ["Lettre 2"], "what is read stays");
    assert_eq!(browser.texts("#rows [aria-current] .row-subject").await, ["Lettre 2"]);
    assert_eq!(browser.attribute("#folders [data-mailbox=INBOX]", "data-unseen").await, "1");
    let title = browser.script("return document.title", Vec::new()).await;
    assert!(title.as_str().unwrap().starts_with("(1) "), "{title}");
    let icon = browser.script("return document.querySelector('link[rel=icon]').href", Vec::new()).await;
    assert!(icon.as_str().unwrap().contains("/favicon-new."), "{icon}");

    imap.command("SELECT INBOX");
    imap.command("STORE 4 +FLAGS (\\Flagged \\Seen)");
    browser.wait_for("#rows li:nth-child(2)[data-flagged][data-seen]").await;
    imap.command("STORE 1 +FLAGS (\\Deleted)");
    browser.wait_for("#rows li:last-child[data-deleted]").await;
    imap.command("EXPUNGE");
    let gone = async || (!browser.text().await.contains("Lettre 1")).then_some(());
    wait::until_async("the row to go", gone).await;
    let title = browser.script("return document.title", Vec::new()).await;
    assert!(!title.as_str().unwrap().starts_with('('), "{title}");
    assert!(is_marked(&browser).await);

    // What came can be opened as any other row.
    browser.click_in("#rows [data-message]", "Toute fraîche", "a[href]").await;
    browser.wait_for_text("angelique@sink.test").await;
    assert!(is_marked(&browser).await);
    browser.close().await;
}

#[tokio::test]
async fn two_tabs_share_one_stream_and_both_show_what_is_new() {
    let account = Account::new("onglets");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Ancienne", &account.address, "Bonjour."));
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    let first = browser.window().await;
    let second = browser.open_window("/mail/INBOX").await;
    mark(&browser).await;
    wait_until_watched(&program, &account).await;
    imap.append("INBOX", "", "", &letters::plain("Pour les deux", &account.address, "Bonjour."));
    wait_for_first(&browser, "Pour les deux").await;
    browser.switch_to(&first).await;
    wait_for_first(&browser, "Pour les deux").await;
    let held = "return navigator.locks.query().then(it => [it.held.length, it.pending.length])";
    assert_eq!(browser.script(held, Vec::new()).await, json!([1, 1]), "one listens, the other would");
    browser.switch_to(&second).await;
    assert!(is_marked(&browser).await);
    browser.close().await;
}

#[tokio::test]
async fn what_came_out_of_sight_is_offered() {
    let account = Account::new("lointaine");
    let mut imap = lab().open(&account);
    for number in 1..=60 {
        let letter = letters::plain(&format!("Lettre {number:02}"), &account.address, "Bonjour.");
        imap.append("INBOX", "\\Seen", "", &letter);
    }
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.script("document.querySelector('#list .scroll').scrollTop = 900", Vec::new()).await;
    wait_until_watched(&program, &account).await;
    const AT: &str = "const list = document.querySelector('#list .scroll').getBoundingClientRect(); \
        const row = [...document.querySelectorAll('[data-message]')].find(it => it.textContent.includes('Lettre 40')); \
        return row.getBoundingClientRect().top - list.top";
    let before = browser.script(AT, Vec::new()).await;
    imap.append("INBOX", "", "", &letters::plain("En haut", &account.address, "Bonjour."));
    browser.wait_for_text("1 nouveau message").await;
    let after = browser.script(AT, Vec::new()).await;
    let moved = before.as_f64().unwrap() - after.as_f64().unwrap();
    assert!(moved.abs() < 2.0, "what is read moved by {moved}");
    browser.click("1 nouveau message").await;
    wait_for_first(&browser, "En haut").await;

    browser.goto("/mail/INBOX?page=1").await;
    for subject in ["Une", "Deux", "Trois"] {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Bonjour."));
    }
    browser.wait_for_text("3 nouveaux messages").await;
    look(&browser, "list-new").await;
    browser.click("3 nouveaux messages").await;
    wait_for_first(&browser, "Trois").await;
    assert_eq!(browser.path().await, "/mail/INBOX");
    browser.close().await;
}

#[tokio::test]
async fn the_open_message_keeps_its_row_among_the_unread() {
    let account = Account::new("lectrice");
    let mut imap = lab().open(&account);
    letters::fill(&mut imap, ("INBOX", ""), &account, 1..=3);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/mail/INBOX?filter=unread").await;
    browser.click_in("#rows [data-message]", "Lettre 2", "a[href]").await;
    browser.wait_for("#subject").await;
    wait_until_watched(&program, &account).await;
    imap.append("INBOX", "", "", &letters::plain("Lettre 4", &account.address, "Bonjour."));
    wait_for_first(&browser, "Lettre 4").await;
    let rows = browser.texts("#rows [data-message] .row-subject").await;
    assert_eq!(rows, ["Lettre 4", "Lettre 3", "Lettre 2", "Lettre 1"]);
    assert_eq!(browser.texts("#rows [aria-current] .row-subject").await, ["Lettre 2"]);
    browser.close().await;
}

#[tokio::test]
async fn the_list_can_be_refreshed_without_scripts() {
    let account = Account::new("patiente");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Ancienne", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    imap.append("INBOX", "", "", &letters::plain("Nouvelle", &account.address, "Bonjour."));
    let page = client.follow(&page, "Actualiser").await;
    assert!(page.text().contains("Nouvelle"), "{}", page.text());
}
