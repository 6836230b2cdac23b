//! The embedded mail server as others see it: a client that is not ours, and whoever means it no good.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::indexing_slicing, reason = "a test ends where it fails")]

use std::process::Command;

use mailcore::demo::{DemoServer, Options};

#[path = "demo/accounts.rs"]
mod accounts;
#[path = "demo/hostile.rs"]
mod hostile;
#[path = "demo/kept.rs"]
mod kept;
#[path = "demo/raw.rs"]
mod raw;
#[path = "demo/session.rs"]
mod session;

use accounts::accounts;

/// Python's imaplib and smtplib know nothing of our code or of our reading of the RFCs.
#[tokio::test(flavor = "multi_thread")]
async fn pythons_clients_are_served() {
    let server = DemoServer::start(Options { accounts: accounts(), directory: None }).await.unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/demo/client.py");
    let ports = [server.imap().port().to_string(), server.submission().port().to_string()];
    let client = tokio::task::spawn_blocking(move || {
        Command::new("python3").arg(script).args(ports).output().expect("python3 is not installed")
    });
    let output = client.await.unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    server.stop().await;
}
