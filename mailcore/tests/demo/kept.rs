//! A demonstration that is kept in a directory.

use std::fs;
use std::time::{Duration, Instant};

use mailcore::demo::{DemoServer, Error, Options};
use tempfile::TempDir;

use crate::accounts::{account, accounts};
use crate::raw::Raw;

fn options(directory: &TempDir) -> Options {
    Options { accounts: accounts(), directory: Some(directory.path().join("mail")) }
}

#[tokio::test]
async fn mail_is_the_same_after_a_restart() {
    let directory = TempDir::new().unwrap();
    let server = DemoServer::start(options(&directory)).await.unwrap();
    let mut raw = Raw::log_in(server.imap(), "demo@demo.test", "demo").await;
    raw.done("a CREATE Affaires/2026 (USE (\\Archive))").await;
    raw.done(
        "a APPEND Affaires/2026 (\\Flagged Work) \" 2-Feb-2026 10:00:00 +0100\" {12+}\r\nSubject: x\r\n",
    )
    .await;
    raw.done("a SELECT INBOX").await;
    assert!(raw.done("a MOVE 2 Sent").await.starts_with("a OK "));
    let before = told(&mut raw).await;
    server.stop().await;
    assert!(raw.rest().await.starts_with("* BYE "));

    let server = DemoServer::start(options(&directory)).await.unwrap();
    let mut raw = Raw::log_in(server.imap(), "demo@demo.test", "demo").await;
    assert_eq!(told(&mut raw).await, before);
    raw.done("a EXAMINE Affaires/2026").await;
    let (said, _) = raw.command("a FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE)").await;
    assert_eq!(
        said,
        [
            r#"* 1 FETCH (UID 1 FLAGS (\Flagged Work) INTERNALDATE "02-Feb-2026 09:00:00 +0000" RFC822.SIZE 12)"#
        ]
    );
    server.stop().await;
}

/// Names, roles, counts and numbers of all mailboxes.
async fn told(raw: &mut Raw) -> Vec<String> {
    let items = "MESSAGES UNSEEN UIDNEXT UIDVALIDITY HIGHESTMODSEQ SIZE";
    let (said, end) = raw.command(&format!("a LIST \"\" * RETURN (SUBSCRIBED STATUS ({items}))")).await;
    assert!(end.starts_with("a OK ") && said.len() == 8, "{said:?}");
    said
}

#[tokio::test]
async fn what_changes_is_written_before_the_end() {
    let directory = TempDir::new().unwrap();
    let server = DemoServer::start(options(&directory)).await.unwrap();
    let mut raw = Raw::log_in(server.imap(), "demo@demo.test", "demo").await;
    raw.done("a CREATE Soon").await;
    let state = directory.path().join("mail/state.json");
    let begin = Instant::now();
    while !fs::read_to_string(&state).is_ok_and(|it| it.contains("Soon")) {
        assert!(begin.elapsed() < Duration::from_secs(30), "it is not written");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    server.stop().await;
}

#[tokio::test]
async fn a_directory_in_use_or_of_another_version_is_refused() {
    let directory = TempDir::new().unwrap();
    let server = DemoServer::start(options(&directory)).await.unwrap();
    let second = DemoServer::start(options(&directory)).await;
    assert!(matches!(&second, Err(Error::InUse(path)) if path.ends_with("mail")), "{second:?}");
    server.stop().await;
    fs::write(directory.path().join("mail/version"), "facteur demo 2\n").unwrap();
    let newer = DemoServer::start(options(&directory)).await;
    assert!(matches!(&newer, Err(Error::Version { found, .. }) if found == "facteur demo 2"), "{newer:?}");
    fs::remove_dir_all(directory.path().join("mail")).unwrap();
    fs::write(directory.path().join("mail"), "").unwrap();
    let blocked = DemoServer::start(options(&directory)).await;
    assert!(matches!(&blocked, Err(Error::Directory { .. })), "{blocked:?}");
}

/// It is a demonstration: it has to be there at once, also when it is kept and when it was.
#[tokio::test]
async fn a_server_with_many_messages_starts_at_once() {
    let directory = TempDir::new().unwrap();
    for kept in [false, true, true] {
        let accounts = vec![account("demo@demo.test", "demo", 2_500)];
        let directory = kept.then(|| directory.path().join("mail"));
        let begin = Instant::now();
        let server = DemoServer::start(Options { accounts, directory }).await.unwrap();
        let started = begin.elapsed();
        assert!(started < Duration::from_secs(1), "{started:?}");
        let mut raw = Raw::log_in(server.imap(), "demo@demo.test", "demo").await;
        assert_eq!(raw.command("a STATUS INBOX (MESSAGES)").await.0, [r#"* STATUS "INBOX" (MESSAGES 2500)"#]);
        server.stop().await;
    }
}
