//! Who wrote the open message, to whom, when; and what can be done with each of them.

use mailcore::address::{Address, FoundAddress};
use mailcore::message::parse::Headers;

use super::super::rows;
use crate::contacts::Known;
use crate::i18n::{Locale, Text};
use crate::reading::Reading;
use crate::web::session::Visitor;
use crate::web::urls;

/// So many recipients are named before the line is opened.
const MOST_NAMED: usize = 4;

/// So many people of one header field are shown; the others are counted.
const MOST_SHOWN: usize = 50;

/// The people of a message, and its date.
#[derive(Debug)]
pub(in crate::web) struct People {
    /// Who wrote it, as the header says; `None` when it does not.
    pub(in crate::web) from: Option<Person>,
    /// The domain that our own mail server confirmed.
    pub(in crate::web) verified: Option<String>,
    pub(in crate::web) initials: String,
    pub(in crate::web) colour: u8,
    /// `à moi, Claire Vasseur`.
    pub(in crate::web) to_line: String,
    /// The header fields that people look for.
    pub(in crate::web) details: Vec<Detail>,
    pub(in crate::web) long_date: String,
    pub(in crate::web) machine_date: String,
    /// The whole date, with its year.
    pub(in crate::web) whole_date: String,
    /// All fields; `None` for a message inside of another one.
    pub(in crate::web) headers_url: Option<String>,
    /// This page, to come back to.
    pub(in crate::web) here: String,
}

/// A header field with people in it.
#[derive(Debug)]
pub(in crate::web) struct Detail {
    pub(in crate::web) label: &'static str,
    pub(in crate::web) people: Vec<Person>,
    /// How many more there are.
    pub(in crate::web) more: usize,
}

/// Somebody whom a header names.
#[derive(Debug)]
pub(in crate::web) struct Person {
    /// May be empty.
    pub(in crate::web) name: String,
    /// May be empty, and may be no address.
    pub(in crate::web) address: String,
    /// The address in ASCII, where that is another one (RFC 5890).
    pub(in crate::web) ascii: Option<String>,
    /// Where one writes to them; `None` where the address is none.
    pub(in crate::web) write_url: Option<String>,
    /// Whether they are in an address book of the person's own.
    pub(in crate::web) is_known: bool,
}

impl People {
    pub(super) fn new(visitor: &Visitor, reading: &Reading) -> Self {
        let locale = visitor.locale;
        let headers = &reading.message.headers;
        let from = reading.from();
        let sent_at = headers.sent_at.unwrap_or(reading.message.opened.head.received_at);
        Self {
            initials: rows::initials(&from),
            colour: rows::colour(&from),
            verified: reading.judgement.is_verified.then(|| domain(&from.address)),
            from: headers.from.first().map(|it| Person::new(it, &reading.known)),
            to_line: to_line(&headers.to, &headers.cc, locale),
            details: details(headers, &reading.known),
            long_date: locale.long_date(sent_at, visitor.now),
            machine_date: locale.machine_date(sent_at),
            whole_date: locale.long_date(sent_at, 0),
            headers_url: reading.message.inside.is_none().then(|| urls::message_headers(&reading.message.at)),
            here: urls::message(&reading.message.at),
        }
    }
}

impl Person {
    fn new(found: &FoundAddress, known: &Known) -> Self {
        let address = found.address.parse::<Address>().ok();
        let ascii = address.as_ref().map(Address::to_ascii);
        Self {
            name: found.name.clone(),
            is_known: known.has(&found.address),
            address: address.as_ref().map_or_else(|| found.address.clone(), Address::to_string),
            write_url: address.as_ref().map(|it| urls::compose_to(&it.to_string())),
            ascii: ascii.filter(|it| address.is_some_and(|address| *it != address.to_string())),
        }
    }
}

/// What stands after the `@`.
fn domain(address: &str) -> String {
    address.parse::<Address>().map_or_else(|_| String::new(), |it| it.domain().to_owned())
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

fn details(headers: &Headers, known: &Known) -> Vec<Detail> {
    let fields = [
        ("message-from-label", &headers.from),
        ("message-to-label", &headers.to),
        ("message-cc-label", &headers.cc),
        ("message-bcc-label", &headers.bcc),
        ("message-reply-to-label", &headers.reply_to),
    ];
    let fields = fields.into_iter().filter(|(_, found)| !found.is_empty());
    let detail = |(label, found): (&'static str, &Vec<FoundAddress>)| Detail {
        label,
        people: found.iter().take(MOST_SHOWN).map(|it| Person::new(it, known)).collect(),
        more: found.len().saturating_sub(MOST_SHOWN),
    };
    fields.map(detail).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(address: &str) -> FoundAddress {
        FoundAddress { name: String::new(), address: address.to_owned() }
    }

    #[test]
    fn an_address_beyond_ascii_is_shown_in_both_forms() {
        for written in ["a@exämple.fr", "a@xn--exmple-cua.fr"] {
            let person = Person::new(&found(written), &Known::default());
            assert_eq!(person.address, "a@exämple.fr");
            assert_eq!(person.ascii.as_deref(), Some("a@xn--exmple-cua.fr"));
        }
        assert_eq!(Person::new(&found("a@example.fr"), &Known::default()).ascii, None);
    }

    #[test]
    fn nobody_writes_to_what_is_no_address() {
        let person = Person::new(&found("personne"), &Known::default());
        assert_eq!((person.address.as_str(), person.write_url), ("personne", None));
    }

    #[test]
    fn of_very_many_people_the_others_are_counted() {
        let headers = Headers { to: vec![found("a@example.fr"); 1000], ..Headers::default() };
        let details = details(&headers, &Known::default());
        assert_eq!((details[0].people.len(), details[0].more, details.len()), (50, 950, 1));
    }
}
