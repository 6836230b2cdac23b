//! Address books on servers: added, read, written through, and what happens when such a server is away, changed
//! by others, or none.

mod files;
mod lost;
mod nonsense;
mod radicale;
mod room;

use std::time::Instant;

use reqwest::StatusCode;

use self::radicale::{LOGIN, PASSWORD, READ_ONLY, Radicale};
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program};
use crate::proxy::Proxy;
use crate::wait;

async fn signed_in(program: &Program, name: &str) -> (Account, Client) {
    let person = Account::new(name);
    lab().open(&person);
    program.never_in_the_log(PASSWORD);
    let client = program.signed_in(&person).await;
    (person, client)
}

async fn program(server: &Radicale) -> Program {
    Program::with(Options { settings: server.named(""), ..Options::default() }).await
}

fn card(uid: &str, given: &str, family: &str, more: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:{uid}\r\nFN:{given} {family}\r\nN:{family};{given};;;\r\n{more}END:VCARD\r\n"
    )
}

fn file(uid: &str, given: &str, family: &str, more: &str) -> (String, String) {
    (format!("{uid}.vcf"), card(uid, given, family, more))
}

/// Adds the books of the server.
async fn add(client: &mut Client, password: &str) -> Page {
    let page = client.get("/contacts").await;
    let page = client.follow(&page, "Carnet sur un serveur").await;
    let form = page.form("#server-login").fill("server", "0").fill("login", LOGIN).fill("password", password);
    client.submit(&page, form).await
}

/// Adds the books of the server, and waits until the one that is shown was read, however long the machine takes.
async fn add_and_read(client: &mut Client) -> Page {
    let mut page = add(client, PASSWORD).await;
    let book = page.url.path().to_owned();
    wait::until_async("the book", async || {
        let is_read = page.text().contains("À jour : ");
        if !is_read {
            page = client.get(&book).await;
        }
        is_read.then_some(())
    })
    .await;
    page
}

/// Reads the book again that a page shows.
async fn sync(client: &mut Client, book: &str) -> Page {
    let page = client.get(book).await;
    let form = page.form("[data-state] button").press_named("do", "sync");
    client.submit(&page, form).await
}

/// Reads the book again, and waits until it was, however long the machine takes.
async fn until_read(client: &mut Client, book: &str) -> Page {
    let mut page = sync(client, book).await;
    wait::until_async("the book", async || {
        // Else it goes on: whoever asks again waits for their turn.
        let is_read = page.text().contains("Le carnet est à jour.");
        if !is_read {
            page = sync(client, book).await;
        }
        is_read.then_some(())
    })
    .await;
    page
}

/// Where a link leads that has these words among others.
#[track_caller]
fn url(page: &Page, links: &str, words: &str) -> String {
    let at = page.texts(links).iter().position(|it| it.contains(words));
    let at = at.unwrap_or_else(|| panic!("no {words} among {:?}: {}", page.texts(links), page.text()));
    page.attributes(links, "href")[at].clone()
}

#[tokio::test]
async fn a_book_of_a_server_is_read_and_written_here_and_there() {
    let server = Radicale::start();
    let zoe = "EMAIL:zoe@x.fr\r\nCATEGORIES:Club\r\nX-UNKNOWN;X=1:a\\,b\r\n";
    server.book("amis", "Amis", [file("zoe", "Zoé", "Roux", zoe), file("ali", "Ali", "Diallo", "")]);
    let program = program(&server).await;
    let (_, mut client) = signed_in(&program, "carnets").await;
    let page = add(&mut client, "wrong").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("refuse le nom d’utilisateur ou le mot de passe"), "{}", page.text());
    assert_eq!(page.attributes("#server-login", "value"), [LOGIN], "what was typed stays");
    let page = add(&mut client, PASSWORD).await;
    assert!(page.text().contains("1 carnet ajouté."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Ali Diallo", "Zoé Roux"]);
    assert!(page.text().contains("À jour : "), "{}", page.text());
    let book = page.url.path().to_owned();
    assert!(program.stored_octets().windows(PASSWORD.len()).all(|it| it != PASSWORD.as_bytes()));
    let again = add(&mut client, PASSWORD).await;
    assert!(again.text().contains("Ce carnet est déjà dans votre liste"), "{}", again.text());

    // Found, completed, and in the group that it says.
    assert_eq!(client.get("/contacts/all?q=roux").await.texts("#cards .row-from"), ["Zoé Roux"]);
    let page = client.get("/contacts/complete?q=zoe").await;
    assert_eq!(page.attributes("[role=option]", "data-typed"), ["Zoé Roux <zoe@x.fr>"]);
    assert_eq!(page.texts(".combo-src"), ["Amis"]);
    let zoe = url(&client.get(&book).await, "#cards .row-link", "Zoé Roux");
    let page = client.get(&zoe).await;
    assert_eq!(page.texts("#card .badge"), ["Club"]);

    // Changed here: there it is, with what nobody here knows.
    let page = client.follow(&page, "Modifier").await;
    let form = page.form("#card #given-name").fill("job-title", "Trésorière").fill("new-group", "Bureau");
    let page = client.submit(&page, form.press_named("do", "save")).await;
    assert!(page.text().contains("La fiche de Zoé Roux est enregistrée."), "{}", page.text());
    assert_eq!(page.texts("#card .badge"), ["Bureau", "Club"]);
    let there = server.cards("amis").concat();
    for said in ["TITLE:Trésorière", "X-UNKNOWN;X=1:a\\,b", "Bureau", "Club", "UID:zoe"] {
        assert!(there.contains(said), "{said}: {there}");
    }

    // Made here.
    let page = client.get(&format!("{book}/new")).await;
    let form = page.form("#given-name").fill("given-name", "Noé").fill("email.value", "noe@x.fr");
    let page = client.submit(&page, form.press_named("do", "save")).await;
    assert!(page.text().contains("Noé a été ajouté à vos contacts."), "{}", page.text());
    assert_eq!(server.cards("amis").len(), 3);

    // Removed here, and given back.
    let form = page.form("#act-card input").press_named("do", "delete");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("1 contact supprimé."), "{}", page.text());
    assert_eq!(server.cards("amis").len(), 2);
    let form = page.form("#notice [name=act]").press_named("do", "undo");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("1 contact rétabli."), "{}", page.text());
    assert!(server.cards("amis").concat().contains("noe@x.fr"));

    // Changed, made and removed there.
    server.put("amis", "zoe.vcf", card("zoe", "Zoé", "Roux-Blin", "CATEGORIES:Club\r\n")).await;
    server.put("amis", "eve.vcf", card("eve", "Ève", "Petit", "")).await;
    server.delete("amis", "ali.vcf").await;
    let page = until_read(&mut client, &book).await;
    assert_eq!(page.texts("#cards .row-from"), ["Noé", "Ève Petit", "Zoé Roux-Blin"]);
    assert_eq!(client.get(&zoe).await.texts("#card .badge"), ["Club"]);

    // Copied and moved between books here and there.
    let page = client.get(&zoe).await;
    let form = page.form("#act-card input").press_named("do", "move-personal");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("1 contact déplacé."), "{}", page.text());
    assert!(!server.cards("amis").concat().contains("Roux-Blin"));
    let own = client.get("/contacts/personal").await;
    assert_eq!(own.texts("#cards .row-from"), ["Zoé Roux-Blin"]);
    let page = client.get(&own.attributes("#cards .row-link", "href")[0]).await;
    let to = book.rsplit('/').next().unwrap_or_default();
    let form = page.form("#act-card input").press_named("do", &format!("copy-{to}"));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("1 contact copié."), "{}", page.text());
    assert!(server.cards("amis").concat().contains("Roux-Blin"));

    // Taken out of here: there it stays.
    let page = client.get(&book).await;
    let page = client.get(&page.attributes("[data-state]", "action")[0]).await;
    let form = page.form("#card .set-acts button").press_named("do", "remove");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Rien n’a été supprimé sur le serveur."), "{}", page.text());
    assert_eq!(client.get(&book).await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get("/contacts/all?q=petit").await.texts("#cards .row-from").len(), 0);
    assert_eq!(server.cards("amis").len(), 3);
}

#[tokio::test]
async fn who_comes_second_is_told_and_loses_nothing() {
    let server = Radicale::start();
    server.book("amis", "Amis", [file("zoe", "Zoé", "Roux", "")]);
    server.book(READ_ONLY, "Lecture", [file("ali", "Ali", "Diallo", "")]);
    let program = program(&server).await;
    let (_, mut client) = signed_in(&program, "carnetsb").await;
    add(&mut client, PASSWORD).await;
    let all = client.get("/contacts/all").await;
    let (zoe, ali) = (url(&all, "#cards .row-link", "Zoé"), url(&all, "#cards .row-link", "Ali"));

    // Two windows here.
    let first = client.get(&format!("{zoe}/edit")).await;
    let second = client.get(&format!("{zoe}/edit")).await;
    let form = first.form("#card #given-name").fill("job-title", "Présidente").press_named("do", "save");
    client.submit(&first, form).await;
    let form = second.form("#card #given-name").fill("job-title", "Trésorière").press_named("do", "save");
    let page = client.submit(&second, form).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.attributes("#job-title", "value"), ["Trésorière"]);

    // Another program there, which this one has not heard of.
    let page = client.get(&format!("{zoe}/edit")).await;
    server.put("amis", "zoe.vcf", card("zoe", "Zoé", "Roux", "TITLE:Secrétaire\r\n")).await;
    let form = page.form("#card #given-name").fill("job-title", "Trésorière").press_named("do", "save");
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
    assert_eq!(page.attributes("#job-title", "value"), ["Trésorière"]);
    assert!(page.text().contains("La fiche telle qu’elle est maintenant"), "{}", page.text());
    assert!(server.cards("amis").concat().contains("Secrétaire"));
    // Who has read that writes over it.
    let form = page.form("#card #given-name").press_named("do", "save");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("est enregistrée"), "{}", page.text());
    assert!(server.cards("amis").concat().contains("Trésorière"));
    // What was changed there is not removed unseen.
    server.put("amis", "zoe.vcf", card("zoe", "Zoé", "Roux", "TITLE:Secrétaire\r\n")).await;
    let page = client.get(&zoe).await;
    let page = client.submit(&page, page.form("#act-card input").press_named("do", "delete")).await;
    assert!(page.text().contains("Une fiche a été modifiée entre-temps sur le serveur"), "{}", page.text());
    assert_eq!(server.cards("amis").len(), 1);

    // A book that may not be written says so, and is not offered.
    let page = client.get(&ali).await;
    assert!(page.text().contains("Ce carnet est en lecture seule sur son serveur."), "{}", page.text());
    assert!(!page.has("[href$='/edit']"));
    let page = client.submit(&page, page.form("#act-card input").press_named("do", "delete")).await;
    assert!(page.text().contains("lecture seule sur son serveur. Rien n’a été modifié."), "{}", page.text());
    assert_eq!(server.cards(READ_ONLY).len(), 1);
}

#[tokio::test]
async fn what_was_read_last_stays_while_the_server_is_away() {
    let mut server = Radicale::start();
    server.book("amis", "Amis", [file("zoe", "Zoé", "Roux", "EMAIL:zoe@x.fr\r\n")]);
    let program = program(&server).await;
    let (_, mut client) = signed_in(&program, "carnetsc").await;
    let page = add(&mut client, PASSWORD).await;
    let book = page.url.path().to_owned();
    let zoe = url(&page, "#cards .row-link", "Zoé");
    let edit = client.get(&format!("{zoe}/edit")).await;
    server.stop();
    let page = sync(&mut client, &book).await;
    assert!(page.text().contains("Les fiches affichées sont celles du "), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Zoé Roux"]);
    assert_eq!(client.get("/contacts/complete?q=zoe").await.texts(".combo-src"), ["Amis"]);
    let form = edit.form("#card #given-name").fill("job-title", "Trésorière").press_named("do", "save");
    let page = client.submit(&edit, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Le serveur de ce carnet ne répond pas."), "{}", page.text());
    assert_eq!(page.attributes("#job-title", "value"), ["Trésorière"]);
    server.go_on();
    let form = page.form("#card #given-name").press_named("do", "save");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("est enregistrée"), "{}", page.text());
    assert!(server.cards("amis").concat().contains("Trésorière"));
    until_read(&mut client, &book).await;
    // What could not be given back waits for another try.
    let page = client.get(&zoe).await;
    let page = client.submit(&page, page.form("#act-card input").press_named("do", "delete")).await;
    assert!(page.text().contains("1 contact supprimé."), "{}", page.text());
    server.stop();
    let page = client.submit(&page, page.form("#notice [name=act]").press_named("do", "undo")).await;
    assert!(page.text().contains("ne répond pas. Rien n’a été modifié."), "{}", page.text());
    server.go_on();
    let page = client.submit(&page, page.form("#notice [name=act]").press_named("do", "undo")).await;
    assert!(page.text().contains("1 contact rétabli."), "{}", page.text());
    assert!(server.cards("amis").concat().contains("Trésorière"));
}

#[tokio::test]
async fn groups_that_are_cards_are_read_and_written() {
    let server = Radicale::start();
    let group = "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:g1\r\nFN:Chorale\r\nN:Chorale;;;;\r\n\
                 X-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:zoe\r\nEND:VCARD\r\n";
    let cards = [
        file("zoe", "Zoé", "Roux", "EMAIL:zoe@x.fr\r\n"),
        file("ali", "Ali", "Diallo", "EMAIL:ali@x.fr\r\n"),
        ("g1.vcf".to_owned(), group.to_owned()),
    ];
    server.book("amis", "Amis", cards);
    let program = program(&server).await;
    let (_, mut client) = signed_in(&program, "carnetsd").await;
    let page = add_and_read(&mut client).await;
    assert_eq!(page.texts("#cards .row-from"), ["Ali Diallo", "Zoé Roux"], "a group is nobody");
    let list = client.get(&page.link("Chorale 1")).await;
    assert_eq!(list.texts("#cards .row-from"), ["Zoé Roux"]);
    let group = list.url.query().and_then(|it| it.strip_prefix("group=")).expect("a group").to_owned();
    let ali = client.get(&url(&page, "#cards .row-link", "Ali")).await;
    let form = ali.form("#act-card input").press_named("do", &format!("join-{group}"));
    let page = client.submit(&ali, form).await;
    assert!(page.text().contains("1 contact ajouté au groupe."), "{}", page.text());
    let there = server.cards("amis").concat();
    assert!(there.contains("X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:ali"), "{there}");
    assert!(!there.contains("CATEGORIES"), "{there}");
    let zoe = client.get(&url(&list, "#cards .row-link", "Zoé")).await;
    let form = zoe.form("#act-card input").press_named("do", &format!("leave-{group}"));
    let page = client.submit(&zoe, form).await;
    assert!(page.text().contains("1 contact retiré du groupe."), "{}", page.text());
    let there = server.cards("amis").concat();
    assert!(!there.contains("MEMBER:urn:uuid:zoe"), "{there}");
    let list = client.get(list.url.as_str()).await;
    assert_eq!(list.texts("#cards .row-from"), ["Ali Diallo"]);
}

#[tokio::test]
async fn a_book_of_several_hundred_is_read_in_pieces() {
    const CARDS: usize = 300;
    let server = Radicale::start();
    let cards = (0..CARDS).map(|it| {
        let more =
            format!("EMAIL:p{it}@x.fr\r\nTEL;TYPE=CELL:06 00 00 {it:04}\r\nNOTE:Adhérent depuis 2019\r\n");
        file(&format!("p{it}"), "Personne", &format!("{it:04}"), &more)
    });
    server.book("grand", "Grand", cards);
    let way = Proxy::to(server.port);
    let settings = Radicale::named_at(way.port, "");
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "carnetse").await;
    let begun = Instant::now();
    let page = add_and_read(&mut client).await;
    let book = page.url.path().to_owned();
    println!("{CARDS} cards of a server were read in {} ms", begun.elapsed().as_millis());
    assert!(page.text().contains("Grand 300"), "{}", page.text());
    // One asks for what there is, the others for a hundred cards each.
    assert_eq!(way.heard("REPORT /"), 1 + CARDS / 100);
    server.put("grand", "p7.vcf", card("p7", "Sept", "Autre", "")).await;
    let begun = Instant::now();
    until_read(&mut client, &book).await;
    println!("one change of them was read in {} ms", begun.elapsed().as_millis());
    let found = client.get("/contacts/all?q=sept").await;
    assert_eq!(found.texts("#cards .row-from"), ["Sept Autre"]);
}

#[tokio::test]
async fn a_server_that_takes_the_login_of_the_mail_asks_for_no_other() {
    let server = Radicale::start();
    let person = Account::new("carnetsf");
    lab().open(&person);
    server.know(&person.address, &person.password);
    server.book_of(&person.address, "amis", "Amis", [file("zoe", "Zoé", "Roux", "")]);
    let settings = format!("[carddav]\nany_server = false\n{}", server.named("login = \"mail\""));
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let mut client = program.signed_in(&person).await;
    let page = client.get("/contacts/servers").await;
    assert!(!page.has("#server-login") && !page.has("#url"), "{}", page.text());
    let page = client.submit(&page, page.form("#server")).await;
    assert_eq!(page.texts("#cards .row-from"), ["Zoé Roux"], "{}", page.text());
    // Any other server is refused, whoever asks without the page.
    let page = client.get("/contacts/servers").await;
    let mut form = page.form("#server").fill("server", "other");
    form.fields.push(("url".to_owned(), "https://dav.example.org/".to_owned()));
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Cette adresse n’est pas acceptée"), "{}", page.text());
}

#[tokio::test]
async fn the_pages_of_books_on_servers_look_right_and_work_with_scripts() {
    let mut server = Radicale::start();
    let cards = [
        file("zoe", "Zoé", "Roux", "EMAIL:zoe@x.fr\r\nORG:Octopus\r\n"),
        file("ali", "Ali", "Diallo", "EMAIL:ali@x.fr\r\n"),
    ];
    server.book("amis", "Amis de l’association", cards);
    let program = program(&server).await;
    let (person, _) = signed_in(&program, "carnetsg").await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&person).await;
    browser.goto("/contacts/servers").await;
    look(&browser, "servers-new").await;
    browser.fill("login", LOGIN).await;
    browser.fill("password", "wrong").await;
    browser.click("Chercher les carnets").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "servers-refused").await;
    browser.fill("password", PASSWORD).await;
    browser.click("Chercher les carnets").await;
    browser.wait_for_text("1 carnet ajouté.").await;
    look(&browser, "servers-book").await;
    let book = browser.path().await;
    let state = browser.attribute("[data-state]", "action").await;
    browser.goto(&state).await;
    look(&browser, "servers-settings").await;
    server.stop();
    browser.goto(&book).await;
    browser.click("Synchroniser maintenant").await;
    browser.wait_for_text("C’est ainsi depuis").await;
    look(&browser, "servers-away").await;
    browser.close().await;
}
