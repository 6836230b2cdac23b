//! `[identities]`: what people decide of the names and addresses that they write from.

use super::Error;
use super::read::{self, Section};

/// What people decide themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdentityRules {
    /// How much of it.
    pub level: Level,
    /// Domains, lower case, that an address may be of besides that of the login; empty for all there are.
    pub domains: Vec<String>,
}

/// How much people decide, from most to least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// As many identities as they like, each with its address.
    #[default]
    All,
    /// As many as they like, all with the address of their login.
    FixedAddress,
    /// One, with its address.
    One,
    /// One, with the address of their login.
    OneFixedAddress,
    /// Of one with the address of their login, the signature alone.
    Signature,
}

/// The levels by their names in the file.
const LEVELS: [(&str, Level); 5] = [
    ("all", Level::All),
    ("fixed-address", Level::FixedAddress),
    ("one", Level::One),
    ("one-fixed-address", Level::OneFixedAddress),
    ("signature", Level::Signature),
];

impl Level {
    /// Whether there can be more than one identity.
    pub fn has_several(self) -> bool {
        matches!(self, Self::All | Self::FixedAddress)
    }

    /// Whether an identity can have another address than the login.
    pub fn has_own_address(self) -> bool {
        matches!(self, Self::All | Self::One)
    }

    /// Whether more than the signature is decided.
    pub fn has_own_name(self) -> bool {
        self != Self::Signature
    }
}

impl IdentityRules {
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let names = LEVELS.map(|(name, _)| name).join(", ");
        let level = section.take("level", &names, |value| {
            let name = value.as_str()?;
            LEVELS.iter().find(|it| it.0 == name).map(|it| it.1)
        })?;
        let domains: Option<Vec<String>> = section.take("domains", "domains, as example.org", read::list)?;
        section.finish()?;
        let domains = domains.unwrap_or_default().iter().map(|it| it.to_lowercase()).collect();
        Ok(Self { level: level.unwrap_or_default(), domains })
    }

    /// Whether people may write from an address of this domain.
    pub fn allows(&self, domain: &str) -> bool {
        self.domains.is_empty() || self.domains.iter().any(|it| it.eq_ignore_ascii_case(domain))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    #[test]
    fn levels_and_domains_are_read() {
        let config =
            Config::parse("[identities]\nlevel = \"one\"\ndomains = [\"Example.org\"]", &[]).unwrap();
        assert_eq!(config.identities.level, Level::One);
        assert!(config.identities.allows("EXAMPLE.org") && !config.identities.allows("example.net"));
        assert!(IdentityRules::default().allows("example.net"));
        let error = Config::parse("[identities]\nlevel = \"none\"", &[]).unwrap_err().to_string();
        assert!(error.starts_with("identities.level = \"none\": expected all, fixed-address"), "{error}");
    }
}
