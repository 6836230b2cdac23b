//! How changes of scripts come to the server: whole, or not at all as far as that can be seen to.

use mailcore::managesieve::{self, Session};

use super::{BEFORE, Scripts, Step};
use crate::desk::Desk;
use crate::rules::{Error, connect};

/// What was done, or may have been done though nobody said so.
#[derive(Clone, Copy, Debug)]
enum Done<'a> {
    /// A script was written.
    Put(&'a Step),
    /// One was made active where none was.
    Activated,
}

/// Writes scripts: all are checked before the first is written, which the server keeps as it was before, too. `before`
/// is what the server has, `after` what it is to have.
///
/// # Errors
///
/// [`Error::Unsure`] where what was begun could not be undone; after any other all is as it was.
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
    match undo(desk, before, &done).await {
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
        Err(error) if !is_broken(&error) => {
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
        if outcome.as_ref().err().is_none_or(is_broken) {
            done.push(act);
        }
        outcome
    };
    for step in steps {
        note(put(step, may_make_room, session).await, Done::Put(step))?;
        if step.activates {
            note(session.activate(&step.name).await, Done::Activated)?;
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

/// Takes all back that was done, the last first, over a connection of its own: the one before may be broken.
async fn undo(desk: &Desk, before: &Scripts, done: &[Done<'_>]) -> Result<(), Error> {
    let mut session = connect(desk).await?;
    let mut failed = None;
    for act in done.iter().rev() {
        let outcome = match act {
            Done::Activated => session.activate("").await,
            Done::Put(step) => match before.draft(&step.name) {
                Some(draft) => session.put(&step.name, draft.text()).await,
                None => match session.delete(&step.name).await {
                    Err(managesieve::Error::Missing) => Ok(()),
                    outcome => outcome,
                },
            },
        };
        if let Err(error) = outcome {
            let ends = is_broken(&error);
            failed.get_or_insert(error);
            if ends {
                break;
            }
        }
    }
    session.close().await;
    failed.map_or(Ok(()), |it| Err(it.into()))
}

/// Whether the server gave no answer that can be understood.
fn is_broken(error: &managesieve::Error) -> bool {
    matches!(error, managesieve::Error::Connection(_) | managesieve::Error::Answer(_))
}
