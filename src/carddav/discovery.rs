//! Where somebody's address books are (RFC 6764, section 6, from a URL on; RFC 6352, section 7.1).

use std::collections::BTreeMap;

use super::multistatus::Part;
use super::xml::{CARD, DAV};
use super::{Asked, Error, Way};
use crate::outside::target::Target;

/// The most homes of a person that are looked at.
const MOST_HOMES: usize = 5;

/// The most books of a person.
const MOST_BOOKS: usize = 50;

/// The longest name of a book, in characters.
const MOST_NAME: usize = 80;

/// The properties that a book is known by.
const OF_BOOKS: &str = "<resourcetype/><displayname/><current-user-privilege-set/>";

/// The properties that lead to it.
const ON_THE_WAY: &str = "<resourcetype/><displayname/><current-user-privilege-set/><current-user-principal/>\
                          <c:addressbook-home-set/>";

/// The privileges with which cards are written (RFC 3744, section 3).
const WRITING: [&str; 4] = ["all", "write", "write-content", "bind"];

/// An address book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Where it is; ends with a slash.
    pub url: String,
    /// What the server calls it.
    pub name: String,
    /// The person may not change it.
    pub is_read_only: bool,
}

impl Way {
    /// The address books that a URL leads to: it is that of a book, of a person, or of a server.
    pub async fn discover(&self, url: &str) -> Result<Vec<Collection>, Error> {
        let start = Target::read(url).map_err(|_| Error::Forbidden)?;
        let well_known = start.next("/.well-known/carddav").map_err(|_| Error::Forbidden)?;
        let is_bare = start.path() == "/";
        let places = if is_bare { [well_known, start] } else { [start, well_known] };
        let mut said = Error::NoBooks;
        for place in places {
            match self.look(&place).await {
                Ok(books) if !books.is_empty() => return Ok(books),
                Ok(_) => {}
                Err(error @ (Error::Refused | Error::Forbidden | Error::Away(_))) => return Err(error),
                Err(error) => said = error,
            }
        }
        // That there is nothing at one of the places says less than what the other one answers.
        Err(if matches!(said, Error::Changed | Error::ReadOnly) { Error::NoBooks } else { said })
    }

    async fn look(&self, place: &Target) -> Result<Vec<Collection>, Error> {
        let (place, many) = self.ask_many(&Asked::properties("0", ON_THE_WAY), place).await?;
        let Some(part) = many.parts().next() else { return Err(Error::NoBooks) };
        if let Some(book) = book(&place, part) {
            // What lies elsewhere would be asked with the password from now on.
            return if self.may_keep(&book) { Ok(vec![book]) } else { Err(Error::Elsewhere) };
        }
        let mut homes = homes(&place, part);
        if homes.is_empty() {
            let principal = part.link(DAV, "current-user-principal").ok_or(Error::NoBooks)?;
            let principal = place.next(principal).map_err(|_| Error::NoBooks)?;
            let (place, many) = self.ask_many(&Asked::properties("0", ON_THE_WAY), &principal).await?;
            homes = many.parts().next().map(|it| self::homes(&place, it)).unwrap_or_default();
        }
        let mut books = BTreeMap::new();
        for home in homes.iter().take(MOST_HOMES) {
            let (home, many) = self.ask_many(&Asked::properties("1", OF_BOOKS), home).await?;
            for book in many.parts().filter_map(|it| book(&home, it)).take(MOST_BOOKS) {
                if self.may_keep(&book) {
                    books.insert(book.url.clone(), book);
                }
            }
        }
        Ok(books.into_values().take(MOST_BOOKS).collect())
    }

    /// Whether the password may go to a book.
    fn may_keep(&self, book: &Collection) -> bool {
        Target::read(&book.url).is_ok_and(|it| self.is_trusted(&it))
    }
}

fn homes(place: &Target, part: Part<'_>) -> Vec<Target> {
    let Some(set) = part.property(CARD, "addressbook-home-set") else { return Vec::new() };
    set.all(DAV, "href").filter_map(|it| place.next(it.text.trim()).ok()).collect()
}

/// The book that a part is about, if it is one.
fn book(place: &Target, part: Part<'_>) -> Option<Collection> {
    part.property(DAV, "resourcetype")?.first(CARD, "addressbook")?;
    let target = place.next(part.href()).ok()?;
    let mut url = target.text().to_owned();
    if url.contains(['?', '#']) {
        return None;
    }
    if !url.ends_with('/') {
        url.push('/');
    }
    let is_read_only = part.property(DAV, "current-user-privilege-set").is_some_and(|set| {
        let mut privileges = set.all(DAV, "privilege").flat_map(|it| it.children());
        !privileges.any(|it| WRITING.iter().any(|name| it.is(DAV, name)))
    });
    let name = part.text(DAV, "displayname").map_or_else(|| last_of(&target), str::to_owned);
    let name: Vec<&str> = name.split_whitespace().collect();
    let name: String = name.join(" ").chars().filter(|it| !it.is_control()).take(MOST_NAME).collect();
    Some(Collection { url, name, is_read_only })
}

/// The last part of a path, as a name.
fn last_of(target: &Target) -> String {
    let path = target.path().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(last).decode_utf8_lossy().into_owned()
}
