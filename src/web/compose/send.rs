//! `POST /compose/{draft}/send`

use axum::response::Response;

use crate::web::error::AppError;

pub(in crate::web) async fn submit() -> Result<Response, AppError> {
    todo!()
}
