//! Mailboxes as their owner arranges them: made, named, moved, shown, removed (RFC 9051, sections 6.3.4
//! to 6.3.8), with their sizes (RFC 8438), what may be done with them (RFC 4314) and the room that there
//! is (RFC 9208).

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::time::Instant;

use super::Error;
use super::command::Command;
use super::list::check;
use super::mailboxes::Survey;
use super::pool::Lease;
use super::response::mailbox::{named, size};
use super::response::search;
use super::select::all_ended;
use crate::mailbox::{Mailbox, MailboxName, Room};
use crate::uid::MessageNumber;

/// All mailboxes of an account, shown or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// In the order of [`Lease::mailboxes`].
    pub mailboxes: Vec<Arranged>,
    /// What the names of one's own mailboxes begin with: mostly nothing, `INBOX.` on some servers
    /// (RFC 2342).
    pub prefix: String,
    /// What the names of others' mailboxes, and of shared ones, begin with.
    pub foreign: Vec<String>,
    /// What separates the levels of their names; `None` where names are flat.
    pub delimiter: Option<char>,
    /// How much room the account has; `None` where there is no limit, or the server does not tell.
    pub room: Option<Room>,
}

/// Sizes of so many mailboxes are asked one by one in one go.
const AT_ONCE: usize = 50;

/// The octets of the messages of mailboxes, as far as they were told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Of those of which the server told it.
    pub told: Vec<(MailboxName, u64)>,
    /// Time was over before it had told all that it would.
    pub is_late: bool,
}

/// A mailbox with what arranging it depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    /// The mailbox.
    pub mailbox: Mailbox,
    /// Whether it is chosen to be shown in lists.
    pub subscribed: bool,
    /// Whether lists show it: it is subscribed, has a role, or is one of others of which none is chosen.
    pub shown: bool,
    /// Whether the server itself gives it a role.
    pub has_given_role: bool,
    /// Whether others can be made inside it.
    pub takes_children: bool,
}

impl Lease {
    /// All mailboxes, the prefix of their names, and the room, in one round trip where the server has
    /// LIST-STATUS; what may be done with them, and counts, in a second one.
    pub async fn arrangement(&mut self) -> Result<Arrangement, Error> {
        self.forget_room();
        let mut survey = self.survey();
        let plan = survey.commands(self.connection());
        let (purposes, commands): (Vec<_>, Vec<_>) = plan.into_iter().unzip();
        let exchange = match self.connection().run(commands.clone()).await {
            Err(error) if self.renew(&error).await => self.connection().run(commands).await?,
            outcome => outcome?,
        };
        survey.absorb(&exchange.data);
        check(purposes.into_iter().zip(exchange.completions))?;
        let mut more = survey.statuses();
        more.extend(survey.lacking_rights(self.connection()));
        if !more.is_empty() {
            // What the server refuses to tell is not known.
            survey.absorb(&self.connection().run(more).await?.data);
        }
        self.keep_around(survey.around().clone());
        Ok(arrangement(&survey))
    }

    /// The octets of all messages of a mailbox (RFC 8438), if the server tells.
    pub async fn size(&mut self, name: &MailboxName) -> Result<Option<u64>, Error> {
        let connection = self.connection();
        if !connection.can("STATUS=SIZE") && !connection.can("IMAP4REV2") {
            return Ok(None);
        }
        let command = Command::new("STATUS").mailbox(name).words("(SIZE)");
        Ok(connection.run(vec![command]).await?.data.iter().find_map(size))
    }

    /// Of how many mailboxes [`Lease::sizes`] is best asked at once: of all where the server tells of all in one answer
    /// (RFC 5819).
    pub fn sizes_at_once(&mut self) -> usize {
        if self.lists_sizes() { usize::MAX } else { AT_ONCE }
    }

    /// The octets of all messages of many mailboxes (RFC 8438), of those of which the server tells it within
    /// `patience`. For a server it may be much work: it may have to look at every message. Where it is late, the
    /// connection is closed.
    pub async fn sizes(&mut self, names: &[MailboxName], patience: Duration) -> Result<Sizes, Error> {
        let end = Instant::now() + patience;
        let lists_sizes = self.lists_sizes();
        let connection = self.connection();
        if !connection.can("STATUS=SIZE") && !connection.can("IMAP4REV2") {
            return Ok(Sizes::default());
        }
        let commands = if lists_sizes && names.len() > AT_ONCE {
            vec![Command::new(r#"LIST "" "*" RETURN (STATUS (SIZE))"#)]
        } else {
            names.iter().map(|it| Command::new("STATUS").mailbox(it).words("(SIZE)")).collect()
        };
        let count = commands.len();
        // What the server refuses to tell is not known.
        let exchange = connection.run_until(end, commands).await?;
        let wanted: BTreeSet<&MailboxName> = names.iter().collect();
        let mut told: Vec<_> = exchange.data.iter().filter_map(|it| Some((named(it)?, size(it)?))).collect();
        told.retain(|(name, _)| wanted.contains(name));
        Ok(Sizes { told, is_late: exchange.completions.len() < count })
    }

    fn lists_sizes(&mut self) -> bool {
        let connection = self.connection();
        connection.can("IMAP4REV2")
            || ["STATUS=SIZE", "LIST-EXTENDED", "LIST-STATUS"].iter().all(|it| connection.can(it))
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

fn arrangement(survey: &Survey) -> Arrangement {
    let (mailboxes, namespaces) = (survey.everything(), survey.around().namespaces());
    let first = || mailboxes.iter().find_map(|it| it.mailbox.delimiter);
    Arrangement {
        prefix: namespaces.prefix().to_owned(),
        foreign: namespaces.foreign().map(str::to_owned).collect(),
        delimiter: namespaces.delimiter().or_else(first),
        room: survey.around().room(),
        mailboxes,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::pool::{Limits, Pool};
    use super::super::scripted::{Scripted, alice};
    use super::*;

    const LIST: &str = r#"LIST "" "*" RETURN (STATUS (SIZE))"#;

    #[tokio::test]
    async fn what_a_slow_server_told_of_sizes_is_kept() {
        let scripted = Scripted::new().await;
        let (idle, wait) = (Duration::from_secs(60), Duration::from_secs(30));
        let pool = Pool::new(Limits { per_account: 1, idle, wait });
        let (server, credentials) = (Arc::new(scripted.server.clone()), alice());
        let leased = async || {
            let lease = pool.lease(&server, &credentials, None);
            let (lease, talk) =
                tokio::join!(lease, scripted.logged_in("STATUS=SIZE LIST-EXTENDED LIST-STATUS"));
            (lease.unwrap(), talk)
        };
        let name = |it: &str| MailboxName::parse(it).unwrap();
        let names: Vec<MailboxName> = (0..60).map(|it| name(&format!("f{it}"))).collect();

        let (mut lease, mut talk) = leased().await;
        let slow = async {
            talk.expect(LIST).await;
            talk.say("* STATUS f1 (SIZE 7)\r\n* STATUS other (SIZE 8)\r\n* STATUS f2 (SI").await;
            assert_eq!(talk.hear().await, None, "the rest is not waited for");
        };
        let (sizes, ()) = tokio::join!(lease.sizes(&names, Duration::from_secs(3)), slow);
        assert_eq!(sizes.unwrap(), Sizes { told: vec![(name("f1"), 7)], is_late: true });

        drop(lease);
        let (mut lease, mut talk) = leased().await;
        let data = "* STATUS f1 (SIZE 7)\r\n* STATUS f2 (SIZE 0)\r\n";
        let (sizes, ()) = tokio::join!(lease.sizes(&names, wait), talk.answer(LIST, data));
        let told = vec![(name("f1"), 7), (name("f2"), 0)];
        assert_eq!(sizes.unwrap(), Sizes { told, is_late: false });
    }
}
