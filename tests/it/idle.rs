//! Scripts that lie on the server: looked at, made active, renamed, removed, saved as files, on a real Pigeonhole.

use mailcore::managesieve::{Error, Session};
use reqwest::StatusCode;

use crate::absence::with_rules;
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::look::look;
use crate::ordering::with_script;
use crate::program::{Options, Program};
use crate::scripts;

const OTHER: &str = "# à moi\r\nif header :is \"Subject\" \"1\" { keep; }\r\n";

const LEAVES: &str = "redirect \"dehors@sink.test\";\r\n";

async fn active(session: &mut Session) -> String {
    let all = session.scripts().await.unwrap();
    all.into_iter().filter(|it| it.is_active).map(|it| it.name).collect::<Vec<_>>().join(" ")
}

async fn open(client: &mut Client, name: &str) -> Page {
    let page = client.get("/settings/filters").await;
    client.follow(&page, name).await
}

#[tokio::test]
async fn a_script_that_lies_there_is_renamed_activated_saved_and_removed() {
    let (claire, mut session) = with_script("scripts", "keep;\r\n").await;
    session.put("été \"2\"", OTHER).await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    assert_eq!(page.texts("#idle-scripts b"), ["été \"2\""], "{}", page.text());
    let page = client.follow(&page, "été \"2\"").await;
    let file = client.get(&page.link("Télécharger")).await;
    assert_eq!(file.html(), OTHER);
    assert!(file.header("content-disposition").starts_with("attachment; filename=\"_t_ _2_.sieve\""));

    // A name that is taken stays in the form.
    for wrong in ["a", "x/y", ""] {
        let form = page.form("#name").fill("name", wrong).press_named("do", "rename");
        let page = client.submit(&page, form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.attributes("[data-error]", "id"), ["name"], "{wrong}: {}", page.text());
        assert_eq!(page.form("#name").value("name"), Some(wrong));
    }
    let form = page.form("#name").fill("name", "hiver").press_named("do", "rename");
    let page = client.submit(&page, form).await;
    assert_eq!(page.texts("#idle-scripts b"), ["hiver"], "{}", page.text());

    // What was changed elsewhere is looked at first.
    let page = open(&mut client, "hiver").await;
    session.put("hiver", &format!("{OTHER}stop;\r\n")).await.unwrap();
    let page = client.submit(&page, page.form("#name").press_named("do", "activate")).await;
    assert!(page.text().contains("a été changé ailleurs"), "{}", page.text());
    assert_eq!(active(&mut session).await, "a");
    let page = client.submit(&page, page.form("#name").press_named("do", "activate")).await;
    assert!(page.text().contains("Script activé."), "{}", page.text());
    assert_eq!(active(&mut session).await, "hiver");
    assert_eq!(page.texts("#idle-scripts b"), ["a"]);

    // The active one is not removed; the other one after a question.
    let page = open(&mut client, "a").await;
    let asked = client.follow(&page, "Supprimer le script").await;
    assert!(asked.text().contains("Supprimer ce script ?"), "{}", asked.text());
    session.activate("a").await.unwrap();
    let form = asked.form("#removing button").press_named("do", "remove");
    let page = client.submit(&asked, form.clone()).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(session.script("a").await.unwrap(), "keep;\r\n");
    session.activate("hiver").await.unwrap();
    let page = client.submit(&asked, form).await;
    assert!(page.text().contains("Script supprimé.") && !page.has("#idle-scripts"), "{}", page.text());
    assert!(matches!(session.script("a").await, Err(Error::Missing)));
}

#[tokio::test]
async fn one_that_sends_mail_outside_wants_the_password_and_what_the_operator_allows() {
    let (claire, mut session) = with_script("dehors", "keep;\r\n").await;
    session.put("b", LEAVES).await.unwrap();
    let program = with_rules().await;
    program.never_in_the_log(&claire.password);
    let mut client = program.signed_in(&claire).await;
    let page = open(&mut client, "b").await;
    let page = client.submit(&page, page.form("#name").press_named("do", "activate")).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert_eq!(active(&mut session).await, "a");
    let form = page.form("#name").fill("password", &claire.password).press_named("do", "activate");
    client.submit(&page, form).await;
    assert_eq!(active(&mut session).await, "b");
    assert!(client.get("/mail/INBOX").await.has("#redirected"));

    session.activate("a").await.unwrap();
    let settings = format!("{}[rules]\nredirect = false\n", scripts::settings());
    let program = Program::with(Options { settings, ..Options::default() }).await;
    program.never_in_the_log(&claire.password);
    let mut client = program.signed_in(&claire).await;
    let page = open(&mut client, "b").await;
    let page = client.submit(&page, page.form("#name").press_named("do", "activate")).await;
    assert!(page.text().contains("ne permet pas que des règles envoient"), "{}", page.text());
    assert_eq!(active(&mut session).await, "a");
}

#[tokio::test]
async fn scripts_that_lie_there_look_right_and_are_accessible() {
    let (claire, mut session) = with_script("camille", OTHER).await;
    session.put("été", LEAVES).await.unwrap();
    let program = with_rules().await;
    program.never_in_the_log(&claire.password);
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&claire).await;
    browser.goto("/settings/filters").await;
    browser.wait_for("#idle-scripts").await;
    look(&browser, "filters-with-idle").await;
    browser.click("été").await;
    browser.wait_for("#written").await;
    look(&browser, "filters-idle").await;
    browser.click("Activer le script").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "filters-idle-password").await;
    browser.close().await;
}
