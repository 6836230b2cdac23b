//! What a person does with cards, wherever these lie: of books here it is written here, of books on servers it
//! is written there first.

use mailcore::message::card::Card;

use super::books::BookId;
use super::keeping::{self, Changed, Kept};
use super::remote::writing::{self, Placed};
use super::remote::{Failure, Reach};
use super::{Error, indexing, new_uid};
use crate::secret;
use crate::store::AccountId;

mod undoing;

/// A change of a card.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The card as it is kept.
    pub kept: &'a Kept,
    /// The one that was looked at.
    pub revision: i64,
    /// What it is to say.
    pub card: &'a Card,
    /// The groups that it was seen in.
    pub was_in: &'a [i64],
    /// The groups that it is to be in.
    pub groups: &'a [i64],
}

/// What became of an act on several cards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// How many cards it was done with.
    pub count: u64,
    /// How many cards an import had put into a book, and are gone because it was taken back.
    pub taken: u64,
    /// How many cards their servers refused one by one, and why the last: they are as they were.
    pub left: Option<(u64, Failure)>,
    /// Why it was not done with the rest.
    pub stopped: Option<Failure>,
}

impl Done {
    /// Whether nothing is left to be done.
    pub fn is_whole(&self) -> bool {
        self.stopped.is_none() && self.left.is_none()
    }

    /// Takes one more; an error of a server stops the rest, and is none of the whole.
    fn take<T>(&mut self, outcome: Result<T, Error>) -> Result<Option<T>, Error> {
        match outcome {
            Ok(done) => Ok(Some(done)),
            Err(error) => match error.failure() {
                Some(failure) => {
                    self.stopped = Some(failure);
                    Ok(None)
                }
                None => Err(error),
            },
        }
    }
}

/// Puts a new card into a book and into groups.
pub async fn make(
    reach: &Reach,
    account: AccountId,
    book: BookId,
    card: &Card,
    groups: &[i64],
    now: i64,
) -> Result<Placed, Error> {
    if let BookId::Remote(number) = book {
        return writing::make(reach, account, number, card, groups, now).await;
    }
    let id = keeping::make(&reach.store, account, book, card, groups, now).await?;
    Ok(Placed { id, is_new: true })
}

/// Writes a card anew, and puts it into its groups. What it joined since it was looked at, it stays in.
pub async fn change(
    reach: &Reach,
    account: AccountId,
    change: Change<'_>,
    now: i64,
) -> Result<Changed, Error> {
    let Change { kept, revision, card, was_in, groups } = change;
    if let BookId::Remote(_) = kept.book {
        if kept.revision != revision {
            return Ok(Changed::Meanwhile);
        }
        let stays = kept.groups.iter().filter(|it| !was_in.contains(it) && !groups.contains(it));
        let groups: Vec<i64> = groups.iter().chain(stays).copied().collect();
        return writing::change(reach, account, kept, card, &groups, now).await;
    }
    let changed = keeping::change(&reach.store, account, kept, revision, card, now).await?;
    if changed == Changed::Done {
        keeping::group(&reach.store, account, kept.id, was_in, groups).await?;
    }
    Ok(changed)
}

/// Does something to its end, also when the browser that asked for it goes away: half of it, done on a server and
/// not noted here, could not be taken back.
pub(super) async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    tokio::spawn(work).await?
}

/// Removes cards; how many, and the name of the act, which gives them back.
pub async fn remove(
    reach: &Reach,
    account: AccountId,
    cards: &[i64],
    now: i64,
) -> Result<(Done, String), Error> {
    let (reach, cards) = (reach.clone(), cards.to_vec());
    to_the_end(async move { remove_each(&reach, account, &cards, now).await }).await
}

/// Those here first, at once; then those on servers, each of which is noted as soon as it is gone there.
async fn remove_each(
    reach: &Reach,
    account: AccountId,
    cards: &[i64],
    now: i64,
) -> Result<(Done, String), Error> {
    let (mut done, act) = (Done::default(), secret::random_hex::<16>());
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for card in cards {
        match reach.store.remote_place(account, *card).await? {
            Some(place) => there.push(place),
            None => here.push(*card),
        }
    }
    done.count = reach.store.remove_cards(account, &here, &act, now).await?;
    for place in there {
        if done.take(writing::remove(reach, account, &place, now).await)?.is_none() {
            break;
        }
        done.count += reach.store.remove_cards(account, &[place.card], &act, now).await?;
    }
    Ok((done, act))
}

/// Gives back what an act removed, as [`keeping::give_back`]; what was on a server is there first. What a server
/// does not take can be given back once more.
pub async fn give_back(reach: &Reach, account: AccountId, act: &str, now: i64) -> Result<Done, Error> {
    let (reach, act) = (reach.clone(), act.to_owned());
    to_the_end(async move { give_each_back(&reach, account, &act, now, &|_| {}).await }).await
}

/// The same for work that nobody breaks off; `tell` hears how many cards it is done with.
pub async fn give_each_back(
    reach: &Reach,
    account: AccountId,
    act: &str,
    now: i64,
    tell: &(dyn Fn(u64) + Sync),
) -> Result<Done, Error> {
    undoing::run(reach, account, act, now, tell).await
}

/// How cards come into another book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// They leave the one where they are; one whose UID is there already stays.
    Move,
    /// As cards of their own.
    Copy,
}

/// Puts cards into another book.
pub async fn put_into(
    reach: &Reach,
    account: AccountId,
    cards: &[i64],
    (how, book): (Transfer, BookId),
    now: i64,
) -> Result<Done, Error> {
    let (reach, cards) = (reach.clone(), cards.to_vec());
    to_the_end(async move {
        let mut done = Done::default();
        for id in &cards {
            let Some(kept) = keeping::find(&reach.store, account, *id).await? else { continue };
            match how {
                Transfer::Copy => copy_one(&reach, &mut done, account, (&kept, book), now).await?,
                Transfer::Move => move_one(&reach, &mut done, account, (&kept, book), now).await?,
            }
            if done.stopped.is_some() {
                break;
            }
        }
        Ok(done)
    })
    .await
}

/// Copies a card; whether that was done stands in what was.
async fn copy_one(
    reach: &Reach,
    done: &mut Done,
    account: AccountId,
    (kept, book): (&Kept, BookId),
    now: i64,
) -> Result<(), Error> {
    let card = kept.card.under(&new_uid());
    let made = make(reach, account, book, &card, &kept.groups, now).await;
    done.count += u64::from(done.take(made)?.is_some());
    Ok(())
}

/// Moves a card, where it can be: between servers it is made there and removed here.
async fn move_one(
    reach: &Reach,
    done: &mut Done,
    account: AccountId,
    (kept, book): (&Kept, BookId),
    now: i64,
) -> Result<(), Error> {
    if kept.book == book || kept.book == BookId::Directory {
        return Ok(());
    }
    let is_remote = |it: BookId| matches!(it, BookId::Remote(_));
    if !is_remote(book) && !is_remote(kept.book) {
        done.count += reach.store.move_cards(account, &[kept.id], &book.name()).await?;
        return Ok(());
    }
    // What is read-only stays where it is, and no copy is left behind of a try.
    if is_remote(kept.book) && is_read_only(reach, account, kept.book).await? {
        done.stopped = Some(Failure::ReadOnly);
        return Ok(());
    }
    let made = make(reach, account, book, &kept.card.under(&new_uid()), &kept.groups, now).await;
    if done.take(made)?.is_some() {
        let (removed, _) = remove_each(reach, account, &[kept.id], now).await?;
        done.count += removed.count;
        done.stopped = removed.stopped;
    }
    Ok(())
}

async fn is_read_only(reach: &Reach, account: AccountId, book: BookId) -> Result<bool, Error> {
    let BookId::Remote(number) = book else { return Ok(false) };
    Ok(reach.store.remote_book(account, number).await?.is_none_or(|it| it.is_read_only))
}

/// Puts cards into a group, or takes them out of it; how many were not in it, or were.
pub async fn group(
    reach: &Reach,
    account: AccountId,
    cards: &[i64],
    wanted: (i64, bool),
    now: i64,
) -> Result<Done, Error> {
    let (reach, cards) = (reach.clone(), cards.to_vec());
    to_the_end(async move { group_each(&reach, account, &cards, wanted, now).await }).await
}

async fn group_each(
    reach: &Reach,
    account: AccountId,
    cards: &[i64],
    (group, is_in): (i64, bool),
    now: i64,
) -> Result<Done, Error> {
    let mut done = Done::default();
    for id in cards {
        if reach.store.remote_place(account, *id).await?.is_none() {
            done.count += match is_in {
                true => reach.store.join_group(account, group, &[*id]).await?,
                false => reach.store.leave_group(account, group, &[*id]).await?,
            };
            continue;
        }
        let Some(kept) = keeping::find(&reach.store, account, *id).await? else { continue };
        if kept.groups.contains(&group) == is_in {
            continue;
        }
        let mut groups: Vec<i64> = kept.groups.iter().copied().filter(|it| *it != group).collect();
        groups.extend(is_in.then_some(group));
        match done.take(writing::change(reach, account, &kept, &kept.card, &groups, now).await)? {
            Some(Changed::Done) => done.count += 1,
            Some(Changed::Meanwhile) => {
                done.stopped = Some(Failure::Changed);
                break;
            }
            None => break,
        }
    }
    Ok(done)
}

/// Gives a group another name, also on the servers that its cards lie on; `None` when another one is called so.
/// When no server takes it, it keeps its name here, too.
pub async fn rename_group(
    reach: &Reach,
    account: AccountId,
    group: i64,
    name: &str,
    now: i64,
) -> Result<Option<Done>, Error> {
    let (reach, name) = (reach.clone(), name.to_owned());
    to_the_end(async move { rename_group_of_each(&reach, account, group, &name, now).await }).await
}

async fn rename_group_of_each(
    reach: &Reach,
    account: AccountId,
    group: i64,
    name: &str,
    now: i64,
) -> Result<Option<Done>, Error> {
    let before = reach.store.groups(account).await?.into_iter().find(|it| it.id == group);
    if !reach.store.rename_group(account, group, name, &indexing::group_key(name)).await? {
        return Ok(None);
    }
    let mut done = Done::default();
    for card in reach.store.remote_cards_of_group(account, group).await? {
        let Some(kept) = keeping::find(&reach.store, account, card).await? else { continue };
        let changed = writing::change(reach, account, &kept, &kept.card, &kept.groups, now).await;
        if done.take(changed)?.is_none() {
            break;
        }
        done.count += 1;
    }
    if let (Some(before), true, 0) = (before, done.stopped.is_some(), done.count) {
        let key = indexing::group_key(&before.name);
        reach.store.rename_group(account, group, &before.name, &key).await?;
    }
    Ok(Some(done))
}

/// Removes a group, whose cards stay; of cards on servers it is taken there first, and stays when that does not
/// work.
pub async fn remove_group(reach: &Reach, account: AccountId, group: i64, now: i64) -> Result<Done, Error> {
    let cards = reach.store.remote_cards_of_group(account, group).await?;
    let done = self::group(reach, account, &cards, (group, false), now).await?;
    if done.stopped.is_none() {
        reach.store.remove_group(account, group).await?;
    }
    Ok(done)
}
