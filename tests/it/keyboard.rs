//! Everything can be reached and done with the keyboard alone, and it is seen where one is.

use thirtyfour::Key;

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

/// More stops than any page here has.
const MOST_STOPS: usize = 80;

/// Somebody with two letters, in a browser.
async fn with_letters() -> (Program, Browser) {
    let program = Program::start().await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(&person);
    for subject in ["Lettre 1", "Lettre 2"] {
        imap.append("INBOX", "", "", &letters::with_attachment(subject, &person.address));
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    (program, browser)
}

/// Walks with Tab until this is reached; each stop on the way is in sight, marked, and not covered.
async fn walk_to(browser: &Browser, name: &str) -> Vec<String> {
    let mut names = Vec::new();
    while names.len() < MOST_STOPS {
        let stop = browser.tab().await;
        assert!(stop.faults.is_empty(), "{stop:?} after {names:?}");
        names.push(stop.name);
        if names.last().is_some_and(|it| it.contains(name)) {
            return names;
        }
    }
    panic!("{name} is not reached: {names:?}");
}

/// Walks along a bar of buttons with the arrow until this is reached.
async fn along(browser: &Browser, name: &str) {
    let mut names = Vec::new();
    while names.len() < MOST_STOPS {
        browser.hit(Key::Right).await;
        names.push(browser.focused().await);
        if names.last().is_some_and(|it| it.contains(name)) {
            return;
        }
    }
    panic!("{name} is not reached: {names:?}");
}

/// Fails unless these are met in this order.
fn expect_order(names: &[String], wanted: &[&str]) {
    let mut rest = names.iter();
    for it in wanted {
        assert!(rest.any(|name| name.contains(it)), "{it} is missing, or out of order: {names:#?}");
    }
}

#[tokio::test]
async fn tab_leads_through_rail_folders_list_and_message_and_is_seen() {
    let (_program, browser) = with_letters().await;
    browser.goto("/mail/INBOX").await;
    let names = walk_to(&browser, "Lettre 2").await;
    expect_order(
        &names,
        &["Aller au contenu", "Courrier", "Déconnexion", "Rédiger", "Boîte de réception", "Lettre 2"],
    );
    browser.hit(Key::Enter).await;
    browser.wait_for("#reader:focus").await;
    let names = walk_to(&browser, "Télécharger").await;
    expect_order(&names, &["Répondre", "Suivre ce message", "Angélique Noël"]);
    browser.close().await;
}

#[tokio::test]
async fn a_bar_of_buttons_is_one_stop_and_arrows_walk_along_it() {
    let (_program, browser) = with_letters().await;
    let stops = "return [...document.querySelectorAll('[role=toolbar]')].filter((it) => it.checkVisibility())\
        .map((bar) => [...bar.querySelectorAll('a, button, summary')]\
        .filter((it) => it.checkVisibility() && it.tabIndex === 0).length).join()";
    for path in ["/mail/INBOX", "/mail/INBOX?select=page"] {
        browser.goto(path).await;
        assert_eq!(browser.script(stops, Vec::new()).await, "1", "{path}");
    }
    browser.goto("/mail/INBOX").await;
    browser.click_in("#rows [data-message]", "Lettre 2", "a[href]").await;
    browser.wait_for("#reader:focus").await;
    let names = walk_to(&browser, "Répondre").await;
    along(&browser, "Supprimer").await;
    browser.hit(Key::Left).await;
    assert_eq!(browser.focused().await, "Archiver");
    browser.hit(Key::End).await;
    assert_eq!(browser.focused().await, "Plus");
    browser.hit(Key::Right).await;
    assert_eq!(browser.focused().await, "Répondre", "around the end");
    browser.hit(Key::Left).await;
    // Who comes back finds the button where they were.
    let next = browser.tab().await.name;
    browser.hit_with(&[Key::Shift], Key::Tab).await;
    assert_eq!(browser.focused().await, "Plus", "after {next} and {names:?}");
    browser.close().await;
}

#[tokio::test]
async fn a_menu_is_used_with_keys_and_gives_the_focus_back() {
    let (_program, browser) = with_letters().await;
    browser.click_in("#rows [data-message]", "Lettre 2", "a[href]").await;
    browser.wait_for("#reader:focus").await;
    walk_to(&browser, "Répondre").await;
    along(&browser, "Marquer").await;
    browser.hit(Key::Enter).await;
    browser.wait_for(".menu[open] .menu-panel").await;
    browser.hit(Key::Down).await;
    assert_eq!(browser.focused().await, "Comme non lu");
    browser.hit(Key::Down).await;
    browser.hit(Key::Up).await;
    assert_eq!(browser.focused().await, "Comme non lu");
    browser.hit(Key::Escape).await;
    assert_eq!(browser.focused().await, "Marquer");
    // Who walks out of a menu leaves it closed.
    browser.hit(Key::Enter).await;
    browser.wait_for(".menu[open] .menu-panel").await;
    along(&browser, "Plus").await;
    assert!(!browser.text().await.contains("Comme non lu"), "the menu is closed");
    // A choice gives the focus back as well.
    browser.hit(Key::Enter).await;
    walk_to(&browser, "Transférer en pièce jointe").await;
    browser.hit(Key::Escape).await;
    assert_eq!(browser.focused().await, "Plus");
    browser.close().await;
}

#[tokio::test]
async fn the_open_row_is_in_sight_however_long_the_list_is() {
    let program = Program::start().await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    letters::fill(&mut lab().open(&person), ("INBOX", ""), &person, 10..=49);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre 11", "a[href]").await;
    browser.wait_for("#reader:focus").await;
    let address = browser.path().await;
    browser.goto(&address).await;
    let seen = "const box = document.querySelector('#rows [aria-current]').getBoundingClientRect(); \
        return box.top > 0 && box.bottom <= innerHeight";
    assert_eq!(browser.script(seen, Vec::new()).await, true);
    browser.close().await;
}
