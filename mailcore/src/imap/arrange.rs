//! Mailboxes as their owner arranges them: made, named, moved, shown, removed (RFC 9051, sections 6.3.4
//! to 6.3.8), with their sizes (RFC 8438), what may be done with them (RFC 4314) and the room that there
//! is (RFC 9208).

use super::Error;
use super::command::Command;
use super::mailboxes::Survey;
use super::pool::Lease;
use super::response::account::{Namespace, namespace, quota, rights};
use super::response::mailbox::size;
use super::response::search;
use super::select::all_ended;
use crate::mailbox::{Mailbox, MailboxName};
use crate::uid::MessageNumber;

/// All mailboxes of an account, shown or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// In the order of [`Lease::mailboxes`].
    pub mailboxes: Vec<Arranged>,
    /// What the names of one's own mailboxes begin with: mostly nothing, `INBOX.` on some servers
    /// (RFC 2342).
    pub prefix: String,
    /// What separates the levels of their names; `None` where names are flat.
    pub delimiter: Option<char>,
    /// How much room the account has; `None` where there is no limit, or the server does not tell.
    pub room: Option<Room>,
}

/// A mailbox with what arranging it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// The mailbox.
    pub mailbox: Mailbox,
    /// Whether lists show it; one with a role is shown in any case.
    pub subscribed: bool,
    /// Whether others can be made inside it.
    pub takes_children: bool,
}

/// The room of an account, in octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What is used.
    pub used: u64,
    /// What may be.
    pub limit: u64,
}

/// What is known of one mailbox besides its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The octets of all its messages, if the server tells.
    pub size: Option<u64>,
    /// What this login may do with it; `None` where the server has no such rights: everything.
    pub rights: Option<Rights>,
}

/// Rights as letters (RFC 4314, section 2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights(pub(super) String);

impl Rights {
    fn has(&self, letters: &[char]) -> bool {
        self.0.contains(letters)
    }

    /// Whether it may be renamed, moved or removed.
    pub fn may_be_removed(&self) -> bool {
        // `d` and `c` are those of RFC 2086, which old servers tell.
        self.has(&['x', 'd'])
    }

    /// Whether others may be made inside it.
    pub fn may_hold_others(&self) -> bool {
        self.has(&['k', 'c'])
    }

    /// Whether messages may be removed from it.
    pub fn may_be_emptied(&self) -> bool {
        self.has(&['t', 'd']) && self.has(&['e', 'd'])
    }

    /// Whether its messages may be marked as read.
    pub fn may_be_seen(&self) -> bool {
        self.has(&['s'])
    }
}

impl Lease {
    /// All mailboxes, the prefix of their names, and the room, in one round trip where the server has
    /// LIST-STATUS.
    pub async fn arrangement(&mut self) -> Result<Arrangement, Error> {
        let mut survey = Survey::default();
        let mut commands = survey.commands(self.connection());
        let needed = commands.len();
        let can = |lease: &mut Self, it: &str| lease.connection().can(it);
        if can(self, "NAMESPACE") || can(self, "IMAP4REV2") {
            commands.push(Command::new("NAMESPACE"));
        }
        if can(self, "QUOTA") {
            commands.push(Command::new("GETQUOTAROOT").mailbox(&MailboxName::inbox()));
        }
        let mut exchange = match self.connection().run(commands.clone()).await {
            Err(error) if self.renew(&error).await => self.connection().run(commands).await?,
            outcome => outcome?,
        };
        survey.absorb(&exchange.data);
        let own = exchange.data.iter().find_map(namespace).unwrap_or_default();
        let room = exchange.data.iter().find_map(quota);
        exchange.completions.truncate(needed);
        all_ended(exchange)?;
        let statuses = survey.statuses();
        if !statuses.is_empty() {
            survey.absorb(&self.connection().run(statuses).await?.data);
        }
        let mailboxes = survey.everything();
        let Namespace { prefix, delimiter } = own;
        let delimiter = delimiter.or_else(|| mailboxes.iter().find_map(|it| it.mailbox.delimiter));
        Ok(Arrangement { mailboxes, prefix, delimiter, room })
    }

    /// What is known of one mailbox besides its counts.
    pub async fn details(&mut self, name: &MailboxName) -> Result<Details, Error> {
        let connection = self.connection();
        let mut commands = Vec::new();
        if connection.can("STATUS=SIZE") || connection.can("IMAP4REV2") {
            commands.push(Command::new("STATUS").mailbox(name).words("(SIZE)"));
        }
        if connection.can("ACL") {
            commands.push(Command::new("MYRIGHTS").mailbox(name));
        }
        // What the server refuses to tell is not known.
        let data = connection.run(commands).await?.data;
        let size = data.iter().find_map(size);
        Ok(Details { size, rights: data.iter().find_map(rights).map(Rights) })
    }

    /// Makes a mailbox, and shows it.
    pub async fn create(&mut self, name: &MailboxName) -> Result<(), Error> {
        self.step_aside().await?;
        let commands = vec![Command::new("CREATE").mailbox(name), Command::new("SUBSCRIBE").mailbox(name)];
        all_ended(self.connection().run(commands).await?)
    }

    /// Gives a mailbox another name; those inside it go along. `shown` are the names before and after of
    /// those that lists show: servers keep that by name.
    pub async fn rename(
        &mut self,
        from: &MailboxName,
        to: &MailboxName,
        shown: &[(MailboxName, MailboxName)],
    ) -> Result<(), Error> {
        self.step_aside().await?;
        let rename = Command::new("RENAME").mailbox(from).mailbox(to);
        all_ended(self.connection().run(vec![rename]).await?)?;
        let commands = shown.iter().flat_map(|(before, after)| {
            [Command::new("UNSUBSCRIBE").mailbox(before), Command::new("SUBSCRIBE").mailbox(after)]
        });
        // It has its name: that some server forgets what it showed is no failure.
        self.connection().run(commands.collect()).await.map(drop)
    }

    /// Removes mailboxes with all their messages, in this order: those inside others first. Ends with the
    /// first that the server does not remove.
    pub async fn delete(&mut self, names: &[MailboxName]) -> Result<(), Error> {
        self.step_aside().await?;
        for name in names {
            all_ended(self.connection().run(vec![Command::new("DELETE").mailbox(name)]).await?)?;
            self.connection().run(vec![Command::new("UNSUBSCRIBE").mailbox(name)]).await?;
        }
        Ok(())
    }

    /// Shows a mailbox in lists, or no more.
    pub async fn show(&mut self, name: &MailboxName, shown: bool) -> Result<(), Error> {
        self.step_aside().await?;
        let command = Command::new(if shown { "SUBSCRIBE" } else { "UNSUBSCRIBE" }).mailbox(name);
        all_ended(self.connection().run(vec![command]).await?)
    }

    /// Marks every message of a mailbox as seen.
    pub async fn see_all(&mut self, name: &MailboxName) -> Result<(), Error> {
        all_ended(self.ask(name, vec![Command::new(r"UID STORE 1:* +FLAGS.SILENT (\Seen)")]).await?)
    }

    /// The numbers of all messages of a mailbox, oldest first.
    pub async fn all_numbers(&mut self, name: &MailboxName) -> Result<Vec<MessageNumber>, Error> {
        let exchange = self.ask_of_all(name, vec![Command::new("UID SEARCH ALL")]).await?;
        let found = search::uids(&exchange.data);
        all_ended(exchange)?;
        let uid_validity = self.connection().selected().map(|it| it.uid_validity).ok_or(Error::Gone)?;
        Ok(found.into_iter().map(|uid| MessageNumber { uid_validity, uid }).collect())
    }

    /// Goes to the inbox: no mailbox is renamed or removed while it is open here, and the connection is
    /// known to be alive before anything is sent that must not be sent twice.
    async fn step_aside(&mut self) -> Result<(), Error> {
        all_ended(self.ask(&MailboxName::inbox(), Vec::new()).await?)
    }
}
