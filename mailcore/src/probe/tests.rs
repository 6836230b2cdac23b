//! Servers that say what no real one would. The real ones are in `tests/it` of the webmail.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::*;

async fn listener(security: Security) -> (TcpListener, Server) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let server = Server {
        host: "127.0.0.1".to_owned(),
        port: listener.local_addr().unwrap().port(),
        security,
        extra_roots: None,
        connect_timeout: Duration::from_secs(30),
        answer_timeout: Duration::from_secs(30),
    };
    (listener, server)
}

/// Probes a server that says the first text at once, each other after a line that it hears, and then
/// hangs up.
async fn said(protocol: Protocol, security: Security, texts: &[&str]) -> Probe {
    let (listener, server) = listener(security).await;
    let serving = async {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = BufReader::new(stream);
        for (number, text) in texts.iter().enumerate() {
            let mut line = String::new();
            if number > 0 && stream.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            // Whoever has heard enough may be gone.
            _ = stream.write_all(text.as_bytes()).await;
        }
    };
    tokio::join!(probe(protocol, &server, None), serving).0
}

async fn failure(protocol: Protocol, security: Security, texts: &[&str]) -> String {
    format!("{:?}", said(protocol, security, texts).await.failure.expect("a failure"))
}

fn capabilities(probe: &Probe) -> Vec<&str> {
    let told = probe.findings.iter().find_map(|it| match it {
        Finding::Capabilities(told) => Some(told),
        _ => None,
    });
    told.map(|it| it.iter().collect()).unwrap_or_default()
}

#[tokio::test]
async fn capabilities_are_read_in_each_protocol() {
    let clear = Security::None;
    let imap = ["* OK ready\r\n", "* CAPABILITY IMAP4rev1 Move\r\na OK done\r\n"];
    let probe = said(Protocol::Imap, clear, &imap).await;
    assert_eq!(capabilities(&probe), ["IMAP4REV1", "MOVE"], "{probe:?}");
    let submission = ["220-hello\r\n220 ready\r\n", "250-here\r\n250-SIZE 1000\r\n250 auth plain\r\n"];
    let probe = said(Protocol::Submission, clear, &submission).await;
    assert_eq!(capabilities(&probe), ["AUTH PLAIN", "SIZE 1000"], "{probe:?}");
    let sieve = ["\"SIEVE\" \"fileinto vacation\"\r\n\"STARTTLS\"\r\nOK \"ready\"\r\n"];
    let probe = said(Protocol::ManageSieve, clear, &sieve).await;
    assert_eq!(capabilities(&probe), ["SIEVE FILEINTO VACATION", "STARTTLS"], "{probe:?}");
}

#[tokio::test]
async fn what_is_no_greeting_is_told_by_its_first_line() {
    for protocol in [Protocol::Imap, Protocol::Submission, Protocol::ManageSieve] {
        let other = failure(protocol, Security::StartTls, &["SSH-2.0-Open\u{1b}[31mSSH\r\n"]).await;
        assert_eq!(other, "OtherProtocol(\"SSH-2.0-Open[31mSSH\")", "nothing moves a terminal");
        let endless = failure(protocol, Security::StartTls, &["x".repeat(100_000).as_str()]).await;
        assert!(endless.starts_with("OtherProtocol(\"xxx") && endless.len() < 400, "{endless}");
        let nothing = failure(protocol, Security::StartTls, &[]).await;
        assert!(nothing.starts_with("Closed("), "{nothing}");
    }
    for (protocol, line) in [
        (Protocol::Imap, "* BYE too many\r\n"),
        (Protocol::Imap, "* PREAUTH welcome\r\n"),
        (Protocol::Submission, "554 no service\r\n"),
        (Protocol::ManageSieve, "BYE \"no\"\r\n"),
    ] {
        let refused = failure(protocol, Security::None, &[line]).await;
        assert_eq!(refused, format!("Refused({:?})", line.trim_end()));
    }
}

#[tokio::test]
async fn an_answer_without_end_ends() {
    let many = "* OK more\r\n".repeat(10_000);
    let endless = failure(Protocol::Imap, Security::None, &["* OK ready\r\n", &many]).await;
    assert!(endless.starts_with("OtherProtocol("), "{endless}");
    let many = "250-MORE\r\n".repeat(10_000);
    let endless = failure(Protocol::Submission, Security::None, &["220 ready\r\n", &many]).await;
    assert!(endless.starts_with("OtherProtocol("), "{endless}");
}

#[tokio::test]
async fn a_server_that_is_silent_is_told_from_one_that_hangs_up() {
    let (_listener, mut server) = listener(Security::StartTls).await;
    server.connect_timeout = Duration::from_millis(50);
    let probe = probe(Protocol::Imap, &server, None).await;
    assert!(matches!(probe.failure, Some(Failure::Silent)), "{probe:?}");
}

#[tokio::test]
async fn octets_before_tls_are_no_answer_under_tls() {
    let told = "* CAPABILITY IMAP4rev1 STARTTLS\r\na OK done\r\n";
    let injected = "a OK begin\r\na OK done\r\n";
    let failure = failure(Protocol::Imap, Security::StartTls, &["* OK ready\r\n", told, injected]).await;
    assert_eq!(failure, "Injected");
}

/// What a probe makes of a certificate that signs itself, made like this.
async fn refusal(change: impl FnOnce(&mut CertificateParams), is_trusted: bool) -> Refusal {
    let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    let made = params.self_signed(&key).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![made.der().clone()],
            PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())),
        )
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let (listener, mut server) = listener(Security::Tls).await;
    server.extra_roots = is_trusted.then(|| made.pem().into_bytes());
    let serving = async {
        let (stream, _) = listener.accept().await.unwrap();
        assert!(acceptor.accept(stream).await.is_err(), "the client goes away");
    };
    match tokio::join!(probe(Protocol::Imap, &server, None), serving).0.failure {
        Some(Failure::Certificate { refusal, certificate: Some(certificate), sent: 1 }) => {
            assert_eq!(certificate.names, ["127.0.0.1"]);
            refusal
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn certificates_are_refused_for_what_they_are() {
    assert_eq!(refusal(|_| {}, false).await, Refusal::SelfSigned);
    let authority = |it: &mut CertificateParams| it.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    assert_eq!(refusal(authority, true).await, Refusal::Authority);
    let early = |it: &mut CertificateParams| it.not_before = rcgen::date_time_ymd(4000, 1, 1);
    assert_eq!(refusal(early, false).await, Refusal::NotYetValid(Some(64_060_588_800)));
}
