//! What `state.json` says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::demo::state::mailbox::{Mailbox, Stored};
use crate::demo::state::mailboxes::Mailboxes;
use crate::demo::state::message::Message;
use crate::flag::Flag;
use crate::mailbox::{MailboxName, SpecialUse};
use crate::uid::{Uid, UidValidity};

/// All of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptState {
    pub(super) accounts: Vec<KeptAccount>,
}

/// An account; its password is given at each start.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptAccount {
    pub(super) address: String,
    next_uid_validity: u32,
    subscribed: Vec<String>,
    mailboxes: Vec<KeptMailbox>,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptMailbox {
    name: String,
    uid_validity: u32,
    uid_next: u32,
    modseq: u64,
    selectable: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    special_use: Option<KeptUse>,
    messages: Vec<KeptMessage>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum KeptUse {
    Drafts,
    Sent,
    Archive,
    Junk,
    Trash,
    All,
    Flagged,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptMessage {
    uid: u32,
    modseq: u64,
    /// Separated by blanks.
    flags: String,
    /// The number of its file.
    file: u64,
    received_at: i64,
}

impl KeptState {
    /// How accounts are now; each message has its file already.
    pub(super) fn new(accounts: &[(String, Mailboxes)]) -> Self {
        Self { accounts: accounts.iter().map(|(address, it)| KeptAccount::new(address, it)).collect() }
    }
}

impl KeptAccount {
    fn new(address: &str, mailboxes: &Mailboxes) -> Self {
        Self {
            address: address.to_owned(),
            next_uid_validity: mailboxes.next_uid_validity(),
            subscribed: mailboxes.subscribed().iter().map(ToString::to_string).collect(),
            mailboxes: mailboxes.iter().map(|(name, it)| KeptMailbox::new(name, it)).collect(),
        }
    }

    /// The mailboxes; `None` where something is said that cannot be. `message` gives the message in a
    /// file, which came at some time; without it, its place stays empty.
    pub(super) fn restore(
        self,
        mut message: impl FnMut(u64, i64) -> Option<Arc<Message>>,
    ) -> Option<Mailboxes> {
        let mut mailboxes = BTreeMap::new();
        for kept in self.mailboxes {
            let name = MailboxName::parse(&kept.name)?;
            mailboxes.insert(name, kept.restore(&mut message)?);
        }
        let subscribed: BTreeSet<MailboxName> =
            self.subscribed.iter().map(|it| MailboxName::parse(it)).collect::<Option<_>>()?;
        Some(Mailboxes::restore(mailboxes, subscribed, self.next_uid_validity))
    }
}

impl KeptMailbox {
    fn new(name: &MailboxName, mailbox: &Mailbox) -> Self {
        Self {
            name: name.to_string(),
            uid_validity: mailbox.uid_validity.get(),
            uid_next: mailbox.uid_next(),
            modseq: mailbox.modseq(),
            selectable: mailbox.selectable,
            special_use: mailbox.special_use.map(KeptUse::from),
            messages: mailbox.messages().iter().filter_map(KeptMessage::new).collect(),
        }
    }

    fn restore(self, message: &mut impl FnMut(u64, i64) -> Option<Arc<Message>>) -> Option<Mailbox> {
        let mut mailbox =
            Mailbox::new(UidValidity::new(self.uid_validity)?, self.special_use.map(Into::into));
        mailbox.selectable = self.selectable;
        let mut stored = Vec::new();
        for kept in self.messages {
            let (uid, modseq) = (Uid::new(kept.uid)?, kept.modseq);
            let flags = kept.flags.split_ascii_whitespace().map(Flag::parse).collect::<Option<_>>()?;
            stored.extend(message(kept.file, kept.received_at).map(|message| Stored {
                uid,
                modseq,
                flags,
                message,
            }));
        }
        mailbox.restore(stored, self.uid_next.checked_sub(1)?, self.modseq);
        Some(mailbox)
    }
}

impl KeptMessage {
    fn new(stored: &Stored) -> Option<Self> {
        let flags: Vec<String> = stored.flags.iter().map(ToString::to_string).collect();
        Some(Self {
            uid: stored.uid.get(),
            modseq: stored.modseq,
            flags: flags.join(" "),
            file: stored.message.file()?,
            received_at: stored.message.received_at(),
        })
    }
}

impl From<SpecialUse> for KeptUse {
    fn from(role: SpecialUse) -> Self {
        match role {
            SpecialUse::Drafts => Self::Drafts,
            SpecialUse::Sent => Self::Sent,
            SpecialUse::Archive => Self::Archive,
            SpecialUse::Junk => Self::Junk,
            SpecialUse::Trash => Self::Trash,
            SpecialUse::All => Self::All,
            SpecialUse::Flagged => Self::Flagged,
        }
    }
}

impl From<KeptUse> for SpecialUse {
    fn from(role: KeptUse) -> Self {
        match role {
            KeptUse::Drafts => Self::Drafts,
            KeptUse::Sent => Self::Sent,
            KeptUse::Archive => Self::Archive,
            KeptUse::Junk => Self::Junk,
            KeptUse::Trash => Self::Trash,
            KeptUse::All => Self::All,
            KeptUse::Flagged => Self::Flagged,
        }
    }
}
