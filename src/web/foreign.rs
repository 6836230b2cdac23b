//! Headers of what is not ours: octets of a message never become a page of ours, whatever they are.

use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Nothing runs, nothing is loaded, and no page but ours has it in a frame.
///
/// For PDF as well: Chromium 156 draws it in its own viewer under `sandbox`, in a frame that has no
/// `sandbox` attribute itself. With that attribute, whatever it allows, it draws a broken page, and
/// under a policy without `sandbox` it draws the same as with it; so this is the tightest that works.
pub(super) const POLICY: HeaderValue =
    HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'self'");

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What stands as it is in a name by RFC 8187, section 3.2.1 (`attr-char`).
const ATTR_CHAR: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'!').remove(b'$');

/// What the browser does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It shows it, where it can.
    Shown,
    /// It saves it.
    Saved,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            Self::Shown => "inline",
            Self::Saved => "attachment",
        }
    }
}

/// The headers of foreign octets under a media type that we vouch for. What cannot be said in a header
/// is octets to save.
pub(super) fn headers(media_type: &str, how: How, name: &str) -> HeaderMap {
    let saved = || (HeaderValue::from_static("application/octet-stream"), How::Saved);
    let (media_type, how) = HeaderValue::from_str(media_type).map_or_else(|_| saved(), |it| (it, how));
    let disposition = HeaderValue::from_str(&disposition(how, name));
    HeaderMap::from_iter([
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
        (CONTENT_SECURITY_POLICY, POLICY),
        (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ])
}

/// The value of Content-Disposition: the name in ASCII for old programs, and whole (RFC 6266,
/// RFC 8187).
fn disposition(how: How, name: &str) -> String {
    let plain = |it: char| match it {
        '"' | '\\' | '%' | '/' => '_',
        it if it.is_ascii_graphic() || it == ' ' => it,
        _ => '_',
    };
    let ascii: String = name.chars().map(plain).collect();
    let whole = utf8_percent_encode(name, ATTR_CHAR);
    format!("{}; filename=\"{ascii}\"; filename*=UTF-8''{whole}", how.word())
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
            assert_eq!(disposition(How::Saved, name), expected);
            assert!(HeaderValue::from_str(expected).is_ok());
        }
    }

    #[test]
    fn a_type_that_is_none_is_saved() {
        let headers = headers("text/html\r\nX: y", How::Shown, "a");
        assert_eq!(headers[CONTENT_TYPE], "application/octet-stream");
        assert!(headers[CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    }
}
