//! How well a person knows a sender: what is shown, fetched and answered without asking rests on it.
//!
//! A sender is whom the header names, and anybody can write any name there: what follows from trust
//! must be harmless when it is misplaced.

use crate::store::{AccountId, Error, Store};

/// How well a sender is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Not at all.
    #[default]
    Stranger,
    /// In an address book of the person's own.
    Known,
    /// The person said so.
    Trusted,
}

/// How well the owner of `address` is known. Nobody has the empty address.
pub async fn standing(store: &Store, account: AccountId, address: &str) -> Result<Standing, Error> {
    if address.is_empty() {
        Ok(Standing::Stranger)
    } else if store.is_trusted_sender(account, address).await? {
        Ok(Standing::Trusted)
    } else if store.knows_address(account, address).await? {
        Ok(Standing::Known)
    } else {
        Ok(Standing::Stranger)
    }
}
