//! One search in several mailboxes: one after the other over one connection, so that what is found in
//! the first is shown while the others are searched. It ends when nobody waits for it any more.

use std::collections::VecDeque;

use mailcore::envelope::{EnvelopePage, Window};
use mailcore::imap::Error;
use mailcore::imap::pool::Lease;
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, SpecialUse};
use mailcore::order::{ListView, Order};

use super::Scope;
use crate::desk::Desk;

/// The messages that are shown of each mailbox: the newest.
pub const MOST_SHOWN: u32 = 10;

/// A search under way.
#[derive(Debug)]
pub struct WideSearch {
    desk: Desk,
    lease: Lease,
    view: ListView,
    waiting: VecDeque<Mailbox>,
    /// How many mailboxes there are to search.
    pub total: usize,
}

/// What became of it in one mailbox.
#[derive(Debug)]
pub struct Searched {
    /// Where.
    pub mailbox: Mailbox,
    /// The newest of what was found there.
    pub found: Result<EnvelopePage, Error>,
}

impl WideSearch {
    /// Begins in the mailboxes of a scope; gives all mailboxes as well.
    pub async fn begin(
        desk: &Desk,
        here: &MailboxName,
        scope: Scope,
        view: ListView,
    ) -> Result<(Self, Mailboxes), Error> {
        let mut lease = desk.lease(None).await?;
        let mailboxes = lease.mailboxes().await?;
        let waiting = searched(&mailboxes, here, scope);
        // By thread there would be others than were found.
        let view = ListView { order: Order::NEWEST_FIRST, threads: false, ..view };
        let total = waiting.len();
        Ok((Self { desk: desk.clone(), lease, view, waiting, total }, mailboxes))
    }

    /// How many mailboxes were searched.
    pub fn done(&self) -> usize {
        self.total - self.waiting.len()
    }

    /// Searches the next mailbox; `None` after the last.
    pub async fn next(&mut self) -> Option<Searched> {
        let mailbox = self.waiting.pop_front()?;
        let window = Window { page: 0, size: MOST_SHOWN };
        let found = self.lease.find_in(&mailbox.name, &self.view, window).await;
        if matches!(found, Err(Error::Connection(_) | Error::Answer(_))) {
            // The connection has ended; the other mailboxes can still be searched.
            match self.desk.lease(None).await {
                Ok(lease) => self.lease = lease,
                Err(error) => return Some(Searched { mailbox, found: Err(error) }),
            }
        }
        Some(Searched { mailbox, found })
    }
}

/// The mailboxes of a scope that have anything in them; what is unwanted comes last.
fn searched(mailboxes: &[Mailbox], here: &MailboxName, scope: Scope) -> VecDeque<Mailbox> {
    let is_meant = |it: &&Mailbox| match scope {
        Scope::Here => it.name == *here,
        Scope::Below => it.name == *here || it.name.is_inside(here, it.delimiter),
        Scope::Everywhere => true,
    };
    let is_empty = |it: &Mailbox| it.status.is_some_and(|it| it.messages == 0);
    let mut meant: Vec<Mailbox> =
        mailboxes.iter().filter(is_meant).filter(|it| it.selectable && !is_empty(it)).cloned().collect();
    meant.sort_by_key(|it| matches!(it.special_use, Some(SpecialUse::Junk | SpecialUse::Trash)));
    meant.into()
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::MailboxStatus;

    use super::*;

    fn names(scope: Scope) -> Vec<String> {
        let mailbox = |name: &str, special_use, messages| Mailbox {
            special_use,
            selectable: name != "Level",
            status: Some(MailboxStatus { messages, ..MailboxStatus::default() }),
            ..Mailbox::new(MailboxName::parse(name).unwrap(), Some('/'))
        };
        let all = [
            mailbox("INBOX", None, 3),
            mailbox("Trash", Some(SpecialUse::Trash), 1),
            mailbox("Level", None, 0),
            mailbox("A", None, 1),
            mailbox("A/b", None, 1),
            mailbox("A/empty", None, 0),
            mailbox("Ab", None, 1),
        ];
        let found = searched(&all, &MailboxName::parse("A").unwrap(), scope);
        found.into_iter().map(|it| it.name.to_string()).collect()
    }

    #[test]
    fn a_scope_names_mailboxes_and_what_is_unwanted_comes_last() {
        assert_eq!(names(Scope::Here), ["A"]);
        assert_eq!(names(Scope::Below), ["A", "A/b"]);
        assert_eq!(names(Scope::Everywhere), ["INBOX", "A", "A/b", "Ab", "Trash"]);
    }
}
