//! Messages of a file into a mailbox: one message (.eml), many (mbox), or a zip of such files.
//! (Contacts of a file go into a book in [`cards`].)
//!
//! The file is read by `read` on a thread of its own, a message at a time; a task files what it
//! gives and keeps the [`Progress`], which pages look at. Leaving the page stops nothing. What a
//! crash cuts off is filed as far as it came, and nobody knows of the job any more.

use std::fs::File;
use std::time::Duration;

use mailcore::imap;
use mailcore::imap::pool::Lease;
use mailcore::mailbox::MailboxName;
use tokio::sync::mpsc;

use crate::desk::Desk;
use crate::jobs::Jobs;
use crate::jobs::turns::{Turn, Turns};
use crate::secret;
use crate::store::AccountId;

pub mod cards;

mod marks;
mod read;

use read::{Given, Letter};

/// How long the report of a job that has ended is kept.
const REMEMBERED: Duration = Duration::from_secs(3_600);

/// The most things that are named of those that were left out.
const MOST_NAMED: usize = 100;

/// How far a job is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Where the messages go.
    pub mailbox: MailboxName,
    /// Whether it goes on, and how it ended.
    pub state: State,
    /// Messages that are in the mailbox now.
    pub imported: usize,
    /// Messages and files that were left out.
    pub left_out: usize,
    /// The first of them, with their reasons.
    pub named: Vec<LeftOut>,
    /// Octets of the file that are behind.
    pub done: u64,
    /// Octets of the file.
    pub total: u64,
}

/// Whether a job goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Running,
    /// It came to the end of the file.
    Done,
    /// It ended before; what follows was not looked at.
    Stopped(Stop),
}

/// Why a job ended before the end of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The account is out of room.
    Full,
    /// The mailbox went away.
    NoMailbox,
    /// The mail server cannot be reached any more.
    Server,
    /// The file unpacks to more than is taken at once.
    TooMuch,
    /// The file is damaged from here on.
    Damaged,
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The name of a file, or the subject of a message; may be empty.
    pub name: String,
    /// Why.
    pub why: Why,
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is no message.
    NotMail,
    /// It is longer than a message may be.
    TooLong,
    /// It is a zip within a zip.
    Nested,
    /// Its name leads out of the zip.
    Name,
    /// It is encrypted, or packed in a way that nobody reads here.
    Packed,
    /// The mail server refused it.
    Refused,
}

/// So many files of an account are taken at a time: each lies on the disk as a whole.
static TURNS: Turns = Turns::new(2);

/// A file of messages.
#[derive(Debug)]
pub struct Source {
    /// Its content, at its beginning.
    pub file: File,
    /// What it is called, as it was said.
    pub name: String,
    /// Its size in octets.
    pub size: u64,
    /// What [`turn`] gave.
    pub turn: Turn,
}

/// The turn of a file that is about to come; `None` where as many of the account are on their way, or being imported,
/// as there may be.
pub fn turn(account: AccountId) -> Option<Turn> {
    TURNS.take(account)
}

/// Jobs of this process: those that run, and those that ended a short while ago.
static JOBS: Jobs<String, Progress> = Jobs::new();

fn goes_on(progress: &Progress) -> bool {
    progress.state == State::Running
}

/// How far a job is; `None` when nobody knows of it: it ended long ago, or the program was started
/// anew since.
pub fn progress(account: AccountId, job: &str) -> Option<Progress> {
    JOBS.get(account, &job.to_owned())
}

/// All of a person, by their names.
pub fn all(account: AccountId) -> Vec<(String, Progress)> {
    JOBS.of(account)
}

/// Begins to import a file; the name of the job.
pub fn begin(desk: &Desk, mailbox: MailboxName, source: Source) -> String {
    let Source { file, name, size, turn } = source;
    let id = secret::random_hex::<16>();
    let progress = Progress {
        mailbox,
        state: State::Running,
        imported: 0,
        left_out: 0,
        named: Vec::new(),
        done: 0,
        total: size,
    };
    JOBS.begin(desk.account, &id, progress.clone(), goes_on);
    let (desk, job) = (desk.clone(), id.clone());
    tokio::spawn(async move {
        Job { desk: desk.clone(), name: job.clone(), progress }.run(file, name).await;
        drop(turn);
        tokio::time::sleep(REMEMBERED).await;
        JOBS.forget(desk.account, &job, goes_on);
    });
    id
}

/// A job at work.
struct Job {
    desk: Desk,
    name: String,
    progress: Progress,
}

impl Job {
    async fn run(mut self, file: File, name: String) {
        // One message waits while another is filed: so much memory, and no more.
        let (give, mut given) = mpsc::channel(1);
        let reading = tokio::task::spawn_blocking(move || {
            read::read(file, &name, &mut |it| give.blocking_send(it).is_ok());
        });
        let mut lease = None;
        let mut state = State::Done;
        while let Some(it) = given.recv().await {
            match self.take(&mut lease, it).await {
                None => self.tell(),
                Some(stop) => {
                    state = State::Stopped(stop);
                    break;
                }
            }
        }
        drop(given);
        if reading.await.is_err() {
            state = State::Stopped(Stop::Damaged);
        }
        if state == State::Done {
            self.progress.done = self.progress.total;
        }
        self.progress.state = state;
        self.tell();
        let Progress { imported, left_out, .. } = self.progress;
        tracing::info!(account.id = self.desk.account.0, imported, left_out, ?state, "an import ended");
    }

    fn tell(&self) {
        JOBS.change(self.desk.account, &self.name, |it| *it = self.progress.clone());
    }

    /// Takes what was read; why the job must end, if it must.
    async fn take(&mut self, lease: &mut Option<Lease>, given: Given) -> Option<Stop> {
        match given {
            Given::Letter(letter, done) => {
                self.progress.done = done;
                self.file(lease, letter).await
            }
            Given::LeftOut(it) => {
                self.leave_out(it);
                None
            }
            Given::Stop(stop) => Some(stop),
        }
    }

    async fn file(&mut self, lease: &mut Option<Lease>, letter: Letter) -> Option<Stop> {
        match self.append(lease, &letter).await {
            Ok(()) => self.progress.imported += 1,
            Err(imap::Error::OverQuota) => return Some(Stop::Full),
            Err(imap::Error::Gone) => return Some(Stop::NoMailbox),
            Err(imap::Error::Refused(reason)) => {
                tracing::warn!(reason, "a message was not imported");
                self.leave_out(LeftOut { name: letter.name, why: Why::Refused });
            }
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "an import was broken off");
                return Some(Stop::Server);
            }
        }
        None
    }

    async fn append(&self, lease: &mut Option<Lease>, letter: &Letter) -> Result<(), imap::Error> {
        let mailbox = &self.progress.mailbox;
        let lease = match lease {
            Some(lease) => lease,
            None => lease.insert(self.desk.lease(None).await?),
        };
        let Letter { flags, received_at, octets, .. } = letter;
        lease.append_dated(mailbox, flags, *received_at, octets.clone(), false).await.map(drop)
    }

    fn leave_out(&mut self, it: LeftOut) {
        self.progress.left_out += 1;
        if self.progress.named.len() < MOST_NAMED {
            self.progress.named.push(it);
        }
    }
}
