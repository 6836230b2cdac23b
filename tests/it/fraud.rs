//! A message that is probably a fraud: its links lead nowhere until somebody wants them all the same.

use serde_json::json;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

/// What the two letters say.
const LINK: &str = "https://banque-nationale.evil.test/connexion";

/// Somebody who got a letter in HTML and one in text from a sender whose name carries another address.
fn victim() -> Account {
    let person = Account::new("claire");
    let html = format!(
        "<p>Votre compte sera fermé. <a href=\"{LINK}\">Vérifiez-le sur banque-nationale.fr</a></p>\
         <img src=\"https://banque-nationale.evil.test/logo.gif\" alt=\"Banque\">"
    );
    let mut imap = lab().open(&person);
    for octets in [
        letters::html("En HTML", &person.address, &html),
        letters::plain("En texte", &person.address, &format!("Vérifiez : {LINK}\n> {LINK}")),
    ] {
        let octets = String::from_utf8(octets).expect("UTF-8");
        let honest = octets.find("From: ").expect("a sender");
        let (_, rest) = octets[honest..].split_once("\r\n").expect("a line");
        let forged = "From: \"securite@banque-nationale.fr\" <a@evil.test>\r\n";
        imap.append("INBOX", "", "", format!("{forged}{rest}").as_bytes());
    }
    person
}

async fn open(client: &mut Client, subject: &str) -> Page {
    let list = client.get("/mail/INBOX").await;
    client.get(&list.row(subject)).await
}

async fn links_in_frame(client: &mut Client, page: &Page) -> Vec<String> {
    let frame = page.attributes("iframe#message-body", "src");
    client.get(&frame[0]).await.attributes("a[href]", "href")
}

#[tokio::test]
async fn links_of_a_fraud_lead_nowhere_until_they_are_wanted_without_scripts() {
    let program = Program::start().await;
    let mut client = program.signed_in(&victim()).await;
    let page = open(&mut client, "En HTML").await;
    assert!(page.text().contains("Les liens de ce message sont désactivés"), "{}", page.text());
    assert_eq!(links_in_frame(&mut client, &page).await, Vec::<String>::new());
    assert!(!page.text().contains("Toujours pour"), "nobody is led to trust a fraud: {}", page.text());
    let bare = client.get(&format!("{}/body", page.url.path())).await;
    assert!(
        bare.text().contains("Vérifiez-le") && !bare.has("a[href]"),
        "nor by its address: {}",
        bare.html()
    );
    let with_images = client.submit(&page, page.form_with_button("Afficher les images")).await;
    assert_eq!(links_in_frame(&mut client, &with_images).await, Vec::<String>::new(), "images are no links");

    let wanted = client.submit(&with_images, with_images.form_with_button("Afficher quand même")).await;
    assert_eq!(links_in_frame(&mut client, &wanted).await, [LINK]);
    assert!(wanted.text().contains("Images affichées pour cette fois"), "what was shown stays");
    assert!(
        wanted.text().contains("Hameçonnage probable") && !wanted.has("#dead-links"),
        "{}",
        wanted.text()
    );
    let again = open(&mut client, "En HTML").await;
    assert!(again.has("#dead-links"), "once is once");
}

#[tokio::test]
async fn so_do_those_of_a_text() {
    let program = Program::start().await;
    let mut client = program.signed_in(&victim()).await;
    let page = open(&mut client, "En texte").await;
    assert!(page.text().contains(LINK) && !page.has(".msg-text a[href]"), "{}", page.html());
    let wanted = client.submit(&page, page.form_with_button("Afficher quand même")).await;
    assert_eq!(wanted.attributes(".msg-text a[href]", "href"), [LINK, LINK]);
}

#[tokio::test]
async fn an_honest_letter_keeps_its_links() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let letter = letters::html("Honnête", &person.address, &format!("<a href=\"{LINK}\">ici</a>"));
    lab().open(&person).append("INBOX", "", "", &letter);
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Honnête").await;
    assert!(!page.has("#dead-links"));
    assert_eq!(links_in_frame(&mut client, &page).await, [LINK]);
}

/// How many links of the letter lead somewhere.
const LINKS: &str = "return document.querySelector('#message-body').contentDocument.links.length";

#[tokio::test]
async fn a_click_on_a_fraud_opens_nothing() {
    let program = Program::start().await;
    let person = victim();
    program.never_in_the_log(&person.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "En HTML", "a[href]").await;
    browser.wait_for("#dead-links").await;
    look(&browser, "message-fraud").await;
    let before = browser.targets().await.len();
    browser.click_in_frame("iframe#message-body", "a").await;
    assert_eq!(browser.targets().await.len(), before, "a window was opened");
    assert_eq!(browser.script(LINKS, Vec::new()).await, json!(0));
    // The rest as somebody whose browser runs no scripts.
    browser.forbid_scripts().await;
    browser.click("Afficher quand même").await;
    browser.wait_for_frame("iframe#message-body", "a[href]").await;
    assert_eq!(browser.script(LINKS, Vec::new()).await, json!(1));
    browser.close().await;
}
