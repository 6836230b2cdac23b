//! What may have been forgotten is asked before a message is sent, and nothing is lost by the question.

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;
use crate::wait;

async fn begun(client: &mut Client, to: &str, subject: &str, body: &str) -> Page {
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", to);
    client.submit(&page, form.fill("subject", subject).fill("body", body)).await
}

/// Turns every question off.
pub async fn ask_nothing(client: &mut Client) {
    let page = client.get("/settings/composing").await;
    let mut form = page.form("[name=warn_visible]");
    form.fields.retain(|(name, _)| !name.starts_with("warn_"));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Préférences enregistrées."), "{}", page.text());
}

#[tokio::test]
async fn what_may_be_forgotten_is_asked_once_and_sent_all_the_same() {
    let program = Program::start().await;
    let (from, to) = (Account::new("forgetful"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = begun(&mut client, &to.address, "", "Vous trouverez le plan ci-joint.").await;
    let asked = page.texts("#warnings li");
    assert_eq!(asked, ["Il n’a pas d’objet.", "Il parle d’une pièce jointe, et n’en a pas."]);
    assert_eq!(lab().open(&to).count("INBOX"), 0);
    assert_eq!(lab().open(&from).count("Drafts"), 1, "who leaves the question finds the text");

    // Back, and one of the two mended: the other one was not accepted.
    let back = client.submit(&page, page.form_with_button("Revenir au message")).await;
    assert!(!back.has("#warnings") && back.has("#compose"), "{}", back.text());
    let page = client.submit(&back, back.form_with_button("Envoyer").fill("subject", "Le plan")).await;
    assert_eq!(page.texts("#warnings li"), ["Il parle d’une pièce jointe, et n’en a pas."]);
    let page = client.submit(&page, page.form_with_button("Envoyer quand même")).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Le plan").then_some(()));
    assert_eq!(lab().open(&to).count("INBOX"), 1);
}

#[tokio::test]
async fn a_question_keeps_the_time_that_was_chosen() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("later")).await;
    let page = client.get("/compose").await;
    let form = page.form("[name=later_at]").fill("to", "somebody@sink.test").fill("body", "Un mot.");
    let page = client.submit(&page, form.press_named("later", "chosen")).await;
    assert_eq!(page.texts("#warnings li"), ["Il n’a pas d’objet."]);
    let page = client.submit(&page, page.form_with_button("Envoyer quand même")).await;
    assert!(page.text().contains("Le message partira"), "{}", page.text());
    assert_eq!(program.outbox().await, ["waiting"]);
}

#[tokio::test]
async fn many_who_see_each_other_are_asked_about_and_every_question_can_be_left_out() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("crowded")).await;
    let to: Vec<String> = (1..=6).map(|it| format!("somebody{it}@sink.test")).collect();
    let to = to.join(", ");
    let page = begun(&mut client, &to, "À tous", "Un mot.").await;
    let asked = page.texts("#warnings li");
    assert!(asked.len() == 1 && asked[0].contains("l’adresse de tous"), "{asked:?}");

    ask_nothing(&mut client).await;
    let page = begun(&mut client, &to, "", "").await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
}

#[tokio::test]
async fn the_question_looks_right() {
    let program = Program::start().await;
    let from = Account::new("asked");
    program.never_in_the_log(&from.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.fill("to", "somebody@sink.test").await;
    browser.fill("body", "Bonjour,\n\nvous trouverez le plan en pièce jointe.").await;
    browser.click("Envoyer").await;
    browser.wait_for("#warnings").await;
    look(&browser, "compose-forgotten").await;
    browser.click("Envoyer quand même").await;
    browser.wait_for_text("Message envoyé").await;
    browser.close().await;
}
