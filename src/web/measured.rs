//! A way in for benchmarks: a list page without a request. Not for anything else.

use askama::Template as _;
use mailcore::imap::pool::Listing;
use mailcore::mailbox::MailboxName;

use super::panes::{ListPage, Shown};
use super::session::Visitor;

/// The whole document of a list, as the handler of `GET /mail/{mailbox}` makes it once it has `listing`.
///
/// # Errors
///
/// Those of the template.
pub fn list_page(visitor: &Visitor, mailbox: MailboxName, listing: Listing) -> Result<String, askama::Error> {
    ListPage::new(visitor, mailbox, Shown::plain(listing), None).render()
}
