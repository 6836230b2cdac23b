//! `GET·POST /settings/interface`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::groups::{Ask, Asked, Group, Look, Sent, Words};
use super::{Section, chrome};
use crate::app::App;
use crate::i18n::Locale;
use crate::preferences::Preferences;
use crate::preferences::rules::LANGUAGE;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visit};
use crate::web::urls;

pub(super) const GROUPS: &[Group] = &[
    Group {
        id: "looks",
        heading: "interface-looks",
        asks: &[
            Ask::new(Look::Languages, LANGUAGE, "nav-language", &[]),
            Ask::new(
                Look::Segments,
                "theme",
                "interface-theme",
                &[
                    Words::new("auto", "interface-theme-auto"),
                    Words::new("light", "interface-theme-light"),
                    Words::new("dark", "interface-theme-dark"),
                ],
            ),
            Ask::new(
                Look::Segments,
                "density",
                "interface-density",
                &[
                    Words::new("compact", "interface-density-compact"),
                    Words::new("comfortable", "interface-density-comfortable"),
                    Words::new("airy", "interface-density-airy"),
                ],
            )
            .hint("interface-density-hint"),
        ],
        link: None,
    },
    Group {
        id: "time",
        heading: "interface-time",
        asks: &[
            Ask::new(Look::Zones, "time_zone", "interface-zone", &[]).hint("interface-zone-hint"),
            Ask::new(
                Look::List,
                "date_format",
                "interface-dates",
                &[
                    Words::new("words", "interface-dates-words"),
                    Words::new("d/m/y", "interface-dates-slashes"),
                    Words::new("d.m.y", "interface-dates-dots"),
                    Words::new("d-m-y", "interface-dates-dashes"),
                    Words::new("j.n.y", "interface-dates-short"),
                    Words::new("y-m-d", "interface-dates-year"),
                    Words::new("m/d/y", "interface-dates-month"),
                ],
            ),
            Ask::new(
                Look::List,
                "time_format",
                "interface-hours",
                &[
                    Words::new("24", "interface-hours-padded"),
                    Words::new("24-short", "interface-hours-short"),
                    Words::new("12", "interface-hours-half"),
                    Words::new("12-padded", "interface-hours-half-padded"),
                ],
            ),
            Ask::new(
                Look::Choices,
                "near_dates",
                "interface-near",
                &[Words::new("yes", "interface-near-yes"), Words::new("no", "interface-near-no")],
            ),
        ],
        link: None,
    },
    Group {
        id: "keyboard",
        heading: "interface-keyboard",
        asks: &[Ask::new(
            Look::Segments,
            "letters",
            "interface-letters",
            &[Words::new("on", "interface-on"), Words::new("off", "interface-off")],
        )
        .hint("interface-letters-hint")],
        link: Some((urls::KEYS, "keys-title")),
    },
    Group {
        id: "touch",
        heading: "interface-touch",
        asks: &[Ask::new(
            Look::Choices,
            "swipe",
            "interface-swipe",
            &[
                Words::new("archive-or-delete", "interface-swipe-archive-delete"),
                Words::new("delete-or-archive", "interface-swipe-delete-archive"),
                Words::new("off", "interface-swipe-off"),
            ],
        )
        .hint("interface-swipe-hint")],
        link: None,
    },
];

#[derive(Debug, Template)]
#[template(path = "settings/interface.html")]
struct InterfacePage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    asked: Asked,
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    let asked = Asked::kept(GROUPS, &kept, app.decisions.rules(), &user.visitor);
    page::html(&interface_page(&user, asked))
}

fn interface_page(user: &SignedIn, asked: Asked) -> InterfacePage {
    let failed = asked.failed();
    InterfacePage { chrome: chrome(&user.visitor), section: Section::Interface, failed, asked }
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    visit: Visit,
    user: SignedIn,
    CsrfForm(form): CsrfForm<Sent>,
) -> Result<Response, AppError> {
    match Asked::keep(GROUPS, &form, &app.decisions, (user.account, &user.visitor)).await? {
        Err(asked) => page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &interface_page(&user, asked)),
        Ok(()) => {
            let mut response = Section::Interface.saved(&session).await?;
            let chosen = form.get(LANGUAGE).and_then(|it| Locale::from_tag(it));
            if let Some(locale) = chosen.filter(|it| *it != user.visitor.locale) {
                visit.choose(locale, &mut response).await?;
            }
            Ok(response)
        }
    }
}
