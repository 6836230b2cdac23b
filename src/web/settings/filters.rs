//! `GET·POST /settings/filters`: all rules, in the order in which they are looked at.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::absence::told;
use super::{Section, chrome, proof};
use crate::app::App;
use crate::filters::change::{self, Changed, GivenBack, Order, Wish};
use crate::filters::{self, Kind, Listed, Listing, RuleId, Rules};
use crate::i18n::Text;
use crate::reading;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::ClientAddress;
use crate::web::notice::UndoForm;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::{desk, notice, tree, urls};
use words::FolderNames;

pub(in crate::web) mod idle;
pub(in crate::web) mod rule;
pub(in crate::web) mod script;
mod words;

#[derive(Debug, Template)]
#[template(path = "settings/filters.html")]
struct FiltersPage {
    chrome: Chrome,
    section: Section,
    /// A password is wanted, or was wrong.
    failed: bool,
    refusal: Refusal,
    /// Each script with its rules; without them, why there are none.
    scripts: Result<Vec<Part>, Text>,
    /// The scripts that mail does not go through.
    idle: Vec<String>,
}

/// Why something was not done.
#[derive(Debug, Default)]
struct Refusal {
    trouble: Option<Text>,
    /// What wants a password.
    unproven: Option<Unproven>,
}

#[derive(Debug)]
struct Unproven {
    wish: Wanted,
    problem: Option<Text>,
}

/// What is to be done once there is a password.
#[derive(Debug)]
enum Wanted {
    /// A rule of a script is to be switched on.
    On { script: String, rule: String },
    /// The rule of a removal is to be given back.
    Back(String),
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
    page::html(&FiltersPage::read(&app, &user, Refusal::default()).await?)
}

/// Switches, moves or removes a rule, or gives one back. Fields: `script`; `on`, `off`, `up`, `down`, `remove` or
/// `move` with the rule, `to` with the one in whose place it comes; `password`; `do` = `undo` with the
/// removal in `act`.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(fields): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let proof = proof::read(&app, &user, one(&fields, "password").to_owned(), from).await?;
    if one(&fields, "do") == "undo" {
        let act = one(&fields, "act");
        let trouble = match change::give_back(&desk, act, proof.is_given, now).await {
            Ok(GivenBack::Yes) => return done(&session, Some("filters-given-back"), None).await,
            Ok(GivenBack::Unproven) => {
                let problem = proof.problem.or_else(|| Some(Text::new("filters-back-password")));
                let unproven = Unproven { wish: Wanted::Back(act.to_owned()), problem };
                return refused(&app, &user, Refusal { trouble: None, unproven: Some(unproven) }).await;
            }
            Ok(GivenBack::Changed) => Text::new("filters-not-given-back"),
            Ok(GivenBack::Late) => Text::new("filters-too-late"),
            Err(error) => told(error),
        };
        return refused(&app, &user, Refusal { trouble: Some(trouble), unproven: None }).await;
    }
    let (rule, order) = read(&fields).ok_or(AppError::NotFound)?;
    let script = one(&fields, "script");
    let wish = Wish { script, rule: &rule, order: &order, is_proven: proof.is_given };
    let trouble = match change::change(&desk, wish, now).await {
        Ok(Changed::Yes) => return done(&session, said(&order), None).await,
        Ok(Changed::Removed(act)) => {
            let undo = UndoForm { url: Section::Filters.url(), act };
            return done(&session, said(&order), Some(undo)).await;
        }
        Ok(Changed::Unproven) => {
            let problem = proof.problem.or_else(|| Some(Text::new("filters-switch-password")));
            let wish = Wanted::On { script: script.to_owned(), rule: rule.to_string() };
            let unproven = Unproven { wish, problem };
            return refused(&app, &user, Refusal { trouble: None, unproven: Some(unproven) }).await;
        }
        Ok(Changed::Forbidden(text)) => text,
        Ok(Changed::Gone) => Text::new("filters-changed"),
        Err(error) => told(error),
    };
    refused(&app, &user, Refusal { trouble: Some(trouble), unproven: None }).await
}

/// The list again, with what was done, and how it is taken back.
async fn done(
    session: &Session,
    said: Option<&'static str>,
    undo: Option<UndoForm>,
) -> Result<Response, AppError> {
    if let Some(said) = said {
        notice::leave_with(session, &Text::new(said), undo).await?;
    }
    Ok(page::see_other(&Section::Filters.url()))
}

async fn refused(app: &App, user: &SignedIn, refusal: Refusal) -> Result<Response, AppError> {
    let page = FiltersPage::read(app, user, refusal).await?;
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
fn said(order: &Order) -> Option<&'static str> {
    match order {
        Order::Switch(true) => Some("filters-now-on"),
        Order::Switch(false) => Some("filters-now-off"),
        Order::Remove => Some("filters-removed"),
        Order::Up | Order::Down | Order::To(_) => None,
    }
}

impl FiltersPage {
    async fn read(app: &App, user: &SignedIn, refusal: Refusal) -> Result<Self, AppError> {
        let desk = desk::of(app, user);
        let (all, folders) = tokio::join!(filters::of(&desk, user.visitor.now), reading::folders(&desk));
        let chrome = chrome(&user.visitor);
        let with_folders = chrome.clone().with_folders(folders, None);
        let names: FolderNames = tree::paths(&with_folders, &[])
            .into_iter()
            .map(|(name, words)| (name.to_string(), words))
            .collect();
        let part = |it: (usize, Listing)| Part::new(it, &chrome, &names);
        let read = all?.map_err(told);
        let idle = read.as_ref().map(|it| it.idle.clone()).unwrap_or_default();
        let scripts = read.map(|Rules { scripts, .. }| scripts.into_iter().enumerate().map(part).collect());
        let failed = refusal.unproven.is_some();
        Ok(Self { section: Section::Filters, failed, refusal, scripts, idle, chrome })
    }

    /// Whether there are no rules at all.
    fn is_empty(&self) -> bool {
        self.scripts.as_ref().is_ok_and(|it| it.iter().all(|it| it.rows.is_empty()))
    }
}

impl Part {
    fn new((place, listing): (usize, Listing), chrome: &Chrome, folders: &FolderNames) -> Self {
        let Listing { name, is_active, rules } = listing;
        let last = rules.len().saturating_sub(1);
        let rows = rules.into_iter().enumerate();
        let rows = rows.map(|(at, it)| Row {
            tag: format!("{place}-{at}"),
            is_first: at == 0,
            is_last: at == last,
            ..Row::new(&name, it, chrome, folders)
        });
        Self { rows: rows.collect(), at: place, is_active, name }
    }
}

impl Row {
    fn new(script: &str, rule: Listed, chrome: &Chrome, folders: &FolderNames) -> Self {
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
            Kind::Filter(filter) => (form, "list-filter", words::summary(filter, chrome, folders)),
            Kind::Other => (form, "code", chrome.t("filters-by-hand").into_owned()),
        };
        let mut name = rule.name.unwrap_or_default();
        let mut warnings = Vec::new();
        if let Kind::Filter(filter) = &rule.kind {
            warnings.extend(filter.loses_mail().then_some("filters-loses-mail"));
            warnings.extend(filter.has_unreached().then_some("filters-unreached"));
            warnings.extend(rule.may_loop.then_some("rules-loop"));
            // One without a name of its own is called by its folder.
            if filter.folders().any(|it| it == name) {
                name = words::folder(&name, folders).to_owned();
            }
        }
        Self {
            id,
            tag: String::new(),
            name,
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
