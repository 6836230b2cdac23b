//! Letters as Python's email package reads them, which knows nothing of the program.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a script of Python prints, as JSON, of the octets that it is given.
pub fn read(script: &str, octets: &str) -> Value {
    let mut python = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is not installed");
    python.stdin.take().expect("a pipe").write_all(octets.as_bytes()).expect("Python reads");
    let answer = python.wait_with_output().expect("Python ends");
    serde_json::from_slice(&answer.stdout).expect("JSON")
}
