//! A page of a mailbox, with what stands beside it; here by arrival.

use std::sync::Arc;

use super::Error;
use super::command::Command;
use super::connection::Completion;
use super::known::KnownRows;
use super::mailboxes::status_command;
use super::neighbours::{self, Neighbours};
use super::pool::{Lease, Listing};
use super::response::fetch::{Row, Rows};
use crate::envelope::{Envelope, EnvelopePage, Summary, Window};
use crate::mailbox::{MailboxName, Mailboxes};
use crate::order::{BY_ARRIVAL, ListView};
use crate::uid::Uid;

/// The most messages on one page.
pub(super) const MOST_ROWS: u32 = 200;

/// The most round trips for one page, when the mailbox changes under it.
const MOST_TRIES: usize = 4;

/// What is asked for of a row that was shown before.
pub(super) const KNOWN_ROW_ITEMS: &str = "(UID FLAGS)";

/// What a row is made of.
pub(super) const ROW_ITEMS: &str = "(UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";

/// What is asked for where that is beyond the limit of an answer: nothing here is longer than
/// 4 KiB. To stands alone, because a message to thousands has its subject behind them.
const SHORT_ROW_ITEMS: &str = "(UID FLAGS INTERNALDATE RFC822.SIZE \
     BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)]<0.4096> BODY.PEEK[HEADER.FIELDS (TO)]<0.4096>)";

impl Lease {
    /// A page of a mailbox by arrival with all mailboxes beside it, in one round trip when the
    /// mailbox is selected and has not changed.
    pub async fn list(&mut self, mailbox: &MailboxName, window: Window) -> Result<Listing, Error> {
        self.list_in(mailbox, &BY_ARRIVAL, window).await
    }

    /// A page of a view of a mailbox with all mailboxes beside it. Its order is kept while nothing
    /// changed: then another page of it is one round trip as well. What the server cannot do for it
    /// stands in [`EnvelopePage::lacks`].
    pub async fn list_in(
        &mut self,
        mailbox: &MailboxName,
        view: &ListView,
        window: Window,
    ) -> Result<Listing, Error> {
        let wanted = Wanted { view, message: None, neighbours: false, window: Some(window), mailboxes: true };
        let seen = self.look(mailbox, wanted).await?;
        let page = seen.page.ok_or(Error::Gone)?;
        Ok(Listing { page, mailboxes: seen.mailboxes })
    }
}

impl Lease {
    /// A page of a view of a mailbox alone.
    pub async fn find_in(
        &mut self,
        mailbox: &MailboxName,
        view: &ListView,
        window: Window,
    ) -> Result<EnvelopePage, Error> {
        let wanted =
            Wanted { view, message: None, neighbours: false, window: Some(window), mailboxes: false };
        self.look(mailbox, wanted).await?.page.ok_or(Error::Gone)
    }
}

/// What is looked at in one go.
pub(super) struct Wanted<'a> {
    /// Which list.
    pub(super) view: &'a ListView,
    /// A message, and the command that fetches it.
    pub(super) message: Option<(Uid, Command)>,
    /// What stands beside that message.
    pub(super) neighbours: bool,
    /// A page of the list.
    pub(super) window: Option<Window>,
    /// All mailboxes with their counts.
    pub(super) mailboxes: bool,
}

/// What was seen.
pub(super) struct Seen {
    /// The message, if it was wanted and is there.
    pub(super) message: Option<Row>,
    /// What stands beside it, if that was wanted.
    pub(super) neighbours: Neighbours,
    /// The page, if it was wanted.
    pub(super) page: Option<EnvelopePage>,
    /// The mailboxes, if they were wanted.
    pub(super) mailboxes: Mailboxes,
}

/// What a command of an exchange is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// Without it there is nothing to show.
    Needed,
    /// Rows of a page.
    Rows,
    /// A page can do without: counts of folders, neighbours of a message.
    Extra,
}

impl Lease {
    /// Looks at a mailbox in as few round trips as there can be: what is wanted goes out together,
    /// behind SELECT or NOOP. Only what that could not give is asked for again: the page, when it was
    /// not known how many messages there are or when their number changed; a message that is newer
    /// than what the connection knew; the counts, when they were told before the change was, or when
    /// the server tells them only one by one.
    ///
    /// A header of some KiB can be an ENVELOPE of some MiB: where a page of them is beyond the limit
    /// of an answer it is read once more in short, and nobody knows what has attachments.
    pub(super) async fn look(&mut self, name: &MailboxName, wanted: Wanted<'_>) -> Result<Seen, Error> {
        match self.look_at(name, &wanted, ROW_ITEMS).await {
            Err(Error::Answer(reason)) if wanted.window.is_some() && self.connection().is_closed() => {
                tracing::warn!(reason, "a page is read once more, without ENVELOPE");
                self.replace().await?;
                self.look_at(name, &wanted, SHORT_ROW_ITEMS).await
            }
            outcome => outcome,
        }
    }

    async fn look_at(
        &mut self,
        name: &MailboxName,
        wanted: &Wanted<'_>,
        items: &'static str,
    ) -> Result<Seen, Error> {
        if !wanted.view.is_by_arrival() {
            return self.look_in_order(name, wanted, items).await;
        }
        let (message, window) = (wanted.message.as_ref(), wanted.window);
        let rows = Rows::new(message.map(|(uid, _)| *uid));
        let mut rows = rows.assuming(self.assumed_charset());
        let mut survey = self.survey();
        let known = self.connection().selected().filter(|it| it.name == *name).map(|it| it.exists);
        let mut plan: Vec<(Purpose, Command)> =
            message.iter().map(|(_, command)| (Purpose::Needed, command.clone())).collect();
        if let (Some(window), Some(exists)) = (window, known) {
            plan.extend(missing(&rows, Span::new(exists, window), self.known().as_deref(), items));
        }
        plan.extend(self.lacking_neighbours(name, wanted, &rows));
        if wanted.mailboxes {
            plan.extend(survey.commands(self.connection()));
        }
        for tries in 1.. {
            let (purposes, commands): (Vec<_>, Vec<_>) = plan.drain(..).unzip();
            let exchange = self.ask(name, commands).await?;
            rows.absorb(&exchange.data);
            survey.absorb(&exchange.data);
            let no_rows = check(purposes.into_iter().zip(exchange.completions))?;
            if let Some((uid, command)) = message.filter(|_| tries == 1 && known.is_some()) {
                plan.extend((!rows.has(*uid)).then(|| (Purpose::Needed, command.clone())));
            }
            if let Some(window) = window {
                let shown_before = self.known();
                rows.complete(|uid| shown_before.as_deref()?.get(uid));
                let span = Span::new(self.connection().selected().map_or(0, |it| it.exists), window);
                if tries < MOST_TRIES {
                    plan.extend(missing(&rows, span, shown_before.as_deref(), items));
                } else if let Some(error) = no_rows.filter(|_| span.is_some_and(|it| it.is_empty_in(&rows))) {
                    return Err(error);
                }
            }
            if tries < MOST_TRIES {
                plan.extend(self.lacking_neighbours(name, wanted, &rows));
            }
            if wanted.mailboxes {
                if tries == 1 && known.is_some() && rows.have_changed() {
                    plan.push((Purpose::Extra, status_command(name)));
                }
                plan.extend(survey.statuses().into_iter().map(|it| (Purpose::Extra, it)));
            }
            if plan.is_empty() {
                break;
            }
        }
        Ok(Seen {
            neighbours: self.neighbours(wanted, &rows),
            page: window.and_then(|window| self.page(&mut rows, window)),
            message: message.and_then(|(uid, _)| rows.take(*uid)),
            mailboxes: if wanted.mailboxes { self.shown(survey) } else { Mailboxes::default() },
        })
    }

    /// What must be fetched of the neighbours besides the page.
    fn lacking_neighbours(
        &mut self,
        name: &MailboxName,
        wanted: &Wanted<'_>,
        rows: &Rows,
    ) -> Option<(Purpose, Command)> {
        let (uid, _) = wanted.message.as_ref().filter(|_| wanted.neighbours)?;
        let exists = self.connection().selected().filter(|it| it.name == *name)?.exists;
        let span = wanted.window.and_then(|window| Span::new(exists, window));
        let is_fetched = |number| span.is_some_and(|it| (it.first..=it.last).contains(&number));
        let command = neighbours::lacking(*uid, rows, self.known().as_deref(), exists, is_fetched);
        command.map(|it| (Purpose::Extra, it))
    }

    fn neighbours(&mut self, wanted: &Wanted<'_>, rows: &Rows) -> Neighbours {
        let (Some((uid, _)), Some(selected)) = (&wanted.message, self.connection().selected()) else {
            return Neighbours::default();
        };
        Neighbours::of(*uid, rows, selected.exists, selected.uid_validity)
    }

    /// The page that was asked for, whose rows are known from now on.
    fn page(&mut self, rows: &mut Rows, window: Window) -> Option<EnvelopePage> {
        let selected = self.connection().selected()?;
        let (uid_validity, total) = (selected.uid_validity, selected.exists);
        let (span, known) = (Span::new(total, window), self.known());
        let mut shown: Vec<(u32, Uid, Arc<Summary>)> = Vec::new();
        let mut envelopes = Vec::new();
        for number in span.into_iter().flat_map(|it| (it.first..=it.last).rev()) {
            let Some(row) = rows.at_mut(number) else { continue };
            let (Some(uid), Some(summary)) = (row.uid, row.summary()) else { continue };
            // One that was told in part alone would stay so.
            if row.is_whole() || known.as_deref().is_some_and(|it| it.get(uid).is_some()) {
                shown.push((number, uid, Arc::clone(&summary)));
            }
            let flags = row.flags.clone().unwrap_or_default();
            envelopes.push(Envelope { uid, flags, summary, thread: Vec::new(), unseen: 0 });
        }
        self.keep_known(shown);
        let page = span.map_or(0, |it| it.page);
        Some(EnvelopePage { uid_validity, envelopes, total, page, lacks: Vec::new() })
    }
}

/// Looks at how commands ended. Without the rows of a page something can still be done: their
/// refusal is handed back. What is extra is left out.
pub(super) fn check(ended: impl Iterator<Item = (Purpose, Completion)>) -> Result<Option<Error>, Error> {
    let mut no_rows = None;
    for (purpose, completion) in ended {
        match (purpose, completion) {
            (_, Ok(_)) | (Purpose::Extra, Err(_)) => {}
            (Purpose::Rows, Err(refusal)) => no_rows = Some(refusal.into()),
            (Purpose::Needed, Err(refusal)) => return Err(refusal.into()),
        }
    }
    Ok(no_rows)
}

/// Sequence numbers of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    first: u32,
    last: u32,
    page: u32,
}

impl Span {
    /// The page of a mailbox with so many messages; `None` when there are none. A page beyond the
    /// end is the last one.
    fn new(exists: u32, window: Window) -> Option<Self> {
        let size = window.size.clamp(1, MOST_ROWS);
        let page = window.page.min(exists.checked_sub(1)? / size);
        let last = exists - page * size;
        Some(Self { first: last.saturating_sub(size) + 1, last, page })
    }

    fn is_empty_in(self, rows: &Rows) -> bool {
        (self.first..=self.last).all(|number| !rows.has_at(number))
    }
}

/// The commands that fetch what a page lacks: the flags alone of rows that are likely known. A row
/// that turned out to be another one is fetched whole.
fn missing(
    rows: &Rows,
    span: Option<Span>,
    known: Option<&KnownRows>,
    items: &'static str,
) -> impl Iterator<Item = (Purpose, Command)> {
    let numbers = span.into_iter().flat_map(|it| it.first..=it.last).filter(|it| !rows.has_at(*it));
    let is_known =
        |number: &u32| rows.uid_at(*number).is_none() && known.is_some_and(|it| it.has_hint(*number));
    let (known, new): (Vec<u32>, Vec<u32>) = numbers.partition(is_known);
    let fetch = |numbers: Vec<u32>, items| {
        (!numbers.is_empty()).then(|| (Purpose::Rows, Command::new("FETCH").sequence(&numbers).words(items)))
    };
    [fetch(known, KNOWN_ROW_ITEMS), fetch(new, items)].into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_span(exists: u32, page: u32, size: u32, expected: Option<(u32, u32, u32)>) {
        let span = Span::new(exists, Window { page, size });
        assert_eq!(span.map(|it| (it.first, it.last, it.page)), expected, "{exists} {page} {size}");
    }

    #[test]
    fn pages_are_counted_from_the_newest_message() {
        check_span(0, 0, 50, None);
        check_span(1, 0, 50, Some((1, 1, 0)));
        check_span(50, 0, 50, Some((1, 50, 0)));
        check_span(51, 0, 50, Some((2, 51, 0)));
        check_span(51, 1, 50, Some((1, 1, 1)));
        check_span(120, 1, 50, Some((21, 70, 1)));
        check_span(120, 2, 50, Some((1, 20, 2)));
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last_one() {
        check_span(120, 9, 50, Some((1, 20, 2)));
        check_span(100, u32::MAX, 50, Some((1, 50, 1)));
        check_span(u32::MAX, u32::MAX, 200, Some((1, 95, 21_474_836)));
    }

    #[test]
    fn a_size_out_of_range_is_brought_into_it() {
        check_span(300, 0, 0, Some((300, 300, 0)));
        check_span(300, 0, 999, Some((101, 300, 0)));
    }

    #[test]
    fn pages_meet_and_do_not_overlap() {
        for exists in 1..130_u32 {
            let mut next = exists;
            for page in 0..exists.div_ceil(50) {
                let span = Span::new(exists, Window { page, size: 50 }).unwrap();
                assert_eq!(span.last, next);
                next = span.first - 1;
            }
            assert_eq!(next, 0, "{exists}");
        }
    }
}
