//! What it costs to wait for news of many.

use super::stream::Stream;
use crate::lab::Account;
use crate::program::Program;

const ACCOUNTS: u64 = 50;

/// The most memory for each account that waits, in kB: its connection to the mail server and its stream.
const MOST: u64 = 100;

#[tokio::test]
async fn an_account_that_waits_costs_less_than_a_hundred_kilobytes() {
    let program = Program::start().await;
    let mut clients = Vec::new();
    for _ in 0..=ACCOUNTS {
        clients.push(program.signed_in(&Account::new("attente")).await);
    }
    // The first one pays for what all share.
    let mut streams = Vec::new();
    let mut before = 0;
    for client in &clients {
        let mut stream = Stream::open(client, None).await;
        stream.next("mailboxes").await;
        streams.push(stream);
        if streams.len() == 1 {
            before = program.forget_peak();
        }
    }
    let each = program.forget_peak().saturating_sub(before) / ACCOUNTS;
    println!("{each} kB for each account that waits");
    assert!(each < MOST, "{each} kB for each account");
}
