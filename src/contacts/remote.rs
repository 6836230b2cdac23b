//! Books on servers (CardDAV): added, read into a copy here, written through.
//!
//! The copy is rows of ours, so that lists, searches and completion cost the same as of any book, and go on
//! with what was read last when a server does not answer. What is changed here goes to the server first, under
//! the condition that the card there is still the one that was seen; only then it is in the copy.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use mailcore::credentials::Credentials;
use tokio::sync::OwnedMutexGuard;
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::Error;
use super::books;
use crate::carddav::{self, Way};
use crate::config::carddav::CardDav;
use crate::outside::Outside;
use crate::secret::{Sealed, SealingKey};
use crate::store::remote_books::{NewRemoteBook, RemoteBookRow};
use crate::store::{self, AccountId, Store};

#[cfg(test)]
pub(in crate::contacts) mod fake;
pub mod grouping;
pub mod syncing;
pub mod writing;

/// The most such books of a person.
const MOST_BOOKS: usize = 50;

/// The longest address of a book, in octets.
const MOST_URL: usize = 1_000;

/// The longest login name and password, in octets.
const MOST_SECRET: usize = 500;

/// The longest that somebody waits for the turn of a book.
const MOST_WAITING: Duration = Duration::from_secs(30);

/// After so many cards that a server does not take, it takes none.
pub const MOST_REFUSED: u64 = 50;

/// What books on servers are reached with. Cheap to clone, so that work which outlives a request takes it along.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The copy.
    pub store: Store,
    /// Opens the passwords.
    pub key: SealingKey,
    /// The way to the servers.
    pub outside: Outside,
    /// What the operator decided of them.
    pub servers: Arc<CardDav>,
    /// Of the mail, while the person is there.
    pub mail: Option<Credentials>,
}

/// What a person typed to add their books.
#[derive(Clone, Debug)]
pub struct Asked {
    /// An address: `https://cloud.example.org/remote.php/dav`, `cloud.example.org`, `claire@example.org`.
    pub url: String,
    /// As whom the server knows them.
    pub login: String,
    /// With which password; `None` for that of the mail, which only servers get that the operator named for it.
    pub password: Option<Zeroizing<String>>,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// The numbers of the new books.
    pub books: Vec<i64>,
    /// How many the person had already.
    pub known: usize,
}

/// Why a book could not be read, as it is kept and told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server does not answer.
    Away,
    /// The server refuses the login name or the password.
    Refused,
    /// The password of the mail is needed, and nobody is there.
    Locked,
    /// The book is being read or written all the time.
    Busy,
    /// The address is not asked, or leads elsewhere.
    Elsewhere,
    /// The server does not let the person do this.
    ReadOnly,
    /// It was changed there.
    Changed,
    /// The server takes no more.
    Full,
    /// There are no address books.
    NoBooks,
    /// The server answers with something else.
    Nonsense,
    /// It answers with too much.
    TooMuch,
    /// The copies of the person's books take all the room that they may.
    NoRoom,
}

impl Failure {
    const ALL: [Self; 12] = [
        Self::Away,
        Self::Refused,
        Self::Locked,
        Self::Busy,
        Self::Elsewhere,
        Self::ReadOnly,
        Self::Changed,
        Self::Full,
        Self::NoBooks,
        Self::Nonsense,
        Self::TooMuch,
        Self::NoRoom,
    ];

    /// What an error of a server is.
    pub fn of(error: &carddav::Error) -> Self {
        match error {
            carddav::Error::Away(_) => Self::Away,
            carddav::Error::Refused => Self::Refused,
            carddav::Error::Forbidden | carddav::Error::Elsewhere => Self::Elsewhere,
            carddav::Error::ReadOnly => Self::ReadOnly,
            carddav::Error::Changed => Self::Changed,
            carddav::Error::Full => Self::Full,
            carddav::Error::NoBooks => Self::NoBooks,
            carddav::Error::Nonsense(_) => Self::Nonsense,
            carddav::Error::TooMuch => Self::TooMuch,
        }
    }

    /// Whether another card may be taken although one is not.
    pub fn is_of_one_card(self) -> bool {
        match self {
            // A server may keep single cards from being written; that it does so with a whole book shows soon.
            Self::Changed | Self::Full | Self::Nonsense | Self::TooMuch | Self::ReadOnly => true,
            Self::Away
            | Self::Refused
            | Self::Locked
            | Self::Busy
            | Self::Elsewhere
            | Self::NoBooks
            | Self::NoRoom => false,
        }
    }

    /// As its row has it.
    fn word(self) -> &'static str {
        match self {
            Self::Away => "away",
            Self::Refused => "refused",
            Self::Locked => "locked",
            Self::Busy => "busy",
            Self::Elsewhere => "elsewhere",
            Self::ReadOnly => "read-only",
            Self::Changed => "changed",
            Self::Full => "full",
            Self::NoBooks => "no-books",
            Self::Nonsense => "nonsense",
            Self::TooMuch => "too-much",
            Self::NoRoom => "no-room",
        }
    }

    /// Why a book could not be read the last time; `None` when it could.
    pub fn of_row(row: &RemoteBookRow) -> Option<Self> {
        row.failed_at?;
        Some(Self::ALL.into_iter().find(|it| it.word() == row.failure).unwrap_or(Self::Away))
    }
}

impl Reach {
    /// The way to the server of a book.
    fn way(&self, book: &RemoteBookRow) -> Result<Way, Error> {
        let purpose = purpose(book.account, &book.url);
        let sealed = match (&book.password, &self.mail) {
            (Some(sealed), _) => sealed.clone(),
            (None, Some(mail)) if self.takes_mail_login(&book.url) => {
                mail.sealed(|it| self.key.seal(it.as_bytes(), &purpose).0)
            }
            (None, _) => return Err(Error::Locked),
        };
        let password = self.key.open(&Sealed(sealed), &purpose).map_err(|_| Error::Locked)?;
        let password = Zeroizing::new(String::from_utf8_lossy(&password).into_owned());
        let pair = (book.login.as_str(), password.as_str());
        Ok(Way::new(&self.outside, &self.servers, book.account, &book.url, pair)?)
    }

    /// Whether the operator named the server for the login of the mail.
    fn takes_mail_login(&self, url: &str) -> bool {
        let of_mail = self.servers.servers.iter().filter(|it| it.has_mail_login);
        of_mail.into_iter().any(|it| carddav::is_same_origin(&it.url, url))
    }
}

/// Looks for the books of a person on a server, and adds those that they do not have. They are read later.
pub async fn add(reach: &Reach, account: AccountId, asked: &Asked) -> Result<Added, Error> {
    let url = address(&asked.url).ok_or(carddav::Error::Forbidden)?;
    let is_long = |it: &str| it.len() > MOST_SECRET;
    if is_long(&asked.login) || asked.password.as_ref().is_some_and(|it| is_long(it.as_str())) {
        return Err(carddav::Error::Refused.into());
    }
    // As a row that is not kept yet, so that the password takes the same way as later.
    let mut row = RemoteBookRow {
        id: 0,
        account,
        url: url.clone(),
        name: String::new(),
        login: asked.login.clone(),
        password: asked.password.as_ref().map(|it| sealed(reach, account, &url, it)),
        is_read_only: false,
        token: String::new(),
        read_at: None,
        failed_at: None,
        failure: String::new(),
        asked_at: 0,
    };
    if let (None, Some(mail)) = (&asked.password, &reach.mail) {
        mail.login().clone_into(&mut row.login);
    }
    let found = reach.way(&row)?.discover(&url).await?;
    let mut added = Added::default();
    let before = reach.store.remote_books(account).await?;
    for book in found.iter().filter(|it| it.url.len() <= MOST_URL) {
        if before.len() + added.books.len() >= MOST_BOOKS {
            return Err(Error::TooManyBooks);
        }
        let password = asked.password.as_ref().map(|it| sealed(reach, account, &book.url, it));
        let new = NewRemoteBook {
            url: &book.url,
            name: &book.name,
            login: &row.login,
            password: password.as_deref(),
            is_read_only: book.is_read_only,
        };
        match reach.store.add_remote_book(account, &new).await? {
            Some(id) => added.books.push(id),
            None => added.known += 1,
        }
    }
    Ok(added)
}

/// Gives a book another name here, and another password where one was typed.
pub async fn change(
    reach: &Reach,
    book: &RemoteBookRow,
    name: &str,
    password: Option<&str>,
) -> Result<bool, store::Error> {
    let Some(name) = books::fit(name) else { return Ok(false) };
    let password = password.filter(|it| !it.is_empty() && it.len() <= MOST_SECRET && book.password.is_some());
    let password = password.map(|it| sealed(reach, book.account, &book.url, it));
    reach.store.change_remote_book(book.account, book.id, Some(&name), password.as_deref()).await?;
    Ok(true)
}

/// A password as it is kept: it opens for this book of this person alone.
fn sealed(reach: &Reach, account: AccountId, url: &str, password: &str) -> Vec<u8> {
    reach.key.seal(password.as_bytes(), &purpose(account, url)).0
}

fn purpose(account: AccountId, url: &str) -> String {
    format!("password of a book on a server: {} {url}", account.0)
}

/// The URL that somebody means: what has no scheme is reached by https, an address of mail stands for its domain
/// (RFC 6764, section 6).
fn address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() || typed.len() > MOST_URL || typed.contains(char::is_whitespace) {
        return None;
    }
    if typed.contains("://") {
        return Some(typed.to_owned());
    }
    let place = if typed.contains('/') { typed } else { typed.rsplit('@').next().unwrap_or(typed) };
    Some(format!("https://{place}"))
}

/// One turn for each book at a time: what is read must not cross with what is written.
static TURNS: LazyLock<Mutex<HashMap<i64, Arc<tokio::sync::Mutex<()>>>>> = LazyLock::new(Mutex::default);

/// Waits for the turn of a book, which lasts until the guard is dropped, but no longer than somebody's patience.
async fn turn(book: i64) -> Result<OwnedMutexGuard<()>, Error> {
    turn_within(book, MOST_WAITING).await
}

async fn turn_within(book: i64, patience: Duration) -> Result<OwnedMutexGuard<()>, Error> {
    let own = {
        let mut turns = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, it| Arc::strong_count(it) > 1);
        Arc::clone(turns.entry(book).or_default())
    };
    timeout(patience, own.lock_owned()).await.map_err(|_| Error::Busy)
}

/// Whether a book is being read or written.
pub fn is_at_work(book: i64) -> bool {
    let turns = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    turns.get(&book).is_some_and(|it| it.try_lock().is_err())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_understood_as_it_is_meant() {
        for (typed, expected) in [
            (" cloud.example.org ", Some("https://cloud.example.org")),
            ("cloud.example.org/dav/a@b", Some("https://cloud.example.org/dav/a@b")),
            ("claire@example.org", Some("https://example.org")),
            ("http://127.0.0.1:5232/", Some("http://127.0.0.1:5232/")),
            ("", None),
            ("a b", None),
        ] {
            assert_eq!(address(typed).as_deref(), expected, "{typed}");
        }
        assert_eq!(address(&"x".repeat(MOST_URL + 1)), None);
    }

    #[test]
    fn a_failure_is_told_by_its_word() {
        for failure in Failure::ALL {
            let row = RemoteBookRow {
                id: 1,
                account: AccountId(1),
                url: String::new(),
                name: String::new(),
                login: String::new(),
                password: None,
                is_read_only: false,
                token: String::new(),
                read_at: None,
                failed_at: Some(1),
                failure: failure.word().to_owned(),
                asked_at: 1,
            };
            assert_eq!(Failure::of_row(&row), Some(failure));
            assert_eq!(Failure::of_row(&RemoteBookRow { failed_at: None, ..row }), None);
        }
    }

    #[tokio::test]
    async fn a_book_is_worked_on_by_one_at_a_time() {
        let first = turn(-7).await.unwrap();
        let third = turn_within(-7, Duration::from_millis(1)).await;
        assert!(matches!(third, Err(Error::Busy)));
        assert!(is_at_work(-7) && !is_at_work(-8));
        let second = tokio::spawn(turn(-7));
        drop(first);
        drop(second.await.unwrap().unwrap());
        assert!(!is_at_work(-7));
    }
}
