//! A body that is read as it comes, sent by a script of ours.

use axum::body::Body;
use axum::extract::{FromRequest, Request};

use super::Gate;
use crate::app::App;
use crate::web::error::AppError;

/// Where a script puts what forms have in the field `csrf`.
const HEADER: &str = "x-csrf-token";

/// The body of a request with a token of this session. Nothing of it was read, and nothing limits it but time.
#[derive(Debug)]
pub struct CsrfStream(pub Body);

impl FromRequest<App> for CsrfStream {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        let (mut parts, body) = request.into_parts();
        let gate = Gate::new(&mut parts, app).await?;
        let token = parts.headers.get(HEADER).and_then(|it| it.to_str().ok()).unwrap_or_default();
        if gate.accepts(token).await? { Ok(Self(body)) } else { Err(AppError::Forged) }
    }
}
