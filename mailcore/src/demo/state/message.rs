//! What never changes of a message.

use std::borrow::Cow;
use std::sync::OnceLock;

use bytes::Bytes;

use crate::demo::message::Contents;

/// What stands for NUL, which no literal can bring (RFC 9051, section 4.3).
const INSTEAD_OF_NUL: u8 = 0x80;

/// A message: its octets, and when it came. Copies in other mailboxes share it.
///
/// Invariant: there is no NUL in it.
#[derive(Debug)]
pub(in crate::demo) struct Message {
    contents: Contents,
    received_at: i64,
    envelope: OnceLock<Box<[u8]>>,
    body_structure: OnceLock<Box<[u8]>>,
    file: OnceLock<u64>,
}

impl Message {
    /// A message (RFC 5322) that came at `received_at`, in seconds since 1970-01-01 UTC.
    pub(in crate::demo) fn new(octets: Bytes, received_at: i64) -> Self {
        let octets = match without_nul(&octets) {
            Cow::Borrowed(_) => octets,
            Cow::Owned(octets) => octets.into(),
        };
        Self {
            contents: Contents::new(octets),
            received_at,
            envelope: OnceLock::new(),
            body_structure: OnceLock::new(),
            file: OnceLock::new(),
        }
    }

    /// What is in it.
    pub(in crate::demo) fn contents(&self) -> &Contents {
        &self.contents
    }

    /// RFC822.SIZE.
    pub(in crate::demo) fn size(&self) -> u32 {
        u32::try_from(self.contents.octets().len()).unwrap_or(u32::MAX)
    }

    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub(in crate::demo) fn received_at(&self) -> i64 {
        self.received_at
    }

    /// The number of the file it is kept in, if it has one.
    pub(in crate::demo) fn file(&self) -> Option<u64> {
        self.file.get().copied()
    }

    /// Notes the file it is kept in; it stays the first one.
    pub(in crate::demo) fn set_file(&self, file: u64) {
        let _ = self.file.set(file);
    }

    /// ENVELOPE as `write` gives it, which is asked once.
    pub(in crate::demo) fn envelope(&self, write: impl FnOnce(&Contents) -> Vec<u8>) -> &[u8] {
        self.envelope.get_or_init(|| write(&self.contents).into())
    }

    /// BODYSTRUCTURE as `write` gives it, which is asked once.
    pub(in crate::demo) fn body_structure(&self, write: impl FnOnce(&Contents) -> Vec<u8>) -> &[u8] {
        self.body_structure.get_or_init(|| write(&self.contents).into())
    }
}

fn without_nul(octets: &[u8]) -> Cow<'_, [u8]> {
    if !octets.contains(&0) {
        return Cow::Borrowed(octets);
    }
    octets.iter().map(|it| if *it == 0 { INSTEAD_OF_NUL } else { *it }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_is_replaced() {
        let octets = |octets: &'static [u8]| Message::new(octets.into(), 0).contents().octets().clone();
        assert_eq!(octets(b"a\0b"), Bytes::from_static(b"a\x80b"));
        assert_eq!(octets(b"ab"), Bytes::from_static(b"ab"));
    }
}
