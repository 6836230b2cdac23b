//! Messages that are written as HTML: what arrives is safe, has its text and its pictures, and reads the
//! same; without scripts text is written.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look;
use crate::program::Program;
use crate::python;
use crate::wait;

/// Reads a message as Python does: its parts, its text and its HTML.
const READ: &str = r#"
import email, email.policy, json, sys
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = list(message.walk())
text, html = message.get_body(('plain',)), message.get_body(('html',))
print(json.dumps({
    'parts': [it.get_content_type() for it in parts],
    'defects': [str(defect) for it in parts for defect in it.defects],
    'text': text and text.get_content(),
    'html': html and html.get_content(),
    'ids': [it['Content-ID'] for it in parts if it['Content-ID']],
    'disposition': [it.get_content_disposition() for it in parts if it.get_content_maintype() == 'image'],
}))
"#;

/// Writes in the editor, in bold from the second word on.
const WRITE: &str = "const rich = document.getElementById('rich');
rich.focus();
document.execCommand('insertText', false, arguments[0]);";

/// Pastes a picture into the text.
const PASTE: &str = r#"
const files = new DataTransfer();
files.items.add(new File([new Uint8Array(arguments[0])], 'Plan d’accès.png', { type: 'image/png' }));
document.getElementById('rich').dispatchEvent(
  new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }));
"#;

/// Lets go of a picture over the second line of the text.
const DROP: &str = r#"
const files = new DataTransfer();
files.items.add(new File([new Uint8Array(arguments[0])], 'Photo.png', { type: 'image/png' }));
const line = document.querySelector('#rich table').getBoundingClientRect();
document.getElementById('rich').dispatchEvent(new DragEvent('drop', {
  dataTransfer: files, clientX: line.left + 2, clientY: line.top + 2, bubbles: true, cancelable: true }));
"#;

/// The keys of editors for the way to the buttons, and back.
const TO_BUTTONS: &str = "const key = (place, options) => place.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...options }));
key(document.getElementById('rich'), { key: 'F10', altKey: true });
const there = document.activeElement.closest('.fmt-tools') !== null;
key(document.activeElement, { key: 'Escape' });
return [there, document.activeElement.id];";

/// Pastes HTML as Word brings it.
const PASTE_WORD: &str = r#"
const data = new DataTransfer();
data.setData('text/html', arguments[0]);
document.getElementById('rich').dispatchEvent(
  new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
"#;

/// A picture of one dot.
const DOT: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0,
    0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63,
    0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0, 0, 0, 0, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];

fn read(octets: &str) -> Value {
    let octets = octets.split_once("}\r\n").map_or(octets, |(_, it)| it).trim_end_matches(")\r\n");
    python::read(READ, octets)
}

/// The letter with this subject, as Python reads it.
fn arrived(to: &Account, subject: &str) -> Value {
    wait::until("the letter", || lab().open(to).holds("INBOX", subject).then_some(()));
    let letter = read(&lab().open(to).last("INBOX").1);
    assert_eq!(letter["defects"], json!([]), "{letter}");
    letter
}

#[track_caller]
fn html(letter: &Value) -> String {
    letter["html"].as_str().unwrap_or_else(|| panic!("no HTML: {letter}")).to_owned()
}

/// Has a person write HTML by one of the five rules.
async fn prefer(client: &mut Client, editor: &str) {
    let page = client.get("/settings/composing").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("editor", editor)).await;
}

/// What is in the form as HTML.
fn written(page: &Page) -> String {
    page.form("[name=body]").value("html").unwrap_or_default().to_owned()
}

#[tokio::test]
async fn html_is_written_with_pictures_and_arrives_with_its_text() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    prefer(&mut client, "always").await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.fill("to", &to.address).await;
    browser.fill("subject", "Le plan").await;
    browser.wait_for("#rich:not([hidden])").await;
    browser.script(WRITE, vec![json!("Bonjour, ")]).await;
    browser.click("Gras (Ctrl+B)").await;
    browser.script(WRITE, vec![json!("à demain")]).await;
    browser.click("Gras (Ctrl+B)").await;
    let word = "<p class=MsoNormal style='mso-margin-top-alt:auto;font-family:Calibri'>De <i>Word</i><script>x()</script>\
                <o:p></o:p></p><table><tr><td>1</td><td>2</td></tr></table>";
    browser.script(PASTE_WORD, vec![json!(word)]).await;
    browser.wait_for("#rich table").await;
    browser.script(PASTE, vec![json!(DOT)]).await;
    browser.wait_for("#rich img[src*='/file/']").await;
    assert_eq!(browser.script(TO_BUTTONS, Vec::new()).await, json!([true, "rich"]));
    browser.script(DROP, vec![json!(DOT)]).await;
    browser.wait_for("#rich td img[alt='Photo.png']").await;
    look::look(&browser, "compose-html").await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Enregistré à").await;
    // The page as it comes back from the server.
    browser.wait_for("#rich img[src*='/file/']").await;
    browser.wait_for("#rich b").await;
    browser.click("Envoyer").await;
    browser.wait_for_text("Message envoyé").await;
    browser.close().await;

    let letter = arrived(&to, "Le plan");
    assert_eq!(
        letter["parts"],
        json!([
            "multipart/alternative",
            "text/plain",
            "multipart/related",
            "text/html",
            "image/png",
            "image/png"
        ]),
        "{letter}"
    );
    assert_eq!(letter["disposition"], json!(["inline", "inline"]));
    let html = html(&letter);
    for id in letter["ids"].as_array().expect("identifiers") {
        let source = format!("src=\"cid:{}\"", id.as_str().expect("an identifier").trim_matches(['<', '>']));
        assert!(html.contains(&source), "no {source}: {html}");
    }
    for wanted in ["<b>à demain</b>", "<i>Word</i>", "<td"] {
        assert!(html.contains(wanted), "no {wanted}: {html}");
    }
    for unwanted in ["x()", "mso", "Calibri", "/compose/"] {
        assert!(!html.contains(unwanted), "{unwanted}: {html}");
    }
    let text = letter["text"].as_str().expect("a text").replace('\u{a0}', " ");
    assert!(text.contains("Bonjour, à demain") && text.contains("De Word"), "{text}");
}

#[tokio::test]
async fn an_answer_quotes_html_and_its_pictures_but_loads_nothing() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = client.get("/settings/identities").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("signature", "Claire & fils")).await;
    lab().open(&from).append("INBOX", "", "", &letters::with_inline_picture("Photo", &from.address));
    let list = client.get("/mail/INBOX").await;
    let letter = client.get(&list.row("Photo")).await;
    let answer = client.follow(&letter, "Répondre").await;
    assert_eq!(written(&answer), "", "text by default");
    prefer(&mut client, "reply-to-html").await;
    let forwarded = client.follow(&letter, "Transférer").await;
    assert_eq!(written(&forwarded), "", "answers alone");
    let answer = client.follow(&letter, "Répondre").await;
    let quoted = written(&answer);
    assert!(quoted.contains("<blockquote") && quoted.contains("a écrit"), "{quoted}");
    assert!(quoted.contains("class=\"m-signature\">-- <br>Claire &amp; fils</div>"), "{quoted}");
    assert!(quoted.contains("src=\"cid:"), "its picture comes along: {quoted}");
    let name = quoted.split("cid:").nth(1).and_then(|it| it.split('"').next()).expect("a name").to_owned();
    let picture = format!("{}/file/{name}", answer.url.path());
    assert_eq!(client.get(&picture).await.status, StatusCode::OK);
    let mut other = program.signed_in(&Account::new("thief")).await;
    assert_eq!(other.get(&picture).await.status, StatusCode::NOT_FOUND);

    let hostile = format!("<p onclick=\"x()\">Merci<script>x()</script></p>{quoted}");
    let form = answer.form_with_button("Envoyer").fill("to", &to.address);
    let form = form.fill("format", "html").fill("html", &hostile);
    client.submit(&answer, form).await;
    let letter = arrived(&to, "Re: Photo");
    let html = html(&letter);
    assert!(html.contains("Merci") && !html.contains("x()") && !html.contains("onclick"), "{html}");
    assert_eq!(letter["ids"].as_array().map(Vec::len), Some(1), "{letter}");
    assert!(
        letter["text"].as_str().is_some_and(|it| it.contains("> ") && it.contains("Claire & fils")),
        "{letter}"
    );
}

#[tokio::test]
async fn a_draft_in_html_is_taken_up_as_html_and_is_text_without_scripts() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = client.get("/compose").await;
    let picture = Upload { name: "Plan.png".to_owned(), media_type: "image/png", octets: DOT.to_vec() };
    let form = page.form_with_button("Enregistrer").fill("subject", "Rendez-vous").attach("file", picture);
    let page = client.submit(&page, form.fill("to", &to.address)).await;
    let id = page.attributes("[name=remove]", "value").remove(0);
    let form = page.form_with_button("Enregistrer").fill("format", "html");
    let form = form.fill("html", &format!("<p>À <u>midi</u></p><img src=\"cid:{id}\">"));
    client.submit(&page, form).await;

    program.change_data("DELETE FROM drafts").await;
    let list = client.get("/mail/Drafts").await;
    let page = client.get(&list.row("Rendez-vous")).await;
    let page = client.follow(&page, "Modifier").await;
    let html = written(&page);
    assert!(html.contains("<u>midi</u>"), "{html}");
    let id = page.attributes("[name=remove]", "value").remove(0);
    assert!(html.contains(&format!("cid:{id}")), "the picture has its name in the new draft: {html}");
    assert_eq!(page.form("[name=body]").value("body").map(str::trim), Some("À midi"));
    // Without scripts: the text is what is sent, and the picture is a file.
    client.submit(&page, page.form_with_button("Envoyer")).await;
    let letter = arrived(&to, "Rendez-vous");
    assert_eq!(letter["parts"], json!(["multipart/mixed", "text/plain", "image/png"]), "{letter}");
}

#[tokio::test]
async fn html_becomes_text_after_a_warning_and_text_becomes_html() {
    let program = Program::start().await;
    let from = Account::new("claire");
    let mut client = program.signed_in(&from).await;
    let page = client.get("/settings/identities").await;
    client.submit(&page, page.form_with_button("Enregistrer").fill("signature", "Claire")).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&from).await;
    browser.goto("/compose").await;
    browser.wait_for("#formatting:not([hidden])").await;
    browser.click("HTML").await;
    browser.wait_for("#rich .m-signature").await;
    browser.script("document.querySelector('#rich div').innerHTML = 'Un <b>mot</b>'; window.confirm = (it) => { window.asked = it; return true; };", Vec::new()).await;
    browser.click("Texte").await;
    browser.wait_for("#body:not([hidden])").await;
    assert_eq!(browser.value("body").await, "Un mot\n\n-- \nClaire");
    let asked = browser.script("return window.asked", Vec::new()).await;
    assert!(asked.as_str().is_some_and(|it| it.starts_with("Passer en texte")), "{asked}");
    browser.close().await;
}
