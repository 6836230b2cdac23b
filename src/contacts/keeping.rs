//! Cards that are made, changed, put elsewhere and removed by their owner.

use mailcore::message::card::{self, Card};

use super::books::BookId;
use super::{Error, new_uid, put};
use crate::secret;
use crate::store::cards::removed::RemovedCard;
use crate::store::cards::{CardRow, DIRECTORY, KeptCard, PERSONAL};
use crate::store::{self, AccountId, Store};

/// The most cards that one act concerns: those of a page, and some.
pub const MOST_AT_ONCE: usize = 500;

/// The cards that are given back at once: others write to the database, too.
const GIVEN_BACK_AT_ONCE: i64 = 200;

/// What became of an act that was taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Cards that it had removed, or changed, are there again.
    pub back: usize,
    /// Cards that it had put there are gone.
    pub taken: u64,
}

/// A card as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// The book that it is in.
    pub book: BookId,
    /// What is asked when it is changed: that it is still this one.
    pub revision: i64,
    /// What it says.
    pub card: Card,
    /// The groups that it is in.
    pub groups: Vec<i64>,
    /// As its row has it.
    pub row: KeptCard,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It was written.
    Done,
    /// The card was changed or removed since it was looked at; nothing was written.
    Meanwhile,
}

/// A card of a person, or an entry of the directory, as its row has it.
pub async fn row(store: &Store, account: AccountId, id: i64) -> Result<Option<KeptCard>, store::Error> {
    match store.card(account, id).await? {
        None => store.card(DIRECTORY, id).await,
        own => Ok(own),
    }
}

/// A card of a person, or an entry of the directory.
pub async fn find(store: &Store, account: AccountId, id: i64) -> Result<Option<Kept>, store::Error> {
    let Some(row) = row(store, account, id).await? else { return Ok(None) };
    let (Some(book), Some(card)) = (BookId::parse(&row.book), read(&row.content)) else {
        return Err(store::Error::Unreadable("a card"));
    };
    let groups = store.groups_of(account, id).await?;
    Ok(Some(Kept { id: row.id, book, revision: row.revision, card, groups, row }))
}

/// The card of a row; `None` when it is none.
pub fn read(content: &str) -> Option<Card> {
    card::all(content).next()
}

/// Puts a new card into a book and into groups, and gives its number.
pub async fn make(
    store: &Store,
    account: AccountId,
    book: BookId,
    card: &Card,
    groups: &[i64],
    now: i64,
) -> Result<i64, Error> {
    let ids = put(store, account, &book.name(), &[card], now).await?;
    for group in groups {
        store.join_group(account, *group, &ids).await?;
    }
    Ok(ids.first().copied().unwrap_or_default())
}

/// Writes a card anew that was looked at as `kept`, of which the form says the revision.
pub async fn change(
    store: &Store,
    account: AccountId,
    kept: &Kept,
    revision: i64,
    card: &Card,
    now: i64,
) -> Result<Changed, Error> {
    let (uid, content, listed, addresses) = super::written(card, Some(&kept.row.uid));
    let row = CardRow {
        book: &kept.row.book,
        uid: &uid,
        content: &content,
        name: &card.name,
        addresses: &addresses,
        listed: &listed,
    };
    let seen = KeptCard { revision, ..kept.row.clone() };
    let done = store.change_card(account, &seen, &row, now).await?;
    Ok(if done { Changed::Done } else { Changed::Meanwhile })
}

/// Puts a card into these groups, and takes it out of those that are not among them although it was seen in
/// them. What it joined meanwhile, it stays in.
pub async fn group(
    store: &Store,
    account: AccountId,
    card: i64,
    seen: &[i64],
    groups: &[i64],
) -> Result<(), Error> {
    for group in seen.iter().filter(|it| !groups.contains(it)) {
        store.leave_group(account, *group, &[card]).await?;
    }
    for group in groups {
        store.join_group(account, *group, &[card]).await?;
    }
    Ok(())
}

/// Removes cards; how many, and the name of the act, which gives them back.
pub async fn remove(
    store: &Store,
    account: AccountId,
    cards: &[i64],
    now: i64,
) -> Result<(u64, String), store::Error> {
    let act = secret::random_hex::<16>();
    Ok((store.remove_cards(account, cards, &act, now).await?, act))
}

/// Takes an act back, some hundred cards at a time: removes what it imported, and the groups that it made and in which
/// nobody is then; gives back what it removed, where it was, and to the book that everybody has where that book is
/// gone. A card that was made again or changed meanwhile stays as it is, and one of a book on a server comes from
/// there. `tell` hears how many cards it is done with. What a failure breaks off is taken back by another try.
pub async fn give_back(
    store: &Store,
    account: AccountId,
    act: &str,
    now: i64,
    tell: &(dyn Fn(u64) + Sync),
) -> Result<TakenBack, Error> {
    let (mut done, mut handled) = (TakenBack::default(), 0);
    loop {
        let (looked_at, taken) = store.take_imported_cards(account, act, GIVEN_BACK_AT_ONCE).await?;
        if looked_at == 0 {
            break;
        }
        done.taken += taken;
        handled += looked_at;
        tell(handled);
    }
    let (books, remote) = (store.books(account).await?, store.remote_books(account).await?);
    let is_gone = |book: &str| match BookId::parse(book) {
        Some(BookId::Own(number)) => books.iter().all(|it| it.id != number),
        Some(BookId::Remote(number)) => remote.iter().all(|it| it.id != number),
        Some(_) => false,
        None => true,
    };
    let is_here = |row: &&RemovedCard| {
        is_gone(&row.book) || !matches!(BookId::parse(&row.book), Some(BookId::Remote(_)))
    };
    let mut after = 0;
    loop {
        let removed = store.removed_cards(account, act, after, GIVEN_BACK_AT_ONCE).await?;
        let Some(last) = removed.last() else { break };
        after = last.id;
        let mut cards = Vec::with_capacity(removed.len());
        for row in removed.iter().filter(is_here) {
            match read(&row.content) {
                Some(card) => cards.push((row, super::written(&card, Some(&row.uid)), card.name)),
                None => store.forget_removed_card(account, row.id).await?,
            }
        }
        let rows: Vec<(i64, CardRow<'_>, &[i64])> = cards
            .iter()
            .map(|(row, (uid, content, listed, addresses), name)| {
                let book = if is_gone(&row.book) { PERSONAL } else { row.book.as_str() };
                (row.id, CardRow { book, uid, content, name, addresses, listed }, &*row.groups)
            })
            .collect();
        done.back += store.give_back_cards(account, &rows, now).await?;
        handled += u64::try_from(removed.len()).unwrap_or(u64::MAX);
        tell(handled);
    }
    store.take_imported_groups(account, act).await?;
    Ok(done)
}

/// Copies cards into another book, as cards of their own; how many.
pub async fn copy(
    store: &Store,
    account: AccountId,
    cards: &[i64],
    book: BookId,
    now: i64,
) -> Result<usize, Error> {
    let mut copied = 0;
    for id in cards {
        if let Some(kept) = find(store, account, *id).await? {
            make(store, account, book, &kept.card.under(&new_uid()), &kept.groups, now).await?;
            copied += 1;
        }
    }
    Ok(copied)
}

#[cfg(test)]
mod tests {
    use mailcore::message::card::fields::{Fields, Single};

    use super::*;

    async fn store() -> (Store, AccountId) {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        (store, account)
    }

    fn named(name: &str) -> Card {
        let mut fields = Fields::default();
        fields.set(Single::FormattedName, name);
        Card::from_fields(&fields)
    }

    #[tokio::test]
    async fn of_two_who_change_a_card_the_second_is_told() {
        let (store, account) = store().await;
        let id = make(&store, account, BookId::Personal, &named("A"), &[], 2).await.unwrap();
        let kept = find(&store, account, id).await.unwrap().unwrap();
        let change =
            async |name: &str| change(&store, account, &kept, kept.revision, &named(name), 3).await.unwrap();
        assert_eq!(change("B").await, Changed::Done);
        assert_eq!(change("C").await, Changed::Meanwhile);
        let now = find(&store, account, id).await.unwrap().unwrap();
        assert_eq!((now.card.name.as_str(), now.card.uid.clone()), ("B", kept.card.uid.clone()));
    }

    #[tokio::test]
    async fn what_is_removed_comes_back_to_its_book_and_groups() {
        let (store, account) = store().await;
        let group = store.make_group(account, "Bureau", "bureau").await.unwrap();
        let id = make(&store, account, BookId::Personal, &named("A"), &[group], 2).await.unwrap();
        let uid = find(&store, account, id).await.unwrap().unwrap().card.uid;
        let (count, act) = remove(&store, account, &[id], 3).await.unwrap();
        assert_eq!((count, find(&store, account, id).await.unwrap()), (1, None));
        assert_eq!(give_back(&store, account, &act, 4, &|_| {}).await.unwrap().back, 1);
        assert_eq!(give_back(&store, account, &act, 5, &|_| {}).await.unwrap().back, 0);
        let back = find(&store, account, id + 1).await.unwrap().unwrap();
        assert_eq!((back.card.uid, back.groups), (uid, vec![group]));
    }

    #[tokio::test]
    async fn what_was_in_a_book_that_is_gone_comes_back_to_ones_own() {
        let (store, account) = store().await;
        let id = make(&store, account, BookId::Own(9), &named("A"), &[], 2).await.unwrap();
        let (_, act) = remove(&store, account, &[id], 3).await.unwrap();
        assert_eq!(give_back(&store, account, &act, 4, &|_| {}).await.unwrap().back, 1);
        let back = find(&store, account, id + 1).await.unwrap().unwrap();
        assert_eq!(back.book, BookId::Personal);
    }

    #[tokio::test]
    async fn a_card_leaves_the_groups_that_it_was_seen_in_and_no_other() {
        let (store, account) = store().await;
        let mut groups = Vec::new();
        for name in ["a", "b", "c"] {
            groups.push(store.make_group(account, name, name).await.unwrap());
        }
        let id = make(&store, account, BookId::Personal, &named("A"), &groups[..2], 2).await.unwrap();
        group(&store, account, id, &groups[..1], &groups[2..]).await.unwrap();
        assert_eq!(find(&store, account, id).await.unwrap().unwrap().groups, groups[1..]);
    }

    #[tokio::test]
    async fn a_copy_is_a_card_of_its_own() {
        let (store, account) = store().await;
        let id = make(&store, account, BookId::Personal, &named("A"), &[], 2).await.unwrap();
        assert_eq!(copy(&store, account, &[id, 99], BookId::Personal, 3).await.unwrap(), 1);
        let (one, other) = (
            find(&store, account, id).await.unwrap().unwrap(),
            find(&store, account, id + 1).await.unwrap().unwrap(),
        );
        assert_eq!(one.card.name, other.card.name);
        assert_ne!(one.card.uid, other.card.uid);
    }
}
