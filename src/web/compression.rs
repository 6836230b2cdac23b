//! Pages on the wire: gzip, whole, for whoever takes it (RFC 9110, section 8.4.1.3).
//!
//! The layer of tower-http was here first. It makes a compressor of 300 KB for every page and hands
//! the page on in small pieces: a quarter of all that a list page costs us. Pages are whole in memory
//! when they come here, so each thread keeps one compressor and uses it again.

use std::cell::RefCell;

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use flate2::{Compress, Compression, FlushCompress, Status};

use super::assets::is_taken;
use super::error::AppError;

/// Less than this is sent as it is: it goes in one packet anyway.
const LEAST: u64 = 500;

thread_local! {
    /// Pages are made once and sent once: the level that costs least.
    static COMPRESSOR: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), 15));
}

/// Compresses a page. Static files come compressed already, and parts of messages are what they are.
pub(super) async fn compress(request: Request, next: Next) -> Response {
    let takes_gzip = takes_gzip(request.headers());
    let mut response = next.run(request).await;
    let is_page =
        response.headers().get(CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    response.headers_mut().append(VARY, HeaderValue::from_static("Accept-Encoding"));
    // Of a page that is whole the size is known; the answer to HEAD has none.
    let is_long = response.body().size_hint().exact().is_some_and(|it| it >= LEAST);
    if !takes_gzip || !is_long || response.headers().contains_key(CONTENT_ENCODING) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let page = match to_bytes(body, usize::MAX).await {
        Ok(page) => page,
        Err(error) => return AppError::Internal(error.into()).into_response(),
    };
    let Some(compressed) = COMPRESSOR.with_borrow_mut(|it| gzip(it, &page)) else {
        return Response::from_parts(head, Body::from(page));
    };
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(head, Body::from(compressed))
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|it| it.to_str().ok());
    lines.flat_map(|it| it.split(',')).any(|it| is_taken(it, "gzip"))
}

/// The octets in gzip; `None` when the compressor fails, which it has no reason to.
fn gzip(compressor: &mut Compress, octets: &[u8]) -> Option<Vec<u8>> {
    compressor.reset();
    // A page of ours becomes a fifth of itself.
    let mut compressed = Vec::with_capacity(octets.len() / 4 + 1_024);
    loop {
        let done = usize::try_from(compressor.total_in()).unwrap_or(usize::MAX);
        let rest = octets.get(done..).unwrap_or_default();
        match compressor.compress_vec(rest, &mut compressed, FlushCompress::Finish) {
            Ok(Status::StreamEnd) => return Some(compressed),
            Ok(Status::Ok | Status::BufError) => compressed.reserve(octets.len() / 4 + 1_024),
            Err(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    #[test]
    fn a_compressor_that_was_used_gives_the_same_again() {
        let mut compressor = Compress::new_gzip(Compression::fast(), 15);
        let noise: Vec<u8> =
            (0..200_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let page = "<li class=\"row\">Réunion</li>".repeat(3_000).into_bytes();
        for octets in [&page, &noise, &Vec::new(), &page] {
            let compressed = gzip(&mut compressor, octets).unwrap();
            let mut back = Vec::new();
            GzDecoder::new(compressed.as_slice()).read_to_end(&mut back).unwrap();
            assert!(back == *octets, "{} octets", octets.len());
        }
    }

    #[test]
    fn gzip_is_for_those_who_take_it() {
        let takes = |header: &'static str| {
            takes_gzip(&HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(header))]))
        };
        assert!(takes("gzip, deflate, br") && takes("br, GZIP;q=0.5"));
        assert!(!takes("br") && !takes("gzip;q=0") && !takes_gzip(&HeaderMap::new()));
    }
}
