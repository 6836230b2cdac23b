//! A message sent as an attachment to whoever reads such reports, as the person who says what it is.

use mailcore::address::{Address, NamedAddress};
use mailcore::message::outgoing::{self, Bcc, OutgoingFile, OutgoingMessage};
use mailcore::smtp::{self, SubmissionEnvelope};

use super::{Error, Verdict};
use crate::config::spam::Report;
use crate::desk::Desk;

/// Sends one message. No copy is kept.
pub(super) async fn send(
    desk: &Desk,
    report: &Report,
    verdict: Verdict,
    octets: Vec<u8>,
) -> Result<(), Error> {
    let (to, subject) = match verdict {
        Verdict::Spam => (Some(&report.spam), "Spam"),
        Verdict::NotSpam => (report.not_spam.as_ref(), "Not spam"),
    };
    let Some(to) = to else { return Ok(()) };
    let from = desk.address().ok_or(Error::NoAddress)?;
    let named = |address: &Address| NamedAddress { name: None, address: address.clone() };
    let file = OutgoingFile {
        name: "message.eml".to_owned(),
        media_type: "message/rfc822".to_owned(),
        octets: octets.into(),
    };
    let message = OutgoingMessage {
        message_id: outgoing::new_message_id(&from),
        sent_at: jiff::Timestamp::now().as_second(),
        to: vec![named(to)],
        subject: subject.to_owned(),
        files: vec![file],
        ..OutgoingMessage::new(named(&from))
    };
    let octets = message.to_octets(Bcc::Hidden)?;
    let envelope = SubmissionEnvelope::new(Some(from), vec![to.clone()]);
    smtp::submit(&desk.servers.submission, &desk.credentials, &envelope, &octets).await?;
    Ok(())
}

/// What an operator should know of it; nothing is tried, for that would send something.
pub(super) fn told(report: &Report) -> String {
    match &report.not_spam {
        Some(not_spam) => format!("report: spam is sent to {}, what is none to {not_spam}", report.spam),
        None => format!("report: spam is sent to {}, what is none to nobody", report.spam),
    }
}
