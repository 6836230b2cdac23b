//! Who the owner of a mailbox is in an event, and from whom they answer.

use mailcore::address::{Address, NamedAddress};
use mailcore::message::invitation::Event;
use mailcore::message::parse::Headers;

use crate::desk::Desk;
use crate::identities::{self, matching};

/// Who a person is in an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The one who invites.
    Organizer,
    /// One who is invited, as the invitation names them.
    Attendee(NamedAddress),
    /// Neither; they could answer under their own address.
    Stranger(NamedAddress),
    /// Somebody whose login is no address, and who can therefore answer nothing.
    Nobody,
}

/// The addresses that are the person's own: first the one that a message was written to.
pub(super) async fn own_addresses(desk: &Desk, headers: &Headers) -> Vec<NamedAddress> {
    let all = identities::of(desk).await.unwrap_or_else(|error| {
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "an invitation is looked at without identities"
        );
        Vec::new()
    });
    let matched = matching::of_answer(&all, headers).map(|it| it.from.clone());
    let login = desk.address().map(|address| NamedAddress { name: None, address });
    matched.into_iter().chain(all.iter().map(|it| it.from.clone())).chain(login).collect()
}

/// From which of their addresses a person answers: the one that is invited, else the first.
pub(super) fn writer<'a>(own: &'a [NamedAddress], role: &Role) -> Option<&'a NamedAddress> {
    let is_invited = |it: &&NamedAddress| match role {
        Role::Attendee(invited) => is_same(&invited.address, &it.address),
        Role::Organizer | Role::Stranger(_) | Role::Nobody => false,
    };
    own.iter().find(is_invited).or(own.first())
}

fn is_same(one: &Address, other: &Address) -> bool {
    one.domain() == other.domain() && one.local().eq_ignore_ascii_case(other.local())
}

/// Who the owner of a mailbox is in an event. They are invited under an address of their own, under one that
/// the server delivered the message to, or, where the message went to one address alone, under that.
pub(super) fn of(own: &[NamedAddress], headers: &Headers, event: &Event) -> Role {
    let Some(first) = own.first() else { return Role::Nobody };
    let own: Vec<String> = own.iter().map(|it| it.address.to_string()).collect();
    let mut recipients = headers.to.iter().chain(&headers.cc).map(|it| it.address.as_str());
    let alone = recipients.next().filter(|_| recipients.next().is_none());
    let mut candidates = own.iter().map(String::as_str).chain(matching::delivered_to(headers)).chain(alone);
    if own.iter().any(|it| event.is_organized_by(it)) {
        return Role::Organizer;
    }
    match candidates.find_map(|it| event.attendee(it)).and_then(|it| it.person.to_named()) {
        Some(invited) => Role::Attendee(invited),
        None => Role::Stranger(first.clone()),
    }
}

#[cfg(test)]
mod tests {
    use mailcore::address::FoundAddress;
    use mailcore::message::invitation::Attendee;
    use mailcore::message::parse;

    use super::*;

    fn event(attendees: &[&str]) -> Event {
        let person = |it: &str| FoundAddress { name: String::new(), address: it.to_owned() };
        let attendee = |it: &&str| Attendee { person: person(it), ..Attendee::default() };
        Event {
            organizer: Some(person("claire@b.example")),
            attendees: attendees.iter().map(attendee).collect(),
            ..Event::default()
        }
    }

    fn own(addresses: &str) -> Vec<NamedAddress> {
        mailcore::address::read_list(addresses).into_iter().map(Result::unwrap).collect()
    }

    #[track_caller]
    fn check(header: &str, attendees: &[&str], expected: &str) {
        let found = match of(&own("pierre@a.example"), &parse::headers(header.as_bytes()), &event(attendees))
        {
            Role::Organizer => "organizer".to_owned(),
            Role::Attendee(it) => it.address.to_string(),
            Role::Stranger(it) => format!("not {}", it.address),
            Role::Nobody => "nobody".to_owned(),
        };
        assert_eq!(found, expected, "{header:?} {attendees:?}");
    }

    #[test]
    fn one_is_invited_under_an_address_of_ones_own() {
        check("To: pierre@a.example\n", &["x@b.example", "Pierre@A.example"], "Pierre@a.example");
        check(
            "To: office@a.example\nDelivered-To: <office@a.example>\n",
            &["office@a.example"],
            "office@a.example",
        );
        check("To: office@a.example\n", &["x@b.example", "office@a.example"], "office@a.example");
        check(
            "To: x@b.example, office@a.example\n",
            &["x@b.example", "office@a.example"],
            "not pierre@a.example",
        );
        check("To: office@a.example\nCc: x@b.example\n", &["x@b.example"], "not pierre@a.example");
        check("", &[], "not pierre@a.example");
        let role_of = |own: &[NamedAddress]| of(own, &Headers::default(), &event(&[]));
        assert_eq!(role_of(&[]), Role::Nobody);
        assert_eq!(role_of(&own("Claire@b.example")), Role::Organizer);
        assert_eq!(role_of(&own("pierre@a.example, claire@b.example")), Role::Organizer);
    }

    #[test]
    fn one_answers_as_the_one_who_is_invited() {
        let own = own("pierre@a.example, Bureau <bureau@a.example>");
        let event = event(&["Bureau@a.example"]);
        let role = of(&own, &Headers::default(), &event);
        assert_eq!(writer(&own, &role), own.get(1));
        assert_eq!(writer(&own, &Role::Stranger(own[0].clone())), own.first());
        assert_eq!(writer(&[], &Role::Nobody), None);
    }
}
