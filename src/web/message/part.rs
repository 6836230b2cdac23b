//! `GET /mail/{mailbox}/{message}/part/{part}`

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use mailcore::message::part::PartId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{message_at, or_gone};
use crate::app::App;
use crate::fetch;
use crate::reading::download;
use crate::web::desk;
use crate::web::error::AppError;
use crate::web::extract::Path;
use crate::web::session::SignedIn;

/// Foreign octets never become a page of ours, whatever they are.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What stands as it is in a name by RFC 8187, section 3.2.1 (`attr-char`).
const ATTR_CHAR: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'!').remove(b'$');

/// A part of a message, decoded, piece by piece.
pub(in crate::web) async fn show(
    State(app): State<App>,
    user: SignedIn,
    Path((mailbox, number, part)): Path<(String, String, String)>,
) -> Result<Response, AppError> {
    let at = message_at(&mailbox, &number)?;
    let id: PartId = part.parse().map_err(|_| AppError::NotFound)?;
    let download = download::begin(&desk::of(&app, &user), &at, &id).await;
    let download = download.map_err(|error| or_gone(error, &at))?;
    let (media_type, how) = shown_as(&download.part.media_type);
    let disposition = disposition(how, &fetch::file_name(&download.part));
    let headers = HeaderMap::from_iter([
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static(how))),
        (CONTENT_SECURITY_POLICY, POLICY),
        (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ]);
    Ok((headers, Body::from_stream(download.into_octets())).into_response())
}

/// The media type we vouch for, and whether the browser shows or saves it. Pictures that no browser
/// runs code from are shown, since the HTML body of a message refers to them; all else is octets to
/// save, whatever the message calls it.
fn shown_as(media_type: &str) -> (&'static str, &'static str) {
    match media_type {
        "image/png" => ("image/png", "inline"),
        "image/jpeg" | "image/jpg" | "image/pjpeg" => ("image/jpeg", "inline"),
        "image/gif" => ("image/gif", "inline"),
        "image/webp" => ("image/webp", "inline"),
        _ => ("application/octet-stream", "attachment"),
    }
}

/// The value of Content-Disposition: the name in ASCII for old programs, and whole (RFC 6266,
/// RFC 8187).
fn disposition(how: &str, name: &str) -> String {
    let plain = |it: char| match it {
        '"' | '\\' | '%' | '/' => '_',
        it if it.is_ascii_graphic() || it == ' ' => it,
        _ => '_',
    };
    let ascii: String = name.chars().map(plain).collect();
    format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ATTR_CHAR))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_any_kind_is_one_parameter() {
        for (name, expected) in [
            ("a.pdf", r#"attachment; filename="a.pdf"; filename*=UTF-8''a.pdf"#),
            ("été 1.ods", r#"attachment; filename="_t_ 1.ods"; filename*=UTF-8''%C3%A9t%C3%A9%201.ods"#),
            (
                "a\"; b=\r\nX: y",
                r#"attachment; filename="a_; b=__X: y"; filename*=UTF-8''a%22%3B%20b%3D%0D%0AX%3A%20y"#,
            ),
        ] {
            assert_eq!(disposition("attachment", name), expected);
            assert!(HeaderValue::from_str(expected).is_ok());
        }
    }

    #[test]
    fn only_harmless_pictures_are_shown() {
        assert_eq!(shown_as("image/png"), ("image/png", "inline"));
        for media_type in ["text/html", "image/svg+xml", "text/plain", "application/pdf", "text/xml", ""] {
            assert_eq!(shown_as(media_type), ("application/octet-stream", "attachment"));
        }
    }
}
