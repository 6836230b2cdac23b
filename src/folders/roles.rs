//! Which folder is for what, as the person chooses; the server's word holds where they chose nothing.

use std::collections::{BTreeMap, BTreeSet};

use mailcore::imap;
use mailcore::imap::arrange::Arrangement;
use mailcore::mailbox::MailboxName;

use super::find;
use crate::desk::Desk;
use crate::preferences::{Preferences, Role};
use crate::store;

/// A folder for each role that is chosen.
pub type Chosen = BTreeMap<Role, MailboxName>;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is so from now on.
    Kept,
    /// A folder would have two roles; nothing changed.
    Twice,
    /// There is no such folder, or it cannot have the role; nothing changed.
    Gone,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server did not say which folders there are.
    #[error(transparent)]
    Mail(#[from] imap::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Keeps which folder is for what.
///
/// What the operator fixed stays, whatever is chosen.
pub async fn choose(desk: &Desk, mut chosen: Chosen) -> Result<Kept, Error> {
    let rules = desk.decisions.rules();
    chosen.retain(|role, _| !rules.is_fixed(role.preference()));
    let fixed = desk.preferences.roles.iter().filter(|(role, _)| rules.is_fixed(role.preference()));
    let fixed: BTreeMap<Role, String> = fixed.map(|(role, name)| (*role, name.clone())).collect();
    let names: BTreeSet<&str> = chosen.values().map(MailboxName::as_str).collect();
    if names.len() < chosen.len() || fixed.values().any(|it| names.contains(it.as_str())) {
        return Ok(Kept::Twice);
    }
    let all = desk.lease(None).await?.arrangement().await?;
    if !chosen.iter().all(|(role, name)| can_have(&all, *role, name)) {
        return Ok(Kept::Gone);
    }
    let roles = chosen.into_iter().map(|(role, name)| (role, name.to_string()));
    let roles: BTreeMap<Role, String> = roles.chain(fixed).collect();
    Preferences::change(&desk.decisions, desk.account, |it| it.roles.clone_from(&roles)).await?;
    Ok(Kept::Kept)
}

/// Whether a folder is there and can have a role.
pub fn can_have(all: &Arrangement, role: Role, name: &MailboxName) -> bool {
    role.suits(name) && find(all, name).is_some_and(|it| it.mailbox.selectable)
}
