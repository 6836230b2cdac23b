//! How an event is repeated (RFC 5545, section 3.3.10), as far as it can be told in a sentence.

use calcard::icalendar::{
    ICalendarComponent, ICalendarDay, ICalendarFrequency, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarValue, ICalendarWeekday,
};

use super::When;

/// How an event is repeated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// By a rule that a sentence can tell.
    Series(Series),
    /// Otherwise: by several rules, on single dates, or in a way that no sentence tells.
    Other,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is counted.
    pub unit: Unit,
    /// Each, each second, … of them; from 1.
    pub interval: u16,
    /// On which days of it.
    pub days: Days,
    /// How long.
    pub ends: Ends,
}

/// What a rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// On which days of a week or month. Days of the week count from 0, which is Monday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Days {
    /// On the day of the first one.
    Same,
    /// On these days of the week, in order.
    Week(Vec<u8>),
    /// On one weekday of the month: its number there, from 1, or -1 for the last.
    OfMonth(i16, u8),
}

/// How long an event is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Without an end.
    Never,
    /// Until this day: a second of it by the event's clock, as in [`super::Moment::wall`].
    Until(i64),
    /// So many times.
    After(u32),
}

impl Recurrence {
    /// Whether it is known to be over at `now`, in seconds since 1970-01-01 UTC, give or take a day.
    pub fn is_over(&self, now: i64) -> bool {
        matches!(self, Self::Series(Series { ends: Ends::Until(last), .. }) if *last < now)
    }
}

/// How an event is repeated; `None` when it is not.
pub(super) fn read(event: &ICalendarComponent, when: Option<&When>) -> Option<Recurrence> {
    let mut rules = event.properties(&ICalendarProperty::Rrule);
    let dates = event.has_property(&ICalendarProperty::Rdate);
    let rule = match (rules.next(), rules.next(), dates) {
        (None, _, false) => return None,
        (Some(rule), None, false) => rule,
        _ => return Some(Recurrence::Other),
    };
    let series = match rule.values.first() {
        Some(ICalendarValue::RecurrenceRule(rule)) => series(rule, when),
        _ => None,
    };
    Some(series.map_or(Recurrence::Other, Recurrence::Series))
}

fn series(rule: &ICalendarRecurrenceRule, when: Option<&When>) -> Option<Series> {
    let finer = [&rule.bysecond, &rule.byminute, &rule.byhour].iter().any(|it| !it.is_empty());
    let rarer = !rule.byyearday.is_empty() || !rule.byweekno.is_empty();
    if finer || rarer || rule.rscale.is_some() || rule.skip.is_some() {
        return None;
    }
    let unit = match rule.freq {
        ICalendarFrequency::Daily => Unit::Day,
        ICalendarFrequency::Weekly => Unit::Week,
        ICalendarFrequency::Monthly => Unit::Month,
        ICalendarFrequency::Yearly => Unit::Year,
        ICalendarFrequency::Hourly | ICalendarFrequency::Minutely | ICalendarFrequency::Secondly => {
            return None;
        }
    };
    // The library passes over an interval of none.
    let interval = rule.interval.unwrap_or(1);
    Some(Series { unit, interval, days: days(rule, unit, when)?, ends: ends(rule, when)? })
}

fn days(rule: &ICalendarRecurrenceRule, unit: Unit, when: Option<&When>) -> Option<Days> {
    let (_, month, day) = when.map(|it| civil(it.start.wall)).unwrap_or_default();
    // Many programs repeat here what the first date says anyway.
    let same_day = rule.bymonthday.is_empty() || *rule.bymonthday == [day];
    let same_month =
        rule.bymonth.is_empty() || matches!(*rule.bymonth, [it] if it.month() == month && !it.is_leap());
    match (unit, &*rule.byday, &*rule.bysetpos) {
        (Unit::Day | Unit::Month, [], []) if same_day && rule.bymonth.is_empty() => Some(Days::Same),
        (Unit::Year, [], []) if same_day && same_month => Some(Days::Same),
        (Unit::Week, [], []) if rule.bymonth.is_empty() && rule.bymonthday.is_empty() => Some(Days::Same),
        (Unit::Week, days, []) if rule.bymonth.is_empty() && rule.bymonthday.is_empty() => {
            let mut days: Vec<u8> = days.iter().map(|it| weekday(it.weekday)).collect();
            days.sort_unstable();
            days.dedup();
            Some(Days::Week(days))
        }
        (Unit::Month, [one], at) if rule.bymonth.is_empty() && rule.bymonthday.is_empty() => {
            of_month(one, at)
        }
        _ => None,
    }
}

/// `BYDAY=2TU`, or `BYDAY=TU;BYSETPOS=2`.
fn of_month(day: &ICalendarDay, at: &[i32]) -> Option<Days> {
    let number = match (day.ordwk, at) {
        (Some(number), []) => number,
        (None, [number]) => i16::try_from(*number).ok()?,
        _ => return None,
    };
    matches!(number, -1 | 1..=5).then(|| Days::OfMonth(number, weekday(day.weekday)))
}

fn ends(rule: &ICalendarRecurrenceRule, when: Option<&When>) -> Option<Ends> {
    let Some(until) = &rule.until else { return Some(rule.count.map_or(Ends::Never, Ends::After)) };
    let last = until.to_date_time()?.date_time.and_utc().timestamp();
    // UNTIL is told in UTC; the day that is meant is one of the event's clock.
    let start = when.map(|it| it.start).filter(|_| until.has_zone());
    let ahead = start.and_then(|it| Some(it.wall.saturating_sub(it.at?))).unwrap_or_default();
    Some(Ends::Until(last.saturating_add(ahead)))
}

/// From Monday, which is 0.
fn weekday(day: ICalendarWeekday) -> u8 {
    match day {
        ICalendarWeekday::Monday => 0,
        ICalendarWeekday::Tuesday => 1,
        ICalendarWeekday::Wednesday => 2,
        ICalendarWeekday::Thursday => 3,
        ICalendarWeekday::Friday => 4,
        ICalendarWeekday::Saturday => 5,
        ICalendarWeekday::Sunday => 6,
    }
}

/// Year, month and day of a second.
fn civil(wall: i64) -> (u16, u8, i8) {
    let date = calcard::common::PartialDateTime::from_naive_timestamp(wall);
    let day = date.day.and_then(|it| i8::try_from(it).ok());
    (date.year.unwrap_or_default(), date.month.unwrap_or_default(), day.unwrap_or_default())
}
