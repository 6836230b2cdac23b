//! Somebody's Sieve scripts.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::Address;

/// The most scripts of one account.
const MOST_SCRIPTS: usize = 32;

/// The largest script, in octets.
pub(in crate::demo) const MOST_SCRIPT_OCTETS: usize = 1 << 20;

/// The longest name of a script, in octets.
const MOST_NAME_OCTETS: usize = 512;

/// The scripts by their names; one of them may be active.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::demo) struct Scripts {
    all: BTreeMap<String, String>,
    active: Option<String>,
    /// Who had an answer since the scripts were changed.
    answered: BTreeSet<Address>,
}

/// Why something is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum Refusal {
    /// There is no such script.
    Missing,
    /// There is one of that name already.
    Exists,
    /// It is active.
    Active,
    /// There is no room for more.
    Full,
    /// No script can be called so.
    Name,
}

impl Scripts {
    /// As they were kept; an active one that is not there is none.
    pub(in crate::demo) fn restore(all: BTreeMap<String, String>, active: Option<String>) -> Self {
        let active = active.filter(|it| all.contains_key(it));
        Self { all, active, answered: BTreeSet::new() }
    }

    /// All, by name.
    pub(in crate::demo) fn all(&self) -> &BTreeMap<String, String> {
        &self.all
    }

    /// The name of the active one.
    pub(in crate::demo) fn active(&self) -> Option<&str> {
        self.active.as_deref()
    }

    /// Whether there is room for one more octets, under a name.
    pub(in crate::demo) fn has_room(&self, name: &str, octets: usize) -> Result<(), Refusal> {
        if name.is_empty() || name.len() > MOST_NAME_OCTETS || name.contains(char::is_control) {
            return Err(Refusal::Name);
        }
        let is_new = !self.all.contains_key(name);
        let is_full = octets > MOST_SCRIPT_OCTETS || (is_new && self.all.len() >= MOST_SCRIPTS);
        if is_full { Err(Refusal::Full) } else { Ok(()) }
    }

    /// Keeps one, in place of the one of that name.
    pub(in crate::demo) fn put(&mut self, name: String, text: String) -> Result<(), Refusal> {
        self.has_room(&name, text.len())?;
        self.all.insert(name, text);
        self.answered.clear();
        Ok(())
    }

    /// Makes one active; none where the name is empty.
    pub(in crate::demo) fn activate(&mut self, name: String) -> Result<(), Refusal> {
        if !name.is_empty() && !self.all.contains_key(&name) {
            return Err(Refusal::Missing);
        }
        self.active = Some(name).filter(|it| !it.is_empty());
        Ok(())
    }

    /// Whether somebody is to have an answer: not again before the scripts are changed.
    pub(in crate::demo) fn answer(&mut self, to: &Address) -> bool {
        self.answered.insert(to.clone())
    }

    /// Removes one that is not active.
    pub(in crate::demo) fn remove(&mut self, name: &str) -> Result<(), Refusal> {
        if self.active.as_deref() == Some(name) {
            return Err(Refusal::Active);
        }
        self.all.remove(name).map(drop).ok_or(Refusal::Missing)
    }

    /// Gives one another name.
    pub(in crate::demo) fn rename(&mut self, name: &str, to: String) -> Result<(), Refusal> {
        if self.all.contains_key(&to) {
            return Err(Refusal::Exists);
        }
        self.has_room(&to, 0).or_else(|it| if it == Refusal::Full { Ok(()) } else { Err(it) })?;
        let text = self.all.remove(name).ok_or(Refusal::Missing)?;
        if self.active.as_deref() == Some(name) {
            self.active = Some(to.clone());
        }
        self.all.insert(to, text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn the_active_script_stays_and_follows_its_name() {
        let mut scripts = Scripts::default();
        assert_eq!(scripts.activate(text("a")), Err(Refusal::Missing));
        scripts.put(text("a"), text("keep;")).unwrap();
        scripts.put(text("b"), text("stop;")).unwrap();
        scripts.activate(text("a")).unwrap();
        assert_eq!(scripts.remove("a"), Err(Refusal::Active));
        assert_eq!(scripts.rename("a", text("b")), Err(Refusal::Exists));
        assert_eq!(scripts.rename("c", text("d")), Err(Refusal::Missing));
        scripts.rename("a", text("é")).unwrap();
        assert_eq!(scripts.active(), Some("é"));
        scripts.activate(String::new()).unwrap();
        assert_eq!((scripts.remove("é"), scripts.all().len()), (Ok(()), 1));
    }

    #[test]
    fn there_is_an_end_to_it() {
        let mut scripts = Scripts::default();
        for number in 0..MOST_SCRIPTS {
            scripts.put(number.to_string(), String::new()).unwrap();
        }
        assert_eq!(scripts.put(text("x"), String::new()), Err(Refusal::Full));
        assert_eq!(scripts.put(text("1"), "x".repeat(MOST_SCRIPT_OCTETS + 1)), Err(Refusal::Full));
        scripts.put(text("1"), text("keep;")).unwrap();
        scripts.rename("1", text("x")).unwrap();
        for bad in ["", "a\nb", &"x".repeat(600)] {
            assert_eq!(scripts.put(text(bad), String::new()), Err(Refusal::Name));
        }
    }
}
