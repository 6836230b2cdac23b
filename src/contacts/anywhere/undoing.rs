//! An act is taken back where its cards lie. Of books on servers that is done card by card, and each is on its server
//! all the time: what an import changed is written as it was, and only what it put there is removed.

use std::collections::HashSet;

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
}

/// Takes an act back. What a server does not take now can be taken back by another try, and a single card that it
/// refuses keeps none of the others; what somebody changed since, there or here, stays.
pub(super) async fn run(
    reach: &Reach,
    account: AccountId,
    act: &str,
    now: i64,
    tell: &(dyn Fn(u64) + Sync),
) -> Result<Done, Error> {
    reach.store.keep_act(account, act, now).await?;
    let mut undo = Undo { reach, account, act, now, tell, done: Done::default(), wait: HashSet::new() };
    for imported in reach.store.imported_remote_cards(account, act).await? {
        undo.one(&imported).await?;
        if undo.done.stopped.is_some() {
            return Ok(undo.done);
        }
        undo.tell();
    }
    reach.store.forget_changed_imports(account, act).await?;
    undo.give_back().await?;
    let mut done = undo.done;
    if done.stopped.is_some() {
        return Ok(done);
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
            return self.leave(error);
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
                Ok(Changed::Done) => self.done.count += 1,
                Ok(Changed::Meanwhile) | Err(Error::Server(carddav::Error::Changed)) => {}
                Err(error) => {
                    self.wait.insert(before.id);
                    return self.leave(error);
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
                self.done.taken += 1;
                Ok(())
            }
            Err(Error::Server(carddav::Error::Changed)) => {
                Ok(store.forget_imported_card(account, self.act, card).await?)
            }
            Err(error) => self.leave(error),
        }
    }

    /// Leaves a card as it is, and stops unless another one may be taken.
    fn leave(&mut self, error: Error) -> Result<(), Error> {
        let Some(failure) = error.failure() else { return Err(error) };
        let left = self.done.left.map_or(0, |it| it.0).saturating_add(1);
        if failure.is_of_one_card() && left <= MOST_REFUSED {
            self.done.left = Some((left, failure));
        } else {
            self.done.stopped = Some(failure);
        }
        Ok(())
    }

    /// Makes the cards again that the act removed from servers, unless they are there again. One that its server
    /// refuses keeps none of the others away.
    async fn give_back(&mut self) -> Result<(), Error> {
        let (store, account) = (&self.reach.store, self.account);
        let books: HashSet<i64> = store.remote_books(account).await?.iter().map(|it| it.id).collect();
        let mut after = 0;
        // Where there are no books on servers, nothing is on one.
        while !books.is_empty() {
            let rows = store.removed_cards(account, self.act, after, AT_ONCE).await?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            for row in rows {
                let Some(BookId::Remote(book)) = BookId::parse(&row.book) else { continue };
                if self.wait.contains(&row.id) {
                    continue;
                }
                let (true, Some(card)) = (books.contains(&book), keeping::read(&row.content)) else {
                    continue;
                };
                if store.card_of_uid(account, &row.book, &row.uid).await?.is_some() {
                    store.forget_removed_card(account, row.id).await?;
                    continue;
                }
                let card = card.under(&card.uid.clone().unwrap_or_else(|| row.uid.clone()));
                if let Err(error) =
                    writing::make(self.reach, account, book, &card, &row.groups, self.now).await
                {
                    self.leave(error)?;
                    if self.done.stopped.is_some() {
                        return Ok(());
                    }
                    continue;
                }
                store.forget_removed_card(account, row.id).await?;
                self.done.count += 1;
                self.tell();
            }
        }
        Ok(())
    }
}
