//! Messages as a whole: what is said of which.

use super::*;
use crate::message::parse;

fn judged(header: &str, links: &[DeceptiveLink]) -> Judgement {
    let own = "pierre@octopus.test".parse().unwrap();
    judge(&parse::headers(header.as_bytes()), Some(&own), &["mx.example".to_owned()], links)
}

#[track_caller]
fn check(header: &str, expected: &[Weight]) {
    let weights: Vec<Weight> = judged(header, &[]).suspicions.iter().map(Suspicion::weight).collect();
    assert_eq!(weights, expected, "{header}");
}

fn link() -> DeceptiveLink {
    DeceptiveLink { shown_host: "banque.example".to_owned(), target_host: "evil.example".to_owned() }
}

#[test]
fn nothing_is_said_of_ordinary_mail() {
    for header in [
        "From: Claire <claire@example.org>\r\n",
        "From: =?utf-8?q?Ang=C3=A9lique?= <a@exemple.fr>\r\nReply-To: a@lettre.exemple.fr\r\n",
        "From: Amis <amis@listes.example>\r\nList-Id: <amis>\r\nReply-To: claire@example.org\r\n",
        "From: Collègue <claire@octopus.test>\r\n",
        "From: Booking.com <noreply@mail.booking.com>\r\n",
        "From: Journal <a@cœur.fr>\r\n",
        "Authentication-Results: other.example; dmarc=fail\r\nFrom: claire@example.org\r\n",
        "Subject: sans auteur\r\n",
        "From: personne\r\n",
        "",
    ] {
        check(header, &[]);
    }
}

#[test]
fn what_is_odd_is_weighed() {
    check("From: Claire <a@p\u{430}ypal.com>\r\n", &[Weight::Danger]);
    check("From: Claire <claire@0ctopus.test>\r\n", &[Weight::Danger]);
    check("From: \"service@banque.example\" <x@evil.example>\r\n", &[Weight::Danger]);
    check("From: \"jean@a.example via Amis\" <amis@b.example>\r\nList-Id: <amis>\r\n", &[Weight::Warn]);
    check("From: \"Amazon.fr\" <x@evil.example>\r\n", &[Weight::Warn]);
    check("From: a@b.example\r\nReply-To: c@d.example\r\n", &[Weight::Info]);
    check("From: a@b.example\r\nAuthentication-Results: mx.example; dmarc=fail\r\n", &[Weight::Warn]);
}

#[test]
fn the_most_serious_comes_first() {
    let header = "From: \"x@banque.example\" <a@0ctopus.test>\r\nReply-To: c@d.example\r\n\
        Authentication-Results: mx.example; spf=fail\r\n";
    let all = judged(header, &[link(), link()]).suspicions;
    let weights: Vec<Weight> = all.iter().map(Suspicion::weight).collect();
    use Weight::{Danger, Info, Warn};
    assert_eq!(weights, [Danger, Danger, Warn, Warn, Info]);
    assert!(all.contains(&Suspicion::Links { count: 2, first: link(), of_list: false }));
}

#[test]
fn the_other_form_of_a_domain_stands_beside_it() {
    let all = judged("From: a@\u{43e}ctopus.test\r\n", &[]).suspicions;
    let domain = "\u{43e}ctopus.test (xn--ctopus-vqf.test)".to_owned();
    assert_eq!(all, [Suspicion::LikeOwn { domain, own: "octopus.test".to_owned() }]);
    let odd = judged("From: a@p\u{430}ypal.com\r\n", &[]).suspicions;
    let ascii = "xn--pypal-4ve.com".to_owned();
    assert_eq!(odd, [Suspicion::Lookalike { domain: "p\u{430}ypal.com".to_owned(), ascii }]);
}

#[test]
fn a_sender_is_verified_by_our_own_server_unless_something_speaks_against_it() {
    let verified = |from: &str| {
        judged(&format!("From: {from}\r\nAuthentication-Results: mx.example; dmarc=pass\r\n"), &[])
            .is_verified
    };
    assert!(verified("Claire <claire@example.org>"));
    assert!(!verified("a@p\u{430}ypal.com"));
    assert!(!verified("\"x@banque.example\" <a@evil.example>"));
    assert!(!judged("From: claire@example.org\r\n", &[]).is_verified);
}

#[test]
fn names_cannot_turn_the_text_around_them() {
    let headers = parse::headers("From: \"\u{202e}moc.lapyap\u{2066}\" <a@evil.example>\r\n".as_bytes());
    assert_eq!(headers.from[0].name, "moc.lapyap");
    let headers = parse::headers(b"From: =?utf-8?q?=E2=80=AEmoc?= <a@\xe2\x80\xaeevil.example>\r\n");
    assert_eq!(headers.from[0].name, "moc");
    assert!(!headers.from[0].address.contains('\u{202e}'));
}
