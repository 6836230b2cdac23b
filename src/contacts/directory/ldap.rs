//! The directory as an LDAP server has it (RFC 4511), read page by page (RFC 2696). The door of `ldap3`.
//!
//! Nothing that a person types reaches the server: it is asked for what the operator wants to have.

use std::sync::LazyLock;

use ldap3::adapters::{Adapter, EntriesOnly, PagedResults};
use ldap3::{LdapConnAsync, LdapConnSettings, LdapError, Scope, SearchEntry};
use mailcore::message::card::Card;
use mailcore::message::picture;
use mailcore::server::{Security, Server};
use mailcore::tls::Tls;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::config::directory::Ldap;
use crate::contacts::table::columns::{Column, of_header};
use crate::contacts::table::{MOST_ROWS, Table, cards};

/// The entries of a page: most servers give a thousand at most.
const PAGE: u16 = 500;

/// The most values of an attribute that are taken.
const MOST_VALUES: usize = 5;

/// Attributes that are asked for, whatever else the operator names: those of inetOrgPerson (RFC 2798) and of
/// Active Directory that say something of a person.
const ATTRIBUTES: &[&str] = &[
    "cn",
    "displayName",
    "givenName",
    "sn",
    "mail",
    "title",
    "o",
    "company",
    "ou",
    "department",
    "telephoneNumber",
    "mobile",
    "homePhone",
    "facsimileTelephoneNumber",
    "pager",
    "street",
    "streetAddress",
    "l",
    "st",
    "postalCode",
    "c",
    "co",
    "description",
    "labeledURI",
];

/// Attributes that hold a photograph: of inetOrgPerson and of Active Directory.
const PHOTOS: [&str; 2] = ["jpegPhoto", "thumbnailPhoto"];

/// The most octets of a photograph that is taken: a page of entries is held in memory.
const MOST_PHOTO: usize = 100_000;

/// Why a server's entries could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not answer, or not in time.
    #[error("the server does not answer")]
    Away(#[source] LdapError),
    /// Its certificate is not trusted, or it speaks no TLS.
    #[error("no protected connection")]
    Tls(#[source] std::io::Error),
    /// It refuses who asks, or what is asked.
    #[error("the server refuses: {0}")]
    Refused(String),
    /// It answers something else than LDAP.
    #[error("the server answers what cannot be read")]
    Unreadable,
    /// It has more entries than are kept.
    #[error("there are more than {} entries: a narrower filter or base is needed", MOST_ROWS)]
    TooMany,
}

/// Sessions of TLS with the server.
static TLS: LazyLock<Tls> = LazyLock::new(Tls::default);

/// Pages of entries on their way; dropped, nothing more is asked for.
#[derive(Debug)]
pub struct Pages {
    receiver: mpsc::Receiver<Vec<Card>>,
    reading: Option<JoinHandle<Result<(), Error>>>,
}

/// Begins to read all entries that the operator wants to have.
pub fn read(server: Ldap) -> Pages {
    // One page waits while another one is written: memory does not grow with the directory.
    let (sender, receiver) = mpsc::channel(1);
    // In a task of its own: the library panics at some answers that are no LDAP.
    let reading = tokio::spawn(async move { send_pages(&server, &sender).await });
    Pages { receiver, reading: Some(reading) }
}

impl Pages {
    /// The next page; `None` behind the last one.
    pub async fn next(&mut self) -> Option<Result<Vec<Card>, Error>> {
        if let Some(page) = self.receiver.recv().await {
            return Some(Ok(page));
        }
        match self.reading.take()?.await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(Err(error)),
            Err(_) => Some(Err(Error::Unreadable)),
        }
    }
}

/// Connects, signs in and reads a page; the name of the first entry, `None` when there is none.
pub async fn try_out(server: &Ldap) -> Result<Option<String>, Error> {
    let mut pages = read(server.clone());
    let first = pages.next().await.transpose()?;
    Ok(first.and_then(|it| it.into_iter().next()).map(|it| it.name))
}

async fn send_pages(server: &Ldap, sender: &mpsc::Sender<Vec<Card>>) -> Result<(), Error> {
    let secret = server.password.as_ref().map_or("", |it| it.reveal());
    // A server may take a name without a password as nobody in particular, and show less (RFC 4513, section 5.1.2).
    if secret.is_empty() && !server.bind_dn.is_empty() {
        return Err(Error::Refused("bind_dn is of no use without password_file".to_owned()));
    }
    let mut ldap = connect(&server.server).await?;
    ldap.with_timeout(server.server.answer_timeout);
    let bound = ldap.simple_bind(&server.bind_dn, secret).await.and_then(|it| it.success());
    bound.map_err(error)?;
    let own = server.attributes.iter().map(|it| it.1.clone());
    let photos = PHOTOS.iter().filter(|_| server.photos);
    let names: Vec<String> = ATTRIBUTES.iter().chain(photos).map(|it| (*it).to_owned()).chain(own).collect();
    let adapters: Vec<Box<dyn Adapter<'_, _, _>>> =
        vec![Box::new(EntriesOnly::new()), Box::new(PagedResults::new(i32::from(PAGE)))];
    ldap.with_timeout(server.server.answer_timeout);
    let search =
        ldap.streaming_search_with(adapters, &server.base_dn, Scope::Subtree, &server.filter, names).await;
    let mut search = search.map_err(error)?;
    let (mut page, mut count) = (Vec::new(), 0);
    while let Some(entry) = search.next().await.map_err(error)? {
        page.push(SearchEntry::construct(entry));
        count += 1;
        if count > MOST_ROWS {
            return Err(Error::TooMany);
        }
        if page.len() < usize::from(PAGE) {
            continue;
        }
        if sender.send(to_cards(&std::mem::take(&mut page), server)).await.is_err() {
            // Nobody wants any more.
            return Ok(());
        }
    }
    search.finish().await.success().map_err(error)?;
    _ = sender.send(to_cards(&page, server)).await;
    // A server that does not hear it sees that the connection ends.
    _ = ldap.unbind().await;
    Ok(())
}

/// A connection to a server, signed in as nobody yet.
pub async fn connect(server: &Server) -> Result<ldap3::Ldap, Error> {
    let scheme = if server.security == Security::Tls { "ldaps" } else { "ldap" };
    let config = TLS.config(server).await.map_err(Error::Tls)?;
    let settings = LdapConnSettings::new()
        .set_conn_timeout(server.connect_timeout)
        .set_starttls(server.security == Security::StartTls)
        .set_config(config);
    let url = format!("{scheme}://{}:{}", server.host, server.port);
    let (connection, ldap) = LdapConnAsync::with_settings(settings, &url).await.map_err(error)?;
    tokio::spawn(async move {
        if let Err(error) = connection.drive().await {
            tracing::debug!(
                error = &error as &dyn std::error::Error,
                "the connection to the directory ended"
            );
        }
    });
    Ok(ldap)
}

/// What can be done about an error.
fn error(error: LdapError) -> Error {
    match error {
        LdapError::LdapResult { result } => {
            Error::Refused(format!("code {} {}", result.rc, result.text.escape_debug()).trim().to_owned())
        }
        LdapError::Io { source } if source.get_ref().is_some_and(|it| it.is::<rustls::Error>()) => {
            Error::Tls(source)
        }
        LdapError::FilterParsing => Error::Refused("filter is no filter of LDAP (RFC 4515)".to_owned()),
        error => Error::Away(error),
    }
}

/// Entries as cards: a table with a column for each value of each attribute.
fn to_cards(entries: &[SearchEntry], server: &Ldap) -> Vec<Card> {
    let mut header: Vec<String> = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut table = Table::default();
    for entry in entries {
        let mut row: Vec<String> = Vec::new();
        let mut attributes: Vec<(&String, &Vec<String>)> = entry.attrs.iter().collect();
        attributes.sort();
        for (name, values) in attributes {
            for (number, value) in values.iter().take(MOST_VALUES).enumerate() {
                // The further values of an attribute have columns of their own.
                let place = format!("{name} {number}");
                let at = header.iter().position(|it| *it == place).unwrap_or_else(|| {
                    header.push(place);
                    columns.push(column(name, server));
                    header.len() - 1
                });
                row.resize(row.len().max(at + 1), String::new());
                row.iter_mut().skip(at).take(1).for_each(|it| it.clone_from(value));
            }
        }
        table.rows.push(row);
    }
    let said = cards::read(&table, &columns);
    said.iter().zip(entries).map(|(fields, entry)| with_photo(Card::from_fields(fields), entry)).collect()
}

/// The card with the photograph of its entry, where that is one and not too large.
fn with_photo(card: Card, entry: &SearchEntry) -> Card {
    // Options (`;binary`) do not count.
    let is_photo = |it: &str| {
        let name = it.split(';').next().unwrap_or_default();
        PHOTOS.iter().any(|photo| photo.eq_ignore_ascii_case(name))
    };
    let values = entry.bin_attrs.iter().filter(|it| is_photo(it.0)).flat_map(|it| it.1);
    let mut pictures = values.filter(|it| it.len() <= MOST_PHOTO && picture::look(it).is_ok());
    match pictures.next() {
        Some(octets) => card.with_photo(Some(("image/jpeg", octets))),
        None => card,
    }
}

/// What an attribute holds: what the operator says, else what its name does. Options (`;lang-fr`) do not count.
fn column(attribute: &str, server: &Ldap) -> Column {
    let name = attribute.split(';').next().unwrap_or_default().to_ascii_lowercase();
    let said = server.attributes.iter().find(|it| it.1.eq_ignore_ascii_case(&name));
    let said = said.and_then(|it| Column::parse(&it.0));
    said.or_else(|| of_header(&[name]).first().copied()).unwrap_or(Column::Nothing)
}
