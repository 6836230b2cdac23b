//! Files of cards into books on servers, card by card, and out of them again.

use reqwest::StatusCode;

use super::radicale::{PASSWORD, Radicale};
use super::{add, file, signed_in};
use crate::card_files::{choose, take};
use crate::program::{Options, Program};
use crate::proxy::{Fault, Proxy};

/// What a server says that has no room for a card.
const FULL: &[u8] = b"HTTP/1.1 507 Insufficient Storage\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

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
    way.break_after("FN:REFUS", Fault::Instead(FULL));
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

    // Taken back, it is there as it was, and the group is gone that came with it.
    let page = client.submit(&page, page.form_with_button("Annuler l’importation")).await;
    assert!(page.has("[data-ended]"), "{}", page.text());
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
}
