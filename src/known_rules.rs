//! Which rules are in effect for somebody, as it was last seen: pages tell of them at each visit, and the server that
//! has them is asked now and then.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mailcore::sieve::absence::Absence;
use mailcore::sieve::redirection::Redirection;
use tokio::sync::OwnedMutexGuard;

use crate::store::AccountId;

/// So long what was seen is believed, in seconds: another program may change a script at any time.
const BELIEVED: i64 = 600;

/// Rules that mail goes through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InEffect {
    /// The one that answers, where it is switched on; its period may be over, or to come.
    pub absence: Option<Absence>,
    /// The one that sends mail on, where it is switched on.
    pub redirection: Option<Redirection>,
    /// Where the other rules that are switched on send messages on to, each once; it may be a text with variables.
    pub others: Vec<String>,
}

/// So long a script is remembered as it was before a rule of it was removed, in seconds.
const REMEMBERED: i64 = 1800;

/// The longest script that is remembered, in octets.
const MOST_REMEMBERED: usize = 128 * 1024;

/// A script as it was before a rule of it was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Its name.
    pub script: String,
    /// Its text before.
    pub before: String,
    /// What tells its text after that from another one.
    pub after: String,
}

/// What was seen of everybody; clones share it.
#[derive(Clone, Debug, Default)]
pub struct KnownRules {
    /// With when it was, in seconds since 1970-01-01 UTC.
    removals: Arc<Mutex<HashMap<AccountId, (Removal, i64)>>>,
    seen: Arc<Mutex<HashMap<AccountId, Seen>>>,
    turns: Arc<Mutex<HashMap<AccountId, Arc<Turn>>>>,
}

/// The right to change somebody's rules.
type Turn = tokio::sync::Mutex<()>;

#[derive(Debug)]
struct Seen {
    rules: Arc<InEffect>,
    /// When somebody last looked or began to, in seconds since 1970-01-01 UTC.
    at: i64,
}

impl KnownRules {
    /// What was seen last; nothing, where nobody has looked yet.
    pub fn of(&self, account: AccountId) -> Arc<InEffect> {
        self.lock().get(&account).map(|it| Arc::clone(&it.rules)).unwrap_or_default()
    }

    /// Keeps what was seen at `now`.
    pub fn keep(&self, account: AccountId, rules: InEffect, now: i64) {
        self.lock().insert(account, Seen { rules: Arc::new(rules), at: now });
    }

    /// Whether somebody should look again at `now`. Whoever hears yes does it; others need not meanwhile.
    pub fn is_due(&self, account: AccountId, now: i64) -> bool {
        let mut all = self.lock();
        let before = all.get(&account);
        if before.is_some_and(|it| now.saturating_sub(it.at) < BELIEVED) {
            return false;
        }
        let rules = before.map(|it| Arc::clone(&it.rules)).unwrap_or_default();
        all.insert(account, Seen { rules, at: now });
        true
    }

    /// Believes what was seen no longer: whoever asks next looks again.
    pub fn doubt(&self, account: AccountId) {
        if let Some(seen) = self.lock().get_mut(&account) {
            seen.at = i64::MIN;
        }
    }

    /// Remembers what was removed at `now`, in place of what was before; whether it does.
    pub fn remember(&self, account: AccountId, removal: Removal, now: i64) -> bool {
        let mut all = self.removals();
        all.retain(|_, (_, at)| now.saturating_sub(*at) < REMEMBERED);
        let is_kept = removal.before.len() <= MOST_REMEMBERED;
        match is_kept {
            true => all.insert(account, (removal, now)),
            false => all.remove(&account),
        };
        is_kept
    }

    /// What was removed last, where that is not long ago.
    pub fn removal(&self, account: AccountId, now: i64) -> Option<Removal> {
        let all = self.removals();
        let (removal, at) = all.get(&account)?;
        (now.saturating_sub(*at) < REMEMBERED).then(|| removal.clone())
    }

    /// Forgets what was removed.
    pub fn forget_removal(&self, account: AccountId) {
        self.removals().remove(&account);
    }

    fn removals(&self) -> MutexGuard<'_, HashMap<AccountId, (Removal, i64)>> {
        self.removals.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the turn to change somebody's rules, which ends with what is given. The server takes a script whatever
    /// it has in its place by then: of two who change the same rule at once, the second has to see what the first did.
    pub async fn turn(&self, account: AccountId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(turns.entry(account).or_default())
        };
        turn.lock_owned().await
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Seen>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_removed_is_remembered_for_a_while() {
        let (known, me) = (KnownRules::default(), AccountId(1));
        let removal = |before: String| Removal { script: "a".to_owned(), before, after: "x".to_owned() };
        assert!(known.remember(me, removal("keep;".to_owned()), 1_000));
        assert_eq!(known.removal(me, 2_799), Some(removal("keep;".to_owned())));
        assert_eq!(known.removal(me, 2_800), None);
        assert_eq!(known.removal(AccountId(2), 1_000), None);
        assert!(!known.remember(me, removal("x".repeat(MOST_REMEMBERED + 1)), 1_001));
        assert_eq!(known.removal(me, 1_001), None);
    }

    #[test]
    fn one_looks_again_after_a_while_and_what_was_seen_holds_until_then() {
        let (known, me) = (KnownRules::default(), AccountId(1));
        assert!(known.is_due(me, 1_000) && !known.is_due(me, 1_000));
        let seen = InEffect { redirection: Some(Redirection::default()), ..InEffect::default() };
        known.keep(me, seen.clone(), 1_001);
        assert!(!known.is_due(me, 1_600) && known.is_due(me, 1_601));
        assert_eq!(*known.of(me), seen);
        assert_eq!(*known.of(AccountId(2)), InEffect::default());
        known.keep(me, seen.clone(), 1_700);
        known.doubt(me);
        assert!(known.is_due(me, 1_701) && *known.of(me) == seen);
    }
}
