//! The message that answers while somebody is away: in their scripts on a real Pigeonhole, and on its page.

use jiff::{ToSpan as _, Zoned};
use mailcore::sieve::Draft;
use mailcore::sieve::absence::{Absence, Interval, Then};
use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Form, Page};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program};
use crate::scripts::{self, OWN};
use crate::wait;

/// The program, with the laboratory's server for scripts.
pub async fn with_rules() -> Program {
    Program::with(Options { settings: scripts::settings(), ..Options::default() }).await
}

/// A message from one person to another, by the webmail and Postfix.
pub async fn write(writer: &mut Client, to: &str, subject: &str) {
    let page = writer.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", to).fill("subject", subject);
    let page = writer.submit(&page, form.fill("body", "Bonjour.")).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
}

/// The page with its form.
async fn open(client: &mut Client) -> (Page, Form) {
    let page = client.get("/settings/absence").await;
    assert!(page.has("#subject"), "{}", page.text());
    let form = page.form("#subject");
    (page, form)
}

async fn rule(account: &Account, script: &str) -> Absence {
    let text = scripts::open(account).await.script(script).await.expect("the script");
    Absence::of(&Draft::new(text).expect("a script")).expect("an absence").0
}

fn day(days: i64) -> String {
    Zoned::now().date().checked_add(days.days()).expect("a day").to_string()
}

#[tokio::test]
async fn an_absence_answers_real_mail_and_leaves_all_else_in_the_script_as_it_was() {
    let (claire, pierre) = (Account::new("absente"), Account::new("ecrit"));
    let mut session = scripts::open(&claire).await;
    session.put("mes règles", OWN).await.unwrap();
    session.activate("mes règles").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/identities").await;
    client.submit(&page, page.form("[name=organization]").fill("name", "Zoé, D.")).await;
    let (page, form) = open(&mut client).await;
    assert_eq!(
        page.texts("#from option").first().map(String::as_str),
        Some(&*format!("Zoé, D. <{}>", claire.address))
    );
    let form = form.tick("on", "yes").fill("start_day", &day(-1)).fill("end_day", &day(10));
    let form = form.fill("end_time", "18:00").fill("subject", "Absente « dix \"jours\" »");
    let page = client.submit(&page, form.fill("text", "Bonjour,\n\n.\nÀ bientôt")).await;
    assert!(page.text().contains("Message d’absence enregistré."), "{}", page.text());
    assert!(page.texts("#standing").concat().starts_with("Actif maintenant."), "{}", page.text());
    assert_eq!(client.get("/mail/INBOX").await.texts("#absent").len(), 1);

    let script = session.script("mes règles").await.unwrap();
    let (require, rules) = OWN.split_once('\n').unwrap();
    assert!(script.starts_with(require) && script.ends_with(rules), "{script}");
    assert_eq!(session.script("facteur-before").await.unwrap(), OWN);
    assert_eq!(rule(&claire, "mes règles").await.interval, Some(Interval::Days(12)), "once");

    let mut writer = program.signed_in(&pierre).await;
    write(&mut writer, &claire.address, "Devis").await;
    wait::until("the message", || lab().open(&claire).holds("INBOX", "Devis").then_some(()));
    wait::until("the answer", || (lab().open(&pierre).count("INBOX") > 0).then_some(()));
    let (_, answer) = lab().open(&pierre).last("INBOX");
    let from = format!("From: =?utf-8?b?Wm/DqSwgRC4=?= <{}>", claire.address);
    for part in ["Auto-Submitted: auto-replied", &from, "À bientôt"] {
        assert!(answer.contains(part), "{part}: {answer}");
    }

    // Off and on keeps everything.
    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.press_named("do", "off")).await;
    assert!(page.text().contains("Il n’est pas actif.") && !page.has("#standing"), "{}", page.text());
    assert!(!client.get("/mail/INBOX").await.has("#absent"));
    let (page, form) = open(&mut client).await;
    client.submit(&page, form.tick("on", "yes")).await;
    assert_eq!(session.script("mes règles").await.unwrap(), script);
}

/// What a form has a script do comes back into it: three aliases, quotes, backslashes, lines that begin with a dot, no
/// subject, times of a day.
#[tokio::test]
async fn what_is_typed_comes_back_from_the_server_as_it_was_typed() {
    let claire = Account::new("aller-retour");
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, mut form) = open(&mut client).await;
    form = form.tick("on", "yes");
    let typed = [
        ("start_day", "2026-07-06"),
        ("start_time", "08:30"),
        ("end_day", "2026-07-06"),
        ("end_time", ""),
        ("every", "days"),
        ("number", "11"),
        ("subject", ""),
        ("text", "Bonjour \"Zoé\",\n\n.\n..\n.;\nC:\\temp\\ \\\" ${x} « é »\n\n  fin"),
        ("addresses", "a@octopus.test, b'o@octopus.test, c+d@octopus.test"),
        ("then", "redirect"),
        ("to", "secretariat@octopus.test"),
    ];
    for (name, value) in typed {
        form = form.fill(name, value);
    }
    let page = client.submit(&page, form).await;
    assert!(page.has("#standing"), "{}", page.text());
    let (page, form) = open(&mut client).await;
    for (name, value) in typed {
        assert_eq!(form.value(name), Some(value), "{name}");
    }
    assert_eq!(rule(&claire, "facteur").await.addresses.len(), 3);
    let mut session = scripts::open(&claire).await;
    let script = session.script("facteur").await.unwrap();
    client.submit(&page, form).await;
    assert_eq!(session.script("facteur").await.unwrap(), script, "kept again, it is the same");
}

#[tokio::test]
async fn the_same_person_is_answered_as_often_as_one_likes_and_the_server_can_count() {
    let claire = Account::new("souvent");
    let settings = format!("{}[rules]\nabsence_every = \"2h\"\n", scripts::settings());
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client).await;
    let offered = page.attributes("#every option", "value");
    assert_eq!(offered, ["once", "", "days", "hours"], "{}", page.text());
    assert_eq!((form.value("every"), form.value("number")), (Some("hours"), Some("2")));
    let page = client.submit(&page, form.fill("text", "Absente.").fill("number", "0")).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["number"], "{}", page.text());
    for (every, number, interval) in [
        ("hours", "5", Some(Interval::Seconds(18_000))),
        ("days", "45", Some(Interval::Days(45))),
        ("", "45", None),
    ] {
        let (page, form) = open(&mut client).await;
        let form = form.fill("text", "Absente.").fill("every", every).fill("number", number);
        let page = client.submit(&page, form).await;
        assert!(page.text().contains("Message d’absence enregistré."), "{}", page.text());
        assert_eq!(rule(&claire, "facteur").await.interval, interval);
        assert_eq!(page.form("#subject").value("every"), Some(every));
    }
}

/// Rules of others, of which some cannot be shown in any form.
const FOREIGN: &str = "require [\"fileinto\", \"include\", \"ihave\", \"variables\"];\r\n# tête # \"\r\n/* bloc\r\n * \
    if true { discard; } */\n\n\ninclude :personal :optional \"inclus\";\r\nif ihave \"fileinto\" {\n\tfileinto \
    \"Trash\"; # là\n} elsif not ihave [\"odd\", \"even\"] {\r\n\tstop;\n}\nset \"x\" text:  # texte\r\n..deux\r\n\
    if true {\r\n.\r\n;\r\n  keep ; /* fin */\r\n# queue";

#[tokio::test]
async fn what_others_wrote_stays_octet_by_octet_whatever_the_pages_do() {
    let claire = Account::new("etrangere");
    let mut session = scripts::open(&claire).await;
    session.put("inclus", "keep;\r\n").await.unwrap();
    session.put("a", FOREIGN).await.unwrap();
    session.activate("a").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (require, others) = FOREIGN.split_at(FOREIGN.find("\r\n").unwrap());
    let others = others.trim_start();

    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.tick("on", "yes").fill("text", "Absente.")).await;
    assert!(page.has("#standing"), "{}", page.text());
    let page = client.get("/settings/redirect").await;
    let form = page.form("#another").tick("on", "yes").fill("another", "luc@octopus.test");
    let page = client.submit(&page, form).await;
    assert!(page.has("#targets"), "{}", page.text());
    let page = client.get("/settings/filters/rule").await;
    let form = page.form("#join").fill("name", "À moi").fill("values", "devis").fill("folder", "INBOX");
    let page = client.submit(&page, form).await;
    assert!(page.texts("[data-rules] b").contains(&"À moi".to_owned()), "{}", page.text());
    let script = session.script("a").await.unwrap();
    assert!(script.starts_with(require) && script.contains(others), "{script}");

    // And when all of ours goes, what was there is there.
    let (page, form) = open(&mut client).await;
    client.submit(&page, form.press_named("do", "off")).await;
    let page = client.get("/settings/redirect").await;
    client.submit(&page, page.form("#another").press_named("remove", "luc@octopus.test")).await;
    let script = session.script("a").await.unwrap();
    assert!(script.starts_with(require) && script.contains(others) && !script.contains("luc@"), "{script}");
    assert_eq!(session.script("inclus").await.unwrap(), "keep;\r\n");
}

#[tokio::test]
async fn nothing_that_was_typed_is_lost_and_nothing_of_another_is_overwritten_unseen() {
    let claire = Account::new("deux-onglets");
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client).await;
    let form = form.tick("on", "yes").fill("start_day", &day(3)).fill("end_day", &day(1));
    let form = form.fill("then", "copy").fill("to", "ailleurs@").fill("addresses", "claire@octopus.test, x");
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = page.attributes("[data-error]", "id");
    assert_eq!(wrong, ["end_day", "end_time", "text", "addresses", "to"], "{}", page.text());
    let form = page.form("#subject");
    assert_eq!((form.value("then"), form.value("to")), (Some("copy"), Some("ailleurs@")));
    assert_eq!(scripts::open(&claire).await.scripts().await.unwrap(), []);

    // An address outside wants the password once more.
    let form = form.fill("end_day", "").fill("text", "Absente.").fill("addresses", "");
    let page = client.submit(&page, form.fill("to", "ailleurs@sink.test")).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    let wrong = page.form("#subject").fill("password", "wrong");
    let page = client.submit(&page, wrong).await;
    assert!(page.text().contains("mot de passe incorrect"), "{}", page.text());
    let form = page.form("#subject").fill("password", &claire.password);
    let page = client.submit(&page, form.clone()).await;
    assert!(page.texts("#standing").concat().starts_with("Programmé."), "{}", page.text());
    let kept = rule(&claire, "facteur").await;
    assert_eq!(kept.then, Then::Copy("ailleurs@sink.test".to_owned()));

    // Another tab, with the page of before.
    let page = client.submit(&page, form.fill("text", "Autre texte.")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("changés ailleurs"), "{}", page.text());
    assert_eq!(rule(&claire, "facteur").await, kept);
    let form = page.form("#subject");
    assert_eq!(form.value("text"), Some("Autre texte."));
    client.submit(&page, form).await;
    assert_eq!(rule(&claire, "facteur").await.text, "Autre texte.");

    // Two at the same moment: the second is told.
    let (page, form) = open(&mut client).await;
    let (mut one, mut two) = (client.clone(), client.clone());
    let (first, second) = tokio::join!(
        one.submit(&page, form.clone().fill("text", "Un.")),
        two.submit(&page, form.clone().fill("text", "Deux.")),
    );
    let told = [first, second].iter().filter(|it| it.text().contains("changés ailleurs")).count();
    assert_eq!(told, 1);

    // Nobody answers in the name of others.
    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.fill("from", "Maire <maire@sink.test>")).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["from"], "{}", page.text());
}

#[tokio::test]
async fn one_that_lies_in_another_script_is_found_and_works_once_it_is_switched_on() {
    let claire = Account::new("ailleurs");
    let mut session = scripts::open(&claire).await;
    let rule = "# rule:[Vacances]\r\nif true\r\n{\r\n\tvacation \"Je reviens.\"; # bientôt\r\n}\r\n";
    let off = rule.replace("if true", "if false # true");
    let require = "require \"vacation\";\r\n";
    let others = "# à moi\r\nif header :is \"Subject\" \"x\" { keep; }\r\n";
    session.put("actif", others).await.unwrap();
    session.put("inactif", &format!("{require}{off}{others}")).await.unwrap();
    session.activate("actif").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client).await;
    assert_eq!((form.value("text"), form.value("on")), (Some("Je reviens."), None), "{}", page.text());
    let page = client.submit(&page, form.fill("on", "yes")).await;
    assert!(page.has("#standing"), "{}", page.text());
    assert_eq!(session.script("actif").await.unwrap(), format!("require [\"vacation\"];\r\n{rule}{others}"));
    assert_eq!(session.script("inactif").await.unwrap(), format!("{require}\r\n{others}"));

    // In one that is included it stays.
    session.put("inclus", &format!("{require}{rule}")).await.unwrap();
    let including = format!("require \"include\";\r\ninclude :personal \"inclus\";\r\n{others}");
    session.put("actif", &including).await.unwrap();
    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.press_named("do", "off")).await;
    assert!(!page.has("#standing"), "{}", page.text());
    assert_eq!(session.script("inclus").await.unwrap(), format!("{require}{off}"));
    assert_eq!(session.script("actif").await.unwrap(), including);
}

#[tokio::test]
async fn a_script_that_is_refused_leaves_the_one_before_and_the_form_filled() {
    let claire = Account::new("refusee");
    let mut session = scripts::open(&claire).await;
    // Nearly the 1 MiB that the server takes.
    let large = format!("# {}\r\nkeep;\r\n", "x".repeat((1 << 20) - 100));
    session.put("large", &large).await.unwrap();
    session.activate("large").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.tick("on", "yes").fill("text", "Absente.")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = page.texts("[role=alert]").concat();
    assert!(said.contains("plus de place") || said.contains("Celles d’avant restent actives"), "{said}");
    assert_eq!(page.form("#subject").value("text"), Some("Absente."));
    assert_eq!(session.script("large").await.unwrap(), large);
}

#[tokio::test]
async fn without_a_server_for_rules_the_page_says_so_and_is_not_offered() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    for path in ["/settings/absence", "/settings/redirect"] {
        let page = client.get(path).await;
        assert!(page.text().contains("votre administrateur n’en a pas configuré"), "{}", page.text());
        assert!(!page.has("[name=on]") && page.find_link("Redirection").is_none());
    }
}

#[tokio::test]
async fn the_pages_of_rules_look_right_and_are_accessible() {
    let claire = Account::new("camille");
    let program = with_rules().await;
    program.never_in_the_log(&claire.password);
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&claire).await;
    browser.goto("/settings/absence").await;
    browser.fill("subject", "Absente jusqu’au 4 janvier").await;
    browser.fill("text", "Bonjour,\n\nJe suis absente jusqu’au 3 janvier inclus.\n\nBonnes fêtes").await;
    browser.click_in("label", "Activé", "input").await;
    browser.click("Enregistrer").await;
    browser.wait_for("#standing").await;
    look(&browser, "absence").await;
    // What is typed into a date depends on the language of the system.
    for (id, day) in [("start_day", "2026-12-24"), ("end_day", "2026-12-23")] {
        let set = "document.getElementById(arguments[0]).value = arguments[1]";
        browser.script(set, vec![id.into(), day.into()]).await;
    }
    browser.fill("text", "").await;
    browser.click("Enregistrer").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "absence-mistakes").await;
    browser.goto("/settings/redirect").await;
    look(&browser, "redirect-empty").await;
    browser.fill("another", "secretariat@octopus.test").await;
    browser.click_in("label", "Activée", "input").await;
    browser.click_in("label", "Les messages restent", "input").await;
    browser.click("Ajouter").await;
    browser.wait_for("#targets").await;
    browser.fill("another", "camille@sink.test").await;
    browser.click("Ajouter").await;
    browser.wait_for("#password").await;
    look(&browser, "redirect-password").await;
    browser.fill("password", &claire.password).await;
    browser.click("Enregistrer").await;
    browser.wait_for("#outside").await;
    look(&browser, "redirect").await;
    browser.goto("/mail/INBOX").await;
    browser.wait_for("#redirected").await;
    look(&browser, "inbox-with-rules").await;
    browser.close().await;
}
