//! An act is taken back where its cards lie. Of books on servers that is done card by card, and each is on its server
//! all the time: what an import changed is written as it was, and only what it put there is removed.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use super::super::Error;
use super::super::books::BookId;
use super::super::importing::there::mark;
use super::super::keeping::{self, Changed, Kept};
use super::super::remote::writing;
use super::super::remote::{MOST_REFUSED, Reach};
use super::Done;
use crate::carddav;
use crate::store::AccountId;
use crate::store::cards::imported::there::ImportedCard;
use crate::store::cards::removed::RemovedCard;

/// The cards of an act that are looked at at once to give them back.
const AT_ONCE: i64 = 200;

/// The most acts of which it is known what servers refused.
const MOST_ACTS: usize = 100;

/// How often servers refused cards of an act: those that they refused least are tried first, so that another try comes
/// behind those that kept the one before it from going on.
#[derive(Clone, Debug, Default)]
struct Refused {
    /// Cards that an import changed or put there, by their numbers.
    imported: HashMap<i64, u32>,
    /// Cards that were removed, by their numbers among those.
    removed: HashMap<i64, u32>,
}

/// That of acts of which a try left something. It is known as long as the program runs; then a try begins at the front.
static REFUSED: LazyLock<Mutex<HashMap<(AccountId, String), Refused>>> = LazyLock::new(Mutex::default);

fn refused() -> MutexGuard<'static, HashMap<(AccountId, String), Refused>> {
    REFUSED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A card of an act.
#[derive(Clone, Copy, Debug)]
enum Which {
    Imported(i64),
    Removed(i64),
}

impl Refused {
    fn times(&self, which: Which) -> u32 {
        let (all, number) = match which {
            Which::Imported(card) => (&self.imported, card),
            Which::Removed(row) => (&self.removed, row),
        };
        all.get(&number).copied().unwrap_or_default()
    }

    fn count(&mut self, which: Which) {
        let times = match which {
            Which::Imported(card) => self.imported.entry(card).or_default(),
            Which::Removed(row) => self.removed.entry(row).or_default(),
        };
        *times = times.saturating_add(1);
    }

    /// That of an act of which something was left.
    fn of(account: AccountId, act: &str) -> Self {
        refused().remove(&(account, act.to_owned())).unwrap_or_default()
    }

    /// Keeps it for the next try.
    fn keep(self, account: AccountId, act: &str) {
        let mut all = refused();
        if all.len() >= MOST_ACTS {
            all.clear();
        }
        all.insert((account, act.to_owned()), self);
    }
}

/// An act that is taken back.
struct Undo<'a> {
    reach: &'a Reach,
    account: AccountId,
    act: &'a str,
    now: i64,
    tell: &'a (dyn Fn(u64) + Sync),
    done: Done,
    /// What was before of cards that could not be written as they were: by its numbers.
    wait: HashSet<i64>,
    /// How many cards were refused one after the other.
    in_a_row: u64,
    /// What was refused, by this try and those before it.
    refused: Refused,
}

/// Takes an act back. What a server does not take now can be taken back by another try, and a single card that it
/// refuses keeps none of the others; what somebody changed since, there or here, stays. What lies here comes back
/// whatever servers do.
pub(super) async fn run(
    reach: &Reach,
    account: AccountId,
    act: &str,
    now: i64,
    tell: &(dyn Fn(u64) + Sync),
) -> Result<Done, Error> {
    reach.store.keep_act(account, act, now).await?;
    let mut undo = Undo {
        reach,
        account,
        act,
        now,
        tell,
        done: Done::default(),
        wait: HashSet::new(),
        in_a_row: 0,
        refused: Refused::of(account, act),
    };
    undo.on_servers().await?;
    let Undo { mut done, refused, .. } = undo;
    if !done.is_whole() {
        refused.keep(account, act);
    }
    let there = done.count + done.taken;
    let here = keeping::give_back(&reach.store, account, act, now, &|it| tell(there + it)).await?;
    done.count += u64::try_from(here.back).unwrap_or(u64::MAX);
    done.taken += here.taken;
    Ok(done)
}

impl Undo<'_> {
    fn tell(&self) {
        (self.tell)(self.done.count + self.done.taken);
    }

    /// Takes back what was done to cards on servers.
    async fn on_servers(&mut self) -> Result<(), Error> {
        let mut all = self.reach.store.imported_remote_cards(self.account, self.act).await?;
        all.sort_by_key(|it| self.refused.times(Which::Imported(it.card)));
        for imported in all {
            self.one(&imported).await?;
            if self.done.stopped.is_some() {
                return Ok(());
            }
            self.tell();
        }
        self.reach.store.forget_changed_imports(self.account, self.act).await?;
        self.give_back().await
    }

    /// Takes back what an import did to a card.
    async fn one(&mut self, imported: &ImportedCard) -> Result<(), Error> {
        let (store, account, card) = (&self.reach.store, self.account, imported.card);
        if imported.writing.is_some()
            && let Some(place) = store.remote_place(account, card).await?
            && let Err(error) = writing::read_again(self.reach, account, &place, self.now).await
        {
            if let Some(before) = store.before_import(account, self.act, card).await? {
                self.wait.insert(before.id);
            }
            return self.leave(Which::Imported(card), error);
        }
        // It may have been changed, or gone, since they were listed.
        let Some(kept) = keeping::find(store, account, card).await? else { return Ok(()) };
        let is_as_left = match &imported.writing {
            Some(writing) => mark(&kept.row.content) == *writing,
            None => kept.revision == imported.revision,
        };
        let before = store.before_import(account, self.act, card).await?;
        match (before, is_as_left) {
            (Some(before), true) => self.restore(&kept, &before).await,
            (None, true) if imported.is_made => self.take(card).await,
            // Somebody changed it since, or nobody knows how it was: it stays.
            _ => Ok(store.forget_imported_card(account, self.act, card).await?),
        }
    }

    /// Writes a card as it was before an import changed it.
    async fn restore(&mut self, kept: &Kept, before: &RemovedCard) -> Result<(), Error> {
        let (store, account) = (&self.reach.store, self.account);
        if let Some(card) = keeping::read(&before.content) {
            let card = card.under(&card.uid.clone().unwrap_or_else(|| before.uid.clone()));
            match writing::change(self.reach, account, kept, &card, &before.groups, self.now).await {
                Ok(Changed::Done) => {
                    self.in_a_row = 0;
                    self.done.count += 1;
                }
                Ok(Changed::Meanwhile) | Err(Error::Server(carddav::Error::Changed)) => {}
                Err(error) => {
                    self.wait.insert(before.id);
                    return self.leave(Which::Imported(kept.id), error);
                }
            }
        }
        store.forget_imported_card(account, self.act, kept.id).await?;
        Ok(store.forget_removed_card(account, before.id).await?)
    }

    /// Removes a card that an import put there.
    async fn take(&mut self, card: i64) -> Result<(), Error> {
        let (store, account) = (&self.reach.store, self.account);
        let Some(place) = store.remote_place(account, card).await? else { return Ok(()) };
        match writing::remove(self.reach, account, &place, self.now).await {
            Ok(()) => {
                store.forget_remote_cards(account, &[card]).await?;
                self.in_a_row = 0;
                self.done.taken += 1;
                Ok(())
            }
            Err(Error::Server(carddav::Error::Changed)) => {
                Ok(store.forget_imported_card(account, self.act, card).await?)
            }
            Err(error) => self.leave(Which::Imported(card), error),
        }
    }

    /// Leaves a card as it is, and stops unless another one may be taken.
    fn leave(&mut self, which: Which, error: Error) -> Result<(), Error> {
        let Some(failure) = error.failure() else { return Err(error) };
        if failure.is_of_one_card() {
            self.refused.count(which);
            self.in_a_row += 1;
        }
        if failure.is_of_one_card() && self.in_a_row <= MOST_REFUSED {
            let left = self.done.left.map_or(0, |it| it.0).saturating_add(1);
            self.done.left = Some((left, failure));
        } else {
            self.done.stopped = Some(failure);
        }
        Ok(())
    }

    /// Makes the cards again that the act removed from servers, unless they are there again. One that its server
    /// refuses keeps none of the others away.
    async fn give_back(&mut self) -> Result<(), Error> {
        let books = self.reach.store.remote_books(self.account).await?;
        let books: HashSet<i64> = books.iter().map(|it| it.id).collect();
        // Where there are no books on servers, nothing is on one.
        if books.is_empty() {
            return Ok(());
        }
        let before = self.refused.clone();
        let passes: BTreeSet<u32> = before.removed.values().copied().chain([0]).collect();
        for times in passes {
            let mut after = 0;
            loop {
                let rows = self.reach.store.removed_cards(self.account, self.act, after, AT_ONCE).await?;
                let Some(last) = rows.last() else { break };
                after = last.id;
                for row in rows.iter().filter(|it| before.times(Which::Removed(it.id)) == times) {
                    self.give_one_back(row, &books).await?;
                    if self.done.stopped.is_some() {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    async fn give_one_back(&mut self, row: &RemovedCard, books: &HashSet<i64>) -> Result<(), Error> {
        let (store, account) = (&self.reach.store, self.account);
        let Some(BookId::Remote(book)) = BookId::parse(&row.book) else { return Ok(()) };
        if self.wait.contains(&row.id) || !books.contains(&book) {
            return Ok(());
        }
        let Some(card) = keeping::read(&row.content) else { return Ok(()) };
        if store.card_of_uid(account, &row.book, &row.uid).await?.is_some() {
            return Ok(store.forget_removed_card(account, row.id).await?);
        }
        let card = card.under(&card.uid.clone().unwrap_or_else(|| row.uid.clone()));
        match writing::make(self.reach, account, book, &card, &row.groups, self.now).await {
            Ok(_) => {
                store.forget_removed_card(account, row.id).await?;
                self.in_a_row = 0;
                self.done.count += 1;
                self.tell();
                Ok(())
            }
            Err(error) => self.leave(Which::Removed(row.id), error),
        }
    }
}

#[cfg(test)]
mod tests;
