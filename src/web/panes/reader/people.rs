//! Who wrote the open message, to whom, when.

use mailcore::address::FoundAddress;

use super::super::rows;
use crate::i18n::{Locale, Text};
use crate::reading::Reading;
use crate::web::session::Visitor;

/// So many recipients are named before the line is opened.
const MOST_NAMED: usize = 4;

/// The people of a message, and its date.
#[derive(Debug)]
pub(in crate::web) struct People {
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
}

impl People {
    pub(super) fn new(visitor: &Visitor, reading: &Reading) -> Self {
        let locale = visitor.locale;
        let headers = &reading.message.headers;
        let from = reading.from();
        let sent_at = headers.sent_at.unwrap_or(reading.message.opened.head.received_at);
        Self {
            from_name: from.name.clone(),
            from_address: from.address.clone(),
            initials: rows::initials(&from),
            colour: rows::colour(&from),
            to_line: to_line(&headers.to, &headers.cc, locale),
            details: details(reading, sent_at, visitor),
            long_date: locale.long_date(sent_at, visitor.now),
            machine_date: locale.machine_date(sent_at),
        }
    }
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
