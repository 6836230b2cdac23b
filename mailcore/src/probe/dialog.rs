//! Lines to and from a server, bounded in length and time.

use std::fmt;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::time::timeout;

use super::Failure;
use crate::tls::Duplex;

/// The longest line that is taken, in octets: capabilities of a large server have some 1,000.
const MOST_OCTETS: u64 = 16 << 10;

/// The most lines of one answer.
pub(super) const MOST_LINES: usize = 200;

/// The most characters of a server's text that are shown.
const MOST_TEXT: usize = 300;

/// A connection on which one line answers another.
pub(super) struct Dialog {
    stream: BufReader<Box<dyn Duplex>>,
    /// The longest that a line is waited for.
    pub(super) patience: Duration,
}

impl Dialog {
    pub(super) fn new(stream: Box<dyn Duplex>, patience: Duration) -> Self {
        Self { stream: BufReader::new(stream), patience }
    }

    /// The next line, without its end and without control characters.
    pub(super) async fn line(&mut self) -> Result<String, Failure> {
        let mut octets = Vec::new();
        let mut bounded = (&mut self.stream).take(MOST_OCTETS);
        let read = timeout(self.patience, bounded.read_until(b'\n', &mut octets)).await;
        read.map_err(|_| Failure::Silent)?.map_err(Failure::Closed)?;
        if !octets.ends_with(b"\n") {
            let text = String::from_utf8_lossy(&octets);
            return Err(match octets.is_empty() {
                true => Failure::Closed(io::ErrorKind::UnexpectedEof.into()),
                false => Failure::OtherProtocol(one_line(&text)),
            });
        }
        Ok(String::from_utf8_lossy(&octets).chars().filter(|it| !it.is_control()).collect())
    }

    /// Sends a line.
    pub(super) async fn say(&mut self, line: &str) -> Result<(), Failure> {
        let sending = async {
            self.stream.write_all(line.as_bytes()).await?;
            self.stream.write_all(b"\r\n").await?;
            self.stream.flush().await
        };
        timeout(self.patience, sending).await.map_err(|_| Failure::Silent)?.map_err(Failure::Closed)
    }

    /// What carries it; `None` when the server has said more than was read.
    pub(super) fn into_stream(self) -> Option<Box<dyn Duplex>> {
        self.stream.buffer().is_empty().then(|| self.stream.into_inner())
    }
}

impl fmt::Debug for Dialog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialog").finish_non_exhaustive()
    }
}

/// Text of a server for a person: one line, at most 300 characters, nothing that moves a cursor.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).take(MOST_TEXT).collect::<String>().trim().to_owned()
}
