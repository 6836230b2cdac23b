//! The list of login attempts.

use super::{Error, Store};

/// One attempt to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The login name, completed.
    pub login: String,
    /// From where.
    pub address: String,
    /// When, in seconds since 1970-01-01 UTC.
    pub tried_at: i64,
    /// Whether the server knew them.
    pub succeeded: bool,
}

/// Failures since a time, with the time of the oldest of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: u32,
    /// The oldest, if there is one.
    pub oldest_at: Option<i64>,
}

impl Store {
    /// Adds an attempt, and forgets those older than 90 days.
    pub async fn add_attempt(&self, _attempt: &Attempt) -> Result<(), Error> {
        todo!()
    }

    /// Failures of a login name since `since` and since its last success.
    pub async fn failures_of_login(&self, _login: &str, _since: i64) -> Result<Failures, Error> {
        todo!()
    }

    /// Failures from an address since `since`.
    pub async fn failures_of_address(&self, _address: &str, _since: i64) -> Result<Failures, Error> {
        todo!()
    }
}
