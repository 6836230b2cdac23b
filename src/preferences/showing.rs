//! What is shown of a message.

use serde::{Deserialize, Serialize};

use super::or_default;

/// What is shown of a message that is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Showing {
    /// Its plain text, where it has one beside its HTML.
    #[serde(deserialize_with = "or_default")]
    pub text: bool,
    /// Pictures that are attached to text do not stand below it.
    #[serde(deserialize_with = "or_default")]
    pub no_pictures: bool,
}
