//! The menus of a message and the pages around it.

use thirtyfour::Key;

use super::{letters, with_letters};
use crate::browser::{Browser, Size};
use crate::client::Upload;
use crate::lab::{Account, lab};
use crate::letters::plain;
use crate::look::{look, open};
use crate::program::Program;

/// Folders within folders, so that a list of them has something to show.
fn make_folders(person: &Account) {
    let mut imap = lab().open(person);
    for folder in ["Association", "Association/Comptes", "Association/Comptes/2026", "Clients"] {
        imap.command(&format!("CREATE \"{folder}\""));
        imap.command(&format!("SUBSCRIBE \"{folder}\""));
    }
}

/// A letter of a list, which has all that a menu can have, and the menus.
async fn with_menus() -> (Program, Browser) {
    let person = Account::new("claire");
    make_folders(&person);
    let octets: Vec<Vec<u8>> = letters::odd(&person.address).into_iter().map(|it| it.octets).collect();
    let (program, browser) = with_letters(&octets, &person).await;
    open(&browser, "La lettre du potager").await;
    (program, browser)
}

#[tokio::test]
async fn menus_look_right_and_are_accessible() {
    let (_program, browser) = with_menus().await;
    for (words, name) in
        [("Déplacer", "move"), ("Marquer", "mark"), ("Plus", "more"), ("Se désabonner", "leave")]
    {
        browser.click(words).await;
        browser.wait_for("details.menu[open] .menu-panel").await;
        look(&browser, &format!("menu-{name}")).await;
        browser.hit(Key::Escape).await;
    }
    browser.resize(Size::Phone).await;
    browser.click("Plus").await;
    // All of it can be reached, whatever has no room in the bar.
    let last = "const all = [...document.querySelectorAll('.more .menu-item')].filter(it => it.checkVisibility()); \
        all.at(-1).scrollIntoView(); return all.map(it => it.innerText.trim())";
    let items = browser.script(last, Vec::new()).await.to_string();
    for words in ["Transférer", "Déplacer/Copier", "Comme non lu", "Répondre à la liste", "Voir la source"]
    {
        assert!(items.contains(words), "{words} is not in {items}");
    }
    look(&browser, "menu-more-end").await;
    browser.close().await;
}

#[tokio::test]
async fn the_pages_around_a_message_look_right_and_are_accessible() {
    let (_program, browser) = with_menus().await;
    let message = browser.path().await;
    for page in ["move", "resend", "source", "print"] {
        browser.goto(&format!("{message}/{page}")).await;
        browser.wait_for("#main").await;
        look(&browser, &format!("page-{page}")).await;
    }
    browser.goto(&format!("{message}/move")).await;
    let marked = "return [...document.querySelectorAll('.destinations li')].filter(it => \
        getComputedStyle(it).listStyleType !== 'none').length";
    assert_eq!(browser.script(marked, Vec::new()).await, 0, "folders have an icon, and no dot besides");
    browser.goto("/mail/INBOX/import").await;
    look(&browser, "page-import").await;
    let file = Upload {
        name: "Anciens messages.mbox".to_owned(),
        media_type: "application/mbox",
        octets: [plain("Un", "a@sink.test", "Un."), b"rien\n".to_vec()].concat(),
    };
    browser.choose_files(&[file]).await;
    browser.click("Importer").await;
    browser.wait_for("#import-job[data-ended]").await;
    look(&browser, "page-import-report").await;
    browser.close().await;
}

#[tokio::test]
async fn acts_say_what_happened_and_an_empty_inbox_what_to_do() {
    let person = Account::new("claire");
    let letters = ["Un", "Deux", "Trois"].map(|it| plain(it, &person.address, "Bonjour."));
    let (_program, browser) = with_letters(&letters, &person).await;
    open(&browser, "Trois").await;
    browser.click("Archiver").await;
    browser.wait_for_text("Message déplacé dans « Archives ».").await;
    assert_eq!(browser.texts("#notice button").await, ["Annuler", "Fermer"], "one way to close what is said");
    look(&browser, "act-archived").await;
    browser.click("Suivre ce message").await;
    browser.wait_for("#msg-star[aria-pressed=true]").await;
    for left in ["Un", "Deux"] {
        open(&browser, left).await;
        browser.click("Supprimer").await;
        browser.wait_for_text("Message déplacé dans « Corbeille ».").await;
    }
    browser.wait_for_text("Tout est distribué").await;
    look(&browser, "act-empty-inbox").await;
    browser.goto("/mail/Trash").await;
    browser.click_in("#rows [data-message]", "Deux", "a[href]").await;
    browser.click("Supprimer").await;
    browser.wait_for_text("Supprimer ce message définitivement").await;
    look(&browser, "act-erase").await;
    browser.click("Supprimer définitivement").await;
    browser.wait_for_text("Message supprimé définitivement.").await;
    look(&browser, "act-erased").await;
    browser.close().await;
}
