//! The reader of untagged responses (RFC 9051, section 9).
//!
//! It is as tolerant as servers are careless: values are told apart by how they begin, not by what
//! the grammar expects in their place. It goes through the octets once, keeps no more levels than
//! anything of ours reads, and never fails: what makes no sense is left out by who asks for it.

use std::borrow::Cow;

use super::connection::Piece;
use crate::message::part::MOST_DEPTH;

pub(super) mod account;
pub(super) mod address;
pub(super) mod date;
pub(super) mod fetch;
pub(super) mod mailbox;
pub(super) mod order;
pub(super) mod search;
pub(super) mod structure;

/// The most levels of lists that are kept: a tree of parts, within FETCH, with the parameters of its
/// deepest part.
const MOST_LEVELS: usize = MOST_DEPTH + 8;

/// The most octets between the brackets of a section.
const MOST_SECTION: usize = 512;

/// One value of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// Octets up to a blank or a parenthesis: a word, a number, a flag, `NIL`, `BODY[1]<0>`.
    Atom(&'a [u8]),
    /// A quoted string or a literal.
    Text(Cow<'a, [u8]>),
    /// What stands in parentheses.
    List(Vec<Value<'a>>),
    /// A list that lies too deep: it was there, and was not kept.
    Deep,
}

impl<'a> Value<'a> {
    /// Whether this is `NIL`, or the `()` that some servers write for it.
    pub(super) fn is_nil(&self) -> bool {
        match self {
            Self::Atom(word) => word.eq_ignore_ascii_case(b"NIL"),
            Self::List(values) => values.is_empty(),
            Self::Text(_) | Self::Deep => false,
        }
    }

    /// The octets of a string; `None` for `NIL` and lists.
    pub(super) fn octets(&self) -> Option<&[u8]> {
        match self {
            Self::Atom(word) => (!word.eq_ignore_ascii_case(b"NIL")).then_some(*word),
            Self::Text(octets) => Some(octets),
            Self::List(_) | Self::Deep => None,
        }
    }

    /// Whether it is this word, in whatever case; even one in quotes.
    pub(super) fn is(&self, word: &[u8]) -> bool {
        self.octets().is_some_and(|it| it.eq_ignore_ascii_case(word))
    }

    /// A number, even one in quotes.
    pub(super) fn number(&self) -> Option<u64> {
        digits(self.octets()?)
    }

    /// The values of a list; none for anything else.
    pub(super) fn items(&self) -> &[Value<'a>] {
        match self {
            Self::List(values) => values,
            Self::Atom(_) | Self::Text(_) | Self::Deep => &[],
        }
    }
}

/// Which response it is, as far as its first words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of the message with this sequence number.
    Fetch(u32),
    /// So many messages are in the mailbox.
    Exists(u32),
    /// The message with this sequence number went, and those after it moved up.
    Expunge(u32),
    /// Messages went; the same as several of the above.
    Vanished,
    /// A mailbox.
    List,
    /// A subscribed mailbox.
    Lsub,
    /// The counts of a mailbox.
    Status,
    /// Numbers that were searched for.
    Search,
    /// The same in the form of RFC 4731.
    Esearch,
    /// Numbers in an order.
    Sort,
    /// Numbers by thread.
    Thread,
    /// Anything else.
    Other,
}

/// Tells which response it is without reading all of it.
pub(super) fn kind(response: &[Piece]) -> Kind {
    let Some(Piece::Text(text)) = response.first() else { return Kind::Other };
    let mut words = text.split(|octet| *octet == b' ').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let number = digits(first).and_then(|number| u32::try_from(number).ok());
    let word = if number.is_some() { words.next().unwrap_or_default() } else { first };
    match (number, word.to_ascii_uppercase().as_slice()) {
        (Some(number), b"FETCH") => Kind::Fetch(number),
        (Some(number), b"EXISTS") => Kind::Exists(number),
        (Some(number), b"EXPUNGE") => Kind::Expunge(number),
        (None, b"LIST" | b"XLIST") => Kind::List,
        (None, b"VANISHED") => Kind::Vanished,
        (None, b"LSUB") => Kind::Lsub,
        (None, b"STATUS") => Kind::Status,
        (None, b"SEARCH") => Kind::Search,
        (None, b"ESEARCH") => Kind::Esearch,
        (None, b"SORT") => Kind::Sort,
        (None, b"THREAD") => Kind::Thread,
        _ => Kind::Other,
    }
}

/// The response code of an untagged OK, without its brackets: `UIDVALIDITY 1`.
pub(super) fn code(response: &[Piece]) -> Option<&str> {
    let Some(Piece::Text(text)) = response.first() else { return None };
    let (word, rest) = text.split_at_checked(3)?;
    let inside = rest.strip_prefix(b"[").filter(|_| word.eq_ignore_ascii_case(b"OK "))?;
    inside.split(|octet| *octet == b']').next().and_then(|code| str::from_utf8(code).ok())
}

/// Reads the values of a response.
pub(super) fn values(response: &[Piece]) -> Vec<Value<'_>> {
    let mut reader = Reader { levels: vec![Vec::new()], skipped: 0 };
    let mut pieces = response.iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Literal(octets) => reader.put(Value::Text(Cow::Borrowed(octets))),
            Piece::Text(text) => {
                // The mark of a literal with any octets in it (RFC 3516).
                let marked = matches!(pieces.peek(), Some(Piece::Literal(_)));
                reader.text(text.strip_suffix(b"~").filter(|_| marked).unwrap_or(text));
            }
        }
    }
    reader.end()
}

/// Lists under way, the outermost first, and how many levels below the last one are passed over.
struct Reader<'a> {
    levels: Vec<Vec<Value<'a>>>,
    skipped: usize,
}

impl<'a> Reader<'a> {
    fn text(&mut self, text: &'a [u8]) {
        let mut rest = text;
        while let Some((first, after)) = rest.split_first() {
            rest = match first {
                b' ' | b'\t' | b'\r' | b'\n' => after,
                b'(' => {
                    self.open();
                    after
                }
                b')' => {
                    self.close();
                    after
                }
                b'"' => {
                    let (string, after) = quoted(after);
                    self.put(Value::Text(string));
                    after
                }
                _ => {
                    let (word, after) = atom(rest);
                    self.put(Value::Atom(word));
                    after
                }
            };
        }
    }

    fn open(&mut self) {
        if self.skipped > 0 || self.levels.len() > MOST_LEVELS {
            self.skipped += 1;
        } else {
            self.levels.push(Vec::new());
        }
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            self.put(Value::Deep);
        } else if self.levels.len() > 1 {
            let list = self.levels.pop().unwrap_or_default();
            self.put(Value::List(list));
        }
    }

    fn put(&mut self, value: Value<'a>) {
        if let Some(level) = self.levels.last_mut().filter(|_| self.skipped == 0) {
            level.push(value);
        }
    }

    /// Lists that nobody closed end here.
    fn end(mut self) -> Vec<Value<'a>> {
        self.skipped = 0;
        while self.levels.len() > 1 {
            self.close();
        }
        self.levels.pop().unwrap_or_default()
    }
}

/// A quoted string after its first quote, and what follows it. One that does not end ends with the
/// text. A backslash quotes `"` and `\`; before anything else it is itself.
fn quoted(text: &[u8]) -> (Cow<'_, [u8]>, &[u8]) {
    let mut escapes = false;
    let mut escaped = false;
    let end = text.iter().position(|octet| {
        let ends = *octet == b'"' && !escaped;
        escaped = *octet == b'\\' && !escaped;
        escapes |= escaped;
        ends
    });
    let (inside, rest) = text.split_at_checked(end.unwrap_or(text.len())).unwrap_or((text, &[]));
    let string = if escapes { Cow::Owned(unescape(inside)) } else { Cow::Borrowed(inside) };
    (string, rest.strip_prefix(b"\"").unwrap_or(rest))
}

fn unescape(inside: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(inside.len());
    let mut octets = inside.iter().copied().peekable();
    while let Some(octet) = octets.next() {
        let quoted = octets.next_if(|next| octet == b'\\' && matches!(next, b'"' | b'\\'));
        plain.push(quoted.unwrap_or(octet));
    }
    plain
}

/// An atom, and what follows it. In a section (`BODY[HEADER.FIELDS (DATE)]<0>`) blanks and
/// parentheses belong to it; a bracket anywhere else is a character like others.
fn atom(text: &[u8]) -> (&[u8], &[u8]) {
    let ends = |octet: &u8| matches!(octet, b' ' | b'\t' | b'\r' | b'\n' | b'(' | b')');
    let end = |from: usize| text.iter().skip(from).position(ends).map_or(text.len(), |at| from + at);
    let word = text.get(..end(0)).unwrap_or_default();
    let bracket = word.iter().position(|octet| *octet == b'[').filter(|at| {
        let name = word.get(..*at).unwrap_or_default();
        [b"BODY".as_slice(), b"BINARY", b"BINARY.SIZE"].iter().any(|it| name.eq_ignore_ascii_case(it))
    });
    let closing = bracket.and_then(|at| {
        // Looked for as far as a section goes, so that brackets that never close cost little.
        let mut section = text.iter().skip(at).take(MOST_SECTION);
        section.position(|octet| *octet == b']').map(|after| at + after)
    });
    text.split_at_checked(end(closing.unwrap_or(0))).unwrap_or((text, &[]))
}

/// Reads digits and nothing else.
fn digits(text: &[u8]) -> Option<u64> {
    str::from_utf8(text).ok().filter(|it| it.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
}

#[cfg(test)]
pub(super) mod tests;
