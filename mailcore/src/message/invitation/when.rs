//! When an event is: its moments, and the zone whose clock tells them (RFC 5545, sections 3.3.5 and
//! 3.6.5).

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarProperty, ICalendarValue,
};

use super::read::line_of;

/// The last second of the year 9999: no event is later.
const LAST_SECOND: i64 = 253_402_300_799;

const DAY: i64 = 24 * 3600;

/// The most changes of a zone's offset that are counted: some begin in 1601.
const MOST_CHANGES: usize = 1_000;

/// A moment of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What the clock shows where the event is: seconds since 1970-01-01 00:00 of that clock.
    pub wall: i64,
    /// The moment itself, in seconds since 1970-01-01 UTC; `None` when it is not known, or when it is
    /// another one wherever one is.
    pub at: Option<i64>,
}

/// The clock by which an event is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// UTC.
    Utc,
    /// That of a place: its IANA name, like `Europe/Paris`.
    Place(String),
    /// A zone that has a name, one line, and no place.
    Other(String),
    /// Whichever clock there is.
    Floating,
}

/// When an event is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Its beginning.
    pub start: Moment,
    /// Its end, by the same clock, not before the beginning; of whole days the last of them, at
    /// midnight. `None` when it does not say.
    pub end: Option<Moment>,
    /// It is of whole days.
    pub all_day: bool,
    /// The clock.
    pub zone: Zone,
}

impl When {
    /// Whether it is over at `now`, in seconds since 1970-01-01 UTC; where the moment is not known the
    /// clock there counts as UTC.
    pub fn is_over(&self, now: i64) -> bool {
        let last = self.end.unwrap_or(self.start);
        let last = last.at.unwrap_or(last.wall);
        if self.all_day { last.saturating_add(DAY) <= now } else { last < now }
    }
}

/// When an event of `calendar` is; `None` when it has no beginning.
pub(super) fn read(calendar: &ICalendar, event: &ICalendarComponent) -> Option<When> {
    let start = event.property(&ICalendarProperty::Dtstart)?;
    let date = date_of(start)?;
    let all_day = !date.has_time();
    let (begin, zone) = moment(calendar, start, date)?;
    let end = end(calendar, event, begin, all_day).filter(|it| (begin.wall..=LAST_SECOND).contains(&it.wall));
    Some(When { start: begin, end, all_day, zone })
}

fn date_of(entry: &ICalendarEntry) -> Option<&PartialDateTime> {
    entry.values.first().and_then(ICalendarValue::as_partial_date_time)
}

fn end(calendar: &ICalendar, event: &ICalendarComponent, start: Moment, all_day: bool) -> Option<Moment> {
    // Days end where the next one begins: what is shown is the last day.
    let rest = if all_day { DAY } else { 0 };
    let length =
        match (event.property(&ICalendarProperty::Dtend), event.property(&ICalendarProperty::Duration)) {
            (Some(end), _) => {
                let (end, _) = moment(calendar, end, date_of(end)?)?;
                // By the clock of the beginning, whatever clock tells the end.
                match (start.at, end.at) {
                    (Some(from), Some(to)) => to.saturating_sub(from),
                    _ => end.wall.saturating_sub(start.wall),
                }
            }
            (None, Some(duration)) => match duration.values.first()? {
                ICalendarValue::Duration(duration) => duration.as_seconds(),
                _ => return None,
            },
            (None, None) => return None,
        };
    let later = |from: i64| from.saturating_add(length).saturating_sub(rest);
    Some(Moment { wall: later(start.wall), at: start.at.map(later) })
}

/// The moment of a property, and its clock.
fn moment(calendar: &ICalendar, entry: &ICalendarEntry, date: &PartialDateTime) -> Option<(Moment, Zone)> {
    let wall = date.to_date_time()?.date_time.and_utc().timestamp();
    if !date.has_time() {
        return Some((Moment { wall, at: None }, Zone::Floating));
    }
    if date.has_zone() {
        return Some((Moment { wall, at: Some(wall) }, Zone::Utc));
    }
    let Some(name) = entry.tz_id() else { return Some((Moment { wall, at: None }, Zone::Floating)) };
    let named = calendar.build_tz_resolver().resolve(name).filter(|it| !it.is_floating());
    let (zone, at) = match named {
        Some(zone) if zone.is_utc() => (Zone::Utc, Some(wall)),
        Some(Tz::Tz(zone)) => (Zone::Place(zone.name().to_owned()), instant(wall, Tz::Tz(zone))),
        Some(zone) => (Zone::Other(line_of(name)), instant(wall, zone)),
        None => {
            let offset = offset_by_rules(calendar, name, wall);
            (Zone::Other(line_of(name)), offset.map(|it| wall.saturating_sub(it)))
        }
    };
    Some((Moment { wall, at }, zone))
}

/// The moment at which the clock of a zone shows this. In the hour that is skipped in spring, and the
/// one that comes twice in autumn, the clock is followed from the hour before.
fn instant(wall: i64, zone: Tz) -> Option<i64> {
    const HOUR: i64 = 3600;
    let at = |wall| {
        let time = PartialDateTime::from_naive_timestamp(wall).to_date_time_with_tz(zone)?;
        Some(time.timestamp())
    };
    at(wall).or_else(|| Some(at(wall.saturating_sub(HOUR))?.saturating_add(HOUR)))
}

/// The offset from UTC, in seconds, that a VTIMEZONE has when its clock shows `wall`: for zones that
/// somebody made up.
fn offset_by_rules(calendar: &ICalendar, name: &str, wall: i64) -> Option<i64> {
    let is_it = |it: &&ICalendarComponent| {
        let id = it.property(&ICalendarProperty::Tzid).and_then(|it| it.values.first());
        id.and_then(ICalendarValue::as_text) == Some(name)
    };
    let zone = calendar.timezones().find(is_it)?;
    let parts = zone.component_ids.iter().filter_map(|it| calendar.component_by_id(*it));
    // Of all changes up to now, the latest counts.
    let changes = parts.filter_map(|it| Some((latest_change(it, wall)?, offset_to(it)?)));
    changes.max_by_key(|(since, _)| *since).map(|(_, offset)| offset)
}

/// When a STANDARD or DAYLIGHT began the last time before `wall`.
fn latest_change(part: &ICalendarComponent, wall: i64) -> Option<i64> {
    let start = date_of(part.property(&ICalendarProperty::Dtstart)?)?;
    let since = start.to_date_time()?.date_time.and_utc().timestamp();
    let years = usize::try_from(wall.saturating_sub(since) / (365 * DAY)).ok()?;
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.entries = part.entries.iter().filter_map(bounded).collect();
    let calendar = ICalendar { components: vec![event] };
    let changes = calendar.expand_dates(Tz::Floating, years.saturating_add(2).min(MOST_CHANGES)).events;
    let changes = changes.iter().map(|it| it.start.naive_local().and_utc().timestamp());
    // A rule that cannot be followed still began once.
    changes.chain([since]).filter(|it| *it <= wall).max()
}

/// Of a part of a zone what says when it begins. A rule keeps what such rules need: every one of the
/// others could make millions of dates.
fn bounded(entry: &ICalendarEntry) -> Option<ICalendarEntry> {
    let mut entry = entry.clone();
    match entry.name {
        ICalendarProperty::Dtstart => Some(entry),
        ICalendarProperty::Rrule => {
            let ICalendarValue::RecurrenceRule(rule) = entry.values.first_mut()? else { return None };
            if rule.freq != ICalendarFrequency::Yearly || rule.interval == Some(0) {
                return None;
            }
            for list in [&mut rule.byhour, &mut rule.byminute, &mut rule.bysecond] {
                list.clear();
            }
            rule.byyearday.clear();
            rule.byweekno.clear();
            rule.bysetpos.clear();
            Some(entry)
        }
        _ => None,
    }
}

fn offset_to(part: &ICalendarComponent) -> Option<i64> {
    let offset = date_of(part.property(&ICalendarProperty::Tzoffsetto)?)?;
    let seconds = i64::from(offset.tz_hour?) * 3600 + i64::from(offset.tz_minute.unwrap_or_default()) * 60;
    Some(if offset.tz_minus { -seconds } else { seconds })
}
