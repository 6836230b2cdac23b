//! Work that goes on while people do something else: how far each job is, kept in memory for whoever looks.
//!
//! A restart forgets it. What was done stays done; nobody knows of the job any more.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use crate::store::AccountId;

pub mod pace;
pub mod turns;

/// The jobs of one kind, of everybody, by a name that is unique for each account.
#[derive(Debug)]
pub struct Jobs<K, P>(LazyLock<Mutex<HashMap<(AccountId, K), P>>>);

impl<K: Clone + Eq + Hash, P: Clone> Jobs<K, P> {
    /// None yet.
    pub const fn new() -> Self {
        Self(LazyLock::new(Mutex::default))
    }

    fn all(&self) -> MutexGuard<'_, HashMap<(AccountId, K), P>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How far a job is; `None` when nobody knows of it.
    pub fn get(&self, account: AccountId, name: &K) -> Option<P> {
        self.all().get(&(account, name.clone())).cloned()
    }

    /// All that are known of an account, by their names.
    pub fn of(&self, account: AccountId) -> Vec<(K, P)> {
        let all = self.all();
        let own = all.iter().filter(|((whose, _), _)| *whose == account);
        own.map(|((_, name), progress)| (name.clone(), progress.clone())).collect()
    }

    /// Begins a job, unless one of that name is under way; whether it was begun.
    pub fn begin(&self, account: AccountId, name: &K, progress: P, goes_on: impl Fn(&P) -> bool) -> bool {
        let mut all = self.all();
        let key = (account, name.clone());
        let is_new = !all.get(&key).is_some_and(goes_on);
        if is_new {
            all.insert(key, progress);
        }
        is_new
    }

    /// Tells how far a job is, and gives what `change` does; `None` when nobody knows of it.
    pub fn change<R>(&self, account: AccountId, name: &K, change: impl FnOnce(&mut P) -> R) -> Option<R> {
        self.all().get_mut(&(account, name.clone())).map(change)
    }

    /// Forgets a job that has ended; not one of the same name that was begun since.
    pub fn forget(&self, account: AccountId, name: &K, goes_on: impl Fn(&P) -> bool) {
        let mut all = self.all();
        let key = (account, name.clone());
        if !all.get(&key).is_some_and(goes_on) {
            all.remove(&key);
        }
    }
}

impl<K: Clone + Eq + Hash, P: Clone> Default for Jobs<K, P> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_begun_once_told_of_and_forgotten_when_it_has_ended() {
        let jobs: Jobs<&str, u32> = Jobs::new();
        let (ours, theirs) = (AccountId(1), AccountId(2));
        let goes_on = |it: &u32| *it < 100;
        assert!(jobs.begin(ours, &"a", 0, goes_on) && !jobs.begin(ours, &"a", 0, goes_on));
        assert_eq!((jobs.get(ours, &"a"), jobs.get(theirs, &"a")), (Some(0), None));
        jobs.change(ours, &"a", |it| *it = 50);
        assert_eq!((jobs.of(ours), jobs.of(theirs)), (vec![("a", 50)], Vec::new()));
        jobs.forget(ours, &"a", goes_on);
        assert_eq!(jobs.get(ours, &"a"), Some(50));
        jobs.change(ours, &"a", |it| *it = 100);
        assert!(jobs.begin(ours, &"a", 1, goes_on));
        jobs.change(ours, &"a", |it| *it = 100);
        jobs.forget(ours, &"a", goes_on);
        assert_eq!(jobs.get(ours, &"a"), None);
    }
}
