//! Whose clock tells the time: that of the person for whom a request is answered, else the program's.

use std::cell::OnceCell;
use std::future::Future;
use std::sync::OnceLock;

use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::{Locale, Text, weekday};

/// The zone of the program.
pub(super) static ZONE: OnceLock<TimeZone> = OnceLock::new();

tokio::task_local! {
    /// Whose clock it is, as soon as that is known.
    static CLOCK: OnceCell<Clock>;
}

/// In which order a day is written where it is no words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum DateOrder {
    /// In words, and where there is no room as the language does.
    #[default]
    #[serde(rename = "words")]
    Words,
    /// `2026-11-24`
    #[serde(rename = "y-m-d")]
    YearFirst,
    /// `24-11-2026`
    #[serde(rename = "d-m-y")]
    Dashes,
    /// `24/11/2026`
    #[serde(rename = "d/m/y")]
    Slashes,
    /// `24.11.2026`
    #[serde(rename = "d.m.y")]
    Dots,
    /// `4.9.2026`
    #[serde(rename = "j.n.y")]
    Short,
    /// `11/24/2026`
    #[serde(rename = "m/d/y")]
    MonthFirst,
}

/// How a time of day is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Hours {
    /// `09:05`, `21:05`
    #[default]
    #[serde(rename = "24")]
    Padded,
    /// `9:05`, `21:05`
    #[serde(rename = "24-short")]
    Short,
    /// `9:05 AM`, `9:05 PM`
    #[serde(rename = "12")]
    Half,
    /// `09:05 AM`, `09:05 PM`
    #[serde(rename = "12-padded")]
    HalfPadded,
}

/// A clock on somebody's wall.
#[derive(Clone, Debug)]
pub struct Clock {
    zone: TimeZone,
    dates: DateOrder,
    hours: Hours,
    exact: bool,
}

impl Clock {
    /// A clock in a zone by its IANA name; without one, and for one that nobody knows, in that of the program.
    /// An `exact` one says the day of today, too.
    pub fn new(zone: Option<&str>, dates: DateOrder, hours: Hours, exact: bool) -> Self {
        let zone = zone.and_then(|it| TimeZone::get(it).ok());
        Self { zone: zone.unwrap_or_else(program_zone), dates, hours, exact }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(None, DateOrder::default(), Hours::default(), false)
    }
}

fn program_zone() -> TimeZone {
    ZONE.get_or_init(TimeZone::system).clone()
}

/// Does the work of one request, in which [`tell_by`] says whose clock counts.
pub async fn for_somebody<F: Future>(work: F) -> F::Output {
    CLOCK.scope(OnceCell::new(), work).await
}

/// From here on, in this request, times are told by this clock; a second one changes nothing.
pub fn tell_by(clock: Clock) {
    // Outside of a request the program's clock counts.
    let _ = CLOCK.try_with(|it| it.set(clock).is_ok());
}

/// Work that goes on by itself, with the clock that counts where it was begun.
pub fn carried<F: Future>(work: F) -> impl Future<Output = F::Output> {
    carried_by(clock(), work)
}

/// Work by this clock.
pub fn carried_by<F: Future>(clock: Clock, work: F) -> impl Future<Output = F::Output> {
    CLOCK.scope(OnceCell::from(clock), work)
}

/// The clock that counts.
pub fn clock() -> Clock {
    CLOCK.try_with(|it| it.get().cloned()).ok().flatten().unwrap_or_default()
}

/// The zone of the clock that counts.
pub(super) fn zone() -> TimeZone {
    CLOCK.try_with(|it| it.get().map(|it| it.zone.clone())).ok().flatten().unwrap_or_else(program_zone)
}

/// Names of the zones that people can choose, by region and place, in the order of their names.
pub fn zones() -> Vec<String> {
    const REGIONS: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    let known = jiff::tz::db().available().map(|it| it.to_string());
    let mut zones: Vec<String> =
        known.filter(|it| REGIONS.iter().any(|region| it.starts_with(region))).collect();
    zones.push("UTC".to_owned());
    zones
}

impl Locale {
    /// The day in numbers: `24/11/2026`.
    pub(super) fn numeric(self, day: Date) -> String {
        let (year, month, number) = (day.year(), day.month(), day.day());
        match clock().dates {
            DateOrder::Words => self.say(
                &Text::new("date-older")
                    .with("day", format!("{number:02}"))
                    .with("month", format!("{month:02}"))
                    .with("year", year.to_string()),
            ),
            DateOrder::YearFirst => format!("{year:04}-{month:02}-{number:02}"),
            DateOrder::Dashes => format!("{number:02}-{month:02}-{year}"),
            DateOrder::Slashes => format!("{number:02}/{month:02}/{year}"),
            DateOrder::Dots => format!("{number:02}.{month:02}.{year}"),
            DateOrder::Short => format!("{number}.{month}.{year}"),
            DateOrder::MonthFirst => format!("{month:02}/{number:02}/{year}"),
        }
    }

    /// The day of the week and the day in numbers, for who wants no words; `None` for who does.
    pub(super) fn numeric_day(self, day: Date) -> Option<String> {
        is_numeric().then(|| {
            let text = Text::new("date-day-numeric").with("weekday", self.t(weekday(day)));
            self.say(&text.with("date", self.numeric(day)))
        })
    }

    /// The time of day: `09:05`.
    pub(super) fn face(self, at: &Zoned) -> String {
        let (hour, minute) = (at.hour(), at.minute());
        let half = match hour % 12 {
            0 => 12,
            hour => hour,
        };
        let of_day = |time: String| {
            let key = if hour < 12 { "date-before-noon" } else { "date-after-noon" };
            self.say(&Text::new(key).with("time", time))
        };
        match clock().hours {
            Hours::Padded => format!("{hour:02}:{minute:02}"),
            Hours::Short => format!("{hour}:{minute:02}"),
            Hours::Half => of_day(format!("{half}:{minute:02}")),
            Hours::HalfPadded => of_day(format!("{half:02}:{minute:02}")),
        }
    }
}

/// Whether days are written in numbers wherever they can be.
pub(super) fn is_numeric() -> bool {
    clock().dates != DateOrder::Words
}

/// Whether lists say the day of each message, also of today's.
pub(super) fn is_exact() -> bool {
    clock().exact
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::super::{ahead, month_of};
    use super::*;

    fn at(time: &str) -> i64 {
        time.parse::<Timestamp>().unwrap().as_second()
    }

    #[tokio::test]
    async fn times_are_told_by_the_clock_of_who_asks() {
        let clock = |zone, dates, hours, exact| Clock::new(Some(zone), dates, hours, exact);
        let (noon, now) = (at("2026-11-23T17:05:00Z"), at("2026-11-24T08:05:00Z"));
        let check = async |clock: Clock, short: &str, long: &str| {
            for_somebody(async {
                tell_by(clock);
                // The second one is too late.
                tell_by(Clock::default());
                assert_eq!(Locale::Fr.short_date(noon, now).replace('\u{a0}', " "), short);
                assert_eq!(Locale::Fr.long_date(noon, now).replace('\u{a0}', " "), long);
                let carried =
                    tokio::spawn(carried(async move { Locale::Fr.long_date(noon, now) })).await.unwrap();
                assert_eq!(carried.replace('\u{a0}', " "), long);
            })
            .await;
        };
        let york = "America/New_York";
        check(
            clock(york, DateOrder::YearFirst, Hours::Half, false),
            "lun. 12:05 PM",
            "lundi 2026-11-23, 12:05 PM",
        )
        .await;
        check(
            clock(york, DateOrder::MonthFirst, Hours::HalfPadded, true),
            "11/23/2026 12:05 PM",
            "lundi 11/23/2026, 12:05 PM",
        )
        .await;
        let tokyo = "Asia/Tokyo";
        check(clock(tokyo, DateOrder::Short, Hours::Short, false), "2:05", "mardi 24.11.2026, 2:05").await;
        check(
            clock(tokyo, DateOrder::Words, Hours::Padded, true),
            "24/11/2026 02:05",
            "mardi 24 novembre, 02:05",
        )
        .await;
    }

    #[tokio::test]
    async fn forms_and_folders_follow_the_zone() {
        for_somebody(async {
            tell_by(Clock::new(Some("Pacific/Auckland"), DateOrder::default(), Hours::default(), false));
            assert_eq!(month_of(at("2026-12-31T12:00:00Z")), (2027, 1));
            assert_eq!(ahead::from_field("2026-11-27T10:00"), Some(at("2026-11-26T21:00:00Z")));
        })
        .await;
    }

    #[test]
    fn zones_are_places() {
        let zones = zones();
        assert!(zones.iter().any(|it| it == "Europe/Brussels") && zones.len() > 300);
        assert!(zones.iter().all(|it| TimeZone::get(it).is_ok()));
    }
}
