//! The program as a command that ends by itself.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// What a command left behind.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code; 124 when it had to be ended.
    pub code: Option<i32>,
    /// What it printed.
    pub stdout: String,
    /// What it complained about.
    pub stderr: String,
}

/// Runs `facteur` with these arguments and variables, and `input` as its stdin; one that does not end
/// is ended.
pub fn facteur(arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Ended {
    let mut child = Command::new("timeout")
        .args(["60", env!("CARGO_BIN_EXE_facteur")])
        .args(arguments)
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("timeout starts");
    // It may end before it has read anything.
    _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |octets: &[u8]| String::from_utf8_lossy(octets).into_owned();
    Ended { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}
