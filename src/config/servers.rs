//! `[imap]`, `[submission]`, `[managesieve]`, `[spam.rspamd]`, `[directory.ldap]`: where a server is and how it is spoken to.

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use mailcore::server::{Security, Server};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use toml::Value;

use super::Error;
use super::read::Section;

/// The port of each kind of security, and what stands in when nothing is said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ports {
    tls: u16,
    plain: u16,
    has_starttls: bool,
}

/// IMAP (RFC 8314, section 7.1).
pub(super) const IMAP: Ports = Ports::with_starttls(993, 143);
/// Submission (RFC 8314, section 7.3).
pub(super) const SUBMISSION: Ports = Ports::with_starttls(465, 587);
/// ManageSieve (RFC 5804, section 1.8); no port of its own for implicit TLS.
pub(super) const MANAGESIEVE: Ports = Ports::with_starttls(4190, 4190);

/// LDAP (RFC 4513, section 3; the port of TLS is registered and usual).
pub(super) const LDAP: Ports = Ports { tls: 636, plain: 389, has_starttls: true };

impl Ports {
    /// Of a protocol that speaks TLS from its first octet or not at all.
    pub(super) const fn without_starttls(port: u16) -> Self {
        Self { tls: port, plain: port, has_starttls: false }
    }

    /// Of a protocol that has both ways to TLS.
    pub(super) const fn with_starttls(tls: u16, plain: u16) -> Self {
        Self { tls, plain, has_starttls: true }
    }

    /// Where it is spoken so.
    pub(super) fn of(self, security: Security) -> u16 {
        match security {
            Security::Tls => self.tls,
            Security::StartTls | Security::None => self.plain,
        }
    }

    /// The server when the file says nothing: this machine, and never without TLS.
    pub(super) fn server(self) -> Server {
        Server {
            host: "127.0.0.1".to_owned(),
            port: self.plain,
            security: Security::StartTls,
            extra_roots: None,
            connect_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(20),
        }
    }

    /// Reads a section; what it leaves out is as in `usual`.
    pub(super) fn read(self, mut section: Section, usual: &Server) -> Result<Server, Error> {
        let host = section.take("host", "a host name or an address", read_host)?;
        let host = host.unwrap_or_else(|| usual.host.clone());
        let security = self.read_security(&mut section)?;
        let usual_port = security.filter(|it| *it != usual.security).map_or(usual.port, |it| self.of(it));
        let security = security.unwrap_or(usual.security);
        let port = section.number("port", 1, 65_535)?.and_then(|it| u16::try_from(it).ok());
        let insecure = section.truth("insecure")?.unwrap_or(false);
        if security == Security::None && !is_loopback(&host) && !insecure {
            let tls = if self.has_starttls { r#""tls" or "starttls""# } else { r#""tls""# };
            let expected = format!("{tls} for a server that is not on this machine, or insecure = true");
            return Err(section.wrong("security", &Value::String("none".to_owned()), &expected));
        }
        let extra_roots = read_roots(&mut section)?;
        let server = Server {
            host,
            port: port.unwrap_or(usual_port),
            security,
            extra_roots: extra_roots.or_else(|| usual.extra_roots.clone()),
            connect_timeout: seconds(&mut section, "connect_seconds")?.unwrap_or(usual.connect_timeout),
            answer_timeout: seconds(&mut section, "answer_seconds")?.unwrap_or(usual.answer_timeout),
        };
        section.finish()?;
        Ok(server)
    }

    /// Reads how a server is spoken to.
    pub(super) fn read_security(self, section: &mut Section) -> Result<Option<Security>, Error> {
        let expected =
            if self.has_starttls { r#""tls", "starttls" or "none""# } else { r#""tls" or "none""# };
        section.take("security", expected, |value| match value.as_str()? {
            "tls" => Some(Security::Tls),
            "starttls" if self.has_starttls => Some(Security::StartTls),
            "none" => Some(Security::None),
            _ => None,
        })
    }
}

/// The names of servers that are believed about senders; `None` when nothing is said. From the
/// environment they are separated by commas.
pub(super) fn read_authserv_ids(section: &mut Section) -> Result<Option<Vec<String>>, Error> {
    let is_name =
        |it: &str| !it.is_empty() && it.bytes().all(|b| b.is_ascii_graphic() && !b"\";=()".contains(&b));
    let name = |it: &str| is_name(it).then(|| it.to_owned());
    section.take("trusted_authserv_ids", "names of servers, as [\"mx.example.org\"]", |value| match value {
        Value::Array(list) => list.iter().map(|it| name(it.as_str()?)).collect(),
        Value::String(list) => list.split(',').map(str::trim).filter(|it| !it.is_empty()).map(name).collect(),
        _ => None,
    })
}

/// A name or an address, without the brackets of one of IPv6.
pub(super) fn read_host(value: &Value) -> Option<String> {
    let host = value.as_str()?;
    let host = host.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(host);
    let good = host.parse::<IpAddr>().is_ok()
        || (!host.is_empty()
            && host.len() <= 253
            && host.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '.' | '_')));
    good.then(|| host.to_owned())
}

/// Whether it is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

/// Reads `ca_file`: certificates that are trusted beside those of the system.
pub(super) fn read_roots(section: &mut Section) -> Result<Option<Vec<u8>>, Error> {
    let Some(path) = section.text("ca_file", "the path of a file with certificates in PEM")? else {
        return Ok(None);
    };
    match std::fs::read(Path::new(&path)) {
        Ok(pem) if holds_certificates(&pem) => Ok(Some(pem)),
        Ok(_) => Err(section.wrong("ca_file", &Value::String(path), "a file with certificates in PEM")),
        Err(source) => Err(Error::File { path: path.into(), source }),
    }
}

/// Whether there are certificates, and each can be trusted as an authority's.
fn holds_certificates(pem: &[u8]) -> bool {
    let mut roots = RootCertStore::empty();
    let readable = CertificateDer::pem_slice_iter(pem).all(|it| it.is_ok_and(|it| roots.add(it).is_ok()));
    readable && !roots.is_empty()
}

pub(super) fn seconds(section: &mut Section, key: &str) -> Result<Option<Duration>, Error> {
    Ok(section.number(key, 1, 3_600)?.map(Duration::from_secs))
}
