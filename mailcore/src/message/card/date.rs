//! Days of people: birthdays and feasts, of which the year may be unknown.
//!
//! As a text a day is `1980-02-29`, `--02-29` without its year, `1980-02` or `1980` where that is all
//! there is (RFC 6350, section 4.3.1, with the hyphens of vCard 3.0); what is no day stays as it is.

/// A day as it may be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// 1 to 9999.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

/// Reads a day as cards have it: with and without hyphens, with a time after it, which is dropped.
/// `None` when it is none, or not of the calendar.
pub fn read(text: &str) -> Option<Day> {
    let date = text.trim().split(['T', 't', ' ']).next().unwrap_or_default();
    match date.strip_prefix("--") {
        Some(rest) => match *rest.split('-').collect::<Vec<_>>() {
            [month, day] => of(None, month, day),
            [both] if both.len() == 4 => of(None, both.get(..2)?, both.get(2..)?),
            _ => None,
        },
        None => match *date.split('-').collect::<Vec<_>>() {
            [year, month, day] => of(Some(year), month, day),
            [year, month] => of(Some(year), month, ""),
            [all] if all.len() == 8 => of(Some(all.get(..4)?), all.get(4..6)?, all.get(6..)?),
            [year] if year.len() == 4 => of(Some(year), "", ""),
            _ => None,
        },
    }
}

fn of(year: Option<&str>, month: &str, day: &str) -> Option<Day> {
    let number = |text: &str, most: u16| match text {
        "" => Some(None),
        _ if text.len() > 4 || !text.bytes().all(|it| it.is_ascii_digit()) => None,
        _ => text.parse::<u16>().ok().filter(|it| (1..=most).contains(it)).map(Some),
    };
    let year = year.map_or(Some(None), |it| number(it, 9999))?;
    let month = number(month, 12)?.and_then(|it| u8::try_from(it).ok());
    let day = number(day, 31)?.and_then(|it| u8::try_from(it).ok());
    let short = match month {
        // A year that is not known may be one with a 29th.
        Some(2) => day <= Some(if year.is_none_or(is_leap) { 29 } else { 28 }),
        Some(4 | 6 | 9 | 11) => day <= Some(30),
        _ => true,
    };
    (short && (day.is_none() || month.is_some())).then_some(Day { year, month, day })
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

impl Day {
    /// As this program keeps it.
    pub fn text(self) -> String {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
            (Some(year), None, _) => format!("{year:04}"),
            (None, month, day) => format!("--{:02}-{:02}", month.unwrap_or(1), day.unwrap_or(1)),
        }
    }
}

/// The text of a day that a card has, in the one way of writing it; what is no day as it is.
pub(super) fn canonical(text: &str) -> String {
    read(text).map_or_else(|| text.trim().to_owned(), Day::text)
}

/// The same as vCard 4.0 has it: `19800229`, `--0229`, `1980-02`.
pub(super) fn in_4_0(text: &str) -> String {
    match read(text) {
        Some(Day { year: Some(year), month: Some(month), day: Some(day) }) => {
            format!("{year:04}{month:02}{day:02}")
        }
        Some(Day { year: None, month: Some(month), day: Some(day) }) => format!("--{month:02}{day:02}"),
        Some(other) => other.text(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_programs_write_them() {
        for (text, expected) in [
            ("19800229", "1980-02-29"),
            ("1980-02-29", "1980-02-29"),
            ("1980-02-29T00:00:00Z", "1980-02-29"),
            ("--0229", "--02-29"),
            ("--02-29", "--02-29"),
            ("1980-02", "1980-02"),
            ("1980", "1980"),
            (" 1980-2-9 ", "1980-02-09"),
            ("1981-02-29", "1981-02-29!"),
            ("circa 1800", "circa 1800!"),
            ("1980-13-01", "1980-13-01!"),
            ("1980-04-31", "1980-04-31!"),
            ("00000000", "00000000!"),
            ("éé-é", "éé-é!"),
        ] {
            let found = read(text).map_or_else(|| format!("{text}!"), Day::text);
            assert_eq!(found, expected);
            assert_eq!(canonical(&in_4_0(&canonical(text))), canonical(text));
        }
    }
}
