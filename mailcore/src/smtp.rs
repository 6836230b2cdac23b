//! Submission (RFC 6409) as the person who writes: the door of `lettre`'s transport.

use std::fmt;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::future::{Either, select};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Ehlo, Mail, Rcpt};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use tokio::time::timeout;

use crate::address::Address;
use crate::credentials::Credentials;
use crate::server::Server;

mod connect;
mod failure;
mod gate;
pub mod notification;
mod plain;

use gate::Gate;
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
    let submission = Submission::begin(server, credentials).await?;
    submission.hand_over(envelope, octets, std::future::ready(true)).await
}

/// A server that was signed in to and has nothing of a message yet. Dropped, the connection is closed.
pub struct Submission(Session);

impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submission").finish_non_exhaustive()
    }
}

impl Submission {
    /// Connects and signs in, while the message may still be made. Errors as of [`submit`] before the message.
    pub async fn begin(server: &Server, credentials: &Credentials) -> Result<Self, Error> {
        let connecting = connect::connect(server, credentials);
        let connection = timeout(server.connect_timeout, connecting).await.map_err(failure::too_slow)??;
        let mut session = Session::new(connection, server);
        session.greet().await?;
        Ok(Self(session))
    }

    /// Hands a message over as [`submit`] does, for whoever writes down how far it is: `ready` runs as soon as the
    /// server takes the message, beside handing it over. It ends before the final dot leaves; until then nothing can
    /// have been sent, and `false` withdraws it. It always runs to its end once it has begun.
    pub async fn hand_over(
        self,
        envelope: &SubmissionEnvelope,
        octets: &[u8],
        ready: impl Future<Output = bool>,
    ) -> Result<Outcome, Error> {
        let Self(mut session) = self;
        let outcome = session.transfer(envelope, octets, ready).await;
        if !matches!(outcome, Err(Error::Unreachable(_) | Error::Unknown(_) | Error::Withdrawn)) {
            // Whatever it answers, the message is where it is.
            session.say_goodbye().await;
        }
        outcome
    }
}

/// Connects, signs in and says goodbye: whether the server takes this login, by the very way that
/// [`submit`] goes. Errors as of `submit` before the message.
pub async fn sign_in(server: &Server, credentials: &Credentials) -> Result<(), Error> {
    let connecting = connect::connect(server, credentials);
    let connection = timeout(server.connect_timeout, connecting).await.map_err(failure::too_slow)??;
    Session::new(connection, server).say_goodbye().await;
    Ok(())
}

/// The largest message that the server says it takes, in octets (SIZE, RFC 1870); `None` when it names no limit.
/// Nobody signs in for that. Errors as of [`submit`] before the login.
pub async fn largest(server: &Server) -> Result<Option<u64>, Error> {
    let meeting = connect::meet(server);
    let connection = timeout(server.connect_timeout, meeting).await.map_err(failure::too_slow)??;
    let mut session = Session::new(connection, server);
    session.greet().await?;
    session.say_goodbye().await;
    let said = session.greeting.iter().find_map(|it| it.strip_prefix("SIZE "));
    Ok(said.and_then(|it| it.trim().parse().ok()).filter(|it| *it > 0))
}

/// A connection.
struct Session {
    connection: AsyncSmtpConnection,
    /// Holds the final dot back; `None` where nothing can.
    gate: Option<Gate>,
    answer_timeout: Duration,
    /// What the server said that it can do, a line each.
    greeting: Vec<String>,
}

impl Session {
    fn new((connection, gate): connect::Gated, server: &Server) -> Self {
        Self { connection, gate, answer_timeout: server.answer_timeout, greeting: Vec::new() }
    }

    /// Asks what the server can do: `lettre` keeps only part of what it heard.
    async fn greet(&mut self) -> Result<(), Error> {
        let greeting = self.answer_of(Ehlo::new(connect::hello())).await?.map_err(failure::of_step)?;
        self.greeting = greeting.message().map(str::to_owned).collect();
        Ok(())
    }

    fn knows(&self, keyword: &str) -> bool {
        self.greeting.iter().any(|it| it.split(' ').next() == Some(keyword))
    }

    async fn say_goodbye(&mut self) {
        _ = timeout(GOODBYE, self.connection.quit()).await;
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
        match self.gate.clone() {
            Some(gate) => self.message_behind(&gate, octets, ready).await?,
            None if ready.await => self.message(octets, None).await?,
            None => return Err(Error::Withdrawn),
        }
        Ok(Outcome { refused, notifies: self.knows("DSN") })
    }

    /// `MAIL FROM` with the parameters that this message needs and the server has.
    async fn start(&mut self, envelope: &SubmissionEnvelope, octets: &[u8]) -> Result<(), Error> {
        let mut parameters = Vec::new();
        if self.knows("SIZE") {
            parameters.push(MailParameter::Size(octets.len()));
        }
        if let Some(notification) = envelope.notification.as_ref().filter(|_| self.knows("DSN")) {
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
            if notify && self.knows("DSN") { notification::of_recipient(address) } else { Vec::new() };
        match self.answer_of(Rcpt::new(to_lettre(address), parameters)).await? {
            Ok(_) => Ok(None),
            Err(error) => failure::of_recipient(address, error).map(Some),
        }
    }

    /// Hands the message over while `ready` runs; its final dot leaves when that is done.
    async fn message_behind(
        &mut self,
        gate: &Gate,
        octets: &[u8],
        ready: impl Future<Output = bool>,
    ) -> Result<(), Error> {
        let is_ready = AtomicBool::new(false);
        let ready = pin!(async {
            let may_leave = ready.await;
            is_ready.store(may_leave, Ordering::Relaxed);
            if may_leave {
                gate.open();
            }
            may_leave
        });
        let message = pin!(self.message(octets, Some((gate, &is_ready))));
        match select(message, ready).await {
            // It failed: whoever writes down how far it is does so to the end all the same.
            Either::Left((failed, ready)) if !is_ready.load(Ordering::Relaxed) => {
                ready.await;
                failed
            }
            Either::Left((outcome, _)) => outcome,
            Either::Right((true, message)) => message.await,
            Either::Right((false, _)) => Err(Error::Withdrawn),
        }
    }

    async fn message(&mut self, octets: &[u8], gated: Option<(&Gate, &AtomicBool)>) -> Result<(), Error> {
        let seconds = u64::try_from(octets.len()).unwrap_or(u64::MAX) / SLOWEST;
        let limit = self.answer_timeout.saturating_add(Duration::from_secs(seconds));
        let is_written = AtomicBool::new(false);
        let mut pieces = octets.chunks(PIECE);
        let pieces = std::iter::from_fn(|| {
            let piece = pieces.next();
            is_written.store(piece.is_none(), Ordering::Relaxed);
            match (piece, gated) {
                (None, Some((gate, is_ready))) if !is_ready.load(Ordering::Relaxed) => gate.close(),
                _ => {}
            }
            piece
        });
        let sent = timeout(limit, self.connection.message_iter(pieces)).await;
        let may_be_taken = || {
            is_written.load(Ordering::Relaxed)
                && gated.is_none_or(|(_, is_ready)| is_ready.load(Ordering::Relaxed))
        };
        match sent {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure::of_message(error, may_be_taken())),
            Err(_) if may_be_taken() => Err(Error::Unknown("the server did not answer in time".into())),
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
