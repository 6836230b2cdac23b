//! The command line.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::{Parser, value_parser};

/// What can be left out.
const NAMES: [&str; 27] = [
    "login",
    "list",
    "fragment",
    "page2",
    "last",
    "walk",
    "sorted",
    "sorted2",
    "unread",
    "search",
    "threads",
    "text",
    "text-page",
    "html",
    "html-long",
    "large-file",
    "download",
    "send",
    "send-whole",
    "starttls",
    "acts",
    "writing",
    "crowd",
    "downloads",
    "waiting",
    "weight",
    "demo",
];

/// Measures the webmail against the bare exchange with the mail servers.
///
/// Starts a private Dovecot and Postfix on loopback, fills mailboxes (kept in target/load), builds and starts the
/// release binary, and prints one Markdown report. As root, as the mail servers want it.
#[derive(Debug, Parser)]
pub struct Options {
    /// Messages in INBOX, one part of the table each.
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 20_000, 100_000],
        value_parser = value_parser!(u32).range(1_000..=1_000_000))]
    pub sizes: Vec<u32>,
    /// People at the list at a time.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32], value_parser = value_parser!(u16).range(1..=200))]
    pub sessions: Vec<u16>,
    /// The longest that one line of a table may take; it ends earlier with 1,000 samples.
    #[arg(long, default_value_t = 10, value_parser = value_parser!(u64).range(1..=600))]
    pub seconds: u64,
    /// Only these.
    #[arg(long, value_delimiter = ',', value_parser = NAMES)]
    pub only: Vec<String>,
    /// Writes all figures to a file as well.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Measures this binary instead of building one.
    #[arg(long, value_name = "FILE")]
    pub binary: Option<PathBuf>,
}

impl Options {
    /// Whether something is to be measured.
    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|it| it == name)
    }

    /// The longest that a line may take.
    pub fn longest(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    /// The binary that is measured: that of the sources as they are.
    pub fn binary(&self) -> PathBuf {
        if let Some(binary) = &self.binary {
            return std::path::absolute(binary).expect("a path");
        }
        let build = Command::new(env!("CARGO"))
            .args(["build", "--release", "--bin", "facteur"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(build.is_ok_and(|it| it.success()), "the release binary cannot be built");
        // Beside this program, which is in `examples`.
        let own = std::env::current_exe().expect("a path");
        own.ancestors().nth(2).map(|it| it.join("facteur")).filter(|it| Path::exists(it)).expect("a binary")
    }
}
