//! The Date field (RFC 5322, section 3.3), read by `mail-parser`; the client reads dates by other
//! code, which is so watched by this.

use mail_parser::DateTime;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// When a message was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Sent {
    /// Seconds since 1970-01-01 UTC.
    pub(in crate::demo) at: i64,
    /// The date as it is written, whatever the time and the zone: days since 1970-01-01.
    pub(in crate::demo) day: i64,
}

/// Reads an unfolded value; `None` when it is no date.
pub(super) fn read(value: &[u8]) -> Option<Sent> {
    let text = String::from_utf8_lossy(value.get(..200).unwrap_or(value));
    let found = DateTime::parse_rfc822(&format!("{text}\r\n")).filter(DateTime::is_valid)?;
    Some(Sent { at: found.to_timestamp(), day: found.to_timestamp_local().div_euclid(DAY) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: Option<(i64, i64)>) {
        assert_eq!(read(value.as_bytes()).map(|it| (it.at, it.day)), expected, "{value}");
    }

    #[test]
    fn the_day_is_the_one_that_is_written() {
        check("Thu, 01 Jan 1970 00:30:00 +0100", Some((-1800, 0)));
        check("Wed, 31 Dec 1969 23:30:00 -0100", Some((1800, -1)));
        check("Fri, 21 Nov 1997 09:55:06 -0600 (CST)", Some((880_127_706, 10_186)));
        check("21 Nov 1997 09:55:06 GMT", Some((880_106_106, 10_186)));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in ["", "yesterday", "99 Foo 1997 09:55:06 GMT", "\0\u{e9}"] {
            check(value, None);
        }
    }
}
