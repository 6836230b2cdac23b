//! Path and query with our own error page, where axum would answer with a line of English.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::error::AppError;

/// Parts of the path; 404 when they cannot be read.
#[derive(Debug)]
pub struct Path<T>(pub T);

/// The query; what cannot be read is as if it were not there (`T::default()`).
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = AppError;

    async fn from_request_parts(_parts: &mut Parts, _state: &S) -> Result<Self, AppError> {
        todo!()
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequestParts<S> for Query<T> {
    type Rejection = AppError;

    async fn from_request_parts(_parts: &mut Parts, _state: &S) -> Result<Self, AppError> {
        todo!()
    }
}
