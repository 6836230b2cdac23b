//! `GET·POST /settings/responses?response=&new=&from=&ask=`: all responses, and one of them or a new one beside
//! them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, chrome};
use crate::app::App;
use crate::compose::{canned, draft, form};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::responses::{self, CannedResponse, Kept, Mistakes, ResponseId, Written};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, headers, notice, urls};

/// The most characters of a text that stand below its name.
const PREVIEW: usize = 100;

/// Which response is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ResponsesQuery {
    response: Option<String>,
    /// A new one is to be made.
    new: Option<String>,
    /// The draft that it is to be made of.
    from: Option<String>,
    /// `remove`: whether that is to be done is asked.
    ask: String,
}

/// What is sent, by the button that was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ResponseForm {
    #[serde(rename = "do")]
    order: String,
    /// Empty for a new one.
    response: String,
    name: String,
    /// `html` or `text`.
    format: String,
    body: String,
    html: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/responses.html")]
struct ResponsesPage {
    chrome: Chrome,
    section: Section,
    /// A telephone shows the response, or the form for a new one, and not the list.
    is_open: bool,
    rows: Vec<Row>,
    one: One,
    mistakes: Mistakes,
}

/// A response in the list.
#[derive(Debug)]
struct Row {
    url: String,
    name: String,
    preview: String,
    is_fixed: bool,
    is_open: bool,
}

/// The response that is looked at, or a new one.
#[derive(Debug)]
struct One {
    /// Empty for a new one.
    id: String,
    /// What it is called where it is kept; `None` for a new one.
    title: Option<String>,
    written: Written,
    is_fixed: bool,
    /// Where it is asked whether to remove it; `None` when it cannot be.
    removing: Option<String>,
    /// It is asked.
    asks: bool,
}

/// What stands beside the list.
#[derive(Default)]
struct Beside {
    id: Option<ResponseId>,
    typed: Option<Written>,
    mistakes: Mistakes,
    asks: bool,
    is_open: bool,
}

/// The responses as they are.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<ResponsesQuery>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let is_open = query.response.is_some() || query.new.is_some() || query.from.is_some();
    let asks = query.ask == "remove";
    let typed = match &query.from {
        Some(id) => {
            let draft = draft::load(&desk, id).await?.ok_or(AppError::NotFound)?;
            Some(canned::of_draft(&desk, draft).await?)
        }
        None => None,
    };
    let id = query.response.map(|it| it.parse::<ResponseId>()).transpose().map_err(|_| AppError::NotFound)?;
    look(&desk, &user.visitor, StatusCode::OK, Beside { id, typed, asks, is_open, ..Beside::default() }).await
}

/// Keeps or removes one.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<ResponseForm>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let id = match form.response.as_str() {
        "" => None,
        id => Some(id.parse::<i64>().map_err(|_| AppError::NotFound)?),
    };
    if form.order == "remove" {
        responses::remove(&desk, id.ok_or(AppError::NotFound)?).await?;
        notice::leave(&session, &Text::new("responses-removed")).await?;
        return Ok(page::see_other(&Section::Responses.url()));
    }
    let typed = read(form);
    match responses::keep(&desk, id, typed.clone()).await? {
        Kept::Yes(id) => {
            notice::leave(&session, &Text::new("responses-kept")).await?;
            Ok(page::see_other(&urls::settings_response(&ResponseId::Own(id).to_string())))
        }
        Kept::Mistakes(mistakes) => {
            let id = id.map(ResponseId::Own);
            let beside =
                Beside { id, typed: Some(typed), mistakes: *mistakes, is_open: true, ..Beside::default() };
            look(&desk, &user.visitor, StatusCode::UNPROCESSABLE_ENTITY, beside).await
        }
        Kept::Gone => Err(AppError::NotFound),
    }
}

/// What was typed.
fn read(sent: ResponseForm) -> Written {
    Written {
        name: form::one_line(&sent.name).trim().to_owned(),
        body: form::lines(&sent.body).trim_end().to_owned(),
        html: (sent.format == "html").then(|| form::lines(&sent.html)),
    }
}

/// The page; without a response that is meant, with the first one, or the form for a new one.
async fn look(
    desk: &Desk,
    visitor: &Visitor,
    status: StatusCode,
    beside: Beside,
) -> Result<Response, AppError> {
    let all = responses::all(desk).await?;
    let Beside { id, typed, mistakes, asks, is_open } = beside;
    let id = if is_open { id } else { all.first().map(|it| it.id) };
    let found = match id {
        Some(id) => Some(responses::one(desk, id).await?.ok_or(AppError::NotFound)?),
        None => None,
    };
    let rows = all.iter().map(|it| Row { is_open: Some(it.id) == id, ..Row::new(it) }).collect();
    let one = One::new(found, typed, asks);
    let chrome = chrome(visitor);
    let page = ResponsesPage { chrome, section: Section::Responses, is_open, rows, one, mistakes };
    let page = page::html_with(status, &page)?;
    Ok(([(CONTENT_SECURITY_POLICY, headers::policy_with_styles()?)], page).into_response())
}

impl One {
    fn new(found: Option<CannedResponse>, typed: Option<Written>, asks: bool) -> Self {
        let id = found.as_ref().map(|it| it.id);
        let own = matches!(id, Some(ResponseId::Own(_)));
        let id = id.map(|it| it.to_string()).unwrap_or_default();
        Self {
            removing: own.then(|| urls::settings_remove_response(&id)),
            asks: asks && own,
            is_fixed: !own && found.is_some(),
            title: found.as_ref().map(|it| it.written.name.clone()),
            written: typed.or(found.map(|it| it.written)).unwrap_or_default(),
            id,
        }
    }
}

impl Row {
    fn new(response: &CannedResponse) -> Self {
        Self {
            url: urls::settings_response(&response.id.to_string()),
            name: response.written.name.clone(),
            preview: response.written.preview(PREVIEW),
            is_fixed: matches!(response.id, ResponseId::Fixed(_)),
            is_open: false,
        }
    }
}
