//! The languages that texts are written in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language of a text. More than the program speaks: a dictionary is all it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// French.
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Dutch.
    #[serde(rename = "nl")]
    Dutch,
    /// German.
    #[serde(rename = "de")]
    German,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// Italian.
    #[serde(rename = "it")]
    Italian,
    /// Portuguese.
    #[serde(rename = "pt")]
    Portuguese,
    /// Luxembourgish.
    #[serde(rename = "lb")]
    Luxembourgish,
}

impl Language {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::French,
        Self::English,
        Self::Dutch,
        Self::German,
        Self::Spanish,
        Self::Italian,
        Self::Portuguese,
        Self::Luxembourgish,
    ];

    /// The BCP 47 tag: `fr`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Dutch => "nl",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Italian => "it",
            Self::Portuguese => "pt",
            Self::Luxembourgish => "lb",
        }
    }

    /// Its own name: `Français`.
    pub fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
            Self::Dutch => "Nederlands",
            Self::German => "Deutsch",
            Self::Spanish => "Español",
            Self::Italian => "Italiano",
            Self::Portuguese => "Português",
            Self::Luxembourgish => "Lëtzebuergesch",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.tag() == tag)
    }

    /// What its dictionary is called on systems, the best first; where there is none of these, the first in
    /// the order of names that begins with the tag and `_` is taken.
    pub(super) fn usual_files(self) -> &'static [&'static str] {
        match self {
            Self::French => &["fr", "fr_FR"],
            Self::English => &["en_GB", "en_US", "en"],
            Self::Dutch => &["nl", "nl_NL"],
            Self::German => &["de_DE", "de"],
            Self::Spanish => &["es_ES", "es"],
            Self::Italian => &["it_IT", "it"],
            Self::Portuguese => &["pt_PT", "pt"],
            Self::Luxembourgish => &["lb_LU", "lb"],
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_tag_everywhere() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{language}\""));
            assert!(language.usual_files().iter().all(|it| it.starts_with(language.tag())));
        }
        assert_eq!(Language::from_tag("FR"), None);
    }
}
