//! Path and query with our own error page, where axum would answer with a line of English; and
//! from where a request comes.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::{COOKIE, USER_AGENT};
use axum::http::request::Parts;
use mailcore::mailbox::{MailboxName, MessageRef};
use serde::de::DeserializeOwned;

use super::error::AppError;
use crate::agents;
use crate::app::App;

/// Parts of the path; 404 when they cannot be read.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The mailbox that a path names alone: `{mailbox}`; 404 when no mailbox can be called so.
#[derive(Debug)]
pub struct MailboxPath(pub MailboxName);

/// The message that a path names alone: `{mailbox}/{message}`; 404 when it cannot be one.
#[derive(Debug)]
pub struct MessagePath(pub MessageRef);

/// The query; what cannot be read is as if it were not there (`T::default()`).
#[derive(Debug)]
pub struct Query<T>(pub T);

/// The address of who asks: the peer's, or, behind proxies that we trust, what they say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// What the browser says it is (`User-Agent`), cut; empty when it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientAgent(pub String);

/// Whether scripts run where the answer is shown: htmx asks, or a script left the cookie that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HasScripts(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for HasScripts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let lines = parts.headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
        let mut cookies = lines.flat_map(|line| line.split(';')).map(str::trim);
        Ok(Self(
            parts.headers.contains_key("hx-request")
                || cookies.any(|it| matches!(it, "scripts=yes" | "__Host-scripts=yes")),
        ))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAgent {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let said = parts.headers.get(USER_AGENT).map(|it| String::from_utf8_lossy(it.as_bytes()));
        Ok(Self(agents::cut(&said.unwrap_or_default())))
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        #[expect(clippy::disallowed_types, reason = "this is the one door")]
        let path = axum::extract::Path::from_request_parts(parts, state).await;
        path.map(|it| Self(it.0)).map_err(|_| AppError::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MailboxPath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Path(mailbox) = Path::<String>::from_request_parts(parts, state).await?;
        MailboxName::parse(&mailbox).map(Self).ok_or(AppError::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MessagePath {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Path((mailbox, number)) = Path::<(String, String)>::from_request_parts(parts, state).await?;
        message_at(&mailbox, &number).map(Self)
    }
}

/// The message of these two segments of a path.
pub fn message_at(mailbox: &str, number: &str) -> Result<MessageRef, AppError> {
    let mailbox = MailboxName::parse(mailbox).ok_or(AppError::NotFound)?;
    let number = number.parse().map_err(|_| AppError::NotFound)?;
    Ok(MessageRef { mailbox, number })
}

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequestParts<S> for Query<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, AppError> {
        #[expect(clippy::disallowed_types, reason = "this is the one door")]
        let query = axum::extract::Query::try_from_uri(&parts.uri);
        Ok(Self(query.map(|it| it.0).unwrap_or_default()))
    }
}

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        // A request that came over no socket is one of a test.
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |it| it.0.ip());
        Ok(Self(client(peer, &parts.headers, &app.config.trusted_proxies)))
    }
}

/// The last address of the chain that no proxy of ours has: what is left of it, anybody can write.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let mut client = peer.to_canonical();
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut chain = lines.flat_map(|line| line.to_str().unwrap_or("?").rsplit(','));
    while trusted.iter().any(|it| it.to_canonical() == client) {
        let Some(before) = chain.next().map(str::trim) else { break };
        let with_port = || before.parse::<SocketAddr>().map(|it| it.ip());
        match before.parse::<IpAddr>().or_else(|_| with_port()) {
            Ok(address) => client = address.to_canonical(),
            Err(_) => break,
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(peer: &str, forwarded: &[&str], trusted: &[&str], expected: &str) {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<IpAddr> = trusted.iter().map(|it| it.parse().unwrap()).collect();
        assert_eq!(client(peer.parse().unwrap(), &headers, &trusted).to_string(), expected);
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        check("192.0.2.1", &[], &[], "192.0.2.1");
        check("192.0.2.1", &["203.0.113.9"], &[], "192.0.2.1");
        check("127.0.0.1", &["203.0.113.9"], &["127.0.0.1"], "203.0.113.9");
        check("::ffff:127.0.0.1", &["203.0.113.9"], &["127.0.0.1"], "203.0.113.9");
        check("127.0.0.1", &["10.9.9.9, 203.0.113.9"], &["127.0.0.1"], "203.0.113.9");
        check("127.0.0.1", &["10.9.9.9", "203.0.113.9"], &["127.0.0.1"], "203.0.113.9");
        check("127.0.0.1", &["203.0.113.9, 10.0.0.2"], &["127.0.0.1", "10.0.0.2"], "203.0.113.9");
        check("127.0.0.1", &["203.0.113.9:4711"], &["127.0.0.1"], "203.0.113.9");
        check("127.0.0.1", &["2001:db8::1"], &["127.0.0.1"], "2001:db8::1");
        check("127.0.0.1", &["evil"], &["127.0.0.1"], "127.0.0.1");
        check("127.0.0.1", &[], &["127.0.0.1"], "127.0.0.1");
    }
}
