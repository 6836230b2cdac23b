//! `GET·POST /settings/composing`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tower_sessions::Session;

use super::groups::{Ask, Asked, Group, Look, Sent, Words, YES_OR_NO};
use super::{Section, chrome};
use crate::app::App;
use crate::preferences::Preferences;
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::SignedIn;

pub(super) const GROUPS: &[Group] = &[
    Group {
        id: "editor",
        heading: "composing-writing",
        asks: &[
            Ask::new(
                Look::Choices,
                "editor",
                "composing-editor",
                &[
                    Words::new("never", "composing-editor-never"),
                    Words::new("always", "composing-editor-always"),
                    Words::new("reply-to-html", "composing-editor-reply"),
                    Words::new("answer-to-html", "composing-editor-answer"),
                    Words::new("always-but-plain", "composing-editor-but-plain"),
                ],
            )
            .hint("composing-editor-hint"),
            Ask::new(
                Look::List,
                "font",
                "composing-font",
                &[
                    Words::new("none", "composing-font-none"),
                    Words::new("arial", "composing-font-arial"),
                    Words::new("calibri", "composing-font-calibri"),
                    Words::new("verdana", "composing-font-verdana"),
                    Words::new("tahoma", "composing-font-tahoma"),
                    Words::new("trebuchet", "composing-font-trebuchet"),
                    Words::new("georgia", "composing-font-georgia"),
                    Words::new("times", "composing-font-times"),
                    Words::new("courier", "composing-font-courier"),
                ],
            )
            .hint("composing-font-hint"),
            Ask::new(
                Look::List,
                "font_size",
                "composing-font-size",
                &[
                    Words::new("none", "composing-font-none"),
                    Words::new("10", "composing-font-points").count(10),
                    Words::new("11", "composing-font-points").count(11),
                    Words::new("12", "composing-font-points").count(12),
                    Words::new("14", "composing-font-points").count(14),
                    Words::new("18", "composing-font-points").count(18),
                ],
            ),
            Ask::new(
                Look::List,
                "autosave",
                "composing-autosave",
                &[
                    Words::new("10", "composing-autosave-seconds").count(10),
                    Words::new("30", "composing-autosave-seconds").count(30),
                    Words::new("60", "composing-autosave-minutes").count(1),
                    Words::new("300", "composing-autosave-minutes").count(5),
                    Words::new("never", "composing-autosave-never"),
                ],
            ),
            Ask::new(Look::Segments, "compose_window", "composing-own-window", YES_OR_NO),
            Ask::new(Look::Segments, "keep_formatting", "options-keep", YES_OR_NO).hint("options-keep-hint"),
            Ask::new(Look::Segments, "copy", "copy-question", YES_OR_NO).hint("copy-hint"),
        ],
        link: None,
    },
    Group {
        id: "answers",
        heading: "composing-answers",
        asks: &[
            Ask::new(
                Look::Choices,
                "quoting",
                "composing-quoting",
                &[
                    Words::new("below", "composing-quoting-below"),
                    Words::new("above", "composing-quoting-above"),
                    Words::new("above-whole", "composing-quoting-above-whole"),
                    Words::new("nothing", "composing-quoting-nothing"),
                ],
            ),
            Ask::new(
                Look::Segments,
                "list_replies",
                "composing-list-replies",
                &[
                    Words::new("everybody", "composing-list-replies-everybody"),
                    Words::new("list", "composing-list-replies-list"),
                ],
            )
            .hint("composing-list-replies-hint"),
            Ask::new(Look::Segments, "reply_same_folder", "composing-beside", YES_OR_NO)
                .hint("composing-beside-hint"),
            Ask::new(Look::Segments, "quote_signatures", "composing-quote-signatures", YES_OR_NO),
            Ask::new(
                Look::Segments,
                "forwarding",
                "composing-forwarding",
                &[
                    Words::new("inline", "composing-forwarding-inline"),
                    Words::new("attached", "composing-forwarding-attached"),
                ],
            ),
        ],
        link: None,
    },
    Group {
        id: "signature",
        heading: "composing-signature",
        asks: &[
            Ask::new(
                Look::Choices,
                "signing",
                "composing-signing",
                &[
                    Words::new("always", "composing-signing-always"),
                    Words::new("new", "composing-signing-new"),
                    Words::new("answers", "composing-signing-answers"),
                    Words::new("never", "composing-signing-never"),
                ],
            )
            .hint("composing-signing-hint"),
            Ask::new(
                Look::Choices,
                "signature_last",
                "composing-signature-place",
                &[
                    Words::new("words", "composing-signature-words"),
                    Words::new("end", "composing-signature-end"),
                ],
            ),
            Ask::new(Look::Segments, "separator", "composing-separator", YES_OR_NO)
                .hint("composing-separator-hint"),
        ],
        link: None,
    },
    Group {
        id: "undo",
        heading: "compose-send",
        asks: &[
            Ask::new(
                Look::Segments,
                "undo",
                "outbox-undo-question",
                &[
                    Words::new("0", "outbox-undo-off"),
                    Words::new("5", "outbox-undo-seconds").count(5),
                    Words::new("10", "outbox-undo-seconds").count(10),
                    Words::new("20", "outbox-undo-seconds").count(20),
                    Words::new("30", "outbox-undo-seconds").count(30),
                ],
            )
            .hint("outbox-undo-hint"),
            Ask::new(
                Look::Boxes,
                "warn",
                "forgotten-question",
                &[
                    Words::new("warn_subject", "forgotten-subject-box"),
                    Words::new("warn_text", "forgotten-text-box"),
                    Words::new("warn_file", "forgotten-file-box"),
                    Words::new("warn_visible", "forgotten-visible-box"),
                    Words::new("warn_outside", "forgotten-outside-box"),
                    Words::new("warn_name", "forgotten-name-box"),
                ],
            ),
        ],
        link: None,
    },
    Group {
        id: "sending",
        heading: "composing-sending",
        asks: &[
            Ask::new(Look::Segments, "mdn", "options-mdn", YES_OR_NO),
            Ask::new(Look::Segments, "dsn", "options-dsn", YES_OR_NO),
        ],
        link: None,
    },
    Group {
        id: "encoding",
        heading: "composing-encoding",
        asks: &[
            Ask::new(Look::Segments, "force_7bit", "composing-7bit", YES_OR_NO).hint("composing-7bit-hint")
        ],
        link: None,
    },
    Group {
        id: "recipients",
        heading: "recipients-title",
        asks: &[Ask::new(Look::Segments, "collecting", "recipients-collecting", YES_OR_NO)
            .hint("recipients-collecting-hint")],
        link: None,
    },
];

#[derive(Debug, Template)]
#[template(path = "settings/composing.html")]
struct ComposingPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    asked: Asked,
}

fn composing_page(user: &SignedIn, asked: Asked) -> ComposingPage {
    let failed = asked.failed();
    ComposingPage { chrome: chrome(&user.visitor), section: Section::Composing, failed, asked }
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.decisions, user.account).await?;
    let asked = Asked::kept(GROUPS, &kept, app.decisions.rules(), &user.visitor);
    page::html(&composing_page(&user, asked))
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<Sent>,
) -> Result<Response, AppError> {
    match Asked::keep(GROUPS, &form, &app.decisions, (user.account, &user.visitor)).await? {
        Err(asked) => page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &composing_page(&user, asked)),
        Ok(()) => Section::Composing.saved(&session).await,
    }
}
