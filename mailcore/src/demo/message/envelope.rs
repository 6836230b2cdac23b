//! ENVELOPE (RFC 9051, section 7.5.2).

use imap_codec::imap_types::envelope::{Address, Envelope};

use super::address;
use super::string::nstring;
use crate::message::entity::field;

/// The most addresses of one field that are told.
const MOST_ADDRESSES: usize = 1000;

/// Reads the header of a message. Sender and Reply-To are those of From where they are missing.
pub(super) fn read(header: &[u8]) -> Envelope<'static> {
    let text = |name: &[u8]| nstring(field::value(header, name).as_deref());
    let from = addresses(header, b"from");
    let or_from = |name: &[u8]| Some(addresses(header, name)).filter(|it| !it.is_empty());
    Envelope {
        date: text(b"date"),
        subject: text(b"subject"),
        sender: or_from(b"sender").unwrap_or_else(|| from.clone()),
        reply_to: or_from(b"reply-to").unwrap_or_else(|| from.clone()),
        from,
        to: addresses(header, b"to"),
        cc: addresses(header, b"cc"),
        bcc: addresses(header, b"bcc"),
        in_reply_to: text(b"in-reply-to"),
        message_id: text(b"message-id"),
    }
}

/// The addresses of all fields with this name.
fn addresses(header: &[u8], name: &[u8]) -> Vec<Address<'static>> {
    let values = field::values(header, name);
    let found = values.iter().flat_map(|it| address::read(it)).take(MOST_ADDRESSES);
    found.map(|it| written(&it)).collect()
}

fn written(address: &address::Address) -> Address<'static> {
    Address {
        name: nstring(address.name.as_deref()),
        adl: nstring(address.route.as_deref()),
        mailbox: nstring(address.mailbox.as_deref()),
        host: nstring(address.host.as_deref()),
    }
}
