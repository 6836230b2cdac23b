//! `POST /compose/{draft}/attach` and `/detach`

use axum::response::Response;

use crate::web::error::AppError;

pub(in crate::web) async fn submit() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn remove() -> Result<Response, AppError> {
    todo!()
}
