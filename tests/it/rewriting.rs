//! Rules that somebody else changes meanwhile, and connections that break while rules are kept: on a real Pigeonhole.

use mailcore::managesieve::Session;
use reqwest::StatusCode;

use crate::absence::with_rules;
use crate::client::{Client, Form, Page};
use crate::lab::{Account, lab};
use crate::ordering::with_script;
use crate::program::{Options, Program};
use crate::proxy::{Fault, Gate, Proxy};
use crate::{scripts, wait};

const TWO: &str = "# rule:[Un]\nif header :is \"Subject\" \"1\" { keep; }\n\
                   # rule:[Deux]\nif header :is \"Subject\" \"2\" { keep; }\n";

/// The form of the rule of a name.
async fn open(client: &mut Client, name: &str) -> (Page, Form) {
    let page = client.get("/settings/filters").await;
    let page = client.follow(&page, name).await;
    let form = page.form("#join");
    (page, form)
}

/// Puts the script with other words in it, as another program does.
async fn change(session: &mut Session, from: &str, to: &str) -> String {
    let text = session.script("a").await.unwrap().replace(from, to);
    session.put("a", &text).await.unwrap();
    text
}

#[tokio::test]
async fn a_rule_with_a_new_name_replaces_the_one_that_it_was() {
    let (claire, mut session) = with_script("renommee", TWO).await;
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client, "Un").await;
    let other = change(&mut session, "\"1\"", "\"11\"").await;
    let page = client.submit(&page, form.fill("name", "Deux").fill("values", "le mien")).await;
    assert!(page.text().contains("changés ailleurs"), "{}", page.text());
    assert_eq!(session.script("a").await.unwrap(), other);
    client.submit(&page, page.form("#join")).await;
    let script = session.script("a").await.unwrap();
    assert!(script.contains("le mien") && !script.contains("[Un]") && !script.contains("\"11\""), "{script}");
    assert!(script.ends_with("if header :is \"Subject\" \"2\" { keep; }\n"), "the namesake stays: {script}");
}

#[tokio::test]
async fn what_no_form_shows_any_more_is_not_replaced() {
    let (claire, mut session) = with_script("enchainee", TWO).await;
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    for (name, from, to) in [
        ("Un", "{ keep; }\n# rule:[Deux]", "{ keep; } elsif true { stop; }\n# rule:[Deux]"),
        ("Deux", "\"2\" { keep; }", "\"2\" { keep; stop; }\n# rule:[Deux]\nif true { keep; }"),
    ] {
        let (page, form) = open(&mut client, name).await;
        let other = change(&mut session, from, to).await;
        let page = client.submit(&page, form.fill("values", "le mien")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("ne doit pas remplacer"), "{}", page.text());
        assert_eq!(session.script("a").await.unwrap(), other);
        // Once more, it is a rule of its own.
        assert_eq!(page.form("#join").value("values"), Some("le mien"));
        client.submit(&page, page.form("#join")).await;
        let script = session.script("a").await.unwrap();
        let added = script.strip_prefix(&other).expect("all that was there");
        assert!(added.contains("le mien"), "{script}");
        change(&mut session, added, "").await;
    }
}

#[tokio::test]
async fn no_copy_takes_the_place_of_what_mail_goes_through() {
    let claire = Account::new("copie");
    let mut session = scripts::open(&claire).await;
    session.put("facteur-before", TWO).await.unwrap();
    session.put("a", "require \"include\";\ninclude :personal \"facteur-before\";\n").await.unwrap();
    session.activate("a").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client, "Un").await;
    client.submit(&page, form.fill("values", "inclus")).await;
    let included = session.script("facteur-before").await.unwrap();
    assert!(included.contains("inclus") && included.contains("\"2\""), "{included}");
    session.activate("facteur-before").await.unwrap();
    let (page, form) = open(&mut client, "Deux").await;
    client.submit(&page, form.fill("values", "actif")).await;
    let active = session.script("facteur-before").await.unwrap();
    assert!(active.contains("inclus") && active.contains("actif"), "{active}");
}

/// The program, with the server for rules behind what breaks.
async fn behind(proxy: &Proxy) -> Program {
    within(proxy, 20).await
}

/// The same, with the time in which that server is to answer.
async fn within(proxy: &Proxy, seconds: u32) -> Program {
    let port = proxy.port;
    let settings = format!(
        "[managesieve]\nhost = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\nanswer_seconds = {seconds}\n"
    );
    Program::with(Options { settings, ..Options::default() }).await
}

/// Sends the form of a new rule, and does something when the server was told a line with `word`.
async fn keep_new(client: &Client, proxy: &Proxy, word: &str, then: impl FnOnce(&Gate)) -> Page {
    let mut client = client.clone();
    let page = client.get("/settings/filters/rule").await;
    let form = page.form("#join").fill("values", "claire@").fill("folder", "INBOX");
    let gate = proxy.hold_after(word);
    let keeping = tokio::spawn(async move { client.submit(&page, form).await });
    tokio::task::block_in_place(|| {
        gate.wait();
        then(&gate);
    });
    keeping.await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_broken_connection_left_half_done_is_taken_back() {
    let (claire, proxy) = (Account::new("rompue"), Proxy::to(lab().sieve));
    let program = behind(&proxy).await;
    let client = program.signed_in(&claire).await;
    let mut session = scripts::open(&claire).await;
    for word in ["PUTSCRIPT", "SETACTIVE"] {
        let page = keep_new(&client, &proxy, word, |gate| {
            proxy.hang_up();
            proxy.mend();
            gate.open();
        })
        .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
        assert!(page.text().contains("Rien n’a été changé"), "{word}: {}", page.text());
        assert_eq!(page.form("#join").value("values"), Some("claire@"));
        assert_eq!(session.scripts().await.unwrap(), [], "{word}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_kept_is_told_as_that() {
    let (claire, mut session) = with_script("peut-etre", TWO).await;
    let proxy = Proxy::to(lab().sieve);
    let program = behind(&proxy).await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client, "Un").await;
    proxy.break_after("PUTSCRIPT \"A\"", Fault::CutAfter(0));
    let page = client.submit(&page, form.fill("values", "le mien")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("C’est peut-être enregistré"), "{}", page.text());
    assert_eq!(page.form("#join").value("values"), Some("le mien"));
    proxy.mend();
    client.submit(&page, page.form("#join")).await;
    wait::until_async("the rule", async || {
        session.script("a").await.unwrap().contains("le mien").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_says_nothing_is_not_told_twice() {
    let (claire, mut session) = with_script("muette", TWO).await;
    let proxy = Proxy::to(lab().sieve);
    let program = within(&proxy, 3).await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client, "Un").await;
    // Others that look at the rules have said good-bye by then.
    let told = wait::until_async("good-byes", async || {
        let told = proxy.heard("LOGOUT");
        (told == proxy.heard("AUTHENTICATE")).then_some(told)
    })
    .await;
    proxy.break_after("PUTSCRIPT \"A\"", Fault::Silence);
    let page = client.submit(&page, form.fill("values", "le mien")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("C’est peut-être enregistré"), "{}", page.text());
    assert_eq!(page.form("#join").value("values"), Some("le mien"));
    assert_eq!((proxy.heard("PUTSCRIPT \"A\""), proxy.heard("LOGOUT")), (1, told));
    wait::until_async("the rule", async || {
        session.script("a").await.unwrap().contains("le mien").then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_wrote_meanwhile_is_not_taken_back() {
    let (claire, proxy) = (Account::new("entretemps"), Proxy::to(lab().sieve));
    let program = behind(&proxy).await;
    let client = program.signed_in(&claire).await;
    let mut session = scripts::open(&claire).await;
    let runtime = tokio::runtime::Handle::current();
    let page = keep_new(&client, &proxy, "PUTSCRIPT", |gate| {
        runtime.block_on(session.put("facteur", TWO)).unwrap();
        proxy.hang_up();
        proxy.mend();
        gate.open();
    })
    .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("C’est peut-être enregistré"), "{}", page.text());
    assert_eq!(session.script("facteur").await.unwrap(), TWO);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_kept_is_told_as_that_though_it_cannot_be_read_again() {
    let (claire, proxy) = (Account::new("gardee"), Proxy::to(lab().sieve));
    let program = behind(&proxy).await;
    let client = program.signed_in(&claire).await;
    let page = keep_new(&client, &proxy, "SETACTIVE", |gate| {
        proxy.break_after("LISTSCRIPTS", Fault::CutAfter(0));
        gate.open();
    })
    .await;
    assert!(page.text().contains("Règle enregistrée."), "{}", page.text());
    let mut session = scripts::open(&claire).await;
    assert!(session.scripts().await.unwrap().iter().any(|it| it.is_active && it.name == "facteur"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_begun_is_done_though_nobody_waits_for_it() {
    let (claire, proxy) = (Account::new("partie"), Proxy::to(lab().sieve));
    let program = behind(&proxy).await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters/rule").await;
    let form = page.form("#join").fill("values", "claire@").fill("folder", "INBOX");
    let gate = proxy.hold_after("PUTSCRIPT");
    let keeping = tokio::spawn(async move { client.submit(&page, form).await });
    tokio::task::block_in_place(|| gate.wait());
    keeping.abort();
    assert!(keeping.await.is_err());
    proxy.mend();
    gate.open();
    let mut session = scripts::open(&claire).await;
    wait::until_async("an active script", async || {
        session.scripts().await.unwrap().iter().any(|it| it.is_active).then_some(())
    })
    .await;
}
