//! Threads inside of a list: folded, unfolded one by one or by the rule that a person chose.

use crate::browser::Browser;
use crate::client::Page;
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;

/// A letter of the thread of another one; what is not said is read.
fn append(imap: &mut Imap, to: &Account, id: &str, before: &str, subject: &str, flags: &str) {
    let references = match before {
        "" => String::new(),
        before => format!("In-Reply-To: <{before}@sink.test>\r\nReferences: <{before}@sink.test>\r\n"),
    };
    let letter = format!(
        "From: Claire {id} <{id}@sink.test>\r\nTo: <{}>\r\nSubject: {subject}\r\nMessage-ID: <{id}@sink.test>\r\n\
         {references}Date: Mon, 23 Nov 2026 10:42:00 +0100\r\n\r\nBonjour.\r\n",
        to.address
    );
    imap.append("INBOX", flags, "", letter.as_bytes());
}

/// Somebody with two threads and a letter by itself.
fn with_threads(name: &str) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    append(&mut imap, &account, "a", "", "Devis", "\\Seen");
    append(&mut imap, &account, "b", "a", "Re: Devis", "\\Seen");
    append(&mut imap, &account, "x", "", "Kermesse", "\\Seen");
    append(&mut imap, &account, "y", "x", "Re: Kermesse", "");
    append(&mut imap, &account, "c", "b", "Re: Devis", "\\Seen");
    append(&mut imap, &account, "z", "", "Seule", "");
    (account, imap)
}

/// Who wrote what is listed, the messages inside of a thread with a dash.
fn listed(page: &Page) -> Vec<String> {
    let is_inner = page.attributes("#rows [data-message]", "class");
    let who = page.texts("#rows [data-message] .row-from b");
    let dash = |class: &str| if class.split(' ').any(|it| it == "inner") { "-" } else { "" };
    is_inner
        .iter()
        .zip(who)
        .map(|(class, who)| format!("{}{}", dash(class), who.replace("Claire ", "")))
        .collect()
}

#[tokio::test]
async fn a_thread_is_unfolded_and_folded_without_scripts() {
    let (account, mut imap) = with_threads("unfolder");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX?threads=1").await;
    assert_eq!(listed(&page), ["z", "c", "y"]);
    let page = client.follow(&page, "Déplier la conversation : Re: Devis").await;
    assert_eq!(listed(&page), ["z", "c", "-b", "-a", "y"]);
    assert!(page.has(".row.unread[data-message] a[href*='unfold=1']"), "links keep it: {}", page.html());
    // A message of it is opened, and the list beside it is as it was.
    let inner = page.attributes("#rows .inner .row-link", "href");
    let opened = client.get(&inner[0]).await;
    assert_eq!((listed(&opened).len(), opened.texts("#subject").concat().as_str()), (5, "Re: Devis"));
    // An answer comes: the thread is known by its beginning.
    append(&mut imap, &account, "d", "c", "Re: Devis", "");
    let page = client.get("/mail/INBOX?threads=1&unfold=1").await;
    assert_eq!(listed(&page), ["d", "-c", "-b", "-a", "z", "y"]);
    let page = client.follow(&page, "Replier la conversation : Re: Devis").await;
    assert_eq!(listed(&page), ["d", "z", "y"]);
    assert_eq!(listed(&client.get("/mail/INBOX?unfold=1.999.x").await).len(), 7, "one by one there is none");
}

#[tokio::test]
async fn threads_are_unfolded_by_the_rule_that_is_chosen() {
    let (account, _imap) = with_threads("ruler");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for (rule, expected) in [
        ("unread", &["z", "c", "y", "-x"][..]),
        ("all", &["z", "c", "-b", "-a", "y", "-x"]),
        ("never", &["z", "c", "y"]),
    ] {
        let page = client.get("/settings/mailbox").await;
        client.submit(&page, page.form_with_button("Enregistrer").fill("unfold", rule)).await;
        assert_eq!(listed(&client.get("/mail/INBOX?threads=1").await), expected, "{rule}");
    }
    let page = client.get("/settings/mailbox").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("unfold", "all")).await;
    let page = client.get("/mail/INBOX?threads=1").await;
    let page = client.follow(&page, "Replier la conversation : Re: Devis").await;
    assert_eq!(listed(&page), ["z", "c", "y", "-x"]);
}

#[tokio::test]
async fn a_click_unfolds_in_place_and_what_comes_changes_nothing_of_it() {
    let (account, mut imap) = with_threads("clicker");
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/mail/INBOX?threads=1").await;
    browser.click_in("#rows [data-message]", "Seule", ".row-link").await;
    browser.wait_for("#reader[data-seen]").await;
    browser.click("Déplier la conversation : Re: Devis").await;
    browser.wait_for("#rows .inner").await;
    assert_eq!(browser.texts("#rows .inner").await.len(), 2);
    browser.wait_for("#rows [aria-current]").await;
    assert_eq!(browser.texts("#subject").await, ["Seule"], "the open message stays open");
    let focus = browser.script("return document.activeElement.className", Vec::new()).await;
    assert_eq!(focus, "row-fold");
    append(&mut imap, &account, "d", "c", "Re: Devis", "");
    browser.wait_for("#rows [data-message]:first-of-type.unfolded, #rows .list-group + .unfolded").await;
    assert_eq!(browser.texts("#rows .inner").await.len(), 3);
    browser.click("Replier la conversation : Re: Devis").await;
    browser.wait_for("#rows:not(:has(.inner))").await;
    browser.goto("/mail/INBOX?threads=1&unfold=1.3").await;
    look(&browser, "threads-unfolded").await;
    browser.close().await;
}
