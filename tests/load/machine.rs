//! What it was measured on.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Serialize;

/// The machine and the versions that matter.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    pub processor: String,
    pub cores: usize,
    pub kernel: String,
    pub dovecot: String,
    pub postfix: String,
    pub rustc: String,
    pub facteur: String,
    /// What the machine did in the minute before, in processors.
    pub load: f64,
}

impl Machine {
    /// This one, before anything is measured.
    pub fn here(binary: &Path) -> Self {
        let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpus.lines().find_map(|it| it.strip_prefix("model name")?.split_once(": "));
        Self {
            processor: model.map_or("an unknown processor", |it| it.1).to_owned(),
            cores: std::thread::available_parallelism().map_or(0, Into::into),
            kernel: fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim().to_owned(),
            dovecot: said("dovecot", &["--version"], 0),
            postfix: said("postconf", &["-dh", "mail_version"], 0),
            rustc: said("rustc", &["--version"], 1),
            facteur: said(&binary.display().to_string(), &["--version"], 1),
            load: load(),
        }
    }
}

/// What the machine did in the last minute, in processors.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// A word of what a program says of itself, and what follows it in parentheses.
fn said(program: &str, arguments: &[&str], word: usize) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    line.split_whitespace().nth(word).unwrap_or("unknown").to_owned()
}
