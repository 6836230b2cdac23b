//! What the operator decides: `facteur.toml` and `FACTEUR_…` variables (the door of `std::env`).

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use mailcore::server::Server;

/// Everything the operator can decide, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where pages are served.
    pub listen: SocketAddr,
    /// How browsers reach it: scheme and host, without a slash at the end. `https` makes cookies Secure and sends HSTS.
    pub public_url: String,
    /// The SQLite file, waiting uploads, the server's key.
    pub data_dir: PathBuf,
    /// `sqlite` (in `data_dir`) or `postgres://…`.
    pub database: String,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The servers of everybody who has no servers of their own below.
    pub servers: Arc<Servers>,
    /// Completes a bare login name.
    pub login_domain: Option<String>,
    /// Servers of some domains; names lower case.
    pub domains: Vec<(String, Arc<Servers>)>,
    /// The largest message that is sent, with its attachments, in octets.
    pub message_limit: u64,
    /// A session that is not used ends after this.
    pub session_idle: Duration,
    /// A session ends after this, used or not.
    pub session_life: Duration,
    /// The longest that any page may take.
    pub request_timeout: Duration,
}

/// The mail servers of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Servers {
    /// Where mail is read.
    pub imap: Arc<Server>,
    /// Where mail is handed over.
    pub submission: Arc<Server>,
}

/// A configuration that cannot be used: which key, which value, what was expected.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A key that does not exist, or a value of the wrong kind.
    #[error("{0}")]
    Value(String),
}

impl Config {
    /// Reads the file, then the environment over it (`FACTEUR_IMAP__HOST`).
    pub fn load(_path: &Path) -> Result<Self, Error> {
        todo!()
    }

    /// Reads a file's text with these variables over it.
    pub fn parse(_text: &str, _environment: &[(String, String)]) -> Result<Self, Error> {
        todo!()
    }

    /// The servers for the domain of a login name.
    pub fn servers_of(&self, _login: &str) -> Arc<Servers> {
        todo!()
    }

    /// Whether browsers come by https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https:")
    }
}
