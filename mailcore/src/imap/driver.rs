//! The task that owns a session. It reads and writes one command after the other, or several
//! together, and is never stopped in the middle of one: a caller who goes away has his answer
//! drained, or the connection closed.

use std::io;
use std::mem;
use std::time::Duration;

use async_imap::Session;
use bytes::Bytes;
use tokio::io::AsyncWriteExt;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

use super::Error;
use super::caller::{Caller, Reader, Stalled};
use super::command::Command;
use super::connect::{Authenticated, closed, lost, too_slow};
use super::connection::{Connection, Exchange, Job, Work};
use super::frame::{Frame, one_line, split_word};
use super::gather::Gather;
use super::section::{self, Section};
use super::tap::Tap;

mod idle;

/// How many octets of commands are under way at most before their answers are awaited: a server
/// that cannot send because we do not read must not wait for us who cannot write.
const WINDOW: usize = 32 << 10;
/// A large literal is written in slices of this size, each within the time for an answer.
const SLICE: usize = 64 << 10;
/// The largest literal that LITERAL- lets go without waiting (RFC 7888, section 5).
const MOST_LITERAL_MINUS: usize = 4096;
/// What each drained frame counts beside its octets.
const FRAME_COST: usize = 64;
/// The longest that LOGOUT may take.
const FAREWELL: Duration = Duration::from_secs(2);

/// Starts the task, which lives until the handle is dropped or the session ends.
pub(super) fn start(authenticated: Authenticated, answer_timeout: Duration) -> Connection {
    let Authenticated { session, capabilities } = authenticated;
    let literals = match (capabilities.has("LITERAL+"), capabilities.has("LITERAL-")) {
        (true, _) => usize::MAX,
        (false, true) => MOST_LITERAL_MINUS,
        (false, false) => 0,
    };
    let (sender, jobs) = mpsc::channel(1);
    let driver = Driver { session, literals, answer_timeout, unasked: Gather::default() };
    tokio::spawn(driver.drive(jobs));
    Connection::new(sender, capabilities)
}

/// Why the session ends.
enum Stop {
    /// The session is of no more use; the caller is told.
    Failed(Error),
    /// The caller went away, and what he left is too much to drain.
    Abandoned,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(lost(error))
    }
}

impl From<Stop> for Error {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Failed(error) => error,
            Stop::Abandoned => closed(),
        }
    }
}

struct Driver {
    session: Session<Tap>,
    /// The largest literal that needs no waiting.
    literals: usize,
    answer_timeout: Duration,
    /// What the server said between commands.
    unasked: Gather,
}

impl Driver {
    async fn drive(mut self, mut jobs: mpsc::Receiver<Job>) {
        loop {
            let job = tokio::select! {
                biased;
                job = jobs.recv() => job,
                ready = self.session.get_mut().ready() => match self.overhear(ready).await {
                    Ok(()) => continue,
                    Err(stop) => {
                        tracing::debug!(reason = %Error::from(stop), "a waiting IMAP connection ended");
                        return;
                    }
                },
            };
            let Some(job) = job else { return self.log_out().await };
            if !self.work(job, &mut jobs).await {
                return;
            }
        }
    }

    /// Does a job; `false` when the session has ended. Then no further job is taken before the
    /// caller hears of it, so that nobody takes the connection for a good one.
    async fn work(&mut self, job: Job, jobs: &mut mpsc::Receiver<Job>) -> bool {
        let mut caller = Caller::new(job.gone);
        match job.work {
            Work::Settle(done) => {
                let _ = done.send(());
                true
            }
            _ if caller.is_gone() => true,
            Work::Run(commands, answer) => {
                let outcome = self.run(commands, &mut caller).await;
                tell(outcome, answer, jobs)
            }
            Work::RunUntil(end, commands, answer) => {
                let mut gather = mem::take(&mut self.unasked);
                let asked = timeout_at(end, self.ask(commands, &mut gather, &mut caller)).await;
                let is_over = asked.is_err();
                if is_over {
                    jobs.close();
                }
                let outcome = asked.unwrap_or(Ok(())).map(|()| gather.finish());
                tell(outcome, answer, jobs) && !is_over
            }
            Work::Idle(limit, answer) => {
                let outcome = self.idle(limit, &mut caller).await;
                tell(outcome, answer, jobs)
            }
            Work::Stream(command, size, pieces) => {
                let mut reader = Reader::new(size, pieces);
                let outcome = self.stream(command, &mut reader, &mut caller).await;
                let alive = outcome.is_ok();
                if !alive {
                    jobs.close();
                }
                reader.end(outcome.unwrap_or_else(|stop| Err(stop.into()))).await;
                alive
            }
        }
    }

    async fn run(&mut self, commands: Vec<Command>, caller: &mut Caller) -> Result<Exchange, Stop> {
        let mut gather = mem::take(&mut self.unasked);
        self.ask(commands, &mut gather, caller).await?;
        Ok(gather.finish())
    }

    /// Sends as much as fits the window, then the rest, unless the caller went away meanwhile.
    async fn ask(
        &mut self,
        commands: Vec<Command>,
        gather: &mut Gather,
        caller: &mut Caller,
    ) -> Result<(), Stop> {
        let mut under_way = 0;
        for command in commands {
            under_way += command.size();
            if under_way > WINDOW {
                self.flush().await?;
                self.collect(gather, caller).await?;
                if caller.is_gone() {
                    break;
                }
                under_way = command.size();
            }
            self.send(command, gather, caller).await?;
        }
        self.flush().await?;
        self.collect(gather, caller).await
    }

    /// Reads until all commands have ended.
    async fn collect(&mut self, gather: &mut Gather, caller: &mut Caller) -> Result<(), Stop> {
        while !gather.is_complete() {
            let frame = self.frame(caller).await?;
            gather.add(frame)?;
        }
        Ok(())
    }

    /// Writes a command; it is on its way after [`Driver::flush`]. A command that the server
    /// refuses before all of it was written is not written further.
    async fn send(&mut self, command: Command, gather: &mut Gather, caller: &mut Caller) -> Result<(), Stop> {
        self.session.get_mut().hold(true);
        let (mut text, literals) = command.into_parts();
        let mut is_begun = false;
        for (literal, after) in literals {
            let at_once = literal.len() <= self.literals;
            text.push_str(&format!("{{{}{}}}", literal.len(), if at_once { "+" } else { "" }));
            self.line(&text, mem::replace(&mut is_begun, true), gather).await?;
            if !at_once && !self.is_let_go(gather, caller).await? {
                return Ok(());
            }
            self.octets(&literal, caller).await?;
            text = after;
        }
        self.line(&text, is_begun, gather).await
    }

    /// Writes a line: the first of a command through `async-imap`, which puts a tag before it.
    async fn line(&mut self, text: &str, is_begun: bool, gather: &mut Gather) -> Result<(), Stop> {
        if is_begun {
            let whole = format!("{text}\r\n");
            return self.within(|session| session.get_mut().write_all(whole.as_bytes())).await;
        }
        let sent = timeout(self.answer_timeout, self.session.run_command(text)).await;
        let tag = sent
            .map_err(|_| too_slow())?
            .map_err(|it| Stop::Failed(Error::Connection(io::Error::other(it))))?;
        gather.expect(tag.0);
        Ok(())
    }

    async fn octets(&mut self, octets: &Bytes, caller: &mut Caller) -> Result<(), Stop> {
        for slice in octets.chunks(SLICE) {
            // Half a literal cannot be taken back.
            if caller.is_gone() {
                return Err(Stop::Abandoned);
            }
            self.within(|session| session.get_mut().write_all(slice)).await?;
        }
        Ok(())
    }

    /// Waits for the `+`; `false` when the command was refused instead.
    async fn is_let_go(&mut self, gather: &mut Gather, caller: &mut Caller) -> Result<bool, Stop> {
        self.flush().await?;
        self.session.get_mut().hold(true);
        while !gather.last_is_complete() {
            match self.frame(caller).await? {
                Frame::Go if caller.is_gone() => return Err(Stop::Abandoned),
                Frame::Go => return Ok(true),
                frame => gather.add(frame)?,
            }
        }
        Ok(false)
    }

    async fn flush(&mut self) -> Result<(), Stop> {
        self.session.get_mut().hold(false);
        self.within(|session| session.get_mut().flush()).await
    }

    async fn within<'a, F>(&'a mut self, write: impl FnOnce(&'a mut Session<Tap>) -> F) -> Result<(), Stop>
    where
        F: Future<Output = io::Result<()>>,
    {
        let limit = self.answer_timeout;
        Ok(timeout(limit, write(&mut self.session)).await.map_err(|_| too_slow())??)
    }

    /// The next frame, within the time for an answer, or for draining when the caller is gone.
    async fn frame(&mut self, caller: &mut Caller) -> Result<Frame, Stop> {
        let patience = Instant::now() + self.answer_timeout;
        loop {
            let is_here = caller.is_here();
            let until = caller.patience(patience);
            let ready = tokio::select! {
                biased;
                () = caller.left(), if is_here => continue,
                ready = self.session.get_mut().ready() => ready,
                () = sleep_until(until) => {
                    return Err(if is_here { too_slow().into() } else { Stop::Abandoned });
                }
            };
            let frame = self.take(ready).await?;
            if !caller.may_read(weight(&frame)) {
                return Err(Stop::Abandoned);
            }
            return Ok(frame);
        }
    }

    /// Takes a frame that is ready, and lets `async-imap` read what stands for it.
    async fn take(&mut self, ready: io::Result<bool>) -> Result<Frame, Stop> {
        let frame = if ready? { self.session.get_mut().take() } else { None };
        let frame = frame.ok_or_else(closed)?;
        match &frame {
            Frame::Done(..) | Frame::Go => {
                self.session.read_response().await?;
            }
            Frame::Text(text, None) if is_bye(text) => {
                tracing::debug!(text = one_line(text), "the IMAP server says good-bye");
                return Err(closed().into());
            }
            Frame::Text(..) | Frame::Chunk(_) => {}
        }
        Ok(frame)
    }

    /// What comes while no command is under way.
    async fn overhear(&mut self, ready: io::Result<bool>) -> Result<(), Stop> {
        let frame = self.take(ready).await?;
        Ok(self.unasked.add(frame)?)
    }

    /// Sends a FETCH and gives the octets of its section to the reader. The inner result is the
    /// command's; with an outer error the session has ended.
    async fn stream(
        &mut self,
        command: Command,
        reader: &mut Reader,
        caller: &mut Caller,
    ) -> Result<Result<(), Error>, Stop> {
        let mut gather = mem::take(&mut self.unasked);
        self.send(command, &mut gather, caller).await?;
        self.flush().await?;
        // Within the response that is streamed, and how much of its literal is to come.
        let (mut inside, mut left) = (false, 0_u64);
        while !gather.is_complete() {
            match self.frame(caller).await? {
                Frame::Chunk(chunk) if inside => {
                    let is_wanted = left > 0 && !caller.is_gone();
                    left = left.saturating_sub(chunk.len() as u64);
                    if is_wanted {
                        reader.give(chunk).await.map_err(|Stalled| Stop::Abandoned)?;
                    }
                }
                Frame::Text(_, literal) if inside => inside = literal.is_some(),
                Frame::Text(text, literal)
                    if gather.is_between_responses() && !reader.has_begun() && section::is_named(&text) =>
                {
                    if let Some(size) = literal {
                        (inside, left) = (true, size);
                        reader.begin(size);
                    } else if let Section::Quoted(octets) = section::read(&text) {
                        reader.begin(octets.len() as u64);
                        reader.give(Bytes::from(octets)).await.map_err(|Stalled| Stop::Abandoned)?;
                    }
                }
                frame => gather.add(frame)?,
            }
        }
        let (completion, unasked) = gather.finish_one();
        self.unasked = unasked;
        Ok(match completion {
            Some(Err(refusal)) => Err(refusal.into()),
            _ if reader.has_begun() => Ok(()),
            _ => Err(Error::Gone),
        })
    }

    /// LOGOUT, so that the server need not wait for its own time-out.
    async fn log_out(mut self) {
        self.session.get_mut().hold(false);
        let _ = timeout(FAREWELL, self.session.run_command_and_check_ok("LOGOUT")).await;
    }
}

/// Tells how it ended; whether the session lives. If not, no further job is taken before that.
fn tell(
    outcome: Result<Exchange, Stop>,
    answer: oneshot::Sender<Result<Exchange, Error>>,
    jobs: &mut mpsc::Receiver<Job>,
) -> bool {
    let alive = outcome.is_ok();
    if !alive {
        jobs.close();
    }
    let _ = answer.send(outcome.map_err(Error::from));
    alive
}

fn is_bye(text: &[u8]) -> bool {
    split_word(text).0.eq_ignore_ascii_case(b"BYE")
}

/// What a frame counts where it is drained; none is free, or a server could send for ever.
fn weight(frame: &Frame) -> usize {
    let octets = match frame {
        Frame::Text(text, _) => text.len(),
        Frame::Chunk(chunk) => chunk.len(),
        Frame::Done(..) | Frame::Go => 0,
    };
    octets + FRAME_COST
}

#[cfg(test)]
mod tests;
