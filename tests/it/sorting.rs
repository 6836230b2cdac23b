//! Rules in forms: made, changed, moved and obeyed on a real Pigeonhole, beside what others wrote.

use reqwest::StatusCode;

use crate::absence::{with_rules, write};
use crate::browser::Browser;
use crate::client::{Client, Form, Page};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;
use crate::scripts;
use crate::wait;

/// What another program and a person wrote: a rule of Roundcube, one that no form can show, one that is switched off.
const FOREIGN: &str = "require [\"fileinto\", \"variables\", \"imap4flags\"];\n\n# Le début\n\
    # rule:[Roundcube]\nif allof (header :contains \"subject\" \"devis\", size :under 10M)\n{\n\tfileinto \"INBOX\";\n\tstop;\n}\n\
    # rule:[À la main]\nif header :matches \"Subject\" \"*[*]*\" { set \"liste\" \"${2}\"; /* ici */ } # fin\n\
    # rule:[Éteinte]\nif false # header :contains \"subject\" [\"a\", \"#b\"]\n{\n\tkeep;\n}\n\n/* fin */\n";

/// A rule with many conditions and actions, behind what it asks of the server.
const MANY: [&str; 2] = [
    "require [\"copy\", \"date\", \"relational\", \"body\", \"reject\"];\n",
    "# rule:[Beaucoup de conditions]\nif anyof (header :contains \"subject\" [\"facture\", \"relevé\", \"échéance\"], \
     address :domain :is \"from\" [\"octopus.test\", \"sink.test\"], not header :is \"X-Spam\" \"yes\", exists \"X-Ticket\", \
     size :over 5M, body :text :contains \"désabonner\", currentdate :zone \"+0100\" :value \"ge\" \"date\" \"2026-12-24\", \
     header :contains \"list-id\" \"gazette\")\n{\n\taddflag \"\\\\Flagged\";\n\tfileinto :copy \"Archive\";\n\
     \tredirect :copy \"secretariat@octopus.test\";\n\tstop;\n}\n\
     # rule:[Tout jeter]\nif header :is \"Subject\" \"x\" { discard; }\n",
];

/// The form of a new rule.
async fn new(client: &mut Client) -> (Page, Form) {
    let page = client.get("/settings/filters/rule").await;
    let form = page.form("#join");
    (page, form)
}

/// The form of the rule of a name.
async fn open(client: &mut Client, name: &str) -> (Page, Form) {
    let page = client.get("/settings/filters").await;
    let page = client.follow(&page, name).await;
    let form = page.form("#join");
    (page, form)
}

/// Replaces what stands in the last field of a name.
fn fill_last(mut form: Form, name: &str, value: &str) -> Form {
    let field = form.fields.iter_mut().rev().find(|it| it.0 == name).expect("the field");
    value.clone_into(&mut field.1);
    form
}

fn rule_of(page: &Page, name: &str) -> String {
    let at = page.texts("[data-rules] b").iter().position(|it| it == name).expect("the rule");
    page.attributes("[data-rule]", "data-rule").swap_remove(at)
}

#[tokio::test]
async fn a_rule_is_made_without_scripts_kept_and_obeyed() {
    let (claire, pierre) = (Account::new("trie"), Account::new("ecrit"));
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    lab().open(&claire).command("CREATE \"Compta/&AMk-t&AOk-\"");
    assert!(client.get("/settings/filters").await.has("#no-rules"));

    // What is wrong is told, and nothing of it is lost.
    let (page, form) = new(&mut client).await;
    let page = client.submit(&page, form.fill("name", "Factures \"été\" ]\\")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("[data-error]", "id"), ["test-0", "action-0"], "{}", page.text());
    let form = page.form("#join");
    assert_eq!(form.value("name"), Some("Factures \"été\" ]\\"));

    // One condition goes, others come, and actions.
    let page = client.submit(&page, form.press_named("drop-test", "0")).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut page = page;
    for kind in ["subject", "size"] {
        let form = page.form("#join").fill("new-test", kind).press_named("do", "add-test");
        page = client.submit(&page, form).await;
    }
    let form = page.form("#join").fill("new-action", "flag").press_named("do", "add-action");
    let page = client.submit(&page, form).await;
    let form = fill_last(page.form("#join"), "values", "facture\n\"relevé\" \\");
    let form = fill_last(fill_last(form, "number", "5"), "unit", "M");
    let form = fill_last(fill_last(form, "how", "under"), "folder", "Compta/Été");
    let page = client.submit(&page, fill_last(form, "flags", "\\Flagged")).await;
    assert!(page.text().contains("Règle enregistrée."), "{}", page.text());
    assert_eq!(page.texts("[data-rules] b"), ["Factures \"été\" )\\"]);

    let mut writer = program.signed_in(&pierre).await;
    write(&mut writer, &claire.address, "Le \"relevé\" \\ de mai").await;
    wait::until("the letter", || lab().open(&claire).holds("Compta/&AMk-t&AOk-", "mai").then_some(()));

    // It comes back as it was typed, and switched off it does nothing.
    let (page, form) = open(&mut client, "Factures \"été\" )\\").await;
    assert_eq!(form.value("values"), Some("facture\n\"relevé\" \\"));
    assert_eq!((form.value("number"), form.value("unit")), (Some("5"), Some("M")));
    assert_eq!((form.value("folder"), form.value("flags")), (Some("Compta/Été"), Some("\\Flagged")));
    let before = scripts::open(&claire).await.script("facteur").await.unwrap();
    client.submit(&page, form).await;
    assert_eq!(scripts::open(&claire).await.script("facteur").await.unwrap(), before);
    let page = client.get("/settings/filters").await;
    let rule = rule_of(&page, "Factures \"été\" )\\");
    let page = client.submit(&page, page.form("[data-rules] button").press_named("off", &rule)).await;
    write(&mut writer, &claire.address, "Une facture de juin").await;
    wait::until("the letter", || lab().open(&claire).holds("INBOX", "juin").then_some(()));
    let rule = rule_of(&page, "Factures \"été\" )\\");
    client.submit(&page, page.form("[data-rules] button").press_named("on", &rule)).await;
    assert_eq!(scripts::open(&claire).await.script("facteur").await.unwrap(), before);
}

#[tokio::test]
async fn what_others_wrote_stays_octet_by_octet() {
    let claire = Account::new("etrangere");
    let mut session = scripts::open(&claire).await;
    session.put("à moi", FOREIGN).await.unwrap();
    session.activate("à moi").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    assert_eq!(page.texts("[data-rules] b"), ["Roundcube", "À la main", "Éteinte"], "{}", page.text());
    let page = client.follow(&page, "À la main").await;
    assert!(page.has("#written[readonly]") && !page.has("#join"), "{}", page.text());

    // A new one stands behind them.
    let (page, form) = new(&mut client).await;
    let form = form.fill("name", "x]\r\nredirect \"evil@sink.test\";#").fill("values", "claire@\n\"; stop;");
    let form = form.press_named("drop-action", "0");
    let page = client.submit(&page, form).await;
    let form = page.form("#join").fill("new-action", "keep").press_named("do", "add-action");
    let page = client.submit(&page, form).await;
    client.submit(&page, page.form("#join")).await;
    let script = session.script("à moi").await.unwrap();
    assert!(script.starts_with(FOREIGN), "{script}");
    assert!(!script.lines().any(|it| it.starts_with("redirect")), "{script}");
    assert_eq!(session.script("facteur-before").await.unwrap(), FOREIGN);

    // Off and on, up and down: as it was.
    let page = client.get("/settings/filters").await;
    for (order, back, name) in [
        ("off", "on", "Roundcube"),
        ("on", "off", "Éteinte"),
        ("down", "up", "Roundcube"),
        ("up", "down", "À la main"),
    ] {
        let form = page.form("[data-rules] button");
        let there = client.submit(&page, form.clone().press_named(order, &rule_of(&page, name))).await;
        assert_ne!(session.script("à moi").await.unwrap(), script, "{order}");
        let form = there.form("[data-rules] button");
        client.submit(&there, form.press_named(back, &rule_of(&there, name))).await;
        assert_eq!(session.script("à moi").await.unwrap(), script, "{order} {back}");
    }

    // Of a rule that was changed elsewhere meanwhile, nothing is overwritten unseen.
    let (page, form) = open(&mut client, "Roundcube").await;
    let other = script.replace("\"devis\"", "\"offre\"");
    session.put("à moi", &other).await.unwrap();
    let refused = client.submit(&page, fill_last(form, "values", "le mien")).await;
    assert!(refused.text().contains("changés ailleurs"), "{}", refused.text());
    assert_eq!(refused.form("#join").value("values"), Some("le mien"));
    assert_eq!(session.script("à moi").await.unwrap(), other);
    let page = client.submit(&refused, refused.form("#join")).await;
    assert!(session.script("à moi").await.unwrap().contains("\"le mien\""), "{}", page.text());

    // It is removed once that was asked.
    let (page, _) = open(&mut client, "Roundcube").await;
    let page = client.follow(&page, "Supprimer la règle").await;
    let page = client
        .submit(
            &page,
            page.form("button.danger")
                .press_named("remove", &page.attributes("button.danger", "value").concat()),
        )
        .await;
    assert!(!page.texts("[data-rules] b").contains(&"Roundcube".to_owned()), "{}", page.text());
    let left = session.script("à moi").await.unwrap();
    let (_, hand) = FOREIGN.split_once("# rule:[À").unwrap();
    assert!(left.contains(hand), "{left}");
}

#[tokio::test]
async fn mail_leaves_the_house_with_the_password_alone_and_included_rules_are_shown() {
    let claire = Account::new("fuite");
    let mut session = scripts::open(&claire).await;
    session.put("dedans", "# rule:[Incluse]\nif header :is \"Subject\" \"x\" { keep; }\n").await.unwrap();
    session.put("actif", "require \"include\";\ninclude :personal \"dedans\";\n").await.unwrap();
    session.activate("actif").await.unwrap();
    let program = with_rules().await;
    program.never_in_the_log(&claire.password);
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    assert_eq!(page.texts("[data-rules] b").last().map(String::as_str), Some("Incluse"), "{}", page.text());
    let (page, form) = open(&mut client, "Incluse").await;
    client.submit(&page, form.fill("values", "y")).await;
    assert!(session.script("dedans").await.unwrap().contains("\"y\""));

    let (page, form) = open(&mut client, "Incluse").await;
    let form = form.fill("new-action", "redirect").press_named("do", "add-action");
    let page = client.submit(&page, form).await;
    let page = client.submit(&page, page.form("#join").fill("to", "dehors@sink.test")).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert!(!session.script("dedans").await.unwrap().contains("redirect"));
    let page = client.submit(&page, page.form("#join").fill("password", &claire.password)).await;
    assert!(page.text().contains("Règle enregistrée."), "{}", page.text());
    assert!(session.script("dedans").await.unwrap().contains("redirect \"dehors@sink.test\";"));
}

#[tokio::test]
async fn a_rule_makes_a_script_where_none_is_active_and_wakes_none_that_lies_there() {
    let claire = Account::new("dormante");
    let mut session = scripts::open(&claire).await;
    let idle = "# rule:[Ancienne]\r\nif header :is \"Subject\" \"x\" { discard; }\r\n";
    session.put("facteur", idle).await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/filters").await;
    assert!(page.has("#no-rules") && page.texts("#idle-scripts b") == ["facteur"]);
    let (page, form) = new(&mut client).await;
    let page = client.submit(&page, form.fill("values", "claire@").fill("folder", "INBOX")).await;
    assert_eq!(page.texts("[data-rules] b"), ["Boîte de réception"], "{}", page.text());
    let scripts = session.scripts().await.unwrap();
    let active: Vec<_> = scripts.iter().filter(|it| it.is_active).map(|it| it.name.as_str()).collect();
    assert_eq!(active, ["facteur-2"]);
    assert_eq!(session.script("facteur").await.unwrap(), idle);
}

#[tokio::test]
async fn rules_follow_a_folder_to_its_new_name_and_a_deletion_is_told() {
    let claire = Account::new("suit");
    let mut imap = lab().open(&claire);
    imap.command("CREATE Clients");
    imap.command("CREATE Clients/Durand");
    let text = "require [\"fileinto\", \"include\"]; # Clients\ninclude :personal \"dedans\";\n\
                if true { fileinto \"Clients/Durand\" ; } elsif header \"a\" \"Clients\" { fileinto \"ClientsX\"; }\n";
    let inside = "require \"fileinto\";\nif false # true\n{ fileinto \"Clients\"; }\n";
    let mut session = scripts::open(&claire).await;
    session.put("dedans", inside).await.unwrap();
    session.put("actif", text).await.unwrap();
    session.put("ailleurs", inside).await.unwrap();
    session.activate("actif").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/folders?folder=Clients").await;
    let form = page.form("[name=name]").fill("name", "Clientèle");
    let page = client.submit(&page, form.press_named("do", "rename")).await;
    assert!(page.text().contains("sous son nouveau nom"), "{}", page.text());
    let expected = text.replace("\"Clients/Durand\"", "\"Clientèle/Durand\"");
    assert_eq!(session.script("actif").await.unwrap(), expected);
    assert_eq!(session.script("dedans").await.unwrap(), inside.replace("\"Clients\"", "\"Clientèle\""));
    assert_eq!(session.script("ailleurs").await.unwrap(), inside, "mail does not go through it");
    let page = client.get("/settings/folders?folder=Client%C3%A8le%2FDurand&ask=delete").await;
    let page = client.submit(&page, page.form("button[value=delete]").press_named("do", "delete")).await;
    assert!(page.text().contains("Des règles y rangent encore"), "{}", page.text());
}

#[tokio::test]
async fn a_rule_begins_with_a_message() {
    let claire = Account::new("modele");
    let octets = "From: La Gazette <gazette@sink.test>\r\nTo: Claire <claire@octopus.test>\r\nSubject: \
                  =?utf-8?q?Num=C3=A9ro_3?=\r\nList-Id: La Gazette <gazette.sink.test>\r\n\r\nBonjour\r\n";
    lab().open(&claire).append("INBOX", "", "01-Jul-2026 10:00:00 +0000", octets.as_bytes());
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/mail/INBOX").await;
    let message = page.attributes("[data-message]", "data-message").swap_remove(0);
    let page = client.get(&format!("/mail/INBOX/{message}")).await;
    let page = client.follow(&page, "Créer une règle depuis ce message").await;
    let form = page.form("#new-filter select");
    assert_eq!(form.value("of-from"), Some("gazette@sink.test"), "{}", page.text());
    let page = client
        .submit(&page, form.tick("take", "subject").fill("into", "Archive").press_named("do", "begin"))
        .await;
    let form = page.form("#join");
    let kinds: Vec<_> = form.fields.iter().filter(|it| it.0 == "test").map(|it| it.1.as_str()).collect();
    assert_eq!(kinds, ["list", "subject"], "{}", page.text());
    let values: Vec<_> = form.fields.iter().filter(|it| it.0 == "values").map(|it| it.1.as_str()).collect();
    assert_eq!((values, form.value("folder")), (vec!["gazette.sink.test", "Numéro 3"], Some("Archive")));
    let page = client.submit(&page, form.clone()).await;
    assert_eq!(page.texts("[data-rules] b"), ["Archives"], "{}", page.text());
}

#[tokio::test]
async fn without_room_the_rule_before_stays_and_the_form_is_filled() {
    let claire = Account::new("pleine");
    let mut session = scripts::open(&claire).await;
    let large = format!("# {}\r\nkeep;\r\n", "x".repeat((1 << 20) - 100));
    session.put("large", &large).await.unwrap();
    session.activate("large").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = new(&mut client).await;
    let page = client.submit(&page, form.fill("values", "claire@").fill("folder", "INBOX")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.text());
    assert_eq!(page.form("#join").value("values"), Some("claire@"));
    assert_eq!(session.script("large").await.unwrap(), large);
}

#[tokio::test]
async fn the_demonstration_has_rules_in_forms() {
    let program = Program::demonstration().await;
    let mut client = program.client();
    client.sign_in("demo@demo.fr.fto", "demo").await;
    let (page, form) = new(&mut client).await;
    let page = client.submit(&page, form.fill("values", "claire@").fill("folder", "INBOX")).await;
    assert_eq!(page.texts("[data-rules] b"), ["Boîte de réception"], "{}", page.text());
}

#[tokio::test]
async fn the_rules_look_right_and_are_accessible() {
    let claire = Account::new("camille");
    let octets = "From: La Gazette <gazette@sink.test>\r\nTo: Claire <claire@octopus.test>\r\nSubject: Lettre de \
                  juillet\r\nList-Id: La Gazette <gazette.sink.test>\r\n\r\nBonjour\r\n";
    lab().open(&claire).append("INBOX", "", "01-Jul-2026 10:00:00 +0000", octets.as_bytes());
    let mut session = scripts::open(&claire).await;
    let [require, rules] = MANY;
    session.put("a", &format!("{require}{FOREIGN}{rules}")).await.unwrap();
    session.activate("a").await.unwrap();
    let program = with_rules().await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&claire).await;
    browser.goto("/settings/filters").await;
    browser.wait_for("[data-rules]").await;
    look(&browser, "filters").await;
    browser.goto("/settings/filters/rule").await;
    browser.click("Enregistrer").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "filter-mistakes").await;
    browser.goto("/settings/filters").await;
    browser.click("Roundcube").await;
    browser.wait_for("#join").await;
    look(&browser, "filter").await;
    browser.goto("/settings/filters").await;
    browser.click("À la main").await;
    browser.wait_for("#written").await;
    look(&browser, "filter-by-hand").await;
    browser.goto("/settings/filters").await;
    browser.click("Beaucoup de conditions").await;
    browser.wait_for("#join").await;
    look(&browser, "filter-many").await;
    browser.goto("/mail/INBOX").await;
    let message = browser.attribute("[data-message]", "data-message").await;
    browser.goto(&format!("/mail/INBOX/{message}/filter")).await;
    browser.wait_for("#new-filter").await;
    look(&browser, "filter-of-message").await;
    browser.close().await;
}
