//! What the operator decides: `facteur.toml` and `FACTEUR_…` variables (the door of `std::env`).

pub mod carddav;
pub mod clients;
pub mod database;
pub mod demonstration;
pub mod directory;
mod domains;
pub mod identities;
mod limits;
pub mod network;
pub mod outside;
pub mod password;
pub mod password_change;
pub mod preferences;
mod read;
pub mod responses;
pub mod rules;
mod secrecy;
mod servers;
pub mod spam;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use mailcore::server::Server;
use toml::{Table, Value};
use zeroize::Zeroizing;

use self::carddav::CardDav;
use self::clients::Clients;
use self::database::Database;
use self::directory::Ldap;
use self::identities::IdentityRules;
use self::limits::Limits;
use self::outside::Outside;
use self::password_change::PasswordChange;
use self::preferences::PreferenceWishes;
use self::read::Section;
use self::responses::FixedResponse;
use self::rules::RuleLimits;
use self::spam::Spam;

/// A file with every key, its default and what it means. It can be used as it is.
pub const EXAMPLE: &str = include_str!("config/facteur.example.toml");

/// The languages of pages, as in `i18n::Locale`.
const LANGUAGES: [&str; 4] = ["fr", "en", "nl", "de"];

/// Everything the operator can decide, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where pages are served.
    pub listen: SocketAddr,
    /// How browsers reach it: an origin (scheme, host, port if it is not the usual one), lower
    /// case, without a slash at the end. `https` makes cookies Secure and sends HSTS. Port 0
    /// stands for the one that is listened on.
    pub public_url: String,
    /// The SQLite file, waiting uploads, the server's key.
    pub data_dir: PathBuf,
    /// Where rows are kept.
    pub database: Database,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// For dates on pages: a name of the IANA database that the system knows; `None` is the
    /// system's own.
    pub time_zone: Option<String>,
    /// The language of those whose browser asks for none of ours: `fr`, `en`, `nl` or `de`.
    pub language: String,
    /// The servers of everybody who has no servers of their own below.
    pub servers: Arc<Servers>,
    /// Completes a bare login name; lower case.
    pub login_domain: Option<String>,
    /// The domains of login names, lower case; with an empty list names have none. Without a list every name is tried.
    pub login_domains: Option<Vec<String>>,
    /// Servers of some domains; names lower case.
    pub domains: Vec<(String, Arc<Servers>)>,
    /// How people change their password.
    pub password_change: PasswordChange,
    /// The server that the company directory is read from.
    pub directory: Option<Ldap>,
    /// Servers of address books.
    pub carddav: Arc<CardDav>,
    /// What people decide of the names and addresses that they write from.
    pub identities: Arc<IdentityRules>,
    /// What people decide of rules that their mail goes through.
    pub rules: Arc<RuleLimits>,
    /// Texts that everybody can put into a message.
    pub responses: Arc<[FixedResponse]>,
    /// What people begin with, and what they do not decide themselves.
    pub preferences: PreferenceWishes,
    /// What is asked of servers that a message names.
    pub outside: Outside,
    /// A folder of dictionaries that come before those of the program and the system.
    pub dictionaries: Option<PathBuf>,
    /// The largest message that is sent, with its attachments, in octets.
    pub message_limit: u64,
    /// A session that is not used ends after this.
    pub session_idle: Duration,
    /// A session ends after this, used or not.
    pub session_life: Duration,
    /// The longest that any page may take.
    pub request_timeout: Duration,
    /// The longest that a form with files may take, from its first octet to our answer.
    pub upload_timeout: Duration,
    /// When logins are refused without being tried.
    pub attempts: AttemptLimits,
    /// Whether this is `facteur demo`; no key says so.
    pub is_demonstration: bool,
}

/// When logins are refused without being tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptLimits {
    /// Failures of one account within `window`.
    pub per_login: u32,
    /// Failures from one address within `window`.
    pub per_address: u32,
    /// How long a failure counts.
    pub window: Duration,
}

/// The mail servers of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Servers {
    /// Where mail is read.
    pub imap: Arc<Server>,
    /// Where mail is handed over.
    pub submission: Arc<Server>,
    /// Where rules are kept; without it no page offers them.
    pub managesieve: Option<Arc<Server>>,
    /// The names (authserv-id, RFC 8601) under which servers of the operator's own write into a message
    /// what they found out about its sender; of others it is not believed.
    pub authserv_ids: Vec<String>,
    /// Who learns from what people call spam.
    pub spam: Spam,
    /// How programs and telephones reach these servers.
    pub clients: Clients,
}

/// What `FACTEUR_LOG` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogWish {
    /// What an operator must know, as lines.
    Info,
    /// More, as lines. May hold addresses; never secrets, subjects or bodies.
    Debug,
    /// As `Info`, one JSON object a line.
    Json,
}

/// Reads `FACTEUR_LOG`; `None` when it is not there or empty.
pub fn log_wish() -> Result<Option<LogWish>, Error> {
    match std::env::var("FACTEUR_LOG").as_deref() {
        Err(_) | Ok("") => Ok(None),
        Ok("info") => Ok(Some(LogWish::Info)),
        Ok("debug") => Ok(Some(LogWish::Debug)),
        Ok("json") => Ok(Some(LogWish::Json)),
        Ok(other) => Err(Error::Value(format!("FACTEUR_LOG = {other:?}: expected info, debug or json"))),
    }
}

/// Whether `cargo run` in our own workspace started this: cargo tells what it runs, and where.
pub fn is_run_by_cargo() -> bool {
    let is_ours = |name: std::ffi::OsString| name == env!("CARGO_PKG_NAME");
    let is_there = |root: std::ffi::OsString| Path::new(&root).join("Cargo.toml").is_file();
    std::env::var_os("CARGO_PKG_NAME").is_some_and(is_ours)
        && std::env::var_os("CARGO_MANIFEST_DIR").is_some_and(is_there)
}

/// Reads `FACTEUR_CHECK_PASSWORD`, the password for `facteur check --user`; empty without it.
pub fn check_password() -> Zeroizing<String> {
    Zeroizing::new(std::env::var("FACTEUR_CHECK_PASSWORD").unwrap_or_default())
}

/// A configuration that cannot be used: which key, which value, what was expected.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file, or one that it names, cannot be read.
    #[error("cannot read {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// `facteur check --user` without its other half.
    #[error("a password for --user is missing: set FACTEUR_CHECK_PASSWORD, or give --password-stdin")]
    NoPassword,
    /// A key that does not exist, or a value of the wrong kind.
    #[error("{0}")]
    Value(String),
}

impl Config {
    /// Reads the file, then the environment over it (`FACTEUR_IMAP__HOST`). A file that holds a
    /// password and that others may read is refused.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        let table = read::table(&text)?;
        secrecy::guard(path, &table)?;
        let environment: Vec<_> = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        Self::of(table, &environment)
    }

    /// Reads a file's text with these variables over it.
    pub fn parse(text: &str, environment: &[(String, String)]) -> Result<Self, Error> {
        Self::of(read::table(text)?, environment)
    }

    fn of(mut table: Table, environment: &[(String, String)]) -> Result<Self, Error> {
        read::overlay(&mut table, environment)?;
        let mut top = Section::new(String::new(), table);
        let listen = top.take("listen", "an address and a port, as 127.0.0.1:8080", |value| {
            value.as_str()?.parse::<SocketAddr>().ok()
        })?;
        let listen = listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let public_url = top.take("public_url", "http:// or https:// and a host, without a path", origin)?;
        let data_dir = top.text("data_dir", "the path of a directory")?;
        let trusted_proxies = top.take("trusted_proxies", "addresses, as 127.0.0.1", read::list)?;
        let time_zone =
            top.take("time_zone", "a name of the IANA database, as Europe/Brussels", |value| {
                value.as_str().filter(|it| TimeZone::get(it).is_ok()).map(str::to_owned)
            })?;
        let language = top.take("language", &LANGUAGES.join(", "), |value| {
            value.as_str().filter(|it| LANGUAGES.contains(it)).map(str::to_owned)
        })?;
        let database = Database::read(top.section("database")?)?;
        let servers = domains::read_usual(&mut top)?;
        let mut login = top.section("login")?;
        let login_domain = login.take("domain", "a domain, as example.org", domains::name)?;
        let login_domains = login.take("domains", "domains, as [\"example.org\"]", domains::names)?;
        login.finish()?;
        let domains = domains::read(&mut top, &servers)?;
        let login_domains = login_domains.map(|mut all| {
            all.extend(login_domain.iter().chain(domains.iter().map(|(name, _)| name)).cloned());
            all
        });
        let password_change = PasswordChange::read(top.section("password")?)?;
        let directory = directory::read(top.section("directory")?)?;
        let carddav = CardDav::read(top.section("carddav")?)?;
        let identities = IdentityRules::read(top.section("identities")?)?;
        let rules = RuleLimits::read(top.section("rules")?)?;
        let responses = responses::read(&mut top)?;
        let preferences = PreferenceWishes::read(top.section("preferences")?)?;
        let outside = Outside::read(top.section("outside")?)?;
        let mut spelling = top.section("spelling")?;
        let dictionaries = spelling.text("dictionaries", "the path of a directory")?;
        spelling.finish()?;
        let limits = Limits::read(top.section("limits")?)?;
        password_change.fit(Duration::from_secs(limits.request_seconds))?;
        top.finish()?;
        Ok(Self {
            listen,
            public_url: public_url.unwrap_or_else(|| format!("http://127.0.0.1:{}", listen.port())),
            data_dir: data_dir.unwrap_or_else(|| "/var/lib/facteur".to_owned()).into(),
            database,
            trusted_proxies: trusted_proxies.unwrap_or_default(),
            time_zone,
            language: language.unwrap_or_else(|| "fr".to_owned()),
            servers: Arc::new(servers),
            login_domain,
            login_domains,
            domains,
            password_change,
            directory,
            carddav: Arc::new(carddav),
            identities: Arc::new(identities),
            rules: Arc::new(rules),
            responses: responses.into(),
            preferences,
            outside,
            dictionaries: dictionaries.map(PathBuf::from),
            message_limit: limits.message_mb * 1_000_000,
            session_idle: Duration::from_secs(limits.session_idle_minutes * 60),
            session_life: Duration::from_secs(limits.session_hours * 3_600),
            request_timeout: Duration::from_secs(limits.request_seconds),
            upload_timeout: Duration::from_secs(limits.upload_seconds),
            attempts: limits.attempts,
            is_demonstration: false,
        })
    }

    /// The servers for the domain of a login name.
    pub fn servers_of(&self, login: &str) -> Arc<Servers> {
        let domain = login.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
        let own = self.domains.iter().find(|(name, _)| Some(name) == domain.as_ref());
        Arc::clone(own.map_or(&self.servers, |(_, servers)| servers))
    }

    /// Whether browsers come by https.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https:")
    }

    /// The file of the key that seals what waits in the database.
    pub fn server_key(&self) -> PathBuf {
        self.data_dir.join("server.key")
    }

    /// The address of the database, for `Store::open`.
    pub fn database_url(&self) -> String {
        match &self.database {
            Database::Sqlite => format!("sqlite://{}", self.data_dir.join("facteur.db").display()),
            Database::Postgres(url) => url.clone(),
        }
    }
}

/// An origin as browsers write it (RFC 6454, section 6.2).
fn origin(value: &Value) -> Option<String> {
    let url = value.as_str()?.to_lowercase();
    let url = url.strip_suffix('/').unwrap_or(&url);
    let (host, usual_port) = match url.split_once("://")? {
        ("http", host) => (host, ":80"),
        ("https", host) => (host, ":443"),
        _ => return None,
    };
    let good = !host.is_empty() && host.chars().all(|it| it.is_ascii_alphanumeric() || "-._:[]".contains(it));
    good.then(|| url.strip_suffix(usual_port).unwrap_or(url).to_owned())
}

#[cfg(test)]
mod tests;
