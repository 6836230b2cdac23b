//! Whom a message goes to: suggested while one types, kept as chips, moved from field to field, and said to
//! those who do not see them.

use serde_json::json;
use thirtyfour::Key;

use crate::browser::{Browser, Size};
use crate::lab::{Account, lab};
use crate::look;
use crate::program::Program;
use crate::wait;

/// Pastes a text into the field that has the focus.
const PASTE: &str = "const data = new DataTransfer();
data.setData('text/plain', arguments[0]);
document.activeElement.dispatchEvent(
  new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));";

/// Draws the chip `arguments[0]` to the row `arguments[1]`.
const DRAW: &str = "const [from, to] = [...arguments].map((it) => document.querySelector(it));
const dataTransfer = new DataTransfer();
const say = (it, kind) => it.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
say(from, 'dragstart');
say(to, 'dragover');
say(to, 'drop');
say(from, 'dragend');";

/// What is said to who does not see, its blanks as one types them.
const SAID: &str = r"return document.getElementById('recipients-said').textContent.replace(/\s/g, ' ')";

/// The chips of a field.
async fn chips(browser: &Browser, field: &str) -> Vec<String> {
    browser.texts(&format!("[data-recipients={field}] .chip")).await
}

/// Goes into a field.
async fn go_to(browser: &Browser, field: &str) {
    let script = "document.querySelector(`[data-field=${arguments[0]}]`).focus()";
    browser.script(script, vec![json!(field)]).await;
}

/// What the fields hold for those without scripts, and what is sent.
async fn held(browser: &Browser, field: &str) -> String {
    let value =
        browser.script("return document.getElementById(arguments[0]).value", vec![json!(field)]).await;
    value.as_str().unwrap_or_default().to_owned()
}

async fn said(browser: &Browser, words: &str) {
    wait::until_async(&format!("{words:?} said"), async || {
        let said = browser.script(SAID, vec![]).await;
        said.as_str().is_some_and(|it| it.contains(words)).then_some(())
    })
    .await;
}

/// Somebody with contacts, at a new message.
async fn writing(program: &Program, person: &Account, contacts: &[(&str, &str)]) -> Browser {
    let mut client = program.signed_in(person).await;
    let page = client.get("/mail/INBOX").await;
    let csrf = page.form("input[name=csrf]").value("csrf").expect("a token").to_owned();
    for (name, address) in contacts {
        let fields = [("csrf", csrf.as_str()), ("name", name), ("address", address)];
        client.post("/contacts/personal/add", &fields).await;
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(person).await;
    browser.goto("/compose").await;
    browser.wait_for("[data-field=to]").await;
    browser
}

#[tokio::test]
async fn who_types_faster_than_people_are_suggested_means_what_was_typed() {
    let program = Program::start().await;
    let browser = writing(&program, &Account::new("claire"), &[("Clémence Martin", "c@sink.test")]).await;
    browser.strike("cle").await;
    browser.wait_for("#to-options [aria-selected=true]").await;
    browser.strike("on@sink.test,").await;
    assert_eq!(chips(&browser, "to").await, ["cleon@sink.test"]);
    browser.close().await;
}

#[tokio::test]
async fn who_is_meant_is_suggested_chosen_by_keys_and_gets_the_message() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let contacts = [
        ("Clémence Martin", to.address.as_str()),
        ("Jean-Claude Delmas", "jc.delmas@sink.test"),
        ("Clara Lemoine", "clara@sink.test"),
    ];
    let browser = writing(&program, &from, &contacts).await;
    browser.strike("cle").await;
    browser.wait_for("#to-options [aria-selected=true]").await;
    said(&browser, "1 proposition").await;
    browser.hit(Key::Enter).await;
    assert_eq!(chips(&browser, "to").await, ["Clémence Martin"]);
    said(&browser, "Clémence Martin est dans « À ».").await;

    // With arrows; Escape closes the list and keeps what was typed.
    browser.strike("cla").await;
    browser.wait_for("#to-options [role=option]:nth-child(2)").await;
    look::look(&browser, "compose-suggest").await;
    browser.hit(Key::Down).await;
    let second = browser.attribute("#to-typed", "aria-activedescendant").await;
    assert_eq!(second, "to-options-1");
    browser.hit(Key::Escape).await;
    assert_eq!(browser.attribute("#to-typed", "aria-expanded").await, "false");
    assert!(held(&browser, "to").await.ends_with(", cla"), "{}", held(&browser, "to").await);
    for _ in 0.."cla".len() {
        browser.hit(Key::Backspace).await;
    }

    // A domain in its letters, with a word about those that look like others.
    browser.strike("zoe@xn--exmple-cua.fr,").await;
    browser.wait_for(".chip [title='zoe@exämple.fr']").await;
    assert_eq!(chips(&browser, "to").await.last().map(String::as_str), Some("zoe@exämple.fr"));
    assert!(held(&browser, "to").await.contains("xn--exmple-cua"), "it is sent as it was typed");
    browser.strike("x@xn--pple-43d.com,").await;
    browser.wait_for_text("c’est en réalité xn--pple-43d.com").await;
    look::look(&browser, "compose-letters").await;
    for _ in 0..2 {
        browser
            .script(
                "document.querySelector('[data-recipients=to] .chip:nth-last-child(2) .chip-x').click()",
                vec![],
            )
            .await;
    }

    // A row that is wanted, by its key; there a comma and Tab take what is typed or suggested.
    browser.hit_with(&[Key::Control, Key::Shift], "b").await;
    browser.wait_for("[data-field=bcc]").await;
    browser.strike("x@sink.test,").await;
    browser.strike("delm").await;
    browser.wait_for("#bcc-options [aria-selected=true]").await;
    browser.hit(Key::Tab).await;
    assert_eq!(chips(&browser, "bcc").await, ["x@sink.test", "Jean-Claude Delmas"]);
    assert_eq!(held(&browser, "bcc").await, "x@sink.test, Jean-Claude Delmas <jc.delmas@sink.test>");

    browser.fill("subject", "Bonjour à tous").await;
    browser.fill("body", "x").await;
    browser.click("Envoyer").await;
    browser.wait_for_text("Message envoyé").await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Bonjour").then_some(()));
    browser.close().await;
}

#[tokio::test]
async fn a_list_is_pasted_moved_and_mended_and_nothing_of_it_is_lost() {
    let program = Program::start().await;
    let from = Account::new("claire");
    let mut browser = writing(&program, &from, &[]).await;
    let list = "\"Noël, Anne\" <anne@sink.test>; paul@sink.test\nClaire <claire@sink.test>, archives@demo, Paul <PAUL@sink.test>";
    browser.script(PASTE, vec![json!(list)]).await;
    assert_eq!(chips(&browser, "to").await, ["Noël, Anne", "paul@sink.test", "Claire", "archives@demo"]);
    assert_eq!(browser.texts(".chip.invalid").await, ["archives@demo"], "kept, marked");
    browser.wait_for_text("Ce n’est pas une adresse complète : archives@demo.").await;
    assert_eq!(browser.attribute("#to-typed", "aria-describedby").await, "to-e");
    look::look(&browser, "compose-chips").await;

    // Another Claire is told from the first by her address.
    browser.hit_with(&[Key::Control, Key::Shift], "c").await;
    browser.strike("Claire <c.martin@sink.test>;").await;
    assert_eq!(chips(&browser, "cc").await, ["Claire <c.martin@sink.test>"]);
    assert_eq!(chips(&browser, "to").await[2], "Claire <claire@sink.test>");

    // Drawn, by the menu of a chip, and by typing it somewhere else.
    let paul = "[data-recipients=to] .chip:nth-child(2)";
    browser.script(DRAW, vec![json!(paul), json!("[data-recipients=bcc]")]).await;
    assert_eq!(chips(&browser, "bcc").await, ["paul@sink.test"]);
    browser.click("Noël, Anne").await;
    browser.click("Mettre dans « Cc »").await;
    said(&browser, "Noël, Anne est dans « Cc ».").await;
    go_to(&browser, "cc").await;
    browser.strike("paul@sink.test").await;
    browser.hit(Key::Enter).await;
    said(&browser, "paul@sink.test est maintenant dans « Cc ».").await;
    assert_eq!(chips(&browser, "bcc").await, [""; 0]);

    // Backspace takes the last one up again; arrows walk, Delete removes.
    go_to(&browser, "to").await;
    browser.hit(Key::Backspace).await;
    browser.strike(".fr ").await;
    browser.hit(Key::Enter).await;
    assert_eq!(chips(&browser, "to").await.last().map(String::as_str), Some("archives@demo.fr"));
    browser.hit(Key::Left).await;
    browser.hit(Key::Left).await;
    browser.hit(Key::Delete).await;
    assert_eq!(chips(&browser, "to").await, ["archives@demo.fr"]);
    said(&browser, "n’est plus dans « À ».").await;

    // The server says no: the row is shown with what is wrong, and every name is there.
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.fill("to", "personne").await;
    browser.click("Envoyer").await;
    browser.wait_for("#problem").await;
    assert_eq!(chips(&browser, "to").await, ["archives@demo.fr", "personne"]);
    assert_eq!(
        held(&browser, "cc").await,
        "Claire <c.martin@sink.test>, \"Noël, Anne\" <anne@sink.test>, paul@sink.test"
    );
    browser.resize(Size::Phone).await;
    browser.expect_room("compose-chips").await;
    browser.close().await;
}

#[tokio::test]
async fn the_address_book_beside_the_text_works_with_and_without_scripts() {
    let program = Program::start().await;
    let from = Account::new("claire");
    let contacts = [("Clémence Martin", "clemence@sink.test"), ("Jean Delmas", "jean@sink.test")];
    let browser = writing(&program, &from, &contacts).await;
    browser.fill("body", "Gardé").await;
    browser.click("Carnet d’adresses").await;
    browser.click("Mettre Jean Delmas <jean@sink.test> dans Cci").await;
    assert_eq!(chips(&browser, "bcc").await, ["Jean Delmas"]);
    browser.fill("people", "clem").await;
    browser.wait_for("#people-found mark").await;
    look::look(&browser, "compose-people").await;
    browser.click("Mettre Clémence Martin <clemence@sink.test> dans À").await;
    assert_eq!(held(&browser, "to").await, "Clémence Martin <clemence@sink.test>");
    browser.close().await;

    let mut client = program.signed_in(&from).await;
    let page = client.get("/compose").await;
    let form = page.form_with_button("Chercher").fill("body", "Gardé").fill("people", "clem");
    let page = client.submit(&page, form).await;
    let found = page.attributes("#people-found [name=add_to]", "value");
    assert_eq!(found, ["Clémence Martin <clemence@sink.test>"]);
    let form = page.form_with_button("Mettre Clémence Martin <clemence@sink.test> dans Cc");
    let page = client.submit(&page, form).await;
    let form = page.form_with_button("Envoyer");
    assert_eq!(form.value("cc").map(str::trim), Some("Clémence Martin <clemence@sink.test>"));
    assert_eq!(form.value("body"), Some("Gardé"), "what was typed stays");
    let page = client.submit(&page, page.form_with_button("Chercher").fill("people", "personne")).await;
    assert!(page.text().contains("Personne ne correspond."), "{}", page.text());
}

#[tokio::test]
async fn the_name_of_a_group_that_is_typed_stands_for_its_members() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = client.get("/contacts/personal/new").await;
    let form = page.form("#given-name").fill("given-name", "Pierre").fill("email.value", &to.address);
    client.submit(&page, form.fill("new-group", "Chorale d’été").press_named("do", "save")).await;

    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("subject", "Répétition").fill("body", "À 20 h.");
    let nobody = client.submit(&page, form.fill("to", "Chorale d’hiver")).await;
    assert!(nobody.text().contains("Chorale d’hiver"), "{}", nobody.text());
    let form = nobody.form_with_button("Enregistrer").fill("to", "chorale d'ete; autre@sink.test");
    let page = client.submit(&nobody, form).await;
    assert_eq!(
        page.form("#compose [name=to]").value("to").map(str::trim),
        Some("chorale d'ete; autre@sink.test")
    );
    let (_, draft) = lab().open(&from).last("Drafts");
    assert!(draft.contains(&to.address), "another program finds whom it goes to: {draft}");
    client.submit(&page, page.form_with_button("Envoyer")).await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Répétition").then_some(()));
    let (_, letter) = lab().open(&to).last("INBOX");
    let field = letter.lines().find(|it| it.starts_with("To: ")).unwrap_or_default();
    assert!(
        field.contains("Pierre <") && field.contains(&to.address) && !field.contains("Chorale"),
        "{letter}"
    );

    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.wait_for("[data-field=to]").await;
    go_to(&browser, "to").await;
    browser.script(PASTE, vec![json!("Chorale d'été, autre@sink.test")]).await;
    wait::until_async("the members", async || {
        let mut chips = chips(&browser, "to").await;
        chips.sort();
        (chips == ["Pierre", "autre@sink.test"]).then_some(())
    })
    .await;
    assert!(held(&browser, "to").await.contains(&to.address));
    browser.close().await;
}
