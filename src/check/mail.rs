//! The mail servers, one after the other.

use std::net::IpAddr;
use std::sync::Arc;

use mailcore::credentials::Credentials;
use mailcore::mailbox::{Mailbox, SpecialUse};
use mailcore::probe::{Finding, Protocol, probe};
use mailcore::server::{Security, Server};

use super::{Line, Outcome, Teller, capabilities, certificate, failure};
use crate::config::{Config, Servers};

/// The mailboxes that the program files into, each with its word.
const ROLES: [(SpecialUse, &str); 5] = [
    (SpecialUse::Drafts, "drafts"),
    (SpecialUse::Sent, "sent"),
    (SpecialUse::Archive, "archive"),
    (SpecialUse::Junk, "junk"),
    (SpecialUse::Trash, "trash"),
];

/// The most other names of a person that are tried: the mail server counts what it refuses.
const MOST_NAMES: usize = 10;

/// A domain that nobody has (RFC 6761, section 6.4).
const NO_DOMAIN: &str = "no-domain.invalid";

pub(super) async fn check(config: &Config, credentials: Option<&Credentials>, tell: &mut dyn FnMut(Line)) {
    let mut is_in = false;
    let mut told = |line: Line| {
        is_in |= line.step == "login" && line.outcome == Outcome::Ok && line.server.ends_with("imap");
        tell(line);
    };
    servers(config, credentials, &mut told).await;
    if let (Some(credentials), true) = (credentials, is_in) {
        other_names(config, credentials, &mut Teller::new("imap", tell)).await;
    }
}

/// Warns where the mail server takes somebody by another name, which is another person here: one without the second
/// factor of the first. Their password goes to no server but their own, which others' names may not lead to.
async fn other_names(config: &Config, credentials: &Credentials, teller: &mut Teller<'_>) {
    let login = credentials.login();
    let (local, own) = login.rsplit_once('@').unwrap_or((login, ""));
    let server = &config.servers_of(login).imap;
    let mut names: Vec<&str> = config.login_domains.iter().flatten().map(String::as_str).collect();
    if config.login_domains.is_none() {
        names.extend(config.login_domain.as_deref());
        names.extend(config.domains.iter().map(|(name, _)| name.as_str()));
        names.push(NO_DOMAIN);
    }
    names.sort_unstable();
    names.dedup();
    names.retain(|it| !it.eq_ignore_ascii_case(own));
    let (mut tried, mut left) = (0, Vec::new());
    for domain in names {
        let other = format!("{local}@{domain}");
        if config.servers_of(&other).imap != *server || tried >= MOST_NAMES {
            left.push(domain);
            continue;
        }
        tried += 1;
        let other = credentials.by_another_name(other);
        let probe = probe(Protocol::Imap, server, Some(&other)).await;
        if probe.findings.iter().any(|it| matches!(it, Finding::SignedIn)) {
            let (what, advice) = match domain {
                NO_DOMAIN => (
                    "a name with a domain that does not exist",
                    "Name the domains of your people in [login] domains",
                ),
                _ => (
                    "a name that is another person here",
                    "Let the mail server take each person by one name alone",
                ),
            };
            let found = format!("the password also opens {}, {what}", other.login());
            teller.warning("names", found, format!("{advice}: a second factor belongs to one name."));
        }
    }
    if !left.is_empty() {
        let found = format!(
            "not tried with the password of {login}, as another server has them or they are many: {}",
            left.join(", ")
        );
        teller.ok("names", found);
    }
}

async fn servers(config: &Config, credentials: Option<&Credentials>, tell: &mut dyn FnMut(Line)) {
    let theirs = credentials.map(|it| config.servers_of(it.login()));
    let login = |servers: &Arc<Servers>| {
        credentials.filter(|_| theirs.as_ref().is_some_and(|it| Arc::ptr_eq(it, servers)))
    };
    pair(config, &config.servers, "", login(&config.servers), tell).await;
    let usual = &config.servers.managesieve;
    if let Some(server) = usual {
        let login = credentials.filter(|_| theirs.as_ref().is_some_and(|it| it.managesieve == *usual));
        one(config, Protocol::ManageSieve, server, login, &mut Teller::new("managesieve", tell)).await;
    }
    for (domain, servers) in &config.domains {
        pair(config, servers, &format!("domain.{domain}."), login(servers), tell).await;
        if let Some(server) = servers.managesieve.as_ref().filter(|_| servers.managesieve != *usual) {
            let mut teller = Teller::new(format!("domain.{domain}.managesieve"), tell);
            one(config, Protocol::ManageSieve, server, login(servers), &mut teller).await;
        }
    }
}

/// The servers of a domain. One that is the usual one, for the same login, is not tried again.
async fn pair(
    config: &Config,
    servers: &Arc<Servers>,
    prefix: &str,
    credentials: Option<&Credentials>,
    tell: &mut dyn FnMut(Line),
) {
    let usual = &config.servers;
    let both = [
        ("imap", Protocol::Imap, &servers.imap, &usual.imap),
        ("submission", Protocol::Submission, &servers.submission, &usual.submission),
    ];
    for (name, protocol, server, usual) in both {
        let mut teller = Teller::new(format!("{prefix}{name}"), tell);
        if !prefix.is_empty() && server == usual && credentials.is_none() {
            teller.ok("connection", format!("it is the server of [{name}]"));
        } else {
            one(config, protocol, server, credentials, &mut teller).await;
        }
    }
}

async fn one(
    config: &Config,
    protocol: Protocol,
    server: &Server,
    credentials: Option<&Credentials>,
    teller: &mut Teller<'_>,
) {
    let probe = probe(protocol, server, credentials).await;
    for finding in &probe.findings {
        // After login the same server says it better.
        let is_early = matches!(finding, Finding::Capabilities(_)) && protocol == Protocol::Imap;
        let is_told_later = probe.findings.iter().any(|it| matches!(it, Finding::CapabilitiesOfLogin(_)));
        if !(is_early && is_told_later) {
            found(config, protocol, server, finding, teller);
        }
    }
    if let Some(failure) = &probe.failure {
        failure::tell(protocol, server, failure, probe.findings.last(), teller);
    }
}

fn found(config: &Config, protocol: Protocol, server: &Server, finding: &Finding, teller: &mut Teller<'_>) {
    match finding {
        Finding::Resolved(addresses) => {
            let all: Vec<String> = addresses.iter().map(IpAddr::to_string).collect();
            match server.host.parse::<IpAddr>() {
                Ok(address) => teller.ok("name", format!("{address} is an address")),
                Err(_) => teller.ok("name", format!("{} is {}", server.host, all.join(", "))),
            }
        }
        Finding::Connected(address) => {
            teller.ok("connection", format!("{address} answers"));
            if server.security == Security::None {
                unprotected(address.ip(), teller);
            }
        }
        Finding::Greeted => teller.ok("greeting", format!("{} is spoken", word(protocol))),
        Finding::StartTls => teller.ok("starttls", "it is offered"),
        Finding::Protected { version, certificate } => {
            teller.ok("tls", format!("TLS {version}"));
            certificate::taken(certificate.as_ref(), jiff::Timestamp::now().as_second(), teller);
        }
        Finding::Capabilities(found) => match protocol {
            Protocol::Imap => capabilities::imap_before_login(found, teller),
            Protocol::Submission => capabilities::submission(found, config, teller),
            Protocol::ManageSieve => capabilities::managesieve(found, teller),
        },
        Finding::SignedIn => teller.ok("login", "it is taken"),
        Finding::CapabilitiesOfLogin(found) => capabilities::imap(found, teller),
        Finding::Mailboxes(mailboxes) => roles(mailboxes, teller),
    }
}

fn unprotected(address: IpAddr, teller: &mut Teller<'_>) {
    if address.is_loopback() {
        return teller.ok("tls", "none, as security = \"none\" wants it; the server is on this machine");
    }
    let found = "none, as insecure = true wants it: passwords and mail can be read on the way";
    teller.warning("tls", found, "Set security to \"tls\" or \"starttls\".");
}

fn roles(mailboxes: &[Mailbox], teller: &mut Teller<'_>) {
    let holder = |role| mailboxes.iter().find(|it| it.special_use == Some(role));
    let known: Vec<String> =
        ROLES.iter().filter_map(|(role, word)| Some(format!("{word} in {}", holder(*role)?.name))).collect();
    teller.ok("mailboxes", [vec![mailboxes.len().to_string()], known].concat().join(", "));
    let lacking: Vec<&str> =
        ROLES.iter().filter(|(role, _)| holder(*role).is_none()).map(|(_, word)| *word).collect();
    if !lacking.is_empty() {
        teller.warning(
            "mailboxes",
            format!("none is for {}", lacking.join(", ")),
            "Give one the role at the server (SPECIAL-USE), else it is made under its English name when it is needed.",
        );
    }
}

/// How a protocol is called.
pub(super) fn word(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "IMAP",
        Protocol::Submission => "SMTP",
        Protocol::ManageSieve => "ManageSieve",
    }
}
