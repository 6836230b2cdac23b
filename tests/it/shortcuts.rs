//! The keys that do something by themselves: the same as the buttons, in the list, in the message, everywhere.

use serde_json::json;
use thirtyfour::Key;

use crate::browser::Browser;
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Somebody with letters called `Lettre 1` to `Lettre {count}`, in a browser.
async fn with_letters(name: &str, count: usize) -> (Program, Browser, Imap) {
    let program = Program::start().await;
    let person = Account::new(name);
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(&person);
    letters::fill(&mut imap, ("INBOX", ""), &person, 1..=count);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    (program, browser, imap)
}

/// Waits until the row with this subject has the focus.
async fn wait_for_row(browser: &Browser, subject: &str) {
    const FOCUSED: &str =
        "return document.activeElement.closest('.row')?.querySelector('.row-subject').innerText.trim()";
    let there = async || (browser.script(FOCUSED, Vec::new()).await == json!(subject)).then_some(());
    wait::until_async(&format!("the focus on {subject}"), there).await;
}

async fn wait_for_subject(browser: &Browser, subject: &str) {
    let open = async || (browser.texts("#reader:not([hidden]) #subject").await == [subject]).then_some(());
    wait::until_async(&format!("{subject} to be open"), open).await;
}

const CHOSEN: &str = "return [...document.querySelectorAll('.row-check :checked')]\
    .map(it => it.closest('.row').querySelector('.row-subject').textContent.trim().slice(-1)).join('')";

async fn chosen(browser: &Browser) -> String {
    browser.script(CHOSEN, Vec::new()).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn keys_walk_through_the_list_and_act_on_its_rows() {
    let (_program, browser, mut imap) = with_letters("clavier", 6).await;
    browser.strike("j").await;
    wait_for_row(&browser, "Lettre 6").await;
    browser.strike("jj").await;
    browser.hit(Key::Up).await;
    wait_for_row(&browser, "Lettre 5").await;
    browser.hit(Key::End).await;
    wait_for_row(&browser, "Lettre 1").await;
    browser.hit(Key::Home).await;
    wait_for_row(&browser, "Lettre 6").await;
    assert!(browser.texts("#reader:not([hidden])").await.is_empty(), "to walk opens nothing");
    let stops = "return document.querySelectorAll('#rows .row-link[tabindex=\"0\"]').length";
    assert_eq!(browser.script(stops, Vec::new()).await, 1);

    // The row alone is marked, and is not chosen afterwards.
    browser.strike("s").await;
    browser.wait_for("#rows [data-flagged]").await;
    wait_for_row(&browser, "Lettre 6").await;
    browser.strike("s").await;
    browser.wait_for("#rows:not(:has([data-flagged]))").await;
    browser.hit_with(&[Key::Shift], "i").await;
    browser.wait_for("#rows li:first-of-type[data-seen], #rows [data-seen]").await;
    browser.hit_with(&[Key::Shift], "u").await;
    browser.wait_for("#rows:not(:has([data-seen]))").await;
    assert_eq!(chosen(&browser).await, "");

    // What is chosen goes together, and the focus comes to the row behind.
    browser.strike("x").await;
    browser.strike("jj").await;
    browser.hit_with(&[Key::Shift], "x").await;
    browser.wait_for_text("3 sélectionnés").await;
    assert_eq!(chosen(&browser).await, "654");
    browser.hit(Key::Escape).await;
    assert_eq!(chosen(&browser).await, "");
    browser.strike(" ").await;
    assert_eq!(chosen(&browser).await, "4");
    browser.strike("e").await;
    browser.wait_for_text("déplacé dans « Archives »").await;
    wait_for_row(&browser, "Lettre 3").await;
    browser.strike("#").await;
    browser.wait_for_text("déplacé dans « Corbeille »").await;
    wait_for_row(&browser, "Lettre 2").await;
    assert_eq!((imap.count("INBOX"), imap.count("Archive"), imap.count("Trash")), (4, 1, 1));
    browser.strike("z").await;
    browser.wait_for_text("Lettre 3").await;
    wait::until("the letter to be back", || (imap.count("INBOX") == 5).then_some(()));
    browser.close().await;
}

#[tokio::test]
async fn keys_open_leave_and_file_the_message() {
    let (_program, browser, mut imap) = with_letters("clavieriste", 5).await;
    browser.strike("j").await;
    browser.hit(Key::Enter).await;
    wait_for_subject(&browser, "Lettre 5").await;
    browser.wait_for("#reader:focus").await;
    // The next one, without leaving the message; then from the list, which keeps the focus.
    browser.strike("j").await;
    wait_for_subject(&browser, "Lettre 4").await;
    browser.wait_for("#reader:focus").await;
    browser.hit_with(&[Key::Shift], Key::F6).await;
    wait_for_row(&browser, "Lettre 4").await;
    browser.strike("j").await;
    wait_for_subject(&browser, "Lettre 3").await;
    wait_for_row(&browser, "Lettre 3").await;
    assert_eq!(browser.texts("#rows [aria-current] .row-subject").await, ["Lettre 3"]);

    browser.strike("m").await;
    assert_eq!(browser.focused().await, "Comme non lu");
    browser.hit(Key::Escape).await;
    browser.strike("v").await;
    assert_eq!(browser.focused().await, "Chercher un dossier");
    browser.strike("archives").await;
    browser.hit(Key::Enter).await;
    browser.wait_for_text("déplacé dans « Archives »").await;
    wait_for_subject(&browser, "Lettre 2").await;
    browser.strike("s").await;
    browser.wait_for("#msg-star[aria-pressed=true]").await;
    browser.strike("e").await;
    wait_for_subject(&browser, "Lettre 1").await;
    wait::until("two letters to be kept", || (imap.count("Archive") == 2).then_some(()));

    // Back, on the row of the message, at the address of the list; and again by the browser.
    browser.strike("u").await;
    wait_for_row(&browser, "Lettre 1").await;
    assert_eq!(browser.path().await, "/mail/INBOX");
    assert!(browser.texts("#reader:not([hidden])").await.is_empty());
    browser.expect_accessible("a list that was come back to").await;
    browser.strike("o").await;
    wait_for_subject(&browser, "Lettre 1").await;
    browser.hit(Key::Escape).await;
    wait_for_row(&browser, "Lettre 1").await;
    browser.script("history.back()", Vec::new()).await;
    wait_for_subject(&browser, "Lettre 1").await;
    browser.strike("r").await;
    browser.wait_for("#compose").await;
    assert_eq!(browser.value("subject").await, "Re: Lettre 1");
    browser.hit_with(&[Key::Control], "s").await;
    browser.wait_for_text("Enregistré").await;
    browser.close().await;
}

#[tokio::test]
async fn keys_in_fields_are_letters_and_lead_everywhere_else() {
    let (_program, browser, mut imap) = with_letters("partout", 2).await;
    browser.strike("/").await;
    browser.strike("jeudi#?").await;
    assert_eq!(browser.value("q").await, "jeudi#?");
    assert_eq!(imap.count("INBOX"), 2);
    browser.goto("/mail/INBOX").await;
    browser.strike("gd").await;
    browser.wait_for_text("Rien ici.").await;
    assert_eq!(browser.path().await, "/mail/Drafts");
    browser.strike("gi").await;
    browser.wait_for_text("Lettre 2").await;
    browser.hit(Key::F6).await;
    let within = |css: &str| format!("return document.activeElement.closest('{css}') !== null");
    for region in [".rail", ".topbar", "#side", "#list", ".rail"] {
        assert_eq!(browser.script(&within(region), Vec::new()).await, true, "{region}");
        browser.hit(Key::F6).await;
    }
    browser.strike("?").await;
    browser.wait_for("#keys[open] kbd").await;
    look(&browser, "keys-dialog").await;
    browser.hit(Key::Escape).await;
    browser.strike("c").await;
    browser.wait_for("#compose").await;
    browser.hit_with(&[Key::Control, Key::Shift], "c").await;
    browser.wait_for("[data-field=cc]:focus").await;
    browser.close().await;
}

#[tokio::test]
async fn keys_that_are_hit_in_a_message_of_html_mean_the_page() {
    let program = Program::start().await;
    let person = Account::new("html");
    let mut imap = lab().open(&person);
    imap.append("INBOX", "", "", &letters::html("Page", &person.address, "<p>Bonjour</p>"));
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "", "a[href]").await;
    browser.click_in_frame("#message-body", "p").await;
    browser.strike("u").await;
    browser.wait_for("#rows .row-link:focus").await;
    browser.close().await;
}

#[tokio::test]
async fn single_keys_are_turned_off_and_the_others_stay() {
    let (program, browser, mut imap) = with_letters("sans-lettres", 2).await;
    browser.goto("/settings/interface").await;
    look(&browser, "settings-interface").await;
    browser.click("Désactivées").await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Préférences enregistrées.").await;
    browser.goto("/mail/INBOX").await;
    browser.strike("je").await;
    browser.hit(Key::Down).await;
    wait_for_row(&browser, "Lettre 2").await;
    browser.hit(Key::Down).await;
    wait_for_row(&browser, "Lettre 1").await;
    browser.strike("#").await;
    browser.strike(" ").await;
    assert_eq!(chosen(&browser).await, "1");
    assert_eq!(imap.count("INBOX"), 2);
    let said = "return document.querySelectorAll('[aria-keyshortcuts]').length";
    assert_eq!(browser.script(said, Vec::new()).await, 0, "nothing is promised");
    // The list is a page without scripts, and says so.
    let mut client = program.signed_in(&Account::new("lectrice")).await;
    let page = client.get("/mail/INBOX").await;
    let page = client.follow(&page, "Raccourcis clavier").await;
    assert!(page.text().contains("Revenir à la liste, ou l’actualiser U ou Échap"), "{}", page.text());
    browser.goto("/keys").await;
    browser.wait_for_text("Vous avez désactivé les touches seules").await;
    look(&browser, "keys-page").await;
    browser.close().await;
}
