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
