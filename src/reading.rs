//! Reading mail: a page of a list, a message made safe to look at, a part of it to take away.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use mailcore::address::{Address, FoundAddress};
use mailcore::envelope::Window;
use mailcore::flag::{Flag, FlagSet};
use mailcore::imap::pool::{Beside, Lease, Listing};
use mailcore::mailbox::{Mailbox, MailboxName, Rights};
use mailcore::message::part::PartId;
use mailcore::message::place::Place;
use mailcore::message::protection::armor::Armor;
use mailcore::message::sanitize::{DeceptiveLink, SafeHtml};
use mailcore::message::suspicion::Judgement;
use mailcore::message::unsubscribe::Unsubscribe;
use mailcore::order::ListView;

use crate::contacts::{self, Known};
use crate::desk::Desk;
use crate::documents::{Document, Wanted};
use crate::fetch::{Error, Message, WrittenFile};
use crate::invitations;
use crate::preferences::MarkRead;
use crate::receipts::{self, Question};

pub mod bundle;
pub mod cards;
pub mod conversation;
pub mod download;
pub mod header;
pub mod kind;
pub mod preview;
pub mod protection;
pub mod remote;
pub mod report;
pub mod source;
pub mod threads;
pub mod thumbnail;
pub mod unsubscribe;

mod decided;
mod folders;
mod keywords;
mod shown;

pub use folders::folders;
pub use keywords::keywords;

use decided::{Decided, has_dead_links, judge};
use protection::Protected;
use remote::Images;
use report::Reported;

/// What is shown of a message's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Its plain text.
    Text(SafeHtml),
    /// It has HTML, which is a document of its own ([`html`]); how many loads from other servers
    /// are blocked in it.
    Html {
        /// Loads from other servers that were taken out.
        blocked: usize,
        /// Images of other servers that are shown.
        shown: usize,
        /// Why they are shown, or not.
        images: Images,
        /// Whom trust about them may be given to.
        sender: Option<Address>,
        /// It sets colors or backgrounds itself.
        has_colors: bool,
        /// Links whose text names another place than they lead to.
        deceptive: Vec<DeceptiveLink>,
        /// Plain text that stands beside it, like the footer of a mailing list.
        beside: Option<SafeHtml>,
    },
    /// It has no text at all.
    Empty,
}

impl Body {
    /// Links whose text names another place than they lead to.
    fn deceptive(&self) -> &[DeceptiveLink] {
        match self {
            Self::Html { deceptive, .. } => deceptive,
            Self::Text(_) | Self::Empty => &[],
        }
    }
}

/// How a message is opened.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// What is read beside it.
    pub beside: Beside<'a>,
    /// What a folded quote is called.
    pub fold_label: &'a str,
    /// What the person wants to have this once.
    pub wanted: Wanted,
    /// How it becomes read.
    pub marking: Marking,
}

/// How an opened message becomes read, where the person wants it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// At once, or later by the scripts that run where it is shown.
    WithScripts,
    /// At once, since nothing could do it later.
    WithoutScripts,
    /// Not at all: the page shows it for something else than reading.
    Not,
}

/// Addresses of what the HTML of a message shows.
#[derive(Clone, Copy, Debug)]
pub struct Addresses<P: Fn(&PartId) -> String> {
    /// Of a part that it shows by its Content-ID.
    pub part: P,
    /// Of an image of another server, by its own address and the tag that vouches for it.
    pub image: fn(&str, &str) -> String,
}

/// An open message.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The message, with what is beside it; the counts are those after it was marked read.
    pub message: Message,
    /// What is shown of its text.
    pub body: Body,
    /// The end of the text is left out because it is too long.
    pub cut: bool,
    /// Of the people in its header, those whom the person knows.
    pub known: Known,
    /// What it reports of another message.
    pub report: Option<Reported>,
    /// How it is signed or encrypted.
    pub protected: Option<Protected>,
    /// The invitation in it.
    pub invitation: Option<invitations::Found>,
    /// Cards that are attached to it.
    pub cards: Option<cards::Attached>,
    /// The way off the mailing list that it came by.
    pub unsubscribe: Option<Unsubscribe>,
    /// Whether it is marked read by now.
    pub is_seen: bool,
    /// After so many seconds the page that shows it is to mark it read.
    pub seen_after: Option<u8>,
    /// Files that are written into its text.
    pub files: Vec<WrittenFile>,
    /// What is thought of its sender.
    pub judgement: Judgement,
    /// Links in its text lead nowhere, because it is probably a fraud.
    pub dead_links: bool,
    /// A request for a read receipt that was never answered.
    pub unanswered: Option<Question>,
}

impl Reading {
    /// Who wrote it, as the header names them; empty when it does not.
    pub fn from(&self) -> FoundAddress {
        self.message.headers.from.first().cloned().unwrap_or_default()
    }

    /// The request for a read receipt: on the first opening, and `again` after an answer that failed.
    pub fn receipt(&self, again: bool) -> Option<&Question> {
        let was_seen = self.message.opened.head.flags.contains(&Flag::Seen);
        self.unanswered.as_ref().filter(|_| again || !was_seen)
    }

    /// Whether it is a draft of the person's own.
    pub fn is_draft(&self) -> bool {
        self.message.opened.head.flags.contains(&Flag::Draft)
    }
}

/// A page of a list.
pub async fn list(
    desk: &Desk,
    mailbox: &MailboxName,
    view: &ListView,
    window: Window,
) -> Result<Listing, mailcore::imap::Error> {
    desk.lease(Some(mailbox)).await?.list_in(mailbox, view, window).await
}

/// Opens a message and marks it read, if it is one in a mailbox and when the person wants that. The
/// document of its HTML is kept for [`html`].
pub async fn open(
    desk: &Desk,
    at: &Place,
    manner: Manner<'_>,
    addresses: Addresses<impl Fn(&PartId) -> String>,
) -> Result<Reading, Error> {
    let (mut lease, mut message) = lease_and_open(desk, at, manner.beside).await?;
    let decided = Decided::of(desk, &message, manner.wanted).await;
    let dead_links = decided.dead_links;
    // The database answers while the mail server does.
    let known = known(desk, people(&message));
    let (shown, known) =
        tokio::join!(body(desk, &mut lease, &mut message, manner, decided, addresses), known);
    let Shown { body, cut, armor, files } = shown?;
    let invitation = invitations::find(desk, &mut lease, &mut message).await?;
    let cards = cards::find(desk, &mut lease, &message).await?;
    let report = report::read(&mut lease, &message).await?;
    let protected = protection::read(&mut lease, &message, armor).await?;
    let unsubscribe = unsubscribe::offered(desk, &message).filter(|_| !dead_links);
    let is_seen = message.opened.head.flags.contains(&Flag::Seen);
    let judgement = judge(desk, &message, body.deceptive());
    let unanswered = receipts::question(desk, &message, desk.preferences.receipts).await;
    let mut reading = Reading {
        message,
        body,
        cut,
        known,
        report,
        protected,
        invitation,
        cards,
        unsubscribe,
        files,
        is_seen,
        seen_after: None,
        judgement,
        dead_links,
        unanswered,
    };
    let may_be_seen = reading
        .message
        .opened
        .mailboxes
        .named(&at.message.mailbox)
        .is_none_or(|it| it.may(Rights::may_be_seen));
    if at.inside.is_none() && !is_seen && may_be_seen {
        match (desk.preferences.mark_read, manner.marking) {
            (MarkRead::Never, _) | (_, Marking::Not) => {}
            (MarkRead::After(seconds), Marking::WithScripts) => reading.seen_after = Some(seconds),
            (MarkRead::AtOnce | MarkRead::After(_), _) => {
                reading.is_seen = mark_seen(&mut lease, &mut reading.message).await;
            }
        }
    }
    Ok(reading)
}

/// The document of a message's HTML, as [`Message::html`] makes it; `None` when it has none.
pub async fn html(
    desk: &Desk,
    at: &Place,
    wanted: Wanted,
    addresses: Addresses<impl Fn(&PartId) -> String>,
) -> Result<Option<Arc<Document>>, Error> {
    if let Some(document) = desk.documents.get(desk.account, at, wanted) {
        return Ok(Some(document));
    }
    let (mut lease, message) = lease_and_open(desk, at, Beside::Nothing).await?;
    let dead_links = has_dead_links(desk, &message, wanted);
    document(desk, &mut lease, &message, (wanted, dead_links), &addresses).await
}

/// The same of a message that is open: made, or as it was made before.
async fn document(
    desk: &Desk,
    lease: &mut Lease,
    message: &Message,
    (wanted, dead_links): (Wanted, bool),
    addresses: &Addresses<impl Fn(&PartId) -> String>,
) -> Result<Option<Arc<Document>>, Error> {
    let place = message.place();
    if let Some(document) = desk.documents.get(desk.account, &place, wanted) {
        return Ok(Some(document));
    }
    let (remote, count) = remote::through(desk, wanted.images, addresses.image);
    let made = message.html(lease, remote, dead_links, &addresses.part).await?;
    Ok(made.map(|safe| {
        let document = Document { safe, shown: count.load(Ordering::Relaxed) };
        desk.documents.put(desk.account, &place, wanted, document)
    }))
}

async fn lease_and_open(desk: &Desk, at: &Place, beside: Beside<'_>) -> Result<(Lease, Message), Error> {
    let mut lease = desk.lease(Some(&at.message.mailbox)).await?;
    let message = Message::open_at(&mut lease, at, beside).await?;
    Ok((lease, message))
}

/// A message's text, and what was found in it.
struct Shown {
    body: Body,
    cut: bool,
    armor: Option<Armor>,
    files: Vec<WrittenFile>,
}

/// Reads its text. Of the parts that could be shown by Content-ID, those that are not become
/// attachments.
async fn body(
    desk: &Desk,
    lease: &mut Lease,
    message: &mut Message,
    manner: Manner<'_>,
    decided: Decided,
    addresses: Addresses<impl Fn(&PartId) -> String>,
) -> Result<Shown, Error> {
    let Manner { fold_label, wanted, .. } = manner;
    let Decided { sender, images, dead_links } = decided;
    let faces = desk.preferences.showing.emoticons;
    if desk.preferences.showing.text && !message.choice.text.is_empty() {
        // What the HTML would have shown can be taken away.
        message.choice.settle(&HashSet::new());
    } else if message.choice.html.is_some() {
        let wanted = Wanted { images: images.are_shown(), ..wanted };
        // Only what there is to say of it is wanted here: the frame that shows it asks for it.
        if let Some(made) = document(desk, lease, message, (wanted, dead_links), &addresses).await? {
            let Document { safe, shown } = &*made;
            let embedded = shown::parts(&message.choice, safe.html.as_str(), addresses.part);
            message.choice.settle(&embedded);
            let mut words = message.words_beside(lease).await?;
            let (cut, files) = (safe.cut || words.cut, std::mem::take(&mut words.files));
            let beside = shown::to_html(words, fold_label, (dead_links, faces)).await?;
            let body = Body::Html {
                blocked: safe.blocked,
                shown: *shown,
                images,
                sender,
                has_colors: safe.has_colors,
                deceptive: safe.deceptive.clone(),
                beside,
            };
            return Ok(Shown { body, cut, armor: None, files });
        }
    }
    let mut words = message.words(lease).await?;
    let (cut, armor, files) = (words.cut, words.armor.take(), std::mem::take(&mut words.files));
    let html = shown::to_html(words, fold_label, (dead_links, faces)).await?;
    Ok(Shown { body: html.map_or(Body::Empty, Body::Text), cut, armor, files })
}

/// The addresses of those who are named in a header.
fn people(message: &Message) -> Vec<String> {
    let headers = &message.headers;
    let people = headers.from.iter().chain(&headers.reply_to).chain(&headers.to).chain(&headers.cc);
    people.map(|it| it.address.clone()).collect()
}

/// Whom of a message's people the person has cards of; nobody, when the database does not say.
async fn known(desk: &Desk, people: Vec<String>) -> Known {
    let known = contacts::known(&desk.store, desk.account, people.iter().map(String::as_str)).await;
    known.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "contacts could not be looked up");
        Known::default()
    })
}

/// Marks a message read, in the mailbox and in what was read before. A failure costs no page: the
/// message stays unread, and the answer is `false`.
async fn mark_seen(lease: &mut Lease, message: &mut Message) -> bool {
    let seen = FlagSet::from([Flag::Seen]);
    let number = message.opened.head.number;
    match lease.flag(&message.at.mailbox, &[number], &seen, &FlagSet::new()).await {
        Ok(()) => {
            count_as_read(message);
            true
        }
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "a message could not be marked read");
            false
        }
    }
}

fn count_as_read(message: &mut Message) {
    let uid = message.opened.head.number.uid;
    let rows = message.opened.page.iter_mut().flat_map(|it| &mut it.envelopes);
    for row in rows.filter(|it| it.uid == uid) {
        row.flags.insert(Flag::Seen);
    }
    let is_open = |it: &&mut Mailbox| it.name == message.at.mailbox;
    let open = message.opened.mailboxes.iter_mut().find(is_open);
    if let Some(status) = open.and_then(|it| it.status.as_mut()) {
        status.unseen = status.unseen.saturating_sub(1);
    }
}
