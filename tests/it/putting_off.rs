//! Messages that wait: for the seconds in which they can be called back, or for a time that was chosen. They are
//! sent once, whoever is signed in by then, or come back whole.

use std::pin::pin;

use futures_util::future::{Either, select};

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program};
use crate::wait;

/// As if its time had come.
const TIME_HAS_COME: &str = "UPDATE outbox SET due_at = 1";

/// A form of somebody with all that there is to lose.
async fn written(client: &mut Client, to: &Account, subject: &str) -> (Page, crate::client::Form) {
    let page = client.get("/compose").await;
    let file = Upload {
        name: "plan.pdf".to_owned(),
        media_type: "application/pdf",
        octets: b"the octets of a plan".to_vec(),
    };
    let form = page.form_with_button("Joindre les fichiers choisis").fill("to", &to.address);
    let form = form.fill("subject", subject).fill("body", "Un texte à garder.").attach("file", file);
    let page = client.submit(&page, form).await;
    let form = page.form_with_button("Envoyer");
    (page, form)
}

async fn wait_for_letter(to: &Account, subject: &str) {
    wait::until("the letter", || lab().open(to).holds("INBOX", subject).then_some(()));
    assert_eq!(lab().open(to).count("INBOX"), 1, "once");
}

/// Puts a message off until tomorrow or so.
async fn put_off(client: &mut Client, to: &Account, subject: &str) -> Page {
    let (page, _) = written(client, to, subject).await;
    let form = page.form("[name=later_at]").press_named("later", "chosen");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Le message partira"), "{}", page.text());
    page
}

#[tokio::test]
async fn a_message_that_is_called_back_is_as_it_was_without_scripts() {
    let program = Program::start().await;
    let (from, to) = (Account::new("hasty"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    client.decide("composing", "undo", "30").await;
    let (page, form) = written(&mut client, &to, "Trop vite").await;
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Envoi dans"), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Annuler l’envoi")).await;
    let form = page.form("[name=body]");
    assert_eq!(form.value("body").map(str::trim), Some("Un texte à garder."));
    assert_eq!((form.value("to"), form.value("subject")), (Some(to.address.as_str()), Some("Trop vite")));
    assert_eq!(page.attributes("#files [data-name]", "data-name"), ["plan.pdf"]);
    assert_eq!(program.outbox().await, Vec::<String>::new());
    assert_eq!((lab().open(&from).count("Sent"), lab().open(&to).count("INBOX")), (0, 0));
}

#[tokio::test]
async fn the_seconds_are_counted_and_then_the_message_goes() {
    let program = Program::start().await;
    let (from, to) = (Account::new("counting"), Account::new("pierre"));
    program.never_in_the_log(&from.password);
    program.signed_in(&from).await.decide("composing", "undo", "5").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.fill("to", &to.address).await;
    browser.fill("subject", "Compte à rebours").await;
    browser.fill("body", "Un mot.").await;
    browser.click("Envoyer").await;
    browser.wait_for_text("Envoi dans 3 secondes.").await;
    browser.wait_for_text("Message envoyé.").await;
    browser.close().await;
    wait_for_letter(&to, "Compte à rebours").await;
    assert_eq!(lab().open(&from).count("Sent"), 1);
    wait::until("the draft to go", || (lab().open(&from).count("Drafts") == 0).then_some(()));
}

#[tokio::test]
async fn what_waits_is_sent_after_a_restart_with_nobody_signed_in_and_keeps_no_key() {
    let program = Program::start().await;
    let (from, to) = (Account::new("absent"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = put_off(&mut client, &to, "Demain").await;
    client.submit(&page, page.form("#logout")).await;
    let has = |octets: &[u8], word: &str| octets.windows(word.len()).any(|it| it == word.as_bytes());
    assert!(!has(&program.stored_octets(), &from.password), "the key of a message is sealed");
    let program = program.restart().await;
    assert_eq!(program.outbox().await, ["waiting"]);
    program.change_data(TIME_HAS_COME).await;
    wait_for_letter(&to, "Demain").await;
    wait::until_async("an empty outbox", async || program.outbox().await.is_empty().then_some(())).await;
    assert_eq!((lab().open(&from).count("Sent"), lab().open(&from).count("Drafts")), (1, 0));
}

#[tokio::test]
async fn a_large_message_waits_whole_when_its_writer_hangs_up_while_it_is_stored() {
    let program = Program::start().await;
    let (from, to) = (Account::new("impatient"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = client.get("/compose").await;
    let file =
        Upload { name: "plans.pdf".to_owned(), media_type: "application/pdf", octets: vec![b'x'; 4_000_000] };
    let form = page.form_with_button("Joindre les fichiers choisis").fill("to", &to.address);
    // Somebody in Bcc: it is stored twice, without them and with them.
    let form = form.fill("bcc", &from.address).fill("subject", "Les plans").fill("body", "Les voici.");
    let page = client.submit(&page, form.attach("file", file)).await;
    let form = page.form("[name=later_at]").press_named("later", "chosen");
    let stored = wait::until_async("a message that is being stored", async || {
        (program.outbox().await == ["queued"]).then_some(())
    });
    match select(pin!(stored), pin!(client.submit(&page, form))).await {
        Either::Left(_) => {}
        Either::Right((page, _)) => panic!("it was stored before anybody hung up: {}", page.text()),
    }
    wait::until_async("a message that waits", async || (program.outbox().await == ["waiting"]).then_some(()))
        .await;
    program.change_data(TIME_HAS_COME).await;
    wait_for_letter(&to, "Les plans").await;
    assert!(lab().open(&to).last("INBOX").1.contains("plans.pdf"), "whole");
}

#[tokio::test]
async fn what_was_taken_while_the_database_failed_is_sent_without_a_restart() {
    let expected_errors: &[&str] = &["messages that are due could not be sent"];
    let program = Program::with(Options { expected_errors, ..Options::default() }).await;
    let (from, to) = (Account::new("patient"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    put_off(&mut client, &to, "Malgré tout").await;
    program.change_data("ALTER TABLE outbox_pieces RENAME TO away").await;
    program.change_data(TIME_HAS_COME).await;
    wait::until("a failure", || program.log().contains(expected_errors[0]).then_some(()));
    assert_eq!(program.outbox().await, ["queued"]);
    program.change_data("ALTER TABLE away RENAME TO outbox_pieces").await;
    // As if it had been taken long ago.
    program.change_data(TIME_HAS_COME).await;
    wait_for_letter(&to, "Malgré tout").await;
}

#[tokio::test]
async fn what_can_not_be_sent_any_more_is_kept_told_and_sent_with_the_new_password() {
    let program = Program::start().await;
    let (from, to) = (Account::new("renewed"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    put_off(&mut client, &to, "Mot de passe").await;
    // As a password that no server takes any more: it does not open.
    program.change_data("UPDATE outbox SET credentials = x'00', due_at = 1").await;
    wait::until_async("a message that is held", async || (program.outbox().await == ["held"]).then_some(()))
        .await;
    let page = program.signed_in(&from).await.get("/mail/INBOX").await;
    assert!(page.has(".outbox-link"), "the next login tells");
    let page = client.get("/outbox").await;
    assert!(page.text().contains("a refusé votre mot de passe"), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Envoyer maintenant")).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
    wait_for_letter(&to, "Mot de passe").await;
    assert_eq!(program.outbox().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_time_is_changed_by_the_owner_alone_and_is_one_to_come() {
    let program = Program::start().await;
    let (from, to) = (Account::new("owner"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    put_off(&mut client, &to, "À changer").await;
    let page = client.get("/outbox").await;
    let draft = page.attributes("#outbox [data-draft]", "data-draft").remove(0);
    let change = |page: &Page, time: &str| page.form("#outbox [name=later_at]").fill("later_at", time);
    let past = client.submit(&page, change(&page, "2020-01-01T10:00")).await;
    assert!(past.text().contains("une date et une heure à venir"), "{}", past.text());

    let mut other = program.signed_in(&Account::new("stranger")).await;
    let token = other.get("/mail/INBOX").await.form("#logout").value("csrf").expect("a token").to_owned();
    for act in ["cancel", "now", "time"] {
        let fields = [("csrf", token.as_str()), ("later_at", "2020-01-01T10:00")];
        other.post(&format!("/outbox/{draft}/{act}"), &fields).await;
    }
    assert!(other.get("/outbox").await.text().contains("Rien n’attend"));
    assert_eq!(program.outbox().await, ["waiting"], "a stranger changes nothing");

    // Opened, it is shown where it waits.
    assert_eq!(client.get(&format!("/compose/{draft}")).await.url.path(), "/outbox");
    let page = client.get("/outbox").await;
    let page = client.submit(&page, page.form_with_button("Reprendre")).await;
    assert_eq!(page.form("[name=body]").value("body").map(str::trim), Some("Un texte à garder."));
    let page = page.form("[name=later_at]").fill("later_at", "demain").press_named("later", "chosen");
    let again = client.get(&format!("/compose/{draft}")).await;
    let answer = client.submit(&again, page).await;
    assert!(answer.text().contains("une date et une heure à venir"), "{}", answer.text());
    assert_eq!(answer.form("[name=body]").value("body").map(str::trim), Some("Un texte à garder."));
}

#[tokio::test]
async fn the_outbox_looks_right() {
    let program = Program::start().await;
    let (from, to) = (Account::new("looking"), Account::new("pierre"));
    program.never_in_the_log(&from.password);
    let mut client = program.signed_in(&from).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/outbox").await;
    look(&browser, "outbox-empty").await;
    put_off(&mut client, &to, "Ce qui n’a pas pu partir").await;
    program.change_data("UPDATE outbox SET credentials = x'00', due_at = 1").await;
    wait::until_async("a message that is held", async || (program.outbox().await == ["held"]).then_some(()))
        .await;
    put_off(&mut client, &to, "Convocation à l’assemblée générale du mois prochain").await;
    browser.goto("/outbox").await;
    look(&browser, "outbox").await;
    browser.script("document.querySelector('#outbox details').open = true", Vec::new()).await;
    browser.picture("outbox-changing").await;
    browser.goto("/compose").await;
    browser.script("document.querySelector('.later').open = true", Vec::new()).await;
    look(&browser, "compose-later").await;
    browser.goto("/settings/composing").await;
    look(&browser, "settings-composing").await;
    browser.close().await;
    let mut client = program.signed_in(&from).await;
    client.decide("composing", "undo", "30").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.fill("to", &to.address).await;
    browser.fill("subject", "Un mot").await;
    browser.fill("body", "Un mot.").await;
    browser.click("Envoyer").await;
    browser.wait_for_text("Envoi dans").await;
    browser.picture("outbox-undo").await;
    browser.expect_accessible("a message that can be called back").await;
    browser.close().await;
}
