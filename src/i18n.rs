//! Texts in the person's language, from `locales/<language>/*.ftl` (Fluent), embedded at build.

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
        todo!()
    }

    /// Its own name: `Français`.
    pub fn name(self) -> &'static str {
        todo!()
    }

    /// The locale of a tag, if we speak it.
    pub fn from_tag(_tag: &str) -> Option<Self> {
        todo!()
    }

    /// The best of an `Accept-Language` header (RFC 9110, section 12.5.4), if we speak any.
    pub fn from_accept_language(_header: &str) -> Option<Self> {
        todo!()
    }

    /// The words of a text.
    pub fn say(self, _text: &Text) -> String {
        todo!()
    }

    /// The words of a text without values.
    pub fn t(self, _key: &str) -> String {
        todo!()
    }

    /// A size in octets for reading: `412 Ko`, `1,1 Mo` (`KB`, `MB` in English); powers of 1,000.
    pub fn size(self, _octets: u64) -> String {
        todo!()
    }

    /// When a message came, short, as a list shows it: today `10:42`, this week `lun. 18:21`, this
    /// year `17 nov.`, else `17/11/2025`. Both are seconds since 1970-01-01 UTC.
    pub fn short_date(self, _at: i64, _now: i64) -> String {
        todo!()
    }

    /// The same, whole: `mardi 24 novembre 2026, 09:15`; without the year when it is this one.
    pub fn long_date(self, _at: i64, _now: i64) -> String {
        todo!()
    }

    /// `2026-11-24T09:15:00+01:00`, for `datetime`.
    pub fn machine_date(self, _at: i64) -> String {
        todo!()
    }

    /// The heading under which a list groups a message: `Aujourd’hui`, `Hier`, `Cette semaine`,
    /// `La semaine dernière`, `Ce mois-ci`, then months `octobre 2026`.
    pub fn date_group(self, _at: i64, _now: i64) -> String {
        todo!()
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

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
