//! Which mailbox has which role: as the person chose, as the server says (RFC 6154), else by its name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Survey, known_names};
use crate::imap::response::mailbox::Listed;
use crate::mailbox::{MailboxName, Namespace, SpecialUse};

impl Survey {
    /// Each role at most once, each mailbox with one at most. What others share has none by itself.
    pub(super) fn roles(&self) -> BTreeMap<MailboxName, SpecialUse> {
        let chosen = self.chosen_roles();
        let taken: BTreeSet<&MailboxName> = chosen.values().map(|it| &it.name).collect();
        let namespaces = self.around.namespaces();
        let can_have = |it: &&Listed| {
            it.selectable
                && !it.name.is_inbox()
                && !taken.contains(&it.name)
                && namespaces.of(&it.name) == Namespace::Personal
        };
        let candidates: Vec<&Listed> = self.listed.values().filter(can_have).collect();
        let mut holders = told(&candidates);
        for (role, listed) in named(&candidates) {
            holders.entry(role).or_insert(listed);
        }
        holders.extend(chosen);
        holders.into_iter().map(|(role, listed)| (listed.name.clone(), role)).collect()
    }

    /// The mailboxes that were chosen and are there. The inbox keeps being the inbox.
    fn chosen_roles(&self) -> BTreeMap<SpecialUse, &Listed> {
        let there = self.chosen.iter().filter_map(|(role, name)| Some((*role, self.listed.get(name)?)));
        there.filter(|(_, it)| it.selectable && !it.name.is_inbox()).collect()
    }

    /// Whether copies of what is sent are to be kept in the inbox.
    pub(super) fn sent_in_inbox(&self) -> bool {
        self.chosen.get(&SpecialUse::Sent).is_some_and(MailboxName::is_inbox)
    }
}

/// As the server says; of several the first that is subscribed.
fn told<'a>(candidates: &[&'a Listed]) -> BTreeMap<SpecialUse, &'a Listed> {
    let mut holders: BTreeMap<SpecialUse, &Listed> = BTreeMap::new();
    for listed in candidates {
        if let Some(role) = listed.special_use {
            let holder = holders.entry(role).or_insert(listed);
            if listed.subscribed && !holder.subscribed {
                *holder = listed;
            }
        }
    }
    holders
}

/// By their names, the best first.
fn named<'a>(candidates: &[&'a Listed]) -> impl Iterator<Item = (SpecialUse, &'a Listed)> {
    let without = candidates.iter().filter(|it| it.special_use.is_none());
    let mut by_name: Vec<(SpecialUse, (bool, usize), &Listed)> = without
        .filter_map(|it| {
            let (role, place) = known_names::role(&it.name, it.delimiter)?;
            Some((role, (!it.subscribed, place), *it))
        })
        .collect();
    by_name.sort_by_key(|(role, quality, _)| (*role, *quality));
    by_name.into_iter().map(|(role, _, listed)| (role, listed))
}
