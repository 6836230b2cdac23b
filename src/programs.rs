//! Programs of the operator's: no shell, nothing of our environment, no longer than they may take.

use std::io::{self, pipe};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::pipe::{Receiver, Sender};
use tokio::time::{sleep, timeout};

/// The most octets that one may say.
const MOST_WORDS: u64 = 64 * 1024;

/// How often is looked whether it has ended, once it has said its last word.
const PAUSE: Duration = Duration::from_millis(10);

/// Where it finds other programs.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// One that has ended.
#[derive(Debug)]
pub struct Ended {
    /// How.
    pub status: ExitStatus,
    /// What it complained about.
    pub said: Vec<u8>,
}

/// Why one was not heard out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be run.
    #[error("the program cannot be run")]
    Away(#[from] io::Error),
    /// It took too long, and was ended.
    #[error("the program takes too long")]
    Slow,
    /// It said too much, and was ended.
    #[error("the program says too much")]
    TooMuch,
}

/// Runs a program, by its whole path, with these arguments and this as its standard input, at most for `time`.
/// Whatever becomes of the future, the program ends with it.
pub async fn run(
    program: &str,
    arguments: impl Iterator<Item = String>,
    input: &[u8],
    time: Duration,
) -> Result<Ended, Error> {
    let (mut child, to, from) = start(program, arguments)?;
    timeout(time, finish(&mut child, to, from, input)).await.map_err(|_| Error::Slow)?
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
fn start(program: &str, arguments: impl Iterator<Item = String>) -> io::Result<(Running, Sender, Receiver)> {
    let (input, to) = pipe()?;
    let (from, complaints) = pipe()?;
    let child = Command::new(program)
        .args(arguments)
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

/// Gives it its input, hears it out and waits for its end.
async fn finish(child: &mut Running, mut to: Sender, from: Receiver, input: &[u8]) -> Result<Ended, Error> {
    let giving = async {
        // One that reads no further knows enough, or says so by its exit code.
        _ = to.write_all(input).await;
        drop(to);
    };
    let mut said = Vec::new();
    let hearing = async { from.take(MOST_WORDS + 1).read_to_end(&mut said).await };
    let (heard, ()) = tokio::join!(hearing, giving);
    if heard? as u64 > MOST_WORDS {
        return Err(Error::TooMuch);
    }
    loop {
        match child.0.try_wait()? {
            Some(status) => return Ok(Ended { status, said }),
            None => sleep(PAUSE).await,
        }
    }
}
