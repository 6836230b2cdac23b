//! What an account's connections know together of its mailboxes: rows that were shown, lists in their
//! order, what is around them.

use std::sync::Arc;

use super::{Lease, lock};
use crate::envelope::Summary;
use crate::imap::around::Around;
use crate::imap::kept_orders::{KeptOrder, OrderOf, Ordered};
use crate::imap::known::KnownRows;
use crate::imap::mailboxes::ChosenRoles;
use crate::imap::response::order::State;
use crate::mailbox::MailboxName;
use crate::order::ListView;
use crate::uid::Uid;

impl Lease {
    /// What is known of the rows of the selected mailbox; `None` when none is selected.
    pub(in crate::imap) fn known(&self) -> Option<Arc<KnownRows>> {
        let selected = self.connection.selected()?;
        Some(lock(&self.account.known).rows(&selected.name, selected.uid_validity, self.assumed_charset()))
    }

    /// Keeps the rows of a page of the selected mailbox.
    pub(in crate::imap) fn keep_known(&self, page: Vec<(u32, Uid, Arc<Summary>)>) {
        let Some(selected) = self.connection.selected() else { return };
        let mut known = lock(&self.account.known);
        let rows = known.rows(&selected.name, selected.uid_validity, self.assumed_charset());
        let rows = if rows.has_all(&page) { rows } else { Arc::new(rows.with(page)) };
        known.keep(&selected.name, rows);
    }

    /// The order that was kept of a view of a mailbox, whether or not it still holds.
    pub(in crate::imap) fn kept_order(&self, mailbox: &MailboxName, view: &ListView) -> Option<KeptOrder> {
        lock(&self.account.orders).get(self.order_of(mailbox, view))
    }

    /// Keeps an order with the state that it was made in.
    pub(in crate::imap) fn keep_order(
        &self,
        mailbox: &MailboxName,
        view: &ListView,
        list: Arc<Ordered>,
        state: State,
    ) {
        let of = self.order_of(mailbox, view);
        lock(&self.account.orders).keep(of, (list, state), &self.shared.order_octets);
    }

    fn order_of<'a>(&self, mailbox: &'a MailboxName, view: &'a ListView) -> OrderOf<'a> {
        OrderOf { mailbox, view, charset: self.assumed_charset() }
    }

    /// What is around the mailboxes.
    pub(in crate::imap) fn around(&self) -> Around {
        lock(&self.account.around).clone()
    }

    /// Keeps what was told of it.
    pub(in crate::imap) fn keep_around(&self, around: Around) {
        *lock(&self.account.around) = around;
    }

    /// Something was done that takes room, or gives it back.
    pub(in crate::imap) fn forget_room(&self) {
        lock(&self.account.around).forget_room();
    }

    /// Mailboxes by the roles that the person chose them for.
    pub(in crate::imap) fn chosen(&self) -> Arc<ChosenRoles> {
        Arc::clone(&self.chosen)
    }

    pub(in crate::imap) fn set_chosen(&mut self, chosen: Arc<ChosenRoles>) {
        self.chosen = chosen;
    }
}
