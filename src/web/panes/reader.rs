//! An open message: who, to whom, when, its text, what comes with it.

use mailcore::envelope::EnvelopePage;
use mailcore::flag::Flag;
use mailcore::mailbox::MessageRef;
use mailcore::message::sanitize::SafeHtml;
use mailcore::uid::MessageNumber;

use crate::reading::{Body, Reading};
use crate::web::session::Visitor;
use crate::web::urls;

mod actions;
mod attachments;
mod cards;
pub(in crate::web) mod images;
mod inside;
pub(in crate::web) mod invitation;
mod notices;
mod people;
mod protection;
mod report;
pub(in crate::web) mod unsubscribe;

use actions::Actions;
use attachments::Attachments;
use cards::CardsBox;
use inside::Inside;
use invitation::InvitationCard;
use notices::Notices;
use people::People;
use protection::ProtectionNotice;
use report::ReportCard;
use unsubscribe::UnsubscribeWay;

/// The open message.
#[derive(Debug)]
pub(in crate::web) struct Reader {
    /// `{UIDVALIDITY}-{UID}`.
    pub(in crate::web) number: String,
    /// May be empty.
    pub(in crate::web) subject: String,
    pub(in crate::web) flagged: bool,
    pub(in crate::web) actions: Actions,
    pub(in crate::web) people: People,
    pub(in crate::web) notices: Notices,
    pub(in crate::web) invitation: Option<InvitationCard>,
    pub(in crate::web) cards: Option<CardsBox>,
    pub(in crate::web) attachments: Attachments,
    pub(in crate::web) unsubscribe: Option<UnsubscribeWay>,
    pub(in crate::web) body: ReaderBody,
    pub(in crate::web) report: Option<ReportCard>,
    pub(in crate::web) protection: Option<ProtectionNotice>,
    /// Of a message inside of another one.
    pub(in crate::web) inside: Option<Inside>,
    pub(in crate::web) newer_url: Option<String>,
    pub(in crate::web) older_url: Option<String>,
    pub(in crate::web) back_url: String,
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
        /// Text that stands beside it in the message.
        beside: Option<SafeHtml>,
    },
    /// There is none.
    Empty,
}

impl Reader {
    /// What is shown of a message that was opened from page `page` of its mailbox.
    pub(in crate::web) fn new(visitor: &Visitor, reading: &Reading, page: u32) -> Self {
        let message = &reading.message;
        let (at, opened) = (&message.at, &message.opened);
        let inside = Inside::new(reading, page);
        let beside = opened.page.as_ref().filter(|_| inside.is_none());
        let (newer, older) = neighbours(beside, at.number);
        let neighbour = |number: Option<MessageNumber>| {
            let at = MessageRef { mailbox: at.mailbox.clone(), number: number? };
            Some(urls::message_on_page(&at, page))
        };
        Self {
            number: at.number.to_string(),
            subject: message.headers.subject.clone(),
            flagged: opened.head.flags.contains(&Flag::Flagged),
            actions: Actions::new(reading),
            people: People::new(visitor, reading),
            notices: Notices::new(reading, page),
            unsubscribe: UnsubscribeWay::new(reading, page),
            invitation: invitation_card(visitor, reading),
            cards: CardsBox::new(reading),
            attachments: Attachments::new(visitor, reading, page),
            body: match &reading.body {
                Body::Text(html) => ReaderBody::Text(html.clone()),
                Body::Html { beside, images, .. } => ReaderBody::Html {
                    url: urls::body(&message.place(), images.are_shown()),
                    beside: beside.clone(),
                },
                Body::Empty => ReaderBody::Empty,
            },
            newer_url: neighbour(newer),
            older_url: neighbour(older),
            back_url: urls::mailbox_page(&at.mailbox, page),
            report: ReportCard::new(visitor, reading, page),
            protection: ProtectionNotice::new(reading),
            inside,
        }
    }
}

fn invitation_card(visitor: &Visitor, reading: &Reading) -> Option<InvitationCard> {
    let found = reading.invitation.as_ref()?;
    Some(InvitationCard::new(visitor, &reading.message.place(), &reading.from(), found, ""))
}

/// The messages before and after one on its page of the list.
fn neighbours(
    page: Option<&EnvelopePage>,
    number: MessageNumber,
) -> (Option<MessageNumber>, Option<MessageNumber>) {
    let Some(page) = page.filter(|it| it.uid_validity == number.uid_validity) else { return (None, None) };
    let mut uids = page.envelopes.iter().map(|it| it.uid);
    let Some(at) = uids.clone().position(|it| it == number.uid) else { return (None, None) };
    let number = |uid| MessageNumber { uid_validity: page.uid_validity, uid };
    let newer = at.checked_sub(1).and_then(|it| uids.clone().nth(it));
    (newer.map(number), uids.nth(at + 1).map(number))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mailcore::envelope::Envelope;
    use mailcore::flag::FlagSet;
    use mailcore::uid::{Uid, UidValidity};

    use super::*;

    fn page(uids: &[u32]) -> EnvelopePage {
        let envelope = |uid: &u32| Envelope {
            uid: Uid::new(*uid).unwrap(),
            flags: FlagSet::new(),
            summary: Arc::default(),
        };
        EnvelopePage {
            uid_validity: UidValidity::new(7).unwrap(),
            envelopes: uids.iter().map(envelope).collect(),
            total: 3,
            page: 0,
        }
    }

    #[test]
    fn neighbours_are_those_on_the_same_page() {
        let number = |text: &str| text.parse::<MessageNumber>().unwrap();
        let check = |at: &str, newer: Option<&str>, older: Option<&str>| {
            let expected = (newer.map(number), older.map(number));
            assert_eq!(neighbours(Some(&page(&[9, 5, 2])), number(at)), expected, "{at}");
        };
        check("7-9", None, Some("7-5"));
        check("7-5", Some("7-9"), Some("7-2"));
        check("7-2", Some("7-5"), None);
        check("7-4", None, None);
        check("8-5", None, None);
        assert_eq!(neighbours(None, number("7-5")), (None, None));
    }
}
