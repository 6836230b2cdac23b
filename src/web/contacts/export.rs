//! `GET /contacts/export?book=&group=&q=&card=&format=`: cards as a file; without a format what can be chosen.

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;

use super::panes::{self, Beside};
use super::view::{ListQuery, View};
use crate::app::App;
use crate::contacts::books::BookId;
use crate::contacts::exporting::{self, Exported, Format};
use crate::contacts::keeping;
use crate::store;
use crate::store::cards::listing::Begin;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::foreign::{self, How};
use crate::web::session::SignedIn;
use crate::web::urls;

/// What is exported, and as what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ExportQuery {
    book: String,
    group: Option<i64>,
    q: String,
    card: Option<i64>,
    format: String,
}

/// The form.
#[derive(Debug)]
pub(super) struct ExportView {
    pub(super) url: &'static str,
    /// What stands in hidden fields.
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) cancel_url: String,
}

/// The file, or the form.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<ExportQuery>,
) -> Result<Response, AppError> {
    let book = if query.book.is_empty() { BookId::Personal.name() } else { query.book.clone() };
    let list = ListQuery::of_all(query.q.clone(), query.group);
    let view = View::read(&book, list).ok_or(AppError::NotFound)?;
    let Some(format) = Format::parse(&query.format) else {
        return form(&app, &user, view, &query).await;
    };
    let locale = user.visitor.locale;
    let exported = Exported { account: user.account, format, locale };
    let (media_type, ending) = format.media();
    let name = format!("{}.{ending}", locale.t("contacts-file"));
    let headers = foreign::headers(media_type, How::Saved, &name);
    if let Some(id) = query.card {
        let row = keeping::row(&app.store, user.account, id).await?.ok_or(AppError::NotFound)?;
        let in_groups = app.store.groups_of(user.account, id).await?;
        let groups =
            app.store.groups(user.account).await?.into_iter().filter(|it| in_groups.contains(&it.id));
        let card = exporting::one(&row, groups.map(|it| it.name).collect(), exported);
        return Ok((headers, format!("{}{card}", format.beginning(locale))).into_response());
    }
    Ok((headers, Body::from_stream(pieces(app, view, exported))).into_response())
}

/// The file piece by piece. When the database fails the connection breaks, so that the browser says that the
/// download failed.
fn pieces(
    app: App,
    view: View,
    exported: Exported,
) -> impl stream::Stream<Item = Result<Bytes, store::Error>> {
    let first = exported.format.beginning(exported.locale);
    let begun = (app, view, Some(Begin::First), Some(first));
    stream::unfold(begun, move |(app, view, begin, first)| async move {
        if let Some(first) = first {
            return Some((Ok(Bytes::from(first)), (app, view, begin, None)));
        }
        let piece = exporting::piece(&app.store, exported, &view.wanted(), &begin?).await;
        match piece {
            Ok(Some((text, next))) => Some((Ok(Bytes::from(text)), (app, view, Some(next), None))),
            Ok(None) => None,
            Err(error) => Some((Err(error), (app, view, None, None))),
        }
    })
}

async fn form(app: &App, user: &SignedIn, view: View, query: &ExportQuery) -> Result<Response, AppError> {
    let mut fields = vec![("book", view.name().to_owned())];
    fields.extend(query.group.map(|it| ("group", it.to_string())));
    fields.extend(query.card.map(|it| ("card", it.to_string())));
    if !view.q.is_empty() {
        fields.push(("q", view.q.clone()));
    }
    let cancel_url = query.card.map_or_else(|| view.list_url(), |it| view.card_url(it));
    let export = ExportView { url: urls::contacts::EXPORT, fields, cancel_url };
    panes::show(app, user, view, StatusCode::OK, Beside::Export(export)).await
}
