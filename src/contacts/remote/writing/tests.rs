use mailcore::message::card::Card;

use super::*;
use crate::contacts::keeping;
use crate::contacts::remote::fake::{Does, Fake};
use crate::store::cards::remote::RemoteGroupRow;

fn named(name: &str) -> Card {
    keeping::read(&format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nUID:{name}\nEND:VCARD\n")).unwrap()
}

/// A card in the book, of which the server tells no entity tag; and its path.
async fn untagged(fake: &Fake, name: &str) -> RemotePlace {
    fake.does(|method, _| if method == "REPORT" { Does::Away } else { Does::Untagged });
    let placed = make(&fake.reach, fake.account, fake.book, &named(name), &[], 2).await.unwrap();
    fake.does(|_, _| Does::AsAsked);
    let place = fake.reach.store.remote_place(fake.account, placed.id).await.unwrap().unwrap();
    assert_eq!(place.etag, "");
    place
}

/// The same card once more, saying what it said then.
async fn untagged_again(fake: &Fake, place: &RemotePlace, content: &str) -> RemotePlace {
    let resource = Resource { href: place.href.clone(), etag: String::new(), content: content.to_owned() };
    let parsed = syncing::parsed_aside(vec![resource]).await.unwrap().pop().unwrap();
    let row = fake.reach.store.remote_book(fake.account, fake.book).await.unwrap().unwrap();
    syncing::keep_one(&fake.reach, &row, &parsed, 2).await.unwrap();
    fake.reach.store.remote_place(fake.account, place.card).await.unwrap().unwrap()
}

/// Conditions that the server was told, but for those of new cards.
fn conditions(fake: &Fake, method: &str) -> Vec<String> {
    let asked = fake.asked().into_iter().filter(|it| it.starts_with(method) && !it.ends_with('*'));
    asked.map(|it| it.rsplit(' ').next().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_card_of_which_no_entity_tag_is_known_is_removed_where_it_is_the_one_that_was_seen() {
    let fake = Fake::start().await;
    let (reach, account) = (&fake.reach, fake.account);
    let [zoe, ali, ida] =
        [untagged(&fake, "Zoé").await, untagged(&fake, "Ali").await, untagged(&fake, "Ida").await];

    remove(reach, account, &zoe, 3).await.unwrap();
    assert_eq!((fake.cards().len(), conditions(&fake, "DELETE")), (2, vec!["\"1\"".to_owned()]));

    // Somebody changed it since: it stays, and the copy says what it says.
    fake.put(&ali.href, "BEGIN:VCARD\nVERSION:3.0\nFN:Ali Diallo\nUID:Ali\nEND:VCARD\n");
    let changed = remove(reach, account, &ali, 3).await;
    assert!(matches!(changed, Err(Error::Server(carddav::Error::Changed))), "{changed:?}");
    assert_eq!((fake.cards().len(), conditions(&fake, "DELETE").len()), (2, 1));
    assert!(reach.store.card(account, ali.card).await.unwrap().unwrap().content.contains("Diallo"));
    let ali = reach.store.remote_place(account, ali.card).await.unwrap().unwrap();
    remove(reach, account, &ali, 3).await.unwrap();

    // Nor is it removed with what no page shows.
    let content = reach.store.card(account, ida.card).await.unwrap().unwrap().content;
    for line in ["X-ROOM:12", "PHOTO;ENCODING=b;TYPE=PNG:AAAA"] {
        let ida = untagged_again(&fake, &ida, &content).await;
        fake.put(&ida.href, &content.replace("END:VCARD", &format!("{line}\r\nEND:VCARD")));
        let changed = remove(reach, account, &ida, 3).await;
        assert!(matches!(changed, Err(Error::Server(carddav::Error::Changed))), "{line}: {changed:?}");
    }

    // In another form it says the same.
    let ida = untagged_again(&fake, &ida, &content).await;
    fake.put(&ida.href, &content.replace("END:VCARD", "PRODID:x\r\nREV:20260101T000000Z\r\nEND:VCARD"));
    remove(reach, account, &ida, 3).await.unwrap();
    assert_eq!(fake.cards().len(), 0);
    // What is gone is none to be told of.
    remove(reach, account, &zoe, 3).await.unwrap();
}

#[tokio::test]
async fn a_group_of_which_no_entity_tag_is_known_is_written_as_it_is_there() {
    let fake = Fake::start().await;
    let (reach, account) = (&fake.reach, fake.account);
    let group = |members: &str| {
        format!(
            "BEGIN:VCARD\nVERSION:3.0\nUID:sport\nFN:Sport\nX-ADDRESSBOOKSERVER-KIND:group\n{members}END:VCARD\n"
        )
    };
    let member = |it: &str| format!("X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:{it}\n");
    let row = |etag: &str, content: &str| RemoteGroupRow {
        href: "/own/sport.vcf".to_owned(),
        etag: etag.to_owned(),
        content: content.to_owned(),
    };
    reach.store.put_remote_group(fake.book, &row("", &group(""))).await.unwrap();
    // Somebody joined it meanwhile.
    fake.put("/own/sport.vcf", &group(&member("ida")));
    let sport = reach.store.make_group(account, "Sport", &indexing::group_key("Sport")).await.unwrap();
    make(reach, account, fake.book, &named("zoe"), &[sport], 2).await.unwrap();
    let there = fake.cards().concat();
    assert!(there.contains("urn:uuid:ida") && there.contains("urn:uuid:zoe"), "{there}");
    assert_eq!(conditions(&fake, "PUT"), ["\"1\""]);
    let kept = reach.store.remote_groups(fake.book).await.unwrap();
    assert_eq!(kept[0].etag, "\"3\"");

    // Where nobody can tell as which one it is there, it is not written over; the card is there all the same.
    reach.store.put_remote_group(fake.book, &row("", &kept[0].content)).await.unwrap();
    fake.does(|method, _| if method == "REPORT" { Does::Away } else { Does::AsAsked });
    make(reach, account, fake.book, &named("ali"), &[sport], 3).await.unwrap();
    assert_eq!((fake.cards().len(), conditions(&fake, "PUT").len()), (3, 1));
}
