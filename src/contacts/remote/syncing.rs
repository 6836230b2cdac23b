//! The copy of a book is made as the server has it.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use mailcore::message::card::Card;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};

use super::super::books::BookId;
use super::super::{Error, addresses, indexing, keeping, reading};
use super::{Failure, Reach, grouping, turn};
use crate::carddav::{self, Changes, Fetched, Resource, Way};
use crate::store::cards::remote::{RemoteCardRow, RemoteGroupRow};
use crate::store::cards::{CardAddress, CardRow, Listed};
use crate::store::remote_books::RemoteBookRow;
use crate::store::{self, AccountId};

/// The longest that a book may take to be read.
const MOST_TIME: Duration = Duration::from_secs(600);

/// The people whose books are read at a time when nobody looks at them.
const AT_A_TIME: usize = 4;

/// The cards that are asked for at once.
const AT_ONCE: usize = 100;

/// The largest card that is kept, in octets: one with a photograph of a camera.
const MOST_OCTETS: usize = 8 * 1024 * 1024;

/// The longest path of a card, in octets.
const MOST_HREF: usize = 1_000;

/// How old a copy may be that is looked at, in seconds.
const FRESH: i64 = 300;

/// What was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Cards that are new or changed.
    pub read: usize,
    /// Cards that are gone.
    pub gone: usize,
    /// Cards that cannot be kept, and references out of the book.
    pub left_out: usize,
}

/// Reads what changed in a book. A failure is kept for those who look at it.
pub async fn sync(reach: &Reach, account: AccountId, book: i64, now: i64) -> Result<Synced, Error> {
    let _turn = turn(book).await?;
    let Some(row) = reach.store.remote_book(account, book).await? else { return Ok(Synced::default()) };
    let away = || carddav::Error::Away(crate::outside::Error::Slow);
    let outcome = timeout(MOST_TIME, read(reach, &row, now)).await.unwrap_or_else(|_| Err(away().into()));
    match &outcome {
        Ok(synced) => {
            tracing::debug!(
                book,
                read = synced.read,
                gone = synced.gone,
                left_out = synced.left_out,
                "a book was read"
            );
        }
        Err(error) => {
            // What the database does not take would not be taken in a moment either.
            let failure = error.failure().unwrap_or(Failure::Nonsense);
            reach.store.note_remote_failure(book, failure.word(), now).await?;
            tracing::info!(
                book,
                error = error as &dyn std::error::Error,
                "a book on a server could not be read"
            );
        }
    }
    outcome
}

/// Reads the books of a person, those that were not asked lately, off the request.
pub fn refresh(reach: &Reach, account: AccountId, now: i64) {
    let reach = reach.clone();
    tokio::spawn(async move {
        let books = match reach.store.remote_books(account).await {
            Ok(books) => books,
            Err(error) => {
                if !error.is_the_end() {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the books on servers are not known"
                    );
                }
                return;
            }
        };
        for book in books.iter().filter(|it| it.asked_at < now - FRESH && !super::is_at_work(it.id)) {
            log(sync(&reach, account, book.id, now).await);
        }
    });
}

/// Reads books, and waits for that as long as somebody's patience lasts: why the last one that could not be read
/// could not be. `None` when it goes on without them.
pub async fn within(
    reach: &Reach,
    account: AccountId,
    books: &[i64],
    now: i64,
    patience: Duration,
) -> Result<Option<Option<Failure>>, store::Error> {
    let (reach, books) = (reach.clone(), books.to_vec());
    let work = tokio::spawn(async move {
        let mut failure = None;
        for book in books {
            match sync(&reach, account, book, now).await {
                Ok(_) => {}
                Err(Error::Store(error)) => return Err(error),
                Err(error) => failure = error.failure(),
            }
        }
        Ok(failure)
    });
    match timeout(patience, work).await {
        Err(_) => Ok(None),
        Ok(Err(_)) => Ok(Some(Some(Failure::Nonsense))),
        Ok(Ok(outcome)) => outcome.map(Some),
    }
}

/// Reads the books of everybody that were not asked since a time; how many were.
pub async fn sync_due(reach: &Reach, since: i64, now: i64) -> Result<usize, store::Error> {
    let due = reach.store.remote_books_due(since, 100).await?;
    let count = due.len();
    let mut people: HashMap<AccountId, Vec<i64>> = HashMap::new();
    for book in due.into_iter().filter(|it| !super::is_at_work(it.id)) {
        people.entry(book.account).or_default().push(book.id);
    }
    let mut work = JoinSet::new();
    for (account, books) in people {
        if work.len() >= AT_A_TIME {
            work.join_next().await;
        }
        let reach = reach.clone();
        // Servers of one person that never come to an end do not take the turns of all the others.
        work.spawn(async move {
            let begun = Instant::now();
            for book in books {
                // Between two of them, so that why one could not be read is still noted.
                if begun.elapsed() < MOST_TIME {
                    log(sync(&reach, account, book, now).await);
                }
            }
        });
    }
    while work.join_next().await.is_some() {}
    Ok(count)
}

fn log(outcome: Result<Synced, Error>) {
    if let Err(Error::Store(error)) = outcome
        && !error.is_the_end()
    {
        tracing::error!(error = &error as &dyn std::error::Error, "a book on a server could not be kept");
    }
}

async fn read(reach: &Reach, book: &RemoteBookRow, now: i64) -> Result<Synced, Error> {
    let store = &reach.store;
    let way = reach.way(book)?;
    let changes = way.changes(&book.url, &book.token).await?;
    let (places, groups) = (store.remote_places(book.id).await?, store.remote_groups(book.id).await?);
    let known: HashMap<&str, &str> = places
        .iter()
        .map(|it| (it.href.as_str(), it.etag.as_str()))
        .chain(groups.iter().map(|it| (it.href.as_str(), it.etag.as_str())))
        .collect();
    let mut gone = gone(&changes, known.keys().copied());
    let mut wanted: Vec<String> = changes
        .changed
        .iter()
        .filter(|(href, etag)| known.get(href.as_str()) != Some(&etag.as_str()) && href.len() <= MOST_HREF)
        .map(|it| it.0.clone())
        .collect();
    wanted.sort();
    let mut synced = Synced { left_out: changes.left_out + changes.untold.len(), ..Synced::default() };
    let mut is_all = changes.untold.is_empty();
    let (mut held, mut is_full) = (store.remote_octets(book.account).await?, false);
    for hrefs in wanted.chunks(AT_ONCE) {
        if held >= reach.servers.copies {
            // Some cards took the place of others.
            held = store.remote_octets(book.account).await?;
        }
        is_full = held >= reach.servers.copies;
        if is_full {
            break;
        }
        let (Fetched { resources, gone: not_there }, too_large) = fetch(&way, &book.url, hrefs).await?;
        is_all &= resources.len() + not_there.len() + too_large >= hrefs.len();
        held = resources.iter().fold(held, |held, it| held.saturating_add(octets(it)));
        let parsed = parsed_aside(resources).await?;
        let kept = keep(reach, book, parsed, &gone, now).await?;
        synced.read += kept;
        synced.left_out += hrefs.len().saturating_sub(kept + not_there.len());
        gone.extend(not_there.into_iter().filter(|it| known.contains_key(it.as_str())));
    }
    // Only now: what stops before takes nothing away, and a card that has moved is not where it was any more.
    synced.gone = gone.len();
    if !gone.is_empty() {
        let places = store.remote_places(book.id).await?;
        let ids: Vec<i64> = places.iter().filter(|it| gone.contains(&it.href)).map(|it| it.card).collect();
        store.forget_remote_cards(book.account, &ids).await?;
        for group in groups.iter().filter(|it| gone.contains(&it.href)) {
            store.forget_remote_group(book.id, &group.href).await?;
        }
    }
    if synced.read + synced.gone > 0 {
        grouping::settle(store, book.account, book.id).await?;
    }
    // What is gone has made room, and what lacks is read the next time.
    if is_full {
        return Err(Error::NoRoom);
    }
    // What the server did not say anything of is asked for again.
    let token = if is_all { &changes.token } else { &book.token };
    store.note_remote_read(book.id, token, now).await?;
    Ok(synced)
}

fn octets(card: &Resource) -> u64 {
    u64::try_from(card.content.len()).unwrap_or(u64::MAX)
}

/// What is kept here and not there any more.
fn gone<'a>(changes: &Changes, known: impl Iterator<Item = &'a str>) -> HashSet<String> {
    let is_gone = |href: &&str| match changes.is_whole {
        true => !changes.changed.contains_key(*href) && !changes.untold.contains(*href),
        false => changes.gone.contains(*href),
    };
    known.filter(is_gone).map(str::to_owned).collect()
}

/// Cards by their paths. Where all of them are too much for one answer, each is asked for by itself, and one that
/// is too large alone is left out.
async fn fetch(way: &Way, url: &str, hrefs: &[String]) -> Result<(Fetched, usize), carddav::Error> {
    match way.fetch(url, hrefs).await {
        Err(carddav::Error::TooMuch) => {}
        fetched => return Ok((fetched?, 0)),
    }
    let (mut all, mut too_large) = (Fetched::default(), 0);
    for href in hrefs {
        match way.fetch(url, std::slice::from_ref(href)).await {
            Ok(fetched) => {
                all.resources.extend(fetched.resources);
                all.gone.extend(fetched.gone);
            }
            Err(carddav::Error::TooMuch) => too_large += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((all, too_large))
}

/// A card with what stands beside it.
pub(super) struct Parsed {
    pub(super) resource: Resource,
    card: Card,
    listed: Listed,
    addresses: Vec<CardAddress>,
}

/// Reads a card; `None` when it is none.
fn parsed(mut resource: Resource) -> Option<Parsed> {
    // No database keeps it, and no card needs it.
    resource.content.retain(|it| it != '\0');
    let card = keeping::read(&resource.content)?;
    Some(Parsed { listed: indexing::listed(&card), addresses: addresses(&card), card, resource })
}

/// Reads cards off the threads that serve; what is none is left out.
pub(super) async fn parsed_aside(resources: Vec<Resource>) -> Result<Vec<Parsed>, carddav::Error> {
    let read = reading::in_turn(move || resources.into_iter().filter_map(parsed).collect());
    read.await.map_err(|_| carddav::Error::Nonsense(207))
}

/// Keeps cards as they are on the server, of which those at these paths are `gone`; how many.
async fn keep(
    reach: &Reach,
    book: &RemoteBookRow,
    parsed: Vec<Parsed>,
    gone: &HashSet<String>,
    now: i64,
) -> Result<usize, Error> {
    let name = BookId::Remote(book.id).name();
    let mut rows = Vec::new();
    let mut groups = 0;
    for it in parsed.iter().filter(|it| it.resource.content.len() <= MOST_OCTETS) {
        let Resource { href, etag, content } = &it.resource;
        if it.card.is_group() {
            let row = RemoteGroupRow { href: href.clone(), etag: etag.clone(), content: content.clone() };
            reach.store.put_remote_group(book.id, &row).await?;
            groups += 1;
        } else {
            rows.push((it, it.card.fields().categories.join("\n")));
        }
    }
    let rows: Vec<RemoteCardRow<'_>> =
        rows.iter().map(|(it, categories)| it.row(book.id, &name, categories)).collect();
    Ok(reach.store.put_remote_cards(book.account, &rows, gone, now).await?.len() + groups)
}

/// Keeps one card that was written; its number.
pub(super) async fn keep_one(
    reach: &Reach,
    book: &RemoteBookRow,
    it: &Parsed,
    now: i64,
) -> Result<i64, Error> {
    let (name, categories) = (BookId::Remote(book.id).name(), it.card.fields().categories.join("\n"));
    let row = it.row(book.id, &name, &categories);
    let ids = reach.store.put_remote_cards(book.account, &[row], &HashSet::new(), now).await?;
    Ok(ids.first().copied().unwrap_or_default())
}

impl Parsed {
    /// As it is kept in a book of this number and name. It is known by its UID, or by its path where it has none.
    fn row<'a>(&'a self, book: i64, name: &'a str, categories: &'a str) -> RemoteCardRow<'a> {
        let Resource { href, etag, content } = &self.resource;
        let uid = self.card.uid.as_deref().filter(|it| !it.is_empty());
        let card = CardRow {
            book: name,
            uid: uid.unwrap_or(href),
            content,
            name: &self.card.name,
            addresses: &self.addresses,
            listed: &self.listed,
        };
        RemoteCardRow { card, book, href, etag, categories }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_told_or_lacks_in_the_whole() {
        let changed = HashMap::from([("/1".to_owned(), "e".to_owned())]);
        let untold = HashSet::from(["/3".to_owned()]);
        let whole = Changes { changed, untold, is_whole: true, ..Changes::default() };
        assert_eq!(gone(&whole, ["/1", "/2", "/3"].into_iter()), HashSet::from(["/2".to_owned()]));
        let some = Changes { gone: HashSet::from(["/1", "/9"].map(str::to_owned)), ..Changes::default() };
        assert_eq!(gone(&some, ["/1", "/2"].into_iter()), HashSet::from(["/1".to_owned()]));
    }

    #[test]
    fn a_card_is_known_by_its_uid_or_its_path_and_what_is_none_is_left_out() {
        let read = |content: String| parsed(Resource { href: "/a".into(), etag: String::new(), content });
        for (uid, expected) in [("UID:1\n", "1"), ("", "/a")] {
            let card = read(format!("BEGIN:VCARD\nFN:A\n{uid}END:VCARD\n")).unwrap();
            assert_eq!(card.row(1, "r1", "").card.uid, expected);
        }
        assert!(read("<html>Bonjour</html>".to_owned()).is_none());
    }
}
