//! What is known of an account's mailboxes, and what is different from it.

use std::collections::BTreeMap;

use super::Change;
use crate::mailbox::{Mailbox, MailboxName, MailboxStatus};
use crate::uid::Uid;

/// The most mailboxes that are watched, the first of the list: so many as lists show counts of.
const MOST_WATCHED: usize = 200;

/// The counts of each mailbox as they were told last.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// `None` before anything is known.
    known: Option<BTreeMap<MailboxName, MailboxStatus>>,
}

impl Counts {
    /// Takes in all mailboxes: what changed since the last time. At first it is
    /// [`Change::Mailboxes`].
    pub(super) fn take_all(&mut self, mailboxes: impl IntoIterator<Item = Mailbox>) -> Vec<Change> {
        let counted = mailboxes.into_iter().filter_map(|it| Some((it.name, it.status?)));
        let now: BTreeMap<_, _> = counted.take(MOST_WATCHED).collect();
        let Some(before) = self.known.replace(now) else { return vec![Change::Mailboxes] };
        let now = self.known.iter().flatten();
        let same_names = before.keys().eq(now.clone().map(|(name, _)| name));
        let changed = now.filter_map(|(name, status)| {
            let was = before.get(name).filter(|was| *was != status)?;
            Some(difference(name, Some(*was), *status))
        });
        let set = (!same_names).then_some(Change::Mailboxes);
        set.into_iter().chain(changed).collect()
    }

    /// Takes in a mailbox of which nobody said that anything changed: what changed, if it did. Of one that was not among
    /// all mailboxes nothing is told the first time.
    pub(super) fn take_looked_at(&mut self, name: &MailboxName, status: MailboxStatus) -> Option<Change> {
        let known = self.known.as_mut()?;
        let Some(before) = known.get(name).copied() else {
            known.insert(name.clone(), status);
            return None;
        };
        (before != status).then(|| self.take(name, status))
    }

    /// Takes in a mailbox in which something changed, perhaps no count.
    pub(super) fn take(&mut self, name: &MailboxName, status: MailboxStatus) -> Change {
        let before =
            self.known.as_mut().and_then(|it| it.get_mut(name)).map(|it| std::mem::replace(it, status));
        difference(name, before, status)
    }
}

fn difference(name: &MailboxName, before: Option<MailboxStatus>, now: MailboxStatus) -> Change {
    let before = before.unwrap_or(now);
    let arrived = arrived(before, now);
    let gone = before.messages.saturating_add(arrived).saturating_sub(now.messages);
    Change::Messages { mailbox: name.clone(), status: now, arrived, gone }
}

/// As UIDNEXT tells; without it messages that came while others went are not counted.
fn arrived(before: MailboxStatus, now: MailboxStatus) -> u32 {
    let more = now.messages.saturating_sub(before.messages);
    let (Some(first), Some(next)) = (before.uid_next.map(Uid::get), now.uid_next.map(Uid::get)) else {
        return more;
    };
    // UIDs may have gaps: not more than there could be, not fewer than there are.
    next.saturating_sub(first).min(now.messages).max(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(messages: u32, unseen: u32, next: u32) -> MailboxStatus {
        MailboxStatus { messages, unseen, uid_next: Uid::new(next) }
    }

    fn mailbox(name: &str, status: MailboxStatus) -> Mailbox {
        Mailbox { status: Some(status), ..Mailbox::new(MailboxName::parse(name).unwrap(), Some('/')) }
    }

    fn messages(name: &str, status: MailboxStatus, arrived: u32, gone: u32) -> Change {
        Change::Messages { mailbox: MailboxName::parse(name).unwrap(), status, arrived, gone }
    }

    #[test]
    fn what_came_and_what_went_is_counted() {
        for (before, now, arrived, gone) in [
            (status(5, 1, 10), status(6, 2, 11), 1, 0),
            (status(5, 1, 10), status(5, 2, 11), 1, 1),
            (status(5, 1, 10), status(3, 1, 10), 0, 2),
            (status(5, 1, 10), status(5, 0, 10), 0, 0),
            (status(5, 1, 10), status(6, 1, 9_000), 6, 5),
            (status(5, 1, 0), status(7, 1, 0), 2, 0),
            (status(5, 1, 0), status(4, 1, 9), 0, 1),
            (status(0, 0, 4_000_000_000), status(0, 0, 1), 0, 0),
        ] {
            let mut counts = Counts::default();
            assert_eq!(counts.take_all(vec![mailbox("INBOX", before)]), [Change::Mailboxes]);
            let changed = messages("INBOX", now, arrived, gone);
            assert_eq!(counts.take_all(vec![mailbox("INBOX", now)]), [changed], "{before:?} {now:?}");
            assert_eq!(counts.take_all(vec![mailbox("INBOX", now)]), [], "it is told once");
        }
    }

    #[test]
    fn a_hint_is_told_even_where_no_count_changed() {
        let mut counts = Counts::default();
        counts.take_all(vec![mailbox("a", status(1, 1, 2))]);
        let name = MailboxName::parse("a").unwrap();
        assert_eq!(counts.take(&name, status(1, 1, 2)), messages("a", status(1, 1, 2), 0, 0));
        assert_eq!(counts.take(&name, status(2, 1, 3)), messages("a", status(2, 1, 3), 1, 0));
        assert_eq!(counts.take_all(vec![mailbox("a", status(2, 1, 3))]), []);
        assert_eq!(counts.take_looked_at(&name, status(2, 1, 3)), None);
        assert_eq!(counts.take_looked_at(&name, status(3, 1, 4)), Some(messages("a", status(3, 1, 4), 1, 0)));
        assert_eq!(counts.take_looked_at(&MailboxName::inbox(), status(3, 1, 4)), None);
    }

    #[test]
    fn mailboxes_that_come_and_go_are_told() {
        let mut counts = Counts::default();
        let (a, b) = (mailbox("a", status(1, 1, 2)), mailbox("b", status(1, 1, 2)));
        counts.take_all(vec![a.clone()]);
        assert_eq!(counts.take_all(vec![a, b.clone()]), [Change::Mailboxes]);
        assert_eq!(counts.take_all(vec![b]), [Change::Mailboxes]);
    }

    #[test]
    fn an_account_of_ten_thousand_mailboxes_has_two_hundred_watched() {
        let all: Vec<_> = (0..10_000).map(|it| mailbox(&format!("m{it}"), status(1, 1, 2))).collect();
        let mut counts = Counts::default();
        counts.take_all(all);
        assert_eq!(counts.known.map(|it| it.len()), Some(MOST_WATCHED));
    }
}
