//! Where the sender's own copy of a message is filed.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use mailcore::mailbox::{MailboxName, Mailboxes, SpecialUse};
use serde::{Deserialize, Serialize};

use crate::desk;

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
    /// The mailbox among those of the person; `None` when no copy is kept.
    pub(super) fn mailbox(&self, mailboxes: &Mailboxes) -> Option<MailboxName> {
        match self {
            Self::Nowhere => None,
            Self::In(name) if mailboxes.named(name).is_some_and(|it| it.selectable) => Some(name.clone()),
            Self::In(_) | Self::Sent => desk::mailbox_for(SpecialUse::Sent, mailboxes),
        }
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
    fn a_mailbox_that_is_gone_is_replaced_by_the_usual_one() {
        let clients = Mailbox::new(MailboxName::parse("Clients").unwrap(), Some('/'));
        let all = Mailboxes::from(vec![clients]);
        let filed = |text: &str| read(text).mailbox(&all).map(|it| it.to_string());
        assert_eq!(filed("in:Clients").as_deref(), Some("Clients"));
        assert_eq!(filed("in:Gone").as_deref(), Some("Sent"));
        assert_eq!(filed("sent").as_deref(), Some("Sent"));
        assert_eq!(filed("none"), None);
    }
}
