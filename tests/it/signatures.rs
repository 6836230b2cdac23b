//! Signatures as HTML with their pictures: washed when they are kept, sent as parts that every program shows, and
//! exchanged with their identity without ever standing there twice. And texts that keep their lines.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::look;
use crate::program::Program;
use crate::python;
use crate::wait;

/// A picture of one dot.
const DOT: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// Reads a message as Python does.
const READ: &str = r#"
import email, email.policy, json, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(message.walk())
text, html = message.get_body(('plain',)), message.get_body(('html',))
print(json.dumps({
    'parts': [it.get_content_type() for it in parts],
    'kind': str(text['content-type']),
    'text': text.get_content().replace('\r\n', '\n'),
    'html': html and html.get_content(),
    'ids': [it['Content-ID'] for it in parts if it['Content-ID']],
}))
"#;

fn arrived(to: &Account, subject: &str) -> Value {
    wait::until("the letter", || lab().open(to).holds("INBOX", subject).then_some(()));
    let (_, octets) = lab().open(to).last("INBOX");
    let octets = octets.split_once("}\r\n").map_or(octets.as_str(), |(_, it)| it);
    python::read(READ, octets.trim_end_matches(")\r\n"))
}

async fn keep(client: &mut Client, path: &str, fields: &[(&str, &str)]) -> Page {
    let page = client.get(path).await;
    let form = page.form_with_button("Enregistrer");
    let form = fields.iter().fold(form, |form, (name, value)| form.fill(name, value));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Identité enregistrée."), "{}", page.text());
    page
}

/// Claire, who signs in HTML with a picture, and the treasury, which signs in text.
async fn two(client: &mut Client) {
    let html = format!(
        "<div onclick=\"x()\"><b>Claire</b> Vasseur<script>x()</script><img src=\"{DOT}\" alt=\"\"></div>"
    );
    let claire = [("name", "Claire"), ("format", "html"), ("html", &html)];
    let page = keep(client, "/settings/identities", &claire).await;
    let form = page.form("[name=signature]");
    let kept = form.value("html").unwrap_or_default();
    assert!(kept.contains("<b>Claire</b>") && kept.contains(DOT) && !kept.contains("x()"), "washed: {kept}");
    assert_eq!(form.value("signature").map(str::trim), Some("Claire Vasseur"), "the text is made of it");
    let treasury =
        [("name", "Trésorerie"), ("address", "tresorerie@sink.test"), ("signature", "La trésorerie")];
    keep(client, "/settings/identities?new=1", &treasury).await;
}

#[tokio::test]
async fn a_signature_as_html_goes_with_its_picture_and_has_its_text() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    two(&mut client).await;
    let page = client.get("/compose").await;
    assert_eq!(page.form("[name=body]").value("body"), Some("\n\n-- \nClaire Vasseur"), "in text its text");
    client.decide("composing", "editor", "always").await;
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("format", "html");
    let html = form.value("html").unwrap_or_default().trim().to_owned();
    assert!(html.contains("class=\"m-signature\"") && html.contains(DOT), "{html}");
    let form = form.fill("html", &html.replacen("<div><br></div>", "<div>Bonjour</div>", 1));
    client.submit(&page, form.fill("to", &to.address).fill("subject", "Signé")).await;
    let letter = arrived(&to, "Signé");
    assert_eq!(
        letter["parts"],
        json!(["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]),
        "{letter}"
    );
    let id = letter["ids"][0].as_str().expect("an identifier").trim_matches(['<', '>']).to_owned();
    let html = letter["html"].as_str().unwrap_or_default();
    assert!(html.contains(&format!("src=\"cid:{id}\"")) && !html.contains("data:"), "{html}");
    let text = letter["text"].as_str().unwrap_or_default();
    assert!(text.starts_with("Bonjour\n\n-- \nClaire Vasseur"), "{text:?}");
}

#[tokio::test]
async fn in_html_the_signature_is_exchanged_with_the_identity_in_a_draft_too() {
    let program = Program::start().await;
    let from = Account::new("claire");
    let mut client = program.signed_in(&from).await;
    two(&mut client).await;
    client.decide("composing", "editor", "always").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.wait_for("#rich .m-signature img").await;
    let signed = async |words: &str| {
        wait::until_async(&format!("signed {words}"), async || {
            let signatures = browser.texts("#rich .m-signature").await;
            (signatures.len() == 1 && signatures[0].contains(words)).then_some(())
        })
        .await;
    };
    browser
        .script(
            "document.getElementById('rich').focus(); document.execCommand('insertText', false, 'Bonjour');",
            vec![],
        )
        .await;
    browser.click_in("#identity", "Trésorerie", "option:nth-child(2)").await;
    signed("La trésorerie").await;
    assert!(browser.text().await.contains("Bonjour"), "what was written stays");
    // That it was kept is said already, of the exchange.
    browser.script("document.getElementById('compose').dataset.before = ''", vec![]).await;
    browser.click("Enregistrer").await;
    browser.wait_for("#compose:not([data-before])").await;

    // Taken up from the mail server alone.
    program.change_data("DELETE FROM drafts").await;
    browser.goto("/mail/Drafts").await;
    browser.click_in("#rows [data-message]", "", "a[href]").await;
    browser.click("Modifier").await;
    browser.wait_for("#rich .m-signature").await;
    browser.click_in("#identity", "Claire", "option:nth-child(1)").await;
    signed("Claire Vasseur").await;
    browser.wait_for("#rich .m-signature img").await;
    browser.goto("/settings/identities").await;
    browser.wait_for("#rich img").await;
    look::look(&browser, "settings-signature").await;
    browser.close().await;
}

#[tokio::test]
async fn a_text_that_keeps_its_lines_is_not_broken_on_the_way() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = client.get("/compose").await;
    let line = "Une ligne plus longue que soixante-douze signes, qui doit rester une seule ligne.";
    let form = page.form_with_button("Enregistrer").fill("to", &to.address).fill("subject", "Tableau");
    client.submit(&page, form.fill("body", &format!("{line}\n  a   b  \nfin")).fill("keep", "yes")).await;
    // Taken up from the mail server alone, it still keeps them.
    program.change_data("DELETE FROM drafts").await;
    let list = client.get("/mail/Drafts").await;
    let page = client.get(&list.row("Tableau")).await;
    let page = client.follow(&page, "Modifier").await;
    assert_eq!(page.form("[name=body]").value("keep"), Some("yes"));
    client.submit(&page, page.form_with_button("Envoyer")).await;
    let letter = arrived(&to, "Tableau");
    assert!(!letter["kind"].as_str().unwrap_or_default().contains("flowed"), "{letter}");
    assert_eq!(
        letter["text"].as_str().map(|it| it.trim_end_matches('\n').to_owned()),
        Some(format!("{line}\n  a   b  \nfin"))
    );
}
