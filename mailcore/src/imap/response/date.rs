//! INTERNALDATE: `17-Jul-1996 02:44:25 -0700` (RFC 9051, section 9, date-time).

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads a date; seconds since 1970-01-01 UTC. A day of one digit may stand after a blank or
/// without one; a missing zone is UTC.
pub(in crate::imap) fn read(octets: &[u8]) -> Option<i64> {
    let text = str::from_utf8(octets).ok()?;
    let mut words = text.split_ascii_whitespace();
    let days = days(words.next()?)?;
    let seconds = seconds(words.next()?)?;
    let zone = words.next().map_or(Some(0), zone)?;
    Some(days * 86_400 + seconds - zone)
}

/// Writes a date in UTC; one that no four digits can tell is the nearest that they can.
pub(in crate::imap) fn write(at: i64) -> String {
    /// The first second of the year 1, and the last of 9999.
    const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;
    let at = at.clamp(*RANGE.start(), *RANGE.end());
    let (days, seconds) = (at.div_euclid(86_400) + 719_468, at.rem_euclid(86_400));
    // Eras of 400 years that begin in March.
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (year, month) = (era * 400 + year_of_era + i64::from(month >= 10), (month + 2) % 12);
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = usize::try_from(month).ok().and_then(|it| names.get(it)).unwrap_or(&"Jan");
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{day:02}-{name}-{year:04} {hour:02}:{minute:02}:{second:02} +0000")
}

/// Days since 1970-01-01 of `dd-Mon-yyyy`.
fn days(text: &str) -> Option<i64> {
    let mut fields = text.split('-');
    let day = number(fields.next()?, 1..=31)?;
    let name = fields.next()?.to_ascii_lowercase();
    let month = i64::try_from(MONTHS.iter().position(|it| *it == name)?).ok()?;
    let year = number(fields.next()?, 1..=9999)?;
    // Years counted from March: the day that comes and goes is the last one.
    let (year, month) = if month < 2 { (year - 1, month + 10) } else { (year, month - 2) };
    let before_month = (153 * month + 2) / 5;
    Some(year * 365 + year / 4 - year / 100 + year / 400 + before_month + day - 719_469)
}

/// Seconds since midnight of `hh:mm:ss`.
fn seconds(text: &str) -> Option<i64> {
    let mut fields = text.split(':');
    let hours = number(fields.next()?, 0..=23)?;
    let minutes = number(fields.next()?, 0..=59)?;
    let seconds = number(fields.next()?, 0..=60)?;
    Some(hours * 3600 + minutes * 60 + seconds)
}

/// Seconds east of UTC of `+hhmm`.
fn zone(text: &str) -> Option<i64> {
    let (sign, digits) = text.split_at_checked(1)?;
    let value = number(digits, 0..=2359)?;
    let seconds = value / 100 * 3600 + value % 100 * 60;
    match sign {
        "+" => Some(seconds),
        "-" => Some(-seconds),
        _ => None,
    }
}

fn number(text: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|it| digits && range.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_a_date_are_inverses() {
        assert_eq!(write(0), "01-Jan-1970 00:00:00 +0000");
        assert_eq!(write(951_827_696), "29-Feb-2000 12:34:56 +0000");
        for days in (-200_000..200_000).step_by(17) {
            let at = days * 86_400 + 86_399;
            assert_eq!(read(write(at).as_bytes()), Some(at), "{}", write(at));
        }
        assert_eq!((write(i64::MAX), write(i64::MIN)).0, "31-Dec-9999 23:59:59 +0000");
    }

    #[test]
    fn dates_become_seconds() {
        for (text, expected) in [
            ("01-Jan-1970 00:00:00 +0000", 0),
            (" 1-Jan-1970 00:00:01 +0000", 1),
            ("17-Jul-1996 02:44:25 -0700", 837_596_665),
            ("29-Feb-2024 23:59:59 +0530", 1_709_231_399),
            ("01-Mar-2000 00:00:00 +0000", 951_868_800),
            ("31-Dec-1969 23:59:59 +0000", -1),
            ("19-jan-2038 03:14:08 +0000", 2_147_483_648),
            ("01-Jan-2024 00:00:00", 1_704_067_200),
        ] {
            assert_eq!(read(text.as_bytes()), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "x",
            "32-Jan-2024 00:00:00 +0000",
            "01-Foo-2024 00:00:00 +0000",
            "01-Jan-2024",
            "01-Jan-2024 25:00:00 +0000",
            "01-Jan-2024 00:00:00 GMT",
            "01-Jan-99999999999999999999 00:00:00 +0000",
            "\u{e9}",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(read(b"\xff"), None);
    }
}
