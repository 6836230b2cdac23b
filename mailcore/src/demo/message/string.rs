//! Octets of a message as strings of IMAP (RFC 9051, section 4.3).

use imap_codec::imap_types::core::{IString, NString, Quoted};

/// A string; quoted where it can be, else a literal. A NUL, which neither may have, is left out.
pub(super) fn string(octets: &[u8]) -> IString<'static> {
    let octets: Vec<u8> = octets.iter().copied().filter(|it| *it != 0).collect();
    IString::try_from(octets).unwrap_or_else(|_| IString::Quoted(Quoted::unvalidated("")))
}

/// A string, or NIL where there is none.
pub(super) fn nstring(octets: Option<&[u8]>) -> NString<'static> {
    NString(octets.map(string))
}
