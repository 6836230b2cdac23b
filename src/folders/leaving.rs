//! What a person wants to be gone when they sign out: what lies in the trash and among junk, or what is old there.

use mailcore::imap;
use mailcore::mailbox::{MailboxName, Mailboxes, SpecialUse};
use mailcore::search::{Day, Search};

use super::emptying;
use crate::desk::{self, Desk};

/// Removes what is to go, and tells how many messages that was. `now` is in seconds since 1970-01-01 UTC.
pub async fn clear(desk: &Desk, now: i64) -> Result<usize, imap::Error> {
    let wished = desk.preferences.leaving;
    let wishes = [(SpecialUse::Trash, wished.trash), (SpecialUse::Junk, wished.junk)];
    if wishes.iter().all(|(_, it)| it.days().is_none()) {
        return Ok(0);
    }
    let mailboxes = desk.lease(None).await?.mailboxes().await?;
    let mut gone = 0;
    for (role, days) in wishes.into_iter().filter_map(|(role, it)| Some((role, it.days()?))) {
        if let Some(folder) = there(role, &mailboxes) {
            gone += clear_one(desk, &folder, days, now).await?;
        }
    }
    Ok(gone)
}

/// The mailbox with a role, where there is one. Never the inbox, whatever role somebody gave it.
fn there(role: SpecialUse, mailboxes: &Mailboxes) -> Option<MailboxName> {
    let name = desk::mailbox_for(role, mailboxes).filter(|it| !it.is_inbox())?;
    mailboxes.iter().any(|it| it.name == name && it.selectable).then_some(name)
}

async fn clear_one(desk: &Desk, folder: &MailboxName, days: i32, now: i64) -> Result<usize, imap::Error> {
    let mut lease = desk.lease(Some(folder)).await?;
    let search = match day_before(now, days) {
        _ if days == 0 => Search::All,
        Some(day) => Search::Before(day),
        None => return Ok(0),
    };
    let numbers = lease.numbers_in(folder, &search).await?;
    emptying::take_out(&mut lease, folder, &numbers, None, |_| {}).await?;
    Ok(numbers.len())
}

/// What a server takes for a day is its own time zone's: to the hour this is no question.
fn day_before(now: i64, days: i32) -> Option<Day> {
    Some(Day(i32::try_from(now / 86_400).ok()?.checked_sub(days)?))
}
