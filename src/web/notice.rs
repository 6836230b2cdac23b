//! What just happened, and how it is taken back: for the next page it is kept in the session between a POST and
//! the page after it.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::error::AppError;
use crate::i18n::{Text, Value};

/// Where it lies in the session.
const KEY: &str = "notice";

/// The keys and names of values that were left since the start. What comes back from the database
/// is looked up here, so that a row cannot bring a key of its own; a sentence that was left before
/// a restart is dropped.
static LEFT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// What just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In a sentence.
    pub text: Text,
    /// How it is taken back, where that is possible.
    pub undo: Option<UndoForm>,
    /// The message that it tells of, which can be called back.
    pub waiting: Option<WaitingNotice>,
}

/// A message that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct WaitingNotice {
    /// The draft that it was made from.
    pub draft: String,
    /// In so many seconds it is sent, and they are counted; 0 for one that waits for its day.
    pub seconds: u32,
}

/// What the form says that takes an act back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct UndoForm {
    /// Where it goes: an address of ours.
    pub url: String,
    /// The name of the act.
    pub act: String,
}

impl UndoForm {
    /// Whether the list of a mailbox comes back in answer, which takes the place of the one on the page.
    pub fn swaps_list(&self) -> bool {
        self.url.starts_with("/mail/")
    }
}

impl From<Text> for Notice {
    fn from(text: Text) -> Self {
        Self { text, undo: None, waiting: None }
    }
}

#[derive(Debug, Deserialize, Serialize)]
struct Kept {
    key: String,
    args: Vec<(String, KeptValue)>,
    #[serde(default)]
    undo: Option<UndoForm>,
    #[serde(default)]
    waiting: Option<WaitingNotice>,
}

#[derive(Debug, Deserialize, Serialize)]
enum KeptValue {
    Text(String),
    Number(i64),
}

/// Leaves a sentence for the next page. `text.key` must be one of `locales/`.
pub async fn leave(session: &Session, text: &Text) -> Result<(), AppError> {
    leave_with(session, text, None).await
}

/// Leaves a sentence for the next page, as [`leave`], with the way to take back what it tells.
pub async fn leave_with(session: &Session, text: &Text, undo: Option<UndoForm>) -> Result<(), AppError> {
    leave_notice(session, Notice { undo, ..Notice::from(text.clone()) }).await
}

/// Leaves a sentence about a message that can be called back.
pub async fn leave_waiting(session: &Session, text: Text, waiting: WaitingNotice) -> Result<(), AppError> {
    leave_notice(session, Notice { waiting: Some(waiting), ..Notice::from(text) }).await
}

async fn leave_notice(session: &Session, notice: Notice) -> Result<(), AppError> {
    let Notice { text, undo, waiting } = notice;
    remember(&text);
    let args = text.args.iter().map(|(name, value)| {
        let value = match value {
            Value::Text(text) => KeptValue::Text(text.clone()),
            Value::Number(number) => KeptValue::Number(*number),
        };
        ((*name).to_owned(), value)
    });
    let kept = Kept { key: text.key.to_owned(), args: args.collect(), undo, waiting };
    Ok(session.insert(KEY, kept).await?)
}

/// Takes the sentence that was left, if there is one.
pub async fn take(session: &Session) -> Result<Option<Notice>, AppError> {
    // Looked at first: a removal would write the row at each page.
    if session.get_value(KEY).await?.is_none() {
        return Ok(None);
    }
    let kept: Option<Kept> = session.remove(KEY).await.unwrap_or_default();
    Ok(kept.and_then(revive))
}

fn remember(text: &Text) {
    let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    left.insert(text.key);
    left.extend(text.args.iter().map(|(name, _)| *name));
}

fn revive(kept: Kept) -> Option<Notice> {
    let left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text = Text::new(left.get(kept.key.as_str())?);
    for (name, value) in kept.args {
        text = match value {
            KeptValue::Text(value) => text.with(left.get(name.as_str())?, value),
            KeptValue::Number(value) => text.with(left.get(name.as_str())?, value),
        };
    }
    Some(Notice { text, undo: kept.undo, waiting: kept.waiting })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_nobody_left_is_dropped() {
        let text = Text::new("test-moved").with("count", 3_i64).with("folder", "Archives");
        let kept = |key: &str| Kept {
            key: key.to_owned(),
            args: vec![
                ("count".to_owned(), KeptValue::Number(3)),
                ("folder".to_owned(), KeptValue::Text("Archives".to_owned())),
            ],
            undo: None,
            waiting: None,
        };
        assert_eq!(revive(kept("test-never-left")), None);
        remember(&text);
        assert_eq!(revive(kept("test-moved")), Some(text.into()));
    }
}
