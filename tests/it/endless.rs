//! A list without pages, for who wants it: nothing twice, nothing left out, and never more than a few pages.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::browser::Browser;
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Somebody with so many letters called `Lettre 001` and so on, who wants short pages without end.
async fn without_pages(name: &str, count: usize) -> (Program, Account, Browser, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        append(&mut imap, &account, number);
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/mailbox").await;
    let form = page.form_with_button("Enregistrer").fill("paging", "endless").fill("page_size", "25");
    client.submit(&page, form).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    (program, account, browser, imap)
}

fn append(imap: &mut Imap, account: &Account, number: usize) {
    let letter = letters::plain(&format!("Lettre {number:03}"), &account.address, "Bonjour.");
    imap.append("INBOX", "\\Seen", "", &letter);
}

/// The numbers of the letters that are there, in their order.
async fn numbers(browser: &Browser) -> Vec<usize> {
    let rows = browser.texts("#rows [data-message] .row-subject").await;
    rows.iter().filter_map(|it| it.trim_start_matches("Lettre ").parse().ok()).collect()
}

/// Goes on by so many heights of the window; gives what is there, once nothing more comes.
async fn scroll(browser: &Browser, heights: f64) -> Vec<usize> {
    const SCROLL: &str =
        "const it = document.querySelector('#list .scroll'); it.scrollBy(0, it.clientHeight * arguments[0])";
    browser.script(SCROLL, vec![json!(heights)]).await;
    settled(browser).await
}

/// Waits until there is enough above and below what is seen.
async fn settled(browser: &Browser) -> Vec<usize> {
    const ENOUGH: &str = "const list = document.getElementById('list'), pages = list.pages; \
        const { scrollTop, scrollHeight, clientHeight } = list.querySelector('.scroll'); \
        return pages && (scrollHeight - scrollTop - clientHeight >= 2 * clientHeight || !pages.at(-1).next) \
          && (scrollTop >= clientHeight || !pages[0].prev)";
    wait::until_async("enough rows", async || {
        (browser.script(ENOUGH, Vec::new()).await == json!(true)).then_some(())
    })
    .await;
    numbers(browser).await
}

/// What was seen while one goes on by so many heights of the window at a time, until `last` is there.
async fn seen_until(browser: &Browser, heights: f64, last: usize) -> (BTreeSet<usize>, usize) {
    let mut there = settled(browser).await;
    let (mut seen, mut most) = (BTreeSet::new(), 0);
    for _ in 0..60 {
        let unique: BTreeSet<usize> = there.iter().copied().collect();
        assert_eq!(unique.len(), there.len(), "twice: {there:?}");
        most = most.max(there.len());
        seen.extend(unique);
        if seen.contains(&last) {
            return (seen, most);
        }
        there = scroll(browser, heights).await;
    }
    panic!("{last} is not reached: {there:?}");
}

/// Fails unless these follow each other downwards, each once.
fn expect_row(numbers: &[usize]) {
    assert!(numbers.windows(2).all(|it| it[0] == it[1] + 1), "{numbers:?}");
}

async fn range(browser: &Browser) -> String {
    browser.texts(".pager .num").await.concat()
}

#[tokio::test]
async fn all_of_a_list_is_scrolled_through_and_back_again() {
    let (_program, _, browser, _) = without_pages("rouleau", 230).await;
    let (seen, most) = seen_until(&browser, 0.8, 1).await;
    expect_row(&numbers(&browser).await);
    assert_eq!(seen.len(), 230);
    assert!(most <= 150, "{most} rows at a time");
    scroll(&browser, 99.0).await;
    wait::until_async("the last range", async || range(&browser).await.contains("sur 230").then_some(()))
        .await;
    let in_sight = "const bar = document.querySelector('.pager').getBoundingClientRect(); \
        return bar.bottom <= innerHeight && bar.top > 0";
    assert_eq!(browser.script(in_sight, Vec::new()).await, true, "the bar is reached at any time");
    look(&browser, "endless").await;
    seen_until(&browser, -0.8, 230).await;
    expect_row(&numbers(&browser).await);
    browser.close().await;
}

#[tokio::test]
async fn nothing_is_twice_or_left_out_while_mail_comes_and_goes() {
    let (_program, account, browser, mut imap) = without_pages("mouvante", 120).await;
    settled(&browser).await;
    imap.command("SELECT INBOX");
    // What goes is above what is fetched next: by the numbers of pages something would be left out.
    imap.command("STORE 100:115 +FLAGS (\\Deleted)");
    imap.command("EXPUNGE");
    scroll(&browser, 2.0).await;
    append(&mut imap, &account, 121);
    append(&mut imap, &account, 122);
    let (mut seen, _) = seen_until(&browser, 1.0, 1).await;
    seen.extend(seen_until(&browser, -1.0, 122).await.0);
    let whole: BTreeSet<usize> = (1..=99).chain(116..=122).collect();
    let missing: Vec<_> = whole.difference(&seen).collect();
    assert!(missing.is_empty(), "{missing:?} were left out");
    wait::until_async("what is gone to go", async || {
        let there = numbers(&browser).await;
        (!there.iter().any(|it| (100..=115).contains(it))).then_some(())
    })
    .await;
    browser.close().await;
}

#[tokio::test]
async fn one_comes_back_to_where_one_was() {
    let (_program, _, browser, mut imap) = without_pages("retour", 130).await;
    settled(&browser).await;
    for _ in 0..4 {
        scroll(&browser, 1.0).await;
    }
    wait::until_async("the address to follow", async || browser.path().await.contains("page=").then_some(()))
        .await;
    // The row in the middle of what is seen.
    const MIDDLE: &str = "const box = document.querySelector('#list .scroll').getBoundingClientRect(); \
        return document.elementFromPoint(box.x + 200, box.y + box.height / 2).closest('.row').dataset.message";
    let Value::String(number) = browser.script(MIDDLE, Vec::new()).await else { panic!("a row") };
    let row = format!("[data-message='{number}']");
    browser.script("document.querySelector(arguments[0] + ' .row-link').click()", vec![json!(row)]).await;
    browser.wait_for("#reader #subject").await;
    let seen = format!(
        "const box = document.querySelector(\"{row}\")?.getBoundingClientRect(); \
         return Boolean(box) && box.top > 0 && box.bottom < innerHeight"
    );
    let in_sight = async || (browser.script(&seen, Vec::new()).await == json!(true)).then_some(());
    browser.strike("u").await;
    browser.wait_for(&format!("{row} .row-link:focus")).await;
    wait::until_async("the row to be seen", in_sight).await;
    browser.hit(Key::Enter).await;
    browser.wait_for("#reader #subject").await;
    browser.script("history.back()", Vec::new()).await;
    browser.wait_for("#list").await;
    wait::until_async("the row to be seen after going back", in_sight).await;

    // An act there leaves one there.
    browser.script("document.querySelector(arguments[0] + ' .row-link').focus()", vec![json!(row)]).await;
    browser.strike("e").await;
    browser.wait_for_text("déplacé dans « Archives »").await;
    wait::until("the letter to be kept", || (imap.count("Archive") == 1).then_some(()));
    browser.wait_for("#rows .row-link:focus").await;
    let near = "const box = document.activeElement.getBoundingClientRect(); return box.top > 0 && box.bottom <= innerHeight";
    wait::until_async("the next row to be seen", async || {
        (browser.script(near, Vec::new()).await == json!(true)).then_some(())
    })
    .await;
    expect_row_with_one_gap(&settled(&browser).await);
    browser.close().await;
}

/// Fails unless these follow each other but for the one that went.
fn expect_row_with_one_gap(numbers: &[usize]) {
    let gaps = numbers.windows(2).filter(|it| it[0] != it[1] + 1).count();
    assert!(gaps <= 1, "{numbers:?}");
}

#[tokio::test]
async fn orders_filters_and_searches_have_no_pages_either_and_without_scripts_there_are() {
    let (program, account, browser, _) = without_pages("triee", 80).await;
    for query in ["sort=subject", "q=Lettre", "filter=unanswered"] {
        browser.goto(&format!("/mail/INBOX?{query}")).await;
        browser.wait_for("#rows").await;
        let last = if query.starts_with("sort") { 80 } else { 1 };
        let (seen, _) = seen_until(&browser, 1.5, last).await;
        assert_eq!(seen.len(), 80, "{query}");
    }
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let page = client.follow(&page, "Page suivante").await;
    assert_eq!(page.texts("#rows [data-message]").len(), 25);
    browser.close().await;
}
