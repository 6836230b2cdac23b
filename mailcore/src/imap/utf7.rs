//! Mailbox names on the wire: modified UTF-7 (RFC 3501, section 5.1.3).

/// A name as IMAP4rev1 writes it.
pub(super) fn encode(name: &str) -> String {
    name.to_owned()
}
