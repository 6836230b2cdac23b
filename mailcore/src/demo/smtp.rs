//! A submission session (RFC 6409; RFC 5321): what is sent is delivered at once to the accounts here,
//! and kept in a mailbox of the sender where it is for the world.
//!
//! Commands are read by `smtp-proto`; our client writes them with `lettre`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use smtp_proto::{Error as BadRequest, MailFrom, Request};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;

use super::state::{Account, MOST_MESSAGE_OCTETS, State};
use reply::Reply;
use transaction::Transaction;
use wire::{Data, End, Wire};

mod deliver;
mod dots;
mod filing;
mod login;
mod reply;
mod report;
mod rules;
mod transaction;
mod wire;

/// The name of this server.
const NAME: &str = "localhost";

/// How long a client may be silent (RFC 5321, section 4.5.3.2.7).
const PATIENCE: Duration = Duration::from_secs(5 * 60);
/// How long somebody may stay without logging in.
const LOGIN_PATIENCE: Duration = Duration::from_secs(60);

/// How many commands may be refused in a row.
const MOST_BAD: usize = 20;

/// Serves a client until it goes away, or `stop` is cancelled.
pub(super) async fn serve<S>(stream: S, state: Arc<State>, stop: CancellationToken)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let wire = Wire::new(stream);
    let mut session = Session { wire, state, host: None, account: None, transaction: None, bad: 0 };
    let end = tokio::select! {
        end = session.run() => end,
        () = stop.cancelled() => Err(End::Told(Reply::new(421, "4.3.2", "The server ends"))),
    };
    let last = match end {
        Ok(()) | Err(End::Closed | End::Failed(_)) => return,
        Err(End::TooSlow) => Reply::new(421, "4.4.2", "Nothing was heard for too long"),
        Err(End::Told(last)) => last,
    };
    // Whether it arrives is no matter: the session ends.
    let _ = session.wire.end(&last).await;
}

/// A client and where it stands.
struct Session<S> {
    wire: Wire<S>,
    state: Arc<State>,
    /// The name that it gave with EHLO or HELO.
    host: Option<String>,
    account: Option<Arc<Account>>,
    transaction: Option<Transaction>,
    bad: usize,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Session<S> {
    async fn run(&mut self) -> Result<(), End> {
        self.wire.reply(&Reply::plain(220, &format!("{NAME} ESMTP: this is a demonstration"))).await?;
        let begin = Instant::now();
        loop {
            let patience = match self.account {
                Some(_) => PATIENCE,
                None => LOGIN_PATIENCE.saturating_sub(begin.elapsed()),
            };
            let line = self.wire.line(patience).await?;
            let reply = match Request::parse(&mut line.iter()) {
                Ok(Request::Quit) => return Err(End::Told(Reply::new(221, "2.0.0", "Until next time"))),
                Ok(request) => self.carry_out(request).await?,
                Err(error) => refusal(&error),
            };
            self.wire.reply(&reply).await?;
            self.bad = if reply.is_refusal() { self.bad + 1 } else { 0 };
            if self.bad > MOST_BAD {
                return Err(End::Told(Reply::new(421, "4.7.0", "Too many commands that were refused")));
            }
        }
    }

    async fn carry_out<T: AsRef<str>>(&mut self, request: Request<T>) -> Result<Reply, End> {
        Ok(match request {
            Request::Ehlo { host } => self.greet(host.as_ref(), &extensions()),
            Request::Helo { host } => self.greet(host.as_ref(), &[]),
            Request::Auth { mechanism, initial_response } => {
                self.log_in(mechanism, initial_response.as_ref()).await?
            }
            Request::Mail { from } => self.mail(&from),
            Request::Rcpt { to } => match &mut self.transaction {
                Some(transaction) => transaction.add(&to, &self.state),
                None => Reply::new(503, "5.5.1", "MAIL comes first"),
            },
            Request::Data => self.data().await?,
            Request::Rset => {
                self.transaction = None;
                Reply::new(250, "2.0.0", "Forgotten")
            }
            Request::Noop { .. } => Reply::new(250, "2.0.0", "Nothing done"),
            Request::Vrfy { .. } => Reply::new(252, "2.1.5", "Send something, and see"),
            Request::StartTls => {
                Reply::new(502, "5.5.1", "There is no TLS here: this is a demonstration on loopback")
            }
            Request::Lhlo { .. }
            | Request::Bdat { .. }
            | Request::Expn { .. }
            | Request::Help { .. }
            | Request::Etrn { .. }
            | Request::Atrn { .. }
            | Request::Burl { .. }
            | Request::Quit => Reply::new(502, "5.5.1", "This command is not offered"),
        })
    }

    fn mail<T: AsRef<str>>(&mut self, from: &MailFrom<T>) -> Reply {
        if self.account.is_none() {
            return login_first();
        }
        if self.transaction.is_some() {
            return Reply::new(503, "5.5.1", "One message at a time");
        }
        match Transaction::begin(from) {
            Ok(begun) => {
                self.transaction = Some(begun);
                Reply::new(250, "2.1.0", "Go on")
            }
            Err(refusal) => refusal,
        }
    }

    fn greet(&mut self, host: &str, extensions: &[String]) -> Reply {
        self.host = Some(host.to_owned());
        self.transaction = None;
        Reply::lines(250, &format!("{NAME} is glad to hear from you"), extensions)
    }

    async fn log_in(&mut self, mechanism: u64, initial: &str) -> Result<Reply, End> {
        if self.host.is_none() {
            return Ok(Reply::new(503, "5.5.1", "EHLO comes first"));
        }
        if self.account.is_some() {
            return Ok(Reply::new(503, "5.5.1", "You have logged in already"));
        }
        Ok(match login::read(&mut self.wire, mechanism, initial).await? {
            Ok(login) => match self.state.log_in(&login.name, &login.password) {
                Some(account) => {
                    self.account = Some(Arc::clone(account));
                    Reply::new(235, "2.7.0", "Welcome")
                }
                None => Reply::new(535, "5.7.8", "The login or the password is wrong"),
            },
            Err(refusal) => refusal,
        })
    }

    async fn data(&mut self) -> Result<Reply, End> {
        let Some(transaction) = self.transaction.take_if(|it| !it.recipients.is_empty()) else {
            return Ok(Reply::new(503, "5.5.1", "MAIL and RCPT come first"));
        };
        let Some(account) = self.account.clone() else { return Ok(login_first()) };
        self.wire.reply(&Reply::plain(354, "End with a dot on a line of its own")).await?;
        // It counts until the message is delivered.
        let mut arriving = self.state.arriving();
        Ok(match self.wire.data(MOST_MESSAGE_OCTETS, PATIENCE, &mut arriving).await? {
            Data::TooLarge => transaction::too_large(),
            Data::Message(octets) if octets.contains(&0) => {
                Reply::new(554, "5.6.0", "There is a NUL in the message")
            }
            Data::Message(octets) => {
                let host = self.host.as_deref().unwrap_or_default();
                let passing = deliver::Passing { transaction: &transaction, host, now: super::now() };
                passing.deliver(&octets, &account, &self.state)
            }
        })
    }
}

/// What EHLO tells.
fn extensions() -> [String; 7] {
    [
        "PIPELINING".to_owned(),
        format!("SIZE {MOST_MESSAGE_OCTETS}"),
        "8BITMIME".to_owned(),
        "SMTPUTF8".to_owned(),
        "DSN".to_owned(),
        "AUTH PLAIN LOGIN".to_owned(),
        "ENHANCEDSTATUSCODES".to_owned(),
    ]
}

fn login_first() -> Reply {
    Reply::new(530, "5.7.0", "Log in first")
}

/// The answer to a line that is no command.
fn refusal(error: &BadRequest) -> Reply {
    match error {
        BadRequest::UnknownCommand => Reply::new(500, "5.5.1", "The server knows no such command"),
        BadRequest::InvalidSenderAddress => transaction::bad_sender(),
        BadRequest::InvalidRecipientAddress => transaction::bad_recipient(),
        BadRequest::SyntaxError { syntax } => Reply::new(501, "5.5.2", &format!("It is written: {syntax}")),
        BadRequest::InvalidParameter { param } => {
            Reply::new(501, "5.5.4", &format!("{param} cannot have this value"))
        }
        BadRequest::UnsupportedParameter { .. } => Reply::new(555, "5.5.4", "This parameter is not offered"),
        BadRequest::NeedsMoreData { .. }
        | BadRequest::ResponseTooLong
        | BadRequest::InvalidResponse { .. } => Reply::new(500, "5.5.2", "This makes no sense"),
    }
}

#[cfg(test)]
mod tests;
