//! What a person decides: kept, shown again, and told when it cannot be.

use reqwest::StatusCode;
use serde_json::json;

use crate::browser::Browser;
use crate::client::Upload;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::{Options, Program};
use crate::wait;

#[tokio::test]
async fn what_is_decided_about_a_mailbox_is_kept_and_shown_again() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let inbox = client.get("/mail/INBOX").await;
    let page = client.follow(&inbox, "Paramètres").await;
    assert_eq!(page.url.path(), "/settings/mailbox");
    let form = page.form_with_button("Enregistrer");
    let kept = ["layout", "row_lines", "page_size"].map(|it| form.value(it).unwrap().to_owned());
    assert_eq!(kept, ["beside", "fit", "50"]);
    assert_eq!(
        ["mark_read", "after_move", "receipts"].map(|it| form.value(it).unwrap().to_owned()),
        ["at-once", "next", "ask"]
    );
    let form = form.fill("mark_read", "after-10").fill("after_move", "list");
    let page = client.submit(&page, form.fill("receipts", "trusted-else-ignore")).await;
    assert_eq!(page.trail, [(StatusCode::SEE_OTHER, "/settings/mailbox".to_owned())]);
    assert!(page.text().contains("Préférences enregistrées."), "{}", page.text());
    let form = client.get("/settings/mailbox").await.form("[name=mark_read]");
    assert_eq!(form.value("mark_read"), Some("after-10"));
    assert_eq!(form.value("receipts"), Some("trusted-else-ignore"));

    // The other section knows of its own decisions alone.
    let page = client.get("/settings/display").await;
    let form = page.form_with_button("Enregistrer").fill("remote_images", "contacts");
    client.submit(&page, form.fill("adapt_colors", "adapt")).await;
    let form = client.get("/settings/display").await.form("[name=remote_images]");
    assert_eq!((form.value("remote_images"), form.value("adapt_colors")), (Some("contacts"), Some("adapt")));
    let form = client.get("/settings/mailbox").await.form("[name=mark_read]");
    assert_eq!(form.value("after_move"), Some("list"));
}

#[tokio::test]
async fn a_mistake_keeps_nothing_and_loses_nothing_that_was_typed() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/settings/mailbox").await;
    let form = page.form_with_button("Enregistrer").fill("receipts", "perhaps").fill("after_move", "list");
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts("[data-error] .err"), ["Choisissez une des réponses proposées."]);
    let form = page.form("[name=after_move]");
    assert_eq!((form.value("after_move"), form.value("receipts")), (Some("list"), None));
    let form = client.get("/settings/mailbox").await.form("[name=after_move]");
    assert_eq!(form.value("after_move"), Some("next"), "nothing was kept");
}

#[tokio::test]
async fn what_the_administrator_fixed_is_shown_so_and_stays_whatever_is_sent() {
    let settings = "[preferences.default]\nafter_move = \"list\"\nlanguage = \"nl\"\n\
                    [preferences.fixed]\npage_size = 25\nwarn_text = false\nlanguage = \"fr\"";
    let program = Program::with(Options { settings: settings.to_owned(), ..Options::default() }).await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/settings/mailbox").await;
    let form = page.form_with_button("Enregistrer");
    assert_eq!((form.value("after_move"), form.value("page_size")), (Some("list"), None));
    assert_eq!(page.texts("[data-fixed] label"), ["Messages par page"]);
    assert_eq!(page.texts("#page_size[disabled] [selected]"), ["25 messages"]);
    assert!(page.texts("[data-fixed] .hint").concat().contains("Fixé par votre administrateur"));
    // Whoever sends it all the same changes the rest alone.
    let page = client.submit(&page, form.press_named("page_size", "200").fill("after_move", "next")).await;
    assert!(page.text().contains("Préférences enregistrées."), "{}", page.text());
    let page = client.get("/settings/mailbox").await;
    assert_eq!(page.form_with_button("Enregistrer").value("after_move"), Some("next"));
    assert_eq!(page.texts("#page_size[disabled] [selected]"), ["25 messages"]);
    assert!(client.get("/settings/composing").await.has("#warn_text[disabled]:not([checked])"));
    assert!(!client.get("/mail/INBOX").await.has("[name=language]"), "nobody chooses a language");
    let page = client.get("/settings/interface").await;
    let form = page.form_with_button("Enregistrer").press_named("language", "de");
    assert!(client.submit(&page, form).await.text().contains("Préférences enregistrées."));
    assert!(client.get("/settings/interface").await.has("html[lang=fr]"));
    let page = client.get("/settings/interface").await;
    let page = client.submit(&page, page.form_with_button("Enregistrer").fill("theme", "sepia")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts("#language[disabled] [selected]"), ["Français"]);
    // A page that tells of an error looks as all others do.
    client.decide("interface", "theme", "dark").await;
    assert!(client.get("/settings/nowhere").await.has("html[data-theme=dark]"));
}

#[tokio::test]
async fn changes_that_are_not_saved_are_told() {
    let program = Program::start().await;
    let person = Account::new("hesitante");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/settings/mailbox").await;
    let said = async || browser.texts("#unsaved").await.concat();
    let change = "const list = document.getElementById('page_size'); list.value = arguments[0]; \
        list.dispatchEvent(new Event('change', { bubbles: true }))";
    assert_eq!(said().await, "");
    browser.script(change, vec![json!("100")]).await;
    browser.wait_for_text("Modifications non enregistrées").await;
    look(&browser, "settings-unsaved").await;
    // What is as it was is no change.
    browser.script(change, vec![json!("50")]).await;
    wait::until_async("silence", async || said().await.is_empty().then_some(())).await;
    browser.script(change, vec![json!("100")]).await;
    browser.wait_for_text("Modifications non enregistrées").await;
    browser.click("Annuler").await;
    wait::until_async("silence", async || said().await.is_empty().then_some(())).await;
    browser.script(change, vec![json!("100")]).await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Préférences enregistrées.").await;
    assert_eq!(said().await, "");
    browser.close().await;
}

#[tokio::test]
async fn what_is_fixed_of_folders_columns_and_spelling_is_shown_so_and_refused() {
    let settings = "[preferences.default]\narchive_folder = \"Classement\"\n\
                    [preferences.fixed]\ncolumns = \"date, subject\"\nchecked_language = \"nl\"\n\
                    trash_folder = \"Poubelle\"\njunk_folder = \"\"";
    let program = Program::with(Options { settings: settings.to_owned(), ..Options::default() }).await;
    let person = Account::new("fixee");
    let mut imap = lab().open(&person);
    for name in ["Classement", "Poubelle", "Autre"] {
        imap.command(&format!("CREATE {name}"));
    }
    let mut client = program.signed_in(&person).await;
    let page = client.get("/settings/mailbox").await;
    assert_eq!(page.texts("#columns[data-fixed] select[disabled] [selected]").len(), 6);
    assert!(!page.has("#columns .btn") && page.texts("#columns .hint").concat().contains("Fixé par"));
    let csrf = page.form_with_button("Enregistrer").value("csrf").expect("a token").to_owned();
    let page = client.post("/settings/mailbox/columns", &[("csrf", &csrf), ("column", "size")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(page.text().contains("Fixé par votre administrateur"), "{}", page.text());
    let page = client.get("/settings/mailbox").await;
    assert_eq!(page.attributes("#columns [selected]", "value")[..3], ["date", "subject", "none"]);

    let page = client.get("/settings/spelling").await;
    assert_eq!(page.attributes("#checked-language[disabled] [selected]", "value"), ["nl"]);
    let form = page.form_with_button("Enregistrer").press_named("checked_language", "fr");
    assert!(client.submit(&page, form).await.text().contains("Préférences enregistrées."));
    let page = client.get("/settings/spelling").await;
    assert_eq!(page.attributes("#checked-language [selected]", "value"), ["nl"]);

    let page = client.get("/settings/folders?roles=1").await;
    assert_eq!(page.attributes("[data-fixed] select[disabled]", "name"), ["junk", "trash"]);
    assert_eq!(
        page.attributes("#archive [selected], #trash [selected]", "value"),
        ["Classement", "Poubelle"]
    );
    let form = page.form_with_button("Enregistrer").fill("archive", "").press_named("trash", "Autre");
    let page = client.submit(&page, form.press_named("junk", "Autre")).await;
    assert!(page.text().contains("Dossiers spéciaux enregistrés."), "{}", page.text());
    assert_eq!(page.attributes("#archive [selected], #trash [selected]", "value"), ["Poubelle"]);
    assert_eq!(page.attributes("#junk [selected]", "value").len(), 0);
    let form = page.form_with_button("Enregistrer").fill("archive", "Poubelle");
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("qu’un rôle"), "{}", page.text());
    // What is deleted goes where the administrator says.
    imap.append("INBOX", "", "", &letters::plain("Jetée", &person.address, "Bonjour."));
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Jetée")).await;
    client.submit(&page, page.form_with_button("Supprimer")).await;
    assert_eq!((imap.count("Poubelle"), imap.count("Trash")), (1, 0));
}

#[tokio::test]
async fn what_is_fixed_of_sending_is_no_choice_of_a_message() {
    let settings = "[preferences.fixed]\nmdn = true\ndsn = false".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = client.get("/compose").await;
    assert!(page.has("#mdn[disabled][checked]") && page.has("#dsn[disabled]:not([checked])"));
    assert_eq!(page.text().matches("Fixé par votre administrateur").count(), 2);
    let form = page.form_with_button("Envoyer").fill("to", &to.address).fill("subject", "Fixe");
    let page = client.submit(&page, form.fill("body", "Le texte.").press_named("mdn", "")).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Fixe").then_some(()));
    assert!(lab().open(&to).last("INBOX").1.contains("Disposition-Notification-To"));
}

#[tokio::test]
async fn senders_are_trusted_and_trusted_no_more() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    let page = client.get("/settings/display").await;
    assert!(page.text().contains("Aucun pour l’instant."), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Ajouter").fill("address", "angelique@")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = page.form_with_button("Ajouter");
    assert_eq!(form.value("address"), Some("angelique@"));
    let page = client.submit(&page, form.fill("address", "Angelique@Sink.test")).await;
    assert_eq!(page.texts("#senders li span"), ["angelique@sink.test"]);
    let page = client.submit(&page, page.form_with_button("Retirer angelique@sink.test")).await;
    assert!(page.text().contains("n’est plus un expéditeur de confiance."), "{}", page.text());
    assert!(!page.has("#senders li"));

    let mut other = program.signed_in(&Account::new("pierre")).await;
    assert_eq!(other.get("/settings").await.url.path(), "/settings/mailbox");
}

#[tokio::test]
async fn the_settings_are_for_who_is_signed_in() {
    let program = Program::start().await;
    for path in ["/settings", "/settings/mailbox", "/settings/display"] {
        assert_eq!(program.client().get(path).await.url.path(), "/login", "{path}");
    }
    let mut client = program.signed_in(&Account::new("claire")).await;
    assert_eq!(client.get("/settings/nowhere").await.status, StatusCode::NOT_FOUND);
    let forged = client.post("/settings/display/senders", &[("address", "a@b.example")]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_settings_are_found_from_the_mailbox_and_saved_in_a_browser() {
    let program = Program::start().await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click("Paramètres").await;
    browser.click("Affichage des messages").await;
    browser.click("Adapter les couleurs").await;
    browser.click("Enregistrer").await;
    browser.wait_for_text("Préférences enregistrées.").await;
    browser.goto("/settings/display").await;
    let chosen = "return document.querySelector('[name=adapt_colors]:checked').value";
    assert_eq!(browser.script(chosen, Vec::new()).await, "adapt");
    browser.goto("/settings/contacts").await;
    look(&browser, "settings-contacts").await;
    browser.close().await;
}

/// What a file may say of folders, of senders and of words, with what cannot be taken.
const BESIDE: &str = r#"{
  "facteur_settings": 1, "spelling": "nl",
  "roles": {"sent": "Envois", "trash": "Nulle part"},
  "lists": {"INBOX": {"order": "-size", "threads": false}, "Nulle part": {"order": "size", "threads": false}},
  "senders": ["Ana@sink.test", "personne"], "words": ["Soignies", "deux mots"]
}"#;

#[tokio::test]
async fn folders_senders_and_words_go_along_with_the_settings() {
    let claire = Account::new("claire");
    lab().open(&claire).command("CREATE \"Envois\"");
    let program = Program::start().await;
    let mut client = program.signed_in(&claire).await;
    let upload = |text: &str| Upload {
        name: "parametres.json".to_owned(),
        media_type: "application/json",
        octets: text.as_bytes().to_vec(),
    };
    let page = client.get("/settings/transfer").await;
    let page = client.submit(&page, page.form("[name=file]").attach("file", upload(BESIDE))).await;
    let said = page.texts("#look li");
    for words in [
        "Langue de vos messages – Nederlands",
        "Dossiers spéciaux – Envoyés → Envois",
        "L’ordre des listes – INBOX",
        "Expéditeurs de confiance – ajout de ana@sink.test",
        "Mes mots – ajout de Soignies",
        "Nulle part – ce dossier n’existe pas ici",
        "personne – ne peut pas être repris ici",
        "words – ne peut pas être repris ici",
    ] {
        assert!(said.iter().any(|it| it == words), "{words}: {said:?}");
    }
    assert!(
        !client.get("/settings/display").await.text().contains("ana@sink.test"),
        "nothing is changed yet"
    );
    let page = client.submit(&page, page.form("#look [name=content]")).await;
    let said = page.texts("#report li");
    for words in [
        "1 dossier spécial choisi",
        "1 liste classée comme dans le fichier",
        "1 expéditeur de confiance ajouté",
        "1 mot ajouté au dictionnaire",
    ] {
        assert!(said.iter().any(|it| it == words), "{words}: {said:?}");
    }
    assert!(client.get("/settings/display").await.text().contains("ana@sink.test"));
    let form = client.get("/settings/spelling").await.form("[name=words]");
    assert_eq!((form.value("words"), form.value("checked_language")), (Some("Soignies"), Some("nl")));
    // What was taken goes out again.
    let file = client.get("/settings/transfer/file").await.html();
    let file: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(file["spelling"], "nl");
    assert_eq!(file["roles"], serde_json::json!({"sent": "Envois"}));
    assert_eq!(file["lists"]["INBOX"]["order"], "-size");
    assert_eq!(file["senders"], serde_json::json!(["ana@sink.test"]));
    assert_eq!(file["words"], serde_json::json!(["Soignies"]));
    // Damage changes nothing, and is named.
    let damaged = r#"{"facteur_settings": 1, "spelling": "xx", "roles": {"sent": 7}, "lists": {"INBOX": 7},
        "senders": {}, "words": [7]}"#;
    let page = client.submit(&page, page.form("[name=file]").attach("file", upload(damaged))).await;
    assert!(page.text().contains("Rien de nouveau n’a été trouvé dans ce fichier."), "{}", page.text());
    let said = page.texts("#look li");
    assert!(said.iter().any(|it| it.starts_with("spelling –")), "{said:?}");
    assert!(said.iter().any(|it| it == "INBOX – une partie du fichier est illisible"), "{said:?}");
    assert!(said.iter().any(|it| it == "words – une partie du fichier est illisible"), "{said:?}");
}

#[tokio::test]
async fn settings_go_into_a_file_and_out_of_it_with_a_word_on_what_was_not_taken() {
    let program = Program::start().await;
    let mut client = program.signed_in(&Account::new("claire")).await;
    client.decide("mailbox", "page_size", "100").await;
    client.decide("interface", "theme", "dark").await;
    let page = client.get("/settings/responses?new=1").await;
    let form = page.form("[name=body]").fill("name", "Horaires").fill("body", "De 9 h à 17 h.");
    client.submit(&page, form).await;
    let file = client.get("/settings/transfer/file").await;
    assert!(file.header("content-disposition").contains("parametres.json"));
    let text = file.html();
    assert!(text.contains("Horaires") && text.contains("\"page_size\": \"100\""), "{text}");

    let settings = "[preferences.fixed]\ntheme = \"light\"\n".to_owned();
    let program = Program::with(Options { settings, ..Options::default() }).await;
    let pierre = Account::new("pierre");
    let mut client = program.signed_in(&pierre).await;
    let upload = |text: &str| Upload {
        name: "parametres.json".to_owned(),
        media_type: "application/json",
        octets: text.as_bytes().to_vec(),
    };
    let page = client.get("/settings/transfer").await;
    let form = page.form("[name=file]").attach("file", upload(&text.replace("\"swipe\"", "\"unheard_of\"")));
    // First what it would change, in words, and nothing is changed yet.
    let page = client.submit(&page, form).await;
    let said = page.texts("#look li");
    assert!(said.iter().any(|it| it == "Messages par page – 50 messages → 100 messages"), "{said:?}");
    assert!(said.iter().any(|it| it.contains("Réponses – ajout de Horaires")), "{said:?}");
    assert!(said.iter().any(|it| it.contains("theme – fixé par votre administrateur")), "{said:?}");
    let form = client.get("/settings/mailbox").await.form("[name=page_size]");
    assert_eq!(form.value("page_size"), Some("50"));
    let page = client.submit(&page, page.form("#look [name=content]")).await;
    let said = page.texts("#report li");
    assert!(said.iter().any(|it| it == "1 réponse ajoutée"), "{said:?}");
    assert!(said.iter().any(|it| it.contains("theme – fixé par votre administrateur")), "{said:?}");
    assert!(said.iter().any(|it| it.contains("unheard_of – préférence ou réponse inconnue")), "{said:?}");
    let form = client.get("/settings/mailbox").await.form("[name=page_size]");
    assert_eq!(form.value("page_size"), Some("100"));
    assert!(client.get("/settings/responses").await.text().contains("Horaires"));
    // A second time there is nothing to add, and what is no such file changes nothing.
    let page = client.get("/settings/transfer").await;
    let page = client.submit(&page, page.form("[name=file]").attach("file", upload(&text))).await;
    assert!(!page.has("#look [name=content]"), "{}", page.text());
    assert!(page.text().contains("Rien de nouveau n’a été trouvé dans ce fichier."), "{}", page.text());
    let page = client.submit(&page, page.form("[name=file]").attach("file", upload("{}"))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.texts("#settings-file-e"),
        ["Ce n’est pas un fichier de paramètres. Choisissez celui que « Exporter » a téléchargé."]
    );

    let browser = Browser::open(&program.url).await;
    browser.sign_in(&pierre).await;
    browser.goto("/settings/transfer").await;
    let text = text
        .replace("\"page_size\": \"100\"", "\"page_size\": \"25\"")
        .replace("\"swipe\"", "\"unheard_of\"");
    browser.choose_files(&[upload(&text)]).await;
    browser.click("Voir ce qui changera").await;
    browser.wait_for("#look button").await;
    look(&browser, "settings-transfer-look").await;
    browser.close().await;
}
