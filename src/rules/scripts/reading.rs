//! Which script is read after which: those first that mail goes through.

use std::collections::BTreeSet;
use std::mem;

use mailcore::managesieve::Listed;
use mailcore::sieve::{Command, Draft};

use super::{BEFORE, Role, Script, unreadable};
use crate::rules::Error;

/// The most scripts that are looked at.
const MOST_SCRIPTS: usize = 50;

/// After how many octets no more of those are read that mail does not go through.
const ENOUGH_OCTETS: usize = 4 << 20;

/// Scripts that are being read: the active one, those that it includes, and then the others, by name.
#[derive(Debug)]
pub(super) struct Reading {
    /// What was read.
    pub(super) all: Vec<Script>,
    /// Those that mail goes through; the next one is the last.
    waiting: Vec<String>,
    /// All that were not begun.
    others: BTreeSet<String>,
    role: Role,
    begun: usize,
    octets: usize,
}

impl Reading {
    /// Begins with what the server has.
    pub(super) fn new(listed: &[Listed]) -> Self {
        let active = listed.iter().filter(|it| it.is_active).take(1);
        Self {
            all: Vec::new(),
            waiting: active.map(|it| it.name.clone()).collect(),
            others: listed.iter().map(|it| it.name.clone()).collect(),
            role: Role::Active,
            begun: 0,
            octets: 0,
        }
    }

    /// The script that is to be read now.
    pub(super) fn next(&mut self) -> Option<(String, Role)> {
        if self.begun == MOST_SCRIPTS {
            return None;
        }
        self.begun += 1;
        while let Some(name) = self.waiting.pop() {
            if self.others.remove(&name) {
                return Some((name, mem::replace(&mut self.role, Role::Included)));
            }
        }
        // It is a copy, where mail does not go through it.
        self.others.remove(BEFORE);
        if self.octets >= ENOUGH_OCTETS {
            return None;
        }
        self.others.pop_first().map(|it| (it, Role::Idle))
    }

    /// Takes its text. One that lies there and cannot be read is passed over.
    pub(super) fn take(&mut self, name: String, role: Role, text: String) -> Result<(), Error> {
        self.octets += text.len();
        match Draft::new(text) {
            Ok(draft) => {
                if role != Role::Idle {
                    include(draft.commands(), &mut self.waiting);
                }
                self.all.push(Script { name, draft, role });
                Ok(())
            }
            Err(_) if role == Role::Idle => Ok(()),
            Err(why) => Err(unreadable(&name, why)),
        }
    }
}

/// The scripts that commands include, wherever they stand.
pub(super) fn include(commands: &[Command], names: &mut Vec<String>) {
    for command in commands {
        names.extend(included(command).map(str::to_owned));
        include(command.block.as_deref().unwrap_or_default(), names);
    }
}

/// The scripts that a command includes; those of the whole server are not the person's.
pub fn included(command: &Command) -> impl Iterator<Item = &str> {
    let is_it = command.name == "include" && !command.has("global");
    command.last_texts().iter().filter(move |_| is_it).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::*;

    fn roles(all: &[(&str, &str, bool)]) -> Vec<(String, Role)> {
        read(all).unwrap().all.into_iter().map(|it| (it.name, it.role)).collect()
    }

    #[test]
    fn of_many_scripts_those_are_read_that_mail_goes_through() {
        let names: Vec<String> = (0..70).map(|it| format!("{it:02}")).collect();
        let mut all: Vec<_> = names.iter().map(|it| (it.as_str(), "keep;", false)).collect();
        all[60] = ("60", "require \"include\"; include \"69\";", true);
        let roles = roles(&all);
        assert_eq!(roles[..2], [("60".to_owned(), Role::Active), ("69".to_owned(), Role::Included)]);
        assert_eq!((roles.len(), &roles[2]), (50, &("00".to_owned(), Role::Idle)));
    }

    #[test]
    fn long_scripts_that_lie_there_are_not_all_read() {
        let long = format!("#{}\nrequire \"include\"; include \"e\";", "x".repeat(1 << 20));
        let all = ["a", "b", "c", "d", "e"].map(|it| (it, long.as_str(), it == "d"));
        let names: Vec<_> = roles(&all).into_iter().map(|it| it.0).collect();
        assert_eq!(names, ["d", "e", "a", "b"]);
    }

    /// No server may have two (RFC 5804, section 2.8); where one says so, the first is taken for it, and whatever is
    /// switched on goes there: nothing of the second changes.
    #[test]
    fn of_two_active_ones_the_first_is_it() {
        let all =
            [("a", "keep;", false), ("c", "include \"d\";", true), ("b", "stop;", true), ("d", "", false)];
        let names = |role: Role| {
            let all = roles(&all).into_iter().filter(move |it| it.1 == role);
            all.map(|it| it.0).collect::<Vec<_>>()
        };
        assert_eq!(
            (names(Role::Active), names(Role::Included)),
            (vec!["c".to_owned()], vec!["d".to_owned()])
        );
        assert_eq!(names(Role::Idle), ["a", "b"]);
    }

    #[test]
    fn what_is_kept_of_before_is_read_where_mail_goes_through_it() {
        let copy = (BEFORE, "stop;", false);
        assert_eq!(roles(&[("a", "keep;", true), copy]), [("a".to_owned(), Role::Active)]);
        let including = roles(&[("a", "include \"facteur-before\";", true), copy]);
        assert_eq!(including.last(), Some(&(BEFORE.to_owned(), Role::Included)));
        assert_eq!(roles(&[(BEFORE, "stop;", true)]), [(BEFORE.to_owned(), Role::Active)]);
    }
}
