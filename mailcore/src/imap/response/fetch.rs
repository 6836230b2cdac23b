//! FETCH (RFC 9051, section 7.5.2), and the rows that a page is made of.

use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use super::address::Written;
use super::{Kind, Value, address, code, date, kind, structure, values};
use crate::envelope::Summary;
use crate::flag::{Flag, FlagSet};
use crate::imap::connection::Data;
use crate::message::body;
use crate::message::parse;
use crate::message::part::Structure;
use crate::uid::Uid;

/// The most flags of one message that are kept.
const MOST_FLAGS: usize = 200;

/// What the server told about one message, all answers together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Row {
    pub(in crate::imap) uid: Option<Uid>,
    pub(in crate::imap) flags: Option<FlagSet>,
    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub(in crate::imap) received_at: Option<i64>,
    /// RFC822.SIZE, in octets.
    pub(in crate::imap) size: Option<u64>,
    /// MODSEQ (RFC 7162): the number of its last change.
    pub(in crate::imap) modseq: Option<u64>,
    /// From ENVELOPE or from header fields.
    pub(in crate::imap) written: Option<Written>,
    pub(in crate::imap) has_attachment: Option<bool>,
    /// What a list shows, put together or known from before.
    summary: Option<Arc<Summary>>,
    /// Kept of the message that is opened alone.
    pub(in crate::imap) structure: Option<Structure>,
    /// Sections with their names in upper case: `1.2`, `HEADER`. `NIL` is empty.
    pub(in crate::imap) sections: Vec<(String, Vec<u8>)>,
}

impl Row {
    /// The octets of a section, taken out; `None` when the server did not send it.
    pub(in crate::imap) fn take_section(&mut self, name: &str) -> Option<Vec<u8>> {
        let (_, octets) = self.sections.iter_mut().find(|(it, _)| it == name)?;
        Some(mem::take(octets))
    }

    /// What a list shows of it; `None` when neither the server told it nor it was known.
    pub(in crate::imap) fn summary(&mut self) -> Option<Arc<Summary>> {
        if let Some(written) = self.written.take() {
            self.summary = Some(Arc::new(Summary {
                from: written.from,
                to: written.to,
                subject: written.subject,
                received_at: self.received_at.unwrap_or_default(),
                size: self.size.unwrap_or_default(),
                has_attachment: self.has_attachment.unwrap_or_default(),
            }));
        }
        self.summary.clone()
    }

    /// Reads the items of one FETCH. Those that are not known have one value each, too.
    fn read(items: &[Value<'_>], charset: Option<&str>) -> Self {
        let mut row = Self::default();
        let mut items = items.iter();
        while let Some(item) = items.next() {
            let Value::Atom(name) = item else { continue };
            let Some(value) = items.next() else { break };
            row.take(&String::from_utf8_lossy(name).to_ascii_uppercase(), value, charset);
        }
        row
    }

    fn take(&mut self, item: &str, value: &Value<'_>, charset: Option<&str>) {
        match item {
            "UID" => {
                let number = value.number().and_then(|it| u32::try_from(it).ok());
                self.uid = number.and_then(Uid::new).or(self.uid);
            }
            "FLAGS" => self.flags = Some(flags(value)),
            "INTERNALDATE" => self.received_at = value.octets().and_then(date::read),
            "RFC822.SIZE" => self.size = value.number(),
            "MODSEQ" => self.modseq = value.items().first().and_then(Value::number),
            "ENVELOPE" => self.written = Some(address::envelope(value, charset)),
            "BODYSTRUCTURE" | "BODY" => {
                let structure = structure::read(value);
                self.has_attachment = Some(body::has_attachment(&structure));
                self.structure = Some(structure);
            }
            _ => {
                if let Some((section, _)) = item.strip_prefix("BODY[").and_then(|it| it.split_once(']')) {
                    let octets = value.octets().unwrap_or_default();
                    if section.starts_with("HEADER.FIELDS") {
                        self.written.get_or_insert_default().add(&parse::recoded(octets, charset));
                    } else {
                        self.sections.push((section.to_owned(), octets.to_vec()));
                    }
                }
            }
        }
    }

    /// Whether all was told that a list shows and that never changes.
    pub(in crate::imap) fn is_whole(&self) -> bool {
        self.received_at.is_some() && self.size.is_some() && self.has_attachment.is_some()
    }

    /// What came later holds. Of another message nothing does.
    fn merge(&mut self, later: Self) {
        if later.uid.is_some() && self.uid.is_some() && later.uid != self.uid {
            *self = later;
            return;
        }
        self.uid = later.uid.or(self.uid);
        self.flags = later.flags.or(self.flags.take());
        self.received_at = later.received_at.or(self.received_at);
        self.size = later.size.or(self.size);
        self.modseq = later.modseq.or(self.modseq);
        self.written = later.written.or(self.written.take());
        self.has_attachment = later.has_attachment.or(self.has_attachment);
        self.summary = later.summary.or(self.summary.take());
        self.structure = later.structure.or(self.structure.take());
        self.sections.extend(later.sections);
    }
}

/// The flags but `\Recent`, which says something of a session, not of a message, and is gone from
/// RFC 9051.
fn flags(value: &Value<'_>) -> FlagSet {
    let words = value.items().iter().filter_map(Value::octets);
    let words = words.filter(|it| !it.eq_ignore_ascii_case(br"\Recent"));
    words.filter_map(|it| str::from_utf8(it).ok()).filter_map(Flag::parse).take(MOST_FLAGS).collect()
}

/// Rows by sequence number. They move as the server says, in the order it says it, so that it does
/// not matter which of several commands an answer belongs to.
#[derive(Clone, Debug, Default)]
pub(in crate::imap) struct Rows {
    rows: BTreeMap<u32, Row>,
    opened: Option<Uid>,
    changed: bool,
    charset: Option<&'static str>,
}

impl Rows {
    /// No rows yet. Of the message that is opened, if any, the tree of parts is kept.
    pub(in crate::imap) fn new(opened: Option<Uid>) -> Self {
        Self { opened, ..Self::default() }
    }

    /// The same where subjects and names that say no charset, and are not in UTF-8, are in this one: a label.
    pub(in crate::imap) fn assuming(self, charset: Option<&'static str>) -> Self {
        Self { charset, ..self }
    }

    /// Takes in the data of an exchange.
    pub(in crate::imap) fn absorb(&mut self, data: &[Data]) {
        for response in data {
            match kind(response) {
                Kind::Fetch(number) => self.fetched(number, response),
                Kind::Expunge(number) => self.expunged(number),
                Kind::Exists(_) => self.changed = true,
                // What was told until now is of the mailbox before (RFC 9051, section 7.1).
                Kind::Other if code(response) == Some("CLOSED") => self.rows.clear(),
                _ => {}
            }
        }
    }

    /// Whether the server told of a change that nobody asked for: what came, went, or was flagged.
    pub(in crate::imap) fn have_changed(&self) -> bool {
        self.changed
    }

    /// Whether there is a row of a sequence number, with all that a list shows: an update of flags
    /// that comes by itself, or a message that was fetched for itself, is no row.
    pub(in crate::imap) fn has_at(&self, number: u32) -> bool {
        self.rows
            .get(&number)
            .is_some_and(|row| row.uid.is_some() && (row.written.is_some() || row.summary.is_some()))
    }

    /// The row of a sequence number, as [`Rows::has_at`].
    pub(in crate::imap) fn at_mut(&mut self, number: u32) -> Option<&mut Row> {
        if self.has_at(number) { self.rows.get_mut(&number) } else { None }
    }

    /// The UID of a sequence number, if it was told.
    pub(in crate::imap) fn uid_at(&self, number: u32) -> Option<Uid> {
        self.rows.get(&number)?.uid
    }

    /// The sequence number of a UID, if it was told.
    pub(in crate::imap) fn place_of(&self, uid: Uid) -> Option<u32> {
        self.rows.iter().find(|(_, row)| row.uid == Some(uid)).map(|(number, _)| *number)
    }

    /// Completes rows that the server told in short, UID and flags, with what is known of them.
    pub(in crate::imap) fn complete<'a>(&mut self, known: impl Fn(Uid) -> Option<&'a Arc<Summary>>) {
        let is_short = |row: &&mut Row| row.flags.is_some() && row.written.is_none() && row.summary.is_none();
        for row in self.rows.values_mut().filter(is_short) {
            row.summary = row.uid.and_then(&known).cloned();
        }
    }

    /// The flags of a UID, if they were told.
    pub(in crate::imap) fn flags_of(&self, uid: Uid) -> Option<&FlagSet> {
        self.rows.values().find(|row| row.uid == Some(uid))?.flags.as_ref()
    }

    /// All rows.
    pub(in crate::imap) fn into_rows(self) -> impl Iterator<Item = Row> {
        self.rows.into_values()
    }

    /// Whether there is a row of a UID.
    pub(in crate::imap) fn has(&self, uid: Uid) -> bool {
        self.place_of(uid).is_some()
    }

    /// Takes the row of a UID out.
    pub(in crate::imap) fn take(&mut self, uid: Uid) -> Option<Row> {
        self.rows.values_mut().find(|row| row.uid == Some(uid)).map(mem::take)
    }

    fn fetched(&mut self, number: u32, response: &Data) {
        let values = values(response);
        let Some(items @ [_, ..]) = values.get(2).map(Value::items) else {
            tracing::debug!("a FETCH response without items was passed over");
            return;
        };
        let mut row = Row::read(items, self.charset);
        self.changed |= row.uid.is_none();
        if row.uid.is_none() || row.uid != self.opened {
            row.structure = None;
        }
        self.rows.entry(number).or_default().merge(row);
    }

    fn expunged(&mut self, number: u32) {
        self.changed = true;
        self.rows.remove(&number);
        let after = self.rows.split_off(&number);
        self.rows.extend(after.into_iter().map(|(at, row)| (at.saturating_sub(1), row)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;

    fn rows(responses: &[&str]) -> Rows {
        let data: Vec<Data> = responses.iter().map(|it| response(it)).collect();
        let mut rows = Rows::new(Uid::new(7));
        rows.absorb(&data);
        rows
    }

    fn uids(rows: &Rows) -> Vec<(u32, u32)> {
        rows.rows.iter().filter_map(|(at, row)| Some((*at, row.uid?.get()))).collect()
    }

    #[test]
    fn items_are_read_in_any_order_and_unknown_ones_passed_over() {
        let mut rows = rows(&[concat!(
            r#"4 FETCH (X-GM-LABELS (\Inbox "Muy (Importante)") FLAGS (\Seen \Recent [x] $Work "") "#,
            r#"EMAILID (M6d) THREADID NIL RFC822.SIZE 5000000000 BODY[HEADER.FIELDS (DATE "UID")] "UID 9" "#,
            r#"uid 7 INTERNALDATE " 1-Jan-1970 00:01:00 +0000" BODY[1]<0> NIL MODSEQ (5))"#
        )]);
        let mut row = rows.take(Uid::new(7).unwrap()).unwrap();
        let flags: Vec<String> = row.flags.iter().flatten().map(ToString::to_string).collect();
        assert_eq!(flags, [r"\Seen", "$Work"]);
        assert_eq!((row.size, row.received_at), (Some(5_000_000_000), Some(60)));
        assert_eq!(row.modseq, Some(5));
        assert_eq!(row.take_section("1"), Some(Vec::new()));
        assert_eq!(row.take_section("HEADER"), None);
    }

    #[test]
    fn rows_move_up_when_one_before_them_goes() {
        let rows =
            rows(&["1 FETCH (UID 11)", "2 FETCH (UID 12)", "3 FETCH (UID 13)", "2 EXPUNGE", "1 EXPUNGE"]);
        assert_eq!(uids(&rows), [(1, 13)]);
    }

    #[test]
    fn nothing_of_another_message_or_mailbox_is_kept() {
        let envelope = r#"1 FETCH (UID 7 FLAGS () ENVELOPE (NIL "a" NIL NIL NIL NIL NIL NIL NIL NIL))"#;
        let mut moved = rows(&[envelope, "1 FETCH (UID 8 FLAGS ())"]);
        assert!(!moved.has_at(1) && moved.uid_at(1).is_some());
        let known = Arc::new(Summary::default());
        moved.complete(|uid| (uid.get() == 8).then_some(&known));
        assert!(moved.has_at(1));
        assert!(!rows(&[envelope, "OK [CLOSED] bye"]).has_at(1));
        let mut without_flags = rows(&["1 FETCH (UID 8 MODSEQ (5))"]);
        without_flags.complete(|_| Some(&known));
        assert!(!without_flags.has_at(1));
    }

    #[test]
    fn a_change_that_nobody_asked_for_is_noticed() {
        assert!(!rows(&["1 FETCH (UID 1 FLAGS ())", "OK x", "LIST () NIL a"]).have_changed());
        for text in ["1 FETCH (FLAGS ())", "1 EXISTS", "1 EXPUNGE"] {
            assert!(rows(&[text]).have_changed(), "{text}");
        }
    }

    #[test]
    fn later_flags_hold_and_an_update_alone_is_no_row() {
        let mut rows = rows(&[
            "1 FETCH (UID 7 ENVELOPE () FLAGS ())",
            r"1 FETCH (FLAGS (\Seen))",
            r"2 FETCH (FLAGS (\Seen))",
        ]);
        assert_eq!(rows.at_mut(1).unwrap().flags, Some([Flag::Seen].into()));
        assert_eq!(rows.at_mut(2), None);
    }

    #[test]
    fn what_is_no_fetch_is_passed_over() {
        for text in
            ["1 FETCH", "1 FETCH ()", "1 FETCH NIL", "FETCH (UID 1)", "1 FETCH (UID)", "1 FETCH ((UID 1))"]
        {
            assert_eq!(uids(&rows(&[text])), [], "{text}");
        }
    }
}
