//! What every Dovecot of the tests is told: any name is an account, and all mail has one owner.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::Path;

/// The owner of all mail; no account of the machine needs to have this number.
const MAIL_USER: u32 = 5000;

/// Opens the folder of a server to its processes, and makes one for mail in it.
pub fn open_folder(folder: &Path) {
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).expect("an open folder");
    make_folder(&folder.join("mail"));
}

/// A folder for mail.
pub fn make_folder(folder: &Path) {
    fs::create_dir(folder).expect("a folder for mail");
    chown(folder, Some(MAIL_USER), Some(MAIL_USER)).expect("a folder for mail");
}

/// Accounts, and where a server in this folder keeps what it has. Somebody's password is the local part of
/// their name and `-secret`.
pub fn settings(folder: &str, instance: &str) -> String {
    format!(
        r"
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = {instance}
shutdown_clients = yes
stats_writer_socket_path =
mail_location = maildir:~/Maildir
mail_uid = {MAIL_USER}
mail_gid = {MAIL_USER}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 200
mailbox_list_index = yes
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
service anvil {{
  client_limit = 2000
  # Else one test's wrong passwords slow down the logins of all, by up to 15 seconds.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"
    )
}

/// Mailboxes that are there from the beginning, each for what its name says.
pub fn roles(names: &[&str]) -> String {
    let role = |name: &&str| {
        format!("  mailbox {name} {{\n    auto = subscribe\n    special_use = \\{name}\n  }}\n")
    };
    names.iter().map(role).collect()
}
