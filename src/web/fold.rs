//! `POST /folders/fold`: a branch of the folder tree is closed, or opened, from now on.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use mailcore::mailbox::MailboxName;
use serde::Deserialize;

use super::csrf::CsrfForm;
use super::error::AppError;
use super::page::see_other;
use super::session::SignedIn;
use super::urls;
use crate::app::App;
use crate::preferences::Preferences;

/// The branch by the mailbox at its root, under the name of what is to be done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FoldForm {
    close: String,
    open: String,
    /// The page that it was sent from.
    back: String,
}

impl FoldForm {
    fn read(&self) -> Option<(MailboxName, bool)> {
        let named = |name: &str, closed: bool| MailboxName::parse(name).map(|it| (it, closed));
        named(&self.close, true).or_else(|| named(&self.open, false))
    }
}

/// Keeps it, and goes back; for a script, which has done it already, there is nothing to say.
pub(super) async fn submit(
    State(app): State<App>,
    user: SignedIn,
    CsrfForm(form): CsrfForm<FoldForm>,
) -> Result<Response, AppError> {
    if let Some((mailbox, closed)) = form.read() {
        let fold = |it: &mut Preferences| it.set_fold(&mailbox, closed);
        Preferences::change(&app.decisions, user.account, fold).await?;
    }
    if user.visitor.fragment {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(see_other(if urls::is_ours(&form.back) { &form.back } else { "/" }))
}
