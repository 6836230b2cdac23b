//! Files of cards, told by what is in them: vCard, LDIF, or a table of Outlook and others.

use mailcore::message::card::{self, Card};
use mailcore::message::parse::file_text;
use tokio::sync::Semaphore;
use tokio::task::{self, JoinError};

use super::table::columns::{Column, of_header};
use super::table::{self, Table, cards, ldif};

/// The most cards of a file.
pub const MOST_CARDS: usize = table::MOST_ROWS;

/// How many files are read at a time: each may need many times the memory of its size.
static READERS: Semaphore = Semaphore::const_new(1);

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Cards of any version.
    VCard,
    /// A table.
    Csv,
    /// Entries of a directory.
    Ldif,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct CardsFile {
    /// What it is.
    pub format: Format,
    /// Its charset, as the Web calls it.
    pub charset: &'static str,
    /// More is in it than was read.
    pub cut: bool,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Cards(Vec<Card>),
    Table(Table),
}

/// Reads a file; `None` when there are no cards in it. Takes time in proportion to its size.
pub fn read(octets: &[u8]) -> Option<CardsFile> {
    let (text, charset) = file_text(octets);
    let mut found = card::all(&text);
    let cards: Vec<Card> = found.by_ref().take(MOST_CARDS).collect();
    if !cards.is_empty() {
        let cut = found.next().is_some();
        return Some(CardsFile { format: Format::VCard, charset, cut, content: Content::Cards(cards) });
    }
    let is_ldif = text.lines().take(200).any(|it| it.starts_with("dn:"));
    let (format, table) = match is_ldif.then(|| ldif::read(&text)).flatten() {
        Some(table) => (Format::Ldif, table),
        // What begins as a directory is no table, whatever its commas look like.
        None if text.starts_with("dn:") || text.starts_with("version:") => return None,
        None => (Format::Csv, table::read(&text)?),
    };
    if table.rows.is_empty() {
        return None;
    }
    Some(CardsFile { format, charset, cut: table.cut, content: Content::Table(table) })
}

/// Works on a file off the threads that serve, one file at a time.
pub async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
    // The semaphore is never closed: without a permit the work is done all the same.
    let turn = READERS.acquire().await.ok();
    let work = task::spawn_blocking(move || {
        let done = work();
        // Here, because nothing ends this when whoever asked for it goes away.
        drop(turn);
        done
    });
    work.await
}

impl CardsFile {
    /// Its table, where it is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.content {
            Content::Cards(_) => None,
            Content::Table(table) => Some(table),
        }
    }

    /// What its columns hold, as far as their names tell; none in a file of cards.
    pub fn columns(&self) -> Vec<Column> {
        self.table().map(|it| of_header(&it.header)).unwrap_or_default()
    }

    /// The same, where a person chose otherwise for some, from the first on.
    pub fn columns_with(&self, chosen: &[Option<Column>]) -> Vec<Column> {
        let chosen = chosen.iter().copied().chain(std::iter::repeat(None));
        self.columns().into_iter().zip(chosen).map(|(known, chosen)| chosen.unwrap_or(known)).collect()
    }

    /// Its cards, when the columns hold this.
    pub fn cards(&self, columns: &[Column]) -> Vec<Card> {
        match &self.content {
            Content::Cards(cards) => cards.clone(),
            Content::Table(table) => cards::read(table, columns).iter().map(Card::from_fields).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(octets: &[u8], expected: Option<(Format, &str, &[&str])>) {
        let found = read(octets).map(|it| {
            let names: Vec<String> = it.cards(&it.columns()).into_iter().map(|it| it.name).collect();
            (it.format, it.charset, names)
        });
        let expected = expected.map(|(format, charset, names)| {
            (format, charset, names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
        });
        assert_eq!(found, expected);
    }

    #[test]
    fn a_file_is_told_by_what_is_in_it() {
        check(b"BEGIN:VCARD\nFN:A,B;C\nEND:VCARD\n", Some((Format::VCard, "UTF-8", &["A,B;C"])));
        let french = b"Pr\xe9nom;Nom;T\xe9l. mobile\nNo\xebl;Garnier;06\n";
        check(french, Some((Format::Csv, "windows-1252", &["Noël Garnier"])));
        let utf16: Vec<u8> =
            "\u{feff}First Name\tLast Name\nZoé\tRoux\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, Some((Format::Csv, "UTF-16LE", &["Zoé Roux"])));
        check(b"dn: cn=A\ncn: A B\nmail: a@b.fr\n", Some((Format::Ldif, "UTF-8", &["A B"])));
        for none in [&b""[..], b"%PDF-1.4\n\x00\x01", b"Nom;Pr\xe9nom\n", b"BEGIN:VCARD\nEND:VCARD\n"] {
            check(none, None);
        }
    }
}
