//! `GET /mail/{mailbox}/{message}/attachments.zip`

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use mailcore::message::place::Place;

use super::{embedded, or_gone};
use crate::app::App;
use crate::reading::bundle;
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::{MessagePath, Path};
use crate::web::foreign::{self, How};
use crate::web::session::SignedIn;

/// The most characters of a subject in the name of the file.
const MOST_NAME: usize = 80;

/// All files of a message as a zip that is made while it is sent. When it breaks, the connection does
/// as well, so that the browser says that the download failed.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    MessagePath(at): MessagePath,
) -> Result<Response, AppError> {
    zip_of(&app, &user, &at.into()).await
}

/// `GET /mail/{mailbox}/{message}/part/{part}/attachments.zip`: the same of a message inside of another
/// one.
pub(in crate::web) async fn show_embedded(
    State(app): State<App>,
    user: SignedIn,
    Path(path): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    zip_of(&app, &user, &embedded::place(&path)?).await
}

async fn zip_of(app: &App, user: &SignedIn, place: &Place) -> Result<Response, AppError> {
    let bundle = bundle::begin(&desk::of(app, user), place).await;
    let bundle = bundle.map_err(|error| or_gone(error, &place.message))?;
    let subject: String = bundle.subject.chars().take(MOST_NAME).collect();
    let name = match subject.trim() {
        "" => user.visitor.locale.t("files-zip-name").into_owned(),
        subject => subject.replace(['/', '\\'], "-"),
    };
    let headers = foreign::headers("application/zip", How::Saved, &format!("{name}.zip"));
    Ok((headers, Body::from_stream(bundle.into_octets())).into_response())
}
