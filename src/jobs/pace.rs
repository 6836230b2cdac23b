//! How large the steps of a long job are: large enough that what each step costs by itself does not count,
//! small enough that people see it go on, and can stop it.

use std::time::{Duration, Instant};

/// The size of the first step, and the least of the others.
const LEAST: usize = 500;

/// The most of a step: what a lost answer leaves unknown.
const MOST: usize = 10_000;

/// A step is at most so many times as large as the one before: the first ones tell little.
const GROWTH: usize = 8;

/// How long a step should take.
const AIM: Duration = Duration::from_secs(1);

/// The size of the steps of one job.
#[derive(Debug)]
pub struct Pace {
    size: usize,
    begun_at: Option<Instant>,
}

impl Pace {
    /// Nothing is done yet.
    pub fn new() -> Self {
        Self { size: LEAST, begun_at: None }
    }

    /// Takes the items of the next step from those that are left; the time of the one before ends, and that of
    /// this one begins. `None` when none are left.
    pub fn step<'a, T>(&mut self, left: &mut &'a [T]) -> Option<&'a [T]> {
        if let Some(begun_at) = self.begun_at.replace(Instant::now()) {
            self.size = next_size(self.size, begun_at.elapsed());
        }
        let (step, others) = left.split_at_checked(self.size).unwrap_or((left, &[]));
        *left = others;
        (!step.is_empty()).then_some(step)
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::new()
    }
}

/// How large a step is after one of `size` items that took so long.
fn next_size(size: usize, took: Duration) -> usize {
    let fits = AIM.as_micros().saturating_mul(size as u128) / took.as_micros().max(1);
    usize::try_from(fits).unwrap_or(MOST).min(size.saturating_mul(GROWTH)).clamp(LEAST, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_takes_about_a_second() {
        let after = |size, milliseconds| next_size(size, Duration::from_millis(milliseconds));
        assert_eq!(after(500, 1_000), 500);
        assert_eq!(after(500, 250), 2_000);
        assert_eq!(after(500, 1), 4_000, "not too fast");
        assert_eq!(after(4_000, 0), MOST);
        assert_eq!(after(4_000, 2_000), 2_000);
        assert_eq!(after(1_000, 60_000), LEAST);
    }

    #[test]
    fn every_item_has_its_step() {
        let items: Vec<u32> = (0..1_200).collect();
        let (mut pace, mut left, mut steps) = (Pace::new(), items.as_slice(), Vec::new());
        while let Some(step) = pace.step(&mut left) {
            steps.push(step);
        }
        assert_eq!(steps.first().map(|it| it.len()), Some(LEAST));
        assert_eq!(steps.concat(), items);
    }
}
