//! Exactly one receipt, whoever asks for it how often; none that failed and is thought sent.

use std::time::Duration;

use futures_util::future::join_all;

use super::{People, QUESTION, asked, decide, open, post};
use crate::browser::Browser;
use crate::guard;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};
use crate::wait;

/// What a page says once a receipt went out.
const SENT: &str = "Accusé de réception envoyé";

#[tokio::test]
async fn of_many_windows_in_two_processes_one_sends() {
    let Some(database) = Options::on_postgres("receipts_once").await else { return };
    let (first, second) = tokio::join!(Program::with(database.clone()), Program::with(database));
    let people = People::new();
    for round in 0..5 {
        let subject = format!("ensemble{round}");
        people.deliver(&subject);
        let mut windows = Vec::new();
        for program in [&first, &second, &first, &second] {
            let mut client = program.signed_in(&people.reader).await;
            decide(&mut client, "send").await;
            let page = open(&mut client, "INBOX", &subject).await;
            windows.push((client, page.url.path().to_owned()));
        }
        let answers = windows.iter_mut().map(|(client, message)| post(client, message, "automatic"));
        let answers = join_all(answers).await;
        let sent = answers.iter().filter(|it| it.text().contains(SENT)).count();
        assert_eq!(sent, 1, "{:?}", answers.iter().map(|it| it.text()).collect::<Vec<_>>());
        wait::until("the receipt", || (people.receipts() == round + 1).then_some(()));
    }
    // What was sent after all of them has come, and none of them came after it.
    let marker = letters::plain("borne", &people.writer.address, "Borne.");
    lab().open(&people.writer).append("INBOX", "", "", &marker);
    assert_eq!(people.receipts(), 6);
}

#[tokio::test]
async fn a_browser_sends_by_itself_as_the_preference_says() {
    let program = Program::start().await;
    let (people, mut client) = asked(&program, "automatique").await;
    decide(&mut client, "send").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&people.reader).await;
    browser.click_in("#rows [data-message]", "automatique", "a[href]").await;
    browser.wait_for_text(SENT).await;
    wait::until("the receipt", || (people.receipts() == 1).then_some(()));
    let (_, receipt) = lab().open(&people.writer).last("INBOX");
    assert!(receipt.contains("Disposition: manual-action/MDN-sent-automatically; displayed"), "{receipt}");
    // Neither the same page again nor another way to it sends a second.
    browser.goto(&browser.path().await).await;
    browser.wait_for_text("Merci de confirmer.").await;
    assert!(browser.texts(QUESTION).await.is_empty());
    assert_eq!(people.receipts(), 1);
    browser.close().await;
}

#[tokio::test]
async fn two_clicks_send_one_and_the_page_says_what_happened() {
    let program = Program::start().await;
    let (people, _) = asked(&program, "question").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&people.reader).await;
    browser.click_in("#rows [data-message]", "question", "a[href]").await;
    browser.wait_for(QUESTION).await;
    let twice = "const it = document.querySelector('#receipt button[value=send]'); it.click(); it.click();";
    browser.script(twice, Vec::new()).await;
    browser.wait_for_text(SENT).await;
    wait::until("the receipt", || (people.receipts() > 0).then_some(()));
    assert_eq!(people.receipts(), 1);
    browser.close().await;
}

#[tokio::test]
async fn a_request_that_is_ignored_is_never_asked_again() {
    let program = Program::start().await;
    let (people, mut client) = asked(&program, "non").await;
    let page = open(&mut client, "INBOX", "non").await;
    let page = client.submit(&page, page.form_with_button("Ignorer")).await;
    assert!(page.text().contains("Aucun accusé de réception n’est envoyé"), "{}", page.text());
    assert!(people.flags().contains("$MDNSent"), "{}", people.flags());
    lab().open(&people.reader).command("SELECT INBOX");
    let mut imap = lab().open(&people.reader);
    imap.command("SELECT INBOX");
    imap.command("STORE 1 -FLAGS (\\Seen)");
    assert!(!open(&mut client, "INBOX", "non").await.has(QUESTION));
    assert_eq!(people.receipts(), 0);
}

fn options(submission: (&'static str, u16)) -> Options {
    let settings = "[limits]\nrequest_seconds = 10\n".to_owned();
    Options { security: Security::None, submission: Some(submission), settings, ..Options::default() }
}

#[tokio::test]
async fn a_receipt_that_could_not_be_sent_is_said_and_asked_for_again() {
    let [nobody] = guard::free_ports();
    let program = Program::with(options(("127.0.0.1", nobody))).await;
    let (people, mut client) = asked(&program, "panne").await;
    let page = open(&mut client, "INBOX", "panne").await;
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(page.text().contains("L’accusé de réception n’est pas parti."), "{}", page.text());
    assert!(!people.flags().contains("$MDNSent"), "the mark was taken back: {}", people.flags());
    assert!(page.has("#receipt button[value=send]"), "it can be tried again: {}", page.text());
    // Where scripts run, the answer stands in the place of the question, and asks again, too.
    client.headers.push(("hx-request", "true".to_owned()));
    let fragment = post_again(&mut client, page.url.path()).await;
    assert!(fragment.has("#receipt.danger button[value=send]"), "{}", fragment.html());
    assert!(!fragment.has("nav"), "the notice alone");
}

async fn post_again(client: &mut crate::client::Client, message: &str) -> crate::client::Page {
    let headers = std::mem::take(&mut client.headers);
    let token = client.get("/mail/INBOX").await.form("#logout").value("csrf").expect("a token").to_owned();
    client.headers = headers;
    client.post(&format!("{message}/receipt"), &[("csrf", &token), ("do", "send")]).await
}

#[tokio::test]
async fn a_recipient_who_is_refused_leaves_no_mark() {
    let program = Program::start().await;
    let reader = Account::new("claire");
    let letter = super::letter("refus", "refuse@octopus.test", &reader.address);
    lab().open(&reader).append("INBOX", "", "", &letter);
    let mut client = program.signed_in(&reader).await;
    let page = open(&mut client, "INBOX", "refus").await;
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(page.text().contains("Le serveur d’envoi le refuse"), "{}", page.text());
    assert!(!lab().open(&reader).last("INBOX").0.contains("$MDNSent"));
}

#[tokio::test]
async fn a_server_that_takes_nothing_from_nobody_gets_it_from_the_person() {
    let proxy = Proxy::to(lab().submission_in_clear);
    let program = Program::with(options(("127.0.0.1", proxy.port))).await;
    let (people, mut client) = asked(&program, "vide").await;
    proxy.break_after("MAIL FROM:<>", Fault::Instead(b"550 5.7.1 not from nobody\r\n"));
    let page = open(&mut client, "INBOX", "vide").await;
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(page.text().contains(SENT), "{}", page.text());
    wait::until("the receipt", || (people.receipts() == 1).then_some(()));
    let (_, receipt) = lab().open(&people.writer).last("INBOX");
    assert!(receipt.contains(&format!("Return-Path: <{}>", people.reader.address)), "{receipt}");
}

#[tokio::test]
async fn a_server_that_did_not_say_whether_it_took_it_gets_it_once() {
    let proxy = Proxy::to(lab().submission_in_clear);
    let program = Program::with(options(("127.0.0.1", proxy.port))).await;
    let (people, mut client) = asked(&program, "doute").await;
    proxy.break_after_line(".", Fault::CutAfter(0));
    let page = open(&mut client, "INBOX", "doute").await;
    let page = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(page.text().contains("n’a pas dit s’il a pris l’accusé"), "{}", page.text());
    assert!(people.flags().contains("$MDNSent"), "{}", people.flags());
}

/// A person who goes away while the receipt is on its way leaves no mark without a receipt.
#[tokio::test]
async fn a_request_that_is_given_up_half_way_ends_well() {
    let proxy = Proxy::to(lab().submission_in_clear);
    let program = Program::with(options(("127.0.0.1", proxy.port))).await;
    let (people, mut client) = asked(&program, "parti").await;
    let page = open(&mut client, "INBOX", "parti").await;
    proxy.break_after("MAIL FROM", Fault::Slowly(Duration::from_millis(50)));
    let form = page.form_with_button("Envoyer");
    let given_up = tokio::time::timeout(Duration::from_millis(300), client.submit(&page, form)).await;
    drop(given_up);
    wait::until("the receipt or none and no mark", || {
        let (sent, marked) = (people.receipts() == 1, people.flags().contains("$MDNSent"));
        (sent == marked).then_some(())
    });
}
