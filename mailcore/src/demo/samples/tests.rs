//! What the samples promise: that each can be read, is true to its day, and is invented.

use std::collections::{BTreeSet, HashMap, HashSet};

use mail_parser::{MessageParser, MimeHeaders};

use super::*;
use crate::demo::seed::{Account, Mailbox, Message};
use crate::flag::Flag;
use crate::message::parse;

mod typography;

/// Thu, 26 Nov 2026 15:04:00 in Paris.
const NOW: i64 = 1_795_701_840;

/// Days on which something is special, in Paris.
const DAYS: &[&str] = &[
    "2026-11-26T15:04:00+01:00",
    // Midnight, the last minute before it, and the first of a year.
    "2026-11-26T00:00:00+01:00",
    "2026-12-31T23:59:59+01:00",
    "2027-01-01T00:00:00+01:00",
    // A leap day, and the day after it.
    "2028-02-29T09:10:00+01:00",
    "2028-03-01T08:00:00+01:00",
    // Summer time begins and ends.
    "2026-03-29T03:00:00+02:00",
    "2026-03-30T11:00:00+02:00",
    "2026-10-25T02:30:00+01:00",
    "2026-10-25T12:00:00+01:00",
    // A Saturday and a Sunday, early in the morning; in summer.
    "2026-07-04T07:00:00+02:00",
    "2026-07-05T06:59:00+02:00",
    // Days on which letters are sent each year, and a clock that was never set.
    "2026-01-06T10:00:00+01:00",
    "2026-12-20T16:00:00+01:00",
    "2026-06-24T23:30:00+02:00",
    "1970-01-01T00:00:00+00:00",
];

fn moment(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_second()
}

/// What was posted, by file, in order.
fn posted(now: i64) -> Vec<(&'static str, letter::Letter, post::Posted)> {
    let calendar = Calendar::new(now);
    let people = People::read();
    let office = Office { calendar: &calendar, people: &people };
    let mut all = Vec::new();
    for (name, text) in letters::FILES {
        let mut before = Vec::new();
        for (at, letter) in letter::read(text).into_iter().enumerate() {
            let letter = letter.unwrap_or_else(|why| panic!("{name}, letter {}: {why}", at + 1));
            let one = office.post(name, at + 1, &letter, &before);
            let one = one.unwrap_or_else(|| panic!("{name}, letter {} names what is not there", at + 1));
            before.push(one.clone());
            all.push((*name, letter, one));
        }
        assert!(!before.is_empty(), "{name} has no letter");
    }
    all
}

fn elise(now: i64) -> Account {
    accounts(now).into_iter().next().unwrap()
}

fn mailbox<'a>(account: &'a Account, name: &str) -> &'a Mailbox {
    account.mailboxes.iter().find(|it| it.name.as_str() == name).unwrap_or_else(|| panic!("no {name}"))
}

/// All messages but those that were put together from words.
fn letters_of(account: &Account) -> impl Iterator<Item = &Message> {
    account.mailboxes.iter().filter(|it| it.name.as_str() != mailboxes::LARGE).flat_map(|it| &it.messages)
}

#[test]
fn every_letter_can_be_read() {
    let all = posted(NOW);
    assert!((170..=230).contains(&all.len()), "{}", all.len());
    for (file, letter, posted) in all {
        let (octets, about) = (&posted.octets, format!("{file}: {:?}", letter.subject));
        let text = std::str::from_utf8(octets).expect(&about);
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(head.is_ascii(), "{about}");
        assert!(text.split("\r\n").all(|it| it.len() <= 998 && !it.contains(['\r', '\n'])), "{about}");
        let headers = parse::headers(octets);
        assert_eq!(headers.sent_at, Some(posted.sent_at), "{about}");
        assert_eq!(headers.from, std::slice::from_ref(&posted.sender.named), "{about}");
        assert_eq!(headers.to.len(), letter.to.len(), "{about}");
        assert_eq!(headers.cc.len(), letter.cc.len(), "{about}");
        if let Some(subject) = letter.subject.filter(|it| !it.contains('{')) {
            assert_eq!(headers.subject, subject);
        }
        assert!(!headers.subject.contains('{'), "{about}");
    }
}

/// Its parts are those that its letter wants, and what a design names is there.
#[test]
fn every_part_can_be_read() {
    for (file, letter, posted) in posted(NOW) {
        let about = format!("{file}: {:?}", letter.subject);
        let message = MessageParser::new().parse(&posted.octets).expect(&about);
        if letter.content_type.is_none() {
            let plain = message.body_text(0).expect(&about);
            assert!(!plain.contains('{') && !plain.contains('\u{fffd}'), "{about}: {plain}");
        }
        let names: Vec<&str> =
            message.attachments().filter_map(|it| it.attachment_name()).filter(|it| !it.is_empty()).collect();
        let wanted = letter.attached.iter().map(|it| it.1);
        let wanted: Vec<&str> = wanted.chain(letter.inline.clone()).chain(letter.invitation).collect();
        let sorted = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<BTreeSet<String>>();
        assert!(sorted(&names).is_superset(&sorted(&wanted)), "{about}: {names:?}, {wanted:?}");
        let ids: HashSet<&str> = message.parts.iter().filter_map(|it| it.content_id()).collect();
        let html = message.body_html(0).unwrap_or_default();
        let cids: HashSet<&str> =
            html.split("cid:").skip(1).filter_map(|it| it.split(['"', '\'', ')']).next()).collect();
        assert_eq!(cids, ids, "{about}");
    }
}

#[test]
fn answers_follow_what_they_answer() {
    for day in DAYS {
        let mut sent = HashMap::new();
        for (file, letter, posted) in posted(moment(day)) {
            let headers = parse::headers(&posted.octets);
            assert_eq!(headers.in_reply_to.len(), usize::from(letter.answers.is_some()));
            for id in headers.references.iter().chain(&headers.in_reply_to) {
                let before = sent.get(id).unwrap_or_else(|| panic!("{file}: {id} was never sent"));
                assert!(*before <= posted.sent_at, "{day}, {file}: {:?}", letter.subject);
            }
            let id = headers.message_id.unwrap();
            assert_eq!(sent.insert(id, posted.sent_at), None, "{file}: a Message-ID is there twice");
        }
    }
}

#[test]
fn nothing_is_to_come_on_any_day() {
    for day in DAYS {
        let now = moment(day);
        let posted = posted(now);
        let about =
            |it: &(&str, letter::Letter, post::Posted)| format!("{day}, {}: {:?}", it.0, it.1.subject);
        for one in &posted {
            assert!(one.2.sent_at <= one.2.received_at && one.2.received_at <= now, "{}", about(one));
        }
        let oldest = posted.iter().map(|it| it.2.sent_at).min().unwrap();
        let days = (now - oldest) / 86_400;
        assert!((300..=460).contains(&days), "{day}: {days} days");
    }
}

#[test]
fn a_mailbox_is_in_the_order_of_arrival() {
    // The last two are clocks that nobody has, which must do no harm.
    for now in [NOW, moment("2026-03-29T03:00:00+02:00"), i64::MIN, i64::MAX] {
        for account in accounts(now) {
            for mailbox in &account.mailboxes {
                let messages = &mailbox.messages;
                assert!(messages.is_sorted_by_key(|it| it.received_at), "{now}: {}", mailbox.name);
                assert!(now == i64::MIN || messages.iter().all(|it| it.received_at <= now));
            }
        }
    }
}

#[test]
fn the_same_day_gives_the_same_octets() {
    let print = |now| {
        let mut all = Vec::new();
        for account in accounts(now) {
            for mailbox in account.mailboxes {
                let messages = mailbox.messages.into_iter();
                all.extend(messages.map(|it| (mailbox.name.clone(), it.octets, it.received_at, it.flags)));
            }
        }
        all
    };
    assert!(print(NOW) == print(NOW));
    assert!(print(NOW) != print(NOW + 86_400));
}

#[test]
fn there_is_mail_from_today_and_from_every_time_before() {
    let now = moment("2026-11-26T15:04:00+01:00");
    let inbox = elise(now);
    let inbox = mailbox(&inbox, "INBOX");
    let since = |days: i64| inbox.messages.iter().filter(|it| now - it.received_at < days * 86_400).count();
    assert!(since(1) >= 8 && since(2) >= 12 && since(7) >= 25 && since(31) > since(14), "{}", since(1));
    let unread = inbox.messages.iter().filter(|it| !it.flags.contains(&Flag::Seen)).count();
    assert!((8..=25).contains(&unread), "{unread}");
    // From seven o'clock on there is something of today.
    let morning = moment("2026-11-26T07:00:00+01:00");
    let early = elise(morning);
    assert!(mailbox(&early, "INBOX").messages.iter().any(|it| it.received_at > morning - 3600));
}

#[test]
fn the_mailboxes_are_those_of_a_person() {
    let elise = elise(NOW);
    let roles: HashSet<_> = elise.mailboxes.iter().filter_map(|it| it.special_use).collect();
    assert_eq!(roles.len(), 5);
    assert_eq!(mailbox(&elise, mailboxes::LARGE).messages.len(), 2000);
    let empty: Vec<&str> =
        elise.mailboxes.iter().filter(|it| it.messages.is_empty()).map(|it| it.name.as_str()).collect();
    assert_eq!(empty, ["Archives", "\u{c0} classer"]);
    let count = letters_of(&elise).count();
    assert!((140..=200).contains(&count), "{count}");
    // One that a letter names by mistake would be made for it.
    let calendar = Calendar::new(NOW);
    let known = mailboxes::Rooms::of_both().map(|it| it.into_account(&calendar));
    for (account, known) in accounts(NOW).iter().zip(&known) {
        let known: HashSet<&str> = known.mailboxes.iter().map(|it| it.name.as_str()).collect();
        for name in account.mailboxes.iter().map(|it| it.name.as_str()) {
            assert!(known.contains(name) || name.starts_with("Archives/"), "{name}");
        }
    }
    for flag in ["\\Flagged", "\\Answered", "\\Draft", "$Forwarded", "$Junk", "$label1"] {
        let flag = Flag::parse(flag).unwrap();
        assert!(letters_of(&elise).any(|it| it.flags.contains(&flag)), "{flag}");
    }
}

#[test]
fn what_passes_between_the_two_is_in_both() {
    let [elise, claire] = <[Account; 2]>::try_from(accounts(NOW)).unwrap();
    let of =
        |account: &Account| -> HashSet<Vec<u8>> { letters_of(account).map(|it| it.octets.clone()).collect() };
    let (hers, others) = (of(&elise), of(&claire));
    assert!(others.intersection(&hers).count() > 30);
    for octets in others.iter().chain(&hers) {
        let headers = parse::headers(octets);
        let from = headers.from.first().map(|it| it.address.clone()).unwrap_or_default();
        let to_claire = headers.to.iter().chain(&headers.cc).any(|it| it.address == claire.address);
        let draft = octets.starts_with(b"Date") && headers.to.is_empty();
        if from == elise.address && to_claire && !draft {
            assert!(others.contains(octets), "{} is not with Claire", headers.subject);
        }
    }
}

/// A file that nobody names would only make the program larger.
#[test]
fn every_file_is_listed_and_used() {
    let folder = |name: &str| -> BTreeSet<String> {
        let path = format!("{}/src/demo/samples/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_dir(path).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    };
    let listed: BTreeSet<String> = letters::FILES.iter().map(|it| it.0.to_owned()).collect();
    assert_eq!(folder("letters"), listed);
    let mut used = BTreeSet::new();
    for (_, letter, _) in posted(NOW) {
        let html = if let letter::Html::File(name) = letter.html { Some(name) } else { None };
        let names =
            letter.attached.iter().map(|it| it.0).chain(letter.inline).chain(letter.invitation).chain(html);
        used.extend(names.map(str::to_owned));
    }
    assert_eq!(folder("files"), used);
    assert!(used.iter().all(|it| files::octets(it).is_some()));
    let pictures = used.iter().filter(|it| it.ends_with(".jpg") || it.ends_with(".png"));
    let size: usize = pictures.filter_map(|it| files::octets(it)).map(<[u8]>::len).sum();
    assert!(size < 300_000, "{size} octets of pictures");
}

/// No address, link or number is anybody's.
#[test]
fn everything_is_invented() {
    let reserved = |host: &str| [".test", ".example", ".fto"].iter().any(|it| host.ends_with(it));
    let mut texts: Vec<(&str, &str)> = letters::FILES.to_vec();
    texts.push(("people.txt", people::PEOPLE));
    texts.extend(files::texts());
    for (name, text) in texts {
        let ends = |it: char| !it.is_ascii_alphanumeric() && !matches!(it, '.' | '-');
        for mark in ["@", "https://", "http://"] {
            for host in text.split(mark).skip(1).filter_map(|it| it.split(ends).next()) {
                assert!(host.is_empty() || reserved(host.trim_end_matches('.')), "{name}: {host}");
            }
        }
        let digits: Vec<&str> =
            text.split(|it: char| !it.is_ascii_digit() && it != ' ').map(str::trim).collect();
        for number in digits.into_iter().filter(|it| it.len() == 14 && it.starts_with('0')) {
            let fiction = ["01 99 00 ", "02 61 91 ", "06 39 98 "].iter().any(|it| number.starts_with(it));
            assert!(fiction, "{name}: {number}");
        }
    }
}
