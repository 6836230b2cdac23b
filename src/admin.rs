//! `facteur admin`: what an administrator does from a shell, while the program is running or not.

use std::io;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::contacts::directory::{self, Fed};
use crate::factor;
use crate::login::full_name;
use crate::store::{self, Store};

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("cannot read {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Store(#[from] store::Error),
    /// The directory could not be fed.
    #[error("the directory was not changed")]
    Directory(#[from] directory::Error),
    /// There are two sources, of which one would undo the other.
    #[error("[directory.ldap] feeds the directory: take it out of the configuration, or give no file")]
    TwoSources,
    /// No login can be called so.
    #[error("{0:?} is no login name")]
    Name(String),
    /// Nobody of this name ever signed in.
    #[error("nobody called {0:?} ever signed in here")]
    Nobody(String),
    /// There is no source.
    #[error("a file is missing: vCard, CSV or LDIF; or [directory.ldap] in the configuration")]
    NoSource,
}

/// Feeds the company directory from a file, which takes the place of all that it had, or else from the server
/// that the configuration names.
pub async fn import_directory(config: &Config, file: Option<&Path>) -> Result<Fed, Error> {
    let now = jiff::Timestamp::now().as_second();
    match (file, &config.directory) {
        (Some(_), Some(_)) => Err(Error::TwoSources),
        (None, None) => Err(Error::NoSource),
        (Some(path), None) => {
            let failed = |source| Error::File { path: path.to_owned(), source };
            let octets = tokio::fs::read(path).await.map_err(failed)?;
            Ok(directory::feed_file(&open(config).await?, &octets, now).await?)
        }
        (None, Some(server)) => Ok(directory::feed_ldap(&open(config).await?, server, now).await?),
    }
}

/// Ends all sessions of a person, and the logins that wait for a code; how many sessions that were. A running program
/// hears of it within seconds. What fails keeps nothing else from being ended, and is the error in the end.
pub async fn close_sessions(config: &Config, login: &str) -> Result<usize, Error> {
    let login = full_name(login, config).ok_or_else(|| Error::Name(login.to_owned()))?;
    let store = open(config).await?;
    let (mut closed, accounts) = (0, store.accounts_named(&login).await?);
    if accounts.is_empty() {
        return Err(Error::Nobody(login));
    }
    // One that waits could become a session that nobody ends.
    let mut ended = factor::end_waiting(&store, &login).await;
    for account in accounts {
        match store.close_sessions(account, "", None).await {
            Ok(sessions) => closed += sessions.len(),
            Err(error) => ended = Err(error),
        }
    }
    ended?;
    Ok(closed)
}

/// Takes the second factor of a person away, who lost it: the password alone opens their pages from now on. Whether
/// there was one.
pub async fn remove_second_factor(config: &Config, login: &str) -> Result<bool, Error> {
    let login = full_name(login, config).ok_or_else(|| Error::Name(login.to_owned()))?;
    Ok(factor::switch_off(&open(config).await?, &login).await?)
}

async fn open(config: &Config) -> Result<Store, store::Error> {
    Store::open(&config.database_url()).await
}
