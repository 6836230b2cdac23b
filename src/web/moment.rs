//! The ends of an absence in words.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use mailcore::sieve::absence::{Absence, Moment};

use crate::i18n::{Locale, Text};

/// A moment: `jeudi 24 décembre`, or `jeudi 24 décembre à 18:00`; `now` is in seconds since 1970-01-01 UTC.
pub(in crate::web) fn words(locale: Locale, moment: Moment, now: i64) -> String {
    match moment {
        Moment::Day(day) => locale.clock_day(wall(day.at(0, 0, 0, 0)), now),
        Moment::Time(at) => locale.say(
            &Text::new("absence-moment")
                .with("day", locale.clock_day(wall(at), now))
                .with("time", locale.clock_time(wall(at))),
        ),
    }
}

/// The period of an absence, as a sentence.
pub(in crate::web) fn period(locale: Locale, absence: &Absence, now: i64) -> String {
    let said = |moment| words(locale, moment, now);
    let text = match (absence.start, absence.end) {
        (Some(start), Some(end)) => {
            Text::new("absence-from-to").with("start", said(start)).with("end", said(end))
        }
        (Some(start), None) => Text::new("absence-from").with("start", said(start)),
        (None, Some(end)) => Text::new("absence-to").with("end", said(end)),
        (None, None) => Text::new("absence-without-end"),
    };
    locale.say(&text)
}

/// What a clock shows, in seconds since 1970-01-01 00:00 of that clock.
fn wall(shown: DateTime) -> i64 {
    shown.to_zoned(TimeZone::UTC).map_or(0, |it| it.timestamp().as_second())
}
