//! Writing a message, step by step: its form, a save in the background, a file of 25 MB; beside what the mail
//! server alone needs for the same, and beside the same octets through the loopback to somebody who throws
//! them away.

use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::{Method, StatusCode};
use serde::Serialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::bare::Bare;
use crate::letters::noise;
use crate::maildir::Person;
use crate::needed;
use crate::process::Memory;
use crate::row::Stage;
use crate::sending;
use crate::times::Times;
use crate::visitor::Visitor;

/// How often each step is done, and files are sent.
const ROUNDS: usize = 60;
const FILES: usize = 5;

/// How large the file is, in octets.
const FILE_SIZE: usize = 25_000_000;

/// Where drafts are.
const DRAFTS: &str = "Drafts";

/// What was measured.
#[derive(Clone, Debug, Serialize)]
pub struct Writing {
    /// The form of a draft, as a whole page; and all mailboxes with their counts.
    pub form: (Times, Times),
    /// A save in the background; and APPEND, after which the one before is removed.
    pub save: (Times, Times),
    /// A file; and its octets through the loopback.
    pub file: (Times, Times),
    /// The program before files were sent, when one was, and when all were.
    pub before: Memory,
    pub after_one: Memory,
    pub after: Memory,
}

/// Somebody who writes.
struct Writer {
    visitor: Visitor,
    draft: String,
    csrf: String,
    bare: Bare,
}

impl Stage {
    /// Measures one person's writing.
    pub async fn writing(&self, person: &Person) -> Writing {
        eprintln!("measuring writing at {} messages", person.size);
        let mut writer = Writer::new(self, person).await;
        let form = writer.form().await;
        let save = writer.save(self, person).await;
        // What is held once is held before the clock runs.
        writer.send_file(&noise(FILE_SIZE / 10).into()).await;
        let octets = Bytes::from(noise(FILE_SIZE));
        let before = self.webmail.process.memory();
        let first = (writer.send_file(&octets).await, through_the_loopback(&octets).await);
        let after_one = self.webmail.process.memory();
        let mut pairs = vec![first];
        for _ in 1..FILES {
            pairs.push((writer.send_file(&octets).await, through_the_loopback(&octets).await));
        }
        let after = self.webmail.process.memory();
        Writing { form, save, file: times(pairs), before, after_one, after }
    }
}

impl Writer {
    async fn new(stage: &Stage, person: &Person) -> Self {
        let mut visitor = Visitor::signed_in(stage.webmail.port, person).await;
        let page = visitor.page("/compose").await;
        let action = page.attribute("form#compose", "action");
        let draft = action.strip_suffix("/send").expect("where it is sent").to_owned();
        let bare = Bare::at(stage.lab.imap, person, "INBOX").await;
        Self { visitor, draft, csrf: page.csrf(), bare }
    }

    async fn form(&mut self) -> (Times, Times) {
        let mut pairs = Vec::new();
        for _ in 0..=ROUNDS {
            let page = self.visitor.get(&self.draft, false).await.time;
            pairs.push((page, timed(&mut self.bare, &["NOOP".to_owned(), needed::LIST.to_owned()]).await));
        }
        times(pairs.split_off(1))
    }

    async fn save(&mut self, stage: &Stage, person: &Person) -> (Times, Times) {
        let path = format!("{}/save", self.draft);
        let mut pairs = Vec::new();
        let mut drafts = None;
        for round in 0..=ROUNDS {
            let text = format!("Bonjour,\n\nvoici la suite, pour la {round}e fois.\n");
            let revision = round.to_string();
            let fields =
                [("csrf", &*self.csrf), ("revision", &*revision), ("subject", "La suite"), ("body", &*text)];
            let answer = self.visitor.ask(Method::POST, &path, &[], form_of(&fields)).await;
            assert_eq!(answer.status, StatusCode::OK, "it is kept");
            // The mailbox is there from the first save on.
            if drafts.is_none() {
                drafts = Some(Bare::at(stage.lab.imap, person, DRAFTS).await);
            }
            let bare = drafts.as_mut().expect("a connection");
            pairs.push((answer.time, append_again(bare, &text).await));
        }
        times(pairs.split_off(1))
    }

    /// Sends a file as a script does, and takes it back when the clock has stopped.
    async fn send_file(&mut self, octets: &Bytes) -> Duration {
        let csrf = self.csrf.clone();
        let begin = Instant::now();
        let place = sending::upload(&mut self.visitor, &self.draft, &csrf, octets).await;
        let time = begin.elapsed();
        self.visitor.ask(Method::DELETE, &place, &[("x-csrf-token", &*csrf)], Bytes::new()).await;
        time
    }
}

async fn timed(bare: &mut Bare, commands: &[String]) -> Duration {
    let begin = Instant::now();
    bare.say(commands).await;
    begin.elapsed()
}

/// Adds a draft and removes the one before, in the order that loses none.
async fn append_again(bare: &mut Bare, text: &str) -> Duration {
    let message = format!(
        "Date: Mon, 23 Nov 2026 10:42:00 +0100\r\nFrom: moi@example.org\r\nSubject: La suite\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{text}\r\n"
    );
    let append = format!("APPEND {DRAFTS} (\\Seen \\Draft) {{{}+}}\r\n{message}", message.len());
    let begin = Instant::now();
    bare.say(&[append]).await;
    bare.say(&["STORE 1 +FLAGS.SILENT (\\Deleted)".to_owned(), "EXPUNGE".to_owned()]).await;
    begin.elapsed()
}

/// How long so many octets take to somebody who reads and forgets them.
async fn through_the_loopback(octets: &Bytes) -> Duration {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let reading = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut piece = vec![0; 64 << 10];
        while stream.read(&mut piece).await.expect("octets") > 0 {}
    });
    let begin = Instant::now();
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("a connection");
    stream.write_all(octets).await.expect("it is read");
    stream.shutdown().await.expect("an end");
    reading.await.expect("it is read");
    begin.elapsed()
}

fn form_of(fields: &[(&str, &str)]) -> Bytes {
    let fields: Vec<(&str, String)> =
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    crate::visitor::urlencoded(&fields).into()
}

fn times(pairs: Vec<(Duration, Duration)>) -> (Times, Times) {
    let (ours, bare) = pairs.into_iter().unzip();
    (Times::of(ours), Times::of(bare))
}
