//! What may be done in the mailbox that is open: what may not is not offered.

use mailcore::mailbox::Rights;

use super::page::Chrome;

impl Chrome {
    /// Whether messages may be removed, or moved away.
    pub fn may_empty(&self) -> bool {
        self.may(Rights::may_be_emptied)
    }

    /// Whether messages may be put in.
    pub fn may_fill(&self) -> bool {
        self.may(Rights::may_be_filled)
    }

    /// Whether messages may be marked as read.
    pub fn may_see(&self) -> bool {
        self.may(Rights::may_be_seen)
    }

    /// Whether messages may be marked otherwise.
    pub fn may_mark(&self) -> bool {
        self.may(Rights::may_be_marked)
    }

    /// Whether messages may be read, and nothing else.
    pub fn is_to_read(&self) -> bool {
        let here = self.current.as_ref().and_then(|it| self.folders.named(it));
        here.and_then(|it| it.rights.as_ref()).is_some_and(Rights::are_to_read)
    }

    fn may(&self, right: fn(&Rights) -> bool) -> bool {
        let here = self.current.as_ref().and_then(|it| self.folders.named(it));
        here.is_none_or(|it| it.may(right))
    }
}
