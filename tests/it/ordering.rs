//! The list of rules: their order, by a mouse and by keys; a removal that is taken back; one that is switched on again.

use mailcore::managesieve::Session;
use reqwest::StatusCode;
use serde_json::json;
use thirtyfour::Key;

use crate::absence::with_rules;
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::Account;
use crate::look::look;
use crate::scripts;

const FOUR: &str = "require [\"fileinto\"];\n\n# rule:[Un]\nif header :is \"Subject\" \"1\" { fileinto \"INBOX\"; }\n\n\
    # rule:[Deux]\nif header :is \"Subject\" \"2\" { keep; } # deux\n\
    # rule:[Trois]\nif allof (header :is \"Subject\" \"3\",\n  size :over 1K) /* trois */\n{\n\tfileinto \"Trash\";\n}\n\
    # rule:[Quatre]\nif true { fileinto \"Trash\"; stop; }\n/* fin */\n";

/// Somebody with these rules, and a session beside the webmail's.
pub async fn with_script(name: &str, text: &str) -> (Account, Session) {
    let account = Account::new(name);
    let mut session = scripts::open(&account).await;
    session.put("a", text).await.unwrap();
    session.activate("a").await.unwrap();
    (account, session)
}

fn names(page: &Page) -> Vec<String> {
    page.texts("[data-rules] b")
}

fn rule_of(page: &Page, name: &str) -> String {
    let at = names(page).iter().position(|it| it == name).expect("the rule");
    page.attributes("[data-rule]", "data-rule").swap_remove(at)
}

/// Presses a button of a rule.
async fn press(client: &mut Client, page: &Page, order: &str, name: &str) -> Page {
    let form = page.form("[data-rules] button").press_named(order, &rule_of(page, name));
    client.submit(page, form).await
}

/// Removes a rule as one does.
async fn remove(client: &mut Client, name: &str) -> Page {
    let page = client.get("/settings/filters").await;
    let page = client.follow(&page, name).await;
    let page = client.follow(&page, "Supprimer la règle").await;
    let rule = page.attributes("button.danger", "value").concat();
    client.submit(&page, page.form("button.danger").press_named("remove", &rule)).await
}

/// Draws a rule to another one, as a mouse does.
const DRAW: &str = r#"
const [from, to] = arguments;
const rule = name => [...document.querySelectorAll('[data-rule]')].find(it => it.querySelector('b').textContent === name);
const dataTransfer = new DataTransfer();
const tell = (it, kind) => it.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
tell(rule(from).querySelector('a'), 'dragstart');
const takes = !tell(rule(to), 'dragover');
if (takes) tell(rule(to), 'drop');
tell(rule(from), 'dragend');
return takes;
"#;

#[tokio::test]
async fn rules_are_drawn_to_their_places_and_moved_by_keys() {
    let (claire, mut session) = with_script("rangee", FOUR).await;
    let program = with_rules().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&claire).await;
    browser.goto("/settings/filters").await;
    browser.wait_for("[data-rule][draggable]").await;
    assert_eq!(browser.texts("[data-rules] b").await, ["Un", "Deux", "Trois", "Quatre"]);
    let draw =
        async |from: &str, to: &str| browser.script(DRAW, vec![json!(from), json!(to)]).await == json!(true);
    let order = async |wanted: &[&str]| {
        for (at, name) in wanted.iter().enumerate() {
            let place = at + 1;
            browser
                .wait_for(&format!("[data-rules] > li:nth-child({place}) [aria-label='Monter {name}']"))
                .await;
        }
    };
    let focus =
        async |place: usize| browser.wait_for(&format!("[data-rules] > li:nth-child({place}) a:focus")).await;
    assert!(draw("Quatre", "Deux").await);
    order(&["Un", "Quatre", "Deux", "Trois"]).await;
    assert!(!draw("Un", "Un").await);
    assert!(draw("Un", "Trois").await);
    order(&["Quatre", "Deux", "Trois", "Un"]).await;
    // It has the focus, and goes on.
    focus(4).await;
    browser.hit_with(&[Key::Alt], Key::Up).await;
    order(&["Quatre", "Deux", "Un", "Trois"]).await;
    focus(3).await;
    browser.hit_with(&[Key::Alt], Key::Up).await;
    order(&["Quatre", "Un", "Deux", "Trois"]).await;
    focus(2).await;
    browser.hit_with(&[Key::Alt], Key::Down).await;
    order(&["Quatre", "Deux", "Un", "Trois"]).await;
    look(&browser, "filters-four").await;
    browser.close().await;
    let script = session.script("a").await.unwrap();
    for piece in
        ["if header :is \"Subject\" \"2\" { keep; } # deux\n", "size :over 1K) /* trois */\n{", "/* fin */\n"]
    {
        assert!(script.contains(piece), "{piece}: {script}");
    }
}

#[tokio::test]
async fn a_rule_takes_the_place_of_another_one_wherever_that_is_by_now() {
    let (claire, mut session) = with_script("deplacee", FOUR).await;
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    let folders = page.texts("[data-rules] .item-t > span");
    assert!(folders[0].ends_with("Déplacer vers Boîte de réception"), "{folders:?}");
    assert!(folders[3].contains("Déplacer vers Corbeille"), "{folders:?}");
    // Another program put a rule before all.
    let added = FOUR.replace("# rule:[Un]", "# rule:[Zéro]\nkeep;\n\n# rule:[Un]");
    session.put("a", &added).await.unwrap();
    let form = page.form("[data-rules] button");
    let mut form = form.press_named("move", &rule_of(&page, "Quatre"));
    form.fields.push(("to".to_owned(), rule_of(&page, "Deux")));
    let moved = client.submit(&page, form.clone()).await;
    assert_eq!(names(&moved), ["Zéro", "Un", "Quatre", "Deux", "Trois"], "{}", moved.text());
    // One that is there no more is the place of nothing.
    session.put("a", &added.replace("\"2\"", "\"22\"")).await.unwrap();
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("changée ou supprimée ailleurs"), "{}", page.text());
}

#[tokio::test]
async fn a_rule_is_given_back_unless_the_script_was_changed_meanwhile() {
    let (claire, mut session) = with_script("regret", FOUR).await;
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = remove(&mut client, "Un").await;
    assert_eq!(names(&page), ["Deux", "Trois", "Quatre"]);
    assert!(page.text().contains("Règle supprimée."), "{}", page.text());
    let undo = page.form("[data-undo] button");
    let undo = undo.press_named("do", "undo");
    let page = client.submit(&page, undo.clone()).await;
    assert_eq!(names(&page), ["Un", "Deux", "Trois", "Quatre"], "{}", page.text());
    assert!(page.text().contains("La règle est de nouveau là"), "{}", page.text());
    assert_eq!(session.script("a").await.unwrap(), FOUR);
    let page = client.submit(&page, undo.clone()).await;
    assert!(page.text().contains("trop ancienne pour être annulée"), "{}", page.text());

    let page = remove(&mut client, "Trois").await;
    let undo = page.form("[data-undo] button").press_named("do", "undo");
    let other = session.script("a").await.unwrap().replace("\"2\"", "\"22\"");
    session.put("a", &other).await.unwrap();
    let page = client.submit(&page, undo).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("changées depuis la suppression"), "{}", page.text());
    assert_eq!(session.script("a").await.unwrap(), other);
}

#[tokio::test]
async fn a_rule_that_sends_mail_out_is_switched_on_with_the_password_alone() {
    let text = "# rule:[Sortie]\nif true\n{ redirect \"dehors@sink.test\"; }\n# rule:[Lignes]\nif allof (true,\n\
                \tsize :over 1K) # pourquoi\n{ keep; }\n";
    let (claire, mut session) = with_script("sortie", text).await;
    let program = with_rules().await;
    program.never_in_the_log(&claire.password);
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    // One of several lines, too, is what it was.
    let page = press(&mut client, &page, "off", "Lignes").await;
    assert!(session.script("a").await.unwrap().contains("if false # allof (true,\n#|\tsize"));
    let page = press(&mut client, &page, "on", "Lignes").await;
    assert_eq!(session.script("a").await.unwrap(), text);
    let page = press(&mut client, &page, "off", "Sortie").await;
    let off = session.script("a").await.unwrap();
    let page = press(&mut client, &page, "on", "Sortie").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert_eq!(session.script("a").await.unwrap(), off);
    let form = page.form("#password").fill("password", "wrong");
    let rule = page.attributes("#proof button", "value").concat();
    let page = client.submit(&page, form.press_named("on", &rule)).await;
    assert!(page.text().contains("mot de passe incorrect"), "{}", page.text());
    let form = page.form("#password").fill("password", &claire.password);
    let page = client.submit(&page, form.press_named("on", &rule)).await;
    assert!(page.text().contains("Règle activée."), "{}", page.text());
    assert_eq!(session.script("a").await.unwrap(), text);

    // To give it back is to write it.
    let page = press(&mut client, &page, "remove", "Sortie").await;
    let page = client.submit(&page, page.form("[data-undo] button").press_named("do", "undo")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert!(!session.script("a").await.unwrap().contains("redirect"));
    let form = page.form("#password").fill("password", &claire.password).press_named("do", "undo");
    client.submit(&page, form).await;
    assert_eq!(session.script("a").await.unwrap(), text);
}

#[tokio::test]
async fn what_is_included_in_a_rule_that_is_off_is_switched_on_with_the_password_alone() {
    let text = "require \"include\";\n# rule:[Ailleurs]\nif false # true\n{ include :personal \"b\"; }\n";
    let claire = Account::new("incluse");
    let mut session = scripts::open(&claire).await;
    session.put("b", "redirect \"dehors@sink.test\";\n").await.unwrap();
    session.put("a", text).await.unwrap();
    session.activate("a").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    let page = press(&mut client, &page, "on", "Ailleurs").await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert_eq!(session.script("a").await.unwrap(), text);
}
