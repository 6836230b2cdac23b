//! A connection without manners: octets out, lines in.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Raw(BufReader<TcpStream>);

impl Raw {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        Self(BufReader::new(TcpStream::connect(address).await.unwrap()))
    }

    /// Connects, hears the greeting and logs in.
    pub(crate) async fn log_in(address: SocketAddr, login: &str, password: &str) -> Self {
        let mut raw = Self::connect(address).await;
        assert!(raw.line().await.starts_with("* OK "));
        assert!(raw.done(&format!("login LOGIN {login} {password}")).await.starts_with("login OK "));
        raw
    }

    /// Sends octets; whether they are taken is for the answer to say.
    pub(crate) async fn send(&mut self, octets: &[u8]) {
        let _ = timeout(PATIENCE, self.0.write_all(octets)).await.unwrap();
    }

    /// The next line without its end; empty when the server has closed.
    pub(crate) async fn line(&mut self) -> String {
        let mut line = Vec::new();
        let _ = timeout(PATIENCE, self.0.read_until(b'\n', &mut line)).await.expect("a line in time");
        String::from_utf8_lossy(&line).trim_end().to_owned()
    }

    /// Sends a command; its untagged responses and the line that ends it.
    pub(crate) async fn command(&mut self, command: &str) -> (Vec<String>, String) {
        let tag = command.split(' ').next().unwrap().to_owned() + " ";
        self.send(format!("{command}\r\n").as_bytes()).await;
        let mut untagged = Vec::new();
        loop {
            let line = self.line().await;
            if line.starts_with(&tag) || line.is_empty() {
                return (untagged, line);
            }
            untagged.push(line);
        }
    }

    /// Sends a command; the line that ends it.
    pub(crate) async fn done(&mut self, command: &str) -> String {
        self.command(command).await.1
    }

    /// All that comes until the server closes.
    pub(crate) async fn rest(&mut self) -> String {
        let mut rest = Vec::new();
        // A reset is an end as well.
        let _ = timeout(PATIENCE, self.0.read_to_end(&mut rest)).await.expect("an end in time");
        String::from_utf8_lossy(&rest).into_owned()
    }
}
