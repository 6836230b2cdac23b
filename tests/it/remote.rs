//! Images of other servers: nothing is asked for while they are blocked; allowed, only we are asked,
//! and what we ask tells nothing.

mod shapes;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::elsewhere::Elsewhere;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::{Options, Program};

/// A program that may ask this machine, or nothing at all but public addresses.
async fn program(settings: &str) -> Program {
    Program::with(Options { settings: format!("[outside]\n{settings}\n"), ..Options::default() }).await
}

const THIS_MACHINE: &str = "also_allowed = [\"127.0.0.1\"]";

/// Somebody who got a letter.
fn reader_of(html: &str) -> Account {
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &letters::html("Lettre", &person.address, html));
    person
}

async fn open(client: &mut Client) -> Page {
    let list = client.get("/mail/INBOX").await;
    client.get(&list.row("Lettre")).await
}

#[tokio::test]
async fn while_images_are_blocked_no_request_leaves_the_browser() {
    let elsewhere = Elsewhere::start().await;
    let program = program(THIS_MACHINE).await;
    let person = reader_of(&shapes::all(&elsewhere.url("")));
    program.never_in_the_log(&person.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre", "a[href]").await;
    let letter = browser.frame_text("iframe#message-body").await;
    assert!(letter.contains("Le dernier mot."), "{letter}");
    browser.wait_for("#remote-images").await;
    assert_eq!(browser.foreign_requests().await, Vec::<String>::new());
    browser.close().await;
    assert_eq!(elsewhere.connections(), 0, "{:#?}", elsewhere.asked());
}

#[tokio::test]
async fn who_wants_no_server_asked_is_offered_nothing() {
    let elsewhere = Elsewhere::start().await;
    let program = program("enabled = false").await;
    let person = reader_of(&format!("<img src=\"{}\">", elsewhere.url("/dot.gif")));
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client).await;
    assert!(page.text().contains("Une image distante bloquée"), "{}", page.text());
    assert!(!page.has("#remote-images button"), "{}", page.html());
    assert_eq!(elsewhere.connections(), 0);
}
