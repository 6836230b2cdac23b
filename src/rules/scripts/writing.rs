//! How changes of scripts come to the server: whole, or not at all as far as that can be seen to.

use mailcore::managesieve::{self, Session};
use mailcore::sieve::Draft;

use super::{BEFORE, Scripts, Step};
use crate::desk::Desk;
use crate::rules::{Error, connect};

/// What was done, or may have been done though nobody said so.
#[derive(Clone, Copy, Debug)]
enum Done<'a> {
    /// A script was written.
    Put(&'a Step),
    /// The one of this name was made active where none was.
    Activated(&'a str),
}

/// Why what was begun stays.
#[derive(Debug, thiserror::Error)]
enum NotUndone {
    #[error("the server may still do it")]
    Late,
    #[error("somebody else changed it meanwhile")]
    Changed,
    #[error("the server for rules")]
    Server(#[from] managesieve::Error),
    #[error("no new connection")]
    Connection(#[from] Box<Error>),
}

/// Writes scripts: all are checked before the first is written, which the server keeps as it was before, too. `before`
/// is what the server has, `after` what it is to have.
///
/// # Errors
///
/// [`Error::Unsure`] where what was begun could not be undone, or the server may still do it; after any other all is as
/// it was.
pub(in crate::rules) async fn write(
    desk: &Desk,
    (before, after): (&Scripts, &Scripts),
    steps: &[Step],
    session: &mut Session,
) -> Result<(), Error> {
    for step in steps {
        session.check(&step.text).await?;
    }
    let is_free = before.has_free_copy() && after.has_free_copy();
    if is_free {
        keep_copy(before, steps, session).await?;
    }
    let mut done = Vec::new();
    let Err(error) = carry_out(steps, is_free, session, &mut done).await else { return Ok(()) };
    if done.is_empty() {
        return Err(error.into());
    }
    let undone = match &error {
        // It may do what it was told only once the undoing is done, which nobody is to wait for either.
        error if error.is_silence() => Err(NotUndone::Late),
        error if error.is_no_answer() => undo_anew(desk, before, &done).await,
        _ => undo(before, &done, session).await,
    };
    match undone {
        Ok(()) => Err(error.into()),
        Err(failure) => {
            let failure = &failure as &dyn std::error::Error;
            tracing::warn!(error = failure, "what was begun of a change of scripts was not undone");
            Err(Error::Unsure(error))
        }
    }
}

/// Lets the server keep the first that changes as it is now. There may be room for no more scripts; the change does not
/// depend on it.
async fn keep_copy(
    scripts: &Scripts,
    steps: &[Step],
    session: &mut Session,
) -> Result<(), managesieve::Error> {
    let Some(before) = steps.iter().find_map(|it| scripts.draft(&it.name)) else { return Ok(()) };
    match session.put(BEFORE, before.text()).await {
        Err(error) if !error.is_no_answer() => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "a script was not kept as it was before");
            Ok(())
        }
        outcome => outcome,
    }
}

async fn carry_out<'a>(
    steps: &'a [Step],
    may_make_room: bool,
    session: &mut Session,
    done: &mut Vec<Done<'a>>,
) -> Result<(), managesieve::Error> {
    let mut note = |outcome: Result<(), managesieve::Error>, act| {
        // What is refused was not done; of what has no answer nobody knows.
        if outcome.as_ref().err().is_none_or(managesieve::Error::is_no_answer) {
            done.push(act);
        }
        outcome
    };
    for step in steps {
        note(put(step, may_make_room, session).await, Done::Put(step))?;
        if step.activates {
            note(session.activate(&step.name).await, Done::Activated(&step.name))?;
        }
    }
    Ok(())
}

/// Writes a script. Where there is no room for it, what is kept of before goes: the script that it was is still in
/// effect then.
async fn put(step: &Step, may_make_room: bool, session: &mut Session) -> Result<(), managesieve::Error> {
    match session.put(&step.name, &step.text).await {
        Err(managesieve::Error::Quota) if may_make_room && session.delete(BEFORE).await.is_ok() => {
            session.put(&step.name, &step.text).await
        }
        done => done,
    }
}

/// The same over a connection of its own.
async fn undo_anew(desk: &Desk, before: &Scripts, done: &[Done<'_>]) -> Result<(), NotUndone> {
    let mut session = connect(desk).await.map_err(Box::new)?;
    let outcome = undo(before, done, &mut session).await;
    session.close().await;
    outcome
}

/// Takes all back that was done, the last first.
async fn undo(before: &Scripts, done: &[Done<'_>], session: &mut Session) -> Result<(), NotUndone> {
    let mut outcome = Ok(());
    for act in done.iter().rev() {
        let undone = match act {
            Done::Put(step) => put_back(before, step, session).await,
            Done::Activated(name) => deactivate(name, session).await,
        };
        let ends = matches!(&undone, Err(NotUndone::Server(error)) if error.is_no_answer());
        outcome = outcome.and(undone);
        if ends {
            break;
        }
    }
    outcome
}

/// Puts back what was there, but over nothing that somebody else put there meanwhile.
async fn put_back(before: &Scripts, step: &Step, session: &mut Session) -> Result<(), NotUndone> {
    let then = before.draft(&step.name).map(Draft::text);
    let now = match session.script(&step.name).await {
        Err(managesieve::Error::Missing) => None,
        text => Some(text?),
    };
    match (now.as_deref(), then) {
        (now, then) if now == then => Ok(()),
        (Some(now), _) if now != step.text => Err(NotUndone::Changed),
        (Some(_), None) => Ok(session.delete(&step.name).await?),
        (Some(_), Some(then)) => Ok(session.put(&step.name, then).await?),
        (None, _) => Err(NotUndone::Changed),
    }
}

async fn deactivate(name: &str, session: &mut Session) -> Result<(), NotUndone> {
    match session.scripts().await?.iter().any(|it| it.is_active && it.name == name) {
        true => Ok(session.activate("").await?),
        false => Ok(()),
    }
}
