//! `GET /contacts/complete?q=`: who may be meant by what is typed, as options of a list; with `&panel=1` as rows
//! of the address book beside a message.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::words;
use crate::app::App;
use crate::contacts::{completing, folding};
use crate::i18n::Text;
use crate::web::error::AppError;
use crate::web::extract::Query;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;
use crate::web::suggested::{self, MOST_BESIDE, PersonOption};

/// The most that are suggested: a list that is seen at once.
const MOST: usize = 8;

/// What was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct CompleteQuery {
    q: String,
    /// More of them, each with where they can be put.
    panel: Option<String>,
}

/// Options of a list (`role="option"`), and how many there are in words.
#[derive(Debug, Template)]
#[template(path = "contacts/complete.html")]
struct CompleteFragment {
    said: String,
    options: Vec<PersonOption>,
}

/// Rows of the address book beside a message.
#[derive(Debug, Template)]
#[template(path = "contacts/people.html")]
struct PeopleFragment {
    chrome: Chrome,
    people: Vec<PersonOption>,
    /// That somebody of the directory may be lacking.
    stale: Option<Text>,
}

/// The options.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<CompleteQuery>,
) -> Result<Response, AppError> {
    let (locale, terms) = (user.visitor.locale, folding::terms(&query.q));
    let most = if query.panel.is_some() { MOST_BESIDE } else { MOST };
    let one_address = user.visitor.preferences.people.one_address;
    let found = completing::complete(&app.store, user.account, &query.q, (most, one_address)).await?;
    let count = found.len();
    let people = suggested::options(found, &terms, locale);
    let stale = words::stale(app.store.directory_reads().await?, locale, user.visitor.now);
    if query.panel.is_some() {
        return page::html(&PeopleFragment { chrome: Chrome::new(&user.visitor), people, stale });
    }
    let said = [Some(Text::new("recipients-suggested").with("count", count)), stale];
    let said = said.iter().flatten().map(|it| locale.say(it)).collect::<Vec<_>>().join(" ");
    page::html(&CompleteFragment { said, options: people })
}
