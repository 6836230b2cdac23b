//! Where a request goes: a URL that may be asked (the door of `url`, which reads what browsers read,
//! the WHATWG's URL Standard), and the checked addresses of its host.

use std::io;
use std::net::{IpAddr, SocketAddr};

use tokio::net::lookup_host;
use tokio::sync::Semaphore;
use url::{Host, Position, Url};

use super::Error;
use super::address::is_public;
use crate::config::network::Network;

/// The most octets of a URL.
const MOST_OCTETS: usize = 4096;

/// Where servers of the Web listen. On another port may listen anything, which takes our request for
/// something else.
const PORTS: &[u16] = &[80, 443, 8080, 8443];

/// The most names that are looked up at a time.
static LOOKUPS: Semaphore = Semaphore::const_new(16);

/// A URL that may be asked, as far as its text tells.
///
/// Invariant: `http` or `https`, a host, no user and no password.
#[derive(Clone, Debug)]
pub struct Target(Url);

impl Target {
    /// Reads an absolute URL.
    pub fn read(text: &str) -> Result<Self, Error> {
        Self::checked(text, Url::parse)
    }

    /// Reads where a redirect, or another reference, leads, seen from here.
    pub fn next(&self, location: &str) -> Result<Self, Error> {
        Self::checked(location, |it| self.0.join(it))
    }

    fn checked<E>(text: &str, read: impl FnOnce(&str) -> Result<Url, E>) -> Result<Self, Error> {
        if text.len() > MOST_OCTETS {
            return Err(Error::Forbidden);
        }
        let url = read(text).map_err(|_| Error::Forbidden)?;
        let good = matches!(url.scheme(), "http" | "https")
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none();
        if good { Ok(Self(url)) } else { Err(Error::Forbidden) }
    }

    /// Whether the connection is protected.
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host as a certificate names it: without the brackets of an address.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        host.trim_start_matches('[').trim_end_matches(']').to_owned()
    }

    /// The port, given or usual.
    pub(super) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// What `Host` says: host, and port unless it is the usual one.
    pub(super) fn authority(&self) -> &str {
        &self.0[Position::BeforeHost..Position::AfterPort]
    }

    /// The URL as a text.
    pub fn text(&self) -> &str {
        self.0.as_str()
    }

    /// Scheme, host and port (RFC 6454): what may be given to the one may not be given to another one.
    pub fn origin(&self) -> &str {
        &self.0[..Position::AfterPort]
    }

    /// Path and query.
    pub fn path(&self) -> &str {
        &self.0[Position::BeforePath..Position::AfterQuery]
    }

    /// Looks the host up and checks every address that it has; those are what to connect to, so that
    /// a name which leads elsewhere a moment later leads nowhere.
    pub(super) async fn addresses(&self, also_allowed: &[Network]) -> Result<Vec<SocketAddr>, Error> {
        admit(&self.found().await?, self.port(), also_allowed)
    }

    /// The addresses of a host that the operator named: whatever they are.
    pub(super) async fn addresses_of_named(&self) -> Result<Vec<SocketAddr>, Error> {
        Ok(self.found().await?.into_iter().map(|it| SocketAddr::new(it, self.port())).collect())
    }

    async fn found(&self) -> Result<Vec<IpAddr>, Error> {
        Ok(match self.0.host() {
            Some(Host::Ipv4(address)) => vec![address.into()],
            Some(Host::Ipv6(address)) => vec![address.into()],
            Some(Host::Domain(name)) => look_up(name.to_owned()).await.map_err(Error::Connection)?,
            None => return Err(Error::Forbidden),
        })
    }
}

/// A lookup cannot be broken off: it keeps its place until it ends, even when nobody waits for it any
/// more.
async fn look_up(name: String) -> io::Result<Vec<IpAddr>> {
    let permit = LOOKUPS.acquire().await.map_err(io::Error::other)?;
    let work = tokio::spawn(async move {
        let found = lookup_host((name, 0)).await.map(|it| it.map(|it| it.ip()).collect());
        drop(permit);
        found
    });
    work.await.map_err(io::Error::other)?
}

/// All or none: a name with one address that may not be asked is not asked at all.
fn admit(found: &[IpAddr], port: u16, also_allowed: &[Network]) -> Result<Vec<SocketAddr>, Error> {
    if found.is_empty() {
        return Err(Error::Connection(io::ErrorKind::NotFound.into()));
    }
    let is_allowed = |it: &IpAddr| also_allowed.iter().any(|network| network.contains(it.to_canonical()));
    let good = |it: &IpAddr| is_allowed(it) || (is_public(*it) && PORTS.contains(&port));
    if !found.iter().all(good) {
        return Err(Error::Forbidden);
    }
    Ok(found.iter().map(|it| SocketAddr::new(*it, port)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of addresses that are not public, as a browser or the system's resolver takes them.
    const SPELLINGS: &str = "\
        127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 \
        0x7F.0x0.0x0.0x1 0 0.0.0.0 00.0 127.0.0.1. %31%32%37.0.0.1 \u{ff11}27.0.0.1 \
        127\u{3002}0\u{3002}0\u{3002}1 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] \
        [::ffff:7f00:1] [0:0:0:0:0:ffff:7f00:0001] [::127.0.0.1] [64:ff9b::7f00:1] \
        [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fd00::1] [ff02::1] 10.0.0.1 10.1 \
        167772161 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 172.16.0.1 \
        192.168.0.1 3232235521 100.64.0.1 198.18.0.1 192.0.2.1 198.51.100.1 203.0.113.1 \
        224.0.0.1 255.255.255.255 4294967295 localhost LOCALHOST";

    fn is_forbidden<T>(outcome: &Result<T, Error>) -> bool {
        matches!(outcome, Err(Error::Forbidden))
    }

    #[test]
    fn a_url_that_is_not_for_the_web_is_not_asked() {
        for text in [
            "",
            "a.png",
            "//host/a.png",
            "ftp://host/",
            "file:///etc/passwd",
            "gopher://host/",
            "javascript:x",
            "data:image/png;base64,AA",
            "http://",
            "http://user@host/",
            "https://user:secret@host/",
            "http://:secret@host/",
            "http://[::1",
            "http://1.2.3.4.5/",
            "http://a b/",
            "http://host:99999/",
            "unix:/run/x",
        ] {
            assert!(is_forbidden(&Target::read(text)), "{text}");
        }
        assert!(is_forbidden(&Target::read(&format!("http://host/{}", "x".repeat(MOST_OCTETS)))));
    }

    #[test]
    fn a_url_is_read_as_browsers_read_it() {
        let target = Target::read(" HTTP://Ex\u{e4}mple.NET:80\\a b?c=d|e#f\n").unwrap();
        assert_eq!(target.authority(), "xn--exmple-cua.net");
        assert_eq!(target.path(), "/a%20b?c=d|e");
        assert_eq!((target.port(), target.is_https()), (80, false));
        let next = target.next("//other.example:8443/x").unwrap();
        assert_eq!((next.authority(), next.path()), ("other.example:8443", "/x"));
        assert_eq!(target.next("../up").unwrap().authority(), "xn--exmple-cua.net");
        assert!(is_forbidden(&target.next("file:///etc/passwd")));
        assert!(is_forbidden(&target.next("https://user@other.example/")));
        assert_eq!(Target::read("https://[2001:DB8::1]/").unwrap().host(), "2001:db8::1");
    }

    /// Every spelling of an address that a browser, or the system's resolver, takes.
    #[tokio::test]
    async fn an_address_that_is_not_public_is_not_asked_however_it_is_written() {
        for host in SPELLINGS.split(' ') {
            let target = Target::read(&format!("http://{host}/")).unwrap();
            let found = target.addresses(&[]).await;
            assert!(is_forbidden(&found), "{host}: {found:?}");
        }
        // Some resolvers do not know it.
        assert!(Target::read("http://localhost./").unwrap().addresses(&[]).await.is_err());
    }

    fn addresses(texts: &[&str]) -> Vec<IpAddr> {
        texts.iter().map(|it| it.parse().unwrap()).collect()
    }

    #[test]
    fn a_name_with_one_address_that_is_not_public_is_not_asked() {
        assert!(admit(&addresses(&["8.8.8.8", "2606:4700::1111"]), 443, &[]).is_ok());
        for bad in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1"] {
            assert!(is_forbidden(&admit(&addresses(&["8.8.8.8", bad]), 443, &[])), "{bad}");
            assert!(is_forbidden(&admit(&addresses(&[bad, "8.8.8.8"]), 443, &[])), "{bad}");
        }
        assert!(matches!(admit(&[], 443, &[]), Err(Error::Connection(_))));
    }

    #[test]
    fn what_the_operator_allows_is_asked_and_on_any_port() {
        let allowed = ["10.1.0.0/16".parse().unwrap()];
        assert!(admit(&addresses(&["10.1.2.3"]), 9000, &allowed).is_ok());
        assert!(admit(&addresses(&["::ffff:10.1.2.3"]), 9000, &allowed).is_ok());
        assert!(is_forbidden(&admit(&addresses(&["10.1.2.3", "10.2.0.1"]), 80, &allowed)));
        assert!(is_forbidden(&admit(&addresses(&["8.8.8.8"]), 22, &allowed)));
        assert!(is_forbidden(&admit(&addresses(&["8.8.8.8"]), 6379, &[])));
    }
}
