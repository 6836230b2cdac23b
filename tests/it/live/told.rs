//! What is told of new messages outside of the page.

use serde_json::{Value, json};

use super::wait_until_watched;
use crate::browser::Browser;
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Keeps what the system would show and play; nobody looks at the page, or somebody does.
const LISTEN: &str = r"
window.told = [];
window.Notification = class {
  static permission = 'granted';
  constructor(title, { body }) { told.push([title, body]); }
  addEventListener() {}
};
window.AudioContext = class { currentTime = 0; close() {} };
window.GainNode = class { connect() {} };
window.OscillatorNode = class { connect() {} start() { told.push('tone'); } stop() {} };
const looks = arguments[0];
document.hasFocus = () => looks;
";

/// Keeps what is told from now on in `window.told`: a note as a pair of title and text, a tone by its name.
pub(crate) async fn listen(browser: &Browser, looks: bool) {
    browser.script(LISTEN, vec![json!(looks)]).await;
}

async fn told(browser: &Browser) -> Value {
    browser.script("return window.told", Vec::new()).await
}

/// Somebody who decided so, with the inbox open.
async fn with_wishes(name: &str, wishes: &[(&str, &str)]) -> (Program, Account, Browser, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    imap.append("INBOX", "\\Seen", "", &letters::plain("Ancienne", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/mailbox").await;
    let form = page.form_with_button("Enregistrer");
    let form = wishes.iter().fold(form, |form, (name, value)| form.fill(name, value));
    client.submit(&page, form).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    wait_until_watched(&program, &account).await;
    (program, account, browser, imap)
}

fn append(imap: &mut Imap, account: &Account, subject: &str) {
    imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Bonjour."));
}

#[tokio::test]
async fn the_number_alone_is_told_and_the_sound_is_made_here() {
    let (_program, account, browser, mut imap) =
        with_wishes("discrete", &[("notify", "on"), ("sound", "on")]).await;
    listen(&browser, false).await;
    append(&mut imap, &account, "Secret");
    wait::until_async("a note", async || (told(&browser).await.as_array()?.len() == 3).then_some(())).await;
    assert_eq!(told(&browser).await, json!(["tone", "tone", ["1 nouveau message", account.address]]));
    browser.close().await;
}

#[tokio::test]
async fn sender_and_subject_are_told_to_who_wants_that() {
    let wishes = [("notify", "on"), ("notify_content", "on")];
    let (_program, account, browser, mut imap) = with_wishes("curieuse", &wishes).await;
    browser.goto("/settings/mailbox").await;
    browser.script("document.getElementById('live-h').scrollIntoView()", Vec::new()).await;
    look(&browser, "settings-live").await;
    listen(&browser, false).await;
    append(&mut imap, &account, "Devis signé");
    wait::until_async("a note", async || (told(&browser).await.as_array()?.len() == 1).then_some(())).await;
    assert_eq!(told(&browser).await, json!([["Angélique Noël", "Devis signé"]]));
    browser.close().await;
}

#[tokio::test]
async fn nothing_is_told_while_another_page_is_looked_at() {
    let (_program, account, browser, mut imap) = with_wishes("presente", &[("notify", "on")]).await;
    let first = browser.window().await;
    listen(&browser, false).await;
    browser.open_window("/mail/INBOX").await;
    listen(&browser, true).await;
    append(&mut imap, &account, "Vue");
    browser.wait_for_text("Vue").await;
    browser.switch_to(&first).await;
    browser.wait_for_text("Vue").await;
    assert_eq!(told(&browser).await, json!([]));
    browser.close().await;
}
