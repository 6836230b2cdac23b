//! What is asked of servers for a list in an order, exchange by exchange, and of servers that cannot.

use std::sync::Arc;
use std::time::Duration;

use crate::envelope::{EnvelopePage, Lack, Window};
use crate::imap::pool::{Lease, Limits, Pool};
use crate::imap::scripted::{Scripted, Talk, alice};
use crate::mailbox::MailboxName;
use crate::order::{By, ListView, Order};
use crate::search::{Field, Search};

const LIST: &str = r#"LIST "" "*" RETURN (SPECIAL-USE SUBSCRIBED STATUS (MESSAGES UIDNEXT UNSEEN))"#;
const STATE: &str = "STATUS \"INBOX\" (UIDVALIDITY UIDNEXT MESSAGES HIGHESTMODSEQ)";
const SORT: &str = "UID SORT (REVERSE SUBJECT) US-ASCII ALL";
const FOLDERS: &str = "* LIST (\\Subscribed) \"/\" INBOX\r\n";

fn selected(exists: u32) -> String {
    format!("* {exists} EXISTS\r\n* OK [UIDVALIDITY 1] ok\r\n")
}

fn state(uid_next: u32, messages: u32) -> String {
    format!("* STATUS INBOX (UIDVALIDITY 1 UIDNEXT {uid_next} MESSAGES {messages} HIGHESTMODSEQ 5)\r\n")
}

fn whole(uids: &str) -> String {
    format!("UID FETCH {uids} (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)")
}

fn row(number: u32, uid: u32) -> String {
    format!(
        "* {number} FETCH (UID {uid} FLAGS () RFC822.SIZE 9 INTERNALDATE \"01-Jan-2026 10:00:00 +0000\" \
         ENVELOPE (NIL \"{uid}\" NIL NIL NIL NIL NIL NIL NIL NIL) \
         BODYSTRUCTURE (\"text\" \"plain\" NIL NIL NIL \"7bit\" 4 1))\r\n"
    )
}

/// One exchange: these commands go out together.
async fn answer(talk: &mut Talk, commands: &[&str], data: &str) {
    let mut ends = String::new();
    for command in commands {
        let tag = talk.expect(command).await;
        ends += &format!("{tag} OK done\r\n");
    }
    talk.say(&format!("{data}{ends}")).await;
}

/// Both ends of a connection to a server with these capabilities besides those of lists.
async fn connected(scripted: &Scripted, capabilities: &str) -> (Lease, Talk) {
    let (idle, wait) = (Duration::from_secs(60), Duration::from_secs(30));
    let (pool, server) =
        (Pool::new(Limits { per_account: 1, idle, wait }), Arc::new(scripted.server.clone()));
    let (credentials, capabilities) =
        (alice(), format!("LIST-EXTENDED LIST-STATUS SPECIAL-USE CONDSTORE {capabilities}"));
    let lease = pool.lease(&server, &credentials, None);
    let (lease, talk) = tokio::join!(lease, scripted.logged_in(&capabilities));
    (lease.unwrap(), talk)
}

fn by_subject() -> ListView {
    ListView { order: Order { by: By::Subject, descending: false }, ..ListView::default() }
}

async fn page(lease: &mut Lease, view: &ListView, page: u32) -> EnvelopePage {
    lease.list_in(&MailboxName::inbox(), view, Window { page, size: 1 }).await.unwrap().page
}

fn uids(page: &EnvelopePage) -> Vec<u32> {
    page.envelopes.iter().map(|it| it.uid.get()).collect()
}

#[tokio::test]
async fn another_page_of_an_order_costs_a_window() {
    let scripted = Scripted::new().await;
    let (mut lease, mut talk) = connected(&scripted, "SORT").await;
    let view = by_subject();

    let server_side = async {
        let data = format!("{}{}* SORT 12 11\r\n", selected(2), state(13, 2));
        answer(&mut talk, &["SELECT \"INBOX\"", STATE, SORT], &data).await;
        answer(&mut talk, &["NOOP", LIST, &whole("11")], &(row(1, 11) + FOLDERS)).await;
    };
    let (first, ()) = tokio::join!(page(&mut lease, &view, 0), server_side);
    assert_eq!((uids(&first), first.total), (vec![11], 2));

    let data = row(2, 12) + FOLDERS + &state(13, 2);
    let at_once = ["NOOP", LIST, &whole("12"), STATE];
    let (second, ()) = tokio::join!(page(&mut lease, &view, 1), answer(&mut talk, &at_once, &data));
    assert_eq!((uids(&second), second.page), (vec![12], 1));

    // A message came: the order is asked for again, and of the page what is not known.
    let server_side = async {
        let data = format!("* 1 FETCH (UID 11 FLAGS ())\r\n{FOLDERS}{}", state(14, 3));
        answer(&mut talk, &["NOOP", LIST, "UID FETCH 11 (UID FLAGS)", STATE], &data).await;
        let data = format!("* 3 EXISTS\r\n{}* SORT 12 11 13\r\n", state(14, 3));
        answer(&mut talk, &["NOOP", STATE, SORT], &data).await;
        answer(&mut talk, &["NOOP", &whole("13")], &row(3, 13)).await;
    };
    let (third, ()) = tokio::join!(page(&mut lease, &view, 0), server_side);
    assert_eq!((uids(&third), third.total), (vec![13], 3));
}

#[tokio::test]
async fn a_server_that_knows_ascii_alone_is_asked_in_ascii() {
    let scripted = Scripted::new().await;
    let (mut lease, mut talk) = connected(&scripted, "LITERAL+").await;
    let search = Search::Field(Field::Subject, "été 26".to_owned());
    let view = ListView { search, ..ListView::default() };
    let server_side = async {
        let select = talk.expect("SELECT \"INBOX\"").await;
        let status = talk.expect(STATE).await;
        let search = talk.expect("UID SEARCH CHARSET UTF-8 SUBJECT {8+}").await;
        assert_eq!(talk.hear().await.as_deref(), Some("été 26"));
        let no = format!("{search} NO [BADCHARSET (US-ASCII)] no\r\n");
        talk.say(&format!("{}{select} OK in\r\n{}{status} OK\r\n{no}", selected(2), state(13, 2))).await;
        let commands = ["NOOP", "UID SEARCH SUBJECT \"t\" SUBJECT \" 26\""];
        answer(&mut talk, &commands, "* SEARCH 11 12\r\n").await;
        answer(&mut talk, &["NOOP", LIST, &whole("12")], &(row(2, 12) + FOLDERS)).await;
    };
    let (found, ()) = tokio::join!(page(&mut lease, &view, 0), server_side);
    assert_eq!((uids(&found), found.total, found.lacks), (vec![12], 2, vec![Lack::Letters]));
}

#[tokio::test]
async fn of_a_very_long_list_a_part_is_asked_for() {
    let scripted = Scripted::new().await;
    let (mut lease, mut talk) = connected(&scripted, "SORT ESORT CONTEXT=SEARCH").await;
    let view = by_subject();
    let part = |range: &str| format!("UID SORT RETURN (PARTIAL {range} COUNT) (SUBJECT) US-ASCII ALL");
    let told = |range: &str, uids: &str| {
        format!("* ESEARCH (TAG \"x\") UID PARTIAL ({range} {uids}) COUNT 600000\r\n")
    };
    let server_side = async {
        // How many there are is known after a first list.
        answer(&mut talk, &["SELECT \"INBOX\"", LIST], &(selected(600_000) + FOLDERS)).await;
        let newest = "FETCH 600000 (UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODYSTRUCTURE)";
        answer(&mut talk, &["NOOP", newest], &row(600_000, 700_000)).await;
        let data = state(700_001, 600_000) + &told("7:9", "41,9,12");
        answer(&mut talk, &["NOOP", STATE, &part("7:9")], &data).await;
        answer(&mut talk, &["NOOP", LIST, &whole("9")], &(row(5, 9) + FOLDERS)).await;
    };
    let client_side = async {
        page(&mut lease, &ListView::default(), 0).await;
        page(&mut lease, &view, 7).await
    };
    let (found, ()) = tokio::join!(client_side, server_side);
    assert_eq!((uids(&found), found.page, found.total), (vec![9], 7, 600_000));
}
