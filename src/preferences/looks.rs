//! How pages look, and how they tell the time.

use serde::{Deserialize, Serialize};

use super::or_default;
use crate::i18n::dates::{Clock, DateOrder, Hours};

/// What an answer is called that leaves the time zone to the program.
pub const AUTOMATIC_ZONE: &str = "auto";

/// How pages look.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Looks {
    /// Light or dark.
    #[serde(deserialize_with = "or_default")]
    pub theme: Theme,
    /// How much room rows have.
    #[serde(deserialize_with = "or_default")]
    pub density: Density,
    /// The zone of all times, by its IANA name; `None` is that of the program.
    #[serde(deserialize_with = "or_default")]
    pub zone: Option<String>,
    /// How days are written.
    #[serde(deserialize_with = "or_default")]
    pub dates: DateOrder,
    /// How times are.
    #[serde(deserialize_with = "or_default")]
    pub hours: Hours,
    /// Lists have the whole date of each message, also of today's.
    #[serde(deserialize_with = "or_default")]
    pub exact_dates: bool,
    /// Mailboxes with a role are called as on the server, not by it.
    #[serde(deserialize_with = "or_default")]
    pub real_names: bool,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system is.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How much room rows have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// The usual one.
    #[default]
    Comfortable,
    /// Less, so that more of them are seen.
    Compact,
    /// More.
    Airy,
}

impl Theme {
    /// The value of `data-theme`; `None` where the system decides.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

impl Density {
    /// The value of `data-density`; `None` for the usual one.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Comfortable => None,
            Self::Compact => Some("compact"),
            Self::Airy => Some("airy"),
        }
    }
}

impl Looks {
    /// The clock that the person looks at. A zone that is not known is that of the program.
    pub fn clock(&self) -> Clock {
        Clock::new(self.zone.as_deref(), self.dates, self.hours, self.exact_dates)
    }
}
