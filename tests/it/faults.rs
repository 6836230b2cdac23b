//! Whatever dies while somebody saves, attaches or sends, no message is lost, none is doubled, and each person is
//! told the truth: the program, the submission server, the IMAP server or a connection ends at a line of what two
//! of them say to each other, and afterwards every message is accounted for.
//!
//! As many as the variable `FAULTS` says, else a few: `FAULTS=300 tests/run faults`.

mod plan;
mod reckoning;
mod stage;
mod writer;

use std::collections::BTreeMap;
use std::thread;

use plan::{Act, Fault, Victim, Wire};
use reckoning::Told;
use stage::Stage;
use tokio::runtime::Runtime;
use writer::Writer;

/// How many there are when nobody asks for more.
const FEW: usize = 16;

/// So many at a time.
const LANES: usize = 2;

/// What became of one.
struct Verdict {
    fault: Fault,
    /// Whether the act came so far.
    is_hit: bool,
    told: Told,
    complaints: Vec<String>,
}

#[test]
fn no_message_is_lost_or_doubled_whatever_dies() {
    let count = std::env::var("FAULTS").ok().and_then(|it| it.parse().ok()).unwrap_or(FEW);
    let mut stages: Vec<Stage> = (0..LANES).map(|_| block_on(Stage::set())).collect();
    let lines = block_on(count_lines(&stages[0]));
    let faults = plan::faults(count, |act, wire| lines.get(&(act, wire)).copied().unwrap_or(0));
    let lanes = stages.drain(..).enumerate().map(|(lane, stage)| {
        let faults: Vec<Fault> = faults.iter().skip(lane).step_by(LANES).copied().collect();
        thread::spawn(|| block_on(play_all(stage, faults)))
    });
    let lanes: Vec<_> = lanes.collect();
    let verdicts: Vec<Verdict> =
        lanes.into_iter().flat_map(|it| it.join().expect("a lane that ends")).collect();
    print(&verdicts);
    let wrong = verdicts.iter().filter(|it| !it.complaints.is_empty());
    let wrong: Vec<String> =
        wrong.map(|it| format!("{:?} ({:?}): {}", it.fault, it.told, it.complaints.join("; "))).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), verdicts.len(), wrong.join("\n"));
}

/// Each lane has threads of its own: it waits for processes.
fn block_on<T>(work: impl Future<Output = T>) -> T {
    Runtime::new().expect("a runtime").block_on(work)
}

/// How many lines each act has on each wire, where nothing dies.
async fn count_lines(stage: &Stage) -> BTreeMap<(Act, Wire), usize> {
    let mut res = BTreeMap::new();
    for act in [Act::Save, Act::Attach, Act::Send] {
        let writer = Writer::begin(stage).await;
        let wires = [Wire::Browser, Wire::Imap, Wire::Submission];
        for wire in wires {
            stage.wire(wire).count();
        }
        writer.act(act).await.expect("an act that ends");
        res.extend(wires.map(|wire| ((act, wire), stage.wire(wire).lines())));
    }
    res
}

async fn play_all(mut stage: Stage, faults: Vec<Fault>) -> Vec<Verdict> {
    let mut res = Vec::new();
    for fault in faults {
        res.push(play(&mut stage, fault).await);
    }
    res
}

async fn play(stage: &mut Stage, fault: Fault) -> Verdict {
    let mut writer = Writer::begin(stage).await;
    let gate = stage.wire(fault.wire).hold_at(fault.line, fault.side);
    let (answer, is_hit) = stage.strike(fault, writer.act(fault.act), &gate).await;
    writer.follow(stage);
    let mut told = Told::by(answer.as_ref());
    if told == Told::Trouble {
        // What a page of troubles had no place for must be on the next one.
        told = match Told::by(Some(&writer.look().await)) {
            Told::Sent => Told::Sent,
            _ => told,
        };
    }
    writer.settle(stage, is_hit && fault.victim == Victim::Facteur).await;
    let seen = writer.draft().await;
    let found = tokio::task::block_in_place(|| reckoning::find(stage, &writer));
    let mut complaints: Vec<String> = reckoning::complaints(fault.act, told, &found, seen.as_ref());
    complaints.extend(reckoning::go_on(fault.act, stage, &mut writer, &found, seen.as_ref()).await);
    Verdict { fault, is_hit, told, complaints }
}

/// A line for each act and victim: how many died, and what was said.
fn print(verdicts: &[Verdict]) {
    let mut table: BTreeMap<(Act, Victim), (usize, BTreeMap<Told, usize>)> = BTreeMap::new();
    for it in verdicts.iter().filter(|it| it.is_hit) {
        let (count, told) = table.entry((it.fault.act, it.fault.victim)).or_default();
        *count += 1;
        *told.entry(it.told).or_default() += 1;
    }
    for ((act, victim), (count, told)) in table {
        println!("{act:?}, {victim:?} dies: {count} times, {told:?}");
    }
    println!("{} faults, {} of them came", verdicts.len(), verdicts.iter().filter(|it| it.is_hit).count());
}
