//! People of a message who become contacts, and contacts who are suggested.

use reqwest::StatusCode;

use crate::client::Client;
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

#[tokio::test]
async fn who_was_written_to_is_suggested_until_that_is_not_wanted() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("paul"));
    let mut client = program.signed_in(&from).await;
    let write = async |client: &mut Client, to: &str| {
        let page = client.get("/compose").await;
        let form =
            page.form_with_button("Envoyer").fill("to", to).fill("subject", "Bonjour").fill("body", "x");
        let page = client.submit(&page, form).await;
        assert!(page.text().contains("Message envoyé"), "{}", page.text());
    };
    let named = format!("Angélique Noël <{}>", to.address);
    write(&mut client, &named).await;
    let page = client.get("/contacts/complete?q=noel+ange").await;
    assert_eq!(page.attributes("[role=option]", "data-typed"), [named.as_str()]);
    assert_eq!(page.texts("mark"), ["Angé", "Noël"], "accents do not count");
    assert!(page.text().contains("1 proposition") && page.text().contains("Récents"), "{}", page.text());

    client.decide("composing", "collecting", "no").await;
    write(&mut client, "stranger@octopus.test").await;
    let page = client.get("/contacts/complete?q=stranger").await;
    assert!(page.text().contains("Aucune proposition"), "{}", page.text());
    let mut other = program.signed_in(&to).await;
    assert!(!other.get("/contacts/complete?q=noel").await.has("[role=option]"), "one's own alone");
}
