//! What processes cost: time on the processors, and memory. Read from `/proc`.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::wait;

/// How long a tick of `/proc/PID/stat` is; Linux has told 100 a second for ever.
const TICK: Duration = Duration::from_millis(10);

/// A process and those that it started.
#[derive(Clone, Copy, Debug)]
pub struct Process {
    id: u32,
}

/// How much memory a process has, in MB.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Memory {
    /// `VmRSS`.
    pub now: f64,
    /// `VmHWM`.
    pub most: f64,
}

impl Process {
    /// This one.
    pub fn own() -> Self {
        Self { id: std::process::id() }
    }

    /// The one with this number, in digits.
    pub fn of(id: &str) -> Self {
        Self { id: id.trim().parse().expect("the number of a process") }
    }

    /// The one whose program has this name, with this word among its arguments.
    pub fn find(name: &str, word: &str) -> Self {
        wait::until(&format!("a process {name} {word}"), || {
            let ids =
                fs::read_dir("/proc").ok()?.filter_map(|it| it.ok()?.file_name().to_str()?.parse().ok());
            ids.into_iter().find(|id| is_called(*id, name, word)).map(|id| Self { id })
        })
    }

    /// Its time on the processors until now, with that of all that it started.
    pub fn cpu(self) -> Duration {
        TICK * self.family().into_iter().map(|(_, ticks)| ticks).sum::<u32>()
    }

    /// Kills it with all that it started (SIGKILL), and waits until they have ended.
    pub fn kill(self) {
        let family: Vec<String> = self.family().into_iter().map(|(id, _)| id.to_string()).collect();
        // Some may have ended meanwhile, which is as well.
        let _ = Command::new("kill").arg("-KILL").args(&family).stderr(Stdio::null()).status();
        wait::until("the end of processes", || family.iter().all(|it| is_over(it)).then_some(()));
    }

    /// Itself and all that it started, with their ticks.
    fn family(self) -> Vec<(u32, u32)> {
        let mut children: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
        for entry in fs::read_dir("/proc").expect("/proc").flatten() {
            let id = entry.file_name().to_str().and_then(|it| it.parse::<u32>().ok());
            if let Some((id, stat)) = id.and_then(|id| Some((id, stat(id)?))) {
                children.entry(stat.parent).or_default().push((id, stat.ticks));
            }
        }
        let mut res = vec![(self.id, stat(self.id).map_or(0, |it| it.ticks))];
        let mut next = 0;
        while let Some((parent, _)) = res.get(next).copied() {
            res.extend(children.get(&parent).into_iter().flatten());
            next += 1;
        }
        res
    }

    /// Its own time on the processors, without that of others.
    pub fn own_cpu(self) -> Duration {
        TICK * stat(self.id).map_or(0, |it| it.ticks)
    }

    /// Its memory.
    pub fn memory(self) -> Memory {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id)).expect("a running process");
        let read = |name: &str| {
            let line = status.lines().find_map(|it| it.strip_prefix(name)).expect("a size");
            let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
            kib * 1024.0 / 1e6
        };
        Memory { now: read("VmRSS:"), most: read("VmHWM:") }
    }
}

struct Stat {
    parent: u32,
    ticks: u32,
}

/// `None` when the process has ended.
fn stat(id: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name before it may hold anything.
    let (_, rest) = text.rsplit_once(')')?;
    let field = |number: usize| rest.split_whitespace().nth(number)?.parse::<u32>().ok();
    // Of its own, and of children that have ended.
    let ticks = (11..=14).filter_map(field).sum();
    Some(Stat { parent: field(1)?, ticks })
}

/// Whether a process is gone, or waits only for its parent to look.
fn is_over(id: &str) -> bool {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    text.rsplit_once(')').is_none_or(|(_, rest)| rest.trim_start().starts_with('Z'))
}

fn is_called(id: u32, name: &str, word: &str) -> bool {
    let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    let mut words = line.split(|it| *it == 0).map(String::from_utf8_lossy);
    words.next().is_some_and(|it| it.ends_with(name)) && words.any(|it| it == word)
}
