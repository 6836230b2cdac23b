//! Of what a person wants to be warned before a message is sent.

use serde::{Deserialize, Serialize};

/// Each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is decided by itself")]
pub struct Warnings {
    /// That there is no subject.
    pub subject: bool,
    /// That there is no text.
    pub text: bool,
    /// That there is no file, where the text speaks of one.
    pub file: bool,
    /// That many recipients see each other.
    pub visible: bool,
    /// That the sender has no name.
    pub name: bool,
}

impl Default for Warnings {
    fn default() -> Self {
        // An address without a name is what many begin with.
        Self { subject: true, text: true, file: true, visible: true, name: false }
    }
}
