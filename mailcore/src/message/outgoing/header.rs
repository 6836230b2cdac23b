//! Header fields of ours, through `lettre`, which encodes and folds them (RFC 2047, 5322).
//!
//! `lettre::Message` itself is not used: it reads back what it wrote, and refuses or loses what it
//! cannot read, such as an address it finds odd.

use std::time::{Duration, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::header::{self, ContentDisposition, Header, HeaderName, HeaderValue, Headers};
use lettre::message::{Mailbox, Mailboxes};

use super::CannotWrite;
use crate::address::NamedAddress;

/// The last second of the year 9999, the last that a date can tell.
const LAST_SECOND: u64 = 253_402_300_799;

/// The longest word that stands in a header as it is, in octets.
const MOST_OCTETS: usize = 400;

/// How many octets of text fit into an encoded word (RFC 2047, section 2: 75 with its marks).
const OCTETS_OF_WORD: usize = 45;

/// The longest line with an encoded word (RFC 2047, section 2).
const MOST_OF_LINE: usize = 76;

/// The longest identifier that is written, in octets.
const MOST_OF_ID: usize = 900;

/// Fields in the order in which they are written.
#[derive(Default)]
pub(in crate::message) struct Writer {
    headers: Headers,
}

impl Writer {
    pub(in crate::message) fn into_octets(self) -> Vec<u8> {
        (self.headers.to_string() + "\r\n").into_bytes()
    }

    /// A field of ours, in ASCII.
    pub(in crate::message) fn text(&mut self, name: &'static str, value: &str) {
        self.headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()));
    }

    pub(in crate::message) fn subject(&mut self, subject: &str) {
        self.headers.insert_raw(foreign(HeaderName::new_from_ascii_str("Subject"), subject));
    }

    /// A field with any name and value.
    pub(in crate::message) fn extra(&mut self, name: &str, value: &str) -> Result<(), CannotWrite> {
        let good = name.bytes().all(|it| it.is_ascii_graphic() && it != b':');
        let name = Some(name.to_owned()).filter(|_| good).and_then(|it| HeaderName::new_from_ascii(it).ok());
        let name = name.ok_or_else(|| CannotWrite("a header field has no such name".into()))?;
        self.headers.insert_raw(foreign(name, value));
        Ok(())
    }

    pub(in crate::message) fn date(&mut self, sent_at: i64) {
        let seconds = u64::try_from(sent_at).unwrap_or(0).min(LAST_SECOND);
        self.headers.set(header::Date::new(UNIX_EPOCH + Duration::from_secs(seconds)));
    }

    /// A list of addresses; nothing when it is empty.
    pub(in crate::message) fn addresses(&mut self, name: &'static str, list: &[NamedAddress]) {
        if list.is_empty() {
            return;
        }
        let mut value = list.iter().map(encoded).collect::<Vec<_>>().join(",\r\n ");
        let first = value.split("\r\n").next().map_or(0, str::len);
        if name.len() + ": ".len() + first > MOST_OF_LINE {
            value.insert_str(0, "\r\n ");
        }
        let name = HeaderName::new_from_ascii_str(name);
        self.headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
    }

    /// Message identifiers; nothing when there are none.
    pub(in crate::message) fn message_ids(
        &mut self,
        name: &'static str,
        ids: &[String],
    ) -> Result<(), CannotWrite> {
        let good = |id: &String| {
            let characters = id.bytes().all(|it| it.is_ascii_graphic() && !matches!(it, b'<' | b'>'));
            characters && (1..=MOST_OF_ID).contains(&id.len())
        };
        if !ids.iter().all(good) {
            return Err(CannotWrite("a message identifier has a character that none has".into()));
        }
        if !ids.is_empty() {
            let list: Vec<String> = ids.iter().map(|it| format!("<{it}>")).collect();
            // Folded here: each on a line of its own, whatever its length.
            let value = list.join("\r\n ");
            let name = HeaderName::new_from_ascii_str(name);
            self.headers.insert_raw(HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value));
        }
        Ok(())
    }

    pub(in crate::message) fn media_type(&mut self, media_type: &str) {
        let name = HeaderName::new_from_ascii_str("Content-Type");
        self.headers.insert_raw(HeaderValue::new(name, media_type.to_owned()));
    }

    /// Part of what a text shows, with the name of its file (RFC 2392).
    pub(in crate::message) fn inline(&mut self, content_id: &str, name: &str) {
        self.text("Content-ID", &format!("<{content_id}>"));
        self.headers.insert_raw(ContentDisposition::inline_with_name(name).display());
    }

    /// An attachment with a name (RFC 2183, 2231).
    pub(in crate::message) fn attachment(&mut self, name: &str) {
        self.headers.insert_raw(ContentDisposition::attachment(name).display());
    }
}

/// An address as `lettre` writes it into To, folded so that no line with an encoded word is too long (RFC 2047,
/// section 2).
pub(super) fn encoded(named: &NamedAddress) -> String {
    let mut to = Headers::new();
    to.set(header::To::from(Mailboxes::from(mailbox(named))));
    let written = to.to_string();
    let encoded = written.strip_prefix("To: ").unwrap_or_default().trim_end();
    match encoded.rsplit_once(" <") {
        Some((name, address)) if encoded.rsplit("\r\n").next().is_some_and(|it| it.len() > MOST_OF_LINE) => {
            format!("{name}\r\n <{address}")
        }
        _ => encoded.to_owned(),
    }
}

fn mailbox(named: &NamedAddress) -> Mailbox {
    let name = named.name.as_deref().map(one_line).filter(|it| !it.is_empty());
    // Checked by its type, which is not so narrow as lettre is.
    let address = lettre::Address::new_dangerous(named.address.local(), named.address.ascii_domain());
    Mailbox::new(name, address)
}

/// A value that was typed. What `lettre` would take as it is, but a reader would not, is encoded.
fn foreign(name: HeaderName, value: &str) -> HeaderValue {
    let value = one_line(value);
    let odd = value.contains("=?") || value.split(' ').any(|it| it.len() > MOST_OCTETS);
    if !odd {
        return HeaderValue::new(name, value);
    }
    let encoded = encoded_words(&value);
    HeaderValue::dangerous_new_pre_encoded(name, value, encoded)
}

fn encoded_words(text: &str) -> String {
    let mut words = vec![String::new()];
    for c in text.chars() {
        match words.last_mut() {
            Some(word) if word.len() + c.len_utf8() <= OCTETS_OF_WORD => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    let encoded: Vec<String> =
        words.iter().map(|it| format!("=?utf-8?b?{}?=", STANDARD.encode(it))).collect();
    encoded.join("\r\n ")
}

/// One line without control characters: nothing in it can begin another field.
fn one_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().to_owned()
}
