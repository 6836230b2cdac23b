//! What happens when a person signs out.

use serde::{Deserialize, Serialize};

use super::or_default;

/// What becomes of two mailboxes when a person signs out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Leaving {
    /// Of the trash.
    #[serde(deserialize_with = "or_default")]
    pub trash: Cleared,
    /// Of junk.
    #[serde(deserialize_with = "or_default")]
    pub junk: Cleared,
}

/// Which messages of a mailbox go for good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub enum Cleared {
    /// None.
    #[default]
    #[serde(rename = "never")]
    Never,
    /// All.
    #[serde(rename = "all")]
    All,
    /// What came more than 7 days ago.
    #[serde(rename = "7")]
    Week,
    /// 30 days.
    #[serde(rename = "30")]
    Month,
    /// 60 days.
    #[serde(rename = "60")]
    TwoMonths,
    /// 90 days.
    #[serde(rename = "90")]
    Quarter,
}

impl Cleared {
    /// How old, in days, what goes has to be at least; `None` when nothing goes.
    pub fn days(self) -> Option<i32> {
        match self {
            Self::Never => None,
            Self::All => Some(0),
            Self::Week => Some(7),
            Self::Month => Some(30),
            Self::TwoMonths => Some(60),
            Self::Quarter => Some(90),
        }
    }
}
