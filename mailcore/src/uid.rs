//! Numbers of messages (RFC 9051, section 2.3.1).

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

pub mod set;

/// The number of a message in one mailbox, valid as long as the mailbox's [`UidValidity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uid(NonZeroU32);

/// The epoch of a mailbox's UIDs: when it changes, every UID seen before is void.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UidValidity(NonZeroU32);

macro_rules! number {
    ($name:ident) => {
        impl $name {
            /// Zero is no number of this kind.
            pub fn new(number: u32) -> Option<Self> {
                NonZeroU32::new(number).map(Self)
            }

            /// The number itself.
            pub fn get(self) -> u32 {
                self.0.get()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number!(Uid);
number!(UidValidity);

/// A message of a known mailbox: epoch and number. Written `{UIDVALIDITY}-{UID}` in URLs and forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageNumber {
    /// The epoch the number belongs to.
    pub uid_validity: UidValidity,
    /// The number.
    pub uid: Uid,
}

/// Text that is not `{UIDVALIDITY}-{UID}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a message number")]
pub struct NotAMessageNumber;

impl FromStr for MessageNumber {
    type Err = NotAMessageNumber;

    fn from_str(text: &str) -> Result<Self, NotAMessageNumber> {
        let number = |digits: &str| {
            let plain =
                !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
            plain.then(|| digits.parse().ok()).flatten()
        };
        let (epoch, uid) = text.split_once('-').ok_or(NotAMessageNumber)?;
        Ok(Self {
            uid_validity: number(epoch).and_then(UidValidity::new).ok_or(NotAMessageNumber)?,
            uid: number(uid).and_then(Uid::new).ok_or(NotAMessageNumber)?,
        })
    }
}

impl fmt::Display for MessageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.uid_validity, self.uid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_and_writing_a_message_number_are_inverses() {
        for text in ["1-1", "4294967295-4294967295", "1700000000-42"] {
            assert_eq!(text.parse::<MessageNumber>().map(|it| it.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_not_a_message_number_is_refused() {
        for text in ["", "-", "1", "0-1", "1-0", "1-+1", "01-1", "1-1-1", "4294967296-1", "1-1\r\n", "a-b"] {
            assert_eq!(text.parse::<MessageNumber>(), Err(NotAMessageNumber), "{text}");
        }
    }
}
