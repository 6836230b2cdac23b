//! Folders as the page that arranges them shows them.

use std::collections::{BTreeMap, BTreeSet};

use mailcore::imap::arrange::{Arranged, Arrangement};
use mailcore::mailbox::{Mailbox, MailboxName, Rights};

use crate::folders::emptying::goes_for_good;
use crate::folders::{branch, has_role, naming, takes_others};
use crate::web::page::Chrome;
use crate::web::tree::{self, Naming};
use crate::web::urls;

/// Levels that are set in from the first one; deeper ones stand with the last.
const MOST_STEPS: usize = 4;

/// A folder in the list of all.
#[derive(Debug)]
pub(in crate::web) struct Row {
    pub(in crate::web) name: String,
    pub(in crate::web) url: String,
    pub(in crate::web) icon: &'static str,
    /// From 0 to 4.
    pub(in crate::web) step: usize,
    /// How many messages are in it; empty when it holds none.
    pub(in crate::web) count: String,
    /// Lists show it: by itself, or because something inside it is shown.
    pub(in crate::web) shown: bool,
    /// It is the one that is looked at.
    pub(in crate::web) open: bool,
    /// What it begins: the key of a heading.
    pub(in crate::web) heading: Option<&'static str>,
}

/// A place for a folder.
#[derive(Debug)]
pub(in crate::web) struct Choice {
    pub(in crate::web) value: String,
    pub(in crate::web) words: String,
    pub(in crate::web) chosen: bool,
}

/// The folder that is looked at.
#[derive(Debug)]
pub(in crate::web) struct One {
    /// The name of the mailbox.
    pub(in crate::web) folder: String,
    /// What it is called here: by its role, if it has one.
    pub(in crate::web) title: String,
    /// Its own name, without the levels above.
    pub(in crate::web) name: String,
    pub(in crate::web) inside: Option<MailboxName>,
    /// Where it is opened; `None` for a level that only holds others.
    pub(in crate::web) url: Option<String>,
    /// Where one inside it is made; `None` where none can be.
    pub(in crate::web) new_url: Option<String>,
    /// Where it is arranged.
    pub(in crate::web) here: String,
    pub(in crate::web) messages: u32,
    pub(in crate::web) unseen: u32,
    pub(in crate::web) size: Option<String>,
    pub(in crate::web) shown: bool,
    /// It is shown as all of others' folders are, of which none is chosen.
    pub(in crate::web) is_shown_with_all: bool,
    pub(in crate::web) has_role: bool,
    /// It has its role by the person's choice.
    pub(in crate::web) is_chosen: bool,
    /// How many folders are inside it.
    pub(in crate::web) inner: u32,
    /// What is removed from it does not go to the trash.
    pub(in crate::web) goes_for_good: bool,
    pub(in crate::web) may_be_removed: bool,
    pub(in crate::web) may_be_emptied: bool,
    pub(in crate::web) may_be_seen: bool,
}

impl One {
    pub(super) fn new(all: &Arrangement, found: &Arranged, size: Option<u64>, chrome: &Chrome) -> Self {
        let (locale, preferences) = (chrome.locale, &chrome.preferences);
        let (mailbox, has_role) = (&found.mailbox, has_role(found, preferences));
        let status = mailbox.status.unwrap_or_default();
        let mailboxes: Vec<Mailbox> = all.mailboxes.iter().map(|it| it.mailbox.clone()).collect();
        let inside = naming::outer(all, &mailbox.name);
        Self {
            folder: mailbox.name.to_string(),
            title: tree::name(mailbox, chrome.naming()),
            name: mailbox.name.leaf(mailbox.delimiter).to_owned(),
            inside,
            url: mailbox.selectable.then(|| urls::mailbox(&mailbox.name)),
            new_url: takes_others(all, found).then(|| urls::settings_folder_inside(&mailbox.name)),
            here: urls::settings_folder(&mailbox.name),
            messages: status.messages,
            unseen: status.unseen,
            size: size.map(|it| locale.size(it)),
            shown: found.subscribed,
            is_shown_with_all: found.shown && !found.subscribed && !has_role,
            has_role,
            is_chosen: preferences.is_chosen(&mailbox.name),
            inner: u32::try_from(branch(all, &mailbox.name).len()).unwrap_or(u32::MAX).saturating_sub(1),
            goes_for_good: goes_for_good(&mailbox.name, &mailboxes),
            may_be_removed: !has_role && mailbox.may(Rights::may_be_removed),
            may_be_emptied: mailbox.selectable && status.messages > 0 && mailbox.may(Rights::may_be_emptied),
            may_be_seen: status.unseen > 0 && mailbox.may(Rights::may_be_seen),
        }
    }

    /// Nothing can be done with it but to look.
    pub(in crate::web) fn is_read_only(&self) -> bool {
        !self.has_role && !self.may_be_removed
    }
}

/// All folders; `open` is the one that is looked at.
pub(super) fn rows(all: &Arrangement, open: Option<&MailboxName>, naming: Naming) -> Vec<Row> {
    let shown = shown_names(all);
    let row = |it: &Arranged| Row {
        name: tree::name(&it.mailbox, naming),
        url: urls::settings_folder(&it.mailbox.name),
        icon: tree::icon(&it.mailbox),
        step: naming::depth(all, &it.mailbox.name).min(MOST_STEPS),
        count: it.mailbox.status.map(|it| naming.locale.number(it.messages.into())).unwrap_or_default(),
        shown: shown.contains(&it.mailbox.name),
        open: open == Some(&it.mailbox.name),
        heading: None,
    };
    let mut rows: Vec<Row> = all.mailboxes.iter().map(row).collect();
    for (namespace, heading) in tree::FOREIGN {
        let first = all.mailboxes.iter().position(|it| it.mailbox.namespace == namespace);
        if let Some(row) = first.and_then(|it| rows.get_mut(it)) {
            row.heading = Some(heading);
        }
    }
    rows
}

/// The folders that lists show, with all that these are inside of.
fn shown_names(all: &Arrangement) -> BTreeSet<MailboxName> {
    let mut names = BTreeSet::new();
    for shown in all.mailboxes.iter().filter(|it| it.shown) {
        let mut next = Some(shown.mailbox.name.clone());
        while let Some(name) = next.take() {
            let outer = naming::outer(all, &name);
            next = if names.insert(name) { outer } else { None };
        }
    }
    names
}

/// Where a folder can be, besides at the top: not inside itself, nor where nothing can be. What all of
/// one's own folders are inside of is the top.
pub(super) fn places(
    all: &Arrangement,
    folder: Option<&MailboxName>,
    chosen: Option<&MailboxName>,
    naming: Naming,
) -> Vec<Choice> {
    let is_top = |name: &MailboxName| all.delimiter.is_some_and(|it| format!("{name}{it}") == all.prefix);
    let is_itself =
        |name: &MailboxName| folder.is_some_and(|it| name == it || name.is_inside(it, all.delimiter));
    let fit = all
        .mailboxes
        .iter()
        .filter(|it| takes_others(all, it) && !is_top(&it.mailbox.name) && !is_itself(&it.mailbox.name));
    let known: Known<'_> = all.mailboxes.iter().map(|it| (&it.mailbox.name, &it.mailbox)).collect();
    let choice = |it: &Arranged| Choice {
        value: it.mailbox.name.to_string(),
        words: path(all, &known, &it.mailbox, naming),
        chosen: chosen == Some(&it.mailbox.name),
    };
    fit.map(choice).collect()
}

/// Folders by their names.
pub(super) type Known<'a> = BTreeMap<&'a MailboxName, &'a Mailbox>;

/// The names of the levels, the highest first.
pub(super) fn path(all: &Arrangement, known: &Known<'_>, mailbox: &Mailbox, naming: Naming) -> String {
    let own = tree::name(mailbox, naming);
    let Some(outer) = naming::outer(all, &mailbox.name) else { return own };
    match known.get(&outer) {
        Some(outer) => format!("{} / {own}", path(all, known, outer, naming)),
        None => format!("{outer} / {own}"),
    }
}
