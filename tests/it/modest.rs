//! Servers for rules that know little, have little room, or are away: what they do not announce is neither offered nor
//! written, what they refuse changes nothing, and nothing that was typed is lost.

use mailcore::managesieve::Session;
use reqwest::StatusCode;

use crate::client::{Client, Form, Page};
use crate::lab::{Account, BARE_HOST, MODEST_HOST, ROOM_FOR_SCRIPTS, TIGHT_HOST, lab};
use crate::program::{Options, Program};
use crate::proxy::{Fault, Proxy};
use crate::scripts;

/// The program with the server for rules at an address.
async fn program(host: &str) -> Program {
    let port = lab().sieve;
    let settings = format!("[managesieve]\nhost = \"{host}\"\nport = {port}\nsecurity = \"none\"\n");
    Program::with(Options { settings, ..Options::default() }).await
}

async fn open(client: &mut Client, path: &str, field: &str) -> (Page, Form) {
    let page = client.get(path).await;
    let form = page.form(field);
    (page, form)
}

/// What can be chosen in a field.
fn choices(page: &Page, field: &str) -> Vec<String> {
    page.attributes(&format!("{field} option"), "value")
}

async fn script(session: &mut Session, name: &str) -> String {
    session.script(name).await.expect("the script")
}

/// A script of so many octets.
fn long(octets: usize) -> String {
    let mut text = "# \r\nkeep;\r\n".to_owned();
    text.insert_str(2, &"x".repeat(octets - text.len()));
    text
}

#[tokio::test]
async fn rules_ask_and_do_what_the_server_announces_alone() {
    let claire = Account::new("sobre");
    let octets = "From: Zoé <zoe@sink.test>\r\nSubject: Devis\r\n\r\nBonjour\r\n";
    lab().open(&claire).append("INBOX", "", "01-Jul-2026 10:00:00 +0000", octets.as_bytes());
    let program = program(BARE_HOST).await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client, "/settings/filters/rule", "#join").await;
    assert_eq!(choices(&page, "#new-action"), ["redirect", "keep", "discard", "stop"]);
    let tests = choices(&page, "#new-test");
    assert!(!tests.iter().any(|it| it == "body" || it == "day") && tests.iter().any(|it| it == "size"));
    assert_eq!(form.value("action"), Some("keep"), "{}", page.text());
    assert!(page.texts("#missing-actions").concat().contains("« Déplacer vers »"), "{}", page.text());
    assert!(page.texts("#missing-tests").concat().contains("« Jour d’arrivée »"), "{}", page.text());

    // What is sent all the same is not written, and nothing of it is lost.
    let mut odd = form.clone().fill("values", "devis").fill("action", "move");
    odd.fields.push(("folder".to_owned(), "Archive".to_owned()));
    let page = client.submit(&page, odd).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("#action-0-e").concat().contains("ne sait pas faire cela"), "{}", page.text());
    assert_eq!(page.form("#join").value("values"), Some("devis"));
    let mut session = scripts::open(&claire).await;
    assert_eq!(session.scripts().await.unwrap(), []);
    let page = client.get("/settings/filters/rule").await;
    let page = client.submit(&page, form.fill("name", "Devis").fill("values", "devis")).await;
    assert_eq!(page.texts("[data-rules] b"), ["Devis"], "{}", page.text());
    assert!(!script(&mut session, "facteur").await.contains("require"));

    // A rule made of a message.
    let page = client.get("/mail/INBOX").await;
    let message = page.attributes("[data-message]", "data-message").swap_remove(0);
    let (page, form) =
        open(&mut client, &format!("/mail/INBOX/{message}/filter"), "#new-filter button").await;
    assert!(!page.has("#folder"), "{}", page.text());
    let page = client.submit(&page, form.press_named("do", "begin")).await;
    assert_eq!(page.form("#join").value("action"), Some("keep"));
}

#[tokio::test]
async fn an_absence_asks_for_what_the_server_announces_alone() {
    let claire = Account::new("sobre");
    let program = program(BARE_HOST).await;
    let mut client = program.signed_in(&claire).await;
    let mut session = scripts::open(&claire).await;
    let (page, form) = open(&mut client, "/settings/absence", "#subject").await;
    assert!(
        page.text().contains("ne sait pas lire les dates") && !page.has("[type=date]"),
        "{}",
        page.text()
    );
    // Dates, seconds and a copy, from a page of before.
    let mut form = form.tick("on", "yes").fill("text", "Absente.").fill("every", "90000s");
    form.fields.push(("start_day".to_owned(), "2026-12-24".to_owned()));
    let form = form.fill("then", "copy").fill("to", "secretariat@octopus.test");
    let page = client.submit(&page, form).await;
    assert!(page.has("#standing"), "{}", page.text());
    let kept = script(&mut session, "facteur").await;
    assert!(kept.starts_with("require [\"vacation\"];") && kept.contains(":days 2"), "{kept}");
    assert!(kept.contains("redirect \"secretariat@octopus.test\";\r\n    keep;"), "{kept}");
    assert_eq!(page.form("#subject").value("then"), Some("copy"));

    // A copy that stays here, likewise.
    let (page, form) = open(&mut client, "/settings/redirect", "#another").await;
    let form = form.tick("on", "yes").fill("another", "luc@octopus.test");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Une copie des messages reste ici."), "{}", page.text());
    assert!(!script(&mut session, "facteur").await.contains("copy"));
}

#[tokio::test]
async fn a_server_without_answers_says_so_and_days_are_compared_as_it_can() {
    let claire = Account::new("modeste");
    let program = program(MODEST_HOST).await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/absence").await;
    assert!(page.text().contains("ne sait pas envoyer de réponse automatique"), "{}", page.text());
    assert!(!page.has("#subject"));
    let csrf = page.attributes("[name=csrf]", "value").swap_remove(0);
    let fields = [("csrf", csrf.as_str()), ("on", "yes"), ("text", "Je reviens lundi."), ("then", "keep")];
    let page = client.post("/settings/absence", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.form("#subject").value("text"), Some("Je reviens lundi."), "{}", page.text());
    let mut session = scripts::open(&claire).await;
    assert_eq!(session.scripts().await.unwrap(), []);

    let (page, form) = open(&mut client, "/settings/filters/rule", "#join").await;
    let page = client.submit(&page, form.press_named("drop-test", "0")).await;
    let form = page.form("#join").fill("new-test", "day").press_named("do", "add-test");
    let page = client.submit(&page, form).await;
    assert_eq!(choices(&page, "[name=how]"), ["on"], "{}", page.text());
    let form = page.form("#join").fill("day", "2026-12-24").fill("folder", "Archive");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Règle enregistrée."), "{}", page.text());
    assert_eq!(
        page.texts("[data-rules] .item-t > span"),
        ["Jour d’arrivée le 2026-12-24 → Déplacer vers Archives"]
    );
    let kept = script(&mut session, "facteur").await;
    assert!(kept.starts_with("require [\"date\", \"fileinto\"];"), "{kept}");
}

#[tokio::test]
async fn where_there_is_no_room_the_script_before_stays_and_what_was_typed() {
    let claire = Account::new("etroite");
    let mut session = scripts::open(&claire).await;
    // What lies there takes room as well.
    for name in ["a", "b"] {
        session.put(name, "keep;\r\n").await.unwrap();
    }
    session.activate("a").await.unwrap();
    let program = program(TIGHT_HOST).await;
    let mut client = program.signed_in(&claire).await;
    let text = "Je reviens lundi. ".repeat(ROOM_FOR_SCRIPTS / 18 + 1).trim_end().to_owned();
    let values = vec!["x".repeat(400); ROOM_FOR_SCRIPTS / 400 + 1].join("\n");
    let by_hand = long(ROOM_FOR_SCRIPTS + 1).replace("\r\n", "\n");
    for (path, field, name, typed) in [
        ("/settings/absence", "#subject", "text", text.as_str()),
        ("/settings/filters/rule", "#join", "values", values.as_str()),
        ("/settings/filters/script", "#script", "script", by_hand.as_str()),
    ] {
        let (page, form) = open(&mut client, path, field).await;
        let form = form.fill(name, typed);
        let form = match path.ends_with("rule") {
            true => form.fill("folder", "INBOX"),
            false => form,
        };
        let page = client.submit(&page, form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let said = page.texts("[role=alert]").concat();
        assert!(said.contains("n’a plus de place"), "{path}: {said}");
        assert_eq!(page.form(field).value(name).map(str::trim_end), Some(typed.trim_end()), "{path}");
        assert_eq!(script(&mut session, "a").await, "keep;\r\n", "{path}");
        assert!(session.scripts().await.unwrap().iter().any(|it| it.name == "a" && it.is_active));
    }
    // The script as it was before gives its room to the new one.
    session.delete("b").await.unwrap();
    let before = long(ROOM_FOR_SCRIPTS / 2 - 100);
    session.put("a", &before).await.unwrap();
    let (page, form) = open(&mut client, "/settings/filters/script", "#script").await;
    let longer = long(ROOM_FOR_SCRIPTS / 2 + 300);
    let page = client.submit(&page, form.fill("script", &longer.replace("\r\n", "\n"))).await;
    assert!(page.text().contains("Script enregistré."), "{}", page.text());
    assert_eq!(script(&mut session, "a").await, longer);
}

#[tokio::test]
async fn where_no_further_script_fits_those_that_lie_there_stay() {
    let claire = Account::new("comble");
    let mut session = scripts::open(&claire).await;
    for name in ["a", "b"] {
        session.put(name, "keep;\r\n").await.unwrap();
    }
    let program = program(TIGHT_HOST).await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    assert_eq!(page.texts("#idle-scripts b"), ["a", "b"], "{}", page.text());
    let (page, form) = open(&mut client, "/settings/filters/rule", "#join").await;
    let page = client.submit(&page, form.fill("values", "claire@").fill("folder", "INBOX")).await;
    assert!(page.texts("[role=alert]").concat().contains("n’a plus de place"), "{}", page.text());
    assert_eq!(page.form("#join").value("values"), Some("claire@"));
    let left = session.scripts().await.unwrap();
    assert!(left.len() == 2 && left.iter().all(|it| !it.is_active), "{left:?}");
}

#[tokio::test]
async fn while_the_server_is_away_the_pages_say_so_and_nothing_that_was_typed_is_lost() {
    let claire = Account::new("coupee");
    let way = Proxy::to(lab().sieve);
    let settings = format!("[managesieve]\nhost = \"127.0.0.1\"\nport = {}\nsecurity = \"none\"\n", way.port);
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let mut client = program.signed_in(&claire).await;
    let (rule_page, rule) = open(&mut client, "/settings/filters/rule", "#join").await;
    let (script_page, script) = open(&mut client, "/settings/filters/script", "#script").await;
    way.break_after("", Fault::CutAfter(0));
    let page = client.get("/settings/filters").await;
    assert!(page.texts("[role=alert]").concat().contains("ne répond pas"), "{}", page.text());
    assert!(!page.has("[data-rules]") && !page.has("#no-rules"));
    let rule = rule.fill("name", "À moi").fill("values", "claire@").fill("folder", "Archive");
    for rule in [rule.clone(), rule.clone().fill("new-test", "size").press_named("do", "add-test")] {
        let page = client.submit(&rule_page, rule).await;
        assert!(page.texts("[role=alert]").concat().contains("ne répond pas"), "{}", page.text());
        let form = page.form("#join");
        let typed = ["name", "values", "folder"].map(|it| form.value(it));
        assert_eq!(typed, [Some("À moi"), Some("claire@"), Some("Archive")]);
    }
    let page = client.submit(&script_page, script.fill("script", "keep; # à moi")).await;
    assert!(page.texts("[role=alert]").concat().contains("ne répond pas"), "{}", page.text());
    assert_eq!(page.form("#script").value("script"), Some("keep; # à moi"));
    // Once it is back, what was typed is kept.
    way.mend();
    let page = client.submit(&rule_page, rule).await;
    assert_eq!(page.texts("[data-rules] b"), ["À moi"], "{}", page.text());
}
