//! A mail server in the program itself: a demonstration, and a quick double for development.
//!
//! It is no mail server for anybody's mail: accounts and passwords are given to it at the start, it
//! listens on loopback without TLS, and what is addressed to the outside stays here.

mod collation;
mod message;
mod search;
pub mod seed;
mod smtp;
mod sort;
mod state;
mod subject;
mod thread;

/// The mailbox, of whoever sent it, in which mail to the outside is kept.
pub const OUTSIDE: &str = "Vers l’extérieur";
