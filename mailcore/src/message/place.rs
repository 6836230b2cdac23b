//! Where a message is that is read: in a mailbox, or inside of another message.

use super::part::PartId;
use crate::mailbox::MessageRef;

/// Where a message is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The message in the mailbox.
    pub message: MessageRef,
    /// The part of it that is the message meant; `None` for the whole of it.
    pub inside: Option<PartId>,
}

impl Place {
    /// A message inside of another one.
    pub fn inside(message: MessageRef, part: PartId) -> Self {
        Self { message, inside: Some(part) }
    }
}

impl From<MessageRef> for Place {
    /// The message in the mailbox itself.
    fn from(message: MessageRef) -> Self {
        Self { message, inside: None }
    }
}
