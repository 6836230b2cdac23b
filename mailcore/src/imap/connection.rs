//! One authenticated connection: a task of its own owns the session, so that a caller who goes away
//! in mid-command leaves no half answer to the next one.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout};

use super::Error;
use super::command::Command;
use super::connect::{Capabilities, closed};
use super::frame::split_word;
use crate::flag::KeptFlags;
use crate::mailbox::{MailboxName, Rights};
use crate::uid::UidValidity;

/// How many pieces of a stream wait for their reader, 128 KiB each.
const PIECES_AHEAD: usize = 2;

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

impl From<Refusal> for Error {
    /// What the code says (RFC 5530): what is not there, no room, no service now, or any refusal.
    fn from(refusal: Refusal) -> Self {
        match refusal.code.as_deref() {
            Some("NONEXISTENT" | "EXPUNGEISSUED") => Self::Gone,
            Some("OVERQUOTA") => Self::OverQuota,
            Some("UNAVAILABLE") => Self::Connection(io::Error::other(refusal.text)),
            Some(code) => {
                let name = code.split(' ').next().unwrap_or_default();
                Self::Refused(format!("[{name}] {}", refusal.text))
            }
            None => Self::Refused(refusal.text),
        }
    }
}

/// How a command ended. `Ok` holds the response code of the tagged OK: `APPENDUID 1 2`, `READ-WRITE`.
pub(super) type Completion = Result<Option<String>, Refusal>;

/// The answer to commands that were sent together.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    /// In the order of the commands.
    pub(super) completions: Vec<Completion>,
    /// All data in the order it came, whichever command it belongs to, and the codes of untagged
    /// OK (as text pieces `OK [UIDVALIDITY 1] …`). What the server said unasked since the last
    /// exchange comes first.
    pub(super) data: Vec<Data>,
    /// How much of the data had come before the commands were sent.
    pub(super) unasked: usize,
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
    /// Which flags it keeps.
    pub(super) kept: KeptFlags,
    /// What may be done with it, if the server told.
    pub(super) rights: Option<Rights>,
}

/// What the task is asked for.
pub(super) struct Job {
    /// The work.
    pub(super) work: Work,
    /// Resolves when the caller has gone away.
    pub(super) gone: oneshot::Receiver<Infallible>,
}

/// The kinds of work.
pub(super) enum Work {
    /// Send the commands, gather the answer.
    Run(Vec<Command>, oneshot::Sender<Result<Exchange, Error>>),
    /// The same with what came until then, where that is not all of it; the session ends with that.
    RunUntil(Instant, Vec<Command>, oneshot::Sender<Result<Exchange, Error>>),
    /// Send IDLE, and end it when the server has said something, or after so long.
    Idle(Duration, oneshot::Sender<Result<Exchange, Error>>),
    /// Send the command, tell the size of its literal, then its octets, then `None`.
    Stream(Command, oneshot::Sender<Result<u64, Error>>, mpsc::Sender<Result<Option<Bytes>, Error>>),
    /// Say that all work before this has ended.
    Settle(oneshot::Sender<()>),
}

/// A literal on its way.
#[derive(Debug)]
struct Streaming {
    pieces: mpsc::Receiver<Result<Option<Bytes>, Error>>,
    /// Dropped with the rest, it tells the task that nobody reads any more.
    _here: oneshot::Sender<Infallible>,
}

/// A handle to the task that owns the session. When it is dropped the task logs out.
#[derive(Debug)]
pub(super) struct Connection {
    jobs: mpsc::Sender<Job>,
    capabilities: Capabilities,
    selected: Option<Selected>,
    stream: Option<Streaming>,
    /// A caller went away while the task worked for it.
    unfinished: bool,
    answered: bool,
}

impl Connection {
    /// A handle to the task that takes these jobs.
    pub(super) fn new(jobs: mpsc::Sender<Job>, capabilities: Capabilities) -> Self {
        Self { jobs, capabilities, selected: None, stream: None, unfinished: false, answered: false }
    }

    /// A handle to nothing: what stands where a connection was taken away.
    pub(super) fn none() -> Self {
        Self::new(mpsc::channel(1).0, Capabilities::default())
    }

    /// Capabilities after login, upper case.
    pub(super) fn can(&self, capability: &str) -> bool {
        self.capabilities.has(capability)
    }

    /// Whether changes have numbers, the MODSEQ of RFC 7162.
    pub(super) fn counts_changes(&self) -> bool {
        self.can("CONDSTORE") || self.can("QRESYNC")
    }

    /// All of them.
    pub(super) fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    /// What is selected, kept by the operations above ([`Connection::set_selected`]) and by every
    /// answer's EXISTS, EXPUNGE and VANISHED. Unknown, hence `None`, after a command was given up:
    /// nobody has read what it did.
    pub(super) fn selected(&self) -> Option<&Selected> {
        self.selected.as_ref().filter(|_| self.is_at_rest())
    }

    /// After SELECT, or `None` when it failed.
    pub(super) fn set_selected(&mut self, selected: Option<Selected>) {
        self.selected = selected;
    }

    /// Whether the session has ended.
    pub(super) fn is_closed(&self) -> bool {
        self.jobs.is_closed()
    }

    /// Something that resolves when the session has ended.
    #[cfg(test)]
    pub(super) fn watch(&self) -> mpsc::Sender<Job> {
        self.jobs.clone()
    }

    /// Whether no command is under way.
    pub(super) fn is_at_rest(&self) -> bool {
        !self.unfinished && self.stream.is_none()
    }

    /// Whether a command was answered since [`Connection::begin`].
    pub(super) fn has_answered(&self) -> bool {
        self.answered
    }

    /// Begins the work of the next caller.
    pub(super) fn begin(&mut self) {
        self.answered = false;
    }

    /// Sends the commands together and waits for all their completions, matched by tag.
    ///
    /// # Errors
    ///
    /// [`Error::Connection`] or [`Error::Answer`], and then the connection is closed. A NO or BAD
    /// is no error here: it stands among the completions.
    pub(super) async fn run(&mut self, commands: Vec<Command>) -> Result<Exchange, Error> {
        self.exchange(|answer| Work::Run(commands, answer)).await
    }

    /// As [`Connection::run`], at most until `end`: then with what came of the answer. It has fewer completions than
    /// there were commands, and the connection is closed.
    ///
    /// # Errors
    ///
    /// Those of [`Connection::run`].
    pub(super) async fn run_until(
        &mut self,
        end: Instant,
        commands: Vec<Command>,
    ) -> Result<Exchange, Error> {
        self.exchange(|answer| Work::RunUntil(end, commands, answer)).await
    }

    /// Waits by IDLE (RFC 2177) until the server says something, at most so long; what it said since
    /// the last exchange ends the waiting, too. Its signs of life (`OK Still here`) are left out.
    ///
    /// # Errors
    ///
    /// Those of [`Connection::run`].
    pub(super) async fn idle(&mut self, limit: Duration) -> Result<Exchange, Error> {
        self.exchange(|answer| Work::Idle(limit, answer)).await
    }

    async fn exchange(
        &mut self,
        work: impl FnOnce(oneshot::Sender<Result<Exchange, Error>>) -> Work,
    ) -> Result<Exchange, Error> {
        let (answer, answered) = oneshot::channel();
        let here = self.submit(work(answer)).await?;
        let outcome = answered.await.unwrap_or_else(|_| Err(closed()));
        drop(here);
        self.unfinished = false;
        let exchange = outcome?;
        self.answered = true;
        for data in &exchange.data {
            self.note(data);
        }
        Ok(exchange)
    }

    /// Sends one FETCH of one body section, and gives the size of its literal. The octets come from
    /// [`Connection::next_piece`].
    ///
    /// # Errors
    ///
    /// [`Error::Gone`] when there is no such message or part, those of a NO or BAD, and those of
    /// [`Connection::run`].
    pub(super) async fn start_stream(&mut self, command: Command) -> Result<u64, Error> {
        let (size, sized) = oneshot::channel();
        let (sender, pieces) = mpsc::channel(PIECES_AHEAD);
        let here = self.submit(Work::Stream(command, size, sender)).await?;
        let outcome = sized.await.unwrap_or_else(|_| Err(closed()));
        self.unfinished = false;
        let size = outcome?;
        self.answered = true;
        self.stream = Some(Streaming { pieces, _here: here });
        Ok(size)
    }

    /// The next piece of the literal, at most 128 KiB; `None` after the last, when the command has
    /// ended with OK.
    pub(super) async fn next_piece(&mut self) -> Result<Option<Bytes>, Error> {
        let Some(stream) = &mut self.stream else { return Ok(None) };
        let piece = stream.pieces.recv().await.unwrap_or_else(|| Err(closed()));
        if !matches!(piece, Ok(Some(_))) {
            self.stream = None;
        }
        piece
    }

    /// Gives up what is under way, and waits until its answer is out of the way. `false` when the
    /// connection was closed for that.
    pub(super) async fn settle(&mut self) -> bool {
        let (done, settled) = oneshot::channel();
        let submitted = self.submit(Work::Settle(done)).await;
        let settled = submitted.is_ok() && settled.await.is_ok();
        self.unfinished = false;
        settled && !self.is_closed()
    }

    /// Asks the server whether it is there, and gathers its news.
    pub(super) async fn probe(&mut self, patience: Duration) -> bool {
        timeout(patience, self.run(vec![Command::new("NOOP")])).await.is_ok_and(|it| it.is_ok())
    }

    /// Hands work to the task. What is returned tells the task, when dropped, that nobody waits.
    async fn submit(&mut self, work: Work) -> Result<oneshot::Sender<Infallible>, Error> {
        let given_up = self.stream.take().is_some() || self.unfinished;
        if given_up {
            // Its answer, which is not read, may tell of messages that came or went, or of another
            // mailbox.
            self.selected = None;
        }
        self.unfinished = true;
        let (here, gone) = oneshot::channel();
        self.jobs.send(Job { work, gone }).await.map_err(|_| closed())?;
        Ok(here)
    }

    /// Learns from a response what changed in the selected mailbox.
    fn note(&mut self, data: &[Piece]) {
        let Some(Piece::Text(text)) = data.first() else { return };
        let (first, rest) = split_word(text);
        let (second, _) = split_word(rest);
        let is = |word: &[u8], name: &str| word.eq_ignore_ascii_case(name.as_bytes());
        if is(second, "EXISTS") {
            if let (Some(selected), Some(exists)) = (&mut self.selected, number(first)) {
                selected.exists = exists;
            }
        } else if is(second, "EXPUNGE") {
            self.lessen(1);
        } else if is(first, "VANISHED") {
            self.lessen(count(second));
        } else if is(first, "OK") && (is(second, "[CLOSED]") || is(second, "[UIDVALIDITY")) {
            self.selected = None;
        }
    }

    fn lessen(&mut self, by: u32) {
        if let Some(selected) = &mut self.selected {
            selected.exists = selected.exists.saturating_sub(by);
        }
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    str::from_utf8(digits).ok()?.parse().ok()
}

/// How many numbers are in a set: `1:3,7`; none in `(EARLIER)`, which is no set.
fn count(set: &[u8]) -> u32 {
    let size = |range: &[u8]| {
        let mut ends = range.splitn(2, |b| *b == b':');
        let first = number(ends.next()?)?;
        let last = ends.next().map_or(Some(first), number)?;
        Some(first.abs_diff(last).saturating_add(1))
    };
    set.split(|b| *b == b',').filter_map(size).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exists_after(lines: &[&str]) -> Option<u32> {
        let mut connection = Connection::none();
        connection.set_selected(Some(Selected {
            name: MailboxName::inbox(),
            uid_validity: UidValidity::new(1).unwrap(),
            exists: 10,
            kept: KeptFlags::all(),
            rights: None,
        }));
        for line in lines {
            connection.note(&[Piece::Text(line.as_bytes().to_vec())]);
        }
        connection.selected().map(|it| it.exists)
    }

    #[test]
    fn the_selected_mailbox_follows_every_answer() {
        assert_eq!(exists_after(&["12 EXISTS", "3 expunge", "1 RECENT", "2 FETCH (FLAGS ())"]), Some(11));
        assert_eq!(exists_after(&["VANISHED 1:3,7"]), Some(6));
        assert_eq!(exists_after(&["VANISHED (EARLIER) 1:3,7"]), Some(10));
        assert_eq!(exists_after(&["VANISHED 1:4294967295"]), Some(0));
        assert_eq!(exists_after(&["OK [CLOSED] Previous mailbox closed.", "5 EXISTS"]), None);
        assert_eq!(exists_after(&["OK [UIDVALIDITY 7] UIDs valid"]), None);
        assert_eq!(exists_after(&["99999999999 EXISTS", "EXISTS", ""]), Some(10));
    }
}
