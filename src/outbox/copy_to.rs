//! Where the sender's own copy of a message is filed.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use mailcore::mailbox::{MailboxName, Mailboxes, Namespace, SpecialUse};
use serde::{Deserialize, Serialize};

use crate::desk;

/// Mailboxes in which nobody looks for what they sent, or which take care of themselves.
pub const UNFIT: &[SpecialUse] = &[
    SpecialUse::Sent,
    SpecialUse::Drafts,
    SpecialUse::Junk,
    SpecialUse::Trash,
    SpecialUse::All,
    SpecialUse::Flagged,
];

/// Where it goes. Written as one word without a mailbox, and with one as `in:Clients/Été`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum CopyTo {
    /// The Sent mailbox.
    #[default]
    Sent,
    /// Nowhere: none is kept.
    Nowhere,
    /// A mailbox that the person chose; the Sent mailbox once that one is gone.
    In(MailboxName),
}

impl CopyTo {
    /// The mailbox of a message that is answered; the Sent mailbox where nobody would look for the answer there.
    pub fn beside(original: &MailboxName, mailboxes: &Mailboxes) -> Self {
        // What others share is read by others, with all who get a blind copy.
        let is_shared = mailboxes.named(original).is_some_and(|it| it.namespace != Namespace::Personal);
        let is_unfit = is_shared || desk::lies_in(UNFIT, original, mailboxes);
        if is_unfit { Self::Sent } else { Self::In(original.clone()) }
    }

    /// The mailboxes that come into question, of which the first one that takes it gets the copy; only the last one
    /// is made where it is missing; none when no copy is kept. `mailboxes` are those that
    /// are shown: one that is not subscribed may be there all the same.
    pub(super) fn homes(&self, mailboxes: &Mailboxes) -> Vec<MailboxName> {
        let chosen = match self {
            Self::Nowhere => return Vec::new(),
            Self::In(name) if mailboxes.named(name).is_none_or(|it| it.selectable) => Some(name.clone()),
            Self::In(_) | Self::Sent => None,
        };
        let mut homes: Vec<MailboxName> =
            chosen.into_iter().chain(desk::mailbox_for(SpecialUse::Sent, mailboxes)).collect();
        homes.dedup();
        homes
    }
}

impl fmt::Display for CopyTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sent => f.write_str("sent"),
            Self::Nowhere => f.write_str("none"),
            Self::In(name) => write!(f, "in:{name}"),
        }
    }
}

impl FromStr for CopyTo {
    type Err = Infallible;

    /// What is not understood is [`CopyTo::Sent`]: a copy too many does no harm.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.strip_prefix("in:").and_then(MailboxName::parse) {
            Some(name) => Self::In(name),
            None if text == "none" => Self::Nowhere,
            None => Self::Sent,
        })
    }
}

impl From<String> for CopyTo {
    fn from(text: String) -> Self {
        let Ok(read) = text.parse();
        read
    }
}

impl From<CopyTo> for String {
    fn from(copy_to: CopyTo) -> Self {
        copy_to.to_string()
    }
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::Mailbox;

    use super::*;

    fn read(text: &str) -> CopyTo {
        CopyTo::from(text.to_owned())
    }

    #[test]
    fn writing_and_reading_are_inverses() {
        for text in ["sent", "none", "in:Clients/Été", "in:none"] {
            assert_eq!(read(text).to_string(), text);
        }
        for odd in ["", "in:", "in:a\nb", "Nowhere"] {
            assert_eq!(read(odd), CopyTo::Sent, "{odd:?}");
        }
    }

    #[test]
    fn an_answer_lies_beside_what_it_answers_unless_that_was_thrown_away() {
        let mailbox = |name: &str, special_use| {
            let name = MailboxName::parse(name).unwrap();
            Mailbox { special_use, ..Mailbox::new(name, Some('/')) }
        };
        let shared = Mailbox { namespace: Namespace::Shared, ..mailbox("Commun", None) };
        let all = [mailbox("Clients", None), mailbox("Corbeille", Some(SpecialUse::Trash)), shared];
        let all = Mailboxes::from(all.to_vec());
        for (original, expected) in [
            ("Clients", "in:Clients"),
            ("Corbeille", "sent"),
            ("Corbeille/2025", "sent"),
            ("Commun", "sent"),
            ("INBOX", "in:INBOX"),
            ("Hidden", "in:Hidden"),
        ] {
            let original = MailboxName::parse(original).unwrap();
            assert_eq!(CopyTo::beside(&original, &all).to_string(), expected);
        }
    }

    #[test]
    fn a_mailbox_that_is_gone_is_replaced_by_the_usual_one() {
        let clients = Mailbox::new(MailboxName::parse("Clients").unwrap(), Some('/'));
        let level = MailboxName::parse("Level").unwrap();
        let level = Mailbox { selectable: false, ..Mailbox::new(level, Some('/')) };
        let all = Mailboxes::from(vec![clients, level]);
        let homes =
            |text: &str| -> Vec<String> { read(text).homes(&all).iter().map(ToString::to_string).collect() };
        assert_eq!(homes("in:Clients"), ["Clients", "Sent"]);
        assert_eq!(homes("in:Hidden or gone"), ["Hidden or gone", "Sent"]);
        assert_eq!(homes("in:Sent"), ["Sent"]);
        assert_eq!(homes("in:Level"), ["Sent"], "it holds no messages");
        assert_eq!(homes("sent"), ["Sent"]);
        assert_eq!(homes("none"), [""; 0]);
    }
}
