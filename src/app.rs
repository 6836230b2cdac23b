//! The parts of the running program. Known to [`crate::web`], [`crate::serve`] and `main` alone.

use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mailcore::imap::pool::{Limits, Pool};

use crate::config::Config;
use crate::secret::SealingKey;
use crate::store::{self, Store};

/// A person has a list, a message with its parts, and an upload under way: four connections are
/// enough, and few servers allow more than ten.
const IMAP_LIMITS: Limits =
    Limits { per_account: 4, idle: Duration::from_secs(300), wait: Duration::from_secs(10) };

/// Built once at the start; clones share the parts.
#[derive(Clone, Debug)]
pub struct App {
    /// What the operator decided.
    pub config: Arc<Config>,
    /// Connections to the IMAP servers.
    pub imap: Pool,
    /// The database.
    pub store: Store,
    /// Seals what waits in the database: drafts, uploads, the outbox.
    pub server_key: SealingKey,
}

/// Why the parts cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The data directory, or the key in it, cannot be used.
    #[error("cannot use {path}")]
    Data {
        /// The directory or the file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Store(#[from] store::Error),
}

impl App {
    /// Makes the data directory (0700) and the server's key where they are missing, and opens the
    /// database. Reaches no mail server.
    pub async fn open(config: Config) -> Result<Self, Error> {
        let directory = config.data_dir.clone();
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&directory)
            .map_err(|source| Error::Data { path: directory.clone(), source })?;
        let path = directory.join("server.key");
        let server_key = SealingKey::load_or_create(&path).map_err(|source| Error::Data { path, source })?;
        let store = Store::open(&config.database_url()).await?;
        Ok(Self { config: Arc::new(config), imap: Pool::new(IMAP_LIMITS), store, server_key })
    }
}
