//! `GET·POST /settings/identities?identity=&new=&ask=`: all identities, and one of them or a new one beside
//! them.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse as _, Response};
use mailcore::address::FoundAddress;
use serde::Deserialize;
use tower_sessions::Session;

use super::{Section, chrome};
use crate::app::App;
use crate::compose::form;
use crate::desk::Desk;
use crate::i18n::Text;
use crate::identities::{self, Identity, Kept, Mistakes, OWN, Written};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::page::{self, Chrome};
use crate::web::panes::rows;
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, headers, notice, urls};

/// Which identity is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct IdentitiesQuery {
    identity: Option<i64>,
    /// A new one is to be made.
    new: Option<String>,
    /// `remove`: whether that is to be done is asked.
    ask: String,
}

/// What is sent, by the button that was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct IdentityForm {
    #[serde(rename = "do")]
    order: String,
    /// Empty for a new one.
    identity: String,
    name: String,
    address: String,
    organization: String,
    reply_to: String,
    bcc: String,
    signature: String,
    /// `html` or `text`.
    format: String,
    html: String,
    preferred: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/identities.html")]
struct IdentitiesPage {
    chrome: Chrome,
    section: Section,
    /// A telephone shows the identity, or the form for a new one, and not the list.
    is_open: bool,
    /// Whether another one can be made.
    may_add: bool,
    rows: Vec<Row>,
    one: One,
    mistakes: Mistakes,
}

/// An identity in the list.
#[derive(Debug)]
struct Row {
    url: String,
    initials: String,
    colour: u8,
    name: String,
    address: String,
    is_preferred: bool,
    is_open: bool,
}

/// The identity that is looked at, or a new one.
#[derive(Debug)]
struct One {
    /// Empty for a new one.
    id: String,
    /// Its name or address; `None` for a new one.
    title: Option<String>,
    written: Written,
    is_preferred: bool,
    has_own_address: bool,
    has_own_name: bool,
    /// Where it is asked whether to remove it; `None` when it cannot be.
    removing: Option<String>,
    /// It is asked.
    asks: bool,
}

/// What stands beside the list.
struct Beside {
    id: Option<i64>,
    typed: Option<Written>,
    mistakes: Mistakes,
    asks: bool,
}

/// The identities as they are.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<IdentitiesQuery>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let all = identities::of(&desk).await?;
    let asked = query.identity.is_some() || query.new.is_some();
    let id = match query.new {
        Some(_) => None,
        None => query.identity.or(all.first().map(|it| it.id)),
    };
    let beside = Beside { id, typed: None, mistakes: Mistakes::default(), asks: query.ask == "remove" };
    let page = look(&desk, &user.visitor, &all, beside).ok_or(AppError::NotFound)?;
    answer(StatusCode::OK, &IdentitiesPage { is_open: asked, ..page })
}

/// The page, in which HTML is written.
fn answer(status: StatusCode, page: &IdentitiesPage) -> Result<Response, AppError> {
    let page = page::html_with(status, page)?;
    Ok(([(CONTENT_SECURITY_POLICY, headers::policy_with_styles()?)], page).into_response())
}

/// Keeps or removes one.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<IdentityForm>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let id = match form.identity.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    if form.order == "remove" {
        identities::remove(&desk, id.ok_or(AppError::NotFound)?).await?;
        notice::leave(&session, &Text::new("identities-removed")).await?;
        return Ok(page::see_other(&Section::Identities.url()));
    }
    let (typed, preferred) = read(form);
    match identities::keep(&desk, id, typed.clone(), preferred).await? {
        Kept::Yes(id) => {
            notice::leave(&session, &Text::new("identities-kept")).await?;
            Ok(page::see_other(&urls::settings_identity(id)))
        }
        Kept::Mistakes(mistakes) => {
            let all = identities::of(&desk).await?;
            let beside = Beside { id, typed: Some(typed), mistakes: *mistakes, asks: false };
            let page = look(&desk, &user.visitor, &all, beside).ok_or(AppError::NotFound)?;
            answer(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Kept::Gone => Err(AppError::NotFound),
    }
}

/// What was typed, and whether it is to be preferred.
fn read(sent: IdentityForm) -> (Written, bool) {
    let line = |text: &str| form::one_line(text).trim().to_owned();
    let written = Written {
        name: line(&sent.name),
        address: line(&sent.address),
        organization: line(&sent.organization),
        reply_to: line(&sent.reply_to),
        bcc: line(&sent.bcc),
        signature: form::lines(&sent.signature).trim_end().to_owned(),
        signature_html: (sent.format == "html").then(|| form::lines(&sent.html)),
    };
    (written, !sent.preferred.is_empty())
}

/// The page; `None` when there is no such identity.
fn look(desk: &Desk, visitor: &Visitor, all: &[Identity], beside: Beside) -> Option<IdentitiesPage> {
    let level = desk.identity_rules.level;
    let Beside { id, typed, mistakes, asks } = beside;
    let found = match id {
        Some(id) => Some(all.iter().find(|it| it.id == id)?),
        None => None,
    };
    let preferred = all.first().map(|it| it.id);
    let row = |it: &Identity| Row {
        is_preferred: all.len() > 1 && Some(it.id) == preferred,
        is_open: Some(it.id) == id,
        ..Row::new(it)
    };
    let removable = found.filter(|it| it.id != OWN && level.has_several());
    let one = One {
        id: id.map(|it| it.to_string()).unwrap_or_default(),
        title: found.map(|it| it.from.name.clone().unwrap_or_else(|| it.from.address.to_string())),
        written: typed.or_else(|| found.map(|it| it.written.clone())).unwrap_or_default(),
        is_preferred: id == preferred,
        has_own_address: level.has_own_address(),
        has_own_name: level.has_own_name(),
        removing: removable.map(|it| urls::settings_remove_identity(it.id)),
        asks: asks && removable.is_some(),
    };
    Some(IdentitiesPage {
        chrome: chrome(visitor),
        section: Section::Identities,
        is_open: true,
        may_add: level.has_several(),
        rows: all.iter().map(row).collect(),
        one,
        mistakes,
    })
}

impl Row {
    fn new(identity: &Identity) -> Self {
        let person = FoundAddress {
            name: identity.from.name.clone().unwrap_or_default(),
            address: identity.from.address.to_string(),
        };
        Self {
            url: urls::settings_identity(identity.id),
            initials: rows::initials(&person),
            colour: rows::colour(&person),
            name: person.name,
            address: person.address,
            is_preferred: false,
            is_open: false,
        }
    }
}
