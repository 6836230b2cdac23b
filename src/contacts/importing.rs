//! Cards of a file into a book: which are new, which are there already, and what becomes of these.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use mailcore::message::card::Card;
use mailcore::message::card::fields::{Fields, Single};
use tokio::runtime::Handle;

use super::books::{self, BookId};
use super::folding::fold;
use super::indexing::group_key;
use super::remote::Failure;
use super::{Error, keeping, merging, reading, written};
use crate::store::cards::imported::ImportInto;
use crate::store::cards::listing::{Begin, Order, Wanted, Within};
use crate::store::cards::{CardRow, KeptCard};
use crate::store::{self, AccountId, Store};

pub mod there;

/// The cards that are read at once.
const AT_ONCE: i64 = 500;

/// The cards that are written at once: others write to the database, too.
const WRITTEN_AT_ONCE: usize = 200;

/// The most groups that an import makes.
const MOST_NEW_GROUPS: usize = 200;

/// The most cards that a report names.
const MOST_NAMED: usize = 200;

/// What becomes of a card that is there already: of the same UID, with the same address or name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Twice {
    /// It stays as it is.
    #[default]
    Skip,
    /// It gets what it has not.
    Complete,
    /// The other takes its place.
    Replace,
    /// Both are there.
    Both,
}

/// Which groups the cards are put into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Groups {
    /// Those that they name; new ones are made.
    #[default]
    All,
    /// Those that they name and that are there.
    Known,
    /// None.
    None,
}

/// How cards are imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    /// Into which book.
    pub book: BookId,
    /// What becomes of what is there already.
    pub twice: Twice,
    /// Which groups they are put into.
    pub groups: Groups,
    /// What was in the book before goes.
    pub instead: bool,
}

impl How {
    /// What is offered first.
    pub const USUAL: Self =
        Self { book: BookId::Personal, twice: Twice::Complete, groups: Groups::All, instead: false };
}

/// Why a card was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It has neither a name nor an address.
    Nobody,
    /// It is there already.
    There,
    /// Another card of the file is of the same person.
    Twice,
}

/// What became of cards, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// They are new.
    pub added: usize,
    /// They completed or replaced another.
    pub changed: usize,
    /// They are there already.
    pub there: usize,
    /// The file has somebody with their address before them.
    pub twice: usize,
    /// They say nothing of anybody.
    pub nobody: usize,
    /// Those that were left out, by their names and places in the file (from 1), some of them.
    pub left_out: Vec<(String, usize, Why)>,
    /// The book was to be replaced, and nobody is left to take its place: it stays as it is.
    pub untouched: bool,
    /// The server of the book did not take so many of them.
    pub refused: usize,
    /// Some of these, by their names and places in the file (from 1), with what the server said.
    pub refused_named: Vec<(String, usize, Failure)>,
}

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What became of the cards.
    pub report: Report,
    /// How many cards were in a book that was replaced.
    pub replaced: u64,
    /// Why the server of the book did not get all of them; the file can be tried again.
    pub stopped: Option<Failure>,
}

/// An import under way.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The name of the act, which takes it back for a day.
    pub act: &'a str,
    /// In seconds since 1970-01-01 UTC.
    pub now: i64,
    /// Hears how many cards of how many are written.
    pub tell: &'a (dyn Fn(usize, usize) + Sync),
}

impl fmt::Debug for Run<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run").field("act", &self.act).field("now", &self.now).finish_non_exhaustive()
    }
}

/// What is to be written.
struct Plan {
    report: Report,
    cards: Vec<Planned>,
}

/// A card that is to be written.
struct Planned {
    card: Card,
    /// The row whose place it takes.
    row: Option<KeptCard>,
    /// Its place in the file, from 1.
    at: usize,
}

/// What would become of cards; found out off the threads that serve.
pub async fn preview(store: &Store, account: AccountId, cards: Vec<Card>, how: How) -> Result<Report, Error> {
    let (store, here) = (store.clone(), Handle::current());
    let work = reading::in_turn(move || here.block_on(plan(&store, account, &cards, how)));
    Ok(work.await??.report)
}

/// Imports the cards that are not left out: in the place of a book all or none, else by some hundreds, of which those
/// before a failure stay. Takes long: not for a thread that serves.
pub async fn run(
    store: &Store,
    account: AccountId,
    cards: &[Card],
    how: How,
    run: Run<'_>,
) -> Result<Imported, Error> {
    let Plan { report, cards } = plan(store, account, cards, how).await?;
    if cards.is_empty() {
        return Ok(Imported { report, replaced: 0, stopped: None });
    }
    let Run { act, now, tell } = run;
    let total = cards.len();
    tell(0, total);
    let book = how.book.name();
    let rows: Vec<_> = cards
        .iter()
        .map(|it| (it.card.name.as_str(), written(&it.card, it.row.as_ref().map(|it| it.uid.as_str()))))
        .collect();
    let rows: Vec<CardRow<'_>> = rows
        .iter()
        .map(|(name, (uid, content, listed, addresses))| CardRow {
            book: &book,
            uid,
            content,
            name,
            addresses,
            listed,
        })
        .collect();
    let import = ImportInto { account, book: &book, act, now };
    let (mut ids, mut replaced) = (Vec::with_capacity(rows.len()), 0);
    if how.instead {
        (ids, replaced) = store.import_instead(import, &rows, &|done| tell(done, total)).await?;
    } else {
        for rows in rows.chunks(WRITTEN_AT_ONCE) {
            ids.extend(store.import_cards(import, rows).await?);
            tell(ids.len(), total);
        }
    }
    let fields: Vec<Fields> = cards.iter().map(|it| it.card.fields()).collect();
    join(store, import, how.groups, ids.iter().copied().zip(&fields)).await?;
    Ok(Imported { report, replaced, stopped: None })
}

async fn join(
    store: &Store,
    import: ImportInto<'_>,
    how: Groups,
    cards: impl Iterator<Item = (i64, &Fields)>,
) -> Result<(), store::Error> {
    let mut members: BTreeMap<String, (String, Vec<i64>)> = BTreeMap::new();
    for (id, fields) in cards.filter(|_| how != Groups::None) {
        for name in &fields.categories {
            let group = members.entry(group_key(name)).or_insert_with(|| (name.clone(), Vec::new()));
            group.1.push(id);
        }
    }
    let account = import.account;
    let known = store.groups(account).await?;
    let known: HashMap<String, i64> = known.iter().map(|it| (group_key(&it.name), it.id)).collect();
    let mut room = if how == Groups::All { MOST_NEW_GROUPS } else { 0 };
    for (key, (name, ids)) in members {
        let group = match (known.get(&key), books::fit(&name)) {
            (Some(group), _) => *group,
            (None, Some(name)) if room > 0 => {
                room -= 1;
                let group = store.make_group(account, &name, &group_key(&name)).await?;
                store.note_imported_group(import, group).await?;
                group
            }
            (None, _) => continue,
        };
        store.join_group(account, group, &ids).await?;
    }
    Ok(())
}

async fn plan(store: &Store, account: AccountId, cards: &[Card], how: How) -> Result<Plan, store::Error> {
    let book = how.book.name();
    let mut there = if how.instead { There::default() } else { There::read(store, account, &book).await? };
    let mut plan = Plan { report: Report::default(), cards: Vec::new() };
    for (at, card) in cards.iter().enumerate() {
        if card.name.is_empty() && card.addresses.is_empty() {
            plan.report.leave_out(card, at + 1, Why::Nobody);
            continue;
        }
        let own = marks(card);
        let found = if how.twice == Twice::Both { None } else { there.find(&own, how.twice) };
        match (found, how.twice) {
            (None, _) => {
                let card =
                    if how.twice == Twice::Both { card.under(&super::new_uid()) } else { card.clone() };
                there.add(own, Place::New(plan.cards.len()));
                plan.cards.push(Planned { card, row: None, at: at + 1 });
                plan.report.added += 1;
            }
            (Some(Place::New(other)), Twice::Complete) => {
                if let Some(Planned { card: before, .. }) = plan.cards.get_mut(other) {
                    *before = merging::joined(before, card);
                    there.add(own, Place::New(other));
                    there.add(marks(before), Place::New(other));
                }
                plan.report.changed += 1;
            }
            (Some(Place::New(_)), _) => plan.report.leave_out(card, at + 1, Why::Twice),
            (Some(Place::Kept(_)), Twice::Skip | Twice::Both) => {
                plan.report.leave_out(card, at + 1, Why::There)
            }
            (Some(Place::Kept(id)), twice) => {
                let row = store.card(account, id).await?;
                let before = row.as_ref().and_then(|it| keeping::read(&it.content)).unwrap_or_default();
                let place = Place::New(plan.cards.len());
                let now = together(&before, card, twice);
                // What it does not say any more is nobody's; what it is written under is its own.
                there.forget(&before, id);
                there.add(own, place);
                there.add(marks(&now), place);
                plan.cards.push(Planned { card: now, row, at: at + 1 });
                plan.report.changed += 1;
            }
        }
    }
    plan.report.untouched = how.instead && plan.cards.is_empty();
    Ok(plan)
}

impl Report {
    /// Counts a card that is left out, by its place in the file from 1.
    fn leave_out(&mut self, card: &Card, at: usize, why: Why) {
        match why {
            Why::Nobody => self.nobody += 1,
            Why::There => self.there += 1,
            Why::Twice => self.twice += 1,
        }
        if self.left_out.len() < MOST_NAMED {
            self.left_out.push((card.name.clone(), at, why));
        }
    }
}

/// What becomes of a card that is kept and of one of the file of the same person.
fn together(before: &Card, card: &Card, twice: Twice) -> Card {
    match (twice, &before.uid) {
        (Twice::Replace, Some(uid)) => card.under(uid),
        (Twice::Replace, None) => card.clone(),
        _ => merging::joined(before, card),
    }
}

/// Where a card is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Kept(i64),
    New(usize),
}

/// Who is in a book already, by what tells people apart.
#[derive(Debug, Default)]
struct There(HashMap<String, Place>);

impl There {
    async fn read(store: &Store, account: AccountId, book: &str) -> Result<Self, store::Error> {
        let wanted = Wanted { within: Within::Book(book), terms: &[], order: Order::Name };
        let (mut there, mut begin) = (Self::default(), Begin::First);
        loop {
            let rows = store.whole_cards(account, &wanted, &begin, AT_ONCE).await?;
            let Some(last) = rows.last() else { return Ok(there) };
            begin = Begin::After(last.id);
            for row in &rows {
                if let Some(card) = keeping::read(&row.content) {
                    there.add(marks(&card), Place::Kept(row.id));
                }
            }
        }
    }

    /// Who is the same person. Of two of one name in a file neither replaces the other: they may be two people.
    fn find(&self, marks: &[String], twice: Twice) -> Option<Place> {
        let is_same = |mark: &str, place: &Place| {
            twice != Twice::Replace || !mark.starts_with('n') || matches!(place, Place::Kept(_))
        };
        marks.iter().find_map(|it| self.0.get(it).copied().filter(|place| is_same(it, place)))
    }

    fn forget(&mut self, card: &Card, id: i64) {
        for mark in marks(card) {
            if matches!(self.0.get(&mark), Some(Place::Kept(it)) if *it == id) {
                self.0.remove(&mark);
            }
        }
    }

    fn add(&mut self, marks: Vec<String>, place: Place) {
        self.0.extend(marks.into_iter().map(|it| (it, place)));
    }
}

/// What tells a person: the UID, each address, the name unless it is that of the organization, which many share.
/// Each begins with a sign of its own.
fn marks(card: &Card) -> Vec<String> {
    let uid = card.uid.iter().map(|it| format!("u{it}"));
    let addresses = card.addresses.iter().map(|it| format!("a{}", it.to_string().to_lowercase()));
    let fields = card.fields();
    let folded = |it| Some(fold(fields.get(it))).filter(|it| !it.is_empty());
    let name = folded(Single::FormattedName).filter(|it| Some(it) != folded(Single::Organization).as_ref());
    uid.chain(addresses).chain(name.map(|it| format!("n{it}"))).collect()
}

#[cfg(test)]
mod tests {
    use mailcore::message::card;

    use super::*;

    const HOW: How = How { book: BookId::Personal, twice: Twice::Skip, groups: Groups::All, instead: false };

    async fn import(
        store: &Store,
        account: AccountId,
        cards: &[Card],
        how: How,
        now: i64,
    ) -> Result<Imported, Error> {
        let tell = |_: usize, _: usize| {};
        run(store, account, cards, how, Run { act: &format!("act {now}"), now, tell: &tell }).await
    }

    fn cards(lines: &[&str]) -> Vec<Card> {
        let text = lines.iter().map(|it| format!("BEGIN:VCARD\n{it}\nEND:VCARD\n")).collect::<String>();
        card::all(&text).collect()
    }

    async fn book() -> (Store, AccountId) {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let there = cards(&["UID:1\nFN:Zoé Roux\nEMAIL:z@x.fr\nTEL:06 00", "FN:Léo\nEMAIL:l@x.fr"]);
        import(&store, account, &there, HOW, 2).await.unwrap();
        (store, account)
    }

    async fn all(store: &Store, account: AccountId) -> Vec<String> {
        let wanted = Wanted { within: Within::Book("personal"), terms: &[], order: Order::Name };
        let rows = store.whole_cards(account, &wanted, &Begin::First, 99).await.unwrap();
        let said = |it: &KeptCard| {
            let card = keeping::read(&it.content).unwrap();
            let entries: Vec<String> = card.fields().entries.into_iter().map(|it| it.value).collect();
            format!("{}: {}", card.name, entries.join(", "))
        };
        rows.iter().map(said).collect()
    }

    fn counts(report: &Report) -> (usize, usize, usize, usize) {
        (report.added, report.changed, report.there, report.nobody)
    }

    #[tokio::test]
    async fn who_is_there_already_is_left_completed_replaced_or_there_twice() {
        let new =
            cards(&["FN:zoe roux\nEMAIL:y@x.fr\nTEL:0600", "FN:Léonard\nEMAIL:L@x.fr", "NOTE:x", "FN:Ève"]);
        for (twice, counted, expected) in [
            (Twice::Skip, (1, 0, 2, 1), &["Ève: ", "Léo: l@x.fr", "Zoé Roux: z@x.fr, 06 00"][..]),
            (Twice::Complete, (1, 2, 0, 1), &["Ève: ", "Léo: l@x.fr", "Zoé Roux: z@x.fr, 06 00, y@x.fr"]),
            (Twice::Replace, (1, 2, 0, 1), &["Ève: ", "Léonard: L@x.fr", "zoe roux: y@x.fr, 0600"]),
            (
                Twice::Both,
                (3, 0, 0, 1),
                &[
                    "Ève: ",
                    "Léo: l@x.fr",
                    "Léonard: L@x.fr",
                    "Zoé Roux: z@x.fr, 06 00",
                    "zoe roux: y@x.fr, 0600",
                ],
            ),
        ] {
            let (store, account) = book().await;
            let how = How { twice, ..HOW };
            let looked = preview(&store, account, new.clone(), how).await.unwrap();
            assert_eq!(all(&store, account).await.len(), 2, "a look changes nothing");
            let report = import(&store, account, &new, how, 3).await.unwrap().report;
            assert_eq!((counts(&report), &report), (counted, &looked), "{twice:?}");
            let mut found = all(&store, account).await;
            let mut expected: Vec<String> = expected.iter().map(|it| (*it).to_owned()).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{twice:?}");
        }
    }

    #[tokio::test]
    async fn a_book_is_replaced_and_groups_are_joined() {
        let (store, account) = book().await;
        store.make_group(account, "Amis", "amis").await.unwrap();
        let new = cards(&["FN:A\nCATEGORIES:AMIS,Club", "FN:B\nCATEGORIES:Club"]);
        let how = How { instead: true, groups: Groups::Known, ..HOW };
        let removed = import(&store, account, &new, how, 3).await.unwrap().replaced;
        assert_eq!((all(&store, account).await, removed), (vec!["A: ".to_owned(), "B: ".to_owned()], 2));
        let groups = async || {
            let groups = store.groups(account).await.unwrap();
            groups.into_iter().map(|it| (it.name, it.cards)).collect::<Vec<_>>()
        };
        assert_eq!(groups().await, [("Amis".to_owned(), 1)]);
        import(&store, account, &new, How { instead: true, ..HOW }, 4).await.unwrap();
        assert_eq!(groups().await, [("Amis".to_owned(), 1), ("Club".to_owned(), 2)]);
        assert_eq!(keeping::give_back(&store, account, "act 3", 5, &|_| {}).await.unwrap().back, 2);
        assert_eq!(all(&store, account).await.len(), 4, "what was replaced comes back");
        let last = keeping::give_back(&store, account, "act 4", 5, &|_| {}).await.unwrap();
        assert_eq!((last.back, last.taken), (2, 2), "and what came goes");
        // Nobody is left to take the place of the book.
        let nobody =
            import(&store, account, &cards(&["NOTE:x"]), How { instead: true, ..HOW }, 6).await.unwrap();
        assert!(nobody.report.untouched && nobody.replaced == 0, "{nobody:?}");
        assert_eq!(all(&store, account).await.len(), 4);
    }

    #[tokio::test]
    async fn what_completed_or_replaced_a_card_is_taken_back() {
        for twice in [Twice::Complete, Twice::Replace] {
            let (store, account) = book().await;
            let before = all(&store, account).await;
            let new = cards(&["FN:Zoé Roux\nEMAIL:z@x.fr\nTEL:07", "FN:Nina\nEMAIL:n@x.fr"]);
            import(&store, account, &new, How { twice, ..HOW }, 3).await.unwrap();
            assert_ne!(all(&store, account).await, before);
            let done = keeping::give_back(&store, account, "act 3", 4, &|_| {}).await.unwrap();
            assert_eq!((done.back, done.taken), (1, 2));
            let mut after = all(&store, account).await;
            after.sort();
            let mut before = before;
            before.sort();
            assert_eq!(after, before, "{twice:?}");
        }
    }

    #[tokio::test]
    async fn an_import_makes_some_groups_and_none_that_a_form_would_not() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let card = |names: std::ops::Range<usize>| {
            let names: Vec<String> = names.map(|it| format!("g{it}")).collect();
            format!("FN:{}\nCATEGORIES:{},{}", names[0], "x".repeat(81), names.join(","))
        };
        let lines = [card(0..150), card(150..300)];
        let new = cards(&lines.each_ref().map(String::as_str));
        import(&store, account, &new, HOW, 2).await.unwrap();
        let groups = store.groups(account).await.unwrap();
        assert_eq!(groups.len(), MOST_NEW_GROUPS);
        assert!(groups.iter().all(|it| it.name.starts_with('g')), "{groups:?}");
    }

    #[tokio::test]
    async fn nobody_of_the_file_is_lost_when_it_replaces() {
        let (store, account) = book().await;
        let how = How { twice: Twice::Replace, ..HOW };
        let new = cards(&[
            "UID:9\nFN:Zoé Roux\nEMAIL:n@x.fr",
            "FN:Zélie\nEMAIL:z@x.fr",
            "FN:Zoé Roux\nEMAIL:other@x.fr",
            "FN:Nina\nEMAIL:N@x.fr",
            "UID:1\nFN:Une autre",
            "FN:Mairie\nORG:Mairie\nEMAIL:a@m.fr",
            "FN:Mairie\nORG:Mairie\nEMAIL:b@m.fr",
        ]);
        let report = import(&store, account, &new, how, 3).await.unwrap().report;
        assert_eq!((report.added, report.changed, report.twice), (4, 1, 2));
        assert_eq!(
            report.left_out,
            [("Nina".to_owned(), 4, Why::Twice), ("Une autre".to_owned(), 5, Why::Twice)]
        );
        let mut found = all(&store, account).await;
        found.sort();
        let expected = [
            "Léo: l@x.fr",
            "Mairie: a@m.fr",
            "Mairie: b@m.fr",
            "Zoé Roux: n@x.fr",
            "Zoé Roux: other@x.fr",
            "Zélie: z@x.fr",
        ];
        assert_eq!(found, expected);
    }

    #[tokio::test]
    async fn a_file_that_has_somebody_twice_adds_them_once() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let new = cards(&[
            "FN:A\nEMAIL:a@x.fr",
            "FN:B\nEMAIL:a@x.fr\nEMAIL:b@x.fr\nTEL:1",
            "FN:C\nEMAIL:b@x.fr\nTEL:2",
        ]);
        let how = How { twice: Twice::Complete, ..HOW };
        let report = import(&store, account, &new, how, 2).await.unwrap().report;
        assert_eq!(
            (counts(&report), all(&store, account).await),
            ((1, 2, 0, 0), vec!["A: a@x.fr, b@x.fr, 1, 2".to_owned()])
        );
    }
}
