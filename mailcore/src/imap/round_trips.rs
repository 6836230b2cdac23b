//! How often a page asks the server. Commands that go out together are answered only when all of
//! them were heard, the last one first: who waits for one before he sends the next waits in vain.

use std::sync::Arc;
use std::time::Duration;

use super::Marks;
use super::neighbours::{Neighbour, Neighbours};
use super::pool::{Beside, Lease, Limits, Listing, Pool};
use super::scripted::{Scripted, Talk, alice};
use crate::envelope::Window;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::{MailboxName, MessageRef, Rights};
use crate::order::BY_ARRIVAL;
use crate::server::Server;
use crate::uid::MessageNumber;

const CAPABILITIES: &str = "LIST-EXTENDED LIST-STATUS SPECIAL-USE";

const LIST: &str = r#"LIST "" "*" RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UIDNEXT UNSEEN))"#;
const ROWS: &str = "FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";
const KNOWN_ROWS: &str = "FETCH 1:2 (UID FLAGS)";
const FLAGS: &str = "* 1 FETCH (UID 11 FLAGS ())\r\n* 2 FETCH (UID 12 FLAGS (\\Flagged))\r\n";
const SHORT_ROWS: &str = "FETCH 1:2 (UID FLAGS INTERNALDATE RFC822.SIZE \
     BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)]<0.4096> BODY.PEEK[HEADER.FIELDS (TO)]<0.4096>)";
const HEAD: &str = "UID FETCH 12 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE \
     BODY.PEEK[HEADER]<0.262144> BODY.PEEK[1]<0.16384>)";

const COUNTS: &str = "STATUS \"INBOX\" (MESSAGES UIDNEXT UNSEEN)";

const SELECTED: &str = "* 2 EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n";
const FOLDERS: &str = "* LIST (\\Subscribed) \"/\" INBOX\r\n* STATUS INBOX (MESSAGES 2 UNSEEN 2)\r\n";

const LIMITS: Limits =
    Limits { per_account: 1, idle: Duration::from_secs(60), wait: Duration::from_secs(30) };
const WINDOW: Window = Window { page: 0, size: 50 };

/// What is told of the two messages.
fn rows() -> String {
    row(1) + &row(2)
}

fn row(number: u32) -> String {
    format!(
        "* {number} FETCH (UID 1{number} FLAGS () RFC822.SIZE 9 INTERNALDATE \"01-Jan-2026 10:00:00 +0000\" \
         ENVELOPE (NIL \"{number}\" NIL NIL NIL NIL NIL NIL NIL NIL) \
         BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 4 1))\r\n"
    )
}

fn head() -> String {
    "* 2 FETCH (UID 12 FLAGS () BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 4 1) \
     BODY[HEADER]<0> {2}\r\n\r\n)\r\n"
        .to_owned()
}

/// The same in short.
fn short_rows() -> String {
    let row = |number: u32| {
        format!(
            "* {number} FETCH (UID 1{number} FLAGS () RFC822.SIZE 9 \
             BODY[HEADER.FIELDS (FROM SUBJECT)]<0> {{14}}\r\nSubject: {number}\r\n\r\n \
             BODY[HEADER.FIELDS (TO)]<0> {{11}}\r\nTo: b@x\r\n\r\n)\r\n"
        )
    };
    row(1) + &row(2)
}

/// One round trip.
async fn answer(talk: &mut Talk, commands: &[&str], data: &str) {
    let mut ends = String::new();
    for command in commands {
        let tag = talk.expect(command).await;
        ends.insert_str(0, &format!("{tag} OK done\r\n"));
    }
    talk.say(&format!("{data}{ends}")).await;
}

/// A lease that has shown the list once, and the server's end of it.
async fn warm(pool: &Pool, scripted: &Scripted, server: &Arc<Server>) -> (Lease, Talk) {
    let (inbox, credentials) = (MailboxName::inbox(), alice());
    let lease = pool.lease(server, &credentials, Some(&inbox));
    let (lease, mut talk) = tokio::join!(lease, scripted.logged_in(CAPABILITIES));
    let mut lease = lease.unwrap();
    let server_side = async {
        answer(&mut talk, &["SELECT \"INBOX\"", LIST], &format!("{SELECTED}{FOLDERS}")).await;
        answer(&mut talk, &["NOOP", ROWS], &rows()).await;
    };
    let (listing, ()) = tokio::join!(lease.list(&inbox, WINDOW), server_side);
    assert_eq!(listing.unwrap().page.total, 2);
    drop(lease);
    (pool.lease(server, &credentials, Some(&inbox)).await.unwrap(), talk)
}

fn shown(listing: Listing) -> Vec<(u32, String, FlagSet)> {
    let rows = listing.page.envelopes.into_iter();
    rows.map(|it| (it.uid.get(), it.subject.clone(), it.flags)).collect()
}

#[tokio::test]
async fn of_rows_that_were_shown_before_the_flags_alone_are_asked_for() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(LIMITS), Arc::new(scripted.server.clone()));
    let (mut lease, mut talk) = warm(&pool, &scripted, &server).await;
    let inbox = MailboxName::inbox();
    let flagged = FlagSet::from([Flag::Flagged]);

    let data = FLAGS.to_owned() + FOLDERS;
    let server_side = answer(&mut talk, &["NOOP", KNOWN_ROWS, LIST], &data);
    let (listing, ()) = tokio::join!(lease.list(&inbox, WINDOW), server_side);
    let both = [(12, "2".to_owned(), flagged), (11, "1".to_owned(), FlagSet::new())];
    assert_eq!(shown(listing.unwrap()), both);

    // A third one came: it alone is read whole.
    let server_side = async {
        let data = format!("{FLAGS}{FOLDERS}* 3 EXISTS\r\n");
        answer(&mut talk, &["NOOP", KNOWN_ROWS, LIST], &data).await;
        let third = "FETCH 3 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";
        answer(&mut talk, &["NOOP", third, COUNTS], &row(3)).await;
    };
    let (listing, ()) = tokio::join!(lease.list(&inbox, WINDOW), server_side);
    let uids = |listing: Listing| listing.page.envelopes.iter().map(|it| it.uid.get()).collect::<Vec<_>>();
    assert_eq!(uids(listing.unwrap()), [13, 12, 11]);

    // The first one went, unheard by this connection until now: numbers are other messages'.
    let server_side = async {
        let moved = "* 1 EXPUNGE\r\n* 1 FETCH (UID 12 FLAGS ())\r\n* 2 FETCH (UID 14 FLAGS ())\r\n";
        let data = format!("{moved}{FOLDERS}");
        answer(&mut talk, &["NOOP", "FETCH 1:3 (UID FLAGS)", LIST], &data).await;
        let second = "FETCH 2 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";
        let data = row(4).replace("* 4 ", "* 2 ");
        answer(&mut talk, &["NOOP", second, COUNTS], &data).await;
    };
    let (listing, ()) = tokio::join!(lease.list(&inbox, WINDOW), server_side);
    let subjects: Vec<(u32, String)> =
        shown(listing.unwrap()).into_iter().map(|(uid, subject, _)| (uid, subject)).collect();
    assert_eq!(subjects, [(14, "4".to_owned()), (12, "2".to_owned())]);
}

#[tokio::test]
async fn a_list_takes_one_round_trip_and_a_message_two() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(LIMITS), Arc::new(scripted.server.clone()));
    let (mut lease, mut talk) = warm(&pool, &scripted, &server).await;
    let inbox = MailboxName::inbox();

    let (data, at_once) = (FLAGS.to_owned() + FOLDERS, ["NOOP", KNOWN_ROWS, LIST]);
    let (listing, ()) = tokio::join!(lease.list(&inbox, WINDOW), answer(&mut talk, &at_once, &data));
    let listing = listing.unwrap();
    assert_eq!((listing.page.envelopes.len(), listing.mailboxes.len()), (2, 1));

    let message = MessageRef { mailbox: inbox.clone(), number: "1-12".parse().unwrap() };
    let (data, at_once) = (head() + FLAGS + FOLDERS, ["NOOP", HEAD, KNOWN_ROWS, LIST]);
    let open = lease.open(&message, Beside::List(&BY_ARRIVAL, WINDOW));
    let (opened, ()) = tokio::join!(open, answer(&mut talk, &at_once, &data));
    let opened = opened.unwrap();
    assert_eq!((opened.page.unwrap().envelopes.len(), opened.mailboxes.len()), (2, 1));

    let beside = "* 1 FETCH (UID 11)\r\n";
    let (data, at_once) = (head() + beside + FOLDERS, ["NOOP", HEAD, "FETCH 1 (UID)", LIST]);
    let open = lease.open(&message, Beside::Folders(&BY_ARRIVAL));
    let (opened, ()) = tokio::join!(open, answer(&mut talk, &at_once, &data));
    let opened = opened.unwrap();
    assert_eq!((opened.page, opened.mailboxes.len()), (None, 1));
    let older = Neighbour { number: "1-11".parse().unwrap(), place: 1 };
    assert_eq!(opened.neighbours, Neighbours { newer: None, older: Some(older) });

    let ids = ["1".parse().unwrap()];
    let (data, at_once) =
        ("* 2 FETCH (UID 12 BODY[1]<0> {4}\r\ntext)\r\n", ["NOOP", "UID FETCH 12 (BODY.PEEK[1]<0.1000>)"]);
    let parts = lease.parts(&message, &ids, 1000);
    let (parts, ()) = tokio::join!(parts, answer(&mut talk, &at_once, data));
    assert_eq!(parts.unwrap(), [b"text"]);

    // And two more where it was unread: what is new is asked before anything is changed.
    let (seen, numbers) = (FlagSet::from([Flag::Seen]), [message.number]);
    let none = FlagSet::new();
    let mark = lease.flag(&inbox, &numbers, &seen, &none);
    let server_side = async {
        answer(&mut talk, &["NOOP"], "").await;
        answer(&mut talk, &[r"UID STORE 12 +FLAGS.SILENT (\Seen)"], "").await;
    };
    let (marked, ()) = tokio::join!(mark, server_side);
    marked.unwrap();
}

#[tokio::test]
async fn a_page_whose_envelopes_are_too_long_is_read_without_them() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(LIMITS), Arc::new(scripted.server.clone()));
    let inbox = MailboxName::inbox();
    let credentials = alice();
    let lease = pool.lease(&server, &credentials, Some(&inbox));
    let (lease, mut talk) = tokio::join!(lease, scripted.logged_in(CAPABILITIES));
    let mut lease = lease.unwrap();
    let too_long = "* 1 FETCH (UID 11 ENVELOPE (NIL {40000000}\r\n";

    let (data, short) = (rows() + too_long, format!("{}{FOLDERS}", short_rows()));
    let server_side = async {
        answer(&mut talk, &["SELECT \"INBOX\"", LIST], &format!("{SELECTED}{FOLDERS}")).await;
        answer(&mut talk, &["NOOP", ROWS], &data).await;
        let mut talk = scripted.logged_in(CAPABILITIES).await;
        answer(&mut talk, &["SELECT \"INBOX\"", LIST], &format!("{SELECTED}{FOLDERS}")).await;
        answer(&mut talk, &["NOOP", SHORT_ROWS], &short).await;
        talk
    };
    let (listing, mut talk) = tokio::join!(lease.list(&inbox, WINDOW), server_side);
    let envelopes = listing.unwrap().page.envelopes;
    let shown = envelopes.iter().map(|it| (it.uid.get(), it.subject.as_str(), it.to.len()));
    assert_eq!(shown.collect::<Vec<_>>(), [(12, "2", 1), (11, "1", 1)]);

    // They were told in part, so they are not known.
    let message = MessageRef { mailbox: inbox.clone(), number: "1-12".parse().unwrap() };
    let open = lease.open(&message, Beside::List(&BY_ARRIVAL, WINDOW));
    let server_side = async {
        answer(&mut talk, &["NOOP", HEAD, ROWS, LIST], &(head() + too_long)).await;
        let mut talk = scripted.logged_in(CAPABILITIES).await;
        let at_once = ["SELECT \"INBOX\"", HEAD, LIST];
        answer(&mut talk, &at_once, &format!("{SELECTED}{}{FOLDERS}", head())).await;
        answer(&mut talk, &["NOOP", SHORT_ROWS], &short).await;
    };
    let (opened, ()) = tokio::join!(open, server_side);
    let opened = opened.unwrap();
    assert_eq!((opened.head.header, opened.page.unwrap().envelopes), (b"\r\n".to_vec(), envelopes));
}

#[tokio::test]
async fn what_is_around_comes_along_and_is_asked_for_once() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(LIMITS), Arc::new(scripted.server.clone()));
    let (inbox, credentials) = (MailboxName::inbox(), alice());
    let lease = pool.lease(&server, &credentials, Some(&inbox));
    let capabilities = format!("{CAPABILITIES} NAMESPACE QUOTA ACL");
    let (lease, mut talk) = tokio::join!(lease, scripted.logged_in(&capabilities));
    let mut lease = lease.unwrap();
    let around = "* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n* QUOTAROOT INBOX x\r\n* QUOTA x (STORAGE 1 4)\r\n";
    let server_side = async {
        let rights = "* MYRIGHTS INBOX lr\r\n";
        let at_once = ["SELECT \"INBOX\"", "MYRIGHTS \"INBOX\"", LIST, "NAMESPACE", "GETQUOTAROOT \"INBOX\""];
        answer(&mut talk, &at_once, &format!("{SELECTED}{rights}{FOLDERS}{around}")).await;
        answer(&mut talk, &["NOOP", ROWS], &rows()).await;
        answer(&mut talk, &["NOOP", KNOWN_ROWS, LIST], &(FLAGS.to_owned() + FOLDERS)).await;
    };
    let pages = async {
        let first = lease.list(&inbox, WINDOW).await.unwrap();
        (first, lease.list(&inbox, WINDOW).await.unwrap())
    };
    let ((first, second), ()) = tokio::join!(pages, server_side);
    assert_eq!(first.mailboxes.room.map(|it| it.hundredths()), Some(25));
    assert_eq!(first.mailboxes.named(&inbox).and_then(|it| it.rights.clone()), Some(Rights::to_read()));
    assert_eq!(first.mailboxes, second.mailboxes, "what was told is known");
}

#[tokio::test]
async fn a_refusal_takes_no_marks_from_messages_of_which_they_were_told() {
    let scripted = Scripted::new().await;
    let (pool, server) = (Pool::new(LIMITS), Arc::new(scripted.server.clone()));
    let (mut lease, mut talk) = warm(&pool, &scripted, &server).await;
    let inbox = MailboxName::inbox();
    let numbers: Vec<MessageNumber> = ["1-11", "1-12"].map(|it| it.parse().unwrap()).into();
    let server_side = async {
        let noop = talk.expect("NOOP").await;
        let fetch = talk.expect("UID FETCH 11:12 (UID FLAGS INTERNALDATE)").await;
        // The second one is told of in part.
        let told = "* 1 FETCH (UID 11 FLAGS (\\Flagged) INTERNALDATE \"01-Jan-2026 10:00:00 +0000\")\r\n\
                    * 2 FETCH (UID 12 FLAGS ())\r\n";
        talk.say(&format!("{noop} OK done\r\n{told}{fetch} NO [SERVERBUG] cannot read\r\n")).await;
    };
    let (marks, ()) = tokio::join!(lease.marks(&inbox, &numbers), server_side);
    let flags = FlagSet::from([Flag::Flagged]);
    let expected = Marks { uid: numbers[0].uid, flags, received_at: 1_767_261_600 };
    assert_eq!(marks.unwrap(), [expected]);
}
