//! Addresses behind which Dovecot can do less than usual, with the same mailboxes.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use super::{BARE_HOST, NARROW, ROOM, TIGHT_HOST, write};

/// Adds them to the configuration.
pub fn add(folder: &Path) {
    write(&folder.join("rights"), &format!("{NARROW} owner lrsti\n"));
    let rights = folder.join("rights").display().to_string();
    let mut file =
        OpenOptions::new().append(true).open(folder.join("dovecot.conf")).expect("a configuration");
    file.write_all(settings(&rights).as_bytes()).expect("a longer configuration");
}

/// What differs.
fn settings(rights: &str) -> String {
    format!(
        r"
local {BARE_HOST} {{
  mail_plugins = acl
  plugin {{
    acl = vfile:{rights}
  }}
  protocol imap {{
    imap_capability = IMAP4rev1 LITERAL+ NAMESPACE UNSELECT SPECIAL-USE
  }}
}}
local {TIGHT_HOST} {{
  mail_plugins = quota
  plugin {{
    quota = count:User quota
    quota_vsizes = yes
    quota_rule = *:bytes={ROOM}
  }}
}}
"
    )
}
