//! What every response says: security headers, and compression of pages.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;

use super::compression;
use super::error::AppError;
use crate::app::App;

/// No script and no style but ours, nothing from elsewhere, nobody frames us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'none'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// A handler that says one of these itself keeps its own.
const ALWAYS: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// For an answer that comes piece by piece: nginx holds it back until it is whole unless told not to.
pub const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// A year, for this host alone.
const HTTPS_ONLY: &str = "max-age=31536000";

/// The policy of a page in which HTML is written: what a person wrote has its style in attributes.
pub fn policy_with_styles() -> Result<HeaderValue, AppError> {
    HeaderValue::try_from(format!("{POLICY}; style-src-attr 'unsafe-inline'"))
        .map_err(|it| AppError::Internal(it.into()))
}

/// Adds the layers that every route has: compression and security headers.
pub fn with_layers(routes: Router<App>, app: &App) -> Router<App> {
    routes.layer(from_fn(compression::compress)).layer(from_fn_with_state(app.config.is_https(), secure))
}

async fn secure(State(is_https): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HTTPS_ONLY));
    }
    response
}
