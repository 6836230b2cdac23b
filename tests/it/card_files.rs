//! Files of cards into the contacts and out of them.

use std::time::{Duration, Instant};

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Form, Page, Upload};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program};
use crate::wait;

async fn signed_in(program: &Program, name: &str) -> (Account, Client) {
    let person = Account::new(name);
    lab().open(&person);
    let client = program.signed_in(&person).await;
    (person, client)
}

/// Chooses a file; what is shown of it.
pub async fn choose(client: &mut Client, name: &str, octets: &[u8]) -> Page {
    let page = client.get("/contacts/import").await;
    let file =
        Upload { name: name.to_owned(), media_type: "application/octet-stream", octets: octets.to_vec() };
    client.submit(&page, page.form("#import-file").attach("file", file)).await
}

/// Imports as it was looked at; the page of what became of it.
pub async fn take(client: &mut Client, page: &Page, form: Form) -> Page {
    let mut page = client.submit(page, form.press_named("do", "take")).await;
    wait::until_async("the end of an import", async || {
        if !page.has("[data-ended]") {
            page = client.get(page.url.path()).await;
        }
        page.has("[data-ended]").then_some(())
    })
    .await;
    page
}

/// In Windows-1252, as a French Outlook saves it.
const OUTLOOK: &[u8] = b"\"Titre\";\"Pr\xe9nom\";\"Nom\";\"Titre\";\"T\xe9l. mobile\";\"Cat\xe9gories\";\
\"Adresse de messagerie\";\"Initiales\"\r\n\
\"M.\";\"No\xebl\";\"Garnier\";\"Tr\xe9sorier\";\"06 00 00 00 00\";\"Adh\xe9rents;Valmont\";\"noel@sink.test\";\"N. G.\"\r\n\
\"\";\"\";\"\";\"\";\"\";\"\";\"\";\"X\"\r\n";

#[tokio::test]
async fn a_table_of_outlook_is_looked_at_imported_and_exported_again() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "tableur").await;
    let page = choose(&mut client, "contacts.csv", OUTLOOK).await;
    let text = page.text();
    assert!(text.contains("contacts.csv") && text.contains("windows-1252") && text.contains("· ;"), "{text}");
    assert!(text.contains("1 nouveau.") && text.contains("1 sans nom ni adresse."), "{text}");
    let chosen: Vec<String> =
        page.form("[name=column]").fields.into_iter().filter(|it| it.0 == "column").map(|it| it.1).collect();
    let expected =
        ["prefix", "given-name", "family-name", "job-title", "phone.mobile", "groups", "email.other", "-"];
    assert_eq!(chosen, expected);
    assert!(
        client.get("/contacts/personal").await.text().contains("Aucun contact"),
        "a look changes nothing"
    );
    // The mapping can be changed.
    let mut form = page.form("[name=column]");
    form.fields.iter_mut().filter(|it| it.1 == "-").for_each(|it| "nickname".clone_into(&mut it.1));
    let page = take(&mut client, &page, form).await;
    assert!(page.text().contains("2 nouveaux."), "{}", page.text());
    let list = client.get("/contacts/personal").await;
    assert_eq!(list.texts("#cards .row-from"), ["M. Noël Garnier", "X"]);
    assert!(list.text().contains("Adhérents 1") && list.text().contains("Valmont 1"), "{}", list.text());
    // The same file once more: everybody is there.
    let page = choose(&mut client, "contacts.csv", OUTLOOK).await;
    let page = client
        .submit(&page, page.form("[name=column]").fill("twice", "skip").press_named("do", "look"))
        .await;
    assert!(page.text().contains("1 déjà dans le carnet."), "{}", page.text());
    // Out again, in three formats.
    let csv = client.get("/contacts/export?book=personal&format=outlook-csv").await;
    assert!(
        csv.header("content-disposition").contains("contacts.csv"),
        "{}",
        csv.header("content-disposition")
    );
    let text = String::from_utf8(csv.octets.clone()).unwrap();
    assert!(text.starts_with("\u{feff}Titre;Prénom;Deuxième prénom;Nom;"), "{text}");
    assert!(text.contains(";Noël;;Garnier;") && text.contains("06 00 00 00 00"), "{text}");
    for (format, version) in [("vcard3", "VERSION:3.0"), ("vcard4", "VERSION:4.0")] {
        let file = client.get(&format!("/contacts/export?book=personal&format={format}")).await;
        let text = String::from_utf8(file.octets.clone()).unwrap();
        assert_eq!(text.matches("BEGIN:VCARD").count(), 2, "{text}");
        assert!(text.contains(version) && text.contains("CATEGORIES:Adhérents,Valmont"), "{text}");
        // Into another account, nothing is lost.
        let (_, mut other) = signed_in(&program, "copie").await;
        let page = choose(&mut other, "contacts.vcf", &file.octets).await;
        let form = page.form("#twice");
        let page = take(&mut other, &page, form).await;
        assert!(page.text().contains("2 nouveaux."), "{}", page.text());
        let again = other.get("/contacts/export?book=personal&format=outlook-csv").await;
        assert_eq!(again.octets, csv.octets);
    }
}

#[tokio::test]
async fn a_book_is_replaced_once_and_comes_back() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "relieur").await;
    let card = |name: &str| format!("BEGIN:VCARD\nFN:{name}\nEND:VCARD\n").into_bytes();
    let page = choose(&mut client, "a.vcf", &[card("Ali"), card("Eva")].concat()).await;
    let form = page.form("#twice");
    take(&mut client, &page, form).await;
    let looked = choose(&mut client, "b.vcf", &card("Zoé")).await;
    let form = looked.form("#twice").tick("instead", "1");
    let page = take(&mut client, &looked, form).await;
    assert!(
        page.text().contains("1 nouveau.") && page.text().contains("2 contacts supprimés."),
        "{}",
        page.text()
    );
    assert_eq!(page.texts("#cards .row-from"), ["Zoé"]);
    // A second click imports nothing again: it shows what became of the first.
    let form = looked.form("#twice").tick("instead", "1");
    let again = take(&mut client, &looked, form).await;
    assert!(again.url.path().ends_with("/job") && again.text().contains("1 nouveau."), "{}", again.text());
    assert_eq!(client.get("/contacts/personal").await.texts("#cards .row-from"), ["Zoé"]);
    let page = client.submit(&page, page.form_with_button("Annuler l’importation")).await;
    assert!(page.text().contains("1 contact retiré ; contacts rétablis : 2."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Ali", "Eva"]);
    // Once is enough: who presses twice sees what became of the first time.
    let page = client.submit(&again, again.form_with_button("Annuler l’importation")).await;
    assert!(page.text().contains("1 contact retiré ; contacts rétablis : 2."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Ali", "Eva"]);
    // A file that leaves nobody to take its place leaves the book as it is.
    let looked = choose(&mut client, "c.vcf", b"BEGIN:VCARD\nNOTE:x\nEND:VCARD\n").await;
    let form = looked.form("#twice").tick("instead", "1");
    let page = take(&mut client, &looked, form).await;
    assert!(page.text().contains("le carnet n’est pas remplacé"), "{}", page.text());
    assert!(!page.text().contains("Annuler l’importation"), "{}", page.text());
    assert_eq!(client.get("/contacts/personal").await.texts("#cards .row").len(), 2);
}

#[tokio::test]
async fn a_book_that_is_gone_is_asked_for_again_and_groups_go_with_the_import() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "sanscarnet").await;
    let page = client.get("/contacts/books").await;
    client.submit(&page, page.form("#card #name").fill("name", "Voisins")).await;
    let cards = b"BEGIN:VCARD\nFN:Ali\nCATEGORIES:Passage\nEND:VCARD\n";
    let looked = choose(&mut client, "a.vcf", cards).await;
    let page = client.get("/contacts/books/1").await;
    client.submit(&page, page.form("#card .set-acts button").press_named("do", "remove")).await;
    let form = looked.form("#twice").fill("book", "b1").press_named("do", "take");
    let page = client.submit(&looked, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Le carnet choisi n’existe plus."), "{}", page.text());
    assert!(client.get("/contacts/personal").await.text().contains("Aucun contact"));
    let form = page.form("#twice");
    let page = take(&mut client, &page, form).await;
    assert!(page.text().contains("Passage 1"), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Annuler l’importation")).await;
    assert!(page.text().contains("1 contact retiré"), "{}", page.text());
    assert!(!page.text().contains("Passage"), "{}", page.text());
}

/// As many cards as asked for, with what people have on them.
fn many_cards(count: usize) -> Vec<u8> {
    let card = |at: usize| {
        format!(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:many-{at}\r\nN:Famille{};Prénom{at};;;\r\nFN:Prénom{at} Famille{}\r\n\
             EMAIL;TYPE=WORK:p{at}@exemple.test\r\nTEL;TYPE=CELL:+33 6 00 00 {:02} {:02}\r\n\
             ORG:Société {};Service\r\nADR;TYPE=WORK:;;{at} rue du Four;Valmont;;00000;France\r\n\
             CATEGORIES:Groupe {}\r\nEND:VCARD\r\n",
            at % 997,
            at % 997,
            at / 100 % 100,
            at % 100,
            at % 50,
            at % 7
        )
    };
    (0..count).map(card).collect::<String>().into_bytes()
}

#[tokio::test]
async fn ten_thousand_cards_come_in_while_one_looks_and_go_again() {
    let program = Program::start().await;
    let (person, mut client) = signed_in(&program, "mille").await;
    let looked = choose(&mut client, "tous.vcf", &many_cards(10_000)).await;
    assert!(looked.text().contains("10 000 nouveaux."), "{}", looked.text());
    let begun = Instant::now();
    let page = client.submit(&looked, looked.form("#twice").press_named("do", "take")).await;
    let asked = begun.elapsed();
    // Whoever leaves finds the way back, and is asked to look again without scripts.
    if !page.has("[data-ended]") {
        assert!(page.header("refresh") == "2" && page.has("#import-job progress"), "{}", page.text());
        let form = client.get("/contacts/import").await;
        let url = form.attributes("#card .notice-actions a", "href");
        assert_eq!(url, [page.url.path()], "{}", form.text());
    }
    let mut page = page;
    wait::until_async("the end of an import", async || {
        page = client.get(page.url.path()).await;
        page.has("[data-ended]").then_some(())
    })
    .await;
    eprintln!("10,000 cards: answered after {asked:?}, imported after {:?}", begun.elapsed());
    assert!(page.text().contains("L’importation est terminée.") && page.text().contains("10 000 nouveaux."));
    assert!(asked < Duration::from_secs(10), "no page waits for the import: {asked:?}");
    let list = client.get("/contacts/personal").await;
    assert!(list.text().contains("Carnet personnel 10 000"), "{}", list.text());
    assert!(list.text().contains("Groupe 0 1 429"), "{}", list.text());

    // In a browser the page moves by itself, and the list is there in the end.
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto(page.url.path()).await;
    look(&browser, "contacts-import-done").await;
    browser.click("Annuler l’importation").await;
    browser.wait_for_text("contacts retirés").await;
    let looked = choose(&mut client, "tous.vcf", &many_cards(900)).await;
    browser.goto(looked.url.path()).await;
    browser.click("Importer 900 contacts").await;
    browser.wait_for_text("L’importation est terminée.").await;
    browser.wait_for_text("Carnet personnel 900").await;
    browser.close().await;
}

#[tokio::test]
async fn a_file_without_cards_and_one_of_another_person_are_told() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "abime").await;
    for octets in [&b"%PDF-1.4\n\x00"[..], b"", b"BEGIN:VCARD\r\nEND:VCARD\r\n", b"\xff\xfe\x00"] {
        let page = choose(&mut client, "x.vcf", octets).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("[data-error]"), "{}", page.text());
    }
    let looked = choose(&mut client, "a.vcf", b"BEGIN:VCARD\nFN:A\nEMAIL:a@sink.test\nEND:VCARD\n").await;
    let (_, mut stranger) = signed_in(&program, "curieuse").await;
    let page = stranger.get(looked.url.path()).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Ce fichier n’est plus gardé"), "{}", page.text());
    assert_eq!(stranger.get("/contacts/export?card=1&format=vcard3").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_a_failed_import_left_is_told_taken_back_and_tried_again() {
    let expected_errors = &["an import of cards failed"][..];
    let program = Program::with(Options { expected_errors, ..Options::default() }).await;
    let (_, mut client) = signed_in(&program, "panne").await;
    let looked = choose(&mut client, "avant.vcf", b"BEGIN:VCARD\nFN:Avant\nEND:VCARD\n").await;
    let form = looked.form("#twice");
    take(&mut client, &looked, form).await;
    let fault = "CREATE TRIGGER fault BEFORE INSERT ON cards WHEN NEW.name = 'Prénom450 Famille450' \
                 BEGIN SELECT RAISE(ABORT, 'out of order'); END";
    program.change_data(fault).await;
    let looked = choose(&mut client, "mille.vcf", &many_cards(1_000)).await;
    let form = looked.form("#twice").tick("instead", "1");
    let page = take(&mut client, &looked, form).await;
    assert!(page.text().contains("rien n’a été importé, le carnet est comme avant"), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Avant"]);
    // The same as doubles: the file is looked at as it was decided, and some that were in are taken back again.
    let again = client.follow(&page, "Reprendre ce fichier").await;
    assert!(
        again.form("#twice").fields.iter().any(|it| it.0 == "instead"),
        "what was decided is still there"
    );
    let mut form = again.form("#twice").fill("twice", "both");
    form.fields.retain(|it| it.0 != "instead");
    let page = take(&mut client, &again, form).await;
    assert!(page.text().contains("rien n’a été importé, le carnet est comme avant"), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Avant"]);
    // Once the fault is mended, the file that was kept comes in as a whole, once.
    program.change_data("DROP TRIGGER fault").await;
    let again = client.follow(&page, "Reprendre ce fichier").await;
    assert_eq!(again.form("#twice").value("twice"), Some("both"));
    let form = again.form("#twice");
    let page = take(&mut client, &again, form).await;
    assert!(page.text().contains("Carnet personnel 1 001"), "{}", page.text());
}

/// A picture of 65,535 by 65,535 points in some octets (GIF).
const BOMB: &str = "R0lGODlh/////4AAAP///wAAACwAAAAA/////wACAkQBADs=";

/// What a file that is refused may take of memory, in kB.
const MOST_FOR_REFUSED: u64 = 80_000;

#[tokio::test]
async fn files_that_are_too_much_are_told_and_hold_nothing_up() {
    let program = Program::start().await;
    let (_, mut client) = signed_in(&program, "trop").await;
    client.get("/contacts").await;
    let before = program.forget_peak();
    let page = choose(&mut client, "gros.vcf", &b"BEGIN:VCARD\n".repeat(8_500_000)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("[data-error]")[0].contains("trop grand"), "{}", page.text());
    let taken = program.peak() - before;
    assert!(taken < MOST_FOR_REFUSED, "100 MB took {taken} kB");
    // A million lines of one card, of which some are kept.
    let lines = "NOTE:x\n".repeat(1_000_000);
    let file = format!("BEGIN:VCARD\nFN:Million\n{lines}END:VCARD\n");
    let page = choose(&mut client, "million.vcf", file.as_bytes()).await;
    assert!(page.text().contains("1 nouveau."), "{}", page.text());
    // A picture that would be larger than the memory is not drawn.
    let card = format!("BEGIN:VCARD\nVERSION:3.0\nFN:Bombe\nPHOTO;ENCODING=b;TYPE=GIF:{BOMB}\nEND:VCARD\n");
    let page = choose(&mut client, "bombe.vcf", card.as_bytes()).await;
    let form = page.form("#twice");
    let page = take(&mut client, &page, form).await;
    let before = program.forget_peak();
    let card = client.get(&page.attributes("#cards .row-link", "href")[0]).await;
    assert_eq!(card.texts("#card h1"), ["Bombe"]);
    assert!(!card.has("#card img"), "{}", card.text());
    let number = card.url.path().rsplit('/').next().expect("a number").to_owned();
    let photo = client.get(&format!("/contacts/all/{number}/photo")).await;
    assert_eq!(photo.status, StatusCode::NOT_FOUND);
    assert!(program.peak() - before < MOST_FOR_REFUSED, "the bomb went off");
}

#[tokio::test]
async fn the_pages_of_files_look_right_and_are_accessible() {
    let program = Program::start().await;
    let (person, mut client) = signed_in(&program, "classeur").await;
    let looked = choose(&mut client, "contacts-outlook-novembre.csv", OUTLOOK).await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&person).await;
    browser.goto("/contacts/import").await;
    look(&browser, "contacts-import").await;
    browser.goto(looked.url.path()).await;
    look(&browser, "contacts-import-look").await;
    browser.goto("/contacts/export?book=personal").await;
    look(&browser, "contacts-export").await;
    browser.close().await;
}
