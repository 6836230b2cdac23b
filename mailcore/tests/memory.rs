//! How much memory a large part needs on its way: a program of its own, so that nothing else counts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]

#[allow(dead_code, reason = "other tests need more of it")]
#[path = "dovecot/server.rs"]
mod server;

use std::fs;
use std::time::Duration;

use mailcore::flag::FlagSet;
use mailcore::imap::pool::{Limits, Pool};
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::server::Security;

use server::{Dovecot, credentials};

const SIZE: usize = 36_000_000;
/// The most memory that reading may add, in kB.
const MOST: u64 = 8_000;

/// The most memory that this process ever had, in kB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|it| it.starts_with("VmHWM:")).unwrap();
    line.split_ascii_whitespace().nth(1).unwrap().parse().unwrap()
}

/// The memory that this process has, in kB, from now on its peak, too.
fn forget_peak() -> u64 {
    fs::write("/proc/self/clear_refs", "5").unwrap();
    peak()
}

#[tokio::test]
async fn thirty_six_megabytes_stream_in_less_than_eight() {
    let dovecot = Dovecot::start(&[("alice", "secret")]);
    let limits = Limits { per_account: 1, idle: Duration::from_secs(60), wait: Duration::from_secs(30) };
    let (pool, alice, server) =
        (Pool::new(limits), credentials("alice", "secret"), dovecot.shared(Security::Tls));
    let inbox = MailboxName::inbox();
    let mut octets = b"Subject: large\r\n\r\n".to_vec();
    octets.resize(SIZE, b'x');

    let mut lease = pool.lease(&server, &alice, Some(&inbox)).await.unwrap();
    let before = forget_peak();
    let number = lease.append(&inbox, &FlagSet::new(), octets.into(), false).await.unwrap().unwrap();
    // What was filed may be gone by then.
    let filing = peak().saturating_sub(before);
    assert!(filing < MOST, "filing took {filing} kB");

    let before = forget_peak();
    let message = MessageRef { mailbox: inbox, number };
    let mut stream = lease.stream(&message, None).await.unwrap();
    let mut count = 0;
    while let Some(piece) = stream.next().await.unwrap() {
        assert!(piece.len() <= 131_072);
        count += piece.len();
    }
    assert_eq!(count, SIZE);
    let reading = peak() - before;
    assert!(reading < MOST, "reading took {reading} kB");
}
