//! People of a message who become contacts.

use reqwest::StatusCode;

use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

#[tokio::test]
async fn somebody_is_added_once_and_the_form_leads_back() {
    let program = Program::start().await;
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &letters::plain("Bonjour", &person.address, "x"));
    let mut client = program.signed_in(&person).await;
    let page = client.get("/mail/INBOX").await;
    let csrf = page.form("input[name=csrf]").value("csrf").expect("a token").to_owned();
    let mut add = async |name: &str, address: &str, next: &str| {
        let fields = [("csrf", csrf.as_str()), ("name", name), ("address", address), ("next", next)];
        client.post("/contacts/personal/add", &fields).await
    };
    let page = add("Angélique Noël", "angelique@sink.test", "/mail/INBOX?page=0").await;
    assert!(page.text().contains("Angélique Noël est dans vos contacts"), "{}", page.text());
    assert_eq!(page.trail, [(StatusCode::SEE_OTHER, "/mail/INBOX".to_owned())]);
    let page = add("", "Angelique@SINK.test", "https://evil.example/").await;
    assert!(page.text().contains("était déjà dans vos contacts"), "{}", page.text());
    assert_eq!(page.trail, [(StatusCode::SEE_OTHER, "/mail/INBOX".to_owned())]);
    let page = add("<b>Personne</b>", "nulle part", "//evil.example").await;
    assert!(page.text().contains("« nulle part » n’est pas une adresse"), "{}", page.text());
}
