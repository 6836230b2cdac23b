//! A connection in the clear, or one that becomes TLS by STARTTLS.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::gate::Gate;

/// Lets nothing leave while its gate is closed, and no octet that came in the clear pass for one that came under TLS.
///
/// `lettre` reads through a buffer that it keeps when TLS begins. Somebody on the way could put
/// answers behind the one to STARTTLS, and they would be taken for the server's. From that command
/// on it therefore gets octet by octet, so that its buffer is empty at the end of the line; what is
/// behind the line goes to TLS, which refuses it.
#[derive(Debug)]
pub(super) struct Plain {
    stream: TcpStream,
    gate: Gate,
    one_by_one: bool,
}

impl Plain {
    pub(super) fn new(stream: TcpStream, gate: Gate) -> Self {
        Self { stream, gate, one_by_one: false }
    }
}

impl AsyncRead for Plain {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.one_by_one {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let mut octet = [0; 1];
        let mut small = ReadBuf::new(&mut octet);
        ready!(Pin::new(&mut self.stream).poll_read(context, &mut small))?;
        buffer.put_slice(small.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Plain {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        octets: &[u8],
    ) -> Poll<io::Result<usize>> {
        // What is written next is TLS's first word, after the answer has been read.
        self.one_by_one = octets.starts_with(b"STARTTLS");
        let gate = self.gate.clone();
        gate.poll_write(Pin::new(&mut self.stream), context, octets)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Plain {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
