//! Reports on a message that was sent: whether it arrived (RFC 3464), whether it was read (RFC 8098).
//!
//! Both are lists of header fields. Whatever they say is what some program on the way claims.

use super::parse::{self, field};
use super::part::Part;

/// The most recipients of one report that are told apart.
pub const MOST_RECIPIENTS: usize = 100;

/// The most octets of a report that are read.
pub const MOST_OCTETS: u64 = 256 * 1024;

/// The most characters of what a server said.
const MOST_SAID: usize = 1000;

/// What a report says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// What became of a message on its way; not empty, at most [`MOST_RECIPIENTS`].
    Delivery(Vec<Delivery>),
    /// What became of it where it arrived.
    Disposition(Disposition),
}

/// What became of a message on its way to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// To whom it was sent; to whom it went in the end, where that is all the report says.
    pub recipient: String,
    /// What became of it.
    pub action: Action,
    /// Why it is not there; [`Reason::Unsaid`] where it is.
    pub reason: Reason,
    /// What the server said, in one line; may be empty.
    pub said: String,
    /// Which server said so; may be empty.
    pub server: String,
}

/// What became of a message on its way (RFC 3464, section 2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It does not arrive.
    Failed,
    /// It has not arrived yet, and is tried again.
    Delayed,
    /// It is in a mailbox.
    Delivered,
    /// It was given to a server that makes no reports.
    Relayed,
    /// It was given to several others, as by a list.
    Expanded,
}

/// Why a message did not arrive (RFC 3463; the registry of enhanced status codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no such address.
    UnknownAddress,
    /// There is no such domain, or it takes no mail.
    UnknownDomain,
    /// The mailbox takes no mail at the moment.
    Disabled,
    /// The mailbox is full.
    Full,
    /// The message is too large.
    TooLarge,
    /// The server does not want it: a rule, a filter, a signature.
    Refused,
    /// The server cannot be reached, or not in time.
    Unreachable,
    /// Something else, or nothing that we understand.
    Unsaid,
}

/// What became of a message where it arrived (RFC 8098, section 3.2.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposition {
    /// Whose mailbox it is; may be empty.
    pub recipient: String,
    /// What became of it.
    pub kind: DispositionKind,
}

/// What became of a message where it arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DispositionKind {
    /// It was shown to somebody; nobody knows whether they read it.
    Displayed,
    /// It was deleted, perhaps unseen.
    Deleted,
    /// A program did something with it, or its reader would not say.
    Processed,
}

/// Whether a part is a report that [`read`] reads.
pub fn is_report(part: &Part) -> bool {
    kind(&part.media_type).is_some()
}

/// Whether a part is the header of the message that a report is about; servers enclose no more where
/// that is large (RFC 6522, section 4).
pub fn is_header(part: &Part) -> bool {
    matches!(
        part.media_type.as_str(),
        "text/rfc822-headers" | "message/rfc822-headers" | "message/global-headers"
    )
}

#[derive(Clone, Copy)]
enum Form {
    Delivery,
    Disposition,
}

fn kind(media_type: &str) -> Option<Form> {
    match media_type {
        "message/delivery-status" | "message/global-delivery-status" => Some(Form::Delivery),
        "message/disposition-notification" | "message/global-disposition-notification" => {
            Some(Form::Disposition)
        }
        _ => None,
    }
}

/// Reads the octets of a part, decoded; `None` when it is no report or says nothing.
pub fn read(part: &Part, octets: &[u8]) -> Option<Report> {
    let mut groups = groups(octets);
    match kind(&part.media_type)? {
        Form::Delivery => {
            let found: Vec<Delivery> = groups.filter_map(|it| delivery(&it)).take(MOST_RECIPIENTS).collect();
            (!found.is_empty()).then_some(Report::Delivery(found))
        }
        Form::Disposition => groups.find_map(|it| disposition(&it)).map(Report::Disposition),
    }
}

/// Fields up to an empty line.
struct Group(Vec<(String, String)>);

impl Group {
    fn read(octets: &[u8]) -> Self {
        let fields = field::split(octets).0.into_iter();
        Self(fields.map(|it| (it.name.to_ascii_lowercase(), parse::unstructured(&it.value))).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str()).filter(|it| !it.is_empty())
    }

    /// What follows the kind of an address, of a diagnostic, of a server: `rfc822; a@b.example`.
    fn typed(&self, name: &str) -> Option<&str> {
        let value = self.get(name)?;
        let value = value.split_once(';').map_or(value, |(_, it)| it).trim();
        Some(value).filter(|it| !it.is_empty())
    }

    fn recipient(&self) -> Option<String> {
        let found = self.typed("original-recipient").or_else(|| self.typed("final-recipient"))?;
        Some(limited(found.trim_matches(['<', '>'])))
    }
}

/// The groups of a report, told apart by empty lines.
fn groups(octets: &[u8]) -> impl Iterator<Item = Group> {
    let mut rest = octets;
    std::iter::from_fn(move || {
        while let Some(after) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = after;
        }
        let length = group_length(rest);
        let group = rest.split_off(..length)?;
        (!group.is_empty()).then(|| Group::read(group))
    })
}

fn group_length(octets: &[u8]) -> usize {
    let lines = octets.split_inclusive(|it| *it == b'\n');
    lines.take_while(|it| !matches!(*it, b"\n" | b"\r\n")).map(<[u8]>::len).sum()
}

fn delivery(group: &Group) -> Option<Delivery> {
    let recipient = group.recipient()?;
    let action = action(group.get("action")?)?;
    let said = limited(group.typed("diagnostic-code").unwrap_or_default());
    let reason = match action {
        Action::Failed | Action::Delayed => {
            let told = group.get("status").and_then(status).map_or(Reason::Unsaid, reason);
            // A status that says nothing may have a diagnostic that does.
            if told == Reason::Unsaid { status_in(&said).map_or(told, reason) } else { told }
        }
        Action::Delivered | Action::Relayed | Action::Expanded => Reason::Unsaid,
    };
    let server = limited(group.typed("remote-mta").unwrap_or_default());
    Some(Delivery { recipient, action, reason, said, server })
}

fn action(value: &str) -> Option<Action> {
    match word(value).as_str() {
        "failed" => Some(Action::Failed),
        "delayed" => Some(Action::Delayed),
        "delivered" => Some(Action::Delivered),
        "relayed" => Some(Action::Relayed),
        "expanded" => Some(Action::Expanded),
        _ => None,
    }
}

/// Subject and detail of an enhanced status code: `5.1.1` is (1, 1).
fn status(value: &str) -> Option<(u32, u32)> {
    let code = value.split([' ', '(']).next()?;
    let mut numbers = code.split('.').map(str::parse);
    match (numbers.next()?, numbers.next()?, numbers.next()?, numbers.next()) {
        (Ok(2 | 4 | 5), Ok(subject), Ok(detail), None) => Some((subject, detail)),
        _ => None,
    }
}

/// The first code in a text.
fn status_in(text: &str) -> Option<(u32, u32)> {
    text.split([' ', '-']).take(20).find_map(status)
}

fn reason((subject, detail): (u32, u32)) -> Reason {
    match (subject, detail) {
        (1, 1 | 3 | 6) => Reason::UnknownAddress,
        (1, 2 | 10) | (4, 4) => Reason::UnknownDomain,
        (2, 1) => Reason::Disabled,
        (2, 2) => Reason::Full,
        (2, 3) | (3, 4) => Reason::TooLarge,
        (4, 1 | 2 | 3 | 5 | 6 | 7) => Reason::Unreachable,
        (7, _) => Reason::Refused,
        _ => Reason::Unsaid,
    }
}

/// `manual-action/MDN-sent-manually; displayed/modifier`.
fn disposition(group: &Group) -> Option<Disposition> {
    let kind = match word(group.typed("disposition")?).as_str() {
        "displayed" => DispositionKind::Displayed,
        "deleted" => DispositionKind::Deleted,
        _ => DispositionKind::Processed,
    };
    Some(Disposition { recipient: group.recipient().unwrap_or_default(), kind })
}

/// The first word, in lower case.
fn word(value: &str) -> String {
    value
        .chars()
        .take_while(|it| it.is_ascii_alphabetic() || *it == '-')
        .collect::<String>()
        .to_ascii_lowercase()
}

fn limited(text: &str) -> String {
    text.chars().take(MOST_SAID).collect()
}

#[cfg(test)]
mod tests;
