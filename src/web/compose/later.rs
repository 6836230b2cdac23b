//! When a message is to be sent: times that are offered, and the one that was chosen.

use crate::i18n::dates::ahead::{self, Ahead};
use crate::i18n::{Locale, Text};

/// The longest that a message can be put off, in seconds: a year.
const LONGEST: i64 = 366 * 86_400;

/// What is offered beside the button that sends.
#[derive(Debug)]
pub(super) struct LaterFields {
    pub(super) choices: Vec<Choice>,
    /// The earliest time that the field takes.
    pub(super) earliest: String,
    /// What stands in the field.
    pub(super) proposed: String,
}

/// A time.
#[derive(Debug)]
pub(super) struct Choice {
    /// As the field has it.
    pub(super) value: String,
    pub(super) words: &'static str,
    pub(super) date: String,
}

/// The time that was named is none, or not one to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadTime;

/// What is offered at `now`, in seconds since 1970-01-01 UTC.
pub(super) fn fields(locale: Locale, now: i64) -> LaterFields {
    let choice = |(ahead, at): (Ahead, i64)| Choice {
        value: ahead::to_field(at),
        words: match ahead {
            Ahead::Hour => "outbox-in-an-hour",
            Ahead::Evening => "outbox-this-evening",
            Ahead::Tomorrow => "outbox-tomorrow",
            Ahead::Monday => "outbox-on-monday",
        },
        date: locale.long_date(at, now),
    };
    let all = ahead::choices(now);
    let proposed = all.last().map(|(_, at)| ahead::to_field(*at)).unwrap_or_default();
    LaterFields { choices: all.into_iter().map(choice).collect(), earliest: ahead::to_field(now), proposed }
}

/// The moment that a field names, in seconds since 1970-01-01 UTC; it is to come within a year.
pub(super) fn read(field: &str, now: i64) -> Result<i64, BadTime> {
    let at = ahead::from_field(field).ok_or(BadTime)?;
    // What was "now" when the page was made is a moment ago.
    let is_ahead = at > now.saturating_sub(120) && at < now.saturating_add(LONGEST);
    is_ahead.then_some(at).ok_or(BadTime)
}

/// What is said of a time that is none.
pub(super) fn bad_time() -> Text {
    Text::new("outbox-bad-time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_to_come_within_a_year() {
        let now = ahead::from_field("2026-11-27T10:00").unwrap();
        for (field, is_good) in [
            ("2026-11-27T10:01", true),
            ("2026-11-27T09:59", true),
            ("2026-11-27T09:00", false),
            ("2027-11-20T10:00", true),
            ("2028-01-01T10:00", false),
            ("", false),
        ] {
            assert_eq!(read(field, now).is_ok(), is_good, "{field}");
        }
    }
}
