//! Cards of the same person: found, looked at as one, and made one.

use std::collections::{HashMap, HashSet};

use mailcore::message::card::Card;
use mailcore::message::card::fields::{Entry, Many};

use super::books::BookId;
use super::keeping::{self, Changed, Kept};
use super::{Error, folding};
use crate::store::{self, AccountId, Store};

/// The most cards that become one.
pub const MOST: usize = 20;

/// The most entries, and postal addresses, of a card that others were joined to.
pub const MOST_ENTRIES: usize = 100;

/// The most sets of a page.
const MOST_SETS: usize = 50;

/// Cards, and what they are together.
#[derive(Clone, Debug)]
pub struct Merging {
    /// The cards: the first is the one that stays, and says what can be said once.
    pub cards: Vec<Kept>,
    /// What it says then.
    pub card: Card,
}

/// Cards of a person that have an address or a name in common: sets of at least two.
pub async fn duplicates(store: &Store, account: AccountId) -> Result<Vec<Vec<i64>>, store::Error> {
    let mut sets = Sets::default();
    for (card, mark) in store.card_marks(account).await? {
        sets.add(card, mark);
    }
    Ok(sets.of_several().into_iter().take(MOST_SETS).collect())
}

/// What these cards would be together, the first of them first; `None` when fewer than two are the person's own.
pub async fn look(store: &Store, account: AccountId, ids: &[i64]) -> Result<Option<Merging>, store::Error> {
    let mut cards: Vec<Kept> = Vec::new();
    for id in ids.iter().take(MOST) {
        if let Some(kept) = keeping::find(store, account, *id).await?
            && !matches!(kept.book, BookId::Directory | BookId::Remote(_))
            && cards.iter().all(|it| it.id != kept.id)
        {
            cards.push(kept);
        }
    }
    // What was collected goes, not what somebody made.
    cards.sort_by_key(|it| !it.book.takes_cards());
    let [first, others @ ..] = &*cards else { return Ok(None) };
    if others.is_empty() {
        return Ok(None);
    }
    let card = others.iter().fold(first.card.clone(), |card, it| joined(&card, &it.card));
    Ok(Some(Merging { cards, card }))
}

/// Makes them one, unless one of them is not any more what was seen: a number and a revision of each. Gives the
/// name of the act, which gives back those that went; `None` when nothing was done.
pub async fn run(
    store: &Store,
    account: AccountId,
    merging: &Merging,
    seen: &[(i64, i64)],
    now: i64,
) -> Result<Option<String>, Error> {
    let is_seen = merging.cards.len() == seen.len()
        && merging.cards.iter().all(|it| seen.contains(&(it.id, it.revision)));
    let (true, [first, others @ ..]) = (is_seen, &*merging.cards) else { return Ok(None) };
    if keeping::change(store, account, first, first.revision, &merging.card, now).await? == Changed::Meanwhile
    {
        return Ok(None);
    }
    let mut groups: Vec<i64> = merging.cards.iter().flat_map(|it| it.groups.clone()).collect();
    groups.sort_unstable();
    groups.dedup();
    keeping::group(store, account, first.id, &[], &groups).await?;
    let gone: Vec<i64> = others.iter().map(|it| it.id).collect();
    Ok(Some(keeping::remove(store, account, &gone, now).await?.1))
}

/// A card with what another one says of the same person: of what can be said once, what it does not say itself.
pub fn joined(before: &Card, other: &Card) -> Card {
    let (mut fields, more) = (before.fields(), other.fields());
    for (single, text) in more.singles() {
        if fields.get(single).is_empty() {
            fields.set(single, text);
        }
    }
    let plain = |text: &str| text.chars().filter(|it| !it.is_whitespace()).collect::<String>().to_lowercase();
    let mark = |it: &Entry| (it.many, plain(&it.value));
    let mut seen: HashSet<(Many, String)> = fields.entries.iter().map(mark).collect();
    let new = more.entries.into_iter().filter(|it| seen.insert(mark(it)));
    let room = MOST_ENTRIES.saturating_sub(fields.entries.len());
    fields.entries.extend(new.take(room));
    for postal in more.postals {
        if fields.postals.len() < MOST_ENTRIES && !fields.postals.contains(&postal) {
            fields.postals.push(postal);
        }
    }
    more.categories.iter().for_each(|it| fields.add_category(it));
    before.with_fields(&fields).with_rest_of(other)
}

/// Cards that are the same by marks which they share, one by the other.
#[derive(Debug, Default)]
struct Sets {
    /// Cards in the order they came, each with the place of one of the same set; its own is the first one's.
    cards: Vec<(i64, usize)>,
    places: HashMap<i64, usize>,
    marks: HashMap<String, usize>,
}

impl Sets {
    fn add(&mut self, card: i64, mark: String) {
        let place = *self.places.entry(card).or_insert_with(|| {
            self.cards.push((card, self.cards.len()));
            self.cards.len() - 1
        });
        let other = *self.marks.entry(folding::fold(&mark)).or_insert(place);
        let (one, other) = (self.first(place), self.first(other));
        let (first, second) = (one.min(other), one.max(other));
        if let Some(card) = self.cards.get_mut(second) {
            card.1 = first;
        }
    }

    /// The place of the first of a set.
    fn first(&self, mut place: usize) -> usize {
        while let Some((_, before)) = self.cards.get(place).filter(|it| it.1 != place) {
            place = *before;
        }
        place
    }

    fn of_several(&self) -> Vec<Vec<i64>> {
        let mut sets: Vec<(usize, Vec<i64>)> = Vec::new();
        let mut at: HashMap<usize, usize> = HashMap::new();
        for (place, (card, _)) in self.cards.iter().enumerate() {
            let first = self.first(place);
            let set = *at.entry(first).or_insert_with(|| {
                sets.push((first, Vec::new()));
                sets.len() - 1
            });
            sets.iter_mut().skip(set).take(1).for_each(|it| it.1.push(*card));
        }
        sets.into_iter().map(|it| it.1).filter(|it| it.len() > 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::card;

    use super::*;

    fn read(lines: &str) -> Card {
        card::all(&format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n")).next().unwrap()
    }

    async fn store() -> (Store, AccountId) {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        (store, account)
    }

    async fn make(store: &Store, account: AccountId, lines: &str, groups: &[i64]) -> i64 {
        keeping::make(store, account, BookId::Personal, &read(lines), groups, 2).await.unwrap()
    }

    #[test]
    fn nothing_that_can_be_said_twice_is_lost() {
        let one = read("FN:Zoé\nTITLE:Chef\nTEL:06 00\nX-A:1");
        let other =
            read("FN:Z. Roux\nTITLE:Cheffe\nORG:Four\nTEL:0600\nEMAIL:z@x.fr\nX-A:1\nX-B:2\nUID:u\nREV:1");
        let both = joined(&one, &other).to_vcard("n", card::version::Version::V3);
        for line in ["FN:Zoé", "TITLE:Chef\r", "ORG:Four", "TEL:06 00", "z@x.fr", "X-B:2", "UID:n"] {
            assert!(both.contains(line), "{line} in {both}");
        }
        for line in ["Cheffe", "0600", "REV", "UID:u"] {
            assert!(!both.contains(line), "{line} in {both}");
        }
        assert_eq!(both.matches("X-A:1").count(), 1);
    }

    #[test]
    fn a_joined_card_does_not_grow_without_end() {
        let numbers = |from: usize| (from..from + 80).map(|it| format!("TEL:{it}\n")).collect::<String>();
        let both = joined(&read(&format!("FN:A\n{}", numbers(0))), &read(&format!("FN:A\n{}", numbers(40))));
        assert_eq!(both.fields().entries.len(), MOST_ENTRIES);
    }

    #[tokio::test]
    async fn cards_that_share_an_address_or_a_name_are_found_and_made_one() {
        let (store, account) = store().await;
        let (office, choir) = (
            store.make_group(account, "Bureau", "bureau").await.unwrap(),
            store.make_group(account, "Chorale", "chorale").await.unwrap(),
        );
        let zoe = make(&store, account, "FN:Zoé Roux\nEMAIL:z@x.fr", &[office]).await;
        make(&store, account, "FN:Ali\nEMAIL:a@x.fr", &[]).await;
        let again = make(&store, account, "FN:ZOE ROUX\nEMAIL:zr@x.fr", &[choir]).await;
        let third = make(&store, account, "FN:Z.\nEMAIL:ZR@x.fr\nTEL:06", &[]).await;
        assert_eq!(duplicates(&store, account).await.unwrap(), [vec![zoe, again, third]]);
        let merging = look(&store, account, &[zoe, again, third, zoe, 99]).await.unwrap().unwrap();
        let seen: Vec<(i64, i64)> = merging.cards.iter().map(|it| (it.id, it.revision)).collect();
        let stale = [(zoe, 0), (again, 1), (third, 1)];
        assert_eq!(run(&store, account, &merging, &stale, 3).await.unwrap(), None);
        let act = run(&store, account, &merging, &seen, 3).await.unwrap().unwrap();
        let one = keeping::find(&store, account, zoe).await.unwrap().unwrap();
        assert_eq!((one.card.addresses.len(), one.groups), (2, vec![office, choir]));
        assert_eq!(keeping::find(&store, account, third).await.unwrap(), None);
        assert!(duplicates(&store, account).await.unwrap().is_empty());
        assert!(look(&store, account, &[zoe]).await.unwrap().is_none());
        assert_eq!(keeping::give_back(&store, account, &act, 4, &|_| {}).await.unwrap().back, 2);
        assert_eq!(duplicates(&store, account).await.unwrap()[0].len(), 3);
    }
}
