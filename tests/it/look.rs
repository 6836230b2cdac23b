//! Pictures of every page at both sizes in both themes, in `target/pictures`, and axe-core on each.

use crate::browser::{Browser, Size, Theme};
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

const SIZES: [(Size, &str); 2] = [(Size::Desk, "desk"), (Size::Phone, "phone")];
const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "dark")];

/// Looks at the page that is open in every way.
async fn look(browser: &Browser, name: &str) {
    for (size, size_name) in SIZES {
        browser.resize(size).await;
        for (theme, theme_name) in THEMES {
            browser.prefer(theme).await;
            let name = format!("{name}-{size_name}-{theme_name}");
            browser.picture(&name).await;
            browser.expect_accessible(&name).await;
        }
    }
    browser.resize(Size::Desk).await;
    browser.prefer(Theme::Light).await;
}

/// A mailbox as people have it: folders, letters of some weeks, read and unread.
fn fill(person: &Account) {
    let mut imap = lab().open(person);
    let to = &person.address;
    for name in ["Conseil d'administration", "Fournisseurs", "Fournisseurs/Devis", "Fournisseurs/Factures"] {
        imap.command(&format!("CREATE \"{name}\""));
        imap.command(&format!("SUBSCRIBE \"{name}\""));
    }
    imap.append("Fournisseurs/Factures", "", "", &letters::plain("Facture 2026-118", to, "Bonjour."));
    let days = ["Assemblée générale : les lieux possibles", "Horaires de la piscine", "Relevé de novembre"];
    for (number, subject) in days.iter().cycle().take(54).enumerate() {
        let date = format!("{:2}-Oct-2026 09:{:02}:00 +0100", 1 + number / 2, number);
        let flags = if number % 7 == 0 { "\\Seen \\Flagged" } else { "\\Seen" };
        imap.append("INBOX", flags, &date, &letters::plain(subject, to, "Bonjour à toutes et à tous."));
    }
    imap.append("INBOX", "", "", &letters::flowed("Compte rendu du bureau", to));
    imap.append("INBOX", "", "", &letters::with_inline_picture("Notre nouveau logo", to));
    imap.append("INBOX", "\\Seen \\Answered", "", &letters::newsletter("La lettre de novembre", to));
    imap.append("INBOX", "", "", &letters::with_attachment("Procès-verbal à relire", to));
    imap.append("Junk", "", "", &letters::plain("Gagnez vite", to, "Rien."));
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
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    fill(&person);
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.goto("/login").await;
    browser.fill("user", &person.address).await;
    browser.fill("password", &person.password).await;
    browser.click("Se connecter").await;
    browser.wait_for("#rows").await;
    look(&browser, "list").await;
    browser.goto("/mail/Trash").await;
    look(&browser, "list-empty").await;
    for (subject, name) in [
        ("Procès-verbal", "message-attachment"),
        ("La lettre de novembre", "message-newsletter"),
        ("Compte rendu", "message-text"),
    ] {
        browser.goto("/mail/INBOX").await;
        browser.click_in("#rows [data-message]", subject, "a[href]").await;
        browser.wait_for("#reader").await;
        browser.wait_for_text("Répondre").await;
        look(&browser, name).await;
    }
    browser.click("Répondre").await;
    browser.wait_for("#compose").await;
    look(&browser, "compose-reply").await;
    browser.goto("/compose").await;
    browser.click("Envoyer").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "compose-error").await;
    browser.goto("/mail/INBOX/1-99999").await;
    look(&browser, "error-gone").await;
    browser.close().await;
}
