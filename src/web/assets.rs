//! Static files: hashed names, compressed at build, cached for a year.

use axum::response::Response;

use super::error::AppError;
use super::extract::Path;

/// The address of a file of `static/`, with the hash of its content.
pub fn url(_name: &str) -> &'static str {
    todo!()
}

/// `GET /static/{file}`
pub(in crate::web) async fn show(Path(_file): Path<String>) -> Result<Response, AppError> {
    todo!()
}
