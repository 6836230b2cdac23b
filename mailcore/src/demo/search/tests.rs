use imap_codec::CommandCodec;
use imap_codec::decode::Decoder;
use imap_codec::imap_types::command::CommandBody;

use super::*;
use crate::flag::Flag;

mod robust;

/// Received on 1 February 2024 at 12:00 UTC, sent the day before in the evening of its zone.
const RECEIVED_AT: i64 = 1_706_788_800;

const MESSAGE: &str = concat!(
    "From: =?utf-8?Q?Ren=C3=A9e?= <renee@example.fr>\r\nTo: Demo <demo@demo.test>\r\nCc: a@b\r\n",
    "Subject: =?iso-8859-1?Q?R=E9union_?=\r\n =?iso-8859-1?Q?d'=E9t=E9?=\r\n",
    "Date: Wed, 31 Jan 2024 23:30:00 -0500\r\nX-Empty:\r\n",
    "Content-Type: multipart/mixed; boundary=x\r\n\r\n",
    "--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
    "<style>.hidden{}</style><p class=3D\"secret\">Bont&eacute; =C3=A0 l=\r\n'aube</p>\r\n",
    "--x\r\nContent-Type: application/pdf; name=\"facture.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD\r\n--x--\r\n",
);

/// Whether a message is found among ten: it is the fourth, with UID 40 of 100.
#[track_caller]
fn finds(octets: &str, flags: &[Flag], keys: &str) -> bool {
    let command = format!("a SEARCH {keys}\r\n");
    let (_, command) = CommandCodec::new().decode(command.as_bytes()).unwrap();
    let CommandBody::Search { criteria, .. } = command.body else { panic!("{keys}") };
    let contents = Contents::new(octets.to_owned().into());
    let flags: FlagSet = flags.iter().cloned().collect();
    let candidate = Candidate {
        sequence: NonZeroU32::new(4).unwrap(),
        uid: Uid::new(40).unwrap(),
        modseq: 7,
        flags: &flags,
        recent: true,
        received_at: RECEIVED_AT,
        contents: &contents,
    };
    let largest = Largest { sequence: 10, uid: 100 };
    Query::new(criteria.as_ref(), largest).unwrap().finds(&candidate)
}

#[track_caller]
fn check(keys: &[&str], expected: bool) {
    for keys in keys {
        let flags = [Flag::Seen, Flag::parse("Important").unwrap()];
        assert_eq!(finds(MESSAGE, &flags, keys), expected, "{keys}");
    }
}

#[test]
fn flags() {
    check(
        &["SEEN", "KEYWORD important", "UNANSWERED", "UNKEYWORD other", "RECENT", "ALL", "UNDELETED UNDRAFT"],
        true,
    );
    check(
        &["UNSEEN", "KEYWORD other", "FLAGGED", "NEW", "OLD", "UNKEYWORD IMPORTANT", "SEEN DELETED"],
        false,
    );
}

#[test]
fn numbers_and_sizes() {
    check(
        &[
            "4",
            "2:5",
            "5:2",
            "1,4",
            "UID 40",
            "UID 30:*",
            "UID 40:40",
            "LARGER 10",
            "SMALLER 10000",
            "MODSEQ 7",
        ],
        true,
    );
    check(&["3", "5:*", "UID 41:*", "UID 4", "LARGER 10000", "SMALLER 10", "MODSEQ 8"], false);
}

#[test]
fn days() {
    check(
        &[
            "ON 1-Feb-2024",
            "SINCE 1-Feb-2024",
            "BEFORE 2-Feb-2024",
            "SENTON 31-Jan-2024",
            "SENTBEFORE 1-Feb-2024",
        ],
        true,
    );
    check(
        &[
            "ON 31-Jan-2024",
            "BEFORE 1-Feb-2024",
            "SINCE 2-Feb-2024",
            "SENTON 1-Feb-2024",
            "SENTSINCE 1-Feb-2024",
        ],
        false,
    );
    assert!(!finds("Date: never\r\n\r\n", &[], "SENTBEFORE 1-Feb-2099"));
}

#[test]
fn words_in_the_header() {
    check(
        &["SUBJECT reunion", "SUBJECT xyz", "FROM claire", "CC demo", "BCC a", "HEADER X-None \"\""],
        false,
    );
    check(
        &[
            "SUBJECT \"union d'\"",
            "FROM RENEE@",
            "TO demo",
            "CC a@b",
            "HEADER X-Empty \"\"",
            "HEADER Date 2024",
        ],
        true,
    );
    check(&["SUBJECT {8}\r\nr\u{e9}UNION", "FROM {6}\r\nren\u{e9}e"], true);
    check(&["TEXT x-empty", "TEXT \"demo@demo.test\""], true);
}

#[test]
fn words_in_the_body() {
    check(&["BODY \"l'aube\"", "TEXT AUBE", "BODY {6}\r\nbont\u{e9}", "TEXT facture.pdf", "BODY \"\""], true);
    check(
        &["BODY secret", "BODY hidden", "BODY demo@demo", "BODY facture.pdf", "BODY QUJD", "TEXT nothing"],
        false,
    );
}

#[test]
fn keys_are_joined() {
    check(
        &["OR SEEN DELETED", "OR DELETED SEEN", "NOT DELETED", "(SEEN 4) NOT (DELETED)", "NOT NOT SEEN"],
        true,
    );
    check(&["NOT SEEN", "OR DELETED DRAFT", "SEEN NOT (OR SEEN DRAFT)"], false);
}

#[test]
fn nesting_ends_somewhere() {
    let mut key = SearchKey::All;
    for _ in 0..200 {
        key = SearchKey::Not(Box::new(key));
    }
    assert_eq!(Query::new(&[key], Largest::default()).map(|_| ()), Err(TooDeep));
}
