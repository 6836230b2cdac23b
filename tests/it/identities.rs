//! From whom a message comes: identities with their signatures, chosen by what is answered, exchanged in
//! the form, and only those that the operator allows.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look;
use crate::program::{Options, Program};
use crate::wait;

/// Goes to the text and writes where its cursor is.
const WRITE: &str = "document.getElementById('body').focus();
document.execCommand('insertText', false, 'Bonjour');";

/// Makes an identity, or changes the one that is open.
async fn keep(client: &mut Client, page: &Page, fields: &[(&str, &str)]) -> Page {
    let form = page.form_with_button("Enregistrer");
    let form = fields.iter().fold(form, |form, (name, value)| form.fill(name, value));
    client.submit(page, form).await
}

/// The identity of a login with a name and a signature, and a second one for the treasury.
async fn two(client: &mut Client, treasury: &str) {
    let page = client.get("/settings/identities").await;
    let page = keep(client, &page, &[("name", "Claire Vasseur"), ("signature", "Claire\nBureau")]).await;
    assert!(page.text().contains("Identité enregistrée."), "{}", page.text());
    let page = client.follow(&page, "Nouvelle identité").await;
    let fields = [
        ("name", "Trésorerie"),
        ("address", treasury),
        ("organization", "Démo"),
        ("reply_to", "comptes@sink.test"),
        ("bcc", "archives@sink.test"),
        ("signature", "La trésorerie"),
    ];
    keep(client, &page, &fields).await;
}

/// The text of the form without what browsers add around it.
fn body(page: &Page) -> String {
    page.form("[name=body]").value("body").unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_identity_brings_its_name_its_signature_and_its_addresses_along() {
    let program = Program::start().await;
    let (claire, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&claire).await;
    two(&mut client, "tresorerie@sink.test").await;
    let page = client.get("/compose").await;
    assert_eq!(body(&page), "\n\n-- \nClaire\nBureau");
    let labels = page.texts("#identity option");
    assert_eq!(labels[0], format!("Claire Vasseur <{}>", claire.address));
    assert_eq!(labels[1], "Trésorerie <tresorerie@sink.test>");

    // Without scripts: the button beside the list.
    let treasury = page.attributes("#identity option", "value").remove(1);
    let form = page.form_with_button("Utiliser").fill("identity", &treasury).fill("to", &to.address);
    let form = form.fill("subject", "Cotisation").fill("body", "Merci.\n\n-- \nClaire\nBureau");
    let page = client.submit(&page, form).await;
    assert_eq!(body(&page), "Merci.\n\n-- \nLa trésorerie", "exchanged, not doubled");
    let form = page.form_with_button("Envoyer");
    assert_eq!(form.value("reply_to").map(str::trim), Some("comptes@sink.test"));
    assert_eq!(form.value("bcc").map(str::trim), Some("archives@sink.test"));
    client.submit(&page, form).await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Cotisation").then_some(()));
    let (_, octets) = lab().open(&to).last("INBOX");
    for line in [
        "Return-Path: <tresorerie@sink.test>",
        "From: =?utf-8?b?VHLDqXNvcmVyaWU=?= <tresorerie@sink.test>",
        "Organization: =?utf-8?b?RMOpbW8=?=",
        "Reply-To: comptes@sink.test",
    ] {
        assert!(octets.contains(line), "no {line} in {octets}");
    }
    assert!(!octets.contains("archives@sink.test"), "the blind copy is blind");
}

#[tokio::test]
async fn the_identity_that_was_written_to_answers() {
    let program = Program::start().await;
    let claire = Account::new("claire");
    let mut client = program.signed_in(&claire).await;
    let other = format!("bureau-{}", claire.address);
    two(&mut client, &other).await;
    lab().open(&claire).append("INBOX", "", "", &letters::plain("Question", &other, "Bonjour.\n-- \nPaul"));
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Question")).await;
    let answer = client.follow(&page, "Répondre").await;
    let text = body(&answer);
    assert!(text.ends_with("> Bonjour.\n\n\n\n-- \nLa trésorerie"), "{text}");
    assert!(!text.contains("Paul"), "the signature of the writer is not quoted: {text}");
    assert_eq!(answer.attributes("#identity option[selected]", "value").len(), 1);
    assert!(answer.texts("#identity option[selected]")[0].contains(&other));

    // Above the quote, as the person wants it now.
    let settings = client.get("/settings/composing").await;
    let form = settings.form_with_button("Enregistrer").fill("quoting", "above").fill("mdn", "yes");
    client.submit(&settings, form).await;
    let answer = client.follow(&page, "Répondre").await;
    let text = body(&answer);
    assert!(text.starts_with("\n\n---\nLa trésorerie\n\nLe "), "{text}");
    assert_eq!(answer.form("[name=body]").value("mdn"), Some("yes"), "as the person wants it");
    let first = answer.attributes("#identity option", "value").remove(0);
    let form = answer.form_with_button("Utiliser").fill("identity", &first);
    let answer = client.submit(&answer, form).await;
    assert!(body(&answer).starts_with("\n\n---\nClaire\nBureau\n\nLe "), "{}", body(&answer));
}

#[tokio::test]
async fn what_the_operator_fixed_stays_whatever_is_sent() {
    let settings = "[identities]\nlevel = \"fixed-address\"\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (claire, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/identities?new=1").await;
    assert!(!page.has("[name=address]") && page.text().contains("Votre administrateur a fixé l’adresse."));
    let mut form = page.form_with_button("Enregistrer").fill("name", "Le Président");
    form.fields.push(("address".to_owned(), "president@sink.test".to_owned()));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Identité enregistrée."), "{}", page.text());
    // As if it had been kept before the rule.
    program
        .change_data("UPDATE identities SET content = replace(content, '\"address\":\"\"', '\"address\":\"x@sink.test\"')")
        .await;
    let page = client.get("/compose").await;
    let president = page.attributes("#identity option", "value").remove(1);
    let mut form = page.form_with_button("Envoyer").fill("to", &to.address).fill("subject", "Ordre");
    form = form.fill("body", "Un mot.").fill("identity", &president);
    form.fields.push(("from".to_owned(), "president@sink.test".to_owned()));
    client.submit(&page, form).await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Ordre").then_some(()));
    let (_, octets) = lab().open(&to).last("INBOX");
    assert!(octets.contains(&format!("Return-Path: <{}>", claire.address)), "{octets}");
    assert!(!octets.contains("@sink.test"), "{octets}");
}

#[tokio::test]
async fn nobody_writes_as_somebody_else_and_domains_are_those_that_are_allowed() {
    let settings = "[identities]\ndomains = [\"octopus.test\"]\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (claire, thief, to) = (Account::new("claire"), Account::new("thief"), Account::new("pierre"));
    let mut client = program.signed_in(&claire).await;
    two(&mut client, "tresorerie@octopus.test").await;
    let page = client.get("/settings/identities?new=1").await;
    let page = keep(&mut client, &page, &[("address", "claire@sink.test"), ("name", "Claire V.")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts(".err"), ["Votre administrateur n’autorise que les adresses de : octopus.test."]);
    assert_eq!(page.form("[name=address]").value("name"), Some("Claire V."), "what was typed stays");
    let page = keep(&mut client, &page, &[("address", "claire")]).await;
    assert!(page.texts(".err")[0].starts_with("Ce n’est pas une adresse."), "{:?}", page.texts(".err"));
    let compose = client.get("/compose").await;
    let foreign = compose.attributes("#identity option", "value").remove(1);

    let mut other = program.signed_in(&thief).await;
    let page = other.get(&format!("/settings/identities?identity={foreign}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = other.get("/settings/identities").await;
    let form = page.form_with_button("Enregistrer").fill("identity", &foreign);
    assert_eq!(other.submit(&page, form).await.status, StatusCode::NOT_FOUND);
    let page = other.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", &to.address).fill("subject", "Ruse");
    other.submit(&page, form.fill("body", "Un mot.").fill("identity", &foreign)).await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Ruse").then_some(()));
    let (_, octets) = lab().open(&to).last("INBOX");
    assert!(
        octets.contains(&format!("From: {}", thief.address)) && !octets.contains("tresorerie"),
        "{octets}"
    );
}

#[tokio::test]
async fn an_identity_is_preferred_and_removed_after_a_question() {
    let program = Program::start().await;
    let claire = Account::new("claire");
    let mut client = program.signed_in(&claire).await;
    two(&mut client, "tresorerie@sink.test").await;
    let list = client.get("/settings/identities").await;
    let page = client.get(&list.attributes(".item", "href")[1]).await;
    let page = client.submit(&page, page.form_with_button("Enregistrer").tick("preferred", "yes")).await;
    assert_eq!(body(&client.get("/compose").await), "\n\n-- \nLa trésorerie");
    let question = client.follow(&page, "Supprimer l’identité").await;
    assert!(question.text().contains("Supprimer cette identité ?"), "{}", question.text());
    let page = client.submit(&question, question.form_with_button("Supprimer l’identité")).await;
    assert!(page.text().contains("Identité supprimée."), "{}", page.text());
    assert_eq!(body(&client.get("/compose").await), "\n\n-- \nClaire\nBureau");
}

#[tokio::test]
async fn with_scripts_the_signature_is_exchanged_at_once_and_the_pages_look_right() {
    let program = Program::start().await;
    let claire = Account::new("claire");
    let mut client = program.signed_in(&claire).await;
    two(&mut client, "tresorerie@sink.test").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&claire).await;
    browser.goto("/compose").await;
    browser.wait_for("[name=body]").await;
    browser.script(WRITE, Vec::new()).await;
    assert_eq!(browser.value("body").await, "Bonjour\n\n-- \nClaire\nBureau", "written before the signature");
    browser.click_in("#identity", "Trésorerie", "option:nth-child(2)").await;
    wait::until_async("the other signature", async || {
        (browser.value("body").await == "Bonjour\n\n-- \nLa trésorerie").then_some(())
    })
    .await;
    assert_eq!(browser.texts("[data-recipients=bcc] .chip").await, ["archives@sink.test"]);
    look::look(&browser, "compose-identity").await;
    for (path, name) in [
        ("/settings/identities", "settings-identities"),
        ("/settings/identities?new=1", "settings-identity-new"),
        ("/settings/composing", "settings-composing"),
    ] {
        browser.goto(path).await;
        look::look(&browser, name).await;
    }
    browser.close().await;
}
