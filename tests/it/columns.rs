//! The columns of a list: chosen, put in order, kept.

use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

/// What stands in the first row, from left to right.
const CELLS: &str = "return [...document.querySelector('#rows [data-message] .row-text').children]
  .filter(it => it.checkVisibility())
  .sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
  .map(it => it.tagName === 'TIME' ? 'date' : it.className.split(' ')[0].slice(4)).join(' ')";

#[tokio::test]
async fn columns_are_chosen_without_scripts_and_stand_in_their_order() {
    let account = Account::new("columnist");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "\\Flagged", "", &letters::with_attachment("Devis", &account.address));
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    assert_eq!(browser.script(CELLS, Vec::new()).await, "from subject icons date");
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/mailbox").await;
    assert_eq!(
        page.attributes("#columns option[selected]", "value"),
        ["from", "subject", "marks", "date", "none", "none"]
    );
    let csrf = page.form("#columns button").value("csrf").expect("a token").to_owned();
    let chosen = ["date", "size", "to", "subject", "none", "size"].map(|it| ("column", it));
    let fields = [&[("csrf", csrf.as_str())][..], &chosen].concat();
    let page = client.post("/settings/mailbox/columns", &fields).await;
    assert_eq!(
        page.attributes("#columns option[selected]", "value"),
        ["date", "size", "to", "subject", "none", "none"]
    );
    browser.goto("/mail/INBOX").await;
    assert_eq!(browser.script(CELLS, Vec::new()).await, "date size to subject");
    look(&browser, "columns").await;
    // Beside an open message a row has two lines, as ever.
    browser.click_in("#rows [data-message]", "Devis", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    assert!(browser.script(CELLS, Vec::new()).await.as_str().is_some_and(|it| !it.contains("size")));
    browser.goto("/settings/mailbox").await;
    browser.script("document.getElementById('columns').scrollIntoView()", Vec::new()).await;
    look(&browser, "settings-columns").await;
    browser.close().await;
}
