//! What is said, line by line, where neither client of the other tests goes.

use mailcore::demo::{DemoServer, Options};

use crate::accounts::accounts;
use crate::raw::Raw;

async fn server() -> DemoServer {
    DemoServer::start(Options { accounts: accounts(), directory: None }).await.unwrap()
}

async fn demo(server: &DemoServer) -> Raw {
    Raw::log_in(server.imap(), "demo@demo.test", "demo").await
}

/// Sends a command and wants exactly these lines, the tagged one last; a `…` at the end of one stands for
/// whatever follows.
#[track_caller]
fn assert_said(command: &str, said: (Vec<String>, String), expected: &[&str]) {
    let lines: Vec<String> = said.0.into_iter().chain([said.1]).collect();
    let alike = lines.len() == expected.len()
        && lines.iter().zip(expected).all(|(line, expected)| match expected.strip_suffix('…') {
            Some(begin) => line.starts_with(begin),
            None => line == expected,
        });
    assert!(alike, "{command}\n{}\ninstead of\n{}", lines.join("\n"), expected.join("\n"));
}

/// Commands and what is said to each.
async fn check(raw: &mut Raw, exchanges: &[(&str, &[&str])]) {
    for (command, expected) in exchanges {
        let said = raw.command(&format!("a {command}")).await;
        assert_said(command, said, expected);
    }
}

#[tokio::test]
async fn a_login_may_take_two_lines() {
    let server = server().await;
    let mut raw = Raw::connect(server.imap()).await;
    raw.line().await;
    raw.send(b"a AUTHENTICATE PLAIN\r\n").await;
    assert_eq!(raw.line().await, "+");
    raw.send(b"*\r\n").await;
    assert_eq!(raw.line().await, "a BAD Cancelled");
    raw.send(b"a AUTHENTICATE PLAIN\r\n").await;
    assert_eq!(raw.line().await, "+");
    raw.send(b"AGRlbW9AZGVtby50ZXN0AGRlbW8=\r\n").await;
    assert!(raw.line().await.starts_with("a OK [CAPABILITY "));
    let mut raw = Raw::connect(server.imap()).await;
    raw.line().await;
    raw.send(b"a LOGIN {14}\r\n").await;
    assert!(raw.line().await.starts_with("+ "));
    raw.send(b"demo@demo.test {4+}\r\ndemo\r\n").await;
    assert!(raw.line().await.starts_with("a OK "));
}

#[tokio::test]
async fn mailboxes_are_listed_as_they_are_asked_for() {
    let server = server().await;
    let mut raw = demo(&server).await;
    check(
        &mut raw,
        &[
            ("CREATE x/y/z", &["a OK Created"]),
            ("SUBSCRIBE x/y/z", &["a OK Done"]),
            (r#"LIST "" """#, &[r#"* LIST (\Noselect) "/" """#, "a OK Listed"]),
            (
                r#"LIST "" %"#,
                &[
                    r#"* LIST (\HasNoChildren) "/" "INBOX""#,
                    r#"* LIST (\HasNoChildren \Sent) "/" "Sent""#,
                    r#"* LIST (\HasChildren) "/" "x""#,
                    "a OK Listed",
                ],
            ),
            (
                r#"LIST (SPECIAL-USE) "" * RETURN (STATUS (MESSAGES SIZE))"#,
                &[
                    r#"* LIST (\HasNoChildren \Sent) "/" "Sent""#,
                    r#"* STATUS "Sent" (MESSAGES 0 SIZE 0)"#,
                    "a OK Listed",
                ],
            ),
            (
                r#"LIST (SUBSCRIBED RECURSIVEMATCH) "" %"#,
                &[
                    r#"* LIST (\HasNoChildren \Subscribed) "/" "INBOX""#,
                    r#"* LIST (\HasNoChildren \Sent \Subscribed) "/" "Sent""#,
                    r#"* LIST (\HasChildren) "/" "x" ("CHILDINFO" ("SUBSCRIBED"))"#,
                    "a OK Listed",
                ],
            ),
            (
                r#"LSUB "" %"#,
                &[
                    r#"* LSUB () "/" "INBOX""#,
                    r#"* LSUB () "/" "Sent""#,
                    r#"* LSUB (\Noselect) "/" "x""#,
                    "a OK Listed",
                ],
            ),
            ("DELETE x/y/z", &["a OK Deleted"]),
            (
                r#"LIST (SUBSCRIBED) "" x*"#,
                &[r#"* LIST (\NonExistent \HasNoChildren \Subscribed) "/" "x/y/z""#, "a OK Listed"],
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn mailboxes_are_made_renamed_and_deleted() {
    let server = server().await;
    let mut raw = demo(&server).await;
    check(
        &mut raw,
        &[
            (r"CREATE Archives (USE (\Archive))", &["a OK Created"]),
            (r"CREATE Autres (USE (\Archive))", &["a NO [USEATTR] Another mailbox has this role"]),
            ("CREATE a//b", &["a NO [CANNOT]…"]),
            ("CREATE inbox", &["a NO [ALREADYEXISTS]…"]),
            ("CREATE p/q", &["a OK Created"]),
            ("RENAME p p/q/r", &["a NO [CANNOT]…"]),
            ("RENAME p Sent", &["a NO [ALREADYEXISTS]…"]),
            ("RENAME nothing x", &["a NO [NONEXISTENT]…"]),
            ("RENAME p s/t", &["a OK Renamed"]),
            (
                r#"LIST "" (p* s*)"#,
                &[
                    r#"* LIST (\HasChildren) "/" "s""#,
                    r#"* LIST (\HasChildren) "/" "s/t""#,
                    r#"* LIST (\HasNoChildren) "/" "s/t/q""#,
                    "a OK Listed",
                ],
            ),
            // A mailbox with others below it stays as their level, and goes with the last of them.
            ("DELETE s/t", &["a OK Deleted"]),
            ("SELECT s/t", &["a NO [NONEXISTENT]…"]),
            ("DELETE s/t", &["a NO [HASCHILDREN]…"]),
            ("DELETE s/t/q", &["a OK Deleted"]),
            (r#"LIST "" s/*"#, &["a OK Listed"]),
            ("DELETE INBOX", &["a NO [CANNOT]…"]),
            // INBOX stays, and its messages alone move.
            ("RENAME INBOX Anciens", &["a OK Renamed"]),
            ("STATUS INBOX (MESSAGES UNSEEN)", &[r#"* STATUS "INBOX" (MESSAGES 0 UNSEEN 0)"#, "a OK Done"]),
            (
                "STATUS Anciens (MESSAGES UIDNEXT)",
                &[r#"* STATUS "Anciens" (MESSAGES 3 UIDNEXT 4)"#, "a OK Done"],
            ),
            (r#"GETQUOTA "Account""#, &[r#"* QUOTA "Account" (STORAGE 1 524288)"#, "a OK Done"]),
            (r#"GETQUOTA """#, &["a NO [NONEXISTENT]…"]),
            ("NAMESPACE", &[r#"* NAMESPACE (("" "/")) NIL NIL"#, "a OK Done"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_has_changed_is_told_by_its_number() {
    let server = server().await;
    let mut raw = demo(&server).await;
    check(
        &mut raw,
        &[
            ("ENABLE CONDSTORE X-NOTHING", &["* ENABLED CONDSTORE", "a OK Done"]),
            (
                "SELECT INBOX",
                &[
                    r"* FLAGS (\Answered \Deleted \Draft \Flagged \Seen)",
                    r"* OK [PERMANENTFLAGS (\Answered \Deleted \Draft \Flagged \Seen \*)]…",
                    "* 3 EXISTS",
                    "* 3 RECENT",
                    "* OK [UNSEEN 1]…",
                    "* OK [UIDVALIDITY…",
                    "* OK [UIDNEXT 4]…",
                    "* OK [HIGHESTMODSEQ 4]…",
                    "a OK [READ-WRITE]…",
                ],
            ),
            (
                r"UID STORE 2 +FLAGS (\Seen work)",
                &[r"* 2 FETCH (UID 2 FLAGS (\Seen work \Recent) MODSEQ (5))", "a OK Stored"],
            ),
            (r"STORE 2 +FLAGS.SILENT (WORK)", &["* 2 FETCH (UID 2 MODSEQ (5))", "a OK Stored"]),
            (
                r"STORE 1:3 (UNCHANGEDSINCE 4) FLAGS.SILENT (\Flagged)",
                &[
                    "* 1 FETCH (UID 1 MODSEQ (6))",
                    "* 3 FETCH (UID 3 MODSEQ (7))",
                    "a OK [MODIFIED 2] Some had changed",
                ],
            ),
            (
                "FETCH 1:* (FLAGS) (CHANGEDSINCE 5)",
                &[
                    r"* 1 FETCH (MODSEQ (6) FLAGS (\Flagged \Recent))",
                    r"* 3 FETCH (MODSEQ (7) FLAGS (\Flagged \Recent))",
                    "a OK Fetched",
                ],
            ),
            (
                "FETCH 3 (FLAGS BODY[]<0.1>)",
                &[
                    "* 3 FETCH (FLAGS (\\Flagged \\Seen \\Recent) BODY[]<0> {1}",
                    "F MODSEQ (8))",
                    "a OK Fetched",
                ],
            ),
            ("SEARCH MODSEQ 6 FLAGGED", &["* SEARCH 1 3 (MODSEQ 8)", "a OK Done"]),
            ("FETCH 1 (FLAGS) (CHANGEDSINCE 5 VANISHED)", &["a BAD…"]),
            (r"STORE 1 +FLAGS (\Other)", &["a BAD There is no such flag"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn searches_are_answered_in_short() {
    let server = server().await;
    let mut raw = demo(&server).await;
    check(
        &mut raw,
        &[
            ("SEARCH RETURN (MIN) ALL", &["a BAD No mailbox is selected"]),
            (
                "EXAMINE INBOX",
                &["* FLAGS…", "* OK…", "* 3…", "* 3…", "* OK…", "* OK…", "* OK…", "* OK…", "a OK…"],
            ),
            (
                "UID SEARCH RETURN (MIN MAX COUNT ALL) ALL",
                &[r#"* ESEARCH (TAG "a") UID MIN 1 MAX 3 COUNT 3 ALL 1:3"#, "a OK Done"],
            ),
            (
                "SORT RETURN (ALL MIN) (REVERSE SUBJECT) UTF-8 NOT 2",
                &[r#"* ESEARCH (TAG "a") ALL 3,1 MIN 3"#, "a OK Done"],
            ),
            ("SEARCH RETURN () DELETED", &[r#"* ESEARCH (TAG "a")"#, "a OK Done"]),
            ("SEARCH CHARSET KOI8-R ALL", &["a NO [BADCHARSET (UTF-8 US-ASCII)]…"]),
            ("UID THREAD ORDEREDSUBJECT UTF-8 ALL", &["* THREAD (1)(2)(3)", "a OK Done"]),
            ("UID THREAD OTHER UTF-8 ALL", &["a BAD…"]),
        ],
    )
    .await;
}

#[tokio::test]
async fn items_are_fetched_as_they_are_asked_for() {
    let server = server().await;
    let mut raw = demo(&server).await;
    check(&mut raw, &[
        ("SELECT INBOX", &["* FLAGS…", "* OK…", "* 3…", "* 3…", "* OK…", "* OK…", "* OK…", "* OK…", "a OK…"]),
        ("FETCH 1 FAST", &[
            r#"* 1 FETCH (FLAGS (\Recent) INTERNALDATE "02-Feb-2026 02:40:00 +0000" RFC822.SIZE 143)"#,
            "a OK Fetched",
        ]),
        ("FETCH 1 (PREVIEW (LAZY) UID)", &["* 1 FETCH (UID 1 PREVIEW {9}", "Bonjour 0)", "a OK Fetched"]),
        ("FETCH 1 (BODY.PEEK[]<0.5> BODY.PEEK[TEXT]<99.5> BODY.PEEK[3])", &[
            "* 1 FETCH (BODY[]<0> {5}",
            "From: BODY[TEXT]<99> {0}",
            " BODY[3] NIL)",
            "a OK Fetched",
        ]),
        // What is read by this is told to be, once.
        ("FETCH 1:2 BODY[1]<0.1>", &[
            "* 1 FETCH (BODY[1]<0> {1}",
            r"B FLAGS (\Seen \Recent))",
            "* 2 FETCH (BODY[1]<0> {1}",
            r"B FLAGS (\Seen \Recent))",
            "a OK Fetched",
        ]),
        ("NOOP", &["a OK Done"]),
        ("FETCH 1 (BINARY[1])", &["a BAD…"]),
        ("COPY 1:2 Sent", &["a OK [COPYUID…"]),
        ("UID COPY 99 Sent", &["a OK There was nothing to copy"]),
        ("COPY 1 Nowhere", &["a NO [TRYCREATE]…"]),
        ("UNSELECT", &["a OK Unselected"]),
    ])
    .await;
}

#[tokio::test]
async fn whoever_idles_hears_of_what_others_change() {
    let server = server().await;
    let (mut one, mut other) = (demo(&server).await, demo(&server).await);
    one.done("a SELECT INBOX").await;
    other.done("a SELECT INBOX").await;
    one.send(b"a IDLE\r\n").await;
    assert_eq!(one.line().await, "+ idling");
    other.done(r"a STORE 2 FLAGS (\Answered)").await;
    assert_eq!(one.line().await, r"* 2 FETCH (UID 2 FLAGS (\Answered \Recent))");
    other.done("a MOVE 1 Sent").await;
    assert_eq!(one.line().await, "* 1 EXPUNGE");
    other.done("a APPEND INBOX {2+}\r\n\r\n").await;
    assert_eq!(one.line().await, "* 3 EXISTS");
    assert!(one.line().await.ends_with(" RECENT"));
    one.send(b"NOOP\r\n").await;
    assert_eq!(one.line().await, "a BAD IDLE is ended by DONE");
    one.send(b"a IDLE\r\nDONE\r\n").await;
    assert_eq!((one.line().await.as_str(), one.line().await.as_str()), ("+ idling", "a OK Done"));
    one.send(b"a IDLE\r\n").await;
    one.line().await;
    server.stop().await;
    assert_eq!(one.rest().await, "* BYE The server ends\r\n");
}
