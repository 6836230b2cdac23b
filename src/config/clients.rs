//! `[clients]`: how programs and telephones reach the servers, which is seldom how this program does.

use std::fmt;

use mailcore::server::{Security, Server};

use super::read::Section;
use super::servers::{self, Ports};
use super::{Error, Servers};

/// POP3 (RFC 8314, section 7.2).
const POP3: Ports = Ports::with_starttls(995, 110);

/// The servers that are told to people and to their programs; what is `None` is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clients {
    /// Where mail is read.
    pub imap: Option<Reached>,
    /// Where it is fetched.
    pub pop3: Option<Reached>,
    /// Where it is handed over.
    pub submission: Option<Reached>,
}

/// A server as it is reached from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Its name, or an address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How it is spoken to.
    pub security: Security,
}

impl Clients {
    /// Those of everybody. What the section leaves out is as this program reaches it, unless that is a way that
    /// only this machine has.
    pub(super) fn read(section: Section, imap: &Server, submission: &Server) -> Result<Self, Error> {
        let usual =
            Self { imap: Reached::outside(imap), pop3: None, submission: Reached::outside(submission) };
        usual.with(section)
    }

    /// Those of the demonstration: whoever tries it out may try it with a program of this machine, too.
    pub(super) fn as_by_us(imap: &Server, submission: &Server) -> Self {
        let [imap, submission] = [imap, submission].map(|it| Some(Reached::as_by_us(it)));
        Self { imap, pop3: None, submission }
    }

    /// Those of a domain: these, but for the servers that it has of its own.
    pub(super) fn of_domain(&self, usual: &Servers, imap: &Server, submission: &Server) -> Self {
        let (own_imap, own_submission) = (*imap != *usual.imap, *submission != *usual.submission);
        Self {
            imap: if own_imap { Reached::outside(imap) } else { self.imap.clone() },
            pop3: self.pop3.clone().filter(|_| !own_imap),
            submission: if own_submission { Reached::outside(submission) } else { self.submission.clone() },
        }
    }

    /// These where a section says nothing else.
    pub(super) fn with(self, mut section: Section) -> Result<Self, Error> {
        let imap = read(section.section_if_any("imap")?, servers::IMAP)?;
        let pop3 = read(section.section_if_any("pop3")?, POP3)?;
        let submission = read(section.section_if_any("submission")?, servers::SUBMISSION)?;
        section.finish()?;
        Ok(Self {
            imap: imap.or(self.imap),
            pop3: pop3.or(self.pop3),
            submission: submission.or(self.submission),
        })
    }

    /// Whether a program can be set up with what is told.
    pub fn are_enough(&self) -> bool {
        self.imap.is_some() && self.submission.is_some()
    }
}

impl Reached {
    fn as_by_us(server: &Server) -> Self {
        Self { host: server.host.clone(), port: server.port, security: server.security }
    }

    /// Whether there is TLS, from the first octet or after a command: Apple's devices find out which.
    pub fn is_protected(&self) -> bool {
        self.security != Security::None
    }

    fn outside(server: &Server) -> Option<Self> {
        let is_open = server.security != Security::None && !servers::is_loopback(&server.host);
        is_open.then(|| Self::as_by_us(server))
    }
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// A server of the section: its host must be named, TLS from the first octet is usual.
fn read(section: Option<Section>, ports: Ports) -> Result<Option<Reached>, Error> {
    let Some(mut section) = section else { return Ok(None) };
    let expected = "a host name or an address";
    let Some(host) = section.take("host", expected, servers::read_host)? else {
        return Err(section.wrong("host", &toml::Value::String(String::new()), expected));
    };
    let security = ports.read_security(&mut section)?.unwrap_or(Security::Tls);
    let port = section.number("port", 1, 65_535)?.and_then(|it| u16::try_from(it).ok());
    section.finish()?;
    Ok(Some(Reached { host, port: port.unwrap_or_else(|| ports.of(security)), security }))
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    fn told(text: &str, login: &str) -> Vec<Option<String>> {
        let servers = Config::parse(text, &[]).unwrap().servers_of(login);
        let all = [&servers.clients.imap, &servers.clients.pop3, &servers.clients.submission];
        all.map(|it| it.as_ref().map(ToString::to_string)).into()
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn what_is_on_this_machine_alone_is_not_told() {
        assert_eq!(told("", "a@b.be"), [None, None, None]);
        let open = "[imap]\nhost = \"imap.a.be\"\nsecurity = \"tls\"";
        assert_eq!(told(open, "a@b.be"), [some("imap.a.be:993"), None, None]);
        let clear = "[imap]\nhost = \"imap.a.be\"\nsecurity = \"none\"\ninsecure = true";
        assert_eq!(told(clear, "a@b.be"), [None, None, None]);
    }

    #[test]
    fn what_the_section_says_wins_and_a_domain_has_its_own() {
        let text = "[clients]\nimap = { host = \"mail.a.be\" }\npop3 = { host = \"mail.a.be\" }\n\
                    submission = { host = \"mail.a.be\", security = \"starttls\" }\n\
                    [[domain]]\nname = \"c.be\"\nimap = { host = \"imap.c.be\", security = \"tls\" }\n\
                    [[domain]]\nname = \"d.be\"\nclients = { imap = { host = \"imap.d.be\", port = 1993 } }";
        let usual = [some("mail.a.be:993"), some("mail.a.be:995"), some("mail.a.be:587")];
        assert_eq!(told(text, "a@b.be"), usual);
        assert_eq!(told(text, "a@c.be"), [some("imap.c.be:993"), None, some("mail.a.be:587")]);
        assert_eq!(
            told(text, "a@d.be"),
            [some("imap.d.be:1993"), some("mail.a.be:995"), some("mail.a.be:587")]
        );
    }

    #[test]
    fn a_server_without_a_name_is_refused() {
        let error = Config::parse("[clients]\nimap = { port = 993 }", &[]).unwrap_err().to_string();
        assert!(error.contains("clients.imap.host"), "{error}");
    }
}
