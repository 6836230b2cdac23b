//! `GET /compose` and `GET /compose/{draft}`

use axum::response::Response;

use crate::web::error::AppError;

pub(in crate::web) async fn begin() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn show() -> Result<Response, AppError> {
    todo!()
}
