//! Whoever means it no good is told so, and the others are served.

use mailcore::demo::{DemoServer, Options};

use crate::accounts::{account, accounts};
use crate::raw::Raw;

async fn server() -> DemoServer {
    DemoServer::start(Options { accounts: accounts(), directory: None }).await.unwrap()
}

async fn demo(server: &DemoServer) -> Raw {
    Raw::log_in(server.imap(), "demo@demo.test", "demo").await
}

/// The server still serves.
async fn assert_well(server: &DemoServer) {
    assert!(demo(server).await.done("a SELECT INBOX").await.starts_with("a OK "));
    let mut smtp = Raw::connect(server.submission()).await;
    assert!(smtp.line().await.starts_with("220 "));
}

/// Octets that are the same in every run (xorshift).
fn garbage(seed: u64) -> impl Iterator<Item = u8> {
    let mut state = seed | 1;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
}

#[tokio::test]
async fn garbage_is_refused() {
    let server = server().await;
    for seed in 1..20 {
        for address in [server.imap(), server.submission()] {
            let mut raw = Raw::connect(address).await;
            raw.send(&garbage(seed).take(20_000).collect::<Vec<u8>>()).await;
            raw.send(b"\r\n".repeat(50).as_slice()).await;
            let said = raw.rest().await;
            assert!(said.contains("* BYE ") || said.contains("421 ") || said.is_empty(), "{said}");
        }
    }
    assert_well(&server).await;
}

#[tokio::test]
async fn a_line_without_end_is_not_waited_for() {
    let server = server().await;
    let mut raw = Raw::connect(server.imap()).await;
    raw.send(&b"a".repeat(200_000)).await;
    assert!(raw.rest().await.contains("* BYE a line is too long"));
    let mut raw = demo(&server).await;
    raw.send(b"a SEARCH TEXT \"").await;
    raw.send(&b"x".repeat(200_000)).await;
    assert!(raw.rest().await.contains("* BYE a line is too long"));
    assert_well(&server).await;
}

#[tokio::test]
async fn a_literal_beyond_the_limit_is_refused_before_it_comes() {
    let server = server().await;
    let commands = ["a LOGIN {1000000000", "a LOGIN x {5000"];
    for command in commands {
        let mut raw = Raw::connect(server.imap()).await;
        raw.line().await;
        assert!(raw.done(&format!("{command}}}")).await.starts_with("a NO [TOOBIG]"), "{command}");
        assert!(raw.done("b NOOP").await.starts_with("b OK"));
        raw.send(format!("{command}+}}\r\n").as_bytes()).await;
        assert!(raw.rest().await.starts_with("* BYE "), "{command}");
    }
    for command in ["a APPEND INBOX {1000000000", "a SEARCH TEXT {100000", "a APPEND {99999999999999999999"] {
        let mut raw = demo(&server).await;
        assert!(raw.done(&format!("{command}}}")).await.starts_with("a NO [TOOBIG]"), "{command}");
        assert!(raw.done("b NOOP").await.starts_with("b OK"));
        raw.send(format!("{command}+}}\r\n").as_bytes()).await;
        assert!(raw.rest().await.starts_with("* BYE "), "{command}");
    }
}

#[tokio::test]
async fn a_command_that_is_nested_deep_is_none() {
    let server = server().await;
    let mut raw = demo(&server).await;
    raw.done("a SELECT INBOX").await;
    let parentheses = format!("a SEARCH {}ALL{}", "(".repeat(20_000), ")".repeat(20_000));
    let negations = format!("a SEARCH {}ALL", "NOT ".repeat(10_000));
    let list = format!("a LIST {} \"\" *", "(".repeat(20_000));
    for command in [parentheses, negations, list] {
        assert!(raw.done(&command).await.starts_with("a BAD "));
    }
    assert!(raw.done("b NOOP").await.starts_with("b OK"));
}

#[tokio::test]
async fn a_command_in_the_wrong_state_is_refused() {
    let server = server().await;
    let mut raw = Raw::connect(server.imap()).await;
    raw.line().await;
    for command in
        ["a SELECT INBOX", "a FETCH 1 FLAGS", "a LIST \"\" *", "a IDLE", "a APPEND INBOX {1+}\r\nx"]
    {
        assert!(raw.done(command).await.starts_with("a BAD "), "{command}");
    }
    assert!(raw.done("a LOGIN demo@demo.test demo").await.starts_with("a OK "));
    for command in [
        "a LOGIN demo@demo.test demo",
        "a FETCH 1 FLAGS",
        "a UID SEARCH ALL",
        "a CLOSE",
        "a EXPUNGE",
        "a STORE 1 FLAGS ()",
    ] {
        assert!(raw.done(command).await.starts_with("a BAD "), "{command}");
    }
    assert!(raw.done("a EXAMINE INBOX").await.starts_with("a OK [READ-ONLY]"));
    for command in ["a STORE 1 FLAGS ()", "a EXPUNGE", "a MOVE 1 Sent"] {
        assert!(raw.done(command).await.starts_with("a NO [READ-ONLY]"), "{command}");
    }
    assert!(raw.done("a FETCH 4 FLAGS").await.starts_with("a BAD "), "there are three");
    // A SELECT that fails leaves nothing selected (RFC 9051, section 6.3.2).
    assert!(raw.done("a SELECT Nowhere").await.starts_with("a NO [NONEXISTENT]"));
    assert!(raw.done("a FETCH 1 FLAGS").await.starts_with("a BAD "));
}

#[tokio::test]
async fn whoever_makes_no_sense_for_long_is_sent_away() {
    let server = server().await;
    let mut raw = demo(&server).await;
    raw.send("a NONSENSE\r\n".repeat(100).as_bytes()).await;
    let said = raw.rest().await;
    assert!(said.ends_with("* BYE Too many commands that make no sense\r\n"), "{said}");
}

#[tokio::test]
async fn a_thousand_connections_are_refused_in_part_and_the_others_go_on() {
    let server = server().await;
    let mut first = demo(&server).await;
    let mut inside = Vec::new();
    let mut refused = 0;
    for number in 0..1_000 {
        let (address, refusal) =
            if number % 2 == 0 { (server.imap(), "* BYE ") } else { (server.submission(), "421 ") };
        let mut raw = Raw::connect(address).await;
        let greeting = raw.line().await;
        if greeting.starts_with(refusal) {
            assert!(greeting.contains("Too many connections"), "{greeting}");
            assert_eq!(raw.rest().await, "");
            refused += 1;
        } else {
            assert!(greeting.starts_with("* OK ") || greeting.starts_with("220 "), "{greeting}");
            inside.push(raw);
        }
    }
    assert!(inside.len() > 50 && refused > 500, "{} {refused}", inside.len());
    assert!(first.done("a SELECT INBOX").await.starts_with("a OK "));
    drop(inside);
    // The server has to notice first that they went.
    loop {
        let mut raw = Raw::connect(server.imap()).await;
        if raw.line().await.starts_with("* OK ") {
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_reads_nothing_keeps_nobody_waiting() {
    let accounts = vec![account("demo@demo.test", "demo", 2_000)];
    let server = DemoServer::start(Options { accounts, directory: None }).await.unwrap();
    let mut deaf = demo(&server).await;
    deaf.send(b"a SELECT INBOX\r\n").await;
    deaf.send("b FETCH 1:* (FLAGS BODY.PEEK[] ENVELOPE BODYSTRUCTURE)\r\n".repeat(100).as_bytes()).await;
    let mut other = demo(&server).await;
    assert!(other.done("a SELECT INBOX").await.starts_with("a OK "));
    let (fetched, end) = other.command("b UID FETCH 1:* (FLAGS)").await;
    assert_eq!((fetched.len(), end.as_str()), (2_000, "b OK Fetched"));
    // Nor does the end of the server wait for it.
    server.stop().await;
    assert!(other.rest().await.starts_with("* BYE "));
}

#[tokio::test]
async fn others_that_delete_and_rename_what_is_selected_are_survived() {
    let server = server().await;
    let (mut one, mut other) = (demo(&server).await, demo(&server).await);
    one.done("a CREATE x/y").await;
    one.done("a SELECT x/y").await;
    assert!(other.done("a RENAME x z").await.starts_with("a OK "));
    assert!(other.done("a APPEND z/y {2+}\r\n\r\n").await.starts_with("a OK "));
    let (news, _) = one.command("a NOOP").await;
    assert_eq!(news[0], "* 1 EXISTS");
    assert!(other.done("a DELETE z/y").await.starts_with("a OK "));
    one.send(b"a NOOP\r\n").await;
    assert_eq!(one.rest().await, "* BYE The selected mailbox is no more\r\n");
    // Whoever deletes it himself has nothing selected.
    other.done("a CREATE w").await;
    other.done("a SELECT w").await;
    let (news, end) = other.command("a DELETE w").await;
    assert_eq!(
        (news[0].as_str(), end.as_str()),
        ("* OK [CLOSED] The mailbox before is closed", "a OK Deleted")
    );
    assert!(other.done("a CHECK").await.starts_with("a OK "));
}

#[tokio::test]
async fn numbers_stay_until_the_client_can_hear_of_removals() {
    let server = server().await;
    let (mut one, mut other) = (demo(&server).await, demo(&server).await);
    one.done("a SELECT INBOX").await;
    other.done("a SELECT INBOX").await;
    other.done(r"a UID STORE 1 +FLAGS (\Deleted)").await;
    other.done("a EXPUNGE").await;
    let (said, end) = one.command("a FETCH 1:3 (UID)").await;
    assert_eq!(said, ["* 2 FETCH (UID 2)", "* 3 FETCH (UID 3)"]);
    assert_eq!(end, "a NO [EXPUNGEISSUED] Some messages are gone");
    let (said, end) = one.command("a STORE 2 +FLAGS.SILENT (x)").await;
    assert_eq!((said.len(), end.as_str()), (0, "a OK Stored"));
    let (said, _) = one.command("a SEARCH ALL").await;
    assert_eq!(said, ["* SEARCH 2 3"]);
    let (said, _) = one.command("a UID SEARCH ALL").await;
    assert_eq!(said, ["* SEARCH 2 3", "* 1 EXPUNGE"]);
}
