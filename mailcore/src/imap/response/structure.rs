//! BODYSTRUCTURE to a tree of parts (RFC 9051, sections 6.4.5.1 and 7.5.2; RFC 2183).

use super::Value;
use crate::message::parse;
use crate::message::part::branch::Branch;
use crate::message::part::described::Described;
use crate::message::part::parameter::Parameters;
use crate::message::part::{Disposition, MOST_DEPTH, MOST_PARTS, Part, Structure, UNKNOWN, lower_token};

/// Reads a BODYSTRUCTURE. What makes no sense becomes an opaque part.
pub(in crate::imap) fn read(value: &Value<'_>) -> Structure {
    let mut reader = Reader { parts: 0, cut: false };
    let root = reader.part(value, &Branch::default());
    Structure { root, cut: reader.cut }
}

struct Reader {
    parts: usize,
    cut: bool,
}

impl Reader {
    /// Goes down one level. Small on purpose: it calls itself up to [`MOST_DEPTH`] times.
    fn part(&mut self, value: &Value<'_>, place: &Branch) -> Part {
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
            let inside = place.inside();
            if !self.is_too_deep(&inside.numbers) && !self.is_full() {
                part.parts.push(self.part(body, &inside));
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

    fn children(&mut self, fields: &[Value<'_>], place: &Branch, parts: &mut Vec<Part>) {
        let children = fields.iter().take_while(|it| matches!(it, Value::List(_) | Value::Deep));
        for (number, child) in (1..).zip(children) {
            if self.is_full() {
                return;
            }
            parts.push(self.part(child, &place.child(number)));
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

fn opaque(place: &Branch) -> Part {
    Part { id: place.id(false), media_type: UNKNOWN.to_owned(), ..Part::default() }
}

fn multipart(fields: &[Value<'_>], place: &Branch) -> Part {
    let own = fields.iter().position(|it| matches!(it, Value::Text(_) | Value::Atom(b"NIL" | b"nil")));
    let own = own.and_then(|at| fields.get(at..)).unwrap_or_default();
    let own = if own.first().is_some_and(Value::is_nil) { own.get(1..).unwrap_or_default() } else { own };
    let subtype = own.first().and_then(token).unwrap_or_else(|| "mixed".to_owned());
    Part {
        id: place.id(true),
        media_type: format!("multipart/{subtype}"),
        disposition: own
            .get(2..)
            .and_then(disposition)
            .and_then(|it| it.items().first()?.octets())
            .map(Disposition::read),
        ..Part::default()
    }
}

/// A part without parts; what an embedded message holds comes later.
fn single(fields: &[Value<'_>], place: &Branch) -> Part {
    let media_type = media_type(fields);
    let own = match media_type.split('/').next() {
        Some("text") => 8,
        Some("message") if embedded(fields).is_some() => 10,
        _ => 7,
    };
    let disposition = fields.get(own..).and_then(disposition).map(Value::items);
    let described = Described {
        media_type,
        parameters: parameters(fields.get(2)),
        disposition: disposition.and_then(|it| it.first()?.octets()),
        disposition_parameters: parameters(disposition.and_then(|it| it.get(1))),
        encoding: fields.get(5).and_then(Value::octets),
        content_id: fields.get(3).and_then(Value::octets),
    };
    let size = fields.get(6).and_then(Value::number).unwrap_or_default();
    described.part(place.id(false), size)
}

/// `("charset" "utf-8" "name" "a.pdf")`; no list holds no parameters.
fn parameters<'a>(value: Option<&'a Value<'a>>) -> Parameters<'a> {
    let (pairs, _) = value.map(Value::items).unwrap_or_default().as_chunks::<2>();
    pairs.iter().filter_map(|[key, value]| key.octets().zip(value.octets())).collect()
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

#[cfg(test)]
mod tests;
