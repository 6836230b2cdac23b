//! The mail that a demonstration begins with. All people, companies and texts are invented.

use super::seed;

mod bulk;
mod calendar;
mod files;
mod html;
mod letter;
mod letters;
mod mailboxes;
mod mime;
mod people;
mod post;
mod random;
#[cfg(test)]
mod tests;
mod wording;
mod wrap;

use calendar::Calendar;
use mailboxes::Rooms;
use people::People;
use post::Office;

/// The demonstration's two accounts, as of `now` (seconds since 1970-01-01 UTC): that of Élise, who works
/// for a maker of paper and keeps the accounts of an association, and that of Claire, who is in both.
pub fn accounts(now: i64) -> Vec<seed::Account> {
    let calendar = Calendar::new(now);
    let people = People::read();
    let office = Office { calendar: &calendar, people: &people };
    let mut both = Rooms::of_both();
    for (name, text) in letters::FILES {
        let mut before = Vec::new();
        // None of ours is bad (there is a test). If one were, it and those after it would be missing.
        for (at, letter) in letter::read(text).into_iter().map_while(Result::ok).enumerate() {
            let Some(posted) = office.post(name, at + 1, &letter, &before) else { break };
            both.iter_mut().for_each(|it| it.keep(&letter, &posted, &calendar));
            before.push(posted);
        }
    }
    both.map(|it| it.into_account(&calendar)).into()
}

/// `count` plausible messages for a large mailbox of `address`, oldest first, the newest at `newest_at`
/// (seconds since 1970-01-01 UTC): letters, answers, newsletters, notices, files, flags; 2 to 3 KB on
/// average. The same arguments give the same octets. They are made one at a time.
pub fn bulk(address: &str, count: u32, newest_at: i64) -> impl Iterator<Item = seed::Message> + use<> {
    bulk::Bulk::new(address, count, newest_at)
}
