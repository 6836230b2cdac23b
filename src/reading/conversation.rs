//! A conversation: a message with those that it answers and those that answer it, one's own among
//! them, from the mailbox that it is in, the inbox and the mailbox of what was sent. Nothing is copied,
//! and nothing is marked read.

use mailcore::address::FoundAddress;
use mailcore::envelope::Window;
use mailcore::flag::Flag;
use mailcore::imap;
use mailcore::imap::pool::{Beside, Lease};
use mailcore::mailbox::{MailboxName, Mailboxes, MessageRef, SpecialUse};
use mailcore::message::parse::Headers;
use mailcore::message::part::PartId;
use mailcore::order::{BY_ARRIVAL, ListView};
use mailcore::search::{Field, FieldName, Search};
use mailcore::uid::MessageNumber;

use super::decided::Decided;
use super::{Addresses, Body, Manner, Marking, body};
use crate::desk::{self, Desk};
use crate::documents::Wanted;
use crate::fetch::{Error, Message};

/// The most messages of a conversation that are shown, the newest of each mailbox.
const MOST_MESSAGES: u32 = 50;

/// The most messages that are named by one search; a header may name thousands.
const MOST_NAMES: usize = 20;

/// A conversation.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The subject of the message that was asked for.
    pub subject: String,
    /// Its messages, the oldest first.
    pub turns: Vec<Turn>,
    /// All mailboxes.
    pub mailboxes: Mailboxes,
}

/// A message of a conversation.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Where it is.
    pub at: MessageRef,
    /// Who wrote it, as the header says.
    pub from: FoundAddress,
    /// Whom it was written to.
    pub to: Vec<FoundAddress>,
    /// When it came, in seconds since 1970-01-01 UTC.
    pub received_at: i64,
    /// Whether it was read.
    pub is_seen: bool,
    /// Whether something is attached to it.
    pub has_attachment: bool,
    /// Its text.
    pub body: Body,
}

/// The conversation that a message is part of. `part_url` is the address of a part that the HTML of a
/// message shows, `image_url` that of an image of another server.
pub async fn conversation(
    desk: &Desk,
    at: &MessageRef,
    fold_label: &str,
    part_url: impl Fn(&MessageRef, &PartId) -> String,
    image_url: fn(&str, &str) -> String,
) -> Result<Conversation, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let message = Message::open(&mut lease, at, Beside::Folders(&BY_ARRIVAL)).await?;
    let mut turns = Vec::new();
    for at in found(&mut lease, &message).await? {
        let mut message = match Message::open(&mut lease, &at, Beside::Nothing).await {
            Ok(message) => message,
            Err(Error::Mail(imap::Error::Gone)) => continue,
            Err(error) => return Err(error),
        };
        let part = |id: &PartId| part_url(&at, id);
        let manner =
            Manner { beside: Beside::Nothing, fold_label, wanted: Wanted::default(), marking: Marking::Not };
        let decided = Decided::of(desk, &message, manner.wanted).await;
        let addresses = Addresses { part, image: image_url };
        let body = body(desk, &mut lease, &mut message, manner, decided, addresses).await?.body;
        turns.push(Turn::new(message, body));
    }
    Ok(Conversation { subject: message.headers.subject, turns, mailboxes: message.opened.mailboxes })
}

impl Turn {
    fn new(message: Message, body: Body) -> Self {
        let head = message.opened.head;
        Self {
            at: message.at,
            from: message.headers.from.into_iter().next().unwrap_or_default(),
            to: message.headers.to,
            received_at: head.received_at,
            is_seen: head.flags.contains(&Flag::Seen),
            has_attachment: !message.choice.attachments.is_empty(),
            body,
        }
    }
}

/// Its messages, the oldest first: the one that was asked for is always among them.
async fn found(lease: &mut Lease, message: &Message) -> Result<Vec<MessageRef>, imap::Error> {
    let view = ListView { search: related(&message.headers), ..ListView::default() };
    let window = Window { page: 0, size: MOST_MESSAGES };
    let mut found: Vec<(i64, MessageRef)> = vec![(message.opened.head.received_at, message.at.clone())];
    for mailbox in places(message) {
        let page = match lease.find_in(&mailbox, &view, window).await {
            Ok(page) => page,
            // A mailbox that went meanwhile has no part in it.
            Err(imap::Error::Gone) => continue,
            Err(error) => return Err(error),
        };
        let here = page.envelopes.iter().map(|it| {
            let number = MessageNumber { uid_validity: page.uid_validity, uid: it.uid };
            (it.received_at, MessageRef { mailbox: mailbox.clone(), number })
        });
        found.extend(here.filter(|(_, at)| *at != message.at));
    }
    found.sort_by_key(|(received_at, _)| *received_at);
    Ok(found.into_iter().map(|(_, at)| at).collect())
}

/// Where a conversation is looked for.
fn places(message: &Message) -> Vec<MailboxName> {
    let sent = desk::mailbox_for(SpecialUse::Sent, &message.opened.mailboxes);
    let mut places = vec![message.at.mailbox.clone()];
    for place in sent.into_iter().chain([MailboxName::inbox()]) {
        if !places.contains(&place) && message.opened.mailboxes.iter().any(|it| it.name == place) {
            places.push(place);
        }
    }
    places
}

/// Those that a message names, those that name it or what all of them began with, and itself.
fn related(headers: &Headers) -> Search {
    let named = |name: &str, id: &str| {
        let field = FieldName::parse(name).map(Field::Named)?;
        Some(Search::Field(field, format!("<{id}>")))
    };
    let own = headers.message_id.iter();
    let before = headers.references.iter().chain(&headers.in_reply_to);
    let root = before.clone().next();
    let ids: Vec<&String> = own.clone().chain(before.rev()).take(MOST_NAMES).collect();
    let mut ways: Vec<Search> = ids.iter().filter_map(|id| named("Message-ID", id)).collect();
    for id in root.into_iter().chain(own) {
        ways.extend(["References", "In-Reply-To"].iter().filter_map(|field| named(field, id)));
    }
    Search::Or(ways)
}

#[cfg(test)]
mod tests {
    use mailcore::message::parse;

    use super::*;

    fn ids(header: &str) -> Vec<(String, String)> {
        let Search::Or(ways) = related(&parse::headers(header.as_bytes())) else { panic!("ways") };
        let pair = |it: Search| match it {
            Search::Field(Field::Named(name), id) => (name.as_str().to_owned(), id),
            other => panic!("{other:?}"),
        };
        ways.into_iter().map(pair).collect()
    }

    #[test]
    fn a_conversation_is_what_is_named_and_what_names_it() {
        let pair = |name: &str, id: &str| (name.to_owned(), id.to_owned());
        let found = ids("Message-ID: <c@x>\r\nReferences: <a@x> <b@x>\r\nIn-Reply-To: <b@x>\r\n\r\n");
        assert!(found.contains(&pair("Message-ID", "<a@x>")) && found.contains(&pair("Message-ID", "<c@x>")));
        assert!(
            found.contains(&pair("References", "<a@x>")) && found.contains(&pair("In-Reply-To", "<c@x>"))
        );
        assert_eq!(ids("Subject: x\r\n\r\n"), []);
        let many: String = (0..5_000).map(|it| format!("<{it}@x> ")).collect();
        assert!(ids(&format!("References: {many}\r\n\r\n")).len() <= MOST_NAMES + 4);
    }
}
