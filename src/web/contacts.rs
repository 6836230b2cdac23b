//! The people whom a person knows.

use super::error::AppError;
use crate::contacts;

pub(super) mod add;
pub(super) mod complete;

impl From<contacts::Error> for AppError {
    fn from(error: contacts::Error) -> Self {
        match error {
            contacts::Error::Store(error) => error.into(),
        }
    }
}
