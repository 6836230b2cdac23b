//! The mailboxes of an account (RFC 9051, section 6.3.9; RFC 5258, 5819, 6154).

use std::collections::BTreeMap;

use super::Error;
use super::arrange::Arranged;
use super::command::Command;
use super::connection::{Connection, Data};
use super::pool::Lease;
use super::response::mailbox::{Listed, listed, status};
use super::response::{Kind, kind};
use super::select::all_ended;
use crate::mailbox::{Mailbox, MailboxName, MailboxStatus, SpecialUse};

mod known_names;

/// The most mailboxes whose counts are asked for one by one.
const MOST_STATUS: usize = 200;

/// The most mailboxes that are taken from a server.
const MOST_MAILBOXES: usize = 10_000;

/// The most levels above a mailbox that are shown.
const MOST_LEVELS: usize = 20;

impl Lease {
    /// All mailboxes that are subscribed or have a role, INBOX first, each with its counts; in one
    /// round trip where the server has LIST-STATUS (RFC 5819), else one STATUS each, pipelined.
    ///
    /// Order: INBOX, drafts, sent, archive, junk, trash, then the others by name, each after the
    /// level above it. Levels above a mailbox that is shown are shown, too.
    pub async fn mailboxes(&mut self) -> Result<Vec<Mailbox>, Error> {
        let outcome = match survey(self.connection()).await {
            Err(error) if self.renew(&error).await => survey(self.connection()).await,
            outcome => outcome,
        };
        outcome.map(|(mailboxes, _)| mailboxes)
    }
}

/// As [`Lease::mailboxes`], over this connection alone; with all that the server said meanwhile.
pub(super) async fn survey(connection: &mut Connection) -> Result<(Vec<Mailbox>, Vec<Data>), Error> {
    let mut survey = Survey::default();
    let commands = survey.commands(connection);
    let mut exchange = connection.run(commands).await?;
    survey.absorb(&exchange.data);
    let mut data = std::mem::take(&mut exchange.data);
    all_ended(exchange)?;
    let statuses = survey.statuses();
    if !statuses.is_empty() {
        let counts = connection.run(statuses).await?.data;
        survey.absorb(&counts);
        data.extend(counts);
    }
    Ok((survey.finish(), data))
}

/// What the server tells about its mailboxes, gathered over one or two round trips.
#[derive(Debug, Default)]
pub(super) struct Survey {
    listed: BTreeMap<MailboxName, Listed>,
    statuses: BTreeMap<MailboxName, MailboxStatus>,
    counts_come_along: bool,
}

impl Survey {
    /// The commands of the first round trip.
    pub(super) fn commands(&mut self, connection: &Connection) -> Vec<Command> {
        let modern = connection.can("IMAP4REV2");
        let can = |capability: &str| modern || connection.can(capability);
        let list = |options: &'static str| Command::new("LIST").words(r#""" "*""#).words(options);
        self.counts_come_along = can("LIST-EXTENDED") && can("LIST-STATUS");
        match (can("LIST-EXTENDED"), can("LIST-STATUS"), can("SPECIAL-USE")) {
            (true, true, true) => {
                vec![list("RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UIDNEXT UNSEEN))")]
            }
            (true, true, false) => vec![list("RETURN (SUBSCRIBED STATUS (MESSAGES UIDNEXT UNSEEN))")],
            (true, false, true) => vec![list("RETURN (SPECIAL-USE SUBSCRIBED)")],
            (true, false, false) => vec![list("RETURN (SUBSCRIBED)")],
            (false, ..) => vec![Command::new(r#"LIST "" "*""#), Command::new(r#"LSUB "" "*""#)],
        }
    }

    /// Takes in the data of an exchange.
    pub(super) fn absorb(&mut self, data: &[Data]) {
        let mut subscribed = Vec::new();
        for response in data {
            match kind(response) {
                Kind::List => self.add(listed(response)),
                // Noted for later: a server may answer LSUB before LIST.
                Kind::Lsub => subscribed.extend(listed(response).map(|it| it.name)),
                Kind::Status => self.statuses.extend(status(response)),
                _ => {}
            }
        }
        // A subscription may outlive its mailbox: then there is nothing to show.
        for name in subscribed {
            if let Some(known) = self.listed.get_mut(&name) {
                known.subscribed = true;
            }
        }
    }

    /// Commands that ask for the counts, where they did not come along.
    pub(super) fn statuses(&mut self) -> Vec<Command> {
        if std::mem::replace(&mut self.counts_come_along, true) {
            return Vec::new();
        }
        let roles = self.roles();
        let shown = self.listed.values().filter(|it| it.selectable && is_shown(it, &roles));
        shown.take(MOST_STATUS).map(|it| status_command(&it.name)).collect()
    }

    /// The mailboxes to show, in their order.
    pub(super) fn finish(self) -> Vec<Mailbox> {
        let roles = self.roles();
        let mut shown: BTreeMap<MailboxName, Mailbox> = BTreeMap::new();
        for listed in self.listed.values().filter(|it| is_shown(it, &roles)) {
            let mailbox = self.mailbox(listed, &roles);
            for name in levels_above(&mailbox.name, mailbox.delimiter) {
                let level = match self.listed.get(&name) {
                    Some(listed) => self.mailbox(listed, &roles),
                    None => bare_level(name, mailbox.delimiter),
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
        shown
    }

    /// All mailboxes, shown or not, in their order.
    pub(super) fn everything(self) -> Vec<Arranged> {
        let roles = self.roles();
        let arranged = |it: &Listed| Arranged {
            mailbox: self.mailbox(it, &roles),
            subscribed: it.subscribed,
            takes_children: it.takes_children,
        };
        let mut all: Vec<Arranged> = self.listed.values().map(arranged).collect();
        all.sort_by_cached_key(|it| Place::new(&it.mailbox, &roles));
        all
    }

    fn add(&mut self, listed: Option<Listed>) {
        let Some(listed) = listed else {
            tracing::debug!("a LIST response that cannot be read was passed over");
            return;
        };
        if self.listed.len() < MOST_MAILBOXES || self.listed.contains_key(&listed.name) {
            self.listed.insert(listed.name.clone(), listed);
        }
    }

    fn mailbox(&self, listed: &Listed, roles: &BTreeMap<MailboxName, SpecialUse>) -> Mailbox {
        Mailbox {
            name: listed.name.clone(),
            delimiter: listed.delimiter,
            special_use: roles.get(&listed.name).copied(),
            selectable: listed.selectable,
            status: self.statuses.get(&listed.name).copied().filter(|_| listed.selectable),
        }
    }

    /// Each role at most once: as the server says, else by the best name.
    fn roles(&self) -> BTreeMap<MailboxName, SpecialUse> {
        let mut holders: BTreeMap<SpecialUse, &Listed> = BTreeMap::new();
        let candidates = || self.listed.values().filter(|it| it.selectable && !it.name.is_inbox());
        for listed in candidates() {
            if let Some(role) = listed.special_use {
                let holder = holders.entry(role).or_insert(listed);
                if listed.subscribed && !holder.subscribed {
                    *holder = listed;
                }
            }
        }
        let mut by_name: Vec<(SpecialUse, (bool, usize), &Listed)> = candidates()
            .filter(|it| it.special_use.is_none())
            .filter_map(|it| {
                let (role, place) = known_names::role(&it.name, it.delimiter)?;
                Some((role, (!it.subscribed, place), it))
            })
            .collect();
        by_name.sort_by_key(|(role, quality, _)| (*role, *quality));
        for (role, _, listed) in by_name {
            holders.entry(role).or_insert(listed);
        }
        holders.into_iter().map(|(role, listed)| (listed.name.clone(), role)).collect()
    }
}

/// Asks for the counts of one mailbox.
pub(super) fn status_command(name: &MailboxName) -> Command {
    Command::new("STATUS").mailbox(name).words("(MESSAGES UIDNEXT UNSEEN)")
}

fn is_shown(listed: &Listed, roles: &BTreeMap<MailboxName, SpecialUse>) -> bool {
    listed.selectable && (listed.subscribed || listed.name.is_inbox() || roles.contains_key(&listed.name))
}

/// A level that the server does not list.
fn bare_level(name: MailboxName, delimiter: Option<char>) -> Mailbox {
    Mailbox { name, delimiter, special_use: None, selectable: false, status: None }
}

/// Where a mailbox stands: what it belongs to, then its levels, each without regard to case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
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
        Self { rank, levels }
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

#[cfg(test)]
mod tests;
