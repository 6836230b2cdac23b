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
use crate::preferences::warnings::Warnings;
use crate::preferences::writing::{Editor, Quoting, Signing, Undo, Writing};
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

const UNDO: &[Answer<Undo>] = &[
    Answer::new(Undo::Off, "0", "outbox-undo-off"),
    Answer::new(Undo::Short, "5", "outbox-undo-seconds").count(5),
    Answer::new(Undo::Usual, "10", "outbox-undo-seconds").count(10),
    Answer::new(Undo::Long, "20", "outbox-undo-seconds").count(20),
    Answer::new(Undo::Longest, "30", "outbox-undo-seconds").count(30),
];

/// Asked the other way round than it is kept.
const COPY: &[Answer<bool>] =
    &[Answer::new(true, "no", "composing-no"), Answer::new(false, "yes", "composing-yes")];

const YES_OR_NO: &[Answer<bool>] =
    &[Answer::new(false, "no", "composing-no"), Answer::new(true, "yes", "composing-yes")];

/// Of what is kept as that something is not done.
const NO_OR_YES: &[Answer<bool>] =
    &[Answer::new(true, "no", "composing-no"), Answer::new(false, "yes", "composing-yes")];

/// What is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct ComposingForm {
    editor: String,
    quoting: String,
    quote_signatures: String,
    signing: String,
    signature_last: String,
    separator: String,
    mdn: String,
    dsn: String,
    undo: String,
    copy: String,
    /// Boxes: empty where they are not ticked.
    warn_subject: String,
    warn_text: String,
    warn_file: String,
    warn_visible: String,
    warn_name: String,
    collecting: String,
}

/// What was decided; `None` is an answer that could not be read.
#[derive(Clone, Copy, Debug)]
struct Decided {
    editor: Option<Editor>,
    quoting: Option<Quoting>,
    quote_signatures: Option<bool>,
    signing: Option<Signing>,
    signature_last: Option<bool>,
    bare_signature: Option<bool>,
    mdn: Option<bool>,
    dsn: Option<bool>,
    undo: Option<Undo>,
    no_copy: Option<bool>,
    warnings: Warnings,
    forget_recipients: Option<bool>,
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
            bare_signature: Some(kept.bare_signature),
            mdn: Some(kept.mdn),
            dsn: Some(kept.dsn),
            undo: Some(kept.undo),
            no_copy: Some(kept.no_copy),
            warnings: kept.warnings,
            forget_recipients: Some(kept.forget_recipients),
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
            bare_signature: choices::read(NO_OR_YES, &form.separator),
            mdn: choices::read(YES_OR_NO, &form.mdn),
            dsn: choices::read(YES_OR_NO, &form.dsn),
            undo: choices::read(UNDO, &form.undo),
            no_copy: choices::read(COPY, &form.copy),
            warnings: Warnings {
                subject: !form.warn_subject.is_empty(),
                text: !form.warn_text.is_empty(),
                file: !form.warn_file.is_empty(),
                visible: !form.warn_visible.is_empty(),
                name: !form.warn_name.is_empty(),
            },
            forget_recipients: choices::read(NO_OR_YES, &form.collecting),
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
            bare_signature: self.bare_signature?,
            mdn: self.mdn?,
            dsn: self.dsn?,
            undo: self.undo?,
            no_copy: self.no_copy?,
            warnings: self.warnings,
            forget_recipients: self.forget_recipients?,
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
    separator: Question,
    mdn: Question,
    dsn: Question,
    undo: Question,
    copy: Question,
    warnings: Vec<WarningBox>,
    collecting: Question,
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
            separator: choices::ask("separator", NO_OR_YES, decided.bare_signature),
            mdn: choices::ask("mdn", YES_OR_NO, decided.mdn),
            dsn: choices::ask("dsn", YES_OR_NO, decided.dsn),
            undo: choices::ask("undo", UNDO, decided.undo),
            copy: choices::ask("copy", COPY, decided.no_copy),
            warnings: boxes(decided.warnings),
            collecting: choices::ask("collecting", NO_OR_YES, decided.forget_recipients),
        }
    }
}

/// Something that one can be warned of.
#[derive(Debug)]
struct WarningBox {
    name: &'static str,
    words: &'static str,
    ticked: bool,
}

fn boxes(it: Warnings) -> Vec<WarningBox> {
    let all = [
        ("warn_subject", "forgotten-subject-box", it.subject),
        ("warn_text", "forgotten-text-box", it.text),
        ("warn_file", "forgotten-file-box", it.file),
        ("warn_visible", "forgotten-visible-box", it.visible),
        ("warn_name", "forgotten-name-box", it.name),
    ];
    all.into_iter().map(|(name, words, ticked)| WarningBox { name, words, ticked }).collect()
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
