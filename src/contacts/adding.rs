//! People of a message, put among the contacts: into the book that was chosen for new cards.

use std::time::Duration;

use mailcore::message::card::Card;
use tokio::time::timeout;

use super::anywhere::to_the_end;
use super::books::{self, BookId};
use super::remote::{Reach, writing};
use super::{Error, Report, new_uid, put, sort};
use crate::carddav;
use crate::store::AccountId;
use crate::store::cards::PERSONAL;

/// So many cards go to a server one by one; more than these lie in the book that everybody has, from where one moves
/// them while its page tells how far it is.
const MOST_SENT: usize = 20;

/// The longest that a server is asked for a card of which it did not say whether it has it: somebody waits.
const MOST_ASKING: Duration = Duration::from_secs(10);

/// What became of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// How many there are of each kind.
    pub report: Report,
    /// Those that were added are, in part or all, in the book that everybody has, in place of the one on a server that
    /// was chosen.
    pub instead: bool,
}

/// Adds cards of people who are not known yet. `chosen` is the name of a book, as [`BookId::name`] has it; for one that
/// is gone, or takes no cards, the one that everybody has stands in. `now` is in seconds since 1970-01-01 UTC. Goes on
/// to its end when the future is dropped.
pub async fn add(
    reach: &Reach,
    account: AccountId,
    cards: Vec<Card>,
    chosen: &str,
    now: i64,
) -> Result<Added, Error> {
    let (reach, chosen) = (reach.clone(), BookId::parse(chosen));
    to_the_end(async move {
        let books = books::all(&reach.store, account).await?;
        let book = books.iter().find(|it| Some(it.id) == chosen && it.takes_cards);
        let book = book.map_or(BookId::Personal, |it| it.id);
        let BookId::Remote(number) = book else {
            let (new, report) = sort(&reach.store, account, &cards).await?;
            put(&reach.store, account, &book.name(), &new, now).await?;
            return Ok(Added { report, instead: false });
        };
        // Known by it wherever they come to lie, and found where the answer of the server is lost.
        let named = |it: Card| if it.uid.is_some() { it } else { it.under(&new_uid()) };
        let cards: Vec<Card> = cards.into_iter().map(named).collect();
        let (new, report) = sort(&reach.store, account, &cards).await?;
        let here = send(&reach, account, number, &new, now).await?;
        put(&reach.store, account, PERSONAL, &here, now).await?;
        Ok(Added { report, instead: !here.is_empty() })
    })
    .await
}

/// Sends cards to a book on a server; those that are not there then. One that the server refuses keeps none of the
/// others away; what is about all of them does.
async fn send<'a>(
    reach: &Reach,
    account: AccountId,
    book: i64,
    cards: &[&'a Card],
    now: i64,
) -> Result<Vec<&'a Card>, Error> {
    let (sent, rest) = cards.split_at(cards.len().min(MOST_SENT));
    let (mut here, mut sent) = (Vec::new(), sent.iter());
    for &card in sent.by_ref() {
        let Err(error) = writing::make(reach, account, book, card, &[], now).await else { continue };
        let Some(failure) = error.failure() else { return Err(error) };
        tracing::warn!(error = &error as &dyn std::error::Error, "a book on a server took no card");
        if !is_there(reach, account, book, (card, &error), now).await {
            here.push(card);
        }
        if !failure.is_of_one_card() {
            break;
        }
    }
    here.extend(sent);
    here.extend(rest);
    Ok(here)
}

/// Whether a card that could not be made is there all the same: the answer of the server was lost. Where that cannot be
/// told, it is taken for one that is not: nobody may be lost.
async fn is_there(
    reach: &Reach,
    account: AccountId,
    book: i64,
    (card, error): (&Card, &Error),
    now: i64,
) -> bool {
    let (Error::Server(carddav::Error::Away(_)), Some(uid)) = (error, &card.uid) else { return false };
    let asked = timeout(MOST_ASKING, writing::is_made(reach, account, book, uid, now)).await;
    // The copy may have it though the rest was not done in time.
    matches!(asked, Ok(Ok(true)))
        || matches!(reach.store.card_of_uid(account, &BookId::Remote(book).name(), uid).await, Ok(Some(_)))
}

#[cfg(test)]
mod tests;
