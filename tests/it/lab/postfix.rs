//! Postfix: submission by its two ways in, delivery to Dovecot, nothing beyond.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use super::{CLEAR_HOST, COMMUNITY, DOMAIN, EXPIRED_HOST, HOSTS, MESSAGE_LIMIT, tls, write};

/// Where it listens, and where Dovecot takes mail.
#[derive(Debug)]
pub struct Ports {
    pub lmtp: u16,
    /// Mail from other servers.
    pub intake: u16,
    /// Submission with STARTTLS.
    pub submission: u16,
    /// Submission in clear.
    pub submission_in_clear: u16,
    /// Submission with implicit TLS.
    pub submissions: u16,
}

/// Its own programs, as Debian's package has them, without a chroot; and one for mail to `lost.test`,
/// which is taken and then cannot be delivered: its end says that there is no such user.
const PROGRAMS: &str = "\
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix  - - n - - smtp
relay     unix  - - n - - smtp
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
scache    unix  - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
lost      unix  - n n - - pipe
  user=nobody argv=/bin/sh -c {exit 67}
";

/// What both ways in for our own people say.
const SUBMISSION: &str = "  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=$refusals,permit_sasl_authenticated,reject
";

/// Writes the configuration; the answer is the command that runs it, and the one that ends it.
pub fn configure(folder: &Path, ports: &Ports) -> [String; 2] {
    let home = folder.join("postfix");
    for name in ["", "etc", "queue", "data"] {
        fs::create_dir(home.join(name)).expect("a folder of Postfix");
    }
    fs::set_permissions(home.join("data"), fs::Permissions::from_mode(0o700)).expect("a closed folder");
    let owned = Command::new("chown").arg("postfix").arg(home.join("data")).status().expect("chown runs");
    assert!(owned.success(), "postfix is not installed: tests/run installs it");
    write(&home.join("etc/main.cf"), &main(folder));
    write(&home.join("etc/master.cf"), &master(folder, ports));
    write(
        &home.join("etc/domains"),
        &format!(
            "{DOMAIN} lmtp:inet:127.0.0.1:{lmtp}\n{COMMUNITY} lmtp:inet:127.0.0.1:{lmtp}\nsink.test discard:\nlost.test lost:\n",
            lmtp = ports.lmtp
        ),
    );
    ["start-fg", "stop"].map(|it| format!("postfix -c {}/etc {it}", home.display()))
}

fn main(folder: &Path) -> String {
    let certificate = tls::certificate(folder).display().to_string();
    let key = tls::key(folder).display().to_string();
    let folder = folder.display();
    format!(
        "\
compatibility_level = 3.6
queue_directory = {folder}/postfix/queue
data_directory = {folder}/postfix/data
maillog_file = {folder}/postfix.log
maillog_file_prefixes = {folder}
mail_owner = postfix
setgid_group = postdrop
multi_instance_enable = no
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtp_bind_address = 127.0.0.1
myhostname = mail.{DOMAIN}
mydestination =
local_recipient_maps =
local_transport = error:no local mail
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
relay_domains = {DOMAIN} {COMMUNITY} sink.test
relay_recipient_maps =
transport_maps = texthash:{folder}/postfix/etc/domains
default_transport = error:5.1.2 there is no outside world here
relay_transport = error:5.1.2 no such domain here
disable_dns_lookups = yes
smtp_host_lookup = native
lmtp_host_lookup = native
biff = no
message_size_limit = {MESSAGE_LIMIT}
mailbox_size_limit = 0
smtputf8_enable = yes
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = {folder}/run/auth-postfix
smtpd_sasl_security_options = noanonymous
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
refusals = check_recipient_access regexp:{{{{/^refuse/ 550 5.1.1 nobody of this name}}, {{/^later/ 450 4.2.1 try again later}}}}
"
    )
}

fn master(folder: &Path, ports: &Ports) -> String {
    let Ports { intake, submission, submission_in_clear, submissions, .. } = ports;
    let mut res = format!("127.0.0.1:{intake} inet n - n - - smtpd\n");
    res += &format!("127.0.0.1:{submission_in_clear} inet n - n - - smtpd\n{SUBMISSION}");
    for host in HOSTS {
        let tls = match host {
            // It does not tell of deliveries, either.
            CLEAR_HOST => {
                "  -o smtpd_tls_security_level=none\n  -o smtpd_discard_ehlo_keywords=dsn\n".to_owned()
            }
            EXPIRED_HOST => format!("  -o smtpd_tls_cert_file={}\n", tls::expired(folder).display()),
            _ => "  -o smtpd_tls_security_level=encrypt\n".to_owned(),
        };
        res += &format!("{host}:{submission} inet n - n - - smtpd\n{tls}{SUBMISSION}");
        res += &format!(
            "{host}:{submissions} inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes\n{SUBMISSION}"
        );
    }
    res + PROGRAMS
}
