//! How much is on its way in, in all sessions together.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most octets of messages that are read but not yet whole.
const MOST_OCTETS: usize = 256 << 20;

/// What one session has read of a message, counted with that of all others.
#[derive(Debug)]
pub(in crate::demo) struct Arriving {
    all: Arc<AtomicUsize>,
    octets: usize,
}

impl Arriving {
    /// Nothing yet; `all` is what all sessions count in.
    pub(super) fn new(all: Arc<AtomicUsize>) -> Self {
        Self { all, octets: 0 }
    }

    /// Counts more octets; whether there is room for them.
    pub(in crate::demo) fn grow(&mut self, octets: usize) -> bool {
        let before = self.all.fetch_add(octets, Ordering::Relaxed);
        self.octets += octets;
        before.saturating_add(octets) <= MOST_OCTETS
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.all.fetch_sub(self.octets, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrives_is_bounded_for_all_together() {
        let all = Arc::new(AtomicUsize::new(0));
        let mut one = Arriving::new(Arc::clone(&all));
        let mut other = Arriving::new(Arc::clone(&all));
        assert!(one.grow(MOST_OCTETS - 5) && other.grow(5));
        assert!(!other.grow(1));
        drop(other);
        assert!(one.grow(5));
        drop(one);
        assert_eq!(all.load(Ordering::Relaxed), 0);
    }
}
