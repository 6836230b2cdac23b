//! Which identity a message concerns: from it an answer is written, a receipt, the answer to an invitation.

use mailcore::address::{Address, FoundAddress};
use mailcore::message::parse::Headers;

use super::Identity;

/// Where servers note whom a message was delivered to, besides To and Cc.
const DELIVERED: [&str; 3] = ["Delivered-To", "X-Original-To", "Envelope-To"];

/// The identity that a message was written to: by address and name in To or Cc, by address there, by whom
/// it was delivered to, by whom its return path names, by who wrote it; else the preferred one.
pub fn of_answer<'a>(all: &'a [Identity], original: &Headers) -> Option<&'a Identity> {
    let written_to = || original.to.iter().chain(&original.cc);
    let by_name = |it: &&Identity| {
        written_to().any(|found| is_of(it, &found.address) && it.from.name.as_deref() == Some(&found.name))
    };
    let by_address = |it: &&Identity| written_to().any(|found| is_of(it, &found.address));
    let by_delivery = |it: &&Identity| delivered_to(original).any(|found| is_of(it, found));
    let by_return_path =
        |it: &&Identity| original.values("Return-Path").any(|found| is_named_in(&it.from.address, found));
    all.iter()
        .find(by_name)
        .or_else(|| all.iter().find(by_address))
        .or_else(|| all.iter().find(by_delivery))
        .or_else(|| all.iter().find(by_return_path))
        .or_else(|| of_writer(all, &original.from))
}

/// The addresses that a server delivered a message to, as it says.
pub fn delivered_to(headers: &Headers) -> impl Iterator<Item = &str> {
    let values = DELIVERED.into_iter().flat_map(|name| headers.values(name));
    values.map(|it| it.trim().trim_matches(['<', '>']))
}

/// The identity that wrote a message, such as a draft; else the preferred one.
pub fn of_writer<'a>(all: &'a [Identity], from: &[FoundAddress]) -> Option<&'a Identity> {
    let whole = |it: &&Identity| {
        from.iter().any(|found| is_of(it, &found.address) && it.from.name.as_deref() == Some(&found.name))
    };
    let address = |it: &&Identity| from.iter().any(|found| is_of(it, &found.address));
    all.iter().find(whole).or_else(|| all.iter().find(address)).or(all.first())
}

/// Whether an address is that of an identity, with or without a detail after a plus (RFC 5233).
fn is_of(identity: &Identity, found: &str) -> bool {
    let own = &identity.from.address;
    let Ok(found) = found.parse::<Address>() else { return false };
    let base = found.local().split('+').next().unwrap_or_default();
    let local = |it: &str| it.eq_ignore_ascii_case(own.local());
    found.domain() == own.domain() && (local(found.local()) || local(base))
}

/// Whether the return path of a list names an address, as lists do that want to know whose mailbox failed
/// (VERP): `list-claire=example.fr@lists.example`.
fn is_named_in(own: &Address, return_path: &str) -> bool {
    let Some((local, _)) = return_path.trim().trim_matches(['<', '>']).rsplit_once('@') else { return false };
    let named = format!("{}={}", own.local(), own.ascii_domain()).to_ascii_lowercase();
    let before = local.to_ascii_lowercase().strip_suffix(&named).map(str::to_owned);
    before.is_some_and(|it| it.ends_with(['-', '+']))
}

#[cfg(test)]
mod tests {
    use mailcore::address::NamedAddress;
    use mailcore::message::parse;

    use super::super::Written;
    use super::*;

    fn identity(id: i64, name: &str, address: &str) -> Identity {
        let name = Some(name.to_owned()).filter(|it| !it.is_empty());
        let from = NamedAddress { name, address: address.parse().unwrap() };
        Identity { id, from, written: Written::default() }
    }

    #[track_caller]
    fn check(head: &str, expected: i64) {
        let all = [
            identity(1, "Claire", "claire@example.fr"),
            identity(2, "", "info@example.fr"),
            identity(3, "Trésorerie", "info@example.fr"),
            identity(4, "", "ag@example.fr"),
        ];
        let headers = parse::headers(format!("{head}\r\n\r\n").as_bytes());
        assert_eq!(of_answer(&all, &headers).map(|it| it.id), Some(expected), "{head}");
    }

    #[test]
    fn who_was_written_to_answers() {
        check("To: a@b.example", 1);
        check("To: Info@example.fr", 2);
        check("Cc: x@y.example, =?utf-8?q?Tr=C3=A9sorerie?= <info@example.fr>", 3);
        check("To: info+salle@example.fr", 2);
        check("To: liste@example.fr\r\nDelivered-To: ag@example.fr", 4);
        check("To: liste@example.fr\r\nX-Original-To: <ag@example.fr>", 4);
        check("To: liste@b.example\r\nReturn-Path: <liste-retours-ag=example.fr@b.example>", 4);
        check("To: liste@b.example\r\nReturn-Path: <liste+AG=example.fr@b.example>", 4);
        check("To: liste@b.example\r\nReturn-Path: <flag=example.fr@b.example>", 1);
        check("From: ag@example.fr\r\nTo: a@b.example", 4);
        check("To: info@example.com", 1);
        let found = of_answer(&[], &parse::headers(b"\r\n"));
        assert_eq!(found, None);
    }
}
