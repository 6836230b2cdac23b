//! One line of the table: an operation and its bare exchange, in turn, so that whatever else the
//! machine does is in both.

use std::time::{Duration, Instant};

use serde::Serialize;

use crate::lab::Lab;
use crate::maildir::Person;
use crate::needed;
use crate::operation::{Operation, Places};
use crate::replay::Replay;
use crate::script::{Exchange, Script};
use crate::sending::Plainly;
use crate::times::Times;
use crate::visitor::Visitor;
use crate::webmail::Webmail;

/// The most samples of a line.
const MOST_SAMPLES: usize = 1000;

/// The fewest, however long they take.
const FEWEST_SAMPLES: usize = 5;

/// Rounds that nobody counts: caches fill, connections open.
const ROUNDS_BEFORE: usize = 20;

/// What was measured of an operation at a size.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// As in `--only`.
    pub name: String,
    pub title: String,
    /// Messages in INBOX.
    pub messages: u32,
    /// From the request to the last octet of its answer.
    pub page: Times,
    /// What it needs of the mail servers, without the program.
    pub bare: Times,
    /// What the program said to them for it, without the program.
    pub heard: Times,
    /// p50 by p50.
    pub ratio: f64,
    /// What the p50 may be, in milliseconds, by the goal and the bare exchange.
    pub goal: Option<f64>,
    /// The goal in words.
    pub goal_in_words: String,
    pub samples: usize,
    /// Octets of the answer, as they came.
    pub octets: usize,
    /// What the program itself computes for one, in milliseconds; absent where others go before it.
    pub cpu: Option<f64>,
    /// What is needed of the mail servers, in words.
    pub needs: String,
    /// What was heard, in words.
    pub says: String,
}

/// Everything that takes part.
#[derive(Debug)]
pub struct Stage {
    pub lab: Lab,
    /// The one that is measured.
    pub webmail: Webmail,
    /// The one whose exchanges are heard.
    pub tapped: Webmail,
    pub script: Script,
    /// The longest that a line may take.
    pub longest: Duration,
}

impl Stage {
    /// What an operation says to the mail servers once all is warm.
    pub async fn exchange(&self, operation: Operation, person: &Person) -> Exchange {
        let mut visitor = Visitor::signed_in(self.tapped.port, person).await;
        let places = Places::find(&mut visitor, person).await;
        let mut bounds = (0, 0);
        for round in 0..2 {
            let prepared = places.prepare(operation, &mut visitor).await;
            let from = self.script.len();
            places.run(operation, &mut visitor, prepared, round).await;
            bounds = (from, self.script.len());
        }
        // Before the connections are closed: they are what it is about.
        let exchange = self.script.exchange(bounds.0, bounds.1);
        visitor.sign_out().await;
        exchange
    }

    /// Measures an operation on a webmail against its bare exchange.
    pub async fn measure(&self, webmail: &Webmail, operation: Operation, person: &Person) -> Row {
        let heard = self.exchange(operation, person).await;
        let mut visitor = Visitor::signed_in(webmail.port, person).await;
        let places = Places::find(&mut visitor, person).await;
        let needs = |round| needed::exchange(operation, &places, &heard, round);
        let (mut needed, mut said) =
            (Replay::begin(&self.lab, &needs(0)).await, Replay::begin(&self.lab, &heard).await);
        let mut plainly = match operation {
            Operation::Send | Operation::SendWhole => Some(Plainly::begin(&self.lab, person).await),
            _ => None,
        };
        let mut samples = Samples::default();
        let mut begin = (Instant::now(), webmail.process.own_cpu());
        for round in 0..ROUNDS_BEFORE + MOST_SAMPLES {
            if round == ROUNDS_BEFORE {
                samples = Samples::default();
                begin = (Instant::now(), webmail.process.own_cpu());
            }
            let counted = round.saturating_sub(ROUNDS_BEFORE);
            if counted >= FEWEST_SAMPLES && begin.0.elapsed() > self.longest {
                break;
            }
            let prepared = places.prepare(operation, &mut visitor).await;
            let taken = places.run(operation, &mut visitor, prepared, round).await;
            samples.octets = taken.octets;
            samples.page.push(taken.time);
            samples.bare.push(match &mut plainly {
                Some(plainly) => plainly.send().await,
                None => needed.play(&needs(round).timed).await,
            });
            samples.heard.push(said.play(&heard.timed).await);
        }
        samples.cpu = webmail.process.own_cpu().saturating_sub(begin.1);
        Row::new(operation, person, samples, needs(0).in_words(), heard.in_words())
    }
}

/// All that was measured of a line.
#[derive(Debug, Default)]
struct Samples {
    page: Vec<Duration>,
    bare: Vec<Duration>,
    heard: Vec<Duration>,
    octets: usize,
    cpu: Duration,
}

impl Row {
    fn new(operation: Operation, person: &Person, samples: Samples, needs: String, says: String) -> Self {
        let count = samples.page.len();
        let (page, bare) = (Times::of(samples.page), Times::of(samples.bare));
        let cpu = samples.cpu.as_secs_f64() * 1e3 / f64::from(u32::try_from(count).unwrap_or(1));
        Self {
            name: operation.name().to_owned(),
            title: operation.title().to_owned(),
            messages: person.size,
            page,
            bare,
            heard: Times::of(samples.heard),
            ratio: page.p50 / bare.p50,
            goal: operation.goal().map(|(times, more)| bare.p50 * times + more.as_secs_f64() * 1e3),
            goal_in_words: operation.goal().map_or_else(String::new, in_words),
            samples: count,
            octets: samples.octets,
            cpu: (!operation.is_prepared()).then_some(cpu),
            needs,
            says,
        }
    }

    /// Whether the goal was met; `None` where there is none.
    pub fn is_good(&self) -> Option<bool> {
        self.goal.map(|goal| self.page.p50 <= goal)
    }
}

fn in_words((times, more): (f64, Duration)) -> String {
    match more.as_millis() {
        0 => format!("≤ {times}"),
        more => format!("≤ {times} + {more} ms"),
    }
}
