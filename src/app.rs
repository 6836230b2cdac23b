//! The parts of the running program. Known to [`crate::web`] and `main` alone.

use std::sync::Arc;

use mailcore::imap::pool::Pool;

use crate::config::Config;
use crate::secret::SealingKey;
use crate::store::Store;

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
