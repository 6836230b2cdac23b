//! The card of a form, which is made once, however often the form is sent.
//!
//! The form carries the UID from its first showing. What a server took although its answer was lost is found by it
//! again, and no second card is made.

use std::collections::HashSet;

use mailcore::message::card::Card;
use mailcore::message::card::fields::Fields;
use mailcore::message::card::photo::Photo;
use mailcore::message::card::version::Version;
use mailcore::message::picture;

use super::anywhere::{self, Change};
use super::books::BookId;
use super::keeping::{self, Changed, Kept};
use super::remote::Reach;
use super::remote::writing::Placed;
use super::{Error, new_uid};
use crate::carddav;
use crate::store::AccountId;

/// A card that a form makes.
#[derive(Clone, Debug)]
pub struct NewCard {
    /// The book into which it goes.
    pub book: BookId,
    /// What it says, with the UID of the form.
    pub card: Card,
    /// The groups that it is to be in.
    pub groups: Vec<i64>,
    /// The form was sent before, and nobody knows what became of that.
    pub is_again: bool,
}

/// What became of it, with the number of the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It is new.
    New(i64),
    /// The form was sent before, and the card was kept then.
    Before(i64),
    /// It was kept then, and says now what was typed since.
    Amended(i64),
}

impl Made {
    /// The number of the card.
    pub fn id(self) -> i64 {
        match self {
            Self::New(id) | Self::Before(id) | Self::Amended(id) => id,
        }
    }
}

/// Makes the card, to its end, also when the browser goes away. One that says the same and was made by the same form
/// is that card; one that says something else is amended when nobody could know that it was kept, and left alone
/// when it was looked at or written since: whoever goes back to a form and types somebody else makes a card of their own.
pub async fn make(reach: &Reach, account: AccountId, new: NewCard, now: i64) -> Result<Made, Error> {
    let reach = reach.clone();
    anywhere::to_the_end(async move {
        let made = make_once(&reach, account, &new, now).await?;
        // Who is told of it knows it: the same form does not write over it any more.
        reach.store.note_shown(account, made.id()).await?;
        Ok(made)
    })
    .await
}

async fn make_once(reach: &Reach, account: AccountId, new: &NewCard, now: i64) -> Result<Made, Error> {
    let NewCard { book, card, groups, is_again } = new;
    let card = if card.uid.is_some() { card.clone() } else { card.under(&new_uid()) };
    let uid = card.uid.as_deref().unwrap_or_default();
    let placed = match reach.store.card_of_uid(account, &book.name(), uid).await? {
        Some(id) => Placed { id, is_new: false },
        None => anywhere::make(reach, account, *book, &card, groups, now).await?,
    };
    if placed.is_new {
        return Ok(Made::New(placed.id));
    }
    let kept = keeping::find(&reach.store, account, placed.id).await?;
    let kept = kept.ok_or(carddav::Error::Changed)?;
    if says(&kept, &card, groups) {
        return Ok(Made::Before(kept.id));
    }
    if !is_again || kept.revision > 1 {
        let other = anywhere::make(reach, account, *book, &card.under(&new_uid()), groups, now).await?;
        return Ok(Made::New(other.id));
    }
    let amended = kept.card.with_fields(&card.fields());
    // A browser sends a photograph once: that of the first time stays.
    let amended = match card.photo() {
        Some(Photo::Octets(octets)) => match picture::Kind::of(&octets) {
            Some(kind) => amended.with_photo(Some((kind.media_type(), &octets))),
            None => amended,
        },
        Some(Photo::Elsewhere) | None => amended,
    };
    let change =
        Change { kept: &kept, revision: kept.revision, card: &amended, was_in: &kept.groups, groups };
    match anywhere::change(reach, account, change, now).await? {
        Changed::Done => Ok(Made::Amended(kept.id)),
        Changed::Meanwhile => Err(carddav::Error::Changed.into()),
    }
}

/// Whether a card that is kept says what this one says; its photograph came with it or not at all.
fn says(kept: &Kept, card: &Card, groups: &[i64]) -> bool {
    let uid = card.uid.as_deref().unwrap_or_default();
    let written = keeping::read(&card.to_vcard(uid, Version::V3));
    let groups: HashSet<&i64> = groups.iter().collect();
    written.is_some_and(|it| words(&it) == words(&kept.card))
        && groups == kept.groups.iter().collect::<HashSet<_>>()
}

/// What a card says but for its groups, which are compared by themselves.
fn words(card: &Card) -> Fields {
    let mut fields = card.fields();
    fields.categories.clear();
    fields
}
