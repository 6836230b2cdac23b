//! A page of a list in its order, with what stands beside it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Error;
use super::command::Command;
use super::connection::Data;
use super::kept_orders::Ordered;
use super::known::KnownRows;
use super::list::{KNOWN_ROW_ITEMS, MOST_ROWS, Purpose, Seen, Wanted, check};
use super::mailboxes::{Survey, status_command};
use super::neighbours::{Neighbour, Neighbours};
use super::ordering::{state_command, told_state};
use super::pool::Lease;
use super::program::{self, Abilities};
use super::response::fetch::Rows;
use super::response::search;
use super::select::{have_changed, is_selected};
use crate::envelope::{Envelope, EnvelopePage, Window};
use crate::flag::Flag;
use crate::mailbox::{MailboxName, Mailboxes};
use crate::order::By;
use crate::uid::{MessageNumber, Uid, UidValidity};

/// The most messages of the threads of one page of which it is asked whether they are unseen.
const MOST_MEMBERS: usize = 2_000;

impl Lease {
    /// As [`Lease::look`], for what is not simply listed by arrival. A page of an order that is kept
    /// costs one round trip while nothing has changed; else the order is asked for first.
    pub(super) async fn look_in_order(
        &mut self,
        name: &MailboxName,
        wanted: &Wanted<'_>,
        items: &'static str,
    ) -> Result<Seen, Error> {
        let mut page = Page::new(self, wanted, items);
        let connection = self.connection();
        let abilities = Abilities::of(|it| connection.can(it));
        let kept = self.kept_order(name, wanted.view);
        let mut list = match &kept {
            Some(kept) => Arc::clone(&kept.list),
            None => self.order_anew(name, wanted.view, wanted.window).await?,
        };
        let mut plan = page.around(self);
        let was_selected = is_selected(self.connection(), name);
        // Until it is selected, what is known is of another mailbox.
        let known = self.known().filter(|_| was_selected);
        plan.extend(page.missing(&list, known.as_deref(), abilities));
        plan.extend(kept.is_some().then(|| (Purpose::Extra, state_command(self.connection(), name))));
        let exchange = page.ask(self, name, plan).await?;
        if let Some(kept) = kept {
            let state = told_state(&exchange, name);
            let has_news = was_selected && have_changed(&exchange);
            if has_news || !state.is_some_and(|it| kept.holds(&it, wanted.view)) {
                list = self.order_anew(name, wanted.view, wanted.window).await?;
                page.counts_are_old = has_news;
            }
        }
        let known = self.known();
        let mut plan = page.missing(&list, known.as_deref(), abilities);
        plan.extend(page.left_over(name, was_selected));
        if !plan.is_empty() {
            page.ask(self, name, plan).await?;
        }
        page.seen(self, &list)
    }
}

/// A page that is being put together.
struct Page<'a> {
    wanted: &'a Wanted<'a>,
    /// What a row is made of.
    items: &'static str,
    rows: Rows,
    survey: Survey,
    /// What was asked for: what did not come then is gone.
    asked: BTreeSet<Uid>,
    /// The messages of threads of which it was asked whether they are unseen, and those that are.
    members: BTreeSet<Uid>,
    unseen: BTreeSet<Uid>,
    /// Messages came or went after the counts of folders were told.
    counts_are_old: bool,
    /// Why there are no rows, or not all of them: some servers say NO when one of them is gone.
    refusal: Option<Error>,
}

impl<'a> Page<'a> {
    fn new(lease: &mut Lease, wanted: &'a Wanted<'a>, items: &'static str) -> Self {
        let rows = Rows::new(wanted.message.as_ref().map(|(uid, _)| *uid));
        let rows = rows.assuming(lease.assumed_charset());
        let survey = lease.survey();
        Self {
            wanted,
            items,
            rows,
            survey,
            asked: BTreeSet::new(),
            members: BTreeSet::new(),
            unseen: BTreeSet::new(),
            counts_are_old: false,
            refusal: None,
        }
    }

    /// The commands for what stands around the list.
    fn around(&mut self, lease: &mut Lease) -> Vec<(Purpose, Command)> {
        let message = self.wanted.message.iter().map(|(_, it)| (Purpose::Needed, it.clone()));
        let mailboxes = self.wanted.mailboxes.then(|| self.survey.commands(lease.connection()));
        message.chain(mailboxes.into_iter().flatten()).collect()
    }

    /// What the first exchange could not give: a message that the connection did not know of yet, and
    /// counts.
    fn left_over(&mut self, name: &MailboxName, was_selected: bool) -> Vec<(Purpose, Command)> {
        let message = self.wanted.message.iter().filter(|(uid, _)| was_selected && !self.rows.has(*uid));
        let mut plan: Vec<_> = message.map(|(_, it)| (Purpose::Needed, it.clone())).collect();
        if self.wanted.mailboxes {
            plan.extend(self.counts_are_old.then(|| (Purpose::Extra, status_command(name))));
            plan.extend(self.survey.statuses().into_iter().map(|it| (Purpose::Extra, it)));
        }
        plan
    }

    /// The commands that fetch what the rows of the page lack: the flags alone of those that are known.
    /// One that came in short and is not known any more is fetched whole; one that did not come is gone.
    fn missing(
        &mut self,
        list: &Ordered,
        known: Option<&KnownRows>,
        abilities: Abilities,
    ) -> Vec<(Purpose, Command)> {
        let (mut whole, mut short) = (Vec::new(), Vec::new());
        for messages in Span::of(list, self.wanted.window).rows(list) {
            let Some(uid) = head(messages) else { continue };
            if self.asked.insert(uid) {
                let is_known = known.is_some_and(|it| it.get(uid).is_some());
                if is_known { &mut short } else { &mut whole }.push(uid);
            } else if self.rows.place_of(uid).is_some_and(|it| !self.rows.has_at(it)) {
                whole.push(uid);
            }
        }
        let fetch = |uids: Vec<Uid>, items| {
            let command = (!uids.is_empty()).then(|| Command::new("UID FETCH").uids(&uids).words(items));
            command.map(|it| (Purpose::Rows, it))
        };
        let rows = [fetch(short, KNOWN_ROW_ITEMS), fetch(whole, self.items)];
        rows.into_iter().flatten().chain(self.members(list, abilities)).collect()
    }

    /// The command that finds what is unseen in the threads of the page.
    fn members(&mut self, list: &Ordered, abilities: Abilities) -> Option<(Purpose, Command)> {
        let threads = Span::of(list, self.wanted.window).rows(list).filter(|it| it.len() > 1);
        let room = MOST_MEMBERS.saturating_sub(self.members.len());
        let new = threads.flatten().filter(|it| !self.members.contains(it));
        let new: Vec<Uid> = new.take(room).copied().collect();
        self.members.extend(&new);
        (!new.is_empty()).then(|| (Purpose::Extra, program::unseen_of(&new, abilities)))
    }

    async fn ask(
        &mut self,
        lease: &mut Lease,
        name: &MailboxName,
        plan: Vec<(Purpose, Command)>,
    ) -> Result<Vec<Data>, Error> {
        let (purposes, commands): (Vec<_>, Vec<_>) = plan.into_iter().unzip();
        let exchange = lease.ask(name, commands).await?;
        self.rows.absorb(&exchange.data);
        self.unseen.extend(search::uids(&exchange.data));
        self.survey.absorb(&exchange.data);
        self.refusal = check(purposes.into_iter().zip(exchange.completions))?.or(self.refusal.take());
        let known = lease.known();
        self.rows.complete(|uid| known.as_deref()?.get(uid));
        Ok(exchange.data)
    }

    fn seen(mut self, lease: &mut Lease, list: &Ordered) -> Result<Seen, Error> {
        let selected = lease.connection().selected().ok_or(Error::Gone)?;
        let uid_validity = selected.uid_validity;
        let message = self.wanted.message.as_ref();
        let neighbours = match message.filter(|_| self.wanted.neighbours) {
            Some((uid, _)) => self.neighbours(*uid, list, uid_validity),
            None => Neighbours::default(),
        };
        let span = Span::of(list, self.wanted.window);
        let mut envelopes = Vec::new();
        let mut shown = Vec::new();
        for messages in span.rows(list) {
            let Some(uid) = head(messages) else { continue };
            let (thread, unseen) = self.thread(list, messages);
            let Some(number) = self.rows.place_of(uid) else { continue };
            let Some(row) = self.rows.at_mut(number) else { continue };
            let Some(summary) = row.summary() else { continue };
            if row.is_whole() || lease.known().is_some_and(|it| it.get(uid).is_some()) {
                shown.push((number, uid, Arc::clone(&summary)));
            }
            let flags = row.flags.clone().unwrap_or_default();
            envelopes.push(Envelope { uid, flags, summary, thread, unseen });
        }
        lease.keep_known(shown);
        if let Some(refusal) = self.refusal.filter(|_| envelopes.is_empty()) {
            return Err(refusal);
        }
        let lacks = list.lacks.clone();
        let page = EnvelopePage { uid_validity, envelopes, total: list.total(), page: span.page, lacks };
        let mailboxes = match self.wanted.mailboxes {
            true => lease.shown(self.survey),
            false => Mailboxes::default(),
        };
        Ok(Seen {
            message: message.and_then(|(uid, _)| self.rows.take(*uid)),
            neighbours,
            page: self.wanted.window.map(|_| page),
            mailboxes,
        })
    }

    /// The messages of a row, if it is a thread, and how many of them are unseen.
    fn thread(&self, list: &Ordered, messages: &[Uid]) -> (Vec<Uid>, u32) {
        if !list.has_threads() {
            return (Vec::new(), 0);
        }
        let is_unseen = |uid: &&Uid| match messages {
            [_] => self.rows.flags_of(**uid).is_some_and(|it| !it.contains(&Flag::Seen)),
            _ => self.unseen.contains(uid),
        };
        let unseen = messages.iter().filter(is_unseen).count();
        (messages.to_vec(), u32::try_from(unseen).unwrap_or(u32::MAX))
    }

    /// The rows above and below a message. One that fell out of the list, because it was read or
    /// unflagged, stands where it stood, as far as arrival tells.
    fn neighbours(&self, uid: Uid, list: &Ordered, uid_validity: UidValidity) -> Neighbours {
        let neighbour = |place: Option<u32>| {
            let place = place?;
            let uid = head(list.row(place))?;
            Some(Neighbour { number: MessageNumber { uid_validity, uid }, place })
        };
        let by_arrival = self.wanted.view.order.by == By::Arrival && !self.wanted.view.threads;
        match list.place_of(uid) {
            Some(at) => {
                Neighbours { newer: neighbour(at.checked_sub(1)), older: neighbour(at.checked_add(1)) }
            }
            None if by_arrival => {
                let at = list.place_for(uid, self.wanted.view.order.descending);
                Neighbours { newer: neighbour(at.checked_sub(1)), older: neighbour(Some(at)) }
            }
            None => Neighbours::default(),
        }
    }
}

/// The message that a row shows: the newest of its thread.
fn head(messages: &[Uid]) -> Option<Uid> {
    messages.iter().max().copied()
}

/// The rows of a page.
#[derive(Clone, Copy)]
struct Span {
    first: u32,
    end: u32,
    page: u32,
}

impl Span {
    /// A page beyond the end is the last one; without a window there are no rows.
    fn of(list: &Ordered, window: Option<Window>) -> Self {
        let total = list.total();
        let Some(window) = window.filter(|_| total > 0) else { return Self { first: 0, end: 0, page: 0 } };
        let size = window.size.clamp(1, MOST_ROWS);
        let page = window.page.min((total - 1) / size);
        let first = page * size;
        Self { first, end: first.saturating_add(size).min(total), page }
    }

    fn rows(self, list: &Ordered) -> impl Iterator<Item = &[Uid]> {
        (self.first..self.end).map(|place| list.row(place)).filter(|it| !it.is_empty())
    }
}
