//! A Cyrus IMAP server of the tests' own: a private configuration in a directory that goes with it, on
//! a free port of loopback. It needs the packages `cyrus-common` and `sasl2-bin`, not their services,
//! and `cyrus-imapd` unpacked in `target/cyrus`, as `tests/run` does: installed, it would put
//! `dovecot-imapd` off the machine. It runs as root, who becomes the user `cyrus`.

use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Where Debian keeps its programs.
const MASTER: &str = "/usr/lib/cyrus/bin/master";
/// What answers a connection.
const IMAPD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/cyrus/usr/lib/cyrus/bin/imapd");
/// The longest that it may take to start.
const START: Duration = Duration::from_secs(60);

/// A running Cyrus; it ends when this is dropped.
pub(crate) struct Cyrus {
    directory: TempDir,
    process: Child,
    port: u16,
}

impl Cyrus {
    /// A server with these logins and secrets, each with the mailboxes INBOX and Sent.
    pub(crate) fn start(logins: &[(&str, &str)]) -> Self {
        let directory = TempDir::with_prefix("cyrus").unwrap();
        let path = directory.path();
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["conf", "spool", "run"] {
            fs::create_dir(path.join(name)).unwrap();
        }
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        // Where the checkout lies, the user `cyrus` may not look.
        fs::copy(IMAPD, path.join("imapd")).expect("cyrus-imapd is not unpacked: tests/run does it");
        fs::write(path.join("imapd.conf"), settings(path)).unwrap();
        fs::write(path.join("cyrus.conf"), services(path, port)).unwrap();
        for (login, secret) in logins {
            set_secret(path, login, secret);
        }
        let owned = Command::new("chown").arg("-R").arg("cyrus:mail").arg(path).status();
        assert!(owned.is_ok_and(|it| it.success()), "cyrus-common is not installed, or this is not root");
        let process = run(path);
        let mut server = Self { directory, process, port };
        server.wait();
        server
    }

    /// Where it listens.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    fn wait(&mut self) {
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            let ended = self.process.try_wait().unwrap();
            assert!(ended.is_none(), "cyrus ended with {ended:?}");
            assert!(begin.elapsed() < START, "cyrus does not start in {}", self.directory.path().display());
            sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Cyrus {
    fn drop(&mut self) {
        // SIGTERM, so that it ends its own processes.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

fn run(path: &Path) -> Child {
    Command::new(MASTER)
        .arg("-C")
        .arg(path.join("imapd.conf"))
        .arg("-M")
        .arg(path.join("cyrus.conf"))
        .arg("-p")
        .arg(path.join("pid"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // What it ends at the end is its whole group.
        .process_group(0)
        .spawn()
        .expect("cyrus-common is not installed: tests/run does it")
}

/// Adds a login to the private database of secrets.
fn set_secret(path: &Path, login: &str, secret: &str) {
    let mut process = Command::new("/usr/sbin/saslpasswd2")
        .arg("-f")
        .arg(path.join("sasldb2"))
        .args(["-p", "-c", "-u", "localhost", login])
        .stdin(Stdio::piped())
        .spawn()
        .expect("sasl2-bin is not installed");
    process.stdin.take().unwrap().write_all(secret.as_bytes()).unwrap();
    assert!(process.wait().unwrap().success(), "a login of cyrus");
}

fn settings(path: &Path) -> String {
    let dir = path.display();
    format!(
        "servername: localhost
configdirectory: {dir}/conf
proc_path: {dir}/run/proc
mboxname_lockpath: {dir}/run/lock
defaultpartition: default
partition-default: {dir}/spool
altnamespace: yes
unixhierarchysep: yes
admins: nobody
allowplaintext: yes
autocreate_quota: 0
autocreate_inbox_folders: Sent
xlist-Sent: Sent
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {dir}/sasldb2
sasl_mech_list: PLAIN
"
    )
}

fn services(path: &Path, port: u16) -> String {
    let (conf, imapd) = (path.join("imapd.conf"), path.join("imapd"));
    let (conf, imapd) = (conf.display(), imapd.display());
    format!(
        "START {{
  recover cmd=\"/usr/lib/cyrus/bin/ctl_cyrusdb -C {conf} -r\"
}}
SERVICES {{
  imap cmd=\"{imapd} -C {conf}\" listen=\"127.0.0.1:{port}\" prefork=1
}}
EVENTS {{
}}
"
    )
}
