//! Submission (RFC 6409) as the person who writes: the door of `lettre`'s transport.

use crate::address::Address;
use crate::credentials::Credentials;
use crate::server::Server;

/// Who a message is from and whom it goes to, apart from its header (RFC 5321).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionEnvelope {
    /// Where failures are told.
    pub return_path: Address,
    /// Whom it goes to; not empty.
    pub recipients: Vec<Address>,
}

/// A recipient that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRecipient {
    /// Who.
    pub address: Address,
    /// The server's reply code.
    pub code: u16,
    /// The server's text, one line, without control characters.
    pub text: String,
}

/// The server took the message, for all recipients but these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whom the server refused; never all of them.
    pub refused: Vec<RefusedRecipient>,
}

/// Why nothing was sent to anybody (but see [`Error::Unknown`]).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server does not take this login.
    #[error("the submission server refused the login")]
    Credentials,
    /// The server refused every recipient.
    #[error("the submission server refused every recipient")]
    Recipients(Vec<RefusedRecipient>),
    /// The server refused the message for good: too large, policy. Code and its text, one line.
    #[error("the submission server refused the message: {0} {1}")]
    Refused(u16, String),
    /// The server cannot take it now (4xx). Code and its text, one line.
    #[error("the submission server cannot take the message now: {0} {1}")]
    NotNow(u16, String),
    /// The certificate is not for this server, or nobody trusted made it.
    #[error("the submission server's certificate is not trusted")]
    Certificate(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server cannot be reached, or went away before it had the whole message.
    #[error("the submission server cannot be reached")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The server had the whole message and did not answer: it may have been sent.
    #[error("the submission server did not say whether it took the message")]
    Unknown(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Hands a message over. If some recipients are refused, the others get it, and the outcome says
/// who did not. When the future is dropped the connection is closed; the server may have taken it.
pub async fn submit(
    _server: &Server,
    _credentials: &Credentials,
    _envelope: &SubmissionEnvelope,
    _octets: &[u8],
) -> Result<Outcome, Error> {
    todo!()
}
