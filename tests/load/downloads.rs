//! Many people who download 25 MB at a time, beside as many who fetch it from the mail server alone; and
//! what the program holds in memory meanwhile.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::task::JoinSet;

use crate::letters::{LARGE_FILE, LARGE_FILE_SIZE};
use crate::maildir::Person;
use crate::needed;
use crate::operation::{self, Operation};
use crate::process::Memory;
use crate::replay::Replay;
use crate::row::Stage;
use crate::script::Exchange;
use crate::visitor::Visitor;
use crate::webmail::{Way, Webmail};

/// What was measured.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Downloads {
    /// How many people.
    pub people: u16,
    /// All files, from the first request to the last octet, in seconds.
    pub seconds: f64,
    /// The same files by the mail server alone, in base64 as they lie there.
    pub bare_seconds: f64,
    /// The program's memory when everybody had signed in and nobody had begun.
    pub before: Memory,
    /// The same when one had downloaded.
    pub after_one: Memory,
    /// The same when all had.
    pub after_all: Memory,
}

impl Stage {
    /// Lets so many people download on a webmail that nobody used before.
    pub async fn downloads(&self, binary: &Path, people: u16) -> Downloads {
        let webmail = Webmail::start(binary, &self.lab, Way::Clear);
        let (mut visitors, mut bare) = (Vec::new(), Vec::new());
        for number in 1..=people.into() {
            let person = Person::of_many(number);
            let mut visitor = Visitor::signed_in(webmail.port, &person).await;
            let message = visitor.page("/mail/INBOX").await.row(LARGE_FILE);
            let file = operation::file(&mut visitor, &message).await;
            let heard = self.exchange(Operation::List, &person).await;
            let exchange = needed::whole_part(operation::uid(&message), 2, &heard);
            bare.push((Replay::begin(&self.lab, &exchange).await, exchange));
            visitors.push((visitor, file));
        }
        // The mail server reads every file once, so that it has the same work both times.
        at_once(&mut bare, play).await;
        let before = webmail.process.memory();
        let mut others = visitors.split_off(1);
        at_once(&mut visitors, download).await;
        let after_one = webmail.process.memory();
        visitors.append(&mut others);
        let took = at_once(&mut visitors, download).await;
        let after_all = webmail.process.memory();
        let alone = at_once(&mut bare, play).await;
        let (seconds, bare_seconds) = (took.as_secs_f64(), alone.as_secs_f64());
        Downloads { people, seconds, bare_seconds, before, after_one, after_all }
    }
}

async fn download((mut visitor, file): (Visitor, String)) -> (Visitor, String) {
    assert_eq!(visitor.drain(&file).await, LARGE_FILE_SIZE);
    (visitor, file)
}

async fn play((mut replay, exchange): (Replay, Exchange)) -> (Replay, Exchange) {
    replay.play(&exchange.timed).await;
    (replay, exchange)
}

/// All of them do it once, at the same time.
async fn at_once<T: Send + 'static, F: Future<Output = T> + Send + 'static>(
    those: &mut Vec<T>,
    act: impl Fn(T) -> F,
) -> Duration {
    let begin = Instant::now();
    let mut tasks: JoinSet<T> = those.drain(..).map(act).collect();
    while let Some(done) = tasks.join_next().await {
        those.push(done.expect("all goes well"));
    }
    begin.elapsed()
}
