//! `GET·POST /settings/composing`

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use tower_sessions::Session;

use super::choices::{self, Answer, Question};
use super::{Section, chrome, saved};
use crate::app::App;
use crate::preferences::Preferences;
use crate::preferences::writing::{Editor, Quoting, Signing, Writing};
use crate::web::csrf::CsrfForm;
use crate::web::error::AppError;
use crate::web::notice;
use crate::web::page::{self, Chrome};
use crate::web::session::{SignedIn, Visitor};

const EDITORS: &[Answer<Editor>] = &[
    Answer::new(Editor::Never, "never", "composing-editor-never"),
    Answer::new(Editor::Always, "always", "composing-editor-always"),
    Answer::new(Editor::ReplyToHtml, "reply-to-html", "composing-editor-reply"),
    Answer::new(Editor::AnswerToHtml, "answer-to-html", "composing-editor-answer"),
    Answer::new(Editor::AlwaysButPlain, "always-but-plain", "composing-editor-but-plain"),
];

const QUOTING: &[Answer<Quoting>] = &[
    Answer::new(Quoting::Below, "below", "composing-quoting-below"),
    Answer::new(Quoting::Above, "above", "composing-quoting-above"),
    Answer::new(Quoting::AboveWhole, "above-whole", "composing-quoting-above-whole"),
    Answer::new(Quoting::Nothing, "nothing", "composing-quoting-nothing"),
];

const SIGNING: &[Answer<Signing>] = &[
    Answer::new(Signing::Always, "always", "composing-signing-always"),
    Answer::new(Signing::New, "new", "composing-signing-new"),
    Answer::new(Signing::Answers, "answers", "composing-signing-answers"),
    Answer::new(Signing::Never, "never", "composing-signing-never"),
];

const SIGNATURE_LAST: &[Answer<bool>] = &[
    Answer::new(false, "words", "composing-signature-words"),
    Answer::new(true, "end", "composing-signature-end"),
];

const YES_OR_NO: &[Answer<bool>] =
    &[Answer::new(false, "no", "composing-no"), Answer::new(true, "yes", "composing-yes")];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ComposingForm {
    editor: String,
    quoting: String,
    quote_signatures: String,
    signing: String,
    signature_last: String,
    mdn: String,
    dsn: String,
}

/// What was decided; `None` is an answer that could not be read.
#[derive(Clone, Copy, Debug)]
struct Decided {
    editor: Option<Editor>,
    quoting: Option<Quoting>,
    quote_signatures: Option<bool>,
    signing: Option<Signing>,
    signature_last: Option<bool>,
    mdn: Option<bool>,
    dsn: Option<bool>,
}

impl Decided {
    /// As it is kept.
    fn kept(kept: Writing) -> Self {
        Self {
            editor: Some(kept.editor),
            quoting: Some(kept.quoting),
            quote_signatures: Some(kept.quote_signatures),
            signing: Some(kept.signing),
            signature_last: Some(kept.signature_last),
            mdn: Some(kept.mdn),
            dsn: Some(kept.dsn),
        }
    }

    /// What a form says.
    fn read(form: &ComposingForm) -> Self {
        Self {
            editor: choices::read(EDITORS, &form.editor),
            quoting: choices::read(QUOTING, &form.quoting),
            quote_signatures: choices::read(YES_OR_NO, &form.quote_signatures),
            signing: choices::read(SIGNING, &form.signing),
            signature_last: choices::read(SIGNATURE_LAST, &form.signature_last),
            mdn: choices::read(YES_OR_NO, &form.mdn),
            dsn: choices::read(YES_OR_NO, &form.dsn),
        }
    }

    /// All of it; `None` when something could not be read.
    fn whole(self) -> Option<Writing> {
        Some(Writing {
            editor: self.editor?,
            quoting: self.quoting?,
            quote_signatures: self.quote_signatures?,
            signing: self.signing?,
            signature_last: self.signature_last?,
            mdn: self.mdn?,
            dsn: self.dsn?,
        })
    }
}

#[derive(Debug, Template)]
#[template(path = "settings/composing.html")]
struct ComposingPage {
    chrome: Chrome,
    section: Section,
    /// Whether nothing was kept because of a mistake.
    failed: bool,
    editor: Question,
    quoting: Question,
    quote_signatures: Question,
    signing: Question,
    signature_last: Question,
    mdn: Question,
    dsn: Question,
}

impl ComposingPage {
    fn new(visitor: &Visitor, decided: Decided) -> Self {
        Self {
            chrome: chrome(visitor),
            section: Section::Composing,
            failed: decided.whole().is_none(),
            editor: choices::ask("editor", EDITORS, decided.editor),
            quoting: choices::ask("quoting", QUOTING, decided.quoting),
            quote_signatures: choices::ask("quote_signatures", YES_OR_NO, decided.quote_signatures),
            signing: choices::ask("signing", SIGNING, decided.signing),
            signature_last: choices::ask("signature_last", SIGNATURE_LAST, decided.signature_last),
            mdn: choices::ask("mdn", YES_OR_NO, decided.mdn),
            dsn: choices::ask("dsn", YES_OR_NO, decided.dsn),
        }
    }
}

/// The section as it is kept.
pub(in crate::web) async fn show(State(app): State<App>, user: SignedIn) -> Result<Response, AppError> {
    let kept = Preferences::of(&app.store, user.account).await?;
    page::html(&ComposingPage::new(&user.visitor, Decided::kept(kept.writing)))
}

/// Keeps all answers, or none and shows the form again.
pub(in crate::web) async fn submit(
    State(app): State<App>,
    session: Session,
    user: SignedIn,
    CsrfForm(form): CsrfForm<ComposingForm>,
) -> Result<Response, AppError> {
    let decided = Decided::read(&form);
    let Some(writing) = decided.whole() else {
        let page = ComposingPage::new(&user.visitor, decided);
        return page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let before = Preferences::of(&app.store, user.account).await?;
    Preferences { writing, ..before }.keep(&app.store, user.account).await?;
    notice::leave(&session, &saved()).await?;
    Ok(page::see_other(&Section::Composing.url()))
}
