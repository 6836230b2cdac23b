//! The mail that a demonstration begins with. All people, companies and texts are invented.

use super::seed;
use crate::mailbox::MailboxName;

mod bulk;
mod calendar;
mod mime;
mod random;
mod wrap;

/// The demonstration's two accounts, as of `now` (seconds since 1970-01-01 UTC).
pub fn accounts(now: i64) -> Vec<seed::Account> {
    ["demo@demo.fr.fto", "claire@demo.fr.fto"].map(|address| account(address, now)).into()
}

fn account(address: &str, now: i64) -> seed::Account {
    let name = MailboxName::inbox();
    let inbox = seed::Mailbox { name, special_use: None, messages: bulk(address, 40, now).collect() };
    seed::Account { address: address.to_owned(), password: "demo".to_owned(), mailboxes: vec![inbox] }
}

/// `count` plausible messages for a large mailbox of `address`, oldest first, the newest at `newest_at`
/// (seconds since 1970-01-01 UTC): letters, answers, newsletters, notices, files, flags; 2 to 3 KB on
/// average. The same arguments give the same octets. They are made one at a time.
pub fn bulk(address: &str, count: u32, newest_at: i64) -> impl Iterator<Item = seed::Message> + use<> {
    bulk::Bulk::new(address, count, newest_at)
}
