//! Threads of a list that are unfolded: their other messages stand below the newest one.

use std::collections::HashMap;

use mailcore::envelope::{Envelope, EnvelopePage};
use mailcore::mailbox::MailboxName;
use mailcore::uid::{MessageNumber, Uid};

use crate::desk::Desk;
use crate::preferences::Unfold;

/// The most messages that unfolded threads add to one page.
const MOST_MESSAGES: usize = 500;

/// Which threads a person wants to see unfolded: those of a rule, but for the others.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unfolding<'a> {
    /// The rule.
    pub rule: Unfold,
    /// The oldest messages of the threads to which the rule does not apply.
    pub turned: &'a [Uid],
}

/// The messages of unfolded threads without the newest one, by the UID of that one; the newest first.
pub type Unfolded = HashMap<Uid, Vec<Envelope>>;

impl Unfolding<'_> {
    /// Whether the thread that a row stands for is unfolded.
    pub fn holds_for(&self, row: &Envelope) -> bool {
        let by_rule = match self.rule {
            Unfold::Never => false,
            Unfold::Unread => row.unseen > 0,
            Unfold::All => true,
        };
        oldest(row).is_some_and(|it| by_rule != self.turned.contains(&it))
    }
}

/// What a thread of several messages is called by: the newest one changes when somebody answers.
pub fn oldest(row: &Envelope) -> Option<Uid> {
    row.thread.iter().min().copied().filter(|_| row.thread.len() > 1)
}

/// Reads what unfolded threads of a page show. One that cannot be read stays folded.
pub async fn unfold(
    desk: &Desk,
    mailbox: &MailboxName,
    page: &EnvelopePage,
    unfolding: Unfolding<'_>,
) -> Unfolded {
    let rows = || page.envelopes.iter().filter(|it| unfolding.holds_for(it));
    let others = rows().flat_map(|row| row.thread.iter().filter(|it| **it != row.uid));
    let number = |uid: &Uid| MessageNumber { uid_validity: page.uid_validity, uid: *uid };
    let numbers: Vec<MessageNumber> = others.map(number).take(MOST_MESSAGES).collect();
    if numbers.is_empty() {
        return Unfolded::new();
    }
    let read = async { desk.lease(Some(mailbox)).await?.envelopes(mailbox, &numbers).await };
    let read = read.await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "threads stay folded");
        Vec::new()
    });
    let mut by_uid: HashMap<Uid, Envelope> = read.into_iter().map(|it| (it.uid, it)).collect();
    let unfolded = rows().map(|row| {
        let mut others: Vec<Envelope> = row.thread.iter().filter_map(|it| by_uid.remove(it)).collect();
        others.sort_by_key(|it| std::cmp::Reverse(it.uid));
        (row.uid, others)
    });
    unfolded.filter(|(_, others)| !others.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mailcore::envelope::Summary;

    use super::*;

    fn row(thread: &[u32], unseen: u32) -> Envelope {
        let thread: Vec<Uid> = thread.iter().filter_map(|it| Uid::new(*it)).collect();
        let uid = thread.iter().max().copied().or(Uid::new(1)).unwrap();
        Envelope { uid, flags: Default::default(), summary: Arc::new(Summary::default()), thread, unseen }
    }

    #[track_caller]
    fn check(rule: Unfold, turned: &[u32], expected: [bool; 3]) {
        let turned: Vec<Uid> = turned.iter().filter_map(|it| Uid::new(*it)).collect();
        let unfolding = Unfolding { rule, turned: &turned };
        let rows = [row(&[3, 7, 9], 0), row(&[4, 8], 1), row(&[5], 1)];
        assert_eq!(rows.map(|it| unfolding.holds_for(&it)), expected, "{rule:?} {turned:?}");
    }

    #[test]
    fn a_thread_is_unfolded_by_the_rule_or_against_it() {
        check(Unfold::Never, &[], [false, false, false]);
        check(Unfold::Unread, &[], [false, true, false]);
        check(Unfold::All, &[], [true, true, false]);
        check(Unfold::Never, &[3, 5], [true, false, false]);
        check(Unfold::Unread, &[3, 4], [true, false, false]);
        check(Unfold::All, &[9, 4], [true, false, false]);
    }
}
