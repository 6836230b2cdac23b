//! The mail servers: a Dovecot and a Postfix of our own, as those of the tests, with Dovecot set as
//! for many people: its processes are used again, and a Maildir is trusted to be changed by Dovecot
//! alone.
//!
//! Any login name of [`DOMAIN`] exists; its password is `<local part>-secret`.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::guard::{self, Guarded};

#[path = "../it/lab/dovecot.rs"]
mod dovecot;
#[path = "../it/lab/postfix.rs"]
mod postfix;
#[path = "../it/lab/servers.rs"]
mod servers;
#[path = "../it/lab/tls.rs"]
mod tls;

/// The domain of everybody here.
pub const DOMAIN: &str = "octopus.test";

/// The owner of all mail.
pub const MAIL_USER: u32 = 5000;

// What the configurations of the tests want besides.
const COMMUNITY: &str = "community.fr.fto";
const COMMUNITY_HOST: &str = "127.0.0.2";
const EXPIRED_HOST: &str = "127.0.0.4";
const CLEAR_HOST: &str = "127.0.0.5";
const HOSTS: [&str; 1] = ["127.0.0.1"];
const MESSAGE_LIMIT: u64 = 50_000_000;

/// What makes Dovecot fast.
const FAST: &str = "
maildir_very_dirty_syncs = yes
mail_max_userip_connections = 2000
service imap {
  service_count = 512
  process_min_avail = 4
  process_limit = 3000
}
service imap-login {
  client_limit = 3000
}
service anvil {
  client_limit = 9000
}
service auth {
  client_limit = 9000
}
";

/// The running servers.
#[derive(Debug)]
pub struct Lab {
    folder: PathBuf,
    /// IMAP in clear and with STARTTLS.
    pub imap: u16,
    /// Submission in clear.
    pub submission_in_clear: u16,
    _servers: Guarded,
}

impl Lab {
    /// Starts both; nobody has mail yet.
    pub fn start() -> Self {
        // Unix sockets have paths of at most 107 octets, so the folder has a short one.
        let folder = TempDir::with_prefix_in("load", "/tmp").expect("a folder").keep();
        tls::write_all(&folder);
        let [imap, imaps, sieve, lmtp, intake, submission, submission_in_clear, submissions] =
            guard::free_ports();
        let dovecot = dovecot::configure(&folder, &dovecot::Ports { imap, imaps, sieve, lmtp, intake });
        let mut file = OpenOptions::new().append(true).open(dovecot_conf(&folder)).expect("its settings");
        file.write_all(FAST.as_bytes()).expect("settings");
        let ports = postfix::Ports { lmtp, intake, submission, submission_in_clear, submissions };
        let postfix = postfix::configure(&folder, &ports);
        let servers = servers::run(&dovecot, &postfix, &folder);
        for port in [imap, submission_in_clear] {
            guard::wait_for_port(port);
        }
        Self { folder, imap, submission_in_clear, _servers: servers }
    }

    /// Where somebody's Maildir is, made or not.
    pub fn maildir(&self, local: &str) -> PathBuf {
        self.folder.join("mail").join(DOMAIN).join(local).join("Maildir")
    }

    /// Lets Dovecot read all mail of somebody once.
    pub fn index(&self, local: &str) {
        let outcome = Command::new("doveadm")
            .arg("-c")
            .arg(dovecot_conf(&self.folder))
            .args(["index", "-u", &format!("{local}@{DOMAIN}"), "*"])
            .status();
        assert!(outcome.is_ok_and(|it| it.success()), "doveadm cannot read the mail of {local}");
    }

    /// What is only in Dovecot's own command line.
    pub fn dovecot(&self) -> String {
        dovecot_conf(&self.folder).display().to_string()
    }

    /// The certificate of the authority that signed the servers' one.
    pub fn ca_file(&self) -> PathBuf {
        tls::authority(&self.folder)
    }
}

fn dovecot_conf(folder: &Path) -> PathBuf {
    folder.join("dovecot.conf")
}

/// Writes a file of the servers; others may read it, for servers that are not root.
fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
