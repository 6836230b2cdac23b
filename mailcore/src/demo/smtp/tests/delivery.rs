//! Where messages go, and what is reported of them.

use bytes::Bytes;

use super::*;
use crate::demo::OUTSIDE;
use crate::demo::state::MOST_ACCOUNT_OCTETS;
use crate::mailbox::MailboxName;

const MESSAGE: &str = "From: demo@demo.test\r\nSubject: a\r\n\r\n..stuffed\r\nbody\r\n.\r\n";

/// The messages of a mailbox.
fn mailbox(talk: &Talk, account: usize, name: &str) -> Vec<String> {
    let name = MailboxName::parse(name).unwrap();
    talk.state.accounts()[account].look(|mailboxes| {
        let Ok(mailbox) = mailboxes.get(&name) else { return Vec::new() };
        let octets = mailbox.messages().iter().map(|it| it.message.contents().octets().to_vec());
        octets.map(|it| String::from_utf8(it).unwrap()).collect()
    })
}

/// Sends [`MESSAGE`] after these commands.
async fn deliver(talk: &mut Talk, commands: &[&str]) {
    for command in commands {
        talk.check(command, "250").await;
    }
    talk.check("DATA", "354").await;
    talk.send(MESSAGE.as_bytes()).await;
    assert_eq!(talk.hear().await, "250 2.0.0 Delivered\r\n");
}

#[tokio::test]
async fn accounts_here_get_it_and_the_world_is_a_mailbox() {
    let mut talk = Talk::logged_in().await;
    let from = "MAIL FROM:<demo@demo.test> SIZE=100 BODY=8BITMIME";
    let outside = ["RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>", "RCPT TO:<b@EXAMPLE.org>"];
    deliver(&mut talk, &[&[from, "RCPT TO:<Claire@demo.test>"], &outside[..]].concat()).await;
    let [delivered] = &mailbox(&talk, 1, "INBOX")[..] else { panic!("one message for claire") };
    let head = "Return-Path: <demo@demo.test>\r\nX-Envelope-To: Claire@demo.test\r\n\
                Received: from client.test by localhost with ESMTPA;\r\n\t";
    assert!(delivered.starts_with(head), "{delivered}");
    assert!(
        delivered.ends_with("\r\nFrom: demo@demo.test\r\nSubject: a\r\n\r\n.stuffed\r\nbody\r\n"),
        "{delivered}"
    );
    let [kept] = &mailbox(&talk, 0, OUTSIDE)[..] else { panic!("one copy for the world") };
    assert!(kept.contains("\r\nX-Envelope-To: a@example.org,\r\n\tb@example.org\r\nReceived:"), "{kept}");
    assert!(mailbox(&talk, 0, "INBOX").is_empty());
    // The next message begins anew.
    deliver(&mut talk, &[from, "RCPT TO:<demo@demo.test>"]).await;
    assert_eq!(mailbox(&talk, 0, "INBOX").len(), 1);
    assert_eq!(mailbox(&talk, 1, "INBOX").len(), 1);
}

#[tokio::test]
async fn nobody_is_refused_and_the_others_are_not() {
    let mut talk = Talk::logged_in().await;
    talk.check("MAIL FROM:<demo@demo.test>", "250").await;
    talk.check("RCPT TO:<nobody@demo.test>", "550 5.1.1").await;
    talk.check("RCPT TO:<not an address>", "501 5.1.3").await;
    talk.check("RCPT TO:<claire>", "501 5.1.3").await;
    talk.check("RCPT TO:<ren\u{e9}e@example.org>", "553 5.6.7").await;
    deliver(&mut talk, &["RCPT TO:<claire@demo.test>"]).await;
    assert_eq!(mailbox(&talk, 1, "INBOX").len(), 1);
}

#[tokio::test]
async fn addresses_beyond_ascii_go_with_smtputf8() {
    let mut talk = Talk::logged_in().await;
    talk.check("MAIL FROM:<ren\u{e9}e@example.org>", "553 5.6.7").await;
    let commands = ["MAIL FROM:<demo@demo.test> SMTPUTF8", "RCPT TO:<ren\u{e9}e@example.org>"];
    deliver(&mut talk, &commands).await;
    let kept = mailbox(&talk, 0, OUTSIDE).concat();
    assert!(kept.contains("X-Envelope-To: ren\u{e9}e@example.org") && kept.contains("UTF8SMTPA"), "{kept}");
}

#[tokio::test]
async fn a_report_says_what_arrived() {
    let mut talk = Talk::logged_in().await;
    let commands = [
        "MAIL FROM:<demo@demo.test> RET=FULL ENVID=id+2B1+0D+0AX",
        "RCPT TO:<claire@demo.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;CLAIRE@demo.test",
        "RCPT TO:<demo@demo.test> NOTIFY=FAILURE",
        "RCPT TO:<a@example.org> NOTIFY=SUCCESS",
    ];
    deliver(&mut talk, &commands).await;
    let found = mailbox(&talk, 0, "INBOX");
    let [_, report] = &found[..] else { panic!("{found:?}") };
    assert!(report.starts_with(
        "Return-Path: <>\r\nFrom: Mail server <postmaster@localhost>\r\nTo: demo@demo.test\r\n"
    ));
    let groups = "\r\n\r\nOriginal-Recipient: rfc822;CLAIRE@demo.test\r\nFinal-Recipient: rfc822;claire@demo.test\r\n\
                  Action: delivered\r\nStatus: 2.0.0\r\n\r\n--";
    assert!(
        report.contains("Reporting-MTA: dns;localhost\r\nOriginal-Envelope-Id: id+1X\r\nArrival-Date: "),
        "{report}"
    );
    assert!(report.contains(groups), "{report}");
    assert!(report.contains("text/rfc822-headers") && !report.contains("stuffed"), "{report}");
    let structure = crate::demo::message::Contents::new(report.clone().into()).body_structure();
    assert!(format!("{structure:?}").contains("delivery-status"));
}

/// Leaves no room for a message.
fn fill(account: &Account) {
    let octets = Bytes::from(vec![b'a'; MOST_MESSAGE_OCTETS]);
    let most = usize::try_from(MOST_ACCOUNT_OCTETS).unwrap();
    for begin in (0..most).step_by(octets.len()) {
        let piece = octets.slice(..octets.len().min(most - begin));
        account.deliver(piece, 1).unwrap();
    }
}

#[tokio::test]
async fn a_full_mailbox_is_a_refusal_or_a_report() {
    let mut talk = Talk::logged_in().await;
    fill(&talk.state.accounts()[1]);
    let from = "MAIL FROM:<demo@demo.test> RET=FULL";
    let to = ["RCPT TO:<claire@demo.test>", "RCPT TO:<demo@demo.test>"];
    deliver(&mut talk, &[from, to[0], to[1]]).await;
    let found = mailbox(&talk, 0, "INBOX");
    let [_, report] = &found[..] else { panic!("{found:?}") };
    assert!(
        report.contains("Final-Recipient: rfc822;claire@demo.test\r\nAction: failed\r\nStatus: 5.2.2\r\n"),
        "{report}"
    );
    assert!(
        report.contains("Content-Type: message/rfc822\r\n") && report.contains("\r\n.stuffed\r\n"),
        "{report}"
    );
    for command in [from, to[0]] {
        talk.check(command, "250").await;
    }
    talk.check("DATA", "354").await;
    talk.send(MESSAGE.as_bytes()).await;
    assert_eq!(talk.hear().await, "452 4.2.2 The mailbox is full\r\n");
    // Without a wish for it there is no report.
    deliver(&mut talk, &[from, "RCPT TO:<claire@demo.test> NOTIFY=NEVER", to[1]]).await;
    assert_eq!(mailbox(&talk, 0, "INBOX").len(), 3);
}

#[tokio::test]
async fn nobody_gets_a_report_where_nobody_sends() {
    let mut talk = Talk::logged_in().await;
    deliver(&mut talk, &["MAIL FROM:<>", "RCPT TO:<claire@demo.test> NOTIFY=SUCCESS"]).await;
    assert!(mailbox(&talk, 0, "INBOX").is_empty());
    assert!(mailbox(&talk, 1, "INBOX").concat().starts_with("Return-Path: <>\r\n"));
}

#[tokio::test]
async fn commands_in_one_packet_are_answered_in_order() {
    let mut talk = Talk::logged_in().await;
    let commands =
        "MAIL FROM:<demo@demo.test>\r\nRCPT TO:<nobody@demo.test>\r\nRCPT TO:<claire@demo.test>\r\nDATA\r\n";
    talk.send(commands.as_bytes()).await;
    for code in ["250", "550", "250", "354"] {
        assert!(talk.hear().await.starts_with(code), "{code}");
    }
    // An empty message, and a command right after it.
    talk.send(b".\r\nNOOP\r\n").await;
    assert!(talk.hear().await.starts_with("250 2.0.0 Delivered"));
    assert!(talk.hear().await.starts_with("250 2.0.0 Nothing"));
    assert!(mailbox(&talk, 1, "INBOX").concat().ends_with("\r\n"));
}

#[tokio::test]
async fn rules_send_on_and_answer_once() {
    let script = "require [\"vacation\", \"copy\"];\r\nredirect \"b@example.org\";\r\n\
                  if true { vacation :subject \"Absente\" \"Je reviens.\"; redirect :copy \"demo@demo.test\"; }";
    let mut talk = Talk::logged_in().await;
    talk.state.accounts()[1].change_scripts(|it| {
        it.put("a".to_owned(), script.to_owned()).unwrap();
        it.activate("a".to_owned()).unwrap();
    });
    for _ in 0..2 {
        deliver(&mut talk, &["MAIL FROM:<demo@demo.test>", "RCPT TO:<claire@demo.test>"]).await;
    }
    assert_eq!(mailbox(&talk, 1, "INBOX"), Vec::<String>::new(), "sent on, and not kept");
    assert_eq!(mailbox(&talk, 1, OUTSIDE).len(), 2);
    let here = mailbox(&talk, 0, "INBOX");
    let answers: Vec<&String> = here.iter().filter(|it| it.contains("Subject: Absente\r\n")).collect();
    assert_eq!((here.len(), answers.len()), (3, 1), "{here:?}");
    assert!(answers[0].contains("Auto-Submitted: auto-replied") && answers[0].contains("Je reviens."));
}

#[tokio::test]
async fn filters_put_a_message_where_its_reader_wants_it() {
    let script = "require [\"fileinto\", \"imap4flags\"];\r\n\
                  if address :is \"from\" \"demo@demo.test\" { addflag \"\\\\Seen\"; fileinto \"Factures\"; }\r\n\
                  if exists \"X-None\" { discard; }\r\n";
    let mut talk = Talk::logged_in().await;
    talk.state.accounts()[1].change_scripts(|it| {
        it.put("a".to_owned(), script.to_owned()).unwrap();
        it.activate("a".to_owned()).unwrap();
    });
    let envelope = ["MAIL FROM:<demo@demo.test>", "RCPT TO:<claire@demo.test>"];
    let counts = |talk: &Talk| ["INBOX", "Factures"].map(|it| mailbox(talk, 1, it).len());
    deliver(&mut talk, &envelope).await;
    assert_eq!(counts(&talk), [1, 0], "there is no such folder");
    let folder = MailboxName::parse("Factures").unwrap();
    talk.state.accounts()[1].change(|it| it.ensure(&folder)).unwrap();
    deliver(&mut talk, &envelope).await;
    assert_eq!(counts(&talk), [1, 1]);
    talk.state.accounts()[1].look(|it| assert_eq!(it.get(&folder).unwrap().unseen(), 0));
}
