//! Lists in their order, kept while nothing changed, so that another page of one costs a window.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::response::order::{State, Threads};
use crate::envelope::Lack;
use crate::mailbox::MailboxName;
use crate::order::ListView;
use crate::uid::Uid;

/// The orders of one account that are kept: those that were looked at last.
const MOST_ORDERS: usize = 4;
/// The messages of an order that is kept.
pub(super) const MOST_MESSAGES: usize = 500_000;
/// The octets of all orders of the program together: those of 16 million messages.
const MOST_OCTETS: usize = 64 << 20;

/// A list in its order, the first row first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ordered {
    /// The messages, row by row.
    uids: Vec<Uid>,
    /// Where each row ends among them; `None` where each message is a row.
    ends: Option<Vec<u32>>,
    /// What the list is without.
    pub(super) lacks: Vec<Lack>,
    /// The place of the first row, where the list is a part of one, and how many rows that has.
    part: Option<(u32, u32)>,
}

impl Ordered {
    /// A row for each message.
    pub(super) fn of_messages(uids: Vec<Uid>) -> Self {
        Self { uids, ..Self::default() }
    }

    /// A part of a longer one, that begins at a place.
    pub(super) fn of_part(uids: Vec<Uid>, first: u32, total: u32) -> Self {
        Self { uids, part: Some((first, total)), ..Self::default() }
    }

    /// A row for each thread, where the first one of its messages stands in `order`. What is in no
    /// thread is left out: it came while the server looked.
    pub(super) fn of_threads(threads: &Threads, order: &[Uid]) -> Self {
        let starts = std::iter::once(0).chain(threads.ends.iter().copied());
        let mut thread_of: Vec<(Uid, u32, u32)> = Vec::with_capacity(threads.uids.len());
        for (from, to) in starts.zip(threads.ends.iter().copied()) {
            thread_of.extend(members(&threads.uids, from, to).iter().map(|uid| (*uid, from, to)));
        }
        thread_of.sort_unstable();
        let mut rows = Self { ends: Some(Vec::new()), ..Self::default() };
        let mut is_taken = vec![false; threads.uids.len()];
        for uid in order {
            let Ok(at) = thread_of.binary_search_by_key(uid, |(uid, ..)| *uid) else { continue };
            let Some((_, from, to)) = thread_of.get(at) else { continue };
            let Some(taken) = usize::try_from(*from).ok().and_then(|it| is_taken.get_mut(it)) else {
                continue;
            };
            if !std::mem::replace(taken, true) {
                rows.uids.extend_from_slice(members(&threads.uids, *from, *to));
                rows.ends.get_or_insert_default().push(u32::try_from(rows.uids.len()).unwrap_or(u32::MAX));
            }
        }
        rows
    }

    /// How many rows there are.
    pub(super) fn total(&self) -> u32 {
        let here = || u32::try_from(self.ends.as_ref().map_or(self.uids.len(), Vec::len)).unwrap_or(u32::MAX);
        self.part.map_or_else(here, |(_, total)| total)
    }

    /// The messages of the row at a place, from 0; none where there is no such row.
    pub(super) fn row(&self, place: u32) -> &[Uid] {
        let Some(at) = place.checked_sub(self.part.map_or(0, |(first, _)| first)) else { return &[] };
        let Some(ends) = &self.ends else { return members(&self.uids, at, at.saturating_add(1)) };
        let end = |at: Option<u32>| ends.get(usize::try_from(at?).ok()?).copied();
        let Some(to) = end(Some(at)) else { return &[] };
        members(&self.uids, end(at.checked_sub(1)).unwrap_or(0), to)
    }

    /// The place of the row in which a message is.
    pub(super) fn place_of(&self, uid: Uid) -> Option<u32> {
        let at = u32::try_from(self.uids.iter().position(|it| *it == uid)?).ok()?;
        let place = match &self.ends {
            Some(ends) => u32::try_from(ends.partition_point(|end| *end <= at)).ok()?,
            None => at,
        };
        place.checked_add(self.part.map_or(0, |(first, _)| first))
    }

    /// The messages, row by row.
    pub(super) fn messages(&self) -> &[Uid] {
        &self.uids
    }

    /// Whether a row is a thread.
    pub(super) fn has_threads(&self) -> bool {
        self.ends.is_some()
    }

    /// The place where a message would stand in a list by arrival.
    pub(super) fn place_for(&self, uid: Uid, descending: bool) -> u32 {
        let at = self.uids.partition_point(|it| if descending { *it > uid } else { *it < uid });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// Whether it is all of a list, and not too long to be kept.
    fn can_be_kept(&self) -> bool {
        self.part.is_none() && self.uids.len() <= MOST_MESSAGES
    }

    fn octets(&self) -> usize {
        let ends = self.ends.as_ref().map_or(0, Vec::len);
        (self.uids.len() + ends) * size_of::<u32>()
    }
}

fn members(uids: &[Uid], from: u32, to: u32) -> &[Uid] {
    let place = |it: u32| usize::try_from(it).unwrap_or(usize::MAX);
    uids.get(place(from)..place(to).min(uids.len())).unwrap_or_default()
}

/// An order that was kept, and the state of its mailbox when it was made.
#[derive(Clone, Debug)]
pub(super) struct KeptOrder {
    /// The order.
    pub(super) list: Arc<Ordered>,
    state: State,
}

impl KeptOrder {
    /// Whether it still holds in a mailbox of this state. Messages come and go by UIDNEXT and their
    /// number; flags change by HIGHESTMODSEQ alone, without which nobody can tell.
    pub(super) fn holds(&self, now: &State, view: &ListView) -> bool {
        let same_messages = self.state.uid_validity == now.uid_validity
            && self.state.uid_next == now.uid_next
            && self.state.messages == now.messages;
        let same_flags = now.modseq.is_some() && self.state.modseq == now.modseq;
        same_messages && (same_flags || !view.depends_on_flags())
    }
}

/// What an order is of.
#[derive(Clone, Copy, Debug)]
pub(super) struct OrderOf<'a> {
    /// The mailbox.
    pub(super) mailbox: &'a MailboxName,
    /// What of it is shown, and how.
    pub(super) view: &'a ListView,
    /// In which charset subjects and names were read that name none: they stand where they then belong.
    pub(super) charset: Option<&'static str>,
}

/// The orders of an account.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// The one that was looked at last stands at the end.
    kept: VecDeque<Kept>,
}

#[derive(Debug)]
struct Kept {
    mailbox: MailboxName,
    view: ListView,
    charset: Option<&'static str>,
    order: KeptOrder,
    _room: Room,
}

impl Kept {
    fn is_of(&self, of: OrderOf<'_>) -> bool {
        self.mailbox == *of.mailbox && self.view == *of.view && self.charset == of.charset
    }
}

impl Orders {
    /// The one that was kept, whether or not it still holds.
    pub(super) fn get(&mut self, of: OrderOf<'_>) -> Option<KeptOrder> {
        let at = self.kept.iter().position(|it| it.is_of(of))?;
        let found = self.kept.remove(at)?;
        let order = found.order.clone();
        self.kept.push_back(found);
        Some(order)
    }

    /// Keeps one in place of the one before, where there is room.
    pub(super) fn keep(
        &mut self,
        of: OrderOf<'_>,
        (list, state): (Arc<Ordered>, State),
        used: &Arc<AtomicUsize>,
    ) {
        self.kept.retain(|it| !it.is_of(of));
        while self.kept.len() >= MOST_ORDERS {
            self.kept.pop_front();
        }
        if let Some(room) =
            Some(&list).filter(|it| it.can_be_kept()).and_then(|it| Room::of(used, it.octets()))
        {
            let (mailbox, view, order) = (of.mailbox.clone(), of.view.clone(), KeptOrder { list, state });
            self.kept.push_back(Kept { mailbox, view, charset: of.charset, order, _room: room });
        }
    }
}

/// Room that an order takes, given back when it goes.
#[derive(Debug)]
struct Room {
    used: Arc<AtomicUsize>,
    octets: usize,
}

impl Room {
    /// `None` when all orders together would take too much.
    fn of(used: &Arc<AtomicUsize>, octets: usize) -> Option<Self> {
        let room = Self { used: Arc::clone(used), octets };
        let before = used.fetch_add(octets, Ordering::Relaxed);
        // Dropped where it is too much, it gives back what it took.
        Some(room).filter(|_| before.saturating_add(octets) <= MOST_OCTETS)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.used.fetch_sub(self.octets, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flag::Flag;
    use crate::search::Search;
    use crate::uid::UidValidity;

    fn uids(numbers: &[u32]) -> Vec<Uid> {
        numbers.iter().map(|it| Uid::new(*it).unwrap()).collect()
    }

    fn state(uid_next: u32, messages: u32, modseq: Option<u64>) -> State {
        State { uid_validity: UidValidity::new(1).unwrap(), uid_next, messages, modseq }
    }

    fn unread() -> ListView {
        ListView { search: Search::Not(Search::Flag(Flag::Seen).into()), ..ListView::default() }
    }

    #[test]
    fn a_row_is_a_message_or_a_thread() {
        let list = Ordered::of_messages(uids(&[9, 4, 7]));
        assert_eq!((list.total(), list.row(1), list.row(3)), (3, &uids(&[4])[..], &[][..]));
        assert_eq!((list.place_of(uids(&[7])[0]), list.place_of(uids(&[8])[0])), (Some(2), None));

        let threads = Threads { uids: uids(&[1, 2, 3, 5, 4, 6]), ends: vec![3, 4, 6] };
        let list = Ordered::of_threads(&threads, &uids(&[6, 5, 4, 3, 2, 1]));
        let rows: Vec<&[Uid]> = (0..list.total()).map(|it| list.row(it)).collect();
        assert_eq!(rows, [&uids(&[4, 6])[..], &uids(&[5]), &uids(&[1, 2, 3])]);
        assert_eq!([4, 5, 2].map(|it| list.place_of(uids(&[it])[0])), [Some(0), Some(1), Some(2)]);

        let part = Ordered::of_part(uids(&[9, 4]), 50, 120);
        assert_eq!((part.total(), part.row(51), part.row(0)), (120, &uids(&[4])[..], &[][..]));
        assert_eq!(part.place_of(uids(&[9])[0]), Some(50));
    }

    #[test]
    fn an_order_holds_while_nothing_changed_that_it_depends_on() {
        let kept = |modseq| KeptOrder { list: Arc::default(), state: state(8, 5, modseq) };
        let all = ListView::default();
        for (now, of_all, of_unread) in [
            (state(8, 5, Some(3)), true, true),
            (state(8, 5, Some(4)), true, false),
            (state(9, 5, Some(3)), false, false),
            (state(8, 4, Some(3)), false, false),
            (state(8, 5, None), true, false),
        ] {
            assert_eq!(kept(Some(3)).holds(&now, &all), of_all, "{now:?}");
            assert_eq!(kept(Some(3)).holds(&now, &unread()), of_unread, "{now:?}");
        }
        assert!(!kept(None).holds(&state(8, 5, None), &unread()));
    }

    #[test]
    fn what_is_kept_is_bounded_for_an_account_and_for_all() {
        let used = Arc::new(AtomicUsize::new(0));
        let mut orders = Orders::default();
        let list = || (Arc::new(Ordered::of_messages(uids(&[1, 2]))), state(3, 2, None));
        let names: Vec<MailboxName> =
            ["a", "b", "c", "d", "e"].map(|it| MailboxName::parse(it).unwrap()).into();
        let (unread, all) = (unread(), ListView::default());
        let of = |mailbox| OrderOf { mailbox, view: &unread, charset: None };
        for name in &names {
            orders.keep(of(name), list(), &used);
            orders.keep(of(name), list(), &used);
        }
        let found: Vec<bool> = names.iter().map(|it| orders.get(of(it)).is_some()).collect();
        assert_eq!(found, [false, true, true, true, true]);
        assert!(orders.get(OrderOf { view: &all, ..of(&names[1]) }).is_none());
        // Read in another charset, subjects are others, and stand elsewhere.
        assert!(orders.get(OrderOf { charset: Some("koi8-r"), ..of(&names[1]) }).is_none());
        assert_eq!(used.load(Ordering::Relaxed), 4 * 2 * 4);
        drop(orders);
        assert_eq!(used.load(Ordering::Relaxed), 0);

        let full = Arc::new(AtomicUsize::new(MOST_OCTETS - 7));
        let mut orders = Orders::default();
        orders.keep(of(&names[0]), list(), &full);
        assert!(orders.get(of(&names[0])).is_none());
        assert_eq!(full.load(Ordering::Relaxed), MOST_OCTETS - 7);
    }
}
