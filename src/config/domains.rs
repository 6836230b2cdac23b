//! `[imap]`, `[submission]`, `[managesieve]`, `[clients]` and `[spam]`, and what differs from them for the people of a `[[domain]]`.

use std::sync::Arc;

use mailcore::server::Server;
use toml::Value;

use super::clients::Clients;
use super::read::{self, Section};
use super::spam::Spam;
use super::{Error, Servers, servers};

/// Reads the servers of those who have no others.
pub(super) fn read_usual(top: &mut Section) -> Result<Servers, Error> {
    let mut section = top.section("imap")?;
    let authserv_ids = servers::read_authserv_ids(&mut section)?.unwrap_or_default();
    let imap = servers::IMAP.read(section, &servers::IMAP.server())?;
    let submission = servers::SUBMISSION.read(top.section("submission")?, &servers::SUBMISSION.server())?;
    let managesieve = read_managesieve(top, &servers::MANAGESIEVE.server())?;
    let spam = Spam::read(top.section("spam")?, &Spam::default())?;
    let clients = Clients::read(top.section("clients")?, &imap, &submission)?;
    let (imap, submission) = (Arc::new(imap), Arc::new(submission));
    Ok(Servers { imap, submission, managesieve, authserv_ids, spam, clients })
}

/// The section of rules, where there is one; what it leaves out is as in `usual`.
fn read_managesieve(section: &mut Section, usual: &Server) -> Result<Option<Arc<Server>>, Error> {
    let own = section.section_if_any("managesieve")?;
    let server = own.map(|it| servers::MANAGESIEVE.read(it, usual)).transpose()?;
    Ok(server.map(Arc::new))
}

/// Reads each `[[domain]]`; what it leaves out is as in `usual`.
pub(super) fn read(top: &mut Section, usual: &Servers) -> Result<Vec<(String, Arc<Servers>)>, Error> {
    let mut domains: Vec<(String, Arc<Servers>)> = Vec::new();
    for mut section in top.sections("domain")? {
        let expected = "a domain that stands here once, as example.org";
        let name = section.take("name", expected, |value| {
            self::name(value).filter(|it| domains.iter().all(|(other, _)| other != it))
        })?;
        let Some(name) = name else {
            return Err(section.wrong("name", &Value::String(String::new()), expected));
        };
        let mut own = section.section("imap")?;
        let authserv_ids = servers::read_authserv_ids(&mut own)?;
        let imap = servers::IMAP.read(own, &usual.imap)?;
        let submission = servers::SUBMISSION.read(section.section("submission")?, &usual.submission)?;
        let model = usual.managesieve.as_deref().cloned().unwrap_or_else(|| servers::MANAGESIEVE.server());
        let managesieve = read_managesieve(&mut section, &model)?;
        let spam = Spam::read(section.section("spam")?, &usual.spam)?;
        let clients = usual.clients.of_domain(usual, &imap, &submission).with(section.section("clients")?)?;
        section.finish()?;
        let servers = Servers {
            imap: Arc::new(imap),
            submission: Arc::new(submission),
            managesieve: managesieve.or_else(|| usual.managesieve.clone()),
            authserv_ids: authserv_ids.unwrap_or_else(|| usual.authserv_ids.clone()),
            spam,
            clients,
        };
        domains.push((name, Arc::new(servers)));
    }
    Ok(domains)
}

/// Names of domains: a list, or one text with commas.
pub(super) fn names(value: &Value) -> Option<Vec<String>> {
    let names: Vec<String> = read::list(value)?;
    names.into_iter().map(|it| name(&Value::String(it))).collect()
}

/// The name of a domain.
pub(super) fn name(value: &Value) -> Option<String> {
    let domain = value.as_str()?.to_lowercase();
    let good = !domain.is_empty()
        && domain.len() <= 253
        && !domain.starts_with('.')
        && domain.chars().all(|it| it.is_alphanumeric() || matches!(it, '-' | '.'));
    good.then_some(domain)
}
