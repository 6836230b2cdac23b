//! A server for tests, that says and hears what a test wants: for what no real server would say.

use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use zeroize::Zeroizing;

use super::connect::connect;
use super::connection::Connection;
use super::driver;
use crate::credentials::Credentials;
use crate::server::{Security, Server};
use crate::tls::{Duplex, Tls};

/// Where it listens.
pub(super) struct Scripted {
    listener: TcpListener,
    /// How it is reached; to be changed before use.
    pub(super) server: Server,
}

/// A certificate with its key.
pub(super) struct Certificate {
    /// In PEM.
    pub(super) pem: Vec<u8>,
    acceptor: TlsAcceptor,
}

/// Login `alice`, secret `secret`.
pub(super) fn alice() -> Credentials {
    Credentials::new("alice".to_owned(), Zeroizing::new("secret".to_owned()))
}

/// A certificate that vouches for itself.
pub(super) fn certificate(name: &str) -> Certificate {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    Certificate { pem: made.cert.pem().into_bytes(), acceptor: TlsAcceptor::from(Arc::new(config)) }
}

impl Scripted {
    /// A server on a free port of loopback, without protection.
    pub(super) async fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let server = Server {
            host: "127.0.0.1".to_owned(),
            port: listener.local_addr().unwrap().port(),
            security: Security::None,
            extra_roots: None,
            connect_timeout: Duration::from_secs(30),
            answer_timeout: Duration::from_secs(30),
        };
        Self { listener, server }
    }

    /// The next connection.
    pub(super) async fn accept(&self) -> Talk {
        let (stream, _) = self.listener.accept().await.unwrap();
        Talk { stream: BufReader::new(Box::new(stream)) }
    }

    /// A connection that is logged in to a server with these capabilities, and both its ends.
    pub(super) async fn connected(&self, capabilities: &str) -> (Connection, Talk) {
        let tls = Tls::default();
        let credentials = alice();
        let (authenticated, talk) =
            tokio::join!(connect(&self.server, &credentials, &tls), self.logged_in(capabilities));
        (driver::start(authenticated.unwrap(), self.server.answer_timeout), talk)
    }

    /// The next connection, after it has logged in.
    pub(super) async fn logged_in(&self, capabilities: &str) -> Talk {
        let mut talk = self.accept().await;
        talk.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\r\n").await;
        let tag = talk.expect("AUTHENTICATE PLAIN AGFsaWNlAHNlY3JldA==").await;
        talk.say(&format!("{tag} OK [CAPABILITY IMAP4rev1 {capabilities}] in\r\n")).await;
        talk
    }
}

/// The server's end of a connection.
pub(super) struct Talk {
    stream: BufReader<Box<dyn Duplex>>,
}

impl Talk {
    /// Says something.
    pub(super) async fn say(&mut self, text: &str) {
        self.say_octets(text.as_bytes()).await;
    }

    /// Says something that need not be text. Nobody may be there to hear it.
    pub(super) async fn say_octets(&mut self, octets: &[u8]) {
        if self.stream.write_all(octets).await.is_ok() {
            let _ = self.stream.flush().await;
        }
    }

    /// The next line without its end; `None` when the client is gone.
    pub(super) async fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        let count = self.stream.read_line(&mut line).await.unwrap_or(0);
        (count > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// So many octets.
    pub(super) async fn hear_octets(&mut self, count: usize) -> Vec<u8> {
        let mut octets = vec![0; count];
        self.stream.read_exact(&mut octets).await.unwrap();
        octets
    }

    /// Hears this command, and gives its tag.
    pub(super) async fn expect(&mut self, command: &str) -> String {
        let line = self.hear().await.unwrap_or_else(|| panic!("the client is gone before {command}"));
        let (tag, heard) = line.split_once(' ').unwrap_or_else(|| panic!("no command: {line}"));
        assert_eq!(heard, command);
        tag.to_owned()
    }

    /// Hears this command, and answers with these lines and OK.
    pub(super) async fn answer(&mut self, command: &str, data: &str) {
        let tag = self.expect(command).await;
        self.say(&format!("{data}{tag} OK done\r\n")).await;
    }

    /// Goes over to TLS.
    pub(super) async fn start_tls(self, certificate: &Certificate) -> Option<Self> {
        let stream = certificate.acceptor.accept(self.stream.into_inner()).await.ok()?;
        Some(Self { stream: BufReader::new(Box::new(stream)) })
    }
}
