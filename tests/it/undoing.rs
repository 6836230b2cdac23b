//! Acts that are taken back: everything is as it was.

use thirtyfour::Key;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

/// Somebody with letters called `Lettre 1` to `Lettre {count}`; every other one is read, the first one has a
/// star and a label.
fn with_letters(name: &str, count: usize) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for number in 1..=count {
        let flags = if number % 2 == 0 { "\\Seen" } else { "" };
        let flags = if number == 1 { "\\Flagged $label3" } else { flags };
        let letter = letters::plain(&format!("Lettre {number}"), &account.address, "Bonjour.");
        imap.append("INBOX", flags, "", &letter);
    }
    (account, imap)
}

/// Subjects and flags of a mailbox, in the order of the subjects.
fn state(imap: &mut Imap, mailbox: &str) -> Vec<String> {
    imap.command(&format!("SELECT \"{mailbox}\""));
    let told = imap.command("FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])");
    imap.command("UNSELECT");
    let mut found: Vec<String> = Vec::new();
    let mut flags = Vec::new();
    for line in told.lines() {
        if let Some((_, rest)) = line.split_once("FLAGS (") {
            flags = rest.split(')').next().unwrap().split(' ').filter(|it| *it != "\\Recent").collect();
            flags.sort_unstable();
        }
        if let Some(subject) = line.strip_prefix("Subject: ") {
            found.push(format!("{} {}", subject.trim(), flags.join(" ")));
        }
    }
    found.sort_unstable();
    found
}

/// Chooses the whole page and presses a button of the bar.
async fn act(client: &mut Client, list: &str, button: &str) -> Page {
    let page = client.get(&format!("{list}?select=page")).await;
    client.submit(&page, page.form_of_chosen(button)).await
}

async fn undo(client: &mut Client, page: &Page) -> Page {
    client.submit(page, page.form_with_button("Annuler")).await
}

#[tokio::test]
async fn what_was_moved_archived_deleted_or_called_spam_is_back_with_its_flags() {
    let (account, mut imap) = with_letters("reprise", 5);
    imap.command("CREATE Dossiers");
    imap.command("SUBSCRIBE Dossiers");
    let before = state(&mut imap, "INBOX");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for (button, mailbox) in
        [("Archiver", "Archive"), ("Supprimer", "Trash"), ("Spam", "Junk"), ("Dossiers", "Dossiers")]
    {
        let page = act(&mut client, "/mail/INBOX", button).await;
        assert_eq!((imap.count("INBOX"), imap.count(mailbox)), (0, 5), "{button}: {}", page.text());
        let page = undo(&mut client, &page).await;
        assert!(page.text().contains("5 messages remis dans « Boîte de réception »."), "{}", page.text());
        assert_eq!(state(&mut imap, "INBOX"), before, "after {button}");
        assert_eq!(imap.count(mailbox), 0, "after {button}");
    }
}

#[tokio::test]
async fn marks_are_as_they_were_on_each_message() {
    let (account, mut imap) = with_letters("marques", 5);
    let before = state(&mut imap, "INBOX");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    for button in ["Comme lu", "Comme non lu", "Comme suivi", "Ne plus suivre", "Personnel", "Travail"] {
        let page = act(&mut client, "/mail/INBOX", button).await;
        assert!(page.text().contains("5 messages marqués."), "{button}: {}", page.text());
        let after = state(&mut imap, "INBOX");
        assert_ne!(after, before, "{button}");
        let page = undo(&mut client, &page).await;
        assert!(page.text().contains("comme avant"), "{button}: {}", page.text());
        assert_eq!(state(&mut imap, "INBOX"), before, "after {button}");
    }
}

#[tokio::test]
async fn what_is_gone_meanwhile_is_said_and_nothing_is_taken_back_twice() {
    let (account, mut imap) = with_letters("partis", 5);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let archived = act(&mut client, "/mail/INBOX", "Archiver").await;
    imap.command("SELECT Archive");
    imap.command("STORE 1:2 +FLAGS (\\Deleted)");
    imap.command("EXPUNGE");
    imap.command("UNSELECT");
    let page = undo(&mut client, &archived).await;
    assert!(page.text().contains("3 messages sur 5 remis dans « Boîte de réception »"), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Archive")), (3, 0));
    let page = undo(&mut client, &archived).await;
    assert!(page.text().contains("ne peut plus être annulée"), "{}", page.text());
    assert_eq!(imap.count("INBOX"), 3);
    // Nobody takes back what somebody else did.
    let other = Account::new("autre");
    lab().open(&other);
    let archived = act(&mut client, "/mail/INBOX", "Archiver").await;
    let act = archived.form_with_button("Annuler").value("act").expect("a name").to_owned();
    let mut theirs = program.signed_in(&other).await;
    let page = theirs.get("/mail/INBOX").await;
    let csrf = page.form("#bulk input").value("csrf").expect("a token").to_owned();
    let page = theirs.post("/mail/INBOX/act", &[("csrf", &csrf), ("do", "undo"), ("act", &act)]).await;
    assert!(page.text().contains("ne peut plus être annulée"), "{}", page.text());
    assert_eq!(imap.count("Archive"), 3);
}

#[tokio::test]
async fn the_folder_may_be_gone_too() {
    let (account, mut imap) = with_letters("disparu", 1);
    imap.command("CREATE Dossiers");
    imap.append("Dossiers", "", "", &letters::plain("Seule", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = act(&mut client, "/mail/Dossiers", "Archiver").await;
    imap.command("DELETE Dossiers");
    let page = undo(&mut client, &page).await;
    assert!(page.text().contains("Le dossier d’origine n’existe plus"), "{}", page.text());
    assert_eq!(imap.count("Archive"), 1);
}

#[tokio::test]
async fn the_notice_takes_an_act_back_in_a_browser() {
    let (account, mut imap) = with_letters("annuleuse", 4);
    let program = Program::start().await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&account).await;
    browser.click_in("#rows [data-message]", "Lettre 2", "a[href]").await;
    browser.wait_for("#reader[data-seen]").await;
    browser.click("Supprimer").await;
    browser.wait_for_text("Message déplacé dans « Corbeille ».").await;
    assert_eq!(browser.texts("#subject").await, ["Lettre 1"]);
    browser.picture("undo-desk-light").await;
    browser.expect_accessible("a notice that can be taken back").await;
    browser.click("Annuler").await;
    browser.wait_for_text("Message remis dans « Boîte de réception ».").await;
    assert_eq!(browser.texts("#rows [data-message]").await.len(), 4);
    assert_eq!(browser.texts("#subject").await, ["Lettre 1"], "what is open stays open");
    assert_eq!((imap.count("INBOX"), imap.count("Trash")), (4, 0));
    // A mark of the open message says nothing, and can be taken back all the same.
    browser.click("Suivre ce message").await;
    browser.wait_for("#msg-star[aria-pressed=false]").await;
    assert_eq!(browser.texts("#undo form").await.len(), 1);
    browser.hit(Key::Escape).await;
    browser.close().await;
}
