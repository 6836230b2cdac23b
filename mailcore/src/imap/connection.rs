//! One authenticated connection: a task of its own owns the session, so that a caller who goes away
//! in mid-command leaves no half answer to the next one.

use bytes::Bytes;

use super::Error;
use super::command::Command;
use crate::mailbox::MailboxName;
use crate::uid::UidValidity;

/// A piece of an untagged response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text up to a literal or to the end, without the literal's `{n}` and without line ends.
    Text(Vec<u8>),
    /// The octets of a literal.
    Literal(Vec<u8>),
}

/// One untagged data response, without the `* ` at its beginning.
pub(super) type Data = Vec<Piece>;

/// A NO or BAD.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// The response code without brackets, upper case: `NONEXISTENT`, `TRYCREATE`, `OVERQUOTA`.
    pub(super) code: Option<String>,
    /// The server's text, one line.
    pub(super) text: String,
}

/// How a command ended. `Ok` holds the response code of the tagged OK: `APPENDUID 1 2`, `READ-WRITE`.
pub(super) type Completion = Result<Option<String>, Refusal>;

/// The answer to commands that were sent together.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    /// In the order of the commands.
    pub(super) completions: Vec<Completion>,
    /// All data in the order it came, whichever command it belongs to, and the codes of untagged
    /// OK (as text pieces `OK [UIDVALIDITY 1] …`).
    pub(super) data: Vec<Data>,
}

/// The mailbox that is selected, as far as the server told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selected {
    /// Its name.
    pub(super) name: MailboxName,
    /// Its epoch.
    pub(super) uid_validity: UidValidity,
    /// How many messages it has, kept up to date from EXISTS, EXPUNGE and VANISHED of every answer.
    pub(super) exists: u32,
}

/// A handle to the task that owns the session.
#[derive(Debug)]
pub(super) struct Connection {}

impl Connection {
    /// Capabilities after login, upper case.
    pub(super) fn can(&self, _capability: &str) -> bool {
        todo!()
    }

    /// What is selected, kept by the operations above ([`Connection::set_selected`]) and by every
    /// answer's EXISTS, EXPUNGE and VANISHED.
    pub(super) fn selected(&self) -> Option<&Selected> {
        todo!()
    }

    /// After SELECT, or `None` when it failed.
    pub(super) fn set_selected(&mut self, _selected: Option<Selected>) {
        todo!()
    }

    /// Sends the commands together and waits for all their completions, matched by tag.
    pub(super) async fn run(&mut self, _commands: Vec<Command>) -> Result<Exchange, Error> {
        todo!()
    }

    /// Sends one FETCH of one body section and gives its literal piece by piece.
    pub(super) async fn start_stream(&mut self, _command: Command) -> Result<u64, Error> {
        todo!()
    }

    /// The next piece of the literal; `None` after the last, when the command has ended with OK.
    pub(super) async fn next_piece(&mut self) -> Result<Option<Bytes>, Error> {
        todo!()
    }
}
