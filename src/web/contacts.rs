//! The people whom a person knows.

use super::error::AppError;
use crate::contacts;

mod panes;
mod typed;
mod view;
mod words;

pub(super) mod act;
pub(super) mod add;
pub(super) mod card;
pub(super) mod complete;
pub(super) mod export;
pub(super) mod form;
pub(super) mod import;
pub(super) mod list;
pub(super) mod merge;
pub(super) mod naming;

impl From<contacts::Error> for AppError {
    fn from(error: contacts::Error) -> Self {
        match error {
            contacts::Error::Store(error) => error.into(),
        }
    }
}
