//! Dates in sentences, in the four languages that people write in, and the blanks that they fill.

use jiff::civil::{Date, Time};

use super::calendar::{self, Calendar, Day};

/// The language of a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Language {
    #[default]
    French,
    English,
    Dutch,
    German,
}

const MONTHS: [&str; 4] = [
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "January February March April May June July August September October November December",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
];

const DAYS: [&str; 4] = [
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
];

impl Language {
    pub(super) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "fr" => Self::French,
            "en" => Self::English,
            "nl" => Self::Dutch,
            "de" => Self::German,
            _ => return None,
        })
    }

    fn word(self, of: [&'static str; 4], place: i8) -> &'static str {
        let [french, english, dutch, german] = of;
        let words = match self {
            Self::French => french,
            Self::English => english,
            Self::Dutch => dutch,
            Self::German => german,
        };
        words.split(' ').nth(usize::try_from(place).unwrap_or(0)).unwrap_or_default()
    }

    fn month(self, date: Date) -> &'static str {
        self.word(MONTHS, date.month() - 1)
    }

    fn weekday(self, date: Date) -> &'static str {
        self.word(DAYS, date.weekday().to_monday_zero_offset())
    }

    /// `14 mars`.
    fn day_and_month(self, date: Date) -> String {
        let (day, month) = (date.day(), self.month(date));
        match self {
            Self::French if day == 1 => format!("1er {month}"),
            Self::French | Self::English | Self::Dutch => format!("{day} {month}"),
            Self::German => format!("{day}. {month}"),
        }
    }

    /// `samedi 14 mars`.
    fn whole_day(self, date: Date) -> String {
        let comma = if self == Self::German { "," } else { "" };
        format!("{}{comma} {}", self.weekday(date), self.day_and_month(date))
    }

    /// What stands before a quotation.
    pub(super) fn wrote(self, calendar: &Calendar, at: i64, name: &str) -> String {
        let local = calendar.local(at);
        let (date, year) = (self.whole_day(local.date()), local.year());
        let time = local.strftime("%H:%M");
        match self {
            Self::French => format!("Le {date} {year} \u{e0} {time}, {name} a \u{e9}crit\u{a0}:"),
            Self::English => format!("On {date} {year} at {time}, {name} wrote:"),
            Self::Dutch => format!("Op {date} {year} om {time} schreef {name}:"),
            Self::German => format!("Am {date} {year} um {time} schrieb {name}:"),
        }
    }
}

/// Fills the blanks of a text. `{+5sa}` becomes `samedi 14 mars`; a word behind the day asks for another
/// form. What stands in braces and is no day stays.
pub(super) fn fill(text: &str, calendar: &Calendar, language: Language) -> String {
    let mut filled = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}').and_then(|(it, rest)| Some((blank(it, calendar, language)?, rest))) {
            Some((words, after)) => {
                filled.push_str(&words);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

fn blank(text: &str, calendar: &Calendar, language: Language) -> Option<String> {
    let mut words = text.split(' ');
    let date = calendar.date(Day::parse(words.next()?)?);
    Some(match words.next() {
        None => language.whole_day(date),
        Some("weekday") => language.weekday(date).to_owned(),
        Some("date") => language.day_and_month(date),
        Some("long") => format!("{} {}", language.whole_day(date), date.year()),
        Some("month") => language.month(date).to_owned(),
        Some("Month") => capitalized(language.month(date)),
        Some("of-month") => of(language.month(date)),
        Some("year") => date.year().to_string(),
        Some("short") => date.strftime("%d/%m/%Y").to_string(),
        Some("iso") => date.strftime("%Y-%m-%d").to_string(),
        Some("at") => instant(calendar.at(date, words.next()?.parse::<Time>().ok()?)),
        Some("rfc") => {
            let at = calendar.at(date, words.next()?.parse::<Time>().ok()?);
            calendar::date_field(calendar.zone(), at)
        }
        Some(_) => return None,
    })
}

/// A moment as calendars write it (RFC 5545, section 3.3.5).
fn instant(at: i64) -> String {
    jiff::Timestamp::from_second(at).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// `d’avril`, `de mars`.
fn of(month: &str) -> String {
    if month.starts_with(['a', 'o']) { format!("d\u{2019}{month}") } else { format!("de {month}") }
}

/// With a capital at its beginning.
pub(super) fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |it| it.to_uppercase().chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, language: Language, wanted: &str) {
        // Thu, 26 Nov 2026 10:39:00 UTC.
        assert_eq!(fill(text, &Calendar::new(1_795_689_540), language), wanted);
    }

    #[test]
    fn blanks_become_days() {
        check("le {+2} ?", Language::French, "le samedi 28 novembre ?");
        check("{+5 date}, {+5 Month} {+5 year}", Language::French, "1er décembre, Décembre 2026");
        check("{-30 of-month} {+0 of-month}", Language::French, "d’octobre de novembre");
        check("{+2 long}", Language::English, "Saturday 28 November 2026");
        check("{+2}", Language::German, "Samstag, 28. November");
        check("{+2 weekday} {05/01 iso} {+0 short}", Language::Dutch, "zaterdag 2026-01-05 26/11/2026");
        check("{+2 at 18:30} {-150 at 18:30}", Language::French, "20261128T173000Z 20260629T163000Z");
    }

    #[test]
    fn other_braces_stay() {
        for text in ["a { color: red }", "{", "}{", "{x}", "{+1 nonsense}", "{quote}", "{{+x}"] {
            check(text, Language::French, text);
        }
        check("{ {+5 year}", Language::French, "{ 2026");
    }
}
