//! An IMAP session (RFC 3501 with what later clients use; RFC 9051 where it says more).
//!
//! Commands are read by `imap-codec`, and by [`extended`] where that cannot. Our client has a reader
//! of its own for the other direction, so the two watch each other.

use std::sync::Arc;
use std::time::Duration;

use imap_codec::imap_types::command::CommandBody;
use imap_codec::imap_types::extensions::enable::CapabilityEnable;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;

use super::state::mailboxes::Failure;
use super::state::{Account, MOST_MESSAGE_OCTETS, State};
use answer::Answer;
use extended::{Command, Request};
use select::none_selected;
use set::Numbers;
use store::Change;
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
mod scan;
mod search;
mod select;
mod set;
mod store;
mod view;
mod wire;

/// What the server can, before and after login.
const CAPABILITIES: &str = "IMAP4rev1 SASL-IR ID ENABLE IDLE LITERAL+ NAMESPACE CHILDREN \
     LIST-EXTENDED LIST-STATUS SPECIAL-USE CREATE-SPECIAL-USE UIDPLUS MOVE UNSELECT CONDSTORE ESEARCH SORT \
     ESORT THREAD=REFERENCES THREAD=ORDEREDSUBJECT QUOTA QUOTA=RES-STORAGE STATUS=SIZE PREVIEW AUTH=PLAIN";

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

/// How a command ended, or why it or the session cannot go on.
type Outcome = Result<Answer, Stop>;

/// Why a command is not carried out.
enum Stop {
    /// This is its answer.
    Command(Answer),
    /// The session ends.
    Session(End),
}

impl From<Answer> for Stop {
    fn from(answer: Answer) -> Self {
        Self::Command(answer)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Command(failure.into())
    }
}

impl From<End> for Stop {
    fn from(end: End) -> Self {
        Self::Session(end)
    }
}

impl From<Vanished> for Stop {
    fn from(_: Vanished) -> Self {
        Self::Session(End::Confused("The selected mailbox is no more"))
    }
}

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
        let begin = Instant::now();
        loop {
            let (patience, limit): (_, fn(&[u8]) -> usize) = match self.account {
                Some(_) => (IDLE_PATIENCE, most_of_literals),
                None => (LOGIN_PATIENCE.saturating_sub(begin.elapsed()), |_| MOST_LOGIN_OCTETS),
            };
            let stop = self.stop.clone();
            tokio::select! {
                come = timeout(patience, self.wire.wait()) => come.map_err(|_| End::TooSlow)??,
                () = stop.cancelled() => return Err(End::Confused("The server ends")),
            }
            // Until the command is carried out, and what it brings is somewhere.
            let mut arriving = self.state.arriving();
            match self.wire.command(limit, &mut arriving).await? {
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
        let Some(Request { tag, command }) = Request::read(octets) else {
            let answer = Answer::bad("This is no command that the server knows");
            return self.end(&extended::tag(octets), &answer).await;
        };
        if let Command::Basic(CommandBody::Logout) = command {
            self.say("* BYE Until next time\r\n").await?;
            self.say(&Answer::ok("Logged out").line(&tag)).await?;
            self.wire.flush().await?;
            return Ok(Next::Leave);
        }
        match self.carry_out(&tag, command).await {
            Ok(answer) | Err(Stop::Command(answer)) => self.end(&tag, &answer).await,
            Err(Stop::Session(end)) => Err(end),
        }
    }

    async fn end(&mut self, tag: &str, answer: &Answer) -> Result<Next, End> {
        self.say(&answer.line(tag)).await?;
        self.bad = if answer.is_bad() { self.bad + 1 } else { 0 };
        if self.bad > MOST_BAD {
            return Err(End::Confused("Too many commands that make no sense"));
        }
        Ok(Next::Go)
    }

    /// Commands in any state, and before login.
    async fn carry_out(&mut self, tag: &str, command: Command) -> Outcome {
        match command {
            Command::Basic(CommandBody::Capability) => {
                self.say(&format!("* CAPABILITY {CAPABILITIES}\r\n")).await?;
                Ok(Answer::ok("Done"))
            }
            Command::Basic(CommandBody::Id { .. }) => {
                let version = env!("CARGO_PKG_VERSION");
                self.say(&format!("* ID (\"name\" \"Facteur demo\" \"version\" \"{version}\")\r\n")).await?;
                Ok(Answer::ok("Done"))
            }
            Command::Basic(CommandBody::StartTLS) => {
                Err(Answer::bad("There is no TLS here: this is a demonstration on loopback").into())
            }
            Command::Basic(body @ (CommandBody::Login { .. } | CommandBody::Authenticate { .. })) => {
                self.log_in(body).await
            }
            command => match self.account.clone() {
                Some(account) => self.in_account(tag, &account, command).await,
                None if command == Command::Basic(CommandBody::Noop) => Ok(Answer::ok("Done")),
                None => Err(Answer::bad("Log in first").into()),
            },
        }
    }

    /// Commands of somebody who has logged in, with the news of the selected mailbox around them.
    async fn in_account(&mut self, tag: &str, account: &Account, command: Command) -> Outcome {
        self.news(account, Expunges::Kept).await?;
        let expunges = expunges(&command);
        let outcome = match command {
            Command::List(list) => self.list(account, &list).await,
            Command::Create(CommandBody::Create { mailbox }, role) => {
                Self::create(account, &mailbox, Some(role))
            }
            Command::Create(..) => Err(none_selected().into()),
            Command::Search(body, returns) => self.search(tag, account, body, Some(&returns)).await,
            Command::Preview(body) => self.fetch(account, body, true).await,
            Command::Basic(body) => self.basic(tag, account, body).await,
        };
        if !matches!(outcome, Err(Stop::Session(_))) {
            self.news(account, expunges).await?;
        }
        outcome
    }

    /// Commands about mailboxes.
    async fn basic(&mut self, tag: &str, account: &Account, command: CommandBody<'static>) -> Outcome {
        match command {
            CommandBody::Noop | CommandBody::Check => Ok(Answer::ok("Done")),
            CommandBody::Idle => self.idle(account).await,
            CommandBody::Enable { capabilities } => self.enable(capabilities.as_ref()).await,
            CommandBody::Namespace => self.namespace().await,
            CommandBody::GetQuotaRoot { mailbox } => self.quota_root(account, &mailbox).await,
            CommandBody::GetQuota { root } => self.quota(account, root.as_ref()).await,
            CommandBody::Create { mailbox } => Self::create(account, &mailbox, None),
            CommandBody::Delete { mailbox } => self.delete(account, &mailbox).await,
            CommandBody::Rename { from, to } => Self::rename(account, &from, &to),
            CommandBody::Subscribe { mailbox } => Self::subscribe(account, &mailbox, true),
            CommandBody::Unsubscribe { mailbox } => Self::subscribe(account, &mailbox, false),
            CommandBody::Lsub { reference, mailbox_wildcard } => {
                self.lsub(account, &reference, &mailbox_wildcard).await
            }
            CommandBody::Status { mailbox, item_names } => self.status(account, &mailbox, &item_names).await,
            CommandBody::Append { mailbox, flags, date, message } => {
                Self::append(account, &mailbox, &flags, date, message)
            }
            CommandBody::Select { mailbox, parameters } => {
                self.select(account, &mailbox, &parameters, false).await
            }
            CommandBody::Examine { mailbox, parameters } => {
                self.select(account, &mailbox, &parameters, true).await
            }
            command => self.selected(tag, account, command).await,
        }
    }

    /// Commands about messages of the selected mailbox.
    async fn selected(&mut self, tag: &str, account: &Account, command: CommandBody<'static>) -> Outcome {
        match command {
            CommandBody::Close => self.close(account),
            CommandBody::Unselect => self.unselect(),
            CommandBody::Expunge => self.expunge(account, None),
            CommandBody::ExpungeUid { sequence_set } => self.expunge(account, Some(&sequence_set)),
            CommandBody::Copy { sequence_set, mailbox, uid } => {
                self.copy(account, &sequence_set, Numbers::of(uid), &mailbox)
            }
            CommandBody::Move { sequence_set, mailbox, uid } => {
                self.move_(account, &sequence_set, Numbers::of(uid), &mailbox).await
            }
            body @ CommandBody::Fetch { .. } => self.fetch(account, body, false).await,
            CommandBody::Store { sequence_set, kind, response, flags, uid, modifiers } => {
                let change = Change::new(kind, response, &flags, &modifiers)?;
                self.store(account, &sequence_set, Numbers::of(uid), change).await
            }
            body @ (CommandBody::Search { .. } | CommandBody::Sort { .. } | CommandBody::Thread { .. }) => {
                self.search(tag, account, body, None).await
            }
            _ => Err(Answer::bad("The server does not know this command").into()),
        }
    }

    /// ENABLE (RFC 5161): of what the server knows, CONDSTORE alone can be enabled.
    async fn enable(&mut self, capabilities: &[CapabilityEnable<'_>]) -> Outcome {
        let condstore = capabilities.contains(&CapabilityEnable::CondStore);
        self.learn_modseq(condstore);
        self.say(if condstore { "* ENABLED CONDSTORE\r\n" } else { "* ENABLED\r\n" }).await?;
        Ok(Answer::ok("Done"))
    }

    /// Tells what the client does not know yet of the selected mailbox.
    async fn news(&mut self, account: &Account, expunges: Expunges) -> Result<(), Stop> {
        if let Some(view) = &mut self.view {
            let news = account.look(|it| view.news(it, expunges))?;
            self.say(&news).await?;
        }
        Ok(())
    }

    async fn say(&mut self, text: &str) -> Result<(), End> {
        self.wire.write(text.as_bytes()).await
    }
}

/// Whether a command leaves sequence numbers alone, so that others' EXPUNGE may be told at its end
/// (RFC 9051, section 7.5.1).
fn expunges(command: &Command) -> Expunges {
    let (Command::Basic(body) | Command::Search(body, _) | Command::Preview(body)) = command else {
        return Expunges::Told;
    };
    match body {
        CommandBody::Fetch { uid: false, .. }
        | CommandBody::Store { uid: false, .. }
        | CommandBody::Search { uid: false, .. }
        | CommandBody::Sort { uid: false, .. }
        | CommandBody::Thread { uid: false, .. } => Expunges::Kept,
        _ => Expunges::Told,
    }
}

/// How many octets the literals of a command may have together, by its beginning.
fn most_of_literals(begin: &[u8]) -> usize {
    let mut words = begin.split(|it| *it == b' ');
    let is_append = words.nth(1).is_some_and(|it| it.eq_ignore_ascii_case(b"APPEND"));
    if is_append { MOST_MESSAGE_OCTETS } else { MOST_LITERAL_OCTETS }
}
