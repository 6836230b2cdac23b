//! What happens to what is deleted.

use serde::{Deserialize, Serialize};

use super::or_default;

/// What happens to what is deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Deleting {
    /// It becomes read.
    #[serde(deserialize_with = "or_default")]
    pub reads: bool,
    /// Junk goes for good at once, and not into the Trash mailbox.
    #[serde(deserialize_with = "or_default")]
    pub junk_for_good: bool,
}
