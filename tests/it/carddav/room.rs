//! What the copies of books on servers may take.

use super::radicale::{PASSWORD, Radicale};
use super::{add, file, signed_in, sync, until_read};
use crate::program::{Options, Program};
use crate::wait;

#[tokio::test]
async fn what_is_kept_of_books_is_bounded_and_the_page_says_so() {
    const CARDS: usize = 150;
    let server = Radicale::start();
    let more = format!("NOTE:{}\r\n", "Adhérent. ".repeat(1_500));
    let cards = (0..CARDS).map(|it| file(&format!("p{it:03}"), "Personne", &format!("{it:04}"), &more));
    server.book("grand", "Grand", cards);
    let settings = format!("[carddav]\ncopies_mb = 1\n{}", server.named(""));
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsr").await;
    let mut page = add(&mut client, PASSWORD).await;
    let book = page.url.path().to_owned();
    wait::until_async("the end of the reading", async || {
        let is_full = page.text().contains("est épuisée, et des fiches peuvent manquer.");
        if !is_full {
            page = client.get(&book).await;
        }
        is_full.then_some(())
    })
    .await;
    // What was read until then is there.
    assert!(page.text().contains("Grand 100"), "{}", page.text());
    let again = sync(&mut client, &book).await;
    assert!(again.text().contains("Grand 100"), "{}", again.text());
    // Where cards go, there is room for others.
    for card in 0..100 {
        server.delete("grand", &format!("p{card:03}.vcf")).await;
    }
    // What is gone goes first, and the rest comes then.
    sync(&mut client, &book).await;
    let page = until_read(&mut client, &book).await;
    assert!(page.text().contains("Grand 50"), "{}", page.text());
}
