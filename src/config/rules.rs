//! `[rules]`: what the operator decides of rules that people's mail goes through as it arrives.

use toml::Value;

use super::read::Section;
use super::{Error, domains};

/// The longest time between two answers to the same person, in days.
pub const MOST_DAYS: u64 = 366;

const DAY: u64 = 86_400;

/// What the operator decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLimits {
    /// Whether rules may send mail on to other addresses.
    pub redirect: bool,
    /// Domains, lower case, of the addresses that they may send it on to; empty for all there are.
    pub redirect_domains: Vec<String>,
    /// How often a new absence answers the same person.
    pub absence_every: Every,
}

/// How often the same person is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Every {
    /// Once in the whole absence.
    #[default]
    Once,
    /// As the server for rules has it.
    Server,
    /// Once in so many days, from 1 to [`MOST_DAYS`].
    Days(u64),
    /// Once in so many seconds, from 1 to those of [`MOST_DAYS`].
    Seconds(u64),
}

impl Default for RuleLimits {
    fn default() -> Self {
        Self { redirect: true, redirect_domains: Vec::new(), absence_every: Every::default() }
    }
}

impl RuleLimits {
    /// Whether rules may send mail on to an address of this domain.
    pub fn allows(&self, domain: &str) -> bool {
        self.redirect
            && (self.redirect_domains.is_empty() || self.redirect_domains.iter().any(|it| it == domain))
    }

    /// Whether they may send it on to anybody.
    pub fn allows_all(&self) -> bool {
        self.redirect && self.redirect_domains.is_empty()
    }

    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let redirect = section.truth("redirect")?.unwrap_or(true);
        let redirect_domains = section.take("redirect_domains", "domains, as example.org", domains::names)?;
        let expected = format!("once, server, or a time as 7d, 12h or 3600s, at most {MOST_DAYS}d");
        let every = section.take("absence_every", &expected, every)?;
        section.finish()?;
        let redirect_domains = redirect_domains.unwrap_or_default();
        Ok(Self { redirect, redirect_domains, absence_every: every.unwrap_or_default() })
    }
}

fn every(value: &Value) -> Option<Every> {
    let text = value.as_str()?;
    match text {
        "once" => return Some(Every::Once),
        "server" => return Some(Every::Server),
        _ => {}
    }
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let within = |number: u64, most: u64| (1..=most).contains(&number).then_some(number);
    let number: u64 = number.parse().ok()?;
    match unit {
        "d" => within(number, MOST_DAYS).map(Every::Days),
        "h" => within(number, MOST_DAYS * 24).map(|it| Every::Seconds(it * 3_600)),
        "s" => within(number, MOST_DAYS * DAY).map(Every::Seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    #[test]
    fn mail_goes_on_to_whom_the_operator_allows() {
        let allows = |text: &str| {
            let rules = Config::parse(text, &[]).unwrap().rules;
            (rules.allows("own.example"), rules.allows("other.example"), rules.allows_all())
        };
        assert_eq!(allows(""), (true, true, true));
        assert_eq!(allows("[rules]\nredirect_domains = [\"Own.example\"]"), (true, false, false));
        assert_eq!(
            allows("[rules]\nredirect = false\nredirect_domains = [\"own.example\"]"),
            (false, false, false)
        );
        assert!(Config::parse("[rules]\nredirect_domains = [\"a b\"]", &[]).is_err());
    }

    #[test]
    fn times_are_read_with_their_units() {
        let read = |text: &str| {
            let config = Config::parse(&format!("[rules]\nabsence_every = \"{text}\""), &[]);
            config.map(|it| it.rules.absence_every).map_err(|it| it.to_string())
        };
        for (text, expected) in [
            ("once", Every::Once),
            ("server", Every::Server),
            ("7d", Every::Days(7)),
            ("366d", Every::Days(366)),
            ("12h", Every::Seconds(43_200)),
            ("3600s", Every::Seconds(3_600)),
        ] {
            assert_eq!(read(text), Ok(expected));
        }
        for wrong in ["", "7", "d", "0d", "367d", "-1h", "7é", "8785h"] {
            let error = read(wrong).unwrap_err();
            assert!(
                error.starts_with("rules.absence_every = ") && error.contains("expected once"),
                "{error}"
            );
        }
        assert_eq!(Config::parse("", &[]).unwrap().rules.absence_every, Every::Once);
    }
}
