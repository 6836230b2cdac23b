//! Many durations in a few numbers.

use std::time::Duration;

use serde::Serialize;

/// Of sorted durations, in milliseconds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Times {
    /// What other work on the machine touches least.
    pub least: f64,
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
        Self { least: at(0), p50: at(50), p95: at(95), p99: at(99) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(milliseconds: impl Iterator<Item = u64>, expected: [f64; 4]) {
        let Times { least, p50, p95, p99 } = Times::of(milliseconds.map(Duration::from_millis).collect());
        assert_eq!([least, p50, p95, p99], expected);
    }

    #[test]
    fn a_percentile_is_a_duration_that_was_measured() {
        check((1..=100).rev(), [1.0, 50.0, 95.0, 99.0]);
        check(1..=3, [1.0, 2.0, 3.0, 3.0]);
        check(std::iter::once(7), [7.0; 4]);
    }
}
