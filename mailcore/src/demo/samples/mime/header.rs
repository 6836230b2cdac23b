//! Header fields in ASCII, folded, with encoded words where they are needed (RFC 5322, 2047).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::charset::Charset;
use super::quoted_printable::hex;
use crate::address::FoundAddress;

/// Where a line is folded, in characters (RFC 5322, section 2.1.1).
const WIDTH: usize = 78;

/// The longest encoded word: less than the 75 of RFC 2047, section 2, so that the first one fits beside
/// the name of its field.
const MOST_OF_WORD: usize = 64;

/// The fields of a message or of a part, in the order in which they are written.
#[derive(Debug, Default)]
pub(in super::super) struct Fields(String);

impl Fields {
    /// A field whose value is ASCII; it is folded at blanks.
    pub(in super::super) fn plain(&mut self, name: &str, value: &str) {
        self.0.push_str(name);
        self.0.push(':');
        let mut width = name.len() + 1;
        for word in value.split(' ').filter(|it| !it.is_empty()) {
            if width + 1 + word.len() > WIDTH && width > name.len() + 1 {
                self.0.push_str("\r\n");
                width = 0;
            }
            self.0.push(' ');
            self.0.push_str(word);
            width += 1 + word.len();
        }
        self.0.push_str("\r\n");
    }

    /// A field of free text.
    pub(in super::super) fn text(&mut self, name: &str, text: &str, charset: Charset) {
        let value = if text.is_ascii() { text.to_owned() } else { encoded_words(text, charset) };
        self.plain(name, &value);
    }

    /// A list of addresses; nothing when it is empty.
    pub(in super::super) fn addresses(&mut self, name: &str, list: &[FoundAddress], charset: Charset) {
        if !list.is_empty() {
            let written: Vec<String> = list.iter().map(|it| address(it, charset)).collect();
            self.plain(name, &written.join(", "));
        }
    }

    pub(super) fn into_octets(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

fn address(person: &FoundAddress, charset: Charset) -> String {
    let FoundAddress { name, address } = person;
    let simple = |it: char| it.is_ascii_alphanumeric() || matches!(it, ' ' | '-' | '\'');
    if name.is_empty() {
        address.clone()
    } else if name.chars().all(simple) {
        format!("{name} <{address}>")
    } else if name.is_ascii() {
        format!("\"{}\" <{address}>", name.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        format!("{} <{address}>", encoded_words(name, charset))
    }
}

/// A text as encoded words with blanks between, which a reader leaves out. Q where most of it can be
/// read as it is, else B.
fn encoded_words(text: &str, charset: Charset) -> String {
    let (charset, octets) = charset.encode(text);
    let odd = octets.iter().filter(|it| !it.is_ascii()).count();
    let base64 = odd * 3 > octets.len();
    let start = format!("=?{}?{}?", charset.label(), if base64 { 'B' } else { 'Q' });
    let room = MOST_OF_WORD - start.len() - 2;
    let width = |octets: &[u8]| {
        let plain = octets.iter().filter(|it| is_plain(**it)).count();
        if base64 { octets.len().div_ceil(3) * 4 } else { octets.len() * 3 - plain * 2 }
    };
    let mut words: Vec<Vec<u8>> = vec![Vec::new()];
    let mut buffer = [0; 4];
    for character in text.chars() {
        let octets = charset.encode(character.encode_utf8(&mut buffer)).1;
        match words.last_mut() {
            Some(word) if width(word) + width(&octets) <= room => word.extend(octets.iter()),
            _ => words.push(octets.into_owned()),
        }
    }
    let encode = |it: &Vec<u8>| if base64 { STANDARD.encode(it) } else { encode_q(it) };
    let words: Vec<String> = words.iter().map(|it| format!("{start}{}?=", encode(it))).collect();
    words.join(" ")
}

/// What the Q encoding writes as one character where it may stand in a name as well (RFC 2047, section 5).
fn is_plain(octet: u8) -> bool {
    octet == b' ' || octet.is_ascii_alphanumeric()
}

fn encode_q(octets: &[u8]) -> String {
    let mut word = String::with_capacity(octets.len() * 2);
    for octet in octets {
        match octet {
            b' ' => word.push('_'),
            it if is_plain(*it) => word.push(char::from(*it)),
            it => word.extend([b'='].into_iter().chain(hex(*it)).map(char::from)),
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::parse;

    #[test]
    fn a_subject_is_read_as_it_was_written() {
        let long =
            "Compte rendu du conseil d\u{2019}administration, relu, corrig\u{e9}, relu encore ".repeat(5);
        for text in
            ["Bonjour", "R\u{e9}union d\u{2019}\u{e9}t\u{e9}", "\u{1f382}\u{1f382} demain", long.trim()]
        {
            for charset in [Charset::Utf8, Charset::Windows1252, Charset::Latin9] {
                let mut fields = Fields::default();
                fields.text("Subject", text, charset);
                let octets = fields.into_octets();
                assert!(octets.is_ascii());
                assert!(octets.split(|it| *it == b'\n').all(|it| it.len() <= WIDTH + 1));
                assert_eq!(parse::headers(&octets).subject, text);
            }
        }
    }

    #[test]
    fn a_name_is_read_as_it_was_written() {
        for name in ["", "Paul Roc", "Roc, Paul \"Popol\"", "Ma\u{eb}lle Le Go\u{ef}c (tr\u{e9}sori\u{e8}re)"]
        {
            let person = FoundAddress { name: name.to_owned(), address: "a@b.test".to_owned() };
            let mut fields = Fields::default();
            fields.addresses("From", &[person.clone(), person.clone()], Charset::Latin9);
            let octets = fields.into_octets();
            assert!(octets.is_ascii());
            assert_eq!(parse::headers(&octets).from, [person.clone(), person]);
        }
    }
}
