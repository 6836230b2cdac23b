//! Pictures of every page at both sizes in both themes, in `target/pictures`; on each, axe-core is run
//! and everything has room.

use crate::association;
use crate::browser::{Browser, Size, Theme};
use crate::client::Upload;
use crate::program::Program;

const SIZES: [(Size, &str); 2] = [(Size::Desk, "desk"), (Size::Phone, "phone")];
const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];

/// Looks at the page that is open in every way.
pub async fn look(browser: &Browser, name: &str) {
    for (size, size_name) in SIZES {
        browser.resize(size).await;
        for (theme, theme_name) in THEMES {
            browser.prefer(theme).await;
            let name = format!("{name}-{size_name}-{theme_name}");
            browser.picture(&name).await;
            // Another theme has other colours, and everything else in the same place.
            if theme == Theme::Light {
                browser.expect_room(&name).await;
                browser.expect_accessible(&name).await;
            } else {
                browser.expect_accessible_colors(&name).await;
            }
        }
    }
    browser.resize(Size::Desk).await;
    browser.prefer(Theme::Light).await;
}

#[tokio::test]
async fn the_pages_for_nobody_look_right_and_are_accessible() {
    let program = Program::start().await;
    let mut browser = Browser::open(&program.url).await;
    // A page with another status than 200 is told on the console.
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.goto("/login").await;
    look(&browser, "login").await;
    browser.fill("user", "claire@octopus.test").await;
    browser.fill("password", "wrong").await;
    browser.click("Se connecter").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "login-error").await;
    browser.goto("/nowhere").await;
    look(&browser, "error-404").await;
    browser.close().await;
}

#[tokio::test]
async fn the_pages_of_a_mailbox_look_right_and_are_accessible() {
    let program = Program::start().await;
    let person = association::member("camille.renaud");
    program.never_in_the_log(&person.password);
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&person).await;
    look(&browser, "list").await;
    browser.resize(Size::Phone).await;
    browser.click("Dossiers").await;
    browser.wait_for_text("Mairie et subventions").await;
    browser.picture("list-folders-phone-light").await;
    browser.expect_accessible("the folders of a phone").await;
    browser.resize(Size::Desk).await;
    browser.goto("/mail/Trash").await;
    look(&browser, "list-empty").await;
    for (subject, name) in [
        ("Compte rendu du bureau", "message-attachment"),
        ("La lettre nº 58", "message-newsletter"),
        ("Devis menuiserie", "message-text"),
    ] {
        open(&browser, subject).await;
        expect_counts_agree(&browser).await;
        look(&browser, name).await;
    }
    write(&mut browser).await;
    browser.goto("/mail/INBOX/1-99999").await;
    look(&browser, "error-gone").await;
    browser.close().await;
}

/// Opens the letter in whose row these words stand.
pub async fn open(browser: &Browser, words: &str) {
    browser.goto("/mail/INBOX").await;
    browser.click_in("#rows [data-message]", words, "a[href]").await;
    browser.wait_for_text("Répondre").await;
}

/// Opening a message makes it read: the head of the list says so as the folders do.
async fn expect_counts_agree(browser: &Browser) {
    let unseen = browser.attribute("#folders [data-mailbox=INBOX]", "data-unseen").await;
    let head = browser.texts("#list-count").await.concat();
    assert!(head.starts_with(&unseen), "the list says {head}, the folders {unseen}");
}

/// An answer with files, then a letter to nobody.
async fn write(browser: &mut Browser) {
    open(browser, "Convention de mise").await;
    browser.click("Répondre").await;
    browser.wait_for("#compose").await;
    look(browser, "compose-reply").await;
    let text = "Bonjour,\n\nMerci pour votre envoi. Vous trouverez ci-joint la convention signée par notre \
                présidente, ainsi que l’attestation d’assurance.\n\nBien cordialement,\nCamille Renaud\n\n";
    let quoted = browser.value("body").await;
    browser.fill("body", &format!("{text}{quoted}")).await;
    let file = |name: &str, size| Upload {
        name: name.to_owned(),
        media_type: "application/pdf",
        octets: vec![b' '; size],
    };
    browser
        .choose_files(&[file("Convention gymnase (signée).pdf", 214_000), file("Attestation.pdf", 22_000)])
        .await;
    browser.wait_for_text("Attestation").await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Enregistré").await;
    look(browser, "compose").await;
    browser.goto("/compose").await;
    browser.click("Envoyer").await;
    browser.wait_for("[data-error]").await;
    look(browser, "compose-error").await;
}
