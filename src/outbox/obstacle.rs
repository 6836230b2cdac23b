//! Why a message that waited could not be sent, sealed for its row.

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::secret::{Sealed, SealingKey};
use crate::store::AccountId;

/// Why. Texts of servers are one line each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// The server does not take the login any more: the password was changed.
    Credentials,
    /// The server refused every recipient: a line each.
    Recipients(Vec<String>),
    /// The server refused the message for good.
    Refused(String),
    /// The server could not take it for too long.
    NotNow(String),
    /// The server could not be reached for too long.
    Unreachable,
    /// It stopped on its way before a server had anything of it: the program ended, or the database failed.
    Stopped,
    /// What was kept cannot be read.
    Damaged,
}

impl Obstacle {
    /// Whether it may pass by itself.
    pub(super) fn may_pass(&self) -> bool {
        matches!(self, Self::NotNow(_) | Self::Unreachable)
    }

    /// Seals it for the row of a draft.
    pub(super) fn seal(&self, key: &SealingKey, account: AccountId, draft: &str) -> Vec<u8> {
        // An enum of strings always has a JSON form.
        let octets = serde_json::to_vec(self).unwrap_or_default();
        key.seal(&octets, &purpose(account, draft)).0
    }

    /// Opens it.
    pub(super) fn open(key: &SealingKey, account: AccountId, draft: &str, sealed: &[u8]) -> Self {
        let octets = key.open(&Sealed(sealed.to_vec()), &purpose(account, draft));
        octets.ok().and_then(|it| serde_json::from_slice(&it).ok()).unwrap_or(Self::Damaged)
    }
}

impl From<Problem> for Obstacle {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Credentials => Self::Credentials,
            Problem::Recipients(refused) => {
                let line =
                    |it: mailcore::smtp::RefusedRecipient| format!("{}: {} {}", it.address, it.code, it.text);
                Self::Recipients(refused.into_iter().map(line).collect())
            }
            Problem::Refused(text) => Self::Refused(text),
            Problem::NotNow(text) => Self::NotNow(text),
            Problem::Unreachable => Self::Unreachable,
            // Of one that waits everything was stored before: the database was away for a moment.
            Problem::NotStored => Self::Unreachable,
        }
    }
}

fn purpose(account: AccountId, draft: &str) -> String {
    format!("outbox obstacle {} {draft}", account.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_for_the_same_row_alone() {
        let key = SealingKey::random();
        let obstacle = Obstacle::Recipients(vec!["a@b.example: 550 nobody".to_owned()]);
        let sealed = obstacle.seal(&key, AccountId(1), "d");
        assert_eq!(Obstacle::open(&key, AccountId(1), "d", &sealed), obstacle);
        assert_eq!(Obstacle::open(&key, AccountId(2), "d", &sealed), Obstacle::Damaged);
        assert_eq!(Obstacle::open(&key, AccountId(1), "d", b""), Obstacle::Damaged);
    }
}
