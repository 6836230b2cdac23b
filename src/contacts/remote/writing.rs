//! Cards are written on their server, and then in the copy.

use std::collections::HashSet;

use mailcore::message::card::Card;
use mailcore::message::card::version::Version;

use super::super::keeping::{self, Changed, Kept};
use super::super::{Error, indexing, new_uid};
use super::syncing::{self, Parsed};
use super::{Reach, grouping, turn};
use crate::carddav::{self, Condition, Resource, Way, Written};
use crate::secret;
use crate::store::AccountId;
use crate::store::cards::remote::RemotePlace;
use crate::store::remote_books::RemoteBookRow;

mod joining;
#[cfg(test)]
mod tests;

/// A book whose turn it is, with the way to it.
struct Open<'a> {
    reach: &'a Reach,
    row: RemoteBookRow,
    way: Way,
    /// The groups that a card is to be in: what they are called, and by what they are compared.
    groups: Vec<(String, String)>,
    /// It stays in those that are cards themselves, although they are none of these.
    only_joins: bool,
    now: i64,
}

impl<'a> Open<'a> {
    async fn new(
        reach: &'a Reach,
        account: AccountId,
        book: i64,
        groups: &[i64],
        now: i64,
    ) -> Result<Self, Error> {
        let row = reach.store.remote_book(account, book).await?.ok_or(carddav::Error::Changed)?;
        if row.is_read_only {
            return Err(carddav::Error::ReadOnly.into());
        }
        let all = reach.store.groups(account).await?.into_iter().filter(|it| groups.contains(&it.id));
        let groups = all.map(|it| (indexing::group_key(&it.name), it.name)).map(|(key, name)| (name, key));
        Ok(Self { way: reach.way(&row)?, groups: groups.collect(), only_joins: false, reach, row, now })
    }

    /// A card that says which groups it is in, but for those that are cards themselves.
    fn grouped(&self, card: &Card, cards: &[grouping::GroupCard]) -> Card {
        let own: Vec<_> = self.groups.iter().filter(|it| cards.iter().all(|card| card.key != it.1)).collect();
        let keys: HashSet<&str> = own.iter().map(|it| it.1.as_str()).collect();
        let mut fields = card.fields();
        let before = fields.categories.clone();
        fields.categories.retain(|it| keys.contains(indexing::group_key(it).as_str()));
        own.iter().for_each(|it| fields.add_category(&it.0));
        if fields.categories == before { card.clone() } else { card.with_fields(&fields) }
    }

    /// What is on the server after it was written.
    async fn written(&self, href: &str, content: String, written: Written) -> Result<Parsed, Error> {
        let etag = match written {
            Written::AsSent(etag) => etag,
            Written::Otherwise => match self.fetched(href).await {
                Ok(Some(there)) => return Ok(there),
                // Without an entity tag it is read again when the book is.
                Ok(None) | Err(_) => String::new(),
            },
        };
        let resource = Resource { href: href.to_owned(), etag, content };
        Ok(one(syncing::parsed_aside(vec![resource]).await?)?)
    }

    /// A card as it is on the server; `None` when the server says that it is gone. That it says nothing of it is
    /// an error.
    async fn fetched(&self, href: &str) -> Result<Option<Parsed>, carddav::Error> {
        let fetched = self.way.fetch(&self.row.url, &[href.to_owned()]).await?;
        if !fetched.gone.is_empty() {
            return Ok(None);
        }
        one(syncing::parsed_aside(fetched.resources).await?).map(Some)
    }

    /// Makes the copy of a card as it is on the server; its entity tag, `None` when it is gone.
    async fn read_again(&self, place: &RemotePlace) -> Result<Option<Resource>, Error> {
        match self.fetched(&place.href).await? {
            Some(parsed) => {
                syncing::keep_one(self.reach, &self.row, &parsed, self.now).await?;
                Ok(Some(parsed.resource))
            }
            None => {
                self.reach.store.forget_remote_cards(self.row.account, &[place.card]).await?;
                Ok(None)
            }
        }
    }

    /// Whether a card on the server says what the copy does, in whichever form.
    async fn is_seen(&self, place: &RemotePlace, there: &str) -> Result<bool, Error> {
        let seen = self.reach.store.card(self.row.account, place.card).await?;
        let says_the_same = |it: &str| {
            keeping::read(it)
                .zip(keeping::read(there))
                .is_some_and(|(seen, there)| seen.says_the_same(&there))
        };
        Ok(seen.is_some_and(|it| it.content == there || says_the_same(&it.content)))
    }

    /// The path of a card that is made here.
    fn href(&self, uid: &str) -> Result<String, Error> {
        let name = format!("{}.vcf", secret::fingerprint([uid.as_bytes()]));
        Ok(carddav::href(&self.row.url, &name).ok_or(carddav::Error::Forbidden)?)
    }

    /// Puts a new card there and into the copy; its UID, too.
    async fn make(&self, card: &Card, cards: &[grouping::GroupCard]) -> Result<(Placed, String), Error> {
        let uid = card.uid.clone().unwrap_or_else(new_uid);
        let content = self.grouped(card, cards).to_vcard(&uid, Version::V3);
        let href = self.href(&uid)?;
        let (parsed, is_new) = match self.way.put(&self.row.url, &href, &content, Condition::New).await {
            Err(carddav::Error::Changed) => {
                (self.fetched(&href).await?.ok_or(carddav::Error::Changed)?, false)
            }
            written => (self.written(&href, content, written?).await?, true),
        };
        let id = syncing::keep_one(self.reach, &self.row, &parsed, self.now).await?;
        Ok((Placed { id, is_new }, uid))
    }

    /// Writes a card there and into the copy that was looked at as `kept`; its UID, `None` when somebody changed it
    /// meanwhile.
    async fn change(
        &self,
        kept: &Kept,
        card: &Card,
        cards: &[grouping::GroupCard],
    ) -> Result<Option<String>, Error> {
        match self.made_ready(kept, card, cards).await? {
            Some(ready) => self.write(ready).await,
            None => Ok(None),
        }
    }

    /// What is to be written in the place of a card that was looked at as `kept`; `None` when somebody changed it
    /// meanwhile.
    async fn made_ready(
        &self,
        kept: &Kept,
        card: &Card,
        cards: &[grouping::GroupCard],
    ) -> Result<Option<Ready>, Error> {
        let (store, account) = (&self.reach.store, self.row.account);
        let (Some(place), Some(row)) =
            (store.remote_place(account, kept.id).await?, store.card(account, kept.id).await?)
        else {
            return Ok(None);
        };
        if row.revision != kept.revision {
            return Ok(None);
        }
        let etag = match place.etag.as_str() {
            "" => match self.read_again(&place).await? {
                Some(there) if there.content == row.content => there.etag,
                _ => return Ok(None),
            },
            etag => etag.to_owned(),
        };
        let uid = card.uid.clone().unwrap_or_else(new_uid);
        let content = self.grouped(card, cards).to_vcard(&uid, Version::of_text(&row.content));
        Ok(Some(Ready { place, etag, uid, content }))
    }

    /// Writes what was made ready; the UID of the card, `None` when somebody changed it meanwhile.
    async fn write(&self, ready: Ready) -> Result<Option<String>, Error> {
        let Ready { place, etag, uid, content } = ready;
        match self.way.put(&self.row.url, &place.href, &content, Condition::Still(&etag)).await {
            Err(carddav::Error::Changed) => {
                self.read_again(&place).await?;
                Ok(None)
            }
            written => {
                let parsed = self.written(&place.href, content, written?).await?;
                syncing::keep_one(self.reach, &self.row, &parsed, self.now).await?;
                Ok(Some(uid))
            }
        }
    }
}

/// What is to be written in the place of a card.
struct Ready {
    place: RemotePlace,
    etag: String,
    uid: String,
    content: String,
}

/// Cards of a book that are written one after the other, as those of a file: what they have in common is asked for
/// once. Between two of them others have their turn, and the groups here are settled at the end.
pub(in crate::contacts) struct Batch<'a> {
    open: Open<'a>,
}

impl<'a> Batch<'a> {
    /// Nothing is written yet.
    pub(in crate::contacts) async fn begin(
        reach: &'a Reach,
        account: AccountId,
        book: i64,
        now: i64,
    ) -> Result<Self, Error> {
        let open = Open::new(reach, account, book, &[], now).await?;
        Ok(Self { open: Open { only_joins: true, ..open } })
    }

    /// Puts a new card into the book, and into the groups of these names.
    pub(in crate::contacts) async fn make(
        &mut self,
        card: &Card,
        groups: &[String],
    ) -> Result<Placed, Error> {
        let _turn = turn(self.open.row.id).await?;
        let cards = self.groups(groups).await?;
        let (placed, uid) = self.open.make(card, &cards).await?;
        self.open.join_cards(&uid, &cards).await?;
        Ok(placed)
    }

    /// Writes a card anew that was looked at as `kept`, in the groups of these names. It stays in those that are cards.
    /// `note` gets what is written before it goes.
    pub(in crate::contacts) async fn change(
        &mut self,
        kept: &Kept,
        (card, groups): (&Card, &[String]),
        note: impl AsyncFnOnce(&str) -> Result<(), Error>,
    ) -> Result<Changed, Error> {
        let _turn = turn(self.open.row.id).await?;
        let cards = self.groups(groups).await?;
        let Some(ready) = self.open.made_ready(kept, card, &cards).await? else {
            return Ok(Changed::Meanwhile);
        };
        note(&ready.content).await?;
        let Some(uid) = self.open.write(ready).await? else { return Ok(Changed::Meanwhile) };
        self.open.join_cards(&uid, &cards).await?;
        Ok(Changed::Done)
    }

    /// Makes the groups here what the cards of the book say.
    pub(in crate::contacts) async fn settle(&self) -> Result<(), Error> {
        let _turn = turn(self.open.row.id).await?;
        self.open.settle().await
    }

    /// The groups that are cards, as they are now; the next card is to be in those of these names.
    async fn groups(&mut self, names: &[String]) -> Result<Vec<grouping::GroupCard>, Error> {
        self.open.groups = names.iter().map(|it| (it.clone(), indexing::group_key(it))).collect();
        Ok(grouping::of_book(&self.open.reach.store, self.open.row.id).await?)
    }
}

/// Where a card is that was to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its number.
    pub id: i64,
    /// Whether it was not there before.
    pub is_new: bool,
}

/// The only card that an answer holds.
fn one(parsed: Vec<Parsed>) -> Result<Parsed, carddav::Error> {
    parsed.into_iter().next().ok_or(carddav::Error::Nonsense(207))
}

/// Puts a new card into a book and into groups. One of the same UID that is there already stays as it is.
pub async fn make(
    reach: &Reach,
    account: AccountId,
    book: i64,
    card: &Card,
    groups: &[i64],
    now: i64,
) -> Result<Placed, Error> {
    let _turn = turn(book).await?;
    let open = Open::new(reach, account, book, groups, now).await?;
    let cards = grouping::of_book(&reach.store, book).await?;
    let (placed, uid) = open.make(card, &cards).await?;
    open.join(&uid, &cards).await?;
    Ok(placed)
}

/// Writes a card anew that was looked at as `kept`, and puts it into these groups and no others. When it was
/// changed on the server meanwhile, the copy says what it says there.
pub async fn change(
    reach: &Reach,
    account: AccountId,
    kept: &Kept,
    card: &Card,
    groups: &[i64],
    now: i64,
) -> Result<Changed, Error> {
    let Some(place) = reach.store.remote_place(account, kept.id).await? else {
        return Ok(Changed::Meanwhile);
    };
    let _turn = turn(place.book).await?;
    let open = Open::new(reach, account, place.book, groups, now).await?;
    let cards = grouping::of_book(&reach.store, place.book).await?;
    let Some(uid) = open.change(kept, card, &cards).await? else { return Ok(Changed::Meanwhile) };
    open.join(&uid, &cards).await?;
    Ok(Changed::Done)
}

/// Makes the copy of a card what its server has.
pub async fn read_again(
    reach: &Reach,
    account: AccountId,
    place: &RemotePlace,
    now: i64,
) -> Result<(), Error> {
    let _turn = turn(place.book).await?;
    let open = Open::new(reach, account, place.book, &[], now).await?;
    open.read_again(place).await.map(drop)
}

/// Whether a card of this UID is where [`make`] puts it: the answer to that was lost. It is in the copy then.
pub async fn is_made(
    reach: &Reach,
    account: AccountId,
    book: i64,
    uid: &str,
    now: i64,
) -> Result<bool, Error> {
    let _turn = turn(book).await?;
    let open = Open::new(reach, account, book, &[], now).await?;
    let Some(there) = open.fetched(&open.href(uid)?).await? else { return Ok(false) };
    syncing::keep_one(reach, &open.row, &there, now).await?;
    open.settle().await?;
    Ok(true)
}

/// Removes a card from its server; the copy is for who asks to remove or to keep. When it was changed there
/// meanwhile, nothing is removed, and the copy says what it says there.
pub async fn remove(reach: &Reach, account: AccountId, place: &RemotePlace, now: i64) -> Result<(), Error> {
    let _turn = turn(place.book).await?;
    let open = Open::new(reach, account, place.book, &[], now).await?;
    let etag = match place.etag.as_str() {
        // Nobody knows whether it is still the one that was seen: what it says tells.
        "" => match open.fetched(&place.href).await? {
            None => return Ok(()),
            Some(there) if open.is_seen(place, &there.resource.content).await? => there.resource.etag,
            Some(there) => {
                syncing::keep_one(reach, &open.row, &there, now).await?;
                return Err(carddav::Error::Changed.into());
            }
        },
        etag => etag.to_owned(),
    };
    match open.way.delete(&open.row.url, &place.href, &etag).await {
        Err(carddav::Error::Changed) => {
            open.read_again(place).await?;
            Err(carddav::Error::Changed.into())
        }
        done => Ok(done?),
    }
}
