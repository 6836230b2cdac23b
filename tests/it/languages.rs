//! The four languages: chosen on the page, else the browser's, else French.

use crate::lab::Account;
use crate::program::Program;

/// The tag, the button of the login page, the word for the password, the button that signs out.
const LANGUAGES: [(&str, &str, &str, &str); 4] = [
    ("fr", "Se connecter", "Mot de passe", "Déconnexion"),
    ("en", "Sign in", "Password", "Sign out"),
    ("nl", "Aanmelden", "Wachtwoord", "Afmelden"),
    ("de", "Anmelden", "Passwort", "Abmelden"),
];

/// The language's own name, by which it is chosen.
const NAMES: [(&str, &str); 4] =
    [("Français", "fr"), ("English", "en"), ("Nederlands", "nl"), ("Deutsch", "de")];

#[tokio::test]
async fn the_browser_brings_its_language() {
    let program = Program::start().await;
    let person = Account::new("claire");
    for (tag, sign_in, password, sign_out) in LANGUAGES {
        let mut client = program.client();
        client.language = tag;
        let page = client.get("/login").await;
        assert_eq!(page.attributes("html", "lang"), [tag]);
        assert!(page.text().contains(password), "{tag}: {}", page.text());
        let form = page.form_with_button(sign_in);
        let form = form.fill("user", &person.address).fill("password", &person.password);
        let page = client.submit(&page, form).await;
        assert!(page.has("#rows"), "{tag}: {}", page.text());
        assert!(page.text().contains(sign_out), "{tag}: {}", page.text());
    }
}

#[tokio::test]
async fn a_language_that_nobody_speaks_here_is_french() {
    let program = Program::start().await;
    let mut client = program.client();
    client.language = "ja,*;q=0.1";
    assert_eq!(client.get("/login").await.attributes("html", "lang"), ["fr"]);
}

#[tokio::test]
async fn the_language_chosen_on_the_page_stays() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    for (name, tag) in NAMES {
        let page = client.get("/login").await;
        let page = client.submit(&page, page.form_with_button(name)).await;
        assert_eq!(page.attributes("html", "lang"), [tag]);
        assert_eq!(client.get("/login").await.attributes("html", "lang"), [tag]);
    }
    let page = client.sign_in(&person.address, &person.password).await;
    assert_eq!(page.attributes("html", "lang"), ["de"]);
    let other = program.client().sign_in(&person.address, &person.password).await;
    assert_eq!(other.attributes("html", "lang"), ["de"], "kept for an account that had none");
    let token = page.form("#logout").value("csrf").expect("a token").to_owned();
    let page = client.post("/language", &[("csrf", &token), ("language", "nl")]).await;
    assert_eq!(page.attributes("html", "lang"), ["nl"]);
    let mut elsewhere = program.client();
    let page = elsewhere.sign_in(&person.address, &person.password).await;
    assert_eq!(page.attributes("html", "lang"), ["nl"], "kept for the account");
}

#[tokio::test]
async fn choosing_a_language_leads_on_to_the_page_that_was_asked_for() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.client();
    let page = client.get("/mail/INBOX?page=1").await;
    let page = client.submit(&page, page.form_with_button("English")).await;
    let form = page.form_with_button("Sign in");
    let form = form.fill("user", &person.address).fill("password", &person.password);
    let page = client.submit(&page, form).await;
    assert_eq!(page.url.query(), Some("page=1"));
}

#[tokio::test]
async fn errors_speak_the_language_too() {
    let program = Program::start().await;
    let mut client = program.client();
    client.language = "en-GB,en;q=0.8";
    let page = client.try_sign_in(&Account::new("claire").address, "wrong").await;
    assert!(page.text().contains("Wrong address or password."), "{}", page.text());
}
