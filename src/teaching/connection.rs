//! A connection to a filter: TCP, or TLS over it.

use std::io;
use std::sync::LazyLock;

use mailcore::server::{Security, Server};
use mailcore::tls::{self, Duplex, Tls};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Error;

/// What carries a question and its answer.
pub(super) type Stream = Box<dyn Duplex>;

static TLS: LazyLock<Tls> = LazyLock::new(Tls::default);

/// Connects, within the server's `connect_timeout`.
pub(super) async fn open(server: &Server) -> Result<Stream, Error> {
    let connecting = async {
        let stream = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(Error::Away)?;
        let stream: Stream = match server.security {
            Security::None => Box::new(stream),
            // There is no STARTTLS in these protocols; the configuration takes none.
            Security::Tls | Security::StartTls => {
                Box::new(TLS.wrap(server, stream).await.map_err(unprotected)?)
            }
        };
        Ok(stream)
    };
    timeout(server.connect_timeout, connecting).await.map_err(|_| Error::Slow)?
}

/// Waits for what is asked over it, within the server's `answer_timeout`.
pub(super) async fn in_time<T>(
    server: &Server,
    asking: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    timeout(server.answer_timeout, asking).await.map_err(|_| Error::Slow)?
}

fn unprotected(error: tls::Error) -> Error {
    match error {
        tls::Error::Certificate(error) => {
            Error::Away(io::Error::new(error.kind(), tls::Error::Certificate(error)))
        }
        tls::Error::Connection(error) => Error::Away(error),
    }
}
