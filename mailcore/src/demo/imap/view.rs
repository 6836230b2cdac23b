//! What a session has been told of its mailbox, and what it has to be told (RFC 9051, sections 5.2
//! and 7.5.1).
//!
//! Sequence numbers count the messages that the client knows of, whatever others do meanwhile: the
//! mailbox is compared with the view at the ends of commands, and the differences are the news.

use std::fmt::Write as _;
use std::mem;

use crate::demo::state::mailbox::{Mailbox, Stored};
use crate::demo::state::mailboxes::Mailboxes;
use crate::flag::FlagSet;
use crate::mailbox::MailboxName;
use crate::uid::{Uid, UidValidity};

/// The selected mailbox as the client knows it.
#[derive(Debug)]
pub(super) struct View {
    /// Its name.
    pub(super) name: MailboxName,
    /// Its epoch, which no other mailbox of the account has.
    pub(super) uid_validity: UidValidity,
    /// Whether it was opened by EXAMINE.
    pub(super) read_only: bool,
    /// Whether MODSEQ is told with flags (RFC 7162, section 3.1).
    pub(super) tells_modseq: bool,
    rows: Vec<Row>,
    last_uid: u32,
    /// The mailbox's MODSEQ when it was compared the last time with nothing left untold.
    modseq: u64,
}

/// A message that the client knows of; its place is its sequence number less 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its UID.
    pub(super) uid: Uid,
    /// Whether this session is the first to see it.
    pub(super) recent: bool,
    /// Of the flags that were told.
    modseq: u64,
}

#[cfg(test)]
impl Row {
    /// A message that the client knows of.
    pub(super) fn new(uid: Uid) -> Self {
        Self { uid, recent: false, modseq: 1 }
    }
}

/// Whether EXPUNGE may be told. It may not while the client uses sequence numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Expunges {
    /// They are told.
    Told,
    /// They wait.
    Kept,
}

/// The mailbox of a session is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Vanished;

impl View {
    /// Opens a mailbox: everything in it is known, nothing is news.
    pub(super) fn open(name: MailboxName, mailbox: &Mailbox, read_only: bool, tells_modseq: bool) -> Self {
        let mut view = Self {
            name,
            uid_validity: mailbox.uid_validity,
            read_only,
            tells_modseq,
            rows: Vec::new(),
            last_uid: 0,
            modseq: 0,
        };
        view.add(mailbox);
        view.modseq = mailbox.modseq();
        view
    }

    /// The messages that the client knows of.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many of them are new to all sessions.
    pub(super) fn recent(&self) -> usize {
        self.rows.iter().filter(|it| it.recent).count()
    }

    /// The name of the mailbox, also when it was renamed meanwhile.
    pub(super) fn follow(&mut self, mailboxes: &Mailboxes) -> Result<&MailboxName, Vanished> {
        let is_there = mailboxes.get(&self.name).is_ok_and(|it| it.uid_validity == self.uid_validity);
        if !is_there {
            let mut others = mailboxes.iter();
            let renamed = others.find(|(_, it)| it.selectable && it.uid_validity == self.uid_validity);
            self.name = renamed.ok_or(Vanished)?.0.clone();
        }
        Ok(&self.name)
    }

    /// The messages at some places as they are now; `None` for those that are gone.
    pub(super) fn stored(
        &mut self,
        mailboxes: &Mailboxes,
        places: &[usize],
    ) -> Result<Vec<(usize, Row, Option<Stored>)>, Vanished> {
        let mailbox = mailboxes.get(self.follow(mailboxes)?).map_err(|_| Vanished)?;
        let rows = places.iter().filter_map(|place| Some((*place, *self.rows.get(*place)?)));
        Ok(rows.map(|(place, row)| (place, row, mailbox.get(row.uid).cloned())).collect())
    }

    /// What the client does not know yet, as responses: EXPUNGE where it may be told, FETCH of changed
    /// flags, EXISTS and RECENT of new messages.
    pub(super) fn news(&mut self, mailboxes: &Mailboxes, expunges: Expunges) -> Result<String, Vanished> {
        let mailbox = mailboxes.get(self.follow(mailboxes)?).map_err(|_| Vanished)?;
        let mut news = String::new();
        if mailbox.modseq() == self.modseq {
            return Ok(news);
        }
        let all_told = self.compare(mailbox, expunges, &mut news);
        if self.add(mailbox) {
            let _ = write!(news, "* {} EXISTS\r\n* {} RECENT\r\n", self.rows.len(), self.recent());
        }
        if all_told {
            self.modseq = mailbox.modseq();
        }
        Ok(news)
    }

    /// Notes that the client knows the flags of a message as they are since `modseq`.
    pub(super) fn told(&mut self, uid: Uid, modseq: u64) {
        if let Ok(place) = self.rows.binary_search_by_key(&uid, |it| it.uid)
            && let Some(row) = self.rows.get_mut(place)
        {
            row.modseq = row.modseq.max(modseq);
        }
    }

    /// The FETCH response that tells the flags of a message at a place.
    pub(super) fn flags(&self, place: usize, row: Row, stored: &Stored) -> String {
        let modseq = if self.tells_modseq { format!(" MODSEQ ({})", stored.modseq) } else { String::new() };
        let flags = flags(&stored.flags, row.recent);
        format!("* {} FETCH (UID {} FLAGS ({flags}){modseq})\r\n", place + 1, row.uid)
    }

    /// Tells changed flags and, if allowed, what is gone. Whether nothing is left to tell.
    fn compare(&mut self, mailbox: &Mailbox, expunges: Expunges, news: &mut String) -> bool {
        let mut all_told = true;
        let mut kept: Vec<Row> = Vec::with_capacity(self.rows.len());
        let mut stored = mailbox.messages().iter().peekable();
        for mut row in mem::take(&mut self.rows) {
            while stored.next_if(|it| it.uid < row.uid).is_some() {}
            match stored.next_if(|it| it.uid == row.uid) {
                Some(it) if it.modseq > row.modseq => {
                    row.modseq = it.modseq;
                    *news += &self.flags(kept.len(), row, it);
                }
                Some(_) => {}
                None if expunges == Expunges::Told => {
                    let _ = write!(news, "* {} EXPUNGE\r\n", kept.len() + 1);
                    continue;
                }
                None => all_told = false,
            }
            kept.push(row);
        }
        self.rows = kept;
        all_told
    }

    /// Adds what came since. Whether there was something.
    fn add(&mut self, mailbox: &Mailbox) -> bool {
        let before = self.rows.len();
        let first_new = mailbox.messages().partition_point(|it| it.uid.get() <= self.last_uid);
        let first_recent = mailbox.first_recent(!self.read_only);
        for stored in mailbox.messages().iter().skip(first_new) {
            let recent = stored.uid.get() >= first_recent;
            self.rows.push(Row { uid: stored.uid, recent, modseq: stored.modseq });
        }
        self.last_uid = mailbox.uid_next() - 1;
        self.rows.len() > before
    }
}

/// Flags as a response lists them, with `\Recent` where it belongs.
pub(super) fn flags(flags: &FlagSet, recent: bool) -> String {
    let mut words: Vec<String> = flags.iter().map(ToString::to_string).collect();
    if recent {
        words.push(r"\Recent".to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests;
