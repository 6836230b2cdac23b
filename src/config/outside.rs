//! `[outside]`: whether the program asks servers that a message names, and which.

use super::Error;
use super::network::Network;
use super::read::{self, Section};
use super::servers;

/// How the program behaves towards servers that a message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Whether it asks any.
    pub enabled: bool,
    /// Addresses that are asked although they are not public ones.
    pub also_allowed: Vec<Network>,
    /// Certificates in PEM that are trusted beside the system's roots.
    pub extra_roots: Option<Vec<u8>>,
}

impl Outside {
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let expected = "addresses or networks, as 10.1.2.3 or 10.1.0.0/16";
        let outside = Self {
            enabled: section.truth("enabled")?.unwrap_or(true),
            also_allowed: section.take("also_allowed", expected, read::list)?.unwrap_or_default(),
            extra_roots: servers::read_roots(&mut section)?,
        };
        section.finish()?;
        Ok(outside)
    }
}
