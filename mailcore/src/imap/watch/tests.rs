//! What servers say, and what is told of it.

use super::super::scripted::{Scripted, Talk, alice};
use super::*;
use crate::mailbox::MailboxName;
use crate::uid::Uid;

const ROUNDS: Rounds = Rounds { every: Some(Duration::from_secs(600)), all: true };
/// The shortest that there is.
const QUICK: Option<Duration> = Some(Duration::ZERO);
const CAPABILITIES: &str = "IDLE LIST-EXTENDED LIST-STATUS SPECIAL-USE";
const LIST: &str = r#"LIST "" "*" RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UIDNEXT UNSEEN))"#;
const COUNTS: &str = "STATUS \"INBOX\" (MESSAGES UIDNEXT UNSEEN)";

/// What LIST answers when the inbox has so many messages, none of them seen.
fn listed(messages: u32) -> String {
    format!("* LIST (\\Subscribed) \"/\" INBOX\r\n{}", counted(messages))
}

fn counted(messages: u32) -> String {
    format!("* STATUS INBOX (MESSAGES {messages} UIDNEXT {} UNSEEN {messages})\r\n", messages + 1)
}

fn arrived(count: u32, messages: u32) -> Change {
    let status = MailboxStatus { messages, unseen: messages, uid_next: Uid::new(messages + 1) };
    Change::Messages { mailbox: MailboxName::inbox(), status, arrived: count, gone: 0 }
}

fn begin(scripted: &Scripted) -> (Watch, Changes) {
    let watch = Watches::default().begin(&Arc::new(scripted.server.clone()), &alice(), ROUNDS);
    let changes = watch.listen();
    (watch, changes)
}

/// The end of a connection that watches an inbox of one message, in IDLE.
async fn watched(scripted: &Scripted, messages: u32) -> (Talk, String) {
    let mut talk = scripted.logged_in(CAPABILITIES).await;
    talk.answer("EXAMINE \"INBOX\"", &format!("* {messages} EXISTS\r\n")).await;
    talk.answer(LIST, &listed(messages)).await;
    let tag = idles(&mut talk).await;
    (talk, tag)
}

async fn idles(talk: &mut Talk) -> String {
    let tag = talk.expect("IDLE").await;
    talk.say("+ idling\r\n").await;
    tag
}

/// Hears that IDLE ends.
async fn done(talk: &mut Talk, tag: &str) {
    assert_eq!(talk.hear().await.as_deref(), Some("DONE"));
    talk.say(&format!("{tag} OK done\r\n")).await;
}

#[tokio::test]
async fn what_is_new_is_counted_once_the_server_has_said_so() {
    let scripted = Scripted::new().await;
    let (watch, mut changes) = begin(&scripted);
    let (mut talk, tag) = watched(&scripted, 1).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    talk.say("* OK Still here\r\n* 2 EXISTS\r\n").await;
    done(&mut talk, &tag).await;
    talk.answer(COUNTS, &counted(2)).await;
    assert_eq!(changes.next().await, Some((2, arrived(1, 2))));
    assert_eq!(watch.told(), 2);
    idles(&mut talk).await;
    drop(watch);
    // It takes leave, or hangs up where the server has not let it begin.
    assert!(matches!(talk.hear().await.as_deref(), Some("DONE") | None));
    assert_eq!(changes.next().await, None);
}

#[tokio::test]
async fn what_comes_while_counts_are_asked_for_is_not_lost() {
    let scripted = Scripted::new().await;
    let (_watch, mut changes) = begin(&scripted);
    let (mut talk, tag) = watched(&scripted, 1).await;
    talk.say("* 2 EXISTS\r\n").await;
    done(&mut talk, &tag).await;
    talk.answer(COUNTS, &format!("{}* 3 EXISTS\r\n", counted(2))).await;
    talk.answer(COUNTS, &counted(3)).await;
    idles(&mut talk).await;
    let mut told = Vec::new();
    while told.len() < 3 {
        told.extend(changes.next().await);
    }
    assert_eq!(told, [(1, Change::Mailboxes), (2, arrived(1, 2)), (3, arrived(1, 3))]);
}

#[tokio::test]
async fn a_connection_that_breaks_is_made_again_and_what_happened_meanwhile_is_told() {
    let scripted = Scripted::new().await;
    let (_watch, mut changes) = begin(&scripted);
    let (talk, _) = watched(&scripted, 1).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    drop(talk);
    let (_talk, _) = watched(&scripted, 4).await;
    assert_eq!(changes.next().await, Some((2, arrived(3, 4))));
}

#[tokio::test]
async fn a_server_with_notify_tells_of_every_mailbox() {
    let scripted = Scripted::new().await;
    let (_watch, mut changes) = begin(&scripted);
    let mut talk = scripted.logged_in(&format!("{CAPABILITIES} NOTIFY")).await;
    let examine = talk.expect("EXAMINE \"INBOX\"").await;
    let notify = talk
        .expect(
            "NOTIFY SET (selected (MessageNew MessageExpunge FlagChange)) \
             (personal (MessageNew MessageExpunge FlagChange MailboxName))",
        )
        .await;
    talk.say(&format!("{examine} OK open\r\n{notify} OK set\r\n")).await;
    let other =
        |messages: u32| format!("* STATUS a (MESSAGES {messages} UIDNEXT {} UNSEEN 0)\r\n", messages + 1);
    let folders = format!("{}* LIST (\\Subscribed) \"/\" a\r\n{}", listed(1), other(1));
    talk.answer(LIST, &folders).await;
    let tag = idles(&mut talk).await;
    talk.say("* STATUS a (MESSAGES 2)\r\n").await;
    done(&mut talk, &tag).await;
    talk.answer("STATUS \"a\" (MESSAGES UIDNEXT UNSEEN)", &other(2)).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    let told = changes.next().await;
    assert!(matches!(told, Some((2, Change::Messages { arrived: 1, .. }))), "{told:?}");
    // A new mailbox: all are looked at again.
    let tag = idles(&mut talk).await;
    talk.say("* LIST () \"/\" b\r\n").await;
    done(&mut talk, &tag).await;
    talk.answer(LIST, &listed(1)).await;
    assert_eq!(changes.next().await, Some((3, Change::Mailboxes)));
}

#[tokio::test]
async fn a_server_that_tells_nothing_is_looked_at_by_the_clock() {
    let scripted = Scripted::new().await;
    let server = Arc::new(scripted.server.clone());
    let watch = Watches::default().begin(&server, &alice(), Rounds { every: QUICK, all: true });
    let mut changes = watch.listen();
    let mut talk = scripted.logged_in("LIST-EXTENDED LIST-STATUS SPECIAL-USE").await;
    talk.answer(LIST, &listed(1)).await;
    talk.answer(LIST, &listed(3)).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    assert_eq!(changes.next().await, Some((2, arrived(2, 3))));
}

#[tokio::test]
async fn by_the_clock_the_inbox_and_what_is_open_are_looked_at_where_not_all_are() {
    let scripted = Scripted::new().await;
    let server = Arc::new(scripted.server.clone());
    let watch = Watches::default().begin(&server, &alice(), Rounds { every: QUICK, all: false });
    let mut changes = watch.listen();
    let mut talk = scripted.logged_in("LIST-EXTENDED LIST-STATUS SPECIAL-USE").await;
    let of = |name: &str, messages: u32| {
        format!("* STATUS {name} (MESSAGES {messages} UIDNEXT {} UNSEEN 0)\r\n", messages + 1)
    };
    let others = ["a", "b"].map(|it| format!("* LIST (\\Subscribed) \"/\" {it}\r\n{}", of(it, 1)));
    watch.open(&MailboxName::parse("a").unwrap());
    watch.open(&MailboxName::parse("gone").unwrap());
    talk.answer(LIST, &format!("{}{}", listed(1), others.concat())).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    let inbox = talk.expect(COUNTS).await;
    let a = talk.expect("STATUS \"a\" (MESSAGES UIDNEXT UNSEEN)").await;
    let gone = talk.expect("STATUS \"gone\" (MESSAGES UIDNEXT UNSEEN)").await;
    talk.say(&format!("{}{inbox} OK\r\n{}{a} OK\r\n{gone} NO none\r\n", counted(1), of("a", 2))).await;
    let told = changes.next().await;
    let is_a = |it: &MailboxName| it.as_str() == "a";
    assert!(
        matches!(&told, Some((2, Change::Messages { mailbox, arrived: 1, .. })) if is_a(mailbox)),
        "{told:?}"
    );
}

#[tokio::test]
async fn nothing_is_looked_at_by_the_clock_where_that_is_not_wanted() {
    let scripted = Scripted::new().await;
    let server = Arc::new(scripted.server.clone());
    let never = Rounds { every: None, all: true };
    let watch = Watches::default().begin(&server, &alice(), never);
    let mut changes = watch.listen();
    let mut talk = scripted.logged_in("LIST-EXTENDED LIST-STATUS SPECIAL-USE").await;
    talk.answer(LIST, &listed(1)).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    // No connection is held for nothing; another page is told the same.
    while talk.hear().await.is_some() {}
    assert!(!watch.has_ended());
    // What the server tells by itself is told all the same.
    let watch = Watches::default().begin(&server, &alice(), never);
    let mut changes = watch.listen();
    let (mut talk, tag) = watched(&scripted, 1).await;
    assert_eq!(changes.next().await, Some((1, Change::Mailboxes)));
    talk.say("* 2 EXISTS\r\n").await;
    done(&mut talk, &tag).await;
    talk.answer(COUNTS, &counted(2)).await;
    assert_eq!(changes.next().await, Some((2, arrived(1, 2))));
}

#[test]
fn the_last_eight_that_were_opened_are_known() {
    let open = Open::default();
    for number in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 5] {
        open.add(&MailboxName::parse(&number.to_string()).unwrap());
    }
    let names = open.names().iter().map(MailboxName::to_string).collect::<Vec<_>>();
    assert_eq!(names.concat(), "59876432");
}

#[tokio::test]
async fn a_login_that_is_refused_ends_the_watch() {
    let scripted = Scripted::new().await;
    let (watch, mut changes) = begin(&scripted);
    let mut talk = scripted.accept().await;
    talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n").await;
    let tag = talk.expect("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==").await;
    talk.say(&format!("{tag} NO [AUTHENTICATIONFAILED] no\r\n")).await;
    assert_eq!(changes.next().await, None);
    assert!(watch.told() == 0);
}

#[tokio::test]
async fn a_listener_who_missed_some_is_told_to_look_at_everything() {
    let (sender, receiver) = channel(2);
    let mut changes = Changes(receiver);
    for number in 1..=5 {
        sender.send((number, arrived(1, 1))).unwrap();
    }
    assert_eq!(changes.next().await, Some((4, Change::Mailboxes)));
    assert_eq!(changes.next().await, Some((5, arrived(1, 1))));
    drop(sender);
    assert_eq!(changes.next().await, None);
}
