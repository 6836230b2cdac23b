//! What a person signs in to the mail servers with.

use std::fmt;

use zeroize::Zeroizing;

/// A login name and its secret. The secret can be read by the protocols of this crate alone, and
/// is wiped from memory when the last copy goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    login: String,
    secret: Zeroizing<String>,
}

impl Credentials {
    /// Puts a login name and a secret together, unchecked: only the server can check them.
    pub fn new(login: String, secret: Zeroizing<String>) -> Self {
        Self { login, secret }
    }

    /// The login name.
    pub fn login(&self) -> &str {
        &self.login
    }

    /// The same secret with another login name.
    pub fn by_another_name(&self, login: String) -> Self {
        Self { login, secret: self.secret.clone() }
    }

    /// The secret as `seal` makes it unreadable: for work that must sign in when nobody is there.
    pub fn sealed(&self, seal: impl FnOnce(&str) -> Vec<u8>) -> Vec<u8> {
        seal(&self.secret)
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("login", &self.login).finish_non_exhaustive()
    }
}
