use super::*;
use crate::contacts::keeping;
use crate::contacts::remote::fake::{Does, Fake};

fn person(name: &str) -> Card {
    keeping::read(&format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{name}@x.fr\nEND:VCARD\n")).unwrap()
}

/// Adds three people to the book of a server that does so; the names there, and those in the book that everybody has.
async fn added(rule: impl Fn(&str, &str) -> Does + Send + 'static) -> (Vec<String>, Vec<String>) {
    let fake = Fake::start().await;
    fake.does(rule);
    let (store, account) = (&fake.reach.store, fake.account);
    let chosen = BookId::Remote(fake.book).name();
    let people = ["Ali", "Ida", "Zoe"].map(person).to_vec();
    let added = add(&fake.reach, account, people.clone(), &chosen, 2).await.unwrap();
    assert_eq!(added.report, Report { added: 3, ..Report::default() });
    let names = |content: Vec<String>| {
        let mut names: Vec<_> = content.iter().filter_map(|it| keeping::read(it)).map(|it| it.name).collect();
        names.sort();
        names
    };
    let mut here = Vec::new();
    for id in 1..=6 {
        here.extend(store.card(account, id).await.unwrap().filter(|it| it.book == PERSONAL));
    }
    assert_eq!(added.instead, !here.is_empty());
    // Each of them is known, wherever.
    let again = add(&fake.reach, account, people, &chosen, 3).await.unwrap();
    assert_eq!(again.report, Report { known: 3, ..Report::default() });
    (names(fake.cards()), names(here.into_iter().map(|it| it.content).collect()))
}

#[tokio::test]
async fn a_card_that_the_server_refuses_alone_lies_elsewhere() {
    let forbids = |method: &str, sent: &str| match method {
        "PUT" if sent.contains("FN:Ida") => Does::Forbidden,
        _ => Does::AsAsked,
    };
    let (there, here) = added(forbids).await;
    assert_eq!((there.concat(), here.concat()), ("AliZoe".to_owned(), "Ida".to_owned()));
}

#[tokio::test]
async fn whom_the_server_has_although_its_answer_was_lost_is_not_put_elsewhere_as_well() {
    let loses = |method: &str, _: &str| if method == "PUT" { Does::Lost } else { Does::AsAsked };
    let (there, here) = added(loses).await;
    assert_eq!((there.concat(), here.concat()), ("Ali".to_owned(), "IdaZoe".to_owned()));
    // Of one that does not answer at all, nobody is lost.
    let (there, here) = added(|_, _| Does::Away).await;
    assert_eq!((there.concat(), here.concat()), (String::new(), "AliIdaZoe".to_owned()));
}
