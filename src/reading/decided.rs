//! What is decided about a message before any of it is shown: whether its images are fetched, whether
//! its links lead anywhere.

use mailcore::address::Address;
use mailcore::message::sanitize::DeceptiveLink;
use mailcore::message::suspicion::{self, Judgement};

use super::remote::{self, Images};
use crate::desk::Desk;
use crate::documents::Wanted;
use crate::fetch::Message;
use crate::preferences::RemoteImages;

/// What is decided.
#[derive(Clone, Debug)]
pub(super) struct Decided {
    /// Whom trust about images may be given to.
    pub(super) sender: Option<Address>,
    /// Whether images of other servers are shown in its HTML, and why.
    pub(super) images: Images,
    /// Links in its text lead nowhere.
    pub(super) dead_links: bool,
}

impl Decided {
    /// Decides by what the person decided once and for all, and what is `wanted` of this message.
    pub(super) async fn of(desk: &Desk, message: &Message, wanted: Wanted) -> Self {
        let sender = remote::sender(desk, message);
        let preference = desk.preferences.remote_images;
        let images = match message.choice.html {
            Some(_) => remote::decide(desk, preference, sender.as_ref(), wanted.images).await,
            None => Images::Never,
        };
        // Where images are never shown, trust would be about other things than the page says.
        let sender = sender.filter(|_| preference != RemoteImages::Never);
        Self { sender, images, dead_links: has_dead_links(desk, message, wanted) }
    }
}

/// Whether links of a message lead nowhere: it is probably a fraud, and the person does not want them
/// all the same. What its links say of it is known only later, and makes no fraud of it.
pub(super) fn has_dead_links(desk: &Desk, message: &Message, wanted: Wanted) -> bool {
    !wanted.links && judge(desk, message, &[]).is_fraud()
}

/// What is thought of the sender. What a server of ours wrote into a message inside of another one
/// says nothing: whoever sent the outer one could write it.
pub(super) fn judge(desk: &Desk, message: &Message, links: &[DeceptiveLink]) -> Judgement {
    let servers = if message.inside.is_none() { desk.servers.authserv_ids.as_slice() } else { &[] };
    suspicion::judge(&message.headers, desk.address().as_ref(), servers, links)
}
