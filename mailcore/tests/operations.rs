//! What a lease can do, on a real Dovecot and on the embedded mail server.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]
#![allow(clippy::indexing_slicing, reason = "a test ends where it fails")]

#[path = "place/both.rs"]
mod both;
#[path = "place/place.rs"]
mod place;

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use mailcore::envelope::{EnvelopePage, Window};
use mailcore::flag::{Flag, FlagSet};
use mailcore::imap::Error;
use mailcore::imap::pool::{Beside, Lease, Limits, Pool};
use mailcore::mailbox::{MailboxName, MessageRef, SpecialUse};
use mailcore::message::part::PartId;
use mailcore::order::BY_ARRIVAL;
use mailcore::uid::{MessageNumber, Uid, UidValidity};

use both::on_both_servers;
use place::dovecot::{Dovecot, credentials};
use place::{Kind, Place};

/// An account on a server of its own.
struct Account {
    place: Place,
    pool: Pool,
}

/// The login of the account and its secret.
const LOGIN: (&str, &str) = ("pierre", "secret");

impl Account {
    async fn on(kind: Kind) -> Self {
        Self::at(Place::start(kind, &[LOGIN]).await)
    }

    fn at(place: Place) -> Self {
        let (idle, wait) = (Duration::from_secs(60), Duration::from_secs(30));
        Self { place, pool: Pool::new(Limits { per_account: 8, idle, wait }) }
    }

    async fn lease(&self) -> Lease {
        self.pool.lease(&self.place.server(), &credentials(LOGIN.0, LOGIN.1), None).await.unwrap()
    }
}

fn name(text: &str) -> MailboxName {
    MailboxName::parse(text).unwrap()
}

fn window(page: u32) -> Window {
    Window { page, size: 50 }
}

fn message(subject: &str) -> Vec<u8> {
    format!(
        "From: Claire <claire@example.org>\r\nTo: pierre@example.org\r\nSubject: {subject}\r\n\
         Message-ID: <{subject}@example.org>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\nBonjour\r\n"
    )
    .into_bytes()
}

async fn file(lease: &mut Lease, mailbox: &str, subject: &str) -> MessageNumber {
    let filed = lease.append(&name(mailbox), &FlagSet::new(), message(subject).into(), true).await;
    filed.unwrap().expect("both servers tell the UID")
}

async fn fill(lease: &mut Lease, mailbox: &str, subjects: std::ops::RangeInclusive<u32>) {
    for subject in subjects {
        file(lease, mailbox, &subject.to_string()).await;
    }
}

fn subjects(page: &EnvelopePage) -> Vec<u32> {
    page.envelopes.iter().map(|it| it.subject.parse().unwrap()).collect()
}

fn reference(mailbox: &str, number: MessageNumber) -> MessageRef {
    MessageRef { mailbox: name(mailbox), number }
}

on_both_servers!(
    pages_hold_every_message_once_from_the_newest_on,
    an_empty_mailbox_has_one_empty_page,
    a_row_tells_what_the_message_says,
    what_others_change_between_two_pages_is_seen,
    mailboxes_may_have_any_name,
    mailboxes_stand_in_their_order_with_their_counts,
    flags_are_added_and_removed_and_seen_by_others,
    a_number_of_another_epoch_changes_nothing,
    a_mailbox_that_is_not_there_is_gone_and_the_connection_goes_on,
    a_message_is_removed_alone,
    a_message_is_found_by_its_id,
    a_message_is_opened_with_its_list_and_its_parts,
    a_message_that_arrived_meanwhile_is_there_for_a_waiting_connection,
    ten_thousand_parts_and_a_deep_nest_are_listed_and_opened,
    an_operation_that_is_dropped_leaves_the_next_one_right,
    counts_know_what_others_changed,
);

async fn pages_hold_every_message_once_from_the_newest_on(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    for count in [1, 50, 120] {
        let mailbox = format!("with {count}");
        fill(&mut lease, &mailbox, 1..=count).await;
        let mut seen = Vec::new();
        for page in 0..count.div_ceil(50) {
            let listing = lease.list(&name(&mailbox), window(page)).await.unwrap();
            assert_eq!((listing.page.page, listing.page.total), (page, count));
            seen.extend(subjects(&listing.page));
        }
        assert_eq!(seen, (1..=count).rev().collect::<Vec<_>>());
        let beyond = lease.list(&name(&mailbox), window(99)).await.unwrap().page;
        assert_eq!(beyond.page, count.div_ceil(50) - 1);
        assert_eq!(beyond.envelopes.last().unwrap().subject, "1");
    }
}

async fn an_empty_mailbox_has_one_empty_page(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    for _ in 0..2 {
        let page = lease.list(&name("INBOX"), window(3)).await.unwrap().page;
        assert_eq!((page.envelopes.len(), page.total, page.page), (0, 0, 0));
    }
}

async fn a_row_tells_what_the_message_says(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    let octets = "From: =?utf-8?q?Ren=C3=A9?= <rene@example.org>\r\nTo: undisclosed-recipients:;\r\n\
        Subject: =?iso-8859-1?q?caf=E9?= \"et\" \\ plus\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntexte\r\n--b\r\n\
        Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n \
        filename*0*=utf-8''%C3%A9t%C3%A9; filename*1=.pdf\r\n\r\nx\r\n--b--\r\n";
    let flags = FlagSet::from([Flag::Flagged, Flag::parse("$Forwarded").unwrap()]);
    let number =
        lease.append(&MailboxName::inbox(), &flags, octets.as_bytes().into(), false).await.unwrap().unwrap();
    let page = lease.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    let [row] = page.envelopes.as_slice() else { panic!("one message") };
    assert_eq!(row.subject, "café \"et\" \\ plus");
    assert_eq!((row.from[0].name.as_str(), row.from[0].address.as_str()), ("René", "rene@example.org"));
    assert_eq!((row.to[0].name.as_str(), row.to[0].address.as_str()), ("undisclosed-recipients", ""));
    assert_eq!((row.flags.clone(), row.has_attachment), (flags, true));
    assert_eq!((row.uid, page.uid_validity), (number.uid, number.uid_validity));
    assert_eq!(row.size, octets.len() as u64);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    assert!(row.received_at.abs_diff(i64::try_from(now).unwrap()) < 600);
    let opened = lease.open(&reference("INBOX", number), Beside::Nothing).await.unwrap();
    assert_eq!(opened.head.structure.root.parts[1].file_name.as_deref(), Some("été.pdf"));
}

async fn what_others_change_between_two_pages_is_seen(kind: Kind) {
    let account = Account::on(kind).await;
    let mut ours = account.lease().await;
    let mut theirs = account.lease().await;
    fill(&mut ours, "INBOX", 1..=60).await;
    let first = ours.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    assert_eq!(subjects(&first), (11..=60).rev().collect::<Vec<_>>());
    // Arrivals.
    fill(&mut theirs, "INBOX", 61..=63).await;
    let page = ours.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    assert_eq!(subjects(&page), (14..=63).rev().collect::<Vec<_>>());
    assert_eq!(page.total, 63);
    // Removals: of the newest, of one in the middle, of the oldest.
    for number in [&page.envelopes[0], &page.envelopes[9]].map(|it| it.uid) {
        let number = MessageNumber { uid_validity: page.uid_validity, uid: number };
        theirs.remove(&reference("INBOX", number)).await.unwrap();
    }
    let last = theirs.list(&MailboxName::inbox(), window(1)).await.unwrap().page;
    let oldest = MessageNumber { uid_validity: page.uid_validity, uid: last.envelopes.last().unwrap().uid };
    theirs.remove(&reference("INBOX", oldest)).await.unwrap();
    let page = ours.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    assert_eq!(page.total, 60);
    assert_eq!(subjects(&page)[..10], [62, 61, 60, 59, 58, 57, 56, 55, 53, 52]);
    assert_eq!(subjects(&page).len(), 50);
    let last = ours.list(&MailboxName::inbox(), window(1)).await.unwrap().page;
    assert_eq!(subjects(&last), (2..=11).rev().collect::<Vec<_>>());
    // Nearly everything goes: the page that was asked for is no more.
    for row in page.envelopes.iter().chain(&last.envelopes).skip(1) {
        let number = MessageNumber { uid_validity: page.uid_validity, uid: row.uid };
        theirs.remove(&reference("INBOX", number)).await.unwrap();
    }
    let page = ours.list(&MailboxName::inbox(), window(1)).await.unwrap().page;
    assert_eq!((subjects(&page), page.page), (vec![62], 0));
}

async fn mailboxes_may_have_any_name(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    let names =
        ["Envoyés à moi", "R&D", "a \"b\" c", "back\\slash", "台北/日本語 😀", "{5+}", "&AOk-", "per%cent *"];
    for text in names {
        let number = file(&mut lease, text, "1").await;
        let page = lease.list(&name(text), window(0)).await.unwrap().page;
        assert_eq!(subjects(&page), [1], "{text}");
        lease.open(&reference(text, number), Beside::Nothing).await.unwrap();
    }
    let mailboxes = lease.mailboxes().await.unwrap();
    for text in names {
        let mailbox = mailboxes.iter().find(|it| it.name == name(text)).expect(text);
        assert_eq!(mailbox.status.map(|it| (it.messages, it.unseen)), Some((1, 1)), "{text}");
    }
    let level = mailboxes.iter().find(|it| it.name == name("台北")).expect("the level above");
    assert!(!level.selectable || level.status.is_some());
}

async fn mailboxes_stand_in_their_order_with_their_counts(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    for mailbox in ["Zoo", "abc", "Archive/2023", "INBOX", "Archive", "Brouillons", "Corbeille", "Spam"] {
        fill(&mut lease, mailbox, 1..=2).await;
    }
    let page = lease.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    let number = MessageNumber { uid_validity: page.uid_validity, uid: page.envelopes[0].uid };
    lease.flag(&MailboxName::inbox(), &[number], &[Flag::Seen].into(), &FlagSet::new()).await.unwrap();
    let mailboxes = lease.list(&MailboxName::inbox(), window(0)).await.unwrap().mailboxes;
    assert_eq!(mailboxes, lease.mailboxes().await.unwrap());
    let names: Vec<&str> = mailboxes.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names,
        ["INBOX", "Brouillons", "Sent", "Archive", "Archive/2023", "Spam", "Corbeille", "abc", "Zoo"]
    );
    let roles: Vec<_> = mailboxes.iter().filter_map(|it| it.special_use).collect();
    let expected =
        [SpecialUse::Drafts, SpecialUse::Sent, SpecialUse::Archive, SpecialUse::Junk, SpecialUse::Trash];
    assert_eq!(roles, expected);
    let counts: Vec<_> = mailboxes.iter().map(|it| it.status.map(|it| (it.messages, it.unseen))).collect();
    assert_eq!((counts[0], counts[2], counts[8]), (Some((2, 1)), Some((0, 0)), Some((2, 2))));
}

async fn flags_are_added_and_removed_and_seen_by_others(kind: Kind) {
    let account = Account::on(kind).await;
    let mut ours = account.lease().await;
    let mut theirs = account.lease().await;
    let (one, two) = (file(&mut ours, "INBOX", "1").await, file(&mut ours, "INBOX", "2").await);
    let inbox = MailboxName::inbox();
    theirs.list(&inbox, window(0)).await.unwrap();
    let work = Flag::parse("Work").unwrap();
    ours.flag(&inbox, &[two, one], &[Flag::Seen, work.clone()].into(), &FlagSet::new()).await.unwrap();
    ours.flag(&inbox, &[one], &[Flag::Flagged].into(), &[Flag::Seen].into()).await.unwrap();
    ours.flag(&inbox, &[], &[Flag::Deleted].into(), &FlagSet::new()).await.unwrap();
    ours.flag(&inbox, &[one], &FlagSet::new(), &FlagSet::new()).await.unwrap();
    for lease in [&mut ours, &mut theirs] {
        let page = lease.list(&inbox, window(0)).await.unwrap().page;
        let flags: Vec<FlagSet> = page.envelopes.into_iter().map(|it| it.flags).collect();
        assert_eq!(flags, [FlagSet::from([Flag::Seen, work.clone()]), [Flag::Flagged, work.clone()].into()]);
    }
    // Opening does not mark.
    ours.open(&reference("INBOX", one), Beside::Nothing).await.unwrap();
    let opened = ours.open(&reference("INBOX", one), Beside::List(&BY_ARRIVAL, window(0))).await.unwrap();
    assert!(!opened.head.flags.contains(&Flag::Seen));
}

async fn a_number_of_another_epoch_changes_nothing(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    let number = file(&mut lease, "INBOX", "1").await;
    let inbox = MailboxName::inbox();
    let stale =
        MessageNumber { uid_validity: UidValidity::new(number.uid_validity.get() - 1).unwrap(), ..number };
    let missing = MessageNumber { uid: Uid::new(4_000_000).unwrap(), ..number };
    for bad in [stale, missing] {
        let bad = reference("INBOX", bad);
        assert!(matches!(lease.open(&bad, Beside::Nothing).await, Err(Error::Gone)));
        assert!(matches!(lease.open(&bad, Beside::List(&BY_ARRIVAL, window(0))).await, Err(Error::Gone)));
        let part = ["1".parse().unwrap()];
        assert!(matches!(lease.parts(&bad, &part, 10).await, Err(Error::Gone)));
        let other = account.lease().await;
        assert!(matches!(other.stream(&bad, None).await, Err(Error::Gone)));
    }
    let deleted = [Flag::Deleted].into();
    assert!(matches!(lease.flag(&inbox, &[stale], &deleted, &FlagSet::new()).await, Err(Error::Gone)));
    assert!(matches!(
        lease.flag(&inbox, &[number, stale], &deleted, &FlagSet::new()).await,
        Err(Error::Gone)
    ));
    assert!(matches!(lease.remove(&reference("INBOX", stale)).await, Err(Error::Gone)));
    lease.flag(&inbox, &[missing], &deleted, &FlagSet::new()).await.unwrap();
    lease.remove(&reference("INBOX", missing)).await.unwrap();
    let page = lease.list(&inbox, window(0)).await.unwrap().page;
    assert_eq!(page.envelopes[0].flags, FlagSet::new());
}

async fn a_mailbox_that_is_not_there_is_gone_and_the_connection_goes_on(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    file(&mut lease, "INBOX", "1").await;
    for _ in 0..2 {
        assert!(matches!(lease.list(&name("Nowhere"), window(0)).await, Err(Error::Gone)));
        let filed = lease.append(&name("Nowhere"), &FlagSet::new(), (&b"x\r\n"[..]).into(), false).await;
        assert!(matches!(filed, Err(Error::Gone)));
        assert!(matches!(lease.find_message_id(&name("Nowhere"), "a@b").await, Err(Error::Gone)));
        assert_eq!(lease.list(&name("INBOX"), window(0)).await.unwrap().page.total, 1);
    }
}

async fn a_message_is_removed_alone(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    let (one, two) = (file(&mut lease, "INBOX", "1").await, file(&mut lease, "INBOX", "2").await);
    // Somebody else's mark to remove it must not be carried out.
    lease.flag(&name("INBOX"), &[one], &[Flag::Deleted].into(), &FlagSet::new()).await.unwrap();
    lease.remove(&reference("INBOX", two)).await.unwrap();
    let page = lease.list(&name("INBOX"), window(0)).await.unwrap().page;
    assert_eq!(subjects(&page), [1]);
}

async fn a_message_is_found_by_its_id(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    let mut other = account.lease().await;
    let inbox = MailboxName::inbox();
    assert_eq!(lease.find_message_id(&inbox, "1@example.org").await.unwrap(), []);
    let one = file(&mut other, "INBOX", "1").await;
    let again = file(&mut other, "INBOX", "1").await;
    file(&mut other, "INBOX", "11").await;
    assert_eq!(lease.find_message_id(&inbox, "1@example.org").await.unwrap(), [one, again]);
    let since = async |lease: &mut Lease, from| {
        lease.find_message_id_from(&inbox, from, "1@example.org").await.unwrap()
    };
    assert_eq!(since(&mut lease, Some(one.uid)).await, [one, again]);
    assert_eq!(since(&mut lease, Some(again.uid)).await, [again]);
    assert_eq!(since(&mut lease, Uid::new(again.uid.get() + 1)).await, []);
    for odd in ["", "a\0b", "a\"b\\c", "é@x", "x\r\nA LOGOUT"] {
        assert_eq!(lease.find_message_id(&inbox, odd).await.unwrap(), [], "{odd:?}");
    }
    assert_eq!(lease.list(&inbox, window(0)).await.unwrap().page.total, 3);
}

async fn a_message_is_opened_with_its_list_and_its_parts(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    fill(&mut lease, "INBOX", 1..=3).await;
    let octets = "Subject: 4\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n\
        un\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\ndeux un\r\n--c\r\n\
        Content-Type: text/html\r\n\r\n<p>deux deux\r\n--c--\r\n--b--\r\n";
    let inbox = MailboxName::inbox();
    let number =
        lease.append(&inbox, &FlagSet::new(), octets.as_bytes().into(), false).await.unwrap().unwrap();
    let four = reference("INBOX", number);
    for mut lease in [lease, account.lease().await] {
        let opened = lease.open(&four, Beside::List(&BY_ARRIVAL, window(0))).await.unwrap();
        let page = opened.page.unwrap();
        assert_eq!(subjects(&page), [4, 3, 2, 1]);
        assert_eq!(page.envelopes[0].size, octets.len() as u64);
        assert_eq!(opened.head.size, octets.len() as u64);
        assert_eq!(opened.mailboxes[0].status.map(|it| it.messages), Some(4));
        assert!(
            opened.head.header.starts_with(b"Subject: 4\r\n") && opened.head.header.ends_with(b"\r\n\r\n")
        );
        let alone = lease.open(&four, Beside::Folders(&BY_ARRIVAL)).await.unwrap();
        assert_eq!((alone.page, alone.mailboxes), (None, opened.mailboxes));
        let ids: Vec<PartId> = ["2.2", "1", "9.9", "2.1", "2"].map(|it| it.parse().unwrap()).into();
        let parts = lease.parts(&four, &ids, 5).await.unwrap();
        let parts: Vec<&str> = parts.iter().map(|it| str::from_utf8(it).unwrap()).collect();
        assert_eq!(parts, ["<p>de", "un", "", "deux ", "Subje"]);
        assert_eq!(lease.parts(&four, &[], 5).await.unwrap(), Vec::<Vec<u8>>::new());
        let inner: BTreeSet<String> = opened.head.structure.root.parts[1].parts[0]
            .parts
            .iter()
            .filter_map(|it| it.id.as_ref().map(ToString::to_string))
            .collect();
        assert_eq!(inner, ["2.1".to_owned(), "2.2".to_owned()].into());
        for (part, expected) in [(Some("2.1"), "deux un"), (None, octets)] {
            let part = part.map(|it| it.parse().unwrap());
            let mut stream = account.lease().await.stream(&four, part.as_ref()).await.unwrap();
            let mut found = Vec::new();
            while let Some(piece) = stream.next().await.unwrap() {
                found.extend_from_slice(&piece);
            }
            assert_eq!(stream.size(), found.len() as u64);
            assert_eq!(String::from_utf8(found).unwrap(), expected);
        }
    }
}

async fn a_message_that_arrived_meanwhile_is_there_for_a_waiting_connection(kind: Kind) {
    let account = Account::on(kind).await;
    let mut ours = account.lease().await;
    let mut theirs = account.lease().await;
    ours.list(&MailboxName::inbox(), window(0)).await.unwrap();
    let new = reference("INBOX", file(&mut theirs, "INBOX", "1").await);
    assert_eq!(ours.parts(&new, &["1".parse().unwrap()], 99).await.unwrap(), [b"Bonjour\r\n"]);
    let newer = file(&mut theirs, "INBOX", "2").await;
    ours.flag(&MailboxName::inbox(), &[newer], &[Flag::Seen].into(), &FlagSet::new()).await.unwrap();
    let newest = reference("INBOX", file(&mut theirs, "INBOX", "3").await);
    ours.open(&newest, Beside::Nothing).await.unwrap();
    let last = reference("INBOX", file(&mut theirs, "INBOX", "4").await);
    ours.remove(&last).await.unwrap();
    let page = theirs.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    assert_eq!(subjects(&page), [3, 2, 1]);
    assert!(page.envelopes[1].flags.contains(&Flag::Seen));
}

async fn ten_thousand_parts_and_a_deep_nest_are_listed_and_opened(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    let wide = format!(
        "Subject: 1\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n{}--b--\r\n",
        "--b\r\n\r\nx\r\n".repeat(10_000)
    );
    let levels: String = (0..300)
        .map(|it| format!("Content-Type: multipart/mixed; boundary=\"b{it}.\"\r\n\r\n--b{it}.\r\n"))
        .collect();
    let deep = format!("Subject: 2\r\nMIME-Version: 1.0\r\n{levels}\r\nx\r\n");
    for octets in [wide, deep] {
        let inbox = MailboxName::inbox();
        let number =
            lease.append(&inbox, &FlagSet::new(), octets.clone().into(), false).await.unwrap().unwrap();
        let opened =
            lease.open(&reference("INBOX", number), Beside::List(&BY_ARRIVAL, window(0))).await.unwrap();
        assert_eq!(opened.page.unwrap().envelopes[0].uid, number.uid);
        assert!(!opened.head.structure.root.parts.is_empty());
    }
    assert_eq!(subjects(&lease.list(&MailboxName::inbox(), window(0)).await.unwrap().page), [2, 1]);
}

async fn an_operation_that_is_dropped_leaves_the_next_one_right(kind: Kind) {
    let account = Account::on(kind).await;
    let mut lease = account.lease().await;
    fill(&mut lease, "INBOX", 1..=3).await;
    fill(&mut lease, "Other", 4..=5).await;
    let (inbox, other) = (name("INBOX"), name("Other"));
    for polls in 1..8 {
        lease.list(&inbox, window(0)).await.unwrap();
        {
            let mut listing = pin!(lease.list(&other, window(0)));
            // Dropped a little later each time: before, within and after its round trips.
            for _ in 0..polls {
                let done = poll_fn(|cx| Poll::Ready(listing.as_mut().poll(cx).is_ready())).await;
                if done {
                    break;
                }
                tokio::task::yield_now().await;
            }
        }
        assert_eq!(subjects(&lease.list(&inbox, window(0)).await.unwrap().page), [3, 2, 1]);
        assert_eq!(subjects(&lease.list(&other, window(0)).await.unwrap().page), [5, 4]);
    }
}

async fn counts_know_what_others_changed(kind: Kind) {
    let account = Account::on(kind).await;
    let mut ours = account.lease().await;
    let mut theirs = account.lease().await;
    fill(&mut ours, "INBOX", 1..=3).await;
    let inbox = MailboxName::inbox();
    let page = ours.list(&inbox, window(0)).await.unwrap().page;
    let numbers: Vec<MessageNumber> = page
        .envelopes
        .iter()
        .map(|row| MessageNumber { uid_validity: page.uid_validity, uid: row.uid })
        .collect();
    theirs.flag(&inbox, &numbers[..1], &[Flag::Seen].into(), &FlagSet::new()).await.unwrap();
    let listing = ours.list(&inbox, window(0)).await.unwrap();
    assert!(listing.page.envelopes[0].flags.contains(&Flag::Seen));
    assert_eq!(listing.mailboxes[0].status.map(|it| (it.messages, it.unseen)), Some((3, 2)));
    theirs.remove(&reference("INBOX", numbers[1])).await.unwrap();
    let listing = ours.list(&inbox, window(0)).await.unwrap();
    assert_eq!(listing.page.total, 2);
    assert_eq!(listing.mailboxes[0].status.map(|it| (it.messages, it.unseen)), Some((2, 1)));
    file(&mut theirs, "INBOX", "4").await;
    let listing = ours.list(&inbox, window(0)).await.unwrap();
    assert_eq!(listing.page.total, 3);
    assert_eq!(listing.mailboxes[0].status.map(|it| (it.messages, it.unseen)), Some((3, 2)));
    ours.flag(&inbox, &numbers[2..], &[Flag::Seen].into(), &FlagSet::new()).await.unwrap();
    let listing = ours.list(&inbox, window(0)).await.unwrap();
    assert_eq!(listing.mailboxes[0].status.map(|it| (it.messages, it.unseen)), Some((3, 1)));
}

#[tokio::test]
async fn a_server_that_can_little_shows_the_same() {
    let dovecot = Dovecot::start_with(&[LOGIN], "imap_capability = IMAP4rev1\n");
    let account = Account::at(Place::Dovecot(dovecot));
    let mut lease = account.lease().await;
    for mailbox in ["INBOX", "Zoo", "Brouillons"] {
        fill(&mut lease, mailbox, 1..=2).await;
    }
    let mut cold = account.lease().await;
    let listing = cold.list(&MailboxName::inbox(), window(0)).await.unwrap();
    assert_eq!(subjects(&listing.page), [2, 1]);
    for mailboxes in [listing.mailboxes, cold.mailboxes().await.unwrap()] {
        let found: Vec<_> =
            mailboxes.iter().map(|it| (it.name.as_str(), it.status.map(|it| it.messages))).collect();
        let expected = [("INBOX", 2), ("Brouillons", 2), ("Sent", 0), ("Zoo", 2)];
        assert_eq!(found, expected.map(|(name, messages)| (name, Some(messages))));
        assert_eq!(mailboxes[1].special_use, Some(SpecialUse::Drafts));
    }
    // Without UID EXPUNGE a message is marked, and nothing more.
    let uid = listing.page.envelopes[0].uid;
    let number = MessageNumber { uid_validity: listing.page.uid_validity, uid };
    cold.remove(&reference("INBOX", number)).await.unwrap();
    let page = cold.list(&MailboxName::inbox(), window(0)).await.unwrap().page;
    assert_eq!(page.envelopes[0].flags, [Flag::Deleted].into());
}
