//! Files of cards into books on servers, card by card, and out of them again.

use reqwest::StatusCode;

use super::radicale::{PASSWORD, Radicale};
use super::{add, add_and_read, file, signed_in, until_read};
use crate::card_files::{choose, take};
use crate::client::{Client, Page};
use crate::program::{Options, Program};
use crate::proxy::{Fault, Proxy};
use crate::wait;

/// What a server says that does not let a card be written.
const REFUSED: &[u8] = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn a_file_goes_into_a_book_of_a_server_and_comes_out_of_it() {
    let mut server = Radicale::start();
    server.book("amis", "Amis", [file("zoe", "Zoé", "Roux", "EMAIL:zoe@x.fr\r\n")]);
    let way = Proxy::to(server.port);
    let settings = Radicale::named_at(way.port, "");
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsi").await;
    let page = add(&mut client, PASSWORD).await;
    let book = page.url.path().rsplit('/').next().unwrap_or_default().to_owned();
    let cards = "BEGIN:VCARD\nFN:Zoé Roux\nEMAIL:zoe@x.fr\nTEL:06 11\nEND:VCARD\n\
                 BEGIN:VCARD\nFN:Noé Blin\nEMAIL:noe@x.fr\nCATEGORIES:Chorale\nEND:VCARD\n\
                 BEGIN:VCARD\nFN:Refus Total\nEMAIL:refus@x.fr\nEND:VCARD\n";

    // It is not replaced: there is no way to do that all at once.
    let looked = choose(&mut client, "a.vcf", cards.as_bytes()).await;
    let form = looked.form("#twice").fill("book", &book).tick("instead", "1");
    let page = client.submit(&looked, form.press_named("do", "take")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("ne peut pas être remplacé d’un coup"), "{}", page.text());

    // One that the server does not take keeps none of the others away.
    way.break_after("FN:REFUS", Fault::Instead(REFUSED));
    let form = page.form("#twice");
    let page = take(&mut client, &page, form).await;
    way.mend();
    let text = page.text();
    for said in ["1 nouveau.", "1 complété", "1 fiche refusée par le serveur.", "Refus Total"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(page.texts("#cards .row-from"), ["Noé Blin", "Zoé Roux"]);
    assert!(text.contains("Chorale 1"), "{text}");
    // What it is told to have refused is with the server all the same, which answered something else.
    let there = server.cards("amis");
    for said in ["noe@x.fr", "CATEGORIES:Chorale", "06 11"] {
        assert!(there.concat().contains(said), "{said}: {there:?}");
    }

    // One that its server refuses then keeps none of the others there, and can be tried again.
    way.break_after("PUT /", Fault::Instead(REFUSED));
    let page = undo(&mut client, &page).await;
    way.mend();
    let said = "Le serveur a refusé 1 fiche, qui reste telle quelle.";
    assert!(page.text().contains(said), "{}", page.text());
    assert!(!server.cards("amis").concat().contains("noe@x.fr"));

    // Taken back, it is there as it was, and the group is gone that came with it.
    let page = undo(&mut client, &page).await;
    assert!(!page.text().contains("Annuler l’importation"), "{}", page.text());
    let there = server.cards("amis");
    let is_left = |it: &str| there.concat().contains(it);
    assert!(is_left("zoe@x.fr") && !is_left("06 11") && !is_left("noe@x.fr"), "{there:?}");
    let page = client.get("/contacts/all").await;
    assert!(
        page.texts("#cards .row-from") == ["Zoé Roux"] && !page.text().contains("Chorale"),
        "{}",
        page.text()
    );

    // What a server that went away did not get can be tried again.
    let looked = choose(&mut client, "a.vcf", cards.as_bytes()).await;
    server.stop();
    let form = looked.form("#twice").fill("book", &book);
    let page = take(&mut client, &looked, form).await;
    assert!(page.text().contains("L’importation s’est arrêtée avant la fin."), "{}", page.text());
    server.go_on();
    let looked = client.follow(&page, "Reprendre ce fichier").await;
    assert_eq!(looked.form("#twice").value("book"), Some(book.as_str()), "as it was decided");
    let form = looked.form("#twice");
    let page = take(&mut client, &looked, form).await;
    assert!(page.text().contains("L’importation est terminée."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Noé Blin", "Refus Total", "Zoé Roux"]);
    assert!(server.cards("amis").concat().contains("noe@x.fr"));

    // What it was before is known also where the answer of its server was lost.
    let more = "BEGIN:VCARD\nFN:Zoé Roux\nEMAIL:zoe@x.fr\nTEL:06 22\nEND:VCARD\n";
    let looked = choose(&mut client, "b.vcf", more.as_bytes()).await;
    way.break_after("PUT /", Fault::CutAfter(0));
    let form = looked.form("#twice").fill("book", &book);
    let page = take(&mut client, &looked, form).await;
    way.mend();
    assert!(page.text().contains("L’importation s’est arrêtée avant la fin."), "{}", page.text());
    assert!(server.cards("amis").concat().contains("06 22"));
    let looked = client.follow(&page, "Reprendre ce fichier").await;
    let form = looked.form("#twice");
    let page = take(&mut client, &looked, form).await;
    assert!(page.text().contains("1 complété"), "{}", page.text());
    undo(&mut client, &page).await;
    let there = server.cards("amis").concat();
    assert!(there.contains("06 11") && !there.contains("06 22"), "{there}");
}

/// A group that is a card, with one member.
const GROUP: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:sport\r\nFN:Sport\r\nN:Sport;;;;\r\n\
                     X-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:zoe\r\nEND:VCARD\r\n";

#[tokio::test]
async fn cards_that_a_file_completes_stay_in_their_groups_and_on_their_server() {
    let server = Radicale::start();
    let ali = file("ali", "Ali", "Diallo", "EMAIL:ali@x.fr\r\nCATEGORIES:Bureau\r\n");
    let zoe = file("zoe", "Zoé", "Roux", "EMAIL:zoe@x.fr\r\n");
    server.book("amis", "Amis", [ali, zoe, ("sport.vcf".to_owned(), GROUP.to_owned())]);
    let way = Proxy::to(server.port);
    let settings = Radicale::named_at(way.port, "");
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsj").await;
    let page = add_and_read(&mut client).await;
    let book = page.url.path().rsplit('/').next().unwrap_or_default().to_owned();
    let count = |word: &str| server.cards("amis").iter().filter(|it| it.contains(word)).count();
    let says = |said: &[(&str, usize)]| {
        for (word, times) in said {
            assert_eq!(count(word), *times, "{word}: {:?}", server.cards("amis"));
        }
    };
    let are_grouped = [("MEMBER:urn:uuid:zoe", 1), ("CATEGORIES:Bureau", 1)];

    // Whichever groups of the file are taken, cards stay in those in which they are.
    let mut pages = Vec::new();
    for (number, groups) in ["none", "known", "all"].into_iter().enumerate() {
        let cards = format!(
            "BEGIN:VCARD\nFN:Zoé Roux\nEMAIL:zoe@x.fr\nTEL:06 1{number}\nEND:VCARD\n\
             BEGIN:VCARD\nFN:Ali Diallo\nEMAIL:ali@x.fr\nTEL:07 1{number}\nEND:VCARD\n\
             BEGIN:VCARD\nFN:N{number} Blin\nEMAIL:n{number}@x.fr\nEND:VCARD\n"
        );
        let looked = choose(&mut client, "a.vcf", cards.as_bytes()).await;
        let form = looked.form("#twice").fill("book", &book).fill("groups", groups);
        let page = take(&mut client, &looked, form).await;
        assert!(page.text().contains("L’importation est terminée."), "{groups}: {}", page.text());
        says(&are_grouped);
        says(&[(format!("06 1{number}").as_str(), 1), (format!("07 1{number}").as_str(), 1)]);
        pages.push(page);
    }

    // Taken back half way, nobody's card is away; and it can be taken back to the end.
    let page = pages.pop().unwrap();
    way.break_after("PUT /", Fault::CutAfter(0));
    let page = undo(&mut client, &page).await;
    way.mend();
    says(&[("zoe@x.fr", 1), ("ali@x.fr", 1), ("n2@x.fr", 1)]);
    let page = undo(&mut client, &page).await;
    assert!(!page.text().contains("Annuler l’importation"), "{}", page.text());
    says(&[("zoe@x.fr", 1), ("ali@x.fr", 1), ("06 12", 0), ("07 12", 0), ("n2@x.fr", 0), ("n1@x.fr", 1)]);
    says(&are_grouped);

    // What somebody changed since stays, once, and keeps nothing else from being taken back.
    let page = pages.pop().unwrap();
    let (name, zoe) = file("zoe", "Zoé", "Roux", "EMAIL:zoe@x.fr\r\nTITLE:Juge\r\n");
    server.put("amis", &name, zoe).await;
    until_read(&mut client, &format!("/contacts/{book}")).await;
    let page = undo(&mut client, &page).await;
    assert!(!page.text().contains("Annuler l’importation"), "{}", page.text());
    says(&[("zoe@x.fr", 1), ("TITLE:Juge", 1), ("ali@x.fr", 1), ("n1@x.fr", 0), ("n0@x.fr", 1)]);
}

/// Takes an import back, and waits until that came to its end.
async fn undo(client: &mut Client, page: &Page) -> Page {
    let mut page = client.submit(page, page.form_with_button("Annuler l’importation")).await;
    wait::until_async("the end of an undo", async || {
        if !page.has("[data-ended]") {
            page = client.get(page.url.path()).await;
        }
        page.has("[data-ended]").then_some(())
    })
    .await;
    page
}
