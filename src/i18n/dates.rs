//! Dates as each language writes them. Names of days and months, and their order, are texts of
//! `locales/`.

use std::borrow::Cow;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Locale, Text};

pub mod ahead;
pub mod clock;
mod known;
mod told;

pub use told::{
    Clock, DateOrder, Hours, carried, carried_by, clock as told_by, for_somebody, tell_by, zones,
};

use told::ZONE;

/// No zone of this name is known to the system.
#[derive(Debug, thiserror::Error)]
#[error("unknown time zone {0:?}")]
pub struct UnknownTimeZone(String);

/// Sets the zone in which times are told to who chose no other, by its IANA name: `Europe/Paris`. The program calls it once,
/// before the first page; later calls change nothing.
pub fn set_time_zone(name: &str) -> Result<(), UnknownTimeZone> {
    let zone = TimeZone::get(name).map_err(|_| UnknownTimeZone(name.to_owned()))?;
    ZONE.get_or_init(|| zone);
    Ok(())
}

/// A time, in seconds since 1970-01-01 UTC, as our clock shows it.
pub fn zoned(at: i64) -> Zoned {
    let zone = told::zone();
    // Mail can claim any date; what no calendar holds is shown as the first day of ours.
    Timestamp::from_second(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone)
}

/// The day of a time, in seconds since 1970-01-01 UTC.
pub fn today(now: i64) -> Date {
    zoned(now).date()
}

/// The year and the month, from 1, of a time, in seconds since 1970-01-01 UTC.
pub fn month_of(at: i64) -> (i16, i8) {
    let day = zoned(at).date();
    (day.year(), day.month())
}

impl Locale {
    /// When a message came, short, as a list shows it: today `10:42`, in the six days before
    /// `lun. 18:21`, this year `17 nov.`, else `17/11/2025`. Both are seconds since 1970-01-01 UTC.
    pub fn short_date(self, at: i64, now: i64) -> String {
        let (at, now) = (zoned(at), zoned(now));
        let (day, today) = (at.date(), now.date());
        match days_between(day, today) {
            _ if told::is_exact() => self
                .say(&Text::new("date-exact").with("date", self.numeric(day)).with("time", self.face(&at))),
            0 => self.face(&at),
            1..=6 => self.say(
                &Text::new("date-in-week")
                    .with("weekday", self.t(short_weekday(day)))
                    .with("time", self.face(&at)),
            ),
            _ if day.year() == today.year() && !told::is_numeric() => self.day(at.timestamp().as_second()),
            _ => self.numeric(day),
        }
    }

    /// The same, whole: `mardi 24 novembre 2026, 09:15`; without the year when it is this one.
    pub fn long_date(self, at: i64, now: i64) -> String {
        let (at, now) = (zoned(at), zoned(now));
        let day = at.date();
        if let Some(day) = self.numeric_day(day) {
            return self.say(&Text::new("date-long-numeric").with("day", day).with("time", self.face(&at)));
        }
        let text = match day.year() == now.year() {
            true => Text::new("date-long"),
            false => Text::new("date-long-year").with("year", day.year().to_string()),
        };
        self.say(
            &text
                .with("weekday", self.t(weekday(day)))
                .with("day", number(day.day()))
                .with("month", self.t(month(day)))
                .with("time", self.face(&at)),
        )
    }

    /// Day and month: `24 nov.`
    pub fn day(self, at: i64) -> String {
        let day = zoned(at).date();
        self.say(
            &Text::new("date-in-year").with("day", number(day.day())).with("month", self.t(short_month(day))),
        )
    }

    /// The year: `2026`.
    pub fn year(self, at: i64) -> String {
        zoned(at).year().to_string()
    }

    /// The time of day: `11:07`.
    pub fn time(self, at: i64) -> String {
        self.face(&zoned(at))
    }

    /// `2026-11-24T09:15:00+01:00`, for `datetime`.
    pub fn machine_date(self, at: i64) -> String {
        zoned(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    /// The heading under which a list groups a message: `Aujourd’hui`, `Hier`, `Cette semaine`,
    /// `La semaine dernière`, `Ce mois-ci`, then months: `Octobre 2026`. Weeks begin on Monday. What is
    /// dated after now belongs to today.
    pub fn date_group(self, at: i64, now: i64) -> Cow<'static, str> {
        let (day, today) = (zoned(at).date(), zoned(now).date());
        let this_week = i64::from(today.weekday().to_monday_zero_offset());
        match days_between(day, today) {
            ..=0 => self.t("date-today"),
            1 => self.t("date-yesterday"),
            days if days <= this_week => self.t("date-this-week"),
            days if days <= this_week + 7 => self.t("date-last-week"),
            _ if (day.year(), day.month()) == (today.year(), today.month()) => self.t("date-this-month"),
            _ => {
                let text = Text::new("date-month-year").with("month", self.t(month(day)));
                capitalized(&self.say(&text.with("year", day.year().to_string()))).into()
            }
        }
    }
}

fn number(day: i8) -> i64 {
    day.into()
}

/// How many days `day` is before `today`; negative when after.
fn days_between(day: Date, today: Date) -> i64 {
    today.duration_since(day).as_hours() / 24
}

/// French and Dutch write months small; a heading begins with a capital.
fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "date-monday",
        Weekday::Tuesday => "date-tuesday",
        Weekday::Wednesday => "date-wednesday",
        Weekday::Thursday => "date-thursday",
        Weekday::Friday => "date-friday",
        Weekday::Saturday => "date-saturday",
        Weekday::Sunday => "date-sunday",
    }
}

fn short_weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "date-mon",
        Weekday::Tuesday => "date-tue",
        Weekday::Wednesday => "date-wed",
        Weekday::Thursday => "date-thu",
        Weekday::Friday => "date-fri",
        Weekday::Saturday => "date-sat",
        Weekday::Sunday => "date-sun",
    }
}

fn month(day: Date) -> &'static str {
    match day.month() {
        1 => "date-january",
        2 => "date-february",
        3 => "date-march",
        4 => "date-april",
        5 => "date-may-month",
        6 => "date-june",
        7 => "date-july",
        8 => "date-august",
        9 => "date-september",
        10 => "date-october",
        11 => "date-november",
        _ => "date-december",
    }
}

fn short_month(day: Date) -> &'static str {
    match day.month() {
        1 => "date-jan",
        2 => "date-feb",
        3 => "date-mar",
        4 => "date-apr",
        5 => "date-may",
        6 => "date-jun",
        7 => "date-jul",
        8 => "date-aug",
        9 => "date-sep",
        10 => "date-oct",
        11 => "date-nov",
        _ => "date-dec",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tuesday 2026-11-24, 11:20 in Paris.
    fn now() -> i64 {
        at("2026-11-24T11:20:00+01:00")
    }

    fn at(time: &str) -> i64 {
        set_time_zone("Europe/Paris").unwrap();
        time.parse::<Timestamp>().unwrap().as_second()
    }

    #[track_caller]
    fn check_short(time: &str, expected: [&str; 4]) {
        let at = at(time);
        assert_eq!(Locale::ALL.map(|it| it.short_date(at, now())), expected, "{time}");
    }

    #[test]
    fn a_list_shows_what_is_needed_of_a_date() {
        check_short("2026-11-24T10:42:00+01:00", ["10:42"; 4]);
        check_short("2026-11-24T00:00:00+01:00", ["00:00"; 4]);
        check_short(
            "2026-11-23T23:59:59+01:00",
            ["lun.\u{a0}23:59", "Mon\u{a0}23:59", "ma\u{a0}23:59", "Mo.\u{a0}23:59"],
        );
        check_short(
            "2026-11-18T08:05:00+01:00",
            ["mer.\u{a0}08:05", "Wed\u{a0}08:05", "wo\u{a0}08:05", "Mi.\u{a0}08:05"],
        );
        check_short(
            "2026-11-17T08:05:00+01:00",
            ["17\u{a0}nov.", "17\u{a0}Nov", "17\u{a0}nov", "17.\u{a0}Nov."],
        );
        check_short("2026-05-01T08:05:00Z", ["1\u{a0}mai", "1\u{a0}May", "1\u{a0}mei", "1.\u{a0}Mai"]);
        check_short("2025-11-07T08:05:00Z", ["07/11/2025", "07/11/2025", "07-11-2025", "07.11.2025"]);
    }

    #[test]
    fn a_date_of_the_future_or_out_of_every_calendar_is_still_a_date() {
        check_short("2026-12-02T10:00:00+01:00", ["2\u{a0}déc.", "2\u{a0}Dec", "2\u{a0}dec", "2.\u{a0}Dez."]);
        check_short("2031-01-01T10:00:00+01:00", ["01/01/2031", "01/01/2031", "01-01-2031", "01.01.2031"]);
        assert_eq!(Locale::Fr.short_date(i64::MAX, now()), "01/01/1970");
        assert_eq!(Locale::Fr.short_date(i64::MIN, now()), "01/01/1970");
    }

    #[test]
    fn the_hour_follows_the_season() {
        assert_eq!(Locale::Fr.machine_date(at("2026-11-24T08:15:00Z")), "2026-11-24T09:15:00+01:00");
        assert_eq!(Locale::Fr.machine_date(at("2026-07-14T08:15:30Z")), "2026-07-14T10:15:30+02:00");
        assert_eq!(Locale::De.time(at("2026-07-14T22:07:30Z")), "00:07");
    }

    #[test]
    fn a_whole_date_has_no_year_when_it_is_this_one() {
        let long = |time| Locale::ALL.map(|it| it.long_date(at(time), now()));
        assert_eq!(
            long("2026-11-24T09:15:00+01:00"),
            [
                "mardi 24\u{a0}novembre, 09:15",
                "Tuesday 24\u{a0}November, 09:15",
                "dinsdag 24\u{a0}november, 09:15",
                "Dienstag, 24.\u{a0}November, 09:15",
            ]
        );
        assert_eq!(
            long("2025-05-01T09:15:00+02:00"),
            [
                "jeudi 1er\u{a0}mai 2025, 09:15",
                "Thursday 1\u{a0}May 2025, 09:15",
                "donderdag 1\u{a0}mei 2025, 09:15",
                "Donnerstag, 1.\u{a0}Mai 2025, 09:15",
            ]
        );
    }

    #[track_caller]
    fn check_group(time: &str, expected: &str) {
        assert_eq!(Locale::Fr.date_group(at(time), now()), expected, "{time}");
    }

    #[test]
    fn a_list_is_grouped_by_days_weeks_and_months() {
        check_group("2026-11-25T00:00:00+01:00", "Aujourd’hui");
        check_group("2026-11-24T00:00:00+01:00", "Aujourd’hui");
        check_group("2026-11-23T23:59:00+01:00", "Hier");
        check_group("2026-11-22T12:00:00+01:00", "La semaine dernière");
        check_group("2026-11-16T00:00:00+01:00", "La semaine dernière");
        check_group("2026-11-15T23:59:00+01:00", "Ce mois-ci");
        check_group("2026-10-31T23:59:00+01:00", "Octobre 2026");
        check_group("2025-11-24T12:00:00+01:00", "Novembre 2025");
    }

    #[test]
    fn a_week_has_days_between_yesterday_and_monday() {
        let friday = at("2026-11-27T12:00:00+01:00");
        assert_eq!(Locale::Fr.date_group(at("2026-11-23T12:00:00+01:00"), friday), "Cette semaine");
        assert_eq!(Locale::En.date_group(at("2026-11-22T12:00:00+01:00"), friday), "Last week");
    }

    #[test]
    fn an_unknown_zone_is_named() {
        assert_eq!(
            set_time_zone("Europe/Valmont").unwrap_err().to_string(),
            "unknown time zone \"Europe/Valmont\""
        );
    }
}
