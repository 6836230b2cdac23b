//! Days and hours of the samples, told from today, in Paris, where their people live.

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Central European Time (POSIX, section 8.3): what Paris has kept since 1996. Written here so that no
/// machine without time zones shows other hours.
const PARIS: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// When the mail of a day begins to come, in seconds since midnight: half past six.
const MORNING: i64 = 23_400;

/// When the last mail of today has come: noon.
pub(super) const NOON: i64 = 43_200;

/// Before this hour nobody has written yet, so that the last day is still yesterday: seven.
const NIGHT: i64 = 25_200;

/// The clock in Paris.
pub(super) fn paris() -> TimeZone {
    TimeZone::posix(PARIS).unwrap_or(TimeZone::UTC)
}

/// The value of a Date field (RFC 5322, section 3.3), of seconds since 1970-01-01 UTC.
pub(super) fn date_field(zone: &TimeZone, at: i64) -> String {
    let at = Timestamp::from_second(at).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

/// A day, told from today: `-12`, `+5sa` (the last Saturday before or on it), `-3w` (the last working day
/// before or on it), `05/01` (the last 5 January before today), `20/09-14w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// Day and month.
    base: Option<(i8, i8)>,
    days: i32,
    moved: Option<Moved>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moved {
    ToWorkingDay,
    To(Weekday),
}

impl Day {
    /// Reads a day; `None` when it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let letters = text.find(|it: char| it.is_ascii_alphabetic()).unwrap_or(text.len());
        let (numbers, moved) = text.split_at_checked(letters)?;
        let sign = numbers.find(['+', '-']).unwrap_or(numbers.len());
        let (base, days) = numbers.split_at_checked(sign)?;
        let days = if days.is_empty() && !base.is_empty() { 0 } else { days.parse().ok()? };
        let base = if base.is_empty() { None } else { Some(day_and_month(base)?) };
        let moved = if moved.is_empty() { None } else { Some(Moved::parse(moved)?) };
        Some(Self { base, days, moved })
    }
}

fn day_and_month(text: &str) -> Option<(i8, i8)> {
    let (day, month) = text.split_once('/')?;
    let read = |it: &str, most: i8| it.parse().ok().filter(|it| (1..=most).contains(it));
    // No 29 February: it is not there in most years.
    Some((read(day, 28)?, read(month, 12)?))
}

impl Moved {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "w" => Self::ToWorkingDay,
            "lu" => Self::To(Weekday::Monday),
            "ma" => Self::To(Weekday::Tuesday),
            "me" => Self::To(Weekday::Wednesday),
            "je" => Self::To(Weekday::Thursday),
            "ve" => Self::To(Weekday::Friday),
            "sa" => Self::To(Weekday::Saturday),
            "di" => Self::To(Weekday::Sunday),
            _ => return None,
        })
    }

    /// How many days before `day`.
    fn back(self, day: Date) -> i32 {
        let since = |wanted: Weekday| i32::from(wanted.until(day.weekday()));
        match (self, day.weekday()) {
            (Self::ToWorkingDay, Weekday::Saturday | Weekday::Sunday) => since(Weekday::Friday),
            (Self::ToWorkingDay, _) => 0,
            (Self::To(wanted), _) => since(wanted),
        }
    }
}

/// What today is.
#[derive(Clone, Debug)]
pub(super) struct Calendar {
    zone: TimeZone,
    now: i64,
    today: Date,
    /// The hour of `now`, in seconds since midnight of `today`; that may be more than a day.
    hour: i64,
}

impl Calendar {
    /// Of `now`, in seconds since 1970-01-01 UTC; of the beginning of that year where it is out of reach.
    pub(super) fn new(now: i64) -> Self {
        let zone = paris();
        let at = Timestamp::from_second(now).unwrap_or_default();
        let local = zone.to_datetime(at);
        let hour = i64::from(local.hour()) * 3600 + i64::from(local.minute()) * 60;
        let (today, hour) =
            if hour < NIGHT { (plus(local.date(), -1), hour + 86_400) } else { (local.date(), hour) };
        Self { zone, now: at.as_second(), today, hour }
    }

    pub(super) fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// In seconds since 1970-01-01 UTC.
    pub(super) fn now(&self) -> i64 {
        self.now
    }

    pub(super) fn date(&self, day: Day) -> Date {
        let base = day.base.map_or(self.today, |it| self.last(it));
        let date = plus(base, day.days);
        day.moved.map_or(date, |it| plus(date, -it.back(date)))
    }

    /// The last such day before today.
    fn last(&self, (day, month): (i8, i8)) -> Date {
        let of = |year| Date::new(year, month, day).unwrap_or(self.today);
        let date = of(self.today.year());
        if date < self.today { date } else { of(self.today.year().saturating_sub(1)) }
    }

    /// A time on a day, in seconds since 1970-01-01 UTC. On a morning the mail of today is not all there
    /// yet: its hours are put closer together, so that the last ones are not to come.
    pub(super) fn moment(&self, day: Day, time: Time) -> i64 {
        let date = self.date(day);
        let hour = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60;
        let late = if date == self.today && self.hour < NOON && hour > MORNING {
            hour - MORNING - (hour - MORNING) * (self.hour - MORNING) / (NOON - MORNING)
        } else {
            0
        };
        self.at(date, time).saturating_sub(late).min(self.now)
    }

    /// A time of the clock, in seconds since 1970-01-01 UTC; may be to come.
    pub(super) fn at(&self, date: Date, time: Time) -> i64 {
        self.zone.to_timestamp(date.to_datetime(time)).unwrap_or_default().as_second()
    }

    /// The date and the time of a moment, in Paris.
    pub(super) fn local(&self, at: i64) -> jiff::civil::DateTime {
        self.zone.to_datetime(Timestamp::from_second(at).unwrap_or_default())
    }
}

fn plus(date: Date, days: i32) -> Date {
    date.checked_add(SignedDuration::from_secs(i64::from(days) * 86_400)).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Of a moment in Paris.
    fn calendar(text: &str) -> Calendar {
        let at: jiff::civil::DateTime = text.parse().unwrap();
        Calendar::new(paris().to_timestamp(at).unwrap().as_second())
    }

    #[track_caller]
    fn check(now: &str, day: &str, wanted: Date) {
        assert_eq!(calendar(now).date(Day::parse(day).unwrap()), wanted, "{day}");
    }

    #[test]
    fn days_are_told_from_today() {
        // A Thursday.
        let now = "2026-11-26T15:00:00";
        check(now, "+0", date(2026, 11, 26));
        check(now, "-1", date(2026, 11, 25));
        check(now, "-3w", date(2026, 11, 23));
        check(now, "-4w", date(2026, 11, 20));
        check(now, "-5w", date(2026, 11, 20));
        check(now, "+5sa", date(2026, 11, 28));
        check(now, "+2sa", date(2026, 11, 28));
        check(now, "05/01", date(2026, 1, 5));
        check(now, "26/11", date(2025, 11, 26));
        check(now, "05/01-10w", date(2025, 12, 26));
        check("2024-03-01T12:00:00", "-1", date(2024, 2, 29));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in ["", "3", "+", "+x", "+3xx", "31/13", "30/02", "a", "+999999999999", "\u{e9}"] {
            assert_eq!(Day::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn nothing_of_today_is_to_come_and_the_order_stays() {
        let times = [6 * 60, 7 * 60, 8 * 60 + 12, 9 * 60, 11 * 60 + 59]
            .map(|minutes: i16| Time::midnight() + SignedDuration::from_mins(minutes.into()));
        for hour in 0..24 {
            let calendar = calendar(&format!("2026-11-26T{hour:02}:10:00"));
            let moments = times.map(|it| calendar.moment(Day::parse("+0").unwrap(), it));
            assert!(moments.is_sorted_by(|a, b| a < b), "{hour}");
            assert!(moments.iter().all(|it| *it <= calendar.now()), "{hour}");
            let today = moments.iter().all(|it| calendar.now() - it < 24 * 3600);
            assert!(today || hour < 7, "{hour}");
        }
    }

    #[test]
    fn the_clock_is_that_of_paris() {
        let of = |text: &str| date_field(&paris(), text.parse::<Timestamp>().unwrap().as_second());
        assert_eq!(of("2026-07-01T10:00:00Z"), "Wed, 01 Jul 2026 12:00:00 +0200");
        assert_eq!(of("2026-03-29T00:59:59Z"), "Sun, 29 Mar 2026 01:59:59 +0100");
        assert_eq!(of("2026-03-29T01:00:00Z"), "Sun, 29 Mar 2026 03:00:00 +0200");
        assert_eq!(of("2026-10-25T01:00:00Z"), "Sun, 25 Oct 2026 02:00:00 +0100");
    }
}
