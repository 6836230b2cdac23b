//! Static files: hashed names, compressed at build, cached for a year.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::error::AppError;
use super::extract::Path;

/// The name holds the hash of the content, so that what a browser has is right for ever.
const FOR_A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file as `build.rs` left it.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    url: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of a file of `static/`, with the hash of its content: `facteur.css` gives
/// `/static/facteur.0a1b2c3d4e.css`. An unknown name gives `/static/missing`, which is a 404.
pub fn url(name: &str) -> &'static str {
    ASSETS.iter().find(|it| it.name == name).map_or("/static/missing", |it| it.url)
}

/// `GET /static/{file}`
pub(in crate::web) async fn show(headers: HeaderMap, Path(file): Path<String>) -> Result<Response, AppError> {
    let asset = ASSETS.iter().find(|it| it.url.strip_prefix("/static/") == Some(file.as_str()));
    Ok(response(asset.ok_or(AppError::NotFound)?, &headers))
}

fn response(asset: &Asset, headers: &HeaderMap) -> Response {
    let (content, encoding) = match accepted(headers) {
        Encoding::Brotli => (asset.brotli, Some("br")),
        Encoding::Gzip => (asset.gzip, Some("gzip")),
        Encoding::Identity => (asset.plain, None),
    };
    let mut response = Response::new(Body::from(Bytes::from_static(content)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, FOR_A_YEAR);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

/// The smallest form that the browser takes (RFC 9110, section 12.5.3). Weights are read for 0 only:
/// all forms are made already, so the smallest is the best for everybody.
fn accepted(headers: &HeaderMap) -> Encoding {
    let takes = |name: &str| {
        headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|it| it.to_str().ok())
            .flat_map(|it| it.split(','))
            .any(|it| is_taken(it, name))
    };
    if takes("br") {
        Encoding::Brotli
    } else if takes("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

/// Whether one entry of `Accept-Encoding` takes a coding; any weight but 0 does.
pub(super) fn is_taken(coding: &str, name: &str) -> bool {
    let mut parts = coding.split(';').map(str::trim);
    let named = parts.next().is_some_and(|it| it.eq_ignore_ascii_case(name));
    let weight = parts.find_map(|it| it.strip_prefix("q=")).and_then(|it| it.parse::<f32>().ok());
    named && weight.is_none_or(|it| it > 0.0)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[track_caller]
    fn check_encoding(header: &'static str, expected: Encoding) {
        let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(header))]);
        assert_eq!(accepted(&headers), expected, "{header}");
    }

    #[test]
    fn the_smallest_form_that_is_taken_is_sent() {
        check_encoding("gzip, deflate, br, zstd", Encoding::Brotli);
        check_encoding("gzip;q=1.0, br;q=0", Encoding::Gzip);
        check_encoding("GZIP", Encoding::Gzip);
        check_encoding("identity", Encoding::Identity);
        check_encoding("brotli-of-my-own", Encoding::Identity);
        assert_eq!(accepted(&HeaderMap::new()), Encoding::Identity);
    }

    #[test]
    fn a_name_has_the_hash_of_its_content() {
        let url = url("facteur.css");
        let hash = url.strip_prefix("/static/facteur.").and_then(|it| it.strip_suffix(".css"));
        assert!(hash.is_some_and(|it| it.len() == 10 && it.bytes().all(|b| b.is_ascii_hexdigit())), "{url}");
    }

    #[test]
    fn styles_and_scripts_stay_within_their_budgets() {
        let size =
            |name: &str| ASSETS.iter().find(|it| it.name == name).map_or(usize::MAX, |it| it.gzip.len());
        assert!(size("facteur.css") <= 20_000, "{}", size("facteur.css"));
        assert!(size("htmx.js") + size("facteur.js") <= 40_000);
        assert!(size("editor.js") <= 60_000);
        assert!(size("contacts.js") <= 5_000);
        assert!(size("icons.svg") <= 8_000);
    }

    /// The words between `before` and a quote, in all templates.
    fn named_in_templates(before: &str) -> Vec<String> {
        fn walk(dir: &Path, texts: &mut Vec<String>) {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => walk(&path, texts),
                    false => texts.push(std::fs::read_to_string(path).unwrap()),
                }
            }
        }
        let mut texts = Vec::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), &mut texts);
        let found = texts.iter().flat_map(|it| it.split(before).skip(1)).filter_map(|it| it.split_once('"'));
        found.map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn every_static_file_that_a_template_names_exists() {
        let names = named_in_templates("asset(\"");
        assert!(!names.is_empty());
        for name in names {
            assert_ne!(url(&name), "/static/missing", "{name}");
        }
    }
}
