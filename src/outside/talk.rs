//! Questions to a server that a person named, and has a password of: of those that a message names they
//! differ by what they carry, not by whom they may reach.
//!
//! A server that the operator named is reached where it is, in a network of ours or on this machine. Any
//! other one has a public address, a port of the Web and https: else a person could ask this machine and
//! its neighbours through us, and a password would travel in clear.

use std::time::Duration;

use bytes::Bytes;
use mailcore::tls::Duplex;
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::target::Target;
use super::{Error, Outside, unprotected};
use crate::config::carddav::NamedServer;
use crate::http;
use crate::store::AccountId;

/// Questions of one person at a time.
pub(super) const FOR_EACH: usize = 3;

/// Questions of all at a time; so many answers are held in memory at most.
pub(super) const IN_ALL: usize = 12;

/// The longest that a question may wait for its turn.
const MOST_WAITING: Duration = Duration::from_secs(30);

/// What we call ourselves.
const NAME: &str = "Facteur";

/// A question. It is asked once: where its answer sends us elsewhere is for the one who asks to judge. It has no
/// `Debug`, because a password is in it.
pub struct Question<'a> {
    /// `PROPFIND`, `PUT`.
    pub method: &'static str,
    /// Of whom.
    pub target: &'a Target,
    /// `Authorization`: it goes to this target alone.
    pub authorization: &'a Zeroizing<String>,
    /// Further fields of the head.
    pub fields: &'a [(&'static str, &'a str)],
    /// The body; empty where there is none.
    pub body: Bytes,
    /// The most octets of the answer.
    pub most: usize,
    /// The longest that it may take, with its answer.
    pub time: Duration,
}

/// An answer, whatever its status is.
#[derive(Clone, Debug)]
pub struct Reply {
    /// 207, 412.
    pub status: u16,
    /// Where it sends us.
    pub location: Option<String>,
    /// The entity tag of what was asked for or written.
    pub etag: Option<String>,
    /// The body.
    pub body: Bytes,
}

impl Outside {
    /// Asks a server that `account` named; `named` when the operator named it, too.
    pub async fn talk(
        &self,
        account: AccountId,
        named: Option<&NamedServer>,
        question: &Question<'_>,
    ) -> Result<Reply, Error> {
        if named.is_none() && !self.is_open() {
            return Err(Error::Off);
        }
        let _place = timeout(MOST_WAITING, self.0.talks.enter(account)).await.map_err(|_| Error::Slow)?;
        timeout(question.time, self.exchange(named, question)).await.map_err(|_| Error::Slow)?
    }

    async fn exchange(&self, named: Option<&NamedServer>, question: &Question<'_>) -> Result<Reply, Error> {
        let target = question.target;
        let (addresses, roots) = match named {
            Some(named) => (target.addresses_of_named().await?, named.extra_roots.clone()),
            None if target.is_https() => {
                let settings = &self.0.settings;
                (target.addresses(&settings.also_allowed).await?, settings.extra_roots.clone())
            }
            None => return Err(Error::Forbidden),
        };
        let stream = self.connect(&addresses).await?;
        if !target.is_https() {
            return ask(stream, question).await;
        }
        ask(self.0.tls.wrap(&self.server(target, roots), stream).await.map_err(unprotected)?, question).await
    }
}

async fn ask(stream: impl Duplex + 'static, question: &Question<'_>) -> Result<Reply, Error> {
    let mut fields = vec![
        ("user-agent", NAME),
        ("accept-encoding", "identity"),
        ("authorization", question.authorization.as_str()),
    ];
    fields.extend_from_slice(question.fields);
    let asked = http::Question {
        method: question.method,
        authority: question.target.authority(),
        path: question.target.path(),
        fields: &fields,
        body: question.body.clone(),
    };
    let answer = http::ask(stream, &asked).await?;
    let (status, location, etag) = (answer.status, answer.location.clone(), answer.etag.clone());
    let body = answer.body(question.most).await?;
    Ok(Reply { status, location, etag, body })
}
