//! The stream of a session: commands with their literals in, responses out (RFC 9051, section 2.2;
//! RFC 7888).
//!
//! Commands are put together here and not by the fragmentizer of `imap-codec`: that keeps, as long as
//! it lives, the room of the largest message that went through it.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::timeout;

use crate::demo::state::arriving::Arriving;

/// The most octets of a command without the message that it may bring.
pub(super) const MOST_COMMAND_OCTETS: usize = 64 << 10;
/// How much is written at once, in octets; each such piece has [`WRITE_PATIENCE`].
const PIECE: usize = 64 << 10;
/// How long a client may take to read a piece.
const WRITE_PATIENCE: Duration = Duration::from_secs(60);
/// How long a client may be silent within a command.
const READ_PATIENCE: Duration = Duration::from_secs(60);

/// Why a session ends.
#[derive(Debug, thiserror::Error)]
pub(super) enum End {
    /// The client went away.
    #[error("the connection is closed")]
    Closed,
    /// The stream failed.
    #[error("the connection failed")]
    Failed(#[from] io::Error),
    /// Whatever the client does, it does not do it in time.
    #[error("too slow")]
    TooSlow,
    /// Nobody can tell any more where a command begins.
    #[error("{0}")]
    Confused(&'static str),
}

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Received {
    /// A whole command, with its literals and the CRLF at its end.
    Command(Vec<u8>),
    /// The beginning of a command whose literal is beyond the limit; it will not come.
    TooLarge(Vec<u8>),
}

/// The two directions of a connection, each with a buffer.
#[derive(Debug)]
pub(super) struct Wire {
    input: BufReader<OwnedReadHalf>,
    output: BufWriter<OwnedWriteHalf>,
}

impl Wire {
    /// Takes a connection.
    pub(super) fn new(stream: TcpStream) -> Self {
        let (input, output) = stream.into_split();
        Self { input: BufReader::new(input), output: BufWriter::new(output) }
    }

    /// Waits until something has come, or the client has gone. What was written is sent before. Nothing
    /// is lost when the future is dropped.
    pub(super) async fn wait(&mut self) -> Result<(), End> {
        if self.input.buffer().is_empty() {
            self.flush().await?;
            self.input.fill_buf().await?;
        }
        Ok(())
    }

    /// Reads a command; its literals may have as many octets together as `most_of_literals` says of the
    /// command's beginning.
    /// Their octets are counted as arriving.
    pub(super) async fn command(
        &mut self,
        most_of_literals: fn(&[u8]) -> usize,
        arriving: &mut Arriving,
    ) -> Result<Received, End> {
        let mut command = Vec::new();
        let mut lines = 0;
        let mut literals = 0_usize;
        loop {
            let begin = command.len();
            self.line(&mut command, MOST_COMMAND_OCTETS - lines).await?;
            lines += command.len() - begin;
            let Some(literal) = command.get(begin..).and_then(Literal::announced) else {
                return Ok(Received::Command(command));
            };
            let room = most_of_literals(&command).saturating_sub(literals);
            let Some(octets) = usize::try_from(literal.octets).ok().filter(|it| *it <= room) else {
                if literal.waits {
                    return Ok(Received::TooLarge(command));
                }
                return Err(End::Confused("a literal is too large"));
            };
            if literal.waits {
                self.write(b"+ go ahead\r\n").await?;
            }
            self.octets(&mut command, octets, arriving).await?;
            literals += octets;
        }
    }

    /// Reads a line with its end, of at most so many octets, behind what is there already.
    pub(super) async fn line(&mut self, line: &mut Vec<u8>, most: usize) -> Result<(), End> {
        let most = line.len() + most;
        loop {
            let there = self.fill().await?;
            let end = there.iter().position(|it| *it == b'\n').map(|it| it + 1);
            let count = end.unwrap_or(there.len());
            if line.len() + count > most {
                return Err(End::Confused("a line is too long"));
            }
            line.extend(there.iter().take(count));
            self.input.consume(count);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    async fn octets(
        &mut self,
        octets: &mut Vec<u8>,
        mut count: usize,
        arriving: &mut Arriving,
    ) -> Result<(), End> {
        while count > 0 {
            let there = self.fill().await?;
            let piece = there.get(..count).unwrap_or(there);
            if !arriving.grow(piece.len()) {
                return Err(End::Confused("Too much arrives at once"));
            }
            octets.extend_from_slice(piece);
            let taken = piece.len();
            self.input.consume(taken);
            count -= taken;
        }
        Ok(())
    }

    /// What has come and was not taken; at least one octet.
    async fn fill(&mut self) -> Result<&[u8], End> {
        if self.input.buffer().is_empty() {
            self.flush().await?;
        }
        let there = timeout(READ_PATIENCE, self.input.fill_buf()).await.map_err(|_| End::TooSlow)??;
        if there.is_empty() { Err(End::Closed) } else { Ok(there) }
    }

    /// Writes, not necessarily at once.
    pub(super) async fn write(&mut self, octets: &[u8]) -> Result<(), End> {
        for piece in octets.chunks(PIECE) {
            timeout(WRITE_PATIENCE, self.output.write_all(piece)).await.map_err(|_| End::TooSlow)??;
        }
        Ok(())
    }

    /// Sends what was written.
    pub(super) async fn flush(&mut self) -> Result<(), End> {
        timeout(WRITE_PATIENCE, self.output.flush()).await.map_err(|_| End::TooSlow)??;
        Ok(())
    }
}

/// A literal that a line announces.
#[derive(Debug, PartialEq, Eq)]
struct Literal {
    octets: u64,
    /// Whether the client waits to be told to go on.
    waits: bool,
}

impl Literal {
    fn announced(line: &[u8]) -> Option<Self> {
        let line = line.strip_suffix(b"\n")?;
        let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
        let begin = line.iter().rposition(|it| *it == b'{')?;
        let digits = line.get(begin + 1..)?;
        let (digits, waits) = match digits.strip_suffix(b"+") {
            Some(digits) => (digits, false),
            None => (digits, true),
        };
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        // A number beyond all limits is a literal, too.
        let octets = str::from_utf8(digits).ok()?.parse().unwrap_or(u64::MAX);
        Some(Self { octets, waits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_announced_at_the_end_of_a_line() {
        let announced = |line: &str| Literal::announced(line.as_bytes()).map(|it| (it.octets, it.waits));
        assert_eq!(announced("a LOGIN {5}\r\n"), Some((5, true)));
        assert_eq!(announced("a LOGIN {0+}\r\n"), Some((0, false)));
        assert_eq!(announced("a APPEND x ~{7}\n"), Some((7, true)));
        assert_eq!(announced("a x {99999999999999999999999}\r\n"), Some((u64::MAX, true)));
        for none in
            ["a NOOP\r\n", "a {5} x\r\n", "a \"{5}\"\r\n", "a {}\r\n", "a {+}\r\n", "a {-5}\r\n", "a {5}"]
        {
            assert_eq!(announced(none), None, "{none}");
        }
    }
}
