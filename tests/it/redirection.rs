//! Mail that goes on to other addresses: by real servers, from the page to the mailboxes where it arrives.

use mailcore::sieve::Draft;
use mailcore::sieve::redirection::Redirection;
use reqwest::StatusCode;

use crate::absence::{with_rules, write};
use crate::client::{Client, Form, Page};
use crate::lab::{Account, COMMUNITY, lab};
use crate::ordering::with_script;
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
async fn where_mail_may_come_back_the_pages_say_so() {
    let (claire, luc, second) = (Account::new("tourne"), Account::new("recoit"), Account::new("sienne"));
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/identities?new=1").await;
    let form = page.form_with_button("Enregistrer").fill("address", &second.address);
    client.submit(&page, form).await;

    let (page, form) = open(&mut client).await;
    let page = client.submit(&page, form.tick("on", "yes").fill("another", &luc.address)).await;
    assert!(page.has("#targets") && !page.has("#loop"), "{}", page.text());
    // It is the same address in capitals.
    let form = page.form("#another").fill("another", &second.address.to_uppercase());
    let page = client.submit(&page, form).await;
    assert!(page.texts("#loop").concat().contains("tourneraient en rond"), "{}", page.text());

    let page = client.get("/settings/absence").await;
    let form = page.form("#subject").tick("on", "yes").fill("text", "Absente.").fill("then", "copy");
    let page = client.submit(&page, form.fill("to", &second.address)).await;
    assert!(page.has("#standing") && page.has("#loop") && !page.has("#loses-mail"), "{}", page.text());
    // It is not sent there any more, but lost.
    let page = client.submit(&page, page.form("#subject").fill("then", "discard")).await;
    assert!(page.has("#loses-mail") && !page.has("#loop"), "{}", page.text());
    let page = client.submit(&page, page.form("#subject").press_named("do", "off")).await;
    assert!(!page.has("#loses-mail"), "it is off: {}", page.text());

    let page = client.get("/settings/filters/rule").await;
    let page = client.submit(&page, page.form("#join").press_named("drop-action", "0")).await;
    let form = page.form("#join").fill("new-action", "redirect-copy").press_named("do", "add-action");
    let page = client.submit(&page, form).await;
    let form = page.form("#join").fill("values", "devis@").fill("to", &second.address);
    let page = client.submit(&page, form).await;
    let warned = page.texts("[data-rule] .notice");
    assert!(warned.len() == 1 && warned.concat().contains("tourneraient en rond"), "{}", page.text());
}

#[tokio::test]
async fn of_two_tabs_the_second_is_told_and_nothing_is_lost() {
    let (claire, luc, pierre) = (Account::new("deux"), Account::new("luc"), Account::new("pierre"));
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (old_page, old) = open(&mut client).await;
    let (page, form) = open(&mut client).await;
    client.submit(&page, form.tick("on", "yes").fill("another", &luc.address)).await;
    let kept = rule(&claire).await;
    assert_eq!(kept.targets, [luc.address.as_str()]);

    let typed = old.tick("on", "yes").fill("another", &pierre.address);
    let page = client.submit(&old_page, typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("changés ailleurs"), "{}", page.text());
    assert_eq!(rule(&claire).await, kept);
    let form = page.form("#another");
    assert_eq!((form.value("another"), form.value("on")), (Some(pierre.address.as_str()), Some("yes")));
    // Once more, now that it was said.
    client.submit(&page, form).await;
    assert_eq!(rule(&claire).await.targets, [pierre.address.as_str()]);

    let (page, form) = open(&mut client).await;
    let (mut one, mut two) = (client.clone(), client.clone());
    let (first, second) = tokio::join!(
        one.submit(&page, form.clone().fill("another", "un@octopus.test")),
        two.submit(&page, form.clone().fill("another", "deux@octopus.test")),
    );
    let told = [first, second].iter().filter(|it| it.text().contains("changés ailleurs")).count();
    assert_eq!(told, 1);
    assert_eq!(rule(&claire).await.targets.len(), 2);
}

#[tokio::test]
async fn a_script_that_is_refused_leaves_the_one_before_and_the_form_filled() {
    let claire = Account::new("redirection-refusee");
    let mut session = scripts::open(&claire).await;
    // Nearly the 1 MiB that the server takes.
    let large = format!("# {}\r\nkeep;\r\n", "x".repeat((1 << 20) - 50));
    session.put("large", &large).await.unwrap();
    session.activate("large").await.unwrap();
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let (page, mut form) = open(&mut client).await;
    form.fields.retain(|(name, _)| name != "keep");
    let page = client.submit(&page, form.tick("on", "yes").fill("another", "luc@octopus.test")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = page.texts("[role=alert]").concat();
    assert!(said.contains("plus de place") || said.contains("Celles d’avant restent actives"), "{said}");
    let form = page.form("#another");
    let left = ["another", "on", "keep"].map(|it| form.value(it));
    assert_eq!(left, [Some("luc@octopus.test"), Some("yes"), None]);
    let listed = session.scripts().await.unwrap();
    assert!(listed.len() == 1 && listed.iter().all(|it| it.is_active && it.name == "large"), "{listed:?}");
    assert_eq!(session.script("large").await.unwrap(), large);
}

#[tokio::test]
async fn that_mail_goes_on_is_said_in_every_mailbox_whatever_sends_it() {
    let script = "if header :is \"Subject\" \"x\" { redirect \"luc@octopus.test\"; }\n\
                  if false # header :is \"Subject\" \"y\"\n{ redirect \"non@octopus.test\"; }\n";
    let (claire, _session) = with_script("partout", script).await;
    let program = with_rules().await;
    let mut client = program.signed_in(&claire).await;
    let page = client.get("/settings/absence").await;
    let form = page.form("#subject").tick("on", "yes").fill("text", "Absente.").fill("then", "copy");
    let page = client.submit(&page, form.fill("to", "zoe@octopus.test")).await;
    assert!(page.has("#standing"), "{}", page.text());
    for mailbox in ["INBOX", "Sent"] {
        let list = client.get(&format!("/mail/{mailbox}")).await;
        let said = list.texts("#sent-on").concat();
        assert!(said.contains("vers luc@octopus.test.") && !list.text().contains("non@"), "{said}");
        let said = list.texts("#absent").concat();
        assert!(said.contains("Une copie de vos messages part vers zoe@octopus.test."), "{said}");
    }
    // It answers alone: that is said in the inbox.
    client.submit(&page, page.form("#subject").fill("then", "keep")).await;
    assert!(!client.get("/mail/Sent").await.has("#absent"));
    let said = client.get("/mail/INBOX").await.texts("#absent").concat();
    assert!(!said.contains("zoe@") && said.contains("Message d’absence actif."), "{said}");

    // The redirection is told of by itself, not as a filter.
    let page = client.get("/settings/redirect").await;
    let form = page.form("#another").tick("on", "yes").fill("another", "pierre@octopus.test");
    client.submit(&page, form).await;
    let list = client.get("/mail/Sent").await;
    assert!(list.texts("#redirected").concat().contains("pierre@octopus.test"), "{}", list.text());
    assert!(!list.texts("#sent-on").concat().contains("pierre@"), "{}", list.text());
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
