//! Days of which some parts may be unknown: birthdays.

use jiff::civil::Date;

use super::{Locale, month};
use crate::i18n::Text;

impl Locale {
    /// `29 février 1980`, `29 février`, `février 1980`, `1980`. `month` is 1 to 12, `day` 1 to 31.
    pub fn known_day(self, year: Option<u16>, month_number: Option<u8>, day: Option<u8>) -> String {
        // Any leap year will do for the name of a month.
        let named =
            |it: u8| Date::new(2000, it.try_into().ok()?, 1).ok().map(|it| self.t(month(it)).into_owned());
        let month = month_number.and_then(named);
        let year = year.map(|it| it.to_string());
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => self.say(
                &Text::new("contacts-day-year")
                    .with("day", u32::from(day))
                    .with("month", month)
                    .with("year", year),
            ),
            (None, Some(month), Some(day)) => {
                self.say(&Text::new("contacts-day").with("day", u32::from(day)).with("month", month))
            }
            (year, month, _) => [month, year].into_iter().flatten().collect::<Vec<_>>().join(" "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_as_far_as_it_is_known() {
        let french = |year, month, day| Locale::Fr.known_day(year, month, day);
        assert_eq!(french(Some(1980), Some(2), Some(29)), "29 février 1980");
        assert_eq!(french(None, Some(3), Some(1)), "1er mars");
        assert_eq!(french(Some(1980), Some(2), None), "février 1980");
        assert_eq!(french(Some(1980), None, None), "1980");
    }
}
