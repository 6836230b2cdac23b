//! What the active script of somebody does with a message that arrives: the rules of an absence and of a redirection,
//! and the filters that forms show. Nothing else of a script is carried out.

use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::filing::{Filing, Letter};
use crate::address::{Address, NamedAddress};
use crate::demo::state::mailboxes::Failure;
use crate::demo::state::{self, Account, State};
use crate::flag::FlagSet;
use crate::mailbox::MailboxName;
use crate::message::outgoing::{Bcc, OutgoingMessage, new_message_id};
use crate::message::parse;
use crate::sieve::Draft;
use crate::sieve::absence::{Absence, Standing, Then};
use crate::sieve::entry::Entry;
use crate::sieve::redirection::Redirection;

/// What is done.
#[derive(Debug, Default)]
pub(super) struct Rules {
    absence: Option<Absence>,
    redirection: Redirection,
    filing: Filing,
}

impl Rules {
    /// Those of an account for a message that arrives at `now`, in seconds since 1970-01-01 UTC.
    pub(super) fn of(account: &Account, octets: &[u8], now: i64) -> Self {
        let text = account.scripts(|it| it.active().and_then(|name| it.all().get(name)).cloned());
        let Some(draft) = text.and_then(|it| Draft::new(it).ok()) else { return Self::default() };
        let clock = Timestamp::from_second(now).unwrap_or_default().to_zoned(TimeZone::system());
        let (absence, redirection) = (Absence::of(&draft), Redirection::of(&draft));
        let ends = [absence.as_ref().map(|it| it.1.end), redirection.as_ref().map(|it| it.1.end)];
        let is_own = |it: &Entry| ends.iter().flatten().any(|end| it.range.contains(&end.saturating_sub(1)));
        let entries = Entry::all(&draft).into_iter().filter(|it| !is_own(it));
        let filters: Vec<_> = entries.filter_map(|it| it.filter).collect();
        let size = u64::try_from(octets.len()).unwrap_or(u64::MAX);
        let letter = Letter { headers: &parse::headers(octets), octets: size, now: &clock };
        Self {
            filing: Filing::of(&filters, &letter),
            absence: absence.map(|it| it.0).filter(|it| it.standing(&clock) == Standing::Active),
            redirection: redirection.map(|it| it.0).filter(|it| it.is_on).unwrap_or_default(),
        }
    }

    /// Puts the message where they want it; into the inbox, where a folder of theirs is not there. Where it has arrived
    /// in one of them, the others may have no room for it.
    ///
    /// # Errors
    ///
    /// [`Failure::Full`] where it arrived nowhere.
    pub(super) fn file(&self, account: &Account, octets: &Bytes, now: i64) -> Result<(), Failure> {
        let (mut stays, mut arrived, mut failed) = (self.keep(), false, None);
        let mut put = |folder: &MailboxName, flags: &FlagSet| match account.put(
            folder,
            octets.clone(),
            now,
            flags.clone(),
        ) {
            Err(Failure::NoSuch) => false,
            Err(failure) => {
                failed = Some(failure);
                true
            }
            Ok(()) => {
                arrived = true;
                true
            }
        };
        for (folder, flags) in &self.filing.folders {
            stays |= !put(folder, flags);
        }
        if stays {
            put(&MailboxName::inbox(), &self.filing.flags);
        }
        match failed {
            Some(failure) if !arrived => Err(failure),
            _ => Ok(()),
        }
    }

    /// Whether the message stays in the mailbox.
    fn keep(&self) -> bool {
        let goes =
            self.absence.as_ref().is_some_and(|it| matches!(it.then, Then::Discard | Then::Redirect(_)));
        let stays = self.redirection.targets.is_empty() || self.redirection.keeps_copy;
        self.filing.is_kept || (!goes && stays && !self.filing.is_taken)
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
        let targets = self.redirection.targets.iter().chain(&self.filing.targets).chain(also);
        for target in targets.filter_map(|it| it.parse().ok()) {
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
