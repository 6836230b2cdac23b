//! Texts that are written often: made, changed, removed; put where the cursor is, as text and as HTML, and
//! without scripts below what was written.

use reqwest::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::Account;
use crate::look;
use crate::program::{Options, Program};

/// Two of the operator's.
const FIXED: &str = "[[response]]\nname = \"Horaires\"\ntext = \"\"\"\nDe 9 h\nà 17 h\n\"\"\"\n\
                     [[response]]\nname = \"Merci\"\nhtml = \"<p>Un <b>grand</b> merci</p>\"\n";

/// Puts the cursor behind the first so many characters of the text.
const AT: &str = "const body = document.getElementById('body');
body.focus();
body.setSelectionRange(arguments[0], arguments[0]);";

async fn make(client: &mut Client, fields: &[(&str, &str)]) -> Page {
    let page = client.get("/settings/responses?new=1").await;
    let form = page.form_with_button("Enregistrer");
    let form = fields.iter().fold(form, |form, (name, value)| form.fill(name, value));
    client.submit(&page, form).await
}

#[tokio::test]
async fn responses_are_made_changed_and_removed_and_those_of_others_are_out_of_reach() {
    let program = Program::with(Options { settings: FIXED.to_owned(), ..Options::default() }).await;
    let (claire, thief) = (Account::new("claire"), Account::new("thief"));
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/responses").await;
    assert_eq!(page.texts(".item b"), ["Horaires", "Merci"]);
    assert!(page.text().contains("Fournie par votre administrateur") && !page.has("#response form"));
    let page = make(&mut client, &[("name", ""), ("body", "Bonjour")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Donnez un nom à la réponse"), "{}", page.text());
    assert_eq!(
        page.form("[name=body]").value("body").map(str::trim),
        Some("Bonjour"),
        "what was typed stays"
    );
    let page =
        make(&mut client, &[("name", "Bien reçu"), ("body", "Bonjour,\n\nj’ai bien reçu votre message.")])
            .await;
    assert!(page.text().contains("Réponse enregistrée."), "{}", page.text());
    let washed = [
        ("name", "Accueil"),
        ("format", "html"),
        ("html", "<b onclick=\"x()\">Bienvenue</b><script>x()</script>"),
    ];
    let page = make(&mut client, &washed).await;
    assert_eq!(page.form("[name=html]").value("html").map(str::trim), Some("<b>Bienvenue</b>"), "washed");
    assert_eq!(page.texts(".item b"), ["Horaires", "Merci", "Accueil", "Bien reçu"]);

    let own = page.attributes(".item[aria-current]", "href").remove(0);
    let mut other = program.signed_in(&thief).await;
    assert_eq!(other.get(&own).await.status, StatusCode::NOT_FOUND);
    let number = own.rsplit('=').next().expect("a number").to_owned();
    assert_eq!(other.get(&format!("/compose/responses/{number}")).await.status, StatusCode::NOT_FOUND);
    let page = other.get("/settings/responses?new=1").await;
    let form =
        page.form_with_button("Enregistrer").fill("response", &number).fill("name", "x").fill("body", "x");
    assert_eq!(other.submit(&page, form).await.status, StatusCode::NOT_FOUND);

    let page = client.get(&own).await;
    let question = client.follow(&page, "Supprimer la réponse").await;
    assert!(question.text().contains("Supprimer cette réponse ?"), "{}", question.text());
    let page = client.submit(&question, question.form_with_button("Supprimer la réponse")).await;
    assert!(
        page.text().contains("Réponse supprimée.") && page.texts(".item b").len() == 3,
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn without_scripts_a_response_goes_below_what_was_written_and_a_text_becomes_one() {
    let program = Program::with(Options { settings: FIXED.to_owned(), ..Options::default() }).await;
    let claire = Account::new("claire");
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/identities").await;
    let form = page.form_with_button("Enregistrer").fill("signature", "Claire");
    client.submit(&page, form).await;
    let page = client.get("/compose").await;
    let mut form =
        page.form("[name=body]").fill("subject", "Nos horaires").fill("body", "Bonjour,\n\n-- \nClaire");
    form.action = page.attributes("[name=response]", "formaction").remove(0);
    form.fields.push(("response".to_owned(), "fixed-0".to_owned()));
    let page = client.submit(&page, form).await;
    let body = page.form("[name=body]").value("body").unwrap_or_default().to_owned();
    assert_eq!(body, "Bonjour,\n\nDe 9 h\nà 17 h\n\n-- \nClaire");
    let form = page.form_with_button("Enregistrer le texte comme réponse");
    let page = client.submit(&page, form).await;
    let form = page.form("#response [name=body]");
    assert_eq!(form.value("name"), Some("Nos horaires"));
    assert_eq!(form.value("body"), Some("Bonjour,\n\nDe 9 h\nà 17 h"));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Réponse enregistrée."), "{}", page.text());
}

#[tokio::test]
async fn a_response_is_put_where_the_cursor_is_and_the_pages_look_right() {
    let program = Program::with(Options { settings: FIXED.to_owned(), ..Options::default() }).await;
    let claire = Account::new("claire");
    let mut client = program.signed_in(&claire).await;
    make(&mut client, &[("name", "Code"), ("body", "a < b\nfin")]).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&claire).await;
    browser.goto("/compose").await;
    browser.fill("body", "Avant. Après.").await;
    browser.script(AT, vec![json!(7)]).await;
    browser.click("Réponses").await;
    look::look(&browser, "compose-responses").await;
    browser.click_in("#responses li", "Merci", "button").await;
    let put = async |expected: &str| {
        crate::wait::until_async("the response", async || {
            (browser.value("body").await == expected).then_some(())
        })
        .await;
    };
    put("Avant. Un grand merciAprès.").await;

    // In HTML: text is escaped, HTML stays what it is.
    browser.click("HTML").await;
    browser.wait_for("#rich:not([hidden])").await;
    for name in ["Code", "Merci"] {
        browser.click("Réponses").await;
        browser.click_in("#responses li", name, "button").await;
        browser.wait_for_text(if name == "Code" { "a < b" } else { "Un grand merci" }).await;
    }
    browser.click("Enregistrer").await;
    browser.wait_for_text("Enregistré à").await;
    let html = browser.script("return document.getElementById('html').value", vec![]).await;
    let html = html.as_str().unwrap_or_default();
    assert!(html.contains("a &lt; b") && html.contains("<b>grand</b>"), "{html}");
    for (path, name) in [
        ("/settings/responses", "settings-responses"),
        ("/settings/responses?new=1", "settings-response-new"),
    ] {
        browser.goto(path).await;
        look::look(&browser, name).await;
    }
    browser.fill("name", "Avec image").await;
    browser.click("HTML").await;
    browser.wait_for("#rich:not([hidden])").await;
    browser
        .script(
            "document.getElementById('rich').focus(); document.execCommand('bold');\
                    document.execCommand('insertText', false, 'Gras');",
            vec![],
        )
        .await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Réponse enregistrée.").await;
    browser.wait_for("#rich b").await;
    browser.close().await;
}
