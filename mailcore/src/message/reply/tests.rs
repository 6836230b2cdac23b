//! Whom an answer goes to, and about what.

use super::*;
use crate::address::read_list;

fn found(list: &str) -> Vec<FoundAddress> {
    let named = read_list(list).into_iter().map(Result::unwrap);
    named
        .map(|it| FoundAddress { name: it.name.unwrap_or_default(), address: it.address.to_string() })
        .collect()
}

/// Headers out of lines such as `From: a@b.fr`.
fn original(text: &str) -> Headers {
    let mut headers = Headers::default();
    for (name, value) in text.split("; ").map(|it| it.split_once(": ").unwrap()) {
        match name {
            "From" => headers.from = found(value),
            "To" => headers.to = found(value),
            "Cc" => headers.cc = found(value),
            "Bcc" => headers.bcc = found(value),
            "Reply-To" => headers.reply_to = found(value),
            "Followup" => headers.followup_to = found(value),
            other => panic!("{other}"),
        }
    }
    headers
}

#[track_caller]
fn check(answer: Answer, text: &str, expected: &str) {
    let own = ["moi@x.fr".parse().unwrap(), "alias@x.fr".parse().unwrap()];
    let beginning = begin(answer, &original(text), &own);
    let list =
        |list: &[NamedAddress]| list.iter().map(|it| it.address.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(format!("{} | {}", list(&beginning.to), list(&beginning.cc)).trim(), expected, "{text}");
}

#[test]
fn a_reply_goes_to_who_wrote() {
    let check = |text, expected| check(Answer::Reply, text, expected);
    check("From: a@b.fr; To: moi@x.fr, c@d.fr; Cc: e@f.fr", "a@b.fr |");
    check("From: a@b.fr; Reply-To: r@b.fr; To: moi@x.fr", "r@b.fr |");
    check("From: a@b.fr; Followup: l@m.fr; To: moi@x.fr", "a@b.fr |");
    check("To: moi@x.fr", "|");
}

#[test]
fn a_reply_to_oneself_goes_where_the_message_went() {
    check(Answer::Reply, "From: moi@x.fr; To: a@b.fr; Cc: c@d.fr", "a@b.fr |");
    check(Answer::Reply, "From: Alias@x.fr; To: a@b.fr", "a@b.fr |");
    check(Answer::ReplyAll, "From: moi@x.fr; To: a@b.fr; Cc: c@d.fr", "a@b.fr | c@d.fr");
    check(Answer::Reply, "From: moi@x.fr; Reply-To: r@b.fr; To: a@b.fr", "r@b.fr |");
    check(Answer::Reply, "From: moi@x.fr; Bcc: a@b.fr", "moi@x.fr |");
}

#[test]
fn a_reply_to_all_leaves_oneself_and_repetitions_out() {
    let check = |text, expected| check(Answer::ReplyAll, text, expected);
    check("From: a@b.fr; To: moi@x.fr, c@d.fr; Cc: e@f.fr, alias@x.fr", "a@b.fr | c@d.fr e@f.fr");
    check("From: a@b.fr; To: MOI+liste@x.fr, A@b.fr, c@d.fr, C@D.fr", "a@b.fr | c@d.fr");
    check("From: a@b.fr; To: moi@x.fr; Bcc: g@h.fr", "a@b.fr |");
    check("From: a@b.fr; Followup: l@m.fr, moi@x.fr; To: c@d.fr", "l@m.fr |");
}

#[test]
fn a_list_in_reply_to_does_not_cut_off_who_wrote() {
    check(
        Answer::ReplyAll,
        "From: a@b.fr; Reply-To: l@m.fr; To: l@m.fr; Cc: c@d.fr",
        "l@m.fr | c@d.fr a@b.fr",
    );
    check(Answer::ReplyAll, "From: a@b.fr; Reply-To: r@b.fr; To: l@m.fr", "r@b.fr | l@m.fr");
}

#[test]
fn a_forward_goes_to_nobody_yet() {
    check(Answer::Forward, "From: a@b.fr; To: moi@x.fr", "|");
}

#[test]
fn what_is_no_address_is_not_written_to() {
    let mut headers = original("From: a@b.fr");
    headers.from.push(FoundAddress { name: String::new(), address: "x\r\nBcc: y".into() });
    assert_eq!(begin(Answer::Reply, &headers, &[]).to.len(), 1);
}

#[track_caller]
fn check_subject(subject: &str, reply: &str, forward: &str) {
    let headers = Headers { subject: subject.into(), ..Headers::default() };
    assert_eq!(begin(Answer::Reply, &headers, &[]).subject, reply);
    assert_eq!(begin(Answer::Forward, &headers, &[]).subject, forward);
}

#[test]
fn subjects_get_one_prefix() {
    check_subject("Réunion", "Re: Réunion", "Fwd: Réunion");
    check_subject("", "Re:", "Fwd:");
    for prefix in [
        "Re:",
        "RE:",
        "re :",
        "Re\u{a0}: ",
        "Re[2]: ",
        "Re-2: ",
        "Re(3):",
        "Re^2:",
        "AW:",
        "SV: ",
        "TR : ",
        "RV:",
        "Antw:",
        "Rép :",
        "RÉP:",
        "WG:",
        "Fw:",
        "FWD:",
        "Re: AW: TR: ",
        "Re：",
    ] {
        check_subject(&format!("{prefix}Réunion"), "Re: Réunion", "Fwd: Réunion");
    }
    check_subject("Réunion (was: déjeuner)", "Re: Réunion", "Fwd: Réunion");
    for subject in ["Réf : 12", "Trésor: x", "Re", "Re-lire: x", "re[x]: y", "Response: x", "été"] {
        check_subject(subject, &format!("Re: {subject}"), &format!("Fwd: {subject}"));
    }
    subject::strip(&"Re: ".repeat(100_000));
    subject::strip(&"a".repeat(1_000_000));
}

#[test]
fn references_lead_to_the_beginning() {
    let ids = |range: std::ops::Range<u32>| range.map(|it| format!("{it}@x")).collect::<Vec<_>>();
    let mut headers = Headers { message_id: Some("9@x".into()), ..Headers::default() };
    assert_eq!(begin(Answer::Reply, &headers, &[]).references, ["9@x"]);
    headers.in_reply_to = ids(8..9);
    assert_eq!(begin(Answer::Reply, &headers, &[]).references, ["8@x", "9@x"]);
    headers.references = ids(1..3);
    let beginning = begin(Answer::Forward, &headers, &[]);
    assert_eq!(beginning.references, ["1@x", "2@x", "9@x"]);
    assert_eq!(beginning.in_reply_to.as_deref(), Some("9@x"));
    headers.references = ids(100..300);
    let references = begin(Answer::Reply, &headers, &[]).references;
    assert_eq!(
        (references.len(), &*references[0], &*references[1], &*references[49]),
        (50, "100@x", "252@x", "9@x")
    );
}

#[test]
fn quotes_are_marked() {
    assert_eq!(quote("a\n\n> b\n>> c\n\n"), "> a\n>\n>> b\n>>> c");
}

#[test]
fn a_signature_is_stripped_if_it_can_be_one() {
    assert_eq!(strip_signature("a\n\n-- \nJean\n"), "a");
    assert_eq!(strip_signature("-- \nJean"), "");
    assert_eq!(strip_signature("a\n-- \nb\n-- \nJean"), "a\n-- \nb");
    assert_eq!(strip_signature("a\n--\nb\n"), "a\n--\nb");
    let long = format!("a\n-- {}", "\nx".repeat(16));
    assert_eq!(strip_signature(&long), long);
    let short = format!("a\n-- {}", "\nx".repeat(15));
    assert_eq!(strip_signature(&short), "a");
}
