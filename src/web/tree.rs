//! The folders beside every page: those with a role first, in a fixed order, then the others as a tree.

use mailcore::mailbox::{Mailbox, SpecialUse};

use super::page::Chrome;
use super::urls;
use crate::i18n::Locale;

/// A folder as the page shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct Branch {
    /// The whole name of the mailbox.
    pub mailbox: String,
    /// Its address; `None` for a level that only holds others.
    pub url: Option<String>,
    /// What it is called: by its role, else as its owner named it.
    pub name: String,
    /// Its icon.
    pub icon: &'static str,
    /// Messages that were not read.
    pub unseen: u32,
    /// What stands beside the name; `None` when nothing is new.
    pub count: Option<Count>,
    /// It is the one that is open.
    pub is_open: bool,
    /// The next one is inside it.
    pub opens: bool,
    /// So many levels end after it.
    pub closes: usize,
}

impl Branch {
    /// There are messages in it that were not read, and that matters.
    pub fn is_new(&self) -> bool {
        self.count.as_ref().is_some_and(|it| it.is_new)
    }
}

/// The number beside a folder's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The number, in the person's language.
    pub number: String,
    /// The same for those who hear the page: `, 12 non lus`.
    pub words: String,
    /// It counts what was not read, not all there is.
    pub is_new: bool,
}

impl Chrome {
    /// The inbox and the folders with a role, in the order in which people look for them, each before
    /// those inside it. What is inside the inbox stands among the others: some servers keep all there.
    pub fn main_folders(&self) -> Vec<Branch> {
        let mut main = self.placed();
        main.retain(|(place, _)| place.is_some());
        main.sort_by_cached_key(|(place, it)| (*place, path(it)));
        self.branches(main.into_iter().map(|(_, it)| it))
    }

    /// All other folders, each before those inside it.
    pub fn other_folders(&self) -> Vec<Branch> {
        let mut others = self.placed();
        others.retain(|(place, _)| place.is_none());
        others.sort_by_cached_key(|(_, it)| path(it));
        self.branches(others.into_iter().map(|(_, it)| it))
    }

    /// Each folder with its place among the main ones: one with a role has its own, one inside it the
    /// same.
    fn placed(&self) -> Vec<(Option<u8>, &Mailbox)> {
        let holders: Vec<(u8, &Mailbox)> = self
            .folders
            .iter()
            .filter_map(|it| Some((rank(it)?, it)))
            .filter(|(_, it)| !it.name.is_inbox())
            .collect();
        let nearest = |mailbox: &Mailbox| {
            let outer = holders.iter().filter(|(_, it)| is_inside(mailbox, it));
            outer.max_by_key(|(_, it)| it.name.as_str().len()).map(|(rank, _)| *rank)
        };
        self.folders.iter().map(|it| (rank(it).or_else(|| nearest(it)), it)).collect()
    }

    /// Folders in their order, as a tree.
    fn branches<'a>(&self, folders: impl Iterator<Item = &'a Mailbox>) -> Vec<Branch> {
        // The folders that the one at hand is inside of.
        let mut above: Vec<&Mailbox> = Vec::new();
        let mut branches: Vec<Branch> = Vec::new();
        for mailbox in folders {
            let before = above.len();
            above.retain(|it| !it.name.is_inbox() && is_inside(mailbox, it));
            if let Some(last) = branches.last_mut() {
                last.opens = above.len() == before;
                last.closes = before.saturating_sub(above.len() + 1);
            }
            above.push(mailbox);
            branches.push(self.branch(mailbox));
        }
        if let Some(last) = branches.last_mut() {
            last.closes = above.len().saturating_sub(1);
        }
        branches
    }

    /// Messages in the inbox that were not read.
    pub fn unseen_in_inbox(&self) -> u32 {
        self.folders.iter().find(|it| it.name.is_inbox()).and_then(|it| it.status).map_or(0, |it| it.unseen)
    }

    fn branch(&self, mailbox: &Mailbox) -> Branch {
        let status = mailbox.status.unwrap_or_default();
        Branch {
            mailbox: mailbox.name.to_string(),
            url: mailbox.selectable.then(|| urls::mailbox(&mailbox.name)),
            name: name(mailbox, self.locale),
            icon: icon(mailbox),
            unseen: status.unseen,
            count: match mailbox.special_use {
                Some(SpecialUse::Drafts | SpecialUse::Junk) => {
                    self.count("folder-messages", status.messages, false)
                }
                Some(SpecialUse::Sent) => None,
                _ => self.count("folder-unseen", status.unseen, true),
            },
            is_open: self.current.as_ref() == Some(&mailbox.name),
            opens: false,
            closes: 0,
        }
    }

    fn count(&self, key: &'static str, number: u32, is_new: bool) -> Option<Count> {
        let words = self.n(key, number);
        (number > 0).then(|| Count { number: self.locale.number(number.into()), words, is_new })
    }
}

/// What a mailbox is called: by its role, else as its owner named it.
pub fn name(mailbox: &Mailbox, locale: Locale) -> String {
    let key = match mailbox.special_use {
        _ if mailbox.name.is_inbox() => "folder-inbox",
        Some(SpecialUse::Flagged) => "folder-flagged",
        Some(SpecialUse::Drafts) => "folder-drafts",
        Some(SpecialUse::Sent) => "folder-sent",
        Some(SpecialUse::Archive) => "folder-archive",
        Some(SpecialUse::Junk) => "folder-junk",
        Some(SpecialUse::Trash) => "folder-trash",
        Some(SpecialUse::All) => "folder-all",
        None => return mailbox.name.leaf(mailbox.delimiter).to_owned(),
    };
    locale.t(key).into_owned()
}

/// What stands for a mailbox.
pub fn icon(mailbox: &Mailbox) -> &'static str {
    match mailbox.special_use {
        _ if mailbox.name.is_inbox() => "inbox",
        Some(SpecialUse::Flagged) => "star",
        Some(SpecialUse::Drafts) => "file-text",
        Some(SpecialUse::Sent) => "send",
        Some(SpecialUse::Archive) => "archive",
        Some(SpecialUse::Junk) => "octagon-alert",
        Some(SpecialUse::Trash) => "trash-2",
        Some(SpecialUse::All) => "mails",
        None => "folder",
    }
}

/// The place of a mailbox with a role; `None` for all others.
fn rank(mailbox: &Mailbox) -> Option<u8> {
    Some(match mailbox.special_use {
        _ if mailbox.name.is_inbox() => 0,
        Some(SpecialUse::Flagged) => 1,
        Some(SpecialUse::Drafts) => 2,
        Some(SpecialUse::Sent) => 3,
        Some(SpecialUse::Archive) => 4,
        Some(SpecialUse::All) => 5,
        Some(SpecialUse::Junk) => 6,
        Some(SpecialUse::Trash) => 7,
        None => return None,
    })
}

/// The levels of a name, for the order: capitals and small letters are one.
fn path(mailbox: &Mailbox) -> Vec<String> {
    let name = mailbox.name.as_str().to_lowercase();
    match mailbox.delimiter {
        Some(delimiter) => name.split(delimiter).map(str::to_owned).collect(),
        None => vec![name],
    }
}

fn is_inside(inner: &Mailbox, outer: &Mailbox) -> bool {
    inner.name.is_inside(&outer.name, inner.delimiter)
}

#[cfg(test)]
mod tests {
    use mailcore::mailbox::{MailboxName, MailboxStatus};

    use super::*;

    fn mailbox(name: &str, special_use: Option<SpecialUse>, unseen: u32) -> Mailbox {
        Mailbox {
            name: MailboxName::parse(name).unwrap(),
            delimiter: Some('/'),
            special_use,
            selectable: true,
            status: Some(MailboxStatus { messages: 9, unseen, uid_next: None }),
        }
    }

    fn chrome(folders: Vec<Mailbox>) -> Chrome {
        Chrome {
            locale: Locale::Fr,
            csrf: String::new(),
            login: None,
            folders,
            current: Some(MailboxName::inbox()),
            search: crate::web::page::SearchBox::default(),
            place: crate::web::page::Place::Mail,
            notice: None,
            now: 0,
        }
    }

    #[test]
    fn folders_with_a_role_come_in_the_order_of_the_desk() {
        let chrome = chrome(vec![
            mailbox("Trash", Some(SpecialUse::Trash), 0),
            mailbox("Entwürfe", Some(SpecialUse::Drafts), 2),
            mailbox("Projets", None, 0),
            mailbox("INBOX", None, 3),
            mailbox("Sent", Some(SpecialUse::Sent), 1),
        ]);
        let main = chrome.main_folders();
        let count = |it: &Branch| it.count.as_ref().map(|it| (it.number.clone(), it.is_new));
        let shown: Vec<_> = main.iter().map(|it| (it.name.as_str(), count(it), it.is_open)).collect();
        assert_eq!(
            shown,
            [
                ("Boîte de réception", Some(("3".to_owned(), true)), true),
                ("Brouillons", Some(("9".to_owned(), false)), false),
                ("Envoyés", None, false),
                ("Corbeille", None, false),
            ]
        );
        assert_eq!(chrome.unseen_in_inbox(), 3);
    }

    #[test]
    fn what_is_inside_a_folder_with_a_role_stands_with_it() {
        let chrome = chrome(vec![
            mailbox("INBOX", None, 0),
            mailbox("INBOX/a", None, 0),
            mailbox("Archive", Some(SpecialUse::Archive), 0),
            mailbox("Archive/2026", None, 0),
            mailbox("Archive/2025", None, 0),
            mailbox("Archives", None, 0),
            mailbox("Trash", Some(SpecialUse::Trash), 0),
        ]);
        assert_eq!(bracketed(chrome.main_folders()), "Boîte de réception Archives ( 2025 2026) Corbeille");
        assert_eq!(bracketed(chrome.other_folders()), "Archives a");
    }

    #[test]
    fn a_folder_stands_with_the_nearest_role_and_none_inside_the_inbox() {
        let chrome = chrome(vec![
            mailbox("INBOX", None, 0),
            mailbox("INBOX/Archive", Some(SpecialUse::Archive), 0),
            mailbox("INBOX/Archive/Trash", Some(SpecialUse::Trash), 0),
            mailbox("INBOX/Archive/Trash/x", None, 0),
            mailbox("INBOX/Sent", Some(SpecialUse::Sent), 0),
        ]);
        assert_eq!(bracketed(chrome.main_folders()), "Boîte de réception Envoyés Archives ( Corbeille ( x))");
    }

    fn nested(names: &[&str]) -> String {
        let folders = names.iter().map(|it| mailbox(it, None, 0)).collect();
        bracketed(chrome(folders).other_folders())
    }

    /// The tree in brackets, as the template nests its lists.
    fn bracketed(branches: Vec<Branch>) -> String {
        let mut text = String::new();
        for branch in branches {
            text.push_str(&branch.name);
            text.push_str(if branch.opens { " (" } else { "" });
            text.push_str(&")".repeat(branch.closes));
            text.push(' ');
        }
        text.trim_end().to_owned()
    }

    #[test]
    fn a_folder_is_inside_the_one_above_it() {
        assert_eq!(nested(&["b", "a", "C"]), "a b C");
        assert_eq!(nested(&["a/y", "b", "a", "a/x"]), "a ( x y) b");
        assert_eq!(nested(&["a", "a/b", "a/b/c", "d"]), "a ( b ( c)) d");
        assert_eq!(nested(&["a", "a/b", "a/b/c"]), "a ( b ( c))");
        assert_eq!(nested(&["a/b/c", "a", "ab"]), "a ( c) ab");
        assert_eq!(nested(&["x/a", "y/b"]), "a b");
        assert_eq!(
            nested(&["Fournisseurs", "Fournisseurs 2", "Fournisseurs/Devis"]),
            "Fournisseurs ( Devis) Fournisseurs 2"
        );
    }
}
