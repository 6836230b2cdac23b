//! One question and its answer, on a connection that was opened for it.

use bytes::Bytes;
use mailcore::tls::Duplex;

use super::Error;
use super::target::Target;
use crate::http;

/// What we call ourselves: many servers give nothing to whom they have never heard of.
const NAME: &str = "Mozilla/5.0 (compatible; Facteur)";

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
///
/// Nothing in it tells who asks, or of which message: no cookie, no referrer, no language. No encoding
/// is asked for, so nothing has to be unpacked.
pub(super) async fn exchange(
    stream: impl Duplex + 'static,
    target: &Target,
    question: Question,
) -> Result<Answer, Error> {
    let (method, last, body) = match question {
        Question::Get { accept, .. } => ("GET", ("accept", accept), Bytes::new()),
        Question::Post { form } => (
            "POST",
            ("content-type", "application/x-www-form-urlencoded"),
            Bytes::from_static(form.as_bytes()),
        ),
    };
    let fields = [("user-agent", NAME), ("accept-encoding", "identity"), last];
    let asked =
        http::Question { method, authority: target.authority(), path: target.path(), fields: &fields, body };
    read(http::ask(stream, &asked).await?, question).await
}

async fn read(answer: http::Answer, question: Question) -> Result<Answer, Error> {
    Ok(match (question, answer.status, &answer.location) {
        (Question::Get { most, .. }, 200, _) => Answer::Done(answer.body(most).await?),
        (Question::Post { .. }, 200..=299, _) => Answer::Done(Bytes::new()),
        (_, 300..=399, Some(location)) => Answer::Elsewhere(location.clone()),
        (_, status, _) => Answer::Status(status),
    })
}

impl From<http::Error> for Error {
    fn from(error: http::Error) -> Self {
        match error {
            http::Error::Question => Self::Forbidden,
            http::Error::Connection(error) => Self::Connection(error),
            http::Error::TooLarge => Self::Unfit,
        }
    }
}
