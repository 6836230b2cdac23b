//! The form of a message.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::Mailboxes;
use zeroize::Zeroizing;

use super::attached::FilesFields;
use super::later::{self, LaterFields};
use super::options::{self, OptionFields};
use super::spelled::{Checked, SpellingFields};
use crate::compose::attachment;
use crate::compose::draft::Draft;
use crate::compose::form::FieldErrors;
use crate::compose::warnings::Warning;
use crate::compose::{Aside, KeptIn};
use crate::contacts::{completing, folding};
use crate::desk::Desk;
use crate::i18n::{Locale, Text};
use crate::identities::{self, Identity};
use crate::reading;
use crate::responses::{self, CannedResponse};
use crate::web::error::AppError;
use crate::web::page::{self, Chrome};
use crate::web::session::Visitor;
use crate::web::suggested::{self, MOST_BESIDE, PersonOption};
use crate::web::{headers, urls};

/// The most characters of a response that stand below its name.
const PREVIEW: usize = 100;

/// What the form says beside what was typed.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// What is wrong with each field.
    pub(super) errors: FieldErrors,
    /// What is wrong with the whole.
    pub(super) problem: Option<Text>,
    /// What the mail server said about it, a line each.
    pub(super) details: Vec<String>,
    /// Nobody knows whether the message was sent: the person decides.
    pub(super) unknown: bool,
    /// What was found of its spelling, where that was looked at.
    pub(super) spelling: Option<Checked>,
    /// What may be forgotten: the person decides.
    pub(super) warnings: Vec<Warning>,
    /// When it was to be sent, as the field has it.
    pub(super) later: String,
    /// Who is looked for in the address book beside the text.
    pub(super) people: Option<String>,
    /// Names of files that wait and are to go with it.
    pub(super) promised: Vec<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "compose/edit.html")]
struct EditPage {
    /// The families of the font of HTML; empty for that of the page.
    font: &'static str,
    /// The size of its letters, in points.
    font_size: Option<u8>,
    chrome: Chrome,
    /// The `{draft}` of its addresses.
    draft: String,
    revision: i64,
    form: ComposeForm,
    /// From whom it can be; one of them is chosen.
    identities: Vec<Sender>,
    /// Those who were looked for in the address book.
    people: Option<FoundPeople>,
    /// Texts that can be put into it.
    responses: Vec<ResponseItem>,
    /// Who it is from where there is nothing to choose.
    from: String,
    /// Where one begins to write, in characters of scripts; `None` once something was kept.
    cursor: Option<usize>,
    show_cc: bool,
    show_bcc: bool,
    options: OptionFields,
    spelling: SpellingFields,
    errors: FieldErrors,
    attached: FilesFields,
    /// Names of files that wait and are to go with it: sending asks for each.
    promised: Vec<String>,
    /// When it was kept last; `None` before the first time.
    saved_at: Option<String>,
    problem: Option<Text>,
    details: Vec<String>,
    unknown: bool,
    later: LaterFields,
    /// What seals a copy of what is typed in the browser; `None` for who wants none.
    copy_key: Option<Zeroizing<String>>,
    warnings: Vec<Text>,
    /// What the person accepts who sends it all the same.
    anyway: String,
}

/// An identity that it can be from.
#[derive(Debug)]
struct Sender {
    id: String,
    words: String,
    /// For the editor, which exchanges it in HTML.
    signature: String,
    chosen: bool,
}

/// People who were looked for.
#[derive(Debug)]
struct FoundPeople {
    /// By these words.
    q: String,
    people: Vec<PersonOption>,
}

/// A text that can be put into it.
#[derive(Debug)]
struct ResponseItem {
    id: String,
    /// Where a script finds what it says.
    url: String,
    name: String,
    /// Its first words.
    preview: String,
}

/// What was typed.
#[derive(Debug)]
struct ComposeForm {
    /// The identity whose signature it has.
    signed_as: String,
    to: String,
    cc: String,
    bcc: String,
    reply_to: String,
    followup_to: String,
    subject: String,
    body: String,
    /// The same as HTML; `None` where text is written.
    html: Option<String>,
}

/// What the form shows besides the draft.
struct Beside {
    attached: FilesFields,
    identities: Vec<Identity>,
    responses: Vec<CannedResponse>,
    people: Option<FoundPeople>,
}

/// What became of the draft, for a script that saves in the background: replaces `#compose-state`.
#[derive(Debug, Template)]
#[template(path = "compose/state.html")]
struct StateFragment {
    revision: i64,
    text: String,
}

/// The form with status 200, or 422 where something is wrong with it.
pub(super) async fn show(
    desk: &Desk,
    visitor: &Visitor,
    draft: Draft,
    said: Said,
) -> Result<Response, AppError> {
    let is_wrong = said.problem.is_some() || said.errors != FieldErrors::default();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    show_with(status, desk, visitor, draft, said).await
}

/// The form with another status: where somebody only looks, nothing was wrong with what they sent.
async fn show_with(
    status: StatusCode,
    desk: &Desk,
    visitor: &Visitor,
    draft: Draft,
    mut said: Said,
) -> Result<Response, AppError> {
    let beside = Beside::read(desk, visitor, (&draft.id, true), said.people.take());
    let (beside, folders) = tokio::join!(beside, reading::folders(desk));
    render(status, desk, visitor, (draft, said), (beside?, folders))
}

/// The form of a draft that is looked for, what there is to say of it, and whether files go with it; the mail server
/// is asked for the folders meanwhile. `None` where none is found.
pub(super) async fn show_found(
    desk: &Desk,
    visitor: &Visitor,
    found: impl Future<Output = Result<Option<(Draft, Said, bool)>, AppError>>,
) -> Result<Option<Response>, AppError> {
    let whole = async {
        let Some((draft, said, has_files)) = found.await? else { return Ok::<_, AppError>(None) };
        let beside = Beside::read(desk, visitor, (&draft.id, has_files), None).await?;
        Ok(Some((draft, said, beside)))
    };
    let (folders, whole) = tokio::join!(reading::folders(desk), whole);
    let Some((draft, said, beside)) = whole? else { return Ok(None) };
    render(StatusCode::OK, desk, visitor, (draft, said), (beside, folders)).map(Some)
}

impl Beside {
    /// What stands beside draft `draft`, which may have files, and who is found by the words `people`.
    async fn read(
        desk: &Desk,
        visitor: &Visitor,
        (draft, has_files): (&str, bool),
        people: Option<String>,
    ) -> Result<Self, AppError> {
        let found = async {
            match people {
                Some(q) => look_for(desk, visitor, q).await.map(Some),
                None => Ok(None),
            }
        };
        let files = async {
            match has_files {
                true => FilesFields::of(desk, draft, visitor.locale).await,
                false => Ok(FilesFields::none(desk, visitor.locale)),
            }
        };
        let (attached, identities, responses, people) =
            tokio::join!(files, identities::of(desk), responses::all(desk), found,);
        Ok(Self { attached: attached?, identities: identities?, responses: responses?, people: people? })
    }
}

fn render(
    status: StatusCode,
    desk: &Desk,
    visitor: &Visitor,
    (draft, said): (Draft, Said),
    (beside, folders): (Beside, Mailboxes),
) -> Result<Response, AppError> {
    let chrome = Chrome::new(visitor).with_folders(folders, None);
    let page = page::html_with(status, &edit_page(desk, visitor, draft, (beside, chrome), said))?;
    Ok(([(CONTENT_SECURITY_POLICY, headers::policy_with_styles()?)], page).into_response())
}

async fn look_for(desk: &Desk, visitor: &Visitor, q: String) -> Result<FoundPeople, AppError> {
    let one_address = visitor.preferences.people.one_address;
    let found = completing::complete(&desk.store, desk.account, &q, (MOST_BESIDE, one_address)).await?;
    let people = suggested::options(found, &folding::terms(&q), visitor.locale);
    Ok(FoundPeople { q, people })
}

/// The state of a draft alone.
pub(super) fn state(status: StatusCode, revision: i64, text: String) -> Result<Response, AppError> {
    page::html_with(status, &StateFragment { revision, text })
}

/// What the form says when what was typed is not kept as it should be; `too_large` names files that
/// were not even read.
pub(super) fn about(kept: &KeptIn, too_large: &[String], desk: &Desk, locale: Locale) -> Said {
    let names: Vec<&str> =
        too_large.iter().chain(&kept.left_out).chain(&kept.gone).map(String::as_str).collect();
    let files = (!names.is_empty()).then(|| match kept.gone.is_empty() {
        true => {
            let limit = locale.size(attachment::room(desk.message_limit));
            Text::new("compose-too-many-files").with("name", names.join(", ")).with("limit", limit)
        }
        // Those that are too large say so once they are chosen again.
        false => Text::new("compose-kept-without-files").with("name", names.join(", ")),
    });
    let problem = kept.aside.map(|aside| match aside {
        Aside::Conflict => Text::new("compose-conflict"),
        Aside::Missing => Text::new("compose-gone"),
    });
    Said { errors: FieldErrors { files, ..FieldErrors::default() }, problem, ..Said::default() }
}

impl Said {
    /// Nothing is wrong.
    pub(super) fn is_nothing(&self) -> bool {
        self.problem.is_none() && self.errors == FieldErrors::default()
    }
}

fn edit_page(
    desk: &Desk,
    visitor: &Visitor,
    draft: Draft,
    (beside, chrome): (Beside, Chrome),
    mut said: Said,
) -> EditPage {
    let Beside { attached, identities, responses, people } = beside;
    let locale = visitor.locale;
    let form = draft.content.form;
    if !draft.content.left_out.is_empty() && said.errors.files.is_none() {
        let names = draft.content.left_out.join(", ");
        said.errors.files = Some(Text::new("compose-left-out").with("name", names));
    }
    EditPage {
        spelling: SpellingFields::new(desk, &form.spelled, locale, said.spelling),
        options: options::fields(desk, form.options, &chrome),
        font: visitor.preferences.writing.font.families().unwrap_or_default(),
        font_size: visitor.preferences.writing.font_size.points(),
        chrome,
        revision: draft.revision,
        from: sender(&identities, form.identity)
            .map_or_else(|| desk.credentials.login().to_owned(), Identity::label),
        identities: senders(&identities, form.identity),
        people,
        responses: responses.into_iter().map(item).collect(),
        cursor: draft.content.cursor,
        show_cc: !form.cc.is_empty(),
        show_bcc: !form.bcc.is_empty(),
        errors: said.errors,
        attached,
        promised: said.promised,
        saved_at: (draft.revision > 0).then(|| locale.short_date(draft.changed_at, visitor.now)),
        problem: said.problem,
        details: said.details,
        unknown: said.unknown,
        later: later::fields(locale, visitor.now),
        copy_key: copy_key(desk),
        anyway: anyway(&said.warnings, &said.later),
        warnings: said.warnings.iter().map(|it| warning(*it)).collect(),
        form: ComposeForm {
            signed_as: form.signed_as.map(|it| it.to_string()).unwrap_or_default(),
            to: form.to,
            cc: form.cc,
            bcc: form.bcc,
            reply_to: form.reply_to,
            followup_to: form.followup_to,
            subject: form.subject,
            body: form.body,
            html: form.html,
        },
        draft: draft.id,
    }
}

/// The same for all pages of a person, so that what one has sealed, another one opens after a crash and the next
/// login.
fn copy_key(desk: &Desk) -> Option<Zeroizing<String>> {
    let key = || desk.key.derive(&format!("copy in the browser {}", desk.account.0)).to_text();
    (!desk.preferences.writing.no_copy).then(key)
}

/// What the button says that sends all the same: what is accepted, and when it is to be sent.
fn anyway(warnings: &[Warning], later: &str) -> String {
    let names: Vec<&str> = warnings.iter().map(|it| it.name()).collect();
    format!("{};{later}", names.join(" "))
}

fn warning(it: Warning) -> Text {
    Text::new(match it {
        Warning::Subject => "forgotten-subject",
        Warning::Text => "forgotten-text",
        Warning::File => "forgotten-file",
        Warning::Visible => "forgotten-visible",
        Warning::Outside => "forgotten-outside",
        Warning::Name => "forgotten-name",
    })
}

/// The identity that is chosen: the preferred one while none is, or when it is gone.
fn sender(all: &[Identity], chosen: Option<i64>) -> Option<&Identity> {
    all.iter().find(|it| Some(it.id) == chosen).or(all.first())
}

fn senders(all: &[Identity], chosen: Option<i64>) -> Vec<Sender> {
    let chosen = sender(all, chosen).map(|it| it.id);
    let sender = |it: &Identity| Sender {
        id: it.id.to_string(),
        words: it.label(),
        signature: it.written.signature.clone(),
        chosen: Some(it.id) == chosen,
    };
    all.iter().map(sender).collect()
}

fn item(response: CannedResponse) -> ResponseItem {
    let id = response.id.to_string();
    let preview = response.written.preview(PREVIEW);
    ResponseItem { url: urls::response(&id), id, name: response.written.name, preview }
}
