//! Messages that are written in a window of their own.

use crate::browser::Browser;
use crate::lab::Account;
use crate::program::Program;

#[tokio::test]
async fn a_window_closes_once_its_message_is_sent_and_that_is_told_where_it_was_opened() {
    let program = Program::start().await;
    let account = Account::new("fenetres");
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/composing").await;
    client
        .submit(&page, page.form("[name=compose_window]").fill("compose_window", "yes").fill("undo", "30"))
        .await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&account).await;
    let list = browser.window().await;
    browser.click("Rédiger").await;
    let windows = browser.windows(2).await;
    let own = windows.into_iter().find(|it| *it != list).expect("another window");
    browser.switch_to(&own).await;

    // What is not sent stays where it is written.
    browser.wait_for("#compose").await;
    browser.fill("subject", "Une fenêtre").await;
    browser.fill("body", "Un mot.").await;
    browser.click("Envoyer").await;
    browser.wait_for("#problem").await;
    browser.windows(2).await;

    browser.fill("to", "quelquun@sink.test").await;
    browser.click("Envoyer").await;
    browser.windows(1).await;
    browser.switch_to(&list).await;
    browser.wait_for("#rows").await;
    browser.wait_for("#notice [data-seconds]").await;
    browser.click("Annuler l’envoi").await;
    browser.wait_for("#compose").await;
    assert_eq!(browser.value("subject").await, "Une fenêtre");
    browser.close().await;
}
