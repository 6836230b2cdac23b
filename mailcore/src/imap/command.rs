//! Commands to octets. The only way to write one: nothing a person typed can end a command or
//! begin another (RFC 9051, section 9: quoted strings, literals).

use crate::flag::FlagSet;
use crate::mailbox::MailboxName;
use crate::message::part::PartId;
use crate::uid::Uid;

/// A command without its tag: pieces of text with literals between.
#[derive(Clone, Debug)]
pub(super) struct Command {}

impl Command {
    /// Begins with fixed words of ours: `UID FETCH`.
    pub(super) fn new(_words: &'static str) -> Self {
        todo!()
    }

    /// Fixed words of ours, after a blank.
    pub(super) fn words(self, _words: &'static str) -> Self {
        todo!()
    }

    /// A number, after a blank.
    pub(super) fn number(self, _number: u64) -> Self {
        todo!()
    }

    /// A range of sequence numbers, after a blank; `None` is `*`.
    pub(super) fn sequence(self, _from: u32, _to: Option<u32>) -> Self {
        todo!()
    }

    /// A set of UIDs, after a blank, written as ranges; not empty.
    pub(super) fn uids(self, _uids: &[Uid]) -> Self {
        todo!()
    }

    /// A mailbox name in modified UTF-7, after a blank, quoted.
    pub(super) fn mailbox(self, _name: &MailboxName) -> Self {
        todo!()
    }

    /// A text, after a blank: quoted where it can be, else a literal. `None` with a NUL in it.
    pub(super) fn string(self, _text: &str) -> Option<Self> {
        todo!()
    }

    /// Flags in parentheses, after a blank.
    pub(super) fn flags(self, _flags: &FlagSet) -> Self {
        todo!()
    }

    /// A literal of any octets but NUL, after a blank.
    pub(super) fn literal(self, _octets: Vec<u8>) -> Self {
        todo!()
    }

    /// Parts in parentheses, after a blank, each cut after `most` octets: `(BODY.PEEK[1]<0.1000>)`.
    pub(super) fn parts(self, _ids: &[PartId], _most: u64) -> Self {
        todo!()
    }

    /// One part or, with `None`, the whole message, after a blank: `BODY.PEEK[1]`.
    pub(super) fn whole(self, _part: Option<&PartId>) -> Self {
        todo!()
    }
}
