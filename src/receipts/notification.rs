//! A receipt as it goes to the submission server.

use mailcore::message::disposition_notification::{How, Notification, Request};
use mailcore::smtp::SubmissionEnvelope;

use super::{Error, Words};
use crate::desk::Desk;
use crate::fetch::Message;
use crate::i18n::Text;

/// How the program calls itself.
const PROGRAM: &str = "Facteur";

/// A receipt and whom it goes to. Failures are told to nobody (RFC 8098, section 3).
pub(super) struct Parcel {
    pub(super) envelope: SubmissionEnvelope,
    pub(super) octets: Vec<u8>,
    /// The address that it is from: for a server that takes nothing from nobody.
    pub(super) from: mailcore::address::Address,
}

/// Writes the receipt for a message; `None` when the person has no address to send from.
pub(super) fn write(
    desk: &Desk,
    message: &Message,
    request: &Request,
    how: How,
    words: Words<'_>,
    now: i64,
) -> Result<Option<Parcel>, Error> {
    let Some(from) = desk.address() else { return Ok(None) };
    let Words { locale, host } = words;
    let original = &message.headers;
    let sent_at = original.sent_at.unwrap_or(message.opened.head.received_at);
    let subject = locale.say(&Text::new("receipt-subject").with("subject", original.subject.as_str()));
    let about = Text::new("receipt-text")
        .with("to", from.to_string())
        .with("subject", original.subject.as_str())
        // With the year, whichever it is.
        .with("date", locale.long_date(sent_at, 0));
    let octets = Notification {
        original,
        to: &request.to,
        from: &from,
        how,
        reporter: (host, PROGRAM),
        subject: &subject,
        text: &locale.say(&about),
        sent_at: now,
    }
    .to_octets()?;
    let envelope = SubmissionEnvelope::new(None, vec![request.to.clone()]);
    Ok(Some(Parcel { envelope, octets, from }))
}
