//! Days and times as some clock shows them, wherever it stands: seconds since 1970-01-01 00:00 of that
//! clock.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::{Locale, Text, month, number, told, weekday, zoned};

fn shown(wall: i64) -> Zoned {
    Timestamp::from_second(wall).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC)
}

/// What our clock shows at a moment, which is in seconds since 1970-01-01 UTC.
pub fn our_clock(at: i64) -> i64 {
    let ours = zoned(at);
    ours.timestamp().as_second().saturating_add(ours.offset().seconds().into())
}

/// The IANA name of the zone of our clock, where it has one.
pub fn our_zone() -> Option<String> {
    told::zone().iana_name().map(str::to_owned)
}

impl Locale {
    /// A day: `mardi 2 décembre`; with the year when it is not the one of `now`, which is in seconds
    /// since 1970-01-01 UTC.
    pub fn clock_day(self, wall: i64, now: i64) -> String {
        let day = shown(wall).date();
        if let Some(said) = self.numeric_day(day) {
            return said;
        }
        let text = match day.year() == zoned(now).year() {
            true => Text::new("date-day"),
            false => Text::new("date-day-year").with("year", day.year().to_string()),
        };
        let text = text.with("weekday", self.t(weekday(day))).with("day", number(day.day()));
        self.say(&text.with("month", self.t(month(day))))
    }

    /// A time: `14:00`.
    pub fn clock_time(self, wall: i64) -> String {
        self.face(&shown(wall))
    }
}

/// The key of a day of the week, counted from 0, which is Monday.
pub fn weekday_key(number: u8) -> &'static str {
    const KEYS: [&str; 7] = [
        "date-monday",
        "date-tuesday",
        "date-wednesday",
        "date-thursday",
        "date-friday",
        "date-saturday",
        "date-sunday",
    ];
    KEYS.get(usize::from(number)).copied().unwrap_or("date-sunday")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::dates::set_time_zone;

    #[test]
    fn a_clock_elsewhere_is_not_ours() {
        set_time_zone("Europe/Paris").unwrap();
        let second = |text: &str| text.parse::<Timestamp>().unwrap().as_second();
        let wall = second("2026-12-01T14:05:00Z");
        let now = second("2026-11-24T10:20:00Z");
        assert_eq!(Locale::Fr.clock_time(wall), "14:05");
        assert_eq!(
            Locale::ALL.map(|it| it.clock_day(wall, now)),
            [
                "mardi 1er\u{a0}décembre",
                "Tuesday 1\u{a0}December",
                "dinsdag 1\u{a0}december",
                "Dienstag, 1.\u{a0}Dezember"
            ]
        );
        assert_eq!(Locale::Fr.clock_day(wall, 0), "mardi 1er\u{a0}décembre 2026");
        assert_eq!(our_clock(second("2026-12-01T13:05:00Z")), wall);
        assert_eq!(our_zone().as_deref(), Some("Europe/Paris"));
        assert_eq!(Locale::Fr.clock_day(i64::MAX, now), "jeudi 1er\u{a0}janvier 1970");
    }

    #[test]
    fn days_of_the_week_count_from_monday() {
        assert_eq!((weekday_key(0), weekday_key(6)), ("date-monday", "date-sunday"));
    }
}
