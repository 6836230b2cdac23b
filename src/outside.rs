//! What the program asks of servers that a message names: pictures that somebody wants to see, a
//! request to be taken off a list. A browser that asked itself would tell who reads what, when, where.
//! And what it asks of servers that a person names and has a password for (`talk`).
//!
//! Whoever writes a message chooses what is asked here, so it is asked as if it were an attack: on
//! public addresses alone, each one checked and then connected to, after every redirect anew
//! (`address`, `target`); in one plain exchange that carries nothing of anybody (`exchange`); for a
//! limited time, of a limited size, a limited number at a time (`room`).

mod address;
mod exchange;
mod pictures;
mod room;
pub mod talk;
pub mod target;
#[cfg(test)]
mod tests;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use mailcore::server::{Security, Server};
use mailcore::tls::{self, Tls};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::config::outside::Outside as Settings;
use crate::store::AccountId;

use self::exchange::{Answer, Question};
pub use self::pictures::Picture;
use self::pictures::Shelf;
use self::room::Room;
use self::target::Target;

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 4;

/// The media types that are asked for: what is shown ([`mailcore::message::picture`]).
const PICTURES: &str = "image/png, image/jpeg, image/gif, image/webp";

/// What RFC 8058, section 3.2 has us send.
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";

/// How much is asked.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The longest that a question may take, from its first lookup to the last octet of its answer
    /// and over all redirects; and the longest that it may wait for its turn.
    pub time: Duration,
    /// The longest that one address may take to be connected to.
    pub connect: Duration,
    /// The most octets of a picture.
    pub picture: usize,
    /// Questions of one person at a time: as many as a browser asks of us.
    pub for_each: usize,
    /// Questions of all at a time; so many pictures are held in memory at most.
    pub in_all: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            connect: Duration::from_secs(4),
            picture: 10_000_000,
            for_each: 6,
            in_all: 16,
        }
    }
}

/// The way to the outside; clones share it.
#[derive(Clone, Debug)]
pub struct Outside(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    settings: Settings,
    limits: Limits,
    tls: Tls,
    room: Room,
    talks: Room,
    shelf: Shelf,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operator wants nobody to be asked.
    #[error("no server outside is asked")]
    Off,
    /// The URL is not one that is asked, or its host has an address that is not public.
    #[error("this is not asked of anybody")]
    Forbidden,
    /// The server is away, nobody vouches for it, or it does not speak HTTP.
    #[error("a server outside did not answer")]
    Connection(#[source] io::Error),
    /// It took too long.
    #[error("a server outside took too long")]
    Slow,
    /// It answers with another status than success.
    #[error("a server outside answered with status {0}")]
    Status(u16),
    /// It sends us elsewhere, where or as often as we do not go.
    #[error("a server outside sends us elsewhere")]
    Elsewhere,
    /// It answers with what was not asked for: too large, or no picture.
    #[error("a server outside answered with something else")]
    Unfit,
}

impl Outside {
    /// With what the operator decided.
    pub fn new(settings: &Settings) -> Self {
        Self::limited(settings, Limits::default())
    }

    /// With other limits.
    pub fn limited(settings: &Settings, limits: Limits) -> Self {
        Self(Arc::new(Shared {
            settings: settings.clone(),
            limits,
            tls: Tls::default(),
            room: Room::new(limits.for_each, limits.in_all),
            talks: Room::new(talk::FOR_EACH, talk::IN_ALL),
            shelf: Shelf::default(),
        }))
    }

    /// Whether anything is asked at all.
    pub fn is_open(&self) -> bool {
        self.0.settings.enabled
    }

    /// A picture for one person; `None` when there is none that can be shown, for whatever reason. One
    /// that was just asked for is not asked for again, and neither is one that could not be had.
    pub async fn picture(&self, account: AccountId, url: &str) -> Option<Picture> {
        self.0.shelf.get_or_fetch(account, url, || self.fetch_picture(account, url)).await
    }

    /// Sends the one click that takes its reader off a list (RFC 8058), by https alone. Redirects are
    /// not followed: the server that the message names is the one that was asked.
    pub async fn unsubscribe(&self, account: AccountId, url: &str) -> Result<(), Error> {
        let target = Target::read(url)?;
        if !target.is_https() {
            return Err(Error::Forbidden);
        }
        match self.in_time(account, self.ask(&target, Question::Post { form: ONE_CLICK })).await? {
            Answer::Done(_) => Ok(()),
            Answer::Elsewhere(_) => Err(Error::Elsewhere),
            Answer::Status(status) => Err(Error::Status(status)),
        }
    }

    async fn fetch_picture(&self, account: AccountId, url: &str) -> Result<Picture, Error> {
        Picture::read(self.in_time(account, self.get(url)).await?)
    }

    async fn get(&self, url: &str) -> Result<Bytes, Error> {
        let question = Question::Get { accept: PICTURES, most: self.0.limits.picture };
        let mut target = Target::read(url)?;
        for _ in 0..=MOST_REDIRECTS {
            match self.ask(&target, question).await? {
                Answer::Done(octets) => return Ok(octets),
                Answer::Elsewhere(location) => target = target.next(&location)?,
                Answer::Status(status) => return Err(Error::Status(status)),
            }
        }
        Err(Error::Elsewhere)
    }

    /// Waits for a place, then for the answer, each for a limited time.
    async fn in_time<T>(
        &self,
        account: AccountId,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        if !self.is_open() {
            return Err(Error::Off);
        }
        let limit = self.0.limits.time;
        let _place = timeout(limit, self.0.room.enter(account)).await.map_err(|_| Error::Slow)?;
        timeout(limit, work).await.map_err(|_| Error::Slow)?
    }

    async fn ask(&self, target: &Target, question: Question) -> Result<Answer, Error> {
        let addresses = target.addresses(&self.0.settings.also_allowed).await?;
        let stream = self.connect(&addresses).await?;
        if !target.is_https() {
            return exchange::exchange(stream, target, question).await;
        }
        let server = self.server(target, self.0.settings.extra_roots.clone());
        let stream = self.0.tls.wrap(&server, stream).await.map_err(unprotected)?;
        exchange::exchange(stream, target, question).await
    }

    /// Connects to the first address that answers.
    async fn connect(&self, addresses: &[SocketAddr]) -> Result<TcpStream, Error> {
        let mut last = Error::Slow;
        for address in addresses {
            match timeout(self.0.limits.connect, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => last = Error::Connection(error),
                Err(_) => last = Error::Slow,
            }
        }
        Err(last)
    }

    /// For whom the certificate must be.
    fn server(&self, target: &Target, extra_roots: Option<Vec<u8>>) -> Server {
        Server {
            host: target.host(),
            port: target.port(),
            security: Security::Tls,
            extra_roots,
            connect_timeout: self.0.limits.connect,
            answer_timeout: self.0.limits.time,
        }
    }
}

fn unprotected(error: tls::Error) -> Error {
    match error {
        tls::Error::Certificate(error) | tls::Error::Connection(error) => Error::Connection(error),
    }
}
