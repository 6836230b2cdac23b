//! Requests that no page of ours sends, and files that are too large.

use reqwest::StatusCode;

use crate::client::Upload;
use crate::lab::{Account, lab};
use crate::program::{Options, Program};

#[tokio::test]
async fn addresses_that_mean_nothing_are_pages_of_ours() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    for path in [
        "/nowhere",
        "/mail/INBOX/abc",
        "/mail/INBOX/0-0",
        "/mail/INBOX/1-1/part/..%2F..",
        "/mail/%FF%FE",
        "/mail/a%0D%0Ab%20LOGOUT",
        "/mail/INBOX%00",
        "/compose/does-not-exist",
        "/static/..%2F..%2Fetc%2Fpasswd",
    ] {
        let page = client.get(path).await;
        assert!(page.status.is_client_error(), "{path}: {}", page.status);
        assert!(page.has("main") || path.starts_with("/static"), "{path}: {}", page.html());
    }
    for query in ["page=-1", "page=abc", "page=4294967296", "page=99999999"] {
        let page = client.get(&format!("/mail/INBOX?{query}")).await;
        assert!(!page.status.is_server_error(), "{query}: {}", page.status);
    }
    assert!(client.get("/mail/INBOX").await.has("#rows"));
}

#[tokio::test]
async fn a_get_changes_nothing() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    for path in ["/logout", "/language?language=de", "/mail/INBOX/act?do=delete"] {
        assert!(client.get(path).await.status.is_client_error(), "{path}");
    }
    assert!(client.get("/mail/INBOX").await.has("#rows"), "still signed in");
}

#[tokio::test]
async fn another_persons_draft_is_not_there() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let draft = client.get("/compose").await.url.path().to_owned();
    assert!(draft.starts_with("/compose/"), "{draft}");
    let mut other = program.signed_in(&Account::new("pierre")).await;
    assert_eq!(other.get(&draft).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_attachment_over_the_limit_is_named_and_the_text_is_kept() {
    let settings = "[limits]\nmessage_mb = 1\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/compose").await;
    let upload = |name: &str, size| Upload {
        name: name.to_owned(),
        media_type: "application/pdf",
        octets: vec![b'x'; size],
    };
    let form = page.form_with_button("Enregistrer").fill("subject", "Avec pièces").fill("body", "À garder.");
    let form =
        form.attach("file", upload("petit.pdf", 1_000)).attach("file", upload("énorme.pdf", 3_000_000));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("énorme.pdf"), "{}", page.text());
    let form = page.form("[name=body]");
    assert_eq!(form.value("body").map(str::trim), Some("À garder."));
    assert_eq!(form.value("subject"), Some("Avec pièces"));
    assert_eq!(page.attributes("[data-name]", "data-name"), ["petit.pdf"], "the other one is kept");
}

#[tokio::test]
async fn text_of_a_form_cannot_end_a_header_or_a_command() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let other = Account::new("pierre");
    let mut client = program.signed_in(&person).await;
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", &other.address);
    let form = form
        .fill("subject", "Un\r\nBcc: victim@sink.test")
        .fill("body", ".\r\nRCPT TO:<x@sink.test>\r\n.\r\n");
    let answer = client.submit(&page, form).await;
    assert!(!answer.status.is_server_error(), "{}", answer.text());
    if answer.status.is_success() {
        let mut imap = lab().open(&other);
        crate::wait::until("the letter", || (imap.count("INBOX") == 1).then_some(()));
        let (_, letter) = imap.last("INBOX");
        assert!(!letter.contains("\r\nBcc: victim"), "{letter}");
        assert!(letter.contains("RCPT TO:<x@sink.test>"), "{letter}");
    }
}
