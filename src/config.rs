//! What the operator decides: `facteur.toml` and `FACTEUR_…` variables (the door of `std::env`).

pub mod demonstration;
pub mod identities;
mod limits;
pub mod network;
pub mod outside;
mod read;
pub mod responses;
mod secrecy;
mod servers;
pub mod spam;

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use mailcore::server::Server;
use toml::{Table, Value};
use zeroize::Zeroizing;

use self::identities::IdentityRules;
use self::limits::Limits;
use self::outside::Outside;
use self::read::Section;
use self::responses::FixedResponse;
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
    /// Servers of some domains; names lower case.
    pub domains: Vec<(String, Arc<Servers>)>,
    /// What people decide of the names and addresses that they write from.
    pub identities: Arc<IdentityRules>,
    /// Texts that everybody can put into a message.
    pub responses: Arc<[FixedResponse]>,
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
}

/// Where rows are kept. `Debug` leaves out what may hold a password.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file in the data directory.
    Sqlite,
    /// A `postgres://` address.
    Postgres(String),
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
        let database = read_database(top.section("database")?)?;
        let servers = read_servers(&mut top)?;
        let mut login = top.section("login")?;
        let login_domain = login.take("domain", "a domain, as example.org", domain)?;
        login.finish()?;
        let domains = read_domains(&mut top, &servers)?;
        let identities = IdentityRules::read(top.section("identities")?)?;
        let responses = responses::read(&mut top)?;
        let outside = Outside::read(top.section("outside")?)?;
        let mut spelling = top.section("spelling")?;
        let dictionaries = spelling.text("dictionaries", "the path of a directory")?;
        spelling.finish()?;
        let limits = Limits::read(top.section("limits")?)?;
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
            domains,
            identities: Arc::new(identities),
            responses: responses.into(),
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

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "Sqlite",
            Self::Postgres(_) => "Postgres",
        })
    }
}

fn read_database(mut section: Section) -> Result<Database, Error> {
    let database = section.take("url", r#""sqlite" or "postgres://user@host/name""#, |value| {
        let url = value.as_str()?;
        match url.split_once("://") {
            None => (url == "sqlite").then_some(Database::Sqlite),
            Some(("postgres" | "postgresql", _)) => Some(Database::Postgres(url.to_owned())),
            Some(_) => None,
        }
    })?;
    section.finish()?;
    Ok(database.unwrap_or(Database::Sqlite))
}

fn read_servers(top: &mut Section) -> Result<Servers, Error> {
    let mut section = top.section("imap")?;
    let authserv_ids = servers::read_authserv_ids(&mut section)?.unwrap_or_default();
    let imap = servers::IMAP.read(section, &servers::IMAP.server())?;
    let submission = servers::SUBMISSION.read(top.section("submission")?, &servers::SUBMISSION.server())?;
    let managesieve = read_managesieve(top, &servers::MANAGESIEVE.server())?;
    let spam = Spam::read(top.section("spam")?, &Spam::default())?;
    Ok(Servers { imap: Arc::new(imap), submission: Arc::new(submission), managesieve, authserv_ids, spam })
}

/// The section of rules, where there is one; what it leaves out is as in `usual`.
fn read_managesieve(section: &mut Section, usual: &Server) -> Result<Option<Arc<Server>>, Error> {
    let own = section.section_if_any("managesieve")?;
    let server = own.map(|it| servers::MANAGESIEVE.read(it, usual)).transpose()?;
    Ok(server.map(Arc::new))
}

fn read_domains(top: &mut Section, usual: &Servers) -> Result<Vec<(String, Arc<Servers>)>, Error> {
    let mut domains: Vec<(String, Arc<Servers>)> = Vec::new();
    for mut section in top.sections("domain")? {
        let expected = "a domain that stands here once, as example.org";
        let name = section.take("name", expected, |value| {
            domain(value).filter(|it| domains.iter().all(|(other, _)| other != it))
        })?;
        let Some(name) = name else {
            return Err(section.wrong("name", &Value::String(String::new()), expected));
        };
        let mut own = section.section("imap")?;
        let authserv_ids = servers::read_authserv_ids(&mut own)?;
        let imap = servers::IMAP.read(own, &usual.imap)?;
        let submission = servers::SUBMISSION.read(section.section("submission")?, &usual.submission)?;
        let model = usual.managesieve.as_deref().cloned().unwrap_or_else(|| servers::MANAGESIEVE.server());
        let managesieve = read_managesieve(&mut section, &model)?;
        let spam = Spam::read(section.section("spam")?, &usual.spam)?;
        section.finish()?;
        let servers = Servers {
            imap: Arc::new(imap),
            submission: Arc::new(submission),
            managesieve: managesieve.or_else(|| usual.managesieve.clone()),
            authserv_ids: authserv_ids.unwrap_or_else(|| usual.authserv_ids.clone()),
            spam,
        };
        domains.push((name, Arc::new(servers)));
    }
    Ok(domains)
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

fn domain(value: &Value) -> Option<String> {
    let domain = value.as_str()?.to_lowercase();
    let good = !domain.is_empty()
        && domain.len() <= 253
        && !domain.starts_with('.')
        && domain.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '.'));
    good.then_some(domain)
}

#[cfg(test)]
mod tests {
    use mailcore::server::Security;

    use super::*;

    fn parse(text: &str) -> Result<Config, Error> {
        Config::parse(text, &[])
    }

    #[track_caller]
    fn refused(text: &str, expected: &str) {
        let error = parse(text).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }

    #[test]
    fn the_example_says_the_defaults() {
        let example = parse(EXAMPLE).unwrap();
        assert_eq!(format!("{example:?}"), format!("{:?}", parse("").unwrap()));
    }

    #[test]
    fn the_example_names_every_key() {
        let is_key = |it: &str| {
            let key = it.split(" = ").next().filter(|key| key.len() < it.len());
            key.is_some_and(|key| key.chars().all(|it| it.is_lowercase() || it == '_'))
        };
        let on = EXAMPLE.lines().map(|line| match line.strip_prefix("# ") {
            // These would have to be there.
            Some(off) if ["ca_file", "password_file"].iter().any(|it| off.starts_with(it)) => line,
            Some(off) if (off.starts_with('[') && off.ends_with(']')) || is_key(off) => off,
            _ => line,
        });
        let on: String = on.map(|line| format!("{line}\n")).collect();
        let config = parse(&on).unwrap();
        assert_eq!(config.domains.len(), 1);
        assert_eq!(config.login_domain.as_deref(), Some("example.org"));
        assert!(config.servers.managesieve.is_some());
        assert_eq!(config.time_zone.as_deref(), Some("Europe/Brussels"));
    }

    #[test]
    fn keys_that_do_not_exist_end_the_start() {
        refused("hots = 1", "hots = 1: expected no key of this name");
        refused("[imap]\nhots = \"a\"", "imap.hots = \"a\": expected no key of this name");
        refused("[[domain]]\nname = \"a.be\"\nimap = { prot = 1 }", "domain[0].imap.prot = 1");
        refused("[limits]\nmessages = 1", "limits.messages");
        refused("[login]\nname = \"x\"", "login.name");
    }

    #[test]
    fn bad_values_are_named_with_what_was_expected() {
        refused("listen = \"8080\"", "listen = \"8080\": expected an address and a port");
        refused("public_url = \"ftp://x\"", "public_url = \"ftp://x\": expected http:// or https://");
        refused("public_url = \"https://x/mail\"", "without a path");
        refused("data_dir = \"\"", "expected the path of a directory");
        refused("trusted_proxies = [\"proxy\"]", "expected addresses");
        refused("time_zone = \"Europe/Soignies\"", "a name of the IANA database");
        refused("language = \"es\"", "expected fr, en, nl, de");
        refused("[imap]\nport = 70000", "imap.port = 70000: expected a whole number from 1 to 65535");
        refused("[imap]\nport = 0", "imap.port = 0");
        refused("[imap]\nsecurity = \"ssl\"", "expected \"tls\", \"starttls\" or \"none\"");
        refused("[imap]\nhost = \"a b\"", "expected a host name");
        refused("imap = 1", "expected a table [imap]");
        refused("[limits]\nmessage_mb = -1", "limits.message_mb = -1");
        refused("[[domain]]\nimap = { port = 1 }", "domain[0].name");
        refused("[[domain]]\nname = \"a.be\"\n[[domain]]\nname = \"A.be\"", "domain[1].name");
        refused("[imap]\nhost = \"a\"\nport = = 1", "line 3, column 8: ");
        refused("listen", "line 1, column ");
        refused("listen = 1\nlisten = 2", "line 2, column 1: duplicate key");
    }

    #[test]
    fn the_database_address_is_never_shown() {
        let text = "[database]\nurl = \"postgres://facteur:s3cret@db/facteur\"";
        let config = parse(text).unwrap();
        assert_eq!(config.database_url(), "postgres://facteur:s3cret@db/facteur");
        assert!(!format!("{config:?}").contains("s3cret"));
        let error = parse("[database]\nurl = \"mysql://facteur:s3cret@db/facteur\"").unwrap_err().to_string();
        assert!(error.starts_with("database.url") && !error.contains("s3cret"), "{error}");
    }

    #[test]
    fn a_line_that_cannot_be_read_is_not_shown() {
        let text = "[database]\nurl = \"postgres://facteur:s3cret@db/facteur";
        let error = parse(text).unwrap_err().to_string();
        assert!(error.starts_with("line 2, column ") && !error.contains("s3cret"), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }

    #[test]
    fn no_security_is_for_this_machine_or_who_insists() {
        for host in ["127.0.0.1", "::1", "[::1]", "localhost"] {
            let config = parse(&format!("[imap]\nhost = \"{host}\"\nsecurity = \"none\"")).unwrap();
            assert_eq!(config.servers.imap.security, Security::None);
        }
        refused("[imap]\nhost = \"mail.example\"\nsecurity = \"none\"", "or insecure = true");
        refused("[imap]\nhost = \"localhost.example\"\nsecurity = \"none\"", "or insecure = true");
        parse("[imap]\nhost = \"mail.example\"\nsecurity = \"none\"\ninsecure = true").unwrap();
    }

    #[test]
    fn the_port_follows_the_security() {
        let config = parse("[imap]\nsecurity = \"tls\"\n[submission]\nsecurity = \"tls\"").unwrap();
        assert_eq!((config.servers.imap.port, config.servers.submission.port), (993, 465));
        let config = parse("[imap]\nsecurity = \"tls\"\nport = 1993").unwrap();
        assert_eq!(config.servers.imap.port, 1993);
    }

    #[test]
    fn a_domain_has_servers_of_its_own() {
        let text = "[imap]\nhost = \"a.example\"\n[[domain]]\nname = \"Community.fr.fto\"\n\
                    imap = { host = \"b.example\", port = 993, security = \"tls\" }";
        let config = parse(text).unwrap();
        assert_eq!(config.servers_of("pierre@community.FR.fto").imap.host, "b.example");
        assert_eq!(config.servers_of("pierre@community.fr.fto").submission.host, "127.0.0.1");
        assert_eq!(config.servers_of("pierre@other.fto").imap.host, "a.example");
        assert_eq!(config.servers_of("pierre@community.fr.fto").managesieve, None);
        let rules = |text: &str, login: &str| {
            let servers = parse(text).unwrap().servers_of(login);
            servers.managesieve.as_ref().map(|it| it.host.clone())
        };
        let text = "[managesieve]\nhost = \"a.example\"\n[[domain]]\nname = \"b.example\"\n\
                    managesieve = { host = \"b.example\" }\n[[domain]]\nname = \"c.example\"";
        assert_eq!(rules(text, "a@b.example").as_deref(), Some("b.example"));
        assert_eq!(rules(text, "a@c.example").as_deref(), Some("a.example"));
        assert_eq!(config.servers_of("pierre").imap.host, "a.example");
    }

    #[test]
    fn nobody_is_believed_about_senders_who_is_not_named() {
        let ids = |text: &str, login: &str| parse(text).unwrap().servers_of(login).authserv_ids.clone();
        assert!(ids("", "a@b.example").is_empty());
        let text = "[imap]\ntrusted_authserv_ids = [\"mx.example\"]\n[[domain]]\nname = \"own.example\"\n\
                    imap = { trusted_authserv_ids = [] }\n[[domain]]\nname = \"same.example\"";
        assert_eq!(ids(text, "a@b.example"), ["mx.example"]);
        assert_eq!(ids(text, "a@same.example"), ["mx.example"]);
        assert!(ids(text, "a@own.example").is_empty());
        refused("[imap]\ntrusted_authserv_ids = \"a b\"", "imap.trusted_authserv_ids");
    }

    #[test]
    fn the_environment_wins() {
        let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let environment = [
            set("FACTEUR_IMAP__HOST", "other.example"),
            set("FACTEUR_IMAP__PORT", "1143"),
            set("FACTEUR_IMAP__INSECURE", "true"),
            set("FACTEUR_TRUSTED_PROXIES", "127.0.0.1, ::1"),
            set("FACTEUR_LOG", "debug"),
            set("FACTEUR_CHECK_PASSWORD", "s3same"),
            set("HOME", "/root"),
        ];
        let config =
            Config::parse("[imap]\nhost = \"a.example\"\nsecurity = \"none\"", &environment).unwrap();
        assert_eq!(config.servers.imap.host, "other.example");
        assert_eq!(config.servers.imap.port, 1143);
        assert_eq!(config.trusted_proxies.len(), 2);
        let wrong = Config::parse("", &[set("FACTEUR_IMAP__PROT", "1")]).unwrap_err().to_string();
        assert!(wrong.contains("imap.prot = \"1\""), "{wrong}");
        let wrong = Config::parse("", &[set("FACTEUR_CHECK_PASWORD", "s3same")]).unwrap_err().to_string();
        assert!(wrong.contains("check_pasword") && !wrong.contains("s3same"), "{wrong}");
        let wrong = Config::parse("listen = \"[::]:1\"", &[set("FACTEUR_LISTEN__X", "1")]).unwrap_err();
        assert!(wrong.to_string().contains("FACTEUR_LISTEN__X"), "{wrong}");
    }

    #[test]
    fn the_public_address_is_an_origin() {
        for (written, origin) in [
            ("https://Mail.Example/", "https://mail.example"),
            ("https://mail.example:443", "https://mail.example"),
            ("http://mail.example:80", "http://mail.example"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            assert_eq!(parse(&format!("public_url = \"{written}\"")).unwrap().public_url, origin);
        }
        assert_eq!(parse("listen = \"[::]:9000\"").unwrap().public_url, "http://127.0.0.1:9000");
    }
}
