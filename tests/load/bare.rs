//! A mail client without a program: says what it is given, and tells what came back.

use std::net::Ipv4Addr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::maildir::Person;
use crate::wire::{Ends, Protocol};

/// A connection to the mail server, with a mailbox selected.
#[derive(Debug)]
pub struct Bare {
    stream: TcpStream,
    ends: Ends,
}

impl Bare {
    /// Signs in and selects a mailbox.
    pub async fn at(port: u16, person: &Person, mailbox: &str) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("the mail server");
        stream.set_nodelay(true).expect("no delay");
        let mut bare = Self { stream, ends: Ends::new(Protocol::Imap) };
        bare.hear(1).await;
        let login = format!("LOGIN {} {}", person.address(), person.password());
        bare.say(&[login, format!("SELECT {mailbox}")]).await;
        bare
    }

    /// Says commands together, and waits for the last answer; what came. All must be done.
    pub async fn say(&mut self, commands: &[String]) -> String {
        let said: String = commands.iter().map(|it| format!("B {it}\r\n")).collect();
        self.stream.write_all(said.as_bytes()).await.expect("the server listens");
        let heard = self.hear(commands.len()).await;
        let done = heard.lines().filter(|it| it.starts_with("B OK")).count();
        assert_eq!(done, commands.len(), "{commands:?}");
        heard
    }

    async fn hear(&mut self, ends: usize) -> String {
        let (mut ended, mut text, mut octets) = (0, Vec::new(), vec![0; 64 << 10]);
        while ended < ends {
            let count = self.stream.read(&mut octets).await.expect("the server answers");
            assert!(count > 0, "the mail server hung up");
            ended += self.ends.feed(&octets[..count]);
            text.extend_from_slice(&octets[..count]);
        }
        String::from_utf8_lossy(&text).into_owned()
    }
}
