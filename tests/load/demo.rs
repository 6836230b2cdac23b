//! How soon the demonstration can be looked at.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use crate::guard::{self, Guarded};
use crate::times::Times;
use crate::visitor::Visitor;
use crate::wait;

/// How often it is started.
const STARTS: usize = 5;

/// From its start to the first login page; `None` where the binary has no demonstration.
pub async fn start_up(binary: &Path) -> Option<Times> {
    let help =
        Command::new(binary).args(["demo", "--help"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    help.ok().filter(|it| it.success())?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(once(binary).await);
    }
    Some(Times::of(times))
}

async fn once(binary: &Path) -> Duration {
    let [port] = guard::free_ports();
    let begin = Instant::now();
    let binary = binary.to_str().expect("a path in UTF-8");
    let _demo =
        Guarded::start(binary, &["demo".to_owned(), "--listen".to_owned(), format!("127.0.0.1:{port}")], &[]);
    let is_up = async || TcpStream::connect(("127.0.0.1", port)).await.ok();
    wait::until_async("the demonstration", is_up).await;
    Visitor::new(port).await.get("/login", false).await;
    begin.elapsed()
}
