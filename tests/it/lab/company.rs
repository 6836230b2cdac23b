//! A Dovecot as companies run it: people let each other into their mailboxes, some are shared by all, rights
//! are looked at, and room is limited. Two of them: one puts all below `INBOX.`, with dots, as Courier did.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::sync::OnceLock;

use tempfile::TempDir;

use super::{Account, imap, write};
use crate::guard::{self, Guarded};

/// The owner of all mail; no account of the machine needs to have this number.
const MAIL_USER: u32 = 5000;

/// What an account may keep, in octets.
pub const ROOM: usize = 204_800;

/// A running one.
#[derive(Debug)]
pub struct Company {
    /// IMAP in clear, on 127.0.0.1.
    pub imap: u16,
    /// What separates levels.
    pub separator: char,
    /// What the names of one's own mailboxes begin with.
    pub prefix: &'static str,
    _server: Guarded,
}

/// The one with slashes and without a prefix.
pub fn with_slashes() -> &'static Company {
    static COMPANY: OnceLock<Company> = OnceLock::new();
    COMPANY.get_or_init(|| Company::start('/', ""))
}

/// The one with dots, where all is below the inbox.
pub fn with_dots() -> &'static Company {
    static COMPANY: OnceLock<Company> = OnceLock::new();
    COMPANY.get_or_init(|| Company::start('.', "INBOX."))
}

impl Company {
    fn start(separator: char, prefix: &'static str) -> Self {
        let folder = TempDir::with_prefix_in("lab", "/tmp").expect("a folder").keep();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("an open folder");
        for name in ["mail", "shared"] {
            fs::create_dir(folder.join(name)).expect("a folder for mail");
            chown(folder.join(name), Some(MAIL_USER), Some(MAIL_USER)).expect("a folder for mail");
        }
        // Whoever is here may look into what is shared, and the secretary may do everything there.
        write(
            &folder.join("rights"),
            "Commun* anyone lrs\nCommun* user=secretariat@octopus.test lrwstipekxa\n",
        );
        let [imap] = guard::free_ports();
        let file = folder.join("dovecot.conf");
        let dir = folder.display().to_string();
        write(&file, &[settings(&dir), namespaces(&dir, separator, prefix), listener(imap)].concat());
        // It ends with the group; what it leaves goes when it has ended.
        let run = format!("trap : TERM\ndovecot -F -c {} &\nwait\nwait\nrm -rf {dir}", file.display());
        let server = Guarded::start("sh", &["-c", &run], &[]);
        guard::wait_for_port(imap);
        Self { imap, separator, prefix, _server: server }
    }

    /// A connection to somebody's mailboxes, beside the webmail's.
    pub fn open(&self, account: &Account) -> imap::Imap {
        imap::Imap::login(self.imap, account)
    }

    /// The name of a mailbox of one's own, written with slashes.
    pub fn own(&self, name: &str) -> String {
        format!("{}{}", self.prefix, self.name(name))
    }

    /// The name of any mailbox, written with slashes.
    pub fn name(&self, name: &str) -> String {
        name.replace('/', &self.separator.to_string())
    }
}

fn settings(dir: &str) -> String {
    format!(
        r"
base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/dovecot.log
protocols = imap
listen = 127.0.0.1
instance_name = company
shutdown_clients = yes
stats_writer_socket_path =
mail_location = maildir:~/Maildir
mail_uid = {MAIL_USER}
mail_gid = {MAIL_USER}
first_valid_uid = 1
first_valid_gid = 1
mail_max_userip_connections = 100
mailbox_list_index = yes
mail_plugins = acl quota
ssl = no
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
  args = uid={MAIL_USER} gid={MAIL_USER} home={dir}/mail/%Ld/%Ln
}}
protocol imap {{
  mail_plugins = $mail_plugins imap_acl imap_quota
}}
plugin {{
  acl = vfile:{dir}/rights
  acl_shared_dict = file:{dir}/mail/shared.db
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:bytes={ROOM}
}}
"
    )
}

fn namespaces(dir: &str, separator: char, prefix: &str) -> String {
    let role =
        |name: &str| format!("  mailbox {name} {{\n    auto = subscribe\n    special_use = \\{name}\n  }}\n");
    let roles = ["Drafts", "Sent", "Trash"].map(role).concat();
    let shares = if prefix.is_empty() { "  subscriptions = no\n" } else { "" };
    format!(
        r"
namespace inbox {{
  inbox = yes
  prefix = {prefix}
  separator = {separator}
{roles}}}
namespace others {{
  type = shared
  separator = {separator}
  prefix = Autres{separator}%%n{separator}
  location = maildir:{dir}/mail/%%d/%%n/Maildir:INDEXPVT=~/others/%%u
  subscriptions = no
  list = children
}}
namespace shared {{
  type = public
  separator = {separator}
  prefix = Commun{separator}
  location = maildir:{dir}/shared:INDEXPVT=~/shared
{shares}  list = children
}}
"
    )
}

fn listener(imap: u16) -> String {
    format!(
        r"
service imap-login {{
  service_count = 0
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"
    )
}
