//! The store of `tower-sessions` on our tables.
