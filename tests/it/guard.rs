//! Processes that end with the tests, however these end.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

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
            // Not where the sources lie: what a program needs is inside it or named by its whole path.
            .current_dir("/")
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

/// Free ports of the loopback interface, all different. They lie below those that the system gives to
/// connections and to whoever asks for any port, so that they are free as well a moment later.
pub fn free_ports<const N: usize>() -> [u16; N] {
    const FIRST: u16 = 20_000;
    const COUNT: u32 = 12_000;
    // Two runs at a time begin at different places.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let own = std::process::id().wrapping_mul(97);
    let mut candidates = std::iter::repeat_with(|| {
        let offset = own.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % COUNT;
        FIRST + u16::try_from(offset).expect("an offset of a port")
    });
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::UNSPECIFIED, *port)).is_ok();
    std::array::from_fn(|_| candidates.by_ref().take(1000).find(free).expect("a free port"))
}

/// Waits until somebody answers on the port.
#[track_caller]
pub fn wait_for_port(port: u16) {
    wait::until(&format!("a server on port {port}"), || {
        TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).ok()
    });
}
