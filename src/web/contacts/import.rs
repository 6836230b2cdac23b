//! `GET` and `POST /contacts/import`, `/contacts/import/{file}`: a file of cards is looked at, and then imported.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use mailcore::message::card::Card;

use super::importing::JobView;
use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use super::words;
use crate::app::App;
use crate::contacts::books::{self, BookId};
use crate::contacts::importing::{self, Groups, How, Report, Twice, Why};
use crate::contacts::reading::{self, CardsFile, Format};
use crate::contacts::table::columns::Column;
use crate::i18n::{Locale, Text};
use crate::importing::cards::{self, Asked, Begun};
use crate::secret;
use crate::store::cards::files::CardFile;
use crate::web::csrf::CsrfMultipart;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// What is shown of an import.
#[derive(Debug)]
pub(super) enum ImportView {
    /// A file is asked for; beside one that is imported, whose address this is.
    Ask { problem: Option<Text>, limit: String, running: Option<String> },
    /// What is in it, and what becomes of it.
    Look(Box<LookView>),
    /// How far it is, and what became of it.
    Job(Box<JobView>),
}

/// A file before it is imported.
#[derive(Debug)]
pub(super) struct LookView {
    pub(super) url: String,
    pub(super) name: String,
    /// What it is, in words.
    pub(super) about: String,
    pub(super) columns: Vec<ColumnView>,
    pub(super) choices: Arc<Vec<(String, String)>>,
    pub(super) how: How,
    pub(super) book: String,
    pub(super) report: ReportView,
    pub(super) cut: bool,
    /// Why it is not imported so: the key of a sentence.
    pub(super) problem: Option<&'static str>,
}

/// A column of a table.
#[derive(Debug)]
pub(super) struct ColumnView {
    pub(super) name: String,
    pub(super) example: String,
    /// What it holds, among the choices.
    pub(super) chosen: String,
    /// What it holds is no choice of a person's: a pair of Google's.
    pub(super) fixed: bool,
}

/// What became of cards, or would.
#[derive(Debug)]
pub(super) struct ReportView {
    pub(super) taken: usize,
    pub(super) sentences: Vec<Text>,
    /// Those that were left out, with why.
    pub(super) named: Vec<(String, Text)>,
    pub(super) more: usize,
}

impl ReportView {
    pub(super) fn new(report: Report) -> Self {
        let Report { added, changed, there, twice, nobody, left_out, untouched, refused, refused_named } =
            report;
        let counts = [
            ("contacts-import-added", added),
            ("contacts-import-changed", changed),
            ("contacts-import-there", there),
            ("contacts-import-double", twice),
            ("contacts-import-nobody", nobody),
            ("contacts-import-refused", refused),
        ];
        let said = counts.into_iter().filter(|it| it.1 > 0 || it.0 == "contacts-import-added");
        let why = |name: String, place: usize, why: Why| match why {
            Why::Nobody => (name, Text::new("contacts-import-is-nobody").with("place", place)),
            Why::There => (name, Text::new("contacts-import-is-there").with("place", place)),
            Why::Twice => (name, Text::new("contacts-import-is-double").with("place", place)),
        };
        let counted = said.map(|(key, count)| Text::new(key).with("count", count));
        let untouched = untouched.then(|| Text::new("contacts-import-untouched"));
        Self {
            taken: added + changed,
            sentences: counted.chain(untouched).collect(),
            more: (there + twice + nobody + refused).saturating_sub(left_out.len() + refused_named.len()),
            named: refused_named
                .into_iter()
                .map(|(name, _, failure)| (name, Text::new(words::failure(failure))))
                .chain(left_out.into_iter().map(|(name, place, reason)| why(name, place, reason)))
                .collect(),
        }
    }
}

impl LookView {
    pub(super) fn twice(&self) -> [(&'static str, &'static str, bool); 4] {
        TWICE.map(|(name, key, it)| (name, key, it == self.how.twice))
    }

    pub(super) fn groups(&self) -> [(&'static str, &'static str, bool); 3] {
        GROUPS.map(|(name, key, it)| (name, key, it == self.how.groups))
    }
}

const TWICE: [(&str, &str, Twice); 4] = [
    ("complete", "contacts-twice-complete", Twice::Complete),
    ("skip", "contacts-twice-skip", Twice::Skip),
    ("replace", "contacts-twice-replace", Twice::Replace),
    ("both", "contacts-twice-both", Twice::Both),
];

const GROUPS: [(&str, &str, Groups); 3] = [
    ("all", "contacts-groups-all", Groups::All),
    ("known", "contacts-groups-known", Groups::Known),
    ("none", "contacts-groups-none", Groups::None),
];

/// Asks for a file.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    ask(&app, &user, StatusCode::OK, None).await
}

/// Keeps the file until it was looked at.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let wrong = |key| Some(Text::new(key));
    if cards::running(user.account).is_some() {
        return busy(&app, &user).await;
    }
    if !form.too_large.is_empty() {
        return ask(&app, &user, StatusCode::UNPROCESSABLE_ENTITY, wrong("contacts-import-large")).await;
    }
    let Some(file) = form.files.into_iter().next() else {
        return ask(&app, &user, StatusCode::UNPROCESSABLE_ENTITY, wrong("contacts-import-no-file")).await;
    };
    let file = CardFile { name: file.name, content: file.octets.to_vec() };
    if read(file.content.clone()).await?.is_none() {
        return ask(&app, &user, StatusCode::UNPROCESSABLE_ENTITY, wrong("contacts-import-no-cards")).await;
    }
    let id = secret::random_hex::<16>();
    app.store.keep_card_file(user.account, &id, &file, user.visitor.now).await?;
    Ok(see_other(&urls::contacts::import_file(&id)))
}

/// The file, and what becomes of it.
pub(in crate::web) async fn look(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let Some((name, file)) = open(&app, &user, &id).await? else {
        return gone(&app, &user).await;
    };
    // A file whose import failed is looked at as it was decided.
    let (mut how, chosen) = cards::decided(user.account, &id).unwrap_or_else(|| (How::USUAL, Vec::new()));
    let columns = file.columns_with(&chosen);
    let all = books::all(&app.store, user.account).await?;
    let problem = all.iter().all(|it| it.id != how.book).then_some("contacts-import-no-book");
    if problem.is_some() {
        how = How { book: BookId::Personal, instead: false, ..how };
    }
    look_at(&app, &user, &id, (name, file, columns), how, problem).await
}

/// Looks again with other decisions, or imports.
pub(in crate::web) async fn decide(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<String>,
    form: CsrfMultipart,
) -> Result<Response, AppError> {
    let one = |name: &str| form.fields.iter().rev().find(|it| it.0 == name).map_or("", |it| it.1.as_str());
    let chosen: Vec<Option<Column>> =
        form.fields.iter().filter(|it| it.0 == "column").map(|it| Column::parse(&it.1)).collect();
    let all = books::all(&app.store, user.account).await?;
    let book = all.iter().find(|it| it.id.name() == one("book") && it.takes_cards).map(|it| it.id);
    let twice = TWICE.iter().find(|it| it.0 == one("twice")).map_or(Twice::Skip, |it| it.2);
    let groups = GROUPS.iter().find(|it| it.0 == one("groups")).map_or(Groups::All, |it| it.2);
    // What was to go into a book goes nowhere else unseen.
    let instead = !one("instead").is_empty();
    let problem = match book {
        None => Some("contacts-import-no-book"),
        // There is no way to do that all at once.
        Some(BookId::Remote(_)) if instead => Some("contacts-import-not-instead"),
        Some(_) => None,
    };
    let instead = instead && problem.is_none();
    let how = How { book: book.unwrap_or(BookId::Personal), twice, groups, instead };
    if one("do") != "take" || problem.is_some() {
        let Some((name, file)) = open(&app, &user, &id).await? else {
            return gone(&app, &user).await;
        };
        let columns = file.columns_with(&chosen);
        return look_at(&app, &user, &id, (name, file, columns), how, problem).await;
    }
    let job = urls::contacts::import_job(&id);
    // Who clicks twice sees what became of the first click.
    let asked = Asked { id, chosen, how };
    match cards::begin(&desk::reach(&app, &user), user.account, asked, user.visitor.now).await? {
        Begun::Busy => busy(&app, &user).await,
        Begun::Yes | Begun::NoFile => Ok(see_other(&job)),
    }
}

/// Reads a file off the threads that serve.
async fn read(octets: Vec<u8>) -> Result<Option<CardsFile>, AppError> {
    let work = reading::in_turn(move || reading::read(&octets));
    work.await.map_err(|error| AppError::Internal(error.into()))
}

/// Its cards, made off the threads that serve.
async fn cards_of(file: &Arc<CardsFile>, columns: &[Column]) -> Result<Vec<Card>, AppError> {
    let (file, columns) = (Arc::clone(file), columns.to_vec());
    let work = reading::in_turn(move || file.cards(&columns));
    work.await.map_err(|error| AppError::Internal(error.into()))
}

async fn open(app: &App, user: &SignedIn, id: &str) -> Result<Option<(String, Arc<CardsFile>)>, AppError> {
    let Some(file) = app.store.card_file(user.account, id).await? else { return Ok(None) };
    Ok(read(file.content).await?.map(|it| (file.name, Arc::new(it))))
}

/// Another file is imported: the next one waits for its end.
async fn busy(app: &App, user: &SignedIn) -> Result<Response, AppError> {
    ask(app, user, StatusCode::CONFLICT, Some(Text::new("contacts-import-busy"))).await
}

pub(super) async fn gone(app: &App, user: &SignedIn) -> Result<Response, AppError> {
    ask(app, user, StatusCode::NOT_FOUND, Some(Text::new("contacts-import-gone"))).await
}

async fn ask(
    app: &App,
    user: &SignedIn,
    status: StatusCode,
    problem: Option<Text>,
) -> Result<Response, AppError> {
    let view = View::read(&BookId::Personal.name(), ListQuery::default()).ok_or(AppError::NotFound)?;
    let limit = user.visitor.locale.size(app.config.message_limit);
    let running = cards::running(user.account).map(|it| urls::contacts::import_job(&it));
    let ask = ImportView::Ask { problem, limit, running };
    panes::show(app, user, view, status, Beside::Import(ask)).await
}

async fn look_at(
    app: &App,
    user: &SignedIn,
    id: &str,
    (name, file, columns): (String, Arc<CardsFile>, Vec<Column>),
    how: How,
    problem: Option<&'static str>,
) -> Result<Response, AppError> {
    let locale = user.visitor.locale;
    let cards = cards_of(&file, &columns).await?;
    let count = cards.len();
    let report = importing::preview(&app.store, user.account, cards, how).await?;
    let look = LookView {
        url: urls::contacts::import_file(id),
        name,
        about: about(&file, count, locale),
        columns: column_views(&file, &columns),
        choices: Arc::new(choices(locale)),
        how,
        book: how.book.name(),
        report: ReportView::new(report),
        cut: file.cut,
        problem,
    };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = View::read(&how.book.name(), ListQuery::default()).ok_or(AppError::NotFound)?;
    panes::show(app, user, view, status, Beside::Import(ImportView::Look(Box::new(look)))).await
}

/// `CSV, 132 contacts, windows-1252, « ; »`
fn about(file: &CardsFile, count: usize, locale: Locale) -> String {
    let format = match file.format {
        Format::VCard => "vCard",
        Format::Csv => "CSV",
        Format::Ldif => "LDIF",
    };
    let separator = match file.table().and_then(|it| it.separator) {
        Some('\t') => "TAB".to_owned(),
        Some(separator) => separator.to_string(),
        None => String::new(),
    };
    let count = locale.say(&Text::new("contacts-import-count").with("count", count));
    let parts = [format.to_owned(), count, file.charset.to_owned(), separator];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn column_views(file: &CardsFile, columns: &[Column]) -> Vec<ColumnView> {
    let Some(table) = file.table() else { return Vec::new() };
    let choices = Column::choices();
    let view = |(at, (name, column)): (usize, (&String, &Column))| ColumnView {
        name: name.clone(),
        example: table
            .rows
            .iter()
            .filter_map(|it| it.get(at))
            .find(|it| !it.is_empty())
            .cloned()
            .unwrap_or_default(),
        chosen: column.word(),
        fixed: *column != Column::Nothing && !choices.contains(column),
    };
    table.header.iter().zip(columns).enumerate().map(view).collect()
}

/// What a column can hold: words, and what they mean.
fn choices(locale: Locale) -> Vec<(String, String)> {
    let named = |it: Column| {
        let t = |key| locale.t(key).into_owned();
        let words = match it {
            Column::Single(single) => t(words::single(single)),
            Column::Many(many, kind) => format!("{} – {}", t(words::many(many)), t(words::kind(kind))),
            Column::Postal(kind, part) => format!("{} – {}", t(words::postal(part)), t(words::kind(kind))),
            Column::Groups => t("contacts-groups"),
            Column::Nothing
            | Column::Part(..)
            | Column::KindOf(..)
            | Column::ValueOf(..)
            | Column::PostalOf(..)
            | Column::PostalKindOf(_) => t("contacts-import-ignore"),
        };
        (it.word(), words)
    };
    [Column::Nothing].into_iter().chain(Column::choices()).map(named).collect()
}
