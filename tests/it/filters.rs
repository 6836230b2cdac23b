//! The script by hand: checked and kept on a real Pigeonhole, and obeyed by it.

use reqwest::StatusCode;

use crate::absence::{with_rules, write};
use crate::browser::Browser;
use crate::client::{Client, Form, Page};
use crate::lab::{Account, lab};
use crate::look::look;
use crate::scripts;
use crate::wait;

const SCRIPT: &str = "require [\"fileinto\", \"mailbox\"];\n# rule:[Factures]\n\
                      if header :contains \"Subject\" \"facture\" { fileinto :create \"Compta\"; }\n";

async fn open(client: &mut Client) -> (Page, Form) {
    let page = client.get("/settings/filters/script").await;
    let form = page.form("#script");
    (page, form)
}

#[tokio::test]
async fn a_script_by_hand_is_checked_kept_and_obeyed() {
    let (claire, pierre) = (Account::new("filtre"), Account::new("ecrit"));
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.fill("script", "fileinto \"x\";")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.texts("#script-e").concat().contains("line 1"), "{}", page.text());
    let form = page.form("#script");
    assert_eq!(form.value("script"), Some("fileinto \"x\";"));
    let page = client.submit(&page, form.fill("script", SCRIPT).press_named("do", "check")).await;
    assert!(page.has("#checked"), "{}", page.text());
    let mut session = scripts::open(&claire).await;
    assert_eq!(session.scripts().await.unwrap(), []);
    let form = page.form("#script");
    let page = client.submit(&page, form.clone()).await;
    assert_eq!(client.get("/settings/filters").await.texts("[data-rules] b"), ["Factures"]);
    assert_eq!(session.script("facteur").await.unwrap(), SCRIPT.replace('\n', "\r\n"));
    let mut writer = program.signed_in(&pierre).await;
    write(&mut writer, &claire.address, "Votre facture").await;
    wait::until("the letter", || lab().open(&claire).holds("Compta", "Votre facture").then_some(()));

    // The page of before, and an address outside.
    let old = client.submit(&page, form.fill("script", "keep;")).await;
    assert!(old.text().contains("changés ailleurs"), "{}", old.text());
    let (page, form) = open(&mut client).await;
    let leaking = "if true { redirect \"dehors@sink.test\"; }";
    let page = client.submit(&page, form.fill("script", leaking)).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    let form = page.form("#script").fill("password", &claire.password);
    client.submit(&page, form).await;
    assert_eq!(session.script("facteur").await.unwrap(), leaking);
    assert!(client.get("/mail/INBOX").await.has("#redirected"));

    // A variable that looks like a part of an address inside.
    let (page, form) = open(&mut client).await;
    let hidden = "require \"variables\"; set \"x\" \"dehors\"; redirect \"${x}@octopus.test\";";
    let page = client.submit(&page, form.fill("script", hidden)).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert_eq!(session.script("facteur").await.unwrap(), leaking);

    // A script that lies there, and would be gone through.
    session.put("idle", "redirect \"ailleurs@sink.test\";").await.unwrap();
    let (page, form) = open(&mut client).await;
    let including = "require \"include\"; include :personal \"idle\";";
    let page = client.submit(&page, form.fill("script", including)).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert_eq!(session.script("facteur").await.unwrap(), leaking);
}

#[tokio::test]
async fn the_script_looks_right_and_is_accessible() {
    let claire = Account::new("camille");
    let mut session = scripts::open(&claire).await;
    session.put("a", SCRIPT).await.unwrap();
    session.activate("a").await.unwrap();
    let program = with_rules().await;
    program.never_in_the_log(&claire.password);
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&claire).await;
    browser.goto("/settings/filters/script").await;
    browser.click("Vérifier").await;
    browser.wait_for("#checked").await;
    look(&browser, "filters-script").await;
    browser.fill("script", "keep").await;
    browser.click("Vérifier").await;
    browser.wait_for("[data-error]").await;
    look(&browser, "filters-script-refused").await;
    browser.close().await;
}
