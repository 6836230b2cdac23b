//! iCalendar to an [`Invitation`].

use calcard::icalendar::utils::strip_mailto_scheme;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarMethod,
    ICalendarParameterName, ICalendarParameterValue, ICalendarParticipationStatus, ICalendarProperty,
    ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};

use super::super::parse::{clean_line, clean_text};
use super::{
    Attendee, Event, Invitation, MOST_ATTENDEES, MOST_EVENTS, MOST_OCTETS, Method, Participation, recurrence,
    when,
};
use crate::address::FoundAddress;

/// The longest line that is kept, in characters.
const MOST_LINE: usize = 500;

/// The longest text of several lines that is kept, in characters.
const MOST_TEXT: usize = 5_000;

/// Lines before the calendar that are passed over.
const MOST_ENTRIES: usize = 100;

/// Reads the first calendar of a text; `None` when there is none, or no event in it. What cannot be
/// read of it is empty.
pub fn read(text: &str) -> Option<Invitation> {
    let calendar = calendar(text)?;
    let events: Vec<&ICalendarComponent> = events(&calendar).collect();
    let first = first(&events);
    let event = event(&calendar, events.get(first)?);
    let others = events.iter().enumerate().filter(|(at, _)| *at != first).map(|(_, it)| it);
    Some(Invitation {
        method: method(&calendar),
        event,
        others: others.take(MOST_EVENTS - 1).map(|it| self::event(&calendar, it)).collect(),
        more: events.len().saturating_sub(MOST_EVENTS),
    })
}

/// The first calendar of a text.
pub(super) fn calendar(text: &str) -> Option<ICalendar> {
    let short = text.get(..text.floor_char_boundary(MOST_OCTETS)).unwrap_or(text);
    let mut parser = Parser::new(short);
    for _ in 0..MOST_ENTRIES {
        match parser.entry() {
            Entry::ICalendar(calendar) => return Some(calendar),
            Entry::Eof => return None,
            _ => {}
        }
    }
    None
}

/// Which of the events the invitation is about: the first that is no instance of another one, if any.
pub(super) fn first(events: &[&ICalendarComponent]) -> usize {
    events.iter().position(|it| !it.is_recurrence_override()).unwrap_or_default()
}

/// Its events in order.
pub(super) fn events(calendar: &ICalendar) -> impl Iterator<Item = &ICalendarComponent> {
    calendar.components.iter().filter(|it| it.component_type == ICalendarComponentType::VEvent)
}

fn method(calendar: &ICalendar) -> Method {
    let root = calendar.components.first();
    match root.and_then(|it| it.property(&ICalendarProperty::Method)).and_then(|it| it.values.first()) {
        Some(ICalendarValue::Method(method)) => match method {
            ICalendarMethod::Publish => Method::Publish,
            ICalendarMethod::Request => Method::Request,
            ICalendarMethod::Reply => Method::Reply,
            ICalendarMethod::Add => Method::Add,
            ICalendarMethod::Cancel => Method::Cancel,
            ICalendarMethod::Refresh => Method::Refresh,
            ICalendarMethod::Counter => Method::Counter,
            ICalendarMethod::Declinecounter => Method::DeclineCounter,
        },
        _ => Method::Publish,
    }
}

fn event(calendar: &ICalendar, from: &ICalendarComponent) -> Event {
    let line = |property| text(from, &property).map(line_of).unwrap_or_default();
    let lines = |property| text(from, &property).map(lines_of).unwrap_or_default();
    let when = when::read(calendar, from);
    let organizer = from.property(&ICalendarProperty::Organizer);
    let attendees = from.properties(&ICalendarProperty::Attendee);
    Event {
        uid: text(from, &ICalendarProperty::Uid).unwrap_or_default().to_owned(),
        sequence: sequence(from),
        summary: line(ICalendarProperty::Summary),
        location: line(ICalendarProperty::Location),
        description: lines(ICalendarProperty::Description),
        comment: lines(ICalendarProperty::Comment),
        organizer: organizer.map(person),
        organizer_sent_by: organizer.map(sent_by).unwrap_or_default(),
        attendees: attendees.take(MOST_ATTENDEES).map(attendee).collect(),
        more_attendees: from.properties(&ICalendarProperty::Attendee).skip(MOST_ATTENDEES).count(),
        recurrence: recurrence::read(from, when.as_ref()),
        when,
        is_instance: from.is_recurrence_override(),
        is_cancelled: from.status() == Some(&ICalendarStatus::Cancelled),
    }
}

fn sequence(from: &ICalendarComponent) -> i64 {
    let value = from.property(&ICalendarProperty::Sequence).and_then(|it| it.values.first());
    value.and_then(ICalendarValue::as_integer).unwrap_or_default()
}

fn text<'a>(from: &'a ICalendarComponent, property: &ICalendarProperty) -> Option<&'a str> {
    from.property(property)?.values.first()?.as_text()
}

/// Who an ORGANIZER or ATTENDEE is: its address is that of its URI, else of its parameter EMAIL
/// (RFC 7986, section 6.2).
fn person(entry: &ICalendarEntry) -> FoundAddress {
    let parameter = |name| entry.parameter(&name).and_then(ICalendarParameterValue::as_text);
    let uri = entry.values.first().and_then(ICalendarValue::as_text).unwrap_or_default();
    let address = if uri.contains('@') { Some(uri) } else { parameter(ICalendarParameterName::Email) };
    FoundAddress {
        name: line_of(parameter(ICalendarParameterName::Cn).unwrap_or_default()),
        address: address_of(address.unwrap_or_default()),
    }
}

/// Whoever wrote in somebody's name (RFC 5545, section 3.2.18).
fn sent_by(entry: &ICalendarEntry) -> String {
    let value = entry.parameter(&ICalendarParameterName::SentBy);
    value.and_then(ICalendarParameterValue::as_text).map(address_of).unwrap_or_default()
}

fn address_of(uri: &str) -> String {
    line_of(strip_mailto_scheme(uri.trim()))
}

fn attendee(entry: &ICalendarEntry) -> Attendee {
    let participation = match entry.parameter(&ICalendarParameterName::Partstat) {
        Some(ICalendarParameterValue::Partstat(status)) => match status {
            ICalendarParticipationStatus::Accepted => Participation::Accepted,
            ICalendarParticipationStatus::Tentative => Participation::Tentative,
            ICalendarParticipationStatus::Declined => Participation::Declined,
            ICalendarParticipationStatus::Delegated => Participation::Delegated,
            ICalendarParticipationStatus::NeedsAction
            | ICalendarParticipationStatus::Completed
            | ICalendarParticipationStatus::InProcess
            | ICalendarParticipationStatus::Failed => Participation::NeedsAction,
        },
        _ => Participation::NeedsAction,
    };
    Attendee { person: person(entry), participation }
}

/// A text as one line, not too long.
pub(super) fn line_of(text: &str) -> String {
    shortened(&clean_line(text), MOST_LINE)
}

/// A text as lines, not too long.
pub(super) fn lines_of(text: &str) -> String {
    shortened(clean_text(text).trim(), MOST_TEXT)
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
