//! What waits to be sent.

pub(in crate::web) mod act;
pub(in crate::web) mod list;
pub(in crate::web) mod told;
pub(super) mod words;
