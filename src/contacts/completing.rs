//! Who may be meant by what a person types into a field of recipients: cards, entries of the directory, and groups.

use std::collections::HashSet;

use mailcore::address::FoundAddress;
use tokio::sync::OnceCell;

use super::folding::{self, fold};
use crate::store::cards::groups::GroupRow;
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::store::cards::{COLLECTED, DIRECTORY_BOOK, PERSONAL};
use crate::store::completing::Found;
use crate::store::{self, AccountId, Store};

/// The most that are looked at for one list: an address may be on several cards.
const MOST_FOUND: i64 = 60;

/// Somebody who may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What they are called; may be empty.
    pub name: String,
    /// Their address; empty for a group.
    pub address: String,
    /// Where they are known from.
    pub source: Source,
}

/// Where somebody is known from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The book that everybody has.
    Personal,
    /// They were written to.
    Recent,
    /// Another book, by its name.
    Book(String),
    /// The company directory.
    Directory,
    /// They are a group: its members, each address once.
    Group(Vec<FoundAddress>),
}

/// Who may be meant, at most `most`, each address once: first who has a word that begins with what was typed,
/// and of those whom one writes to most; behind them entries of the directory, and last groups, which are a
/// quarter at most. Without words whom one writes to most of all. Of a card with several addresses there is one alone
/// where that is wanted: the first of them in this order.
pub async fn complete(
    store: &Store,
    account: AccountId,
    typed: &str,
    (most, one_address): (usize, bool),
) -> Result<Vec<Suggestion>, store::Error> {
    let terms = folding::terms(typed);
    let mut found = store.addresses_like(account, &terms, MOST_FOUND).await?;
    found.extend(store.directory_like(&terms, MOST_FOUND).await?);
    let groups = groups(store, account, &terms, most / 4).await?;
    let mut people = each_once(found);
    if one_address {
        let mut seen = HashSet::new();
        people.retain(|it| seen.insert(it.card));
    }
    let people = people.into_iter().map(Suggestion::from);
    Ok(people.take(most.saturating_sub(groups.len())).chain(groups).collect())
}

/// Each address once: what was collected stands back behind a card that says more.
fn each_once(found: Vec<Found>) -> Vec<Found> {
    let mut each: Vec<Found> = Vec::new();
    for found in found {
        match each.iter_mut().find(|it| it.address == found.address) {
            Some(other) if other.book == COLLECTED => *other = found,
            Some(_) => {}
            None => each.push(found),
        }
    }
    each
}

/// Groups that have all the words in their names, and somebody who can be written to.
async fn groups(
    store: &Store,
    account: AccountId,
    terms: &[String],
    most: usize,
) -> Result<Vec<Suggestion>, store::Error> {
    let mut suggested = Vec::new();
    let is_meant = |name: &str| {
        let words = folding::words(name, "");
        terms.iter().all(|it| words.contains(&format!(" {it}")))
    };
    for group in store.groups(account).await?.into_iter().filter(|it| is_meant(&it.name)) {
        if suggested.len() == most {
            break;
        }
        let members = members(store, account, group.id).await?;
        if !members.is_empty() {
            let source = Source::Group(members);
            suggested.push(Suggestion { name: group.name, address: String::new(), source });
        }
    }
    Ok(suggested)
}

/// The groups of a person, by their names: read once, when the first one is asked for.
#[derive(Debug)]
pub struct NamedGroups<'a> {
    store: &'a Store,
    account: AccountId,
    groups: OnceCell<Vec<GroupRow>>,
}

impl<'a> NamedGroups<'a> {
    /// Nothing is read yet.
    pub fn new(store: &'a Store, account: AccountId) -> Self {
        Self { store, account, groups: OnceCell::new() }
    }

    /// Those of the group that is called so who have an address, each address once; case, accents and the kind of
    /// apostrophe do not matter. `None` when no group is called so, or nobody in it has an address.
    pub async fn members_of(&self, name: &str) -> Result<Option<Vec<FoundAddress>>, store::Error> {
        let groups = self.groups.get_or_try_init(|| self.store.groups(self.account)).await?;
        let key = fold(name.trim());
        let Some(group) = groups.iter().find(|it| fold(&it.name) == key) else { return Ok(None) };
        let members = members(self.store, self.account, group.id).await?;
        Ok((!members.is_empty()).then_some(members))
    }
}

/// Those of a group who have an address, each address once.
async fn members(store: &Store, account: AccountId, group: i64) -> Result<Vec<FoundAddress>, store::Error> {
    let wanted = Wanted { within: Within::Group(group), terms: &[], order: Order::Surname };
    let cards = store.cards(account, &wanted, &Begin::First, i64::MAX).await?;
    let mut members: Vec<FoundAddress> = Vec::new();
    for card in cards.into_iter().filter(|it| !it.address.is_empty()) {
        if !members.iter().any(|it| fold(&it.address) == fold(&card.address)) {
            members.push(FoundAddress { name: card.name, address: card.address });
        }
    }
    Ok(members)
}

impl From<Found> for Suggestion {
    fn from(found: Found) -> Self {
        let source = match found.book.as_str() {
            PERSONAL => Source::Personal,
            COLLECTED => Source::Recent,
            DIRECTORY_BOOK => Source::Directory,
            _ => Source::Book(found.book_name),
        };
        Self { name: found.name, address: found.shown, source }
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::card;

    use super::*;
    use crate::contacts::books::BookId;
    use crate::contacts::directory::Feeding;
    use crate::contacts::keeping;

    fn cards(lines: &[&str]) -> Vec<card::Card> {
        let text: String = lines.iter().map(|it| format!("BEGIN:VCARD\n{it}\nEND:VCARD\n")).collect();
        card::all(&text).collect()
    }

    #[tokio::test]
    async fn a_group_is_meant_by_its_name_and_stands_for_its_members() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let choir = store.make_group(account, "Chorale d’été", "chorale d'ete").await.unwrap();
        store.make_group(account, "Chorale vide", "chorale vide").await.unwrap();
        let people = ["FN:Zoé\nEMAIL:z@x.fr", "FN:Ali\nEMAIL:a@x.fr", "FN:Zoé bis\nEMAIL:Z@x.fr", "FN:Sans"];
        for card in cards(&people) {
            keeping::make(&store, account, BookId::Personal, &card, &[choir], 2).await.unwrap();
        }
        let found = complete(&store, account, "ete chor", (8, false)).await.unwrap();
        let [Suggestion { name, source: Source::Group(members), .. }] = &*found else { panic!("{found:?}") };
        let addresses: Vec<&str> = members.iter().map(|it| it.address.as_str()).collect();
        assert_eq!((name.as_str(), addresses), ("Chorale d’été", vec!["a@x.fr", "z@x.fr"]));
        assert_eq!(complete(&store, account, "rale", (8, false)).await.unwrap(), []);
        let groups = NamedGroups::new(&store, account);
        assert_eq!(groups.members_of(" CHORALE D'ETE ").await.unwrap(), Some(members.clone()));
        for other in ["Chorale", "Chorale vide", ""] {
            assert_eq!(groups.members_of(other).await.unwrap(), None, "{other}");
        }
    }

    #[tokio::test]
    async fn the_directory_stands_behind_ones_own_cards_and_before_what_was_collected() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let entries = [
            "FN:Jean-Claude Delmas\nEMAIL:jc.delmas@demo.example",
            "FN:Ève Delmas\nEMAIL:eve@demo.example",
            "FN:Noé Delmas\nEMAIL:noe@demo.example",
            "FN:Delmas sans adresse",
        ];
        let mut feeding = Feeding::new(&store, 2);
        feeding.take(&cards(&entries)).await.unwrap();
        feeding.finish().await.unwrap();
        keeping::make(
            &store,
            account,
            BookId::Personal,
            &cards(&["FN:Noé\nEMAIL:noe@demo.example"])[0],
            &[],
            3,
        )
        .await
        .unwrap();
        let written = mailcore::address::read_list("eve@demo.example");
        let written: Vec<_> = written.into_iter().map(Result::unwrap).collect();
        crate::contacts::collecting::collect(&store, account, &written, Some("collected"), 4).await.unwrap();
        let shown = async |typed: &str| {
            let found = complete(&store, account, typed, (8, false)).await.unwrap();
            found.into_iter().map(|it| (it.name, it.source)).collect::<Vec<_>>()
        };
        let named = |name: &str, source| (name.to_owned(), source);
        assert_eq!(
            shown("demo").await,
            [named("eve@demo.example", Source::Recent), named("Noé", Source::Personal)],
            "a domain says nothing in a directory"
        );
        let (delmas, eve) = ("Jean-Claude Delmas", named("Ève Delmas", Source::Directory));
        assert_eq!(shown("jean-cl").await, [named(delmas, Source::Directory)]);
        assert_eq!(shown("cla del").await, [named(delmas, Source::Directory)]);
        assert_eq!(shown("jc.delmas@de").await, [named(delmas, Source::Directory)]);
        assert_eq!(shown("eve").await, std::slice::from_ref(&eve), "with the name that the directory has");
        let all = [eve, named(delmas, Source::Directory), named("Noé Delmas", Source::Directory)];
        assert_eq!(shown("delm").await, all, "in the order of their names");
        assert_eq!(shown("noe").await, [named("Noé", Source::Personal)]);
    }
}
