//! Answers as odd, late, long and broken as they come.

use std::time::Duration;

use super::super::connection::{Piece, Refusal, Selected};
use super::super::scripted::Scripted;
use super::*;
use crate::mailbox::MailboxName;
use crate::uid::UidValidity;

fn noop() -> Vec<Command> {
    vec![Command::new("NOOP")]
}

/// The text of each response, literals left out.
fn texts(exchange: &Exchange) -> Vec<String> {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => String::from_utf8_lossy(text).into_owned(),
        Piece::Literal(_) => String::new(),
    };
    exchange.data.iter().map(|data| data.iter().map(text).collect()).collect()
}

/// Waits until `condition` holds; the test's own limit ends it otherwise.
async fn until(mut condition: impl FnMut() -> bool) {
    let wait = async {
        while !condition() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(30), wait).await.expect("it never came to hold");
}

#[tokio::test]
async fn odd_responses_pass_as_data_and_leave_the_session_alive() {
    let nested = format!("1 FETCH (BODYSTRUCTURE {}{})", "(".repeat(10_000), ")".repeat(10_000));
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    for line in [
        r"OK [PERMANENTFLAGS (\* [x] a)] ok",
        "OK [UNSEEN 0] hi",
        "OK [UIDNEXT 0] hi",
        r#"OK [XWARN 1 (a) "b"] hi"#,
        "OK",
        "NO [ALERT] the disk is almost full",
        "BAD something",
        "THREAD (2)(3 6 (4 23)(44 7 96))",
        r#"ESEARCH (TAG "A1") UID COUNT 5 ALL 1:5"#,
        r#"NAMESPACE (("" "/")) NIL NIL"#,
        "STATUS x (MESSAGES 1 SIZE 8000000000)",
        "SEARCH 2 5 (MODSEQ 917162500)",
        r#"QUOTA "" (STORAGE 10 -1)"#,
        "VANISHED (EARLIER) 1:5,7",
        "X-UNKNOWN \u{1}\u{2}",
        nested.as_str(),
    ] {
        let data = format!("* {line}\r\n");
        let (exchange, ()) = tokio::join!(connection.run(noop()), talk.answer("NOOP", &data));
        let exchange = exchange.unwrap();
        assert_eq!(texts(&exchange), [line]);
        assert_eq!(exchange.completions, [Ok(None)]);
    }
}

#[tokio::test]
async fn a_response_in_latin_1_passes() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    let script = async {
        let tag = talk.expect("NOOP").await;
        talk.say_octets(b"* LIST () \"/\" \"d\xe9j\xe0\"\r\n").await;
        talk.say_octets(&[tag.as_bytes(), b" NO [NONEXISTENT] d\xe9j\xe0\r\n"].concat()).await;
    };
    let (exchange, ()) = tokio::join!(connection.run(noop()), script);
    let exchange = exchange.unwrap();
    assert_eq!(exchange.data, [[Piece::Text(b"LIST () \"/\" \"d\xe9j\xe0\"".to_vec())]]);
    assert_eq!(exchange.completions[0].as_ref().unwrap_err().code.as_deref(), Some("NONEXISTENT"));
}

#[tokio::test]
async fn a_refused_read_is_no_empty_success() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    for (command, answer) in
        [("UID FETCH 1 (NOSUCHITEM)", "BAD"), ("SEARCH NOSUCHKEY", "NO"), (r#"LIST "" "*""#, "NO [NOPERM]")]
    {
        let script = async {
            let tag = talk.expect(command).await;
            talk.say(&format!("{tag} {answer} not so\r\n")).await;
        };
        let (exchange, ()) = tokio::join!(connection.run(vec![Command::new(command)]), script);
        let refusal = exchange.unwrap().completions.remove(0).unwrap_err();
        assert_eq!(refusal.text, "not so", "{command}");
    }
}

#[tokio::test]
async fn commands_go_out_together_and_may_end_in_any_order() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    let script = async {
        let first = talk.expect("NOOP").await;
        let second = talk.expect("CHECK").await;
        let third = talk.expect("UNSELECT").await;
        talk.say(&format!(
            "{third} NO [CLIENTBUG] none\r\n* 1 EXISTS\r\n{second} OK\r\n{first} OK [X] y\r\n"
        ))
        .await;
    };
    let commands = ["NOOP", "CHECK", "UNSELECT"].map(Command::new).to_vec();
    let (exchange, ()) = tokio::join!(connection.run(commands), script);
    let refusal = Refusal { code: Some("CLIENTBUG".to_owned()), text: "none".to_owned() };
    assert_eq!(exchange.unwrap().completions, [Ok(Some("X".to_owned())), Ok(None), Err(refusal)]);
}

#[tokio::test]
async fn a_literal_waits_where_it_must() {
    for (capabilities, waits) in
        [("LITERAL+", [false, false]), ("LITERAL-", [false, true]), ("", [true, true])]
    {
        let scripted = Scripted::new().await;
        let (mut connection, mut talk) = scripted.connected(capabilities).await;
        for (size, waits) in [4096, 100_000].into_iter().zip(waits) {
            let command = Command::new("APPEND x").literal(vec![b'y'; size]).words("(z)");
            let script = async {
                let plus = if waits { "" } else { "+" };
                let tag = talk.expect(&format!("APPEND x {{{size}{plus}}}")).await;
                if waits {
                    talk.say("* 1 EXISTS\r\n+ go\r\n").await;
                }
                assert!(talk.hear_octets(size).await.iter().all(|b| *b == b'y'));
                assert_eq!(talk.hear().await.as_deref(), Some(" (z)"));
                talk.say(&format!("{tag} OK [APPENDUID 1 2] done\r\n")).await;
            };
            let (exchange, ()) = tokio::join!(connection.run(vec![command]), script);
            assert_eq!(exchange.unwrap().completions, [Ok(Some("APPENDUID 1 2".to_owned()))]);
        }
    }
}

#[tokio::test]
async fn a_literal_that_is_refused_is_not_sent() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    let append = Command::new("APPEND x").literal(b"never seen".to_vec());
    let script = async {
        let tag = talk.expect("APPEND x {10}").await;
        talk.say(&format!("{tag} NO [OVERQUOTA] full\r\n")).await;
        talk.answer("NOOP", "").await;
    };
    let (exchange, ()) = tokio::join!(connection.run(vec![append, Command::new("NOOP")]), script);
    let completions = exchange.unwrap().completions;
    assert!(matches!(Error::from(completions[0].clone().unwrap_err()), Error::OverQuota));
    assert_eq!(completions[1], Ok(None));
}

#[tokio::test]
async fn more_than_a_window_of_commands_waits_for_the_first_ones() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("LITERAL+").await;
    let big = || Command::new("X").literal(vec![b'y'; WINDOW - 100]);
    let script = async {
        for _ in 0..2 {
            let line = talk.hear().await.unwrap();
            talk.hear_octets(WINDOW - 100).await;
            talk.hear().await.unwrap();
            talk.say(&format!("{} OK\r\n", line.split(' ').next().unwrap())).await;
        }
    };
    let (exchange, ()) = tokio::join!(connection.run(vec![big(), big()]), script);
    assert_eq!(exchange.unwrap().completions, [Ok(None), Ok(None)]);
}

#[tokio::test]
async fn a_server_that_stops_in_mid_answer_is_an_error_and_the_end() {
    for part in
        ["* 1 FETCH (BODY[] {10}\r\nabc", "* 1 FETCH (FLA", "* 1 EXISTS\r\n", "", "* BYE now\r\nA0002 OK\r\n"]
    {
        let scripted = Scripted::new().await;
        let (mut connection, mut talk) = scripted.connected("").await;
        let script = async {
            talk.expect("NOOP").await;
            talk.say(part).await;
            drop(talk);
        };
        let (exchange, ()) = tokio::join!(connection.run(noop()), script);
        assert!(matches!(exchange, Err(Error::Connection(_))), "{part}");
        assert!(connection.is_closed(), "{part}");
        assert!(matches!(connection.run(noop()).await, Err(Error::Connection(_))), "{part}");
    }
}

#[tokio::test]
async fn what_is_no_answer_is_an_error_and_the_end() {
    for answer in [
        "HTTP/1.1 400 Bad Request\r\n",
        "A9999 OK never sent\r\n",
        "* 1 FETCH (BODY[] {33554433}\r\n",
        "* X {99999999999999999999}\r\n",
    ] {
        let scripted = Scripted::new().await;
        let (mut connection, mut talk) = scripted.connected("").await;
        let script = async {
            talk.expect("NOOP").await;
            talk.say(answer).await;
            assert_eq!(talk.hear().await, None);
        };
        let (exchange, ()) = tokio::join!(connection.run(noop()), script);
        assert!(matches!(exchange, Err(Error::Answer(_))), "{answer}");
        assert!(connection.is_closed(), "{answer}");
    }
}

#[tokio::test]
async fn a_server_that_is_silent_for_too_long_is_given_up() {
    let mut scripted = Scripted::new().await;
    scripted.server.answer_timeout = Duration::from_millis(50);
    let (mut connection, mut talk) = scripted.connected("").await;
    let script = async {
        talk.expect("NOOP").await;
        assert_eq!(talk.hear().await, None);
    };
    let (exchange, ()) = tokio::join!(connection.run(noop()), script);
    assert!(matches!(exchange, Err(Error::Connection(it)) if it.kind() == io::ErrorKind::TimedOut));
}

#[tokio::test]
async fn a_dropped_request_never_answers_the_next() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    connection.set_selected(Some(Selected {
        name: MailboxName::inbox(),
        uid_validity: UidValidity::new(1).unwrap(),
        exists: 1,
        kept: crate::flag::KeptFlags::all(),
        rights: None,
    }));
    let first = tokio::select! {
        exchange = connection.run(vec![Command::new("SEARCH ALL")]) => panic!("an answer: {exchange:?}"),
        tag = talk.expect("SEARCH ALL") => tag,
    };
    assert_eq!(connection.selected(), None, "nobody knows what becomes of it");
    let script = async {
        talk.say(&format!("* SEARCH 1 2 3\r\n{first} OK searched\r\n")).await;
        talk.answer("NOOP", "* 5 EXISTS\r\n").await;
    };
    let (exchange, ()) = tokio::join!(connection.run(noop()), script);
    assert_eq!(texts(&exchange.unwrap()), ["5 EXISTS"]);
    assert_eq!(connection.selected(), None, "nobody has read what became of it");
}

#[tokio::test]
async fn a_dropped_request_with_a_long_answer_costs_the_connection() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    tokio::select! {
        exchange = connection.run(vec![Command::new("SEARCH ALL")]) => panic!("an answer: {exchange:?}"),
        _ = talk.expect("SEARCH ALL") => {}
    }
    let script = async {
        talk.say(&format!("* SEARCH{}\r\n", " 1".repeat(200_000))).await;
        assert_eq!(talk.hear().await, None);
    };
    let (settled, ()) = tokio::join!(connection.settle(), script);
    assert!(!settled && connection.is_closed());
}

#[tokio::test]
async fn a_literal_that_nobody_waits_for_any_more_is_not_begun() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    let append = Command::new("APPEND x").literal(b"never seen".to_vec());
    tokio::select! {
        exchange = connection.run(vec![append]) => panic!("an answer: {exchange:?}"),
        _ = talk.expect("APPEND x {10}") => {}
    }
    let script = async {
        talk.say("+ go\r\n").await;
        assert_eq!(talk.hear().await, None);
    };
    let (settled, ()) = tokio::join!(connection.settle(), script);
    assert!(!settled);
}

#[tokio::test]
async fn what_is_said_unasked_comes_with_the_next_answer() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    talk.say("* 7 EXISTS\r\n* 1 FETCH (BODY[1] {2}\r\nab").await;
    let script = async {
        let tag = talk.expect("NOOP").await;
        talk.say(&format!(" UID 1)\r\n{tag} OK\r\n")).await;
    };
    let (exchange, ()) = tokio::join!(connection.run(noop()), script);
    assert_eq!(texts(&exchange.unwrap()), ["7 EXISTS", "1 FETCH (BODY[1]  UID 1)"]);
}

#[tokio::test]
async fn a_connection_that_the_server_closes_is_known_to_be_closed() {
    for last in ["* BYE idle for too long\r\n", ""] {
        let scripted = Scripted::new().await;
        let (connection, mut talk) = scripted.connected("").await;
        talk.say(last).await;
        drop(talk);
        until(|| connection.is_closed()).await;
    }
}

#[tokio::test]
async fn a_dropped_connection_logs_out() {
    let scripted = Scripted::new().await;
    let (connection, mut talk) = scripted.connected("").await;
    drop(connection);
    let tag = talk.expect("LOGOUT").await;
    talk.say(&format!("* BYE bye\r\n{tag} OK\r\n")).await;
    assert_eq!(talk.hear().await, None);
}

fn fetch() -> Command {
    Command::new("UID FETCH 1").body(None, None)
}

const FETCH: &str = "UID FETCH 1 BODY.PEEK[]";

#[tokio::test]
async fn a_section_is_streamed_however_it_is_written() {
    for (answer, expected) in [
        ("* 4 EXISTS\r\n* 1 FETCH (UID 1 BODY[] {5}\r\nhello FLAGS ())\r\n", "hello"),
        ("* 1 FETCH (BODY[] \"he said \\\"\\\\\\\"\" UID 1)\r\n", r#"he said "\""#),
        ("* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\n", ""),
        ("* 1 FETCH (FLAGS (\\Seen))\r\n* 1 FETCH (UID 1 BODY[] ~{2}\r\nhi X {3}\r\nabc)\r\n", "hi"),
    ] {
        let scripted = Scripted::new().await;
        let (mut connection, mut talk) = scripted.connected("").await;
        let read = async {
            let size = connection.start_stream(fetch()).await.unwrap();
            let mut octets = Vec::new();
            while let Some(piece) = connection.next_piece().await.unwrap() {
                octets.extend_from_slice(&piece);
            }
            assert_eq!((String::from_utf8_lossy(&octets).as_ref(), size), (expected, expected.len() as u64));
        };
        tokio::join!(read, talk.answer(FETCH, answer));
        let (exchange, ()) = tokio::join!(connection.run(noop()), talk.answer("NOOP", ""));
        let left: Vec<String> = texts(&exchange.unwrap());
        assert!(left.iter().all(|it| !it.contains("BODY")), "{left:?}");
    }
}

#[tokio::test]
async fn a_section_that_is_not_there_is_gone() {
    for answer in ["", "* 1 FETCH (UID 1 BODY[] NIL)\r\n", "* 1 FETCH (FLAGS ())\r\n"] {
        let scripted = Scripted::new().await;
        let (mut connection, mut talk) = scripted.connected("").await;
        let (size, ()) = tokio::join!(connection.start_stream(fetch()), talk.answer(FETCH, answer));
        assert!(matches!(size, Err(Error::Gone)), "{answer}");
        assert!(connection.is_at_rest() && !connection.is_closed());
    }
}

#[tokio::test]
async fn a_stream_that_is_refused_or_broken_off_is_an_error() {
    let scripted = Scripted::new().await;
    let (mut connection, mut talk) = scripted.connected("").await;
    let refuse = async {
        let tag = talk.expect(FETCH).await;
        talk.say(&format!("{tag} NO [UNAVAILABLE] no\r\n")).await;
    };
    let (size, ()) = tokio::join!(connection.start_stream(fetch()), refuse);
    assert!(matches!(size, Err(Error::Connection(_))));
    let break_off = async {
        talk.expect(FETCH).await;
        talk.say(&format!("* 1 FETCH (BODY[] {{200000}}\r\n{}", "x".repeat(140_000))).await;
        drop(talk);
    };
    let (size, ()) = tokio::join!(connection.start_stream(fetch()), break_off);
    assert_eq!(size.unwrap(), 200_000);
    assert_eq!(connection.next_piece().await.unwrap().map(|it| it.len()), Some(131_072));
    assert!(matches!(connection.next_piece().await, Err(Error::Connection(_))));
}

#[tokio::test]
async fn a_stream_that_nobody_reads_any_more_is_drained_or_closed() {
    for (size, drained) in [(70_000, true), (10_000_000, false)] {
        let scripted = Scripted::new().await;
        let (mut connection, mut talk) = scripted.connected("").await;
        let script = async {
            let tag = talk.expect(FETCH).await;
            talk.say(&format!("* 1 FETCH (BODY[] {{{size}}}\r\n")).await;
            talk.say_octets(&vec![b'x'; size]).await;
            talk.say(&format!(")\r\n{tag} OK\r\n")).await;
        };
        let leave = async {
            connection.start_stream(fetch()).await.unwrap();
            connection.settle().await
        };
        let (settled, ()) = tokio::join!(leave, script);
        assert_eq!(settled, drained, "{size}");
        if drained {
            let (exchange, ()) = tokio::join!(connection.run(noop()), talk.answer("NOOP", ""));
            assert_eq!(texts(&exchange.unwrap()), Vec::<String>::new());
        }
    }
}
