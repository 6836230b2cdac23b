//! Dovecot: IMAP, LMTP, and the passwords for Postfix.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use super::{CLEAR_HOST, EXPIRED_HOST, HOSTS, tls, write};

/// Where it listens.
#[derive(Debug)]
pub struct Ports {
    pub imap: u16,
    pub imaps: u16,
    pub sieve: u16,
    pub lmtp: u16,
}

/// The owner of all mail; no account of the machine needs to have this number.
const MAIL_USER: u32 = 5000;

/// Writes the configuration; the answer is the command that runs it.
pub fn configure(folder: &Path, ports: &Ports) -> String {
    let root = fs::metadata("/proc/self").expect("a process").uid() == 0;
    assert!(root, "Postfix and Dovecot are started by root: run the tests as root");
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("an open folder");
    let mail = folder.join("mail");
    fs::create_dir(&mail).expect("a folder for mail");
    std::os::unix::fs::chown(&mail, Some(MAIL_USER), Some(MAIL_USER)).expect("a folder for mail");
    let file = folder.join("dovecot.conf");
    write(&file, &[mailboxes(&folder.display().to_string()), services(ports)].concat());
    format!("dovecot -F -c {}", file.display())
}

/// Accounts and mailboxes.
fn mailboxes(folder: &str) -> String {
    let certificate = tls::certificate(Path::new(folder)).display().to_string();
    let expired = tls::expired(Path::new(folder)).display().to_string();
    let key = tls::key(Path::new(folder)).display().to_string();
    let hosts = HOSTS.join(", ");
    format!(
        r"
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap lmtp sieve
listen = {hosts}
instance_name = laboratory
hostname = localhost
shutdown_clients = yes
stats_writer_socket_path =
mail_location = maildir:~/Maildir
mail_uid = {MAIL_USER}
mail_gid = {MAIL_USER}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 200
mailbox_list_index = yes
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
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0
passdb {{
  driver = static
  args = password=%Ln-secret
}}
userdb {{
  driver = static
  args = uid={MAIL_USER} gid={MAIL_USER} home={folder}/mail/%Ld/%Ln
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = subscribe
    special_use = \Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \Sent
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \Junk
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \Trash
  }}
  mailbox Archive {{
    auto = subscribe
    special_use = \Archive
  }}
}}
"
    )
}

/// Who listens where.
fn services(ports: &Ports) -> String {
    let Ports { imap, imaps, sieve, lmtp } = ports;
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
service anvil {{
  client_limit = 2000
  # Else one test's wrong passwords slow down the logins of all, by up to 15 seconds.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
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
