//! `[carddav]`: servers of address books (RFC 6352), whose books people add to their own.

use std::time::Duration;

use toml::Value;

use super::Error;
use super::read::Section;
use super::servers;

/// The servers of address books, and how often they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardDav {
    /// Whether people may name servers that are not among these.
    pub any_server: bool,
    /// How often the books are read.
    pub refresh: Duration,
    /// How much of their books is kept here for one person, in octets.
    pub copies: u64,
    /// Those that the operator names.
    pub servers: Vec<NamedServer>,
}

/// A server that the operator names: it is reached wherever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedServer {
    /// What people call it.
    pub name: String,
    /// Where its books are looked for.
    pub url: String,
    /// Whether it takes the login name and the password of the mail, which then nobody types again.
    pub has_mail_login: bool,
    /// Certificates in PEM that are trusted beside the system's roots.
    pub extra_roots: Option<Vec<u8>>,
}

impl CardDav {
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let minutes = section.number("refresh_minutes", 1, 10_080)?.unwrap_or(30);
        let megabytes = section.number("copies_mb", 1, 1_000_000)?.unwrap_or(200);
        let any_server = section.truth("any_server")?.unwrap_or(true);
        let servers = section.sections("server")?.into_iter().map(NamedServer::read);
        let servers = servers.collect::<Result<Vec<_>, Error>>()?;
        section.finish()?;
        let (refresh, copies) = (Duration::from_secs(minutes * 60), megabytes * 1024 * 1024);
        Ok(Self { any_server, refresh, copies, servers })
    }
}

impl NamedServer {
    fn read(mut section: Section) -> Result<Self, Error> {
        let insecure = section.truth("insecure")?.unwrap_or(false);
        let expected = "https:// and a host, or http:// for a server of this machine or with insecure = true";
        let good = |it: &&str| is_address(it, insecure);
        let url = section.take("url", expected, |it| it.as_str().filter(good).map(str::to_owned))?;
        let Some(url) = url else {
            return Err(section.wrong("url", &Value::String(String::new()), expected));
        };
        let login = section.take("login", "\"own\" or \"mail\"", |it| match it.as_str()? {
            "own" => Some(false),
            "mail" => Some(true),
            _ => None,
        })?;
        let name = section.text("name", "what people call it")?;
        let server = Self {
            name: name.unwrap_or_else(|| host(&url).to_owned()),
            has_mail_login: login.unwrap_or(false),
            extra_roots: servers::read_roots(&mut section)?,
            url,
        };
        section.finish()?;
        Ok(server)
    }
}

/// Whether a server may be reached by this URL: whoever listens on the way must not read passwords.
fn is_address(url: &str, insecure: bool) -> bool {
    let good =
        |rest: &str| !rest.is_empty() && !rest.contains('@') && url.bytes().all(|it| it.is_ascii_graphic());
    match url.split_once("://") {
        Some(("https", rest)) => good(rest),
        Some(("http", rest)) => good(rest) && (insecure || servers::is_loopback(host(url))),
        _ => false,
    }
}

/// The host of a URL, without its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |it| it.1);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((address, _)) => address,
        None => authority.split(':').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn a_server_is_read_with_what_is_usual() {
        let usual = Config::parse("", &[]).unwrap().carddav;
        assert!(usual.any_server && usual.servers.is_empty() && usual.copies == 200 << 20);
        let text = "[carddav]\nany_server = false\n[[carddav.server]]\nurl = \"https://dav.example.org:8443/x\"\n\
                    [[carddav.server]]\nurl = \"http://[::1]:5232/\"\nlogin = \"mail\"\nname = \"Ici\"";
        let read = Config::parse(text, &[]).unwrap().carddav;
        let said: Vec<_> = read.servers.iter().map(|it| (it.name.as_str(), it.has_mail_login)).collect();
        assert_eq!(said, [("dav.example.org", false), ("Ici", true)]);
        assert!(!read.any_server);
    }

    #[test]
    fn what_cannot_be_is_named() {
        for (line, expected) in [
            ("", "carddav.server[0].url"),
            ("url = \"ftp://x/\"", "https:// and a host"),
            ("url = \"http://dav.example.org/\"", "insecure = true"),
            ("url = \"https://user:secret@dav.example.org/\"", "https:// and a host"),
            ("url = \"https://x/\"\nlogin = \"any\"", "\"own\" or \"mail\""),
            ("url = \"https://x/\"\npassword = \"secret\"", "carddav.server[0].password = …"),
        ] {
            let error = Config::parse(&format!("[[carddav.server]]\n{line}"), &[]).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
