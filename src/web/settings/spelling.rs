//! `GET·POST /settings/spelling`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::groups::{Ask, Asked, Group, Look, Sent, YES_OR_NO};
use super::{Section, chrome};
use crate::app::App;
use crate::preferences::Preferences;
use crate::spelling::{Language, own_words};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

/// The name of the preference in which language words are checked.
const LANGUAGE: &str = "checked_language";

pub(super) const GROUPS: &[Group] = &[Group {
    id: "checking",
    heading: "spelling-checking",
    asks: &[Ask::new(Look::Segments, "before_sending", "spelling-before-sending", YES_OR_NO)
        .hint("spelling-before-sending-hint")],
    link: None,
}];

#[derive(Debug, Template)]
#[template(path = "settings/spelling.html")]
struct SpellingPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    /// `None` is that of the pages.
    language: Option<Language>,
    /// The operator decides about it.
    has_fixed_language: bool,
    /// Those that there are dictionaries for.
    languages: Vec<Language>,
    asked: Asked,
    /// The person's own words, one a line.
    words: String,
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    let words = own_words::of(&app.store, user.account).await?.join("\n");
    let asked = Asked::kept(GROUPS, &kept, app.decisions.rules(), &user.visitor);
    page::html(&spelling_page(&app, &user, kept.spelling.language, asked, words))
}

fn spelling_page(
    app: &App,
    user: &SignedIn,
    language: Option<Language>,
    asked: Asked,
    words: String,
) -> SpellingPage {
    SpellingPage {
        chrome: chrome(&user.visitor),
        section: Section::Spelling,
        failed: asked.failed(),
        language,
        has_fixed_language: app.decisions.rules().is_fixed(LANGUAGE),
        languages: app.spelling.languages(),
        asked,
        words,
    }
}

/// Keeps all of it, or nothing and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<Sent>,
) -> Result<Response, AppError> {
    // The tag of a language; empty is that of the pages.
    let tag = form.get("checked_language").map_or("", String::as_str);
    let language = Language::from_tag(tag).filter(|it| app.spelling.has(*it));
    let words = form.get("words").map_or("", String::as_str);
    let change = |it: &mut Preferences| {
        *it = Asked::read(GROUPS, &form, it, app.decisions.rules(), &user.visitor)?;
        if !app.decisions.rules().is_fixed(LANGUAGE) {
            it.spelling.language = language;
        }
        Ok(())
    };
    match Preferences::change(&app.decisions, user.account, change).await? {
        Err(asked) => {
            let fixed = user.visitor.preferences.spelling.language;
            let language = if app.decisions.rules().is_fixed(LANGUAGE) { fixed } else { language };
            let page = spelling_page(&app, &user, language, asked, words.to_owned());
            page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Ok(()) => {
            own_words::replace(&app.store, user.account, words).await?;
            Section::Spelling.saved(&session).await
        }
    }
}
