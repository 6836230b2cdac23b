//! The form of a message as it comes, with its files. What was typed is not lost when the session
//! has ended or the page is of an older one: it waits for the owner of the draft ([`kept`]).

use axum::extract::{FromRequest, FromRequestParts as _, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use mailcore::message::outgoing::OutgoingFile;

use super::page;
use super::spelled::Asked;
use crate::app::App;
use crate::compose::form::DraftForm;
use crate::compose::kept::{self, KeptForm};
use crate::compose::warnings::Warning;
use crate::compose::{Typed, draft};
use crate::i18n::Text;
use crate::web::csrf::{AnyForm, CsrfMultipart};
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::page::see_other;
use crate::web::session::{SignedIn, Visit};
use crate::web::{desk, urls};

/// Fields that are no part of the message: a response that is to be put in, who is looked for in the address book,
/// and who is chosen there.
const ASKED: [&str; 5] = ["response", "people", "add_to", "add_cc", "add_bcc"];

/// A form of a signed-in person, from a page of ours. Nobody else reaches a handler that takes it.
#[derive(Debug)]
pub(in crate::web) struct Posted {
    pub(super) user: SignedIn,
    /// The `{draft}` of the address.
    pub(super) id: String,
    pub(super) typed: Typed,
    /// Names of files that were not read because of the limit.
    pub(super) too_large: Vec<String>,
    /// When it is to be sent, as a field has it; `chosen` where another field has it.
    pub(super) later: Option<String>,
    /// The id of the file that is to be removed.
    pub(super) remove: Option<String>,
    /// What is to be done about its spelling.
    pub(super) spelling: Asked,
    /// What is asked for besides: names and values of those fields.
    pub(super) asked: Vec<(String, String)>,
}

impl FromRequest<App> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        match read(request, app).await {
            Ok(answer) => answer,
            Err(error) => Err(error.into_response()),
        }
    }
}

/// The form, or where its sender finds what they typed.
async fn read(request: Request, app: &App) -> Result<Result<Posted, Response>, AppError> {
    let (mut parts, body) = request.into_parts();
    let Path(id) = Path::<String>::from_request_parts(&mut parts, app).await?;
    let visit = Visit::from_request_parts(&mut parts, app).await?;
    if !visit.is_somebody().await? && !app.store.has_draft(&id).await? {
        return Err(AppError::NotSignedIn);
    }
    let user = SignedIn::from_request_parts(&mut parts, app).await;
    let form = AnyForm::from_request(Request::from_parts(parts, body), app).await?;
    match (user, form) {
        (Ok(user), AnyForm::Ours(form)) => Ok(Ok(Posted::new(user, id, form))),
        (user, AnyForm::Ours(form) | AnyForm::Unproven(form)) => {
            let (form, files) = to_keep(form);
            let now = jiff::Timestamp::now().as_second();
            kept::keep(&app.store, &app.server_key, &id, (&form, files), now).await?;
            to_the_draft(app, &user?, &id, form.revision).await.map(Err)
        }
    }
}

/// The answer to somebody who is signed in, and whose page is of a session before.
async fn to_the_draft(app: &App, user: &SignedIn, id: &str, revision: i64) -> Result<Response, AppError> {
    if draft::load(&desk::of(app, user), id).await?.is_none() {
        return Err(AppError::Forged);
    }
    if user.visitor.fragment {
        let text = user.visitor.locale.say(&Text::new("compose-expired"));
        return page::state(StatusCode::CONFLICT, revision, text);
    }
    Ok(see_other(&urls::draft(id)))
}

fn to_keep(form: CsrfMultipart) -> (KeptForm, Vec<OutgoingFile>) {
    let Taken { typed: Typed { form, revision, files, promised, .. }, too_large, .. } = take_apart(form);
    let waiting = files.iter().map(|it| it.name.clone()).collect();
    (KeptForm { form, revision, waiting, files: too_large, promised }, files)
}

/// What a form says.
struct Taken {
    typed: Typed,
    too_large: Vec<String>,
    remove: Option<String>,
    later: Option<String>,
    spelling: Asked,
}

fn take_apart(form: CsrfMultipart) -> Taken {
    let field = |name: &str| form.fields.iter().find(|it| it.0 == name).map(|it| it.1.as_str());
    // A revision that cannot be read is none that exists: what was typed is kept aside.
    let revision = field("revision").and_then(|it| it.trim().parse().ok()).unwrap_or(-1);
    let remove = field("remove").map(str::to_owned);
    let later = field("later").and_then(|it| if it == "chosen" { field("later_at") } else { Some(it) });
    let (accepted, later_too) = field("anyway").unwrap_or_default().split_once(';').unwrap_or_default();
    let accepted = Warning::read(accepted);
    let later = later.or(Some(later_too).filter(|it| !it.is_empty())).map(str::to_owned);
    let again = field("again") == Some("yes");
    let promised = form.fields.iter().filter(|it| it.0 == "promised").map(|it| it.1.clone()).collect();
    let typed = DraftForm::read(&form.fields);
    let files = form.files.into_iter().map(|it| OutgoingFile {
        name: it.name,
        media_type: it.media_type,
        octets: it.octets,
    });
    let spelling = Asked::read(&form.fields);
    let files = files.collect();
    let typed = Typed { form: typed, revision, files, promised, again, later: None, accepted };
    Taken { typed, too_large: form.too_large, remove, later, spelling }
}

impl Posted {
    fn new(user: SignedIn, id: String, form: CsrfMultipart) -> Self {
        let asked = form.fields.iter().filter(|it| ASKED.contains(&it.0.as_str())).cloned().collect();
        let Taken { typed, too_large, remove, later, spelling } = take_apart(form);
        Self { user, id, typed, too_large, later, remove, spelling, asked }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_whatever_its_revision() {
        for (revision, expected) in [("7", 7), (" 0 ", 0), ("", -1), ("x", -1)] {
            let fields = [("csrf", "x"), ("revision", revision), ("to", "a@b.example"), ("remove", "f1")];
            let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
            let Taken { typed, remove, .. } =
                take_apart(CsrfMultipart { fields, ..CsrfMultipart::default() });
            assert_eq!(typed.revision, expected);
            assert_eq!(typed.form.to, "a@b.example");
            assert_eq!(remove.as_deref(), Some("f1"));
        }
    }
}
