//! Days, whatever the time and the zone.

use chrono::NaiveDate;
use imap_codec::imap_types::datetime;

/// Seconds of a day.
const SECONDS: i64 = 24 * 60 * 60;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) i64);

impl Day {
    /// The day of a moment, in seconds since 1970-01-01 UTC.
    pub(super) fn of(moment: i64) -> Self {
        Self(moment.div_euclid(SECONDS))
    }
}

impl From<&datetime::NaiveDate> for Day {
    fn from(date: &datetime::NaiveDate) -> Self {
        // chrono's own default is 1970-01-01.
        Self(date.as_ref().signed_duration_since(NaiveDate::default()).num_days())
    }
}

/// How a day is compared with the one that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Before,
    On,
    Since,
}

impl When {
    /// Whether `day` is so, seen from `asked`.
    pub(super) fn holds(self, day: Day, asked: Day) -> bool {
        match self {
            Self::Before => day < asked,
            Self::On => day == asked,
            Self::Since => day >= asked,
        }
    }
}
