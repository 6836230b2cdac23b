//! An IMAP session (RFC 3501 with what later clients use; RFC 9051 where it says more).
//!
//! Commands are read by `imap-codec`, and by [`extended`] where that cannot. Our client has a reader
//! of its own for the other direction, so the two watch each other.

use std::sync::Arc;
use std::time::Duration;

use imap_codec::imap_types::command::CommandBody;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::state::mailboxes::Mailboxes;
use super::state::{Account, MOST_MESSAGE_OCTETS, State};
use answer::Answer;
use extended::{Command, Request};
use view::{Expunges, Vanished, View};
use wire::{End, Received, Wire};

mod answer;
mod append;
mod copy;
mod extended;
mod fetch;
mod idle;
mod list;
mod login;
mod mailboxes;
mod name;
mod pattern;
mod search;
mod select;
mod set;
mod store;
mod view;
mod wire;

/// What the server can, before and after login.
const CAPABILITIES: &str = "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ NAMESPACE CHILDREN \
     LIST-EXTENDED LIST-STATUS SPECIAL-USE CREATE-SPECIAL-USE UIDPLUS MOVE UNSELECT CONDSTORE ESEARCH SORT \
     ESORT THREAD=REFERENCES THREAD=ORDEREDSUBJECT QUOTA QUOTA=RES-STORAGE STATUS=SIZE AUTH=PLAIN";

/// How long somebody may stay without logging in.
const LOGIN_PATIENCE: Duration = Duration::from_secs(60);
/// How long a client may do nothing (RFC 9051, section 5.4).
const IDLE_PATIENCE: Duration = Duration::from_secs(30 * 60);
/// How many commands in a row may make no sense.
const MOST_BAD: usize = 20;
/// The most octets of all literals of a command that brings no message.
const MOST_LITERAL_OCTETS: usize = 64 << 10;
/// The same before login.
const MOST_LOGIN_OCTETS: usize = 4 << 10;

/// Serves a client until it goes away, or `stop` is cancelled.
pub(super) async fn serve(stream: TcpStream, state: Arc<State>, stop: CancellationToken) {
    let mut session = Session::new(stream, state, stop);
    let bye = match session.run().await {
        Ok(()) | Err(End::Closed | End::Failed(_)) => return,
        Err(End::TooSlow) => "Nothing was heard for too long",
        Err(End::Confused(why)) => why,
    };
    // Whether it arrives is no matter: the session ends.
    let _ = session.say(&format!("* BYE {bye}\r\n")).await;
    let _ = session.wire.flush().await;
}

/// A client and where it stands.
struct Session {
    wire: Wire,
    state: Arc<State>,
    stop: CancellationToken,
    account: Option<Arc<Account>>,
    view: Option<View>,
    /// Whether the client knows of MODSEQ (RFC 7162, section 3.1).
    condstore: bool,
    bad: usize,
}

/// Whether the session goes on after a command.
enum Next {
    Go,
    Leave,
}

impl Session {
    fn new(stream: TcpStream, state: Arc<State>, stop: CancellationToken) -> Self {
        let wire = Wire::new(stream);
        Self { wire, state, stop, account: None, view: None, condstore: false, bad: 0 }
    }

    async fn run(&mut self) -> Result<(), End> {
        self.say(&format!("* OK [CAPABILITY {CAPABILITIES}] This is a demonstration\r\n")).await?;
        loop {
            let (patience, limit): (_, fn(&[u8]) -> usize) = match self.account {
                Some(_) => (IDLE_PATIENCE, most_of_literals),
                None => (LOGIN_PATIENCE, |_| MOST_LOGIN_OCTETS),
            };
            let stop = self.stop.clone();
            tokio::select! {
                come = timeout(patience, self.wire.wait()) => come.map_err(|_| End::TooSlow)??,
                () = stop.cancelled() => return Err(End::Confused("The server ends")),
            }
            match self.wire.command(limit).await? {
                Received::Command(octets) => {
                    if let Next::Leave = self.command(&octets).await? {
                        return Ok(());
                    }
                }
                Received::TooLarge(begin) => {
                    let answer = Answer::no("This is too large").code("TOOBIG");
                    self.say(&answer.line(&extended::tag(&begin))).await?;
                }
            }
        }
    }

    /// Carries a command out and ends it.
    async fn command(&mut self, octets: &[u8]) -> Result<Next, End> {
        let Some(request) = Request::read(octets) else {
            let answer = Answer::bad("This is no command that the server knows");
            return self.end(&extended::tag(octets), &answer).await;
        };
        let Request { tag, command } = request;
        if let Command::Basic(CommandBody::Logout) = command {
            self.say("* BYE Until next time\r\n").await?;
            self.say(&Answer::ok("Logged out").line(&tag)).await?;
            self.wire.flush().await?;
            return Ok(Next::Leave);
        }
        let answer = match self.carry_out(&tag, command).await? {
            Ok(answer) | Err(answer) => answer,
        };
        self.end(&tag, &answer).await
    }

    async fn end(&mut self, tag: &str, answer: &Answer) -> Result<Next, End> {
        self.say(&answer.line(tag)).await?;
        self.bad = if answer.is_bad() { self.bad + 1 } else { 0 };
        if self.bad > MOST_BAD {
            return Err(End::Confused("Too many commands that make no sense"));
        }
        Ok(Next::Go)
    }

    /// Does what a command wants; the outer error ends the session, the inner one the command.
    async fn carry_out(&mut self, tag: &str, command: Command) -> Result<Result<Answer, Answer>, End> {
        match command {
            Command::Basic(CommandBody::Capability) => {
                self.say(&format!("* CAPABILITY {CAPABILITIES}\r\n")).await?;
                Ok(Ok(Answer::ok("Done")))
            }
            Command::Basic(CommandBody::Id { .. }) => {
                let version = env!("CARGO_PKG_VERSION");
                self.say(&format!("* ID (\"name\" \"Facteur demo\" \"version\" \"{version}\")\r\n")).await?;
                Ok(Ok(Answer::ok("Done")))
            }
            Command::Basic(CommandBody::StartTLS) => {
                Ok(Err(Answer::no("There is no TLS here: this is a demonstration on loopback")))
            }
            Command::Basic(
                body @ (CommandBody::Login { .. } | CommandBody::Authenticate { .. }),
            ) => self.log_in(body).await,
            other => match self.account.clone() {
                Some(account) => self.in_account(tag, &account, other).await,
                None if matches!(other, Command::Basic(CommandBody::Noop)) => Ok(Ok(Answer::ok("Done"))),
                None => Ok(Err(Answer::bad("Log in first"))),
            },
        }
    }

    /// Commands of somebody who has logged in.
    async fn in_account(
        &mut self,
        tag: &str,
        account: &Account,
        command: Command,
    ) -> Result<Result<Answer, Answer>, End> {
        todo!()
    }

    async fn say(&mut self, text: &str) -> Result<(), End> {
        self.wire.write(text.as_bytes()).await
    }
}
