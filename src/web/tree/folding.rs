//! Branches of the tree that are closed: as the person left them, the archive until they open it.

use mailcore::mailbox::{Mailbox, SpecialUse};

use super::{Branch, is_inside};
use crate::web::page::Chrome;

impl Chrome {
    /// Closes what is to be closed, and tells how much is new in each branch; `branches` are those of
    /// `folders`, in the same order.
    pub(super) fn fold(&self, folders: &[&Mailbox], branches: &mut [Branch]) {
        let found: Vec<Inner> =
            folders.iter().enumerate().map(|(at, it)| Inner::of(it, folders, branches, at + 1)).collect();
        let with_inner = folders.iter().zip(branches).zip(found).filter(|((_, it), _)| it.opens);
        for ((mailbox, branch), inner) in with_inner {
            let is_archive = mailbox.special_use == Some(SpecialUse::Archive);
            let closed = self.preferences.fold(&mailbox.name);
            branch.is_closed = closed.unwrap_or(is_archive && !inner.is_open);
            if inner.new > 0 {
                let new = inner.new.saturating_add(new(branch));
                branch.sum = self.count("folder-unseen-inside", new, true);
            }
        }
    }
}

/// What is inside a folder.
struct Inner {
    /// Messages that were not read, where that matters.
    new: u32,
    /// The one that is open is there.
    is_open: bool,
}

impl Inner {
    /// Of those from `next` on that are inside it.
    fn of(outer: &Mailbox, folders: &[&Mailbox], branches: &[Branch], next: usize) -> Self {
        let rest = folders.iter().zip(branches).skip(next);
        rest.take_while(|(it, _)| is_inside(it, outer)).fold(
            Self { new: 0, is_open: false },
            |found, (_, it)| Self {
                new: found.new.saturating_add(new(it)),
                is_open: found.is_open || it.is_open,
            },
        )
    }
}

fn new(branch: &Branch) -> u32 {
    if branch.is_new() { branch.unseen } else { 0 }
}
