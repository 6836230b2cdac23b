//! The text of a message as a person reads it, for SEARCH and PREVIEW.

use mail_parser::decoders::html::html_to_text;

use crate::message::entity::tree::{Inside, Part};
use crate::message::entity::{field, parameter};
use crate::message::parse;
use crate::message::part::{self, Encoding};

/// The most octets of one part that are read.
const MOST_OCTETS: usize = 4 << 20;

/// The most characters of a preview (RFC 8970, section 3.2).
const MOST_OF_PREVIEW: usize = 200;

/// Whether a test holds for some text part.
pub(super) fn some(part: &Part, octets: &[u8], test: &mut dyn FnMut(&str) -> bool) -> bool {
    text(part, octets).is_some_and(|it| test(&it)) || part.children().iter().any(|it| some(it, octets, test))
}

/// Whether a test holds for some value of a header field inside of a part.
pub(super) fn some_field(part: &Part, octets: &[u8], test: &mut dyn FnMut(&str) -> bool) -> bool {
    part.children().iter().any(|it| {
        let headers = parse::headers(it.header(octets));
        headers.all.iter().any(|(_, value)| test(value)) || some_field(it, octets, test)
    })
}

/// The beginning of the first text that says something, with single blanks.
pub(super) fn preview(root: &Part, octets: &[u8]) -> String {
    let mut preview = String::new();
    let mut take = |text: &str| {
        let words = text.split_whitespace().take(MOST_OF_PREVIEW).collect::<Vec<&str>>().join(" ");
        preview = words.chars().take(MOST_OF_PREVIEW).collect();
        !preview.is_empty()
    };
    first_text(root, octets, &mut take);
    preview
}

fn first_text(part: &Part, octets: &[u8], take: &mut dyn FnMut(&str) -> bool) -> bool {
    text(part, octets).is_some_and(|it| take(&it))
        || part.children().iter().any(|it| first_text(it, octets, take))
}

/// What a text part says; `None` for other parts.
fn text(part: &Part, octets: &[u8]) -> Option<String> {
    let media_type = &part.media_type;
    if !matches!(part.inside, Inside::Leaf) || !media_type.value.starts_with(b"text/") {
        return None;
    }
    let described = part::Part {
        media_type: String::from_utf8_lossy(&media_type.value).into_owned(),
        charset: media_type.get("charset").map(|it| String::from_utf8_lossy(it).to_ascii_lowercase()),
        encoding: encoding(part.header(octets)),
        ..part::Part::default()
    };
    let body = part.body(octets);
    let text = parse::text(&described, body.get(..MOST_OCTETS).unwrap_or(body));
    Some(if media_type.value == b"text/html" { html_to_text(&text) } else { text })
}

fn encoding(header: &[u8]) -> Encoding {
    let value = field::value(header, b"content-transfer-encoding").map(|it| parameter::read(&it).value);
    match value.as_deref() {
        Some(b"base64") => Encoding::Base64,
        Some(b"quoted-printable") => Encoding::QuotedPrintable,
        Some(_) | None => Encoding::Identity,
    }
}
