//! The configuration of Postfix.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Options, Ports, USERS, run, set_mode};

pub(super) fn write(dir: &Path, ports: Ports, options: &Options) {
    let etc = dir.join("postfix/etc");
    run(Command::new("chown").arg("postfix").arg(dir.join("postfix/data")));
    set_mode(&dir.join("postfix/data"), 0o700);
    let users: String = USERS.iter().map(|it| format!("{it} known\n")).collect();
    fs::write(etc.join("recipients"), users).expect("it can be written");
    let transport = format!("lab.test lmtp:inet:127.0.0.1:{}\n", ports.lmtp);
    fs::write(etc.join("transport"), transport).expect("it can be written");
    let dir = dir.display().to_string();
    fs::write(etc.join("main.cf"), main(&dir, options)).expect("it can be written");
    fs::write(etc.join("master.cf"), master(ports)).expect("it can be written");
}

fn main(dir: &str, options: &Options) -> String {
    let limit = options.message_size_limit;
    format!(
        "compatibility_level = 3.6
queue_directory = {dir}/postfix/queue
data_directory = {dir}/postfix/data
maillog_file = {dir}/log/postfix.log
maillog_file_prefixes = {dir}
mail_owner = postfix
setgid_group = postdrop
multi_instance_enable = no
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.lab.test
mydestination =
local_recipient_maps =
local_transport = error:no local mail
alias_maps =
alias_database =
mynetworks = 127.0.0.1/32
relay_domains = lab.test
relay_recipient_maps = texthash:{dir}/postfix/etc/recipients
transport_maps = texthash:{dir}/postfix/etc/transport
default_transport = error:5.1.2 there is no world outside
recipient_delimiter = +
disable_dns_lookups = yes
smtp_host_lookup = native
lmtp_host_lookup = native
biff = no
message_size_limit = {limit}
mailbox_size_limit = 0
smtputf8_enable = yes
smtpd_tls_cert_file = {dir}/tls/cert.pem
smtpd_tls_key_file = {dir}/tls/key.pem
smtpd_sasl_type = dovecot
smtpd_sasl_path = {dir}/run/auth-postfix
smtpd_sasl_security_options = noanonymous
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
"
    )
}

fn master(ports: Ports) -> String {
    let restrictions = "-o smtpd_sasl_auth_enable=yes
  -o smtpd_tls_auth_only=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=reject_unlisted_recipient,permit_sasl_authenticated,reject";
    let services = "cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
proxymap  unix  - - n - - proxymap
error     unix  - - n - - error
retry     unix  - - n - - error
lmtp      unix  - - n - - lmtp
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
";
    format!(
        "127.0.0.1:{} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  {restrictions}
127.0.0.1:{} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  {restrictions}
{services}",
        ports.submission, ports.submissions
    )
}
