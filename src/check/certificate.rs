//! A server's certificate, taken or refused.

use mailcore::probe::certificate::{Certificate, Refusal};
use mailcore::server::Server;

use super::{Teller, day};

/// A certificate that ends within so many days is warned of.
const SOON: i64 = 14;

const DAY: i64 = 86_400;

/// A certificate that is good now; `now` is in seconds since 1970-01-01 UTC.
pub(super) fn taken(certificate: Option<&Certificate>, now: i64, teller: &mut Teller<'_>) {
    let Some(certificate) = certificate else {
        return teller.ok("certificate", "it is good, and says nothing that can be read here");
    };
    let days = (certificate.not_after - now).div_euclid(DAY);
    let found = format!(
        "{} for {}, signed by {}, until {} ({days} days)",
        certificate.subject,
        names(certificate),
        certificate.issuer,
        day(certificate.not_after)
    );
    if days < SOON {
        teller.warning("certificate", found, "Renew it now: once it has ended nobody can sign in.");
    } else {
        teller.ok("certificate", found);
    }
}

/// A certificate that the clients refuse.
pub(super) fn refused(
    server: &Server,
    refusal: &Refusal,
    certificate: Option<&Certificate>,
    sent: usize,
    teller: &mut Teller<'_>,
) {
    let host = &server.host;
    let issuer = certificate.map_or("somebody", |it| it.issuer.as_str());
    let (found, advice) = match refusal {
        Refusal::Name => (
            format!("it is for {}, not for {host}", certificate.map_or_else(|| "others".to_owned(), names)),
            "Set host to a name that it has, or give the server a certificate for this one.",
        ),
        Refusal::SelfSigned => (
            format!("it is self-signed: nobody but {issuer} itself vouches for it"),
            "Give the server a certificate of an authority, or name this one in ca_file if it is yours.",
        ),
        Refusal::UnknownAuthority => {
            (unknown_authority(server, issuer, sent), unknown_authority_advice(sent))
        }
        Refusal::Authority => (
            "it is that of an authority, which must not be a server's own".to_owned(),
            "Let the authority sign a certificate for the server (with CA:FALSE).",
        ),
        Refusal::Expired(at) => (
            format!("it, or one above it, expired{}", since(*at)),
            "Renew it at the server, and load it there.",
        ),
        Refusal::NotYetValid(at) => (
            format!(
                "it, or one above it, is not valid yet{}",
                at.map(|it| format!(", but from {} on", day(it))).unwrap_or_default()
            ),
            "Look at the clock of this machine, then at the certificate.",
        ),
        Refusal::Other(why) => (
            format!("it is refused: {why}"),
            "Give the server a certificate that is made for servers, by an authority.",
        ),
    };
    teller.failure("certificate", found, advice);
}

fn unknown_authority(server: &Server, issuer: &str, sent: usize) -> String {
    let also = if server.extra_roots.is_some() { " and none of ca_file" } else { "" };
    let chain = if sent == 1 { "; the server sent no certificate between" } else { "" };
    format!("it is signed by an unknown authority: {issuer} is none of the system's{also}{chain}")
}

fn unknown_authority_advice(sent: usize) -> &'static str {
    if sent == 1 {
        "Name the authority's certificate in ca_file, or let the server send its whole chain."
    } else {
        "Name the authority's certificate in ca_file."
    }
}

fn since(at: Option<i64>) -> String {
    at.map(|it| format!(" on {}", day(it))).unwrap_or_default()
}

fn names(certificate: &Certificate) -> String {
    if certificate.names.is_empty() {
        return format!("no host ({} is only its subject, which is not looked at)", certificate.subject);
    }
    certificate.names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Line, Outcome};

    const NOW: i64 = 1_800_000_000;

    fn certificate(days: i64) -> Certificate {
        Certificate {
            subject: "CN=mail.example.org".to_owned(),
            issuer: "CN=Example CA".to_owned(),
            names: vec!["mail.example.org".to_owned(), "192.0.2.1".to_owned()],
            not_before: NOW - DAY,
            not_after: NOW + days * DAY,
            is_self_signed: false,
            is_authority: false,
        }
    }

    fn lines(act: impl FnOnce(&mut Teller<'_>)) -> Vec<Line> {
        let mut lines = Vec::new();
        act(&mut Teller::new("imap", &mut |line| lines.push(line)));
        lines
    }

    #[test]
    fn the_last_fourteen_days_are_warned_of() {
        for (days, outcome) in
            [(15, Outcome::Ok), (14, Outcome::Ok), (13, Outcome::Warning), (0, Outcome::Warning)]
        {
            let lines = lines(|teller| taken(Some(&certificate(days)), NOW, teller));
            assert_eq!(lines[0].outcome, outcome, "{days}");
            assert!(lines[0].found.contains(&format!("({days} days)")), "{lines:?}");
        }
    }

    #[test]
    fn each_refusal_says_why() {
        let server = crate::config::Config::parse("", &[]).unwrap().servers.imap.clone();
        for (refusal, words) in [
            (Refusal::Name, "it is for mail.example.org, 192.0.2.1, not for 127.0.0.1"),
            (Refusal::SelfSigned, "self-signed"),
            (
                Refusal::UnknownAuthority,
                "unknown authority: CN=Example CA is none of the system's; the server sent no",
            ),
            (Refusal::Authority, "that of an authority"),
            (Refusal::Expired(Some(NOW)), "expired on 2027-01-15"),
            (Refusal::Expired(None), "expired"),
            (Refusal::NotYetValid(Some(NOW)), "not valid yet, but from 2027-01-15 on"),
            (Refusal::Other("odd".to_owned()), "it is refused: odd"),
        ] {
            let lines = lines(|teller| refused(&server, &refusal, Some(&certificate(1)), 1, teller));
            assert!(lines[0].outcome == Outcome::Failure && lines[0].found.contains(words), "{lines:?}");
            assert!(lines[0].advice.is_some());
        }
    }
}
