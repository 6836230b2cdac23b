//! The folders beside every page: those with a role first, in a fixed order, then the others as a tree.

use std::collections::HashSet;

use mailcore::mailbox::{Mailbox, MailboxName, Namespace, SpecialUse};

mod folding;

use super::page::Chrome;
use super::session::Visitor;
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
    /// Its role, for scripts: `drafts`; `None` for the inbox and for those without.
    pub role: Option<&'static str>,
    /// Messages that were not read.
    pub unseen: u32,
    /// What stands beside the name; `None` when nothing is new.
    pub count: Option<Count>,
    /// It is the one that is open.
    pub is_open: bool,
    /// What stands beside the name while its branch is closed: what is new in it and inside it; `None`
    /// when nothing is new inside it.
    pub sum: Option<Count>,
    /// The next one is inside it.
    pub opens: bool,
    /// Those inside it are not shown.
    pub is_closed: bool,
    /// So many levels end after it.
    pub closes: usize,
}

impl Branch {
    /// The name of the button that closes its branch, or opens it.
    pub fn fold_button(&self) -> &'static str {
        if self.is_closed { "open" } else { "close" }
    }

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

/// Folders under a heading.
#[derive(Debug)]
pub struct Section {
    /// The key of the heading; the id of its element as well.
    pub heading: &'static str,
    /// The folders.
    pub branches: Vec<Branch>,
}

/// What is not one's own, and the key of its heading.
pub const FOREIGN: [(Namespace, &str); 2] =
    [(Namespace::OtherUsers, "nav-others-folders"), (Namespace::Shared, "nav-shared-folders")];

impl Chrome {
    /// The inbox and the folders with a role, in the order in which people look for them, each before
    /// those inside it. What is inside the inbox stands among the others: some servers keep all there.
    pub fn main_folders(&self) -> Vec<Branch> {
        let mut main = self.placed();
        main.retain(|(place, _)| place.is_some());
        main.sort_by_cached_key(|(place, it)| (*place, path(it)));
        self.branches(main.into_iter().map(|(_, it)| it))
    }

    /// All other folders, each before those inside it: one's own, those of others, what is shared.
    pub fn other_folders(&self) -> Vec<Branch> {
        self.branches(self.others(|_| true))
    }

    /// The same under headings, those without a folder left out.
    pub fn sections(&self) -> Vec<Section> {
        let own = [(Namespace::Personal, "nav-folders")];
        let section = |(namespace, heading)| Section {
            heading,
            branches: self.branches(self.others(|it| it.namespace == namespace)),
        };
        own.into_iter().chain(FOREIGN).map(section).filter(|it| !it.branches.is_empty()).collect()
    }

    fn others(&self, wanted: impl Fn(&Mailbox) -> bool) -> impl Iterator<Item = &Mailbox> {
        let mut others = self.placed();
        others.retain(|(place, it)| place.is_none() && wanted(it));
        others.sort_by_cached_key(|(_, it)| (it.namespace, path(it)));
        others.into_iter().map(|(_, it)| it)
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
        let folders: Vec<&Mailbox> = folders.collect();
        // The folders that the one at hand is inside of.
        let mut above: Vec<&Mailbox> = Vec::new();
        let mut branches: Vec<Branch> = Vec::new();
        for mailbox in folders.iter().copied() {
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
        self.fold(&folders, &mut branches);
        branches
    }

    /// In which words it names mailboxes.
    pub fn naming(&self) -> Naming {
        Naming { locale: self.locale, is_real: self.preferences.looks.real_names }
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
            name: name(mailbox, self.naming()),
            icon: icon(mailbox),
            role: role(mailbox),
            unseen: status.unseen,
            count: match mailbox.special_use {
                Some(SpecialUse::Drafts | SpecialUse::Junk) => {
                    self.count("folder-messages", status.messages, false)
                }
                Some(SpecialUse::Sent) => None,
                _ => self.count("folder-unseen", status.unseen, true),
            },
            sum: None,
            is_open: self.current.as_ref() == Some(&mailbox.name),
            opens: false,
            is_closed: false,
            closes: 0,
        }
    }

    fn count(&self, key: &'static str, number: u32, is_new: bool) -> Option<Count> {
        let words = self.n(key, number);
        (number > 0).then(|| Count { number: self.locale.number(number.into()), words, is_new })
    }
}

/// In which words mailboxes are named.
#[derive(Clone, Copy, Debug)]
pub struct Naming {
    /// The language.
    pub locale: Locale,
    /// Those with a role are called as on the server.
    pub is_real: bool,
}

impl Naming {
    /// For a visitor.
    pub fn of(visitor: &Visitor) -> Self {
        Self { locale: visitor.locale, is_real: visitor.preferences.looks.real_names }
    }
}

/// What a mailbox is called: by its role, else as its owner named it.
pub fn name(mailbox: &Mailbox, Naming { locale, is_real }: Naming) -> String {
    let leaf = mailbox.name.leaf(mailbox.delimiter);
    let key = match mailbox.special_use {
        // Its name in the protocol is nobody's choice.
        _ if mailbox.name.is_inbox() => "folder-inbox",
        Some(_) if is_real => return leaf.to_owned(),
        Some(SpecialUse::Flagged) => "folder-flagged",
        Some(SpecialUse::Drafts) => "folder-drafts",
        Some(SpecialUse::Sent) => "folder-sent",
        Some(SpecialUse::Archive) => "folder-archive",
        Some(SpecialUse::Junk) => "folder-junk",
        Some(SpecialUse::Trash) => "folder-trash",
        Some(SpecialUse::All) => "folder-all",
        // Somebody else's.
        None if leaf == "INBOX" => "folder-inbox",
        None => return leaf.to_owned(),
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

fn role(mailbox: &Mailbox) -> Option<&'static str> {
    mailbox.special_use.map(|it| match it {
        SpecialUse::Flagged => "flagged",
        SpecialUse::Drafts => "drafts",
        SpecialUse::Sent => "sent",
        SpecialUse::Archive => "archive",
        SpecialUse::Junk => "junk",
        SpecialUse::Trash => "trash",
        SpecialUse::All => "all",
    })
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

/// Mailboxes that can be opened with what they are called, those around them first: `Clients / Été`; none that is for
/// what is `unfit`.
pub fn paths(chrome: &Chrome, unfit: &[SpecialUse]) -> Vec<(MailboxName, String)> {
    let is_unfit = |it: &SpecialUse| unfit.contains(it);
    let unfit: HashSet<&str> = chrome
        .folders
        .iter()
        .filter(|it| it.special_use.as_ref().is_some_and(is_unfit))
        .map(|it| it.name.as_str())
        .collect();
    let mut around: Vec<String> = Vec::new();
    let mut paths = Vec::new();
    for branch in chrome.main_folders().into_iter().chain(chrome.other_folders()) {
        let words = around.iter().chain([&branch.name]).cloned().collect::<Vec<_>>().join(" / ");
        if branch.opens {
            around.push(branch.name);
        }
        around.truncate(around.len().saturating_sub(branch.closes));
        let fits = branch.url.is_some() && !unfit.contains(branch.mailbox.as_str());
        paths.extend(MailboxName::parse(&branch.mailbox).filter(|_| fits).map(|name| (name, words)));
    }
    paths
}

#[cfg(test)]
mod tests;
