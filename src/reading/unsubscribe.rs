//! Leaving a mailing list by what one of its messages offers.

use mailcore::imap::pool::Beside;
use mailcore::mailbox::{MessageRef, SpecialUse};
use mailcore::message::unsubscribe::{self, Unsubscribe};

use crate::desk::Desk;
use crate::fetch::{self, Message};
use crate::outside;

/// What came of the one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The host took the request.
    Taken(String),
    /// The host refused it, or cannot be asked.
    Refused(String),
    /// The host could not be reached, or did not answer in time: nobody knows what came of it.
    Unreachable(String),
    /// The message offers no one click.
    NotOffered,
}

/// The way off the list that a message came by. Junk offers none, for whoever answers it tells its
/// sender that somebody reads; nor does a message inside of another one.
pub(super) fn offered(desk: &Desk, message: &Message) -> Option<Unsubscribe> {
    let here = message.opened.mailboxes.iter().find(|it| it.name == message.at.mailbox);
    if message.inside.is_some() || here.is_some_and(|it| it.special_use == Some(SpecialUse::Junk)) {
        return None;
    }
    let way = unsubscribe::read(&message.headers)?;
    Some(if desk.outside.is_open() { way } else { way.without_one_click() })
}

/// Sends the one click that a message offers (RFC 8058) to the host that it names.
pub async fn one_click(desk: &Desk, at: &MessageRef) -> Result<Outcome, fetch::Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let message = Message::open(&mut lease, at, Beside::Nothing).await?;
    drop(lease);
    let Some(Unsubscribe::OneClick(page)) = unsubscribe::read(&message.headers) else {
        return Ok(Outcome::NotOffered);
    };
    Ok(match desk.outside.unsubscribe(desk.account, &page.url).await {
        Ok(()) => Outcome::Taken(page.host),
        Err(outside::Error::Connection(_) | outside::Error::Slow) => Outcome::Unreachable(page.host),
        Err(_) => Outcome::Refused(page.host),
    })
}
