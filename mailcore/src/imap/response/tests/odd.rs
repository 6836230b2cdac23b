//! What real servers write, and worse: each of these is read or passed over, and what can be read
//! of it is right.

use super::*;
use crate::imap::response::fetch::{Row, Rows};
use crate::imap::response::{mailbox, search};
use crate::uid::Uid;

/// Reads one FETCH of message 1; its UID is added.
#[track_caller]
fn row(items: &[u8]) -> Row {
    let mut text = b"1 FETCH (UID 1 ".to_vec();
    text.extend_from_slice(items);
    text.push(b')');
    let mut rows = Rows::new(Uid::new(1));
    rows.absorb(&[response_of(&text)]);
    rows.take(Uid::new(1).unwrap()).unwrap()
}

#[test]
fn envelopes_that_servers_write_oddly_are_read() {
    for (envelope, subject, from) in [
        (
            &br#"("Mon, 1 Jan 2024 10:00:00 +0000" "s" (("A" NIL "a" "x.org")) NIL NIL NIL NIL NIL NIL NIL)"#
                [..],
            "s",
            1,
        ),
        ("(NIL \"\u{e9}t\u{e9}\" NIL NIL NIL NIL NIL NIL NIL NIL)".as_bytes(), "été", 0),
        (b"(NIL \"caf\xe9\" NIL NIL NIL NIL NIL NIL NIL NIL)", "café", 0),
        (b"(NIL {4}caf\xe9 NIL NIL NIL NIL NIL NIL NIL NIL)", "café", 0),
        (b"(NIL NIL () NIL NIL NIL NIL NIL NIL NIL)", "", 0),
        (br#"(NIL NIL ((NIL NIL "a" "x") (NIL NIL "b" "x")) NIL NIL NIL NIL NIL NIL NIL)"#, "", 2),
        (br#"(NIL NIL ((NIL NIL "grp" NIL)(NIL NIL "a" "x")(NIL NIL NIL NIL)) NIL)"#, "", 1),
        (br#"(NIL "a\b" (("A" NIL "a" "x.org")) NIL NIL NIL NIL NIL NIL NIL)"#, r"a\b", 1),
        (b"(NIL \"a\tb\" (NIL) NIL NIL NIL NIL NIL NIL NIL)", "a b", 0),
        (b"(NIL NIL (({5}Zo\xc3\xab! NIL \"a\" \"x\")) NIL NIL NIL NIL NIL NIL NIL)", "", 1),
        (b"NIL", "", 0),
        (b"()", "", 0),
    ] {
        let written = row(&[b"ENVELOPE ", envelope].concat()).written.unwrap();
        let shown = String::from_utf8_lossy(envelope);
        assert_eq!(written.subject, subject, "{shown}");
        assert_eq!(written.from.len(), from, "{shown}");
    }
}

#[test]
fn body_structures_that_servers_write_oddly_are_read() {
    let plain = r#"("text" "plain" ("charset" "utf-8") NIL NIL "7bit" 10 1 NIL NIL NIL NIL)"#;
    let envelope = r#"(NIL "s" NIL NIL NIL NIL NIL NIL NIL NIL)"#;
    for structure in [
        plain.to_owned(),
        r#"("text" "plain" ("charset" NIL) NIL NIL "7bit" 10 1)"#.to_owned(),
        r#"("application" "pdf" NIL NIL NIL "base64" NIL)"#.to_owned(),
        format!(r#"("message" "rfc822" NIL NIL NIL "7bit" 100 {envelope} {plain} 5 NIL NIL NIL NIL)"#),
        r#"("message" "rfc822" NIL NIL NIL "7bit" 100 NIL NIL NIL NIL)"#.to_owned(),
        r#"("mixed" ("boundary" "x") NIL NIL)"#.to_owned(),
        r#"(NIL "mixed" NIL NIL NIL)"#.to_owned(),
        format!(r#"({plain} {plain} "mixed" ("boundary" "x") NIL NIL)"#),
        format!("{}{plain}{}", "(".repeat(60), r#" "mixed" NIL NIL NIL NIL)"#.repeat(60)),
        format!("{}{plain}{}", "(".repeat(10_000), r#" "mixed" NIL NIL NIL NIL)"#.repeat(10_000)),
    ] {
        let row = row(format!("BODYSTRUCTURE {structure} RFC822.SIZE 7").as_bytes());
        assert!(row.structure.is_some(), "{structure}");
        assert_eq!(row.size, Some(7), "{structure}");
    }
}

#[test]
fn an_item_of_fetch_does_not_harm_the_one_after_it() {
    for items in [
        &b"BODY[] NIL"[..],
        b"BODY[1]<0> {3}abc",
        b"BODY[HEADER.FIELDS (DATE \"X-Y\")] {2}\r\n",
        b"BINARY[1] ~{3}a\0c",
        b"BINARY.SIZE[1] 3",
        br"FLAGS ([x] \Custom $F a]b)",
        br#"FLAGS (\Seen "")"#,
        br#"X-GM-MSGID 1278455344230334865 X-GM-LABELS (\Inbox "Muy Importante")"#,
        b"EMAILID (M6d99ac3275bb4e) THREADID NIL",
        b"PREVIEW \"a (b\"",
        b"INTERNALDATE \"nonsense\"",
    ] {
        let row = row(&[items, b" RFC822.SIZE 5000000000"].concat());
        assert_eq!(row.size, Some(5_000_000_000), "{}", String::from_utf8_lossy(items));
    }
    assert_eq!(row(b"BODY[1]<0> {3}abc").take_section("1"), Some(b"abc".to_vec()));
    assert_eq!(row(b"INTERNALDATE \" 1-Jan-2024 00:00:00 +0000\"").received_at, Some(1_704_067_200));
}

#[test]
fn responses_that_nobody_asked_for_are_passed_over() {
    for text in [
        "THREAD (2)(3 6 (4 23)(44 7 96))",
        "NAMESPACE ((\"\" \"/\")) NIL NIL",
        "METADATA INBOX (/private/comment {1}x)",
        "ACL INBOX u lrswipkxtea",
        "MYRIGHTS INBOX lrs",
        "VANISHED (EARLIER) 1:5,7",
        r"FLAGS (\Answered \* $x)",
        r"OK [PERMANENTFLAGS (\* [x] a)] ok",
        "OK [XWARN 1 (a) \"b\"] hi",
        "OK [UNSEEN 0] hi",
        "OK [UIDNEXT 0] hi",
        "BYE timeout",
        "QUOTA \"\" ()",
        "QUOTA \"\" (STORAGE 10 -1)",
        "QUOTA \"\" (STORAGE 10 9000000000)",
        "CAPABILITY IMAP4rev1 IDLE ",
        "ENABLED",
        "",
        "(",
        ")",
        "\"",
        "1",
        "1 FETCH",
    ] {
        let data = [response(text)];
        values(&data[0]);
        code(&data[0]);
        let mut rows = Rows::new(None);
        rows.absorb(&data);
        assert!(!rows.has_at(1), "{text}");
        assert_eq!(mailbox::listed(&data[0]).filter(|_| kind(&data[0]) == Kind::List), None, "{text}");
        assert_eq!(search::uids(&data), [], "{text}");
    }
}

#[test]
fn no_octets_make_the_reader_fail() {
    // A small generator of its own: the same octets in every run.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % bound
    };
    let words: [&[u8]; 24] = [
        b"(",
        b")",
        b" ",
        b"\"",
        b"\\",
        b"NIL",
        b"1",
        b"FETCH",
        b"UID",
        b"ENVELOPE",
        b"BODYSTRUCTURE",
        b"BODY[",
        b"]",
        b"<0>",
        b"\"text\"",
        b"\"message\" \"rfc822\" NIL NIL NIL NIL 1",
        b"~",
        b"\xff",
        b"\0",
        b"FLAGS",
        b"\"filename*0*\" \"utf-8''%e\"",
        b"((NIL NIL \"a\" \"b\"))",
        b"INTERNALDATE",
        b"\"1-Jan-2024 0:0:0 +1\"",
    ];
    for _ in 0..20_000 {
        let mut data = vec![Piece::Text(b"1 FETCH (".to_vec())];
        for _ in 0..next(30) {
            match next(12) {
                0 => data.push(Piece::Literal(words[next(words.len())].to_vec())),
                1 => data.push(Piece::Text(Vec::new())),
                _ => {
                    let word = words[next(words.len())];
                    if let Some(Piece::Text(text)) = data.last_mut() {
                        text.extend_from_slice(word);
                        text.extend_from_slice(&b" "[..next(2)]);
                    }
                }
            }
        }
        Rows::new(Uid::new(1)).absorb(std::slice::from_ref(&data));
        mailbox::listed(&data);
        mailbox::status(&data);
        search::uids(&[data]);
    }
}
