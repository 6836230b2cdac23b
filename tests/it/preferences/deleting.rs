//! What becomes of what is deleted, and how what is written looks where it is read.

use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;
use crate::wait;

/// Opens a letter of a mailbox and presses a button.
async fn press(client: &mut Client, mailbox: &str, subject: &str, words: &str) -> Page {
    let list = client.get(&format!("/mail/{mailbox}")).await;
    let page = client.get(&list.row(subject)).await;
    let form = page.form_with_button(words);
    client.submit(&page, form).await
}

#[tokio::test]
async fn what_is_deleted_becomes_read_and_junk_goes_for_good_for_who_wants_that() {
    let person = Account::new("jeteuse");
    let mut imap = lab().open(&person);
    letters::fill(&mut imap, ("INBOX", ""), &person, 1..=3);
    letters::fill(&mut imap, ("Junk", ""), &person, 4..=6);
    let program = Program::start().await;
    let mut client = program.signed_in(&person).await;
    client.decide("mailbox", "mark_read", "never").await;

    press(&mut client, "INBOX", "Lettre 1", "Supprimer").await;
    assert!(!imap.last("Trash").0.contains("\\Seen"));
    client.decide("mailbox", "delete_reads", "yes").await;
    let page = press(&mut client, "INBOX", "Lettre 2", "Supprimer").await;
    let (flags, letter) = imap.last("Trash");
    assert!(flags.contains("\\Seen") && letter.contains("Lettre 2"), "{flags}: {letter}");
    // What is taken back is as it was.
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(imap.holds("INBOX", "Lettre 2"), "{}", page.text());
    let (flags, letter) = imap.last("INBOX");
    assert!(!flags.contains("\\Seen") && letter.contains("Lettre 2"), "{flags}: {letter}");

    press(&mut client, "Junk", "Lettre 4", "Supprimer").await;
    assert!(imap.holds("Trash", "Lettre 4") && !imap.holds("Junk", "Lettre 4"));
    client.decide("mailbox", "delete_junk", "for-good").await;
    press(&mut client, "Junk", "Lettre 5", "Supprimer").await;
    assert_eq!((imap.holds("Trash", "Lettre 5"), imap.count("Junk")), (false, 1));
    // Elsewhere it goes to the trash, as before.
    press(&mut client, "INBOX", "Lettre 3", "Supprimer").await;
    assert!(imap.holds("Trash", "Lettre 3"));
}

#[tokio::test]
async fn html_goes_in_the_font_that_its_writer_wants() {
    let (from, to) = (Account::new("typographe"), Account::new("lectrice"));
    lab().open(&from);
    lab().open(&to);
    let program = Program::start().await;
    let mut client = program.signed_in(&from).await;
    for (name, value) in [("editor", "always"), ("font", "georgia"), ("font_size", "14")] {
        client.decide("composing", name, value).await;
    }
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("format", "html").fill("html", "<div>Bonjour</div>");
    client.submit(&page, form.fill("to", &to.address).fill("subject", "Belle lettre")).await;
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Belle lettre").then_some(()));
    let (_, letter) = lab().open(&to).last("INBOX");
    let letter = letter.replace("=\r\n", "").replace("=3D", "=");
    let look = "<div style=\"font-family:Georgia, serif;font-size:14pt\"><div>Bonjour</div></div>";
    assert!(letter.contains(look), "{letter}");
}
