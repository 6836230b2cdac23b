//! Mail that goes on to other addresses: by real servers, from the page to the mailboxes where it arrives.

use mailcore::sieve::Draft;
use mailcore::sieve::redirection::Redirection;
use reqwest::StatusCode;

use crate::absence::{with_rules, write};
use crate::client::{Client, Form, Page};
use crate::lab::{Account, COMMUNITY, lab};
use crate::scripts;
use crate::wait;

async fn open(client: &mut Client) -> (Page, Form) {
    let page = client.get("/settings/redirect").await;
    assert!(page.has("#another"), "{}", page.text());
    let form = page.form("#another");
    (page, form)
}

async fn rule(account: &Account) -> Redirection {
    let text = scripts::open(account).await.script("facteur").await.expect("the script");
    Redirection::of(&Draft::new(text).expect("a script")).expect("a redirection").0
}

#[tokio::test]
async fn mail_goes_on_and_stays_or_not_and_the_password_is_asked_for_what_leaves() {
    let (claire, luc, writer) = (Account::new("part"), Account::new("recoit"), Account::new("ecrit"));
    let outside = Account::at("dehors", COMMUNITY);
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let mut pen = program.signed_in(&writer).await;

    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.tick("on", "yes")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.texts(".err").len(), 1, "{}", page.text());
    let own = page.form("#another").fill("another", &claire.address);
    let page = client.submit(&page, own).await;
    assert!(page.text().contains("tourneraient en rond"), "{}", page.text());
    let form = page.form("#another").fill("another", &luc.address);
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Une copie des messages reste ici."), "{}", page.text());
    assert_eq!(page.texts("#targets b"), [luc.address.as_str()]);
    write(&mut pen, &claire.address, "Avec copie").await;
    wait::until("the copy", || lab().open(&claire).holds("INBOX", "Avec copie").then_some(()));
    wait::until("what goes on", || lab().open(&luc).holds("INBOX", "Avec copie").then_some(()));

    // One more, outside: only with the password; and no copy any more.
    let (page, mut form) = open(&mut client).await;
    form.fields.retain(|(name, _)| name != "keep");
    let page = client.submit(&page, form.fill("another", &outside.address)).await;
    assert_eq!(page.attributes("[data-error]", "id"), ["password"], "{}", page.text());
    assert_eq!(rule(&claire).await.targets, [luc.address.as_str()]);
    let form = page.form("#another").fill("password", &claire.password);
    let page = client.submit(&page, form).await;
    assert!(page.has("#no-copy") && page.has("#outside"), "{}", page.text());
    write(&mut pen, &claire.address, "Sans copie").await;
    for account in [&luc, &outside] {
        wait::until("what goes on", || lab().open(account).holds("INBOX", "Sans copie").then_some(()));
    }
    assert!(!lab().open(&claire).holds("INBOX", "Sans copie"));
    let notice = client.get("/mail/INBOX").await.texts("#redirected").concat();
    assert!(notice.contains(&luc.address) && notice.contains("Aucune copie ne reste ici."), "{notice}");
    assert!(program.log().contains("a redirection was changed"));

    // The last address takes the rule with it.
    for address in [&luc.address, &outside.address] {
        let (page, form) = open(&mut client).await;
        client.submit(&page, form.press_named("remove", address)).await;
    }
    let (page, form) = open(&mut client).await;
    assert!(!page.has("#targets") && form.value("on").is_none(), "{}", page.text());
    assert!(!client.get("/mail/INBOX").await.has("#redirected"));
}

#[tokio::test]
async fn the_demonstration_has_rules_too_and_keeps_them() {
    let program = crate::program::Program::kept_demonstration().await;
    let mut client = program.client();
    client.sign_in("demo@demo.fr.fto", "demo").await;
    let (page, form) = open(&mut client).await;
    let form = form.tick("on", "yes").fill("another", "claire@demo.fr.fto");
    let page = client.submit(&page, form).await;
    assert_eq!(page.texts("#targets b"), ["claire@demo.fr.fto"], "{}", page.text());
    let page = client.get("/settings/absence").await;
    let form = page.form("#subject").tick("on", "yes").fill("text", "Absente.\n.\n\"À bientôt\"");
    let page = client.submit(&page, form).await;
    assert!(page.has("#standing"), "{}", page.text());
    let mut claire = program.client();
    claire.sign_in("claire@demo.fr.fto", "demo").await;
    write(&mut claire, "demo@demo.fr.fto", "Bonjour à deux").await;
    let inbox = claire.get("/mail/INBOX").await;
    assert!(inbox.text().contains("Auto: Bonjour à deux"), "answered: {}", inbox.text());
    let program = program.restart().await;
    let mut client = program.client();
    client.sign_in("demo@demo.fr.fto", "demo").await;
    let form = client.get("/settings/absence").await.form("#subject");
    assert_eq!(form.value("text"), Some("Absente.\n.\n\"À bientôt\""));
    assert_eq!(open(&mut client).await.0.texts("#targets b"), ["claire@demo.fr.fto"]);
}
