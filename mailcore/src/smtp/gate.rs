//! Holds back what is written to a server until it may leave.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use tokio::io::AsyncWrite;

/// Whether what is written leaves. Clones share it; open until [`Gate::close`].
///
/// `lettre` writes the final dot of a message right behind its last octet, and nothing can be done between the two
/// but here.
#[derive(Clone, Debug, Default)]
pub(super) struct Gate(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    is_closed: bool,
    waiting: Option<Waker>,
}

impl Gate {
    /// What is written from now on waits.
    pub(super) fn close(&self) {
        self.held().is_closed = true;
    }

    /// What waits leaves, and what is written from now on.
    pub(super) fn open(&self) {
        let mut held = self.held();
        held.is_closed = false;
        if let Some(waiting) = held.waiting.take() {
            waiting.wake();
        }
    }

    /// Writes as soon as it is open.
    pub(super) fn poll_write(
        &self,
        stream: Pin<&mut impl AsyncWrite>,
        context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        let mut held = self.held();
        if held.is_closed {
            held.waiting = Some(context.waker().clone());
            return Poll::Pending;
        }
        drop(held);
        stream.poll_write(context, octets)
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;
    use tokio::io::AsyncWriteExt as _;

    use super::*;

    struct Gated(Gate, Vec<u8>);

    impl AsyncWrite for Gated {
        fn poll_write(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
            octets: &[u8],
        ) -> Poll<io::Result<usize>> {
            let gate = self.0.clone();
            gate.poll_write(Pin::new(&mut self.1), context, octets)
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[tokio::test]
    async fn what_is_written_behind_a_closed_gate_leaves_when_it_opens() {
        let gate = Gate::default();
        let mut stream = Gated(gate.clone(), Vec::new());
        stream.write_all(b"text").await.unwrap();
        gate.close();
        let mut dot = Box::pin(stream.write_all(b"."));
        assert!((&mut dot).now_or_never().is_none());
        let opener = tokio::spawn(async move { gate.open() });
        dot.await.unwrap();
        opener.await.unwrap();
        assert_eq!(stream.1, b"text.");
    }
}
