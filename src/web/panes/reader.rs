//! An open message: who, to whom, when, its text, what comes with it.

use mailcore::address::FoundAddress;
use mailcore::envelope::EnvelopePage;
use mailcore::flag::Flag;
use mailcore::mailbox::MessageRef;
use mailcore::message::part::Part;
use mailcore::message::sanitize::SafeHtml;
use mailcore::uid::MessageNumber;

use super::files::{self, FileTile};
use super::rows;
use crate::fetch;
use crate::i18n::{Locale, Text};
use crate::reading::{Body, Reading};
use crate::web::session::Visitor;
use crate::web::urls;

/// So many recipients are named before the line is opened.
const MOST_NAMED: usize = 4;

/// The open message.
#[derive(Debug)]
pub(in crate::web) struct Reader {
    /// `{UIDVALIDITY}-{UID}`.
    pub(in crate::web) number: String,
    /// May be empty.
    pub(in crate::web) subject: String,
    /// May be empty.
    pub(in crate::web) from_name: String,
    /// May be empty.
    pub(in crate::web) from_address: String,
    pub(in crate::web) initials: String,
    pub(in crate::web) colour: u8,
    /// `à moi, Claire Vasseur`.
    pub(in crate::web) to_line: String,
    /// Labels and values of the header fields that people look for.
    pub(in crate::web) details: Vec<(String, String)>,
    pub(in crate::web) long_date: String,
    pub(in crate::web) machine_date: String,
    pub(in crate::web) flagged: bool,
    /// How many loads from other servers are blocked.
    pub(in crate::web) remote_blocked: usize,
    pub(in crate::web) attachments: Vec<FileTile>,
    pub(in crate::web) attachments_size: String,
    pub(in crate::web) body: ReaderBody,
    /// What the person should know about this message.
    pub(in crate::web) notices: Vec<Text>,
    pub(in crate::web) reply_url: String,
    pub(in crate::web) reply_all_url: String,
    pub(in crate::web) forward_url: String,
    /// Of a draft: where it is written on.
    pub(in crate::web) edit_url: Option<String>,
    pub(in crate::web) newer_url: Option<String>,
    pub(in crate::web) older_url: Option<String>,
    pub(in crate::web) back_url: String,
}

/// The text of the open message.
#[derive(Debug)]
pub(in crate::web) enum ReaderBody {
    /// Plain text as HTML.
    Text(SafeHtml),
    /// A document of its own.
    Html {
        /// Its address.
        url: String,
        /// Text that stands beside it in the message.
        beside: Option<SafeHtml>,
    },
    /// There is none.
    Empty,
}

impl Reader {
    /// What is shown of a message that was opened from page `page` of its mailbox.
    pub(in crate::web) fn new(visitor: &Visitor, reading: &Reading, page: u32) -> Self {
        let locale = visitor.locale;
        let message = &reading.message;
        let (at, headers, opened) = (&message.at, &message.headers, &message.opened);
        let from = reading.from();
        let sent_at = headers.sent_at.unwrap_or(opened.head.received_at);
        let (newer, older) = neighbours(opened.page.as_ref(), at.number);
        let neighbour = |number: Option<MessageNumber>| {
            let at = MessageRef { mailbox: at.mailbox.clone(), number: number? };
            Some(urls::message_on_page(&at, page))
        };
        let size = message.choice.attachments.iter().map(Part::decoded_size).sum();
        Self {
            number: at.number.to_string(),
            subject: headers.subject.clone(),
            from_name: from.name.clone(),
            from_address: from.address.clone(),
            initials: rows::initials(&from),
            colour: rows::colour(&from),
            to_line: to_line(&headers.to, &headers.cc, locale),
            details: details(reading, sent_at, visitor),
            long_date: locale.long_date(sent_at, visitor.now),
            machine_date: locale.machine_date(sent_at),
            flagged: opened.head.flags.contains(&Flag::Flagged),
            remote_blocked: match reading.body {
                Body::Html { blocked, .. } => blocked,
                Body::Text(_) | Body::Empty => 0,
            },
            attachments: message.choice.attachments.iter().filter_map(|it| tile(at, it, locale)).collect(),
            attachments_size: locale.size(size),
            body: match &reading.body {
                Body::Text(html) => ReaderBody::Text(html.clone()),
                Body::Html { beside, .. } => {
                    ReaderBody::Html { url: urls::message_body(at), beside: beside.clone() }
                }
                Body::Empty => ReaderBody::Empty,
            },
            notices: notices(reading),
            reply_url: urls::compose_from("reply", at),
            reply_all_url: urls::compose_from("reply_all", at),
            forward_url: urls::compose_from("forward", at),
            edit_url: reading.is_draft().then(|| urls::compose_from("draft", at)),
            newer_url: neighbour(newer),
            older_url: neighbour(older),
            back_url: urls::mailbox_page(&at.mailbox, page),
        }
    }
}

/// The messages before and after one on its page of the list.
fn neighbours(
    page: Option<&EnvelopePage>,
    number: MessageNumber,
) -> (Option<MessageNumber>, Option<MessageNumber>) {
    let Some(page) = page.filter(|it| it.uid_validity == number.uid_validity) else { return (None, None) };
    let mut uids = page.envelopes.iter().map(|it| it.uid);
    let Some(at) = uids.clone().position(|it| it == number.uid) else { return (None, None) };
    let number = |uid| MessageNumber { uid_validity: page.uid_validity, uid };
    let newer = at.checked_sub(1).and_then(|it| uids.clone().nth(it));
    (newer.map(number), uids.nth(at + 1).map(number))
}

fn to_line(to: &[FoundAddress], cc: &[FoundAddress], locale: Locale) -> String {
    let labels: Vec<&str> =
        to.iter().chain(cc).map(FoundAddress::label).filter(|it| !it.is_empty()).collect();
    let mut line = labels.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
    match labels.len() {
        0 => return locale.t("message-to-nobody").into_owned(),
        count if count > MOST_NAMED => line.push_str(", …"),
        _ => {}
    }
    locale.say(&Text::new("message-to").with("name", line))
}

fn details(reading: &Reading, sent_at: i64, visitor: &Visitor) -> Vec<(String, String)> {
    let headers = &reading.message.headers;
    // With the year, whichever it is.
    let date = visitor.locale.long_date(sent_at, 0);
    let fields = [
        ("message-from-label", list(&headers.from)),
        ("message-to-label", list(&headers.to)),
        ("message-cc-label", list(&headers.cc)),
        ("message-bcc-label", list(&headers.bcc)),
        ("message-reply-to-label", list(&headers.reply_to)),
        ("message-date-label", date),
    ];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    fields.map(|(key, value)| (visitor.locale.t(key).into_owned(), value)).collect()
}

fn list(addresses: &[FoundAddress]) -> String {
    let entries = addresses.iter().map(|it| match (it.name.as_str(), it.address.as_str()) {
        ("", address) => address.to_owned(),
        (name, "") => name.to_owned(),
        (name, address) => format!("{name} <{address}>"),
    });
    entries.collect::<Vec<_>>().join(", ")
}

fn tile(at: &MessageRef, part: &Part, locale: Locale) -> Option<FileTile> {
    let id = part.id.as_ref()?;
    let name = fetch::file_name(part);
    let (stem, extension) = files::split_name(&name);
    let (kind, kind_label) = files::kind(&extension);
    Some(FileTile {
        part: id.to_string(),
        url: urls::message_part(at, id),
        stem,
        extension,
        kind,
        kind_label,
        size: locale.size(part.decoded_size()),
        name,
    })
}

fn notices(reading: &Reading) -> Vec<Text> {
    let structure = &reading.message.opened.head.structure;
    let said = [(reading.cut, "message-cut"), (structure.cut, "message-parts-cut")];
    said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, key)| Text::new(key)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mailcore::envelope::Envelope;
    use mailcore::flag::FlagSet;
    use mailcore::uid::{Uid, UidValidity};

    use super::*;

    fn page(uids: &[u32]) -> EnvelopePage {
        let envelope = |uid: &u32| Envelope {
            uid: Uid::new(*uid).unwrap(),
            flags: FlagSet::new(),
            summary: Arc::default(),
        };
        EnvelopePage {
            uid_validity: UidValidity::new(7).unwrap(),
            envelopes: uids.iter().map(envelope).collect(),
            total: 3,
            page: 0,
        }
    }

    #[test]
    fn neighbours_are_those_on_the_same_page() {
        let number = |text: &str| text.parse::<MessageNumber>().unwrap();
        let check = |at: &str, newer: Option<&str>, older: Option<&str>| {
            let expected = (newer.map(number), older.map(number));
            assert_eq!(neighbours(Some(&page(&[9, 5, 2])), number(at)), expected, "{at}");
        };
        check("7-9", None, Some("7-5"));
        check("7-5", Some("7-9"), Some("7-2"));
        check("7-2", Some("7-5"), None);
        check("7-4", None, None);
        check("8-5", None, None);
        assert_eq!(neighbours(None, number("7-5")), (None, None));
    }
}
