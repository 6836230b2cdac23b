//! A message on paper, and where no scripts run: all of it, and nothing of the program.

use serde_json::json;

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

/// Somebody with a letter in HTML of so many paragraphs, with a file.
fn with_letter(paragraphs: usize) -> Account {
    let person = Account::new("claire");
    let text: String = (1..=paragraphs).map(|it| format!("<p>Article {it} du règlement.</p>")).collect();
    let html = format!("<h1>Règlement</h1>{text}<p><a href=\"https://exemple.fr/suite\">La suite</a></p>");
    let letter = letters::assembled(
        &letters::head("Assemblée", &person.address),
        &letters::alternative("En texte.", &html),
        &[("Procès-verbal.pdf".to_owned(), 3000)],
    );
    lab().open(&person).append("INBOX", "", "", &letter);
    person
}

/// The address of the letter.
async fn letter(program: &Program, person: &Account) -> String {
    program.signed_in(person).await.get("/mail/INBOX").await.row("Assemblée")
}

#[tokio::test]
async fn the_page_for_paper_has_the_whole_letter_and_nothing_of_the_program() {
    let program = Program::start().await;
    let person = with_letter(200);
    let url = letter(&program, &person).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto(&format!("{url}/print")).await;
    browser.wait_for_frame("iframe#message-body", "a[href]").await;
    browser.expect_accessible("a page for paper").await;
    browser.picture("message-print").await;
    browser.prefer_paper().await;
    let said = browser.text().await;
    for words in ["Assemblée", "angelique@sink.test", person.address.as_str(), "23 novembre", "Procès-verbal"]
    {
        assert!(said.contains(words), "{words} in {said}");
    }
    for words in ["Répondre", "Archiver", "Supprimer", "Télécharger", "Réception", "Déconnexion"] {
        assert!(!said.contains(words), "{words} in {said}");
    }
    let text = browser.frame_text("iframe#message-body").await;
    assert!(text.contains("Article 1 du") && text.contains("Article 200 du"), "{text}");
    browser.close().await;
}

#[tokio::test]
async fn a_page_for_paper_leaves_a_message_unread() {
    let program = Program::start().await;
    let person = with_letter(1);
    let mut client = program.signed_in(&person).await;
    let url = client.get("/mail/INBOX").await.row("Assemblée");
    let page = client.get(&format!("{url}/print")).await;
    assert!(page.text().contains("Procès-verbal"), "{}", page.text());
    assert!(page.html().contains("<noscript>"), "a way for who has no scripts");
    assert!(!lab().open(&person).last("INBOX").0.contains("\\Seen"));
    client.get(&url).await;
    assert!(lab().open(&person).last("INBOX").0.contains("\\Seen"));
}

/// How high the frame is, and whether what has no room in it can be scrolled to.
const FRAME: &str = "
    const frame = document.querySelector('#message-body');
    const root = frame.contentDocument.documentElement;
    root.scrollTop = root.scrollHeight;
    return [frame.clientHeight, root.scrollTop > 0 || root.scrollHeight <= frame.clientHeight];
";

#[tokio::test]
async fn without_scripts_a_long_letter_scrolls_in_its_frame_or_is_a_page_of_its_own() {
    let program = Program::start().await;
    let person = with_letter(200);
    let url = letter(&program, &person).await;
    let mut browser = Browser::open(&program.url).await;
    // The content alone names no icon, and the browser asks for the usual one.
    browser.expected_complaints.push("favicon.ico");
    browser.sign_in(&person).await;
    browser.forbid_scripts().await;
    browser.goto(&url).await;
    browser.wait_for_frame("iframe#message-body", "a[href]").await;
    assert_eq!(browser.script(FRAME, Vec::new()).await, json!([640, true]));
    browser.picture("message-without-scripts").await;
    browser.click("Ouvrir le contenu seul").await;
    browser.wait_for_text("Article 200 du règlement.").await;
    assert_eq!(browser.path().await, format!("{url}/body"));
    browser.close().await;
}
