//! A message and what is in it.

pub(super) mod body;
pub(super) mod part;
pub(super) mod read;
