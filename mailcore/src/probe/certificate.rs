//! What a certificate says (RFC 5280), and why one is refused: the door of `x509-parser`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use rustls::CertificateError;
use rustls::pki_types::UnixTime;
use x509_parser::certificate::X509Certificate;
use x509_parser::extensions::GeneralName;

use super::dialog::one_line;

/// What a certificate says of itself. All text is one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Whose it is, as `CN=mail.example.org`.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// The hosts that it is for: names, and addresses as text (RFC 9525, section 2).
    pub names: Vec<String>,
    /// From when on it is valid, in seconds since 1970-01-01 UTC.
    pub not_before: i64,
    /// Until when.
    pub not_after: i64,
    /// Whether nobody but its owner vouches for it.
    pub is_self_signed: bool,
    /// Whether it is an authority's, which must not be a server's.
    pub is_authority: bool,
}

impl Certificate {
    /// Reads DER; `None` when it is none.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (_, read) = x509_parser::parse_x509_certificate(der).ok()?;
        Some(Self {
            subject: one_line(&read.subject().to_string()),
            issuer: one_line(&read.issuer().to_string()),
            names: names(&read),
            not_before: read.validity().not_before.timestamp(),
            not_after: read.validity().not_after.timestamp(),
            is_self_signed: read.subject().as_raw() == read.issuer().as_raw(),
            is_authority: read.is_ca(),
        })
    }
}

fn names(read: &X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(extension)) = read.subject_alternative_name() else { return Vec::new() };
    let text = |name: &GeneralName<'_>| match name {
        GeneralName::DNSName(name) => Some(one_line(name)),
        GeneralName::IPAddress(octets) => address(octets).map(|it| it.to_string()),
        _ => None,
    };
    extension.value.general_names.iter().filter_map(text).collect()
}

fn address(octets: &[u8]) -> Option<IpAddr> {
    let v4 = <[u8; 4]>::try_from(octets).map(|it| IpAddr::V4(Ipv4Addr::from(it)));
    v4.or_else(|_| <[u8; 16]>::try_from(octets).map(|it| IpAddr::V6(Ipv6Addr::from(it)))).ok()
}

/// Why a certificate is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is for other hosts.
    Name,
    /// Nobody trusted signed it.
    UnknownAuthority,
    /// Its owner signed it, and it is not trusted by itself.
    SelfSigned,
    /// It is an authority's certificate, which a server must not use as its own.
    Authority,
    /// It, or one above it, ended: when, in seconds since 1970-01-01 UTC, where that is known.
    Expired(Option<i64>),
    /// It, or one above it, begins later: when.
    NotYetValid(Option<i64>),
    /// Something rarer, in the words of the library.
    Other(String),
}

impl Refusal {
    pub(super) fn new(why: &CertificateError, certificate: Option<&Certificate>) -> Self {
        let is = |what: fn(&Certificate) -> bool| certificate.is_some_and(what);
        match why {
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Self::Name,
            CertificateError::UnknownIssuer if is(|it| it.is_self_signed) => Self::SelfSigned,
            CertificateError::UnknownIssuer => Self::UnknownAuthority,
            CertificateError::Expired => Self::Expired(certificate.map(|it| it.not_after)),
            CertificateError::ExpiredContext { not_after, .. } => Self::Expired(seconds(*not_after)),
            CertificateError::NotValidYet => Self::NotYetValid(certificate.map(|it| it.not_before)),
            CertificateError::NotValidYetContext { not_before, .. } => {
                Self::NotYetValid(seconds(*not_before))
            }
            _ if is(|it| it.is_authority) => Self::Authority,
            other => Self::Other(one_line(&other.to_string())),
        }
    }
}

fn seconds(time: UnixTime) -> Option<i64> {
    i64::try_from(time.as_secs()).ok()
}
