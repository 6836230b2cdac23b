//! Where pages are served and how browsers come there.

use std::io;
use std::net::{IpAddr, TcpListener};

use super::Teller;
use crate::claim;
use crate::config::Config;

pub(super) fn check(config: &Config, teller: &mut Teller<'_>) {
    listen(config, teller);
    public_url(config, teller);
    trusted_proxies(config, teller);
}

/// Whether the port is free, or used by the very program that this configuration is for.
fn listen(config: &Config, teller: &mut Teller<'_>) {
    let address = config.listen;
    let error = match TcpListener::bind(address) {
        Ok(_) => return teller.ok("listen", format!("{address} is free")),
        Err(error) => error,
    };
    let holder = claim::holder(&config.data_dir);
    match (error.kind(), holder) {
        (io::ErrorKind::AddrInUse, Some(holder)) if holder.address == Some(address) => {
            teller.ok("listen", format!("{address} is in use by {holder}"));
        }
        (io::ErrorKind::AddrInUse, _) => teller.failure(
            "listen",
            format!("{address} is in use by another program"),
            "End that program, or set listen to another port.",
        ),
        (io::ErrorKind::PermissionDenied, _) => teller.failure(
            "listen",
            format!("this user may not listen on {address}"),
            "Take a port from 1024 on behind a proxy, or give the service CAP_NET_BIND_SERVICE.",
        ),
        _ => teller.failure(
            "listen",
            format!("nobody can listen on {address}: {error}"),
            "Set listen to an address of this machine.",
        ),
    }
}

fn public_url(config: &Config, teller: &mut Teller<'_>) {
    let url = &config.public_url;
    if config.is_https() {
        teller.ok("public_url", format!("{url} is https, so cookies are Secure"));
    } else if is_loopback(url) {
        teller.ok("public_url", format!("{url} is for browsers on this machine"));
    } else {
        teller.warning(
            "public_url",
            format!("{url} is not https: passwords can be read on the way"),
            "Put a proxy that speaks https before it, and set public_url to the proxy's address.",
        );
    }
}

fn is_loopback(url: &str) -> bool {
    let (_, authority) = url.split_once("://").unwrap_or(("", url));
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next(),
        None => authority.split(':').next(),
    };
    host.is_some_and(|it| it == "localhost" || it.parse::<IpAddr>().is_ok_and(|it| it.is_loopback()))
}

/// The program speaks no https, so whoever speaks it for the program stands before it.
fn trusted_proxies(config: &Config, teller: &mut Teller<'_>) {
    let proxies = &config.trusted_proxies;
    if proxies.is_empty() && config.is_https() {
        let proxy =
            if config.listen.ip().is_loopback() { config.listen.ip().to_string() } else { "…".to_owned() };
        return teller.warning(
            "trusted_proxies",
            "nobody is trusted, and public_url is https: every browser seems to come from the proxy, and \
             the failed logins of one lock out all",
            format!("Set trusted_proxies = [\"{proxy}\"] to the address from which the proxy comes."),
        );
    }
    let all: Vec<String> = proxies.iter().map(ToString::to_string).collect();
    let found = if all.is_empty() { "none, and none is needed".to_owned() } else { all.join(", ") };
    teller.ok("trusted_proxies", found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Outcome;

    #[track_caller]
    fn check_proxies(text: &str, url: Outcome, proxies: Outcome) {
        let config = Config::parse(text, &[]).unwrap();
        let mut outcomes = Vec::new();
        let mut tell = |line: crate::check::Line| outcomes.push(line.outcome);
        let mut teller = Teller::new("facteur", &mut tell);
        public_url(&config, &mut teller);
        trusted_proxies(&config, &mut teller);
        assert_eq!(outcomes, [url, proxies], "{text}");
    }

    #[test]
    fn https_wants_a_proxy_that_is_trusted() {
        check_proxies("", Outcome::Ok, Outcome::Ok);
        check_proxies("public_url = \"http://[::1]:8080\"", Outcome::Ok, Outcome::Ok);
        check_proxies("public_url = \"http://mail.example\"", Outcome::Warning, Outcome::Ok);
        check_proxies("public_url = \"http://localhost.example\"", Outcome::Warning, Outcome::Ok);
        check_proxies("public_url = \"https://mail.example\"", Outcome::Ok, Outcome::Warning);
        let trusting = "public_url = \"https://mail.example\"\ntrusted_proxies = [\"127.0.0.1\"]";
        check_proxies(trusting, Outcome::Ok, Outcome::Ok);
    }
}
