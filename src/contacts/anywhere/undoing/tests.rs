use super::super::{give_back, remove};
use super::*;
use crate::contacts::remote::Failure;
use crate::contacts::remote::fake::{Does, Fake};

/// Cards of a book on a server, and one here, which were removed together: the act.
async fn removed(fake: &Fake, count: usize) -> String {
    let (reach, account) = (&fake.reach, fake.account);
    let card = |name: &str| {
        keeping::read(&format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nUID:{name}\nEND:VCARD\n")).unwrap()
    };
    let mut cards = Vec::new();
    for number in 0..count {
        let card = card(&format!("N{number}."));
        cards.push(writing::make(reach, account, fake.book, &card, &[], 2).await.unwrap().id);
    }
    let own = keeping::make(&reach.store, account, BookId::Personal, &card("Own"), &[], 2).await.unwrap();
    cards.push(own);
    let (done, act) = remove(reach, account, &cards, 3).await.unwrap();
    assert_eq!((done.count, fake.cards().len()), (cards.len() as u64, 0));
    act
}

/// The server takes those cards alone of which that is so.
fn takes(fake: &Fake, is_taken: impl Fn(usize) -> bool + Send + 'static) {
    fake.does(move |method, sent| {
        let number = sent.split_once("FN:N").and_then(|it| it.1.split_once('.'));
        match number.and_then(|it| it.0.parse().ok()) {
            Some(number) if method == "PUT" && !is_taken(number) => Does::Forbidden,
            _ => Does::AsAsked,
        }
    });
}

#[tokio::test]
async fn what_a_server_refuses_keeps_nothing_else_of_an_act_for_good() {
    let fake = Fake::start().await;
    let act = removed(&fake, 57).await;
    let back = async || {
        let done = give_back(&fake.reach, fake.account, &act, 4).await.unwrap();
        (done.count, done.stopped, fake.cards().len())
    };
    // After so many in a row it takes none; what lies here is back all the same.
    takes(&fake, |it| it >= 53);
    assert_eq!(back().await, (1, Some(Failure::ReadOnly), 0));
    // Another try begins behind them, and comes to those that it takes.
    assert_eq!(back().await, (4, Some(Failure::ReadOnly), 4));
    takes(&fake, |_| true);
    assert_eq!(back().await, (53, None, 57));
    assert_eq!(back().await, (0, None, 57));
}

#[tokio::test]
async fn cards_that_are_refused_here_and_there_stop_nothing() {
    let fake = Fake::start().await;
    let act = removed(&fake, 110).await;
    takes(&fake, |it| it % 2 == 0);
    let done = give_back(&fake.reach, fake.account, &act, 4).await.unwrap();
    assert_eq!((done.count, done.left, done.stopped), (56, Some((55, Failure::ReadOnly)), None));
    assert_eq!(fake.cards().len(), 55);
}
