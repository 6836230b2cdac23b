//! The laboratory: a Dovecot and a Postfix of our own on loopback ports, started by the first test
//! that needs them and ended with the last.
//!
//! Any login name of [`DOMAIN`] or [`COMMUNITY`] exists; its password is `<local part>-secret`. So a
//! test takes a name that no other has ([`Account::new`]) and needs nobody to make it.

pub mod company;
pub mod imap;

mod dovecot;
mod lesser;
mod postfix;
mod servers;
mod tls;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::guard::{self, Guarded};
use crate::process::Process;
use crate::wait;

/// The domain of bare login names.
pub const DOMAIN: &str = "octopus.test";

/// A domain with servers of its own: the same ones on [`COMMUNITY_HOST`].
pub const COMMUNITY: &str = "community.fr.fto";

/// Where the servers of [`COMMUNITY`] are.
pub const COMMUNITY_HOST: &str = "127.0.0.2";

/// The same servers under an address that their certificate does not name.
pub const UNNAMED_HOST: &str = "127.0.0.3";

/// The same servers with a certificate that names this address and has expired.
pub const EXPIRED_HOST: &str = "127.0.0.4";

/// The same servers without TLS, and without delivery notifications.
pub const CLEAR_HOST: &str = "127.0.0.5";

/// The same mailboxes behind an IMAP server without MOVE and UIDPLUS, where [`NARROW`] keeps no
/// keywords and no stars. Scripts know `vacation` and `regex` there.
pub const BARE_HOST: &str = "127.0.0.6";

/// A mailbox that somebody may create.
pub const NARROW: &str = "Etroite";

/// The same mailboxes with room for [`ROOM`] octets, and for two scripts of [`ROOM_FOR_SCRIPTS`] octets.
pub const TIGHT_HOST: &str = "127.0.0.7";

/// See [`TIGHT_HOST`].
pub const ROOM: usize = 200_000;

/// See [`TIGHT_HOST`].
pub const ROOM_FOR_SCRIPTS: usize = 3 * 1024;

/// The same mailboxes where scripts know `fileinto` and `date` alone.
pub const MODEST_HOST: &str = "127.0.0.9";

/// The same mailboxes behind an IMAP server that watches what is put into Junk (IMAPSieve, RFC 6785), and
/// gives the keyword `Learned` to what has the keyword `$Junk` by then.
pub const WATCHFUL_HOST: &str = "127.0.0.8";

/// All of them, each an address of this machine.
const HOSTS: [&str; 9] = [
    "127.0.0.1",
    COMMUNITY_HOST,
    UNNAMED_HOST,
    EXPIRED_HOST,
    CLEAR_HOST,
    BARE_HOST,
    TIGHT_HOST,
    WATCHFUL_HOST,
    MODEST_HOST,
];

/// The largest message that Postfix takes, in octets.
pub const MESSAGE_LIMIT: u64 = 30_000_000;

/// The running servers.
#[derive(Debug)]
pub struct Lab {
    folder: PathBuf,
    /// IMAP in clear and with STARTTLS.
    pub imap: u16,
    /// IMAP with implicit TLS.
    pub imaps: u16,
    /// ManageSieve with STARTTLS.
    pub sieve: u16,
    /// Submission with STARTTLS.
    pub submission: u16,
    /// Submission with STARTTLS not asked for.
    pub submission_in_clear: u16,
    /// Submission with implicit TLS.
    pub submissions: u16,
    _servers: Guarded,
}

/// Somebody with a mailbox.
#[derive(Clone, Debug)]
pub struct Account {
    /// Before the `@`.
    pub local: String,
    /// The whole address, which is the login name as well.
    pub address: String,
    /// The password.
    pub password: String,
}

impl Account {
    /// Somebody new in [`DOMAIN`] whose name begins like this.
    pub fn new(name: &str) -> Self {
        Self::at(name, DOMAIN)
    }

    /// Somebody new in a domain.
    pub fn at(name: &str, domain: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let local = format!("{name}{}", NEXT.fetch_add(1, Ordering::Relaxed));
        Self { address: format!("{local}@{domain}"), password: format!("{local}-secret"), local }
    }
}

/// The laboratory, started at the first call.
pub fn lab() -> &'static Lab {
    static LAB: OnceLock<Lab> = OnceLock::new();
    LAB.get_or_init(Lab::start)
}

impl Lab {
    /// One of a test's own, whose Postfix it may kill.
    pub fn of_my_own() -> Self {
        Self::start()
    }

    /// Kills Postfix with all that it started. It is there again a moment later.
    pub fn kill_postfix(&self) {
        let process = fs::read_to_string(self.folder.join("postfix/queue/pid/master.pid"));
        Process::of(&process.expect("a running Postfix")).kill();
    }

    /// Waits until nothing is left in the queue of Postfix that could be delivered.
    pub fn deliver_all(&self) {
        let postqueue = |option: &str| {
            let etc = self.folder.join("postfix/etc");
            Command::new("postqueue").arg("-c").arg(etc).arg(option).output().expect("postqueue runs").stdout
        };
        wait::until("an empty queue", || {
            postqueue("-f");
            let told = postqueue("-p");
            String::from_utf8_lossy(&told).contains("queue is empty").then_some(())
        });
    }

    fn start() -> Self {
        // Unix sockets have paths of at most 107 octets, so the folder has a short one.
        let folder = TempDir::with_prefix_in("lab", "/tmp").expect("a folder").keep();
        tls::write_all(&folder);
        let [imap, imaps, sieve, lmtp, intake, submission, submission_in_clear, submissions] =
            guard::free_ports();
        let dovecot = dovecot::configure(&folder, &dovecot::Ports { imap, imaps, sieve, lmtp, intake });
        lesser::add(&folder);
        let ports = postfix::Ports { lmtp, intake, submission, submission_in_clear, submissions };
        let postfix = postfix::configure(&folder, &ports);
        let servers = servers::run(&dovecot, &postfix, &folder);
        for port in [imap, imaps, sieve, lmtp, intake, submission, submission_in_clear, submissions] {
            guard::wait_for_port(port);
        }
        Self { folder, imap, imaps, sieve, submission, submission_in_clear, submissions, _servers: servers }
    }

    /// The certificate of the authority that signed the servers' one.
    pub fn ca_file(&self) -> PathBuf {
        tls::authority(&self.folder)
    }

    /// The file of further passwords, which may be changed.
    pub fn passwords(&self) -> PathBuf {
        self.folder.join(dovecot::PASSWORDS)
    }

    /// Lets somebody sign in with another password as well.
    pub fn add_password(&self, address: &str, password: &str) {
        let mut file = fs::OpenOptions::new().append(true).open(self.passwords()).expect("the passwords");
        writeln!(file, "{address}:{{PLAIN}}{password}::::::").expect("a password");
    }

    /// The certificate of an authority that signed nothing.
    pub fn other_ca_file(&self) -> PathBuf {
        tls::other_authority(&self.folder)
    }

    /// The servers' certificate and its key, for `localhost`.
    pub fn certificate(&self) -> (PathBuf, PathBuf) {
        (tls::certificate(&self.folder), tls::key(&self.folder))
    }

    /// A connection to somebody's mailboxes, beside the webmail's.
    pub fn open(&self, account: &Account) -> imap::Imap {
        imap::Imap::login(self.imap, account)
    }

    /// Gives somebody the letters that another one has in the inbox, without copying them.
    pub fn share_inbox(&self, from: &Account, to: &Account) {
        // Logging in makes the folders.
        assert_eq!(self.open(to).count("INBOX"), 0);
        let folder = |it: &Account, name: &str| {
            self.folder.join("mail").join(DOMAIN).join(&it.local).join("Maildir").join(name)
        };
        let letters = ["cur", "new"].map(|it| fs::read_dir(folder(from, it)).expect("a maildir"));
        for letter in letters.into_iter().flatten().map(|it| it.expect("a letter").path()) {
            let name = letter.file_name().expect("a name");
            fs::hard_link(&letter, folder(to, "cur").join(name)).expect("a link");
        }
    }

    /// Waits until Dovecot's log has a line with all of these.
    #[track_caller]
    pub fn wait_for_log(&self, words: &[&str]) {
        let path = self.folder.join("dovecot.log");
        wait::until(&format!("{words:?} in Dovecot's log"), || {
            let log = fs::read_to_string(&path).unwrap_or_default();
            log.lines().any(|line| words.iter().all(|it| line.contains(it))).then_some(())
        });
    }
}

/// Writes a file of the laboratory; others may read it, for servers that are not root.
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
