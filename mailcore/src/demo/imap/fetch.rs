//! FETCH (RFC 9051, sections 6.4.5 and 7.5.2; RFC 7162, section 3.1.4).

use std::num::NonZeroU32;

use bytes::Bytes;
use chrono::DateTime;
use imap_codec::ResponseCodec;
use imap_codec::encode::Encoder;
use imap_codec::imap_types::command::{CommandBody, FetchModifier};
use imap_codec::imap_types::core::{NString, Vec1};
use imap_codec::imap_types::fetch::{
    MacroOrMessageDataItemNames, MessageDataItem, MessageDataItemName, Section,
};
use imap_codec::imap_types::response::{Data, Response};
use imap_codec::imap_types::sequence::SequenceSet;

use super::answer::Answer;
use super::select::none_selected;
use super::set::{self, Numbers};
use super::view::{self, Row, Vanished, View};
use super::{Outcome, Session, Stop};
use crate::demo::message::Contents;
use crate::demo::state::Account;
use crate::demo::state::mailbox::Stored;
use crate::flag::Flag;

/// How many messages are looked up at once, under the lock.
const AT_ONCE: usize = 64;

/// What is fetched of each message.
#[derive(Debug)]
struct Wanted {
    items: Vec<MessageDataItemName<'static>>,
    changed_since: Option<u64>,
    /// Whether it is read by this, so that it becomes `\Seen`.
    reads: bool,
    /// Whether the beginning of its text is told (RFC 8970).
    previews: bool,
}

impl Wanted {
    /// Puts together what a command says.
    fn new(
        items: MacroOrMessageDataItemNames<'static>,
        modifiers: &[FetchModifier],
        numbers: Numbers,
    ) -> Result<Self, Answer> {
        let mut items = match items {
            MacroOrMessageDataItemNames::Macro(it) => it.expand().into_iter().map(owned).collect(),
            MacroOrMessageDataItemNames::MessageDataItemNames(items) => items,
        };
        let mut changed_since = None;
        for modifier in modifiers {
            match modifier {
                FetchModifier::ChangedSince(it) => changed_since = Some(it.get()),
                FetchModifier::Vanished => return Err(Answer::bad("QRESYNC is not known here")),
            }
        }
        let mut add = |item| {
            if !items.contains(&item) {
                items.insert(0, item);
            }
        };
        if changed_since.is_some() {
            add(MessageDataItemName::ModSeq);
        }
        if numbers == Numbers::Uid {
            add(MessageDataItemName::Uid);
        }
        if items.iter().any(is_binary) {
            return Err(Answer::bad("BINARY is not known here"));
        }
        let reads = items.iter().any(reads);
        Ok(Self { items, changed_since, reads, previews: false })
    }

    fn tells_modseq(&self) -> bool {
        self.items.contains(&MessageDataItemName::ModSeq)
    }
}

/// The items of a macro have nothing borrowed in them.
fn owned(item: MessageDataItemName<'_>) -> MessageDataItemName<'static> {
    imap_codec::imap_types::IntoStatic::into_static(item)
}

fn is_binary(item: &MessageDataItemName<'_>) -> bool {
    matches!(item, MessageDataItemName::Binary { .. } | MessageDataItemName::BinarySize { .. })
}

fn reads(item: &MessageDataItemName<'_>) -> bool {
    matches!(
        item,
        MessageDataItemName::BodyExt { peek: false, .. }
            | MessageDataItemName::Rfc822
            | MessageDataItemName::Rfc822Text
    )
}

impl Session {
    /// FETCH, with PREVIEW or without.
    pub(super) async fn fetch(
        &mut self,
        account: &Account,
        command: CommandBody<'static>,
        previews: bool,
    ) -> Outcome {
        let CommandBody::Fetch { sequence_set, macro_or_item_names, uid, modifiers } = command else {
            return Err(Answer::bad("This fetches nothing").into());
        };
        let numbers = Numbers::of(uid);
        let wanted = Wanted { previews, ..Wanted::new(macro_or_item_names, &modifiers, numbers)? };
        self.fetch_set(account, &sequence_set, numbers, &wanted).await
    }

    /// Tells of messages what is wanted. Those that others removed meanwhile are left out.
    async fn fetch_set(
        &mut self,
        account: &Account,
        set: &SequenceSet,
        numbers: Numbers,
        wanted: &Wanted,
    ) -> Outcome {
        self.learn_modseq(wanted.tells_modseq());
        let view = self.view.as_ref().ok_or_else(none_selected)?;
        let places = set::places(set, numbers, view.rows()).ok_or_else(set::beyond)?;
        let mut is_gone = false;
        for places in places.chunks(AT_ONCE) {
            for (place, row, stored) in self.stored(account, places)? {
                match stored {
                    Some(stored) if wanted.changed_since.is_none_or(|it| stored.modseq > it) => {
                        self.tell(account, place, row, stored, wanted).await?;
                    }
                    Some(_) => {}
                    None => is_gone = true,
                }
            }
            tokio::task::yield_now().await;
        }
        if is_gone && numbers == Numbers::Sequence {
            return Err(Answer::no("Some messages are gone").code("EXPUNGEISSUED").into());
        }
        Ok(Answer::ok("Fetched"))
    }

    /// The messages at some places as they are now.
    pub(super) fn stored(
        &mut self,
        account: &Account,
        places: &[usize],
    ) -> Result<Vec<(usize, Row, Option<Stored>)>, Stop> {
        let view = self.view.as_mut().ok_or_else(none_selected)?;
        Ok(account.look(|it| view.stored(it, places))?)
    }

    async fn tell(
        &mut self,
        account: &Account,
        place: usize,
        row: Row,
        mut stored: Stored,
        wanted: &Wanted,
    ) -> Result<(), Stop> {
        let view = self.view.as_mut().ok_or_else(none_selected)?;
        let becomes_seen = wanted.reads && mark_seen(account, view, &mut stored)?;
        let tells_modseq = view.tells_modseq;
        let tells_flags = wanted.items.contains(&MessageDataItemName::Flags);
        if tells_flags || becomes_seen {
            view.told(row.uid, stored.modseq);
        }
        let mut line = Line::new(place);
        for item in &wanted.items {
            line.begin();
            if let Some(octets) = self.item(&mut line, row, &stored, item) {
                self.wire.write(&line.take()).await?;
                self.wire.write(&octets).await?;
            }
        }
        if wanted.previews {
            line.begin();
            line.preview(&stored.message.contents().preview());
        }
        if becomes_seen && !tells_flags {
            line.begin();
            line.text(&format!("FLAGS ({})", view::flags(&stored.flags, row.recent)));
        }
        if becomes_seen && tells_modseq && !wanted.tells_modseq() {
            line.begin();
            line.text(&format!("MODSEQ ({})", stored.modseq));
        }
        line.text(")\r\n");
        self.wire.write(&line.take()).await?;
        Ok(())
    }

    /// Writes an item, but for the octets of a literal that follow it.
    fn item(
        &self,
        line: &mut Line,
        row: Row,
        stored: &Stored,
        item: &MessageDataItemName<'_>,
    ) -> Option<Bytes> {
        let message = &stored.message;
        let contents = message.contents();
        match item {
            MessageDataItemName::Uid => line.text(&format!("UID {}", row.uid)),
            MessageDataItemName::Flags => {
                line.text(&format!("FLAGS ({})", view::flags(&stored.flags, row.recent)));
            }
            MessageDataItemName::ModSeq => line.text(&format!("MODSEQ ({})", stored.modseq)),
            MessageDataItemName::InternalDate => {
                line.text(&format!("INTERNALDATE \"{}\"", internal_date(message.received_at())));
            }
            MessageDataItemName::Rfc822Size => line.text(&format!("RFC822.SIZE {}", message.size())),
            MessageDataItemName::Envelope => {
                line.octets(message.envelope(|it| encoded(MessageDataItem::Envelope(it.envelope()))));
            }
            MessageDataItemName::BodyStructure => line.octets(
                message.body_structure(|it| encoded(MessageDataItem::BodyStructure(it.body_structure()))),
            ),
            MessageDataItemName::Body => line.octets(&encoded(MessageDataItem::Body(contents.body()))),
            MessageDataItemName::BodyExt { section, partial, .. } => {
                return line.section(contents, section.as_ref(), *partial);
            }
            MessageDataItemName::Rfc822 => return line.literal("RFC822 ", contents.section(None)),
            MessageDataItemName::Rfc822Header => {
                return line.literal("RFC822.HEADER ", contents.section(Some(&Section::Header(None))));
            }
            MessageDataItemName::Rfc822Text => {
                return line.literal("RFC822.TEXT ", contents.section(Some(&Section::Text(None))));
            }
            // Refused before.
            MessageDataItemName::Binary { .. } | MessageDataItemName::BinarySize { .. } => {}
        }
        None
    }
}

/// Marks a message as read. Whether it was not before.
fn mark_seen(account: &Account, view: &mut View, stored: &mut Stored) -> Result<bool, Stop> {
    if view.read_only || stored.flags.contains(&Flag::Seen) {
        return Ok(false);
    }
    let uid = stored.uid;
    account.change(|it| {
        let name = view.follow(it)?.clone();
        let mailbox = it.get_mut(&name).map_err(|_| Vanished)?;
        // The flags may have changed since they were looked at.
        if let Some(mut flags) = mailbox.get(uid).map(|it| it.flags.clone()) {
            flags.insert(Flag::Seen);
            mailbox.set_flags(uid, flags);
        }
        if let Some(now) = mailbox.get(uid) {
            *stored = now.clone();
        }
        Ok(true)
    })
}

/// A FETCH response as far as it is written.
struct Line {
    octets: Vec<u8>,
    is_first: bool,
}

impl Line {
    fn new(place: usize) -> Self {
        Self { octets: format!("* {} FETCH (", place + 1).into_bytes(), is_first: true }
    }

    /// Begins an item.
    fn begin(&mut self) {
        if !self.is_first {
            self.octets.push(b' ');
        }
        self.is_first = false;
    }

    fn text(&mut self, text: &str) {
        self.octets(text.as_bytes());
    }

    fn octets(&mut self, octets: &[u8]) {
        self.octets.extend_from_slice(octets);
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.octets)
    }

    /// A section or a part of one; NIL where the message has none.
    fn section(
        &mut self,
        contents: &Contents,
        section: Option<&Section<'_>>,
        partial: Option<(u32, NonZeroU32)>,
    ) -> Option<Bytes> {
        let origin = partial.map(|(origin, _)| origin);
        let nothing = MessageDataItem::BodyExt { section: section.cloned(), origin, data: NString(None) };
        let name = encoded(nothing);
        let octets = contents.section(section).map(|it| match partial {
            Some((origin, most)) => {
                let begin = it.len().min(origin as usize);
                let end = it.len().min(begin.saturating_add(most.get() as usize));
                it.slice(begin..end)
            }
            None => it,
        });
        self.octets(name.strip_suffix(b"NIL").unwrap_or(&name));
        self.value(octets)
    }

    /// The beginning of a text: UTF-8, and so no quoted string.
    fn preview(&mut self, text: &str) {
        self.text(&format!("PREVIEW {{{}}}\r\n{text}", text.len()));
    }

    fn literal(&mut self, name: &str, octets: Option<Bytes>) -> Option<Bytes> {
        self.text(name);
        self.value(octets)
    }

    fn value(&mut self, octets: Option<Bytes>) -> Option<Bytes> {
        match &octets {
            Some(octets) => self.text(&format!("{{{}}}\r\n", octets.len())),
            None => self.text("NIL"),
        }
        octets
    }
}

/// An item as the codec writes it, without the response around it.
fn encoded(item: MessageDataItem<'_>) -> Vec<u8> {
    const BEFORE: &[u8] = b"* 1 FETCH (";
    const AFTER: &[u8] = b")\r\n";
    let response = Response::Data(Data::Fetch { seq: NonZeroU32::MIN, items: Vec1::from(item) });
    let whole = ResponseCodec::default().encode(&response).dump();
    let item = whole.strip_prefix(BEFORE).and_then(|it| it.strip_suffix(AFTER));
    item.unwrap_or_default().to_vec()
}

/// A time as INTERNALDATE has it.
fn internal_date(received_at: i64) -> String {
    let time = DateTime::from_timestamp(received_at, 0).unwrap_or_default();
    time.format("%d-%b-%Y %H:%M:%S +0000").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn internal_dates_are_written_in_universal_time() {
        assert_eq!(internal_date(0), "01-Jan-1970 00:00:00 +0000");
        assert_eq!(internal_date(1_709_210_096), "29-Feb-2024 12:34:56 +0000");
        assert_eq!(internal_date(i64::MAX), "01-Jan-1970 00:00:00 +0000");
    }

    #[test]
    fn a_section_is_named_as_it_was_asked_for() {
        let contents = Contents::new(Bytes::from_static(b"Subject: a\r\n\r\n0123456789"));
        let mut line = Line::new(0);
        let octets =
            line.section(&contents, Some(&Section::Text(None)), NonZeroU32::new(4).map(|it| (8, it)));
        assert_eq!(line.take(), b"* 1 FETCH (BODY[TEXT]<8> {2}\r\n");
        assert_eq!(octets.as_deref(), Some(&b"89"[..]));
        let one = imap_codec::imap_types::fetch::Part(Vec1::from(NonZeroU32::MIN));
        let octets = line.section(&contents, Some(&Section::Mime(one)), None);
        assert!(octets.is_some() || line.take() == b"BODY[1.MIME] NIL");
    }
}
