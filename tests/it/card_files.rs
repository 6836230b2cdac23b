//! Files of cards into the contacts and out of them.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page, Upload};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;

async fn signed_in(program: &Program, name: &str) -> (Account, Client) {
    let person = Account::new(name);
    lab().open(&person);
    let client = program.signed_in(&person).await;
    (person, client)
}

/// Chooses a file; what is shown of it.
async fn choose(client: &mut Client, name: &str, octets: &[u8]) -> Page {
    let page = client.get("/contacts/import").await;
    let file =
        Upload { name: name.to_owned(), media_type: "application/octet-stream", octets: octets.to_vec() };
    client.submit(&page, page.form("#import-file").attach("file", file)).await
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
    let page = client.submit(&page, form.press_named("do", "take")).await;
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
        let page = other.submit(&page, page.form("#twice").press_named("do", "take")).await;
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
    client.submit(&page, page.form("#twice").press_named("do", "take")).await;
    let looked = choose(&mut client, "b.vcf", &card("Zoé")).await;
    let take = looked.form("#twice").tick("instead", "1").press_named("do", "take");
    let page = client.submit(&looked, take.clone()).await;
    assert!(
        page.text().contains("1 nouveau.") && page.text().contains("2 contacts supprimés."),
        "{}",
        page.text()
    );
    assert_eq!(page.texts("#cards .row-from"), ["Zoé"]);
    // A second click imports nothing again.
    let again = client.submit(&looked, take).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.text().contains("Ce fichier n’est plus gardé"), "{}", again.text());
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(page.text().contains("2 contacts rétablis."), "{}", page.text());
    assert_eq!(page.texts("#cards .row-from"), ["Ali", "Eva", "Zoé"]);
    // A file that leaves nobody to take its place leaves the book as it is.
    let looked = choose(&mut client, "c.vcf", b"BEGIN:VCARD\nNOTE:x\nEND:VCARD\n").await;
    let take = looked.form("#twice").tick("instead", "1").press_named("do", "take");
    let page = client.submit(&looked, take).await;
    assert!(page.text().contains("le carnet n’est pas remplacé"), "{}", page.text());
    assert_eq!(client.get("/contacts/personal").await.texts("#cards .row").len(), 3);
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
