//! Mail without a web page: the vocabulary of mail and the protocols that carry it.
//!
//! Reading order: the vocabulary ([`address`], [`flag`], [`uid`], [`mailbox`], [`envelope`],
//! [`search`], [`order`], [`credentials`], [`server`]), then what a message is ([`message`]), then the protocols
//! ([`imap`], [`smtp`], [`managesieve`] for the scripts of [`sieve`]), what a server answers at each step before anybody relies on it ([`probe`]),
//! and a mail server to try them on (`demo`, behind the feature of that name).
//!
//! # Layers
//!
//! 1. `probe`, which looks at servers
//! 2. protocols: `imap`, `smtp`, `managesieve`; and `demo`, the other end of them
//! 3. how they are protected: `tls`
//! 4. messages: `message`, and scripts: `sieve`, pure functions over octets
//! 5. vocabulary: everything else; imports nothing but its own kind
//!
//! What must stay absent: HTTP, templates, SQL, the language of a user. Each library has one door:
//! `async-imap` and `imap-proto` in [`imap`], `lettre` in [`smtp`] and `message::outgoing`,
//! `mail-parser` in `message::parse` and `demo::message`, `ammonia` in `message::sanitize`, `image` in
//! `message::picture`, `calcard` in `message::invitation`, `x509-parser` in
//! `probe` and `message::protection`, `url` in `message::unsubscribe`, `imap-codec` in `demo`,
//! `smtp-proto` in `demo::smtp`.

pub mod address;
pub mod credentials;
pub mod envelope;
pub mod flag;
pub mod mailbox;
pub mod order;
pub mod search;
pub mod server;
pub mod uid;

pub mod message;
pub mod sieve;

#[cfg(feature = "demo")]
pub mod demo;
pub mod imap;
pub mod managesieve;
pub mod probe;
pub mod smtp;
pub mod tls;
