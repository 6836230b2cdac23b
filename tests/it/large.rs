//! Acts on thousands of messages: they go on by themselves, are told of, can be stopped, and survive a server
//! that goes away in the middle.

use std::time::Instant;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};
use crate::wait;

/// Somebody with so many short letters, put there in one command each thousand.
fn with_letters(name: &str, count: usize) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        imap.append("INBOX", "", "", format!("Subject: N {number}\r\n\r\n.\r\n").as_bytes());
    }
    (account, imap)
}

/// Chooses all of a mailbox and presses a button.
pub async fn all(client: &mut Client, mailbox: &str, button: &str) -> Page {
    let page = client.get(&format!("/mail/{mailbox}?select=page")).await;
    client.submit(&page, page.form_of_chosen(button).tick("all", "yes")).await
}

/// Looks at the page of a large act until it has ended.
pub async fn ended(client: &Client, page: &Page) -> Page {
    let url = page.url.path().to_owned();
    wait::until_async("the end of a large act", async || {
        let page = client.clone().get(&url).await;
        (!page.has("#act-job progress")).then_some(page)
    })
    .await
}

#[tokio::test]
async fn thousands_are_moved_while_others_are_read_and_come_back() {
    let (account, mut imap) = with_letters("milliers", 2_600);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = all(&mut client, "INBOX", "Archiver").await;
    assert!(page.url.path().starts_with("/mail/INBOX/act/"), "{}", page.url);
    assert!(page.text().contains("sur 2 600") || page.text().contains("2 600 messages"), "{}", page.text());
    let begun = Instant::now();
    assert_eq!(client.get("/mail/Drafts").await.status, 200);
    println!("a list meanwhile: {:?}", begun.elapsed());
    let page = ended(&client, &page).await;
    assert!(page.text().contains("2 600 messages déplacés dans « Archives »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (0, 2_600));
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(page.url.path().starts_with("/mail/INBOX/act/"), "it goes on by itself: {}", page.url);
    let page = ended(&client, &page).await;
    assert!(page.text().contains("2 600 messages remis"), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (2_600, 0));
}

#[tokio::test]
async fn what_was_done_is_told_when_the_server_goes_away_and_the_rest_is_done_when_it_is_back() {
    let (account, mut imap) = with_letters("coupure", 1_200);
    let proxy = Proxy::to(lab().imap);
    let imap_there = Some(("127.0.0.1", proxy.port));
    let options = Options { imap: imap_there, security: Security::None, ..Options::default() };
    let program = Program::with(options).await;
    let mut client = program.signed_in(&account).await;
    // The server does what it is told, and nobody hears of it.
    proxy.break_after("MOVE", Fault::CutAfter(0));
    let page = all(&mut client, "INBOX", "Archiver").await;
    let page = ended(&client, &page).await;
    assert!(page.text().contains("1 200 messages déplacés"), "{}", page.text());
    assert!(!page.has("[data-undo]"), "nobody knows where they are");
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (0, 1_200), "none is lost, none is there twice");
}

#[tokio::test]
async fn a_large_act_is_seen_and_stopped_in_a_browser() {
    let (account, mut imap) = with_letters("arret", 1_100);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/mail/INBOX?select=page").await;
    browser.click_in(".bulk-all", "Les", "input").await;
    browser.click_in("#bulk", "", "button[value=archive]").await;
    browser.wait_for_text("1 100 messages déplacés dans « Archives ».").await;
    assert_eq!(imap.count("Archive"), 1_100);
    browser.wait_for_text("Tout est distribué").await;
    browser.close().await;
    // Nobody waits: who presses stop while it goes on is told how far it came.
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/Archive?select=page").await;
    let form = page.form_of_chosen("Supprimer").tick("all", "yes");
    let page = client.submit(&page, form).await;
    if page.has("#act-job progress") {
        let form = page.form_with_button("Arrêter");
        client.submit(&page, form).await;
    }
    let page = ended(&client, &page).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto(page.url.path()).await;
    look(&browser, "act-job").await;
    browser.close().await;
    let moved = imap.count("Trash");
    assert_eq!(imap.count("Archive") + moved, 1_100);
    let told = match moved {
        0 => "rien n’a changé".to_owned(),
        1_100 => "1 100 messages déplacés".to_owned(),
        moved => format!("Il en reste {}", 1_100 - moved),
    };
    assert!(page.text().contains(&told), "{moved} {}", page.text());
}

#[tokio::test]
async fn what_goes_on_is_found_again_on_a_page_of_its_own() {
    let (account, _imap) = with_letters("suivi", 600);
    let proxy = Proxy::to(lab().imap);
    let imap_there = Some(("127.0.0.1", proxy.port));
    let options = Options { imap: imap_there, security: Security::None, ..Options::default() };
    let program = Program::with(options).await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/jobs").await;
    assert!(page.text().contains("Rien n’est en cours."), "{}", page.text());
    let gate = proxy.hold_after("MOVE");
    let begun = all(&mut client, "INBOX", "Archiver").await;
    gate.wait();
    proxy.mend();
    let page = client.get("/jobs").await;
    assert!(page.text().contains("0 messages sur 600…"), "{}", page.text());
    assert_eq!(page.link("Suivre l’action dans Boîte de réception"), begun.url.path());
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/jobs").await;
    look(&browser, "jobs").await;
    browser.close().await;
    gate.open();
    ended(&client, &begun).await;
    let page = client.get("/jobs").await;
    assert!(page.text().contains("600 messages déplacés dans « Archives »."), "{}", page.text());
}
