//! `[password]`: how people change their password, where they can.

use std::path::{Path, PathBuf};
use std::time::Duration;

use mailcore::server::Server;
use toml::Value;

use super::Error;
use super::read::{self, Section};
use super::servers;

/// Of the time of a page: kept for asking the mail server about both passwords.
const KEPT: Duration = Duration::from_secs(5);

/// How people change their password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordChange {
    /// Who changes it; `None` where they cannot.
    pub way: Option<Way>,
    /// Whom to ask or what to mind: a sentence of the operator's, as it is.
    pub hint: Option<String>,
    /// How many characters a new one has at least.
    pub least: usize,
}

/// Who changes passwords.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A program of the operator's.
    Program(Program),
    /// An LDAP server, asked by the person themselves (RFC 3062).
    Ldap(Directory),
    /// A file of Dovecot's.
    File(PathBuf),
}

/// A program that reads the login name, the old password and the new one, a line each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// By its whole path, and its arguments.
    pub run: Vec<String>,
    /// The longest that it may take.
    pub time: Duration,
}

/// An LDAP server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Where it is and how it is spoken to.
    pub server: Server,
    /// The DN of a person, with `{login}`, `{local}` and `{domain}`.
    pub dn: String,
}

impl PasswordChange {
    pub(super) fn read(mut section: Section) -> Result<Self, Error> {
        let program = section.section_if_any("command")?.map(Program::read).transpose()?;
        let directory = section.section_if_any("ldap")?.map(Directory::read).transpose()?;
        let file = section.section_if_any("dovecot-passwd-file")?.map(read_file).transpose()?;
        let expected =
            r#""none" or, with a section of this name, "command", "ldap" or "dovecot-passwd-file""#;
        let way = section.take("way", expected, |value| match value.as_str()? {
            "none" => Some(None),
            "command" => program.map(|it| Some(Way::Program(it))),
            "ldap" => directory.map(|it| Some(Way::Ldap(it))),
            "dovecot-passwd-file" => file.map(|it| Some(Way::File(it))),
            _ => None,
        })?;
        let hint = section.text("hint", "a sentence for people")?;
        let least = section.number("min_length", 6, 128)?.unwrap_or(10);
        section.finish()?;
        Ok(Self { way: way.flatten(), hint, least: usize::try_from(least).unwrap_or(usize::MAX) })
    }

    /// Refuses a program that may take longer than a page that waits for it.
    pub(super) fn fit(&self, request: Duration) -> Result<(), Error> {
        let most = request.saturating_sub(KEPT).as_secs();
        match &self.way {
            Some(Way::Program(program)) if program.time.as_secs() > most => Err(Error::Value(format!(
                "password.command.seconds = {}: expected at most {most}, five less than limits.request_seconds",
                program.time.as_secs()
            ))),
            _ => Ok(()),
        }
    }
}

impl Program {
    fn read(mut section: Section) -> Result<Self, Error> {
        let expected = "a program by its whole path and its arguments, as [\"/usr/local/bin/new-password\"]";
        let run = section.take("run", expected, |value| {
            let words: Vec<String> = read::list(value)?;
            let good = words.first().is_some_and(|it| Path::new(it).is_absolute())
                && words.iter().all(|it| !it.contains('\0'));
            good.then_some(words)
        })?;
        let time = servers::seconds(&mut section, "seconds")?.unwrap_or(Duration::from_secs(10));
        let Some(run) = run else {
            return Err(section.wrong("run", &Value::String(String::new()), expected));
        };
        section.finish()?;
        Ok(Self { run, time })
    }
}

impl Directory {
    fn read(mut section: Section) -> Result<Self, Error> {
        let expected =
            "the DN of a person with {login} or {local}, as uid={local},ou=people,dc=example,dc=org";
        let dn = section.take("dn", expected, |value| {
            let good = |it: &&str| it.contains('=') && (it.contains("{login}") || it.contains("{local}"));
            value.as_str().filter(good).map(str::to_owned)
        })?;
        let Some(dn) = dn else {
            return Err(section.wrong("dn", &Value::String(String::new()), expected));
        };
        Ok(Self { dn, server: servers::LDAP.read(section, &servers::LDAP.server())? })
    }
}

fn read_file(mut section: Section) -> Result<PathBuf, Error> {
    let expected = "the whole path of Dovecot's passwd-file";
    let path = section.take("path", expected, |value| {
        let path = PathBuf::from(value.as_str()?);
        path.is_absolute().then_some(path)
    })?;
    let Some(path) = path else {
        return Err(section.wrong("path", &Value::String(String::new()), expected));
    };
    section.finish()?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn a_way_needs_its_section() {
        let read = |text: &str| Config::parse(text, &[]).map(|it| it.password_change);
        assert_eq!(read("").unwrap(), PasswordChange { way: None, hint: None, least: 10 });
        let command = "[password]\nway = \"command\"\nhint = \"Ask Zoé.\"\nmin_length = 14\n\
                       [password.command]\nrun = [\"/bin/x\", \"y\"]";
        let config = read(command).unwrap();
        assert_eq!((config.hint.as_deref(), config.least), (Some("Ask Zoé."), 14));
        let run = vec!["/bin/x".to_owned(), "y".to_owned()];
        assert_eq!(config.way, Some(Way::Program(Program { run, time: Duration::from_secs(10) })));
        let file =
            "[password]\nway = \"dovecot-passwd-file\"\n[password.dovecot-passwd-file]\npath = \"/etc/x\"";
        assert_eq!(read(file).unwrap().way, Some(Way::File("/etc/x".into())));
        let slow = format!("{command}\nseconds = 26");
        let error = read(&slow).unwrap_err().to_string();
        assert!(error.contains("password.command.seconds = 26: expected at most 25"), "{error}");
        assert!(read(&format!("{slow}\n[limits]\nrequest_seconds = 31")).is_ok());
        for (text, expected) in [
            ("[password]\nway = \"command\"", "password.way"),
            ("[password]\nway = \"sql\"", "password.way"),
            ("[password]\nmin_length = 1", "from 6 to 128"),
            ("[password.command]\nrun = [\"x\"]", "by its whole path"),
            ("[password.command]\nseconds = 3", "password.command.run"),
            ("[password.ldap]\ndn = \"cn=admin,dc=x\"", "the DN of a person"),
            ("[password.ldap]\ndn = \"uid={local}\"\nhost = \"x.y\"\nsecurity = \"none\"", "insecure = true"),
            ("[password.dovecot-passwd-file]\npath = \"users\"", "the whole path"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
