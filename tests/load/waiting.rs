//! What it costs to wait for the news of many accounts: each has its connection to the mail server and a page
//! that listens.

use serde::Serialize;

use crate::maildir::Person;
use crate::process::Memory;
use crate::visitor::Visitor;
use crate::webmail::Webmail;

/// How many accounts wait.
const ACCOUNTS: usize = 1000;

/// The most that each may cost, in kB.
pub const GOAL: f64 = 100.0;

/// What was measured.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Waiting {
    pub accounts: usize,
    /// When the first account waited, which pays for what all share.
    pub before: Memory,
    /// When all did.
    pub after: Memory,
    /// What each costs, in kB.
    pub each: f64,
}

/// Lets that many accounts wait on a webmail that nobody used before.
pub async fn wait(webmail: &Webmail) -> Waiting {
    let mut pages = Vec::new();
    let mut before = webmail.process.memory();
    for number in 0..=ACCOUNTS {
        let mut visitor = Visitor::signed_in(webmail.port, &Person::who_waits(number)).await;
        pages.push(visitor.listen().await);
        if number == 0 {
            before = webmail.process.memory();
        }
    }
    let after = webmail.process.memory();
    let accounts = u32::try_from(ACCOUNTS).map_or(f64::MAX, f64::from);
    Waiting { accounts: ACCOUNTS, before, after, each: (after.now - before.now) * 1e3 / accounts }
}
