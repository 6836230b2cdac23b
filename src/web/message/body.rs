//! `GET /mail/{mailbox}/{message}/body`

use axum::response::Response;

use crate::web::error::AppError;

pub(in crate::web) async fn show() -> Result<Response, AppError> {
    todo!()
}
