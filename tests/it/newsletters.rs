//! Letters of the usual tools for senders keep their layout, on a desk and on a phone, and follow
//! or keep their paper in the dark.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::browser::{Browser, Size, Theme};
use crate::lab::{Account, lab};
use crate::program::Program;
use crate::wait;

/// How an element of the letter looks: its width, its paper, whether it is to be seen.
const LOOK: &str = r#"
const letter = document.querySelector('#message-body').contentDocument;
return Object.fromEntries(arguments[0].map(name => {
  const element = letter.querySelector(name), style = letter.defaultView.getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return [name, { width: Math.round(box.width), top: Math.round(box.top), background: style.backgroundColor,
    color: style.color, align: style.textAlign, display: style.display, size: style.fontSize, weight: style.fontWeight }];
}));
"#;

/// The frame is as high as its document, and what is in it needs no bar to the side.
const FITS: &str = r#"
const frame = document.querySelector('#message-body'), body = frame?.contentDocument?.body;
return !!body && frame.contentDocument.readyState === 'complete'
  && Math.abs(frame.clientHeight - body.getBoundingClientRect().height) < 2;
"#;

const WIDE: &str = r#"
const letter = document.querySelector('#message-body').contentDocument.querySelector('.letter');
return letter.scrollWidth - letter.clientWidth;
"#;

/// A letter from `tests/data/letters`, as it goes over the wire.
fn letter(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/letters/{name}.eml"));
    fs::read_to_string(path).expect("a letter").replace('\n', "\r\n").into()
}

/// A browser of somebody who has these letters.
async fn with_letters(names: &[&str]) -> (Program, Browser) {
    with_letters_of(&Account::new("claire"), names).await
}

async fn with_letters_of(person: &Account, names: &[&str]) -> (Program, Browser) {
    let program = Program::start().await;
    let mut imap = lab().open(person);
    for name in names {
        imap.append("INBOX", "", "", &letter(name));
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(person).await;
    (program, browser)
}

async fn open(browser: &Browser, subject: &str) {
    browser.goto("/mail/INBOX").await;
    browser.click_in("#rows [data-message]", subject, "a[href]").await;
    fits(browser).await;
}

/// Waits until the frame is as high as the letter.
async fn fits(browser: &Browser) {
    let fits = async || (browser.script(FITS, Vec::new()).await == true).then_some(());
    wait::until_async("a frame that fits", fits).await;
}

async fn look(browser: &Browser, names: &[&str]) -> Value {
    browser.script(LOOK, vec![json!(names)]).await
}

#[tokio::test]
async fn a_campaign_of_nested_tables_keeps_its_columns_and_stacks_them_on_a_phone() {
    let (_program, browser) = with_letters(&["campaign"]).await;
    open(&browser, "Vos lectures").await;
    let names =
        [".letter", ".m-templateContainer", "#m-left", "#m-right", "#m-button", "h1", ".m-mcnPreviewText"];
    let seen = look(&browser, &names).await;
    assert_eq!(seen[".m-templateContainer"]["width"], 600, "{seen}");
    assert_eq!((&seen["#m-left"]["width"], &seen["#m-right"]["width"]), (&json!(300), &json!(300)));
    assert_eq!(seen["#m-left"]["top"], seen["#m-right"]["top"], "beside each other: {seen}");
    assert_eq!(seen[".letter"]["background"], "rgb(233, 228, 218)");
    assert_eq!(seen["#m-button"]["background"], "rgb(138, 59, 18)");
    assert_eq!((&seen["h1"]["size"], &seen["h1"]["color"]), (&json!("28px"), &json!("rgb(59, 35, 20)")));
    assert_eq!(seen[".m-mcnPreviewText"]["display"], "none");
    browser.resize(Size::Phone).await;
    fits(&browser).await;
    let seen = look(&browser, &names).await;
    assert!(
        seen["#m-left"]["top"].as_i64() < seen["#m-right"]["top"].as_i64(),
        "one below the other: {seen}"
    );
    assert_eq!(seen["#m-left"]["width"], seen[".m-templateContainer"]["width"], "{seen}");
    assert_eq!(seen["h1"]["size"], "22px");
    assert_eq!(browser.script(WIDE, Vec::new()).await, 0, "nothing is cut off");
    browser.close().await;
}

#[tokio::test]
async fn blocks_of_numbered_classes_keep_their_colors_and_hide_what_is_not_for_a_phone() {
    let (_program, browser) = with_letters(&["blocks"]).await;
    open(&browser, "Une nouvelle salle").await;
    let names =
        [".letter", "#m-block", "#m-text", "#m-picture", "#m-button", "#m-desk-only", ".m-r1-i", "h2"];
    let seen = look(&browser, &names).await;
    assert_eq!(seen["#m-block"]["width"], 600, "{seen}");
    assert_eq!((&seen["#m-text"]["width"], &seen["#m-text"]["display"]), (&json!(300), &json!("table-cell")));
    assert_eq!(seen[".letter"]["background"], "rgb(223, 233, 243)");
    assert_eq!(seen["#m-button"]["background"], "rgb(11, 83, 148)");
    assert_eq!(seen[".m-r1-i"]["background"], "rgb(243, 249, 255)");
    assert_eq!(seen["h2"]["color"], "rgb(42, 52, 64)");
    browser.resize(Size::Phone).await;
    fits(&browser).await;
    let seen = look(&browser, &names).await;
    assert_eq!(seen["#m-block"]["width"], 320, "{seen}");
    assert_eq!(
        (&seen["#m-text"]["display"], &seen["#m-desk-only"]["display"]),
        (&json!("block"), &json!("none"))
    );
    assert!(seen["#m-text"]["top"].as_i64() < seen["#m-picture"]["top"].as_i64(), "{seen}");
    browser.close().await;
}

#[tokio::test]
async fn columns_of_inline_blocks_get_their_width_from_the_screen() {
    let (_program, browser) = with_letters(&["columns"]).await;
    open(&browser, "Le panier").await;
    let names = [".letter", "#m-section", "#m-one", "#m-two", "#m-three", "#m-button"];
    let seen = look(&browser, &names).await;
    assert_eq!(
        (&seen["#m-section"]["width"], &seen["#m-one"]["width"]),
        (&json!(600), &json!(200)),
        "{seen}"
    );
    assert_eq!(seen["#m-one"]["top"], seen["#m-three"]["top"]);
    assert_eq!(seen[".letter"]["background"], "rgb(238, 243, 230)");
    assert_eq!(seen["#m-button"]["background"], "rgb(75, 122, 43)");
    browser.resize(Size::Phone).await;
    fits(&browser).await;
    let seen = look(&browser, &names).await;
    assert_eq!(seen["#m-one"]["width"], seen["#m-section"]["width"], "{seen}");
    assert!(seen["#m-one"]["top"].as_i64() < seen["#m-two"]["top"].as_i64());
    assert_eq!(browser.script(WIDE, Vec::new()).await, 0);
    browser.close().await;
}

#[tokio::test]
async fn a_letter_of_word_keeps_its_tables_and_paragraphs() {
    let (_program, browser) = with_letters(&["word"]).await;
    open(&browser, "Devis et calendrier").await;
    let seen =
        look(&browser, &["#m-first", "#m-grid", "#m-cell", "#m-item", "td [align=right]", "b span"]).await;
    // 177 pt and what the padding and the border add.
    assert!((236..=260).contains(&seen["#m-cell"]["width"].as_i64().unwrap_or_default()), "{seen}");
    assert_eq!(seen["#m-cell"]["background"], "rgb(217, 226, 243)");
    assert_eq!(seen["td [align=right]"]["align"], "right");
    assert_eq!(seen["b span"]["color"], "rgb(192, 0, 0)");
    let text = browser.frame_text("iframe#message-body").await;
    assert!(
        text.contains("pose des portes") && !text.contains("@page") && !text.contains("shapedefaults"),
        "{text}"
    );
    browser.close().await;
}

#[tokio::test]
async fn a_page_of_the_nineties_keeps_its_colors_and_its_places() {
    let (_program, browser) = with_letters(&["tables"]).await;
    open(&browser, "La gazette").await;
    let seen = look(&browser, &[".letter", "#m-page", "#m-title", "#m-menu", "#m-spacer", "#m-menu a"]).await;
    assert_eq!(seen[".letter"]["background"], "rgb(51, 102, 153)");
    // 640, or the room that there is beside a list.
    assert!((600..=640).contains(&seen["#m-page"]["width"].as_i64().unwrap_or_default()), "{seen}");
    assert_eq!(
        (&seen["#m-title"]["background"], &seen["#m-title"]["align"]),
        (&json!("rgb(255, 204, 0)"), &json!("-webkit-center"))
    );
    assert_eq!(seen["#m-menu a"]["color"], "rgb(153, 51, 0)");
    assert_eq!(seen["#m-spacer"]["width"], 12);
    let frame = "const letter = document.querySelector('#message-body').contentDocument;";
    let place = format!(
        "{frame} return letter.getElementsByName(letter.querySelector('#m-menu a').hash.slice(1)).length"
    );
    assert_eq!(browser.script(&place, Vec::new()).await, 1, "a link finds its place");
    browser.close().await;
}

/// The color that a page is painted in, as far as its own style says.
const PAPER: &str = r#"
const root = document.querySelector('#message-body').contentDocument?.documentElement;
if (!root) return [];
const style = getComputedStyle(root);
return [root.className, style.backgroundColor, style.filter];
"#;

#[tokio::test]
async fn a_letter_with_colors_keeps_white_paper_in_the_dark_until_it_is_adapted() {
    let person = Account::new("claire");
    let (program, browser) = with_letters_of(&person, &["word"]).await;
    browser.prefer(Theme::Dark).await;
    open(&browser, "Devis et calendrier").await;
    let paper = browser.script(PAPER, Vec::new()).await;
    assert_eq!(paper, json!(["white", "rgb(255, 255, 255)", "brightness(0.9)"]));
    browser.click("Adapter les couleurs").await;
    let adapted = paper_becomes(&browser, "adapted").await;
    assert!(adapted[2].as_str().is_some_and(|it| it.starts_with("invert(1)")), "{adapted}");
    fits(&browser).await;
    browser.picture("letter-word-adapted").await;
    browser.click("Couleurs d’origine").await;
    paper_becomes(&browser, "white").await;
    browser.prefer(Theme::Light).await;
    assert!(!browser.text().await.contains("Adapter les couleurs"), "there is nothing to adapt to");
    // Who prefers that gets it at once.
    program.signed_in(&person).await.decide("display", "adapt_colors", "adapt").await;
    browser.prefer(Theme::Dark).await;
    open(&browser, "Devis et calendrier").await;
    paper_becomes(&browser, "adapted").await;
    browser.close().await;
}

/// Waits until the letter is on such paper.
async fn paper_becomes(browser: &Browser, name: &str) -> Value {
    let seen = async || Some(browser.script(PAPER, Vec::new()).await).filter(|it| it[0] == name);
    wait::until_async("another paper", seen).await
}

#[tokio::test]
async fn a_letter_without_colors_follows_the_theme() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let body = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Bonjour <b>Claire</b></p><blockquote>x</blockquote>";
    let letter =
        format!("From: Marie <marie@exemple.test>\r\nSubject: Sans couleurs\r\nMIME-Version: 1.0\r\n{body}");
    lab().open(&person).append("INBOX", "", "", letter.as_bytes());
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.prefer(Theme::Dark).await;
    open(&browser, "Sans couleurs").await;
    assert_eq!(browser.script(PAPER, Vec::new()).await, json!(["", "rgb(26, 31, 33)", "none"]));
    assert!(!browser.text().await.contains("Adapter les couleurs"));
    browser.picture("letter-plain-dark").await;
    browser.prefer(Theme::Light).await;
    assert_eq!(browser.script(PAPER, Vec::new()).await[1], "rgb(255, 255, 255)");
    browser.close().await;
}

#[tokio::test]
async fn every_letter_is_looked_at() {
    let names = ["campaign", "blocks", "columns", "word", "tables"];
    let (_program, browser) = with_letters(&names).await;
    for (name, subject) in
        names.into_iter().zip(["Vos lectures", "Une nouvelle salle", "Le panier", "Devis", "La gazette"])
    {
        open(&browser, subject).await;
        for (size, size_name) in [(Size::Desk, "desk"), (Size::Phone, "phone")] {
            browser.resize(size).await;
            for (theme, theme_name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
                browser.prefer(theme).await;
                fits(&browser).await;
                let name = format!("letter-{name}-{size_name}-{theme_name}");
                browser.picture(&name).await;
            }
            // The frame is somebody else's; what is around it is the same in both themes but for colors,
            // which other pages show.
            browser.expect_accessible(name).await;
        }
        browser.resize(Size::Desk).await;
        browser.prefer(Theme::Light).await;
    }
    browser.close().await;
}
