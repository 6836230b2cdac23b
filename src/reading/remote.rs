//! Images of other servers: whether a message shows them, and what stands for each of them here.
//!
//! A browser never asks for one itself. It asks us, by an address that only we can have made, and for
//! the person alone whose message it was made for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mailcore::address::Address;
use mailcore::imap::pool::Beside;
use mailcore::mailbox::MessageRef;
use mailcore::message::sanitize::Remote;

use crate::desk::Desk;
use crate::fetch::{self, Message};
use crate::outside::Picture;
use crate::preferences::RemoteImages;
use crate::store;
use crate::trust::{self, Standing};

/// What the tags of addresses are made for.
const PURPOSE: &str = "remote image";

/// Whether images of other servers are shown, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Images {
    /// They are not, because the operator wants no other server to be asked.
    #[default]
    Never,
    /// They are not, until the person says so.
    Blocked,
    /// The person wants to see them this once.
    Once,
    /// The person trusts the sender.
    Trusted,
    /// The sender is in an address book, and that is enough.
    Known,
    /// The person wants to see them always.
    Always,
}

impl Images {
    /// Whether they are shown.
    pub fn are_shown(self) -> bool {
        match self {
            Self::Never | Self::Blocked => false,
            Self::Once | Self::Trusted | Self::Known | Self::Always => true,
        }
    }
}

/// Why there is no image at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// The address was not made by us, or for somebody else.
    #[error("not an address that was made for this person")]
    Unsigned,
    /// The other server has none that can be shown.
    #[error("no image that can be shown")]
    Away,
}

/// Why a sender's standing was not changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The message could not be read.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// It has no sender, or several, or one who could not be confirmed; or images are shown of nobody.
    #[error("the message has not one sender who can be trusted")]
    NoSender,
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Whom trust may be given to because of a message: not who is said to have written one inside of
/// another one.
pub(super) fn sender(desk: &Desk, message: &Message) -> Option<Address> {
    let is_outer = message.inside.is_none();
    is_outer.then(|| trust::sender(&message.headers, &desk.servers.authserv_ids)).flatten()
}

/// Decides for a message of `sender` by what the person prefers; `asked` is whether they want to see
/// its images this once. A failure costs no page: then they are blocked.
pub(super) async fn decide(
    desk: &Desk,
    preference: RemoteImages,
    sender: Option<&Address>,
    asked: bool,
) -> Images {
    if !desk.outside.is_open() {
        return Images::Never;
    }
    let decided = by_decision(desk, preference, sender).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "who is trusted could not be read");
        Images::Blocked
    });
    if asked && !decided.are_shown() { Images::Once } else { decided }
}

async fn by_decision(
    desk: &Desk,
    preference: RemoteImages,
    sender: Option<&Address>,
) -> Result<Images, store::Error> {
    let standing = trust::standing(&desk.store, desk.account, sender).await?;
    Ok(match (preference, standing) {
        (RemoteImages::Always, _) => Images::Always,
        (RemoteImages::Trusted | RemoteImages::Contacts, Standing::Trusted) => Images::Trusted,
        (RemoteImages::Contacts, Standing::Known) => Images::Known,
        (RemoteImages::Trusted, Standing::Known)
        | (RemoteImages::Trusted | RemoteImages::Contacts, Standing::Stranger)
        | (RemoteImages::Never, _) => Images::Blocked,
    })
}

/// What becomes of the images of a message, and how many of them there were once it is made safe.
/// `url` makes an address of an image's own and its tag.
pub(super) fn through(desk: &Desk, shown: bool, url: fn(&str, &str) -> String) -> (Remote, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    if !shown || !desk.outside.is_open() {
        return (Remote::Blocked, count);
    }
    let (key, account, counted) = (desk.key.clone(), desk.account, Arc::clone(&count));
    let through = move |original: &str| {
        counted.fetch_add(1, Ordering::Relaxed);
        url(original, &key.tag(PURPOSE, &format!("{} {original}", account.0)))
    };
    (Remote::Through(Arc::new(through)), count)
}

/// The image behind an address that was made for this person.
pub async fn image(desk: &Desk, url: &str, tag: &str) -> Result<Picture, Missing> {
    if !desk.key.vouches(PURPOSE, &format!("{} {url}", desk.account.0), tag) {
        return Err(Missing::Unsigned);
    }
    desk.outside.picture(desk.account, url).await.ok_or(Missing::Away)
}

/// Trusts the sender of a message from now on, or no more. Whom is read from the message itself, not
/// from a form.
pub async fn trust_sender(desk: &Desk, at: &MessageRef, trusted: bool, now: i64) -> Result<(), Error> {
    if trusted && desk.preferences.remote_images == RemoteImages::Never {
        return Err(Error::NoSender);
    }
    let mut lease = desk.lease(Some(&at.mailbox)).await.map_err(fetch::Error::from)?;
    let message = Message::open(&mut lease, at, Beside::Nothing).await?;
    let sender = sender(desk, &message).ok_or(Error::NoSender)?.to_string();
    match trusted {
        true => desk.store.trust_sender(desk.account, &sender, now).await?,
        false => desk.store.distrust_sender(desk.account, &sender).await?,
    }
    Ok(())
}
