//! The only ways to a POST body: the hidden field `csrf` must be that of the session, and the
//! request must come from our own pages (`Sec-Fetch-Site`, `Origin`).

use std::path::PathBuf;

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::error::AppError;
use crate::app::App;

/// A form in `application/x-www-form-urlencoded`, at most 2 MiB.
#[derive(Debug)]
pub struct CsrfForm<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<App> for CsrfForm<T> {
    type Rejection = AppError;

    async fn from_request(_request: Request, _app: &App) -> Result<Self, AppError> {
        todo!()
    }
}

/// A file of a form.
#[derive(Debug)]
pub struct UploadedFile {
    /// The name of the field.
    pub field: String,
    /// The name the browser gave, as it is.
    pub name: String,
    /// The media type the browser gave, as it is.
    pub media_type: String,
    /// The content.
    pub octets: bytes::Bytes,
}

/// A form with files (`multipart/form-data`), or the same form urlencoded. The field `csrf` must
/// come before any file. At most the configured message limit in all: beyond it the rest is read and thrown away,
/// and `too_large` says so, so that what was typed is not lost.
#[derive(Debug)]
pub struct CsrfMultipart {
    /// Text fields in order.
    pub fields: Vec<(String, String)>,
    /// Files in order; an empty file field is left out.
    pub files: Vec<UploadedFile>,
    /// Files that were left out because of the limit: their names.
    pub too_large: Vec<String>,
}

impl FromRequest<App> for CsrfMultipart {
    type Rejection = AppError;

    async fn from_request(_request: Request, _app: &App) -> Result<Self, AppError> {
        todo!()
    }
}

#[allow(unused)]
type Unused = PathBuf;
