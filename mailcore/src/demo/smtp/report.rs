//! Delivery status notifications (RFC 3464; RFC 6522).

use super::NAME;
use super::deliver::date;
use super::transaction::{Recipient, Transaction};
use crate::demo::message;

/// What became of a message for one recipient.
pub(super) struct Fate<'a> {
    pub(super) recipient: &'a Recipient,
    /// It is in the mailbox; else it is not and will not be.
    pub(super) arrived: bool,
}

/// The reports that were asked for: one of what arrived, one of what did not.
pub(super) fn write(transaction: &Transaction, fates: &[Fate<'_>], octets: &[u8], now: i64) -> Vec<Vec<u8>> {
    let wanted = |arrived: bool| -> Vec<&Fate<'_>> {
        let asked = |it: &&Fate<'_>| if arrived { it.recipient.on_success } else { it.recipient.on_failure };
        fates.iter().filter(|it| it.arrived == arrived).filter(asked).collect()
    };
    let reports = [true, false].into_iter().map(|arrived| (arrived, wanted(arrived)));
    let reports = reports.filter(|(_, fates)| !fates.is_empty());
    reports.map(|(arrived, fates)| Report { transaction, arrived, fates, now }.write(octets)).collect()
}

struct Report<'a> {
    transaction: &'a Transaction,
    arrived: bool,
    fates: Vec<&'a Fate<'a>>,
    now: i64,
}

impl Report<'_> {
    fn write(&self, octets: &[u8]) -> Vec<u8> {
        // Drawn, so that nobody can write a message which has it.
        let boundary = format!("{:016x}", getrandom::u64().unwrap_or_default());
        let returned = match self.is_whole() {
            true => ("message/rfc822", octets),
            false => ("text/rfc822-headers", message::header(octets)),
        };
        let (text, status) = (self.text(), self.status());
        let mut report = self.head(&boundary).into_bytes();
        for (kind, content) in [
            ("text/plain; charset=utf-8", text.as_bytes()),
            ("message/delivery-status", status.as_bytes()),
            returned,
        ] {
            // RFC 3464, section 2.1: the status is ASCII and says so by saying nothing.
            let encoding = if content.is_ascii() { "" } else { "Content-Transfer-Encoding: 8bit\r\n" };
            report.extend(format!("--{boundary}\r\nContent-Type: {kind}\r\n{encoding}\r\n").as_bytes());
            report.extend(content);
            report.extend(b"\r\n");
        }
        report.extend(format!("--{boundary}--\r\n").as_bytes());
        report
    }

    fn head(&self, boundary: &str) -> String {
        let to = self.transaction.sender.as_ref().map(ToString::to_string).unwrap_or_default();
        let what = if self.arrived { "has arrived" } else { "has not arrived" };
        format!(
            "From: Mail server <postmaster@{NAME}>\r\nTo: {to}\r\nSubject: Your message {what}\r\n\
             Date: {}\r\nMessage-ID: <{boundary}@{NAME}>\r\nAuto-Submitted: auto-replied\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\t\
             boundary=\"{boundary}\"\r\n\r\n",
            date(self.now),
        )
    }

    /// For people.
    fn text(&self) -> String {
        let what = if self.arrived { "is in the mailbox of" } else { "found no room in the mailbox of" };
        let lines = self.fates.iter().map(|it| format!("  {}\r\n", it.recipient.address));
        format!("Your message {what}:\r\n\r\n{}", lines.collect::<String>())
    }

    /// For programs: a group of fields for the message and one for each recipient.
    fn status(&self) -> String {
        let (action, code) = if self.arrived { ("delivered", "2.0.0") } else { ("failed", "5.2.2") };
        let id = self.transaction.envelope_id.as_ref();
        let id = id.map(|it| format!("Original-Envelope-Id: {it}\r\n")).unwrap_or_default();
        let recipients = self.fates.iter().map(|it| {
            let original = it.recipient.original.as_ref();
            let original =
                original.map(|it| format!("Original-Recipient: rfc822;{it}\r\n")).unwrap_or_default();
            let address = it.recipient.address.to_ascii();
            format!(
                "\r\n{original}Final-Recipient: rfc822;{address}\r\nAction: {action}\r\nStatus: {code}\r\n"
            )
        });
        let recipients: String = recipients.collect();
        format!("Reporting-MTA: dns;{NAME}\r\n{id}Arrival-Date: {}\r\n{recipients}", date(self.now))
    }

    /// RET says what comes back of a message that did not arrive; of others it is the header
    /// (RFC 3461, section 4.3).
    fn is_whole(&self) -> bool {
        !self.arrived && self.transaction.full
    }
}
