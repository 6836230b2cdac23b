//! Writing and sending.

pub(super) mod address;
pub(super) mod arrived;
pub(super) mod attach;
pub(super) mod edit;
pub(super) mod outbox;
pub(super) mod people;
pub(super) mod respond;
pub(super) mod save;
pub(super) mod send;
pub(super) mod spell;
pub(super) mod upload;

mod attached;
mod later;
mod options;
mod page;
pub(super) mod picture;
mod posted;
mod spelled;
