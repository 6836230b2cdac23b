//! Markup and script in a calendar stay text in a real browser.

use super::calendars::{HOSTILE, Letter};
use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::program::Program;

#[tokio::test]
async fn nothing_in_a_calendar_runs_or_calls_home() {
    let program = Program::start().await;
    let (person, organizer) = (Account::new("pierre"), Account::new("claire"));
    let letter = Letter::new("Invitation", &person, &organizer, HOSTILE);
    lab().open(&person).append("INBOX", "", "", &letter.alternative());
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Invitation", "a[href]").await;
    browser.wait_for_text("<details open ontoggle=alert(1)>Réunion</details>").await;
    for summary in ["2 personnes invitées", "Description", "Ajouter un commentaire"] {
        browser.click(summary).await;
    }
    let text = browser.text().await;
    for words in [
        "Invitation de <script>alert(1)</script>",
        "<svg onload=alert(1)><animate onrepeat=alert(1)>",
        "fuseau <img src=x onerror=alert(1)>",
        "</textarea><script>alert(1)</script>",
        "@import url(http://calendar.example.net/a.css)",
        "<iframe src=javascript:alert(1)>",
    ] {
        assert!(text.contains(words), "{words} is not shown: {text}");
    }
    assert!(!text.contains('\u{202e}'), "{text}");
    let made = "return document.querySelectorAll('#invitation :is(script, svg:not(.i), img, iframe, style, b, a)').length";
    assert_eq!(browser.script(made, Vec::new()).await, 0);
    browser.click("Accepter").await;
    browser.wait_for_text("Vous avez accepté.").await;
    // Fails as well if a script complained, an alert was open, or another host was asked for anything.
    browser.close().await;
}
