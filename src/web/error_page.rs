//! Failures to pages: the layer that knows the visitor. The one place that logs a failure.

use std::time::Duration;

use askama::Template;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tower_http::catch_panic::CatchPanicLayer;

use super::error::{AppError, Failure};
use super::page::{self, Chrome};
use super::session::Visit;
use super::urls;
use crate::app::App;
use crate::i18n::Text;
use crate::secret::random_hex;

#[derive(Debug, Template)]
#[template(path = "error.html")]
struct ErrorPage {
    chrome: Chrome,
    status: u16,
    title: Text,
    sentence: Text,
    /// The way out.
    back: String,
    back_label: Text,
    /// Where to try again, if that may help.
    retry: Option<String>,
    reference: Option<String>,
}

/// What the page of an error depends on.
#[derive(Debug)]
struct Asked {
    method: Method,
    uri: Uri,
}

/// Adds the layer that ends what takes too long, catches panics, and makes the pages of failures.
pub(super) fn with_error_pages(routes: Router<App>, app: &App) -> Router<App> {
    let panics = CatchPanicLayer::custom(|_| AppError::Internal("a panic".into()).into_response());
    routes
        .method_not_allowed_fallback(wrong_method)
        .layer(panics)
        .layer(from_fn_with_state(app.clone(), show))
}

async fn show(State(app): State<App>, visit: Visit, request: Request, next: Next) -> Response {
    let asked = Asked { method: request.method().clone(), uri: request.uri().clone() };
    let limit = time_limit(&app, request.headers());
    let mut response = match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => AppError::Timeout.into_response(),
    };
    let Some(Failure(error)) = response.extensions_mut().remove::<Failure>() else { return response };
    match &*error {
        AppError::NotSignedIn => to_login(&visit, &asked, visit.had_key()).await,
        AppError::SignInAgain => to_login(&visit, &asked, true).await,
        _ => error_page(&visit, &asked, &error).await,
    }
}

/// A form with files, or a file by itself, may take as long as a slow line needs.
fn time_limit(app: &App, headers: &HeaderMap) -> Duration {
    let kinds: [&[u8]; 2] = [b"multipart/", b"application/partial-upload"];
    let is = |it: &HeaderValue| kinds.iter().any(|kind| it.as_bytes().starts_with(kind));
    let has_files = headers.get(CONTENT_TYPE).is_some_and(is);
    if has_files { app.config.upload_timeout } else { app.config.request_timeout }
}

async fn to_login(visit: &Visit, asked: &Asked, expired: bool) -> Response {
    let next = asked.page();
    let next = Some(next).filter(|it| *it != "/");
    let url = if expired { urls::login_because("expired", next) } else { urls::login(next) };
    let mut response = match HeaderValue::try_from(&url) {
        Ok(url) if visit.is_fragment() => {
            (StatusCode::UNAUTHORIZED, [(HeaderName::from_static("hx-redirect"), url)]).into_response()
        }
        _ => page::see_other(&url),
    };
    if expired && let Err(error) = visit.end(&mut response).await {
        asked.log(&error);
    }
    response
}

async fn error_page(visit: &Visit, asked: &Asked, error: &AppError) -> Response {
    let reference = asked.log(error);
    let visitor = visit.visitor_whatever_happens().await;
    let status = error.status();
    let (title, sentence) = error.words();
    let (back, back_label) = match error {
        AppError::MessageGone(mailbox) => (urls::mailbox(mailbox), "error-to-mailbox"),
        _ if visitor.login.is_some() => (urls::home(), "error-to-inbox"),
        _ => (urls::login(None), "error-to-login"),
    };
    let page = ErrorPage {
        chrome: Chrome::new(&visitor),
        status: status.as_u16(),
        title,
        sentence,
        back,
        back_label: Text::new(back_label),
        retry: (status.is_server_error() && asked.method == Method::GET).then(|| asked.uri.to_string()),
        reference,
    };
    page::html_with(status, &page).unwrap_or_else(|_| status.into_response())
}

impl Asked {
    /// Logs what the operator must know of: a 5xx, with the reference that the page shows.
    fn log(&self, error: &AppError) -> Option<String> {
        let status = error.status().as_u16();
        // Names of mailboxes and addresses stand in paths and queries.
        tracing::debug!(status, method = %self.method, uri = %self.uri, "a request failed");
        if status < 500 {
            return None;
        }
        let reference = reference();
        // Shown with `?`, so that nothing in another server's text can look like a line of ours.
        tracing::error!(status, reference, cause = ?error.chain(), "a page could not be made");
        Some(reference)
    }

    /// The page that was asked for, to go there after login. A form is on the page above the
    /// address that it is sent to: `/compose/1f/send` is on `/compose/1f`.
    fn page(&self) -> &str {
        let asked = self.uri.path_and_query().map_or("/", |it| it.as_str());
        let page = if self.method == Method::GET {
            asked
        } else {
            self.uri.path().rsplit_once('/').map_or("/", |(above, _)| above)
        };
        if urls::is_ours(page) { page } else { "/" }
    }
}

/// The page for an address that does not exist.
pub(super) async fn not_found() -> AppError {
    AppError::NotFound
}

async fn wrong_method() -> AppError {
    AppError::WrongMethod
}

/// Short enough to be told on the telephone: 40 bits.
fn reference() -> String {
    random_hex::<5>()
}
