//! Which folder is for what: as the person chose, as the server says where they chose nothing.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

/// Somebody with two folders of their own and a letter.
fn somebody() -> (Account, Imap) {
    let account = Account::new("roles");
    let mut imap = lab().open(&account);
    for name in ["Classement", "Poubelle"] {
        imap.command(&format!("CREATE {name}"));
        imap.command(&format!("SUBSCRIBE {name}"));
    }
    for subject in ["Un", "Deux", "Trois"] {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Bonjour."));
    }
    (account, imap)
}

async fn choose(client: &mut Client, roles: &[(&str, &str)]) -> Page {
    let page = client.get("/settings/folders?roles=1").await;
    let form = page.form_with_button("Enregistrer");
    let form = roles.iter().fold(form, |form, (role, name)| form.fill(role, name));
    client.submit(&page, form).await
}

/// Opens a letter of the inbox and presses a button.
async fn press(client: &mut Client, subject: &str, button: &str) -> Page {
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row(subject)).await;
    client.submit(&page, page.form_with_button(button)).await
}

#[tokio::test]
async fn letters_go_where_the_person_chose() {
    let (account, mut imap) = somebody();
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = choose(&mut client, &[("archive", "Classement"), ("trash", "Poubelle")]).await;
    assert!(page.text().contains("Dossiers spéciaux enregistrés."), "{}", page.text());
    let form = page.form_with_button("Enregistrer");
    assert_eq!((form.value("archive"), form.value("sent")), (Some("Classement"), Some("")));
    let page = press(&mut client, "Un", "Archiver").await;
    assert!(page.text().contains("Message déplacé dans « Archives »."), "{}", page.text());
    press(&mut client, "Deux", "Supprimer").await;
    let counts = ["Classement", "Archive", "Poubelle", "Trash"].map(|it| imap.count(it));
    assert_eq!(counts, [1, 0, 1, 0]);
    assert_eq!(client.get("/mail/Classement").await.texts("#list-h"), ["Archives"]);

    // It may be renamed, and keeps its role.
    let page = client.get("/settings/folders?folder=Classement").await;
    let form = page.form_with_button("Enregistrer").fill("name", "Rangement");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Dossier enregistré."), "{}", page.text());
    press(&mut client, "Trois", "Archiver").await;
    assert_eq!(imap.count("Rangement"), 2);
    // One to which the server gives the role may not.
    let page = client.get("/settings/folders?folder=Sent").await;
    assert!(page.text().contains("Ce dossier a un rôle"), "{}", page.text());
}

#[tokio::test]
async fn a_chosen_folder_that_is_gone_is_told_and_replaced() {
    let (account, mut imap) = somebody();
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    choose(&mut client, &[("archive", "Classement"), ("trash", "Poubelle")]).await;
    imap.command("DELETE Classement");
    press(&mut client, "Un", "Archiver").await;
    assert_eq!(imap.count("Archive"), 1);
    let page = client.get("/settings/folders").await;
    let said = "Le dossier « Classement », choisi pour « Archives », n’existe plus";
    assert!(page.text().contains(said), "{}", page.text());
    // Deleted here, it is asked, and forgotten.
    let page = client.get("/settings/folders?folder=Poubelle&ask=delete").await;
    assert!(page.text().contains("Vous aviez choisi ce dossier pour un rôle"), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Supprimer le dossier")).await;
    assert!(page.text().contains("Dossier supprimé."), "{}", page.text());
    assert!(!page.text().contains("choisi pour « Corbeille »"), "{}", page.text());
    press(&mut client, "Deux", "Supprimer").await;
    assert_eq!(imap.count("Trash"), 1);
}

#[tokio::test]
async fn what_cannot_be_chosen_is_told() {
    let (account, _) = somebody();
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for (roles, sentence) in [
        ([("archive", "Classement"), ("trash", "Classement")], "Chaque dossier ne peut avoir qu’un rôle."),
        ([("trash", "INBOX"), ("sent", "")], "ne peut pas avoir ce rôle."),
        ([("trash", "Nulle part"), ("sent", "")], "n’existe plus"),
    ] {
        let page = choose(&mut client, &roles).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{roles:?}");
        assert!(page.texts("[data-error]").concat().contains(sentence), "{roles:?}: {}", page.text());
    }
    let page = choose(&mut client, &[("sent", "INBOX")]).await;
    assert!(page.text().contains("Dossiers spéciaux enregistrés."), "{}", page.text());
    assert_eq!(client.get("/mail/INBOX").await.texts("#list-h"), ["Boîte de réception"]);
}

#[tokio::test]
async fn the_choice_looks_right_and_is_accessible() {
    let (account, _) = somebody();
    let program = Program::start().await;
    program.never_in_the_log(&account.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/settings/folders").await;
    browser.click("Dossiers spéciaux").await;
    browser.wait_for("#archive").await;
    look(&browser, "folders-roles").await;
    browser.close().await;
}
