//! A mail server in the program itself: a demonstration, and a quick double for development.
//!
//! It is no mail server for anybody's mail: accounts and passwords are given to it at the start, it
//! listens on loopback without TLS, and what is addressed to the outside stays here.

pub mod samples;
pub mod seed;
