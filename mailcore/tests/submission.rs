//! Submission to a real Postfix, to the embedded mail server, and to a scripted server where both are too
//! well behaved.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

use mailcore::address::Address;
use mailcore::credentials::Credentials;
use mailcore::server::{Security, Server};
use mailcore::smtp::{Error, Outcome, Submission, SubmissionEnvelope, largest, submit};
use zeroize::Zeroizing;

#[path = "place/destination.rs"]
mod destination;
#[path = "lab/lab.rs"]
mod lab;
#[path = "place/place.rs"]
mod place;

use destination::Destination;
use lab::{Lab, Options, password};

fn credentials(user: &str, secret: &str) -> Credentials {
    Credentials::new(user.to_owned(), Zeroizing::new(secret.to_owned()))
}

fn server(port: u16, security: Security) -> Server {
    Server {
        host: "localhost".to_owned(),
        port,
        security,
        extra_roots: None,
        connect_timeout: Duration::from_secs(20),
        answer_timeout: Duration::from_secs(20),
    }
}

fn envelope(recipients: &[&str]) -> SubmissionEnvelope {
    let recipients = recipients.iter().map(|it| it.parse().unwrap()).collect();
    SubmissionEnvelope::new("alice@lab.test".parse().ok(), recipients)
}

async fn submit_as_alice(server: &Server, recipients: &[&str], octets: &[u8]) -> Result<Outcome, Error> {
    submit(server, &credentials("alice@lab.test", &password("alice@lab.test")), &envelope(recipients), octets)
        .await
}

/// One laboratory for all that Postfix can show: it takes seconds to start.
#[tokio::test]
async fn messages_are_submitted_to_postfix() {
    let lab = Lab::start(&Options { message_size_limit: 1_000_000 });
    let roots = Some(lab.ca_pem.clone().into_bytes());
    let starttls = Server { extra_roots: roots.clone(), ..server(lab.ports.submission, Security::StartTls) };
    let tls = Server { extra_roots: roots, ..server(lab.ports.submissions, Security::Tls) };
    let lab = Destination::Lab(lab);
    arrives_as_it_was_sent(&lab, &starttls, 1).await;
    arrives_as_it_was_sent(&lab, &tls, 2).await;
    a_refused_recipient_does_not_keep_the_others_from_it(&lab, &starttls, 3).await;
    nothing_is_sent_before_its_sender_is_ready(&lab, &starttls, 4).await;
    nothing_is_sent_before_its_sender_is_ready(&lab, &tls, 7).await;
    addresses_beyond_ascii_are_taken(&tls).await;
    a_wrong_login_is_refused(&starttls).await;
    what_is_too_large_is_refused(&starttls).await;
    let Destination::Lab(lab) = lab else { return };
    a_server_is_who_it_says(&lab, &starttls, &tls).await;
}

/// As far as there is no TLS in it, and with its own limit of sizes.
#[tokio::test]
async fn messages_are_submitted_to_the_embedded_server() {
    let demo = Destination::demo().await;
    let server = demo.plain();
    arrives_as_it_was_sent(&demo, &server, 1).await;
    a_refused_recipient_does_not_keep_the_others_from_it(&demo, &server, 2).await;
    addresses_beyond_ascii_are_taken(&server).await;
    demo.inbox("zoé@lab.test", 1).await;
    a_wrong_login_is_refused(&server).await;
}

/// All recipients were taken, by a server that can tell of the delivery.
const WITH_DSN: Outcome = Outcome { refused: Vec::new(), notifies: true };

async fn arrives_as_it_was_sent(destination: &Destination, server: &Server, count: usize) {
    let octets = "Subject: essai\r\n\r\n.point\r\n..deux\r\n.\r\nété\r\nfin\r\n";
    let outcome = submit_as_alice(server, &["bob@lab.test"], octets.as_bytes()).await.unwrap();
    assert_eq!(outcome, WITH_DSN);
    let received = destination.inbox("bob@lab.test", count).await.pop().unwrap().replace("\r\n", "\n");
    assert!(received.ends_with("\n\n.point\n..deux\n.\nété\nfin\n"), "{received}");
    assert!(received.contains("Return-Path: <alice@lab.test>"));
}

async fn a_refused_recipient_does_not_keep_the_others_from_it(
    destination: &Destination,
    server: &Server,
    count: usize,
) {
    let recipients = ["nobody@lab.test", "bob@lab.test", "x@exämple.fr"];
    let outcome = submit_as_alice(server, &recipients, b"Subject: x\r\n\r\nx\r\n").await.unwrap();
    let refused: Vec<_> = outcome.refused.iter().map(|it| (it.address.to_string(), it.code)).collect();
    assert_eq!(refused[0], ("nobody@lab.test".to_owned(), 550));
    assert!(outcome.refused[0].text.contains("5.1.1"), "{:?}", outcome.refused);
    assert!(outcome.refused.iter().all(|it| it.address.to_string() != "bob@lab.test"));
    destination.inbox("bob@lab.test", count).await;
    let none = submit_as_alice(server, &["nobody@lab.test"], b"Subject: x\r\n\r\nx\r\n").await;
    assert!(matches!(none, Err(Error::Recipients(refused)) if refused.len() == 1));
}

/// What is sent meanwhile arrives before it, and what is withdrawn does not arrive; the inbox has `count` messages
/// after the first one.
async fn nothing_is_sent_before_its_sender_is_ready(
    destination: &Destination,
    server: &Server,
    count: usize,
) {
    let alice = credentials("alice@lab.test", &password("alice@lab.test"));
    let large = |subject: &str| {
        let head = format!("Subject: {subject} {count}\r\n\r\n");
        [head.as_bytes(), &b"0123456789\r\n".repeat(30_000)].concat()
    };
    let send_meanwhile = async || {
        submit_as_alice(server, &["bob@lab.test"], b"Subject: meanwhile\r\n\r\nx\r\n").await.unwrap();
    };
    let is_there = async |subject: &str, count_now: usize| {
        let subject = format!("Subject: {subject} {count}");
        destination.inbox("bob@lab.test", count_now).await.iter().any(|it| it.contains(&subject))
    };
    let submission = Submission::begin(server, &alice).await.unwrap();
    let ready = async {
        send_meanwhile().await;
        !is_there("late", count).await
    };
    submission.hand_over(&envelope(&["bob@lab.test"]), &large("late"), ready).await.unwrap();
    assert!(is_there("late", count + 1).await);
    let submission = Submission::begin(server, &alice).await.unwrap();
    let recipients = envelope(&["bob@lab.test"]);
    let withdrawn = submission.hand_over(&recipients, &large("withdrawn"), async { false }).await;
    assert!(matches!(withdrawn, Err(Error::Withdrawn)), "{withdrawn:?}");
    send_meanwhile().await;
    assert!(!is_there("withdrawn", count + 2).await);
}

/// Taken; Dovecot's LMTP, which does not know SMTPUTF8, does not deliver it.
async fn addresses_beyond_ascii_are_taken(server: &Server) {
    let outcome = submit_as_alice(server, &["zoé@lab.test"], b"Subject: x\r\n\r\nx\r\n").await.unwrap();
    assert_eq!(outcome, WITH_DSN);
}

async fn a_wrong_login_is_refused(server: &Server) {
    let octets = b"Subject: x\r\n\r\nx\r\n";
    for (user, secret) in [("alice@lab.test", "wrong"), ("nobody@lab.test", "x"), ("alice\0@lab.test", "x")] {
        let refused = submit(server, &credentials(user, secret), &envelope(&["bob@lab.test"]), octets).await;
        assert!(matches!(refused, Err(Error::Credentials)), "{refused:?}");
    }
}

async fn what_is_too_large_is_refused(server: &Server) {
    let large = [&b"Subject: x\r\n\r\n"[..], &b"0123456789\r\n".repeat(100_000)].concat();
    let refused = submit_as_alice(server, &["bob@lab.test"], &large).await;
    assert!(matches!(&refused, Err(Error::Refused(552, text)) if text.contains("size")), "{refused:?}");
    assert_eq!(largest(server).await.unwrap(), Some(1_000_000), "it says so before");
}

async fn a_server_is_who_it_says(lab: &Lab, starttls: &Server, tls: &Server) {
    let octets = b"Subject: x\r\n\r\nx\r\n";
    let send = async |server: Server| submit_as_alice(&server, &["bob@lab.test"], octets).await;
    for server in [starttls, tls] {
        let unknown = send(Server { extra_roots: None, ..server.clone() }).await;
        assert!(matches!(unknown, Err(Error::Certificate(_))), "{unknown:?}");
        let bad =
            send(Server { extra_roots: Some(b"-----BEGIN CERTIFICATE-----\nx".to_vec()), ..server.clone() })
                .await;
        assert!(matches!(bad, Err(Error::Certificate(_))), "{bad:?}");
        let other_name = send(Server { host: "127.0.0.2".to_owned(), ..server.clone() }).await;
        assert!(matches!(other_name, Err(Error::Certificate(_) | Error::Unreachable(_))), "{other_name:?}");
    }
    let plain = send(server(lab.ports.submission, Security::None)).await;
    assert!(plain.is_err(), "Postfix wants TLS first");
    let not_tls = send(Server { port: lab.ports.submission, ..tls.clone() }).await;
    assert!(matches!(not_tls, Err(Error::Unreachable(_))), "{not_tls:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_unreachable() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for security in [Security::Tls, Security::StartTls, Security::None] {
        let answer = submit_as_alice(&server(port, security), &["bob@lab.test"], b"x").await;
        assert!(matches!(answer, Err(Error::Unreachable(_))), "{answer:?}");
    }
}

/// Says each answer after it has read a line, or the message after `DATA`; then goes away. Gives
/// what was said to it.
fn scripted(answers: &'static [&'static str]) -> (u16, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut heard = Vec::new();
        for (at, answer) in answers.iter().enumerate() {
            if at > 0 && !listen(&mut reader, &mut heard) {
                break;
            }
            stream.write_all(answer.as_bytes()).unwrap();
        }
        heard
    });
    (port, thread)
}

fn listen(reader: &mut BufReader<TcpStream>, heard: &mut Vec<String>) -> bool {
    let in_message = heard.last().is_some_and(|it| it == "DATA\r\n");
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return false;
        }
        heard.push(line.clone());
        if !in_message || line == ".\r\n" {
            return true;
        }
    }
}

const HELLO: &str = "250-mail\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 1000000\r\n";

#[track_caller]
fn assert_is(answer: &Result<Outcome, Error>, expected: fn(&Error) -> bool) {
    assert!(answer.as_ref().is_err_and(expected), "{answer:?}");
}

/// Submits to a scripted server without TLS.
async fn submit_to(answers: &'static [&'static str]) -> (Result<Outcome, Error>, Vec<String>) {
    let (port, thread) = scripted(answers);
    let server = server(port, Security::None);
    let answer =
        submit_as_alice(&server, &["bob@lab.test", "x@exämple.fr"], b"Subject: x\r\n\r\n.x\r\n").await;
    (answer, thread.join().unwrap())
}

#[tokio::test]
async fn what_is_said_is_what_the_protocol_wants() {
    let answers = &[
        "220 x\r\n",
        HELLO,
        "235 ok\r\n",
        HELLO,
        "250 ok\r\n",
        "250 ok\r\n",
        "250 ok\r\n",
        "354 go\r\n",
        "250 ok\r\n",
        "221 bye\r\n",
    ];
    let (answer, heard) = submit_to(answers).await;
    assert_eq!(answer.unwrap(), Outcome::default());
    let heard: Vec<_> =
        heard.iter().map(|it| it.trim_end()).filter(|it| !it.starts_with("AUTH PLAIN ")).collect();
    let expected = [
        "EHLO localhost",
        "EHLO localhost",
        "MAIL FROM:<alice@lab.test> SIZE=16",
        "RCPT TO:<bob@lab.test>",
        "RCPT TO:<x@xn--exmple-cua.fr>",
        "DATA",
        "Subject: x",
        "",
        "..x",
        ".",
        "QUIT",
    ];
    assert_eq!(heard, expected);
}

#[tokio::test]
async fn a_connection_that_is_lost_before_the_end_has_sent_nothing() {
    for answers in [
        &["220 x\r\n"][..],
        &["220 x\r\n", HELLO],
        &["220 x\r\n", HELLO, "235 ok\r\n", HELLO],
        &["220 x\r\n", HELLO, "235 ok\r\n", HELLO, "250 ok\r\n", "250 ok\r\n", "250 ok\r\n"],
        &["nonsense\r\n"],
        &["220 x\r\n", "250 no login here\r\n"],
    ] {
        assert_is(&submit_to(answers).await.0, |it| matches!(it, Error::Unreachable(_)));
    }
}

#[tokio::test]
async fn a_connection_that_is_lost_after_the_end_may_have_sent_it() {
    let answers = &[
        "220 x\r\n",
        HELLO,
        "235 ok\r\n",
        HELLO,
        "250 ok\r\n",
        "250 ok\r\n",
        "250 ok\r\n",
        "354 go\r\n",
        "",
    ];
    assert_is(&submit_to(answers).await.0, |it| matches!(it, Error::Unknown(_)));
}

#[tokio::test]
async fn what_is_refused_for_now_is_told_apart() {
    for answers in [
        &["421 busy\r\n"][..],
        &["220 x\r\n", HELLO, "454 4.7.0 later\r\n"],
        &["220 x\r\n", HELLO, "235 ok\r\n", HELLO, "451 later\r\n"],
        &["220 x\r\n", HELLO, "235 ok\r\n", HELLO, "250 ok\r\n", "450 later\r\n", "450 later\r\n"],
        &["220 x\r\n", HELLO, "235 ok\r\n", HELLO, "250 ok\r\n", "421 closing\r\n"],
        &[
            "220 x\r\n",
            HELLO,
            "235 ok\r\n",
            HELLO,
            "250 ok\r\n",
            "250 ok\r\n",
            "250 ok\r\n",
            "354 go\r\n",
            "451 later\r\n",
        ],
    ] {
        assert_is(&submit_to(answers).await.0, |it| matches!(it, Error::NotNow(_, _)));
    }
    let refused = &[
        "220 x\r\n",
        HELLO,
        "235 ok\r\n",
        HELLO,
        "250 ok\r\n",
        "250 ok\r\n",
        "250 ok\r\n",
        "354 go\r\n",
        "554-5.7.1 is\x1b[1m\r\n554 5.7.1 spam\r\n",
    ];
    let (answer, _) = submit_to(refused).await;
    assert!(
        matches!(&answer, Err(Error::Refused(554, text)) if text.contains("spam") && !text.contains('\x1b')),
        "{answer:?}"
    );
    let login = &["220 x\r\n", HELLO, "235 ok\r\n", HELLO, "530 5.7.0 sign in\r\n"];
    assert_is(&submit_to(login).await.0, |it| matches!(it, Error::Credentials));
}

#[tokio::test]
async fn nothing_goes_in_the_clear_where_tls_was_asked_for() {
    let (port, thread) = scripted(&["220 x\r\n", HELLO, "250 ok\r\n"]);
    let answer = submit_as_alice(&server(port, Security::StartTls), &["bob@lab.test"], b"x").await;
    assert_is(&answer, |it| matches!(it, Error::Unreachable(_)));
    assert!(!thread.join().unwrap().concat().contains("AUTH"));
}

#[tokio::test]
async fn what_stands_behind_the_answer_to_starttls_is_not_taken_for_the_servers() {
    const INJECTED: &str = "220 go\r\n250-mail\r\n250 AUTH PLAIN\r\n235 ok\r\n250 ok\r\n";
    let (port, thread) = scripted(&["220 x\r\n", "250-mail\r\n250 STARTTLS\r\n", INJECTED]);
    let answer = submit_as_alice(&server(port, Security::StartTls), &["bob@lab.test"], b"x").await;
    assert_is(&answer, |it| matches!(it, Error::Unreachable(_)));
    assert!(!thread.join().unwrap().concat().contains("AUTH"));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_not_waited_for_long() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    for security in [Security::Tls, Security::StartTls, Security::None] {
        let server = Server { connect_timeout: Duration::from_millis(200), ..server(port, security) };
        let answer = submit_as_alice(&server, &["bob@lab.test"], b"x").await;
        assert_is(&answer, |it| matches!(it, Error::Unreachable(_)));
    }
}

#[test]
fn a_submission_can_move_between_threads() {
    fn is_send(_: impl Send) {}
    let address: Address = "a@b.fr".parse().unwrap();
    let envelope = SubmissionEnvelope::new(Some(address.clone()), vec![address]);
    is_send(submit(&server(1, Security::Tls), &credentials("a", "b"), &envelope, b""));
}
