//! Days, lengths of time and sizes as people type them.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use mailcore::search::Day;

use super::Mistake;

/// `2024-01-31`, and as it is written in Europe: `31/01/2024`, `31.01.2024`.
pub(super) fn day(value: &str) -> Result<Day, Mistake> {
    let no_day = || Mistake::NoDay(value.to_owned());
    let parts: Vec<&str> = value.split(['-', '/', '.']).collect();
    let [first, month, last] = parts.as_slice() else { return Err(no_day()) };
    let (year, day) = if value.contains('-') { (first, last) } else { (last, first) };
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(no_day());
    };
    // No message is older, and servers take years of four digits.
    let date = Date::new(year, month, day).ok().filter(|it| it.year() >= 1900);
    date.map(number).ok_or_else(no_day)
}

/// The day that lies so long before today: `3d`, `2w`, `6m`, `1y`, with `j`, `s` and `a` as in French.
pub(super) fn days_ago(value: &str, today: Date) -> Result<Day, Mistake> {
    let no_span = || Mistake::NoSpan(value.to_owned());
    let unit = value.chars().next_back().ok_or_else(no_span)?;
    let count: i32 = value.strip_suffix(unit).and_then(|it| it.parse().ok()).ok_or_else(no_span)?;
    if !(1..=5_000).contains(&count) {
        return Err(no_span());
    }
    let span: Span = match unit.to_ascii_lowercase() {
        'd' | 'j' => count.days(),
        'w' | 's' => count.weeks(),
        'm' => count.months(),
        // A century is enough, and never leaves the calendar.
        'y' | 'a' if count <= 100 => count.years(),
        _ => return Err(no_span()),
    };
    today.checked_sub(span).map(number).map_err(|_| no_span())
}

/// Octets, or with a unit of 1,024 of the next smaller one: `500K`, `10M`, `10Mo`, `1GB`.
pub(super) fn size(value: &str) -> Result<u32, Mistake> {
    let no_size = || Mistake::NoSize(value.to_owned());
    let digits = value.find(|it: char| !it.is_ascii_digit()).unwrap_or(value.len());
    let (digits, unit) = value.split_at_checked(digits).ok_or_else(no_size)?;
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "o" | "b" => 0,
        "k" | "ko" | "kb" => 10,
        "m" | "mo" | "mb" => 20,
        "g" | "go" | "gb" => 30,
        _ => return Err(no_size()),
    };
    let octets = digits.parse::<u64>().ok().and_then(|it| it.checked_mul(1 << shift));
    octets.map(|it| u32::try_from(it).unwrap_or(u32::MAX)).ok_or_else(no_size)
}

/// In days since 1970-01-01.
fn number(date: Date) -> Day {
    let days = Date::constant(1970, 1, 1).until(date).map(|it| it.get_days()).unwrap_or(0);
    Day(days)
}
