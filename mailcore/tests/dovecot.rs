//! The IMAP client against a real Dovecot: protection, login, leases; and what of it needs no TLS on the
//! embedded mail server as well.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::indexing_slicing, reason = "a test ends where it fails")]

#[path = "place/both.rs"]
mod both;
#[path = "place/place.rs"]
mod place;

use std::sync::Arc;
use std::time::Duration;

use mailcore::flag::{Flag, FlagSet};
use mailcore::imap::Error;
use mailcore::imap::arrange::{Arranged, Arrangement};
use mailcore::imap::pool::{Lease, Limits, Pool};
use mailcore::imap::watch::{Change, Rounds, Watches};
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::server::{Security, Server};

use both::on_both_servers;
use place::dovecot::{Dovecot, credentials};
use place::{Kind, Place};

fn pool() -> Pool {
    Pool::new(Limits { per_account: 2, idle: Duration::from_secs(60), wait: Duration::from_secs(30) })
}

const MESSAGE: &[u8] = b"Subject: hello\r\n\r\nhello\r\n";

fn inbox() -> MailboxName {
    MailboxName::inbox()
}

/// Files a message in the inbox.
async fn file(lease: &mut Lease, octets: &[u8]) -> MessageRef {
    let number = lease.append(&inbox(), &FlagSet::new(), octets.to_vec().into(), false).await.unwrap();
    MessageRef { mailbox: inbox(), number: number.expect("both servers have UIDPLUS") }
}

/// The whole message, streamed.
async fn read(lease: Lease, message: &MessageRef) -> Vec<u8> {
    let mut stream = lease.stream(message, None).await.unwrap();
    let mut octets = Vec::new();
    while let Some(piece) = stream.next().await.unwrap() {
        octets.extend_from_slice(&piece);
    }
    assert_eq!(stream.size(), octets.len() as u64);
    octets
}

on_both_servers!(
    a_password_may_be_any_text,
    what_is_filed_is_read_again_octet_by_octet,
    leases_that_are_dropped_anywhere_disturb_nobody,
    more_people_than_connections_take_turns,
    what_another_client_does_is_told,
);

#[tokio::test]
async fn a_person_logs_in_over_every_protection() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    for security in [Security::None, Security::StartTls, Security::Tls] {
        let lease = pool().lease(&dovecot.shared(security), &credentials("alice", "secret"), None).await;
        assert!(lease.is_ok(), "{security:?}: {lease:?}");
    }
}

async fn a_password_may_be_any_text(kind: Kind) {
    let long = "x".repeat(900);
    let secrets = ["s", r#"a"b\c"#, "pâté €", " blanks ", "{5}", "%u%%", "日本語", long.as_str()];
    let logins: Vec<String> = (0..secrets.len()).map(|number| format!("user{number}")).collect();
    let users: Vec<(&str, &str)> = logins.iter().map(String::as_str).zip(secrets).collect();
    let place = Place::start(kind, &users).await;
    let (pool, server) = (pool(), place.protected());
    for (login, secret) in users {
        let lease = pool.lease(&server, &credentials(login, secret), None).await;
        assert!(lease.is_ok(), "{secret}: {lease:?}");
        let wrong = pool.lease(&server, &credentials(login, &format!("{secret}x")), None).await;
        assert!(matches!(wrong, Err(Error::Credentials)), "{secret}: {wrong:?}");
    }
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_ends_it() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    for security in [Security::StartTls, Security::Tls] {
        let trusted = dovecot.server(security);
        let wrong_name = Server { host: "127.0.0.1".to_owned(), ..trusted.clone() };
        let unknown = Server { extra_roots: None, ..trusted };
        for server in [wrong_name, unknown] {
            let lease = pool().lease(&Arc::new(server), &credentials("alice", "secret"), None).await;
            assert!(matches!(lease, Err(Error::Certificate(_))), "{security:?}: {lease:?}");
        }
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_cannot_be_reached() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    let server = dovecot.shared(Security::None);
    drop(dovecot);
    let lease = pool().lease(&server, &credentials("alice", "secret"), None).await;
    assert!(matches!(lease, Err(Error::Connection(_))), "{lease:?}");
}

async fn what_is_filed_is_read_again_octet_by_octet(kind: Kind) {
    let place = Place::start(kind, &[("alice", "secret")]).await;
    let (pool, alice) = (pool(), credentials("alice", "secret"));
    for server in place.servers() {
        for size in [0, 1, 60_000, 70_000, 3_000_000] {
            let mut octets = b"Subject: any\r\n\r\n".to_vec();
            octets.extend((0..size).map(|it| b"abc}\\\"{5+}* A1 OK"[it % 17]));
            let mut lease = pool.lease(&server, &alice, Some(&inbox())).await.unwrap();
            let message = file(&mut lease, &octets).await;
            assert!(read(lease, &message).await == octets, "{:?}, {size} octets", server.security);
        }
    }
}

async fn leases_that_are_dropped_anywhere_disturb_nobody(kind: Kind) {
    let place = Place::start(kind, &[("alice", "secret")]).await;
    let (pool, alice, server) = (pool(), credentials("alice", "secret"), place.protected());
    let mut lease = pool.lease(&server, &alice, None).await.unwrap();
    let small = file(&mut lease, MESSAGE).await;
    let large = file(&mut lease, &[MESSAGE, &vec![b'x'; 5_000_000]].concat()).await;
    drop(lease);
    for patience in 0..40 {
        let patience = Duration::from_micros(patience * 50);
        let mut lease = pool.lease(&server, &alice, Some(&inbox())).await.unwrap();
        let _ = tokio::time::timeout(patience, lease.mailboxes()).await;
        drop(lease);
        let lease = pool.lease(&server, &alice, Some(&inbox())).await.unwrap();
        let _ = tokio::time::timeout(patience, read(lease, &large)).await;
        let lease = pool.lease(&server, &alice, Some(&inbox())).await.unwrap();
        assert_eq!(read(lease, &small).await, MESSAGE);
    }
}

async fn more_people_than_connections_take_turns(kind: Kind) {
    let place = Place::start(kind, &[("alice", "secret")]).await;
    let (pool, alice, server) = (pool(), credentials("alice", "secret"), place.server());
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let (pool, alice, server) = (pool.clone(), alice.clone(), Arc::clone(&server));
            tokio::spawn(async move {
                let mut lease = pool.lease(&server, &alice, None).await.unwrap();
                lease.mailboxes().await.unwrap().len()
            })
        })
        .collect();
    for task in tasks {
        assert!(task.await.unwrap() > 0);
    }
}

/// Dovecot tells of all mailboxes (NOTIFY), the embedded server of the inbox (IDLE).
async fn what_another_client_does_is_told(kind: Kind) {
    let place = Place::start(kind, &[("alice", "secret")]).await;
    let (pool, alice, server) = (pool(), credentials("alice", "secret"), place.protected());
    let mut lease = pool.lease(&server, &alice, None).await.unwrap();
    let rounds = Rounds { every: Some(Duration::from_secs(600)), all: true };
    let watch = Watches::default().begin(&server, &alice, rounds);
    let mut changes = watch.listen();
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    // Messages, those not seen, how many came and went.
    let mut next = async || match changes.next().await {
        Some((_, Change::Messages { mailbox, status, arrived, gone })) => {
            (mailbox.to_string(), [status.messages, status.unseen, arrived, gone])
        }
        other => panic!("{other:?}"),
    };
    let message = file(&mut lease, MESSAGE).await;
    assert_eq!(next().await, ("INBOX".to_owned(), [1, 1, 1, 0]));
    let (seen, none) = (FlagSet::from([Flag::Seen]), FlagSet::new());
    lease.flag(&message.mailbox, &[message.number], &seen, &none).await.unwrap();
    assert_eq!(next().await, ("INBOX".to_owned(), [1, 0, 0, 0]));
    lease.remove(&message).await.unwrap();
    assert_eq!(next().await, ("INBOX".to_owned(), [0, 0, 0, 1]));
    if matches!(kind, Kind::Dovecot) {
        let sent = MailboxName::parse("Sent").unwrap();
        lease.append(&sent, &seen, MESSAGE.into(), false).await.unwrap();
        assert_eq!(next().await, ("Sent".to_owned(), [1, 0, 1, 0]));
    }
}

#[tokio::test]
async fn a_server_that_was_started_anew_is_found_again() {
    let logins = [("alice", "secret")];
    let dovecot = Dovecot::start(&logins);
    let (pool, alice, server) = (pool(), credentials("alice", "secret"), dovecot.shared(Security::None));
    let mut lease = pool.lease(&server, &alice, None).await.unwrap();
    lease.mailboxes().await.unwrap();
    drop(lease);
    let dovecot = dovecot.restart();
    let mut lease = pool.lease(&server, &alice, None).await.unwrap();
    assert!(lease.mailboxes().await.is_ok());
    drop(dovecot);
}

/// The names of all mailboxes, those that lists show marked by a star.
fn names(all: &Arrangement) -> Vec<String> {
    let mark = |it: &Arranged| format!("{}{}", it.mailbox.name, if it.subscribed { "*" } else { "" });
    all.mailboxes.iter().map(mark).filter(|it| !it.contains("Sent") && it != "INBOX").collect()
}

/// Mailboxes of any name are made, moved with those inside them, and removed.
async fn arrange(settings: &str, prefix: &str, delimiter: char, odd: &[&str]) {
    let dovecot = Dovecot::start_with(&[("alice", "secret")], settings);
    let (pool, alice, server) = (pool(), credentials("alice", "secret"), dovecot.shared(Security::Tls));
    let mut lease = pool.lease(&server, &alice, None).await.unwrap();
    let all = lease.arrangement().await.unwrap();
    assert_eq!((all.prefix.as_str(), all.delimiter), (prefix, Some(delimiter)));
    let name =
        |text: &str| MailboxName::parse(&format!("{prefix}{}", text.replace('>', &delimiter.to_string())));
    let name = |text: &str| name(text).unwrap();
    for odd in odd {
        lease.create(&name(odd)).await.unwrap_or_else(|error| panic!("{odd}: {error}"));
        lease.append(&name(odd), &FlagSet::new(), MESSAGE.into(), false).await.unwrap();
        let size = lease.size(&name(odd)).await.unwrap();
        assert_eq!(size, Some(MESSAGE.len() as u64), "{odd}");
        assert_eq!(lease.all_numbers(&name(odd)).await.unwrap().len(), 1, "{odd}");
        lease.delete(&[name(odd)]).await.unwrap();
    }
    assert_eq!(names(&lease.arrangement().await.unwrap()), Vec::<String>::new());

    for made in ["a", "a>b", "a>b>c"] {
        lease.create(&name(made)).await.unwrap();
    }
    lease.show(&name("a>b>c"), false).await.unwrap();
    lease.append(&name("a>b"), &FlagSet::new(), MESSAGE.into(), false).await.unwrap();
    lease.see_all(&name("a>b")).await.unwrap();
    let moved = [(name("a>b"), name("d"))];
    lease.rename(&name("a>b"), &name("d"), &moved).await.unwrap();
    let all = lease.arrangement().await.unwrap();
    let expected = ["a*", "d*", "d>c"].map(|it| {
        let (text, star) = it.strip_suffix('*').map_or((it, ""), |it| (it, "*"));
        format!("{}{star}", name(text))
    });
    assert_eq!(names(&all), expected);
    let unseen =
        all.mailboxes.iter().find(|it| it.mailbox.name == name("d")).and_then(|it| it.mailbox.status);
    assert_eq!(unseen.map(|it| (it.messages, it.unseen)), Some((1, 0)));
    lease.delete(&[name("d>c"), name("d"), name("a")]).await.unwrap();
    assert_eq!(names(&lease.arrangement().await.unwrap()), Vec::<String>::new());
    let again = lease.delete(&[name("a")]).await;
    assert!(matches!(again, Err(Error::Gone)), "{again:?}");
}

#[tokio::test]
async fn mailboxes_are_arranged_where_slashes_separate_them() {
    let odd = ["Été 🎉", r#"a"b\c"#, "R&D", "{5}", "nil", "a'b `c` $d", "-"];
    arrange("", "", '/', &odd).await;
}

#[tokio::test]
async fn mailboxes_are_arranged_inside_the_inbox_where_dots_separate_them() {
    let dots = "namespace inbox {\n  separator = .\n  prefix = INBOX.\n}\n";
    arrange(dots, "INBOX.", '.', &["Été 🎉", r#"a"b\c"#, "R&D"]).await;
}
