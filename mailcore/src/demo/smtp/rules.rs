//! What the active script of somebody does with a message that arrives: the rules of an absence and of a redirection,
//! which pages show. Nothing else of a script is carried out.

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::address::{Address, NamedAddress};
use crate::demo::state::{self, Account, State};
use crate::message::outgoing::{Bcc, OutgoingMessage, new_message_id};
use crate::message::parse;
use crate::sieve::Draft;
use crate::sieve::absence::{Absence, Standing, Then};
use crate::sieve::redirection::Redirection;

/// What is done.
#[derive(Debug, Default)]
pub(super) struct Rules {
    absence: Option<Absence>,
    redirection: Redirection,
}

impl Rules {
    /// Those of an account at `now`, in seconds since 1970-01-01 UTC.
    pub(super) fn of(account: &Account, now: i64) -> Self {
        let text = account.scripts(|it| it.active().and_then(|name| it.all().get(name)).cloned());
        let Some(draft) = text.and_then(|it| Draft::new(it).ok()) else { return Self::default() };
        let clock = Timestamp::from_second(now).unwrap_or_default().to_zoned(TimeZone::system());
        let absence = Absence::of(&draft).map(|(it, _)| it);
        let redirection = Redirection::of(&draft).map(|(it, _)| it).filter(|it| it.is_on);
        Self {
            absence: absence.filter(|it| it.standing(&clock) == Standing::Active),
            redirection: redirection.unwrap_or_default(),
        }
    }

    /// Whether the message stays in the mailbox.
    pub(super) fn keep(&self) -> bool {
        let goes =
            self.absence.as_ref().is_some_and(|it| matches!(it.then, Then::Discard | Then::Redirect(_)));
        !goes && (self.redirection.targets.is_empty() || self.redirection.keeps_copy)
    }

    /// Sends the message on and answers it, as far as the rules want it.
    pub(super) fn carry_out(
        &self,
        account: &Account,
        sender: Option<&Address>,
        octets: &Bytes,
        state: &State,
        now: i64,
    ) {
        let also = self.absence.as_ref().and_then(|it| match &it.then {
            Then::Redirect(to) | Then::Copy(to) => Some(to),
            Then::Keep | Then::Discard => None,
        });
        for target in self.redirection.targets.iter().chain(also).filter_map(|it| it.parse().ok()) {
            send(account, &target, octets.clone(), state, now);
        }
        let answer =
            self.absence.as_ref().zip(sender).and_then(|(it, to)| answer(it, account, to, octets, now));
        if let Some((to, answer)) = answer {
            send(account, &to, answer.into(), state, now);
        }
    }
}

/// Delivers what an account sends by itself; no rules are asked again, so that nothing goes round in circles.
fn send(account: &Account, to: &Address, octets: Bytes, state: &State, now: i64) {
    let sent = match state.recipient(to) {
        state::Recipient::Account(it) => it.deliver(octets, now),
        state::Recipient::Outside | state::Recipient::Unknown => account.keep_outside(octets, now),
    };
    if let Err(failure) = sent {
        tracing::warn!(%failure, "what a rule sent has no place");
    }
}

/// The answer to a message, once to each sender, and to none that is automatic itself (RFC 5230, section 4.6).
fn answer(
    absence: &Absence,
    account: &Account,
    to: &Address,
    octets: &[u8],
    now: i64,
) -> Option<(Address, Vec<u8>)> {
    let headers = parse::headers(octets);
    let is_automatic = headers.values("Auto-Submitted").any(|it| !it.trim().eq_ignore_ascii_case("no"));
    let own: Address = account.address().parse().ok()?;
    if is_automatic || headers.is_of_list() || *to == own || !account.change_scripts(|it| it.answer(to)) {
        return None;
    }
    let from = parse::addresses(absence.from.as_bytes()).into_iter().find_map(|it| it.to_named());
    let subject = match absence.subject.as_str() {
        "" => format!("Auto: {}", headers.subject),
        subject => subject.to_owned(),
    };
    let message = OutgoingMessage {
        to: vec![NamedAddress { name: None, address: to.clone() }],
        subject,
        text: absence.text.clone(),
        message_id: new_message_id(&own),
        sent_at: now,
        in_reply_to: headers.message_id,
        extra: vec![("Auto-Submitted".to_owned(), "auto-replied".to_owned())],
        ..OutgoingMessage::new(from.unwrap_or(NamedAddress { name: None, address: own }))
    };
    let octets = message.to_octets(Bcc::Hidden).ok()?;
    Some((to.clone(), [b"Return-Path: <>\r\n", octets.as_slice()].concat()))
}
