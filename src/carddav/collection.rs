//! A book: what changed in it, cards read, written and removed.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;

use super::multistatus::Multistatus;
use super::xml::{CARD, DAV, escaped};
use super::{Asked, Error, Way, aside};
use crate::outside::target::Target;

/// The most cards of a book.
pub(super) const MOST_CARDS: usize = 50_000;

/// The most answers that a list of changes comes in.
const MOST_PAGES: usize = 500;

/// The longest entity tag that is kept, in octets.
const MOST_ETAG: usize = 300;

/// The longest mark of changes that is kept, in octets.
const MOST_TOKEN: usize = 2_000;

/// What changed in a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Paths of cards that are new or changed, with their entity tags; all of them when the list is whole.
    pub changed: HashMap<String, String>,
    /// Paths of those that are gone.
    pub gone: HashSet<String>,
    /// Paths of those that are there, and of which it does not say as which ones.
    pub untold: HashSet<String>,
    /// Whether these are all cards that there are: what is neither changed nor untold is gone.
    pub is_whole: bool,
    /// From where the next changes are told; empty where the server does not tell.
    pub token: String,
    /// References that lead out of the book, and were left out.
    pub left_out: usize,
}

/// A card as it lies on the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its path.
    pub href: String,
    /// Its entity tag.
    pub etag: String,
    /// The vCard.
    pub content: String,
}

/// What a server says of cards that it was asked for. Of those that are in neither it said nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// The cards.
    pub resources: Vec<Resource>,
    /// Paths of those of which it says that they are not there any more.
    pub gone: Vec<String>,
}

/// What must be so for a card to be written.
#[derive(Clone, Copy, Debug)]
pub enum Condition<'a> {
    /// There is nothing of this name.
    New,
    /// It is the one with this entity tag.
    Still(&'a str),
}

/// What is there after a card was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// What was sent, octet by octet, under this entity tag (RFC 6352, section 6.3.2.3).
    AsSent(String),
    /// Something that has to be read again.
    Otherwise,
}

impl Way {
    /// What changed in a book since a mark; with an empty one all that is in it.
    pub async fn changes(&self, book: &str, token: &str) -> Result<Changes, Error> {
        let book = Target::read(book).map_err(|_| Error::Forbidden)?;
        let told = match self.told(&book, token).await {
            // The mark is too old, or nobody's.
            Err(error) if !token.is_empty() && is_about_asking(&error) => self.told(&book, "").await,
            told => told,
        };
        let changes = match told {
            Err(error) if is_about_asking(&error) => self.listed(&book).await,
            told => told,
        };
        // It is the book that is not there, or is not shown, and no card of it.
        changes.map_err(|it| if matches!(it, Error::Changed | Error::ReadOnly) { Error::NoBooks } else { it })
    }

    /// By RFC 6578. An answer without a mark, and one that is cut without a new one, is none: it could be of
    /// anything, and what it does not name would seem gone.
    async fn told(&self, book: &Target, token: &str) -> Result<Changes, Error> {
        let mut changes =
            Changes { is_whole: token.is_empty(), token: token.to_owned(), ..Changes::default() };
        for _ in 0..MOST_PAGES {
            let body = format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><sync-collection xmlns=\"DAV:\"><sync-token>{}</sync-token>\
                 <sync-level>1</sync-level><prop><getetag/></prop></sync-collection>",
                escaped(&changes.token)
            );
            let (_, many) = self.ask_many(&Asked::in_xml("REPORT", "0", body), book).await?;
            let (before, place) = (changes.token.clone(), book.clone());
            let taken = aside(move || {
                let said = changes.take(&place, &many)?;
                changes.token =
                    many.token().filter(|it| it.len() <= MOST_TOKEN).unwrap_or_default().to_owned();
                Ok::<_, Error>((changes, said))
            });
            let said;
            (changes, said) = taken.await??;
            match said.is_cut {
                _ if changes.token.is_empty() => return Err(Error::Nonsense(207)),
                true if changes.token == before => return Err(Error::Nonsense(207)),
                true => {}
                false => return Ok(changes),
            }
        }
        Err(Error::TooMuch)
    }

    /// All that is in it, from a server that does not tell changes. The book itself stands in such a list (RFC 4918,
    /// section 9.1); without it, it is none.
    async fn listed(&self, book: &Target) -> Result<Changes, Error> {
        let (_, many) = self.ask_many(&Asked::properties("1", "<getetag/><resourcetype/>"), book).await?;
        let place = book.clone();
        let taken = aside(move || {
            let mut changes = Changes { is_whole: true, ..Changes::default() };
            changes.take(&place, &many).map(|said| (changes, said))
        });
        let (changes, said) = taken.await??;
        match (said.is_cut, said.is_itself) {
            (true, _) => Err(Error::TooMuch),
            (false, false) => Err(Error::Nonsense(207)),
            (false, true) => Ok(changes),
        }
    }

    /// Reads cards of a book by their paths.
    pub async fn fetch(&self, book: &str, hrefs: &[String]) -> Result<Fetched, Error> {
        let book = Target::read(book).map_err(|_| Error::Forbidden)?;
        let wanted: String = hrefs.iter().map(|it| format!("<href>{}</href>", escaped(it))).collect();
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><c:addressbook-multiget xmlns=\"DAV:\" xmlns:c=\"{CARD}\">\
             <prop><getetag/><c:address-data/></prop>{wanted}</c:addressbook-multiget>"
        );
        let (_, many) = self.ask_many(&Asked::in_xml("REPORT", "1", body), &book).await?;
        let hrefs = hrefs.to_vec();
        aside(move || Fetched::read(&book, &hrefs, &many)).await
    }

    /// Writes a card at a path of a book. Without an entity tag nobody knows which one is there: then it is as if it
    /// was changed.
    pub async fn put(
        &self,
        book: &str,
        href: &str,
        content: &str,
        condition: Condition<'_>,
    ) -> Result<Written, Error> {
        let target = self.member(book, href)?;
        let condition = match condition {
            Condition::New => ("if-none-match", "*"),
            Condition::Still("") => return Err(Error::Changed),
            Condition::Still(etag) => ("if-match", etag),
        };
        let fields = vec![("content-type", "text/vcard; charset=utf-8"), condition];
        let asked = Asked { method: "PUT", fields, body: Bytes::copy_from_slice(content.as_bytes()) };
        let (_, reply) = self.ask(&asked, &target).await?;
        match (reply.status, reply.etag) {
            (200 | 201 | 204, Some(etag))
                if !etag.is_empty() && !etag.starts_with("W/") && etag.len() <= MOST_ETAG =>
            {
                Ok(Written::AsSent(etag))
            }
            (200 | 201 | 204, _) => Ok(Written::Otherwise),
            (405, _) => Err(Error::ReadOnly),
            (status, _) => Err(Error::of_status(status)),
        }
    }

    /// Removes a card that is still the one that was seen, of which there has to be an entity tag; one that is gone is
    /// none to be told of.
    pub async fn delete(&self, book: &str, href: &str, etag: &str) -> Result<(), Error> {
        let target = self.member(book, href)?;
        if etag.is_empty() {
            return Err(Error::Changed);
        }
        let asked = Asked { method: "DELETE", fields: vec![("if-match", etag)], body: Bytes::new() };
        let (_, reply) = self.ask(&asked, &target).await?;
        match reply.status {
            200 | 204 | 404 | 410 => Ok(()),
            405 => Err(Error::ReadOnly),
            status => Err(Error::of_status(status)),
        }
    }

    fn member(&self, book: &str, href: &str) -> Result<Target, Error> {
        let book = Target::read(book).map_err(|_| Error::Forbidden)?;
        inside(&book, href).ok_or(Error::Forbidden)?;
        book.next(href).map_err(|_| Error::Forbidden)
    }
}

/// Whether asking otherwise may help.
fn is_about_asking(error: &Error) -> bool {
    match error {
        Error::ReadOnly | Error::Changed | Error::Full | Error::Nonsense(_) => true,
        Error::Away(crate::outside::Error::Status(status)) => *status == 501 || *status == 500,
        Error::Away(_)
        | Error::Forbidden
        | Error::Refused
        | Error::Elsewhere
        | Error::NoBooks
        | Error::TooMuch => false,
    }
}

impl Fetched {
    /// What an answer says of these paths.
    fn read(book: &Target, hrefs: &[String], many: &Multistatus) -> Self {
        // Servers write the same path in several ways.
        let mut asked: HashMap<Vec<u8>, &String> = hrefs.iter().map(|it| (decoded(it), it)).collect();
        let mut fetched = Self::default();
        for part in many.parts() {
            let Some(key) = inside(book, part.href()).map(|it| decoded(&it)) else { continue };
            let content = part.property(CARD, "address-data").map(|it| it.text.trim_start());
            let etag = part.text(DAV, "getetag").filter(|it| it.len() <= MOST_ETAG);
            match (part.status(), content, etag) {
                (Some(404 | 410), ..) => fetched.gone.extend(asked.remove(&key).cloned()),
                (_, Some(content), Some(etag)) => {
                    let Some(href) = asked.remove(&key).cloned() else { continue };
                    let (content, etag) = (content.to_owned(), etag.to_owned());
                    fetched.resources.push(Resource { href, etag, content });
                }
                _ => {}
            }
        }
        fetched
    }
}

/// What an answer says of the book itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct OfBook {
    /// There is more than it names (RFC 6578, section 3.6).
    is_cut: bool,
    /// It names the book.
    is_itself: bool,
}

impl Changes {
    /// Takes what an answer says of cards; what it says of the book.
    fn take(&mut self, book: &Target, many: &Multistatus) -> Result<OfBook, Error> {
        let mut said = OfBook::default();
        for part in many.parts() {
            // No card has this status, whatever way the server writes the path of the book.
            said.is_cut |= part.status() == Some(507);
            let Some(href) = inside(book, part.href()) else {
                let is_itself = is_itself(book, part.href());
                said.is_itself |= is_itself;
                self.left_out += usize::from(!is_itself && part.status() != Some(507));
                continue;
            };
            let is_folder = || part.property(DAV, "resourcetype").is_some_and(|it| !it.children().is_empty());
            if matches!(part.status(), Some(404 | 410)) {
                self.changed.remove(&href);
                self.untold.remove(&href);
                self.gone.insert(href);
            } else if !is_folder() {
                self.gone.remove(&href);
                match part.text(DAV, "getetag").filter(|it| it.len() <= MOST_ETAG) {
                    Some(etag) => {
                        self.untold.remove(&href);
                        self.changed.insert(href, etag.to_owned());
                    }
                    None => {
                        self.changed.remove(&href);
                        self.untold.insert(href);
                    }
                }
            }
            if [self.changed.len(), self.gone.len(), self.untold.len()].iter().any(|it| *it > MOST_CARDS) {
                return Err(Error::TooMuch);
            }
        }
        Ok(said)
    }
}

/// Whether a reference means the book itself.
fn is_itself(book: &Target, href: &str) -> bool {
    let bare = |it: &Target| decoded(it.path().trim_end_matches('/'));
    book.next(href).is_ok_and(|it| it.origin() == book.origin() && bare(&it) == bare(book))
}

/// The path of a card of this name in a book.
pub fn href(book: &str, name: &str) -> Option<String> {
    inside(&Target::read(book).ok()?, name)
}

/// The path of what a reference means, when that lies directly in the book.
fn inside(book: &Target, href: &str) -> Option<String> {
    let target = book.next(href).ok().filter(|it| it.origin() == book.origin())?;
    let (path, around) = (decoded(target.path()), decoded(book.path()));
    let name = path.strip_prefix(around.as_slice())?;
    let good = !name.is_empty() && !name.contains(&b'/') && !target.path().contains('?');
    good.then(|| target.path().to_owned())
}

fn decoded(path: &str) -> Vec<u8> {
    percent_encoding::percent_decode_str(path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_followed_within_its_book_alone() {
        let book = Target::read("https://dav.example/books/a%40b.fr/own/").unwrap();
        for (href, expected) in [
            ("/books/a@b.fr/own/1.vcf", Some("/books/a@b.fr/own/1.vcf")),
            ("1%202.vcf", Some("/books/a%40b.fr/own/1%202.vcf")),
            ("https://dav.example/books/a%40b.fr/own/1.vcf", Some("/books/a%40b.fr/own/1.vcf")),
            ("https://other.example/books/a%40b.fr/own/1.vcf", None),
            ("//other.example/books/a%40b.fr/own/1.vcf", None),
            ("http://dav.example/books/a%40b.fr/own/1.vcf", None),
            ("/books/a%40b.fr/own/", None),
            ("/books/a%40b.fr/own/../other/1.vcf", None),
            ("/books/a%40b.fr/own/%2e%2e/other/1.vcf", None),
            ("/books/a%40b.fr/own/deep/1.vcf", None),
            ("/books/a%40b.fr/own/..%2fother.vcf", None),
            ("/books/other/own/1.vcf", None),
            ("file:///etc/passwd", None),
            ("", None),
        ] {
            assert_eq!(inside(&book, href).as_deref(), expected, "{href}");
        }
    }

    #[test]
    fn what_an_answer_says_of_the_book_is_none_of_its_cards() {
        let book = Target::read("https://dav.example/own/").unwrap();
        let part = |href: &str, more: &str| format!("<response><href>{href}</href>{more}</response>");
        let etag = |it: &str| {
            format!(
                "<propstat><prop><getetag>{it}</getetag></prop><status>HTTP/1.1 200 OK</status></propstat>"
            )
        };
        let text = format!(
            "<multistatus xmlns=\"DAV:\">{}{}{}{}{}{}</multistatus>",
            part("/own/1.vcf", &etag("\"1\"")),
            part("/own/2.vcf", "<status>HTTP/1.1 404 Not Found</status>"),
            part("/own/4.vcf", "<status>HTTP/1.1 500 Internal Server Error</status>"),
            part("/own/5.vcf", &etag(&"x".repeat(MOST_ETAG + 1))),
            part("http://169.254.169.254/own/3.vcf", &etag("\"3\"")),
            part("/%6fwn", "<status>HTTP/1.1 507 Insufficient Storage</status>")
        );
        let many = Multistatus::read(text.as_bytes()).unwrap();
        let mut changes = Changes::default();
        let said = changes.take(&book, &many).unwrap();
        assert_eq!(said, OfBook { is_cut: true, is_itself: true });
        assert_eq!(changes.changed, HashMap::from([("/own/1.vcf".to_owned(), "\"1\"".to_owned())]));
        assert_eq!((changes.gone, changes.left_out), (HashSet::from(["/own/2.vcf".to_owned()]), 1));
        assert_eq!(changes.untold, HashSet::from(["/own/4.vcf", "/own/5.vcf"].map(str::to_owned)));
    }

    #[test]
    fn a_card_is_gone_when_the_server_says_so() {
        let book = Target::read("https://dav.example/own/").unwrap();
        let text = format!(
            "<multistatus xmlns=\"DAV:\" xmlns:c=\"{CARD}\"><response><href>/own/%31.vcf</href><propstat><prop>\
             <getetag>\"1\"</getetag><c:address-data>x</c:address-data></prop></propstat></response>\
             <response><href>/own/2.vcf</href><status>HTTP/1.1 404 Not Found</status></response>\
             <response><href>/own/3.vcf</href><status>HTTP/1.1 503 Busy</status></response></multistatus>"
        );
        let hrefs = ["/own/1.vcf", "/own/2.vcf", "/own/3.vcf", "/own/4.vcf"].map(str::to_owned);
        let many = Multistatus::read(text.as_bytes()).unwrap();
        let fetched = Fetched::read(&book, &hrefs, &many);
        let card = Resource { href: hrefs[0].clone(), etag: "\"1\"".into(), content: "x".into() };
        assert_eq!(fetched, Fetched { resources: vec![card], gone: vec![hrefs[1].clone()] });
    }
}
