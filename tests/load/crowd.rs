//! Many people at the list at a time, beside what the mail server alone gives to as many.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use tokio::task::JoinSet;

use crate::maildir::Person;
use crate::needed;
use crate::operation::{Operation, Places};
use crate::process::{Memory, Process};
use crate::replay::Replay;
use crate::row::Stage;
use crate::script::Exchange;
use crate::times::Times;
use crate::visitor::Visitor;
use crate::webmail::{Way, Webmail};

/// How often each has a turn.
const TURNS: u32 = 3;

/// What was measured of so many at a time.
#[derive(Clone, Debug, Serialize)]
pub struct Crowd {
    pub sessions: usize,
    /// List pages a second.
    pub pages: f64,
    /// List exchanges a second, by the mail server alone.
    pub bare: f64,
    /// The one by the other.
    pub share: f64,
    /// Exchanges a second of what the program says for a page, by the mail server alone.
    pub said: f64,
    pub page: Times,
    /// p99 by p50.
    pub spread: f64,
    /// Processor time for one page, in milliseconds.
    pub cpu: Cpu,
    /// Processor time for one bare exchange.
    pub bare_cpu: Cpu,
    /// The program's memory afterwards.
    pub memory: Memory,
}

/// Processor time, in milliseconds.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Cpu {
    pub webmail: f64,
    pub dovecot: f64,
    /// This program.
    pub client: f64,
}

/// Several crowds on one webmail.
#[derive(Clone, Debug, Serialize)]
pub struct Crowds {
    /// The program's memory before anybody came.
    pub memory_before: Memory,
    pub crowds: Vec<Crowd>,
}

impl Stage {
    /// Measures crowds of these sizes on a webmail that nobody used before.
    pub async fn crowds(&self, binary: &Path, sizes: &[u16]) -> Crowds {
        let webmail = Webmail::start(binary, &self.lab, Way::Clear);
        let memory_before = webmail.process.memory();
        let meters = [webmail.process, Process::find("dovecot", &self.lab.dovecot()), Process::own()];
        let (mut visitors, mut bare, mut said) = (Vec::new(), Vec::new(), Vec::new());
        for number in 1..=sizes.iter().copied().max().unwrap_or(0).into() {
            let person = Person::of_many(number);
            let heard = self.exchange(Operation::List, &person).await;
            let mut visitor = Visitor::signed_in(webmail.port, &person).await;
            let places = Places::find(&mut visitor, &person).await;
            let needed = needed::exchange(Operation::List, &places, &heard, 0);
            bare.push((Replay::begin(&self.lab, &needed).await, needed));
            said.push((Replay::begin(&self.lab, &heard).await, heard));
            visitors.push(visitor);
        }
        let mut crowds = Vec::new();
        for sessions in sizes.iter().copied().map(usize::from) {
            let mut phases: [Phase; 3] = Default::default();
            for _ in 0..TURNS {
                let time = self.longest / TURNS;
                phases[0].run(&mut visitors, sessions, time, &meters, look).await;
                phases[1].run(&mut bare, sessions, time, &meters, play).await;
                phases[2].run(&mut said, sessions, time, &meters, play).await;
            }
            crowds.push(Crowd::new(sessions, phases, webmail.process.memory()));
        }
        Crowds { memory_before, crowds }
    }
}

async fn look(mut visitor: Visitor) -> (Visitor, Duration) {
    let time = visitor.get("/mail/INBOX", false).await.time;
    (visitor, time)
}

async fn play((mut replay, exchange): (Replay, Exchange)) -> ((Replay, Exchange), Duration) {
    let time = replay.play(&exchange.timed).await;
    ((replay, exchange), time)
}

/// All turns of one of the three: pages, bare exchanges, exchanges as they are said.
#[derive(Debug, Default)]
struct Phase {
    took: Duration,
    times: Vec<Duration>,
    cpu: [Duration; 3],
}

impl Phase {
    /// Lets the first ones do it again and again for a while.
    async fn run<T: Send + 'static, F: Future<Output = (T, Duration)> + Send + 'static>(
        &mut self,
        those: &mut Vec<T>,
        sessions: usize,
        time: Duration,
        meters: &[Process; 3],
        act: fn(T) -> F,
    ) {
        let resting = those.split_off(sessions);
        let before = read(meters);
        let begin = Instant::now();
        let mut tasks = JoinSet::new();
        for mut one in those.drain(..) {
            tasks.spawn(async move {
                let mut times = Vec::new();
                while begin.elapsed() < time {
                    let took;
                    (one, took) = act(one).await;
                    times.push(took);
                }
                (one, times)
            });
        }
        while let Some(done) = tasks.join_next().await {
            let (one, times) = done.expect("all goes well");
            those.push(one);
            self.times.extend(times);
        }
        self.took += begin.elapsed();
        for ((sum, before), after) in self.cpu.iter_mut().zip(before).zip(read(meters)) {
            *sum += after.saturating_sub(before);
        }
        those.extend(resting);
    }

    fn rate(&self) -> f64 {
        self.count() / self.took.as_secs_f64()
    }

    fn count(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).expect("a count"))
    }

    fn cpu(&self) -> Cpu {
        let [webmail, dovecot, client] = self.cpu.map(|it| it.as_secs_f64() * 1e3 / self.count());
        Cpu { webmail, dovecot, client }
    }
}

/// The program and this one by themselves; of Dovecot all processes.
fn read([webmail, dovecot, own]: &[Process; 3]) -> [Duration; 3] {
    [webmail.own_cpu(), dovecot.cpu(), own.own_cpu()]
}

impl Crowd {
    fn new(sessions: usize, [here, bare, said]: [Phase; 3], memory: Memory) -> Self {
        let (pages, alone, said) = (here.rate(), bare.rate(), said.rate());
        let (cpu, bare_cpu) = (here.cpu(), bare.cpu());
        let page = Times::of(here.times);
        let (share, spread) = (pages / alone, page.p99 / page.p50);
        Self { sessions, pages, bare: alone, share, said, page, spread, cpu, bare_cpu, memory }
    }
}
