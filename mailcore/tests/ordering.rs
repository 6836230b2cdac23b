//! Lists in an order, of what a search found and by thread: on a real Dovecot and a real Cyrus, on a
//! Dovecot that says it can do none of it, and on the embedded mail server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::indexing_slicing, reason = "a test ends where it fails")]

#[path = "place/both.rs"]
mod both;
#[path = "place/place.rs"]
mod place;

use std::time::Duration;

use mailcore::envelope::{EnvelopePage, Lack, Window};
use mailcore::flag::{Flag, FlagSet};
use mailcore::imap::pool::{Beside, Lease, Limits, Pool};
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::order::{By, ListView, Order};
use mailcore::search::{Day, Field, FieldName, Search};
use mailcore::uid::MessageNumber;

use both::on_every_server;
use place::dovecot::{Dovecot, credentials};
use place::{Kind, Place};

/// The login of the account and its secret.
const LOGIN: (&str, &str) = ("pierre", "secret");

/// What a Dovecot says that it can where it is to be asked for nothing more.
const BARE: &str = "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS\n";

/// An account on a server of its own.
struct Account {
    place: Place,
    pool: Pool,
}

impl Account {
    async fn on(kind: Kind) -> Self {
        Self::at(Place::start(kind, &[LOGIN]).await)
    }

    fn at(place: Place) -> Self {
        let (idle, wait) = (Duration::from_secs(60), Duration::from_secs(30));
        Self { place, pool: Pool::new(Limits { per_account: 4, idle, wait }) }
    }

    /// With these messages, the oldest first: what was said of each, and its number of octets more.
    async fn with(kind: Kind, letters: &[Letter]) -> (Self, Lease) {
        let account = Self::on(kind).await;
        let mut lease = account.lease().await;
        for letter in letters {
            letter.file(&mut lease).await;
        }
        (account, lease)
    }

    async fn lease(&self) -> Lease {
        self.pool.lease(&self.place.server(), &credentials(LOGIN.0, LOGIN.1), None).await.unwrap()
    }
}

/// A message to be filed.
#[derive(Clone, Copy, Default)]
struct Letter {
    id: u32,
    subject: &'static str,
    from: &'static str,
    to: &'static str,
    /// The day of January 2024.
    day: u32,
    more: usize,
    answers: Option<u32>,
    flags: &'static [Flag],
    has_attachment: bool,
}

impl Letter {
    async fn file(&self, lease: &mut Lease) -> MessageNumber {
        let Self { id, subject, from, to, day, .. } = self;
        let answers =
            self.answers.map(|it| format!("References: <{it}@example.org>\r\n")).unwrap_or_default();
        let kind =
            if self.has_attachment { "multipart/mixed; boundary=b" } else { "text/plain; charset=utf-8" };
        let body = "x".repeat(self.more);
        let letter = format!(
            "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{id}@example.org>\r\n{answers}\
             Date: {day} Jan 2024 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n\
             --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBonjour numéro {id} {body}\r\n--b\r\n\
             Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n"
        );
        let flags: FlagSet = self.flags.iter().cloned().collect();
        lease.append(&inbox(), &flags, letter.into(), true).await.unwrap().expect("the UID is told")
    }
}

/// Four messages that stand in another order by everything.
const FOUR: [Letter; 4] = [
    Letter {
        id: 1,
        subject: "Re: Devis",
        from: "Zoe <zoe@example.org>",
        to: "\"Dupond\" <x@example.org>",
        day: 9,
        more: 300,
        flags: &[Flag::Seen, Flag::Flagged],
        ..NOTHING
    },
    Letter {
        id: 2,
        subject: "Achat",
        from: "albert@example.org",
        to: "b@example.org",
        day: 7,
        more: 900,
        ..NOTHING
    },
    Letter {
        id: 3,
        subject: "=?utf-8?Q?R=C3=A9union?= du 5",
        from: "Berthe <berthe@example.org>",
        to: "c@example.org",
        day: 8,
        has_attachment: true,
        flags: &[Flag::Answered],
        ..NOTHING
    },
    Letter {
        id: 4,
        subject: "devis",
        from: "Claire <claire@example.org>",
        to: "a@example.org",
        day: 5,
        more: 600,
        ..NOTHING
    },
];

const NOTHING: Letter = Letter {
    id: 0,
    subject: "",
    from: "",
    to: "",
    day: 1,
    more: 0,
    answers: None,
    flags: &[],
    has_attachment: false,
};

fn inbox() -> MailboxName {
    MailboxName::inbox()
}

fn by(by: By, descending: bool) -> ListView {
    ListView { order: Order { by, descending }, ..ListView::default() }
}

fn of(search: Search) -> ListView {
    ListView { search, ..ListView::default() }
}

fn subject(text: &str) -> Search {
    Search::Field(Field::Subject, text.to_owned())
}

fn without(search: Search) -> Search {
    Search::Not(Box::new(search))
}

async fn page(lease: &mut Lease, view: &ListView, page: u32, size: u32) -> EnvelopePage {
    lease.list_in(&inbox(), view, Window { page, size }).await.unwrap().page
}

/// The UIDs of a page, which in a new mailbox are the numbers of the letters.
fn uids(page: &EnvelopePage) -> Vec<u32> {
    page.envelopes.iter().map(|it| it.uid.get()).collect()
}

#[track_caller]
fn assert_uids(page: &EnvelopePage, expected: &[u32], what: &impl std::fmt::Debug) {
    assert_eq!(uids(page), expected, "{what:?}");
}

async fn check_orders(lease: &mut Lease) {
    for (order, ascending, descending) in [
        (By::Arrival, [1, 2, 3, 4], [4, 3, 2, 1]),
        (By::Date, [4, 2, 3, 1], [1, 3, 2, 4]),
        (By::Subject, [2, 4, 1, 3], [3, 4, 1, 2]),
        (By::Size, [3, 1, 4, 2], [2, 4, 1, 3]),
        (By::From, [2, 3, 4, 1], [1, 4, 3, 2]),
        (By::Flagged, [4, 3, 2, 1], [1, 4, 3, 2]),
        (By::Attachment, [4, 2, 1, 3], [3, 4, 2, 1]),
    ] {
        let found = page(lease, &by(order, false), 0, 50).await;
        assert_uids(&found, &ascending, &order);
        let found = page(lease, &by(order, true), 0, 50).await;
        assert_uids(&found, &descending, &order);
        assert_eq!(found.total, 4);
    }
}

async fn check_searches(lease: &mut Lease) {
    let named = |name: &str, text: &str| {
        Search::Field(Field::Named(FieldName::parse(name).unwrap()), text.to_owned())
    };
    let today = Day(i32::try_from(seconds_now() / 86_400).unwrap());
    for (search, expected) in [
        (Search::All, &[4, 3, 2, 1][..]),
        (without(Search::Flag(Flag::Seen)), &[4, 3, 2]),
        (Search::Flag(Flag::Answered), &[3]),
        (subject("DEVIS"), &[4, 1]),
        (subject("réunion"), &[3]),
        (Search::Or(vec![subject("réunion"), subject("achat"), subject("rien")]), &[3, 2]),
        (Search::And(vec![subject("devis"), without(Search::Flag(Flag::Flagged))]), &[4]),
        (without(Search::Or(vec![subject("devis"), subject("achat")])), &[3]),
        (Search::Field(Field::From, "berthe@".to_owned()), &[3]),
        (named("Message-ID", "<2@"), &[2]),
        (Search::Text("numéro 4".to_owned()), &[4]),
        (Search::Body("numéro".to_owned()), &[4, 3, 2, 1]),
        (Search::Attachment, &[3]),
        (Search::Larger(800), &[4, 2]),
        (Search::Since(today), &[4, 3, 2, 1]),
        (Search::Before(Day(today.0 - 1)), &[]),
        (subject("\r\nA1 LOGOUT"), &[]),
        (subject("a\0b"), &[]),
        (subject(r#"" ALL ("#), &[]),
    ] {
        let found = page(lease, &of(search.clone()), 0, 50).await;
        assert_uids(&found, expected, &search);
    }
    let sorted = ListView { search: without(subject("achat")), ..by(By::Size, true) };
    assert_uids(&page(lease, &sorted, 0, 50).await, &[4, 1, 3], &sorted);
}

fn seconds_now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

on_every_server!(
    a_list_stands_in_every_order,
    what_is_searched_for_is_found,
    pages_of_an_order_hold_every_message_once,
    what_others_change_shows_on_the_next_page_of_an_order,
    neighbours_are_those_of_the_list,
    a_thread_is_a_row,
);

async fn a_list_stands_in_every_order(kind: Kind) {
    let (_account, mut lease) = Account::with(kind, &FOUR).await;
    check_orders(&mut lease).await;
}

async fn what_is_searched_for_is_found(kind: Kind) {
    let (_account, mut lease) = Account::with(kind, &FOUR).await;
    check_searches(&mut lease).await;
}

#[tokio::test]
async fn a_server_that_can_only_search_gives_the_same_lists() {
    let account = Account::at(Place::Dovecot(Dovecot::start_with(&[LOGIN], BARE)));
    let mut lease = account.lease().await;
    assert!(!lease.capabilities().any(|it| it == "SORT"));
    for letter in FOUR {
        letter.file(&mut lease).await;
    }
    check_orders(&mut lease).await;
    check_searches(&mut lease).await;
    let threads = ListView { threads: true, ..ListView::default() };
    let found = page(&mut lease, &threads, 0, 50).await;
    assert_eq!((uids(&found), found.lacks), (vec![4, 3, 2, 1], vec![Lack::Threads]));
}

async fn pages_of_an_order_hold_every_message_once(kind: Kind) {
    let letters: Vec<Letter> = (1..=25).map(|id| Letter { id, day: id % 7 + 1, ..FOUR[1] }).collect();
    let (_account, mut lease) = Account::with(kind, &letters).await;
    for view in [by(By::Date, true), by(By::Size, false), of(Search::Larger(1)), of(Search::Smaller(1))] {
        let mut seen = Vec::new();
        for number in 0..3 {
            let found = page(&mut lease, &view, number, 10).await;
            seen.extend(uids(&found));
        }
        let beyond = page(&mut lease, &view, 99, 10).await;
        let expected = if view.search == Search::Smaller(1) { 0 } else { 25 };
        assert_eq!(beyond.page, u32::from(expected > 0) * 2);
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((seen.len(), beyond.total), (expected, u32::try_from(expected).unwrap()), "{view:?}");
    }
}

async fn what_others_change_shows_on_the_next_page_of_an_order(kind: Kind) {
    let (account, mut ours) = Account::with(kind, &FOUR).await;
    let mut theirs = account.lease().await;
    let (sorted, unread) = (by(By::Subject, false), of(without(Search::Flag(Flag::Seen))));
    assert_uids(&page(&mut ours, &sorted, 0, 50).await, &[2, 4, 1, 3], &"subject");
    assert_uids(&page(&mut ours, &unread, 0, 50).await, &[4, 3, 2], &"unread");

    let number = Letter { id: 5, subject: "aaa", ..FOUR[1] }.file(&mut theirs).await;
    assert_uids(&page(&mut ours, &sorted, 0, 50).await, &[5, 2, 4, 1, 3], &"one came");
    assert_uids(&page(&mut ours, &unread, 0, 50).await, &[5, 4, 3, 2], &"one came");

    theirs.flag(&inbox(), &[number], &FlagSet::from([Flag::Seen]), &FlagSet::new()).await.unwrap();
    let found = page(&mut ours, &sorted, 0, 50).await;
    assert!(found.envelopes[0].flags.contains(&Flag::Seen));
    assert_uids(&page(&mut ours, &unread, 0, 50).await, &[4, 3, 2], &"one was read");

    theirs.remove_all(&inbox(), &[MessageNumber { uid: found.envelopes[1].uid, ..number }]).await.unwrap();
    assert_uids(&page(&mut ours, &sorted, 0, 50).await, &[5, 4, 1, 3], &"one went");
    assert_uids(&page(&mut ours, &unread, 0, 50).await, &[4, 3], &"one went");
    // And what the connection did itself.
    ours.remove_all(&inbox(), &[number]).await.unwrap();
    assert_uids(&page(&mut ours, &sorted, 0, 2).await, &[4, 1], &"ours went");
    assert_uids(&page(&mut theirs, &sorted, 1, 2).await, &[3], &"page 2");
}

async fn neighbours_are_those_of_the_list(kind: Kind) {
    let (_account, mut lease) = Account::with(kind, &FOUR).await;
    let view = by(By::Subject, false);
    let epoch = page(&mut lease, &view, 0, 2).await.uid_validity;
    let at = |uid: u32| {
        let number = format!("{epoch}-{uid}").parse().unwrap();
        MessageRef { mailbox: inbox(), number }
    };
    let window = Window { page: 0, size: 2 };
    let opened = lease.open(&at(4), Beside::List(&view, window)).await.unwrap();
    let beside = opened.neighbours;
    let place =
        |it: Option<mailcore::imap::neighbours::Neighbour>| it.map(|it| (it.number.uid.get(), it.place));
    assert_eq!((place(beside.newer), place(beside.older)), (Some((2, 0)), Some((1, 2))));
    assert_uids(&opened.page.unwrap(), &[2, 4], &"the page beside it");
    // What is no longer found stands where it stood.
    let unread = of(without(Search::Flag(Flag::Seen)));
    lease.flag(&inbox(), &[at(3).number], &FlagSet::from([Flag::Seen]), &FlagSet::new()).await.unwrap();
    let beside = lease.open(&at(3), Beside::Folders(&unread)).await.unwrap().neighbours;
    assert_eq!((place(beside.newer), place(beside.older)), (Some((4, 0)), Some((2, 1))));
}

async fn a_thread_is_a_row(kind: Kind) {
    let letter =
        |id: u32, subject: &'static str, answers| Letter { id, subject, answers, day: id, ..FOUR[1] };
    let letters = [
        letter(1, "Devis", None),
        letter(2, "Achat", None),
        letter(3, "Re: Devis", Some(1)),
        Letter { flags: &[Flag::Seen], ..letter(4, "Zinc", None) },
        Letter { flags: &[Flag::Seen], ..letter(5, "Re: Devis", Some(3)) },
    ];
    let (_account, mut lease) = Account::with(kind, &letters).await;
    let threads = ListView { threads: true, ..ListView::default() };
    let found = page(&mut lease, &threads, 0, 2).await;
    assert_eq!((uids(&found), found.total), (vec![5, 4], 3));
    let first = &found.envelopes[0];
    let members: Vec<u32> = first.thread.iter().map(|it| it.get()).collect();
    assert_eq!((members, first.unseen), (vec![1, 3, 5], 2));
    assert_uids(&page(&mut lease, &threads, 1, 2).await, &[2], &"the second page");
    let by_subject = ListView { threads: true, ..by(By::Subject, true) };
    assert_uids(&page(&mut lease, &by_subject, 0, 50).await, &[4, 5, 2], &"by subject");
    let unread = ListView { threads: true, ..of(without(Search::Flag(Flag::Seen))) };
    assert_uids(&page(&mut lease, &unread, 0, 50).await, &[3, 2], &"unread");
}

/// Rows that were shown of one mailbox say nothing of another one, whose messages have the same UIDs.
#[tokio::test]
async fn rows_of_another_mailbox_are_not_taken_for_those_of_a_list() {
    let (_account, mut lease) = Account::with(Kind::Dovecot, &FOUR).await;
    let sent = MailboxName::parse("Sent").unwrap();
    let letter: &[u8] = b"From: a@b\r\nSubject: sent\r\n\r\nx\r\n";
    lease.append(&sent, &FlagSet::new(), letter.into(), true).await.unwrap();
    let view = of(Search::Larger(1));
    let window = |page| Window { page, size: 2 };
    lease.find_in(&inbox(), &view, window(0)).await.unwrap();
    lease.find_in(&sent, &view, window(0)).await.unwrap();
    let page = lease.find_in(&inbox(), &view, window(1)).await.unwrap();
    let subjects: Vec<&str> = page.envelopes.iter().map(|it| it.subject.as_str()).collect();
    assert_eq!(subjects, ["Achat", "Re: Devis"]);
}
