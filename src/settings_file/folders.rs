//! What a file says of single folders: which of them is for what, and how each is listed. A folder that is not there
//! is named and passed over.

use std::collections::BTreeMap;

use mailcore::imap;
use mailcore::imap::arrange::Arrangement;
use mailcore::mailbox::MailboxName;
use serde::Deserialize as _;
use serde_json::Value;

use super::Report;
use crate::desk::Desk;
use crate::preferences::rules::Rules;
use crate::preferences::{KeptHabit, ListHabit, Preferences, Role};

/// How the roles of a file are called in it.
const ROLES: &str = "roles";

/// And what it says of lists.
const LISTS: &str = "lists";

/// The most lists of a file that are looked at.
const MOST_LISTS: usize = 200;

/// The folders that there are, as far as a file speaks of any.
#[derive(Debug)]
pub(super) struct Folders(Option<Arrangement>);

impl Folders {
    /// Asks for them; a server that does not answer keeps nothing else from being taken.
    pub(super) async fn ask(desk: &Desk, file: &Value) -> Self {
        if entries(file, ROLES).is_empty() && entries(file, LISTS).is_empty() {
            return Self(None);
        }
        match arrangement(desk).await {
            Ok(all) => Self(Some(all)),
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "settings of folders are left out of an import");
                Self(None)
            }
        }
    }

    /// The folder of this name; else why it cannot be taken.
    fn find(&self, name: &str) -> Result<MailboxName, &'static str> {
        let name = MailboxName::parse(name).ok_or("transfer-no-folder")?;
        let all = self.0.as_ref().ok_or("transfer-away")?;
        let is_it = all.mailboxes.iter().any(|it| it.mailbox.name == name && it.mailbox.selectable);
        if is_it { Ok(name) } else { Err("transfer-no-folder") }
    }

    /// Takes which folder is for what. Who had another one for a role has the one of the file from now on.
    pub(super) fn take_roles(
        &self,
        file: &Value,
        rules: &Rules,
        preferences: &mut Preferences,
        report: &mut Report,
    ) {
        let mut wanted: BTreeMap<Role, String> = BTreeMap::new();
        let of_operator = |name: &str| {
            let mut decided = preferences.roles.iter();
            decided.any(|(role, it)| it == name && rules.is_fixed(role.preference()))
        };
        for (role, name) in entries(file, ROLES) {
            let Some(role) = read_role(role) else {
                report.leave(role, "transfer-unknown");
                continue;
            };
            let name = name.as_str().unwrap_or_default();
            if rules.is_fixed(role.preference()) {
                report.leave(name, "transfer-fixed");
                continue;
            }
            match self.find(name) {
                Ok(found)
                    if role.suits(&found) && !wanted.values().any(|it| it == name) && !of_operator(name) =>
                {
                    wanted.insert(role, found.to_string());
                }
                Ok(_) => report.leave(name, "transfer-refused"),
                Err(why) => report.leave(name, why),
            }
        }
        let taken = wanted.iter().filter(|(role, name)| preferences.roles.get(role) != Some(name)).count();
        // A folder has one role.
        preferences
            .roles
            .retain(|role, name| !wanted.contains_key(role) && !wanted.values().any(|it| it == name));
        preferences.roles.extend(wanted);
        report.count("transfer-roles", taken);
    }

    /// Takes how folders are listed.
    pub(super) fn take_lists(&self, file: &Value, preferences: &mut Preferences, report: &mut Report) {
        let mut taken = 0;
        let all = entries(file, LISTS);
        if all.len() > MOST_LISTS {
            report.leave(LISTS, "transfer-damaged");
        }
        for (name, habit) in all.into_iter().take(MOST_LISTS) {
            let Ok(KeptHabit { order, threads }) = KeptHabit::deserialize(habit) else {
                report.leave(name, "transfer-damaged");
                continue;
            };
            let habit = ListHabit { order, threads: threads.unwrap_or(preferences.threads) };
            match self.find(name) {
                Ok(found) if preferences.list_habit(&found) == habit => {}
                Ok(found) => {
                    preferences.set_list_habit(&found, habit);
                    match preferences.list_habit(&found) == habit {
                        true => taken += 1,
                        // There are as many as there may be.
                        false => report.leave(name, "transfer-refused"),
                    }
                }
                Err(why) => report.leave(name, why),
            }
        }
        report.count("transfer-lists-taken", taken);
    }
}

/// The key of what a folder with a role is called.
pub(super) fn role_key(role: Role) -> &'static str {
    match role {
        Role::Drafts => "folder-drafts",
        Role::Sent => "folder-sent",
        Role::Archive => "folder-archive",
        Role::Junk => "folder-junk",
        Role::Trash => "folder-trash",
    }
}

async fn arrangement(desk: &Desk) -> Result<Arrangement, imap::Error> {
    desk.lease(None).await?.arrangement().await
}

/// By their names, so that the same of two that exclude each other is taken whatever the order in the file.
fn entries<'a>(file: &'a Value, name: &str) -> BTreeMap<&'a str, &'a Value> {
    let all = file.get(name).and_then(Value::as_object);
    all.into_iter().flatten().map(|(name, it)| (name.as_str(), it)).collect()
}

fn read_role(name: &str) -> Option<Role> {
    serde_json::from_value(Value::String(name.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use mailcore::imap::arrange::Arranged;
    use mailcore::mailbox::Mailbox;
    use serde_json::{Map, json};

    use super::*;

    fn folders(names: &[&str]) -> Folders {
        let arranged = |name: &&str| Arranged {
            mailbox: Mailbox::new(MailboxName::parse(name).unwrap(), Some('/')),
            subscribed: true,
            shown: true,
            has_given_role: false,
            takes_children: true,
        };
        Folders(Some(Arrangement {
            mailboxes: names.iter().map(arranged).collect(),
            prefix: String::new(),
            foreign: Vec::new(),
            delimiter: Some('/'),
            room: None,
        }))
    }

    fn left(report: &Report) -> Vec<(&str, &str)> {
        report.left.iter().map(|(name, why)| (name.as_str(), why.key)).collect()
    }

    #[test]
    fn a_folder_has_one_role_and_one_that_is_not_there_has_none() {
        let roles = BTreeMap::from([
            (Role::Sent, "A".to_owned()),
            (Role::Trash, "B".to_owned()),
            (Role::Junk, "C".to_owned()),
        ]);
        let mut decided = Preferences { roles, ..Preferences::default() };
        let mut report = Report::default();
        let file =
            json!({"roles": {"sent": "B", "drafts": "Gone", "archive": "B", "trash": "INBOX", "notes": "A"}});
        folders(&["INBOX", "A", "B", "C"]).take_roles(&file, &Rules::default(), &mut decided, &mut report);
        let expected =
            [(Role::Archive, "B".to_owned()), (Role::Sent, "A".to_owned()), (Role::Junk, "C".to_owned())];
        assert_eq!(decided.roles, BTreeMap::from(expected));
        assert_eq!(
            left(&report),
            [
                ("Gone", "transfer-no-folder"),
                ("notes", "transfer-unknown"),
                ("B", "transfer-refused"),
                ("INBOX", "transfer-refused")
            ]
        );
        let mut report = Report::default();
        let before = decided.clone();
        Folders(None).take_roles(&file, &Rules::default(), &mut decided, &mut report);
        assert_eq!(decided, before);
        assert!(left(&report).contains(&("Gone", "transfer-away")), "{report:?}");
    }

    #[test]
    fn lists_are_as_in_the_file_where_they_are_there() {
        let (mut decided, mut report) = (Preferences::default(), Report::default());
        let by_size = json!({"order": "-size", "threads": true});
        let file = json!({"lists": {"INBOX": by_size, "Gone": by_size, "A": 7, "a\u{0}b": by_size}});
        folders(&["INBOX", "A"]).take_lists(&file, &mut decided, &mut report);
        let inbox = decided.list_habit(&MailboxName::inbox());
        assert_eq!((inbox.order.to_string().as_str(), inbox.threads), ("-size", true));
        assert_eq!(decided.lists.len(), 1);
        assert_eq!(
            left(&report),
            [("A", "transfer-damaged"), ("Gone", "transfer-no-folder"), ("ab", "transfer-no-folder")]
        );
        let many: Map<String, Value> = (0..300).map(|it| (format!("F{it:03}"), by_size.clone())).collect();
        let (names, mut report) = (many.keys().cloned().collect::<Vec<_>>(), Report::default());
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        folders(&names).take_lists(&json!({"lists": many}), &mut decided, &mut report);
        assert_eq!(decided.lists.len(), MOST_LISTS);
        assert_eq!(left(&report), [("lists", "transfer-damaged"), ("F199", "transfer-refused")]);
        // What is no map is passed over.
        folders(&[]).take_lists(&json!({"lists": [1]}), &mut decided, &mut Report::default());
    }
}
