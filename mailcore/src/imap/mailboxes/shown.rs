//! Which mailboxes are shown, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::{MOST_STATUS, Survey};
use crate::imap::arrange::Arranged;
use crate::imap::response::mailbox::Listed;
use crate::mailbox::{Mailbox, MailboxName, Mailboxes, Namespace, SpecialUse};

/// The most levels above a mailbox that are shown.
pub(super) const MOST_LEVELS: usize = 20;

impl Survey {
    /// The mailboxes to show, in their order.
    pub(in crate::imap) fn finish(self) -> Mailboxes {
        let (roles, namespaces) = (self.roles(), self.around.namespaces());
        let mut shown: BTreeMap<MailboxName, Mailbox> = BTreeMap::new();
        for listed in self.shown_alone(&roles) {
            let mailbox = self.mailbox(listed, &roles);
            let above = levels_above(&mailbox.name, mailbox.delimiter);
            for name in above.filter(|it| !namespaces.is_above_foreign(it)) {
                let level = match self.listed.get(&name) {
                    Some(listed) => self.mailbox(listed, &roles),
                    None => bare_level(name, mailbox.delimiter, mailbox.namespace),
                };
                // A mailbox that stands elsewhere for its role needs no level above it.
                if Place::new(&level, &roles).rank == Place::new(&mailbox, &roles).rank {
                    shown.insert(level.name.clone(), level);
                }
            }
            shown.insert(mailbox.name.clone(), mailbox);
        }
        let mut shown: Vec<Mailbox> = shown.into_values().collect();
        shown.sort_by_cached_key(|it| Place::new(it, &roles));
        Mailboxes {
            prefix: namespaces.prefix().to_owned(),
            room: self.around.room(),
            sent_in_inbox: self.sent_in_inbox(),
            list: shown,
        }
    }

    /// All mailboxes, shown or not, in their order; not what is nothing but above other people's.
    pub(in crate::imap) fn everything(&self) -> Vec<Arranged> {
        let (roles, namespaces) = (self.roles(), self.around.namespaces());
        let shown: BTreeSet<&MailboxName> = self.shown_alone(&roles).map(|it| &it.name).collect();
        let arranged = |it: &Listed| Arranged {
            mailbox: self.mailbox(it, &roles),
            subscribed: it.subscribed,
            shown: shown.contains(&it.name),
            has_given_role: it.special_use.is_some(),
            takes_children: it.takes_children,
        };
        let there = self.listed.values().filter(|it| it.selectable || !namespaces.is_above_foreign(&it.name));
        let mut all: Vec<Arranged> = there.map(arranged).collect();
        all.sort_by_cached_key(|it| Place::new(&it.mailbox, &roles));
        all
    }

    /// The mailboxes that are shown for themselves: subscribed, or with a role. Of others' mailboxes all
    /// are while none is subscribed, if they are not too many: some servers keep no subscriptions of them,
    /// and nobody looks for what they do not know is there.
    pub(super) fn shown_alone(
        &self,
        roles: &BTreeMap<MailboxName, SpecialUse>,
    ) -> impl Iterator<Item = &Listed> {
        let namespaces = self.around.namespaces();
        let mut foreign: BTreeMap<Namespace, (usize, bool)> = BTreeMap::new();
        for it in self.listed.values() {
            let (count, subscribed) = foreign.entry(namespaces.of(&it.name)).or_default();
            *count += 1;
            *subscribed |= it.subscribed;
        }
        let are_all = move |namespace: Namespace| {
            let known = foreign.get(&namespace).copied().unwrap_or_default();
            namespace != Namespace::Personal && matches!(known, (1..=MOST_STATUS, false))
        };
        self.listed.values().filter(move |it| {
            let is_usual = it.subscribed || it.name.is_inbox() || roles.contains_key(&it.name);
            it.selectable && (is_usual || are_all(namespaces.of(&it.name)))
        })
    }

    fn mailbox(&self, listed: &Listed, roles: &BTreeMap<MailboxName, SpecialUse>) -> Mailbox {
        Mailbox {
            special_use: roles.get(&listed.name).copied(),
            selectable: listed.selectable,
            status: self.statuses.get(&listed.name).copied().filter(|_| listed.selectable),
            namespace: self.around.namespaces().of(&listed.name),
            rights: self.rights.get(&listed.name).cloned(),
            ..Mailbox::new(listed.name.clone(), listed.delimiter)
        }
    }
}

/// A level that the server does not list.
fn bare_level(name: MailboxName, delimiter: Option<char>, namespace: Namespace) -> Mailbox {
    Mailbox { selectable: false, namespace, ..Mailbox::new(name, delimiter) }
}

/// Where a mailbox stands: what it belongs to, then its levels, each without regard to case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    namespace: Namespace,
    rank: u8,
    levels: Vec<(String, String)>,
}

impl Place {
    /// The rank of what has no role.
    const OTHERS: u8 = 6;

    /// A mailbox below one with a role stands with it.
    fn new(mailbox: &Mailbox, roles: &BTreeMap<MailboxName, SpecialUse>) -> Self {
        let rank = |name: &MailboxName| match roles.get(name) {
            Some(SpecialUse::Drafts) => 1,
            Some(SpecialUse::Sent) => 2,
            Some(SpecialUse::Archive) => 3,
            Some(SpecialUse::Junk) => 4,
            Some(SpecialUse::Trash) => 5,
            Some(SpecialUse::All | SpecialUse::Flagged) | None => Self::OTHERS,
        };
        let mut above = levels_above(&mailbox.name, mailbox.delimiter).map(|it| rank(&it));
        let rank = match above.find(|it| *it < Self::OTHERS) {
            _ if mailbox.name.is_inbox() => 0,
            Some(above) => above,
            None => rank(&mailbox.name),
        };
        let levels = match mailbox.delimiter {
            Some(delimiter) => mailbox.name.as_str().split(delimiter).map(level_key).collect(),
            None => vec![level_key(mailbox.name.as_str())],
        };
        Self { namespace: mailbox.namespace, rank, levels }
    }
}

fn level_key(level: &str) -> (String, String) {
    (level.to_lowercase(), level.to_owned())
}

/// The names of the levels above a mailbox, the highest first: so many that names of nothing but
/// levels cost little.
fn levels_above(name: &MailboxName, delimiter: Option<char>) -> impl Iterator<Item = MailboxName> {
    let text = name.as_str();
    let ends = text.char_indices().filter(move |(at, it)| *at > 0 && Some(*it) == delimiter);
    ends.take(MOST_LEVELS).filter_map(|(at, _)| MailboxName::parse(text.get(..at)?))
}
