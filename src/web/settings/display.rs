//! `GET·POST /settings/display`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::groups::{Ask, Asked, Group, Look, Sent, Words, YES_OR_NO};
use super::senders::Typed;
use super::{Section, chrome};
use crate::app::App;
use crate::preferences::Preferences;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

pub(super) const GROUPS: &[Group] = &[Group {
    id: "content",
    heading: "settings-content",
    asks: &[
        Ask::new(Look::Segments, "message_window", "settings-own-window", YES_OR_NO),
        Ask::new(
            Look::Segments,
            "body",
            "settings-body",
            &[Words::new("html", "settings-body-html"), Words::new("text", "settings-body-text")],
        )
        .hint("settings-body-hint"),
        Ask::new(Look::Segments, "monospace", "settings-monospace", YES_OR_NO),
        Ask::new(Look::Segments, "pictures_below", "settings-pictures-below", YES_OR_NO),
        Ask::new(Look::Segments, "emoticons", "settings-emoticons", YES_OR_NO)
            .hint("settings-emoticons-hint"),
        Ask::new(
            Look::List,
            "charset",
            "settings-charset",
            &[
                Words::new("guess", "charset-guess"),
                Words::new("windows-1252", "charset-western"),
                Words::new("iso-8859-15", "charset-western-euro"),
                Words::new("windows-1250", "charset-central"),
                Words::new("iso-8859-2", "charset-central-iso"),
                Words::new("windows-1251", "charset-cyrillic"),
                Words::new("koi8-r", "charset-russian"),
                Words::new("windows-1253", "charset-greek"),
                Words::new("windows-1254", "charset-turkish"),
                Words::new("windows-1255", "charset-hebrew"),
                Words::new("windows-1256", "charset-arabic"),
                Words::new("gb18030", "charset-chinese"),
                Words::new("big5", "charset-taiwan"),
                Words::new("shift_jis", "charset-japanese"),
                Words::new("euc-kr", "charset-korean"),
            ],
        )
        .hint("settings-charset-hint"),
        Ask::new(
            Look::Choices,
            "remote_images",
            "settings-images",
            &[
                Words::new("never", "settings-images-never"),
                Words::new("trusted", "settings-images-trusted").hint("settings-images-trusted-hint"),
                Words::new("contacts", "settings-images-contacts"),
                Words::new("always", "settings-images-always").hint("settings-images-always-hint"),
            ],
        )
        .hint("settings-images-hint"),
        Ask::new(
            Look::Segments,
            "adapt_colors",
            "settings-colors",
            &[Words::new("soften", "settings-colors-soften"), Words::new("adapt", "settings-colors-adapt")],
        ),
    ],
    link: None,
}];

#[derive(Debug, Template)]
#[template(path = "settings/display.html")]
struct DisplayPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    asked: Asked,
    /// Addresses, in their order.
    senders: Vec<String>,
    /// The field for one more.
    typed: Typed,
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    kept(&app, &user, Typed::default()).await
}

/// The section as it is kept, with what stands in the field for one more sender.
pub(super) async fn kept(app: &App, user: &SignedIn, typed: Typed) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    let asked = Asked::kept(GROUPS, &kept, app.decisions.rules(), &user.visitor);
    answer(app, user, asked, typed).await
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<Sent>,
) -> Result<Response, AppError> {
    match Asked::keep(GROUPS, &form, &app.decisions, (user.account, &user.visitor)).await? {
        Err(asked) => answer(&app, &user, asked, Typed::default()).await,
        Ok(()) => {
            // They may have been read in another charset.
            app.documents.forget(user.account);
            Section::Display.saved(&session).await
        }
    }
}

/// The page; 422 when something in it is to be mended.
async fn answer(app: &App, user: &SignedIn, asked: Asked, typed: Typed) -> Result<Response, AppError> {
    let failed = asked.failed() || typed.problem.is_some();
    let page = DisplayPage {
        chrome: chrome(&user.visitor),
        section: Section::Display,
        failed,
        asked,
        senders: app.store.trusted_senders(user.account).await?,
        typed,
    };
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html_with(status, &page)
}
