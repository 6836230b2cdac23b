//! Many durations in three numbers.

use std::time::Duration;

use serde::Serialize;

/// Of sorted durations, in milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Times {
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
}

impl Times {
    /// Of at least one.
    pub fn of(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        let at = |percent: usize| {
            let rank = (durations.len() * percent).div_ceil(100).max(1);
            durations[rank - 1].as_secs_f64() * 1e3
        };
        Self { p50: at(50), p95: at(95), p99: at(99) }
    }
}
