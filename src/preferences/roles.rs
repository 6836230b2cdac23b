//! Which mailboxes a person chose for what.

use mailcore::imap::mailboxes::ChosenRoles;
use mailcore::mailbox::{MailboxName, SpecialUse};
use serde::{Deserialize, Serialize};

use super::Preferences;

/// What a mailbox can be chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Messages that are not finished.
    Drafts,
    /// Copies of what was sent.
    Sent,
    /// Kept, out of the way.
    Archive,
    /// Unwanted.
    Junk,
    /// To be removed.
    Trash,
}

impl Role {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Drafts, Self::Sent, Self::Archive, Self::Junk, Self::Trash];

    /// The name of the preference which mailbox that is.
    pub fn preference(self) -> &'static str {
        match self {
            Self::Drafts => "drafts_folder",
            Self::Sent => "sent_folder",
            Self::Archive => "archive_folder",
            Self::Junk => "junk_folder",
            Self::Trash => "trash_folder",
        }
    }

    /// The same as mailboxes have it.
    pub fn special_use(self) -> SpecialUse {
        match self {
            Self::Drafts => SpecialUse::Drafts,
            Self::Sent => SpecialUse::Sent,
            Self::Archive => SpecialUse::Archive,
            Self::Junk => SpecialUse::Junk,
            Self::Trash => SpecialUse::Trash,
        }
    }

    /// Whether a mailbox may be chosen for it: the inbox for copies of what was sent alone.
    pub fn suits(self, mailbox: &MailboxName) -> bool {
        !mailbox.is_inbox() || self == Self::Sent
    }
}

impl Preferences {
    /// The mailboxes that were chosen, by their roles.
    pub fn chosen_roles(&self) -> ChosenRoles {
        let chosen = self.roles.iter();
        chosen.filter_map(|(role, name)| Some((role.special_use(), MailboxName::parse(name)?))).collect()
    }

    /// Whether a mailbox was chosen for a role.
    pub fn is_chosen(&self, mailbox: &MailboxName) -> bool {
        self.roles.values().any(|it| it == mailbox.as_str())
    }
}
