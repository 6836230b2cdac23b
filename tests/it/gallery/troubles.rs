//! What is shown when the mail server goes away.

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters::plain;
use crate::look::look;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};

#[tokio::test]
async fn a_server_that_is_away_is_told_and_looks_right() {
    let proxy = Proxy::to(lab().imap);
    let options = Options {
        security: Security::None,
        imap: Some(("127.0.0.1", proxy.port)),
        expected_errors: &["a page could not be made"],
        ..Options::default()
    };
    let program = Program::with(options).await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    lab().open(&person).append("INBOX", "", "", &plain("Bonjour", &person.address, "Un mot."));
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.extend([
        "Failed to load resource: the server responded with a status of 5",
        "Response Status Error Code 5",
    ]);
    browser.sign_in(&person).await;
    proxy.break_after("", Fault::CutAfter(0));
    proxy.hang_up();
    // On the page that is open: it stays, and says so.
    browser.click_in("#rows [data-message]", "Bonjour", "a[href]").await;
    browser.wait_for("#notice .toast").await;
    look(&browser, "trouble-said").await;
    browser.goto("/mail/INBOX").await;
    browser.wait_for_text("Réessayer").await;
    look(&browser, "trouble-page").await;
    proxy.mend();
    browser.click("Réessayer").await;
    browser.wait_for("#rows").await;
    browser.close().await;
}
