//! `GET·POST /settings/filters`: all rules, in the order in which they are looked at.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::absence::told;
use super::{Section, chrome};
use crate::app::App;
use crate::filters::{self, Kind, Listed, Listing, Order, RuleId};
use crate::i18n::Text;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};
use crate::web::{desk, notice, urls};

pub(in crate::web) mod rule;
pub(in crate::web) mod script;
mod words;

#[derive(Debug, Template)]
#[template(path = "settings/filters.html")]
struct FiltersPage {
    chrome: Chrome,
    section: Section,
    /// Nothing is typed here.
    failed: bool,
    /// What was not done, and why.
    trouble: Option<Text>,
    /// Each script with its rules; without them, why there are none.
    scripts: Result<Vec<Part>, Text>,
}

/// A script.
#[derive(Debug)]
struct Part {
    /// Its place, from 0.
    at: usize,
    name: String,
    is_active: bool,
    rows: Vec<Row>,
}

/// A rule.
#[derive(Debug)]
struct Row {
    id: String,
    /// What ids of the page end in.
    tag: String,
    /// What it is called; empty where it has no name.
    name: String,
    /// What it is, where that says more than its name.
    words: String,
    url: String,
    icon: &'static str,
    is_on: bool,
    can_switch: bool,
    /// What its writer should know: keys of sentences.
    warnings: Vec<&'static str>,
    is_first: bool,
    is_last: bool,
}

/// The rules as they are.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let all = filters::of(&desk::of(&app, &user), user.visitor.now).await;
    page::html(&FiltersPage::new(&user.visitor, all.map_err(told), None))
}

/// Switches, moves or removes a rule. Fields: `script`; `on`, `off`, `up`, `down`, `remove` or `move` with the rule,
/// `to` with a place from 0.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let (id, order) = read(&fields).ok_or(AppError::NotFound)?;
    let trouble = match filters::change(&desk, one(&fields, "script"), &id, order, now).await {
        Ok(true) => {
            if let Some(said) = said(order) {
                notice::leave(&session, &Text::new(said)).await?;
            }
            return Ok(page::see_other(&Section::Filters.url()));
        }
        Ok(false) => Text::new("filters-changed"),
        Err(error) => told(error),
    };
    let all = filters::of(&desk, now).await;
    let page = FiltersPage::new(&user.visitor, all.map_err(told), Some(trouble));
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn one<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    fields.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
}

fn read(fields: &[(String, String)]) -> Option<(RuleId, Order)> {
    let order = |name: &str| match name {
        "on" => Some(Order::Switch(true)),
        "off" => Some(Order::Switch(false)),
        "up" => Some(Order::Up),
        "down" => Some(Order::Down),
        "remove" => Some(Order::Remove),
        "move" => one(fields, "to").parse().ok().map(Order::To),
        _ => None,
    };
    fields.iter().find_map(|(name, id)| Some((id.parse().ok()?, order(name)?)))
}

/// What is said afterwards; of an order that can be seen on the page, nothing.
fn said(order: Order) -> Option<&'static str> {
    match order {
        Order::Switch(true) => Some("filters-now-on"),
        Order::Switch(false) => Some("filters-now-off"),
        Order::Remove => Some("filters-removed"),
        Order::Up | Order::Down | Order::To(_) => None,
    }
}

impl FiltersPage {
    fn new(visitor: &Visitor, all: Result<Vec<Listing>, Text>, trouble: Option<Text>) -> Self {
        let chrome = chrome(visitor);
        let scripts = all.map(|all| all.into_iter().enumerate().map(|it| Part::new(it, &chrome)).collect());
        Self { section: Section::Filters, failed: false, trouble, scripts, chrome }
    }

    /// Whether there are no rules at all.
    fn is_empty(&self) -> bool {
        self.scripts.as_ref().is_ok_and(|it| it.iter().all(|it| it.rows.is_empty()))
    }
}

impl Part {
    fn new((place, listing): (usize, Listing), chrome: &Chrome) -> Self {
        let Listing { name, is_active, rules } = listing;
        let last = rules.len().saturating_sub(1);
        let rows = rules.into_iter().enumerate();
        let rows = rows.map(|(at, it)| Row {
            tag: format!("{place}-{at}"),
            is_first: at == 0,
            is_last: at == last,
            ..Row::new(&name, it, chrome)
        });
        Self { rows: rows.collect(), at: place, is_active, name }
    }
}

impl Row {
    fn new(script: &str, rule: Listed, chrome: &Chrome) -> Self {
        let id = rule.id.to_string();
        let form = urls::settings_filter(script, &id);
        let (url, icon, what) = match &rule.kind {
            Kind::Absence => {
                (Section::Absence.url(), Section::Absence.icon(), chrome.t("absence-title").into_owned())
            }
            Kind::Redirection => (
                Section::Redirect.url(),
                Section::Redirect.icon(),
                chrome.t("redirection-title").into_owned(),
            ),
            Kind::Included(name) => (form, "file-text", chrome.named("filters-included", name)),
            Kind::Filter(filter) => (form, "list-filter", words::summary(filter, chrome)),
            Kind::Other => (form, "code", chrome.t("filters-by-hand").into_owned()),
        };
        let mut warnings = Vec::new();
        if let Kind::Filter(filter) = &rule.kind {
            warnings.extend(filter.loses_mail().then_some("filters-loses-mail"));
            warnings.extend(filter.has_unreached().then_some("filters-unreached"));
        }
        Self {
            id,
            tag: String::new(),
            name: rule.name.unwrap_or_default(),
            words: what,
            url,
            icon,
            is_on: rule.is_on,
            can_switch: rule.can_switch,
            warnings,
            is_first: false,
            is_last: false,
        }
    }
}
