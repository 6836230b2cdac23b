//! One mailbox: its messages with their numbers and flags (RFC 9051, section 2.3; RFC 7162).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::message::Message;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::SpecialUse;
use crate::uid::{Uid, UidValidity};

/// A mailbox.
#[derive(Debug)]
pub(in crate::demo) struct Mailbox {
    /// The epoch of its UIDs.
    pub(in crate::demo) uid_validity: UidValidity,
    /// Its role (RFC 6154).
    pub(in crate::demo) special_use: Option<SpecialUse>,
    /// Whether it can be opened; a level that only holds others cannot.
    pub(in crate::demo) selectable: bool,
    /// Messages from this UID on are new to all sessions: `\Recent` for the first that selects it.
    pub(in crate::demo) first_recent: u32,
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
            first_recent: 1,
            messages: Vec::new(),
            last_uid: 0,
            modseq: 1,
            unseen: 0,
            octets: 0,
        }
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

    /// Removes messages; those that are not there are passed over.
    pub(in crate::demo) fn remove(&mut self, uids: &BTreeSet<Uid>) {
        let before = self.messages.len();
        let (unseen, octets) = (&mut self.unseen, &mut self.octets);
        self.messages.retain(|it| {
            let goes = uids.contains(&it.uid);
            if goes {
                *unseen -= u32::from(!it.flags.contains(&Flag::Seen));
                *octets -= u64::from(it.message.size());
            }
            !goes
        });
        self.modseq += u64::from(self.messages.len() < before);
    }

    fn position(&self, uid: Uid) -> Option<usize> {
        self.messages.binary_search_by_key(&uid, |it| it.uid).ok()
    }
}
