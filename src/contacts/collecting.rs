//! Whom a person wrote to: they are counted, and who has no card gets one in a book of its own.

use mailcore::address::NamedAddress;
use mailcore::message::card::Card;

use super::{Error, put};
use crate::store::cards::COLLECTED;
use crate::store::{AccountId, Store};

/// The most recipients of one message that are taken note of: more are a mailing, not people one knows.
const MOST: usize = 100;

/// Takes note of the recipients of a message that was sent at `now`, in seconds since 1970-01-01 UTC. Who is
/// unknown becomes known, unless the person wants to `forget` them.
pub async fn collect(
    store: &Store,
    account: AccountId,
    recipients: &[NamedAddress],
    forget: bool,
    now: i64,
) -> Result<(), Error> {
    if recipients.len() > MOST {
        return Ok(());
    }
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for person in recipients {
        let address = person.address.to_string().to_lowercase();
        if store.knows_address(account, &address).await? {
            known.push(address);
        } else if !forget {
            known.push(address);
            unknown.push(Card::of(person));
        }
    }
    put(store, account, COLLECTED, &unknown.iter().collect::<Vec<_>>(), now).await?;
    Ok(store.count_written_to(account, &known, now).await?)
}

#[cfg(test)]
mod tests {
    use mailcore::address::read_list;

    use super::super::completing::{Source, complete};
    use super::*;

    #[tokio::test]
    async fn strangers_are_known_once_they_were_written_to_unless_they_are_to_be_forgotten() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let account = store.account_signed_in("a@b.example", 1).await.unwrap();
        let people = |typed: &str| read_list(typed).into_iter().map(Result::unwrap).collect::<Vec<_>>();
        let suggested = async |typed: &str| {
            let found = complete(&store, account, typed, 8).await.unwrap();
            found.into_iter().map(|it| (it.name, it.address, it.source)).collect::<Vec<_>>()
        };
        let recent = |name: &str, address: &str| (name.to_owned(), address.to_owned(), Source::Recent);
        let personal = |name: &str, address: &str| (name.to_owned(), address.to_owned(), Source::Personal);

        collect(&store, account, &people("Clémence <C.Martin@x.fr>, paul@x.fr"), false, 2).await.unwrap();
        collect(&store, account, &people("ines@x.fr"), true, 3).await.unwrap();
        assert_eq!(suggested("cle").await, [recent("Clémence", "C.Martin@x.fr")]);
        assert_eq!(suggested("ines").await, []);
        super::super::add(&store, account, &people("Marc Martin <marc@x.fr>")[0], 4).await.unwrap();
        collect(&store, account, &people("c.martin@x.fr"), true, 5).await.unwrap();
        assert_eq!(
            suggested("mart").await,
            [recent("Clémence", "C.Martin@x.fr"), personal("Marc Martin", "marc@x.fr")],
            "who is written to stands first"
        );
        // A card takes the place of what was collected.
        super::super::add(&store, account, &people("Clémence Martin <c.martin@x.fr>")[0], 6).await.unwrap();
        assert_eq!(suggested("clem mar").await, [personal("Clémence Martin", "c.martin@x.fr")]);
        assert_eq!(suggested("").await.len(), 3);
        let many = (0..101).map(|it| format!("m{it}@x.fr")).collect::<Vec<_>>().join(", ");
        collect(&store, account, &people(&many), false, 7).await.unwrap();
        assert_eq!(suggested("m1").await, [], "a mailing is no acquaintance");
    }
}
