//! Connecting and logging in, with servers that do as no good one does.

use std::time::Duration;

use super::super::scripted::{Certificate, Scripted, Talk, alice, certificate};
use super::*;

/// Connects while `script` is the server.
async fn attempt<F: Future<Output = ()>>(
    scripted: &Scripted,
    credentials: &Credentials,
    script: F,
) -> Result<Authenticated, Error> {
    let tls = Tls::default();
    let (outcome, ()) = tokio::join!(connect(&scripted.server, credentials, &tls), script);
    outcome
}

async fn error_after(greeting: &str) -> Error {
    let scripted = Scripted::new().await;
    let script = async { scripted.accept().await.say(greeting).await };
    attempt(&scripted, &alice(), script).await.err().expect("a session")
}

#[tokio::test]
async fn a_greeting_that_is_no_welcome_is_an_error() {
    assert!(matches!(error_after("* BYE overloaded\r\n").await, Error::Connection(_)));
    assert!(matches!(error_after("").await, Error::Connection(_)));
    for greeting in
        ["* PREAUTH you are root\r\n", "* 5 EXISTS\r\n", "220 smtp.example ESMTP\r\n", "A1 OK\r\n"]
    {
        assert!(matches!(error_after(greeting).await, Error::Answer(_)), "{greeting}");
    }
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let mut scripted = Scripted::new().await;
    scripted.server.connect_timeout = Duration::from_millis(50);
    let script = async {
        let mut talk = scripted.accept().await;
        assert_eq!(talk.hear().await, None);
    };
    let error = attempt(&scripted, &alice(), script).await.err();
    assert!(matches!(error, Some(Error::Connection(it)) if it.kind() == io::ErrorKind::TimedOut));
}

#[tokio::test]
async fn the_initial_response_says_all_where_the_server_takes_one() {
    let scripted = Scripted::new().await;
    let script = async { drop(scripted.logged_in("idle SORT").await) };
    let authenticated = attempt(&scripted, &alice(), script).await.unwrap();
    assert!(authenticated.capabilities.has("IDLE") && authenticated.capabilities.has("SORT"));
    assert!(!authenticated.capabilities.has("AUTH=PLAIN"));
}

#[tokio::test]
async fn a_challenge_is_answered_whatever_it_says() {
    for challenge in ["+\r\n", "+ \r\n", "* OK wait\r\n* 1 EXISTS\r\n+ Go ahead, please\r\n"] {
        let scripted = Scripted::new().await;
        let script = async {
            let mut talk = scripted.accept().await;
            talk.say("* OK ready\r\n").await;
            talk.answer("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n").await;
            let tag = talk.expect("AUTHENTICATE PLAIN").await;
            talk.say(challenge).await;
            assert_eq!(talk.hear().await.as_deref(), Some("AGFsaWNlAHNlY3JldA=="));
            talk.say(&format!("* CAPABILITY IMAP4rev1 MOVE\r\n{tag} OK in\r\n")).await;
        };
        let authenticated = attempt(&scripted, &alice(), script).await.unwrap();
        assert!(authenticated.capabilities.has("MOVE"), "{challenge}");
    }
}

#[tokio::test]
async fn login_quotes_what_must_be_quoted() {
    for (secret, expected) in [
        ("secret", r#"LOGIN "alice" "secret""#),
        (r#"a"b\c d"#, r#"LOGIN "alice" "a\"b\\c d""#),
        ("pâté €", r#"LOGIN "alice" "pâté €""#),
        ("{5}", r#"LOGIN "alice" "{5}""#),
    ] {
        let credentials = Credentials::new("alice".to_owned(), Zeroizing::new(secret.to_owned()));
        let scripted = Scripted::new().await;
        let script = async {
            let mut talk = scripted.accept().await;
            talk.say("* OK [CAPABILITY IMAP4rev1] ready\r\n").await;
            talk.answer(expected, "").await;
            talk.answer("CAPABILITY", "* CAPABILITY IMAP4rev1 UIDPLUS\r\n").await;
        };
        let authenticated = attempt(&scripted, &credentials, script).await.unwrap();
        assert!(authenticated.capabilities.has("UIDPLUS"));
    }
}

#[tokio::test]
async fn a_secret_that_could_end_the_command_is_not_sent() {
    for secret in ["a\r\nA2 LOGOUT", "a\0b"] {
        let credentials = Credentials::new("alice".to_owned(), Zeroizing::new(secret.to_owned()));
        let scripted = Scripted::new().await;
        let script = async {
            let mut talk = scripted.accept().await;
            talk.say("* OK [CAPABILITY IMAP4rev1] ready\r\n").await;
            assert_eq!(talk.hear().await, None);
        };
        let error = attempt(&scripted, &credentials, script).await.err();
        assert!(matches!(error, Some(Error::Credentials)));
    }
}

#[tokio::test]
async fn a_refused_login_says_whether_signing_in_again_helps() {
    for (answer, about_credentials) in [
        ("NO [AUTHENTICATIONFAILED] no", true),
        ("NO", true),
        ("NO d\u{e9}sol\u{e9}", true),
        ("NO [EXPIRED] change it", true),
        ("NO [UNAVAILABLE] later", false),
        ("NO [LIMIT] too many", false),
    ] {
        let scripted = Scripted::new().await;
        let script = async {
            let mut talk = scripted.accept().await;
            talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n").await;
            let tag = talk.expect("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==").await;
            talk.say(&format!("{tag} {answer}\r\n")).await;
        };
        match attempt(&scripted, &alice(), script).await.err() {
            Some(Error::Credentials) => assert!(about_credentials, "{answer}"),
            Some(Error::Connection(_)) => assert!(!about_credentials, "{answer}"),
            other => panic!("{answer}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn no_secret_goes_where_login_is_disabled() {
    let scripted = Scripted::new().await;
    let script = async {
        let mut talk = scripted.accept().await;
        talk.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN] ready\r\n").await;
        assert_eq!(talk.hear().await, None);
    };
    let error = attempt(&scripted, &alice(), script).await.err();
    assert!(matches!(error, Some(Error::Refused(_))));
}

/// A server for `localhost`, and a client that trusts `certificate`.
async fn trusting(security: Security, certificate: &Certificate) -> Scripted {
    let mut scripted = Scripted::new().await;
    scripted.server.host = "localhost".to_owned();
    scripted.server.security = security;
    scripted.server.extra_roots = Some(certificate.pem.clone());
    scripted
}

async fn log_in_over(mut talk: Talk) {
    talk.answer("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n").await;
    let tag = talk.expect("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==").await;
    talk.say(&format!("{tag} OK [CAPABILITY IMAP4rev1 MOVE] in\r\n")).await;
}

#[tokio::test]
async fn after_starttls_nothing_said_in_the_clear_counts() {
    let certificate = certificate("localhost");
    let scripted = trusting(Security::StartTls, &certificate).await;
    let script = async {
        let mut talk = scripted.accept().await;
        talk.say("* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready\r\n").await;
        talk.answer("STARTTLS", "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n").await;
        log_in_over(talk.start_tls(&certificate).await.unwrap()).await;
    };
    let authenticated = attempt(&scripted, &alice(), script).await.unwrap();
    assert!(authenticated.capabilities.has("MOVE"));
}

#[tokio::test]
async fn without_starttls_nothing_goes_in_the_clear() {
    let scripted = trusting(Security::StartTls, &certificate("localhost")).await;
    let script = async {
        let mut talk = scripted.accept().await;
        talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n").await;
        let tag = talk.expect("STARTTLS").await;
        talk.say(&format!("{tag} BAD unknown\r\n")).await;
        assert_eq!(talk.hear().await, None);
    };
    let error = attempt(&scripted, &alice(), script).await.err();
    assert!(matches!(error, Some(Error::Refused(_))));
}

#[tokio::test]
async fn octets_between_starttls_and_tls_are_an_attack() {
    let scripted = trusting(Security::StartTls, &certificate("localhost")).await;
    let script = async {
        let mut talk = scripted.accept().await;
        talk.say("* OK ready\r\n").await;
        let tag = talk.expect("STARTTLS").await;
        talk.say(&format!("{tag} OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n")).await;
    };
    let error = attempt(&scripted, &alice(), script).await.err();
    assert!(matches!(error, Some(Error::Answer(_))));
}

#[tokio::test]
async fn a_certificate_is_for_this_host_and_from_somebody_trusted() {
    let (ours, other, unknown) =
        (certificate("localhost"), certificate("mail.example"), certificate("localhost"));
    for (trusted, shown, good) in [(&ours, &ours, true), (&other, &other, false), (&ours, &unknown, false)] {
        let scripted = trusting(Security::Tls, trusted).await;
        let script = async {
            let Some(mut talk) = scripted.accept().await.start_tls(shown).await else { return };
            talk.say("* OK ready\r\n").await;
            if good {
                log_in_over(talk).await;
            }
        };
        match attempt(&scripted, &alice(), script).await {
            Ok(_) => assert!(good),
            Err(Error::Certificate(_)) => assert!(!good),
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_flood_during_login_ends_it() {
    let scripted = Scripted::new().await;
    let script = async {
        let mut talk = scripted.accept().await;
        talk.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n").await;
        talk.expect("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==").await;
        talk.say(&"* OK on and on and on\r\n".repeat(100_000)).await;
    };
    let error = attempt(&scripted, &alice(), script).await.err();
    assert!(matches!(error, Some(Error::Answer(_))));
}
