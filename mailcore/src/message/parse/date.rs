//! Dates of headers (RFC 5322, sections 3.3 and 4.3), as they are found.
//!
//! Of our own: `mail-parser` gives up on two-digit years with named zones, and the order of the
//! words does not matter to us, so that what `ctime` writes is read, too.

/// Seconds since 1970-01-01 UTC; `None` when it is no date between 1900 and 9999.
pub(super) fn parse(value: &[u8]) -> Option<i64> {
    let text = without_comments(&String::from_utf8_lossy(value.get(..200).unwrap_or(value)));
    let mut found = Found::default();
    for word in text.split([' ', '\t', ',', '\r', '\n']).filter(|it| !it.is_empty()) {
        found.read(word);
    }
    found.to_seconds()
}

fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

#[derive(Default)]
struct Found {
    day: Option<i64>,
    month: Option<i64>,
    year: Option<i64>,
    /// Seconds since midnight.
    time: Option<i64>,
    /// Seconds east of Greenwich.
    zone: Option<i64>,
}

impl Found {
    fn read(&mut self, word: &str) {
        if word.contains(':') {
            self.time = self.time.or_else(|| read_time(word));
        } else if word.starts_with(['+', '-']) {
            self.zone = self.zone.or_else(|| read_offset(word));
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            // `24-Jan-2024` as well as `24`.
            word.split('-').for_each(|it| self.read_day_or_year(it));
        } else if let Some(month) = read_month(word).filter(|_| self.month.is_none()) {
            self.month = Some(month);
        } else if self.zone.is_none() && self.time.is_some() {
            self.zone = named_zone(word);
        }
    }

    fn read_day_or_year(&mut self, word: &str) {
        match word.parse::<i64>() {
            Ok(day @ 1..=31) if self.day.is_none() && word.len() <= 2 => self.day = Some(day),
            Ok(year) if self.year.is_none() => {
                self.year = Some(match (word.len(), year) {
                    (..=2, ..50) => 2000 + year,
                    (..=3, _) => 1900 + year,
                    _ => year,
                });
            }
            Ok(_) => {}
            Err(_) => self.month = self.month.or_else(|| read_month(word)),
        }
    }

    fn to_seconds(&self) -> Option<i64> {
        let (day, month, year) = (self.day?, self.month?, self.year?);
        if !(1900..=9999).contains(&year) || day > days_of_month(year, month) {
            return None;
        }
        Some(days_since_1970(year, month, day) * 86_400 + self.time? - self.zone.unwrap_or(0))
    }
}

fn read_month(word: &str) -> Option<i64> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let at = months.iter().position(|it| *it == start)?;
    i64::try_from(at + 1).ok()
}

fn read_time(word: &str) -> Option<i64> {
    let mut numbers = word.split([':', '.']).map(|it| it.parse::<i64>().ok());
    let hour = numbers.next()??;
    let minute = numbers.next()??;
    let second = numbers.next().unwrap_or(Some(0))?;
    let good = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    // Not before it is known to be good: of any other number it could be too much.
    good.then(|| hour * 3600 + minute * 60 + second.min(59))
}

fn read_offset(word: &str) -> Option<i64> {
    let (sign, digits) = word.split_at_checked(1)?;
    let number: i64 = digits.parse().ok().filter(|it| (0..=9999).contains(it))?;
    let seconds = number / 100 * 3600 + number % 100 * 60;
    Some(if sign == "-" { -seconds } else { seconds })
}

/// Zones with a name; those of one letter and unknown ones say nothing (RFC 5322, section 4.3).
fn named_zone(word: &str) -> Option<i64> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "UT" | "UTC" | "GMT" | "Z" | "WET" => 0,
        "CET" | "MET" | "BST" | "WEST" => 1,
        "CEST" | "MEST" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "JST" | "KST" => 9,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(hours * 3600)
}

fn days_of_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the civil calendar, counted in eras of 400 years that begin in March.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}
