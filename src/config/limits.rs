//! `[limits]`: how much, how long, how often.

use std::time::Duration;

use super::read::Section;
use super::{AttemptLimits, Error};

/// The limits as the file has them.
pub(super) struct Limits {
    pub(super) message_mb: u64,
    pub(super) session_idle_minutes: u64,
    pub(super) session_hours: u64,
    pub(super) request_seconds: u64,
    pub(super) upload_seconds: u64,
    pub(super) attempts: AttemptLimits,
}

impl Limits {
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let mut number = |key, usual, most| section.number(key, 1, most).map(|it| it.unwrap_or(usual));
        let count = |it: u64| u32::try_from(it).unwrap_or(u32::MAX);
        let limits = Self {
            message_mb: number("message_mb", 25, 1_000)?,
            session_idle_minutes: number("session_idle_minutes", 120, 43_200)?,
            session_hours: number("session_hours", 24, 8_760)?,
            request_seconds: number("request_seconds", 30, 3_600)?,
            upload_seconds: number("upload_seconds", 600, 86_400)?,
            attempts: AttemptLimits {
                per_login: count(number("login_failures", 5, 1_000_000)?),
                per_address: count(number("address_failures", 30, 1_000_000)?),
                window: Duration::from_secs(number("failure_minutes", 15, 43_200)? * 60),
            },
        };
        section.finish()?;
        Ok(limits)
    }
}
