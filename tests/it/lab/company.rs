//! A Dovecot as companies run it: people let each other into their mailboxes, some are shared by all, rights
//! are looked at, and room is limited. Two of them: one puts all below `INBOX.`, with dots, as Courier did.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::dovecot::accounts;
use super::{Account, imap, write};
use crate::guard::{self, Guarded};
use crate::process::Process;
use crate::wait;

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
    folder: PathBuf,
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

/// Runs a server, and again when it has ended by itself or was killed. It ends with the group; what it leaves
/// goes then.
const SERVE: &str = r#"
trap : TERM
while :; do
  dovecot -F -c "$1" &
  wait $! || [ $? = 137 ] || break
done
wait
rm -rf "$2"
"#;

impl Company {
    fn start(separator: char, prefix: &'static str) -> Self {
        let folder = TempDir::with_prefix_in("lab", "/tmp").expect("a folder").keep();
        accounts::open_folder(&folder);
        accounts::make_folder(&folder.join("shared"));
        // Whoever is here may look into what is shared, and the secretary may do everything there.
        write(
            &folder.join("rights"),
            "Commun* anyone lrs\nCommun* user=secretariat@octopus.test lrwstipekxa\n",
        );
        let [imap] = guard::free_ports();
        let file = folder.join("dovecot.conf");
        let dir = folder.display().to_string();
        let parts = [
            accounts::settings(&dir, "company"),
            settings(&dir),
            namespaces(&dir, separator, prefix),
            listener(imap),
        ];
        write(&file, &parts.concat());
        let server = Guarded::start("sh", &["-c", SERVE, "company", &file.display().to_string(), &dir], &[]);
        guard::wait_for_port(imap);
        Self { imap, separator, prefix, folder, _server: server }
    }

    /// One of a test's own, with slashes, which it may start anew.
    pub fn of_my_own() -> Self {
        Self::start('/', "")
    }

    /// Ends it with all its connections, as an administrator does, and waits until it is there again.
    pub fn restart(&self) {
        let process = || fs::read_to_string(self.folder.join("run/master.pid")).ok();
        let before = process().expect("a running server");
        let ended = Command::new("kill").arg(before.trim()).status().expect("kill runs");
        assert!(ended.success(), "the server had ended already");
        wait::until("another process of the server", || process().filter(|it| *it != before));
        guard::wait_for_port(self.imap);
    }

    /// Kills it with all that it started, as a machine does that runs out of memory. It is there again a moment
    /// later.
    pub fn kill(&self) {
        let process = fs::read_to_string(self.folder.join("run/master.pid")).expect("a running server");
        Process::of(&process).kill();
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
protocols = imap
listen = 127.0.0.1
mail_plugins = acl quota
ssl = no
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
    let roles = accounts::roles(&["Drafts", "Sent", "Trash"]);
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
"
    )
}
