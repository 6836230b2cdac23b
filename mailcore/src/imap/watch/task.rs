//! The task that watches: connects, looks at everything, waits, looks at what the server named.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::broadcast::Sender;
use tokio::time::{Instant, sleep};

use super::counts::Counts;
use super::pauses::Pauses;
use super::{Change, Open, Rounds};
use crate::credentials::Credentials;
use crate::imap::command::Command;
use crate::imap::connect::connect;
use crate::imap::connection::{Connection, Data};
use crate::imap::mailboxes::{status_command, survey};
use crate::imap::response::mailbox::{named, status};
use crate::imap::response::{Kind, code, kind};
use crate::imap::select::all_ended;
use crate::imap::{Error, driver};
use crate::mailbox::{MailboxName, MailboxStatus};
use crate::server::Server;
use crate::tls::Tls;

/// A server may end a connection that says nothing for half an hour (RFC 2177).
const LONGEST_SILENCE: Duration = Duration::from_secs(25 * 60);
/// To look more often costs the server more than it brings.
const SHORTEST_INTERVAL: Duration = Duration::from_secs(10);
/// So long after a change the next one is listened for: what happens meanwhile becomes one.
const CALM: Duration = Duration::from_millis(300);

/// What is told, and how much of it was.
#[derive(Debug)]
pub(super) struct Teller {
    pub(super) changes: Sender<(u64, Change)>,
    pub(super) told: Arc<AtomicU64>,
}

impl Teller {
    fn tell(&self, change: Change) {
        let number = self.told.fetch_add(1, Ordering::AcqRel).saturating_add(1);
        // There may be nobody who listens.
        let _ = self.changes.send((number, change));
    }
}

/// What is looked at by the clock.
#[derive(Debug)]
pub(super) struct Looking {
    pub(super) rounds: Rounds,
    pub(super) open: Open,
}

/// Who is watched, and what is known of them.
#[derive(Debug)]
pub(super) struct Task {
    server: Arc<Server>,
    credentials: Credentials,
    tls: Arc<Tls>,
    looking: Looking,
    counts: Counts,
    teller: Teller,
}

/// How it is heard that something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The server tells of all mailboxes.
    Notify,
    /// It tells of the inbox.
    Idle,
    /// It tells of nothing.
    Poll,
}

/// What the server said about mailboxes.
#[derive(Debug, Default, PartialEq, Eq)]
struct Hints {
    /// Some came or went.
    all: bool,
    /// Something is different in the one that is open.
    inbox: bool,
    /// Counts of these were told.
    counted: BTreeSet<MailboxName>,
}

impl Hints {
    /// Which mailboxes should be looked at.
    fn names(self) -> BTreeSet<MailboxName> {
        let mut names = self.counted;
        names.extend(self.inbox.then(MailboxName::inbox));
        names
    }

    /// These and others.
    fn and(mut self, others: Self) -> Self {
        self.all |= others.all;
        self.inbox |= others.inbox;
        self.counted.extend(others.counted);
        self
    }
}

impl Task {
    /// Knows nothing yet.
    pub(super) fn new(
        server: Arc<Server>,
        credentials: Credentials,
        tls: Arc<Tls>,
        mut looking: Looking,
        teller: Teller,
    ) -> Self {
        looking.rounds.every = looking.rounds.every.map(|it| it.max(SHORTEST_INTERVAL));
        Self { server, credentials, tls, looking, counts: Counts::default(), teller }
    }

    /// Watches until the login is refused.
    pub(super) async fn run(mut self) {
        let mut pauses = Pauses::new();
        loop {
            let Err(error) = self.session(&mut pauses).await;
            if matches!(error, Error::Credentials) {
                tracing::debug!("an account is not watched any more: its login is refused");
                return;
            }
            let pause = pauses.next();
            tracing::debug!(%error, pause_ms = pause.as_millis(), "a watching connection ended");
            sleep(pause).await;
        }
    }

    /// As long as a connection lives.
    async fn session(&mut self, pauses: &mut Pauses) -> Result<Infallible, Error> {
        // On the heap, and gone as soon as it is done: the rest waits for hours.
        let connecting = Box::pin(connect(&self.server, &self.credentials, &self.tls));
        let mut connection = driver::start(connecting.await?, self.server.answer_timeout);
        let mut way = begin(&mut connection).await?;
        loop {
            let (mailboxes, said) = survey(&mut connection).await?;
            for change in self.counts.take_all(mailboxes) {
                self.teller.tell(change);
            }
            *pauses = Pauses::new();
            let mut hints = Hints { inbox: read(&said)?.inbox, ..Hints::default() };
            let Rounds { every, all } = self.looking.rounds;
            loop {
                if way == Way::Poll && every.is_none() {
                    // Nobody says anything, and nobody is to ask.
                    drop(connection);
                    return pending().await;
                }
                let limit = every.filter(|_| way != Way::Notify).unwrap_or(LONGEST_SILENCE);
                let left = self.until(Instant::now() + limit, &mut connection, &mut way, hints).await?;
                if left.all || way == Way::Notify || all && every.is_some() {
                    break;
                }
                hints = match every {
                    Some(_) => left.and(self.look_at_few(&mut connection, way).await?),
                    None => left,
                };
            }
        }
    }

    /// Looks at what the server names, until the time has come or the server tells that everything should be looked at;
    /// what it named last and was not looked at.
    async fn until(
        &mut self,
        end: Instant,
        connection: &mut Connection,
        way: &mut Way,
        first: Hints,
    ) -> Result<Hints, Error> {
        let mut hints = first;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if hints.all || left.is_zero() {
                return Ok(hints);
            }
            let names = hints.names();
            hints = if names.is_empty() {
                wait(connection, way, left).await?
            } else {
                let more = self.look(connection, &names).await?;
                sleep(CALM).await;
                more
            };
        }
    }

    /// Asks for the counts of mailboxes; what else the server said meanwhile. A mailbox that is not
    /// there any more is left for when everything is looked at.
    async fn look(
        &mut self,
        connection: &mut Connection,
        names: &BTreeSet<MailboxName>,
    ) -> Result<Hints, Error> {
        let (found, more) = count(connection, names).await?;
        for (name, status) in found {
            let change = self.counts.take(&name, status);
            self.teller.tell(change);
        }
        Ok(more)
    }

    /// The same of the inbox, where the server does not tell of it, and of what is open: nobody said that anything
    /// changed there.
    async fn look_at_few(&mut self, connection: &mut Connection, way: Way) -> Result<Hints, Error> {
        let mut names: BTreeSet<_> = self.looking.open.names().into_iter().collect();
        match way {
            Way::Poll => names.insert(MailboxName::inbox()),
            Way::Idle | Way::Notify => names.remove(&MailboxName::inbox()),
        };
        if names.is_empty() {
            return Ok(Hints::default());
        }
        let (found, more) = count(connection, &names).await?;
        for (name, status) in found {
            if let Some(change) = self.counts.take_looked_at(&name, status) {
                self.teller.tell(change);
            }
        }
        Ok(more)
    }
}

/// Asks for the counts of mailboxes: those that there are, and what else the server said meanwhile.
async fn count(
    connection: &mut Connection,
    names: &BTreeSet<MailboxName>,
) -> Result<(Vec<(MailboxName, MailboxStatus)>, Hints), Error> {
    let exchange = connection.run(names.iter().map(status_command).collect()).await?;
    let found = exchange.data.iter().filter_map(status).filter(|(name, _)| names.contains(name)).collect();
    let mut more = read(&exchange.data)?;
    more.counted.retain(|it| !names.contains(it));
    Ok((found, more))
}

/// Asks for the best way there is. The inbox is opened for reading alone, so that nothing that is new
/// counts as seen by somebody.
async fn begin(connection: &mut Connection) -> Result<Way, Error> {
    if !connection.can("IDLE") && !connection.can("IMAP4REV2") {
        return Ok(Way::Poll);
    }
    let mut commands = vec![Command::new("EXAMINE").mailbox(&MailboxName::inbox())];
    if connection.can("NOTIFY") {
        const EVENTS: &str = "(selected (MessageNew MessageExpunge FlagChange)) \
                              (personal (MessageNew MessageExpunge FlagChange MailboxName))";
        commands.push(Command::new("NOTIFY SET").words(EVENTS));
    }
    let mut completions = connection.run(commands).await?.completions.into_iter();
    Ok(match (completions.next(), completions.next()) {
        (Some(Ok(_)), Some(Ok(_))) => Way::Notify,
        (Some(Ok(_)), _) => Way::Idle,
        _ => Way::Poll,
    })
}

/// Waits for a word of the server, at most so long, and no longer than a connection may say nothing.
async fn wait(connection: &mut Connection, way: &mut Way, limit: Duration) -> Result<Hints, Error> {
    if *way == Way::Poll {
        sleep(limit.min(LONGEST_SILENCE)).await;
        return match limit > LONGEST_SILENCE {
            true => read(&connection.run(vec![Command::new("NOOP")]).await?.data),
            false => Ok(Hints::default()),
        };
    }
    let exchange = connection.idle(limit.min(LONGEST_SILENCE)).await?;
    let hints = read(&exchange.data)?;
    if let Err(error) = all_ended(exchange) {
        tracing::debug!(%error, "the server offers IDLE and does not do it");
        *way = Way::Poll;
    }
    Ok(hints)
}

/// What responses are about. What is about messages is about the inbox, which is open.
fn read(data: &[Data]) -> Result<Hints, Error> {
    let mut hints = Hints::default();
    for response in data {
        match kind(response) {
            Kind::Exists(_) | Kind::Expunge(_) | Kind::Fetch(_) | Kind::Vanished => hints.inbox = true,
            Kind::Status => hints.counted.extend(named(response)),
            Kind::List => hints.all = true,
            Kind::Other
                if code(response).is_some_and(|it| it.eq_ignore_ascii_case("NOTIFICATIONOVERFLOW")) =>
            {
                // From now on it tells nothing, until it is asked anew (RFC 5465, section 5.8).
                return Err(Error::Answer("more changes than the server wants to tell"));
            }
            Kind::Lsub | Kind::Search | Kind::Esearch | Kind::Sort | Kind::Thread | Kind::Other => {}
        }
    }
    Ok(hints)
}

#[cfg(test)]
mod tests {
    use super::super::super::response::tests::response;
    use super::*;

    fn hinted(texts: &[&str]) -> Result<Hints, Error> {
        read(&texts.iter().map(|it| response(it)).collect::<Vec<_>>())
    }

    #[test]
    fn what_the_server_says_names_mailboxes() {
        for (texts, expected) in [
            (&["5 EXISTS", "1 RECENT"][..], &["INBOX"][..]),
            (&["3 EXPUNGE"], &["INBOX"]),
            (&["VANISHED 3:5"], &["INBOX"]),
            (&["2 FETCH (FLAGS ())"], &["INBOX"]),
            (&["STATUS a (UNSEEN 1)", "STATUS \"b c\" (MESSAGES 1)", "STATUS a ()"], &["a", "b c"]),
            (&["STATUS", "X-UNKNOWN 1", "OK [ALERT] hi"], &[]),
        ] {
            let names = expected.iter().map(|it| MailboxName::parse(it).unwrap()).collect();
            assert_eq!(hinted(texts).unwrap().names(), names, "{texts:?}");
        }
        assert!(hinted(&["1 EXISTS", "LIST () \"/\" new"]).unwrap().all);
        assert!(matches!(hinted(&["OK [NOTIFICATIONOVERFLOW] x"]), Err(Error::Answer(_))));
    }
}
