//! `GET /compose` and `GET /compose/{draft}`

use axum::extract::State;
use axum::response::Response;
use mailcore::message::reply::Answer;
use serde::Deserialize;

use super::outbox::words;
use super::page::{self, Said};
use crate::app::App;
use crate::compose::draft::{self, Content, Draft};
use crate::compose::form::{DraftForm, FieldErrors};
use crate::compose::kept::{self, KeptForm};
use crate::compose::{self, Start};
use crate::desk::Desk;
use crate::i18n::Text;
use crate::outbox::origin;
use crate::outbox::waiting::{self, Until};
use crate::web::error::AppError;
use crate::web::extract::{Path, Query};
use crate::web::page::see_other;
use crate::web::session::SignedIn;
use crate::web::{desk, urls};

/// What a message begins with: the fields of a `mailto:` link, or a message that is there
/// (`{mailbox}/{message}`, each percent-encoded; `/{part}` behind for a message inside of it).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct BeginQuery {
    to: String,
    cc: String,
    bcc: String,
    subject: String,
    body: String,
    reply: Option<String>,
    reply_all: Option<String>,
    reply_list: Option<String>,
    forward: Option<String>,
    forward_attached: Option<String>,
    as_new: Option<String>,
    draft: Option<String>,
}

/// Begins a message: a new draft, and the way to it.
pub(in crate::web) async fn begin(
    State(app): State<App>,
    user: SignedIn,
    Query(query): Query<BeginQuery>,
) -> Result<Response, AppError> {
    let start = query.start().ok_or(AppError::NotFound)?;
    let draft = compose::begin(&desk::of(&app, &user), start, user.visitor.locale, user.visitor.now).await?;
    Ok(see_other(&urls::draft(&draft.id)))
}

/// The form of a message being written.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, AppError> {
    let desk = desk::of(&app, &user);
    let page = page::show_found(&desk, &user.visitor, find(&desk, &id, user.visitor.now)).await?;
    // To be changed, it is called back first.
    Ok(page.unwrap_or_else(|| see_other(urls::OUTBOX)))
}

/// A draft, what there is to say of it, and whether files go with it; `None` where it waits to be sent.
async fn find(desk: &Desk, id: &str, now: i64) -> Result<Option<(Draft, Said, bool)>, AppError> {
    let (draft, more) = draft::load_and_more(desk, id).await?.ok_or(AppError::NotFound)?;
    let kept = if more.has_form { kept::find(desk, id, now).await? } else { None };
    if let Some(kept) = kept {
        let (draft, said) = with_kept(draft, kept);
        return Ok(Some((draft, said, more.has_uploads)));
    }
    let waiting = if more.is_in_outbox { waiting::of(desk, id, now).await? } else { None };
    let said = match waiting {
        Some(Until::Due(_)) => return Ok(None),
        Some(Until::Held(obstacle)) => {
            let (problem, details) = words::of(obstacle);
            Said { problem: Some(problem), details, ..Said::default() }
        }
        Some(Until::Unknown) => {
            Said { problem: Some(Text::new("compose-unknown")), unknown: true, ..Said::default() }
        }
        Some(Until::OnItsWay) | None => Said::default(),
    };
    Ok(Some((draft, said, more.has_uploads)))
}

/// The draft with what was typed when the session had ended. Its revision is that of the form: when
/// the draft was changed meanwhile, both texts are kept.
fn with_kept(draft: Draft, kept: KeptForm) -> (Draft, Said) {
    let names = kept.files.join(", ");
    let files = (!names.is_empty()).then(|| Text::new("compose-kept-without-files").with("name", names));
    let problem = match kept.waiting.join(", ") {
        none if none.is_empty() => Text::new("compose-kept-after-session"),
        names => Text::new("expired-kept-with-files").with("name", names),
    };
    let said = Said {
        problem: Some(problem),
        errors: FieldErrors { files, ..FieldErrors::default() },
        promised: [kept.waiting, kept.promised].concat(),
        ..Said::default()
    };
    let content = Content { form: kept.form, ..draft.content };
    (Draft { content, revision: kept.revision, ..draft }, said)
}

impl BeginQuery {
    /// `None` when it names a message in no way of ours.
    fn start(self) -> Option<Start> {
        let answers = [
            (&self.reply, Answer::Reply),
            (&self.reply_all, Answer::ReplyAll),
            (&self.reply_list, Answer::ReplyList),
            (&self.forward, Answer::Forward),
        ];
        for (place, answer) in answers {
            if let Some(place) = place {
                return Some(Start::Answer(answer, origin::read_inner_place(place)?));
            }
        }
        if let Some(place) = &self.forward_attached {
            return Some(Start::Attached(origin::read_place(place)?));
        }
        if let Some(place) = &self.as_new {
            return Some(Start::AsNew(origin::read_place(place)?));
        }
        if let Some(place) = &self.draft {
            return Some(Start::Draft(origin::read_place(place)?));
        }
        let fields = [
            ("to", self.to),
            ("cc", self.cc),
            ("bcc", self.bcc),
            ("subject", self.subject),
            ("body", self.body),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        Some(Start::New(Box::new(DraftForm::read(&fields))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_what_a_message_begins_with() {
        let reply =
            BeginQuery { reply: Some("Clients%2F%C3%89t%C3%A9/7-42".to_owned()), ..BeginQuery::default() };
        match reply.start() {
            Some(Start::Answer(Answer::Reply, at)) => assert_eq!(at.message.mailbox.as_str(), "Clients/Été"),
            other => panic!("{other:?}"),
        }
        let draft = BeginQuery { draft: Some("nonsense".to_owned()), ..BeginQuery::default() };
        assert_eq!(draft.start(), None);
    }

    #[test]
    fn a_mailto_link_cannot_add_a_field() {
        let query = BeginQuery { subject: "a\r\nBcc: x@y.example".to_owned(), ..BeginQuery::default() };
        match query.start() {
            Some(Start::New(form)) => assert_eq!(form.subject, "a Bcc: x@y.example"),
            other => panic!("{other:?}"),
        }
    }
}
