//! Delivery: what a server writes before a message, and where it puts it.

use bytes::Bytes;
use chrono::DateTime;

use super::NAME;
use super::reply::Reply;
use super::report::{self, Fate};
use super::rules::Rules;
use super::transaction::{Recipient, Transaction};
use crate::address::Address;
use crate::demo::state::{self, Account, State};

/// The most characters of a client's name that are written down.
const MOST_OF_HOST: usize = 100;

/// A message that goes through.
pub(super) struct Passing<'a> {
    /// From whom and for whom it is.
    pub(super) transaction: &'a Transaction,
    /// The name that the client gave itself.
    pub(super) host: &'a str,
    /// Seconds since 1970-01-01 UTC.
    pub(super) now: i64,
}

impl Passing<'_> {
    /// Delivers to the accounts here, keeps one copy for the world in a mailbox of `sender`, and
    /// reports what is to be reported. The answer is a refusal only where nobody got anything.
    pub(super) fn deliver(&self, octets: &[u8], sender: &Account, state: &State) -> Reply {
        let recipients = &self.transaction.recipients;
        let (inside, outside): (Vec<_>, Vec<_>) = recipients.iter().partition(|it| it.account.is_some());
        let mut fates: Vec<Fate<'_>> = inside
            .into_iter()
            .map(|it| Fate { recipient: it, arrived: self.deliver_to(it, octets, state) })
            .collect();
        let kept = outside.is_empty() || self.keep_outside(&outside, octets, sender);
        // Nothing is told of a message that was kept: nobody has got it.
        fates.extend(outside.into_iter().filter(|_| !kept).map(|it| Fate { recipient: it, arrived: false }));
        if fates.iter().all(|it| !it.arrived) && fates.len() == recipients.len() {
            return Reply::new(452, "4.2.2", "The mailbox is full");
        }
        self.report(&fates, octets, sender, state);
        Reply::new(250, "2.0.0", "Delivered")
    }

    fn deliver_to(&self, recipient: &Recipient, octets: &[u8], state: &State) -> bool {
        let Some(account) = &recipient.account else { return false };
        let head = self.head(&[&recipient.address]);
        let whole = Bytes::from([head.as_bytes(), octets].concat());
        let rules = Rules::of(account, &whole, self.now);
        let arrived = rules.file(account, &whole, self.now).is_ok();
        if arrived {
            rules.carry_out(account, self.transaction.sender.as_ref(), &whole, state, self.now);
        }
        arrived
    }

    fn keep_outside(&self, recipients: &[&Recipient], octets: &[u8], sender: &Account) -> bool {
        let addresses: Vec<&Address> = recipients.iter().map(|it| &it.address).collect();
        let head = self.head(&addresses);
        sender.keep_outside(Bytes::from([head.as_bytes(), octets].concat()), self.now).is_ok()
    }

    /// Return-Path and Received (RFC 5321, section 4.4). Who it is for stands beside them, so that a
    /// mailbox shows what went to whom, blind copies included.
    fn head(&self, recipients: &[&Address]) -> String {
        let sender = self.transaction.sender.as_ref().map(Address::to_ascii).unwrap_or_default();
        let can_stand = |it: &char| it.is_ascii_alphanumeric() || "-.:[]".contains(*it);
        let host: String = self.host.chars().filter(can_stand).take(MOST_OF_HOST).collect();
        let host = if host.is_empty() { "unknown" } else { &host };
        // RFC 3848 and RFC 6531, section 4.3.
        let with = if self.transaction.utf8 { "UTF8SMTPA" } else { "ESMTPA" };
        let to = recipients.iter().map(|it| it.to_ascii()).collect::<Vec<String>>().join(",\r\n\t");
        format!(
            "Return-Path: <{sender}>\r\nX-Envelope-To: {to}\r\n\
             Received: from {host} by {NAME} with {with};\r\n\t{}\r\n",
            date(self.now),
        )
    }

    /// Sends the reports that were asked for to whom the message is from.
    fn report(&self, fates: &[Fate<'_>], octets: &[u8], account: &Account, state: &State) {
        let Some(to) = &self.transaction.sender else { return };
        for report in report::write(self.transaction, fates, octets, self.now) {
            let octets = Bytes::from([b"Return-Path: <>\r\n", report.as_slice()].concat());
            let sent = match state.recipient(to) {
                state::Recipient::Account(it) => it.deliver(octets, self.now),
                state::Recipient::Outside | state::Recipient::Unknown => {
                    account.keep_outside(octets, self.now)
                }
            };
            if let Err(failure) = sent {
                tracing::warn!(%failure, "a report of a delivery has no place");
            }
        }
    }
}

/// A moment as headers have it (RFC 5322, section 3.3).
pub(super) fn date(at: i64) -> String {
    DateTime::from_timestamp(at, 0).unwrap_or_default().to_rfc2822()
}
