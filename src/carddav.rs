//! Address books on servers: CardDAV (RFC 6352) over WebDAV (RFC 4918), as far as a program needs it that
//! keeps a copy: where the books are, what changed in them, cards read, written and removed.
//!
//! A library was tried on paper: `libdav` brings a client of its own, which would reach past the rules for
//! whom this program asks (`outside`), and keeps its XML in memory without a limit. What is needed of the
//! protocol is five questions.
//!
//! What must stay absent: a password that goes to another origin than the one it was typed for, unless the
//! operator named that one; a reference outside of the book that it was found in.

mod collection;
mod discovery;
mod multistatus;
mod xml;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use zeroize::Zeroizing;

pub use self::collection::{Changes, Condition, Fetched, Resource, Written, href};
pub use self::discovery::Collection;
use self::multistatus::Multistatus;
use crate::config::carddav::{CardDav, NamedServer};
use crate::outside::talk::{Question, Reply};
use crate::outside::target::Target;
use crate::outside::{self, Outside};
use crate::store::AccountId;

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 4;

/// The most octets of an answer.
const MOST_OCTETS: usize = 24 * 1024 * 1024;

/// The longest that a question may take for which somebody waits.
const MOST_TIME: Duration = Duration::from_secs(30);

/// The longest that a report may take: of thousands of new cards, a server may have to read each first.
const MOST_TIME_OF_REPORT: Duration = Duration::from_secs(180);

/// The media type of questions in XML.
const XML: &str = "application/xml; charset=utf-8";

/// Why a server did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is none, or not one that is asked.
    #[error("this address is not asked")]
    Forbidden,
    /// The server is away, too slow, or nobody vouches for it.
    #[error("the server did not answer")]
    Away(#[source] outside::Error),
    /// It does not know the login name and the password.
    #[error("the server refuses the login name or the password")]
    Refused,
    /// It sends us to another server, which the operator did not name.
    #[error("the server sends us elsewhere")]
    Elsewhere,
    /// It does not let the person do this.
    #[error("the server does not allow this")]
    ReadOnly,
    /// What is there is not what was seen, or is gone.
    #[error("it was changed on the server")]
    Changed,
    /// It has no room, or the card is too large for it.
    #[error("the server takes no more")]
    Full,
    /// It has no address books there.
    #[error("there are no address books")]
    NoBooks,
    /// It answers with something else than what was asked for.
    #[error("the server answers with something else (status {0})")]
    Nonsense(u16),
    /// It answers with more than is taken.
    #[error("the server answers with too much")]
    TooMuch,
}

/// A person's way to a server of address books.
#[derive(Clone)]
pub struct Way {
    outside: Outside,
    account: AccountId,
    servers: Arc<CardDav>,
    /// The origin that the password was typed for.
    origin: String,
    /// It is the password of the mail, or may be.
    has_mail_login: bool,
    authorization: Zeroizing<String>,
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Way")
            .field("account", &self.account)
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

impl Way {
    /// The way of somebody to the server of a URL, with the name and the password that it knows them by
    /// (Basic, RFC 7617).
    pub fn new(
        outside: &Outside,
        servers: &Arc<CardDav>,
        account: AccountId,
        url: &str,
        (login, password): (&str, &str),
    ) -> Result<Self, Error> {
        let target = Target::read(url).map_err(|_| Error::Forbidden)?;
        let pair = Zeroizing::new(format!("{login}:{password}"));
        let authorization = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
        let mut way = Self {
            outside: outside.clone(),
            account,
            servers: Arc::clone(servers),
            origin: target.origin().to_owned(),
            has_mail_login: false,
            authorization,
        };
        let named = way.named(&target).map(|it| it.has_mail_login);
        if named.is_none() && !servers.any_server {
            return Err(Error::Forbidden);
        }
        way.has_mail_login = named == Some(true);
        Ok(way)
    }

    /// The server of the operator's that a target is of.
    fn named(&self, target: &Target) -> Option<&NamedServer> {
        let is_there =
            |it: &&NamedServer| Target::read(&it.url).is_ok_and(|it| it.origin() == target.origin());
        self.servers.servers.iter().find(is_there)
    }

    /// Whether the password may go there: that of the mail to no server that was not named for it.
    fn is_trusted(&self, target: &Target) -> bool {
        let takes_it = |it: &NamedServer| it.has_mail_login || !self.has_mail_login;
        target.origin() == self.origin || self.named(target).is_some_and(takes_it)
    }

    /// Asks once, and follows redirects as far as the password may go; where the answer came from, too.
    async fn ask(&self, asked: &Asked<'_>, target: &Target) -> Result<(Target, Reply), Error> {
        let mut target = target.clone();
        for _ in 0..=MOST_REDIRECTS {
            if !self.is_trusted(&target) {
                return Err(Error::Elsewhere);
            }
            let question = Question {
                method: asked.method,
                target: &target,
                authorization: &self.authorization,
                fields: &asked.fields,
                body: asked.body.clone(),
                most: MOST_OCTETS,
                time: if asked.method == "REPORT" { MOST_TIME_OF_REPORT } else { MOST_TIME },
            };
            let reply = self.outside.talk(self.account, self.named(&target), &question).await?;
            match (reply.status, &reply.location) {
                (301 | 302 | 307 | 308, Some(location)) => {
                    target = target.next(location).map_err(|_| Error::Elsewhere)?;
                }
                (401, _) => return Err(Error::Refused),
                _ => return Ok((target, reply)),
            }
        }
        Err(Error::Elsewhere)
    }

    /// Asks for properties or a report, to which the answer has many parts (RFC 4918, section 13).
    async fn ask_many(&self, asked: &Asked<'_>, target: &Target) -> Result<(Target, Multistatus), Error> {
        let (target, reply) = self.ask(asked, target).await?;
        if reply.status != 207 {
            return Err(Error::of_status(reply.status));
        }
        let many = aside(move || Multistatus::read(&reply.body)).await?.map_err(|_| Error::Nonsense(207))?;
        Ok((target, many))
    }
}

/// Works on an answer off the threads that serve: it may be long.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Nonsense(207))
}

/// Whether two URLs are of the same server.
pub fn is_same_origin(one: &str, other: &str) -> bool {
    match (Target::read(one), Target::read(other)) {
        (Ok(one), Ok(other)) => one.origin() == other.origin(),
        _ => false,
    }
}

/// What is asked, wherever.
struct Asked<'a> {
    method: &'static str,
    fields: Vec<(&'static str, &'a str)>,
    body: Bytes,
}

impl Asked<'_> {
    /// A question in XML.
    fn in_xml(method: &'static str, depth: &'static str, body: String) -> Self {
        Self { method, fields: vec![("depth", depth), ("content-type", XML)], body: body.into() }
    }

    /// For these properties.
    fn properties(depth: &'static str, names: &str) -> Self {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\" xmlns:c=\"{}\" xmlns:s=\"{}\">\
             <prop>{names}</prop></propfind>",
            xml::CARD,
            xml::SERVER
        );
        Self::in_xml("PROPFIND", depth, body)
    }
}

impl Error {
    /// What a status says that is none of success.
    fn of_status(status: u16) -> Self {
        match status {
            401 => Self::Refused,
            403 => Self::ReadOnly,
            404 | 409 | 410 | 412 => Self::Changed,
            413 | 507 => Self::Full,
            429 | 500..=599 => Self::Away(outside::Error::Status(status)),
            other => Self::Nonsense(other),
        }
    }
}

impl From<outside::Error> for Error {
    fn from(error: outside::Error) -> Self {
        match error {
            outside::Error::Forbidden | outside::Error::Off => Self::Forbidden,
            outside::Error::Elsewhere => Self::Elsewhere,
            outside::Error::Unfit => Self::TooMuch,
            outside::Error::Connection(_) | outside::Error::Slow | outside::Error::Status(_) => {
                Self::Away(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::outside::Outside as Settings;

    #[test]
    fn the_password_of_the_mail_goes_to_no_server_that_has_its_own() {
        let url = |name: &str| format!("https://{name}.example/");
        let named = |name: &str, has_mail_login| NamedServer {
            name: name.to_owned(),
            url: url(name),
            has_mail_login,
            extra_roots: None,
        };
        let servers = vec![named("mail", true), named("mail-2", true), named("own", false)];
        let servers = Arc::new(CardDav { any_server: true, refresh: Duration::ZERO, copies: 0, servers });
        let outside = Outside::new(&Settings { enabled: true, also_allowed: Vec::new(), extra_roots: None });
        for (from, to, expected) in [
            ("mail", "mail", true),
            ("mail", "mail-2", true),
            ("mail", "own", false),
            ("mail", "other", false),
            ("own", "mail", true),
            ("other", "other", true),
            ("other", "own", true),
            ("other", "another", false),
        ] {
            let way = Way::new(&outside, &servers, AccountId(1), &url(from), ("a", "b")).unwrap();
            assert_eq!(way.is_trusted(&Target::read(&url(to)).unwrap()), expected, "{from} to {to}");
        }
    }
}
