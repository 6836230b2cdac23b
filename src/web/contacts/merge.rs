//! `GET /contacts/duplicates`, `GET` and `POST /contacts/merge`: cards of the same person are found, looked at as one,
//! and made one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::card::{self, Line};
use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use crate::app::App;
use crate::contacts::books::BookId;
use crate::contacts::keeping::Kept;
use crate::contacts::merging::{self, Merging};
use crate::i18n::{Locale, Text};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::notice::UndoForm;
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{notice, urls};

/// Numbers of cards, with commas between them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct MergeQuery {
    cards: String,
}

/// Cards as they were seen: numbers and revisions, `7.1,9.3`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct MergeForm {
    seen: String,
}

/// What cards would be together.
#[derive(Debug)]
pub(super) struct MergeView {
    pub(super) name: String,
    pub(super) lines: Vec<Line>,
    pub(super) parts: Vec<Part>,
    pub(super) seen: String,
    pub(super) problem: Option<Text>,
}

/// One of the cards.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) address: String,
    /// Where it comes first.
    pub(super) first_url: String,
}

/// Cards that are probably of the same person.
#[derive(Debug)]
pub(super) struct SetView {
    pub(super) parts: Vec<(String, String)>,
    pub(super) url: String,
}

/// Cards that may be of the same person.
pub(in crate::web) async fn duplicates(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let mut sets = Vec::new();
    for ids in merging::duplicates(&app.store, user.account).await? {
        if let Some(Merging { cards, .. }) = merging::look(&app.store, user.account, &ids).await? {
            let parts = cards.iter().map(|it| (it.card.name.clone(), address(it)));
            sets.push(SetView { parts: parts.collect(), url: urls::contacts::merge(&ids) });
        }
    }
    panes::show(&app, &user, personal()?, StatusCode::OK, Beside::Duplicates(sets)).await
}

/// What cards would be together.
pub(in crate::web) async fn look(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    Query(query): Query<MergeQuery>,
) -> Result<Response, AppError> {
    let ids: Vec<i64> = query.cards.split(',').filter_map(|it| it.parse().ok()).collect();
    show(&app, &user, &session, &ids, None).await
}

/// Makes them one; when one of them was changed meanwhile, they are looked at again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    session: Session,
    CsrfForm(form): CsrfForm<MergeForm>,
) -> Result<Response, AppError> {
    let seen: Vec<(i64, i64)> = form.seen.split(',').filter_map(seen_card).collect();
    let ids: Vec<i64> = seen.iter().map(|it| it.0).collect();
    let meanwhile = Some(Text::new("contacts-merge-changed"));
    let Some(merging) = merging::look(&app.store, user.account, &ids).await? else {
        return show(&app, &user, &session, &ids, meanwhile).await;
    };
    match merging::run(&app.store, user.account, &merging, &seen, user.visitor.now).await? {
        None => show(&app, &user, &session, &ids, meanwhile).await,
        Some(act) => {
            let (book, card) = merging.cards.first().map_or((BookId::Personal, 0), |it| (it.book, it.id));
            let undo = UndoForm { url: urls::contacts::act(&book.name()), act };
            let said = Text::new("contacts-merged").with("count", ids.len());
            notice::leave_with(&session, &said, Some(undo)).await?;
            Ok(see_other(&urls::contacts::card(&book.name(), card)))
        }
    }
}

async fn show(
    app: &App,
    user: &SignedIn,
    session: &Session,
    ids: &[i64],
    problem: Option<Text>,
) -> Result<Response, AppError> {
    let Some(merging) = merging::look(&app.store, user.account, ids).await? else {
        notice::leave(session, &Text::new("contacts-merge-few")).await?;
        return Ok(see_other(&urls::contacts::list(&BookId::Personal.name())));
    };
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let look = MergeView::new(&merging, problem, user.visitor.locale);
    panes::show(app, user, personal()?, status, Beside::Merge(Box::new(look))).await
}

fn personal() -> Result<View, AppError> {
    View::read(&BookId::Personal.name(), ListQuery::default()).ok_or(AppError::NotFound)
}

fn seen_card(text: &str) -> Option<(i64, i64)> {
    let (id, revision) = text.split_once('.')?;
    Some((id.parse().ok()?, revision.parse().ok()?))
}

fn address(kept: &Kept) -> String {
    kept.card.addresses.first().map(ToString::to_string).unwrap_or_default()
}

impl MergeView {
    fn new(merging: &Merging, problem: Option<Text>, locale: Locale) -> Self {
        let ids: Vec<i64> = merging.cards.iter().map(|it| it.id).collect();
        let part = |it: &Kept| {
            let first = std::iter::once(it.id).chain(ids.iter().copied().filter(|id| *id != it.id));
            Part {
                name: it.card.name.clone(),
                address: address(it),
                first_url: urls::contacts::merge(&first.collect::<Vec<_>>()),
            }
        };
        let seen: Vec<String> = merging.cards.iter().map(|it| format!("{}.{}", it.id, it.revision)).collect();
        Self {
            name: merging.card.name.clone(),
            lines: card::lines(&merging.card.fields(), locale),
            parts: merging.cards.iter().map(part).collect(),
            seen: seen.join(","),
            problem,
        }
    }
}
