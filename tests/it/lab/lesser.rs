//! Addresses behind which Dovecot does less or more than usual, with the same mailboxes.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use super::{BARE_HOST, MODEST_HOST, NARROW, ROOM, ROOM_FOR_SCRIPTS, TIGHT_HOST, WATCHFUL_HOST, write};

/// Adds them to the configuration.
pub fn add(folder: &Path) {
    write(&folder.join("rights"), &format!("{NARROW} owner lrsti\n"));
    write(&folder.join("learn.sieve"), LEARN);
    let folder_name = folder.display().to_string();
    let mut file =
        OpenOptions::new().append(true).open(folder.join("dovecot.conf")).expect("a configuration");
    file.write_all(settings(&folder_name).as_bytes()).expect("a longer configuration");
}

/// What the watchful one does with what is put into Junk.
const LEARN: &str = "require \"imap4flags\";\nif hasflag \"$Junk\" { addflag \"Learned\"; }\n";

/// What differs.
fn settings(folder: &str) -> String {
    format!(
        r"
local {BARE_HOST} {{
  mail_plugins = acl
  plugin {{
    acl = vfile:{folder}/rights
    sieve_extensions = vacation regex
  }}
  protocol sieve {{
    managesieve_sieve_capability = vacation regex
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
    sieve_quota_max_storage = {ROOM_FOR_SCRIPTS}B
    sieve_quota_max_scripts = 2
  }}
}}
local {MODEST_HOST} {{
  plugin {{
    sieve_extensions = fileinto date
  }}
  protocol sieve {{
    managesieve_sieve_capability = fileinto date
  }}
}}
local {WATCHFUL_HOST} {{
  protocol imap {{
    mail_plugins = imap_sieve
  }}
  plugin {{
    sieve_plugins = sieve_imapsieve
    imapsieve_mailbox1_name = Junk
    imapsieve_mailbox1_causes = COPY
    imapsieve_mailbox1_before = file:{folder}/learn.sieve
  }}
}}
"
    )
}
