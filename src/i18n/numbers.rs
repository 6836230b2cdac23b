//! Numbers and sizes as each language writes them.

use super::{Locale, Text};

/// Sizes are told in powers of this.
const STEP: u64 = 1000;

impl Locale {
    /// A whole number with the language's groups of three: `1 284`, `1,284`, `1.284`. The space is narrow
    /// and does not break.
    pub fn number(self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut text = String::new();
        if number < 0 {
            text.push('-');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(self.group_separator());
            }
            text.push(digit);
        }
        text
    }

    /// A size in octets for reading: `412 Ko`, `1,1 Mo` (`KB`, `MB` in English); powers of 1,000, one
    /// decimal below ten.
    pub fn size(self, octets: u64) -> String {
        let (key, unit) = match octets {
            0..1_000 => return self.say(&Text::new("size-octets").with("size", octets.to_string())),
            // What would round to a thousand of one unit is told as one of the next.
            1_000..999_500 => ("size-kilo", STEP),
            999_500..999_500_000 => ("size-mega", STEP.pow(2)),
            _ => ("size-giga", STEP.pow(3)),
        };
        self.say(&Text::new(key).with("size", self.rounded(octets, unit)))
    }

    /// `octets / unit`, with one decimal where it tells something.
    fn rounded(self, octets: u64, unit: u64) -> String {
        let tenths = (octets.saturating_add(unit / 20)) / (unit / 10);
        match (tenths / 10, tenths % 10) {
            (whole, tenth @ 1..) if whole < 10 && unit > STEP => {
                format!("{whole}{}{tenth}", self.decimal_separator())
            }
            _ => self.number(i64::try_from(octets.saturating_add(unit / 2) / unit).unwrap_or(i64::MAX)),
        }
    }

    fn group_separator(self) -> char {
        match self {
            Self::Fr => '\u{202f}',
            Self::En => ',',
            Self::Nl | Self::De => '.',
        }
    }

    fn decimal_separator(self) -> char {
        match self {
            Self::En => '.',
            Self::Fr | Self::Nl | Self::De => ',',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(Locale::Fr.number(1_284), "1\u{202f}284");
        assert_eq!(Locale::En.number(1_234_567), "1,234,567");
        assert_eq!(Locale::Nl.number(-12_345), "-12.345");
        assert_eq!(Locale::De.number(999), "999");
        assert_eq!(Locale::De.number(0), "0");
    }

    #[track_caller]
    fn check(octets: u64, expected: &str) {
        assert_eq!(Locale::Fr.size(octets), expected.replace(' ', "\u{a0}"), "{octets}");
    }

    #[test]
    fn sizes_have_the_unit_that_reads_best() {
        check(0, "0 o");
        check(999, "999 o");
        check(1_000, "1 Ko");
        check(1_499, "1 Ko");
        check(412_345, "412 Ko");
        check(999_499, "999 Ko");
        check(999_500, "1 Mo");
        check(1_149_999, "1,1 Mo");
        check(2_000_000, "2 Mo");
        check(9_960_000, "10 Mo");
        check(25_000_000, "25 Mo");
        check(999_499_999, "999 Mo");
        check(6_400_000_000, "6,4 Go");
        check(u64::MAX, "18\u{202f}446\u{202f}744\u{202f}073 Go");
    }

    #[test]
    fn sizes_speak_the_language() {
        assert_eq!(Locale::En.size(1_100_000), "1.1\u{a0}MB");
        assert_eq!(Locale::De.size(1_100_000), "1,1\u{a0}MB");
        assert_eq!(Locale::Nl.size(12), "12\u{a0}B");
    }
}
