//! The books of a person: the one that everybody has, whom they wrote to, those that they made, and those that
//! they have on servers.

use crate::store::cards::directory::DirectoryReads;
use crate::store::cards::{COLLECTED, DIRECTORY_BOOK, PERSONAL};
use crate::store::remote_books::REMOTE;
use crate::store::{self, AccountId, Store};

/// The longest name of a book or a group, in characters.
pub const MOST_NAME: usize = 80;

/// The most books that a person makes.
const MOST_BOOKS: usize = 50;

/// Which book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookId {
    /// The one that everybody has.
    Personal,
    /// Those whom the person wrote to without having a card of them.
    Collected,
    /// One that they made, by its number.
    Own(i64),
    /// One on a server, by its number: here is a copy.
    Remote(i64),
    /// The company directory, which everybody reads and nobody here changes.
    Directory,
}

/// A book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Which one.
    pub id: BookId,
    /// What its owner calls it; empty where the program has a name for it.
    pub name: String,
    /// How many cards are in it.
    pub cards: u64,
    /// Whether a person puts cards into it and changes them.
    pub takes_cards: bool,
}

/// Why a book was not made or named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNamed {
    /// The name has no letter, or too many.
    Unfit,
    /// Another one has this name.
    Taken,
    /// There are as many as there may be.
    TooMany,
}

impl BookId {
    /// The book of this name in addresses and rows.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            PERSONAL => Some(Self::Personal),
            COLLECTED => Some(Self::Collected),
            DIRECTORY_BOOK => Some(Self::Directory),
            _ => {
                let kind = if name.starts_with(REMOTE) { Self::Remote } else { Self::Own };
                let number = name.strip_prefix(['b', REMOTE])?.parse().ok().filter(|it| *it > 0)?;
                // One book, one name.
                Some(kind(number)).filter(|it| it.name() == name)
            }
        }
    }

    /// Its name in addresses and rows.
    pub fn name(self) -> String {
        match self {
            Self::Personal => PERSONAL.to_owned(),
            Self::Collected => COLLECTED.to_owned(),
            Self::Own(number) => format!("b{number}"),
            Self::Remote(number) => format!("{REMOTE}{number}"),
            Self::Directory => DIRECTORY_BOOK.to_owned(),
        }
    }

    /// Whether a person put its cards there, and they lie nowhere else.
    pub fn is_own(self) -> bool {
        match self {
            Self::Personal | Self::Own(_) => true,
            Self::Remote(_) | Self::Collected | Self::Directory => false,
        }
    }

    /// Whether a person puts cards into such a book; its server may say no.
    pub fn takes_cards(self) -> bool {
        match self {
            Self::Personal | Self::Own(_) | Self::Remote(_) => true,
            Self::Collected | Self::Directory => false,
        }
    }
}

/// The books of a person, as a page has them in order; the directory among them once there is one.
pub async fn all(store: &Store, account: AccountId) -> Result<Vec<Book>, store::Error> {
    let counts = store.card_counts(account).await?;
    let book = |id: BookId, name: String| {
        let called = id.name();
        let cards = counts.iter().find(|(book, _)| *book == called).map_or(0, |(_, cards)| *cards);
        Book { id, name, cards, takes_cards: id.takes_cards() }
    };
    let mut books = vec![book(BookId::Personal, String::new())];
    for row in store.books(account).await? {
        books.push(book(BookId::Own(row.id), row.name));
    }
    for row in store.remote_books(account).await? {
        books.push(Book { takes_cards: !row.is_read_only, ..book(BookId::Remote(row.id), row.name) });
    }
    let reads = store.directory_reads().await?;
    if reads != DirectoryReads::default() {
        books.push(Book { cards: reads.entries, ..book(BookId::Directory, String::new()) });
    }
    books.push(book(BookId::Collected, String::new()));
    Ok(books)
}

/// Makes a book.
pub async fn make(
    store: &Store,
    account: AccountId,
    name: &str,
) -> Result<Result<BookId, NotNamed>, store::Error> {
    let Some(name) = fit(name) else { return Ok(Err(NotNamed::Unfit)) };
    if store.books(account).await?.len() >= MOST_BOOKS {
        return Ok(Err(NotNamed::TooMany));
    }
    Ok(store.make_book(account, &name).await?.map(BookId::Own).ok_or(NotNamed::Taken))
}

/// Gives a book that the person made another name.
pub async fn rename(
    store: &Store,
    account: AccountId,
    book: i64,
    name: &str,
) -> Result<Result<(), NotNamed>, store::Error> {
    let Some(name) = fit(name) else { return Ok(Err(NotNamed::Unfit)) };
    Ok(if store.rename_book(account, book, &name).await? { Ok(()) } else { Err(NotNamed::Taken) })
}

/// A name in one line; `None` when nothing is left of it, or too much.
pub fn fit(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name: String = words.join(" ").chars().filter(|it| !it.is_control()).collect();
    (!name.is_empty() && name.chars().count() <= MOST_NAME).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_has_one_name() {
        for name in ["personal", "collected", "b7", "r7", "directory"] {
            assert_eq!(BookId::parse(name).unwrap().name(), name);
        }
        for name in ["", "b", "b0", "b-1", "b07", "b+7", "r", "r07", "R7", "Directory", "B7"] {
            assert_eq!(BookId::parse(name), None, "{name}");
        }
    }

    #[tokio::test]
    async fn books_are_made_and_named() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let club = make(&store, account, "  Club\n d’échecs ").await.unwrap().unwrap();
        assert_eq!(make(&store, account, "Club d’échecs").await.unwrap(), Err(NotNamed::Taken));
        assert_eq!(make(&store, account, " \n").await.unwrap(), Err(NotNamed::Unfit));
        assert_eq!(make(&store, account, &"x".repeat(81)).await.unwrap(), Err(NotNamed::Unfit));
        let BookId::Own(number) = club else { panic!("{club:?}") };
        assert_eq!(rename(&store, account, number, "Échecs").await.unwrap(), Ok(()));
        let names: Vec<String> = all(&store, account).await.unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["", "Échecs", ""]);
    }
}
