//! Who the task works for: somebody who waits for an answer and may go away, or reads one piece by
//! piece.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, timeout};

use super::Error;

/// What is read and thrown away of an answer that nobody waits for, in octets and in time; beyond
/// it is cheaper to connect anew.
const MOST_DRAINED: usize = 256 << 10;
const DRAIN_TIME: Duration = Duration::from_secs(2);
/// The longest that a reader may leave a piece of a stream waiting: the server has its patience,
/// too.
const STALLED: Duration = Duration::from_secs(120);

/// Somebody who waits, or went away.
pub(super) struct Caller {
    gone: oneshot::Receiver<Infallible>,
    /// What may still be read for somebody who went away.
    drain: Option<Drain>,
}

struct Drain {
    until: Instant,
    octets: usize,
}

impl Caller {
    /// One who is there until `gone` resolves.
    pub(super) fn new(gone: oneshot::Receiver<Infallible>) -> Self {
        Self { gone, drain: None }
    }

    /// Whether he was there when that was last asked.
    pub(super) fn is_here(&self) -> bool {
        self.drain.is_none()
    }

    /// Whether he went away; asks now.
    pub(super) fn is_gone(&mut self) -> bool {
        if self.is_here() && matches!(self.gone.try_recv(), Err(TryRecvError::Closed)) {
            self.leave();
        }
        !self.is_here()
    }

    /// Waits until he goes away; only while he is here.
    pub(super) async fn left(&mut self) {
        let _ = (&mut self.gone).await;
        self.leave();
    }

    /// Until when the next octets are awaited: those of his answer until `patience`.
    pub(super) fn patience(&self, patience: Instant) -> Instant {
        self.drain.as_ref().map_or(patience, |drain| drain.until)
    }

    /// Whether so many more octets may be read, and counts them.
    pub(super) fn may_read(&mut self, octets: usize) -> bool {
        let Some(drain) = &mut self.drain else { return true };
        let is_within = octets <= drain.octets;
        drain.octets = drain.octets.saturating_sub(octets);
        is_within
    }

    fn leave(&mut self) {
        self.drain = Some(Drain { until: Instant::now() + DRAIN_TIME, octets: MOST_DRAINED });
    }
}

/// Who reads a stream.
pub(super) struct Reader {
    /// Until the size is told.
    size: Option<oneshot::Sender<Result<u64, Error>>>,
    pieces: mpsc::Sender<Result<Option<Bytes>, Error>>,
}

/// A reader who is there and does not read.
pub(super) struct Stalled;

impl Reader {
    /// One who is told the size, then the pieces, then `None`.
    pub(super) fn new(
        size: oneshot::Sender<Result<u64, Error>>,
        pieces: mpsc::Sender<Result<Option<Bytes>, Error>>,
    ) -> Self {
        Self { size: Some(size), pieces }
    }

    /// Whether the size was told.
    pub(super) fn has_begun(&self) -> bool {
        self.size.is_none()
    }

    /// Tells the size.
    pub(super) fn begin(&mut self, size: u64) {
        if let Some(sender) = self.size.take() {
            let _ = sender.send(Ok(size));
        }
    }

    /// Gives a piece, and waits until there is room for it. For one who went away it does nothing.
    pub(super) async fn give(&self, piece: Bytes) -> Result<(), Stalled> {
        timeout(STALLED, self.pieces.send(Ok(Some(piece)))).await.map(|_| ()).map_err(|_| Stalled)
    }

    /// Tells the outcome, to whichever question is open.
    pub(super) async fn end(self, outcome: Result<(), Error>) {
        match self.size {
            Some(size) => drop(size.send(outcome.map(|()| 0))),
            None => drop(timeout(STALLED, self.pieces.send(outcome.map(|()| None))).await),
        }
    }
}
