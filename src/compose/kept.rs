//! Forms that came when the session had ended: nothing is done with them but that what was typed
//! waits, sealed, for the owner of the draft.

use serde::{Deserialize, Serialize};

use super::Error;
use super::form::DraftForm;
use crate::desk::Desk;
use crate::secret::{Sealed, SealingKey};
use crate::store::Store;

/// A form that waits. Its files do not: they are named, so that the person can choose them again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// What was typed.
    pub form: DraftForm,
    /// The revision of the draft that it was made from.
    pub revision: i64,
    /// Names of files that came with it.
    pub files: Vec<String>,
}

/// Keeps a form for whoever owns draft `id`, in place of the one before. Who sends it is not known:
/// to know the draft's 128 random bits is all it takes, and its owner decides what becomes of it.
pub async fn keep(store: &Store, key: &SealingKey, id: &str, kept: &KeptForm, now: i64) -> Result<(), Error> {
    let octets = zeroize::Zeroizing::new(serde_json::to_vec(kept)?);
    store.keep_form(id, &key.seal(&octets, &purpose(id)).0, now).await?;
    Ok(())
}

/// The form that waits for the person, at most 30 minutes.
pub async fn find(desk: &Desk, id: &str, now: i64) -> Result<Option<KeptForm>, Error> {
    let Some(content) = desk.store.kept_form(desk.account, id, now).await? else { return Ok(None) };
    let octets = desk.key.open(&Sealed(content), &purpose(id))?;
    Ok(Some(serde_json::from_slice(&octets)?))
}

/// Forgets it: the person saw it, and what they sent after that is kept.
pub async fn forget(desk: &Desk, id: &str) -> Result<(), Error> {
    Ok(desk.store.remove_kept_form(desk.account, id).await?)
}

fn purpose(id: &str) -> String {
    format!("kept form {id}")
}
