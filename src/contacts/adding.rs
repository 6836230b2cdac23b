//! People of a message, put among the contacts: into the book that was chosen for new cards.

use mailcore::message::card::Card;

use super::anywhere::to_the_end;
use super::books::{self, BookId};
use super::remote::{Reach, writing};
use super::{Error, Report, put, sort};
use crate::store::AccountId;
use crate::store::cards::PERSONAL;

/// So many cards go to a server one by one; more than these lie in the book that everybody has, from where one moves
/// them while its page tells how far it is.
const MOST_SENT: usize = 20;

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
        let (new, report) = sort(&reach.store, account, &cards).await?;
        let BookId::Remote(number) = book else {
            put(&reach.store, account, &book.name(), &new, now).await?;
            return Ok(Added { report, instead: false });
        };
        let (sent, mut here) = new.split_at(new.len().min(MOST_SENT));
        for (place, card) in sent.iter().enumerate() {
            if let Err(error) = writing::make(&reach, account, number, card, &[], now).await {
                if error.failure().is_none() {
                    return Err(error);
                }
                tracing::warn!(error = &error as &dyn std::error::Error, "a book on a server took no card");
                here = new.get(place..).unwrap_or_default();
                break;
            }
        }
        put(&reach.store, account, PERSONAL, here, now).await?;
        Ok(Added { report, instead: !here.is_empty() })
    })
    .await
}
