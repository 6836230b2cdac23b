//! Reports as servers write them; written here after their forms.

use super::*;

fn part(media_type: &str) -> Part {
    Part { media_type: media_type.to_owned(), ..Part::default() }
}

#[track_caller]
fn deliveries(text: &str) -> Vec<Delivery> {
    match read(&part("message/delivery-status"), text.replace('\n', "\r\n").as_bytes()) {
        Some(Report::Delivery(found)) => found,
        other => panic!("{other:?}"),
    }
}

/// One recipient with this action, status and diagnostic.
#[track_caller]
fn check(action: &str, status: &str, diagnostic: &str, expected: (Action, Reason)) {
    let text = format!(
        "Reporting-MTA: dns; mx.octopus.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: {action}\n\
         Status: {status}\nDiagnostic-Code: smtp; {diagnostic}\n"
    );
    let found = deliveries(&text);
    assert_eq!((found[0].action, found[0].reason), expected, "{status} {diagnostic}");
    assert_eq!((found[0].recipient.as_str(), found[0].said.as_str()), ("a@b.example", diagnostic));
}

#[test]
fn a_status_says_why() {
    check("failed", "5.1.1", "550 5.1.1 No such user", (Action::Failed, Reason::UnknownAddress));
    check("failed", "5.1.2", "Host not found", (Action::Failed, Reason::UnknownDomain));
    check("Failed (for good)", "5.2.2 (full)", "552 over quota", (Action::Failed, Reason::Full));
    check("failed", "5.3.4", "", (Action::Failed, Reason::TooLarge));
    check("failed", "5.7.1", "554 spam", (Action::Failed, Reason::Refused));
    check("failed", "5.0.0", "550 5.2.1 closed", (Action::Failed, Reason::Disabled));
    check("failed", "5.0.0", "550-5.1.1 one of several lines", (Action::Failed, Reason::UnknownAddress));
    check("failed", "nonsense", "no", (Action::Failed, Reason::Unsaid));
    check("delayed", "4.4.1", "connect: timed out", (Action::Delayed, Reason::Unreachable));
    check("delivered", "2.1.1", "", (Action::Delivered, Reason::Unsaid));
    check("relayed", "2.0.0", "", (Action::Relayed, Reason::Unsaid));
    check("expanded", "2.0.0", "", (Action::Expanded, Reason::Unsaid));
}

#[test]
fn each_recipient_is_told_of() {
    let found = deliveries(
        "Reporting-MTA: dns; mail.octopus.example\nX-Queue-ID: 4711\n\n\n\
         Final-Recipient: rfc822; other@b.example\nOriginal-Recipient: rfc822;claire@b.example\n\
         Action: failed\nStatus: 5.2.2\nRemote-MTA: dns; mx.b.example\n\
         Diagnostic-Code: smtp; 552 5.2.2 <other@b.example>:\n    mailbox is full\n\n\
         Final-Recipient: utf-8; zoé@b.example\nAction: delayed\nStatus: 4.4.1\n\n\
         Action: failed\n",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].recipient, "claire@b.example");
    assert_eq!(found[0].said, "552 5.2.2 <other@b.example>:    mailbox is full");
    assert_eq!((found[0].server.as_str(), found[1].recipient.as_str()), ("mx.b.example", "zoé@b.example"));
}

#[test]
fn a_disposition_says_what_was_done() {
    let check = |value: &str, expected| {
        let text = format!(
            "Reporting-UA: pc.example; Facteur\nFinal-Recipient: rfc822; a@b.example\nDisposition: {value}\n"
        );
        let found = read(&part("message/disposition-notification"), text.as_bytes());
        let expected = Disposition { recipient: "a@b.example".to_owned(), kind: expected };
        assert_eq!(found, Some(Report::Disposition(expected)), "{value}");
    };
    check("manual-action/MDN-sent-manually; displayed", DispositionKind::Displayed);
    check("automatic-action/MDN-sent-automatically; Deleted/expired", DispositionKind::Deleted);
    check("manual-action/MDN-sent-manually;displayed", DispositionKind::Displayed);
    check("automatic-action/MDN-sent-automatically; dispatched", DispositionKind::Processed);
}

#[test]
fn what_says_nothing_is_no_report() {
    for text in
        ["", "\r\n\r\n", "no field", "Action: failed\r\n", "Final-Recipient: rfc822;\r\nAction: failed"]
    {
        assert_eq!(read(&part("message/delivery-status"), text.as_bytes()), None, "{text:?}");
        assert_eq!(read(&part("message/disposition-notification"), text.as_bytes()), None, "{text:?}");
    }
    assert_eq!(read(&part("message/feedback-report"), b"Feedback-Type: abuse\r\n"), None);
    assert!(!is_report(&part("message/rfc822")) && is_report(&part("message/global-delivery-status")));
}

#[test]
fn a_flood_of_recipients_ends() {
    let text = "\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n".repeat(5000);
    assert_eq!(deliveries(&text).len(), MOST_RECIPIENTS);
}
