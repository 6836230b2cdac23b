//! Where mail may go on to, as the operator decides: on each page, in the script by hand, on a real Pigeonhole.

use reqwest::StatusCode;

use crate::client::{Client, Form, Page};
use crate::lab::Account;
use crate::ordering::with_script;
use crate::program::{Options, Program};
use crate::scripts;

/// The program with a `[rules]` of the operator.
async fn with_limits(limits: &str) -> Program {
    let settings = format!("{}[rules]\n{limits}\n", scripts::settings());
    Program::with(Options { settings, ..Options::default() }).await
}

async fn open(client: &mut Client, path: &str, field: &str) -> (Page, Form) {
    let page = client.get(path).await;
    let form = page.form(field);
    (page, form)
}

#[track_caller]
fn is_refused(page: &Page, words: &str) {
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains(words), "{}", page.text());
}

const STOOD: &str = "require \"copy\";\n# rule:[Redirection]\nif true { redirect :copy \"dehors@sink.test\"; }\n\
                     # rule:[Devis]\nif header :is \"Subject\" \"devis\" { redirect \"luc@octopus.test\"; }\n\
                     # rule:[Autre]\nif false # true\n{ redirect \"autre@octopus.test\"; }\n";

#[tokio::test]
async fn where_nothing_may_go_on_no_page_begins_it_and_what_stood_there_stays() {
    let (claire, mut session) = with_script("verrou", STOOD).await;
    let program = with_limits("redirect = false").await;
    program.never_in_the_log(&claire.password);
    let mut client = program.signed_in(&claire).await;
    let no = "ne permet pas que des règles envoient";

    // The absence.
    let (page, form) = open(&mut client, "/settings/absence", "#subject").await;
    assert!(page.has("#then-discard") && !page.has("#then-copy") && !page.has("#then-redirect"));
    assert!(page.find_link("Redirection").is_none(), "it is not offered");
    let mut form = form.tick("on", "yes").fill("text", "Absente.").fill("then", "copy");
    form.fields.push(("to".to_owned(), "pierre@octopus.test".to_owned()));
    let page = client.submit(&page, form).await;
    is_refused(&page, no);
    assert_eq!(page.form("#subject").value("to"), Some("pierre@octopus.test"));

    // A rule: a new one, and one that was switched off before.
    let (page, form) = open(&mut client, "/settings/filters/rule", "#join").await;
    let offered = page.attributes("#new-action option", "value");
    assert!(!offered.iter().any(|it| it.starts_with("redirect")), "{offered:?}");
    let mut form = form.fill("values", "devis@").fill("action", "redirect-copy");
    form.fields.push(("to".to_owned(), "pierre@octopus.test".to_owned()));
    is_refused(&client.submit(&page, form).await, no);
    let page = client.get("/settings/filters").await;
    let form = page.form("[data-rules] button");
    let rule = page.attributes("[role=switch][name=on]", "value").concat();
    is_refused(&client.submit(&page, form.press_named("on", &rule)).await, no);
    assert_eq!(session.script("a").await.unwrap(), STOOD);

    // The one that is on may be changed, but not its address.
    let page = client.get("/settings/filters").await;
    let page = client.follow(&page, "Devis").await;
    let form = page.form("#join").fill("values", "offre");
    let other = form.clone().fill("to", "pierre@octopus.test");
    is_refused(&client.submit(&page, other).await, no);
    client.submit(&page, form).await;
    let changed = session.script("a").await.unwrap();
    assert!(changed.contains("offre") && changed.contains("luc@octopus.test"), "{changed}");

    // The script by hand.
    let (page, form) = open(&mut client, "/settings/filters/script", "#script").await;
    for (extension, more) in [
        ("copy", "redirect \"pierre@octopus.test\";"),
        ("variables", "set \"x\" \"luc\"; redirect \"${x}@octopus.test\";"),
        ("enotify", "notify \"mailto:pierre@octopus.test\";"),
    ] {
        let mut form = form.clone().fill("script", &format!("require \"{extension}\";\n{changed}\n{more}\n"));
        form.fields.push(("password".to_owned(), claire.password.clone()));
        let page = client.submit(&page, form).await;
        is_refused(&page, no);
        assert_eq!(page.attributes("[data-error]", "id"), ["script"], "{more}");
    }
    assert_eq!(session.script("a").await.unwrap(), changed);
    let page = client.submit(&page, form.fill("script", &format!("{changed}keep;\n"))).await;
    assert!(page.text().contains("Script enregistré."), "{}", page.text());

    // The redirection goes, with the one that was switched off, and none comes.
    let (page, form) = open(&mut client, "/settings/redirect", "#targets button").await;
    assert!(page.has("#no-more") && !page.has("#another"), "{}", page.text());
    let page = client.submit(&page, form.press_named("remove", "dehors@sink.test")).await;
    let form = page.form("#targets button").press_named("remove", "autre@octopus.test");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains(no) && !page.has("#targets"), "{}", page.text());
    assert!(!session.script("a").await.unwrap().contains("dehors@sink.test"));
}

#[tokio::test]
async fn mail_goes_on_to_the_domains_that_the_operator_names_alone() {
    let claire = Account::new("domaines");
    let program = with_limits("redirect_domains = [\"octopus.test\"]").await;
    program.never_in_the_log(&claire.password);
    let mut client = program.signed_in(&claire).await;
    let only = "ces domaines seulement";
    let (page, form) = open(&mut client, "/settings/redirect", "#another").await;
    assert!(page.text().contains("Domaines permis"), "{}", page.text());
    let page = client.submit(&page, form.tick("on", "yes").fill("another", "luc@sink.test")).await;
    is_refused(&page, only);
    let form = page.form("#another");
    assert_eq!(form.value("another"), Some("luc@sink.test"));
    let page = client.submit(&page, form.fill("another", "luc@octopus.test")).await;
    assert_eq!(page.texts("#targets b"), ["luc@octopus.test"], "{}", page.text());

    let (page, form) = open(&mut client, "/settings/absence", "#subject").await;
    let form = form.tick("on", "yes").fill("text", "Absente.").fill("then", "redirect");
    let page = client.submit(&page, form.fill("to", "luc@sink.test")).await;
    is_refused(&page, only);
    let page = client.submit(&page, page.form("#subject").fill("to", "zoe@octopus.test")).await;
    assert!(page.has("#standing"), "{}", page.text());

    let (page, form) = open(&mut client, "/settings/filters/script", "#script").await;
    let before = form.value("script").unwrap_or_default().to_owned();
    for (to, is_allowed) in [("dehors@sink.test", false), ("pierre@octopus.test", true)] {
        let text = format!("{before}\nif size :over 1M {{ redirect \"{to}\"; }}\n");
        let page = client.submit(&page, form.clone().fill("script", &text)).await;
        assert_eq!(page.text().contains(only), !is_allowed, "{}", page.text());
        assert_eq!(page.text().contains("Script enregistré."), is_allowed);
    }
}
