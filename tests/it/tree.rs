//! The folders beside every page: what is closed, and stays so.

use reqwest::StatusCode;

use crate::association;
use crate::browser::{Browser, Size};
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::Program;
use crate::wait;

/// Somebody with a branch in the archive and one of their own, and a letter in the innermost of each.
fn rooted() -> (Account, Imap) {
    let account = Account::new("branche");
    let mut imap = lab().open(&account);
    for name in ["Archive/2025", "Clients", "Clients/Dupont", "Clients/Dupont/Devis"] {
        imap.command(&format!("CREATE \"{name}\""));
        imap.command(&format!("SUBSCRIBE \"{name}\""));
    }
    for name in ["Archive/2025", "Clients/Dupont/Devis"] {
        imap.append(name, "", "", &letters::plain("Un", &account.address, "Bonjour."));
    }
    (account, imap)
}

/// The branches of the tree: what they are called, whether they are closed.
fn branches(page: &Page) -> Vec<(String, bool)> {
    let closed = page.texts("#folders .branch.closed > .tree-link > span:first-of-type");
    let all = page.texts("#folders .branch > .tree-link > span:first-of-type");
    all.into_iter().map(|it| (it.clone(), closed.contains(&it))).collect()
}

async fn press(client: &mut Client, page: &Page, branch: &str) -> Page {
    let form = page.form_with_button(&format!("Sous-dossiers de {branch}"));
    client.submit(page, form).await
}

#[tokio::test]
async fn a_branch_stays_closed_and_says_what_is_new_inside_it() {
    let (account, _) = rooted();
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/Sent?sort=size").await;
    let names = ["Archives", "Clients", "Dupont"];
    let expected = |closed: [bool; 3]| -> Vec<(String, bool)> {
        names.map(str::to_owned).into_iter().zip(closed).collect()
    };
    assert_eq!(branches(&page), expected([true, false, false]), "the archive is closed at first");
    assert_eq!(page.texts("#folders .closed .sum"), ["1", ", 1 non lu, sous-dossiers compris"]);

    let page = press(&mut client, &page, "Clients").await;
    assert_eq!(page.trail, [(StatusCode::SEE_OTHER, "/mail/Sent".to_owned())]);
    assert_eq!(page.url.query(), Some("sort=size"), "back where one was");
    assert_eq!(branches(&page), expected([true, true, false]));
    let page = press(&mut client, &page, "Archives").await;
    assert_eq!(branches(&page), expected([false, true, false]));

    // Whoever signs in elsewhere finds it so; nobody is led to another place.
    let mut other = program.signed_in(&account).await;
    let page = other.get("/mail/INBOX").await;
    assert_eq!(branches(&page), expected([false, true, false]));
    let form = page.form_with_button("Sous-dossiers de Clients").fill("back", "//elsewhere.test/");
    assert_eq!(other.submit(&page, form).await.url.path(), "/mail/INBOX");
    let page = client.get("/mail/INBOX").await;
    assert_eq!(branches(&page), expected([false, false, false]));
}

#[tokio::test]
async fn what_was_decided_about_a_folder_follows_its_name_and_goes_with_it() {
    let (account, mut imap) = rooted();
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/Clients%2FDupont").await;
    let page = press(&mut client, &page, "Dupont").await;
    let csrf = page.form_with_button("Sous-dossiers de Dupont").value("csrf").expect("a token").to_owned();
    let habit = [("csrf", csrf.as_str()), ("sort", "-size"), ("threads", "0")];
    client.post("/mail/Clients%2FDupont%2FDevis/habit", &habit).await;
    let chosen = |page: &Page| page.texts(".menu-item[aria-current=true]").concat().contains("Taille");
    assert!(chosen(&client.get("/mail/Clients%2FDupont%2FDevis").await));

    let rename = [("csrf", csrf.as_str()), ("do", "rename"), ("folder", "Clients"), ("name", "Partenaires")];
    client.post("/settings/folders", &rename).await;
    let page = client.get("/mail/Partenaires%2FDupont%2FDevis").await;
    assert!(chosen(&page), "{}", page.text());
    assert!(branches(&page).contains(&("Dupont".to_owned(), true)));

    // What has the name afterwards is not what had it before.
    let delete = [("csrf", csrf.as_str()), ("do", "delete"), ("folder", "Partenaires")];
    client.post("/settings/folders", &delete).await;
    for name in ["Partenaires/Dupont", "Partenaires/Dupont/Devis"] {
        imap.command(&format!("CREATE \"{name}\""));
        imap.command(&format!("SUBSCRIBE \"{name}\""));
    }
    let page = client.get("/mail/Partenaires%2FDupont%2FDevis").await;
    assert!(!chosen(&page));
    assert!(branches(&page).contains(&("Dupont".to_owned(), false)), "{:?}", branches(&page));
}

#[tokio::test]
async fn a_branch_closes_at_once_in_a_browser() {
    let account = association::member("branches");
    let program = Program::start().await;
    program.never_in_the_log(&account.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    look(&browser, "tree-open").await;
    browser.click("Sous-dossiers de Fournisseurs").await;
    assert!(!browser.texts("#folders").await.concat().contains("Factures"));
    assert_eq!(browser.path().await, "/mail/INBOX", "nothing is loaded");
    look(&browser, "tree-closed").await;
    wait::until_async("the branch to stay closed", async || {
        browser.goto("/mail/Sent").await;
        (!browser.texts("#folders").await.concat().contains("Factures")).then_some(())
    })
    .await;
    browser.resize(Size::Phone).await;
    browser.click("Dossiers").await;
    browser.wait_for_text("Fournisseurs").await;
    browser.picture("tree-closed-drawer-phone-light").await;
    browser.expect_accessible("a closed branch on a phone").await;
    browser.close().await;
}

#[tokio::test]
async fn folders_are_found_by_name_and_have_a_menu() {
    let (account, mut imap) = rooted();
    for number in 1..=10 {
        imap.command(&format!("CREATE \"Dossier {number}\""));
        imap.command(&format!("SUBSCRIBE \"Dossier {number}\""));
    }
    let program = Program::start().await;
    program.never_in_the_log(&account.password);
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    let field = browser.wait_for("#side [data-filters]").await;
    field.send_keys("DEVI").await.expect("a filled field");
    let shown = browser.texts("#folders li:not([hidden]) > a.tree-link").await;
    assert_eq!(shown.len(), 3, "what holds it stays: {shown:?}");
    look(&browser, "tree-narrowed").await;
    let open = "document.querySelector('#folders [data-mailbox=\"Clients/Dupont/Devis\"]').dispatchEvent(\
                new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 120, clientY: 300 }))";
    browser.script(open, Vec::new()).await;
    browser.wait_for_text("Nouveau sous-dossier").await;
    look(&browser, "tree-menu").await;
    browser.click("Tout marquer comme lu").await;
    browser.wait_for_text("Tous les messages du dossier sont marqués comme lus.").await;
    assert_eq!(browser.path().await, "/mail/INBOX", "back where one was");
    assert!(imap.command("STATUS Clients/Dupont/Devis (UNSEEN)").contains("UNSEEN 0"));
    browser.script(open, Vec::new()).await;
    browser.click("Nouveau sous-dossier").await;
    browser.wait_for("#inside").await;
    assert_eq!(browser.value("inside").await, "Clients/Dupont/Devis");
    let field = browser.wait_for("#folder-list [data-filters]").await;
    field.send_keys("dossier 1").await.expect("a filled field");
    let shown = browser.texts(".set-folders li:not([hidden])").await;
    assert_eq!(shown.len(), 2, "{shown:?}");
    browser.close().await;
}
