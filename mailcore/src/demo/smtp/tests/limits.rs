//! What a client may not do.

use super::*;

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_then_ends_it() {
    let mut talk = Talk::begin().await;
    talk.check("GARBAGE", "500 5.5.1").await;
    talk.check("EHLO", "501 5.5.2").await;
    talk.check("MAIL FROM demo", "501 5.5.2").await;
    talk.check("", "500").await;
    talk.check("NOOP", "250").await;
    for _ in 0..MOST_BAD {
        talk.check("\u{1}\u{ff}", "500").await;
    }
    talk.check("GARBAGE", "500").await;
    assert_eq!(talk.end().await, "421 4.7.0 Too many commands that were refused\r\n");
}

#[tokio::test]
async fn a_line_has_an_end() {
    let mut talk = Talk::begin().await;
    talk.send(&[b'a'; 20_000]).await;
    assert_eq!(talk.end().await, "500 5.5.6 The line is too long\r\n");
}

#[tokio::test]
async fn parameters_of_other_extensions_are_refused() {
    let mut talk = Talk::logged_in().await;
    for parameter in [
        "BODY=BINARYMIME",
        "HOLDFOR=10",
        "REQUIRETLS",
        "BY=10;N",
        "MT-PRIORITY=3",
        "MTRK=a:1",
        "FOO=bar",
        "FOO",
    ] {
        talk.check(&format!("MAIL FROM:<demo@demo.test> {parameter}"), "555 5.5.4").await;
    }
    talk.check("MAIL FROM:<demo@demo.test> SIZE=99999999", "552 5.3.4").await;
    talk.check("MAIL FROM:<demo@demo.test> SIZE=x", "501 5.5.4").await;
    talk.check("MAIL FROM:<demo@demo.test> RET=SOME", "501 5.5.4").await;
    talk.check("MAIL FROM:<demo@demo.test> AUTH=<>", "250").await;
    talk.check("RCPT TO:<claire@demo.test> RRVS=2014-04-03T23:01:00Z", "555 5.5.4").await;
}

#[tokio::test]
async fn recipients_are_counted() {
    let mut talk = Talk::logged_in().await;
    talk.check("MAIL FROM:<demo@demo.test>", "250").await;
    for number in 0..1000 {
        talk.check(&format!("RCPT TO:<a{number}@example.org>"), "250").await;
    }
    talk.check("RCPT TO:<b@example.org>", "452 4.5.3").await;
}

#[tokio::test]
async fn a_message_that_is_too_large_is_read_and_refused() {
    let mut talk = Talk::logged_in().await;
    for command in ["MAIL FROM:<demo@demo.test>", "RCPT TO:<claire@demo.test>"] {
        talk.check(command, "250").await;
    }
    talk.check("DATA", "354").await;
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..51 {
        talk.send(&piece).await;
    }
    talk.send(b"\r\n.\r\n").await;
    assert!(talk.hear().await.starts_with("552 5.3.4"));
    talk.check("NOOP", "250").await;
    assert_eq!(talk.state.accounts()[1].look(|it| it.octets()), 0);
}

#[tokio::test]
async fn what_arrives_in_all_sessions_together_is_bounded() {
    let mut talk = Talk::logged_in().await;
    for command in ["MAIL FROM:<demo@demo.test>", "RCPT TO:<claire@demo.test>"] {
        talk.check(command, "250").await;
    }
    talk.check("DATA", "354").await;
    let mut others = talk.state.arriving();
    while others.grow(1 << 20) {}
    talk.send(b"a").await;
    assert_eq!(talk.end().await, "421 4.3.1 Too much arrives at once\r\n");
}

#[tokio::test]
async fn a_nul_is_in_no_message() {
    let mut talk = Talk::logged_in().await;
    for command in ["MAIL FROM:<demo@demo.test>", "RCPT TO:<claire@demo.test>"] {
        talk.check(command, "250").await;
    }
    talk.check("DATA", "354").await;
    talk.send(b"a\0b\r\n.\r\n").await;
    assert!(talk.hear().await.starts_with("554 5.6.0"));
}

#[tokio::test]
async fn a_client_that_goes_away_ends_it() {
    let mut talk = Talk::logged_in().await;
    talk.check("MAIL FROM:<demo@demo.test>", "250").await;
    let Talk { stream, server, .. } = talk;
    drop(stream);
    server.await.unwrap();
}
