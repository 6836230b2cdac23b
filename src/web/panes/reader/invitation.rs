//! The invitation in the open message, as a card.

use mailcore::address::FoundAddress;
use mailcore::message::invitation::{Answer, Attendee, Event, Invitation, Method, Participation};
use mailcore::message::part::PartId;
use mailcore::message::place::Place;

use crate::i18n::{Locale, Text};
use crate::invitations::role::Role;
use crate::invitations::{Found, words};
use crate::web::session::Visitor;
use crate::web::urls;

/// So many people are named.
const MOST_NAMED: usize = 50;

/// An invitation, or what follows one.
#[derive(Debug)]
pub(in crate::web) struct InvitationCard {
    /// What the message is: `Invitation de Claire`.
    pub(in crate::web) kind: Text,
    /// What the event is called.
    pub(in crate::web) title: String,
    /// Sentences about it, the most serious first, each with the class of its notice and its icon.
    pub(in crate::web) notices: Vec<(&'static str, &'static str, Text)>,
    /// Keys of labels, and values.
    pub(in crate::web) facts: Vec<(&'static str, String)>,
    pub(in crate::web) people: Vec<Guest>,
    /// How many are invited.
    pub(in crate::web) invited: usize,
    /// How many of them are not named.
    pub(in crate::web) more_people: usize,
    /// Several lines; may be empty.
    pub(in crate::web) description: String,
    /// Other dates of the series, or other events.
    pub(in crate::web) others: Vec<String>,
    /// How many more there are.
    pub(in crate::web) more_others: usize,
    pub(in crate::web) form: Option<AnswerForm>,
}

/// Somebody who is invited.
#[derive(Debug)]
pub(in crate::web) struct Guest {
    pub(in crate::web) name: String,
    /// The key of what they answered.
    pub(in crate::web) status: &'static str,
}

/// The form of an answer.
#[derive(Debug)]
pub(in crate::web) struct AnswerForm {
    pub(in crate::web) url: String,
    /// The part of the message there that it is about; `None` for the whole.
    pub(in crate::web) inside: Option<String>,
    /// What was answered already.
    pub(in crate::web) answered: Option<Answer>,
    /// What was typed, where it was not sent.
    pub(in crate::web) comment: String,
    /// The person is not among those invited: what they are told before they answer.
    pub(in crate::web) stranger: Option<Text>,
}

impl AnswerForm {
    /// The buttons: what each sends, the key of its words, and whether it is the answer that was given.
    pub(in crate::web) fn buttons(&self) -> [(&'static str, &'static str, bool); 3] {
        [
            ("accepted", "invitation-accept", Answer::Accepted),
            ("tentative", "invitation-maybe", Answer::Tentative),
            ("declined", "invitation-decline", Answer::Declined),
        ]
        .map(|(value, key, answer)| (value, key, self.answered == Some(answer)))
    }
}

impl InvitationCard {
    /// The invitation in the message at `place`, which `from` sent; `comment` is what was typed and not sent.
    pub(in crate::web) fn new(
        visitor: &Visitor,
        place: &Place,
        from: &FoundAddress,
        found: &Found,
        comment: &str,
    ) -> Self {
        let (locale, now) = (visitor.locale, visitor.now);
        let invitation = &found.invitation;
        let event = &invitation.event;
        // What one of them says is not about the others.
        let is_of_one = matches!(invitation.method, Method::Reply | Method::Counter | Method::Refresh);
        let attendees = if is_of_one { &[] } else { event.attendees.as_slice() };
        let people = attendees.iter().take(MOST_NAMED).map(guest).collect::<Vec<_>>();
        let invited = attendees.len().saturating_add(event.more_attendees);
        Self {
            kind: kind(invitation, locale),
            title: words::title(locale, event),
            notices: notices(found, from, now),
            facts: facts(event, locale, now),
            more_people: invited.saturating_sub(people.len()),
            people,
            invited,
            description: event.description.clone(),
            others: invitation.others.iter().map(|it| other(it, locale, now)).collect(),
            more_others: invitation.more,
            form: form(place, found, comment),
        }
    }
}

fn kind(invitation: &Invitation, locale: Locale) -> Text {
    let key = match invitation.method {
        Method::Request => "invitation-from",
        Method::Publish => "invitation-published",
        Method::Add => "invitation-added",
        Method::Cancel => "invitation-called-off",
        Method::Refresh => "invitation-refresh",
        Method::Counter => "invitation-counter",
        Method::DeclineCounter => "invitation-counter-declined",
        Method::Reply => match invitation.event.attendees.first().map(|it| it.participation) {
            Some(Participation::Accepted) => "invitation-they-accepted",
            Some(Participation::Tentative) => "invitation-they-tentative",
            Some(Participation::Declined) => "invitation-they-declined",
            Some(Participation::Delegated) => "invitation-they-delegated",
            Some(Participation::NeedsAction) | None => "invitation-they-answered",
        },
    };
    let name = invitation.speaker().map(|it| it.label().to_owned()).filter(|it| !it.is_empty());
    let name = name.unwrap_or_else(|| locale.t("invitation-somebody").into_owned());
    Text::new(key).with("name", name)
}

fn notices(found: &Found, from: &FoundAddress, now: i64) -> Vec<(&'static str, &'static str, Text)> {
    let invitation = &found.invitation;
    let mut said = Vec::new();
    if let Some(text) = other_sender(invitation, from) {
        said.push(("warn", "circle-alert", text));
    }
    if invitation.is_cancelled() {
        said.push(("danger", "calendar-x", Text::new("invitation-cancelled")));
    } else if is_over(&invitation.event, now) {
        said.push(("", "info", Text::new("invitation-over")));
    }
    if invitation.method != Method::Request || invitation.is_cancelled() {
        return said;
    }
    match (&found.role, answered(found)) {
        (Role::Organizer, _) => said.push(("", "info", Text::new("invitation-yours"))),
        (_, Some(answer)) => said.push(("ok", "check", Text::new(you(answer)))),
        (Role::Nobody, None) => said.push(("", "info", Text::new("invitation-no-answer"))),
        _ if !invitation.wants_answer() => said.push(("", "info", Text::new("invitation-no-answer"))),
        _ => {}
    }
    said
}

/// The message comes from somebody else than the one whose word it brings.
fn other_sender(invitation: &Invitation, from: &FoundAddress) -> Option<Text> {
    let speaker = invitation.speaker().filter(|it| !it.address.is_empty())?;
    let same = speaker.address.to_lowercase() == from.address.to_lowercase()
        || (invitation.speaker() == invitation.event.organizer.as_ref()
            && invitation.event.is_organized_by(&from.address));
    let text = Text::new("invitation-other-sender").with("sender", from.address.as_str());
    (!same).then(|| text.with("name", speaker.address.as_str()))
}

fn is_over(event: &Event, now: i64) -> bool {
    let over = event.when.as_ref().is_some_and(|it| it.is_over(now));
    over && event.recurrence.as_ref().is_none_or(|it| it.is_over(now))
}

/// What the person answered: from here, or as the organizer knows.
fn answered(found: &Found) -> Option<Answer> {
    let Role::Attendee(invited) = &found.role else { return found.answered };
    let known = found.invitation.event.attendee(&invited.address.to_string()).map(|it| it.participation);
    found.answered.or_else(|| Answer::ALL.into_iter().find(|it| Some(it.participation()) == known))
}

fn you(answer: Answer) -> &'static str {
    match answer {
        Answer::Accepted => "invitation-you-accepted",
        Answer::Tentative => "invitation-you-tentative",
        Answer::Declined => "invitation-you-declined",
    }
}

fn facts(event: &Event, locale: Locale, now: i64) -> Vec<(&'static str, String)> {
    let when = event.when.as_ref();
    let facts = [
        ("invitation-when", when.map(|it| words::when(locale, it, now))),
        ("invitation-here", when.and_then(|it| words::when_here(locale, it, now))),
        ("invitation-repeats", event.recurrence.as_ref().map(|it| words::recurrence(locale, it, now))),
        ("invitation-where", Some(event.location.clone())),
        ("invitation-organizer", event.organizer.as_ref().map(FoundAddress::full)),
        ("invitation-comment-label", Some(event.comment.clone())),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| Some((key, value?)));
    facts.filter(|(_, value)| !value.is_empty()).collect()
}

fn guest(attendee: &Attendee) -> Guest {
    let status = match attendee.participation {
        Participation::Accepted => "invitation-status-accepted",
        Participation::Tentative => "invitation-status-tentative",
        Participation::Declined => "invitation-status-declined",
        Participation::Delegated => "invitation-status-delegated",
        Participation::NeedsAction => "invitation-status-none",
    };
    Guest { name: attendee.person.label().to_owned(), status }
}

fn other(event: &Event, locale: Locale, now: i64) -> String {
    let when = event.when.as_ref().map(|it| words::when(locale, it, now));
    [Some(words::title(locale, event)), when].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn form(place: &Place, found: &Found, comment: &str) -> Option<AnswerForm> {
    let stranger = match &found.role {
        Role::Attendee(_) => None,
        Role::Stranger(own) => {
            Some(Text::new("invitation-stranger").with("address", own.address.to_string()))
        }
        Role::Organizer | Role::Nobody => return None,
    };
    found.invitation.wants_answer().then(|| AnswerForm {
        url: urls::message_step(&place.message, "invitation"),
        inside: place.inside.as_ref().map(PartId::to_string),
        answered: answered(found),
        comment: comment.to_owned(),
        stranger,
    })
}
