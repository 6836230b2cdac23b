//! A large mailbox is plausible, and always the same.

use std::collections::HashSet;

use super::*;
use crate::message::parse;

/// Thu, 26 Nov 2026 10:39:00 UTC.
const NEWEST: i64 = 1_795_689_540;

fn bulk(count: u32) -> Vec<Message> {
    Bulk::new("demo@demo.fr.fto", count, NEWEST).collect()
}

#[test]
fn the_same_arguments_give_the_same_octets() {
    let (one, other) = (bulk(300), bulk(300));
    let same = |(a, b): (&Message, &Message)| {
        (&a.octets, a.received_at, &a.flags) == (&b.octets, b.received_at, &b.flags)
    };
    assert!(one.iter().zip(&other).all(same));
    let another = Bulk::new("claire@demo.fr.fto", 1, NEWEST).next();
    assert_ne!(another.map(|it| it.octets), one.into_iter().next().map(|it| it.octets));
}

#[test]
fn there_are_as_many_as_asked_for_and_the_newest_is_the_last() {
    for count in [0, 1, 2, 999] {
        let all = bulk(count);
        assert_eq!(all.len(), count as usize);
        assert!(all.is_sorted_by_key(|it| it.received_at));
        assert!(all.last().is_none_or(|it| it.received_at == NEWEST));
    }
    let huge = Bulk::new("a@b.test", u32::MAX, NEWEST);
    assert_eq!(huge.size_hint().0, u32::MAX as usize);
    assert!(huge.take(2).all(|it| it.received_at < NEWEST));
}

#[test]
fn their_average_size_is_two_to_three_kilobytes() {
    let all = bulk(2000);
    let average = all.iter().map(|it| it.octets.len()).sum::<usize>() / all.len();
    assert!((2048..=3072).contains(&average), "{average}");
}

#[test]
fn every_one_can_be_read() {
    let mut ids = HashSet::new();
    let (mut answers, mut folded) = (0, 0);
    for message in bulk(2000) {
        let text = String::from_utf8(message.octets).expect("ASCII");
        assert!(text.is_ascii() && text.ends_with("\r\n"));
        assert!(text.split("\r\n").all(|it| it.len() <= 998 && !it.contains(['\r', '\n'])));
        let headers = parse::headers(text.as_bytes());
        assert!(headers.sent_at == Some(message.received_at) && !headers.subject.is_empty());
        assert!(headers.from.len() == 1 && headers.to.len() == 1);
        assert!(headers.references.iter().chain(&headers.in_reply_to).all(|it| ids.contains(it)));
        answers += headers.in_reply_to.len();
        folded += usize::from(headers.references.len() > 3);
        assert!(ids.insert(headers.message_id.expect("a Message-ID")));
    }
    assert!(answers > 200 && folded > 5, "{answers} answers, {folded} of them deep");
}

#[test]
fn few_come_at_night() {
    let hour = |it: &Message| (it.received_at + 3600).rem_euclid(86_400) / 3600;
    let night = bulk(2000).iter().filter(|it| hour(it) < 6).count();
    assert!(night < 150, "{night}");
}
