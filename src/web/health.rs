//! `GET /healthz`

/// 200 once the program answers; says nothing else.
pub(in crate::web) async fn show() {}
