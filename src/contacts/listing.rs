//! Lists of cards, page by page.

use mailcore::message::card::fields::{Fields, Single};

use super::{Error, keeping, put};
use crate::store::cards::KeptCard;
use crate::store::cards::listing::{Begin, CardSummary, Wanted};
use crate::store::{self, AccountId, Store};

/// The cards that are read at once where all are wanted.
const AT_ONCE: i64 = 200;

/// A page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its cards, in order.
    pub cards: Vec<CardSummary>,
    /// There are some before them.
    pub has_before: bool,
    /// There are some behind them.
    pub has_after: bool,
    /// How many there are in all.
    pub total: u64,
}

/// A page of those that are wanted, of at most `size` cards.
pub async fn page(
    store: &Store,
    account: AccountId,
    wanted: &Wanted<'_>,
    begin: &Begin,
    size: u32,
) -> Result<Page, store::Error> {
    let mut cards = store.cards(account, wanted, begin, i64::from(size).saturating_add(1)).await?;
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let is_more = cards.len() > size;
    let (has_before, has_after) = if let Begin::Before(_) = begin {
        if is_more {
            cards.remove(0);
        }
        (is_more, true)
    } else {
        cards.truncate(size);
        let has_before = match (begin, cards.first()) {
            (Begin::First, _) | (_, None) => false,
            (_, Some(first)) => !store.cards(account, wanted, &Begin::Before(first.id), 1).await?.is_empty(),
        };
        (has_before, is_more)
    };
    let total = store.count_cards(account, wanted).await?;
    Ok(Page { cards, has_before, has_after, total })
}

/// How cards are named by the parts of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// The given name and the name of the family.
    FirstLast,
    /// The name of the family and the given name.
    LastFirst,
    /// The same with a comma between.
    LastCommaFirst,
}

/// Names the cards of a page by the parts of their names; one that has no such parts keeps its name.
pub async fn name(store: &Store, page: &mut Page, naming: Naming) -> Result<(), store::Error> {
    let ids: Vec<i64> = page.cards.iter().map(|it| it.id).collect();
    let contents = store.contents_of_cards(&ids).await?;
    for card in &mut page.cards {
        let fields = contents.get(&card.id).and_then(|it| keeping::read(it)).map(|it| it.fields());
        if let Some(named) = fields.and_then(|it| named(&it, naming)) {
            card.name = named;
        }
    }
    Ok(())
}

fn named(fields: &Fields, naming: Naming) -> Option<String> {
    let (given, family) = (fields.get(Single::GivenName), fields.get(Single::FamilyName));
    let joined = match naming {
        _ if given.is_empty() || family.is_empty() => format!("{given}{family}"),
        Naming::FirstLast => format!("{given} {family}"),
        Naming::LastFirst => format!("{family} {given}"),
        Naming::LastCommaFirst => format!("{family}, {given}"),
    };
    Some(joined).filter(|it| !it.is_empty())
}

/// Writes beside cards of before what lists need of them.
pub async fn settle(store: &Store, account: AccountId, now: i64) -> Result<(), Error> {
    loop {
        let rows: Vec<KeptCard> = store.unlisted_cards(account, AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            // A card that cannot be read is empty rather than in the way for ever.
            let card = keeping::read(&row.content).unwrap_or_default().under(&row.uid);
            put(store, account, &row.book, &[&card], now).await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::card::Card;

    use super::*;
    use crate::contacts::books::BookId;
    use crate::store::cards::listing::{Order, Within};
    use crate::store::cards::{CardRow, Listed, PERSONAL};

    #[tokio::test]
    async fn a_long_book_has_pages() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        for number in 0..50 * 2 + 1 {
            let mut fields = Fields::default();
            fields.set(Single::FormattedName, &format!("Nom {number:03}"));
            let card = Card::from_fields(&fields);
            keeping::make(&store, account, BookId::Personal, &card, &[], 2).await.unwrap();
        }
        let wanted = Wanted { within: Within::Book(PERSONAL), terms: &[], order: Order::Surname };
        let page = async |begin: Begin| {
            let page = page(&store, account, &wanted, &begin, 50).await.unwrap();
            let name = |it: Option<&CardSummary>| it.map(|it| it.name.clone()).unwrap_or_default();
            let ends = format!("{}-{}", name(page.cards.first()), name(page.cards.last()));
            assert_eq!(page.total, 101);
            (ends, page.has_before, page.has_after, page.cards.first().map_or(0, |it| it.id))
        };
        let (ends, before, after, _) = page(Begin::First).await;
        assert_eq!((ends.as_str(), before, after), ("Nom 000-Nom 049", false, true));
        let (ends, before, after, first) = page(Begin::After(50)).await;
        assert_eq!((ends.as_str(), before, after), ("Nom 050-Nom 099", true, true));
        let (ends, before, after, _) = page(Begin::Before(first)).await;
        assert_eq!((ends.as_str(), before, after), ("Nom 000-Nom 049", false, true));
        let (ends, before, after, _) = page(Begin::At("nom 1".to_owned())).await;
        assert_eq!((ends.as_str(), before, after), ("Nom 100-Nom 100", true, false));
    }

    #[tokio::test]
    async fn cards_of_before_get_their_place() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let listed = Listed::default();
        let old = |uid, content| CardRow {
            book: PERSONAL,
            uid,
            content,
            name: "",
            addresses: &[],
            listed: &listed,
        };
        let rows = [old("1", "BEGIN:VCARD\nFN:Zoé\nEMAIL:z@x.fr\nEND:VCARD"), old("2", "damaged")];
        store.put_cards(account, &rows, 2).await.unwrap();
        settle(&store, account, 3).await.unwrap();
        let wanted = Wanted { within: Within::Everywhere, terms: &[], order: Order::Name };
        let page = page(&store, account, &wanted, &Begin::First, 50).await.unwrap();
        let names: Vec<&str> = page.cards.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["", "Zoé"]);
        assert!(store.knows_address(account, "z@x.fr").await.unwrap());
    }
}
