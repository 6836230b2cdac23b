//! How well a person knows a sender: what is shown, fetched and answered without asking rests on it.
//!
//! A sender is whom the header names, and anybody can write any name there: trust ends where a mail
//! server of ours could not confirm it, and what follows from it must be harmless when it is misplaced.

use mailcore::address::Address;
use mailcore::message::parse::Headers;
use mailcore::message::suspicion;

use crate::store::{AccountId, Error, Store};

/// How well a sender is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Not at all.
    #[default]
    Stranger,
    /// In an address book of the person's own.
    Known,
    /// The person said so.
    Trusted,
}

/// Whom trust may be given to because of a message: the one person who wrote it, as its header says.
/// Nobody where there are several, or where one of `servers`, names as
/// [`crate::config::Servers::authserv_ids`] has them, could not confirm it.
pub fn sender(headers: &Headers, servers: &[String]) -> Option<Address> {
    let [only] = headers.from.as_slice() else { return None };
    let address = only.address.parse().ok()?;
    (!suspicion::is_unconfirmed(headers, &address, servers)).then_some(address)
}

/// How well the sender of a message is known; a stranger where [`sender`] found nobody.
pub async fn standing(
    store: &Store,
    account: AccountId,
    sender: Option<&Address>,
) -> Result<Standing, Error> {
    let Some(address) = sender.map(Address::to_string) else { return Ok(Standing::Stranger) };
    if store.is_trusted_sender(account, &address).await? {
        Ok(Standing::Trusted)
    } else if store.knows_address(account, &address).await? {
        Ok(Standing::Known)
    } else {
        Ok(Standing::Stranger)
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::parse;

    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Option<&str>) {
        let servers = ["mx.test".to_owned()];
        let found = sender(&parse::headers(header.as_bytes()), &servers);
        assert_eq!(found.map(|it| it.to_string()).as_deref(), expected, "{header}");
    }

    #[test]
    fn trust_is_given_to_one_person_who_was_not_denied() {
        check("From: Ana <ana@sink.test>\r\n", Some("ana@sink.test"));
        check(
            "From: ana@sink.test\r\nAuthentication-Results: mx.test; dmarc=pass\r\n",
            Some("ana@sink.test"),
        );
        check(
            "From: ana@sink.test\r\nAuthentication-Results: mx.evil; dmarc=fail\r\n",
            Some("ana@sink.test"),
        );
        check("From: ana@sink.test\r\nAuthentication-Results: mx.test; dmarc=fail\r\n", None);
        check("From: ana@sink.test, bob@sink.test\r\n", None);
        check("From: Ana\r\n", None);
        check("Subject: nobody\r\n", None);
    }
}
