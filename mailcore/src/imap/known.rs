//! What lists showed before. A UID means the same octets for ever (RFC 9051, section 2.3.1.1), so a
//! row that was read once is kept, and only its flags are asked for when it is shown again.
//!
//! Every answer tells the UIDs of its rows; nothing is taken from here by a sequence number. Which
//! number had which UID is kept as a hint alone: it decides what is asked for first.

use std::collections::{BTreeMap, VecDeque};
use std::mem;
use std::sync::Arc;

use crate::address::FoundAddress;
use crate::envelope::Summary;
use crate::mailbox::MailboxName;
use crate::uid::{Uid, UidValidity};

/// The mailboxes of an account of which rows are kept: those that were listed last.
const MOST_MAILBOXES: usize = 3;
/// The rows of one mailbox that are kept: five pages of fifty.
const MOST_ROWS: usize = 250;
/// The most octets of a row that is kept, so that an account holds 1.5 MB at the very most; usual
/// ones have some 300.
const MOST_OCTETS: usize = 2_000;

/// The rows that an account's lists showed.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The one listed last stands at the end.
    mailboxes: VecDeque<Place>,
}

#[derive(Debug)]
struct Place {
    mailbox: MailboxName,
    rows: Arc<KnownRows>,
}

/// The rows of one mailbox.
#[derive(Clone, Debug)]
pub(super) struct KnownRows {
    epoch: UidValidity,
    /// In which charset they were read where they named none.
    charset: Option<&'static str>,
    summaries: BTreeMap<Uid, Arc<Summary>>,
    /// The UIDs by sequence number, as they were at the last list.
    hints: BTreeMap<u32, Uid>,
}

impl Known {
    /// What is known of a mailbox; nothing when its epoch is another one, or it was read in another charset.
    pub(super) fn rows(
        &self,
        mailbox: &MailboxName,
        epoch: UidValidity,
        charset: Option<&'static str>,
    ) -> Arc<KnownRows> {
        let place = self.mailboxes.iter().find(|it| it.mailbox == *mailbox);
        let rows = place.map(|it| &it.rows).filter(|it| it.epoch == epoch && it.charset == charset);
        rows.cloned().unwrap_or_else(|| Arc::new(KnownRows::new(epoch, charset)))
    }

    /// Keeps what is known of a mailbox from now on.
    pub(super) fn keep(&mut self, mailbox: &MailboxName, rows: Arc<KnownRows>) {
        self.mailboxes.retain(|it| it.mailbox != *mailbox);
        self.mailboxes.push_back(Place { mailbox: mailbox.clone(), rows });
        while self.mailboxes.len() > MOST_MAILBOXES {
            self.mailboxes.pop_front();
        }
    }
}

impl KnownRows {
    /// Nothing is known.
    pub(super) fn new(epoch: UidValidity, charset: Option<&'static str>) -> Self {
        Self { epoch, charset, summaries: BTreeMap::new(), hints: BTreeMap::new() }
    }

    /// The row of a UID.
    pub(super) fn get(&self, uid: Uid) -> Option<&Arc<Summary>> {
        self.summaries.get(&uid)
    }

    /// Whether the message with this sequence number is likely known.
    pub(super) fn has_hint(&self, number: u32) -> bool {
        self.hints.get(&number).is_some_and(|uid| self.summaries.contains_key(uid))
    }

    /// The sequence number that a message is likely to have.
    pub(super) fn hint_of(&self, uid: Uid) -> Option<u32> {
        self.hints.iter().find(|(_, it)| **it == uid).map(|(number, _)| *number)
    }

    /// Whether the rows of a page are known as they are, but for those that are never kept.
    pub(super) fn has_all(&self, page: &[(u32, Uid, Arc<Summary>)]) -> bool {
        let is_here = |number, uid| self.hints.get(number) == Some(uid) && self.get(*uid).is_some();
        page.iter().all(|(number, uid, summary)| is_here(number, uid) || octets(summary) > MOST_OCTETS)
    }

    /// The same with the rows of a page, which go before all others where there is not room for both.
    pub(super) fn with(&self, page: Vec<(u32, Uid, Arc<Summary>)>) -> Self {
        let mut rows = self.clone();
        if rows.summaries.len() + page.len() > MOST_ROWS {
            rows = Self::new(self.epoch, self.charset);
        }
        for (number, uid, summary) in page {
            if octets(&summary) <= MOST_OCTETS {
                rows.hints.retain(|_, it| *it != uid);
                rows.hints.insert(number, uid);
                rows.summaries.insert(uid, summary);
            }
        }
        rows
    }
}

/// The room that a row takes, about.
fn octets(summary: &Summary) -> usize {
    let people = summary.from.iter().chain(&summary.to);
    let people = people.map(|it| mem::size_of::<FoundAddress>() + it.name.len() + it.address.len());
    mem::size_of::<Summary>() + summary.subject.len() + people.sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(number: u32) -> UidValidity {
        UidValidity::new(number).unwrap()
    }

    fn row(number: u32, subject: &str) -> (u32, Uid, Arc<Summary>) {
        let summary = Summary { subject: subject.to_owned(), ..Summary::default() };
        (number, Uid::new(number + 100).unwrap(), Arc::new(summary))
    }

    fn uid(number: u32) -> Uid {
        Uid::new(number + 100).unwrap()
    }

    #[test]
    fn a_row_is_known_in_its_mailbox_and_epoch_alone() {
        let inbox = MailboxName::inbox();
        let mut known = Known::default();
        let rows = known.rows(&inbox, epoch(1), None).with(vec![row(1, "a"), row(2, "b")]);
        known.keep(&inbox, Arc::new(rows));
        let here = known.rows(&inbox, epoch(1), None);
        assert_eq!(here.get(uid(2)).map(|it| it.subject.as_str()), Some("b"));
        assert!(here.has_hint(1) && !here.has_hint(3));
        assert!(known.rows(&inbox, epoch(2), None).get(uid(2)).is_none());
        assert!(known.rows(&inbox, epoch(1), Some("koi8-r")).get(uid(2)).is_none());
        assert!(known.rows(&MailboxName::parse("a").unwrap(), epoch(1), None).get(uid(2)).is_none());
    }

    #[test]
    fn the_mailboxes_listed_last_are_kept() {
        let mut known = Known::default();
        let names = ["a", "b", "c", "d"].map(|it| MailboxName::parse(it).unwrap());
        for name in &names {
            let rows = known.rows(name, epoch(1), None).with(vec![row(1, "x")]);
            known.keep(name, Arc::new(rows));
        }
        let is_known = names.each_ref().map(|it| known.rows(it, epoch(1), None).has_hint(1));
        assert_eq!(is_known, [false, true, true, true]);
    }

    #[test]
    fn rows_are_bounded_in_number_and_size() {
        let mut rows = KnownRows::new(epoch(1), None);
        for page in 0..20 {
            rows = rows.with((1..=50).map(|it| row(page * 50 + it, "x")).collect());
            assert!(rows.summaries.len() <= MOST_ROWS);
            assert!((1..=50).all(|it| rows.has_hint(page * 50 + it)), "the page listed last is known");
        }
        let long = row(1_000, &"x".repeat(MOST_OCTETS));
        let rows = rows.with(vec![long.clone()]);
        assert!(!rows.has_hint(1_000) && rows.has_all(&[long]), "it is no reason to keep anything anew");
        assert!(!rows.has_all(&[row(2_000, "x")]));
    }
}
