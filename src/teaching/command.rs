//! A program of the operator's that learns: no shell, nothing of our environment, and of a message
//! nothing but its octets and an address that was read as one.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use mailcore::address::Address;
use mailcore::message::parse;

use super::{Error, Verdict, one_line};
use crate::config::spam::{Argument, Command};
use crate::programs::{self, Ended};

/// Runs it with one message.
pub(super) async fn run(
    command: &Command,
    verdict: Verdict,
    login: &str,
    octets: &[u8],
) -> Result<(), Error> {
    let words = match verdict {
        Verdict::Spam => Some(&command.spam),
        Verdict::NotSpam => command.not_spam.as_ref(),
    };
    let Some(words) = words else { return Ok(()) };
    let mut words = words.iter().map(|it| value(it, login, octets));
    let program = words.next().unwrap_or_default();
    match programs::run(&program, words, octets, command.time).await {
        Ok(ended) if ended.status.success() => Ok(()),
        Ok(Ended { status, said }) => Err(Error::Refused(format!("{status}: {}", one_line(&said)))),
        Err(programs::Error::Away(error)) => Err(Error::Away(error)),
        Err(programs::Error::Slow) => Err(Error::Slow),
        Err(programs::Error::TooMuch) => Err(Error::Refused("it says too much".to_owned())),
    }
}

/// Whether the program is there and can be run.
pub(super) fn try_out(command: &Command) -> Result<String, Error> {
    let all = std::iter::once(&command.spam).chain(&command.not_spam);
    for program in all.filter_map(|it| it.first()) {
        let Argument::Text(path) = program else { continue };
        let about = fs::metadata(path).map_err(Error::Away)?;
        if !about.is_file() || about.permissions().mode() & 0o111 == 0 {
            return Err(Error::Refused(format!("{path} is no program")));
        }
    }
    Ok("command: the program is there".to_owned())
}

/// What stands for an argument. It is never taken for an option.
fn value(argument: &Argument, login: &str, octets: &[u8]) -> String {
    let (local, domain) = login.rsplit_once('@').unwrap_or((login, ""));
    let value = match argument {
        Argument::Text(text) => return text.clone(),
        Argument::Login => login.to_owned(),
        Argument::Local => local.to_owned(),
        Argument::Domain => domain.to_owned(),
        Argument::Sender => sender(octets).unwrap_or_default(),
    };
    if value.starts_with('-') || value.contains('\0') { String::new() } else { value }
}

/// The address of who a message says it is from, if it is one.
fn sender(octets: &[u8]) -> Option<String> {
    let from = parse::headers(octets).from.into_iter().next()?;
    from.address.parse::<Address>().ok().map(|it| it.to_string())
}

#[cfg(test)]
mod tests;
