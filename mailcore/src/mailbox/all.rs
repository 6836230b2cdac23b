//! The mailboxes of an account together, and whose they are (RFC 2342).

use std::ops::{Deref, DerefMut};

use super::{Mailbox, MailboxName, SpecialUse};

/// Whose a mailbox is (RFC 2342).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Namespace {
    /// One's own.
    #[default]
    Personal,
    /// Somebody else's, who lets one in.
    OtherUsers,
    /// Nobody's: several people share it.
    Shared,
}

/// The room of an account, in octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What is used.
    pub used: u64,
    /// What may be; more than 0.
    pub limit: u64,
}

impl Room {
    /// What is used of what may be, in hundredths; beyond 100 where there is more than may be.
    pub fn hundredths(&self) -> u64 {
        let used = u128::from(self.used) * 100 / u128::from(self.limit.max(1));
        u64::try_from(used).unwrap_or(u64::MAX)
    }
}

/// The mailboxes of an account that lists show, in their order, with what is around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailboxes {
    /// All of them; the same is seen by dereferencing.
    pub list: Vec<Mailbox>,
    /// What the names of one's own begin with: mostly nothing, `INBOX.` on some servers.
    pub prefix: String,
    /// The room for messages; `None` where there is no limit, or the server does not tell.
    pub room: Option<Room>,
    /// Copies of what is sent are kept in the inbox: the person chose that.
    pub sent_in_inbox: bool,
}

impl Mailboxes {
    /// The mailbox with a role, if there is one that can be opened.
    pub fn with_role(&self, role: SpecialUse) -> Option<&Mailbox> {
        let is_wanted = |it: &&Mailbox| match self.sent_in_inbox && role == SpecialUse::Sent {
            true => it.name.is_inbox(),
            false => it.special_use == Some(role) && it.selectable,
        };
        self.list.iter().find(is_wanted)
    }

    /// The mailbox of this name.
    pub fn named(&self, name: &MailboxName) -> Option<&Mailbox> {
        self.list.iter().find(|it| it.name == *name)
    }
}

impl From<Vec<Mailbox>> for Mailboxes {
    fn from(list: Vec<Mailbox>) -> Self {
        Self { list, ..Self::default() }
    }
}

impl Deref for Mailboxes {
    type Target = [Mailbox];

    fn deref(&self) -> &[Mailbox] {
        &self.list
    }
}

impl DerefMut for Mailboxes {
    fn deref_mut(&mut self) -> &mut [Mailbox] {
        &mut self.list
    }
}

impl IntoIterator for Mailboxes {
    type Item = Mailbox;
    type IntoIter = std::vec::IntoIter<Mailbox>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Mailboxes {
    type Item = &'a Mailbox;
    type IntoIter = std::slice::Iter<'a, Mailbox>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
