//! Groups of cards on servers: what a card says itself (CATEGORIES), and cards that are groups.

use std::collections::{HashMap, HashSet};

use mailcore::message::card::Card;
use mailcore::message::card::group::plain_uid;

use super::super::{books, indexing, keeping};
use crate::store::cards::remote::RemoteGroupRow;
use crate::store::{self, AccountId, Store};

/// The most groups that a book brings.
const MOST_GROUPS: usize = 200;

/// A group that is a card of its own.
#[derive(Clone, Debug)]
pub(super) struct GroupCard {
    pub(super) row: RemoteGroupRow,
    pub(super) card: Card,
    /// Its name as names of groups are compared.
    pub(super) key: String,
}

/// The groups that are cards of a book.
pub(super) async fn of_book(store: &Store, book: i64) -> Result<Vec<GroupCard>, store::Error> {
    let rows = store.remote_groups(book).await?.into_iter();
    let groups = rows.filter_map(|row| {
        let card = keeping::read(&row.content)?;
        let name = books::fit(&card.name)?;
        Some(GroupCard { key: indexing::group_key(&name), card, row })
    });
    Ok(groups.collect())
}

/// Puts the cards of a book into the groups that its server knows, and out of all others.
pub(super) async fn settle(store: &Store, account: AccountId, book: i64) -> Result<(), store::Error> {
    let places = store.remote_places(book).await?;
    let by_uid: HashMap<String, i64> = places.iter().map(|it| (plain_uid(&it.uid), it.card)).collect();
    let mut wanted: HashMap<i64, HashSet<i64>> = HashMap::new();
    let mut ids: HashMap<String, i64> = HashMap::new();
    for place in &places {
        for name in place.categories.lines().filter_map(books::fit) {
            if let Some(group) = id(store, account, &name, &mut ids).await? {
                wanted.entry(place.card).or_default().insert(group);
            }
        }
    }
    for group in of_book(store, book).await? {
        let members = group.card.members();
        let cards: Vec<i64> = members.iter().filter_map(|it| by_uid.get(it)).copied().collect();
        // One without a card would come back whenever somebody removes it here.
        let Some(name) = books::fit(&group.card.name).filter(|_| !cards.is_empty()) else { continue };
        let Some(id) = id(store, account, &name, &mut ids).await? else { continue };
        for card in cards {
            wanted.entry(card).or_default().insert(id);
        }
    }
    store.settle_remote_groups(account, book, &wanted).await
}

/// The group of a name, which is made where there is none.
async fn id(
    store: &Store,
    account: AccountId,
    name: &str,
    ids: &mut HashMap<String, i64>,
) -> Result<Option<i64>, store::Error> {
    let key = indexing::group_key(name);
    if let Some(id) = ids.get(&key) {
        return Ok(Some(*id));
    }
    if ids.len() >= MOST_GROUPS {
        return Ok(None);
    }
    let id = store.make_group(account, name, &key).await?;
    ids.insert(key, id);
    Ok(Some(id))
}
