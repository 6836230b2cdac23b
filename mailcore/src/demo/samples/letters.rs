//! The letters of the samples: a file for each conversation, or for what belongs together.

/// Names and texts of all that is in `letters`.
pub(super) const FILES: &[(&str, &str)] = &[];
