//! `GET` and `POST /login`, `POST /logout`, `POST /language`

use axum::response::Response;

use super::error::AppError;

pub(in crate::web) async fn show() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn submit() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn leave() -> Result<Response, AppError> {
    todo!()
}

pub(in crate::web) async fn language() -> Result<Response, AppError> {
    todo!()
}
