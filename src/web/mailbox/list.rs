//! `GET /mail/{mailbox}?page=0`

use axum::response::Response;

use crate::web::error::AppError;

pub(in crate::web) async fn show() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn home() -> Result<Response, AppError> {
    todo!()
}
