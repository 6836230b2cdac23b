//! What a server answers at each step on the way to a login, and why the way ends: for the operator
//! who wants to know before anybody signs in.
//!
//! The way until login is gone by a small dialog of its own, since the clients tell too little of it:
//! `lettre` hides the certificate of a handshake that failed, and `async-imap` what was offered before
//! TLS. The roots are those of the clients. The login itself is tried by the clients, so that what is
//! said to work is what will be used; ManageSieve has no client yet, its login is a line.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

use self::capabilities::Capabilities;
use self::certificate::{Certificate, Refusal};
use self::dialog::Dialog;
use crate::credentials::Credentials;
use crate::imap::pool::{Limits, Pool};
use crate::mailbox::Mailboxes;
use crate::server::{Security, Server};

pub mod capabilities;
pub mod certificate;
mod dialog;
mod handshake;
mod imap;
mod managesieve;
mod submission;

/// What is spoken with a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// RFC 9051, RFC 3501.
    Imap,
    /// RFC 6409.
    Submission,
    /// RFC 5804.
    ManageSieve,
}

/// A step that went well.
#[derive(Clone, Debug)]
pub enum Finding {
    /// The name leads to these addresses; not none.
    Resolved(Vec<IpAddr>),
    /// A server took the connection at this address.
    Connected(SocketAddr),
    /// It greeted as the protocol wants it.
    Greeted,
    /// It offers STARTTLS and began it.
    StartTls,
    /// TLS is spoken.
    Protected {
        /// `1.2` or `1.3`.
        version: &'static str,
        /// What the server showed; `None` when our reader cannot read it, which TLS could.
        certificate: Option<Certificate>,
    },
    /// What the server says it can before login, over the connection as protected as it becomes.
    Capabilities(Capabilities),
    /// It took the login.
    SignedIn,
    /// What it says it can after login: IMAP alone, where most of it is said no earlier.
    CapabilitiesOfLogin(Capabilities),
    /// The mailboxes of the login: IMAP alone.
    Mailboxes(Mailboxes),
}

/// Why the way ended.
#[derive(Debug)]
pub enum Failure {
    /// The name leads to no address.
    Name(io::Error),
    /// None of its addresses takes a connection at this port.
    Unreachable(Vec<(SocketAddr, io::Error)>),
    /// The server says nothing where it must.
    Silent,
    /// The server ended the connection, or it broke.
    Closed(io::Error),
    /// Something else is spoken there: its first line.
    OtherProtocol(String),
    /// The server refuses to serve: its line.
    Refused(String),
    /// The server does not offer STARTTLS.
    NoStartTls,
    /// Octets came between STARTTLS and TLS, from somebody in between (CVE-2011-0411).
    Injected,
    /// What answered to TLS is no TLS.
    NotTls,
    /// Both do not agree on how to speak TLS, or the authorities in the configuration cannot be read.
    Tls(String),
    /// The certificate is refused.
    Certificate {
        /// Why.
        refusal: Refusal,
        /// What was shown, where it can be read.
        certificate: Option<Certificate>,
        /// How many certificates the server sent.
        sent: usize,
    },
    /// The server does not take this login.
    Credentials,
    /// Nobody knows whether it would take it: what happened, one line.
    Login(String),
    /// The mailboxes cannot be listed: what happened, one line.
    Mailboxes(String),
}

/// How far one comes with a server.
#[derive(Debug)]
pub struct Probe {
    /// What went well, in its order.
    pub findings: Vec<Finding>,
    /// What ended it, if anything did.
    pub failure: Option<Failure>,
}

/// Goes as far as it can with `server`, and signs in if there are credentials. Connecting, the
/// greeting and TLS may each take the server's `connect_timeout`, an answer `answer_timeout`.
pub async fn probe(protocol: Protocol, server: &Server, credentials: Option<&Credentials>) -> Probe {
    let mut findings = Vec::new();
    let failure = walk(protocol, server, credentials, &mut findings).await.err();
    Probe { findings, failure }
}

async fn walk(
    protocol: Protocol,
    server: &Server,
    credentials: Option<&Credentials>,
    findings: &mut Vec<Finding>,
) -> Result<(), Failure> {
    let addresses = resolve(server).await?;
    findings.push(Finding::Resolved(addresses.iter().map(SocketAddr::ip).collect()));
    let (stream, address) = reach(&addresses, server.connect_timeout).await?;
    findings.push(Finding::Connected(address));
    let mut dialog = Dialog::new(Box::new(stream), server.connect_timeout);
    if server.security == Security::Tls {
        dialog = protect(dialog, server, findings).await?;
    }
    let mut capabilities = protocol.greeting(&mut dialog).await?;
    findings.push(Finding::Greeted);
    dialog.patience = server.answer_timeout;
    if server.security == Security::StartTls {
        if !capabilities.has("STARTTLS") {
            protocol.goodbye(&mut dialog).await;
            return Err(Failure::NoStartTls);
        }
        protocol.start_tls(&mut dialog).await?;
        findings.push(Finding::StartTls);
        dialog.patience = server.connect_timeout;
        dialog = protect(dialog, server, findings).await?;
        dialog.patience = server.answer_timeout;
        capabilities = protocol.capabilities(&mut dialog).await?;
    }
    findings.push(Finding::Capabilities(capabilities));
    if let (Protocol::ManageSieve, Some(credentials)) = (protocol, credentials) {
        managesieve::sign_in(&mut dialog, credentials).await?;
        findings.push(Finding::SignedIn);
    }
    protocol.goodbye(&mut dialog).await;
    match (protocol, credentials) {
        (Protocol::Imap, Some(credentials)) => sign_in_to_imap(server, credentials, findings).await,
        (Protocol::Submission, Some(credentials)) => {
            crate::smtp::sign_in(server, credentials).await.map_err(submission::of_login)?;
            findings.push(Finding::SignedIn);
            Ok(())
        }
        (Protocol::ManageSieve, _) | (_, None) => Ok(()),
    }
}

async fn resolve(server: &Server) -> Result<Vec<SocketAddr>, Failure> {
    let looking = lookup_host((server.host.as_str(), server.port));
    let found = timeout(server.connect_timeout, looking).await;
    let found = found.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())).map_err(Failure::Name)?;
    let mut addresses: Vec<SocketAddr> = found.collect();
    addresses.dedup();
    if addresses.is_empty() {
        return Err(Failure::Name(io::Error::from(io::ErrorKind::NotFound)));
    }
    Ok(addresses)
}

/// The first address that takes a connection, in the order in which the clients try them.
async fn reach(addresses: &[SocketAddr], patience: Duration) -> Result<(TcpStream, SocketAddr), Failure> {
    let mut failed = Vec::new();
    for address in addresses {
        let connecting = timeout(patience, TcpStream::connect(address)).await;
        match connecting.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
            Ok(stream) => return Ok((stream, *address)),
            Err(error) => failed.push((*address, error)),
        }
    }
    Err(Failure::Unreachable(failed))
}

async fn protect(dialog: Dialog, server: &Server, findings: &mut Vec<Finding>) -> Result<Dialog, Failure> {
    let patience = dialog.patience;
    let stream = dialog.into_stream().ok_or(Failure::Injected)?;
    let secured = timeout(patience, handshake::secure(stream, server)).await;
    let secured = secured.unwrap_or(Err(Failure::Silent))?;
    findings.push(Finding::Protected { version: secured.version, certificate: secured.certificate });
    Ok(Dialog::new(secured.stream, patience))
}

async fn sign_in_to_imap(
    server: &Server,
    credentials: &Credentials,
    findings: &mut Vec<Finding>,
) -> Result<(), Failure> {
    let wait = server.connect_timeout;
    let pool = Pool::new(Limits { per_account: 1, idle: wait, wait });
    let server = Arc::new(server.clone());
    let mut lease = pool.lease(&server, credentials, None).await.map_err(imap::of_login)?;
    findings.push(Finding::SignedIn);
    findings.push(Finding::CapabilitiesOfLogin(Capabilities::new(lease.capabilities())));
    let mailboxes = lease.mailboxes().await.map_err(|it| Failure::Mailboxes(chain(&it)))?;
    findings.push(Finding::Mailboxes(mailboxes));
    Ok(())
}

impl Protocol {
    /// Reads the greeting, and what the server can.
    async fn greeting(self, dialog: &mut Dialog) -> Result<Capabilities, Failure> {
        match self {
            Self::Imap => imap::greeting(dialog).await?,
            Self::Submission => submission::greeting(dialog).await?,
            // The greeting says it.
            Self::ManageSieve => {}
        }
        self.capabilities(dialog).await
    }

    /// What the server can now.
    async fn capabilities(self, dialog: &mut Dialog) -> Result<Capabilities, Failure> {
        match self {
            Self::Imap => imap::capabilities(dialog).await,
            Self::Submission => submission::capabilities(dialog).await,
            Self::ManageSieve => managesieve::capabilities(dialog).await,
        }
    }

    /// Says STARTTLS and waits until TLS may begin.
    async fn start_tls(self, dialog: &mut Dialog) -> Result<(), Failure> {
        match self {
            Self::Imap => imap::start_tls(dialog).await,
            Self::Submission => submission::start_tls(dialog).await,
            Self::ManageSieve => managesieve::start_tls(dialog).await,
        }
    }

    /// So that the server's log has no broken connection; whether it hears it is all the same.
    async fn goodbye(self, dialog: &mut Dialog) {
        let word = match self {
            Self::Imap => "z LOGOUT",
            Self::Submission => "QUIT",
            Self::ManageSieve => "LOGOUT",
        };
        _ = dialog.say(word).await;
    }
}

/// An error and what caused it, one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    dialog::one_line(&text)
}

#[cfg(test)]
mod tests;
