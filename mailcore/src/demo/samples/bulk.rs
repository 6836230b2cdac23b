//! Messages for a large mailbox, put together from a few hundred words.
//!
//! Each is made from its place alone, so that a hundred thousand need no more memory than one.

use jiff::tz::TimeZone;

use super::calendar;
use super::mime::charset::Charset;
use super::mime::header::Fields;
use super::random::Random;
use super::wording::capitalized;
use crate::address::FoundAddress;
use crate::demo::seed::Message;
use crate::flag::{Flag, FlagSet};
use words::Words;

mod body;
mod clock;
#[cfg(test)]
mod tests;
mod words;

/// The most messages that References names.
const MOST_REFERENCES: usize = 8;

/// How far back an answer may go, in messages.
const REACH: u64 = 9;

/// The messages, oldest first.
#[derive(Debug)]
pub(super) struct Bulk {
    maker: Maker,
    next: u32,
}

impl Bulk {
    pub(super) fn new(address: &str, count: u32, newest_at: i64) -> Self {
        let to = FoundAddress { name: String::new(), address: address.to_owned() };
        let maker = Maker { to, count, newest_at, words: Words::read(), zone: calendar::paris() };
        Self { maker, next: 0 }
    }
}

impl Iterator for Bulk {
    type Item = Message;

    fn next(&mut self) -> Option<Message> {
        let place = self.next;
        (place < self.maker.count).then(|| {
            self.next += 1;
            self.maker.message(place)
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = usize::try_from(self.maker.count - self.next).unwrap_or(usize::MAX);
        (left, Some(left))
    }
}

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A person writes, or answers.
    Letter,
    /// A person sends a file.
    LetterWithFile,
    /// A person writes to a mailing list.
    ToList,
    /// A program says something.
    Notice,
    /// A newsletter in HTML.
    Newsletter,
}

#[derive(Debug)]
struct Maker {
    to: FoundAddress,
    count: u32,
    newest_at: i64,
    words: Words,
    zone: TimeZone,
}

impl Maker {
    /// The chance of one message, apart for each use, so that an answer can ask for the words of
    /// what it answers.
    fn random(&self, place: u32, what: &str) -> Random {
        let mut random = Random::new(&self.to.address, u64::from(place));
        Random::new(what, random.next())
    }

    fn kind(&self, place: u32) -> Kind {
        match self.random(place, "kind").below(100) {
            0..58 => Kind::Letter,
            58..65 => Kind::LetterWithFile,
            65..75 => Kind::ToList,
            75..88 => Kind::Notice,
            _ => Kind::Newsletter,
        }
    }

    /// The message that this one answers.
    fn parent(&self, place: u32) -> Option<u32> {
        let mut random = self.random(place, "parent");
        if self.kind(place) != Kind::Letter || !random.happens(60) {
            return None;
        }
        let back = u32::try_from(1 + random.below(REACH)).unwrap_or(1);
        place.checked_sub(back).filter(|it| matches!(self.kind(*it), Kind::Letter | Kind::LetterWithFile))
    }

    /// What is answered, nearest first, down to the first of the conversation.
    fn ancestors(&self, place: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(self.parent(place), |it| self.parent(*it))
    }

    fn message_id(&self, place: u32) -> String {
        format!("<{:016x}.{place}@{}>", self.random(place, "id").next(), self.sender(place).1)
    }

    /// Who writes, and the domain of the address.
    fn sender(&self, place: u32) -> (FoundAddress, String) {
        let mut random = self.random(place, "sender");
        let firm = self.words.plain("firms", &mut random);
        let domain = format!("{}.example", plain_letters(firm));
        let (name, local) = match self.kind(place) {
            Kind::Letter | Kind::LetterWithFile | Kind::ToList => {
                let name = self.words.plain("people", &mut random);
                (name.to_owned(), plain_letters(name).replace('-', "."))
            }
            Kind::Notice => {
                let name = self.words.plain("roles", &mut random);
                (format!("{firm} \u{2013} {name}"), "ne-pas-repondre".to_owned())
            }
            Kind::Newsletter => (firm.to_owned(), "lettre".to_owned()),
        };
        (FoundAddress { name, address: format!("{local}@{domain}") }, domain)
    }

    fn subject(&self, place: u32) -> String {
        let first = self.ancestors(place).last().unwrap_or(place);
        let heading = match self.kind(first) {
            Kind::Letter | Kind::LetterWithFile | Kind::ToList => "subjects",
            Kind::Notice => "notices",
            Kind::Newsletter => "letters",
        };
        let mut random = self.random(first, "subject");
        let subject = self.words.plain(heading, &mut random).replace("{own}", &self.sender(first).0.name);
        let subject = capitalized(&self.words.filled(&subject, &mut random));
        match self.kind(place) {
            Kind::ToList => format!("[equipe] {subject}"),
            _ if first != place => format!("Re: {subject}"),
            _ => subject,
        }
    }

    fn message(&self, place: u32) -> Message {
        let received_at = clock::time(place, self.count, self.newest_at);
        let octets = body::part(self, place).into_message(self.fields(place, received_at));
        Message { octets, received_at, flags: self.flags(place) }
    }

    fn fields(&self, place: u32, received_at: i64) -> Fields {
        let mut random = self.random(place, "fields");
        let charset = match random.below(10) {
            0..7 => Charset::Utf8,
            7..9 => Charset::Windows1252,
            _ => Charset::Latin9,
        };
        let (sender, domain) = self.sender(place);
        let date = calendar::date_field(&self.zone, received_at);
        let mut fields = Fields::default();
        fields.plain("Return-Path", &format!("<{}>", sender.address));
        let host = format!("from mx{}.{domain} (192.0.2.{})", random.below(4), 1 + random.below(250));
        let id = random.next();
        fields.plain("Received", &format!("{host} by mail.demo.fr.fto with ESMTPS id {id:x}; {date}"));
        fields.plain("Date", &date);
        fields.addresses("From", std::slice::from_ref(&sender), charset);
        let list = FoundAddress {
            name: "Toute l\u{2019}\u{e9}quipe".to_owned(),
            address: format!("equipe@{domain}"),
        };
        let to = if self.kind(place) == Kind::ToList { &list } else { &self.to };
        fields.addresses("To", std::slice::from_ref(to), charset);
        fields.text("Subject", &self.subject(place), charset);
        fields.plain("Message-ID", &self.message_id(place));
        self.relations(place, &mut fields);
        if matches!(self.kind(place), Kind::ToList | Kind::Newsletter) {
            fields.plain("List-Id", &format!("<liste.{domain}>"));
            fields.plain("List-Unsubscribe", &format!("<mailto:desabonnement@{domain}>"));
        }
        fields
    }

    fn relations(&self, place: u32, fields: &mut Fields) {
        let near = self.ancestors(place).take(MOST_REFERENCES);
        let mut ids: Vec<String> = near.map(|it| self.message_id(it)).collect();
        if let Some(parent) = ids.first() {
            fields.plain("In-Reply-To", parent);
            ids.reverse();
            fields.plain("References", &ids.join(" "));
        }
    }

    /// Most of it was read long ago; what came last was not all.
    fn flags(&self, place: u32) -> FlagSet {
        let mut random = self.random(place, "flags");
        let unread = if self.count - place <= 40 { 45 } else { 3 };
        let letter = matches!(self.kind(place), Kind::Letter | Kind::LetterWithFile);
        let chances = [
            (Flag::Answered, if letter { 22 } else { 0 }),
            (Flag::Forwarded, if letter { 4 } else { 0 }),
            (Flag::Flagged, 3),
        ];
        if random.happens(unread) {
            return FlagSet::new();
        }
        let mut flags: FlagSet = chances
            .into_iter()
            .filter(|(_, percent)| random.happens(*percent))
            .map(|(flag, _)| flag)
            .collect();
        flags.insert(Flag::Seen);
        if random.happens(2) {
            flags.extend(Flag::parse("$label1"));
        }
        flags
    }
}

/// A name as it stands in an address: `maelys-courtadon`.
fn plain_letters(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|it| match it {
            'a'..='z' => Some(it),
            '\u{e0}'..='\u{e4}' => Some('a'),
            '\u{e7}' => Some('c'),
            '\u{e8}'..='\u{eb}' => Some('e'),
            '\u{ec}'..='\u{ef}' => Some('i'),
            '\u{f2}'..='\u{f6}' | '\u{f8}' => Some('o'),
            '\u{f9}'..='\u{fc}' => Some('u'),
            '\u{df}' => Some('s'),
            _ if it.is_whitespace() || matches!(it, '-' | '\u{2019}') => Some('-'),
            _ => None,
        })
        .collect()
}
