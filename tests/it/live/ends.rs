//! What streams tell, and what ends them.

use reqwest::StatusCode;
use serde_json::json;

use super::stream::Stream;
use crate::browser::Browser;
use crate::guard;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::{Options, Program, Security};
use crate::proxy::Proxy;
use crate::wait;

#[tokio::test]
async fn a_stream_tells_of_every_mailbox_and_of_no_message() {
    let account = Account::new("oreille");
    let mut imap = lab().open(&account);
    let program = Program::start().await;
    let client = program.signed_in(&account).await;
    let mut stream = Stream::open(&client, None).await;
    let hello = stream.next("hello").await;
    assert_eq!(
        hello.data,
        json!({ "person": account.address, "every": 5, "all": true, "notify": false, "content": false, "sound": false })
    );
    let first = stream.next("mailboxes").await;
    imap.append("INBOX", "", "", &letters::plain("Secret", &account.address, "Bonjour."));
    let event = stream.next("mailbox").await;
    assert_eq!(event.data, json!({ "mailbox": "INBOX", "messages": 1, "unseen": 1, "arrived": 1 }));
    imap.append("Junk", "\\Seen", "", &letters::plain("Pourriel", &account.address, "Bonjour."));
    let event = stream.next("mailbox").await;
    assert_eq!(event.data, json!({ "mailbox": "Junk", "messages": 1, "unseen": 0, "arrived": 1 }));

    // Who comes back hears only what is new; who missed something hears that.
    let mut again = Stream::open(&client, Some(&event.id)).await;
    let mut late = Stream::open(&client, Some(&first.id)).await;
    assert_eq!(late.next("mailboxes").await.id, event.id);
    imap.command("CREATE Nouveau");
    imap.command("SUBSCRIBE Nouveau");
    imap.append("Trash", "", "", &letters::plain("Perdue", &account.address, "Bonjour."));
    let event = again.next("mailbox").await;
    assert_eq!(event.data["mailbox"], "Trash");
}

#[tokio::test]
async fn signing_out_ends_the_streams_of_that_session_alone() {
    let account = Account::new("partante");
    let program = Program::start().await;
    let mut here = program.signed_in(&account).await;
    let elsewhere = program.signed_in(&account).await;
    let mut ended = Stream::open(&here, None).await;
    let mut other = Stream::open(&elsewhere, None).await;
    ended.next("mailboxes").await;
    other.next("mailboxes").await;
    let page = here.get("/mail/INBOX").await;
    here.submit(&page, page.form("#logout")).await;
    ended.end().await;
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Encore", &account.address, "Bonjour."));
    other.next("mailbox").await;
    here.follow_redirects = false;
    assert_eq!(Stream::ask(&here, None).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn closing_other_sessions_ends_their_streams() {
    let account = Account::new("ailleurs");
    let program = Program::start().await;
    let mut here = program.signed_in(&account).await;
    let elsewhere = program.signed_in(&account).await;
    let mut own = Stream::open(&here, None).await;
    let mut ended = Stream::open(&elsewhere, None).await;
    own.next("mailboxes").await;
    ended.next("mailboxes").await;
    let page = here.get("/settings/sessions").await;
    here.submit(&page, page.form("#close-others")).await;
    ended.end().await;
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Encore", &account.address, "Bonjour."));
    own.next("mailbox").await;
}

#[tokio::test]
async fn a_session_that_has_ended_ends_its_streams() {
    let account = Account::new("oubliee");
    let program = Program::start().await;
    let mut stream = Stream::open(&program.signed_in(&account).await, None).await;
    stream.next("mailboxes").await;
    program.change_data("UPDATE sessions SET ends_at = 0").await;
    stream.end().await;
}

#[tokio::test]
async fn an_account_has_a_limit_of_streams() {
    let account = Account::new("bavarde");
    let program = Program::start().await;
    let client = program.signed_in(&account).await;
    let mut streams = Vec::new();
    for _ in 0..20 {
        streams.push(Stream::open(&client, None).await);
    }
    assert_eq!(Stream::ask(&client, None).await.status(), StatusCode::TOO_MANY_REQUESTS);
    drop(streams.pop());
    wait::until_async("room for one", async || {
        (Stream::ask(&client, None).await.status() == StatusCode::OK).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_program_ends_at_once_while_pages_listen_and_comes_back_to_them() {
    let account = Account::new("fidele");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Ancienne", &account.address, "Bonjour."));
    let program = Program::start().await;
    let client = program.signed_in(&account).await;
    let mut stream = Stream::open(&client, None).await;
    stream.next("mailboxes").await;
    let begin = std::time::Instant::now();
    let program = program.restart().await;
    assert!(begin.elapsed() < std::time::Duration::from_secs(15), "{:?}", begin.elapsed());
    stream.end().await;
    assert!(!program.log().contains("requests were cut off"), "{}", program.log());
}

#[tokio::test]
async fn a_mail_server_that_was_away_is_watched_again() {
    let account = Account::new("tenace");
    let mut imap = lab().open(&account);
    let proxy = Proxy::to(lab().imap);
    let options =
        Options { security: Security::None, imap: Some(("127.0.0.1", proxy.port)), ..Options::default() };
    let program = Program::with(options).await;
    let mut stream = Stream::open(&program.signed_in(&account).await, None).await;
    stream.next("mailboxes").await;
    proxy.hang_up();
    imap.append("INBOX", "", "", &letters::plain("Entre-temps", &account.address, "Bonjour."));
    assert_eq!(stream.next("mailbox").await.data["arrived"], 1);
}

#[tokio::test]
async fn a_page_listens_again_when_the_program_was_restarted() {
    let account = Account::new("revenante");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Ancienne", &account.address, "Bonjour."));
    let [port] = guard::free_ports();
    let environment = vec![("FACTEUR_LISTEN".to_owned(), format!("127.0.0.1:{port}"))];
    let program = Program::with(Options { environment, ..Options::default() }).await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("net::ERR_");
    browser.sign_in(&account).await;
    super::mark(&browser).await;
    let program = program.restart().await;
    super::wait_until_watched(&program, &account).await;
    imap.append("INBOX", "", "", &letters::plain("Après", &account.address, "Bonjour."));
    super::wait_for_first(&browser, "Après").await;
    assert!(super::is_marked(&browser).await);
    browser.close().await;
}
