//! Labels: keywords of the server with names and colors of one's own.

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;

fn with_letters(name: &str, count: usize) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        imap.append(
            "INBOX",
            "\\Seen",
            "",
            &letters::plain(&format!("Lettre {number}"), &account.address, "."),
        );
    }
    (account, imap)
}

/// Adds a label by the form for a new one.
async fn add(client: &mut Client, name: &str, color: &str) -> Page {
    let page = client.get("/settings/labels").await;
    let form = page.form("#label-0").fill("name", name).fill("color", color).press_named("do", "add");
    client.submit(&page, form).await
}

/// Flags of the message with this number.
fn flags(imap: &mut Imap, number: usize) -> String {
    imap.command("SELECT INBOX");
    let flags = imap.command(&format!("FETCH {number} (FLAGS)"));
    imap.command("UNSELECT");
    flags
}

#[tokio::test]
async fn a_label_of_ones_own_is_put_on_messages_found_and_taken_away() {
    let (account, mut imap) = with_letters("etiquettes", 3);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = add(&mut client, "À payer", "pink").await;
    assert!(page.text().contains("Étiquette ajoutée."), "{}", page.text());
    // Singly.
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Lettre 1")).await;
    let page = client.submit(&page, page.form_with_button("À payer")).await;
    assert_eq!(page.texts("#msg-labels .kw.av3"), ["À payer"]);
    assert!(flags(&mut imap, 1).contains("&ama-_payer"), "as Thunderbird writes it: {}", flags(&mut imap, 1));
    // Several.
    let page = client.get("/mail/INBOX?select=page").await;
    let page = client.submit(&page, page.form_of_chosen("À payer")).await;
    assert!(page.text().contains("3 messages marqués."), "{}", page.text());
    assert_eq!(page.texts("#rows .kw.av3"), ["À payer"; 3]);
    // Found by the quick filter.
    imap.command("SELECT INBOX");
    imap.command("STORE 2 -FLAGS (&ama-_payer)");
    imap.command("UNSELECT");
    let page = client.get("/mail/INBOX").await;
    let page = client.follow(&page, "À payer").await;
    assert_eq!(page.texts("#rows [data-message]").len(), 2, "{}", page.text());
    // Called otherwise, it stays on its messages; removed, the keyword stays.
    let page = client.get("/settings/labels").await;
    let form = page
        .form("[data-keyword='&ama-_payer'] [name=name]")
        .fill("name", "Payé")
        .press_named("do", "change");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Étiquette enregistrée."), "{}", page.text());
    let page = client.get("/mail/INBOX").await;
    assert_eq!(page.texts("#rows .kw"), ["Payé"; 2]);
    let page = client.get("/settings/labels").await;
    let form = page.form("[data-keyword='&ama-_payer'] [name=name]").press_named("do", "remove");
    client.submit(&page, form).await;
    assert!(client.get("/mail/INBOX").await.texts("#rows .kw").is_empty());
    assert!(flags(&mut imap, 1).contains("&ama-_payer"));
}

#[tokio::test]
async fn what_others_set_is_known_by_thunderbirds_names_or_can_be_named() {
    let (account, mut imap) = with_letters("mots-cles", 2);
    imap.command("SELECT INBOX");
    imap.command("STORE 1 +FLAGS ($label1 projet_x $Junk)");
    imap.command("UNSELECT");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    assert_eq!(page.texts("#rows .kw.av4"), ["Important"]);
    assert!(!page.text().contains("projet_x"), "what nobody named is no label");
    let page = client.get("/settings/labels").await;
    assert_eq!(page.texts("#unnamed code"), ["projet_x"]);
    let form = page.form("#unnamed [name=keyword]").press_named("do", "add");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Étiquette ajoutée.") && !page.has("#unnamed"), "{}", page.text());
    let page = client.get("/mail/INBOX").await;
    assert_eq!(page.texts("#rows .kw"), ["Important", "projet_x"]);
    for (name, said) in [("", "Donnez un nom"), ("PROJET_X", "porte déjà ce nom")] {
        let page = add(&mut client, name, "blue").await;
        assert!(page.status == 422 && page.text().contains(said), "{name}: {}", page.text());
        assert!(page.has("#label-0[data-error]"));
    }
}

#[tokio::test]
async fn labels_are_set_and_seen_in_a_browser() {
    let (account, mut imap) = with_letters("etiquettes-vues", 4);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for (name, color) in
        [("Devis", "pink"), ("Comptabilité de l’association", "turquoise"), ("Vacances", "olive")]
    {
        add(&mut client, name, color).await;
    }
    imap.command("SELECT INBOX");
    imap.command("STORE 2 +FLAGS (devis vacances $label1 $label2)");
    imap.command("STORE 3 +FLAGS ($label3 $label4 $label5)");
    imap.command("STORE 3 +FLAGS (comptabilit&aok-_de_l&ibk-association)");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Lettre 4", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    browser.click("Marquer").await;
    browser.click_in("#msg-marks", "Devis", "button[value=devis]").await;
    browser.wait_for("#msg-labels .av3").await;
    browser.wait_for("#rows [aria-current] .kw.av3").await;
    look(&browser, "labels-message").await;
    browser.goto("/mail/INBOX").await;
    look(&browser, "labels-list").await;
    browser.goto("/settings/labels").await;
    look(&browser, "labels-settings").await;
    browser.close().await;
}
