//! One question and its answer in HTTP/1.1 (RFC 9112), on a connection of its own that was opened for
//! it: the door of `hyper`.

use std::future;
use std::io;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use hyper::client::conn::http1;
use hyper::header::{
    ACCEPT, ACCEPT_ENCODING, CONNECTION, CONTENT_TYPE, HOST, HeaderValue, LOCATION, USER_AGENT,
};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use mailcore::tls::Duplex;

use super::Error;
use super::target::Target;

/// The most octets of the head of an answer, which also are what is read ahead of its body.
const MOST_OF_HEAD: usize = 32 * 1024;

/// The most fields of it.
const MOST_FIELDS: usize = 100;

/// What we call ourselves: many servers give nothing to whom they have never heard of.
const NAME: HeaderValue = HeaderValue::from_static("Mozilla/5.0 (compatible; Facteur)");

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(super) enum Question {
    /// `GET`, and of the answer at most so many octets.
    Get {
        /// The media types that are wanted.
        accept: &'static str,
        /// The most octets of the body.
        most: usize,
    },
    /// `POST` of a form; the body of the answer is left alone.
    Post {
        /// The form, urlencoded.
        form: &'static str,
    },
}

/// What was answered.
#[derive(Debug)]
pub(super) enum Answer {
    /// 200 or another status that says so, with the body as far as it was asked for.
    Done(Bytes),
    /// To be asked elsewhere.
    Elsewhere(String),
    /// Any other status.
    Status(u16),
}

/// Asks over a stream. When the future is dropped, the connection is closed.
pub(super) async fn exchange(
    stream: impl Duplex + 'static,
    target: &Target,
    question: Question,
) -> Result<Answer, Error> {
    let mut how = http1::Builder::new();
    how.max_headers(MOST_FIELDS).max_header_size(MOST_OF_HEAD).max_buf_size(MOST_OF_HEAD);
    let (mut sender, connection) = how.handshake(TokioIo::new(stream)).await.map_err(broken)?;
    let exchange = async {
        let response = sender.send_request(request(target, question)?).await.map_err(broken)?;
        read(response, question).await
    };
    // What was received when the connection ends is still in the hands of the exchange.
    let connection = async {
        let _ = connection.await;
        future::pending::<()>().await;
    };
    tokio::select! {
        answer = exchange => answer,
        () = connection => Err(Error::Connection(io::ErrorKind::UnexpectedEof.into())),
    }
}

/// Nothing in it tells who asks, or of which message: no cookie, no referrer, no language. No encoding
/// is asked for, so nothing has to be unpacked.
fn request(target: &Target, question: Question) -> Result<Request<Full<Bytes>>, Error> {
    let request = Request::builder()
        .uri(target.path())
        .header(HOST, target.authority())
        .header(USER_AGENT, NAME)
        .header(ACCEPT_ENCODING, "identity")
        .header(CONNECTION, "close");
    let request = match question {
        Question::Get { accept, .. } => request.header(ACCEPT, accept).body(Full::default()),
        Question::Post { form } => request
            .method(Method::POST)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::from(form)),
    };
    request.map_err(|_| Error::Forbidden)
}

async fn read(response: Response<Incoming>, question: Question) -> Result<Answer, Error> {
    let status = response.status();
    let location = response.headers().get(LOCATION).and_then(|it| it.to_str().ok());
    Ok(match (question, location) {
        (Question::Get { most, .. }, _) if status == StatusCode::OK => {
            Answer::Done(read_body(response.into_body(), most).await?)
        }
        (Question::Post { .. }, _) if status.is_success() => Answer::Done(Bytes::new()),
        (_, Some(location)) if status.is_redirection() => Answer::Elsewhere(location.to_owned()),
        _ => Answer::Status(status.as_u16()),
    })
}

/// The whole body, if it is not larger than it may be: one that says so beforehand is not begun.
async fn read_body(mut body: Incoming, most: usize) -> Result<Bytes, Error> {
    let least = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if least > most {
        return Err(Error::Unfit);
    }
    let mut octets = BytesMut::with_capacity(least);
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(broken)?.into_data() else { continue };
        if octets.len().saturating_add(piece.len()) > most {
            return Err(Error::Unfit);
        }
        octets.extend_from_slice(&piece);
    }
    Ok(octets.freeze())
}

fn broken(error: hyper::Error) -> Error {
    Error::Connection(io::Error::other(error))
}
