//! Whom a person wrote to: they are counted, and who has no card gets one in a book of its own.

use mailcore::address::NamedAddress;
use mailcore::message::card::Card;

use super::books::BookId;
use super::{Error, put};
use crate::store::cards::{COLLECTED, PERSONAL};
use crate::store::{AccountId, Store};

/// The most recipients of one message that are taken note of: more are a mailing, not people one knows.
const MOST: usize = 100;

/// Takes note of the recipients of a message that was sent at `now`, in seconds since 1970-01-01 UTC. Who is
/// unknown becomes known in the book `into`, or in the one for that where it is none of the person's own; `None` when
/// they want to forget them.
pub async fn collect(
    store: &Store,
    account: AccountId,
    recipients: &[NamedAddress],
    into: Option<&str>,
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
        } else if into.is_some() {
            known.push(address);
            unknown.push(Card::of(person));
        }
    }
    let book = match into.and_then(BookId::parse) {
        Some(BookId::Personal) => PERSONAL.to_owned(),
        Some(book @ BookId::Own(number)) if store.books(account).await?.iter().any(|it| it.id == number) => {
            book.name()
        }
        _ => COLLECTED.to_owned(),
    };
    put(store, account, &book, &unknown.iter().collect::<Vec<_>>(), now).await?;
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
        let add = async |typed: &str, now| {
            put(&store, account, PERSONAL, &[&Card::of(&people(typed)[0])], now).await.unwrap();
        };
        let suggested = async |typed: &str| {
            let found = complete(&store, account, typed, (8, false)).await.unwrap();
            found.into_iter().map(|it| (it.name, it.address, it.source)).collect::<Vec<_>>()
        };
        let recent = |name: &str, address: &str| (name.to_owned(), address.to_owned(), Source::Recent);
        let personal = |name: &str, address: &str| (name.to_owned(), address.to_owned(), Source::Personal);

        collect(&store, account, &people("Clémence <C.Martin@x.fr>, paul@x.fr"), Some("collected"), 2)
            .await
            .unwrap();
        collect(&store, account, &people("ines@x.fr"), None, 3).await.unwrap();
        assert_eq!(suggested("cle").await, [recent("Clémence", "C.Martin@x.fr")]);
        assert_eq!(suggested("ines").await, []);
        add("Marc Martin <marc@x.fr>", 4).await;
        collect(&store, account, &people("c.martin@x.fr"), None, 5).await.unwrap();
        assert_eq!(
            suggested("mart").await,
            [recent("Clémence", "C.Martin@x.fr"), personal("Marc Martin", "marc@x.fr")],
            "who is written to stands first"
        );
        // A card takes the place of what was collected.
        add("Clémence Martin <c.martin@x.fr>", 6).await;
        assert_eq!(suggested("clem mar").await, [personal("Clémence Martin", "c.martin@x.fr")]);
        assert_eq!(suggested("").await.len(), 3);
        let many = (0..101).map(|it| format!("m{it}@x.fr")).collect::<Vec<_>>().join(", ");
        collect(&store, account, &people(&many), Some("collected"), 7).await.unwrap();
        assert_eq!(suggested("m1").await, [], "a mailing is no acquaintance");
        // Into a book of their own, and into the usual one where it is gone.
        collect(&store, account, &people("Luc <luc@x.fr>"), Some("personal"), 8).await.unwrap();
        assert_eq!(suggested("luc").await, [personal("Luc", "luc@x.fr")]);
        collect(&store, account, &people("Guy <guy@x.fr>"), Some("b99"), 9).await.unwrap();
        assert_eq!(suggested("guy").await, [recent("Guy", "guy@x.fr")]);
    }
}
