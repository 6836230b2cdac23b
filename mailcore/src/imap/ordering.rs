//! Asks a server for a list in its order, in the best way it has; what it cannot do is done here,
//! within a bound, and said.

use std::sync::Arc;

use super::Error;
use super::change::UIDS_AT_ONCE;
use super::command::Command;
use super::connection::{Connection, Data};
use super::kept_orders::{MOST_MESSAGES, Ordered};
use super::order_here::{self, MOST_ORDERED_HERE};
use super::pool::Lease;
use super::program::{self, Abilities};
use super::response::fetch::Rows;
use super::response::order::{self, State};
use super::response::{Kind, kind, search};
use super::select::{all_ended, is_selected};
use crate::envelope::{Lack, Window};
use crate::flag::Flag;
use crate::mailbox::MailboxName;
use crate::order::{By, ListView};
use crate::search::Search;
use crate::uid::{MessageNumber, Uid};

impl Lease {
    /// The list of a view of a mailbox as it is now; kept, where the server tells what changes.
    ///
    /// Where it has too many messages to be kept, and the server can tell a part of an order, it is
    /// the part that holds `window` and a row on either side of it.
    pub(super) async fn order_anew(
        &mut self,
        name: &MailboxName,
        view: &ListView,
        window: Option<Window>,
    ) -> Result<Arc<Ordered>, Error> {
        let mut asking = Asking::new(self, name);
        let list = match asking.list(view, window).await {
            // No server must know UTF-8, and some say so without BADCHARSET.
            Err(Error::Refused(reason)) if !view.search.is_ascii() => {
                tracing::info!(reason, "a search is done once more without other letters than ASCII");
                let ascii = ListView { search: view.search.in_ascii(), ..view.clone() };
                let mut list = asking.list(&ascii, window).await?;
                list.lacks.push(Lack::Letters);
                list
            }
            outcome => outcome?,
        };
        let (list, state) = (Arc::new(list), asking.state);
        if let Some(state) = state {
            self.keep_order(name, view, Arc::clone(&list), state);
        }
        Ok(list)
    }
}

impl Lease {
    /// The numbers of all messages of a mailbox that a search finds now: of those that a list of it shows,
    /// on all of its pages.
    pub async fn numbers_in(
        &mut self,
        name: &MailboxName,
        search: &Search,
    ) -> Result<Vec<MessageNumber>, Error> {
        if *search == Search::All {
            return self.all_numbers(name).await;
        }
        let view = ListView { search: search.clone(), ..ListView::default() };
        let list = self.order_anew(name, &view, None).await?;
        let uid_validity = self.connection().selected().map(|it| it.uid_validity).ok_or(Error::Gone)?;
        Ok(list.messages().iter().map(|uid| MessageNumber { uid_validity, uid: *uid }).collect())
    }
}

/// Asks what the state of a mailbox is.
pub(super) fn state_command(connection: &Connection, name: &MailboxName) -> Command {
    let status = Command::new("STATUS").mailbox(name);
    if connection.counts_changes() {
        status.words("(UIDVALIDITY UIDNEXT MESSAGES HIGHESTMODSEQ)")
    } else {
        status.words("(UIDVALIDITY UIDNEXT MESSAGES)")
    }
}

/// What an answer told of the state of a mailbox.
pub(super) fn told_state(data: &[Data], name: &MailboxName) -> Option<State> {
    let mut states = data.iter().rev().filter_map(order::state).filter(|(it, _)| it == name);
    states.next().map(|(_, state)| state)
}

/// A list that is being asked for.
struct Asking<'a> {
    lease: &'a mut Lease,
    name: &'a MailboxName,
    abilities: Abilities,
    /// How the mailbox was before anything was asked: if it changes meanwhile, what is kept will not
    /// hold, which costs no more than asking again.
    state: Option<State>,
}

impl<'a> Asking<'a> {
    fn new(lease: &'a mut Lease, name: &'a MailboxName) -> Self {
        let connection: &Connection = lease.connection();
        let abilities = Abilities::of(|it| connection.can(it));
        Self { lease, name, abilities, state: None }
    }

    async fn list(&mut self, view: &ListView, window: Option<Window>) -> Result<Ordered, Error> {
        if !view.threads {
            if let Some(window) = window.filter(|_| self.can_be_in_parts(view)) {
                return self.part(view, window).await;
            }
            return self.messages(view).await;
        }
        if !self.abilities.threads {
            let mut list = self.messages(view).await?;
            list.lacks.push(Lack::Threads);
            return Ok(list);
        }
        let threads = self.ask(program::threads(&view.search), order::threads).await?;
        if view.order.by == By::Arrival {
            let mut uids = threads.uids.clone();
            uids.sort_unstable();
            return Ok(Ordered::of_threads(&threads, &directed(uids, view.order.descending)));
        }
        let messages = self.messages(view).await?;
        let mut list = Ordered::of_threads(&threads, messages.messages());
        list.lacks = messages.lacks;
        Ok(list)
    }

    /// A row for each message.
    async fn messages(&mut self, view: &ListView) -> Result<Ordered, Error> {
        let order = view.order;
        let uids = match order.by {
            By::Arrival => directed(self.found(&view.search).await?, order.descending),
            By::Flagged => self.divided(view, Search::Flag(Flag::Flagged)).await?,
            By::Attachment => self.divided(view, Search::Attachment).await?,
            _ if self.abilities.sorts => {
                let command = program::sort_turned(order, &view.search, self.abilities);
                let mut uids = self.ask(command, order::sorted).await?;
                uids.reverse();
                uids
            }
            _ => return self.ordered_here(view).await,
        };
        Ok(Ordered::of_messages(uids))
    }

    /// The UIDs that a search finds, the oldest first.
    async fn found(&mut self, search: &Search) -> Result<Vec<Uid>, Error> {
        self.ask(program::search(search, self.abilities), search::uids).await
    }

    /// Those for which something holds on one end, the others on the other, each the newest first.
    async fn divided(&mut self, view: &ListView, first: Search) -> Result<Vec<Uid>, Error> {
        let mut all = self.found(&view.search).await?;
        let first = self.found(&Search::And(vec![view.search.clone(), first])).await?;
        all.reverse();
        let (first, others): (Vec<Uid>, Vec<Uid>) =
            all.into_iter().partition(|it| first.binary_search(it).is_ok());
        Ok(if view.order.descending { [first, others].concat() } else { [others, first].concat() })
    }

    /// Where the server does not sort: the newest messages are read and ordered here.
    async fn ordered_here(&mut self, view: &ListView) -> Result<Ordered, Error> {
        let mut found = self.found(&view.search).await?;
        found.reverse();
        let (near, far) = found.split_at(found.len().min(MOST_ORDERED_HERE));
        let fetch = |uids| Command::new("UID FETCH").uids(uids).words(order_here::items(view.order.by));
        let mut rows = Rows::new(None).assuming(self.lease.assumed_charset());
        if !near.is_empty() {
            let exchange = self.lease.ask(self.name, near.chunks(UIDS_AT_ONCE).map(fetch).collect()).await?;
            rows.absorb(&exchange.data);
            all_ended(exchange)?;
        }
        let mut uids = order_here::order(near, rows, view.order);
        let mut lacks = Vec::new();
        if !far.is_empty() {
            lacks.push(Lack::Order(u32::try_from(uids.len()).unwrap_or(u32::MAX)));
            uids.extend_from_slice(far);
        }
        let mut list = Ordered::of_messages(uids);
        list.lacks = lacks;
        Ok(list)
    }

    /// Whether the whole order would be too long, and a part of it can be asked for.
    fn can_be_in_parts(&mut self, view: &ListView) -> bool {
        let is_sorted = !matches!(view.order.by, By::Arrival | By::Flagged | By::Attachment);
        let exists =
            self.lease.connection().selected().filter(|it| it.name == *self.name).map(|it| it.exists);
        let is_long = exists.is_some_and(|it| usize::try_from(it).is_ok_and(|it| it > MOST_MESSAGES));
        is_sorted && is_long && self.abilities.sorts_in_parts
    }

    /// A page and a row on either side of it; the last page, where the list ends before.
    async fn part(&mut self, view: &ListView, window: Window) -> Result<Ordered, Error> {
        let size = window.size.max(1);
        let mut page = window.page;
        loop {
            let first = page.saturating_mul(size).saturating_sub(1);
            let last = page.saturating_mul(size).saturating_add(size);
            let command = program::sort_part(view.order, &view.search, self.abilities, (first, last));
            let part = self.ask(command, |data| order::part(data).unwrap_or_default()).await?;
            let last_page = part.count.saturating_sub(1) / size;
            if page <= last_page {
                return Ok(Ordered::of_part(part.uids, first, part.count));
            }
            page = last_page;
        }
    }

    /// Sends a command, and the first time asks for the state before it. A command that cannot be
    /// written finds nothing.
    async fn ask<T: Default>(
        &mut self,
        command: Option<Command>,
        read: impl Fn(&[Data]) -> T,
    ) -> Result<T, Error> {
        let Some(command) = command else { return Ok(T::default()) };
        let asks_state = self.state.is_none();
        let connection = self.lease.connection();
        let state = asks_state.then(|| state_command(connection, self.name));
        let was_selected = is_selected(connection, self.name);
        let commands: Vec<Command> = state.into_iter().chain([command]).collect();
        let mut exchange = self.lease.ask(self.name, commands.clone()).await?;
        if was_selected && is_outdated(&exchange.data) {
            exchange = self.lease.ask(self.name, commands).await?;
        }
        if asks_state {
            self.state = told_state(&exchange.data, self.name);
            // Without it nothing is kept, and that is all.
            exchange.completions.drain(..exchange.completions.len().min(1));
        }
        let found = read(&exchange.data);
        all_ended(exchange)?;
        Ok(found)
    }
}

/// Whether messages came after what was searched was told: Dovecot tells of them at the end of a
/// pipeline, other servers at its beginning.
fn is_outdated(data: &[Data]) -> bool {
    data.iter().fold(false, |outdated, response| match kind(response) {
        Kind::Exists(_) => true,
        Kind::Search | Kind::Esearch | Kind::Sort | Kind::Thread => false,
        _ => outdated,
    })
}

/// What is in order of arrival, in one direction or the other.
fn directed(mut uids: Vec<Uid>, descending: bool) -> Vec<Uid> {
    if descending {
        uids.reverse();
    }
    uids
}

#[cfg(test)]
mod tests;
