//! What every answer says to the browser, and how much it costs to fetch.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::association;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

/// What a page may load, and who may show it.
const POLICY: &[&str] =
    &["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors"];

/// The first page of the list, packed, in octets (RFC 1952).
const LIST_LIMIT: usize = 14_000;

fn expect_security_headers(page: &Page) {
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{}: {policy:?}", page.url);
    assert_eq!(page.header("x-content-type-options"), "nosniff", "{}", page.url);
    let referrer = page.header("referrer-policy");
    assert!(referrer == "no-referrer" || referrer == "same-origin", "{}: {referrer:?}", page.url);
}

async fn with_mail() -> (Program, Account, Client) {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut imap = lab().open(&person);
    imap.append("INBOX", "", "", &letters::newsletter("La lettre de novembre", &person.address));
    imap.append("INBOX", "", "", &letters::with_attachment("Avec une annexe", &person.address));
    let client = program.signed_in(&person).await;
    (program, person, client)
}

#[tokio::test]
async fn every_page_forbids_what_it_does_not_need() {
    let (program, _, mut client) = with_mail().await;
    let list = client.get("/mail/INBOX").await;
    let letter = client.get(&list.row("La lettre de novembre")).await;
    let compose = client.get("/compose").await;
    let lost = client.get("/nowhere").await;
    let login = program.client().get("/login").await;
    for page in [&list, &letter, &compose, &lost, &login] {
        expect_security_headers(page);
        let policy = page.header("content-security-policy");
        for part in POLICY {
            assert!(policy.contains(part), "{}: no {part} in {policy}", page.url);
        }
        // What a person writes as HTML has its style in attributes.
        let styles = if page.url == compose.url { "; style-src-attr 'unsafe-inline'" } else { "" };
        let policy = policy.strip_suffix(styles).expect("no more than it needs");
        assert!(!policy.contains("unsafe"), "{}: {policy}", page.url);
        assert!(page.header("cache-control").contains("no-store"), "{}: pages are not kept", page.url);
        assert!(
            page.header("vary").to_lowercase().contains("hx-request"),
            "{}: {:?}",
            page.url,
            page.headers
        );
        assert!(!page.has("[style], style, script:not([src]), [onclick]"), "{}: inline", page.url);
    }
}

#[tokio::test]
async fn the_body_of_a_letter_is_locked_up() {
    let (_program, _, mut client) = with_mail().await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("La lettre de novembre")).await;
    let sandbox = page.attributes("iframe#message-body", "sandbox").remove(0);
    assert!(!sandbox.contains("allow-scripts") && !sandbox.contains("allow-forms"), "{sandbox}");
    let body = client.get(&page.attributes("iframe#message-body", "src")[0]).await;
    expect_security_headers(&body);
    let policy = body.header("content-security-policy");
    assert!(policy.contains("sandbox") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(!policy.contains("allow-scripts") && !policy.contains("script-src"), "{policy}");
    assert!(!body.html().contains(letters::REMOTE_HOST), "remote pictures are blocked: {}", body.html());
    assert!(!body.has("script, form, input, [onload], a[href^=javascript]"), "{}", body.html());
    assert!(page.has("#remote-images"), "and the page says so");
}

#[tokio::test]
async fn an_attachment_is_saved_and_never_shown_as_a_page_of_ours() {
    let (_program, _, mut client) = with_mail().await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Avec une annexe")).await;
    assert_eq!(page.attributes("#attachments [data-part]", "data-name"), [letters::ATTACHMENT_NAME]);
    let part = client.get(&page.attributes("#attachments a[download]", "href")[0]).await;
    expect_security_headers(&part);
    assert!(part.header("content-security-policy").contains("sandbox"), "{:?}", part.headers);
    assert_eq!(part.octets, letters::attachment_octets());
    let disposition = part.header("content-disposition");
    assert!(disposition.starts_with("attachment"), "{disposition}");
    assert!(disposition.contains("filename*=UTF-8''Proc%C3%A8s-verbal"), "{disposition}");
}

#[tokio::test]
async fn static_files_are_kept_for_a_year_and_packed() {
    let program = Program::start().await;
    let mut client = program.client();
    let page = client.get("/login").await;
    let mut files: BTreeSet<String> = page.attributes("link[href]", "href").into_iter().collect();
    files.extend(page.attributes("script[src]", "src"));
    assert!(!files.is_empty());
    for file in files {
        assert!(file.starts_with("/static/"), "{file}");
        client.headers = vec![("accept-encoding", "gzip, br".to_owned())];
        let answer = client.get(&file).await;
        assert!(answer.status.is_success(), "{file}");
        let cache = answer.header("cache-control");
        assert!(cache.contains("max-age=31536000") && cache.contains("immutable"), "{file}: {cache}");
        let packed = file.ends_with(".css") || file.ends_with(".js") || file.ends_with(".svg");
        assert!(!packed || !answer.header("content-encoding").is_empty(), "{file} is not packed");
        expect_security_headers(&answer);
    }
    assert_eq!(client.get("/static/nothing.css").await.status, reqwest::StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_first_page_of_the_list_is_small() {
    let program = Program::start().await;
    let person = association::member("lucie.martin");
    let mut client = program.signed_in(&person).await;
    client.headers = vec![("accept-encoding", "gzip".to_owned())];
    let list = client.get("/mail/INBOX").await;
    assert_eq!(list.header("content-encoding"), "gzip");
    println!("the first page of the list: {} octets", list.octets.len());
    assert!(list.octets.len() < LIST_LIMIT, "{} octets", list.octets.len());
    client.headers.clear();
    assert_eq!(client.get("/mail/INBOX").await.texts("#rows [data-message]").len(), 50);
}

#[tokio::test]
async fn health_says_nothing_but_that_it_is_well() {
    let program = Program::start().await;
    let answer = program.client().get("/healthz").await;
    assert!(answer.status.is_success() && answer.cookies().is_empty());
    assert!(answer.octets.len() < 10, "{}", answer.html());
}

#[tokio::test]
async fn the_program_is_ready_soon() {
    // The laboratory comes first: its start is not the program's.
    lab();
    let began = Instant::now();
    let program = Program::start().await;
    assert!(program.client().get("/healthz").await.status.is_success());
    println!("ready after {:?}", began.elapsed());
    // A build for tests, on a machine that does something else as well.
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}
