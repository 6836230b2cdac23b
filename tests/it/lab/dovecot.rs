//! Dovecot: IMAP, LMTP, and the passwords for Postfix.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::{CLEAR_HOST, EXPIRED_HOST, HOSTS, tls, write};

#[path = "accounts.rs"]
pub mod accounts;

/// Where it listens.
#[derive(Debug)]
pub struct Ports {
    pub imap: u16,
    pub imaps: u16,
    pub sieve: u16,
    pub lmtp: u16,
    /// Where Postfix takes what scripts send.
    pub intake: u16,
}

/// Writes the configuration; the answer is the command that runs it.
pub fn configure(folder: &Path, ports: &Ports) -> String {
    let root = fs::metadata("/proc/self").expect("a process").uid() == 0;
    assert!(root, "Postfix and Dovecot are started by root: run the tests as root");
    accounts::open_folder(folder);
    let file = folder.join("dovecot.conf");
    let accounts = accounts::settings(&folder.display().to_string(), "laboratory");
    write(&file, &[accounts, passwords(folder), mailboxes(folder), services(ports), scripts(ports)].concat());
    format!("dovecot -F -c {}", file.display())
}

/// The file of further passwords in the folder of the server.
pub const PASSWORDS: &str = "passwords";

/// Passwords that may be changed, beside those that all have.
fn passwords(folder: &Path) -> String {
    let file = folder.join(PASSWORDS);
    write(&file, "# Further passwords.\n");
    format!(
        r"
passdb {{
  driver = passwd-file
  args = username_format=%Lu {}
}}
",
        file.display()
    )
}

/// Protocols, certificates, mailboxes.
fn mailboxes(folder: &Path) -> String {
    let certificate = tls::certificate(folder).display().to_string();
    let expired = tls::expired(folder).display().to_string();
    let key = tls::key(folder).display().to_string();
    let (hosts, roles) = (HOSTS.join(", "), accounts::roles(&["Drafts", "Sent", "Junk", "Trash", "Archive"]));
    format!(
        r"
protocols = imap lmtp sieve
listen = {hosts}
hostname = localhost
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
local {EXPIRED_HOST} {{
  ssl_cert = <{expired}
}}
local {CLEAR_HOST} {{
  ssl = no
}}
namespace inbox {{
  inbox = yes
  separator = /
{roles}}}
"
    )
}

/// Who listens where.
fn services(ports: &Ports) -> String {
    let Ports { imap, imaps, sieve, lmtp, .. } = ports;
    format!(
        r"
service imap-login {{
  service_count = 0
  process_min_avail = 2
  client_limit = 1000
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service managesieve-login {{
  inet_listener sieve {{
    port = {sieve}
  }}
}}
service imap {{
  service_count = 256
  process_limit = 500
}}
service lmtp {{
  client_limit = 1
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service auth {{
  client_limit = 2000
  unix_listener auth-postfix {{
    mode = 0666
  }}
}}
"
    )
}

/// Mail that arrives goes through people's scripts, and what these send goes out as mail from elsewhere does.
fn scripts(ports: &Ports) -> String {
    format!(
        r"
submission_host = 127.0.0.1:{}
plugin {{
  sieve_extensions = +vacation-seconds
}}
protocol lmtp {{
  mail_plugins = $mail_plugins sieve
}}
",
        ports.intake
    )
}
