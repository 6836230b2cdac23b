//! The octets of sample messages (RFC 5322, 2045, 2046): the same input gives the same octets.
//!
//! Not by `message::outgoing`: what people receive is odder than what we send, with its charsets,
//! pictures within and reports, and its boundaries are random.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use header::Fields;

pub(super) mod charset;
pub(super) mod header;
mod quoted_printable;

use charset::Charset;

/// How many octets make a line of base64 (RFC 2045, section 6.8: at most 76 characters).
const OCTETS_OF_LINE: usize = 57;

/// A file that goes with a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'a> {
    /// Its name, as the person sees it.
    pub(super) name: &'a str,
    /// Its media type, with parameters where it needs some.
    pub(super) media_type: &'a str,
    /// Its content.
    pub(super) octets: &'a [u8],
}

/// A part of a message.
#[derive(Debug)]
pub(super) struct Part {
    fields: Fields,
    body: Vec<u8>,
}

impl Part {
    /// A text, lines ended by `\n`, as `text/plain; format=flowed`, `text/html`, and the like.
    pub(super) fn text(media_type: &str, charset: Charset, text: &str) -> Self {
        let (charset, octets) = charset.encode(text);
        let mut fields = Fields::default();
        fields.plain("Content-Type", &format!("{media_type}; charset={}", charset.label()));
        fields.plain("Content-Transfer-Encoding", "quoted-printable");
        Self { fields, body: quoted_printable::encode(&octets) }
    }

    /// Text in ASCII that says itself what it is.
    pub(super) fn as_it_is(content_type: &str, text: &str) -> Self {
        let mut fields = Fields::default();
        fields.plain("Content-Type", content_type);
        Self { fields, body: text.replace('\n', "\r\n").into_bytes() }
    }

    /// A file beside the text.
    pub(super) fn attachment(file: File<'_>) -> Self {
        let mut fields = Fields::default();
        fields.plain("Content-Type", file.media_type);
        fields.plain("Content-Disposition", &format!("attachment; {}", file_name(file.name)));
        Self::base64(fields, file.octets)
    }

    /// A picture within the HTML, which names it as `cid:`.
    pub(super) fn inline(file: File<'_>, content_id: &str) -> Self {
        let mut fields = Fields::default();
        fields.plain("Content-Type", file.media_type);
        fields.plain("Content-ID", &format!("<{content_id}>"));
        fields.plain("Content-Disposition", &format!("inline; {}", file_name(file.name)));
        Self::base64(fields, file.octets)
    }

    fn base64(mut fields: Fields, octets: &[u8]) -> Self {
        fields.plain("Content-Transfer-Encoding", "base64");
        let mut body = String::with_capacity(octets.len() / OCTETS_OF_LINE * 78 + 80);
        for line in octets.chunks(OCTETS_OF_LINE) {
            STANDARD.encode_string(line, &mut body);
            body.push_str("\r\n");
        }
        Self { fields, body: body.into_bytes() }
    }

    /// Parts in one: `alternative`, `mixed`, `related; type="text/html"`. The number makes the boundary,
    /// and must be another one for each multipart of a message.
    pub(super) fn multipart(kind: &str, number: u64, parts: Vec<Self>) -> Self {
        // No line of base64 or quoted-printable has `=_`.
        let boundary = format!("=_{number:016x}");
        let mut fields = Fields::default();
        fields.plain("Content-Type", &format!("multipart/{kind}; boundary=\"{boundary}\""));
        let mut body = Vec::with_capacity(parts.iter().map(|it| it.body.len() + 300).sum());
        for part in parts {
            body.extend(format!("--{boundary}\r\n").bytes());
            part.write(&mut body);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        Self { fields, body }
    }

    /// The whole message: the fields before it, then the part.
    pub(super) fn into_message(self, mut fields: Fields) -> Vec<u8> {
        fields.plain("MIME-Version", "1.0");
        let mut octets = fields.into_octets();
        octets.reserve(self.body.len() + 200);
        self.write(&mut octets);
        octets
    }

    fn write(self, octets: &mut Vec<u8>) {
        octets.extend(self.fields.into_octets());
        octets.extend(b"\r\n");
        octets.extend(self.body);
    }
}

/// The parameter `filename`; a name beyond ASCII by RFC 2231, section 4.
fn file_name(name: &str) -> String {
    if name.bytes().all(|it| it.is_ascii_graphic() && !matches!(it, b'"' | b'\\')) {
        return format!("filename=\"{name}\"");
    }
    let mut value = String::from("filename*=utf-8''");
    for octet in name.bytes() {
        if octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_') {
            value.push(char::from(octet));
        } else {
            // Writing into a string does not fail.
            let _ = write!(value, "%{octet:02X}");
        }
    }
    value
}
