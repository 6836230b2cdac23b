//! `facteur check`: what the configuration leads to, step by step, in sentences for the operator.
//!
//! Nothing is changed and nothing is sent: a file is made in the data directory and removed, a change
//! of the database is taken back, a login is ended.

use std::fmt;
use std::io::{self, Write};

use mailcore::credentials::Credentials;
use serde::Serialize;

use crate::config::Config;

mod capabilities;
mod certificate;
mod clock;
mod data;
mod database;
mod directory;
mod failure;
mod mail;
mod password;
mod place;
mod spam;

/// What was tried and what was found. The names of the fields, and those of servers and steps, are
/// relied on by programs that read `--json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// `facteur` (this machine), `database`, or the section that names a mail server: `imap`,
    /// `submission`, `managesieve`, `spam`, `directory.ldap`, `password`, `domain.example.org.imap`,
    /// `domain.example.org.submission`, `domain.example.org.managesieve`, `domain.example.org.spam`.
    pub server: String,
    /// What was tried: one word.
    pub step: &'static str,
    /// How it went.
    pub outcome: Outcome,
    /// What was found: a sentence without its full stop.
    pub found: String,
    /// What to do: a sentence; never missing after a failure.
    pub advice: Option<String>,
}

/// How a step went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// As it should.
    Ok,
    /// It works; something is lacking, or will be.
    Warning,
    /// The program will not work so.
    Failure,
}

/// Tries everything, and tells each line as soon as it is found. `credentials` are tried on the mail
/// servers of their domain alone.
pub async fn check(config: &Config, credentials: Option<&Credentials>, tell: &mut dyn FnMut(Line)) {
    let mut facteur = Teller::new("facteur", tell);
    place::check(config, &mut facteur);
    let file_time = data::check(config, &mut facteur);
    let database_time = database::check(config, file_time.is_some(), tell).await;
    clock::check(file_time, database_time, &mut Teller::new("facteur", tell));
    mail::check(config, credentials, tell).await;
    spam::check(config, tell).await;
    directory::check(config, tell).await;
    password::check(config, tell).await;
}

/// Does [`check`] and writes what is found: a line each at once and a count at the end, or one JSON
/// array. Answers the worst outcome.
pub async fn print(
    config: &Config,
    credentials: Option<&Credentials>,
    as_json: bool,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let mut lines = Vec::new();
    let mut written = Ok(());
    let mut tell = |line: Line| {
        // A line at a time: a server that is silent takes a while.
        if !as_json && written.is_ok() {
            written = writeln!(out, "{line}").and_then(|()| out.flush());
        }
        lines.push(line);
    };
    check(config, credentials, &mut tell).await;
    written?;
    let count = |outcome| lines.iter().filter(|it| it.outcome == outcome).count();
    if as_json {
        serde_json::to_writer_pretty(&mut *out, &lines)?;
        writeln!(out)?;
    } else {
        writeln!(out, "failures: {}, warnings: {}", count(Outcome::Failure), count(Outcome::Warning))?;
    }
    Ok(lines.iter().map(|it| it.outcome).max().unwrap_or(Outcome::Ok))
}

/// Tells lines of one server.
struct Teller<'a> {
    server: String,
    tell: &'a mut dyn FnMut(Line),
}

impl<'a> Teller<'a> {
    fn new(server: impl Into<String>, tell: &'a mut dyn FnMut(Line)) -> Self {
        Self { server: server.into(), tell }
    }

    fn ok(&mut self, step: &'static str, found: impl Into<String>) {
        self.line(step, Outcome::Ok, found.into(), None);
    }

    /// Something that nobody has to change.
    fn lack(&mut self, step: &'static str, found: impl Into<String>) {
        self.line(step, Outcome::Warning, found.into(), None);
    }

    fn warning(&mut self, step: &'static str, found: impl Into<String>, advice: impl Into<String>) {
        self.line(step, Outcome::Warning, found.into(), Some(advice.into()));
    }

    fn failure(&mut self, step: &'static str, found: impl Into<String>, advice: impl Into<String>) {
        self.line(step, Outcome::Failure, found.into(), Some(advice.into()));
    }

    fn line(&mut self, step: &'static str, outcome: Outcome, found: String, advice: Option<String>) {
        let server = self.server.clone();
        (self.tell)(Line { server, step, outcome, found, advice });
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failure => "failure",
        })
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A server's own words may end with a stop.
        let found = self.found.trim_end_matches('.');
        write!(f, "{:<7}  {} {}: {found}.", self.outcome, self.server, self.step)?;
        self.advice.iter().try_for_each(|it| write!(f, " {it}"))
    }
}

/// An error and what caused it.
fn chain(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |it| it.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

/// A time for a person: `2026-11-24`, or the seconds where no calendar has it.
fn day(seconds: i64) -> String {
    match jiff::Timestamp::from_second(seconds) {
        Ok(time) => time.strftime("%Y-%m-%d").to_string(),
        Err(_) => seconds.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_for_people_and_an_object_for_programs() {
        let line = Line {
            server: "imap".to_owned(),
            step: "connection",
            outcome: Outcome::Failure,
            found: "nothing answers at 127.0.0.1:143".to_owned(),
            advice: Some("Start the server.".to_owned()),
        };
        let text = "failure  imap connection: nothing answers at 127.0.0.1:143. Start the server.";
        assert_eq!(line.to_string(), text);
        assert_eq!(
            serde_json::to_string(&line).unwrap(),
            r#"{"server":"imap","step":"connection","outcome":"failure","found":"nothing answers at 127.0.0.1:143","advice":"Start the server."}"#
        );
        let line = Line { outcome: Outcome::Ok, advice: None, ..line };
        assert_eq!(line.to_string(), "ok       imap connection: nothing answers at 127.0.0.1:143.");
    }
}
