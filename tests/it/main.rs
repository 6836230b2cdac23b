//! What a person, an administrator and a hostile letter do: the whole program on real mail servers.
//!
//! One binary, so that one Dovecot, one Postfix and one ChromeDriver serve all tests. They run in
//! parallel: each has logins of its own and a program of its own.
//!
//! - [`lab`]: the mail servers, their accounts, and mail put into them;
//! - [`letters`]: mail of every kind; [`association`]: a mailbox of a year;
//! - [`program`]: the webmail as a process; [`command`]: as a command that ends;
//! - [`client`], [`browser`]: two ways to use it, without and with scripts;
//! - [`proxy`]: a way to a mail server that breaks when a test wants; [`elsewhere`]: a server of the
//!   Web that is not ours;
//! - the other modules are the tests.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a test that cannot go on says so and ends"
)]

mod association;
mod browser;
mod client;
mod command;
mod company;
mod elsewhere;
mod guard;
mod lab;
mod letters;
#[path = "../load/process.rs"]
#[expect(dead_code, reason = "the memory is wanted alone")]
mod process;
mod program;
mod proxy;
mod python;
mod wait;

mod absence;
mod acting;
mod allowed;
mod archiving;
mod bare;
mod books;
mod card_files;
mod carddav;
mod check;
mod choosing;
mod clients;
mod columns;
mod contacts;
mod demonstration;
mod directory;
mod doors;
mod editor;
mod embedded;
mod endless;
mod everything;
mod expiring;
mod exporting;
mod factor;
mod faults;
mod files;
mod filters;
mod finding;
mod folders;
mod forgetting;
mod fraud;
mod gallery;
mod headers;
mod hostile;
mod identities;
mod idle;
mod importing;
mod installed;
mod invitations;
mod journey;
mod keyboard;
mod labels;
mod languages;
mod large;
mod live;
mod local_copy;
mod login;
mod look;
mod mishaps;
mod modest;
mod newsletters;
mod ordering;
mod own_window;
mod paper;
mod passing_on;
mod password;
mod periods;
mod preferences;
mod provenance;
mod proxied;
mod putting_off;
mod quick;
mod receipts;
mod recipients;
mod redirection;
mod remote;
mod responses;
mod rewriting;
mod roles;
mod saved_searches;
mod scripts;
mod sending_options;
mod sessions;
mod settings;
mod shortcuts;
mod signatures;
mod sorting;
mod spam;
mod spelling;
mod standards;
mod starting;
mod stopping;
mod storage;
mod swiping;
mod tour;
mod tree;
mod undoing;
mod unfolding;
mod unsubscribe;
mod uploads;
mod walk;
mod writing;
