//! `POST /compose/{draft}/save` and `/discard`

use axum::response::Response;

use crate::web::error::AppError;

pub(in crate::web) async fn submit() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn discard() -> Result<Response, AppError> {
    todo!()
}
