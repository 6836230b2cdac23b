//! Where a mail server is and how it is spoken to.

use std::time::Duration;

/// How a connection is protected (RFC 8314).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first octet.
    Tls,
    /// TLS after the STARTTLS command; never without it.
    StartTls,
    /// No protection: for loopback, or where the operator insists.
    None,
}

/// A server, as the operator configured it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Name or address; the certificate must be for it.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Certificates in PEM that are trusted beside the system's roots.
    pub extra_roots: Option<Vec<u8>>,
    /// The longest that connecting, with TLS and login, may take.
    pub connect_timeout: Duration,
    /// The longest that the server may be silent within an answer.
    pub answer_timeout: Duration,
}
