//! Rows that a finger draws to a side.

use serde_json::json;

use crate::browser::{Browser, Size};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Somebody with thirty letters, on a telephone.
async fn on_a_telephone(name: &str) -> (Program, Browser, Imap) {
    let program = Program::start().await;
    let person = Account::new(name);
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(&person);
    for number in 1..=30 {
        let letter = letters::plain(&format!("Lettre {number:02}"), &person.address, "Bonjour.");
        imap.append("INBOX", "", "", &letter);
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.resize(Size::Phone).await;
    browser.goto("/mail/INBOX").await;
    browser.wait_for("#rows").await;
    (program, browser, imap)
}

const SECOND: &str = "#rows .row:nth-of-type(3)";

async fn subject(browser: &Browser) -> String {
    browser.texts(&format!("{SECOND} .row-subject")).await.concat()
}

#[tokio::test]
async fn a_row_is_archived_to_one_side_and_deleted_to_the_other() {
    let (_program, browser, mut imap) = on_a_telephone("doigt").await;
    let archived = subject(&browser).await;
    browser.draw(SECOND, (220, 6)).await;
    browser.wait_for(&format!("{SECOND}.is-far .swipe-hint")).await;
    browser.picture("swipe-archive-phone-light").await;
    browser.lift().await;
    browser.wait_for_text("déplacé dans « Archives »").await;
    wait::until("the letter to be kept", || imap.holds("Archive", &archived).then_some(()));
    assert!(browser.texts(".row-check :checked").await.is_empty());
    browser.click("Annuler").await;
    wait::until("the letter to be back", || (imap.count("INBOX") == 30).then_some(()));
    browser.wait_for_text("remis dans").await;
    browser.wait_for_text(&archived).await;

    let deleted = subject(&browser).await;
    browser.draw(SECOND, (-220, 0)).await;
    browser.wait_for(&format!("{SECOND}.is-far.to-left .swipe-hint")).await;
    browser.picture("swipe-delete-phone-light").await;
    browser.lift().await;
    browser.wait_for_text("déplacé dans « Corbeille »").await;
    wait::until("the letter to be gone", || imap.holds("Trash", &deleted).then_some(()));
    assert_eq!(browser.path().await, "/mail/INBOX", "nothing was opened");
    browser.close().await;
}

#[tokio::test]
async fn a_row_that_is_let_go_too_soon_comes_back_and_scrolling_is_not_hindered() {
    let (_program, browser, mut imap) = on_a_telephone("hesitante").await;
    browser.draw(SECOND, (60, 0)).await;
    browser.wait_for(&format!("{SECOND} .swipe-hint")).await;
    browser.lift().await;
    browser.wait_for("#rows:not(:has(.swipe-hint))").await;
    browser.draw(SECOND, (20, -300)).await;
    browser.lift().await;
    let scrolled = "return document.querySelector('#list .scroll').scrollTop";
    wait::until_async("the list to scroll", async || {
        (browser.script(scrolled, Vec::new()).await.as_f64()? > 100.0).then_some(())
    })
    .await;
    assert_eq!(imap.count("INBOX"), 30);
    browser.close().await;
}

#[tokio::test]
async fn swiping_is_turned_round_and_off() {
    let (_program, browser, mut imap) = on_a_telephone("gauchere").await;
    let choose = async |words: &str| {
        browser.goto("/settings/interface").await;
        browser.click(words).await;
        browser.click("Enregistrer").await;
        browser.wait_for_text("Préférences enregistrées.").await;
        browser.goto("/mail/INBOX").await;
        browser.wait_for("#rows").await;
    };
    choose("À droite supprimer, à gauche archiver").await;
    browser.draw(SECOND, (220, 0)).await;
    browser.lift().await;
    wait::until("a letter to be gone", || (imap.count("Trash") == 1).then_some(()));
    choose("Ne rien faire").await;
    browser.draw(SECOND, (220, 0)).await;
    assert_eq!(browser.script("return document.querySelector('.swipe-hint')", Vec::new()).await, json!(null));
    browser.lift().await;
    assert_eq!(imap.count("INBOX"), 29);
    browser.goto("/settings/interface").await;
    look(&browser, "settings-gestures").await;
    browser.close().await;
}
