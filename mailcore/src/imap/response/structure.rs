//! BODYSTRUCTURE to a tree of parts (RFC 9051, sections 6.4.5.1 and 7.5.2; RFC 2183).

use super::Value;
use super::parameter::Parameters;
use crate::message::parse;
use crate::message::part::{
    Disposition, Encoding, MOST_DEPTH, MOST_PARTS, Part, PartId, Structure, UNKNOWN, bare_name, lower_token,
};

/// Reads a BODYSTRUCTURE. What makes no sense becomes an opaque part.
pub(in crate::imap) fn read(value: &Value<'_>) -> Structure {
    let mut reader = Reader { parts: 0, cut: false };
    let root = reader.part(value, &Place { numbers: Vec::new(), top: true });
    Structure { root, cut: reader.cut }
}

/// Where a part is.
struct Place {
    /// Of the part itself, or of the message that it is the body of.
    numbers: Vec<u32>,
    /// It is the body of a message: then a multipart has no number of its own, and anything else
    /// is the first part.
    top: bool,
}

impl Place {
    fn id(&self, multipart: bool) -> Option<PartId> {
        match (self.top, multipart) {
            (true, true) => None,
            (true, false) => PartId::new(self.below(1)),
            (false, _) => PartId::new(self.numbers.clone()),
        }
    }

    fn below(&self, number: u32) -> Vec<u32> {
        let mut numbers = self.numbers.clone();
        numbers.push(number);
        numbers
    }
}

struct Reader {
    parts: usize,
    cut: bool,
}

impl Reader {
    /// Goes down one level. Small on purpose: it calls itself up to [`MOST_DEPTH`] times.
    fn part(&mut self, value: &Value<'_>, place: &Place) -> Part {
        self.parts += 1;
        let fields = value.items();
        if is_multipart(fields) {
            if self.is_too_deep(&place.numbers) {
                return opaque(place);
            }
            let mut part = multipart(fields, place);
            self.children(fields, place, &mut part.parts);
            return part;
        }
        self.cut |= *value == Value::Deep;
        let mut part = single(fields, place);
        if let Some((envelope, body)) = embedded(fields).filter(|(_, it)| !it.is_nil()) {
            part.subject = subject(envelope);
            let numbers = if place.top { place.below(1) } else { place.numbers.clone() };
            if !self.is_too_deep(&numbers) && !self.is_full() {
                part.parts.push(self.part(body, &Place { numbers, top: true }));
            }
        }
        part
    }

    /// Whether parts below `numbers` would lie too deep; then something is left out.
    fn is_too_deep(&mut self, numbers: &[u32]) -> bool {
        let deep = numbers.len() >= MOST_DEPTH;
        self.cut |= deep;
        deep
    }

    /// Whether there are parts enough; then something is left out.
    fn is_full(&mut self) -> bool {
        let full = self.parts >= MOST_PARTS;
        self.cut |= full;
        full
    }

    fn children(&mut self, fields: &[Value<'_>], place: &Place, parts: &mut Vec<Part>) {
        let children = fields.iter().take_while(|it| matches!(it, Value::List(_) | Value::Deep));
        for (number, child) in (1..).zip(children) {
            if self.is_full() {
                return;
            }
            parts.push(self.part(child, &Place { numbers: place.below(number), top: false }));
        }
    }
}

/// Whether the fields are those of a multipart: it begins with its parts. Some servers write one
/// without parts as `("mixed" (…))` or `(NIL "mixed" …)`; the latter is told from a part without a
/// type by its length.
fn is_multipart(fields: &[Value<'_>]) -> bool {
    match fields {
        [Value::List(_) | Value::Deep, ..] => true,
        [Value::Text(_), second, ..] => matches!(second, Value::List(_)),
        [Value::Atom(_), Value::Text(_), ..] => fields.len() < 7,
        _ => false,
    }
}

/// Envelope and body of a `message/rfc822`. Some servers write neither, and a disposition may stand in
/// their place.
fn embedded<'a, 'b>(fields: &'b [Value<'a>]) -> Option<(&'b Value<'a>, &'b Value<'a>)> {
    let [Value::Text(_), subtype, _, _, _, _, _, envelope @ Value::List(_), body, ..] = fields else {
        return None;
    };
    let subtype = subtype.octets().unwrap_or_default();
    let is_message = [b"rfc822".as_slice(), b"global"].iter().any(|it| subtype.eq_ignore_ascii_case(it));
    (is_message && envelope.items().len() > 2).then_some((envelope, body))
}

fn subject(envelope: &Value<'_>) -> Option<String> {
    let subject = parse::unstructured(envelope.items().get(1)?.octets()?);
    Some(subject).filter(|it| !it.is_empty())
}

fn opaque(place: &Place) -> Part {
    Part { id: place.id(false), media_type: UNKNOWN.to_owned(), ..Part::default() }
}

fn multipart(fields: &[Value<'_>], place: &Place) -> Part {
    let own = fields.iter().position(|it| matches!(it, Value::Text(_) | Value::Atom(b"NIL" | b"nil")));
    let own = own.and_then(|at| fields.get(at..)).unwrap_or_default();
    let own = if own.first().is_some_and(Value::is_nil) { own.get(1..).unwrap_or_default() } else { own };
    let subtype = own.first().and_then(token).unwrap_or_else(|| "mixed".to_owned());
    Part {
        id: place.id(true),
        media_type: format!("multipart/{subtype}"),
        disposition: own.get(2..).and_then(disposition).and_then(kind_of_disposition),
        ..Part::default()
    }
}

/// A part without parts; what an embedded message holds comes later.
fn single(fields: &[Value<'_>], place: &Place) -> Part {
    let media_type = media_type(fields);
    let parameters = Parameters::new(fields.get(2));
    let own = match media_type.split('/').next() {
        Some("text") => 8,
        Some("message") if embedded(fields).is_some() => 10,
        _ => 7,
    };
    let disposition = fields.get(own..).and_then(disposition);
    let file_name = Parameters::new(disposition.and_then(|it| it.items().get(1)))
        .find("filename")
        .or_else(|| parameters.find("name"));
    let is = |name: &str, value: &str| parameters.find(name).is_some_and(|it| it.eq_ignore_ascii_case(value));
    Part {
        id: place.id(false),
        charset: parameters.find("charset").and_then(|it| lower_token(&it, ":")),
        flowed: is("format", "flowed"),
        delsp: is("delsp", "yes"),
        encoding: fields.get(5).map(encoding).unwrap_or_default(),
        disposition: disposition.and_then(kind_of_disposition),
        file_name: file_name.as_deref().and_then(bare_name),
        content_id: fields.get(3).and_then(content_id),
        subject: None,
        size: fields.get(6).and_then(Value::number).unwrap_or_default(),
        media_type,
        parts: Vec::new(),
    }
}

/// A leaf that calls itself a multipart can only be taken as it is.
fn media_type(fields: &[Value<'_>]) -> String {
    let mut names = fields.iter().take(2).map(token);
    match (names.next().flatten(), names.next().flatten()) {
        (Some(name), Some(subtype)) if name != "multipart" => format!("{name}/{subtype}"),
        _ => UNKNOWN.to_owned(),
    }
}

fn token(value: &Value<'_>) -> Option<String> {
    lower_token(str::from_utf8(value.octets()?).ok()?, "")
}

fn encoding(value: &Value<'_>) -> Encoding {
    match value.octets().map(|it| it.trim_ascii().to_ascii_lowercase()).as_deref() {
        Some(b"base64") => Encoding::Base64,
        Some(b"quoted-printable") => Encoding::QuotedPrintable,
        _ => Encoding::Identity,
    }
}

/// Finds the disposition among what may follow a part; servers leave fields out before it. It is
/// `("attachment" ("filename" "a"))`; a language is told from it by holding strings alone.
fn disposition<'a, 'b>(extension: &'b [Value<'a>]) -> Option<&'b Value<'a>> {
    extension.iter().find(|value| match value.items() {
        [Value::Text(word)] => {
            word.eq_ignore_ascii_case(b"inline") || word.eq_ignore_ascii_case(b"attachment")
        }
        [Value::Text(_), parameters] => parameters.is_nil() || matches!(parameters, Value::List(_)),
        _ => false,
    })
}

/// A disposition that nobody knows is an attachment (RFC 2183, section 2.8).
fn kind_of_disposition(value: &Value<'_>) -> Option<Disposition> {
    let word = value.items().first()?.octets()?.trim_ascii();
    Some(if word.eq_ignore_ascii_case(b"inline") { Disposition::Inline } else { Disposition::Attachment })
}

fn content_id(value: &Value<'_>) -> Option<String> {
    let text = str::from_utf8(value.octets()?).ok()?.trim();
    let bare = text.strip_prefix('<').unwrap_or(text);
    let bare = bare.strip_suffix('>').unwrap_or(bare);
    let bare: String = bare.chars().filter(|it| !it.is_control() && !it.is_whitespace()).collect();
    (!bare.is_empty()).then_some(bare)
}

#[cfg(test)]
mod tests;
