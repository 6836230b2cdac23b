//! Spam, and what is none: marked, moved, and taught to whoever the operator chose.

mod commands;
mod filters;
mod looks;
mod reports;

use crate::client::{Client, Page};
use crate::lab::imap::Imap;
use crate::lab::{Account, BARE_HOST, NARROW, WATCHFUL_HOST, lab};
use crate::letters;
use crate::program::{Options, Program, Security};

/// Says of the letter with this subject what a button says.
async fn judge(client: &mut Client, mailbox: &str, subject: &str, words: &str) -> Page {
    let list = client.get(&format!("/mail/{mailbox}")).await;
    let page = client.get(&list.row(subject)).await;
    let form = page.form_with_button(words);
    client.submit(&page, form).await
}

/// What the page says about what just happened.
fn notice(page: &Page) -> String {
    page.texts("#notice p").concat()
}

/// Letters with these subjects in the inbox of somebody new, newest last.
fn with_letters(name: &str, letters: &[(&str, &str)]) -> (Account, Imap) {
    let account = Account::new(name);
    let mut imap = lab().open(&account);
    for (subject, text) in letters {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, text));
    }
    (account, imap)
}

/// A program whose operator wants this of `[spam]`.
async fn taught(settings: &str) -> Program {
    Program::with(Options { settings: settings.to_owned(), ..Options::default() }).await
}

/// A program whose IMAP server is behind another address of the laboratory.
async fn behind(host: &'static str) -> Program {
    let imap = Some((host, lab().imap));
    Program::with(Options { imap, security: Security::None, ..Options::default() }).await
}

/// Whether a list of flags has one, in whatever case.
fn has(flags: &str, flag: &str) -> bool {
    flags.split(['(', ')', ' ', '\r', '\n']).any(|it| it.eq_ignore_ascii_case(flag))
}

#[tokio::test]
async fn spam_is_marked_and_moved_and_comes_back_when_it_is_none() {
    let (account, mut imap) = with_letters("judge", &[("Une", "Bonjour."), ("Montres", "Achetez.")]);
    imap.command("SELECT INBOX");
    imap.command("STORE 2 +FLAGS (NonJunk $NotJunk $label1)");
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres", "Spam").await;
    assert!(notice(&page).contains("Message déplacé dans « Spams »."), "{}", page.text());
    assert_eq!(page.texts("#subject").concat(), "Une", "the next message is shown");
    let (flags, _) = imap.last("Junk");
    assert!(["$Junk", "Junk", "$label1"].iter().all(|it| has(&flags, it)), "{flags}");
    assert!(!has(&flags, "NonJunk") && !has(&flags, "$NotJunk"), "{flags}");

    let list = client.get("/mail/Junk").await;
    let page = client.get(&list.row("Montres")).await;
    assert!(page.texts("#in-spam").concat().contains("Ce message est dans les spams."), "{}", page.text());
    assert!(!page.has("button[value=junk]"));
    let page = client.submit(&page, page.form_with_button("Pas un spam")).await;
    assert!(notice(&page).contains("Message déplacé dans « Boîte de réception »."), "{}", page.text());
    let (flags, _) = imap.last("INBOX");
    assert!(["$NotJunk", "NonJunk", "$label1"].iter().all(|it| has(&flags, it)), "{flags}");
    assert!(!has(&flags, "Junk") && !has(&flags, "$Junk"), "{flags}");
    assert_eq!((imap.count("Junk"), imap.count("Trash")), (0, 0));
}

#[tokio::test]
async fn what_somebody_wrote_is_neither() {
    let account = Account::new("author");
    let mut imap = lab().open(&account);
    imap.append("Sent", "\\Seen", "", &letters::plain("Mienne", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let list = client.get("/mail/Sent").await;
    let page = client.get(&list.row("Mienne")).await;
    assert!(page.has("button[value=delete]") && !page.has("button[value=junk], button[value=not-junk]"));
}

#[tokio::test]
async fn where_no_marks_are_kept_the_message_moves_all_the_same() {
    let account = Account::new("narrow");
    let mut imap = lab().open(&account);
    imap.command(&format!("CREATE {NARROW}"));
    imap.command(&format!("SUBSCRIBE {NARROW}"));
    imap.append(NARROW, "", "", &letters::plain("Montres", &account.address, "Achetez."));
    let program = behind(BARE_HOST).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, NARROW, "Montres", "Spam").await;
    assert_eq!(notice(&page).trim(), "Message déplacé dans « Spams ».");
    assert!(imap.holds("Junk", "Montres"));
}

#[tokio::test]
async fn a_server_that_watches_sees_the_marks_before_the_message_moves() {
    let (account, mut imap) = with_letters("watched", &[("Montres", "Achetez.")]);
    let program = behind(WATCHFUL_HOST).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres", "Spam").await;
    assert_eq!(notice(&page).trim(), "Message déplacé dans « Spams ».");
    let (flags, _) = imap.last("Junk");
    assert!(has(&flags, "$Junk") && has(&flags, "Learned"), "{flags}");
}
