//! The mailboxes of one account: their names, subscriptions, and what moves between them
//! (RFC 9051, section 6.3).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::mailbox::{Mailbox, Stored};
use super::message::Message;
use super::{MOST_ACCOUNT_MESSAGES, MOST_ACCOUNT_OCTETS, MOST_FLAGS, MOST_MAILBOXES};
use crate::demo::seed;
use crate::flag::FlagSet;
use crate::mailbox::{MailboxName, SpecialUse};
use crate::uid::{Uid, UidValidity};

/// What separates the levels of a name.
pub(in crate::demo) const DELIMITER: char = '/';
/// The most levels of a name.
const MOST_LEVELS: usize = 20;

/// Why something is not done with mailboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(in crate::demo) enum Failure {
    /// There is none of this name.
    #[error("there is no such mailbox")]
    NoSuch,
    /// There is one of this name already.
    #[error("there is such a mailbox already")]
    Exists,
    /// It has others below it and is nothing but their level.
    #[error("the mailbox has others below it")]
    HasChildren,
    /// No mailbox can have this name, or INBOX cannot be dealt with so.
    #[error("this cannot be done with a mailbox of this name")]
    Name,
    /// The account is at its limit.
    #[error("the account is full")]
    Full,
}

/// The mailboxes of one account.
#[derive(Clone, Debug)]
pub(in crate::demo) struct Mailboxes {
    by_name: BTreeMap<MailboxName, Mailbox>,
    subscribed: BTreeSet<MailboxName>,
    /// The epoch that the next mailbox gets; no two mailboxes have the same.
    next_uid_validity: u32,
}

impl Mailboxes {
    /// The mailboxes at the start; all are subscribed. Epochs count from `now`.
    pub(super) fn new(seeds: Vec<seed::Mailbox>, now: i64) -> Self {
        let next_uid_validity = u32::try_from(now).unwrap_or(1).max(1);
        let mut mailboxes = Self { by_name: BTreeMap::new(), subscribed: BTreeSet::new(), next_uid_validity };
        // INBOX comes first, so that its epoch is the same whatever else there is.
        let _ = mailboxes.ensure(&MailboxName::inbox());
        for seed in seeds {
            let filled = mailboxes.ensure(&seed.name).and_then(|()| mailboxes.fill(&seed));
            if let Err(failure) = filled {
                tracing::warn!(%failure, "a mailbox that the demonstration begins with is not whole");
            }
        }
        mailboxes
    }

    /// The mailboxes as they were kept. INBOX is always there.
    pub(in crate::demo) fn restore(
        by_name: BTreeMap<MailboxName, Mailbox>,
        subscribed: BTreeSet<MailboxName>,
        next_uid_validity: u32,
    ) -> Self {
        let greatest = by_name.values().map(|it| it.uid_validity.get()).max().unwrap_or(0);
        let next_uid_validity = next_uid_validity.max(greatest.saturating_add(1));
        let mut mailboxes = Self { by_name, subscribed, next_uid_validity };
        // It fails only where no epoch is left, and then without INBOX all says that it is not there.
        let _ = mailboxes.ensure(&MailboxName::inbox());
        mailboxes
    }

    /// The epoch that the next mailbox gets.
    pub(in crate::demo) fn next_uid_validity(&self) -> u32 {
        self.next_uid_validity
    }

    fn fill(&mut self, seed: &seed::Mailbox) -> Result<(), Failure> {
        self.get_mut(&seed.name)?.special_use = seed.special_use;
        for message in &seed.messages {
            let stored = Arc::new(Message::new(message.octets.clone().into(), message.received_at));
            self.append(&seed.name, stored, message.flags.clone())?;
        }
        Ok(())
    }

    /// All, by name.
    pub(in crate::demo) fn iter(&self) -> impl Iterator<Item = (&MailboxName, &Mailbox)> {
        self.by_name.iter()
    }

    /// A mailbox that can be opened.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`].
    pub(in crate::demo) fn get(&self, name: &MailboxName) -> Result<&Mailbox, Failure> {
        self.by_name.get(name).filter(|it| it.selectable).ok_or(Failure::NoSuch)
    }

    /// As [`Mailboxes::get`], to change it.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`].
    pub(in crate::demo) fn get_mut(&mut self, name: &MailboxName) -> Result<&mut Mailbox, Failure> {
        self.by_name.get_mut(name).filter(|it| it.selectable).ok_or(Failure::NoSuch)
    }

    /// Whether there is one of this name, be it only a level.
    pub(in crate::demo) fn exists(&self, name: &MailboxName) -> bool {
        self.by_name.contains_key(name)
    }

    /// Those below a mailbox, by name.
    pub(in crate::demo) fn below(
        &self,
        name: &MailboxName,
    ) -> impl Iterator<Item = (&MailboxName, &Mailbox)> {
        let above = format!("{name}{DELIMITER}");
        self.by_name.iter().filter(move |(it, _)| it.as_str().starts_with(&above))
    }

    /// Which mailboxes somebody wants to see; a subscription may outlive its mailbox.
    pub(in crate::demo) fn subscribed(&self) -> &BTreeSet<MailboxName> {
        &self.subscribed
    }

    /// The octets of all messages.
    pub(in crate::demo) fn octets(&self) -> u64 {
        self.by_name.values().map(Mailbox::octets).sum()
    }

    /// Makes a mailbox and the levels above it, and subscribes to it, where it is not there.
    ///
    /// # Errors
    ///
    /// [`Failure::Name`], [`Failure::Full`].
    pub(in crate::demo) fn ensure(&mut self, name: &MailboxName) -> Result<(), Failure> {
        if self.get(name).is_ok() {
            return Ok(());
        }
        self.create(name, None)?;
        self.subscribed.insert(name.clone());
        Ok(())
    }

    /// Makes a mailbox, with the levels above it.
    ///
    /// # Errors
    ///
    /// [`Failure::Exists`], [`Failure::Name`], [`Failure::Full`].
    pub(in crate::demo) fn create(
        &mut self,
        name: &MailboxName,
        special_use: Option<SpecialUse>,
    ) -> Result<(), Failure> {
        let levels = levels(name)?;
        if self.get(name).is_ok() {
            return Err(Failure::Exists);
        }
        for level in levels {
            if self.by_name.contains_key(&level) {
                continue;
            }
            if self.by_name.len() >= MOST_MAILBOXES {
                return Err(Failure::Full);
            }
            let made = Mailbox::new(self.new_epoch()?, None);
            self.by_name.insert(level, made);
        }
        let epoch = self.new_epoch()?;
        if let Some(mailbox) = self.by_name.get_mut(name) {
            // A level that could not be opened becomes a mailbox of a new epoch.
            if !mailbox.selectable {
                *mailbox = Mailbox::new(epoch, None);
            }
            mailbox.special_use = special_use;
        }
        Ok(())
    }

    /// Adds a message. The UID it got, in the epoch it is of.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`], [`Failure::Full`].
    pub(in crate::demo) fn append(
        &mut self,
        name: &MailboxName,
        message: Arc<Message>,
        flags: FlagSet,
    ) -> Result<(UidValidity, Uid), Failure> {
        self.room_for(1, u64::from(message.size()))?;
        if flags.len() > MOST_FLAGS {
            return Err(Failure::Full);
        }
        let mailbox = self.get_mut(name)?;
        let uid = mailbox.append(message, flags).ok_or(Failure::Full)?;
        Ok((mailbox.uid_validity, uid))
    }

    /// Copies messages, with their flags; those that are not there are passed over. The epoch of the
    /// destination, and the UIDs before and after, in order.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`], [`Failure::Full`]; then nothing is copied.
    pub(in crate::demo) fn copy(
        &mut self,
        from: &MailboxName,
        uids: &[Uid],
        to: &MailboxName,
    ) -> Result<(UidValidity, Vec<(Uid, Uid)>), Failure> {
        let source = self.get(from)?;
        let copies: Vec<Stored> = uids.iter().filter_map(|uid| source.get(*uid)).cloned().collect();
        self.room_for(copies.len(), copies.iter().map(|it| u64::from(it.message.size())).sum())?;
        self.put(to, copies)
    }

    /// Moves messages, as [`Mailboxes::copy`] copies them. There is room for it also where the account
    /// is full.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`]; then nothing is moved.
    pub(in crate::demo) fn move_(
        &mut self,
        from: &MailboxName,
        uids: &BTreeSet<Uid>,
        to: &MailboxName,
    ) -> Result<(UidValidity, Vec<(Uid, Uid)>), Failure> {
        self.get(to)?;
        let moved = self.get_mut(from)?.remove(uids);
        self.put(to, moved)
    }

    fn put(
        &mut self,
        to: &MailboxName,
        messages: Vec<Stored>,
    ) -> Result<(UidValidity, Vec<(Uid, Uid)>), Failure> {
        let destination = self.get_mut(to)?;
        let put: Option<Vec<(Uid, Uid)>> = messages
            .into_iter()
            .map(|it| Some((it.uid, destination.append(it.message, it.flags)?)))
            .collect();
        Ok((destination.uid_validity, put.ok_or(Failure::Full)?))
    }

    /// Removes a mailbox with its messages. With others below it, it stays as their level.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`], [`Failure::HasChildren`], [`Failure::Name`] for INBOX.
    pub(in crate::demo) fn delete(&mut self, name: &MailboxName) -> Result<(), Failure> {
        if name.is_inbox() {
            return Err(Failure::Name);
        }
        let has_children = self.below(name).next().is_some();
        let mailbox = self.by_name.get_mut(name).ok_or(Failure::NoSuch)?;
        match (has_children, mailbox.selectable) {
            (true, false) => return Err(Failure::HasChildren),
            (true, true) => *mailbox = Mailbox::level(mailbox.uid_validity),
            (false, _) => {
                self.by_name.remove(name);
                self.prune(name);
            }
        }
        Ok(())
    }

    /// Removes the levels above a name that hold nothing any more.
    fn prune(&mut self, name: &MailboxName) {
        for level in levels(name).unwrap_or_default().into_iter().rev().skip(1) {
            let is_empty = self.below(&level).next().is_none();
            if is_empty && self.by_name.get(&level).is_some_and(|it| !it.selectable) {
                self.by_name.remove(&level);
            }
        }
    }

    /// Gives a mailbox and those below it another name. INBOX stays, and its messages alone move
    /// (RFC 9051, section 6.3.6).
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`], [`Failure::Exists`], [`Failure::Name`], [`Failure::Full`].
    pub(in crate::demo) fn rename(&mut self, from: &MailboxName, to: &MailboxName) -> Result<(), Failure> {
        if !self.exists(from) {
            return Err(Failure::NoSuch);
        }
        if self.exists(to) {
            return Err(Failure::Exists);
        }
        if from.is_inbox() {
            return self.rename_inbox(to);
        }
        let is_below = |name: &MailboxName| levels(name).is_ok_and(|it| it.contains(from));
        if is_below(to) {
            return Err(Failure::Name);
        }
        let names: Vec<MailboxName> = self.by_name.keys().filter(|it| is_below(it)).cloned().collect();
        let renamed = |name: &MailboxName| {
            let rest = name.as_str().strip_prefix(from.as_str())?;
            levels(&MailboxName::parse(&format!("{to}{rest}"))?).ok()?.pop()
        };
        let renamed: Vec<MailboxName> =
            names.iter().map(renamed).collect::<Option<_>>().ok_or(Failure::Name)?;
        // Makes the levels above; what it makes of the mailbox itself is replaced right away.
        self.create(to, None)?;
        for (name, renamed) in names.iter().zip(renamed) {
            if let Some(mailbox) = self.by_name.remove(name) {
                self.by_name.insert(renamed, mailbox);
            }
        }
        self.prune(from);
        Ok(())
    }

    /// Moves all messages of INBOX into a new mailbox.
    fn rename_inbox(&mut self, to: &MailboxName) -> Result<(), Failure> {
        self.create(to, None)?;
        let inbox = MailboxName::inbox();
        let all = self.get(&inbox)?.messages().iter().map(|it| it.uid).collect();
        self.move_(&inbox, &all, to).map(drop)
    }

    /// Notes that somebody wants to see a mailbox, or does not any more.
    ///
    /// # Errors
    ///
    /// [`Failure::NoSuch`], [`Failure::Full`].
    pub(in crate::demo) fn subscribe(&mut self, name: &MailboxName, wanted: bool) -> Result<(), Failure> {
        if !wanted {
            self.subscribed.remove(name);
            return Ok(());
        }
        self.get(name)?;
        if self.subscribed.len() >= MOST_MAILBOXES && !self.subscribed.contains(name) {
            return Err(Failure::Full);
        }
        self.subscribed.insert(name.clone());
        Ok(())
    }

    fn room_for(&self, messages: usize, octets: u64) -> Result<(), Failure> {
        let count: usize = self.by_name.values().map(|it| it.messages().len()).sum();
        let fits = count + messages <= MOST_ACCOUNT_MESSAGES && self.octets() + octets <= MOST_ACCOUNT_OCTETS;
        if fits { Ok(()) } else { Err(Failure::Full) }
    }

    fn new_epoch(&mut self) -> Result<UidValidity, Failure> {
        let epoch = UidValidity::new(self.next_uid_validity).ok_or(Failure::Full)?;
        self.next_uid_validity = self.next_uid_validity.checked_add(1).ok_or(Failure::Full)?;
        Ok(epoch)
    }
}

/// The levels above a name, and the name itself.
fn levels(name: &MailboxName) -> Result<Vec<MailboxName>, Failure> {
    let text = name.as_str();
    let parts: Vec<&str> = text.split(DELIMITER).collect();
    if parts.len() > MOST_LEVELS || parts.iter().any(|it| it.is_empty()) {
        return Err(Failure::Name);
    }
    let ends = text.match_indices(DELIMITER).map(|(at, _)| at).chain([text.len()]);
    ends.map(|end| text.get(..end).and_then(MailboxName::parse).ok_or(Failure::Name)).collect()
}
