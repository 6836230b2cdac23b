//! IMAP before login (RFC 9051, sections 3.1, 6.1.1, 6.2.1).

use super::capabilities::Capabilities;
use super::dialog::{Dialog, MOST_LINES, one_line};
use super::{Failure, chain};
use crate::imap::Error;

pub(super) async fn greeting(dialog: &mut Dialog) -> Result<(), Failure> {
    let line = dialog.line().await?;
    let upper = line.to_ascii_uppercase();
    if upper.starts_with("* OK") {
        return Ok(());
    }
    // PREAUTH is a login that is not our user's.
    let refuses = ["* BYE", "* PREAUTH"].iter().any(|it| upper.starts_with(it));
    Err(if refuses { Failure::Refused(one_line(&line)) } else { Failure::OtherProtocol(one_line(&line)) })
}

pub(super) async fn capabilities(dialog: &mut Dialog) -> Result<Capabilities, Failure> {
    let lines = answer(dialog, "CAPABILITY").await?;
    let words = lines.iter().filter_map(|line| {
        let (head, words) = line.split_at_checked("* CAPABILITY ".len())?;
        head.eq_ignore_ascii_case("* CAPABILITY ").then_some(words)
    });
    Ok(Capabilities::new(words.flat_map(str::split_ascii_whitespace)))
}

pub(super) async fn start_tls(dialog: &mut Dialog) -> Result<(), Failure> {
    answer(dialog, "STARTTLS").await.map(drop)
}

/// What a failed login of the client means here.
pub(super) fn of_login(error: Error) -> Failure {
    match error {
        Error::Credentials => Failure::Credentials,
        error => Failure::Login(chain(&error)),
    }
}

/// Sends a command; the untagged lines of its answer.
async fn answer(dialog: &mut Dialog, command: &str) -> Result<Vec<String>, Failure> {
    dialog.say(&format!("a {command}")).await?;
    let mut lines = Vec::new();
    loop {
        let line = dialog.line().await?;
        match line.strip_prefix("a ") {
            Some(end) if end.to_ascii_uppercase().starts_with("OK") => return Ok(lines),
            Some(_) => return Err(Failure::Refused(one_line(&line))),
            None if lines.len() < MOST_LINES => lines.push(line),
            None => return Err(Failure::OtherProtocol(one_line(&line))),
        }
    }
}
