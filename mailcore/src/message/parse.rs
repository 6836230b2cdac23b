//! Octets to headers and text (RFC 5322, 2045, 2047): the door of `mail-parser`.

use std::borrow::Cow;

use super::part::{Encoding, Part};
use crate::address::FoundAddress;

mod address;
mod base64;
mod charset;
mod date;
pub(super) mod field;
mod list_post;
mod message_id;
mod quoted_printable;
mod words;

/// The most addresses of one kind that are kept.
const MOST_ADDRESSES: usize = 1000;

/// The headers of a message that are shown or answered. Texts are decoded (RFC 2047), raw 8-bit
/// included, and without control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// From.
    pub from: Vec<FoundAddress>,
    /// Reply-To.
    pub reply_to: Vec<FoundAddress>,
    /// Mail-Followup-To.
    pub followup_to: Vec<FoundAddress>,
    /// Where List-Post says that messages to the list go (RFC 2369, section 3.4).
    pub list_post: Option<FoundAddress>,
    /// To.
    pub to: Vec<FoundAddress>,
    /// Cc.
    pub cc: Vec<FoundAddress>,
    /// Bcc, as in one's own drafts and copies.
    pub bcc: Vec<FoundAddress>,
    /// Subject; may be empty.
    pub subject: String,
    /// Date, in seconds since 1970-01-01 UTC.
    pub sent_at: Option<i64>,
    /// Message-ID without angle brackets; fit to be written into a header.
    pub message_id: Option<String>,
    /// References without angle brackets, oldest first; each fit to be written into a header.
    pub references: Vec<String>,
    /// In-Reply-To without angle brackets.
    pub in_reply_to: Vec<String>,
    /// Disposition-Notification-To, or X-Confirm-Reading-To of old programs; `None` without either.
    pub notification_to: Option<Vec<FoundAddress>>,
    /// Every header field in order, name and decoded value: for showing them all. At most 500.
    pub all: Vec<(String, String)>,
    /// Something is left out: a field too many, the end of a long one, an address too many.
    pub cut: bool,
}

impl Headers {
    /// The values of all fields of one name, in order.
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.all.iter().filter(move |(it, _)| it.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// Whether a mailing list sent it, as it says (RFC 2369, RFC 2919).
    pub fn is_of_list(&self) -> bool {
        let prefix = |name: &str| name.get(..5).is_some_and(|it| it.eq_ignore_ascii_case("List-"));
        self.all.iter().any(|(name, _)| prefix(name))
    }
}

/// Reads the header of a message. Never fails: what cannot be read is empty.
pub fn headers(octets: &[u8]) -> Headers {
    let mut headers = Headers::default();
    let (fields, cut) = field::split(octets);
    for field in fields {
        read_field(&mut headers, &field);
        headers.all.push((field.name.to_owned(), unstructured(&field.value)));
    }
    let is_full = |it: &Vec<FoundAddress>| it.len() == MOST_ADDRESSES;
    headers.cut = cut || [&headers.to, &headers.cc, &headers.bcc].into_iter().any(is_full);
    headers
}

/// A header whose lines are in UTF-8 where they were neither that nor ASCII: in `fallback`, a label (WHATWG Encoding,
/// section 4.2). Encoded words (RFC 2047) stay as they are.
pub fn recoded<'a>(header: &'a [u8], fallback: Option<&str>) -> Cow<'a, [u8]> {
    let Some(encoding) = fallback.and_then(charset::named).filter(|_| !charset::is_utf_8(header)) else {
        return Cow::Borrowed(header);
    };
    let mut recoded = Vec::with_capacity(header.len() * 2);
    for line in header.split_inclusive(|it| *it == b'\n') {
        match charset::is_utf_8(line) {
            true => recoded.extend_from_slice(line),
            false => recoded.extend(charset::decode_with(line, encoding).bytes()),
        }
    }
    Cow::Owned(recoded)
}

/// Of a field that should stand once the first one counts; lists of recipients add up.
fn read_field(headers: &mut Headers, field: &field::Field<'_>) {
    let value = &field.value;
    match field.name.to_ascii_lowercase().as_str() {
        "from" => add_addresses(&mut headers.from, value),
        "reply-to" => add_addresses(&mut headers.reply_to, value),
        "mail-followup-to" => add_addresses(&mut headers.followup_to, value),
        "to" => add_addresses(&mut headers.to, value),
        "cc" => add_addresses(&mut headers.cc, value),
        "bcc" => add_addresses(&mut headers.bcc, value),
        "list-post" if headers.list_post.is_none() => headers.list_post = list_post::parse(value),
        "disposition-notification-to" | "x-confirm-reading-to" => {
            add_addresses(headers.notification_to.get_or_insert_default(), value);
        }
        "subject" if headers.subject.is_empty() => headers.subject = unstructured(value),
        "date" if headers.sent_at.is_none() => headers.sent_at = date::parse(value),
        "message-id" if headers.message_id.is_none() => {
            headers.message_id = message_id::parse(value).into_iter().next();
        }
        "references" => headers.references.extend(message_id::parse(value)),
        "in-reply-to" => headers.in_reply_to.extend(message_id::parse(value)),
        _ => {}
    }
}

/// Reads a list of addresses, as From has it.
pub fn addresses(value: &[u8]) -> Vec<FoundAddress> {
    address::parse(value)
}

fn add_addresses(list: &mut Vec<FoundAddress>, value: &[u8]) {
    let room = MOST_ADDRESSES.saturating_sub(list.len());
    list.extend(addresses(value).into_iter().take(room));
}

/// Decodes the octets of a text part: transfer encoding, then charset (declared, else guessed).
/// Line ends become `\n`; NUL and other control characters but tab and line end are gone.
pub fn text(part: &Part, octets: &[u8]) -> String {
    text_or(part, octets, None)
}

/// The same where a charset is known that is meant when none is named and the octets are not UTF-8: `fallback`, a
/// label (WHATWG Encoding, section 4.2).
pub fn text_or(part: &Part, octets: &[u8], fallback: Option<&str>) -> String {
    let decoded = decoded(part.encoding, octets);
    let declared = part.charset.clone().filter(|it| !charset::says_nothing(it));
    let in_html = || (part.media_type == "text/html").then(|| charset::in_html(&decoded)).flatten();
    let meant = || fallback.filter(|_| !charset::is_utf_8(&decoded)).map(str::to_owned);
    let label = declared.or_else(in_html).or_else(meant);
    octets_to_text(&decoded, label.as_deref())
}

/// Undoes a transfer encoding at once, as [`Decoder`] does piece by piece.
pub fn decoded(encoding: Encoding, octets: &[u8]) -> Vec<u8> {
    let mut decoder = Decoder::new(encoding);
    let mut decoded = decoder.push(octets);
    decoded.append(&mut decoder.finish());
    decoded
}

/// The text of a file that nothing is said of, and the name of its charset. Lines end as they do,
/// those of old Macs as everywhere.
pub fn file_text(octets: &[u8]) -> (String, &'static str) {
    let encoding = charset::of_file(octets);
    let text = charset::decode_with(octets, encoding);
    let is_of_old_mac = text.contains('\r') && !text.contains('\n');
    (if is_of_old_mac { text.replace('\r', "\n") } else { text }, encoding.name())
}

/// Decodes octets that are text by the name of their charset, else by a guess; cleaned as [`text`].
pub(crate) fn octets_to_text(octets: &[u8], charset: Option<&str>) -> String {
    clean_text(&charset::decode(octets, charset))
}

/// Line ends become `\n`; control characters but tab and line end go.
pub(crate) fn clean_text(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => clean.push('\n'),
            '\n' | '\t' => clean.push(c),
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

/// The name of the charset of a text part (WHATWG Encoding, section 4.2), declared, else guessed from
/// its first octets (decoded).
pub fn charset_name(part: &Part, head: &[u8]) -> &'static str {
    charset::of(head, part.charset.as_deref()).name()
}

/// Reads a date as headers have it; seconds since 1970-01-01 UTC.
pub fn date(value: &[u8]) -> Option<i64> {
    date::parse(value)
}

/// Decodes encoded words of one unstructured header value (RFC 2047), as ENVELOPE gives it; raw
/// 8-bit octets are read as UTF-8, else guessed. Control characters become blanks.
pub fn unstructured(octets: &[u8]) -> String {
    clean_line(&words::decode(octets))
}

/// A header as it came, for who wants to see it so: lines end with `\n`; other control characters and
/// what changes the direction of text are replaced, so that what is seen stands where it stood.
pub fn printable(octets: &[u8]) -> String {
    let text = String::from_utf8_lossy(octets).replace("\r\n", "\n");
    let visible = |c: char| match c {
        '\n' | '\t' => c,
        c if c.is_control() || is_direction(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(visible).collect()
}

/// Makes one line of it. What changes the direction of the text around it goes as well: a subject
/// or a name stands beside others on a page, and could make those read wrong.
pub(crate) fn clean_line(text: &str) -> String {
    let shown = text.replace("\r\n", "").chars().filter(|c| !is_direction(*c)).collect::<String>();
    let blank = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    shown.replace(blank, " ").trim().to_owned()
}

/// Embeddings, overrides and isolates (UAX 9), which need an end that need not come.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Undoes a transfer encoding piece by piece, so that a part of any size needs little memory.
/// Damaged input is passed over, never refused.
#[derive(Debug)]
pub struct Decoder {
    state: State,
}

#[derive(Debug)]
enum State {
    Identity,
    Base64(base64::Decoder),
    QuotedPrintable(quoted_printable::Decoder),
}

impl Decoder {
    /// A decoder for one part.
    pub fn new(encoding: Encoding) -> Self {
        let state = match encoding {
            Encoding::Identity => State::Identity,
            Encoding::Base64 => State::Base64(base64::Decoder::default()),
            Encoding::QuotedPrintable => State::QuotedPrintable(quoted_printable::Decoder::default()),
        };
        Self { state }
    }

    /// Decodes the next piece; what is not complete yet waits for the piece after it.
    pub fn push(&mut self, octets: &[u8]) -> Vec<u8> {
        match &mut self.state {
            State::Identity => octets.to_vec(),
            State::Base64(decoder) => decoder.push(octets),
            State::QuotedPrintable(decoder) => decoder.push(octets),
        }
    }

    /// What was still waiting at the end.
    pub fn finish(self) -> Vec<u8> {
        match self.state {
            State::Identity => Vec::new(),
            State::Base64(decoder) => decoder.finish(),
            State::QuotedPrintable(decoder) => decoder.finish(),
        }
    }
}

#[cfg(test)]
mod tests;
