use std::collections::BTreeMap;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex};
use tokio::task::JoinHandle;

use super::*;
use crate::demo::seed;

mod delivery;
mod limits;

/// A client at work, and the server behind it.
struct Talk {
    stream: BufReader<DuplexStream>,
    state: Arc<State>,
    stop: CancellationToken,
    server: JoinHandle<()>,
}

impl Talk {
    /// Connects; the greeting has been read.
    async fn begin() -> Self {
        let account = |address: &str| seed::Account {
            address: address.to_owned(),
            password: "secret".to_owned(),
            mailboxes: Vec::new(),
        };
        let accounts = vec![account("demo@demo.test"), account("claire@demo.test")];
        let state = Arc::new(State::new(accounts, BTreeMap::new(), 1));
        let (ours, theirs) = duplex(1 << 16);
        let stop = CancellationToken::new();
        let server = tokio::spawn(serve(theirs, Arc::clone(&state), stop.clone()));
        let mut talk = Self { stream: BufReader::new(ours), state, stop, server };
        assert!(talk.hear().await.starts_with("220 localhost ESMTP"));
        talk
    }

    /// Connects and logs in as demo@demo.test.
    async fn logged_in() -> Self {
        let mut talk = Self::begin().await;
        talk.say("EHLO client.test").await;
        // NUL demo@demo.test NUL secret
        talk.check("AUTH PLAIN AGRlbW9AZGVtby50ZXN0AHNlY3JldA==", "235 2.7.0").await;
        talk
    }

    async fn send(&mut self, octets: &[u8]) {
        self.stream.get_mut().write_all(octets).await.unwrap();
    }

    /// Reads a reply, all lines of it.
    async fn hear(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let begin = reply.len();
            assert!(self.stream.read_line(&mut reply).await.unwrap() > 0, "closed after {reply:?}");
            if reply.get(begin + 3..begin + 4) != Some("-") {
                return reply;
            }
        }
    }

    /// Sends a line; its reply.
    async fn say(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes()).await;
        self.hear().await
    }

    #[track_caller]
    fn check<'a>(&'a mut self, line: &'a str, expected: &'a str) -> impl Future<Output = ()> + 'a {
        let place = std::panic::Location::caller();
        async move {
            let reply = self.say(line).await;
            assert!(reply.starts_with(expected), "{line:?} got {reply:?}, not {expected:?}, at {place}");
        }
    }

    /// What the server says before it closes.
    async fn end(mut self) -> String {
        let mut rest = String::new();
        self.stream.read_to_string(&mut rest).await.unwrap();
        self.server.await.unwrap();
        rest
    }
}

#[tokio::test]
async fn what_is_offered_is_told() {
    let mut talk = Talk::begin().await;
    let reply = talk.say("EHLO client.test").await;
    let expected = "250-localhost is glad to hear from you\r\n250-PIPELINING\r\n250-SIZE 52428800\r\n250-8BITMIME\r\n\
                    250-SMTPUTF8\r\n250-DSN\r\n250-AUTH PLAIN LOGIN\r\n250 ENHANCEDSTATUSCODES\r\n";
    assert_eq!(reply, expected);
    assert_eq!(talk.say("HELO client.test").await, "250 localhost is glad to hear from you\r\n");
    talk.check("noop", "250 2.0.0").await;
    talk.check("VRFY demo", "252 2.1.5").await;
    talk.check("STARTTLS", "502 5.5.1").await;
    talk.check("EXPN list", "502 5.5.1").await;
    talk.check("HELP", "502 5.5.1").await;
    talk.check("QUIT", "221 2.0.0").await;
    assert_eq!(talk.end().await, "");
}

#[tokio::test]
async fn a_login_is_read_in_each_of_its_forms() {
    let mut talk = Talk::begin().await;
    talk.check("AUTH PLAIN AGRlbW9AZGVtby50ZXN0AHNlY3JldA==", "503 5.5.1").await;
    talk.say("EHLO client.test").await;
    talk.check("AUTH PLAIN AGRlbW9AZGVtby50ZXN0AHdyb25n", "535 5.7.8").await;
    talk.check("AUTH PLAIN !!!", "501 5.5.2").await;
    talk.check("AUTH PLAIN =", "501 5.5.2").await;
    talk.check("AUTH CRAM-MD5", "504 5.5.4").await;
    talk.check("AUTH PLAIN", "334 ").await;
    talk.check("*", "501 5.5.2").await;
    talk.check("AUTH LOGIN", "334 VXNlcm5hbWU6").await;
    talk.check("ZGVtb0BkZW1vLnRlc3Q=", "334 UGFzc3dvcmQ6").await;
    talk.check("d3Jvbmc=", "535 5.7.8").await;
    talk.check("AUTH LOGIN ZGVtb0BkZW1vLnRlc3Q=", "334 UGFzc3dvcmQ6").await;
    talk.check("c2VjcmV0", "235 2.7.0").await;
    talk.check("AUTH LOGIN", "503 5.5.1").await;
}

#[tokio::test]
async fn commands_come_in_their_order() {
    let mut talk = Talk::begin().await;
    talk.check("MAIL FROM:<demo@demo.test>", "530 5.7.0").await;
    talk.check("DATA", "503 5.5.1").await;
    let mut talk = Talk::logged_in().await;
    talk.check("RCPT TO:<claire@demo.test>", "503 5.5.1").await;
    talk.check("DATA", "503 5.5.1").await;
    talk.check("MAIL FROM:<demo@demo.test>", "250 2.1.0").await;
    talk.check("MAIL FROM:<demo@demo.test>", "503 5.5.1").await;
    talk.check("DATA", "503 5.5.1").await;
    talk.check("RSET", "250 2.0.0").await;
    talk.check("RCPT TO:<claire@demo.test>", "503 5.5.1").await;
}

#[tokio::test]
async fn a_server_that_ends_says_so() {
    let talk = Talk::begin().await;
    talk.stop.cancel();
    assert_eq!(talk.end().await, "421 4.3.2 The server ends\r\n");
}
