//! A program of the operator's that learns: no shell, nothing of our environment, and of a message
//! nothing but its octets and an address that was read as one.

use std::fs;
use std::io::{self, pipe};
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use mailcore::address::Address;
use mailcore::message::parse;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::pipe::{Receiver, Sender};
use tokio::time::{sleep, timeout};

use super::{Error, Verdict, one_line};
use crate::config::spam::{Argument, Command};

/// The most octets that it may say.
const MOST_WORDS: u64 = 64 * 1024;

/// How often is looked whether it has ended, once it has said its last word.
const PAUSE: Duration = Duration::from_millis(10);

/// Where it finds other programs.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

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
    // Whatever becomes of this future, the program ends with it.
    let (mut child, to, from) = start(&program, words).map_err(Error::Away)?;
    timeout(command.time, finish(&mut child, to, from, octets)).await.map_err(|_| Error::Slow)?
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

/// A running program, which is ended and forgotten when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both have nothing to say when it has ended already.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

/// Starts it; the ends of its standard input and of what it complains about.
fn start(program: &str, words: impl Iterator<Item = String>) -> io::Result<(Running, Sender, Receiver)> {
    let (input, to) = pipe()?;
    let (from, complaints) = pipe()?;
    let child = Process::new(program)
        .args(words)
        .env_clear()
        .env("PATH", PATH)
        .env("LC_ALL", "C.UTF-8")
        .current_dir("/")
        .stdin(Stdio::from(input))
        .stdout(Stdio::null())
        .stderr(Stdio::from(complaints))
        .spawn()?;
    let running = Running(child);
    let to = Sender::from_owned_fd(OwnedFd::from(to))?;
    let from = Receiver::from_owned_fd(OwnedFd::from(from))?;
    Ok((running, to, from))
}

/// Gives it the message, hears it out and waits for its end.
async fn finish(child: &mut Running, mut to: Sender, from: Receiver, octets: &[u8]) -> Result<(), Error> {
    let giving = async {
        // One that reads no further knows enough, or says so by its exit code.
        _ = to.write_all(octets).await;
        drop(to);
    };
    let mut said = Vec::new();
    let hearing = async { from.take(MOST_WORDS + 1).read_to_end(&mut said).await };
    let (heard, ()) = tokio::join!(hearing, giving);
    if heard.map_err(Error::Away)? as u64 > MOST_WORDS {
        return Err(Error::Refused("it says too much".to_owned()));
    }
    let status = loop {
        match child.0.try_wait().map_err(Error::Away)? {
            Some(status) => break status,
            None => sleep(PAUSE).await,
        }
    };
    if status.success() { Ok(()) } else { Err(Error::Refused(format!("{status}: {}", one_line(&said)))) }
}

#[cfg(test)]
mod tests;
