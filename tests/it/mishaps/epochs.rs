//! A folder is deleted and another one gets its name: numbers of messages mean others then (RFC 9051, section
//! 2.3.1.1), and nothing of the new folder is touched.

use super::{beside, fill};
use crate::browser::Browser;
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::large::{all, ended};
use crate::program::Program;
use crate::proxy::Proxy;

/// More than a page.
const COUNT: usize = 60;

fn make(imap: &mut Imap, mailbox: &str, word: &str, count: usize) {
    imap.command(&format!("CREATE {mailbox}"));
    imap.command(&format!("SUBSCRIBE {mailbox}"));
    fill(imap, mailbox, word, count);
}

/// Another folder of the same name, with messages under the same numbers. Who knew the old one may be
/// mistaken by Dovecot, so that each question has a connection of its own.
fn make_anew(account: &Account, mailbox: &str, count: usize) {
    let mut imap = lab().open(account);
    imap.command(&format!("DELETE {mailbox}"));
    make(&mut imap, mailbox, "Nouvelle", count);
}

fn count(account: &Account, mailbox: &str) -> usize {
    lab().open(account).count(mailbox)
}

/// Whether no message of a mailbox has a flag.
fn is_untouched(account: &Account, mailbox: &str) -> bool {
    let mut imap = lab().open(account);
    imap.command(&format!("EXAMINE {mailbox}"));
    let flags = imap.command("FETCH 1:* (FLAGS)").replace(" \\Recent", "").replace("\\Recent", "");
    flags.lines().filter(|it| it.contains("FETCH")).all(|it| it.contains("FLAGS ()"))
}

#[tokio::test]
async fn nothing_of_a_folder_that_was_made_anew_is_touched() {
    let account = Account::new("anew");
    make(&mut lab().open(&account), "Projets", "Ancienne", COUNT);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for button in ["Archiver", "Supprimer", "Spam", "Comme lu", "Travail"] {
        for of_all in [false, true] {
            let page = client.get("/mail/Projets?select=page").await;
            let form = page.form_of_chosen(button);
            let form = if of_all { form.tick("all", "yes") } else { form };
            make_anew(&account, "Projets", COUNT);
            let page = client.submit(&page, form).await;
            assert_eq!(page.status, 404, "{button} {of_all}: {}", page.text());
            assert!(page.text().contains("n’est plus ici"), "{}", page.text());
            assert_eq!(count(&account, "Projets"), COUNT, "{button} {of_all}");
            assert!(is_untouched(&account, "Projets"), "{button} {of_all}");
        }
    }
    assert_eq!([count(&account, "Archive"), count(&account, "Trash"), count(&account, "Junk")], [0; 3]);
}

#[tokio::test]
async fn the_list_of_a_folder_that_was_made_anew_is_no_error() {
    let account = Account::new("anew-list");
    make(&mut lab().open(&account), "Projets", "Ancienne", COUNT);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for (round, count) in [3, COUNT, 4].into_iter().enumerate() {
        client.get("/mail/Projets").await;
        make_anew(&account, "Projets", count);
        // Which messages it shows depends on Dovecot, which may go on with those that it knew.
        let page = client.get("/mail/Projets").await;
        assert_eq!(page.status, 200, "{round}: {}", page.text());
    }
}

#[tokio::test]
async fn nothing_goes_for_good_that_was_not_there_when_that_was_asked() {
    let account = Account::new("asked");
    let mut imap = lab().open(&account);
    make(&mut imap, "Trash/Vieux", "Ancienne", COUNT);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let path = "Trash%2FVieux";
    let question = all(&mut client, path, "Supprimer").await;
    assert!(question.text().contains("Supprimer ces 60 messages définitivement ?"), "{}", question.text());
    fill(&mut imap, "Trash/Vieux", "Entretemps", 1);
    let page = client.submit(&question, question.form_with_button("Supprimer définitivement")).await;
    assert!(page.text().contains("60 messages supprimés définitivement."), "{}", page.text());
    assert!(count(&account, "Trash/Vieux") == 1 && lab().open(&account).holds("Trash/Vieux", "Entretemps"));
    // And nothing of another folder.
    fill(&mut imap, "Trash/Vieux", "Ancienne", COUNT);
    let question = all(&mut client, path, "Supprimer").await;
    make_anew(&account, "Trash/Vieux", 5);
    let page = client.submit(&question, question.form_with_button("Supprimer définitivement")).await;
    assert!(page.status == 404 && count(&account, "Trash/Vieux") == 5, "{}", page.text());
}

#[tokio::test]
async fn a_large_act_ends_where_another_folder_begins_and_says_so() {
    let account = Account::new("anew-large");
    make(&mut lab().open(&account), "Projets", "Ancienne", 1_100);
    let proxy = Proxy::to(lab().imap);
    let program = beside(proxy.port).await;
    let mut client = program.signed_in(&account).await;
    let gate = proxy.hold_after("MOVE");
    let page = all(&mut client, "Projets", "Archiver").await;
    gate.wait();
    make_anew(&account, "Projets", 10);
    proxy.mend();
    gate.open();
    let page = ended(&client, &page).await;
    let said = "500 messages déplacés dans « Archives ». Il en reste 600 : le dossier n’existe plus, ou un \
                autre a pris son nom.";
    assert!(page.text().contains(said), "{}", page.text());
    assert_eq!((count(&account, "Projets"), count(&account, "Archive")), (10, 500));
    // Who wants them back has them in the folder of that name.
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(page.text().contains("500 messages remis"), "{}", page.text());
    assert_eq!((count(&account, "Projets"), count(&account, "Archive")), (510, 0));
}

#[tokio::test]
async fn a_browser_says_that_the_messages_of_the_list_are_gone() {
    let account = Account::new("anew-browser");
    make(&mut lab().open(&account), "Projets", "Ancienne", 3);
    let program = Program::start().await;
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.expected_complaints.push("Response Status Error Code 404");
    browser.sign_in(&account).await;
    browser.goto("/mail/Projets?select=page").await;
    make_anew(&account, "Projets", 3);
    browser.click_in("#bulk", "", "button[value=archive]").await;
    browser.wait_for_text("Ce message n’est plus ici. Actualisez la liste.").await;
    assert_eq!(count(&account, "Projets"), 3);
    browser.close().await;
}
