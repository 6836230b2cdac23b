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

/// The most parts of a zone that are looked at: those that somebody made up have two, and a rule that
/// never comes true takes a while to give up.
const MOST_PARTS: usize = 10;

/// So many years before an event its zone's rules are followed from: a rule tells each year anew.
const YEARS_BEFORE: u16 = 2;

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
    let end = end(calendar, event, begin, &zone);
    // Days end where the next one begins: what is shown is the last of them.
    let end = end.map(|it| if all_day { Moment { wall: it.wall.saturating_sub(DAY), ..it } } else { it });
    let end = end.filter(|it| (begin.wall..=LAST_SECOND).contains(&it.wall));
    Some(When { start: begin, end, all_day, zone })
}

fn date_of(entry: &ICalendarEntry) -> Option<&PartialDateTime> {
    entry.values.first().and_then(ICalendarValue::as_partial_date_time)
}

/// The end by the clock `zone`, whatever clock tells it.
fn end(calendar: &ICalendar, event: &ICalendarComponent, start: Moment, zone: &Zone) -> Option<Moment> {
    if let Some(end) = event.property(&ICalendarProperty::Dtend) {
        let (end, its_zone) = moment(calendar, end, date_of(end)?)?;
        let length = end.at.zip(start.at).map(|(to, from)| to.saturating_sub(from));
        return Some(match length {
            Some(length) if its_zone != *zone => Moment { wall: start.wall.saturating_add(length), ..end },
            _ => end,
        });
    }
    match event.property(&ICalendarProperty::Duration)?.values.first()? {
        ICalendarValue::Duration(duration) => {
            let later = |from: i64| from.saturating_add(duration.as_seconds());
            Some(Moment { wall: later(start.wall), at: start.at.map(later) })
        }
        _ => None,
    }
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
    let (zone, at) = match known(calendar, name).filter(|it| !it.is_floating()) {
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

/// The zone of this name: that of the VTIMEZONE where it says which one it is, else the one that is
/// called so everywhere, by IANA or by Windows.
fn known(calendar: &ICalendar, name: &str) -> Option<Tz> {
    let told = described(calendar, name).and_then(ICalendarComponent::timezone).map(|(_, zone)| zone);
    told.or_else(|| name.parse().ok())
}

/// The VTIMEZONE of this name.
fn described<'a>(calendar: &'a ICalendar, name: &str) -> Option<&'a ICalendarComponent> {
    let is_it = |it: &&ICalendarComponent| {
        let id = it.property(&ICalendarProperty::Tzid).and_then(|it| it.values.first());
        id.and_then(ICalendarValue::as_text) == Some(name)
    };
    calendar.timezones().find(is_it)
}

/// The offset from UTC, in seconds, that a VTIMEZONE has when its clock shows `wall`: for zones that
/// somebody made up.
fn offset_by_rules(calendar: &ICalendar, name: &str, wall: i64) -> Option<i64> {
    let parts = described(calendar, name)?.component_ids.iter().take(MOST_PARTS);
    let parts = parts.filter_map(|it| calendar.component_by_id(*it));
    // Of all changes up to now, the latest counts.
    let changes = parts.filter_map(|it| Some((latest_change(it, wall)?, offset_to(it)?)));
    changes.max_by_key(|(since, _)| *since).map(|(_, offset)| offset)
}

/// When a STANDARD or DAYLIGHT began the last time before `wall`.
fn latest_change(part: &ICalendarComponent, wall: i64) -> Option<i64> {
    let start = part.property(&ICalendarProperty::Dtstart)?;
    let since = date_of(start)?.to_date_time()?.date_time.and_utc().timestamp();
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.entries.push(moved(start, wall)?);
    event.entries.extend(part.property(&ICalendarProperty::Rrule).and_then(bounded));
    let calendar = ICalendar { components: vec![event] };
    let years = usize::from(YEARS_BEFORE).saturating_add(1);
    let changes = calendar.expand_dates(Tz::Floating, years).events;
    let changes = changes.iter().map(|it| it.start.naive_local().and_utc().timestamp());
    // A rule that cannot be followed, or that has ended, began once.
    changes.chain([since]).filter(|it| *it <= wall).max()
}

/// The beginning of a part in the years just before `wall`, unless it is later.
fn moved(start: &ICalendarEntry, wall: i64) -> Option<ICalendarEntry> {
    let mut start = start.clone();
    let year = PartialDateTime::from_naive_timestamp(wall).year?.saturating_sub(YEARS_BEFORE);
    let ICalendarValue::PartialDateTime(date) = start.values.first_mut()? else { return None };
    date.year = date.year.max(Some(year));
    // A day that not every year has would make it none.
    date.day = date.day.min(Some(28));
    Some(start)
}

/// A rule with what those of zones need: every one of the others could make millions of dates.
fn bounded(rule: &ICalendarEntry) -> Option<ICalendarEntry> {
    let mut entry = rule.clone();
    let ICalendarValue::RecurrenceRule(rule) = entry.values.first_mut()? else { return None };
    if rule.freq != ICalendarFrequency::Yearly || rule.interval.is_some_and(|it| it != 1) {
        return None;
    }
    for list in [&mut rule.byhour, &mut rule.byminute, &mut rule.bysecond] {
        list.clear();
    }
    rule.byyearday.clear();
    rule.byweekno.clear();
    rule.bysetpos.clear();
    rule.count = None;
    Some(entry)
}

fn offset_to(part: &ICalendarComponent) -> Option<i64> {
    let offset = date_of(part.property(&ICalendarProperty::Tzoffsetto)?)?;
    let seconds = i64::from(offset.tz_hour?) * 3600 + i64::from(offset.tz_minute.unwrap_or_default()) * 60;
    Some(if offset.tz_minus { -seconds } else { seconds })
}
