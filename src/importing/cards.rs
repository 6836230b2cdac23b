//! Cards of a file into a book, while the person looks at something else: how far that is, and what became of it.
//!
//! One import at a time makes its plan and writes, on a thread that serves nobody: each holds the cards of its file.
//! The file is kept until its turn has come, and kept again when it fails; then what it wrote is taken back, so that it
//! can be tried again. What a crash cuts off is in the book as far as it came, and is taken back by the name of the
//! file, by its owner or before it is tried again.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Semaphore, oneshot};

use crate::contacts::anywhere;
use crate::contacts::books::BookId;
use crate::contacts::importing::{self, How, Imported, Run, there};
use crate::contacts::remote::Reach;
use crate::contacts::table::columns::Column;
use crate::contacts::{self, keeping, reading};
use crate::jobs::Jobs;
use crate::store::cards::files::CardFile;
use crate::store::{self, AccountId, Store};

use super::REMEMBERED;

/// How long it is waited for the end before it is told how far it is: a small file is in before anybody looks.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// How many imports write at a time.
static WRITERS: Semaphore = Semaphore::const_new(1);

/// What is imported, and how.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The name of the file that waits, and then of the act and the job.
    pub id: String,
    /// What was chosen for its columns, from the first on; `None` leaves what is known of one by its name.
    pub chosen: Vec<Option<Column>>,
    /// What becomes of the cards.
    pub how: How,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What becomes of the cards.
    pub how: How,
    /// What was chosen for the columns.
    pub chosen: Vec<Option<Column>>,
    /// The import is taken back, or was.
    pub is_undo: bool,
    /// Cards that are written.
    pub done: usize,
    /// Cards that are to be written; 0 until that is known.
    pub total: usize,
    /// Whether it goes on, and how it ended.
    pub state: State,
}

/// Whether an import goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Running,
    /// It came to its end.
    Done(Box<Imported>),
    /// It failed: so many cards are still in the book, mostly none, and the file is kept.
    Stopped(u64),
    /// It was taken back.
    TakenBack(anywhere::Done),
    /// That could not be done to its end; another try goes on with it.
    NotTakenBack,
}

/// Whether an import was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It was, now or before.
    Yes,
    /// Its file does not wait any more.
    NoFile,
    /// Another one of the same person goes on.
    Busy,
}

/// What is known of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// How far it is.
    Progress(Progress),
    /// Nobody follows it any more; so many of its cards are as it made them.
    Lost(u64),
}

static JOBS: Jobs<String, Progress> = Jobs::new();

fn goes_on(progress: &Progress) -> bool {
    progress.state == State::Running
}

/// Whether all of an import was taken back: what a server stopped can be tried again.
fn is_taken_back(state: &State) -> bool {
    matches!(state, State::TakenBack(done) if done.is_whole())
}

/// The name of one that goes on.
pub fn running(account: AccountId) -> Option<String> {
    JOBS.of(account).into_iter().find(|it| goes_on(&it.1)).map(|it| it.0)
}

/// What is known of an import; `None` when there was none of that name in the last day.
pub async fn known(store: &Store, account: AccountId, id: &str) -> Result<Option<Known>, store::Error> {
    if let Some(progress) = JOBS.get(account, &id.to_owned()) {
        return Ok(Some(Known::Progress(progress)));
    }
    let cards = store.imported_cards(account, id).await?;
    Ok((cards > 0).then_some(Known::Lost(cards)))
}

/// What was decided for a file whose import failed.
pub fn decided(account: AccountId, id: &str) -> Option<(How, Vec<Option<Column>>)> {
    JOBS.get(account, &id.to_owned()).map(|it| (it.how, it.chosen))
}

/// Begins to import a file that waits, and waits a moment for the end.
pub async fn begin(reach: &Reach, account: AccountId, asked: Asked, now: i64) -> Result<Begun, store::Error> {
    let store = &reach.store;
    match running(account) {
        Some(other) if other == asked.id => return Ok(Begun::Yes),
        Some(_) => return Ok(Begun::Busy),
        None if !store.has_card_file(account, &asked.id).await? => return Ok(Begun::NoFile),
        None => {}
    }
    let (how, chosen) = (asked.how, asked.chosen.clone());
    let progress = Progress { how, chosen, is_undo: false, done: 0, total: 0, state: State::Running };
    if !JOBS.begin(account, &asked.id, progress, goes_on) {
        return Ok(Begun::Yes);
    }
    let (ends, ended) = oneshot::channel();
    let reach = reach.clone();
    // What was begun is done, whether or not somebody waits for it.
    tokio::spawn(async move {
        let id = asked.id.clone();
        import(&reach, account, asked, now).await;
        _ = ends.send(());
        tokio::time::sleep(REMEMBERED).await;
        JOBS.forget(account, &id, goes_on);
    });
    _ = tokio::time::timeout(PATIENCE, ended).await;
    Ok(Begun::Yes)
}

/// Whether an act is an import that can be taken back, or was.
pub async fn is_one(store: &Store, account: AccountId, act: &str) -> Result<bool, store::Error> {
    Ok(JOBS.get(account, &act.to_owned()).is_some() || store.imported_cards(account, act).await? > 0)
}

/// Begins to take an import back, and waits a moment for the end. Who asks twice sees what became of the first time.
pub async fn take_back(reach: &Reach, account: AccountId, id: &str, now: i64) -> Result<Begun, store::Error> {
    let known = JOBS.get(account, &id.to_owned());
    match running(account) {
        Some(other) if other == id => return Ok(Begun::Yes),
        Some(_) => return Ok(Begun::Busy),
        None if known.as_ref().is_some_and(|it| is_taken_back(&it.state)) => return Ok(Begun::Yes),
        None => {}
    }
    let total = reach.store.cards_of_act(account, id).await?;
    let usual = || (How::USUAL, Vec::new());
    let (how, chosen) = known.map_or_else(usual, |it| (it.how, it.chosen));
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    let progress = Progress { how, chosen, is_undo: true, done: 0, total, state: State::Running };
    if !JOBS.begin(account, &id.to_owned(), progress, goes_on) {
        return Ok(Begun::Yes);
    }
    let (ends, ended) = oneshot::channel();
    let (reach, id) = (reach.clone(), id.to_owned());
    // What was begun is done, whether or not somebody waits for it.
    tokio::spawn(async move {
        // The semaphore is never closed: without a permit the work is done all the same.
        let turn = WRITERS.acquire().await.ok();
        let tell = |done: u64| {
            JOBS.change(account, &id, |it| it.done = usize::try_from(done).unwrap_or(usize::MAX));
        };
        let state = match anywhere::give_each_back(&reach, account, &id, now, &tell).await {
            Ok(done) => State::TakenBack(done),
            Err(error) => {
                tracing::error!(
                    account.id = account.0,
                    error = &error as &dyn std::error::Error,
                    "an import of cards could not be taken back"
                );
                State::NotTakenBack
            }
        };
        drop(turn);
        JOBS.change(account, &id, |it| it.state = state);
        _ = ends.send(());
        tokio::time::sleep(REMEMBERED).await;
        JOBS.forget(account, &id, goes_on);
    });
    _ = tokio::time::timeout(PATIENCE, ended).await;
    Ok(Begun::Yes)
}

async fn import(reach: &Reach, account: AccountId, asked: Asked, now: i64) {
    let id = asked.id.clone();
    // The semaphore is never closed: without a permit the work is done all the same.
    let turn = WRITERS.acquire().await.ok();
    let state = match reach.store.take_card_file(account, &id).await {
        Ok(Some(file)) => import_file(reach, account, asked, file, now).await,
        Ok(None) => State::Stopped(0),
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::error!(account.id = account.0, error, "an import of cards failed");
            State::Stopped(0)
        }
    };
    drop(turn);
    JOBS.change(account, &id, |it| it.state = state);
}

async fn import_file(reach: &Reach, account: AccountId, asked: Asked, file: CardFile, now: i64) -> State {
    let store = &reach.store;
    let id = asked.id.clone();
    let file = Arc::new(file);
    match write(reach.clone(), account, asked, Arc::clone(&file), now).await {
        Ok(imported) => {
            if imported.stopped.is_some() {
                keep_file(store, account, &id, &file, now).await;
            }
            State::Done(Box::new(imported))
        }
        Err(error) => {
            tracing::error!(
                account.id = account.0,
                error = &error as &dyn std::error::Error,
                "an import of cards failed"
            );
            drop(error);
            keep_file(store, account, &id, &file, now).await;
            let told = JOBS.get(account, &id).map_or(0, |it| it.done);
            match anywhere::give_each_back(reach, account, &id, now, &|_| {}).await {
                Ok(done) if done.is_whole() => State::Stopped(0),
                Ok(_) | Err(_) => State::Stopped(u64::try_from(told).unwrap_or(u64::MAX)),
            }
        }
    }
}

/// Keeps a file for another try.
async fn keep_file(store: &Store, account: AccountId, id: &str, file: &CardFile, now: i64) {
    if let Err(error) = store.return_card_file(account, id, file, now).await {
        tracing::error!(error = &error as &dyn std::error::Error, "the file of an import is lost");
    }
}

/// Reads the cards and writes them, off the threads that serve.
async fn write(
    reach: Reach,
    account: AccountId,
    asked: Asked,
    file: Arc<CardFile>,
    now: i64,
) -> Result<Imported, contacts::Error> {
    let here = Handle::current();
    let work = tokio::task::spawn_blocking(move || {
        let Asked { id, chosen, how } = asked;
        let cards =
            reading::read(&file.content).map_or_else(Vec::new, |it| it.cards(&it.columns_with(&chosen)));
        drop(file);
        let tell = |done, total| {
            JOBS.change(account, &id, |it| (it.done, it.total) = (done, total));
        };
        let run = Run { act: &id, now, tell: &tell };
        here.block_on(async {
            // What an earlier try left, which nobody took back.
            keeping::give_back(&reach.store, account, &id, now, &|_| {}).await?;
            match how.book {
                BookId::Remote(book) => there::run(&reach, account, &cards, (book, how), run).await,
                _ => importing::run(&reach.store, account, &cards, how, run).await,
            }
        })
    });
    work.await?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contacts::anywhere::Done;
    use crate::contacts::remote::Failure;

    #[test]
    fn what_was_taken_back_in_part_can_be_taken_back_again() {
        let of = |stopped| State::TakenBack(Done { stopped, ..Done::default() });
        assert!(is_taken_back(&of(None)));
        assert!(!is_taken_back(&of(Some(Failure::Away))));
        let left = Done { left: Some((1, Failure::Full)), ..Done::default() };
        assert!(!is_taken_back(&State::TakenBack(left)));
        assert!(!is_taken_back(&State::NotTakenBack));
    }
}
