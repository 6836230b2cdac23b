//! Signing in: names completed, credentials tried on the IMAP server, attempts counted.

use std::net::IpAddr;
use std::sync::Arc;

use mailcore::credentials::Credentials;
use mailcore::imap;
use mailcore::imap::pool::Pool;
use zeroize::Zeroizing;

use crate::config::{Config, Servers};
use crate::store::{AccountId, Store};

/// Somebody whom the IMAP server knows.
#[derive(Clone, Debug)]
pub struct SignedUp {
    /// The account here, made at the first login.
    pub account: AccountId,
    /// For their mail servers.
    pub credentials: Credentials,
    /// Their mail servers.
    pub servers: Arc<Servers>,
}

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server does not know this name with this password; how many tries are left.
    #[error("wrong name or password, {tries_left} tries left")]
    Credentials {
        /// Tries until the account or address must wait.
        tries_left: u32,
    },
    /// Too many attempts for this account or from this address.
    #[error("too many attempts, wait {wait_seconds} seconds")]
    TooMany {
        /// How long to wait.
        wait_seconds: i64,
    },
    /// The name cannot be one (empty, control characters, too long).
    #[error("not a login name")]
    Name,
    /// The IMAP server could not be asked.
    #[error("the mail server could not be asked")]
    MailServer(#[source] imap::Error),
    /// The database could not be asked.
    #[error("the database could not be asked")]
    Store(#[from] crate::store::Error),
}

/// Completes a bare name with the configured domain; the domain in lower case; blanks around it gone. `None` when it cannot be a name.
pub fn login_name(_typed: &str, _config: &Config) -> Option<String> {
    todo!()
}

/// Tries a name and a password, as typed, on the IMAP server of its domain. Every attempt is kept in the list of
/// attempts; after 5 failures within 15 minutes for an account, or 30 from an address, it is not
/// tried at all. `now` is in seconds since 1970-01-01 UTC.
pub async fn sign_in(
    _config: &Config,
    _store: &Store,
    _pool: &Pool,
    _typed: &str,
    _password: Zeroizing<String>,
    _from: IpAddr,
    _now: i64,
) -> Result<SignedUp, Error> {
    todo!()
}
