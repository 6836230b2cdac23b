//! Why the way to a mail server ends, and what to do.

use std::io;
use std::net::SocketAddr;

use mailcore::probe::{Failure, Finding, Protocol};
use mailcore::server::{Security, Server};

use super::mail::word;
use super::{Teller, certificate, chain};

/// Where only the server knows more.
const LOG: &str = "Look at the server's log.";

/// Tells why the way ended after `last`.
pub(super) fn tell(
    protocol: Protocol,
    server: &Server,
    failure: &Failure,
    last: Option<&Finding>,
    teller: &mut Teller<'_>,
) {
    let step = step_after(last, server.security);
    let ports = usual_ports(protocol);
    match failure {
        Failure::Name(error) => {
            let found = format!("{} has no address: {}", server.host, chain(error));
            teller.failure("name", found, "Correct host, or the name servers of this machine.");
        }
        Failure::Unreachable(tried) => {
            let advice = format!("Correct host and port ({ports}), start the server, or open the firewall.");
            teller.failure("connection", nobody_answers(tried), advice);
        }
        Failure::Silent => teller.failure(step, "the server says nothing", silent(server.security)),
        Failure::Closed(error) => {
            teller.failure(step, format!("the server ended the connection: {}", chain(error)), LOG);
        }
        Failure::OtherProtocol(line) => {
            let found = format!("what answers at port {} speaks no {}: {line}", server.port, word(protocol));
            teller.failure(step, found, format!("Correct host and port ({ports})."));
        }
        Failure::Refused(line) => teller.failure(step, format!("the server refuses: {line}"), LOG),
        Failure::NoStartTls => {
            let found = "the server does not offer it, and no password is sent without TLS";
            let advice =
                format!("Turn TLS on at the server, or set security = \"tls\" and its port ({ports}).");
            teller.failure("starttls", found, advice);
        }
        Failure::Injected => {
            let found = "octets came behind the answer, before TLS: somebody between changes what is said";
            teller.failure("starttls", found, "Do not use this way to the server.");
        }
        Failure::NotTls => {
            let found = format!("what answers at port {} speaks no TLS", server.port);
            let advice = "Correct the port, or set security = \"starttls\" if TLS begins by that command.";
            teller.failure("tls", found, advice);
        }
        Failure::Tls(why) => {
            teller.failure("tls", format!("no TLS: {why}"), "Let the server speak TLS 1.2 or 1.3.");
        }
        Failure::Certificate { refusal, certificate, sent } => {
            certificate::refused(server, refusal, certificate.as_ref(), *sent, teller);
        }
        Failure::Credentials => {
            let advice = "Correct them; try them with another mail program.";
            teller.failure("login", "the server refuses the name or the password", advice);
        }
        Failure::Login(why) => teller.failure("login", format!("it could not be tried: {why}"), LOG),
        Failure::Mailboxes(why) => teller.failure("mailboxes", format!("they cannot be listed: {why}"), LOG),
    }
}

fn nobody_answers(tried: &[(SocketAddr, io::Error)]) -> String {
    let all: Vec<String> = tried.iter().map(|(address, error)| format!("{address} ({error})")).collect();
    format!("nobody answers at {}", all.join(", "))
}

/// What was being tried after a step that went well.
fn step_after(last: Option<&Finding>, security: Security) -> &'static str {
    match last {
        None => "name",
        Some(Finding::Resolved(_)) => "connection",
        Some(Finding::Connected(_)) if security == Security::Tls => "tls",
        Some(Finding::Connected(_)) => "greeting",
        Some(Finding::Greeted) if security == Security::StartTls => "starttls",
        Some(Finding::StartTls) => "tls",
        Some(Finding::Protected { .. }) if security == Security::Tls => "greeting",
        Some(Finding::Greeted | Finding::Protected { .. }) => "capabilities",
        Some(Finding::Capabilities(_)) => "login",
        Some(Finding::SignedIn | Finding::CapabilitiesOfLogin(_) | Finding::Mailboxes(_)) => "mailboxes",
    }
}

fn silent(security: Security) -> &'static str {
    match security {
        Security::Tls => {
            "If TLS begins by a command at this port, set security = \"starttls\"; else look at the server's log."
        }
        Security::StartTls | Security::None => {
            "If this port speaks TLS from the first octet, set security = \"tls\"; else look at the server's log."
        }
    }
}

fn usual_ports(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "143 with STARTTLS, 993 with TLS",
        Protocol::Submission => "587 with STARTTLS, 465 with TLS",
        Protocol::ManageSieve => "4190",
    }
}
