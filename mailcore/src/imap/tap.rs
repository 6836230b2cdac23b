//! The stream below `async-imap`, which sees of the server's octets only what it can read.
//!
//! `async-imap` ends a session on a response that `imap-proto` has no grammar for, takes a NO to
//! FETCH, LIST or SEARCH for an empty success, and its recursive parser overflows the stack on a
//! nested BODYSTRUCTURE, which ends the process. So the octets are cut into frames here, and
//! `async-imap` is given a stand-in for the two kinds that drive the protocol: `A0001 OK -` (or NO)
//! for a tagged status, whatever its code and text, and `+ ` for a continuation. Frames themselves
//! wait in a queue from which their reader takes one after the other; it asks for the next one only
//! when it has dealt with the last, and that is the back-pressure: nobody asks, nothing is read.
//!
//! A channel between stream and reader was tried first. It needs two futures that run against each
//! other, and its reader cannot tell whether the data before a tagged line has all arrived.
//!
//! The stream also puts the secret into the login command: `async-imap` writes what it sends to its
//! log, so it sends [`PLACEHOLDER`].

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_util::io::poll_read_buf;
use zeroize::{Zeroize, Zeroizing};

use super::frame::{Frame, Framer, Malformed};
use crate::tls::Duplex;

/// What `async-imap` is given to send in place of the secret: this text in base64.
pub(super) const PLACEHOLDER_TEXT: &str = "the secret goes here";
/// What stands in the command, and is replaced: [`PLACEHOLDER_TEXT`] in base64.
pub(super) const PLACEHOLDER: &str = "dGhlIHNlY3JldCBnb2VzIGhlcmU=";

/// The most octets of frames that may wait in the queue: reached only while `async-imap` logs in
/// and reads past them.
const MOST_WAITING: usize = 1 << 20;
/// What each waiting frame counts beside its octets.
const FRAME_COST: usize = 64;
/// Writes from this size on are not gathered but passed on as they are.
const LARGE_WRITE: usize = 16 << 10;

/// A stream between the network and `async-imap`.
pub(super) struct Tap {
    inner: Box<dyn Duplex>,
    framer: Framer,
    frames: VecDeque<Frame>,
    /// The size of `frames`.
    waiting: usize,
    /// The stand-in that `async-imap` has not read yet; what remains of it.
    stand_in: VecDeque<u8>,
    ended: bool,
    out: Zeroizing<Vec<u8>>,
    /// How much of `out` is on its way.
    sent: usize,
    held: bool,
    secret: Option<Zeroizing<String>>,
}

impl Tap {
    /// A stream at the beginning of a connection, or of its TLS.
    pub(super) fn new(inner: Box<dyn Duplex>) -> Self {
        Self {
            inner,
            framer: Framer::new(),
            frames: VecDeque::new(),
            waiting: 0,
            stand_in: VecDeque::new(),
            ended: false,
            out: Zeroizing::new(Vec::new()),
            sent: 0,
            held: false,
            secret: None,
        }
    }

    /// The stream below, when nothing was read from it that nobody asked for; `None` when the
    /// server has sent more.
    pub(super) fn into_inner(self) -> Option<Box<dyn Duplex>> {
        let is_clean = self.framer.is_at_rest() && self.frames.is_empty() && self.stand_in.is_empty();
        is_clean.then_some(self.inner)
    }

    /// Puts `octets` in place of [`PLACEHOLDER`] in what is sent next.
    pub(super) fn conceal(&mut self, octets: Zeroizing<String>) {
        self.secret = Some(octets);
    }

    /// With `true` flushing waits, so that several commands go out together.
    pub(super) fn hold(&mut self, held: bool) {
        self.held = held;
    }

    /// Waits until [`Tap::take`] has a frame; `false` when the server closed the connection between
    /// two responses. Loses nothing when it is dropped.
    pub(super) async fn ready(&mut self) -> io::Result<bool> {
        poll_fn(|cx| if self.frames.is_empty() { self.poll_frame(cx) } else { Poll::Ready(Ok(true)) }).await
    }

    /// The frame that waits longest. After a [`Frame::Done`] or [`Frame::Go`] that `async-imap` has
    /// not read its stand-in waits, too.
    pub(super) fn take(&mut self) -> Option<Frame> {
        let frame = self.frames.pop_front()?;
        self.waiting = self.waiting.saturating_sub(size(&frame));
        Some(frame)
    }

    /// Waits for one more frame and puts it into the queue; `false` at the end.
    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<bool>> {
        loop {
            if let Some(frame) = self.framer.next().map_err(invalid)? {
                self.waiting += size(&frame);
                if self.waiting > MOST_WAITING && !self.frames.is_empty() {
                    return Poll::Ready(Err(invalid(Malformed("too much that nobody asked for"))));
                }
                match &frame {
                    Frame::Done(tag, status) => {
                        let word = if status.ok { "OK" } else { "NO" };
                        self.stand_in.extend(format!("{tag} {word} -\r\n").into_bytes());
                    }
                    Frame::Go => self.stand_in.extend(b"+ \r\n"),
                    Frame::Text(..) | Frame::Chunk(_) => {}
                }
                self.frames.push_back(frame);
                return Poll::Ready(Ok(true));
            }
            if self.ended {
                let at_rest = self.framer.is_at_rest();
                return Poll::Ready(if at_rest {
                    Ok(false)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                });
            }
            let count = ready!(poll_read_buf(Pin::new(&mut self.inner), cx, self.framer.room()))?;
            self.ended = count == 0;
        }
    }

    /// Puts the secret where its placeholder is: the last one, if the login reads like it, too.
    fn reveal(&mut self) {
        let place = PLACEHOLDER.as_bytes();
        let Some(at) = self.out.windows(place.len()).rposition(|it| it == place) else { return };
        let Some(secret) = self.secret.take() else { return };
        let mut whole = Zeroizing::new(Vec::with_capacity(self.out.len() + secret.len()));
        whole.extend_from_slice(self.out.get(..at).unwrap_or_default());
        whole.extend_from_slice(secret.as_bytes());
        whole.extend_from_slice(self.out.get(at + place.len()..).unwrap_or_default());
        self.out = whole;
    }

    fn poll_drain(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while let Some(rest) = self.out.get(self.sent..).filter(|it| !it.is_empty()) {
            let count = ready!(Pin::new(&mut self.inner).poll_write(cx, rest))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.sent += count;
        }
        self.out.zeroize();
        self.sent = 0;
        Poll::Ready(Ok(()))
    }
}

fn size(frame: &Frame) -> usize {
    FRAME_COST
        + match frame {
            Frame::Text(text, _) => text.len(),
            Frame::Chunk(chunk) => chunk.len(),
            Frame::Done(tag, status) => tag.len() + status.text.len(),
            Frame::Go => 0,
        }
}

fn invalid(malformed: Malformed) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, malformed)
}

impl fmt::Debug for Tap {
    /// Shows nothing that passes through.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tap").finish_non_exhaustive()
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        while self.stand_in.is_empty() {
            if !ready!(self.poll_frame(cx))? {
                return Poll::Ready(Ok(()));
            }
        }
        let count = buf.remaining().min(self.stand_in.len());
        buf.put_slice(&self.stand_in.drain(..count).collect::<Vec<u8>>());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Tap {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, octets: &[u8]) -> Poll<io::Result<usize>> {
        let is_large = octets.len() >= LARGE_WRITE;
        if is_large || self.out.len() >= LARGE_WRITE {
            ready!(self.poll_drain(cx))?;
        }
        if is_large {
            return Pin::new(&mut self.inner).poll_write(cx, octets);
        }
        self.out.extend_from_slice(octets);
        Poll::Ready(Ok(octets.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.held {
            return Poll::Ready(Ok(()));
        }
        if self.secret.is_some() {
            self.reveal();
        }
        ready!(self.poll_drain(cx))?;
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(cx))?;
        Pin::new(&mut self.inner).poll_shutdown(cx)
    }
}
