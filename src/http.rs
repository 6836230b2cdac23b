//! One question and its answer in HTTP/1.1 (RFC 9112), on a connection of its own that was opened for
//! it: the door of `hyper`.

use std::fmt;
use std::future;
use std::io;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, ETAG, HOST, HeaderName, LOCATION};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use mailcore::tls::Duplex;

/// The most octets of the head of an answer, which also are what is read ahead of its body.
const MOST_OF_HEAD: usize = 32 * 1024;

/// The most fields of it.
const MOST_FIELDS: usize = 100;

/// What is asked. The connection is closed after it.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// `GET`, `POST`, `PROPFIND`.
    pub method: &'static str,
    /// What `Host` says.
    pub authority: &'a str,
    /// Path and query.
    pub path: &'a str,
    /// Further fields of the head.
    pub fields: &'a [(&'static str, &'a str)],
    /// The body; empty where there is none.
    pub body: Bytes,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The question cannot be written: a line end in a field, a path that is none.
    #[error("this cannot be asked in HTTP")]
    Question,
    /// The connection broke, or what came is no HTTP.
    #[error("the connection broke, or what came over it is no HTTP")]
    Connection(#[source] io::Error),
    /// The body has more octets than are taken.
    #[error("the answer is too large")]
    TooLarge,
}

/// The head of an answer, and the body while it comes. When it is dropped, the connection is closed.
pub struct Answer {
    /// 200, 404.
    pub status: u16,
    /// Where it sends us.
    pub location: Option<String>,
    /// By which what was asked for, or written, is known again (RFC 9110, section 8.8.3).
    pub etag: Option<String>,
    body: Incoming,
    connection: Driver,
}

/// Carries the octets; never ends.
type Driver = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Asks over a stream. When the future is dropped, the connection is closed.
pub async fn ask(stream: impl Duplex + 'static, question: &Question<'_>) -> Result<Answer, Error> {
    let mut how = http1::Builder::new();
    how.max_headers(MOST_FIELDS).max_header_size(MOST_OF_HEAD).max_buf_size(MOST_OF_HEAD);
    let (mut sender, connection) = how.handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // What was received when the connection ends is still in the hands of the exchange.
    let mut connection: Driver = Box::pin(async {
        let _ = connection.await;
        future::pending().await
    });
    let request = request(question)?;
    let response = tokio::select! {
        response = sender.send_request(request) => response.map_err(broken)?,
        () = &mut connection => return Err(ended()),
    };
    Ok(Answer::new(response, connection))
}

fn request(question: &Question<'_>) -> Result<Request<Full<Bytes>>, Error> {
    let request = Request::builder()
        .method(question.method)
        .uri(question.path)
        .header(HOST, question.authority)
        .header(CONNECTION, "close");
    let request =
        question.fields.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.body(Full::from(question.body.clone())).map_err(|_| Error::Question)
}

impl Answer {
    fn new(response: Response<Incoming>, connection: Driver) -> Self {
        let field = |name: HeaderName| {
            response.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned)
        };
        let (location, etag) = (field(LOCATION), field(ETAG));
        Self { status: response.status().as_u16(), location, etag, body: response.into_body(), connection }
    }

    /// The whole body, if it has at most so many octets: one that says that it has more is not begun.
    pub async fn body(mut self, most: usize) -> Result<Bytes, Error> {
        tokio::select! {
            body = read(&mut self.body, most) => body,
            () = &mut self.connection => Err(ended()),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

async fn read(body: &mut Incoming, most: usize) -> Result<Bytes, Error> {
    let least = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if least > most {
        return Err(Error::TooLarge);
    }
    let mut octets = BytesMut::with_capacity(least);
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(broken)?.into_data() else { continue };
        if octets.len().saturating_add(piece.len()) > most {
            return Err(Error::TooLarge);
        }
        octets.extend_from_slice(&piece);
    }
    Ok(octets.freeze())
}

fn broken(error: hyper::Error) -> Error {
    Error::Connection(io::Error::other(error))
}

fn ended() -> Error {
    Error::Connection(io::ErrorKind::UnexpectedEof.into())
}
