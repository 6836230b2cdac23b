//! What is typed is in the browser, sealed, until the server has it.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::lab::Account;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// A server that is away, as far as scripts can tell.
const AWAY: &str = "window.fetch = () => Promise.reject(new TypeError('away'));";

/// A page out of sight is saved at once.
const OUT_OF_SIGHT: &str = "Object.defineProperty(document, 'visibilityState', { value: 'hidden' }); \
    document.dispatchEvent(new Event('visibilitychange'));";

/// All that this browser keeps for the program.
const KEPT: &str = "return Object.keys(localStorage).filter((it) => it.startsWith('facteur-copy:')).map((it) => localStorage[it]);";

const HOSTILE: &str = "Un texte à ne pas perdre <img src=x onerror=alert(1)>";

async fn kept(browser: &Browser) -> Vec<Value> {
    browser.script(KEPT, Vec::new()).await.as_array().expect("a list").clone()
}

async fn wait_for_copies(browser: &Browser, count: usize) -> Vec<Value> {
    wait::until_async("copies in the browser", async || {
        let kept = kept(browser).await;
        (kept.len() == count).then_some(kept)
    })
    .await
}

#[tokio::test]
async fn what_the_server_never_got_is_sealed_offered_as_text_and_taken_up() {
    let program = Program::start().await;
    let person = Account::new("crashed");
    program.never_in_the_log(&person.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    let draft = browser.path().await;
    browser.script(AWAY, Vec::new()).await;
    browser.fill("subject", "Avant la panne").await;
    browser.fill("body", HOSTILE).await;
    let copies = wait_for_copies(&browser, 1).await;
    let text = copies[0].as_str().expect("a text");
    assert!(!text.contains("panne") && !text.contains("perdre"), "it is sealed: {text}");

    browser.goto(&draft).await;
    browser.wait_for_text("n’a pas été enregistré").await;
    assert_eq!(browser.value("body").await, "", "nothing is taken up by itself");
    assert_eq!(browser.texts("#copy-offer blockquote").await, [format!("Avant la panne {HOSTILE}")]);
    let images = "return document.querySelectorAll('#copy-offer img').length";
    assert_eq!(browser.script(images, Vec::new()).await, json!(0), "it is shown as text");
    look(&browser, "compose-copy").await;
    browser.click("Reprendre ce texte").await;
    wait::until_async("the text", async || (browser.value("body").await == HOSTILE).then_some(())).await;
    assert_eq!(browser.value("subject").await, "Avant la panne");
    wait_for_copies(&browser, 0).await;
    browser.close().await;
}

#[tokio::test]
async fn no_copy_stays_once_the_server_has_the_text_or_one_signs_out() {
    let program = Program::start().await;
    let person = Account::new("leaving");
    let mut client = program.signed_in(&person).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    browser.fill("body", "Gardé par le serveur.").await;
    wait_for_copies(&browser, 1).await;
    browser.script(OUT_OF_SIGHT, Vec::new()).await;
    browser.wait_for_text("Enregistré à").await;
    wait_for_copies(&browser, 0).await;

    browser.script(AWAY, Vec::new()).await;
    browser.fill("body", "Gardé par le serveur. Et pas ceci.").await;
    wait_for_copies(&browser, 1).await;
    browser.goto("/mail/INBOX").await;
    assert_eq!(kept(&browser).await.len(), 1, "it waits for the draft to be opened");
    browser.script("document.getElementById('logout').click()", Vec::new()).await;
    browser.wait_for("[name=password]").await;
    assert_eq!(kept(&browser).await, Vec::<Value>::new());

    client.decide("composing", "copy", "no").await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    browser.fill("body", "Sans copie.").await;
    browser.script(OUT_OF_SIGHT, Vec::new()).await;
    browser.wait_for_text("Enregistré à").await;
    assert_eq!(kept(&browser).await, Vec::<Value>::new(), "who wants none has none");
    browser.close().await;
}
