//! A private mail server of the tests' own: Dovecot (IMAP, LMTP, passwords) and Postfix
//! (submission), on loopback, in a directory that goes with it.
//!
//! Needs root, as both drop their rights themselves. Mail for `lab.test` is delivered to the
//! mailboxes of the users; any other domain is refused.

#![allow(dead_code, reason = "each test binary uses some of it")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

#[path = "dovecot_conf.rs"]
mod dovecot_conf;
#[path = "postfix_conf.rs"]
mod postfix_conf;

/// The longest that a server may take to start, to stop or to deliver.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whose mailboxes there are; the password of each is the name and `-secret`.
pub(crate) const USERS: &[&str] = &["alice@lab.test", "bob@lab.test", "zoé@lab.test"];

/// What may differ from one laboratory to the next.
pub(crate) struct Options {
    /// The largest message that Postfix takes, in octets.
    pub(crate) message_size_limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { message_size_limit: 50 * 1024 * 1024 }
    }
}

/// Ports on 127.0.0.1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ports {
    /// IMAP, with STARTTLS.
    pub(crate) imap: u16,
    /// IMAP under TLS.
    pub(crate) imaps: u16,
    /// LMTP without protection: `Lab::deliver`.
    pub(crate) lmtp: u16,
    /// Submission, with STARTTLS and AUTH.
    pub(crate) submission: u16,
    /// Submission under TLS, with AUTH.
    pub(crate) submissions: u16,
}

/// The running servers; they stop when it is dropped.
pub(crate) struct Lab {
    dir: PathBuf,
    /// Where they listen. The certificate is for `localhost` and `127.0.0.1`.
    pub(crate) ports: Ports,
    /// The certificate that signed theirs, in PEM.
    pub(crate) ca_pem: String,
}

/// The password of a user.
pub(crate) fn password(user: &str) -> String {
    format!("{user}-secret")
}

impl Lab {
    /// Starts the servers and waits until they answer.
    pub(crate) fn start(options: &Options) -> Self {
        let dir = new_dir();
        let [imap, imaps, lmtp, submission, submissions] = free_ports();
        let ports = Ports { imap, imaps, lmtp, submission, submissions };
        let ca_pem = write_certificates(&dir);
        let lab = Self { dir, ports, ca_pem };
        dovecot_conf::write(&lab.dir, ports);
        postfix_conf::write(&lab.dir, ports, options);
        run(Command::new("dovecot").arg("-c").arg(lab.dovecot_conf()));
        run(Command::new("postfix").arg("-c").arg(lab.postfix_dir()).arg("start"));
        for port in [imap, imaps, lmtp, submission, submissions] {
            wait_for(&format!("port {port}"), || TcpStream::connect(("127.0.0.1", port)).ok());
        }
        lab
    }

    /// Delivers a message past submission.
    pub(crate) fn deliver(&self, recipient: &str, octets: &[u8]) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.ports.lmtp)).expect("LMTP is open");
        let mut answers = vec![0; 4096];
        let mut say = |octets: &[u8]| {
            stream.write_all(octets).expect("LMTP takes it");
            let length = stream.read(&mut answers).expect("LMTP answers");
            assert!(
                matches!(answers.first(), Some(b'2' | b'3')),
                "{}",
                String::from_utf8_lossy(&answers[..length])
            );
        };
        say(b"");
        say(b"LHLO localhost\r\n");
        say(b"MAIL FROM:<>\r\n");
        say(format!("RCPT TO:<{recipient}>\r\n").as_bytes());
        say(b"DATA\r\n");
        let stuffed = String::from_utf8_lossy(octets).replace("\r\n.", "\r\n..");
        say(format!("{stuffed}\r\n.\r\n").as_bytes());
    }

    /// Waits until a user has so many messages in the inbox, and gives them, oldest first.
    pub(crate) fn inbox(&self, user: &str, count: usize) -> Vec<String> {
        let (name, domain) = user.split_once('@').expect("a user is an address");
        let new = self.dir.join("mail").join(domain).join(name).join("Maildir/new");
        wait_for(&format!("{count} messages for {user}"), || {
            let mut files: Vec<PathBuf> = fs::read_dir(&new).ok()?.map(|it| it.unwrap().path()).collect();
            files.sort();
            (files.len() >= count).then(|| {
                files.iter().map(|it| String::from_utf8_lossy(&fs::read(it).unwrap()).into_owned()).collect()
            })
        })
    }

    /// What the servers logged, for the message of a test that fails.
    pub(crate) fn log(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.dir.join("log").join(name)).unwrap_or_default();
        read("dovecot.log") + &read("postfix.log")
    }

    fn dovecot_conf(&self) -> PathBuf {
        self.dir.join("dovecot.conf")
    }

    fn postfix_dir(&self) -> PathBuf {
        self.dir.join("postfix/etc")
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        let stopped = Command::new("postfix").arg("-c").arg(self.postfix_dir()).arg("stop").output();
        drop(stopped);
        drop(Command::new("doveadm").arg("-c").arg(self.dovecot_conf()).arg("stop").output());
        if !std::thread::panicking() {
            drop(fs::remove_dir_all(&self.dir));
        }
    }
}

/// A directory with a path so short that sockets in it have names that the system takes.
fn new_dir() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let dir = PathBuf::from(format!("/tmp/lab{}-{number}", std::process::id()));
    for name in ["log", "tls", "run", "state", "mail", "postfix/etc", "postfix/queue", "postfix/data"] {
        fs::create_dir_all(dir.join(name)).expect("the directory can be made");
    }
    // The servers have users of their own, who have to come through.
    for name in ["", "log", "run", "mail", "postfix", "postfix/etc", "postfix/queue"] {
        set_mode(&dir.join(name), 0o755);
    }
    dir
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights can be set");
}

fn free_ports<const COUNT: usize>() -> [u16; COUNT] {
    let listeners = [(); COUNT].map(|()| TcpListener::bind("127.0.0.1:0").expect("a port is free"));
    listeners.each_ref().map(|it| it.local_addr().expect("it has an address").port())
}

/// Makes an authority and a certificate of its for the servers. Gives the authority's.
fn write_certificates(dir: &Path) -> String {
    let mut params = CertificateParams::new(Vec::new()).expect("no name is wrong");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca_key = KeyPair::generate().expect("a key can be made");
    let ca_pem = params.self_signed(&ca_key).expect("it can be signed").pem();
    let issuer = Issuer::new(params, ca_key);
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let key = KeyPair::generate().expect("a key can be made");
    let certificate = CertificateParams::new(names).expect("the names are right").signed_by(&key, &issuer);
    fs::write(dir.join("tls/cert.pem"), certificate.expect("it can be signed").pem())
        .expect("it can be written");
    fs::write(dir.join("tls/key.pem"), key.serialize_pem()).expect("it can be written");
    set_mode(&dir.join("tls/key.pem"), 0o600);
    ca_pem
}

#[track_caller]
fn run(command: &mut Command) {
    // Into no pipe of ours: a server that stays would hold it open.
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.as_ref().is_ok_and(|it| it.success()), "{command:?}: {status:?}");
}

/// Asks until there is an answer; there is nothing to be told of it by.
#[track_caller]
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
