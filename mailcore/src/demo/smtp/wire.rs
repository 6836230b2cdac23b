//! The stream of a session: lines and messages in, replies out.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream};
use tokio::time::timeout;

use super::dots::Dots;
use super::reply::Reply;
use crate::demo::state::arriving::Arriving;

/// The longest line of a command, with its end (RFC 4954, section 4).
const MOST_LINE_OCTETS: usize = 12_288;

/// How long a client may take to read what was written.
const WRITE_PATIENCE: Duration = Duration::from_secs(60);

/// Why a session ends.
#[derive(Debug, thiserror::Error)]
pub(super) enum End {
    /// The client went away.
    #[error("the connection is closed")]
    Closed,
    /// The stream failed.
    #[error("the connection failed")]
    Failed(#[from] io::Error),
    /// The client does not read or write in time.
    #[error("too slow")]
    TooSlow,
    /// The server ends it, with these words.
    #[error("{0:?}")]
    Told(Reply),
}

/// A message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Data {
    /// Its octets, dots unstuffed.
    Message(Vec<u8>),
    /// It had too many; they are read and gone.
    TooLarge,
}

/// A connection with buffers for both directions. Replies are sent when the client is waited for, so
/// that commands in one packet get their replies in one (RFC 2920).
#[derive(Debug)]
pub(super) struct Wire<S> {
    stream: BufStream<S>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    /// Takes a connection.
    pub(super) fn new(stream: S) -> Self {
        Self { stream: BufStream::new(stream) }
    }

    /// Reads a line with its end, which comes within `patience`.
    pub(super) async fn line(&mut self, patience: Duration) -> Result<Vec<u8>, End> {
        timeout(patience, self.whole_line()).await.map_err(|_| End::TooSlow)?
    }

    async fn whole_line(&mut self) -> Result<Vec<u8>, End> {
        let mut line = Vec::new();
        while !line.ends_with(b"\n") {
            let there = self.fill().await?;
            let end = there.iter().position(|it| *it == b'\n').map_or(there.len(), |it| it + 1);
            let piece = there.get(..end).unwrap_or(there);
            if line.len() + piece.len() > MOST_LINE_OCTETS {
                return Err(End::Told(Reply::new(500, "5.5.6", "The line is too long")));
            }
            line.extend_from_slice(piece);
            self.stream.consume(end);
        }
        Ok(line)
    }

    /// Reads a message up to the dot that stands alone, of at most so many octets; each piece comes
    /// within `patience`, and is counted as arriving.
    pub(super) async fn data(
        &mut self,
        most: usize,
        patience: Duration,
        arriving: &mut Arriving,
    ) -> Result<Data, End> {
        let mut dots = Dots::new(most);
        loop {
            let there = timeout(patience, self.fill()).await.map_err(|_| End::TooSlow)??;
            let before = dots.len();
            let (taken, is_whole) = dots.take(there);
            if !arriving.grow(dots.len().saturating_sub(before)) {
                return Err(End::Told(Reply::new(421, "4.3.1", "Too much arrives at once")));
            }
            self.stream.consume(taken);
            if is_whole {
                return Ok(dots.finish().map_or(Data::TooLarge, Data::Message));
            }
        }
    }

    /// Writes a reply, not necessarily at once.
    pub(super) async fn reply(&mut self, reply: &Reply) -> Result<(), End> {
        let write = self.stream.write_all(reply.text().as_bytes());
        Ok(timeout(WRITE_PATIENCE, write).await.map_err(|_| End::TooSlow)??)
    }

    /// Writes the last reply and closes.
    pub(super) async fn end(&mut self, reply: &Reply) -> Result<(), End> {
        self.reply(reply).await?;
        Ok(timeout(WRITE_PATIENCE, self.stream.shutdown()).await.map_err(|_| End::TooSlow)??)
    }

    /// What has come and was not taken; at least one octet. Before it waits, what was written is sent.
    async fn fill(&mut self) -> Result<&[u8], End> {
        timeout(WRITE_PATIENCE, self.stream.flush()).await.map_err(|_| End::TooSlow)??;
        let there = self.stream.fill_buf().await?;
        if there.is_empty() { Err(End::Closed) } else { Ok(there) }
    }
}
