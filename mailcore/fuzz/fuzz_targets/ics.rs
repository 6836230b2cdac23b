//! Any text as an invitation, and the answer to it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mailcore::address::{FoundAddress, NamedAddress};
use mailcore::message::invitation::{self, Answer, Event, MOST_ATTENDEES, MOST_EVENTS, Reply};
use mailcore_fuzz::{is_clean, is_one_line};

/// 2026-11-26 12:00 UTC.
const NOW: i64 = 1_795_694_400;

fuzz_target!(|text: &str| {
    let Some(found) = invitation::read(text) else { return };
    assert!(found.others.len() < MOST_EVENTS);
    found.others.iter().chain([&found.event]).for_each(is_shown);
    let (attendee, comment) =
        (NamedAddress { name: None, address: "a@b.test".parse().expect("an address") }, "x\ny");
    let reply = Reply { attendee: &attendee, answer: Answer::Tentative, comment, now: NOW };
    let Some(answer) = invitation::write_reply(text, &reply) else { return };
    let again = invitation::read(&answer).expect("an answer that can be read");
    assert_eq!(again.event.attendees.len(), 1, "{answer:?}");
    assert_eq!(again.event.uid.trim(), found.event.uid.trim(), "{answer:?}");
});

fn is_shown(event: &Event) {
    assert!(event.attendees.len() <= MOST_ATTENDEES);
    // A UID is compared and sent back as it is, and never shown.
    let lines = [&event.summary, &event.location, &event.organizer_sent_by];
    lines.into_iter().for_each(|it| is_one_line(it));
    [&event.description, &event.comment].into_iter().for_each(|it| is_clean(it));
    event.attendees.iter().map(|it| &it.person).chain(&event.organizer).for_each(is_somebody);
    let _ = event.when.as_ref().map(|it| it.is_over(NOW));
    let _ = event.recurrence.as_ref().map(|it| format!("{it:?}"));
}

fn is_somebody(person: &FoundAddress) {
    is_one_line(&person.name);
    is_one_line(&person.address);
}
