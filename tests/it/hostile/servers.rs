//! Mail servers that are away, slow, or break in the middle.

use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::client::Client;
use crate::guard;
use crate::lab::{Account, UNNAMED_HOST, lab};
use crate::letters;
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};
use crate::wait;

/// How long a page may take here.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the log says when a page, or a login, failed because of a server.
const EXPECTED: &[&str] = &["a page could not be made", "nobody can sign in", "outbox", "submission"];

fn options() -> Options {
    let settings = format!("[limits]\nrequest_seconds = {}\n", PATIENCE.as_secs());
    Options { security: Security::None, settings, expected_errors: EXPECTED, ..Options::default() }
}

async fn behind(proxy: &Proxy) -> Program {
    Program::with(Options { imap: Some(("127.0.0.1", proxy.port)), ..options() }).await
}

async fn with_one_letter(program: &Program) -> (Account, Client) {
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &letters::plain("Bonjour", &person.address, "Un mot."));
    let client = program.signed_in(&person).await;
    (person, client)
}

#[tokio::test]
async fn an_imap_server_that_is_away_is_said_on_the_login_page() {
    let [nobody] = guard::free_ports();
    let program = Program::with(Options { imap: Some(("127.0.0.1", nobody)), ..options() }).await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let page = program.client().try_sign_in(&person.address, &person.password).await;
    assert!(page.text().contains("Le serveur de messagerie ne répond pas."), "{}", page.text());
    assert_eq!(page.form("[name=password]").value("user"), Some(person.address.as_str()));
}

#[tokio::test]
async fn an_imap_server_that_says_nothing_ends_with_the_limit() {
    let proxy = Proxy::to(lab().imap);
    proxy.break_after("", Fault::Silence);
    let program = behind(&proxy).await;
    let person = Account::new("claire");
    let began = Instant::now();
    let page = program.client().try_sign_in(&person.address, &person.password).await;
    assert!(began.elapsed() < PATIENCE * 2, "{:?}", began.elapsed());
    assert!(page.status.is_server_error() || page.status == StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("[data-error], main .code"), "a sentence: {}", page.text());
}

#[tokio::test]
async fn a_list_cut_off_in_the_middle_is_a_page_that_can_be_tried_again() {
    let proxy = Proxy::to(lab().imap);
    let program = behind(&proxy).await;
    let (_, mut client) = with_one_letter(&program).await;
    let slowly = Fault::Slowly(Duration::from_millis(100));
    for fault in [Fault::CutAfter(40), Fault::Instead(b"* 1 FETCH (UID\r\n"), Fault::Silence, slowly] {
        proxy.break_after("FETCH", fault.clone());
        let began = Instant::now();
        let page = client.get("/mail/INBOX").await;
        assert!(page.status.is_server_error(), "{fault:?}: {} {}", page.status, page.text());
        assert!(began.elapsed() < PATIENCE * 2, "{fault:?}: {:?}", began.elapsed());
        assert!(page.find_link("Réessayer").is_some(), "{fault:?}: {}", page.text());
        proxy.mend();
        let page = client.get("/mail/INBOX").await;
        assert!(page.text().contains("Bonjour"), "well again after {fault:?}: {}", page.text());
    }
}

#[tokio::test]
async fn a_letter_cut_off_in_the_middle_is_a_page_that_can_be_tried_again() {
    let proxy = Proxy::to(lab().imap);
    let program = behind(&proxy).await;
    let (_, mut client) = with_one_letter(&program).await;
    let address = client.get("/mail/INBOX").await.row("Bonjour");
    for fault in [Fault::CutAfter(60), Fault::Instead(b"* BAD \x00\xff{99999999999}\r\n"), Fault::Silence] {
        proxy.break_after("BODY", fault.clone());
        let page = client.get(&address).await;
        assert!(page.status.is_server_error(), "{fault:?}: {} {}", page.status, page.text());
        proxy.mend();
        let page = client.get(&address).await;
        assert!(page.text().contains("Un mot."), "well again after {fault:?}: {}", page.text());
    }
}

#[tokio::test]
async fn a_connection_that_ended_while_nobody_looked_is_made_anew() {
    let proxy = Proxy::to(lab().imap);
    let program = behind(&proxy).await;
    let (_, mut client) = with_one_letter(&program).await;
    assert!(client.get("/mail/INBOX").await.text().contains("Bonjour"));
    proxy.hang_up();
    let page = client.get("/mail/INBOX").await;
    assert!(page.text().contains("Bonjour"), "{}: {}", page.status, page.text());
}

async fn written(program: &Program) -> (Account, Client, crate::client::Page) {
    let (person, mut client) = with_one_letter(program).await;
    let page = client.get("/compose").await;
    (person, client, page)
}

#[tokio::test]
async fn a_submission_server_that_is_away_keeps_the_text_and_says_why() {
    let [nobody] = guard::free_ports();
    let program = Program::with(Options { submission: Some(("127.0.0.1", nobody)), ..options() }).await;
    let (person, mut client, page) = written(&program).await;
    let form = page.form_with_button("Envoyer").fill("to", "somebody@sink.test");
    let form = form.fill("subject", "Important").fill("body", "Un texte à garder.");
    let page = client.submit(&page, form).await;
    let form = page.form("[name=body]");
    assert_eq!(form.value("body").map(str::trim), Some("Un texte à garder."));
    assert_eq!(form.value("subject"), Some("Important"));
    assert!(page.text().contains("Le message n’est pas parti."), "{}", page.text());
    assert!(lab().open(&person).holds("Drafts", "Important"), "who leaves the page finds it there");
}

#[tokio::test]
async fn a_submission_server_whose_identity_is_not_confirmed_gets_nothing() {
    let submission = Some((UNNAMED_HOST, lab().submission));
    let program =
        Program::with(Options { submission, expected_errors: EXPECTED, ..Options::default() }).await;
    let (person, mut client, page) = written(&program).await;
    let form = page.form_with_button("Envoyer").fill("to", "somebody@sink.test");
    let form = form.fill("subject", "Confidentiel").fill("body", "Un texte à garder.");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Le message n’est pas parti."), "{}", page.text());
    assert_eq!(page.form("[name=body]").value("body").map(str::trim), Some("Un texte à garder."));
    assert_eq!(lab().open(&person).count("Sent"), 0);
}

#[tokio::test]
async fn a_submission_server_that_says_nothing_ends_with_the_limit() {
    let proxy = Proxy::to(lab().submission_in_clear);
    proxy.break_after("", Fault::Silence);
    let submission = Some(("127.0.0.1", proxy.port));
    let program = Program::with(Options { submission, ..options() }).await;
    let (person, mut client, page) = written(&program).await;
    let form = page.form_with_button("Envoyer").fill("to", "somebody@sink.test");
    let form = form.fill("subject", "Lent").fill("body", "Un texte à garder.");
    let began = Instant::now();
    let page = client.submit(&page, form).await;
    assert!(began.elapsed() < PATIENCE * 2, "{:?}", began.elapsed());
    assert!(page.text().contains("Le message est en cours d’envoi."), "{}", page.text());
    wait::until("the draft", || lab().open(&person).holds("Drafts", "Lent").then_some(()));
}

#[tokio::test]
async fn a_letter_that_nobody_may_get_keeps_its_text_and_names_the_refused() {
    let program = Program::with(Options { expected_errors: EXPECTED, ..Options::default() }).await;
    let (person, mut client, page) = written(&program).await;
    let form = page.form_with_button("Envoyer").fill("to", "refuse@octopus.test");
    let form = form.fill("subject", "Refusé").fill("body", "Un texte à garder.");
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("refuse@octopus.test") && page.has("[data-error]"), "{}", page.text());
    assert_eq!(page.form("[name=body]").value("body").map(str::trim), Some("Un texte à garder."));
    assert_eq!(lab().open(&person).count("Sent"), 0);
}

#[tokio::test]
async fn one_refused_recipient_among_others_is_named_and_the_others_get_the_letter() {
    let program = Program::with(Options { expected_errors: EXPECTED, ..Options::default() }).await;
    let (person, mut client, page) = written(&program).await;
    let other = Account::new("pierre");
    let form =
        page.form_with_button("Envoyer").fill("to", &format!("{}, refuse@octopus.test", other.address));
    let form = form.fill("subject", "À deux").fill("body", "Texte.");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("refusé pour refuse@octopus.test"), "{}", page.text());
    wait::until("the letter", || (lab().open(&other).count("INBOX") == 1).then_some(()));
    assert_eq!(lab().open(&person).count("Sent"), 1);
}

#[tokio::test]
async fn a_submission_cut_off_after_the_text_is_not_sent_twice() {
    let proxy = Proxy::to(lab().submission_in_clear);
    let submission = Some(("127.0.0.1", proxy.port));
    let program = Program::with(Options { submission, ..options() }).await;
    let (_, mut client, page) = written(&program).await;
    let other = Account::new("pierre");
    // The dot that ends the text: whether the server has taken it is never heard.
    proxy.break_after_line(".", Fault::CutAfter(0));
    let form = page.form_with_button("Envoyer").fill("to", &other.address);
    let form = form.fill("subject", "Une seule fois").fill("body", "Texte.");
    let page = client.submit(&page, form).await;
    assert!(page.status.is_success() || page.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    proxy.mend();
    wait::until_async("the letter", async || {
        client.get("/mail/INBOX").await;
        (lab().open(&other).count("INBOX") > 0).then_some(())
    })
    .await;
    assert_eq!(lab().open(&other).count("INBOX"), 1);
}
