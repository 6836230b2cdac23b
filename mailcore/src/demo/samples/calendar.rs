//! Days and hours in Paris, where the people of the samples live.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Central European Time (POSIX, section 8.3): what Paris has kept since 1996. Written here so that no
/// machine without time zones shows other hours.
const PARIS: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// The clock in Paris.
pub(super) fn paris() -> TimeZone {
    TimeZone::posix(PARIS).unwrap_or(TimeZone::UTC)
}

/// The value of a Date field (RFC 5322, section 3.3), of seconds since 1970-01-01 UTC.
pub(super) fn date_field(zone: &TimeZone, at: i64) -> String {
    let at = Timestamp::from_second(at).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}
