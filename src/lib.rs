//! Facteur: a webmail whose pages are made on the server, over the mail servers that people have.
//!
//! # Layers
//!
//! A module may import modules of lines below its own, never above it or beside it;
//! `tests/tidy.rs` holds the table.
//!
//! 0. [`demo`]: the running program on a mail server of its own.
//! 1. [`serve`]: the running program; [`check`]: what its configuration leads to; [`admin`]: what is done from a
//!    shell.
//! 2. [`web`]: requests to pages.
//! 3. [`app`]: the parts, built once; [`everything`]: what features have of a person, in one file.
//! 4. features: [`login`], [`reading`], [`searching`], [`acting`], [`importing`], [`compose`], [`live`],
//!    [`folders`], [`absence`], [`redirection`], [`filters`], [`settings_file`], [`password`].
//! 5. what a message asks of its reader: [`invitations`], [`receipts`]; what its reader says of it:
//!    [`teaching`].
//! 6. services that features share: [`outbox`], [`identities`], [`responses`], [`rules`].
//! 7. a message as it lies on the server: [`fetch`].
//! 8. one person's place in the program: [`desk`].
//! 9. what waits for a frame: [`documents`]; what a person decided and whom they know: [`preferences`],
//!    [`trust`], [`contacts`]; what goes on by itself: [`jobs`]; what was seen of rules on their server:
//!    [`known_rules`]; what is asked after the password: [`factor`].
//! 10. address books on servers: [`carddav`].
//! 11. what is asked of other people's servers: [`outside`].
//! 12. which words are right: [`spelling`].
//! 13. rows: [`store`].
//! 14. ground: [`agents`], [`claim`], [`clients`], [`config`], [`http`], [`i18n`], [`programs`], [`secret`].
//!
//! Below all of it is the core crate `mailcore`, which knows mail and no web.
//!
//! # What must stay absent
//!
//! A handler that speaks IMAP, SMTP or SQL; text for people outside `locales/`; message HTML in a
//! document of ours; a secret in a log, a URL or, in clear, on a disk; work of a request that only
//! its future keeps alive once something was sent.

/// The version, and from what it was built: `0.1.0 (9843ca8, x86_64-unknown-linux-gnu)`, without the
/// commit when the sources were no checkout of git.
pub const VERSION: &str = env!("BUILT_VERSION");

pub mod absence;
pub mod acting;
pub mod admin;
pub mod agents;
pub mod app;
pub mod carddav;
pub mod check;
pub mod claim;
pub mod clients;
pub mod compose;
pub mod config;
pub mod contacts;
pub mod demo;
pub mod desk;
pub mod documents;
pub mod everything;
pub mod factor;
pub mod fetch;
pub mod filters;
pub mod folders;
pub mod http;
pub mod i18n;
pub mod identities;
pub mod importing;
pub mod invitations;
pub mod jobs;
pub mod known_rules;
pub mod live;
pub mod login;
pub mod outbox;
pub mod outside;
pub mod password;
pub mod preferences;
pub mod programs;
pub mod reading;
pub mod receipts;
pub mod redirection;
pub mod responses;
pub mod rules;
pub mod searching;
pub mod secret;
pub mod serve;
pub mod settings_file;
pub mod spelling;
pub mod store;
pub mod teaching;
pub mod trust;
pub mod web;
