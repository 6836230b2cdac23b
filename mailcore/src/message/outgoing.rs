//! What can be sent or kept as a draft, and its octets (RFC 5322, 2045): a door of `lettre`.

use std::collections::HashSet;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use lettre::message::Body;

use crate::address::{Address, NamedAddress};

pub mod alternative;
mod attached;
mod calendar;
mod flow;
pub(in crate::message) mod header;
#[cfg(test)]
mod tests;
pub mod wishes;

use alternative::HtmlBody;
use wishes::Wishes;

/// A file that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingFile {
    /// Its name, as the person sees it; no control characters, no path.
    pub name: String,
    /// Its media type; `application/octet-stream` when it is unknown or odd.
    pub media_type: String,
    /// Its content.
    pub octets: Bytes,
}

/// A message to be written. Recipients may be missing while it is a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMessage {
    /// From.
    pub from: NamedAddress,
    /// To.
    pub to: Vec<NamedAddress>,
    /// Cc.
    pub cc: Vec<NamedAddress>,
    /// Bcc: kept in drafts and in the copy, never on the wire.
    pub bcc: Vec<NamedAddress>,
    /// Reply-To; may be empty.
    pub reply_to: Vec<NamedAddress>,
    /// Subject, one line.
    pub subject: String,
    /// The text, lines ended by `\n`.
    pub text: String,
    /// Its lines end where they were ended (a table, a poem): it does not flow.
    pub fixed: bool,
    /// No octet of it is beyond ASCII on any way: text is quoted-printable, and a message that goes with it and has
    /// such octets is a file that has to be saved before it is read.
    pub ascii_alone: bool,
    /// The same as HTML, where it was written so.
    pub html: Option<HtmlBody>,
    /// What goes with it.
    pub files: Vec<OutgoingFile>,
    /// Message-ID without angle brackets.
    pub message_id: String,
    /// Date, in seconds since 1970-01-01 UTC.
    pub sent_at: i64,
    /// In-Reply-To without angle brackets.
    pub in_reply_to: Option<String>,
    /// References without angle brackets, oldest first.
    pub references: Vec<String>,
    /// What is asked of those who get it.
    pub wishes: Wishes,
    /// Further header fields of ours, for drafts (`X-Facteur-…`): name and one-line value.
    pub extra: Vec<(String, String)>,
}

/// A message that cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the message cannot be written")]
pub struct CannotWrite(#[source] pub(super) Box<dyn std::error::Error + Send + Sync>);

/// Who sees the Bcc header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bcc {
    /// Left out: the octets go to others.
    Hidden,
    /// Kept: the octets stay with the sender.
    Kept,
}

/// Makes a Message-ID (without angle brackets) of 128 random bits at the sender's domain.
pub fn new_message_id(from: &Address) -> String {
    format!("{:032x}@{}", random(), from.ascii_domain())
}

/// An address as a header or a script has it on one line, a name beyond ASCII encoded (RFC 2047).
pub fn header_value(address: &NamedAddress) -> String {
    header::encoded(address).replace("\r\n", "")
}

/// 128 bits that nobody had before.
fn random() -> u128 {
    let mut octets = [0; 16];
    match getrandom::fill(&mut octets) {
        Ok(()) => u128::from_be_bytes(octets),
        // Without randomness there is still a clock: what is made here has to be unique, not secret.
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_nanos()),
    }
}

impl OutgoingMessage {
    /// An empty one from `from`, to nobody, without a Message-ID.
    pub fn new(from: NamedAddress) -> Self {
        Self {
            from,
            to: Vec::new(),
            cc: Vec::new(),
            bcc: Vec::new(),
            reply_to: Vec::new(),
            subject: String::new(),
            text: String::new(),
            fixed: false,
            ascii_alone: false,
            html: None,
            files: Vec::new(),
            message_id: String::new(),
            sent_at: 0,
            in_reply_to: None,
            references: Vec::new(),
            wishes: Wishes::default(),
            extra: Vec::new(),
        }
    }

    /// All recipients without repetition: To, Cc, Bcc.
    pub fn recipients(&self) -> Vec<Address> {
        let mut seen = HashSet::new();
        let all = self.to.iter().chain(&self.cc).chain(&self.bcc).map(|it| &it.address);
        all.filter(|it| seen.insert(it.to_string().to_lowercase())).cloned().collect()
    }

    /// The octets: format=flowed text unless it is fixed, CRLF, no line over 998 octets, names of files by RFC 2231.
    pub fn to_octets(&self, bcc: Bcc) -> Result<Vec<u8>, CannotWrite> {
        let mut header = self.header(bcc)?;
        let text = self.written_text();
        let mut octets = Vec::with_capacity(self.expected_size(text.body.len()));
        if self.files.is_empty() {
            if let Some(html) = &self.html {
                alternative::write(&mut octets, header, &text, html);
                return Ok(octets);
            }
            text.describe(&mut header);
            octets.extend(header.into_octets());
            octets.extend(text.body.as_ref());
            octets.extend(b"\r\n");
            return Ok(octets);
        }
        let boundary = new_boundary();
        header.text("Content-Type", &format!("multipart/mixed; boundary=\"{boundary}\""));
        if !self.ascii_alone && self.files.iter().any(attached::needs_eight_bits) {
            header.text("Content-Transfer-Encoding", "8bit");
        }
        octets.extend(header.into_octets());
        match &self.html {
            Some(html) => {
                octets.extend(format!("--{boundary}\r\n").bytes());
                alternative::write(&mut octets, header::Writer::default(), &text, html);
            }
            None => write_text(&mut octets, &boundary, &text),
        }
        for file in &self.files {
            let (header, encoding) = attached::header(file, self.ascii_alone);
            write_part(&mut octets, &boundary, header, |octets| attached::write(octets, file, encoding));
        }
        octets.extend(format!("--{boundary}--\r\n").bytes());
        Ok(octets)
    }

    fn written_text(&self) -> Text {
        let (written, media_type) = match self.fixed {
            true => (flow::fixed(&self.text), FIXED),
            false => (flow::flow(&self.text), FLOWED),
        };
        // What is short in base64 is not read by anybody who looks at the source.
        let is_quoted = self.ascii_alone && !written.is_ascii();
        let body = if is_quoted { alternative::encoded(written) } else { Body::new(written) };
        Text { body, media_type }
    }

    fn header(&self, bcc: Bcc) -> Result<header::Writer, CannotWrite> {
        let mut header = header::Writer::default();
        header.date(self.sent_at);
        header.addresses("From", std::slice::from_ref(&self.from));
        header.addresses("Reply-To", &self.reply_to);
        header.addresses("To", &self.to);
        if bcc == Bcc::Hidden && self.to.is_empty() && self.cc.is_empty() {
            // RFC 5322 can do without, but some servers cannot.
            header.text("To", "undisclosed-recipients:;");
        }
        header.addresses("Cc", &self.cc);
        if bcc == Bcc::Kept {
            header.addresses("Bcc", &self.bcc);
        }
        header.subject(&self.subject);
        header.message_ids("Message-ID", std::slice::from_ref(&self.message_id))?;
        header.message_ids("In-Reply-To", self.in_reply_to.as_slice())?;
        header.message_ids("References", &self.references)?;
        self.wishes.write(&mut header, &self.from);
        for (name, value) in &self.extra {
            header.extra(name, value)?;
        }
        header.text("MIME-Version", "1.0");
        Ok(header)
    }

    /// The fields that say who sends a message on, to whom and when, without an empty line
    /// (RFC 5322, section 3.6.6).
    pub(super) fn resent_header(&self) -> Result<Vec<u8>, CannotWrite> {
        let mut header = header::Writer::default();
        header.date(self.sent_at);
        header.addresses("From", std::slice::from_ref(&self.from));
        header.addresses("To", &self.to);
        header.addresses("Cc", &self.cc);
        header.message_ids("Message-ID", std::slice::from_ref(&self.message_id))?;
        let mut octets = Vec::new();
        let written = header.into_octets();
        for line in written.split_inclusive(|it| *it == b'\n').filter(|it| *it != b"\r\n") {
            // A field goes on in lines that begin with a blank.
            if !line.starts_with(b" ") {
                octets.extend_from_slice(b"Resent-");
            }
            octets.extend_from_slice(line);
        }
        Ok(octets)
    }

    /// About how much there will be to write, so that a large message is not moved while it grows.
    fn expected_size(&self, text: usize) -> usize {
        let pictures = self.html.iter().flat_map(|it| &it.pictures).map(|it| &it.file);
        let files: usize = self.files.iter().chain(pictures).map(|it| it.octets.len() / 57 * 78 + 1024).sum();
        let html = self.html.as_ref().map_or(0, |it| it.html.as_str().len() * 2);
        4096 + text + html + files
    }
}

/// A boundary that no part has in it.
pub(in crate::message) fn new_boundary() -> String {
    format!("={:032x}", random())
}

/// Text whose lines a reader may break and put together (RFC 3676).
const FLOWED: &str = "text/plain; charset=utf-8; format=flowed";

/// Text whose lines stay as they are.
const FIXED: &str = "text/plain; charset=utf-8";

/// A text as it is written into a message.
pub(in crate::message) struct Text {
    body: Body,
    media_type: &'static str,
}

impl Text {
    /// One whose lines a reader may break and put together (RFC 3676).
    pub(in crate::message) fn flowed(text: &str) -> Self {
        Self { body: Body::new(flow::flow(text)), media_type: FLOWED }
    }

    fn describe(&self, header: &mut header::Writer) {
        header.text("Content-Type", self.media_type);
        header.text("Content-Transfer-Encoding", &self.body.encoding().to_string());
    }
}

/// Writes such a text as a part.
pub(in crate::message) fn write_text(octets: &mut Vec<u8>, boundary: &str, text: &Text) {
    let mut header = header::Writer::default();
    text.describe(&mut header);
    write_part(octets, boundary, header, |octets| octets.extend(text.body.as_ref()));
}

/// Writes a part: its boundary, its header, and what `write` writes.
pub(in crate::message) fn write_part(
    octets: &mut Vec<u8>,
    boundary: &str,
    header: header::Writer,
    write: impl FnOnce(&mut Vec<u8>),
) {
    octets.extend(format!("--{boundary}\r\n").bytes());
    octets.extend(header.into_octets());
    write(octets);
    octets.extend(b"\r\n");
}
