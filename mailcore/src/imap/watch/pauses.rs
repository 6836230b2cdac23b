//! How long to wait before a connection is made again.

use std::time::Duration;

/// The first pause.
const SHORTEST: Duration = Duration::from_secs(1);
/// The longest one.
const LONGEST: Duration = Duration::from_secs(300);

/// Pauses that grow, each shortened by chance: a server that comes back is not asked by all at once.
#[derive(Debug)]
pub(super) struct Pauses(Duration);

impl Pauses {
    /// From the beginning.
    pub(super) fn new() -> Self {
        Self(SHORTEST)
    }

    /// The next pause: between half of what it would be and the whole.
    pub(super) fn next(&mut self) -> Duration {
        let whole = self.0;
        self.0 = (whole * 2).min(LONGEST);
        // Without chance all of it is waited for.
        let part = getrandom::u32().unwrap_or(u32::MAX);
        whole / 2 + (whole / 2).mul_f64(f64::from(part) / f64::from(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_five_minutes() {
        let mut pauses = Pauses::new();
        let mut whole = SHORTEST;
        for _ in 0..20 {
            let pause = pauses.next();
            assert!(pause >= whole / 2 && pause <= whole, "{pause:?} of {whole:?}");
            whole = (whole * 2).min(LONGEST);
        }
        assert_eq!(whole, LONGEST);
    }
}
