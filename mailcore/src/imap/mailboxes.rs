//! The mailboxes of an account (RFC 9051, section 6.3.9; RFC 5258, 5819, 6154, 8440).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Error;
use super::around::Around;
use super::command::Command;
use super::connection::{Connection, Data};
use super::list::{Purpose, check};
use super::pool::Lease;
use super::response::account::rights;
use super::response::mailbox::{Listed, listed, status};
use super::response::{Kind, kind};
use crate::mailbox::{MailboxName, MailboxStatus, Mailboxes, Rights, SpecialUse};

mod known_names;
mod roles;
mod shown;

/// The most mailboxes whose counts are asked for one by one.
pub(super) const MOST_STATUS: usize = 200;

/// The most mailboxes that are taken from a server.
const MOST_MAILBOXES: usize = 10_000;

/// Mailboxes by the role that a person chose them for.
pub type ChosenRoles = BTreeMap<SpecialUse, MailboxName>;

impl Lease {
    /// All mailboxes that are subscribed or have a role, INBOX first, each with its counts; in one
    /// round trip where the server has LIST-STATUS (RFC 5819), else one STATUS each, pipelined.
    ///
    /// Order: INBOX, drafts, sent, archive, junk, trash, then the others by name, each after the
    /// level above it; one's own before those of others and those that are shared. Levels above a
    /// mailbox that is shown are shown, too. Of others' mailboxes, and of shared ones, all are shown
    /// where none is subscribed.
    pub async fn mailboxes(&mut self) -> Result<Mailboxes, Error> {
        let survey = self.survey();
        let outcome = match ask(self.connection(), survey.clone()).await {
            Err(error) if self.renew(&error).await => ask(self.connection(), survey).await,
            outcome => outcome,
        };
        outcome.map(|(survey, _)| self.shown(survey))
    }

    /// Has roles as a person chose them, where there are such mailboxes.
    pub fn choose_roles(&mut self, chosen: Arc<ChosenRoles>) {
        self.set_chosen(chosen);
    }

    /// A survey that asks for what is not known yet.
    pub(super) fn survey(&mut self) -> Survey {
        Survey { around: self.around(), chosen: self.chosen(), ..Survey::default() }
    }

    /// The mailboxes to show, as a survey found them; what it learnt besides is kept.
    pub(super) fn shown(&mut self, mut survey: Survey) -> Mailboxes {
        self.keep_around(survey.around.clone());
        let selected = self.connection().selected();
        let open = selected.and_then(|it| Some((it.name.clone(), it.rights.clone()?)));
        survey.rights.extend(open);
        survey.finish()
    }
}

/// All mailboxes over a connection of nobody's lease, with all that the server said meanwhile.
pub(super) async fn survey(connection: &mut Connection) -> Result<(Mailboxes, Vec<Data>), Error> {
    let (survey, data) = ask(connection, Survey::default()).await?;
    Ok((survey.finish(), data))
}

async fn ask(connection: &mut Connection, mut survey: Survey) -> Result<(Survey, Vec<Data>), Error> {
    let (purposes, commands): (Vec<_>, Vec<_>) = survey.commands(connection).into_iter().unzip();
    let exchange = connection.run(commands).await?;
    survey.absorb(&exchange.data);
    check(purposes.into_iter().zip(exchange.completions))?;
    let mut data = exchange.data;
    let statuses = survey.statuses();
    if !statuses.is_empty() {
        let counts = connection.run(statuses).await?.data;
        survey.absorb(&counts);
        data.extend(counts);
    }
    Ok((survey, data))
}

/// What the server tells about its mailboxes, gathered over one or two round trips.
#[derive(Clone, Debug, Default)]
pub(super) struct Survey {
    listed: BTreeMap<MailboxName, Listed>,
    statuses: BTreeMap<MailboxName, MailboxStatus>,
    rights: BTreeMap<MailboxName, Rights>,
    counts_come_along: bool,
    /// What is around them.
    around: Around,
    chosen: Arc<ChosenRoles>,
}

impl Survey {
    /// The commands of the first round trip. What it can do without comes last.
    pub(super) fn commands(&mut self, connection: &Connection) -> Vec<(Purpose, Command)> {
        let can = |capability: &str| connection.can("IMAP4REV2") || connection.can(capability);
        self.counts_come_along = can("LIST-EXTENDED") && can("LIST-STATUS");
        let needed = match can("LIST-EXTENDED") {
            true => {
                let items = [
                    (can("SPECIAL-USE"), "SPECIAL-USE"),
                    (true, "SUBSCRIBED"),
                    (can("LIST-STATUS"), "STATUS (MESSAGES UIDNEXT UNSEEN)"),
                    (connection.can("LIST-MYRIGHTS"), "MYRIGHTS"),
                ];
                let items = items.into_iter().filter(|(wanted, _)| *wanted).map(|(_, item)| item);
                vec![Command::new(r#"LIST "" "*" RETURN"#).items(items)]
            }
            false => vec![Command::new(r#"LIST "" "*""#), Command::new(r#"LSUB "" "*""#)],
        };
        let extra = self.around.lacking(connection);
        let needed = needed.into_iter().map(|it| (Purpose::Needed, it));
        needed.chain(extra.into_iter().map(|it| (Purpose::Extra, it))).collect()
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
                _ => self.rights.extend(rights(response)),
            }
        }
        // A subscription may outlive its mailbox: then there is nothing to show.
        for name in subscribed {
            if let Some(known) = self.listed.get_mut(&name) {
                known.subscribed = true;
            }
        }
        self.around.absorb(data);
    }

    /// What is around the mailboxes.
    pub(super) fn around(&self) -> &Around {
        &self.around
    }

    /// Commands that ask for the counts, where they did not come along.
    pub(super) fn statuses(&mut self) -> Vec<Command> {
        if std::mem::replace(&mut self.counts_come_along, true) {
            return Vec::new();
        }
        let roles = self.roles();
        self.shown_alone(&roles).take(MOST_STATUS).map(|it| status_command(&it.name)).collect()
    }

    /// Commands that ask what may be done with mailboxes of which that was not told.
    pub(super) fn lacking_rights(&self, connection: &Connection) -> Vec<Command> {
        let unknown = self.listed.keys().filter(|it| connection.can("ACL") && !self.rights.contains_key(*it));
        unknown.take(MOST_STATUS).map(|it| Command::new("MYRIGHTS").mailbox(it)).collect()
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
}

/// Asks for the counts of one mailbox.
pub(super) fn status_command(name: &MailboxName) -> Command {
    Command::new("STATUS").mailbox(name).words("(MESSAGES UIDNEXT UNSEEN)")
}

#[cfg(test)]
mod tests;
