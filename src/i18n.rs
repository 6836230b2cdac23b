//! Texts in the person's language, from `locales/<language>/*.ftl` (Fluent), embedded at build.

pub mod dates;

mod catalogue;
mod numbers;

use std::borrow::Cow;
use std::fmt;

/// A language the program speaks. French is the first and the one that is fallen back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
    /// Dutch.
    Nl,
    /// German.
    De,
}

/// A value put into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Shown as it is (the template escapes it).
    Text(String),
    /// Chooses the plural and is written with the language's digit groups.
    Number(i64),
}

/// The key of a text in `locales/`, with what is put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The key.
    pub key: &'static str,
    /// Named values.
    pub args: Vec<(&'static str, Value)>,
}

impl Text {
    /// A text with nothing to put in.
    pub const fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same text with one more value.
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl Locale {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Fr, Self::En, Self::Nl, Self::De];

    /// The BCP 47 tag: `fr`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::Nl => "nl",
            Self::De => "de",
        }
    }

    /// Its own name: `Français`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
            Self::Nl => "Nederlands",
            Self::De => "Deutsch",
        }
    }

    /// The locale of a tag, if we speak it; what follows the language (`fr-CA`) is passed over.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|it| it.tag().eq_ignore_ascii_case(language))
    }

    /// The best of an `Accept-Language` header (RFC 9110, section 12.5.4), if we speak any. Of equal
    /// weights the first one counts.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let Some(locale) = parts.next().and_then(Self::from_tag) else { continue };
            let weight =
                parts.find_map(|it| it.strip_prefix("q=")).map_or(1.0, |it| it.parse().unwrap_or(0.0));
            if weight > best.map_or(0.0, |(_, it)| it) {
                best = Some((locale, weight));
            }
        }
        best.map(|(locale, _)| locale)
    }

    /// The words of a text. Numbers in it have the language's digit groups.
    pub fn say(self, text: &Text) -> String {
        catalogue::say(self, text.key, &text.args)
    }

    /// The words of a text without values.
    pub fn t(self, key: &'static str) -> Cow<'static, str> {
        catalogue::words(self, key)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// As templates pass what they have.
impl From<&u32> for Value {
    fn from(number: &u32) -> Self {
        Self::from(*number)
    }
}

/// As templates pass what they have.
impl From<&usize> for Value {
    fn from(number: &usize) -> Self {
        Self::from(*number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_accept(header: &str, expected: Option<Locale>) {
        assert_eq!(Locale::from_accept_language(header), expected, "{header}");
    }

    #[test]
    fn the_language_of_the_browser_is_the_heaviest_that_we_speak() {
        check_accept("fr", Some(Locale::Fr));
        check_accept("nl-BE,nl;q=0.9,fr;q=0.8,en;q=0.7", Some(Locale::Nl));
        check_accept("en;q=0.5, de-AT;q=0.9", Some(Locale::De));
        check_accept("es-ES,es;q=0.9,en;q=0.1", Some(Locale::En));
        check_accept("DE", Some(Locale::De));
        check_accept("de;q=0, en;q=0.2", Some(Locale::En));
        check_accept("de;q=nonsense", None);
        check_accept("es, *;q=0.5", None);
        check_accept("", None);
        check_accept(";;;,,,q=", None);
    }

    #[test]
    fn a_tag_names_its_locale() {
        for locale in Locale::ALL {
            assert_eq!(Locale::from_tag(locale.tag()), Some(locale));
        }
        assert_eq!(Locale::from_tag("fr_BE.UTF-8"), Some(Locale::Fr));
        assert_eq!(Locale::from_tag("fra"), None);
    }

    #[test]
    fn a_number_chooses_the_plural_and_is_grouped() {
        let unread = |locale: Locale, count: i64| locale.say(&Text::new("list-unread").with("count", count));
        assert_eq!(unread(Locale::Fr, 1), "1 non lu");
        assert_eq!(unread(Locale::Fr, 1284), "1\u{202f}284 non lus");
        assert_eq!(unread(Locale::En, 1284), "1,284 unread");
        assert_eq!(unread(Locale::De, 12), "12 ungelesen");
    }

    #[test]
    fn a_value_is_put_in_as_it_is() {
        let text = Text::new("compose-bad-address").with("address", "a@\u{202e}b { $x }");
        assert!(Locale::Fr.say(&text).contains("a@\u{202e}b { $x }"));
    }

    #[test]
    fn a_missing_key_stands_for_itself() {
        assert_eq!(Locale::Fr.t("no-such-key"), "no-such-key");
    }
}
