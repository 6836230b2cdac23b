//! What `facteur demo` is configured like.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use mailcore::server::{Security, Server};

use super::clients::Clients;
use super::spam::Spam;
use super::{Config, Error, Servers, servers};

/// Where the mail servers of a demonstration listen.
#[derive(Clone, Copy, Debug)]
pub struct MailAddresses {
    /// Where mail is read.
    pub imap: SocketAddr,
    /// Where mail is handed over.
    pub submission: SocketAddr,
    /// Where rules are kept.
    pub managesieve: SocketAddr,
}

impl Config {
    /// The configuration of `facteur demo`: mail servers on loopback without TLS. The environment
    /// has no part in it.
    pub fn for_demonstration(
        listen: SocketAddr,
        data_dir: PathBuf,
        mail: MailAddresses,
    ) -> Result<Self, Error> {
        let usual = Self::parse("", &[])?;
        let at = |address: SocketAddr, server: &Server| {
            let (host, port) = (address.ip().to_string(), address.port());
            Arc::new(Server { host, port, security: Security::None, ..server.clone() })
        };
        let imap = at(mail.imap, &usual.servers.imap);
        let submission = at(mail.submission, &usual.servers.submission);
        let servers = Servers {
            clients: Clients::as_by_us(&imap, &submission),
            imap,
            submission,
            managesieve: Some(at(mail.managesieve, &servers::MANAGESIEVE.server())),
            authserv_ids: Vec::new(),
            spam: Spam::default(),
        };
        Ok(Self {
            listen,
            public_url: format!("http://{listen}"),
            data_dir,
            servers: Arc::new(servers),
            login_domain: Some("demo.fr.fto".to_owned()),
            is_demonstration: true,
            ..usual
        })
    }
}
