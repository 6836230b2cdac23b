//! The parts of the running program. Known to [`crate::web`], [`crate::serve`] and `main` alone.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mailcore::credentials::Credentials;
use mailcore::imap::pool::{Limits, Pool};

use crate::config::{Config, Servers};
use crate::contacts::remote::Reach;
use crate::desk::Desk;
use crate::documents::Documents;
use crate::known_rules::KnownRules;
use crate::live::Live;
use crate::outbox::limits;
use crate::outside::Outside;
use crate::preferences::Preferences;
use crate::preferences::rules::{Decisions, Rules, UnknownWish};
use crate::secret::SealingKey;
use crate::spelling::Spelling;
use crate::store::{self, AccountId, Store};

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
    /// What people decided.
    pub decisions: Decisions,
    /// Seals what waits in the database: drafts, uploads, the outbox.
    pub server_key: SealingKey,
    /// Documents of messages that were opened lately.
    pub documents: Documents,
    /// What is asked of servers that a message names.
    pub outside: Outside,
    /// Which rules mail goes through, as it was last seen.
    pub known_rules: KnownRules,
    /// Which words are right.
    pub spelling: Spelling,
    /// Accounts that are watched for pages that are open.
    pub live: Live,
}

/// Why the parts cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server's key cannot be used.
    #[error("cannot use the key {path}")]
    Key {
        /// Its file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The configuration decides of a preference what cannot be.
    #[error(transparent)]
    Preferences(#[from] UnknownWish),
    /// The database cannot be opened.
    #[error("cannot open the database")]
    Store(#[from] store::Error),
}

impl App {
    /// The place of somebody in the program.
    pub fn desk(
        &self,
        account: AccountId,
        credentials: Credentials,
        servers: Arc<Servers>,
        preferences: Arc<Preferences>,
    ) -> Desk {
        let message_limit = limits::within(self.config.message_limit, &servers.submission);
        Desk {
            account,
            credentials,
            servers,
            preferences,
            imap: self.imap.clone(),
            store: self.store.clone(),
            decisions: self.decisions.clone(),
            key: self.server_key.clone(),
            documents: self.documents.clone(),
            outside: self.outside.clone(),
            known_rules: self.known_rules.clone(),
            spelling: self.spelling.clone(),
            identity_rules: Arc::clone(&self.config.identities),
            rule_limits: Arc::clone(&self.config.rules),
            fixed_responses: Arc::clone(&self.config.responses),
            message_limit,
        }
    }

    /// What address books on servers are reached with; `mail` while somebody is there.
    pub fn reach(&self, mail: Option<Credentials>) -> Reach {
        Reach {
            store: self.store.clone(),
            key: self.server_key.clone(),
            outside: self.outside.clone(),
            servers: Arc::clone(&self.config.carddav),
            mail,
        }
    }

    /// Makes the server's key where it is missing, and opens the database; the data directory is
    /// there and ours. Reaches no mail server.
    pub async fn open(config: Config) -> Result<Self, Error> {
        let rules = Rules::new(&config.preferences)?;
        let path = config.server_key();
        let server_key = SealingKey::load_or_create(&path).map_err(|source| Error::Key { path, source })?;
        let store = Store::open(&config.database_url()).await?;
        let decisions = Decisions::new(store.clone(), rules);
        let (imap, documents) = (Pool::new(IMAP_LIMITS), Documents::default());
        let known_rules = KnownRules::default();
        let outside = Outside::new(&config.outside);
        let spelling = Spelling::new(config.dictionaries.as_deref());
        let live = Live::default();
        let config = Arc::new(config);
        Ok(Self {
            config,
            imap,
            store,
            decisions,
            server_key,
            documents,
            outside,
            known_rules,
            spelling,
            live,
        })
    }
}
