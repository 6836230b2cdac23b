//! The server of the company directory.

use super::{Line, Teller, chain};
use crate::config::Config;
use crate::contacts::directory::ldap::{self, Error};

pub(super) async fn check(config: &Config, tell: &mut dyn FnMut(Line)) {
    let Some(server) = &config.directory else { return };
    let mut teller = Teller::new("directory.ldap", tell);
    match ldap::try_out(server).await {
        Ok(Some(name)) => teller.ok("entries", format!("{name} is the first of them")),
        Ok(None) => {
            let advice = "Correct base_dn and filter, or let who asks read the entries.";
            teller.warning("entries", "there is nobody", advice);
        }
        Err(error) => teller.failure("entries", chain(&error), advice(&error)),
    }
}

fn advice(error: &Error) -> &'static str {
    match error {
        Error::Away(_) | Error::Unreadable => {
            "Correct host, port (389 with STARTTLS, 636 with TLS) and security, or start the server."
        }
        Error::Tls(_) => "Correct host (the certificate names it) and ca_file, or security and port.",
        Error::Refused(_) => "Correct bind_dn, password_file, base_dn and filter.",
        Error::TooMany => "Narrow base_dn or filter.",
    }
}
