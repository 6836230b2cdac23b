//! One sentence for the next page: kept in the session between a POST and the page after it.

use tower_sessions::Session;

use super::error::AppError;
use crate::i18n::Text;

/// Leaves a sentence for the next page. `text.key` must be one of `locales/`.
pub async fn leave(_session: &Session, _text: &Text) -> Result<(), AppError> {
    todo!()
}

/// Takes the sentence that was left, if there is one.
pub async fn take(_session: &Session) -> Result<Option<Text>, AppError> {
    todo!()
}
