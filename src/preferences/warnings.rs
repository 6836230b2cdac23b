//! Of what a person wants to be warned before a message is sent.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::or_default;

/// Each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is decided by itself")]
pub struct Warnings {
    /// That there is no subject.
    #[serde(deserialize_with = "or_yes")]
    pub subject: bool,
    /// That there is no text.
    #[serde(deserialize_with = "or_yes")]
    pub text: bool,
    /// That there is no file, where the text speaks of one.
    #[serde(deserialize_with = "or_yes")]
    pub file: bool,
    /// That many recipients see each other.
    #[serde(deserialize_with = "or_yes")]
    pub visible: bool,
    /// That a recipient is outside of what the operator has.
    #[serde(deserialize_with = "or_default")]
    pub outside: bool,
    /// That the sender has no name.
    #[serde(deserialize_with = "or_default")]
    pub name: bool,
}

impl Default for Warnings {
    fn default() -> Self {
        // Mail to others is what most mail is, and an address without a name is what many begin with.
        Self { subject: true, text: true, file: true, visible: true, outside: false, name: false }
    }
}

fn or_yes<'de, D: Deserializer<'de>>(reader: D) -> Result<bool, D::Error> {
    Ok(Value::deserialize(reader)?.as_bool().unwrap_or(true))
}
