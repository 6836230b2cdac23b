//! Who gets which connection, and when it ends.

use zeroize::Zeroizing;

use super::super::connection::Selected;
use super::super::scripted::{Scripted, Talk, alice};
use super::*;
use crate::imap::command::Command;
use crate::uid::UidValidity;

fn limits() -> Limits {
    Limits { per_account: 2, idle: Duration::from_secs(60), wait: Duration::from_millis(500) }
}

/// A lease on a new connection, and the server's end of it.
async fn fresh(pool: &Pool, scripted: &Scripted, server: &Arc<Server>) -> (Lease, Talk) {
    let credentials = alice();
    let (lease, talk) = tokio::join!(pool.lease(server, &credentials, None), scripted.logged_in(""));
    (lease.unwrap(), talk)
}

async fn waiting(pool: &Pool, server: &Arc<Server>, mailbox: Option<&MailboxName>) -> Lease {
    pool.lease(server, &alice(), mailbox).await.unwrap()
}

fn select(lease: &mut Lease, mailbox: &MailboxName) {
    let uid_validity = UidValidity::new(1).unwrap();
    lease.connection().set_selected(Some(Selected {
        name: mailbox.clone(),
        uid_validity,
        exists: 0,
        kept: crate::flag::KeptFlags::all(),
        rights: None,
    }));
}

fn selected(lease: &mut Lease) -> Option<MailboxName> {
    lease.connection().selected().map(|it| it.name.clone())
}

fn noop() -> Vec<Command> {
    vec![Command::new("NOOP")]
}

#[tokio::test]
async fn a_connection_at_rest_is_leased_again() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (lease, mut talk) = fresh(&pool, &scripted, &server).await;
    drop(lease);
    let mut lease = waiting(&pool, &server, None).await;
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), talk.answer("NOOP", ""));
    assert!(exchange.is_ok());
}

#[tokio::test]
async fn the_connection_with_the_mailbox_selected_is_best() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (inbox, sent) = (MailboxName::inbox(), MailboxName::parse("Sent").unwrap());
    let (mut first, _first) = fresh(&pool, &scripted, &server).await;
    let (mut second, _second) = fresh(&pool, &scripted, &server).await;
    select(&mut first, &inbox);
    select(&mut second, &sent);
    drop(first);
    drop(second);
    assert_eq!(selected(&mut waiting(&pool, &server, Some(&inbox)).await), Some(inbox.clone()));
    assert_eq!(selected(&mut waiting(&pool, &server, Some(&sent)).await), Some(sent.clone()));
    let drafts = MailboxName::parse("Drafts").unwrap();
    assert_eq!(selected(&mut waiting(&pool, &server, Some(&drafts)).await), Some(sent), "the one used last");
    assert_eq!(selected(&mut waiting(&pool, &server, Some(&inbox)).await), Some(inbox));
}

#[tokio::test]
async fn another_secret_never_gets_a_connection_that_waits() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (lease, _talk) = fresh(&pool, &scripted, &server).await;
    drop(lease);
    for secret in ["secreT", "secret ", ""] {
        let wrong = Credentials::new("alice".to_owned(), Zeroizing::new(secret.to_owned()));
        let script = async {
            let mut talk = scripted.accept().await;
            talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n").await;
            let line = talk.hear().await.unwrap();
            talk.say(&format!("{} NO [AUTHENTICATIONFAILED] no\r\n", line.split(' ').next().unwrap())).await;
        };
        let (lease, ()) = tokio::join!(pool.lease(&server, &wrong, None), script);
        assert!(matches!(lease, Err(Error::Credentials)), "{secret:?}");
    }
}

#[tokio::test]
async fn who_signs_in_is_taken_by_the_server_and_not_by_what_waits() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (lease, mut old) = fresh(&pool, &scripted, &server).await;
    drop(lease);
    let credentials = alice();
    let (taken, mut talk) = tokio::join!(pool.sign_in(&server, &credentials), scripted.logged_in(""));
    taken.unwrap();
    old.expect("LOGOUT").await;
    let mut lease = waiting(&pool, &server, None).await;
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), talk.answer("NOOP", ""));
    assert!(exchange.is_ok(), "it waits for the next one");
    drop(lease);
    // The password is another one by now.
    let script = async {
        let mut talk = scripted.accept().await;
        talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n").await;
        let line = talk.hear().await.unwrap();
        talk.say(&format!("{} NO [AUTHENTICATIONFAILED] no\r\n", line.split(' ').next().unwrap())).await;
    };
    let (refused, ()) = tokio::join!(pool.sign_in(&server, &credentials), script);
    assert!(matches!(refused, Err(Error::Credentials)));
}

#[tokio::test]
async fn a_lease_waits_for_its_turn_and_not_for_ever() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (first, _first) = fresh(&pool, &scripted, &server).await;
    let (_second, _talk) = fresh(&pool, &scripted, &server).await;
    assert!(matches!(pool.lease(&server, &alice(), None).await, Err(Error::Busy)));
    let credentials = alice();
    let (third, ()) = tokio::join!(pool.lease(&server, &credentials, None), async { drop(first) });
    assert!(third.is_ok());
}

#[tokio::test]
async fn a_connection_that_nobody_uses_is_closed() {
    let scripted = Scripted::new().await;
    let idle = Duration::from_millis(100);
    let (pool, server) = (Pool::new(Limits { idle, ..limits() }), Arc::new(scripted.server.clone()));
    let (lease, mut talk) = fresh(&pool, &scripted, &server).await;
    let begin = Instant::now();
    drop(lease);
    talk.expect("LOGOUT").await;
    assert!(begin.elapsed() >= idle);
    assert!(lock(&pool.shared.accounts).is_empty(), "an account without connections is forgotten");
}

#[tokio::test]
async fn a_connection_in_use_is_not_idle() {
    let scripted = Scripted::new().await;
    let idle = Duration::from_millis(1);
    let (pool, server) = (Pool::new(Limits { idle, ..limits() }), Arc::new(scripted.server.clone()));
    let (mut lease, mut talk) = fresh(&pool, &scripted, &server).await;
    pool.shared.sweep();
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), talk.answer("NOOP", ""));
    assert!(exchange.is_ok());
}

#[tokio::test]
async fn logout_closes_what_waits_now_and_what_comes_back() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (first, mut first_talk) = fresh(&pool, &scripted, &server).await;
    let (second, mut second_talk) = fresh(&pool, &scripted, &server).await;
    drop(first);
    pool.close(&server, "alice").await;
    first_talk.expect("LOGOUT").await;
    drop(second);
    second_talk.expect("LOGOUT").await;
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_not_leased() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (lease, talk) = fresh(&pool, &scripted, &server).await;
    let jobs = lease.connection.watch();
    drop(lease);
    drop(talk);
    jobs.closed().await;
    let (mut lease, mut talk) = fresh(&pool, &scripted, &server).await;
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), talk.answer("NOOP", ""));
    assert!(exchange.is_ok());
}

#[tokio::test]
async fn a_connection_that_waited_long_is_asked_whether_it_lives() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (lease, mut talk) = fresh(&pool, &scripted, &server).await;
    let account = Arc::clone(&lease.account);
    drop(lease);
    for waiting in lock(&account.waiting).iter_mut().flatten() {
        waiting.since = waiting.since.checked_sub(PROBE_AFTER).unwrap();
    }
    let credentials = alice();
    let lease = async { pool.lease(&server, &credentials, None).await.unwrap() };
    let (mut lease, ()) = tokio::join!(lease, talk.answer("NOOP", ""));
    assert!(!lease.connection().has_answered(), "nobody's command was answered");
}

#[tokio::test]
async fn a_read_on_a_stale_connection_is_done_once_more() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (lease, mut talk) = fresh(&pool, &scripted, &server).await;
    drop(lease);
    let mut lease = waiting(&pool, &server, None).await;
    let close = async {
        talk.expect("NOOP").await;
        drop(talk);
    };
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), close);
    let error = exchange.unwrap_err();
    let (renewed, mut talk) = tokio::join!(lease.renew(&error), scripted.logged_in(""));
    assert!(renewed);
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), talk.answer("NOOP", ""));
    assert!(exchange.is_ok());
    assert!(!lease.renew(&error).await, "only once");
}

#[tokio::test]
async fn a_read_on_a_new_connection_is_not_done_once_more() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(limits()), Arc::new(scripted.server.clone()));
    let (mut lease, talk) = fresh(&pool, &scripted, &server).await;
    drop(talk);
    let error = lease.connection().run(noop()).await.unwrap_err();
    assert!(!lease.renew(&error).await);
}

#[tokio::test]
async fn a_lease_dropped_in_mid_command_answers_nobody_else() {
    let scripted = Scripted::new().await;
    let (pool, server) =
        (Pool::new(Limits { per_account: 1, ..limits() }), Arc::new(scripted.server.clone()));
    let (mut lease, mut talk) = fresh(&pool, &scripted, &server).await;
    let tag = tokio::select! {
        exchange = lease.connection().run(vec![Command::new("SEARCH ALL")]) => panic!("{exchange:?}"),
        tag = talk.expect("SEARCH ALL") => tag,
    };
    drop(lease);
    assert!(matches!(pool.lease(&server, &alice(), None).await, Err(Error::Busy)), "it is not at rest yet");
    let credentials = alice();
    let drain = async { talk.say(&format!("* SEARCH 1 2 3\r\n{tag} OK\r\n")).await };
    let (lease, ()) = tokio::join!(pool.lease(&server, &credentials, None), drain);
    let mut lease = lease.unwrap();
    let (exchange, ()) = tokio::join!(lease.connection().run(noop()), talk.answer("NOOP", ""));
    assert!(exchange.unwrap().data.is_empty());
}

#[test]
fn what_is_shown_of_a_pool_has_no_secret() {
    let scripted = Server {
        host: "mail.example".to_owned(),
        port: 143,
        security: crate::server::Security::None,
        extra_roots: None,
        connect_timeout: Duration::ZERO,
        answer_timeout: Duration::ZERO,
    };
    let pool = Pool::new(limits());
    pool.shared.account(&Arc::new(scripted), &alice());
    let shown = format!("{pool:?}");
    assert!(shown.contains("mail.example") && !shown.contains("secret"), "{shown}");
}
