//! The session ends while somebody writes: they sign in again over the page, and what they did goes on.

use crate::absence::with_rules;
use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Goes to another tab, as far as the page can tell: the text is saved.
const LEAVE: &str = "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
document.dispatchEvent(new Event('visibilitychange'));";

/// Lets go of a file over the page.
const DROP: &str = "const files = new DataTransfer();
files.items.add(new File([new Uint8Array(70000)], 'Statuts.pdf', { type: 'application/pdf' }));
document.getElementById('body').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));";

/// Ends the session, as time does; the page does not know.
const END: &str = "const csrf = document.querySelector('[name=csrf]').value;
return fetch('/logout', { method: 'POST', body: new URLSearchParams({ csrf }) }).then(() => null);";

/// Signs in over the page, once it asks for it.
async fn sign_in_again(browser: &Browser, password: &str) {
    browser.wait_for("#sign-in[open] [name=password]").await.send_keys(password).await.expect("a field");
    browser.click("Se connecter").await;
}

/// A browser in which the session ends, which its console tells.
async fn open(program: &Program) -> Browser {
    let mut browser = Browser::open(&program.url).await;
    // An answer with another status than 200 is told on the console.
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    // The stream of events has ended as well.
    browser.expected_complaints.push("EventSource's response has a MIME type");
    browser
}

#[tokio::test]
async fn a_save_a_file_and_sending_go_on_after_signing_in_again() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    program.never_in_the_log(&from.password);
    let browser = open(&program).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.fill("to", &to.address).await;
    browser.fill("subject", "Sans rien perdre").await;
    browser.fill("body", "Une longue lettre.").await;
    browser.script(END, Vec::new()).await;
    browser.script(LEAVE, Vec::new()).await;
    sign_in_again(&browser, "not this one").await;
    browser.wait_for_text("Adresse ou mot de passe incorrect").await;
    look(&browser, "compose-sign-in").await;
    sign_in_again(&browser, &from.password).await;
    browser.wait_for_text("Enregistré à").await;
    assert!(lab().open(&from).holds("Drafts", "Sans rien perdre"), "it was saved");

    browser.script(END, Vec::new()).await;
    browser.script(DROP, Vec::new()).await;
    sign_in_again(&browser, &from.password).await;
    browser.wait_for("#files [data-name='Statuts.pdf']").await;

    browser.script(END, Vec::new()).await;
    browser.click("Envoyer").await;
    sign_in_again(&browser, &from.password).await;
    browser.wait_for_text("Message envoyé").await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Sans rien perdre").then_some(()));
    let (_, letter) = lab().open(&to).last("INBOX");
    assert!(letter.contains("Une longue lettre.") && letter.contains("Statuts.pdf"), "{letter}");
    browser.close().await;
}

#[tokio::test]
async fn a_text_and_a_script_of_the_settings_are_kept_after_signing_in_again() {
    let program = with_rules().await;
    let claire = Account::new("claire");
    program.never_in_the_log(&claire.password);
    let browser = open(&program).await;
    browser.sign_in(&claire).await;
    browser.goto("/settings/absence").await;
    browser.fill("text", "De retour lundi, après une longue lettre.").await;
    browser.click_in("label", "Activé", "input").await;
    browser.script(END, Vec::new()).await;
    browser.click("Enregistrer").await;
    sign_in_again(&browser, &claire.password).await;
    browser.wait_for("#standing").await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/absence").await;
    assert_eq!(page.form("#subject").value("text"), Some("De retour lundi, après une longue lettre."));

    browser.goto("/settings/filters/script").await;
    browser.fill("script", "# Rien que je veuille perdre\nkeep;\n").await;
    browser.script(END, Vec::new()).await;
    browser.click("Vérifier").await;
    sign_in_again(&browser, &claire.password).await;
    // The button that was pressed goes along.
    browser.wait_for("#checked").await;
    let typed = browser.script("return document.getElementById('script').value", Vec::new()).await;
    assert!(typed.as_str().is_some_and(|it| it.contains("Rien que je veuille perdre")), "{typed}");
    browser.close().await;
}
