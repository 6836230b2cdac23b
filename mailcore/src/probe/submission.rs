//! Submission before login (RFC 5321, sections 3.1, 4.1.1.1, 4.2; RFC 3207).

use super::capabilities::Capabilities;
use super::dialog::{Dialog, MOST_LINES, one_line};
use super::{Failure, chain};
use crate::smtp::Error;

pub(super) async fn greeting(dialog: &mut Dialog) -> Result<(), Failure> {
    reply(dialog).await.map(drop)
}

pub(super) async fn capabilities(dialog: &mut Dialog) -> Result<Capabilities, Failure> {
    // As the client introduces itself: without the name of the machine.
    dialog.say("EHLO localhost").await?;
    let lines = reply(dialog).await?;
    // The first line is a greeting.
    Ok(Capabilities::new(lines.iter().skip(1).map(String::as_str)))
}

pub(super) async fn start_tls(dialog: &mut Dialog) -> Result<(), Failure> {
    dialog.say("STARTTLS").await?;
    reply(dialog).await.map(drop)
}

/// What a failed login of the client means here.
pub(super) fn of_login(error: Error) -> Failure {
    match error {
        Error::Credentials => Failure::Credentials,
        error => Failure::Login(chain(&error)),
    }
}

/// The lines of a positive reply without their code.
async fn reply(dialog: &mut Dialog) -> Result<Vec<String>, Failure> {
    let mut texts = Vec::new();
    loop {
        let line = dialog.line().await?;
        let (code, rest) = line.split_at_checked(3).unwrap_or((&line, ""));
        let more = rest.starts_with('-');
        let is_reply =
            code.bytes().all(|it| it.is_ascii_digit()) && (more || rest.is_empty() || rest.starts_with(' '));
        if !is_reply || code.len() != 3 || texts.len() >= MOST_LINES {
            return Err(Failure::OtherProtocol(one_line(&line)));
        }
        if !code.starts_with('2') {
            return Err(Failure::Refused(one_line(&line)));
        }
        texts.push(rest.get(1..).unwrap_or_default().to_owned());
        if !more {
            return Ok(texts);
        }
    }
}
