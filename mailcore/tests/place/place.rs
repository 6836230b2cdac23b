//! Where a protocol test takes place: on a Dovecot or a Cyrus of its own, or on the embedded mail server.

#![allow(dead_code, reason = "each test binary uses some of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test ends where it fails")]

use std::sync::Arc;
use std::time::Duration;

use mailcore::demo::seed::{self, Mailbox};
use mailcore::demo::{DemoServer, Options};
use mailcore::mailbox::{MailboxName, SpecialUse};
use mailcore::server::{Security, Server};

#[path = "../cyrus/server.rs"]
pub(crate) mod cyrus;
#[path = "../dovecot/server.rs"]
pub(crate) mod dovecot;

use cyrus::Cyrus;
use dovecot::Dovecot;

/// Which server.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Dovecot,
    Cyrus,
    Demo,
}

/// A running server; it ends when this is dropped.
pub(crate) enum Place {
    Dovecot(Dovecot),
    Cyrus(Cyrus),
    Demo(DemoServer),
}

impl Place {
    /// A server with these logins and secrets, and the mailboxes INBOX and Sent.
    pub(crate) async fn start(kind: Kind, logins: &[(&str, &str)]) -> Self {
        match kind {
            Kind::Dovecot => Self::Dovecot(Dovecot::start(logins)),
            Kind::Cyrus => Self::Cyrus(Cyrus::start(logins)),
            Kind::Demo => {
                let accounts = logins.iter().map(|(login, secret)| account(login, secret)).collect();
                Self::Demo(DemoServer::start(Options { accounts, directory: None }).await.unwrap())
            }
        }
    }

    /// How IMAP is spoken with it, in the clear.
    pub(crate) fn server(&self) -> Arc<Server> {
        match self {
            Self::Dovecot(dovecot) => dovecot.shared(Security::None),
            Self::Cyrus(cyrus) => Arc::new(plain(cyrus.port())),
            Self::Demo(demo) => Arc::new(plain(demo.imap().port())),
        }
    }

    /// All protections that it offers, each a way to speak IMAP with it; none comes first.
    pub(crate) fn servers(&self) -> Vec<Arc<Server>> {
        match self {
            Self::Dovecot(dovecot) => {
                [Security::None, Security::StartTls, Security::Tls].map(|it| dovecot.shared(it)).into()
            }
            Self::Cyrus(_) | Self::Demo(_) => vec![self.server()],
        }
    }

    /// How IMAP is spoken with the best protection that it offers.
    pub(crate) fn protected(&self) -> Arc<Server> {
        self.servers().pop().expect("there is one at least")
    }
}

/// Somebody with the mailboxes INBOX and Sent.
pub(crate) fn account(login: &str, secret: &str) -> seed::Account {
    let mailbox = |name: &str, special_use| Mailbox {
        name: MailboxName::parse(name).unwrap(),
        special_use,
        messages: Vec::new(),
    };
    seed::Account {
        address: login.to_owned(),
        password: secret.to_owned(),
        mailboxes: vec![mailbox("INBOX", None), mailbox("Sent", Some(SpecialUse::Sent))],
    }
}

/// A server on loopback without TLS.
pub(crate) fn plain(port: u16) -> Server {
    Server {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        extra_roots: None,
        connect_timeout: Duration::from_secs(10),
        answer_timeout: Duration::from_secs(30),
    }
}
