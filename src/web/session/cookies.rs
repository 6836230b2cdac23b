//! The cookies of a session, as all of ours are.

use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use tower_sessions::cookie::{Cookie, SameSite};

use crate::app::App;

/// With https the prefix makes browsers refuse a cookie that another host or plain http set.
pub(super) fn cookie_name(app: &App, name: &'static str) -> String {
    if app.config.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie as all of ours are; it goes when the browser does.
pub(super) fn cookie(app: &App, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((cookie_name(app, name), value))
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .path("/")
        .build()
}

pub(super) fn set_cookie(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::try_from(cookie.to_string()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
