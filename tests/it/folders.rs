//! Folders arranged by their owner, without scripts and in a browser.

use reqwest::StatusCode;

use crate::association;
use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Presses a button of the folder that is looked at, with what was typed.
async fn press(client: &mut Client, page: &Page, words: &str, typed: &[(&str, &str)]) -> Page {
    let form = page.form_with_button(words);
    let form = typed.iter().fold(form, |form, (name, value)| form.fill(name, value));
    client.submit(page, form).await
}

async fn folder(client: &mut Client, name: &str) -> Page {
    client.get(&format!("/settings/folders?folder={name}")).await
}

#[tokio::test]
async fn a_folder_is_made_moved_with_what_is_inside_and_removed() {
    let account = Account::new("rangement");
    let mut imap = lab().open(&account);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/settings/folders").await;
    let page = press(&mut client, &page, "Créer le dossier", &[("name", "Été 🎉")]).await;
    assert!(page.text().contains("Dossier créé."), "{}", page.text());
    let page = client.get("/settings/folders").await;
    let page =
        press(&mut client, &page, "Créer le dossier", &[("name", r#"a"b\c"#), ("inside", "Été 🎉")]).await;
    assert_eq!(page.texts("#folder-h"), [r#"a"b\c"#]);
    let listed = imap.command("LIST (SUBSCRIBED) \"\" \"*\"");
    assert!(listed.contains("&AMk-t&AOk- &2DzfiQ-/a\\\"b\\\\c"), "{listed}");
    imap.append(
        "&AMk-t&AOk- &2DzfiQ-/a\\\"b\\\\c",
        "",
        "",
        &letters::plain("Un", &account.address, "Bonjour."),
    );

    // Another name, another place; what is inside goes along, and stays shown.
    let page = client.get("/settings/folders").await;
    press(&mut client, &page, "Créer le dossier", &[("name", "Saisons")]).await;
    let page = folder(&mut client, "%C3%89t%C3%A9%20%F0%9F%8E%89").await;
    let page = press(&mut client, &page, "Enregistrer", &[("name", "Hiver"), ("inside", "Saisons")]).await;
    assert!(page.text().contains("Dossier enregistré."), "{}", page.text());
    let listed = imap.command("LIST (SUBSCRIBED) \"\" \"*\"");
    assert!(listed.contains("Saisons/Hiver/a\\\"b\\\\c") && !listed.contains("&AMk-"), "{listed}");

    // It is asked first, and goes with everything.
    let page = folder(&mut client, "Saisons").await;
    let question = client.follow(&page, "Supprimer le dossier").await;
    assert!(question.text().contains("Les 2 dossiers qu’il contient le sont aussi."), "{}", question.text());
    assert!(imap.command("LIST \"\" \"*\"").contains("Saisons"), "to ask changes nothing");
    let page = press(&mut client, &question, "Supprimer le dossier", &[]).await;
    assert!(page.text().contains("Dossier supprimé."), "{}", page.text());
    assert!(!imap.command("LIST \"\" \"*\"").contains("Saisons"));
}

#[tokio::test]
async fn what_cannot_be_is_told_and_keeps_what_was_typed() {
    let account = Account::new("fautive");
    let mut imap = lab().open(&account);
    for name in ["Clients", "Clients/Dupont"] {
        imap.command(&format!("CREATE \"{name}\""));
        imap.command(&format!("SUBSCRIBE \"{name}\""));
    }
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for (name, inside, sentence) in [
        (" ", "", "Donnez un nom au dossier."),
        ("a/b", "", "ne peut pas figurer dans un nom de dossier."),
        ("100 %", "", "ne peut pas figurer dans un nom de dossier."),
        ("Dupont", "Clients", "Un dossier porte déjà ce nom"),
        ("inbox", "", "Un dossier porte déjà ce nom"),
        ("x", "Nulle part", "ne peut pas être placé là"),
    ] {
        let page = client.get("/settings/folders?new=1").await;
        let page = press(&mut client, &page, "Créer le dossier", &[("name", name), ("inside", inside)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.texts("[data-error], .err").concat().contains(sentence), "{name}: {}", page.text());
        assert_eq!(page.form_with_button("Créer le dossier").value("name"), Some(name));
    }
    // A folder is not put inside itself, and one with a role stays.
    let page = folder(&mut client, "Clients").await;
    let csrf = page.form_with_button("Enregistrer").value("csrf").expect("a token").to_owned();
    let send = [
        ("csrf", csrf.as_str()),
        ("do", "rename"),
        ("folder", "Clients"),
        ("name", "x"),
        ("inside", "Clients/Dupont"),
    ];
    assert_eq!(client.post("/settings/folders", &send).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for order in ["rename", "delete", "hide"] {
        let send = [("csrf", csrf.as_str()), ("do", order), ("folder", "Sent"), ("name", "x")];
        let page = client.post("/settings/folders", &send).await;
        assert!(page.text().contains("Ce dossier a un rôle"), "{order}: {}", page.text());
    }
    let listed = imap.command("LIST \"\" \"*\"");
    assert!(listed.contains("Clients/Dupont") && listed.contains("Sent"), "{listed}");
    assert_eq!(folder(&mut client, "Nulle%20part").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_folder_is_hidden_read_and_emptied() {
    let account = Account::new("vidange");
    let mut imap = lab().open(&account);
    imap.command("CREATE Vieux");
    imap.command("SUBSCRIBE Vieux");
    letters::fill(&mut imap, ("Vieux", ""), &account, 1..=3);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = folder(&mut client, "Vieux").await;
    let page = press(&mut client, &page, "Tout marquer comme lu", &[]).await;
    assert!(page.text().contains("Tous les messages du dossier sont marqués comme lus."), "{}", page.text());
    assert!(imap.command("STATUS Vieux (UNSEEN)").contains("UNSEEN 0"));
    let page = press(&mut client, &page, "Masquer de la liste", &[]).await;
    assert!(page.texts(".set-folders").concat().contains("masqué"), "{}", page.text());
    // A level above what is shown is shown as well.
    imap.command("CREATE \"Ann&AOk-es/2026\"");
    imap.command("SUBSCRIBE \"Ann&AOk-es/2026\"");
    let page = folder(&mut client, "Ann%C3%A9es%2F2026").await;
    assert_eq!(page.texts(".set-folders").concat().matches("masqué").count(), 1, "{}", page.text());
    assert!(!client.get("/mail/INBOX").await.text().contains("Vieux"));

    for (name, trash) in [("Vieux", 3), ("Trash", 0)] {
        let page = folder(&mut client, name).await;
        let question = client.follow(&page, "Vider le dossier").await;
        assert!(question.text().contains("de ses 3 messages"), "{}", question.text());
        press(&mut client, &question, "Vider le dossier", &[]).await;
        wait::until_async("the folder to be empty", async || {
            folder(&mut client, name).await.text().contains("Le dossier est vidé.").then_some(())
        })
        .await;
        assert_eq!((imap.count(name), imap.count("Trash")), (0, trash), "{name}");
    }
}

#[tokio::test]
async fn the_page_of_folders_looks_right_and_is_accessible() {
    let account = association::member("dossiers");
    let program = Program::start().await;
    program.never_in_the_log(&account.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.goto("/settings/mailbox").await;
    look(&browser, "settings-mailbox").await;
    browser.goto("/settings/folders").await;
    look(&browser, "folders").await;
    browser.click_in(".set-folders li", "Mairie et subventions", "a").await;
    browser.wait_for_text("Masquer de la liste").await;
    look(&browser, "folders-one").await;
    browser.click("Supprimer le dossier").await;
    browser.wait_for_text("Le dossier ne contient aucun message.").await;
    look(&browser, "folders-delete").await;
    browser.close().await;
}
