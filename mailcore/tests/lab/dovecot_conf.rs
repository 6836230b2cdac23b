//! The configuration of Dovecot.

use std::fs;
use std::path::Path;

use super::{Ports, USERS, password};

/// The owner of all mail; needs no entry among the users of the system.
const OWNER: u32 = 5000;

pub(super) fn write(dir: &Path, ports: Ports) {
    let users: String = USERS.iter().map(|it| format!("{it}:{{PLAIN}}{}::::::\n", password(it))).collect();
    fs::write(dir.join("users"), users).expect("it can be written");
    std::os::unix::fs::chown(dir.join("mail"), Some(OWNER), Some(OWNER)).expect("root gives it away");
    fs::write(dir.join("dovecot.conf"), configuration(&dir.display().to_string(), ports))
        .expect("it can be written");
}

#[expect(clippy::too_many_lines, reason = "they are lines of the configuration")]
fn configuration(dir: &str, ports: Ports) -> String {
    let Ports { imap, imaps, lmtp, .. } = ports;
    format!(
        "base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/log/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
instance_name = lab{imap}
hostname = mail.lab.test
postmaster_address = postmaster@lab.test
shutdown_clients = yes
stats_writer_socket_path =
mail_location = maildir:~/Maildir
mail_uid = {OWNER}
mail_gid = {OWNER}
first_valid_uid = 1
first_valid_gid = 1
mail_plugins = quota
ssl = yes
ssl_cert = <{dir}/tls/cert.pem
ssl_key = <{dir}/tls/key.pem
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
auth_username_chars =
auth_failure_delay = 0
recipient_delimiter = +
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%Lu {dir}/users
}}
userdb {{
  driver = static
  args = uid={OWNER} gid={OWNER} home={dir}/mail/%Ld/%Ln allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = subscribe
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = subscribe
    special_use = \\Sent
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \\Junk
  }}
  mailbox Trash {{
    auto = subscribe
    special_use = \\Trash
  }}
  mailbox Archive {{
    auto = subscribe
    special_use = \\Archive
  }}
}}
protocol imap {{
  mail_plugins = $mail_plugins imap_quota
}}
plugin {{
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=1G
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
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener auth-postfix {{
    mode = 0666
  }}
}}
"
    )
}
