//! One mailbox: its messages with their numbers and flags (RFC 9051, section 2.3; RFC 7162).

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::message::Message;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::SpecialUse;
use crate::uid::{Uid, UidValidity};

/// A mailbox.
#[derive(Clone, Debug)]
pub(in crate::demo) struct Mailbox {
    /// The epoch of its UIDs.
    pub(in crate::demo) uid_validity: UidValidity,
    /// Its role (RFC 6154).
    pub(in crate::demo) special_use: Option<SpecialUse>,
    /// Whether it can be opened; a level that only holds others cannot.
    pub(in crate::demo) selectable: bool,
    /// Messages from this UID on are new to all sessions. In a cell, because that a session saw them
    /// is no change that others are told of.
    first_recent: Cell<u32>,
    /// By UID.
    messages: Vec<Stored>,
    last_uid: u32,
    modseq: u64,
    unseen: u32,
    octets: u64,
}

/// A message as it is in a mailbox.
#[derive(Clone, Debug)]
pub(in crate::demo) struct Stored {
    /// Its number.
    pub(in crate::demo) uid: Uid,
    /// Grows whenever its flags change (RFC 7162).
    pub(in crate::demo) modseq: u64,
    /// Its flags and keywords.
    pub(in crate::demo) flags: FlagSet,
    /// What never changes.
    pub(in crate::demo) message: Arc<Message>,
}

impl Mailbox {
    /// An empty mailbox.
    pub(in crate::demo) fn new(uid_validity: UidValidity, special_use: Option<SpecialUse>) -> Self {
        Self {
            uid_validity,
            special_use,
            selectable: true,
            first_recent: Cell::new(1),
            messages: Vec::new(),
            last_uid: 0,
            modseq: 1,
            unseen: 0,
            octets: 0,
        }
    }

    /// Fills an empty mailbox with what was kept of it.
    pub(in crate::demo) fn restore(&mut self, mut messages: Vec<Stored>, last_uid: u32, modseq: u64) {
        messages.sort_by_key(|it| it.uid);
        messages.dedup_by_key(|it| it.uid);
        let greatest = messages.last().map_or(0, |it| it.uid.get());
        self.last_uid = last_uid.max(greatest);
        self.modseq = messages.iter().map(|it| it.modseq).max().unwrap_or(0).max(modseq);
        self.unseen = messages.iter().map(|it| u32::from(!it.flags.contains(&Flag::Seen))).sum();
        self.octets = messages.iter().map(|it| u64::from(it.message.size())).sum();
        self.messages = messages;
        self.first_recent = Cell::new(self.uid_next());
    }

    /// A level that only holds others.
    pub(super) fn level(uid_validity: UidValidity) -> Self {
        Self { selectable: false, ..Self::new(uid_validity, None) }
    }

    /// The messages, by UID.
    pub(in crate::demo) fn messages(&self) -> &[Stored] {
        &self.messages
    }

    /// The message with this UID.
    pub(in crate::demo) fn get(&self, uid: Uid) -> Option<&Stored> {
        self.messages.get(self.position(uid)?)
    }

    /// UIDNEXT.
    pub(in crate::demo) fn uid_next(&self) -> u32 {
        self.last_uid.saturating_add(1)
    }

    /// HIGHESTMODSEQ. It grows with every change, also when messages go.
    pub(in crate::demo) fn modseq(&self) -> u64 {
        self.modseq
    }

    /// How many messages have no `\Seen`.
    pub(in crate::demo) fn unseen(&self) -> u32 {
        self.unseen
    }

    /// The octets of all messages.
    pub(in crate::demo) fn octets(&self) -> u64 {
        self.octets
    }

    /// The UID from which on messages are `\Recent`: new to all sessions (RFC 3501, section 2.3.2).
    /// A session that takes them is the last to hear of it.
    pub(in crate::demo) fn first_recent(&self, take: bool) -> u32 {
        let first = self.first_recent.get();
        if take {
            self.first_recent.set(self.uid_next());
        }
        first
    }

    /// How many messages no session has seen.
    pub(in crate::demo) fn recent(&self) -> usize {
        let first = self.first_recent.get();
        self.messages.len() - self.messages.partition_point(|it| it.uid.get() < first)
    }

    /// Adds a message. `None` when no UID is left.
    pub(super) fn append(&mut self, message: Arc<Message>, flags: FlagSet) -> Option<Uid> {
        let uid = self.last_uid.checked_add(1).and_then(Uid::new)?;
        self.last_uid = uid.get();
        self.modseq += 1;
        self.octets += u64::from(message.size());
        self.unseen += u32::from(!flags.contains(&Flag::Seen));
        self.messages.push(Stored { uid, modseq: self.modseq, flags, message });
        Some(uid)
    }

    /// Gives a message these flags. The change is numbered even where they are the same, as RFC 7162,
    /// section 3.1, leaves open; `None` when it is gone.
    pub(in crate::demo) fn set_flags(&mut self, uid: Uid, flags: FlagSet) -> Option<u64> {
        let position = self.position(uid)?;
        let stored = self.messages.get_mut(position)?;
        self.modseq += 1;
        self.unseen -= u32::from(!stored.flags.contains(&Flag::Seen));
        self.unseen += u32::from(!flags.contains(&Flag::Seen));
        stored.flags = flags;
        stored.modseq = self.modseq;
        Some(self.modseq)
    }

    /// Removes messages, and gives those that were there, by UID.
    pub(in crate::demo) fn remove(&mut self, uids: &BTreeSet<Uid>) -> Vec<Stored> {
        let removed: Vec<Stored> = self.messages.extract_if(.., |it| uids.contains(&it.uid)).collect();
        for stored in &removed {
            self.unseen -= u32::from(!stored.flags.contains(&Flag::Seen));
            self.octets -= u64::from(stored.message.size());
        }
        self.modseq += u64::from(!removed.is_empty());
        removed
    }

    /// Removes the messages that are marked `\Deleted`, of those that are chosen.
    pub(in crate::demo) fn expunge(&mut self, chosen: impl Fn(Uid) -> bool) {
        let marked = self.messages.iter().filter(|it| it.flags.contains(&Flag::Deleted) && chosen(it.uid));
        let marked = marked.map(|it| it.uid).collect();
        self.remove(&marked);
    }

    fn position(&self, uid: Uid) -> Option<usize> {
        self.messages.binary_search_by_key(&uid, |it| it.uid).ok()
    }
}
