//! A mail server that can do little: no MOVE, no UIDPLUS, a mailbox that keeps no labels.

use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{self, Account, NARROW, lab};
use crate::letters;
use crate::program::{Options, Program, Security};

async fn program() -> Program {
    let imap = Some((lab::BARE_HOST, lab().imap));
    Program::with(Options { imap, security: Security::None, ..Options::default() }).await
}

/// Somebody with three letters in a mailbox, which is created where it is missing.
fn with_letters(mailbox: &str) -> (Account, Imap) {
    let account = Account::new("bare");
    let mut imap = lab().open(&account);
    if mailbox != "INBOX" {
        imap.command(&format!("CREATE \"{mailbox}\""));
    }
    letters::fill(&mut imap, (mailbox, ""), &account, 1..=3);
    (account, imap)
}

async fn open(client: &mut Client, mailbox: &str, subject: &str) -> Page {
    let list = client.get(&format!("/mail/{mailbox}")).await;
    client.get(&list.row(subject)).await
}

/// Whether each of the three letters is marked for removal; all three must still be there.
fn marked(imap: &mut Imap) -> Vec<bool> {
    imap.command("SELECT INBOX");
    let told = imap.command("FETCH 1:* (FLAGS)");
    let flags = told.lines().filter(|it| it.contains(" FETCH (FLAGS"));
    flags.map(|it| it.contains("\\Deleted")).collect()
}

#[tokio::test]
async fn what_is_moved_is_copied_and_marked_and_nothing_of_others_is_removed() {
    let (account, mut imap) = with_letters("INBOX");
    // Somebody else's program has marked a letter, and may change its mind.
    imap.command("SELECT INBOX");
    imap.command("STORE 1 +FLAGS (\\Deleted)");
    let program = program().await;
    let mut client = program.signed_in(&account).await;

    let page = open(&mut client, "INBOX", "Lettre 3").await;
    let page = client.submit(&page, page.form_with_button("Envoyés").fill("do", "copy")).await;
    assert!(page.text().contains("Message copié dans « Envoyés »."), "{}", page.text());
    assert_eq!((imap.count("Sent"), marked(&mut imap)), (1, vec![true, false, false]));

    let page = client.submit(&page, page.form_with_button("Archiver")).await;
    assert!(page.text().contains("Message déplacé dans « Archives »."), "{}", page.text());
    assert_eq!(page.texts("#subject"), ["Lettre 2"]);
    assert_eq!((imap.count("Archive"), marked(&mut imap)), (1, vec![true, false, true]));
    assert!(imap.holds("Archive", "Lettre 3"));

    let page = client.submit(&page, page.form_with_button("Supprimer")).await;
    assert_eq!((imap.count("Trash"), marked(&mut imap)), (1, vec![true, true, true]));
    let list = client.get("/mail/INBOX").await;
    assert_eq!(list.texts("#rows [data-deleted]").len(), 3, "the list says so: {}", page.text());
    assert!(list.text().contains("Marqué comme supprimé."), "{}", list.text());
}

#[tokio::test]
async fn a_mark_that_a_folder_does_not_keep_is_said() {
    let (account, mut imap) = with_letters(NARROW);
    let program = program().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, NARROW, "Lettre 2").await;
    for mark in ["À faire", "Suivre ce message"] {
        let page = client.submit(&page, page.form_with_button(mark)).await;
        assert!(page.text().contains("Ce dossier ne garde pas cette marque"), "{mark}: {}", page.text());
        assert_eq!(page.texts("#subject"), ["Lettre 2"]);
    }
    let page = client.submit(&page, page.form_with_button("Comme non lu")).await;
    assert!(!page.text().contains("ne garde pas"), "what it keeps is marked: {}", page.text());
    // In another folder the same mark is kept.
    imap.append("INBOX", "", "", &letters::plain("Ailleurs", &account.address, "Bonjour."));
    let page = open(&mut client, "INBOX", "Ailleurs").await;
    client.submit(&page, page.form_with_button("À faire")).await;
    assert!(imap.last("INBOX").0.contains("$label4"));
}
