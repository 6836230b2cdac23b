//! What a person decided about spelling.

use serde::{Deserialize, Serialize};

use super::or_default;
use crate::spelling::Language;

/// How spelling is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct SpellingHabit {
    /// The language of messages that name none; `None` is that of the pages.
    #[serde(deserialize_with = "or_default")]
    pub language: Option<Language>,
    /// A message with unknown words is shown once more before it is sent.
    #[serde(deserialize_with = "or_default")]
    pub before_sending: bool,
}
