//! The page of the contacts: the books and groups, a list, and what stands beside it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::address::FoundAddress;

use super::card::CardView;
use super::export::ExportView;
use super::form::FormView;
use super::import::ImportView;
use super::merge::{MergeView, SetView};
use super::servers::{ServerView, ServersView, StateView};
use super::view::View;
use super::words;
use crate::app::App;
use crate::contacts::books::{self, Book, BookId};
use crate::contacts::indexing;
use crate::contacts::listing::{self, Naming, Page};
use crate::contacts::remote::syncing;
use crate::i18n::Text;
use crate::preferences::people::Names;
use crate::store::cards::directory::DirectoryReads;
use crate::store::cards::groups::GroupRow;
use crate::store::cards::listing::{Begin, CardSummary, Order};
use crate::web::error::AppError;
use crate::web::page::{self, Chrome, Place};
use crate::web::panes::rows::{colour, initials};
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// The page.
#[derive(Debug, Template)]
#[template(path = "contacts/page.html")]
pub(super) struct ContactsPage {
    chrome: Chrome,
    /// Of the list.
    title: String,
    /// Of the page.
    page_title: String,
    view: View,
    books: Vec<Entry>,
    groups: Vec<Entry>,
    /// How many senders the person trusts.
    trusted: String,
    /// Books into which cards can be put: the value of a field, and the name.
    targets: Vec<(String, String)>,
    list: List,
    /// That the directory, which is looked at, could not be read lately.
    stale: Option<Text>,
    /// How the book, which is on a server, was read last.
    remote: Option<StateView>,
    /// Nothing is changed in the book that is looked at.
    is_read_only: bool,
    beside: Beside,
}

/// What stands beside the list.
#[derive(Debug)]
pub(super) enum Beside {
    /// A word about what can be done.
    Nothing,
    /// A card.
    Card(Box<CardView>),
    /// The form of a card.
    Form(Box<FormView>),
    /// A book or a group that is made, named or removed.
    Named(NamedView),
    /// What cards would be together.
    Merge(Box<MergeView>),
    /// Cards that may be of the same person.
    Duplicates(Vec<SetView>),
    /// A file that is imported.
    Import(ImportView),
    /// A file that is made.
    Export(ExportView),
    /// Books of a server that are added.
    Servers(ServersView),
    /// A book on a server.
    Server(Box<ServerView>),
    /// The addresses that the person trusts.
    Trusted(Vec<String>),
}

/// A form of a name.
#[derive(Debug)]
pub(super) struct NamedView {
    /// The heading: the key of a text.
    pub(super) title: &'static str,
    /// Where the form goes.
    pub(super) url: String,
    /// The number of what is there already.
    pub(super) id: Option<i64>,
    pub(super) name: String,
    /// What its removal means: the key of a text.
    pub(super) removal: &'static str,
    pub(super) problem: Option<Text>,
}

/// A book or a group in the list of them.
#[derive(Debug)]
struct Entry {
    id: i64,
    url: String,
    icon: &'static str,
    name: String,
    cards: String,
    /// What becomes of cards that are drawn here.
    drop: Option<String>,
    is_current: bool,
}

/// The list.
#[derive(Debug)]
struct List {
    total: String,
    count: u64,
    letters: Vec<Letter>,
    alphabet: Vec<(char, String)>,
    newer_url: Option<String>,
    older_url: Option<String>,
}

/// Cards under a letter.
#[derive(Debug)]
struct Letter {
    letter: String,
    rows: Vec<Row>,
}

/// A card in the list.
#[derive(Debug)]
struct Row {
    id: i64,
    url: String,
    name: String,
    detail: String,
    address: String,
    initials: String,
    colour: u8,
    is_open: bool,
}

/// The page with something beside the list.
pub(super) async fn show(
    app: &App,
    user: &SignedIn,
    view: View,
    status: StatusCode,
    beside: Beside,
) -> Result<Response, AppError> {
    let (store, account) = (&app.store, user.account);
    let people = &user.visitor.preferences.people;
    let view = view.usually(people.sort);
    listing::settle(store, account, user.visitor.now).await?;
    let (books, groups) = (books::all(store, account).await?, store.groups(account).await?);
    let is_known = |it: BookId| books.iter().any(|book| book.id == it);
    if view.book.is_some_and(|it| !is_known(it)) {
        return Err(AppError::NotFound);
    }
    let group = view.group.map(|id| groups.iter().find(|it| it.id == id).ok_or(AppError::NotFound));
    let group = group.transpose()?.map(|it| it.name.clone());
    let mut page = listing::page(store, account, &view.wanted(), view.begin(), people.page.rows()).await?;
    if let Some(naming) = naming(people.names) {
        listing::name(store, &mut page, naming).await?;
    }
    if books.iter().any(|it| matches!(it.id, BookId::Remote(_))) {
        syncing::refresh(&desk::reach(app, user), account, user.visitor.now);
    }
    let remote = match view.book {
        Some(BookId::Remote(id)) => store.remote_book(account, id).await?,
        _ => None,
    };
    let chrome = Chrome::new(&user.visitor).at(Place::Contacts);
    let title = match (view.book, group) {
        (_, Some(name)) => name,
        (Some(id), None) => {
            books.iter().find(|it| it.id == id).map(|it| book_name(it, &chrome)).unwrap_or_default()
        }
        (None, None) if view.q.is_empty() => chrome.t("contacts-all").into_owned(),
        (None, None) => chrome.t("contacts-found").into_owned(),
    };
    let reads = match view.book {
        Some(BookId::Directory) => store.directory_reads().await?,
        _ => DirectoryReads::default(),
    };
    let page = ContactsPage {
        stale: words::stale(reads, user.visitor.locale, user.visitor.now),
        page_title: beside.title(&chrome).unwrap_or_else(|| title.clone()),
        title,
        targets: targets(&books, &chrome),
        is_read_only: match view.book {
            Some(BookId::Remote(_)) => remote.as_ref().is_none_or(|it| it.is_read_only),
            other => other == Some(BookId::Directory),
        },
        remote: remote.map(|it| StateView::new(&it, user.visitor.locale, user.visitor.now)),
        books: books.iter().map(|it| Entry::book(it, &view, &chrome)).collect(),
        trusted: number(store.count_trusted_senders(account).await?, &chrome),
        groups: groups.iter().map(|it| Entry::group(it, &view, &chrome)).collect(),
        list: List::new(&page, &view, beside.card(), &chrome),
        view,
        chrome,
        beside,
    };
    page::html_with(status, &page)
}

/// How cards are named in a list; `None` as they are.
fn naming(names: Names) -> Option<Naming> {
    match names {
        Names::Shown => None,
        Names::FirstLast => Some(Naming::FirstLast),
        Names::LastFirst => Some(Naming::LastFirst),
        Names::LastCommaFirst => Some(Naming::LastCommaFirst),
    }
}

/// What a book is called.
pub(super) fn book_name(book: &Book, chrome: &Chrome) -> String {
    match book.id {
        BookId::Personal => chrome.t("contacts-personal").into_owned(),
        BookId::Collected => chrome.t("contacts-collected").into_owned(),
        BookId::Directory => chrome.t("contacts-directory").into_owned(),
        BookId::Own(_) | BookId::Remote(_) => book.name.clone(),
    }
}

/// Books into which a person puts cards.
pub(super) fn targets(books: &[Book], chrome: &Chrome) -> Vec<(String, String)> {
    let own = books.iter().filter(|it| it.takes_cards);
    own.map(|it| (it.id.name(), book_name(it, chrome))).collect()
}

impl Beside {
    /// The card that is open.
    fn card(&self) -> Option<i64> {
        match self {
            Self::Card(card) => Some(card.id),
            Self::Form(form) => form.id,
            Self::Nothing
            | Self::Named(_)
            | Self::Merge(_)
            | Self::Duplicates(_)
            | Self::Import(_)
            | Self::Export(_)
            | Self::Servers(_)
            | Self::Server(_)
            | Self::Trusted(_) => None,
        }
    }

    fn title(&self, chrome: &Chrome) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Card(card) => Some(card.name.clone()),
            Self::Form(form) => Some(chrome.t(form.title).into_owned()),
            Self::Named(named) => Some(chrome.t(named.title).into_owned()),
            Self::Merge(_) => Some(chrome.t("contacts-merge-title").into_owned()),
            Self::Duplicates(_) => Some(chrome.t("contacts-duplicates-title").into_owned()),
            Self::Import(_) => Some(chrome.t("contacts-import-title").into_owned()),
            Self::Export(_) => Some(chrome.t("contacts-export").into_owned()),
            Self::Servers(_) => Some(chrome.t("contacts-server-new-title").into_owned()),
            Self::Server(server) => Some(server.name.clone()),
            Self::Trusted(_) => Some(chrome.t("settings-senders").into_owned()),
        }
    }
}

impl ContactsPage {
    /// Where the cards of the list are made a file.
    fn export_url(&self) -> String {
        self.view.first_on(&format!("{}?book={}", urls::contacts::EXPORT, urls::segment(self.view.name())))
    }

    /// Whether a telephone shows what stands beside the list.
    fn is_open(&self) -> bool {
        !matches!(self.beside, Beside::Nothing)
    }

    /// Whether the trusted senders are looked at.
    fn is_trusted(&self) -> bool {
        matches!(self.beside, Beside::Trusted(_))
    }

    /// Whether the directory is looked at.
    fn is_directory(&self) -> bool {
        self.view.book == Some(BookId::Directory)
    }

    /// What the button for the other order says: the key of a text.
    fn other_order(&self) -> &'static str {
        match self.view.order() {
            Order::Surname => "contacts-by-name",
            Order::Name => "contacts-by-surname",
        }
    }

    /// The group that is looked at can be named and written to.
    fn group_url(&self) -> Option<String> {
        self.view.group.map(urls::contacts::group)
    }

    /// A book that the person made can be named.
    fn book_url(&self) -> Option<String> {
        match self.view.book {
            Some(BookId::Own(id)) => Some(urls::contacts::book(id)),
            Some(BookId::Remote(id)) => Some(urls::contacts::server(id)),
            _ => None,
        }
    }
}

impl Entry {
    fn book(book: &Book, view: &View, chrome: &Chrome) -> Self {
        Self {
            id: 0,
            url: urls::contacts::list(&book.id.name()),
            icon: match book.id {
                BookId::Collected => "history",
                BookId::Directory => "building-2",
                BookId::Remote(_) => "globe",
                BookId::Personal | BookId::Own(_) => "book-user",
            },
            name: book_name(book, chrome),
            cards: number(book.cards, chrome),
            drop: book.id.takes_cards().then(|| format!("move-{}", book.id.name())),
            is_current: view.book == Some(book.id) && view.group.is_none(),
        }
    }

    fn group(group: &GroupRow, view: &View, chrome: &Chrome) -> Self {
        Self {
            id: group.id,
            url: urls::contacts::of_group(group.id),
            icon: "users",
            name: group.name.clone(),
            cards: number(group.cards, chrome),
            drop: Some(format!("join-{}", group.id)),
            is_current: view.group == Some(group.id),
        }
    }
}

fn number(count: u64, chrome: &Chrome) -> String {
    chrome.locale.number(i64::try_from(count).unwrap_or(i64::MAX))
}

impl List {
    fn new(page: &Page, view: &View, open: Option<i64>, chrome: &Chrome) -> Self {
        let mut letters: Vec<Letter> = Vec::new();
        for card in &page.cards {
            let letter = indexing::letter(&card.key).to_string();
            let row = Row::new(card, view, open);
            match letters.last_mut().filter(|it| it.letter == letter) {
                Some(last) => last.rows.push(row),
                None => letters.push(Letter { letter, rows: vec![row] }),
            }
        }
        let ends = (page.cards.first().map(|it| it.id), page.cards.last().map(|it| it.id));
        let is_long = page.has_before || page.has_after;
        Self {
            total: number(page.total, chrome),
            count: page.total,
            letters,
            alphabet: if is_long { alphabet(view) } else { Vec::new() },
            newer_url: ends.0.filter(|_| page.has_before).map(|it| view.url_at(&Begin::Before(it))),
            older_url: ends.1.filter(|_| page.has_after).map(|it| view.url_at(&Begin::After(it))),
        }
    }
}

/// Where each letter begins.
fn alphabet(view: &View) -> Vec<(char, String)> {
    let at = |it: char| view.url_at(&Begin::At(it.to_lowercase().collect()));
    ('A'..='Z').map(|it| (it, at(it))).collect()
}

impl Row {
    fn new(card: &CardSummary, view: &View, open: Option<i64>) -> Self {
        let person = FoundAddress { name: card.name.clone(), address: card.address.clone() };
        Self {
            id: card.id,
            url: view.card_url(card.id),
            initials: initials(&person),
            colour: colour(&person),
            name: card.name.clone(),
            detail: card.detail.clone(),
            // What it is called after is not said twice.
            address: if card.address == card.name { String::new() } else { card.address.clone() },
            is_open: open == Some(card.id),
        }
    }
}
