//! Submission (RFC 6409) as the person who writes: the door of `lettre`'s transport.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Rcpt};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use tokio::time::timeout;

use crate::address::Address;
use crate::credentials::Credentials;
use crate::server::Server;

mod connect;
mod failure;
pub mod notification;
mod plain;

use notification::DeliveryNotification;

/// How many octets are handed over at a time.
const PIECE: usize = 64 * 1024;

/// The slowest network that is waited for, in octets a second.
const SLOWEST: u64 = 32 * 1024;

/// The longest that a server may take to say goodbye.
const GOODBYE: Duration = Duration::from_millis(500);

/// Who a message is from and whom it goes to, apart from its header (RFC 5321).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionEnvelope {
    /// Where failures are told; `None` is nobody (RFC 5321, section 4.5.5).
    pub return_path: Option<Address>,
    /// Whom it goes to; not empty.
    pub recipients: Vec<Address>,
    /// What is asked of the servers on the way; `None` is what they tell by themselves.
    pub notification: Option<DeliveryNotification>,
}

impl SubmissionEnvelope {
    /// One that asks for nothing.
    pub fn new(return_path: Option<Address>, recipients: Vec<Address>) -> Self {
        Self { return_path, recipients, notification: None }
    }
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
    /// Whether the server tells what becomes of a message when it is asked to (DSN, RFC 3461).
    pub notifies: bool,
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
    /// Whoever sends withdrew before the server had any octet of the message.
    #[error("the message was withdrawn")]
    Withdrawn,
    /// The server had the whole message and did not answer: it may have been sent.
    #[error("the submission server did not say whether it took the message")]
    Unknown(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Hands a message over. If some recipients are refused, the others get it, and the outcome says
/// who did not. When the future is dropped the connection is closed; the server may have taken it.
pub async fn submit(
    server: &Server,
    credentials: &Credentials,
    envelope: &SubmissionEnvelope,
    octets: &[u8],
) -> Result<Outcome, Error> {
    submit_when(server, credentials, envelope, octets, std::future::ready(true)).await
}

/// The same for whoever writes down how far it is: `ready` runs when the server waits for the message, before it
/// has any octet of it. Until then nothing can have been sent; `false` withdraws it.
pub async fn submit_when(
    server: &Server,
    credentials: &Credentials,
    envelope: &SubmissionEnvelope,
    octets: &[u8],
    ready: impl Future<Output = bool>,
) -> Result<Outcome, Error> {
    let connecting = connect::connect(server, credentials);
    let connection = timeout(server.connect_timeout, connecting).await.map_err(failure::too_slow)??;
    let mut session = Session::new(connection, server);
    let outcome = session.transfer(envelope, octets, ready).await;
    if !matches!(outcome, Err(Error::Unreachable(_) | Error::Unknown(_) | Error::Withdrawn)) {
        // Whatever it answers, the message is where it is.
        _ = timeout(GOODBYE, session.connection.quit()).await;
    }
    outcome
}

/// Connects, signs in and says goodbye: whether the server takes this login, by the very way that
/// [`submit`] goes. Errors as of `submit` before the message.
pub async fn sign_in(server: &Server, credentials: &Credentials) -> Result<(), Error> {
    let connecting = connect::connect(server, credentials);
    let mut connection = timeout(server.connect_timeout, connecting).await.map_err(failure::too_slow)??;
    _ = timeout(GOODBYE, connection.quit()).await;
    Ok(())
}

/// The largest message that the server says it takes, in octets (SIZE, RFC 1870); `None` when it names no limit.
/// Nobody signs in for that. Errors as of [`submit`] before the login.
pub async fn largest(server: &Server) -> Result<Option<u64>, Error> {
    let meeting = connect::meet(server);
    let connection = timeout(server.connect_timeout, meeting).await.map_err(failure::too_slow)??;
    let mut session = Session::new(connection, server);
    let greeting = session.answer_of(Ehlo::new(connect::hello())).await?.map_err(failure::of_step)?;
    _ = timeout(GOODBYE, session.connection.quit()).await;
    let said = greeting.message().find_map(|it| it.strip_prefix("SIZE "));
    Ok(said.and_then(|it| it.trim().parse().ok()).filter(|it| *it > 0))
}

/// A connection.
struct Session {
    connection: AsyncSmtpConnection,
    answer_timeout: Duration,
    /// It has said that it tells what becomes of a message.
    notifies: bool,
}

impl Session {
    fn new(connection: AsyncSmtpConnection, server: &Server) -> Self {
        Self { connection, answer_timeout: server.answer_timeout, notifies: false }
    }

    async fn transfer(
        &mut self,
        envelope: &SubmissionEnvelope,
        octets: &[u8],
        ready: impl Future<Output = bool>,
    ) -> Result<Outcome, Error> {
        // The line end before the final dot is part of it, and lettre writes it.
        let octets = octets.strip_suffix(b"\r\n").unwrap_or(octets);
        self.start(envelope, octets).await?;
        let mut refused = Vec::new();
        for address in &envelope.recipients {
            refused.extend(self.recipient(address, envelope.notification.is_some()).await?);
        }
        if refused.len() == envelope.recipients.len() {
            return Err(failure::all_refused(refused));
        }
        self.command(Data).await?;
        if !ready.await {
            return Err(Error::Withdrawn);
        }
        self.message(octets).await?;
        Ok(Outcome { refused, notifies: self.notifies })
    }

    /// `MAIL FROM` with the parameters that this message needs and the server has.
    async fn start(&mut self, envelope: &SubmissionEnvelope, octets: &[u8]) -> Result<(), Error> {
        let greeting = self.answer_of(Ehlo::new(connect::hello())).await?.map_err(failure::of_step)?;
        let knows = |wanted| greeting.message().any(|it| it.split(' ').next() == Some(wanted));
        self.notifies = knows("DSN");
        let mut parameters = Vec::new();
        if knows("SIZE") {
            parameters.push(MailParameter::Size(octets.len()));
        }
        if let Some(notification) = envelope.notification.as_ref().filter(|_| self.notifies) {
            parameters.extend(notification.of_message());
        }
        if !octets.is_ascii() && self.supports(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let all = envelope.return_path.iter().chain(&envelope.recipients);
        if all.into_iter().any(|it| !it.local().is_ascii()) && self.supports(Extension::SmtpUtfEight) {
            parameters.push(MailParameter::SmtpUtfEight);
        }
        self.command(Mail::new(envelope.return_path.as_ref().map(to_lettre), parameters)).await
    }

    /// Names a recipient; gives it back if the server refuses it.
    async fn recipient(
        &mut self,
        address: &Address,
        notify: bool,
    ) -> Result<Option<RefusedRecipient>, Error> {
        if !address.local().is_ascii() && !self.supports(Extension::SmtpUtfEight) {
            // RFC 6531, section 3.2: such an address must not be sent to this server.
            let text = "SMTPUTF8 is not supported".to_owned();
            return Ok(Some(RefusedRecipient { address: address.clone(), code: 553, text }));
        }
        let parameters =
            if notify && self.notifies { notification::of_recipient(address) } else { Vec::new() };
        match self.answer_of(Rcpt::new(to_lettre(address), parameters)).await? {
            Ok(_) => Ok(None),
            Err(error) => failure::of_recipient(address, error).map(Some),
        }
    }

    async fn message(&mut self, octets: &[u8]) -> Result<(), Error> {
        let seconds = u64::try_from(octets.len()).unwrap_or(u64::MAX) / SLOWEST;
        let limit = self.answer_timeout.saturating_add(Duration::from_secs(seconds));
        let all_handed_over = AtomicBool::new(false);
        let mut pieces = octets.chunks(PIECE);
        let pieces = std::iter::from_fn(|| {
            let piece = pieces.next();
            all_handed_over.store(piece.is_none(), Ordering::Relaxed);
            piece
        });
        let sent = timeout(limit, self.connection.message_iter(pieces)).await;
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure::of_message(error, all_handed_over.load(Ordering::Relaxed))),
            Err(_) if all_handed_over.load(Ordering::Relaxed) => {
                Err(Error::Unknown("the server did not answer in time".into()))
            }
            Err(elapsed) => Err(failure::too_slow(elapsed)),
        }
    }

    async fn command(&mut self, command: impl std::fmt::Display) -> Result<(), Error> {
        self.answer_of(command).await?.map(drop).map_err(failure::of_step)
    }

    /// The server's answer; the outer error says that there was none.
    async fn answer_of(&mut self, command: impl std::fmt::Display) -> Result<failure::Answer, Error> {
        timeout(self.answer_timeout, self.connection.command(command)).await.map_err(failure::too_slow)
    }

    fn supports(&self, extension: Extension) -> bool {
        self.connection.server_info().supports_feature(extension)
    }
}

/// As SMTP wants it: the domain in ASCII. Checked by its type, which is not so narrow as lettre is.
fn to_lettre(address: &Address) -> lettre::Address {
    lettre::Address::new_dangerous(address.local(), address.ascii_domain())
}
