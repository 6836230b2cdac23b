//! The people whom a person knows.

use super::error::AppError;
use crate::contacts::{self, remote::Failure};
use crate::i18n::Text;

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
pub(super) mod importing;
pub(super) mod list;
pub(super) mod merge;
pub(super) mod naming;
pub(super) mod servers;
pub(super) mod trusted;

impl From<contacts::Error> for AppError {
    fn from(error: contacts::Error) -> Self {
        match error {
            contacts::Error::Store(error) => error.into(),
            contacts::Error::TooManyBooks => Self::BadRequest(Text::new("contacts-too-many-books")),
            contacts::Error::Server(_)
            | contacts::Error::Locked
            | contacts::Error::Busy
            | contacts::Error::NoRoom => {
                Self::BadRequest(Text::new(words::failure(error.failure().unwrap_or(Failure::Away))))
            }
            contacts::Error::BrokenOff(error) => Self::Internal(error.into()),
        }
    }
}
