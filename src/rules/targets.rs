//! Addresses that mail goes on to.

use std::collections::HashSet;

use mailcore::address::{Address, read_list};

use crate::desk::Desk;
use crate::i18n::Text;

/// Whether mail to an address leaves what the operator has: the domain of the login and those that
/// `[identities]` names.
pub fn is_outside(desk: &Desk, address: &Address) -> bool {
    let domain = address.domain();
    let is_own = desk.address().is_some_and(|it| it.domain() == domain);
    !is_own && !desk.identity_rules.domains.iter().any(|it| it == domain)
}

/// The same of a message from `from`: whose login is no address belongs to where they write from.
pub fn leaves(desk: &Desk, from: &Address, to: &Address) -> bool {
    is_outside(desk, to) && (desk.address().is_some() || from.domain() != to.domain())
}

/// Whether mail to an address may come back here: the person writes from it. `own` are all such addresses.
pub fn may_loop(own: &[Address], address: &Address) -> bool {
    let written = |it: &Address| it.to_ascii().to_lowercase();
    let address = written(address);
    own.iter().any(|it| written(it) == address)
}

/// Reads the addresses that were typed, each once; `own` is that of the login, from where mail would come back here
/// at once.
///
/// # Errors
///
/// The sentence about the first that cannot be one.
pub fn read(own: Option<&Address>, typed: &str) -> Result<Vec<Address>, Text> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for entry in read_list(typed) {
        let address = match entry {
            // A script may take that for a variable, which may hold any address.
            Ok(named) if named.address.to_ascii().contains("${") => {
                let address = named.address.to_ascii();
                return Err(Text::new("rules-no-address").with("address", address));
            }
            Ok(named) => named.address,
            Err((text, _)) => return Err(Text::new("rules-no-address").with("address", text)),
        };
        let written = address.to_ascii().to_lowercase();
        if own.is_some_and(|it| may_loop(std::slice::from_ref(it), &address)) {
            return Err(Text::new("rules-own-address"));
        }
        if seen.insert(written) {
            all.push(address);
        }
    }
    Ok(all)
}

/// Whether somebody must show that it is them before mail goes on to these addresses: one of them is outside, and
/// mail was not sent on to it before. Whoever finds a session that was left open sends mail on first of all.
pub fn want_proof(desk: &Desk, targets: &[Address], before: &[String]) -> bool {
    let is_new = |it: &Address| !before.iter().any(|known| known.eq_ignore_ascii_case(&it.to_ascii()));
    targets.iter().any(|it| is_outside(desk, it) && is_new(it))
}

/// Why mail may not go on to these addresses, as the operator decided; `None` where it may, or went on to them `before`.
pub fn forbidden(desk: &Desk, targets: &[Address], before: &[String]) -> Option<Text> {
    let is_new = |it: &Address| !before.iter().any(|known| known.eq_ignore_ascii_case(&it.to_ascii()));
    let is_forbidden = |it: &Address| is_new(it) && !desk.rule_limits.allows(it.domain());
    targets.iter().any(is_forbidden).then(|| refusal(desk))
}

/// What the operator decided, in a sentence.
pub fn refusal(desk: &Desk) -> Text {
    match desk.rule_limits.redirect {
        false => Text::new("rules-no-redirect"),
        true => Text::new("rules-only-domains").with("domains", desk.rule_limits.redirect_domains.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_is_taken_once_and_the_own_one_never() {
        let own: Address = "me@example.org".parse().unwrap();
        let read = |typed: &str| {
            let all = read(Some(&own), typed).map_err(|it| it.key)?;
            Ok::<_, &str>(all.iter().map(Address::to_ascii).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(
            read("a@b.example, A <A@B.example>\nc@dé.example").as_deref(),
            Ok("a@b.example c@xn--d-bga.example")
        );
        assert_eq!(read(""), Ok(String::new()));
        assert_eq!(read("a@b.example; x"), Err("rules-no-address"));
        assert_eq!(read("${x}@own.example"), Err("rules-no-address"));
        assert_eq!(read("Me@Example.org"), Err("rules-own-address"));
    }

    #[test]
    fn mail_may_come_back_from_each_address_that_one_writes_from() {
        let address = |text: &str| text.parse::<Address>().unwrap();
        let own = [address("me@example.org"), address("info@dé.example")];
        assert!(may_loop(&own, &address("Info@xn--d-bga.example")) && may_loop(&own, &own[0]));
        assert!(!may_loop(&own, &address("you@example.org")) && !may_loop(&[], &own[0]));
    }
}
