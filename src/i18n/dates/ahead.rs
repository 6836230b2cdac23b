//! Times to come, in our zone: those that people choose, and how forms write them.

use jiff::civil::{DateTime, Time, Weekday};
use jiff::{ToSpan as _, Zoned};

use super::{told, zoned};

/// When the working day begins.
const MORNING: i8 = 8;

/// When the evening does.
const EVENING: i8 = 18;

/// A time to which something can be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// In an hour.
    Hour,
    /// This evening at six.
    Evening,
    /// Tomorrow at eight.
    Tomorrow,
    /// On the next Monday at eight, where that is not tomorrow.
    Monday,
}

/// Those that are still to come at `now`, each with its moment; all in seconds since 1970-01-01 UTC.
pub fn choices(now: i64) -> Vec<(Ahead, i64)> {
    let at = zoned(now);
    let all = [
        (Ahead::Hour, at.checked_add(1.hour()).ok()),
        (Ahead::Evening, on(&at, 0, EVENING)),
        (Ahead::Tomorrow, on(&at, 1, MORNING)),
        (Ahead::Monday, on(&at, days_to_monday(&at), MORNING)),
    ];
    let moments = all.into_iter().filter_map(|(ahead, it)| Some((ahead, it?.timestamp().as_second())));
    let is_ahead = |ahead: Ahead, moment: i64| match ahead {
        // Else it is the same, or nearly.
        Ahead::Evening => moment > now + 3_600,
        Ahead::Monday => days_to_monday(&at) > 1,
        Ahead::Hour | Ahead::Tomorrow => true,
    };
    moments.filter(|(ahead, moment)| is_ahead(*ahead, *moment)).collect()
}

/// A moment as the field of a form for date and time has it: `2026-11-30T08:00`.
pub fn to_field(at: i64) -> String {
    zoned(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The moment that such a field names, in seconds since 1970-01-01 UTC. One that our clock does not show, because it
/// is put forward then, is an hour later; one that it shows twice is the first.
pub fn from_field(text: &str) -> Option<i64> {
    let shown: DateTime = text.trim().parse().ok()?;
    let zone = told::zone();
    Some(shown.to_zoned(zone).ok()?.timestamp().as_second())
}

fn on(at: &Zoned, days: i64, hour: i8) -> Option<Zoned> {
    let day = at.date().checked_add(days.days()).ok()?;
    day.to_datetime(Time::constant(hour, 0, 0, 0)).to_zoned(at.time_zone().clone()).ok()
}

fn days_to_monday(at: &Zoned) -> i64 {
    match at.date().weekday() {
        Weekday::Monday => 7,
        day => 7 - i64::from(day.to_monday_zero_offset()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::dates::set_time_zone;

    #[track_caller]
    fn check(now: &str, expected: &[(Ahead, &str)]) {
        set_time_zone("Europe/Paris").unwrap();
        let found = choices(from_field(now).unwrap());
        let found: Vec<_> = found.into_iter().map(|(ahead, at)| (ahead, to_field(at))).collect();
        let expected: Vec<_> = expected.iter().map(|(ahead, at)| (*ahead, (*at).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_offered_is_still_to_come() {
        use Ahead::{Evening, Hour, Monday, Tomorrow};
        check(
            "2026-11-27T10:30",
            &[
                (Hour, "2026-11-27T11:30"),
                (Evening, "2026-11-27T18:00"),
                (Tomorrow, "2026-11-28T08:00"),
                (Monday, "2026-11-30T08:00"),
            ],
        );
        // In the evening, and where Monday is tomorrow.
        check("2026-11-29T17:30", &[(Hour, "2026-11-29T18:30"), (Tomorrow, "2026-11-30T08:00")]);
        let monday =
            [(Hour, "2026-11-30T19:00"), (Tomorrow, "2026-12-01T08:00"), (Monday, "2026-12-07T08:00")];
        check("2026-11-30T18:00", &monday);
    }

    #[test]
    fn a_field_is_read_in_our_zone_and_nothing_else_is() {
        set_time_zone("Europe/Paris").unwrap();
        assert_eq!(from_field("2026-11-27T10:00"), Some(1_795_770_000));
        assert_eq!(from_field("2026-07-01T10:00"), Some(1_782_892_800));
        for garbage in ["", "demain", "2026-13-01T10:00", "10:00"] {
            assert_eq!(from_field(garbage), None, "{garbage}");
        }
    }
}
