//! What becomes of a card of a form when the answer of its server is lost.

use reqwest::StatusCode;

use super::radicale::{PASSWORD, Radicale};
use super::{add, file, signed_in};
use crate::program::{Options, Program};
use crate::proxy::{Fault, Proxy};

#[tokio::test]
async fn a_card_whose_answer_was_lost_is_made_once() {
    let server = Radicale::start();
    server.book("amis", "Amis", [file("zoe", "Zoé", "Roux", "")]);
    let way = Proxy::to(server.port);
    let settings = Radicale::named_at(way.port, "");
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetsl").await;
    let book = add(&mut client, PASSWORD).await.url.path().to_owned();

    // The server takes the card, and nobody hears of it.
    let form = client.get(&format!("{book}/new")).await;
    let filled = form.form("#given-name").fill("given-name", "Noé").fill("email.value", "noe@x.fr");
    way.break_after("PUT /", Fault::CutAfter(0));
    let page = client.submit(&form, filled.press_named("do", "save")).await;
    way.mend();
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    assert!(page.text().contains("Le serveur de ce carnet ne répond pas."), "{}", page.text());
    assert_eq!(page.attributes("#given-name", "value"), ["Noé"]);
    assert_eq!(server.cards("amis").len(), 2);

    // Once more, as it is: there it is.
    let page = client.submit(&page, page.form("#given-name").press_named("do", "save")).await;
    assert!(page.text().contains("La fiche de Noé était déjà enregistrée"), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Noé", "Zoé Roux"]);
    assert_eq!(server.cards("amis").len(), 2);

    // What is amended before the second time is amended there.
    let form = client.get(&format!("{book}/new")).await;
    let filled = form.form("#given-name").fill("given-name", "Ève");
    way.break_after("PUT /", Fault::CutAfter(0));
    let page = client.submit(&form, filled.press_named("do", "save")).await;
    way.mend();
    let filled = page.form("#given-name").fill("job-title", "Trésorière");
    let page = client.submit(&page, filled.press_named("do", "save")).await;
    assert!(page.text().contains("La fiche de Ève est enregistrée."), "{}", page.text());
    let there = server.cards("amis");
    assert!(there.len() == 3 && there.concat().contains("TITLE:Trésorière"), "{there:?}");

    // Who goes back to the form of a card that was made, and types somebody else, makes another card; who sends the
    // same twice makes none.
    let form = client.get(&format!("{book}/new")).await;
    let typed = |name: &str| form.form("#given-name").fill("given-name", name).press_named("do", "save");
    for (name, said, count) in [
        ("Ida", "Ida a été ajouté à vos contacts.", 4),
        ("Ida", "La fiche de Ida était déjà enregistrée", 4),
        ("Oda", "Oda a été ajouté à vos contacts.", 5),
    ] {
        let page = client.submit(&form, typed(name)).await;
        assert!(page.text().contains(said), "{name}: {}", page.text());
        assert_eq!(server.cards("amis").len(), count, "{name}");
    }
    // So does who goes back to the form of which the answer was lost, after it was sent once more.
    let form = client.get(&format!("{book}/new")).await;
    let filled = form.form("#given-name").fill("given-name", "Luc");
    way.break_after("PUT /", Fault::CutAfter(0));
    let lost = client.submit(&form, filled.press_named("do", "save")).await;
    way.mend();
    for name in ["Luc", "Max"] {
        let filled = lost.form("#given-name").fill("given-name", name).press_named("do", "save");
        client.submit(&lost, filled).await;
    }
    let there = server.cards("amis");
    assert!(there.len() == 7 && there.concat().contains("Luc"), "{there:?}");
    // So it is in a book of one's own.
    let form = client.get("/contacts/personal/new").await;
    let typed = |name: &str| form.form("#given-name").fill("given-name", name).press_named("do", "save");
    for name in ["Ida", "Ida", "Oda"] {
        client.submit(&form, typed(name)).await;
    }
    assert_eq!(client.get("/contacts/personal").await.texts("#cards .row-from"), ["Ida", "Oda"]);
}
