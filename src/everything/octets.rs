//! The octets of a message, also over a connection that breaks.

use bytes::Bytes;
use mailcore::imap;
use mailcore::imap::pool::PartStream;
use mailcore::mailbox::MessageRef;
use tokio::time::Instant;

use super::fate::{Fate, Patience};
use crate::desk::Desk;

/// A message on its way. A connection may break for its own sake: once the rest is asked for.
#[derive(Debug)]
pub(super) struct Octets<'a> {
    desk: &'a Desk,
    message: &'a MessageRef,
    /// Where they come from now.
    stream: Option<PartStream>,
    passed: u64,
    has_broken: bool,
}

impl<'a> Octets<'a> {
    /// Those of a message, of which nothing is asked yet.
    pub(super) fn of(desk: &'a Desk, message: &'a MessageRef) -> Self {
        Self { desk, message, stream: None, passed: 0, has_broken: false }
    }

    /// The next piece, and `None` after the last; the inner error says why there is no more of it.
    pub(super) async fn next(
        &mut self,
        patience: &mut Patience,
    ) -> Result<Result<Option<Bytes>, Fate>, imap::Error> {
        let begun = Instant::now();
        let piece = match &mut self.stream {
            None => self.begin(patience).await?,
            Some(stream) => match stream.next().await {
                Ok(piece) => Ok(piece),
                Err(imap::Error::Connection(_)) if !self.has_broken => {
                    self.has_broken = true;
                    patience.lose(begun.elapsed());
                    // The server counts it as one of the person's connections.
                    self.stream = None;
                    self.begin(patience).await?
                }
                Err(error) => {
                    patience.lose(begun.elapsed());
                    tracing::debug!(error = &error as &dyn std::error::Error, "a message breaks off");
                    Err(Fate::Unread)
                }
            },
        };
        if let Ok(Some(octets)) = &piece {
            self.passed += octets.len() as u64;
        }
        Ok(piece)
    }

    /// Asks for what did not come yet; its first piece.
    async fn begin(&mut self, patience: &mut Patience) -> Result<Result<Option<Bytes>, Fate>, imap::Error> {
        let (desk, message, passed) = (self.desk, self.message, self.passed);
        let ask = || async move {
            let lease = desk.lease(Some(&message.mailbox)).await?;
            let mut stream = match passed {
                0 => lease.stream(message, None).await?,
                _ => lease.stream_rest(message, passed).await?,
            };
            Ok::<_, imap::Error>((stream.next().await?, stream))
        };
        let begun = patience.ask(ask, || is_there(desk)).await?;
        Ok(begun.map(|(piece, stream)| {
            self.stream = Some(stream);
            piece
        }))
    }
}

/// Whether the mail server answers what has to do with no message.
pub(super) async fn is_there(desk: &Desk) -> Result<(), imap::Error> {
    desk.lease(None).await?.mailboxes().await.map(drop)
}
