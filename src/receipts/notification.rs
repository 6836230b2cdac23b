//! A receipt as it goes to the submission server.

use mailcore::address::{Address, NamedAddress};
use mailcore::message::disposition_notification::{How, Notification, Request};
use mailcore::smtp::SubmissionEnvelope;

use super::{Error, Words};
use crate::fetch::Message;
use crate::i18n::Text;

/// How the program calls itself.
const PROGRAM: &str = "Facteur";

/// A receipt and whom it goes to. Failures are told to nobody (RFC 8098, section 3).
pub(super) struct Parcel {
    pub(super) envelope: SubmissionEnvelope,
    pub(super) octets: Vec<u8>,
    /// The address that it is from: for a server that takes nothing from nobody.
    pub(super) from: Address,
}

/// Writes the receipt for a message from `from`.
pub(super) fn write(
    from: &NamedAddress,
    message: &Message,
    request: &Request,
    how: How,
    words: Words<'_>,
    now: i64,
) -> Result<Parcel, Error> {
    let Words { locale, host } = words;
    let original = &message.headers;
    let sent_at = original.sent_at.unwrap_or(message.opened.head.received_at);
    let subject = locale.say(&Text::new("receipt-subject").with("subject", original.subject.as_str()));
    let about = Text::new("receipt-text")
        .with("to", from.address.to_string())
        .with("subject", original.subject.as_str())
        // With the year, whichever it is.
        .with("date", locale.long_date(sent_at, 0));
    let octets = Notification {
        original,
        to: &request.to,
        from,
        how,
        reporter: (host, PROGRAM),
        subject: &subject,
        text: &locale.say(&about),
        sent_at: now,
    }
    .to_octets()?;
    let envelope = SubmissionEnvelope::new(None, vec![request.to.clone()]);
    Ok(Parcel { envelope, octets, from: from.address.clone() })
}
