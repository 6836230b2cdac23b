//! Read receipts (RFC 8098): what a message asks for, and the notification that answers it.

use super::outgoing::{self, CannotWrite, header, write_part};
use super::parse::Headers;
use super::reply;
use crate::address::{Address, FoundAddress, NamedAddress};

/// The longest Original-Recipient that is repeated, in octets.
const MOST_RECIPIENT: usize = 300;

/// A request for a receipt that may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Whom the receipt goes to: the first address of the request.
    pub to: Address,
    /// Who wrote the message, as it says.
    pub from: Address,
    /// Whether it may be answered without asking the person: there is one address, and it is the one
    /// that failures of the message are told to (RFC 8098, section 2.1). Otherwise anybody could let
    /// us write to a third.
    pub may_be_automatic: bool,
}

/// Who decided that a receipt is sent (RFC 8098, section 3.2.6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The person, for this message.
    Manually,
    /// A preference of the person's.
    Automatically,
}

/// A notification that a message was displayed.
#[derive(Clone, Debug)]
pub struct Notification<'a> {
    /// The message that was displayed.
    pub original: &'a Headers,
    /// Whom it goes to.
    pub to: &'a Address,
    /// Whose mailbox the message was displayed from.
    pub from: &'a NamedAddress,
    /// Who decided it.
    pub how: How,
    /// The program: its host, as the world knows it, and its name.
    pub reporter: (&'a str, &'a str),
    /// Subject, one line.
    pub subject: &'a str,
    /// What a person reads, lines ended by `\n`.
    pub text: &'a str,
    /// When, in seconds since 1970-01-01 UTC.
    pub sent_at: i64,
}

/// What a message asks for; `None` when it asks for nothing that may be answered.
///
/// That is more than RFC 8098 forbids: programs, lists and reports get no answer at all, so that
/// no two programs ever answer each other.
pub fn request(headers: &Headers) -> Option<Request> {
    let wished = headers.notification_to.as_ref().filter(|_| may_be_answered(headers))?;
    let mut addresses: Vec<Address> = wished.iter().filter_map(address).collect();
    let all_readable = addresses.len() == wished.len();
    addresses.dedup();
    let from = headers.from.iter().find_map(address)?;
    let return_path = return_path(headers).and_then(|it| it.parse::<Address>().ok());
    let may_be_automatic = all_readable && addresses.len() == 1 && return_path.as_ref() == addresses.first();
    Some(Request { to: addresses.into_iter().next()?, from, may_be_automatic })
}

fn address(found: &FoundAddress) -> Option<Address> {
    found.address.parse().ok()
}

fn may_be_answered(headers: &Headers) -> bool {
    let value = |name| headers.values(name).next().map(str::to_ascii_lowercase);
    let is_report = value("Content-Type").is_some_and(|it| it.trim_start().starts_with("multipart/report"));
    let is_of_program = value("Auto-Submitted").is_some_and(|it| first_word(&it) != "no");
    let is_bulk = value("Precedence").is_some_and(|it| matches!(first_word(&it), "bulk" | "list" | "junk"));
    let is_of_nobody = return_path(headers) == Some("");
    let is_required = headers.values("Disposition-Notification-Options").any(requires_something);
    !(is_report || is_of_program || is_bulk || is_of_nobody || is_required || headers.is_of_list())
}

/// The first word of a value, without a comment or a parameter behind it.
fn first_word(value: &str) -> &str {
    value.trim().split([' ', '\t', ';', '(']).next().unwrap_or_default()
}

/// The address that failures are told to, as the server that delivered the message wrote it: the
/// uppermost one. Empty when they are told to nobody.
fn return_path(headers: &Headers) -> Option<&str> {
    let value = headers.values("Return-Path").next()?.trim();
    Some(value.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(value).trim())
}

/// Whether an option must be understood (RFC 8098, section 2.2). None is understood here.
fn requires_something(options: &str) -> bool {
    options.split(';').any(|option| {
        let importance = option.split_once('=').map_or("", |(_, values)| values);
        first_word(&importance.replace(',', " ")).eq_ignore_ascii_case("required")
    })
}

impl Notification<'_> {
    /// The whole message (RFC 8098, section 3): a text, and the same for programs. The original is
    /// not in it: who wrote it has it.
    pub fn to_octets(&self) -> Result<Vec<u8>, CannotWrite> {
        let boundary = outgoing::new_boundary();
        let mut octets = self.header(&boundary)?.into_octets();
        outgoing::write_text(&mut octets, &boundary, &outgoing::Text::flowed(self.text));
        let mut about = header::Writer::default();
        about.text("Content-Type", "message/disposition-notification");
        about.text("Content-Transfer-Encoding", "7bit");
        write_part(&mut octets, &boundary, about, |octets| octets.extend(self.fields().bytes()));
        octets.extend(format!("--{boundary}--\r\n").bytes());
        Ok(octets)
    }

    fn header(&self, boundary: &str) -> Result<header::Writer, CannotWrite> {
        let to = NamedAddress { name: None, address: self.to.clone() };
        let mut header = header::Writer::default();
        header.date(self.sent_at);
        header.addresses("From", std::slice::from_ref(self.from));
        header.addresses("To", &[to]);
        header.subject(self.subject);
        header.message_ids("Message-ID", &[outgoing::new_message_id(&self.from.address)])?;
        header.message_ids("In-Reply-To", self.original.message_id.as_slice())?;
        header.message_ids("References", &reply::references(self.original))?;
        header.text("Auto-Submitted", "auto-replied");
        header.text("MIME-Version", "1.0");
        let report = "multipart/report; report-type=disposition-notification";
        header.text("Content-Type", &format!("{report}; boundary=\"{boundary}\""));
        Ok(header)
    }

    /// The fields for programs, each on a line.
    fn fields(&self) -> String {
        let (host, program) = self.reporter;
        let how = match self.how {
            How::Manually => "MDN-sent-manually",
            How::Automatically => "MDN-sent-automatically",
        };
        let mut fields = vec![("Reporting-UA", format!("{}; {}", ascii(host), ascii(program)))];
        fields.extend(original_recipient(self.original).map(|it| ("Original-Recipient", it)));
        fields.push(("Final-Recipient", typed(&self.from.address)));
        fields.extend(self.original.message_id.iter().map(|it| ("Original-Message-ID", format!("<{it}>"))));
        fields.push(("Disposition", format!("manual-action/{how}; displayed")));
        fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
    }
}

/// An address with its type; beyond ASCII in the writing of RFC 6533, section 3.
fn typed(address: &Address) -> String {
    let text = address.to_ascii();
    if text.is_ascii() {
        return format!("rfc822;{text}");
    }
    let escaped = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\x{{{:X}}}", u32::from(c)) };
    format!("utf-8;{}", text.chars().map(escaped).collect::<String>())
}

/// The recipient as the sender named it, if the message carries one with its type (RFC 8098,
/// section 2.3).
fn original_recipient(original: &Headers) -> Option<String> {
    let value = original.values("Original-Recipient").next()?.trim();
    let (kind, address) = value.split_once(';')?;
    let good = |it: &str| !it.trim().is_empty() && it.trim().bytes().all(|b| b.is_ascii_graphic());
    let fits = value.len() <= MOST_RECIPIENT && good(kind) && good(address);
    fits.then(|| format!("{};{}", kind.trim(), address.trim()))
}

/// One line of ASCII.
fn ascii(text: &str) -> String {
    text.chars().filter(|it| it.is_ascii_graphic() || *it == ' ').collect()
}

#[cfg(test)]
mod tests;
