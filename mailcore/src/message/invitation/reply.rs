//! The answer to an invitation (RFC 5546, section 3.2.3).

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarMethod,
    ICalendarParameter, ICalendarParameterName, ICalendarParameterValue, ICalendarParticipationStatus,
    ICalendarProperty, ICalendarValue, Uri,
};

use super::read::{calendar, events, first, line_of, lines_of};
use super::{Answer, MOST_EVENTS};
use crate::address::NamedAddress;

/// Who we are in what we write.
const PRODUCT: &str = "-//Facteur//Facteur//EN";

/// The most zones, and parts of a zone, that go along; an honest invitation has one zone of two parts.
const MOST_PARTS: usize = 60;

/// An answer.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    /// Who answers: as they were invited.
    pub attendee: &'a NamedAddress,
    /// What.
    pub answer: Answer,
    /// What they say; may be empty.
    pub comment: &'a str,
    /// When, in seconds since 1970-01-01 UTC.
    pub now: i64,
}

/// Writes the answer to the invitation in `text`: the same events with UID, sequence, instance, time and
/// organizer as they are there, and of all attendees the one who answers. `None` when nothing in the text
/// can be answered.
pub fn write_reply(text: &str, reply: &Reply<'_>) -> Option<String> {
    let invitation = calendar(text)?;
    let events: Vec<&ICalendarComponent> = events(&invitation).collect();
    let uid = events.get(first(&events))?.uid()?;
    let answered = events.iter().filter(|it| it.uid() == Some(uid)).take(MOST_EVENTS);
    let answered: Vec<ICalendarComponent> = answered.map(|it| event(it, reply)).collect();
    let mut written = ICalendar { components: vec![root()] };
    add_zones(&mut written, &invitation, &answered);
    for event in answered {
        add(&mut written, 0, event);
    }
    let mut text = String::new();
    written.write_to(&mut text).ok()?;
    Some(text)
}

fn root() -> ICalendarComponent {
    let mut root = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    let text = |it: &str| ICalendarValue::Text(it.to_owned());
    root.add_property(ICalendarProperty::Prodid, text(PRODUCT));
    root.add_property(ICalendarProperty::Version, text("2.0"));
    root.add_property(ICalendarProperty::Method, ICalendarValue::Method(ICalendarMethod::Reply));
    root
}

/// Adds a component below another one; its number.
fn add(calendar: &mut ICalendar, parent: usize, component: ICalendarComponent) -> usize {
    let number = calendar.components.len();
    calendar.components.push(component);
    if let (Some(parent), Ok(number)) = (calendar.components.get_mut(parent), u32::try_from(number)) {
        parent.component_ids.push(number);
    }
    number
}

fn event(invited: &ICalendarComponent, reply: &Reply<'_>) -> ICalendarComponent {
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.add_dtstamp(PartialDateTime::from_utc_timestamp(reply.now));
    let kept = |it: &&ICalendarEntry| {
        matches!(
            it.name,
            ICalendarProperty::Uid
                | ICalendarProperty::Sequence
                | ICalendarProperty::RecurrenceId
                | ICalendarProperty::Dtstart
                | ICalendarProperty::Dtend
                | ICalendarProperty::Duration
                | ICalendarProperty::Summary
                | ICalendarProperty::Organizer
        )
    };
    event.entries.extend(invited.entries.iter().filter(kept).take(MOST_PARTS).map(copied));
    event.entries.push(attendee(reply));
    if !reply.comment.trim().is_empty() {
        event.add_property(ICalendarProperty::Comment, ICalendarValue::Text(lines_of(reply.comment)));
    }
    event
}

fn attendee(reply: &Reply<'_>) -> ICalendarEntry {
    let status = match reply.answer {
        Answer::Accepted => ICalendarParticipationStatus::Accepted,
        Answer::Tentative => ICalendarParticipationStatus::Tentative,
        Answer::Declined => ICalendarParticipationStatus::Declined,
    };
    let name = reply.attendee.name.as_deref().map(parameter_text).filter(|it| !it.is_empty());
    let name = name.map(|it| ICalendarParameter::cn(ICalendarParameterValue::Text(it)));
    ICalendarEntry::new(ICalendarProperty::Attendee)
        .with_param_opt(name)
        .with_param(ICalendarParameter::partstat(ICalendarParameterValue::Partstat(status)))
        .with_value(ICalendarValue::Uri(Uri::Location(format!("mailto:{}", reply.attendee.address))))
}

/// A property as it was, with those of its parameters that its meaning hangs on.
fn copied(entry: &ICalendarEntry) -> ICalendarEntry {
    let mut copy = ICalendarEntry::new(entry.name.clone()).with_values(entry.values.clone());
    copy.params = entry.params.iter().filter(|it| tells(it)).map(cleaned).collect();
    if entry.name == ICalendarProperty::Summary {
        let line = entry.values.first().and_then(ICalendarValue::as_text).map(line_of);
        copy.values = line.into_iter().map(ICalendarValue::Text).collect();
    }
    copy
}

fn tells(parameter: &ICalendarParameter) -> bool {
    matches!(
        parameter.name,
        ICalendarParameterName::Tzid
            | ICalendarParameterName::Value
            | ICalendarParameterName::Range
            | ICalendarParameterName::Cn
            | ICalendarParameterName::SentBy
    )
}

fn cleaned(parameter: &ICalendarParameter) -> ICalendarParameter {
    let mut parameter = parameter.clone();
    if let ICalendarParameterValue::Text(text) | ICalendarParameterValue::Uri(Uri::Location(text)) =
        &mut parameter.value
    {
        *text = parameter_text(text);
    }
    parameter
}

/// A value that needs no escaping: a parameter can hold no quote (RFC 5545, section 3.2).
fn parameter_text(text: &str) -> String {
    line_of(text).replace(['"', '\\'], "")
}

/// Copies the zones whose clocks the events name: each has to be told (RFC 5545, section 3.2.19).
fn add_zones(written: &mut ICalendar, invitation: &ICalendar, events: &[ICalendarComponent]) {
    let named: Vec<&str> =
        events.iter().flat_map(|it| &it.entries).filter_map(ICalendarEntry::tz_id).collect();
    let id = |it: &ICalendarComponent| {
        let value = it.property(&ICalendarProperty::Tzid)?.values.first()?.as_text()?;
        Some(parameter_text(value))
    };
    let wanted = |it: &&ICalendarComponent| id(it).is_some_and(|it| named.contains(&it.as_str()));
    for zone in invitation.timezones().filter(wanted).take(MOST_PARTS) {
        let number = add(written, 0, zone_component(zone));
        let parts = zone.component_ids.iter().filter_map(|it| invitation.component_by_id(*it));
        let known = |it: &&ICalendarComponent| {
            matches!(it.component_type, ICalendarComponentType::Standard | ICalendarComponentType::Daylight)
        };
        for part in parts.filter(known).take(MOST_PARTS) {
            add(written, number, zone_component(part));
        }
    }
}

/// A zone, or a part of one, with what its meaning hangs on.
fn zone_component(of: &ICalendarComponent) -> ICalendarComponent {
    let mut component = ICalendarComponent::new(of.component_type.clone());
    let kept = |it: &&ICalendarEntry| {
        matches!(
            it.name,
            ICalendarProperty::Tzid
                | ICalendarProperty::Dtstart
                | ICalendarProperty::Rrule
                | ICalendarProperty::Rdate
                | ICalendarProperty::Tzname
                | ICalendarProperty::Tzoffsetfrom
                | ICalendarProperty::Tzoffsetto
        )
    };
    component.entries = of.entries.iter().filter(kept).take(MOST_PARTS).map(copied).collect();
    for entry in component.entries.iter_mut().filter(|it| it.name == ICalendarProperty::Tzid) {
        if let Some(ICalendarValue::Text(text)) = entry.values.first_mut() {
            *text = parameter_text(text);
        }
    }
    component
}
