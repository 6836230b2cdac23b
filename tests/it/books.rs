//! The contacts: cards that a person makes, changes, groups and removes, without scripts and with.

use reqwest::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// A dot: the smallest PNG.
const DOT: &[u8] = include_bytes!("../../mailcore/fuzz/seeds/picture/dot.png");

async fn signed_in(program: &Program, name: &str) -> (Account, Client) {
    let person = Account::new(name);
    lab().open(&person);
    let client = program.signed_in(&person).await;
    (person, client)
}

/// Where a link leads that has these words among others.
#[track_caller]
fn url(page: &Page, links: &str, words: &str) -> String {
    let at = page.texts(links).iter().position(|it| it.contains(words));
    let at = at.unwrap_or_else(|| panic!("no {words} among {:?}", page.texts(links)));
    page.attributes(links, "href")[at].clone()
}

/// The card of somebody in the list.
#[track_caller]
fn card(page: &Page, name: &str) -> String {
    url(page, "#cards .row-link", name)
}

/// Makes a card by the form.
async fn make(client: &mut Client, given: &str, family: &str, address: &str) -> Page {
    let page = client.get("/contacts/personal/new").await;
    let form = page.form("#given-name").fill("given-name", given).fill("family-name", family);
    let form = form.fill("email.value", address).press_named("do", "save");
    client.submit(&page, form).await
}

#[tokio::test]
async fn a_card_is_made_changed_found_and_removed_with_a_way_back() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "fiches").await;
    let page = client.get("/contacts").await;
    assert!(page.text().contains("Aucun contact pour l’instant"), "{}", page.text());
    let page = make(&mut client, "Hélène", "Le Goff", "helene@sink.test").await;
    assert!(page.text().contains("Hélène Le Goff a été ajouté à vos contacts."), "{}", page.text());
    assert_eq!(page.texts("#card h1"), ["Hélène Le Goff"]);
    make(&mut client, "Karim", "Benali", "karim@sink.test").await;
    let list = client.get("/contacts/personal").await;
    assert_eq!(list.texts("#cards .row-from"), ["Karim Benali", "Hélène Le Goff"]);
    assert_eq!(list.texts("#cards .list-group"), ["B", "L"]);
    let by_name = client.follow(&list, "Trier par prénom").await;
    assert_eq!(by_name.texts("#cards .row-from"), ["Hélène Le Goff", "Karim Benali"]);

    // Rows are added, a day is understood, a mistake is said and loses nothing.
    let page = client.get(&card(&list, "Hélène Le Goff")).await;
    let page = client.follow(&page, "Modifier").await;
    let page = client.submit(&page, page.form("#card #given-name").press_named("do", "add-phone")).await;
    assert_eq!(page.texts("#card [name='phone.kind']").len(), 2);
    let form =
        page.form("#card #given-name").fill("phone.value", "02 00 00 00 00").fill("birthday", "demain");
    let page = client.submit(&page, form.press_named("do", "save")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("« demain » n’est pas une date"), "{}", page.text());
    let photo = Upload { name: "p.png".to_owned(), media_type: "image/png", octets: DOT.to_vec() };
    let form = page.form("#card #given-name").fill("birthday", "1/3/1980").attach("photo", photo);
    let page = client.submit(&page, form.fill("new-group", "Bureau").press_named("do", "save")).await;
    assert!(page.text().contains("La fiche de Hélène Le Goff est enregistrée."), "{}", page.text());
    assert!(
        page.text().contains("1er mars 1980") && page.text().contains("02 00 00 00 00"),
        "{}",
        page.text()
    );
    assert_eq!(page.texts("#card .badge"), ["Bureau"]);
    let photo = client.get(&page.attributes("#card img", "src")[0]).await;
    assert!(photo.header("content-type").starts_with("image/"), "{}", photo.header("content-type"));

    // Found without accents, in any book.
    for (typed, expected) in [("helene", 1), ("GOFF hel", 1), ("0200000000", 1), ("sink.test", 2), ("x%", 0)]
    {
        let found =
            client.get(&format!("/contacts/all?q={}", typed.replace('%', "%25").replace(' ', "+"))).await;
        assert_eq!(found.texts("#cards .row").len(), expected, "{typed}");
    }
    assert!(client.get("/contacts/all?q=nobody").await.text().contains("Personne de ce nom"));

    // It goes with a message as a file.
    let page = client.get(&card(&list, "Hélène Le Goff")).await;
    let message = client.submit(&page, page.form("#act-card input").press_named("do", "send")).await;
    assert_eq!(message.attributes("#files .file", "data-name"), ["Hélène Le Goff.vcf"]);

    let form = page.form("#act-card input").press_named("do", "delete");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("1 contact supprimé."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Karim Benali"]);
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(page.text().contains("1 contact rétabli."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Karim Benali", "Hélène Le Goff"]);
    assert!(client.get(&card(&page, "Hélène Le Goff")).await.text().contains("Bureau"));
}

#[tokio::test]
async fn of_two_tabs_the_second_is_told() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "onglets").await;
    let shown = make(&mut client, "Zoé", "Roux", "zoe@sink.test").await;
    let edit = shown.link("Modifier");
    let (one, other) = (client.get(&edit).await, client.get(&edit).await);
    let typed = |page: &Page, title: &str| {
        page.form("#card #given-name").fill("job-title", title).press_named("do", "save")
    };
    client.submit(&one, typed(&one, "Maçonne")).await;
    let page = client.submit(&other, typed(&other, "Plombière")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("a été modifiée ailleurs entre-temps"), "{}", page.text());
    assert_eq!(page.attributes("#job-title", "value"), ["Plombière"]);
    assert!(client.get(shown.url.path()).await.text().contains("Maçonne"));
    let page = client.submit(&page, page.form("#card #given-name").press_named("do", "save")).await;
    assert!(page.text().contains("Plombière"), "{}", page.text());

    // A group that it joined meanwhile is no group that somebody took it out of.
    let form = client.get(&edit).await;
    let page = client.get("/contacts/groups").await;
    client.submit(&page, page.form("#card #name").fill("name", "Chorale")).await;
    let list = client.get("/contacts/personal").await;
    let card = list.attributes("#cards .row", "data-card").remove(0);
    let join = list.form("#chosen input").tick("card", &card).press_named("do", "join-1");
    client.submit(&list, join).await;
    let page = client.submit(&form, typed(&form, "Couvreuse")).await;
    assert_eq!(page.texts("#card .badge"), ["Chorale"]);
}

#[tokio::test]
async fn cards_are_put_into_books_and_groups_and_written_to() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "carnets").await;
    make(&mut client, "Ali", "Roux", "ali@sink.test").await;
    make(&mut client, "Eva", "Brun", "eva@sink.test").await;
    for (path, name) in [("/contacts/groups", "Chorale"), ("/contacts/books", "Club d’échecs")] {
        let page = client.get(path).await;
        let page = client.submit(&page, page.form("#card #name").fill("name", name)).await;
        assert!(page.text().contains(&format!("« {name} » créé.")), "{}", page.text());
    }
    let list = client.get("/contacts/personal").await;
    let ids = list.attributes("#cards .row", "data-card");
    let chosen = ids.iter().fold(list.form("#chosen input"), |form, id| form.tick("card", id));
    let page = client.submit(&list, chosen.press_named("do", "join-1")).await;
    assert!(page.text().contains("2 contacts ajoutés au groupe."), "{}", page.text());
    let group = client.get(&url(&page, "#side .tree-link", "Chorale")).await;
    assert_eq!(group.texts("#cards .row-from"), ["Eva Brun", "Ali Roux"]);
    let page = client.submit(&group, group.form_with_button("Écrire au groupe")).await;
    let to = page.form("#compose [name=to]").value("to").unwrap_or_default().to_owned();
    assert!(to.contains("eva@sink.test") && to.contains("ali@sink.test"), "{to}");
    // To another book and out of the group.
    let book = client.get(&url(&list, "#side .tree-link", "Club d’échecs")).await;
    let name = book.url.path().rsplit('/').next().unwrap().to_owned();
    let move_to = format!("move-{name}");
    let form = list.form("#chosen input").tick("card", &ids[0]).press_named("do", &move_to);
    let page = client.submit(&list, form).await;
    assert!(page.text().contains("1 contact déplacé."), "{}", page.text());
    assert_eq!(client.get(book.url.path()).await.texts("#cards .row-from"), ["Eva Brun"]);
    let form = group.form("#chosen input").tick("card", &ids[0]).press_named("do", "leave-1");
    let page = client.submit(&group, form).await;
    assert_eq!(page.texts("#cards .row-from"), ["Ali Roux"]);
    // Who is there twice becomes one; what was seen counts.
    make(&mut client, "Ali", "ROUX", "roux@sink.test").await;
    let page = client.get("/contacts/duplicates").await;
    let page = client.follow(&page, "Voir le résultat").await;
    assert!(page.text().contains("Ces 2 fiches deviendront celle-ci"), "{}", page.text());
    let stale = page.form("[name=seen]").fill("seen", "1.9,2.9");
    assert_eq!(client.submit(&page, stale).await.status, StatusCode::CONFLICT);
    let page = client.submit(&page, page.form("[name=seen]")).await;
    assert!(page.text().contains("2 fiches fusionnées en une."), "{}", page.text());
    assert!(
        page.text().contains("ali@sink.test") && page.text().contains("roux@sink.test"),
        "{}",
        page.text()
    );
    assert!(client.get("/contacts/duplicates").await.text().contains("Aucun doublon"));
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(page.text().contains("1 contact rétabli."), "{}", page.text());
    assert!(client.get("/contacts/duplicates").await.has("[href^='/contacts/merge']"));
    // A book that is not empty stays; another person's is not there.
    let page = client.follow(&book, "Modifier le carnet").await;
    let page = client.submit(&page, page.form("#card .set-acts button").press_named("do", "remove")).await;
    assert!(page.text().contains("Ce carnet n’est pas vide"), "{}", page.text());
    let (_, mut stranger) = signed_in(&program, "inconnue").await;
    for path in [book.url.path(), "/contacts/books/1", "/contacts/groups/1", "/contacts/all?group=1"] {
        assert_eq!(stranger.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let hers = format!("/contacts/personal/{}", ids[0]);
    for path in [hers.clone(), format!("{hers}/edit"), format!("{hers}/photo")] {
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_pages_of_the_contacts_look_right_and_are_accessible() {
    let program = Program::start().await;
    let (person, mut client) = signed_in(&program, "album").await;
    for (given, family, address) in [
        ("Karim", "Benali", "karim@menuiserie-benali.example"),
        ("Solène", "Bouvier", "solene.bouvier@demo.example"),
        ("Jean-Claude", "Delmas", "jc.delmas@menuiserie-delmas.example"),
        ("Aïcha", "Diallo", "aicha.diallo@demo.example"),
        ("Noël", "Garnier", "noel.garnier@courriel.example"),
        ("Sophie", "Lambert", "sophie.lambert@courriel.example"),
        ("Hélène", "Le Goff", "helene.legoff@demo.example"),
        ("Élodie", "Perrin", "elodie.perrin@demo.example"),
    ] {
        make(&mut client, given, family, address).await;
    }
    let list = client.get("/contacts/personal").await;
    let page = client.get(&card(&list, "Aïcha Diallo")).await;
    let page = client.follow(&page, "Modifier").await;
    let form = page
        .form("#card #given-name")
        .fill("job-title", "Chargée de la vie associative")
        .fill("organization", "Démo")
        .fill("phone.value", "06 00 00 00 00")
        .fill("birthday", "3/3")
        .fill("note", "Présente les lundis, mardis et jeudis. Préfère être jointe par message.")
        .fill("new-group", "Bénévoles du marché de Noël")
        .press_named("do", "save");
    let shown = client.submit(&page, form).await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&person).await;
    browser.press("g").await;
    browser.press("c").await;
    browser.wait_for("#cards .row").await;
    look(&browser, "contacts-list").await;
    browser.goto(shown.url.path()).await;
    look(&browser, "contacts-card").await;
    browser.goto(&format!("{}/edit", shown.url.path())).await;
    look(&browser, "contacts-form").await;
    browser.goto("/contacts/all?q=personne").await;
    look(&browser, "contacts-none").await;
    browser.goto("/contacts/groups").await;
    look(&browser, "contacts-group").await;
    browser.goto("/contacts/merge?cards=1,2").await;
    look(&browser, "contacts-merge").await;
    make(&mut client, "Karim", "Benali", "kb@menuiserie-benali.example").await;
    browser.goto("/contacts/duplicates").await;
    look(&browser, "contacts-duplicates").await;
    browser.close().await;
}

/// Draws a card to a group or a book, as a mouse does; with Ctrl held or not.
const DRAW: &str = r#"
const [words, place, ctrlKey] = arguments;
const rows = [...document.querySelectorAll('#cards .row[data-card]')];
const row = rows.find(it => it.textContent.includes(words)).querySelector('.row-link');
const target = [...document.querySelectorAll('#side .tree-link')].find(it => it.textContent.includes(place));
const dataTransfer = new DataTransfer();
const tell = (it, kind) => it.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer, ctrlKey }));
tell(row, 'dragstart');
const takes = !tell(target, 'dragover');
if (takes) tell(target, 'drop');
tell(row, 'dragend');
return takes;
"#;

#[tokio::test]
async fn cards_are_walked_through_by_keys_and_drawn_to_groups_and_books() {
    let program = Program::start().await;
    let (person, mut client) = signed_in(&program, "clavier").await;
    for (given, family) in [("Ali", "Azur"), ("Eva", "Brun"), ("Zoé", "Cyan")] {
        make(&mut client, given, family, &format!("{given}@sink.test")).await;
    }
    for (url, name) in [("/contacts/groups", "Chorale"), ("/contacts/books", "Voisins")] {
        let page = client.get(url).await;
        client.submit(&page, page.form("#name").fill("name", name)).await;
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/contacts/personal").await;
    // From the first card down and up again; X chooses, and the open one follows.
    browser.strike("j").await;
    assert!(browser.focused().await.contains("Ali Azur"), "{}", browser.focused().await);
    browser.strike("x").await;
    browser.strike("j").await;
    browser.strike("x").await;
    assert!(browser.focused().await.contains("Eva Brun"), "{}", browser.focused().await);
    let chosen = "return document.querySelectorAll('#cards .row-check :checked').length";
    assert_eq!(browser.script(chosen, vec![]).await, json!(2));
    let draw = async |words: &str, place: &str, copies: bool| {
        browser.script(DRAW, vec![json!(words), json!(place), json!(copies)]).await == json!(true)
    };
    // Both that are chosen.
    assert!(draw("Eva", "Chorale", false).await);
    browser.wait_for_text("Chorale 2").await;
    // One that is not chosen goes alone.
    assert!(draw("Zoé", "Voisins", true).await);
    browser.wait_for_text("Voisins 1").await;
    assert!(draw("Zoé", "Voisins", false).await);
    browser.wait_for_text("Voisins 2").await;
    assert!(!draw("Ali", "Destinataires récents", false).await, "nobody puts cards there");
    browser.goto("/contacts/personal").await;
    let opened = async |name: &str| {
        wait::until_async(name, async || {
            // Keys are heard by the scripts of the page, which come last.
            let is_ready = browser.script("return document.readyState", vec![]).await == json!("complete");
            (is_ready && browser.texts("#card h1").await == [name]).then_some(())
        })
        .await;
    };
    browser.strike("j").await;
    browser.strike("o").await;
    opened("Ali Azur").await;
    browser.strike("j").await;
    opened("Eva Brun").await;
    browser.strike("k").await;
    opened("Ali Azur").await;
    look(&browser, "contacts-groups").await;
    browser.close().await;
}

#[tokio::test]
async fn trusted_senders_are_a_book_that_is_read_and_emptied() {
    let program = Program::start().await;
    let (person, mut client) = signed_in(&program, "confiante").await;
    let page = client.get("/contacts/trusted").await;
    assert!(page.text().contains("Aucun pour l’instant"), "{}", page.text());
    for address in ["lettre@info.test", "mairie@valmont.test"] {
        let page = client.get("/settings/display").await;
        client.submit(&page, page.form("#address").fill("address", address)).await;
    }
    let page = client.get("/contacts").await;
    assert!(page.text().contains("Expéditeurs de confiance 2"), "{}", page.text());
    let page = client.get(&url(&page, "#side .tree-link", "Expéditeurs")).await;
    assert_eq!(page.texts(".set-list li span"), ["lettre@info.test", "mairie@valmont.test"]);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/contacts/trusted").await;
    look(&browser, "contacts-trusted").await;
    browser.close().await;
    let page = client.submit(&page, page.form_with_button("Retirer lettre@info.test")).await;
    assert!(
        page.text().contains("lettre@info.test n’est plus un expéditeur de confiance."),
        "{}",
        page.text()
    );
    assert_eq!(page.texts(".set-list li span"), ["mairie@valmont.test"]);
}
