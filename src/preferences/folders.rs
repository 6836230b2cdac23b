//! What a person decided about single mailboxes, by their names: it goes along with a new name, and
//! goes when the mailbox does.

use std::collections::BTreeMap;
use std::mem;

use mailcore::mailbox::MailboxName;

use super::Preferences;
use super::habits::MOST;

impl Preferences {
    /// Whether the person closed the branch of a mailbox; `None` while they neither closed nor opened it.
    pub fn fold(&self, mailbox: &MailboxName) -> Option<bool> {
        self.folds.get(mailbox.as_str()).copied()
    }

    /// Closes or opens a branch; where too many have been already, nothing is kept.
    pub fn set_fold(&mut self, mailbox: &MailboxName, closed: bool) {
        self.folds.remove(mailbox.as_str());
        if self.folds.len() < MOST {
            self.folds.insert(mailbox.to_string(), closed);
        }
    }

    /// Takes what was decided along when a mailbox, with all inside it, is called otherwise.
    pub fn follow(&mut self, from: &MailboxName, to: &MailboxName, delimiter: Option<char>) {
        follow(&mut self.lists, from, to, delimiter);
        follow(&mut self.folds, from, to, delimiter);
        let searched = self.searches.iter_mut().map(|it| &mut it.mailbox);
        for name in self.roles.values_mut().chain(searched) {
            *name = moved(mem::take(name), from, to, delimiter);
        }
    }

    /// Forgets what was decided about mailboxes that are gone.
    pub fn forget(&mut self, gone: &[MailboxName]) {
        self.searches.retain(|it| gone.iter().all(|gone| gone.as_str() != it.mailbox));
        for name in gone {
            self.lists.remove(name.as_str());
            self.folds.remove(name.as_str());
        }
        self.roles.retain(|_, it| !gone.iter().any(|name| name.as_str() == it));
    }
}

fn follow<T>(
    decided: &mut BTreeMap<String, T>,
    from: &MailboxName,
    to: &MailboxName,
    delimiter: Option<char>,
) {
    let before = mem::take(decided).into_iter();
    *decided = before.map(|(name, it)| (moved(name, from, to, delimiter), it)).collect();
}

/// What a mailbox is called afterwards.
fn moved(name: String, from: &MailboxName, to: &MailboxName, delimiter: Option<char>) -> String {
    let after = MailboxName::parse(&name).and_then(|it| it.moved(from, to, delimiter));
    after.map_or(name, |it| it.to_string())
}

#[cfg(test)]
mod tests {
    use mailcore::order::{By, Order};

    use super::super::{ListHabit, Role};
    use super::*;

    const BY_SIZE: ListHabit = ListHabit { order: Order { by: By::Size, descending: true }, threads: false };

    fn name(text: &str) -> MailboxName {
        MailboxName::parse(text).unwrap()
    }

    #[test]
    fn so_many_branches_are_closed_and_no_more() {
        let mut decided = Preferences::default();
        for number in 0..300 {
            decided.set_fold(&name(&number.to_string()), true);
        }
        assert_eq!(decided.folds.len(), MOST);
    }

    #[test]
    fn what_was_decided_follows_a_mailbox_and_goes_with_it() {
        let mut decided = Preferences::default();
        for it in ["a", "a/b", "ab"] {
            decided.set_list_habit(&name(it), BY_SIZE);
        }
        decided.set_fold(&name("a"), true);
        decided.roles.insert(Role::Sent, "a/b".to_owned());
        decided.roles.insert(Role::Trash, "ab".to_owned());
        for it in ["a/b", "ab"] {
            decided.save_search(it, &name(it), "q=x".to_owned()).unwrap();
        }
        decided.follow(&name("a"), &name("x/y"), Some('/'));
        assert_eq!(decided.lists.keys().collect::<Vec<_>>(), ["ab", "x/y", "x/y/b"]);
        assert_eq!((decided.fold(&name("x/y")), decided.fold(&name("a"))), (Some(true), None));
        let roles = |it: &Preferences| it.roles.values().cloned().collect::<Vec<_>>();
        assert_eq!(roles(&decided), ["x/y/b", "ab"]);
        let searched = |it: &Preferences| it.searches.iter().map(|it| it.mailbox.clone()).collect::<Vec<_>>();
        assert_eq!(searched(&decided), ["x/y/b", "ab"]);
        decided.forget(&[name("x/y"), name("ab"), name("z")]);
        assert_eq!(searched(&decided), ["x/y/b"]);
        assert_eq!(decided.lists.keys().collect::<Vec<_>>(), ["x/y/b"]);
        assert_eq!((decided.folds.len(), roles(&decided)), (0, vec!["x/y/b".to_owned()]));
    }
}
