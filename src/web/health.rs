//! `GET /healthz`

use axum::http::header::CACHE_CONTROL;

/// 200 once the program answers; says nothing else.
pub(in crate::web) async fn show() -> [(axum::http::HeaderName, &'static str); 1] {
    [(CACHE_CONTROL, "no-store")]
}
