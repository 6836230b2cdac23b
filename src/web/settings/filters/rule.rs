//! `GET·POST /settings/filters/rule?script=&rule=&ask=`: one rule, or a new one.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::{one, words};
use crate::app::App;
use crate::filters::form::{ALL, ANY, EVERY, Mistakes, Typed};
use crate::filters::rule::{self, Place, Shown, View};
use crate::i18n::Text;
use crate::reading;
use crate::rules::{Kept, Posted};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::extract::{ClientAddress, Query};
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::settings::absence::told;
use crate::web::settings::{Section, chrome, proof};
use crate::web::{desk, notice};

mod fields;
mod rows;

use rows::{ActionRow, Choice, TestRow};

/// Which conditions must hold: names in forms, and keys of their words.
const JOINS: &[(&str, &str)] = &[(ALL, "filters-all"), (ANY, "filters-any"), (EVERY, "filters-every")];

/// Which rule is looked at; a new one without.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct RuleQuery {
    script: String,
    rule: String,
    /// `remove`: whether that is to be done is asked.
    ask: String,
}

#[derive(Debug, Template)]
#[template(path = "settings/filters/rule.html")]
struct RulePage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// The rule that is meant; empty for a new one.
    rule: String,
    script: String,
    /// What it was called when it was read.
    called: String,
    asks: bool,
    shown: OnPage,
}

/// What the page shows.
#[derive(Debug)]
enum OnPage {
    /// The form.
    Form(Box<Form>),
    /// A rule as it is written.
    Written { name: String, text: String },
    /// Why there is neither.
    Nothing(Text),
}

/// The form, with what can be chosen in it.
#[derive(Debug)]
struct Form {
    typed: Typed,
    mistakes: Mistakes,
    trouble: Option<Text>,
    tests: Vec<TestRow>,
    actions: Vec<ActionRow>,
    new_tests: Vec<Choice>,
    new_actions: Vec<Choice>,
    /// What the server cannot ask, in words; empty where it can all.
    missing_tests: String,
    /// What it cannot do.
    missing_actions: String,
}

/// The rule as it is, or the form for a new one.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<RuleQuery>,
) -> Result<Response, AppError> {
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let place = read_place(&query.script, &query.rule, "");
    let shown = match place.rule {
        Some(_) => rule::of(&desk, place.clone(), now).await,
        None => {
            let fresh = rule::again(&desk, place.clone(), Typed::fresh(), now).await;
            fresh.map(|it| Some(Shown::Form(Box::new(it))))
        }
    };
    let mut page = match shown {
        Ok(Some(Shown::Form(view))) => {
            return page::html(&form(&app, &user, *view, query.ask == "remove").await);
        }
        Ok(Some(Shown::Written { name, text, .. })) => RulePage::new(
            chrome(&user.visitor),
            &place,
            OnPage::Written { name: name.unwrap_or_default(), text },
        ),
        Ok(None) => {
            let nothing = OnPage::Nothing(Text::new("filters-changed"));
            let page = RulePage::new(chrome(&user.visitor), &place, nothing);
            return page::html_with(StatusCode::NOT_FOUND, &page);
        }
        Err(error) => RulePage::new(chrome(&user.visitor), &place, OnPage::Nothing(told(error))),
    };
    page.asks = query.ask == "remove";
    page::html(&page)
}

/// Keeps it, or shows the form again: with a row more or less, or with what is wrong.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    ClientAddress(from): ClientAddress,
    CsrfForm(sent): CsrfForm<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let (desk, now) = (desk::of(&app, &user), user.visitor.now);
    let place = read_place(one(&sent, "script"), one(&sent, "rule"), one(&sent, "called"));
    let mut typed = fields::read(&sent);
    if fields::reshape(&mut typed, &sent) {
        let view = match rule::again(&desk, place.clone(), typed.clone(), now).await {
            Ok(view) => view,
            Err(error) => View::without_server(place, typed, told(error)),
        };
        return page::html(&form(&app, &user, view, false).await);
    }
    let proof = proof::read(&app, &user, one(&sent, "password").to_owned(), from).await?;
    let said = if typed.is_on { "filters-rule-kept" } else { "filters-rule-kept-off" };
    let posted = Posted { seen: "", is_proven: proof.is_given, name: "" };
    match rule::keep(&desk, place, typed, posted, now).await {
        Kept::Yes => {
            notice::leave(&session, &Text::new(said)).await?;
            Ok(page::see_other(&Section::Filters.url()))
        }
        Kept::No(mut view) => {
            if proof.problem.is_some() {
                view.mistakes.password = proof.problem;
            }
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &form(&app, &user, *view, false).await)
        }
    }
}

fn read_place(script: &str, rule: &str, name: &str) -> Place {
    match rule.parse() {
        Ok(rule) => Place { script: script.to_owned(), rule: Some(rule), name: name.to_owned() },
        Err(()) => Place::default(),
    }
}

/// The page with a form, and the folders to choose from.
async fn form(app: &App, user: &SignedIn, view: View, asks: bool) -> RulePage {
    let folders = reading::folders(&desk::of(app, user)).await;
    let chrome = chrome(&user.visitor).with_folders(folders, None);
    let View { place, typed, mistakes, trouble, offer } = view;
    let form = Form {
        tests: rows::tests(&typed, &offer, &mistakes, &chrome),
        actions: rows::actions(&typed, &mistakes, &chrome),
        new_tests: rows::choices(offer.tests.iter().map(|it| (it.name(), words::of_test(*it))), "", &chrome),
        new_actions: rows::choices(
            offer.new_actions().map(|it| (it.name(), words::of_action(it))),
            "",
            &chrome,
        ),
        missing_tests: words::missing(offer.missing_tests().into_iter().map(words::of_test), &chrome),
        missing_actions: words::missing(offer.missing_actions().into_iter().map(words::of_action), &chrome),
        typed,
        mistakes,
        trouble,
    };
    let failed = form.mistakes != Mistakes::default();
    RulePage { asks, failed, ..RulePage::new(chrome, &place, OnPage::Form(Box::new(form))) }
}

impl RulePage {
    fn new(chrome: Chrome, place: &Place, shown: OnPage) -> Self {
        let rule = place.rule.as_ref().map(ToString::to_string).unwrap_or_default();
        let (script, called) = (place.script.clone(), place.name.clone());
        Self { chrome, section: Section::Filters, failed: false, rule, script, called, asks: false, shown }
    }

    /// Whether there is a form.
    fn has_form(&self) -> bool {
        matches!(self.shown, OnPage::Form(_))
    }

    /// Whether there is a rule which could be removed.
    fn has_rule(&self) -> bool {
        !self.rule.is_empty() && !matches!(self.shown, OnPage::Nothing(_))
    }

    /// What it is called, where it is kept.
    fn title(&self) -> &str {
        match &self.shown {
            OnPage::Form(form) if !self.rule.is_empty() => &form.typed.name,
            OnPage::Written { name, .. } => name,
            OnPage::Form(_) | OnPage::Nothing(_) => "",
        }
    }
}
