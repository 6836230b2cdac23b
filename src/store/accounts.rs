//! Accounts: who signed in here at least once.

use super::{AccountId, Error, Store};

impl Store {
    /// The account of this login name, made if it is new; remembers `now` as its last login.
    pub async fn account_signed_in(&self, _login: &str, _now: i64) -> Result<AccountId, Error> {
        todo!()
    }

    /// The language a person chose, as a BCP 47 tag.
    pub async fn account_language(&self, _account: AccountId) -> Result<Option<String>, Error> {
        todo!()
    }

    /// Keeps the language a person chose.
    pub async fn set_account_language(&self, _account: AccountId, _tag: &str) -> Result<(), Error> {
        todo!()
    }
}
