//! The buttons, in a browser.

use super::with_letters;
use crate::browser::Browser;
use crate::look::look;
use crate::program::Program;

#[tokio::test]
async fn a_click_puts_the_row_among_spam_and_another_takes_it_back() {
    let letters = [("Une", "Bonjour."), ("Montres", "Achetez."), ("Deux", "Bonjour.")];
    let (account, mut imap) = with_letters("clicker", &letters);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Montres", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    look(&browser, "message-to-judge").await;
    browser.click("Spam").await;
    browser.wait_for_text("Message déplacé dans « Spams ».").await;
    assert_eq!(browser.texts("#rows [data-message]").await.len(), 2);
    assert!(imap.holds("Junk", "Montres"));
    browser.goto("/mail/Junk").await;
    browser.click_in("#rows [data-message]", "Montres", "a[href]").await;
    browser.wait_for("#in-spam").await;
    look(&browser, "spam").await;
    browser.click("Pas un spam").await;
    browser.wait_for_text("Message déplacé dans « Boîte de réception ».").await;
    assert!(imap.holds("INBOX", "Montres"));
    browser.close().await;
}
