//! Where the parts of a message lie in its octets (RFC 2045, RFC 2046, section 5.1).

use std::ops::Range;

use super::field;
use super::parameter::{self, Parameterized};

/// The deepest nesting that is followed; what lies deeper is one opaque part.
const MOST_DEPTH: usize = 50;

/// The most parts of one message; multiparts beyond are opaque, parts beyond are not announced.
const MOST_PARTS: usize = 5000;

/// What a part is that does not say.
const TEXT: &str = "text/plain";

/// What a part of a `multipart/digest` is that does not say (RFC 2046, section 5.1.5).
const MESSAGE: &str = "message/rfc822";

/// A part, or the message itself. Places are those in the octets of the whole message.
#[derive(Debug)]
pub(crate) struct Part {
    header: Range<usize>,
    body: Range<usize>,
    /// Content-Type, as it is or by default; `type/subtype`, each of them not empty.
    pub(crate) media_type: Parameterized,
    /// What is inside.
    pub(crate) inside: Inside,
}

/// What a part holds.
#[derive(Debug)]
pub(crate) enum Inside {
    /// Octets.
    Leaf,
    /// One part or more.
    Parts(Vec<Part>),
    /// A message.
    Message(Box<Part>),
}

impl Part {
    /// Its header, with the empty line at the end where there is one.
    pub(crate) fn header<'a>(&self, octets: &'a [u8]) -> &'a [u8] {
        octets.get(self.header.clone()).unwrap_or_default()
    }

    /// What follows the header, in its transfer encoding.
    pub(crate) fn body<'a>(&self, octets: &'a [u8]) -> &'a [u8] {
        octets.get(self.body.clone()).unwrap_or_default()
    }

    /// Of a message, the parts that have numbers (RFC 9051, section 6.4.5.1): those of a multipart;
    /// the message itself is part 1 where it is none.
    pub(crate) fn numbered(&self) -> &[Part] {
        match &self.inside {
            Inside::Parts(parts) => parts,
            Inside::Leaf | Inside::Message(_) => std::slice::from_ref(self),
        }
    }

    /// The parts one level below, for a walk through all.
    pub(crate) fn children(&self) -> &[Part] {
        match &self.inside {
            Inside::Leaf => &[],
            Inside::Parts(parts) => parts,
            Inside::Message(message) => std::slice::from_ref(message),
        }
    }
}

/// Reads a message. Never fails.
pub(crate) fn read(octets: &[u8]) -> Part {
    let mut reader = Reader { octets, room: MOST_PARTS };
    reader.part(0..octets.len(), TEXT, MOST_DEPTH)
}

struct Reader<'a> {
    octets: &'a [u8],
    /// How many parts more there may be.
    room: usize,
}

impl Reader<'_> {
    fn part(&mut self, place: Range<usize>, default: &str, depth: usize) -> Part {
        self.room = self.room.saturating_sub(1);
        let octets = self.octets.get(place.clone()).unwrap_or_default();
        let end = place.start + field::header_length(octets);
        let (header, body) = (place.start..end, end..place.end.max(end));
        let media_type = media_type(self.octets.get(header.clone()).unwrap_or_default(), default);
        let (media_type, inside) = self.inside(media_type, body.clone(), depth);
        Part { header, body, media_type, inside }
    }

    fn inside(
        &mut self,
        media_type: Parameterized,
        body: Range<usize>,
        depth: usize,
    ) -> (Parameterized, Inside) {
        let is_multipart = media_type.value.starts_with(b"multipart/");
        let is_message = matches!(&*media_type.value, b"message/rfc822" | b"message/global");
        if !is_multipart && !is_message {
            return (media_type, Inside::Leaf);
        }
        let Some(depth) = depth.checked_sub(1).filter(|_| self.room > 0) else { return opaque() };
        if is_message {
            let message = self.part(body, TEXT, depth);
            return (media_type, Inside::Message(Box::new(message)));
        }
        let default = if media_type.value == b"multipart/digest" { MESSAGE } else { TEXT };
        let boundary = media_type.get("boundary").unwrap_or_default();
        let places = self.split(body, boundary);
        let parts: Vec<Part> = places.into_iter().map(|it| self.part(it, default, depth)).collect();
        // A multipart without parts cannot be told to a client; the octets may still be text.
        if parts.is_empty() { (plain(), Inside::Leaf) } else { (media_type, Inside::Parts(parts)) }
    }

    /// The places between the delimiters of a multipart. Its end may be missing.
    fn split(&self, body: Range<usize>, boundary: &[u8]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if boundary.is_empty() {
            return found;
        }
        let (mut start, mut at, mut line_end) = (None, body.start, 0);
        for line in self.octets.get(body.clone()).unwrap_or_default().split_inclusive(|it| *it == b'\n') {
            if let Some(delimiter) = read_delimiter(line, boundary) {
                // The line end before a delimiter belongs to it.
                found.extend(start.map(|start| start..at.saturating_sub(line_end).max(start)));
                if found.len() >= self.room {
                    return found;
                }
                start = matches!(delimiter, Delimiter::Next).then_some(at + line.len());
                if start.is_none() {
                    break;
                }
            }
            at += line.len();
            line_end = if line.ends_with(b"\r\n") { 2 } else { usize::from(line.ends_with(b"\n")) };
        }
        found.extend(start.map(|start| start..body.end.max(start)));
        found
    }
}

enum Delimiter {
    Next,
    Last,
}

/// Reads `--boundary` or `--boundary--`, with blanks at the end. What only begins like it is another
/// boundary, of a multipart inside or outside.
fn read_delimiter(line: &[u8], boundary: &[u8]) -> Option<Delimiter> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii_end();
    match rest {
        b"" => Some(Delimiter::Next),
        b"--" => Some(Delimiter::Last),
        _ => None,
    }
}

/// Content-Type; what cannot be read is text (RFC 2045, section 5.2).
fn media_type(header: &[u8], default: &str) -> Parameterized {
    match field::value(header, b"content-type").map(|it| parameter::read(&it)) {
        Some(found) if is_media_type(&found.value) => found,
        None if default == MESSAGE => Parameterized { value: MESSAGE.into(), parameters: Vec::new() },
        Some(_) | None => plain(),
    }
}

fn is_media_type(value: &[u8]) -> bool {
    let token = |it: &[u8]| {
        !it.is_empty() && it.iter().all(|it| it.is_ascii_graphic() && !br#"()<>@,;:\"/[]?="#.contains(it))
    };
    let mut halves = value.splitn(2, |it| *it == b'/');
    halves.next().is_some_and(token) && halves.next().is_some_and(token)
}

fn plain() -> Parameterized {
    let charset = (b"charset".to_vec(), b"us-ascii".to_vec());
    Parameterized { value: TEXT.into(), parameters: vec![charset] }
}

fn opaque() -> (Parameterized, Inside) {
    let media_type = Parameterized { value: b"application/octet-stream".to_vec(), parameters: Vec::new() };
    (media_type, Inside::Leaf)
}
