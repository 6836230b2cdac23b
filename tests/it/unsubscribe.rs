//! Leaving a mailing list: by one click that we send, by a mail, by a page.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::elsewhere::Elsewhere;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::{Options, Program};

const PROMISE: &str = "List-Unsubscribe-Post: List-Unsubscribe=One-Click";

async fn program() -> Program {
    let ca_file = lab().ca_file();
    let settings =
        format!("[outside]\nalso_allowed = [\"127.0.0.1\"]\nca_file = \"{}\"\n", ca_file.display());
    Program::with(Options { settings, ..Options::default() }).await
}

/// Somebody who got a letter with these fields in its header.
fn reader_of(fields: &[&str]) -> Account {
    let person = Account::new("claire");
    let letter = letters::with_fields("Lettre", &person.address, fields);
    lab().open(&person).append("INBOX", "", "", &letter);
    person
}

async fn open(client: &mut Client) -> Page {
    let list = client.get("/mail/INBOX").await;
    client.get(&list.row("Lettre")).await
}

fn way(url: &str) -> String {
    format!("List-Unsubscribe: <mailto:off@list.test>, <{url}>")
}

#[tokio::test]
async fn one_click_is_sent_by_us_after_it_was_said_to_whom() {
    let elsewhere = Elsewhere::with_tls().await;
    let program = program().await;
    let person = reader_of(&[&way(&elsewhere.url("/off?u=7")), PROMISE]);
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client).await;
    assert!(page.text().contains("La demande sera envoyée à 127.0.0.1."), "{}", page.text());
    let path = format!("{}/unsubscribe", page.url.path());
    assert_eq!(client.get(&path).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(client.post(&path, &[("csrf", "guessed")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(elsewhere.connections(), 0, "nothing is sent by looking, nor by another site");
    let form = page.form_with_button("Me désabonner");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("127.0.0.1 a reçu votre demande de désabonnement."), "{}", page.text());
    assert!(page.text().contains("Lettre"), "the message again");
    let asked = elsewhere.asked();
    assert_eq!(asked.len(), 1);
    let (head, body) = asked[0].split_once("\r\n\r\n").expect("a body");
    assert!(head.starts_with("POST /off?u=7 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("content-type: application/x-www-form-urlencoded"), "{head}");
    assert!(!head.contains("cookie") && !head.contains("referer"), "{head}");
    assert_eq!(body, "List-Unsubscribe=One-Click");
}

#[tokio::test]
async fn what_is_refused_or_not_answered_is_said() {
    let elsewhere = Elsewhere::with_tls().await;
    let program = program().await;
    let [nobody] = crate::guard::free_ports();
    for (url, said) in [
        (elsewhere.url("/no"), "127.0.0.1 n’a pas accepté la demande"),
        ("https://127.0.0.2/off".to_owned(), "127.0.0.2 n’a pas accepté la demande"),
        (format!("https://127.0.0.1:{nobody}/off"), "127.0.0.1 n’a pas répondu"),
    ] {
        let person = reader_of(&[&way(&url), PROMISE]);
        let mut client = program.signed_in(&person).await;
        let page = open(&mut client).await;
        let form = page.form_with_button("Me désabonner");
        let page = client.submit(&page, form).await;
        assert!(page.text().contains(said), "{url}: {}", page.text());
        assert!(!page.text().contains("secret words"), "{url}");
    }
}

#[tokio::test]
async fn without_the_promise_a_mail_is_prepared() {
    let program = program().await;
    let field =
        "List-Unsubscribe: <https://list.test/off>, <mailto:off+7@list.test?subject=Partir%20d%27ici>";
    let person = reader_of(&[field]);
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client).await;
    assert!(page.text().contains("par un message à off+7@list.test"), "{}", page.text());
    let form = client.follow(&page, "Préparer le message").await.form("[name=subject]");
    assert_eq!(form.value("to"), Some("off+7@list.test"));
    assert_eq!(form.value("subject"), Some("Partir d'ici"));
}

#[tokio::test]
async fn a_page_is_opened_by_the_person() {
    let program = program().await;
    let person = reader_of(&["List-Unsubscribe: <http://list.test/off>", PROMISE]);
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client).await;
    assert_eq!(page.link("Ouvrir la page"), "http://list.test/off");
    assert!(!page.has("form[action$=unsubscribe]"), "a POST needs https");
    let path = format!("{}/unsubscribe", page.url.path());
    let csrf = page.form("#logout").value("csrf").unwrap_or_default().to_owned();
    let page = client.post(&path, &[("csrf", &csrf)]).await;
    assert!(page.text().contains("Rien n’a été envoyé"), "{}", page.text());
}

#[tokio::test]
async fn a_list_is_left_with_a_mouse() {
    let elsewhere = Elsewhere::with_tls().await;
    let program = program().await;
    let person = reader_of(&[&way(&elsewhere.url("/off")), PROMISE]);
    program.never_in_the_log(&person.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre", "a[href]").await;
    browser.click("Se désabonner").await;
    browser.wait_for_text("La demande sera envoyée à 127.0.0.1.").await;
    look(&browser, "message-unsubscribe").await;
    browser.click("Me désabonner").await;
    browser.wait_for_text("a reçu votre demande de désabonnement").await;
    assert_eq!(elsewhere.asked().len(), 1);
    browser.close().await;
}
