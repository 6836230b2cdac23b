//! A Dovecot of the tests' own: a private configuration in a directory that goes with it, on free
//! ports of loopback. It needs the package `dovecot-imapd`, not its service, and runs as root or
//! not.

use std::fmt::Write as _;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mailcore::credentials::Credentials;
use mailcore::server::{Security, Server};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// Where Debian keeps the program; it is not in everybody's path.
const PROGRAM: &str = "/usr/sbin/dovecot";
/// Whom the mail belongs to where the tests run as root.
const MAIL_OWNER: u32 = 5000;
/// The longest that it may take to start.
const START: Duration = Duration::from_secs(60);

/// A running Dovecot; it ends when this is dropped.
pub(crate) struct Dovecot {
    directory: TempDir,
    process: Child,
    imap: u16,
    imaps: u16,
    root: Vec<u8>,
}

impl Dovecot {
    /// A server with these logins and secrets. Its certificate is for `localhost` alone.
    pub(crate) fn start(logins: &[(&str, &str)]) -> Self {
        Self::start_with(logins, "")
    }

    /// The same with more settings at the end of its configuration.
    pub(crate) fn start_with(logins: &[(&str, &str)], settings: &str) -> Self {
        let directory = TempDir::with_prefix("dovecot").unwrap();
        let path = directory.path();
        let (imap, imaps) = free_ports();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        fs::write(path.join("cert.pem"), made.cert.pem()).unwrap();
        fs::write(path.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        fs::write(path.join("users"), users(logins)).unwrap();
        fs::write(path.join("dovecot.conf"), configuration(path, imap, imaps) + settings).unwrap();
        fs::create_dir(path.join("mail")).unwrap();
        if is_root(path) {
            chown(path.join("mail"), Some(MAIL_OWNER), Some(MAIL_OWNER)).unwrap();
        }
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        let process = run(path);
        let mut server = Self { directory, process, imap, imaps, root: made.cert.pem().into_bytes() };
        server.wait();
        server
    }

    /// Ends it and starts it again, on the same ports and with the same mail.
    pub(crate) fn restart(mut self) -> Self {
        self.stop();
        self.process = run(self.directory.path());
        self.wait();
        self
    }

    /// How it is reached.
    pub(crate) fn server(&self, security: Security) -> Server {
        Server {
            host: "localhost".to_owned(),
            port: if security == Security::Tls { self.imaps } else { self.imap },
            security,
            extra_roots: Some(self.root.clone()),
            connect_timeout: Duration::from_secs(10),
            answer_timeout: Duration::from_secs(30),
        }
    }

    /// The same, to be shared.
    pub(crate) fn shared(&self, security: Security) -> Arc<Server> {
        Arc::new(self.server(security))
    }

    fn stop(&mut self) {
        // SIGTERM, so that it ends its own processes.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }

    fn wait(&mut self) {
        let begin = Instant::now();
        let listens = |port: u16| TcpStream::connect(("127.0.0.1", port)).is_ok();
        while !listens(self.imap) || !listens(self.imaps) {
            if let Some(status) = self.process.try_wait().unwrap() {
                let log = fs::read_to_string(self.directory.path().join("log")).unwrap_or_default();
                panic!("dovecot ended with {status}: {log}");
            }
            assert!(begin.elapsed() < START, "dovecot does not start");
            sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(path: &Path) -> Child {
    Command::new(PROGRAM)
        .arg("-F")
        .arg("-c")
        .arg(path.join("dovecot.conf"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("dovecot-imapd is not installed")
}

/// A login name and its secret.
pub(crate) fn credentials(login: &str, secret: &str) -> Credentials {
    Credentials::new(login.to_owned(), Zeroizing::new(secret.to_owned()))
}

fn free_ports() -> (u16, u16) {
    let listeners = [0, 0].map(|port: u16| TcpListener::bind(("127.0.0.1", port)).unwrap());
    let [imap, imaps] = listeners.map(|it| it.local_addr().unwrap().port());
    (imap, imaps)
}

fn is_root(path: &Path) -> bool {
    fs::metadata(path).unwrap().uid() == 0
}

fn users(logins: &[(&str, &str)]) -> String {
    logins.iter().fold(String::new(), |mut file, (login, secret)| {
        let _ = writeln!(file, "{login}:{{PLAIN.b64}}{}::::::", STANDARD.encode(secret));
        file
    })
}

fn configuration(path: &Path, imap: u16, imaps: u16) -> String {
    let meta = fs::metadata(path).unwrap();
    let (uid, gid) = if meta.uid() == 0 { (MAIL_OWNER, MAIL_OWNER) } else { (meta.uid(), meta.gid()) };
    let dir = path.display();
    let mut text = format!(
        "base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/log
protocols = imap
listen = 127.0.0.1
shutdown_clients = yes
stats_writer_socket_path =
mail_location = maildir:~/Maildir
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
first_valid_gid = 1
mailbox_list_index = yes
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{dir}/cert.pem
ssl_key = <{dir}/key.pem
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = {dir}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={dir}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
}}
# no waiting after wrong passwords
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
"
    );
    if meta.uid() != 0 {
        text += &unprivileged();
    }
    text
}

/// What runs everything as the user who runs the tests, in no cage that only root can build.
fn unprivileged() -> String {
    let name = |option: &str| {
        let output = Command::new("id").arg(option).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let (user, group) = (name("-un"), name("-gn"));
    format!(
        "default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
}}
service stats {{
  chroot =
}}
"
    )
}
