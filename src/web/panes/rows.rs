//! The rows of a list, under headings by date.

use std::borrow::Cow;

use mailcore::address::FoundAddress;
use mailcore::envelope::{Envelope, EnvelopePage};
use mailcore::flag::Flag;
use mailcore::mailbox::{MailboxName, MessageRef, SpecialUse};
use mailcore::order::{By, Order};
use mailcore::uid::{MessageNumber, Uid, UidValidity};

use crate::i18n::{Locale, Text};
use crate::reading::threads::{self, Unfolded};
use crate::web::labels::{self, Label};
use crate::web::panes::cells::Cells;
use crate::web::urls;
use crate::web::view::View;

/// How many colours there are for people.
const COLOURS: u32 = 8;

/// Rows of about the same age.
#[derive(Debug)]
pub(in crate::web) struct RowGroup {
    /// May be empty.
    pub(in crate::web) heading: Cow<'static, str>,
    pub(in crate::web) rows: Vec<Row>,
}

/// A message in a list.
#[derive(Debug)]
pub(in crate::web) struct Row {
    /// `{UIDVALIDITY}-{UID}`.
    pub(in crate::web) number: String,
    pub(in crate::web) url: String,
    /// What its box stands for: all messages of its thread, `{UIDVALIDITY}-{UID},{UIDVALIDITY}-{UID}`.
    pub(in crate::web) messages: String,
    /// Its box has a tick.
    pub(in crate::web) chosen: bool,
    /// Who wrote it, or whom it was written to where all is one's own. May be empty.
    pub(in crate::web) who: String,
    /// Whom it was written to. May be empty.
    pub(in crate::web) to: String,
    pub(in crate::web) size: String,
    /// Where its cells stand.
    pub(in crate::web) cells: Cells,
    /// May be empty.
    pub(in crate::web) subject: String,
    pub(in crate::web) seen: bool,
    /// How many messages its thread has; 0 where it stands for itself alone.
    pub(in crate::web) thread: usize,
    pub(in crate::web) flagged: bool,
    pub(in crate::web) answered: bool,
    pub(in crate::web) forwarded: bool,
    pub(in crate::web) attachment: bool,
    pub(in crate::web) draft: bool,
    pub(in crate::web) labels: Vec<Label>,
    /// Marked for removal, which some servers do later.
    pub(in crate::web) deleted: bool,
    pub(in crate::web) date: String,
    pub(in crate::web) machine_date: String,
    pub(in crate::web) initials: String,
    /// 0 to 7.
    pub(in crate::web) colour: u8,
    /// It is the message that is shown beside the list.
    pub(in crate::web) open: bool,
    /// How its thread is unfolded, or folded again.
    pub(in crate::web) fold: Option<Fold>,
    /// It is of the thread of the row above.
    pub(in crate::web) is_inner: bool,
}

/// The way to unfold a thread, or to fold it again.
#[derive(Debug)]
pub(in crate::web) struct Fold {
    /// Tells it from others of the page, whatever comes.
    pub(in crate::web) id: Uid,
    pub(in crate::web) url: String,
    pub(in crate::web) is_unfolded: bool,
}

/// Where and how rows are shown.
#[derive(Debug)]
pub(in crate::web) struct Rows<'a> {
    pub(in crate::web) mailbox: &'a MailboxName,
    pub(in crate::web) role: Option<SpecialUse>,
    pub(in crate::web) view: &'a View,
    pub(in crate::web) order: Order,
    pub(in crate::web) unfolded: &'a Unfolded,
    /// Those of the person.
    pub(in crate::web) labels: &'a [Label],
    pub(in crate::web) cells: Cells,
    pub(in crate::web) locale: Locale,
    /// In seconds since 1970-01-01 UTC.
    pub(in crate::web) now: i64,
}

impl Rows<'_> {
    /// The rows of a page; `open` is the number of the message that is shown beside it.
    pub(in crate::web) fn groups(&self, page: &EnvelopePage, open: Option<&str>) -> Vec<RowGroup> {
        let mut groups: Vec<RowGroup> = Vec::new();
        for envelope in &page.envelopes {
            let heading = self.heading(envelope);
            let rows = self.thread(page.uid_validity, envelope);
            let rows = rows.into_iter().map(|it| Row { open: open == Some(it.number.as_str()), ..it });
            match groups.last_mut().filter(|it| it.heading == heading) {
                Some(group) => group.rows.extend(rows),
                None => groups.push(RowGroup { heading, rows: rows.collect() }),
            }
        }
        groups
    }

    /// The row of a message or a thread, and, where that is unfolded, those of its other messages.
    fn thread(&self, uid_validity: UidValidity, envelope: &Envelope) -> Vec<Row> {
        let row = |it: &Envelope| {
            let number = MessageNumber { uid_validity, uid: it.uid };
            self.row(&MessageRef { mailbox: self.mailbox.clone(), number }, it)
        };
        let others = self.unfolded.get(&envelope.uid);
        let fold = threads::oldest(envelope).map(|id| Fold {
            id,
            url: urls::list(self.mailbox, &self.view.turning(id)),
            is_unfolded: others.is_some(),
        });
        let Some(others) = others else { return vec![Row { fold, ..row(envelope) }] };
        // It stands for itself alone then.
        let alone = Envelope { thread: Vec::new(), unseen: 0, ..envelope.clone() };
        let first = Row { fold, thread: envelope.thread.len(), ..row(&alone) };
        let others = others.iter().map(|it| Row { is_inner: true, ..row(it) });
        std::iter::once(first).chain(others).collect()
    }

    /// What rows of about the same age stand under; nothing where they are in no order of age.
    fn heading(&self, envelope: &Envelope) -> Cow<'static, str> {
        match self.order.by {
            By::Arrival | By::Date => self.locale.date_group(envelope.received_at, self.now),
            _ => "".into(),
        }
    }

    fn row(&self, at: &MessageRef, envelope: &Envelope) -> Row {
        let (role, locale, now) = (self.role, self.locale, self.now);
        let has = |flag: &Flag| envelope.flags.contains(flag);
        let is_own = matches!(role, Some(SpecialUse::Sent | SpecialUse::Drafts));
        let people = if is_own { &envelope.to } else { &envelope.from };
        let person = people.first().cloned().unwrap_or_default();
        Row {
            number: at.number.to_string(),
            url: urls::message_in(at, self.view),
            messages: messages(at.number, &envelope.thread),
            chosen: false,
            who: who(people, is_own, locale),
            to: if self.cells.to().is_some() { who(&envelope.to, false, locale) } else { String::new() },
            size: if self.cells.size().is_some() { locale.size(envelope.size) } else { String::new() },
            cells: self.cells,
            subject: envelope.subject.clone(),
            seen: has(&Flag::Seen) && envelope.unseen == 0,
            thread: envelope.thread.len(),
            flagged: has(&Flag::Flagged),
            answered: has(&Flag::Answered),
            forwarded: has(&Flag::Forwarded),
            attachment: envelope.has_attachment,
            draft: has(&Flag::Draft),
            labels: labels::of(self.labels, &envelope.flags),
            deleted: has(&Flag::Deleted),
            date: locale.short_date(envelope.received_at, now),
            machine_date: locale.machine_date(envelope.received_at),
            initials: initials(&person),
            colour: colour(&person),
            open: false,
            fold: None,
            is_inner: false,
        }
    }
}

/// A message with the others of its thread.
fn messages(number: MessageNumber, thread: &[Uid]) -> String {
    let others = thread.iter().filter(|it| **it != number.uid);
    let others = others.map(|uid| format!(",{}", MessageNumber { uid: *uid, ..number }));
    std::iter::once(number.to_string()).chain(others).collect()
}

fn who(people: &[FoundAddress], is_own: bool, locale: Locale) -> String {
    let labels: Vec<&str> = people.iter().map(FoundAddress::label).filter(|it| !it.is_empty()).collect();
    match labels.is_empty() {
        false if is_own => locale.say(&Text::new("list-to").with("name", labels.join(", "))),
        _ => labels.join(", "),
    }
}

/// Two letters for a person: of the first and the last word of the name, else of the address.
pub(in crate::web) fn initials(person: &FoundAddress) -> String {
    let words = |text: &str| -> Vec<char> {
        let words = text.split(|it: char| !it.is_alphanumeric()).filter_map(|it| it.chars().next());
        words.collect()
    };
    let local = person.address.split('@').next().unwrap_or_default();
    let letters = Some(words(&person.name)).filter(|it| !it.is_empty()).unwrap_or_else(|| words(local));
    let last = letters.iter().skip(1).next_back();
    letters.first().into_iter().chain(last).flat_map(|it| it.to_uppercase()).collect()
}

/// The colour of a person, the same wherever they appear (FNV-1a of the address).
pub(in crate::web) fn colour(person: &FoundAddress) -> u8 {
    let address = person.address.to_lowercase();
    let hash =
        address.bytes().fold(0x811c_9dc5_u32, |hash, it| (hash ^ u32::from(it)).wrapping_mul(0x0100_0193));
    // Below 8.
    u8::try_from(hash % COLOURS).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_name_else_of_the_address() {
        for (name, address, expected) in [
            ("Camille Renaud", "x@y.example", "CR"),
            ("Jean-Luc de la Tour", "x@y.example", "JT"),
            ("élodie", "x@y.example", "É"),
            ("", "claire.vasseur@demo.example", "CV"),
            ("", "demo@demo.example", "D"),
            ("«»", "@", ""),
            ("", "", ""),
        ] {
            let person = FoundAddress { name: name.to_owned(), address: address.to_owned() };
            assert_eq!(initials(&person), expected, "{name} {address}");
        }
    }

    #[test]
    fn a_box_stands_for_all_messages_of_a_thread() {
        let uids = |numbers: &[u32]| numbers.iter().copied().filter_map(Uid::new).collect::<Vec<_>>();
        let number: MessageNumber = "7-9".parse().unwrap();
        assert_eq!(messages(number, &[]), "7-9");
        assert_eq!(messages(number, &uids(&[3, 9, 5])), "7-9,7-3,7-5");
    }

    #[test]
    fn a_person_has_one_colour_in_any_case() {
        let person = |address: &str| FoundAddress { name: String::new(), address: address.to_owned() };
        assert_eq!(colour(&person("A@B.example")), colour(&person("a@b.example")));
        assert!(u32::from(colour(&person(""))) < COLOURS);
    }
}
