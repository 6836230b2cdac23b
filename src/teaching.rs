//! What a spam filter learns from a person who says that a message is spam, or that it is none.
//!
//! The messages are in their place by then, whatever becomes of the lesson. Whoever said it waits a
//! moment for it and is told how it ended; what takes longer goes on without them: one message after
//! the other, a few lessons at a time, each for a limited time and of a limited size.

mod command;
mod connection;
mod report;
mod rspamd;
mod spamd;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use mailcore::imap;
use mailcore::mailbox::MessageRef;
use mailcore::message::outgoing::CannotWrite;
use mailcore::smtp;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::config::spam::Teacher;
use crate::desk::Desk;
use crate::store::AccountId;

/// The most octets of a message that is taught: filters look at the beginning alone.
const MOST_OCTETS: u64 = 5_000_000;

/// The most messages of one lesson.
pub const MOST_MESSAGES: usize = 500;

/// The longest that whoever said it waits for the lesson.
const PATIENCE: Duration = Duration::from_secs(5);

/// Lessons that are under way or wait for their turn.
static ROOM: Semaphore = Semaphore::const_new(100);

/// Lessons that are under way: each holds a message.
static AT_WORK: Semaphore = Semaphore::const_new(4);

/// What a person says of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They are spam.
    Spam,
    /// They are none.
    NotSpam,
}

impl Verdict {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Spam => Self::NotSpam,
            Self::NotSpam => Self::Spam,
        }
    }
}

/// How a lesson ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lesson {
    /// All was learned, or nobody is to be taught.
    Learned,
    /// It goes on; if it does not end well, [`take_untold`] tells.
    GoesOn,
    /// Something was not learned, and why.
    NotLearned(Problem),
}

/// Why something was not learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The filter does not answer, or not in time.
    Away,
    /// It does not take our password, or the person's login.
    Credentials,
    /// It does not want the message, or cannot learn from it.
    Refused,
    /// The message is too large for a lesson.
    TooLarge,
    /// There were more than [`MOST_MESSAGES`], of which the first were taught.
    TooMany,
    /// Nobody knows where the message is now: the mail server does not tell, or it went on.
    Unfound,
    /// The login is no address to write from.
    NoAddress,
    /// Too many lessons go on.
    Busy,
}

/// Why a filter did not learn. What it says itself is one line, for the log only.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be reached, or went away.
    #[error("the filter cannot be reached")]
    Away(#[source] std::io::Error),
    /// It took too long.
    #[error("the filter did not answer in time")]
    Slow,
    /// It does not take our password.
    #[error("the filter does not take our password")]
    Credentials,
    /// It does not learn.
    #[error("the filter does not learn: {0}")]
    Refused(String),
    /// The message is too large.
    #[error("the message is too large for a lesson")]
    TooLarge,
    /// The login is no address.
    #[error("the login is no address to write from")]
    NoAddress,
    /// The message could not be read.
    #[error("the message cannot be read")]
    Message(#[from] imap::Error),
    /// It could not be handed over.
    #[error(transparent)]
    Submission(#[from] smtp::Error),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] CannotWrite),
}

impl Error {
    fn problem(&self) -> Problem {
        match self {
            Self::Away(_) | Self::Slow => Problem::Away,
            Self::Credentials | Self::Submission(smtp::Error::Credentials) => Problem::Credentials,
            Self::Refused(_)
            | Self::Write(_)
            | Self::Submission(smtp::Error::Recipients(_) | smtp::Error::Refused(..)) => Problem::Refused,
            Self::Submission(_) => Problem::Away,
            Self::TooLarge => Problem::TooLarge,
            Self::NoAddress => Problem::NoAddress,
            Self::Message(_) => Problem::Unfound,
        }
    }

    /// Whether it is about this message alone, and the next one may be learned.
    fn is_about_one(&self) -> bool {
        matches!(self.problem(), Problem::Refused | Problem::TooLarge | Problem::Unfound)
    }
}

/// Teaches what a person said of messages, which lie where they belong. The lesson goes on when the
/// future is dropped.
pub async fn teach(desk: &Desk, verdict: Verdict, messages: Vec<MessageRef>) -> Lesson {
    if desk.servers.spam.teacher == Teacher::Keywords {
        return Lesson::Learned;
    }
    if messages.is_empty() {
        return Lesson::NotLearned(Problem::Unfound);
    }
    let Ok(room) = ROOM.try_acquire() else { return Lesson::NotLearned(Problem::Busy) };
    let desk = desk.clone();
    let account = desk.account;
    let mut lesson = tokio::spawn(async move {
        let _room = room;
        // The semaphore is never closed.
        let _turn = AT_WORK.acquire().await.ok();
        one_after_another(&desk, verdict, &messages).await
    });
    match timeout(PATIENCE, &mut lesson).await {
        Ok(Ok(lesson)) => lesson,
        Ok(Err(_)) => Lesson::NotLearned(Problem::Refused),
        Err(_) => {
            tokio::spawn(async move {
                if let Ok(lesson) = lesson.await {
                    tell_later(account, lesson);
                }
            });
            Lesson::GoesOn
        }
    }
}

/// What was not learned while nobody waited for it, of each person the last.
static UNTOLD: LazyLock<Mutex<HashMap<AccountId, Problem>>> = LazyLock::new(Mutex::default);

/// Leaves how a lesson ended that nobody waited for, when it did not end well.
pub fn tell_later(account: AccountId, lesson: Lesson) {
    if let Lesson::NotLearned(problem) = lesson {
        UNTOLD.lock().unwrap_or_else(PoisonError::into_inner).insert(account, problem);
    }
}

/// What was left to be told to a person, once.
pub fn take_untold(account: AccountId) -> Option<Problem> {
    UNTOLD.lock().unwrap_or_else(PoisonError::into_inner).remove(&account)
}

async fn one_after_another(desk: &Desk, verdict: Verdict, messages: &[MessageRef]) -> Lesson {
    let teacher = desk.servers.spam.teacher.name();
    let mut lesson = match messages.len() {
        0..=MOST_MESSAGES => Lesson::Learned,
        _ => Lesson::NotLearned(Problem::TooMany),
    };
    for at in messages.iter().take(MOST_MESSAGES) {
        let Err(error) = one(desk, verdict, at).await else { continue };
        lesson = Lesson::NotLearned(error.problem());
        let is_about_one = error.is_about_one();
        let error = &error as &dyn std::error::Error;
        tracing::warn!(account.id = desk.account.0, teacher, error, "a message was not learned");
        if !is_about_one {
            break;
        }
    }
    lesson
}

async fn one(desk: &Desk, verdict: Verdict, at: &MessageRef) -> Result<(), Error> {
    // One octet more tells a message that is over the limit.
    let octets = desk.lease(Some(&at.mailbox)).await?.beginning(at, MOST_OCTETS + 1).await?;
    if octets.len() as u64 > MOST_OCTETS {
        return Err(Error::TooLarge);
    }
    let login = desk.credentials.login();
    match &desk.servers.spam.teacher {
        Teacher::Keywords => Ok(()),
        Teacher::Report(it) => report::send(desk, it, verdict, octets).await,
        Teacher::Rspamd(it) => rspamd::learn(it, verdict, login, octets).await,
        Teacher::Spamd(it) => spamd::learn(it, verdict, login, &octets).await,
        Teacher::Command(it) => command::run(it, verdict, login, &octets).await,
    }
}

/// Whether a teacher would listen, without teaching anything; what was found, in a sentence without
/// its full stop, for the operator.
pub async fn try_out(teacher: &Teacher) -> Result<String, Error> {
    match teacher {
        Teacher::Keywords => {
            Ok("keywords: the mail server learns from marks and moves, if it watches them".into())
        }
        Teacher::Report(it) => Ok(report::told(it)),
        Teacher::Rspamd(it) => rspamd::try_out(it).await,
        Teacher::Spamd(it) => spamd::try_out(it).await,
        Teacher::Command(it) => command::try_out(it),
    }
}

/// What somebody said, as one short line without control characters.
fn one_line(octets: &[u8]) -> String {
    const MOST: usize = 200;
    let text = String::from_utf8_lossy(octets);
    let line = text.trim().lines().next().unwrap_or_default();
    line.chars().filter(|it| !it.is_control()).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_filter_says_is_one_short_line() {
        assert_eq!(one_line(b"\n no \x1b[31mway\r\nmore"), "no [31mway");
        assert_eq!(one_line(&[0xff, b'a']), "\u{fffd}a");
        assert_eq!(one_line(&[b'x'; 9999]).len(), 200);
        assert_eq!(one_line(b""), "");
    }

    #[test]
    fn the_lesson_ends_where_the_next_message_would_fail_as_well() {
        let away = Error::Away(std::io::ErrorKind::ConnectionRefused.into());
        for ends in [away, Error::Slow, Error::Credentials, Error::NoAddress] {
            assert!(!ends.is_about_one(), "{ends}");
        }
        for goes_on in [Error::Refused(String::new()), Error::TooLarge, imap::Error::Gone.into()] {
            assert!(goes_on.is_about_one(), "{goes_on}");
        }
    }
}
