//! An exchange said again, octet by octet, without a program between: the floor under a page.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::lab::Lab;
use crate::script::{Exchange, Turn};
use crate::wire::{Ends, Protocol};

/// The longest that an answer may take.
const LIMIT: Duration = Duration::from_secs(120);

/// Connections that are where the exchange begins.
#[derive(Debug)]
pub struct Replay {
    ports: Ports,
    lines: BTreeMap<usize, Line>,
    octets: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Ports {
    imap: u16,
    submission: u16,
}

#[derive(Debug)]
struct Line {
    stream: TcpStream,
    ends: Ends,
}

impl Replay {
    /// Opens the connections that the exchange finds open, and brings them where they were.
    pub async fn begin(lab: &Lab, exchange: &Exchange) -> Self {
        let mut replay = Self {
            ports: Ports { imap: lab.imap, submission: lab.submission_in_clear },
            lines: BTreeMap::new(),
            octets: vec![0; 64 << 10],
        };
        for turn in &exchange.before {
            replay.turn(turn).await;
        }
        replay
    }

    /// Says it once: from the first octet, or from connecting, to the end of the last answer.
    pub async fn play(&mut self, turns: &[Turn]) -> Duration {
        let begin = Instant::now();
        for turn in turns {
            self.turn(turn).await;
        }
        let time = begin.elapsed();
        for turn in turns.iter().filter(|it| it.opens.is_some()) {
            self.lines.remove(&turn.connection);
        }
        time
    }

    async fn turn(&mut self, turn: &Turn) {
        if let Some(protocol) = turn.opens {
            let line = Line::open(self.ports, protocol).await;
            self.lines.insert(turn.connection, line);
        }
        let line = self.lines.get_mut(&turn.connection).expect("a connection begins with a turn");
        line.stream.write_all(&turn.said).await.expect("the server listens");
        let answer = line.hear(turn.ends, &mut self.octets);
        let heard = timeout(LIMIT, answer).await;
        assert!(heard.is_ok(), "no answer to {:?}", String::from_utf8_lossy(&turn.said).get(..200));
    }
}

impl Line {
    async fn open(ports: Ports, protocol: Protocol) -> Self {
        let port = match protocol {
            Protocol::Imap => ports.imap,
            Protocol::Smtp => ports.submission,
        };
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("the mail server");
        stream.set_nodelay(true).expect("no delay");
        Self { stream, ends: Ends::new(protocol) }
    }

    async fn hear(&mut self, ends: usize, octets: &mut [u8]) {
        let mut heard = 0;
        while heard < ends {
            let count = self.stream.read(octets).await.expect("the server answers");
            assert!(count > 0, "the mail server hung up");
            heard += self.ends.feed(&octets[..count]);
        }
    }
}
