//! `[spam]`: who learns when a person says that a message is spam, or that it is none.

use std::path::Path;
use std::time::Duration;

use mailcore::address::Address;
use mailcore::server::{Security, Server};
use toml::Value;

use super::Error;
use super::password::Password;
use super::read::{self, Section};
use super::servers::{self, Ports};

/// Who learns, and what is known of those who could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spam {
    /// Who learns.
    pub teacher: Teacher,
    known: Known,
}

/// Who learns, and how it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Teacher {
    /// Nobody but a mail server that watches keywords and moves (IMAPSieve).
    Keywords,
    /// Whoever reads mail to these addresses.
    Report(Report),
    /// The controller of rspamd.
    Rspamd(Rspamd),
    /// spamd of SpamAssassin.
    Spamd(Spamd),
    /// A program of the operator's.
    Command(Command),
}

/// Where messages are sent, as attachments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Those that are spam.
    pub spam: Address,
    /// Those that are none; without it they are told to nobody.
    pub not_spam: Option<Address>,
}

/// A controller of rspamd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rspamd {
    /// Where it listens; never [`Security::StartTls`].
    pub server: Server,
    /// Its `enable_password`.
    pub password: Option<Password>,
    /// Whether it keeps what it learns for each person apart.
    pub per_user: bool,
}

/// A spamd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spamd {
    /// Where it listens; never [`Security::StartTls`].
    pub server: Server,
    /// Whether it keeps what it learns for each person apart.
    pub per_user: bool,
}

/// A program that reads one message from its standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is run for spam.
    pub spam: Vec<Argument>,
    /// What is run for what is none; without it nothing is.
    pub not_spam: Option<Vec<Argument>>,
    /// The longest that it may take.
    pub time: Duration,
}

/// The program or an argument of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// As it stands.
    Text(String),
    /// The person's login.
    Login,
    /// What stands before its `@`, or all of it.
    Local,
    /// What stands behind, or nothing.
    Domain,
    /// The address that the message says it is from, or nothing.
    Sender,
}

/// What a domain takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    report: Option<Report>,
    rspamd: Rspamd,
    spamd: Spamd,
    command: Option<Command>,
}

/// The controller of rspamd.
const RSPAMD: Ports = Ports::without_starttls(11_334);
/// spamd.
const SPAMD: Ports = Ports::without_starttls(783);

/// How long anything takes that takes too long.
const USUAL_TIME: Duration = Duration::from_secs(10);

impl Default for Spam {
    fn default() -> Self {
        let server = |ports: Ports| Server {
            security: Security::None,
            connect_timeout: USUAL_TIME,
            answer_timeout: USUAL_TIME,
            ..ports.server()
        };
        let known = Known {
            report: None,
            rspamd: Rspamd { server: server(RSPAMD), password: None, per_user: false },
            spamd: Spamd { server: server(SPAMD), per_user: false },
            command: None,
        };
        Self { teacher: Teacher::Keywords, known }
    }
}

impl Spam {
    /// Reads a section; what it leaves out is as in `usual`.
    pub(super) fn read(mut section: Section, usual: &Self) -> Result<Self, Error> {
        let known = Known {
            report: read_report(section.section_if_any("report")?, usual.known.report.as_ref())?,
            rspamd: read_rspamd(section.section("rspamd")?, &usual.known.rspamd)?,
            spamd: read_spamd(section.section("spamd")?, &usual.known.spamd)?,
            command: read_command(section.section_if_any("command")?, usual.known.command.as_ref())?,
        };
        let expected =
            r#""keywords", "rspamd", "spamd", or, with a section of this name, "report" or "command""#;
        let teacher = section.take("teacher", expected, |value| known.teacher(value.as_str()?))?;
        section.finish()?;
        let usual = || known.teacher(usual.teacher.name()).unwrap_or(Teacher::Keywords);
        Ok(Self { teacher: teacher.unwrap_or_else(usual), known })
    }
}

impl Known {
    fn teacher(&self, name: &str) -> Option<Teacher> {
        match name {
            "keywords" => Some(Teacher::Keywords),
            "report" => self.report.clone().map(Teacher::Report),
            "rspamd" => Some(Teacher::Rspamd(self.rspamd.clone())),
            "spamd" => Some(Teacher::Spamd(self.spamd.clone())),
            "command" => self.command.clone().map(Teacher::Command),
            _ => None,
        }
    }
}

impl Teacher {
    /// As the file names it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Keywords => "keywords",
            Self::Report(_) => "report",
            Self::Rspamd(_) => "rspamd",
            Self::Spamd(_) => "spamd",
            Self::Command(_) => "command",
        }
    }
}

impl Argument {
    /// Reads one; `None` when it has a placeholder beside something else, or one that does not exist.
    fn parse(text: &str) -> Option<Self> {
        match text {
            "{login}" => Some(Self::Login),
            "{local}" => Some(Self::Local),
            "{domain}" => Some(Self::Domain),
            "{sender}" => Some(Self::Sender),
            text => (!text.contains(['{', '}', '\0'])).then(|| Self::Text(text.to_owned())),
        }
    }
}

fn read_report(section: Option<Section>, usual: Option<&Report>) -> Result<Option<Report>, Error> {
    let Some(mut section) = section else { return Ok(usual.cloned()) };
    let expected = "an address, as spam@example.org";
    let address = |value: &Value| value.as_str()?.parse::<Address>().ok();
    let spam = section.take("spam", expected, address)?;
    let not_spam = section.take("not_spam", expected, address)?;
    let Some(spam) = spam.or_else(|| usual.map(|it| it.spam.clone())) else {
        return Err(section.wrong("spam", &Value::String(String::new()), expected));
    };
    section.finish()?;
    Ok(Some(Report { spam, not_spam: not_spam.or_else(|| usual?.not_spam.clone()) }))
}

fn read_rspamd(mut section: Section, usual: &Rspamd) -> Result<Rspamd, Error> {
    let password = Password::read(&mut section)?.or_else(|| usual.password.clone());
    let per_user = section.truth("per_user")?.unwrap_or(usual.per_user);
    Ok(Rspamd { password, per_user, server: RSPAMD.read(section, &usual.server)? })
}

fn read_spamd(mut section: Section, usual: &Spamd) -> Result<Spamd, Error> {
    let per_user = section.truth("per_user")?.unwrap_or(usual.per_user);
    Ok(Spamd { per_user, server: SPAMD.read(section, &usual.server)? })
}

fn read_command(section: Option<Section>, usual: Option<&Command>) -> Result<Option<Command>, Error> {
    let Some(mut section) = section else { return Ok(usual.cloned()) };
    let expected = "a program by its whole path and its arguments, of which {login}, {local}, {domain} and {sender} each are a whole one, as [\"/usr/local/bin/learn\", \"spam\", \"{login}\"]";
    let spam = section.take("spam", expected, arguments)?.or_else(|| usual.map(|it| it.spam.clone()));
    let not_spam = section.take("not_spam", expected, arguments)?;
    let time = servers::seconds(&mut section, "seconds")?;
    let Some(spam) = spam else {
        return Err(section.wrong("spam", &Value::String(String::new()), expected));
    };
    section.finish()?;
    Ok(Some(Command {
        spam,
        not_spam: not_spam.or_else(|| usual?.not_spam.clone()),
        time: time.or_else(|| Some(usual?.time)).unwrap_or(USUAL_TIME),
    }))
}

fn arguments(value: &Value) -> Option<Vec<Argument>> {
    let words: Vec<String> = read::list(value)?;
    let arguments: Vec<Argument> = words.iter().map(|it| Argument::parse(it)).collect::<Option<_>>()?;
    let program = arguments.first()?;
    matches!(program, Argument::Text(path) if Path::new(path).is_absolute()).then_some(arguments)
}

#[cfg(test)]
mod tests;
