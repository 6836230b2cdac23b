//! Processes that end with the tests, however these end.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, Command, Stdio};

use crate::wait;

/// Runs the command given to it until its own input is closed, which the kernel does when this
/// process ends in whatever way; then asks the command, and all that it started, to end, and waits.
const KEEPER: &str = r#"
"$@" </dev/null &
child=$!
exec >/dev/null 2>/dev/null
cat
trap '' TERM
kill -TERM 0
wait "$child"
"#;

/// A running process.
#[derive(Debug)]
pub struct Guarded {
    keeper: Child,
}

impl Guarded {
    /// Starts `program` in a process group of its own, so that Ctrl-C reaches the tests alone.
    pub fn start<S: AsRef<OsStr>>(program: &str, arguments: &[S], environment: &[(String, String)]) -> Self {
        let keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper", program])
            .args(arguments)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("sh starts");
        Self { keeper }
    }

    /// What the process says, until it ends. Once.
    pub fn take_stderr(&mut self) -> ChildStderr {
        self.keeper.stderr.take().expect("stderr is taken once")
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    pub fn stop(&mut self) {
        drop(self.keeper.stdin.take());
        self.keeper.wait().expect("the keeper ends");
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Ports of the loopback interface that were free a moment ago, all different.
pub fn free_ports<const N: usize>() -> [u16; N] {
    let listeners: [TcpListener; N] =
        std::array::from_fn(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port"));
    listeners.map(|it| it.local_addr().expect("an address").port())
}

/// Waits until somebody answers on the port.
#[track_caller]
pub fn wait_for_port(port: u16) {
    wait::until(&format!("a server on port {port}"), || {
        TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).ok()
    });
}
