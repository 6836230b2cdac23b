//! Invitations in messages: found, told in words, answered in the person's name.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::time::Duration;

use mailcore::address::NamedAddress;
use mailcore::imap::pool::{Beside, Lease};
use mailcore::message::invitation::{self, Answer, Invitation, Reply};
use mailcore::message::outgoing::{CannotWrite, OutgoingMessage, new_message_id};
use mailcore::message::part::{Part, PartId};
use mailcore::message::place::Place;
use mailcore::message::reply;
use mailcore::smtp::SubmissionEnvelope;

use crate::desk::Desk;
use crate::fetch::{self, Message};
use crate::i18n::Locale;
use crate::outbox::copy_to::CopyTo;
use crate::outbox::origin::{Origin, Taken, write_place};
use crate::outbox::parcel::Parcel;
use crate::outbox::{self, Order, Outcome};

pub mod role;
pub mod words;

use role::Role;

/// The most calendars of one message that are looked at.
const MOST_PARTS: usize = 4;

/// The most octets of one of them, as written: what [`invitation::MOST_OCTETS`] become in base64.
const MOST_OCTETS: u64 = (invitation::MOST_OCTETS as u64) / 2 * 3;

/// The longest comment that is sent, in characters.
const MOST_COMMENT: usize = 2_000;

/// An invitation, or what follows one, in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub invitation: Invitation,
    /// Who the person is in it.
    pub role: Role,
    /// What the person answered from here.
    pub answered: Option<Answer>,
    /// From whom an answer is; `None` where there is no address.
    writer: Option<NamedAddress>,
    text: String,
}

/// What a person answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering {
    /// Whether they come.
    pub answer: Answer,
    /// What they say, lines ended by `\n`; may be empty. Its end is left out where it is too long.
    pub comment: String,
}

/// Why an answer was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The message has no invitation that can be answered by this person.
    #[error("there is nothing to answer")]
    NothingToAnswer,
    /// The mail server.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The outbox.
    #[error(transparent)]
    Outbox(#[from] outbox::Error),
    /// The answer has no octets.
    #[error(transparent)]
    Write(#[from] CannotWrite),
}

/// The first invitation of a message, if it has one. Of parts that say the same, one stays among the
/// attachments.
pub async fn find(
    desk: &Desk,
    lease: &mut Lease,
    message: &mut Message,
) -> Result<Option<Found>, fetch::Error> {
    let calendars = calendars(lease, message).await?;
    let Some(first) = calendars.first() else { return Ok(None) };
    let repeated = repeated(&calendars, first);
    message.choice.attachments.retain(|it| it.id.as_ref().is_none_or(|id| !repeated.contains(id)));
    let flags = &message.opened.head.flags;
    let own = role::own_addresses(desk, &message.headers).await;
    let role = role::of(&own, &message.headers, &first.invitation.event);
    Ok(Some(Found {
        writer: role::writer(&own, &role).cloned(),
        role,
        answered: Answer::ALL.into_iter().find(|it| flags.contains(&it.flag())),
        invitation: first.invitation.clone(),
        text: first.text.clone(),
    }))
}

/// The calendars of a message in order, those that cannot be read left out.
async fn calendars(lease: &mut Lease, message: &Message) -> Result<Vec<Calendar>, fetch::Error> {
    let texts = message.attached_texts(lease, is_calendar, MOST_PARTS, MOST_OCTETS).await?;
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let read = move || {
        let read = |(part, text): (Part, String)| {
            Some(Calendar { part, invitation: invitation::read(&text)?, text })
        };
        texts.into_iter().filter_map(read).collect()
    };
    // On a thread of its own, however small it is: the rules of an odd time zone may take a while.
    fetch::off_thread(usize::MAX, read).await
}

/// A part that holds a calendar with an event.
struct Calendar {
    part: Part,
    invitation: Invitation,
    text: String,
}

/// Of the parts that say the same, all but the one that is made to be saved: it has a name.
fn repeated(calendars: &[Calendar], first: &Calendar) -> BTreeSet<PartId> {
    let same: Vec<&Part> =
        calendars.iter().filter(|it| it.invitation.repeats(&first.invitation)).map(|it| &it.part).collect();
    let kept = same.iter().position(|it| it.file_name.is_some()).unwrap_or_default();
    let others = same.iter().enumerate().filter(|(at, _)| *at != kept);
    others.filter_map(|(_, it)| it.id.clone()).collect()
}

/// Whether a part may be a calendar: by its type, else by its name.
fn is_calendar(part: &Part) -> bool {
    let name = part.file_name.as_deref().unwrap_or_default().to_lowercase();
    match part.media_type.as_str() {
        "text/calendar" | "application/ics" => true,
        "application/octet-stream" | "text/plain" => name.ends_with(".ics"),
        _ => false,
    }
}

/// Answers the invitation of a message: to its organizer, in the words of `locale`, through the outbox; waits for
/// the outcome at most for `patience`. The same answer once more, while it is on its way or just went,
/// sends nothing and has the same outcome. `now` is in seconds since 1970-01-01 UTC.
pub async fn answer(
    desk: &Desk,
    place: &Place,
    answering: &Answering,
    locale: Locale,
    now: i64,
    patience: Duration,
) -> Result<Outcome, Error> {
    let inside = place.inside.as_ref().map(|it| format!("/{it}")).unwrap_or_default();
    let draft = format!("invitation {}{inside}", write_place(&place.message));
    let order = Order { draft, mark: answering.mark(), again: true };
    if let Some(outcome) = outbox::outcome_of(desk, &order, patience).await {
        return Ok(outcome);
    }
    let (message, found) = load(desk, place).await?.ok_or(Error::NothingToAnswer)?;
    let parcel = parcel(&message, &found, answering, locale, now)?;
    Ok(outbox::send(desk, &order, (parcel, None), now, patience).await?)
}

/// A message and the invitation in it; `None` when it has none.
pub async fn load(desk: &Desk, place: &Place) -> Result<Option<(Message, Found)>, fetch::Error> {
    let mut lease = desk.lease(Some(&place.message.mailbox)).await?;
    let mut message = Message::open_at(&mut lease, place, Beside::Nothing).await?;
    let found = find(desk, &mut lease, &mut message).await?;
    Ok(found.map(|it| (message, it)))
}

impl Answering {
    fn comment(&self) -> &str {
        let end = self.comment.char_indices().nth(MOST_COMMENT).map_or(self.comment.len(), |(at, _)| at);
        self.comment.get(..end).unwrap_or_default().trim()
    }

    /// Tells it from another answer.
    fn mark(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.answer.flag().to_string(), &self.comment).hash(&mut hasher);
        hasher.finish()
    }
}

fn parcel(
    message: &Message,
    found: &Found,
    answering: &Answering,
    locale: Locale,
    now: i64,
) -> Result<Parcel, Error> {
    let Answering { answer, .. } = *answering;
    let from = found.writer.clone().ok_or(Error::NothingToAnswer)?;
    let own = &from.address;
    let event = &found.invitation.event;
    let organizer = event.organizer.as_ref().and_then(|it| it.to_named());
    let organizer = organizer.filter(|_| found.invitation.wants_answer()).ok_or(Error::NothingToAnswer)?;
    let attendee = match &found.role {
        Role::Attendee(attendee) | Role::Stranger(attendee) => attendee,
        Role::Organizer | Role::Nobody => return Err(Error::NothingToAnswer),
    };
    let reply = Reply { attendee, answer, comment: answering.comment(), now };
    let calendar = invitation::write_reply(&found.text, &reply).ok_or(Error::NothingToAnswer)?;
    let beginning = reply::begin(reply::Answer::Reply, &message.headers, std::slice::from_ref(own));
    let letter = OutgoingMessage {
        to: vec![organizer],
        subject: words::subject(locale, answer, event),
        text: words::letter(locale, (answer, answering.comment()), attendee, event),
        message_id: new_message_id(own),
        sent_at: now,
        in_reply_to: beginning.in_reply_to,
        references: beginning.references,
        ..OutgoingMessage::new(from.clone())
    };
    Ok(Parcel {
        envelope: SubmissionEnvelope::new(Some(own.clone()), letter.recipients()),
        wire: letter.to_octets_with_answer(&calendar)?.into(),
        message_id: letter.message_id,
        own_copy: None,
        origin: Some(Origin {
            taken: Taken::Invitation(answer),
            message: message.at.clone(),
            message_id: message.headers.message_id.clone(),
        }),
        copy_to: CopyTo::Sent,
        replaces: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(id: u32, media_type: &str, name: Option<&str>) -> Part {
        Part {
            id: PartId::new(vec![id]),
            media_type: media_type.to_owned(),
            file_name: name.map(str::to_owned),
            ..Part::default()
        }
    }

    #[test]
    fn of_two_forms_the_one_with_a_name_is_kept() {
        let text = include_str!("../tests/data/invitations/google.ics");
        let calendar = |part: Part, text: &str| Calendar {
            part,
            invitation: invitation::read(text).unwrap(),
            text: text.to_owned(),
        };
        let other = text.replace("UID:0a", "UID:ff");
        let calendars = [
            calendar(part(1, "text/calendar", None), text),
            calendar(part(2, "application/ics", Some("invite.ics")), text),
            calendar(part(3, "text/calendar", Some("autre.ics")), &other),
        ];
        let expected = BTreeSet::from([PartId::new(vec![1]).unwrap()]);
        assert_eq!(repeated(&calendars, &calendars[0]), expected);
        assert!(repeated(&calendars[..1], &calendars[0]).is_empty());
    }

    #[test]
    fn a_calendar_is_told_by_its_type_or_its_name() {
        for (media_type, name, expected) in [
            ("text/calendar", None, true),
            ("application/ics", Some("a"), true),
            ("application/octet-stream", Some("A.ICS"), true),
            ("application/pdf", Some("a.ics"), false),
            ("text/html", Some("a.ics"), false),
        ] {
            assert_eq!(is_calendar(&part(1, media_type, name)), expected, "{media_type} {name:?}");
        }
    }
}
