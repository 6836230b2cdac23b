//! An open message: who, to whom, when, its text, what comes with it.

use mailcore::flag::Flag;
use mailcore::imap::neighbours::{Neighbour, Neighbours};
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::message::sanitize::SafeHtml;

use super::marks::Marks;
use crate::documents::Wanted;
use crate::reading::{Body, Reading};
use crate::web::session::Visitor;
use crate::web::urls;
use crate::web::view::View;

pub(in crate::web) mod actions;
mod attachments;
mod cards;
mod colors;
pub(in crate::web) mod images;
mod inside;
pub(in crate::web) mod invitation;
mod notices;
mod people;
mod protection;
pub(in crate::web) mod receipt;
mod report;
pub(in crate::web) mod unsubscribe;
mod warnings;

use actions::{Actions, Judging};
use attachments::Attachments;
use cards::CardsBox;
use colors::Colors;
use inside::Inside;
use invitation::InvitationCard;
use notices::Notices;
use people::People;
use protection::ProtectionNotice;
use receipt::ReceiptNotice;
use report::ReportCard;
use unsubscribe::UnsubscribeWay;
use warnings::Warning;

/// The open message.
#[derive(Debug)]
pub(in crate::web) struct Reader {
    /// `{UIDVALIDITY}-{UID}`.
    pub(in crate::web) number: String,
    /// May be empty.
    pub(in crate::web) subject: String,
    /// Marked read by now.
    pub(in crate::web) seen: bool,
    /// It becomes read when it was shown for so many seconds.
    pub(in crate::web) seen_after: Option<u8>,
    pub(in crate::web) marks: Marks,
    pub(in crate::web) actions: Actions,
    pub(in crate::web) people: People,
    pub(in crate::web) notices: Notices,
    pub(in crate::web) invitation: Option<InvitationCard>,
    pub(in crate::web) cards: Option<CardsBox>,
    pub(in crate::web) warnings: Vec<Warning>,
    /// Where its links are live; `None` where they are, or there is no reason to end them.
    pub(in crate::web) links_url: Option<String>,
    /// What is shown this once, which every way to show more keeps.
    pub(in crate::web) wanted: Wanted,
    /// The view of the list that it was opened from.
    pub(in crate::web) view: String,
    pub(in crate::web) receipt: Option<ReceiptNotice>,
    pub(in crate::web) attachments: Attachments,
    pub(in crate::web) unsubscribe: Option<UnsubscribeWay>,
    pub(in crate::web) body: ReaderBody,
    pub(in crate::web) report: Option<ReportCard>,
    pub(in crate::web) protection: Option<ProtectionNotice>,
    /// Of a message inside of another one.
    pub(in crate::web) inside: Option<Inside>,
    pub(in crate::web) newer: Option<Way>,
    pub(in crate::web) older: Option<Way>,
    pub(in crate::web) back_url: String,
    /// What it answers and what answers it, where it says that there is something.
    pub(in crate::web) conversation_url: Option<String>,
}

/// The way to a message beside the open one.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::web) struct Way {
    pub(in crate::web) url: String,
    /// It is on another page of the list, which must follow.
    pub(in crate::web) turns_page: bool,
}

/// The text of the open message.
#[derive(Debug)]
pub(in crate::web) enum ReaderBody {
    /// Plain text as HTML.
    Text(SafeHtml),
    /// A document of its own.
    Html {
        /// Its address.
        url: String,
        /// Of a message with colors of its own: what it may do in the dark theme.
        colors: Option<Colors>,
        /// Text that stands beside it in the message.
        beside: Option<SafeHtml>,
    },
    /// There is none.
    Empty,
}

impl Reader {
    /// Whether something stands above the message.
    pub(in crate::web) fn says_something(&self) -> bool {
        let is_in_spam = self.actions.judging.is_some_and(Judging::is_in_spam);
        !self.notices.is_empty() || !self.warnings.is_empty() || self.receipt.is_some() || is_in_spam
    }

    /// What is shown of a message that was opened from a view of its mailbox, whose pages have so many
    /// rows, with what is `wanted` of it this once.
    pub(in crate::web) fn new(
        visitor: &Visitor,
        reading: &Reading,
        (view, size): (&View, u32),
        wanted: Wanted,
    ) -> Self {
        let message = &reading.message;
        let (at, opened) = (&message.at, &message.opened);
        let inside = Inside::new(reading, view);
        let beside = if inside.is_none() { opened.neighbours } else { Neighbours::default() };
        let way = |neighbour: Option<Neighbour>| Some(Way::new(&at.mailbox, neighbour?, view, size));
        Self {
            number: at.number.to_string(),
            subject: message.headers.subject.clone(),
            seen: reading.is_seen,
            seen_after: reading.seen_after,
            marks: Marks::new(visitor, &opened.head.flags, reading.is_seen),
            actions: Actions::new(reading, view, &visitor.preferences),
            people: People::new(visitor, reading),
            notices: Notices::new(reading),
            unsubscribe: UnsubscribeWay::new(reading, view),
            invitation: invitation_card(visitor, reading),
            cards: CardsBox::new(reading),
            attachments: Attachments::new(visitor, reading, view),
            warnings: warnings::of(reading),
            links_url: reading.dead_links.then(|| urls::place(&message.place())),
            wanted,
            view: view.query(),
            receipt: ReceiptNotice::asked(reading, false),
            body: match &reading.body {
                Body::Text(html) => ReaderBody::Text(html.clone()),
                Body::Html { beside, images, has_colors, .. } => {
                    let wanted = Wanted { images: images.are_shown(), ..wanted };
                    let url = urls::body(&message.place(), wanted);
                    let colors = has_colors.then(|| Colors::new(&url));
                    ReaderBody::Html { url, colors, beside: beside.clone() }
                }
                Body::Empty => ReaderBody::Empty,
            },
            newer: way(beside.newer),
            older: way(beside.older),
            back_url: urls::list(&at.mailbox, view),
            conversation_url: is_in_conversation(reading)
                .then(|| urls::message_step_in(at, "conversation", view)),
            report: ReportCard::new(visitor, reading, view),
            protection: ProtectionNotice::new(reading),
            inside,
        }
    }
}

/// Whether a message says that it answers another one, or was answered itself.
fn is_in_conversation(reading: &Reading) -> bool {
    let (headers, flags) = (&reading.message.headers, &reading.message.opened.head.flags);
    let answers = !headers.references.is_empty() || !headers.in_reply_to.is_empty();
    reading.message.inside.is_none() && (answers || flags.contains(&Flag::Answered))
}

fn invitation_card(visitor: &Visitor, reading: &Reading) -> Option<InvitationCard> {
    let found = reading.invitation.as_ref()?;
    Some(InvitationCard::new(visitor, &reading.message.place(), &reading.from(), found, ""))
}

impl Way {
    fn new(mailbox: &MailboxName, neighbour: Neighbour, view: &View, size: u32) -> Self {
        let at = MessageRef { mailbox: mailbox.clone(), number: neighbour.number };
        let page = neighbour.place / size.max(1);
        Self { url: urls::message_in(&at, &view.at(page)), turns_page: page != view.page }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighbour_on_another_page_turns_the_page() {
        let check = |place: u32, page: u32, url: &str, turns_page: bool| {
            let neighbour = Neighbour { number: "7-5".parse().unwrap(), place };
            let expected = Way { url: url.to_owned(), turns_page };
            assert_eq!(
                Way::new(&MailboxName::inbox(), neighbour, &View::default().at(page), 50),
                expected,
                "{place} {page}"
            );
        };
        check(0, 0, "/mail/INBOX/7-5", false);
        check(49, 0, "/mail/INBOX/7-5", false);
        check(50, 0, "/mail/INBOX/7-5?page=1", true);
        check(49, 1, "/mail/INBOX/7-5", true);
    }
}
