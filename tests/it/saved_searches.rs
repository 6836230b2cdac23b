//! Searches that are kept under a name: saved, found again, forgotten.

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

/// Somebody with letters of these subjects.
fn with_letters(name: &str) -> Account {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for subject in ["Devis portes", "Budget", "Devis toiture"] {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Bonjour."));
    }
    account
}

#[tokio::test]
async fn a_search_is_saved_found_again_from_elsewhere_and_forgotten() {
    let account = with_letters("keeper");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    assert!(client.get("/mail/INBOX").await.texts(".saved-searches").is_empty());
    let page = client.get("/mail/INBOX?q=subject:devis&sort=subject").await;
    let form = page.form("#save-search [name=name]");
    assert_eq!(form.value("name"), Some("Objet\u{a0}: devis"), "a name is suggested");
    let page = client.submit(&page, form.fill("name", "Mes devis <b>")).await;
    assert!(page.text().contains("Recherche « Mes devis <b> » enregistrée."), "{}", page.text());
    assert_eq!(page.texts("#rows .row-subject").len(), 2, "one is back where one was");
    // In another visit and another place.
    let mut other = program.signed_in(&account).await;
    let page = other.get("/mail/Sent").await;
    let page = other.follow(&page, "Mes devis <b>").await;
    assert_eq!(page.texts("#rows .row-subject"), ["Devis portes", "Devis toiture"]);
    let page = other.submit(&page, page.form_with_button("Oublier la recherche « Mes devis <b> »")).await;
    assert!(page.text().contains("oubliée.") && !page.has(".saved-searches"), "{}", page.text());
    // Without a name nothing is kept, and without a search nothing can be.
    let page = client.get("/mail/INBOX?filter=unread").await;
    let page = client.submit(&page, page.form("#save-search [name=name]").fill("name", " ")).await;
    assert!(page.text().contains("La recherche n’a pas de nom"), "{}", page.text());
    assert!(!page.has(".saved-searches") && !client.get("/mail/INBOX").await.has("#save-search"));
}

#[tokio::test]
async fn a_search_is_saved_in_a_browser() {
    let account = with_letters("clicker");
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/mail/INBOX?q=devis&scope=everywhere").await;
    browser.click("Enregistrer").await;
    look(&browser, "search-save").await;
    browser.fill("name", "Tous les devis").await;
    browser.click("Enregistrer la recherche").await;
    browser.wait_for_text("Recherche « Tous les devis » enregistrée.").await;
    browser.goto("/mail/INBOX").await;
    browser.click("Préciser la recherche").await;
    look(&browser, "search-saved").await;
    browser.click("Tous les devis").await;
    browser.wait_for_text("Devis toiture").await;
    assert!(browser.texts("#rows [data-message]").await.len() == 2);
    browser.close().await;
}
