//! What the server does not allow, or has no room for: on a Dovecot with rights and limits.

use super::do_to_all;
use crate::client::Page;
use crate::company::{colleague, path, program};
use crate::lab::Account;
use crate::lab::company::{ROOM, with_slashes};
use crate::lab::imap::Imap;
use crate::large::ended;
use crate::program::Program;

/// The name of a shared folder for whoever shares it: what comes after `Autres/claire7/`.
fn owners(shared: &str) -> (Account, String) {
    let mut parts = shared.splitn(3, '/').skip(1);
    let local = parts.next().expect("somebody").to_owned();
    let address = format!("{local}@{}", crate::lab::DOMAIN);
    let account = Account { address, password: format!("{local}-secret"), local };
    (account, parts.next().expect("a folder").replace('É', "&AMk-").replace('é', "&AOk-"))
}

/// Letters of so many octets, about.
fn fill_with(imap: &mut Imap, mailbox: &str, count: usize, octets: usize) {
    for number in 1..=count {
        let text = format!("Subject: Pli {number}\r\n\r\n{}\r\n", "x".repeat(octets));
        imap.append(mailbox, "", "", text.as_bytes());
    }
}

#[tokio::test]
async fn what_is_to_read_alone_stays_as_it_is_whatever_is_asked() {
    let company = with_slashes();
    let (pierre, shared) = colleague(company, "lr");
    let (claire, folder) = owners(&shared);
    let mut imap = company.open(&claire);
    fill_with(&mut imap, &folder, 520, 10);
    let program = program(company).await;
    let mut client = program.signed_in(&pierre).await;
    let shared = path(&shared);
    for (what, said) in [
        ("archive", "ne permet pas cette action ici : rien n’a changé"),
        ("delete", "ne permet pas cette action ici : rien n’a changé"),
        ("erase", "rien n’a changé"),
        ("flagged", "rien n’a changé"),
        ("keyword:$label1", "rien n’a changé"),
    ] {
        // All are so many that it goes on by itself.
        let page = do_to_all(&mut client, &shared, what, "").await;
        let page = ended(&client, &page).await;
        assert!(page.text().contains(said), "{what}: {}", page.text());
        // And the newest ones at once.
        let page = client.get(&format!("{shared}?select=page")).await;
        let number = page.attributes("#rows .row-check input", "value").remove(0);
        let csrf = page.form("#bulk input").value("csrf").expect("a token").to_owned();
        let fields = [("csrf", csrf.as_str()), ("do", what), ("message", &number), ("rows", "50")];
        let page = client.post(&format!("{shared}/act"), &fields).await;
        assert!(page.text().contains(said), "{what}: {}", page.text());
    }
    assert_eq!(imap.count(&folder), 521);
    imap.command(&format!("SELECT \"{folder}\""));
    let flags = imap.command("FETCH 1:* (FLAGS)");
    assert!(!flags.contains("Flagged") && !flags.contains("Deleted") && !flags.contains("label"), "{flags}");
}

/// Signs in, takes an act back, and signs out again.
async fn undo_anew(program: &Program, account: &Account, act: &str) -> Page {
    let mut client = program.signed_in(account).await;
    let page = client.get("/mail/INBOX").await;
    let csrf = page.form("#bulk input").value("csrf").expect("a token").to_owned();
    let undone = client.post("/mail/INBOX/act", &[("csrf", &csrf), ("do", "undo"), ("act", act)]).await;
    client.submit(&undone, undone.form("#logout")).await;
    undone
}

#[tokio::test]
async fn what_cannot_go_back_stays_and_goes_back_when_it_may() {
    let company = with_slashes();
    let (pierre, shared) = colleague(company, "lrswite");
    let (claire, folder) = owners(&shared);
    let (mut his, mut hers) = (company.open(&pierre), company.open(&claire));
    let program = program(company).await;
    let mut client = program.signed_in(&pierre).await;
    let page = client.get(&format!("{}?select=page", path(&shared))).await;
    let moved = client.submit(&page, page.form_of_chosen("Archiver")).await;
    assert!(moved.text().contains("Message déplacé dans « Archives »."), "{}", moved.text());
    let act = moved.form_with_button("Annuler").value("act").expect("a name").to_owned();
    hers.command(&format!("SETACL \"{folder}\" {} lr", pierre.address));
    // Dovecot believes for a while what it knew of rights: who signs in anew is told anew.
    client.submit(&moved, moved.form("#logout")).await;
    let page = undo_anew(&program, &pierre, &act).await;
    assert!(page.text().contains("ne permet pas cette action ici : rien n’a changé"), "{}", page.text());
    assert_eq!((his.count("Archive"), hers.count(&folder)), (1, 0));
    hers.command(&format!("SETACL \"{folder}\" {} lrswite", pierre.address));
    let page = undo_anew(&program, &pierre, &act).await;
    assert!(page.text().contains("Message remis dans « Été »."), "{}", page.text());
    assert_eq!((his.count("Archive"), hers.count(&folder)), (0, 1));
}

#[tokio::test]
async fn a_copy_ends_where_the_room_does_and_says_how_far_it_came() {
    let company = with_slashes();
    let account = Account::new("copieuse");
    let mut imap = company.open(&account);
    // Once they fit, twice they do not.
    fill_with(&mut imap, "INBOX", 900, ROOM * 6 / 10 / 900 - 20);
    let program = program(company).await;
    let mut client = program.signed_in(&account).await;
    let page = do_to_all(&mut client, "/mail/INBOX", "copy", "Sent").await;
    let page = ended(&client, &page).await;
    let said = "500 messages copiés dans « Envoyés ». Il en reste 400 : votre boîte est pleine.";
    assert!(page.text().contains(said), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Sent")), (900, 500));
    // What goes elsewhere in a full box needs no room, and comes back.
    let page = do_to_all(&mut client, "/mail/INBOX", "move", "Trash").await;
    let page = ended(&client, &page).await;
    assert!(page.text().contains("900 messages déplacés dans « Corbeille »."), "{}", page.text());
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    let page = ended(&client, &page).await;
    assert!(page.text().contains("900 messages remis dans « Boîte de réception »."), "{}", page.text());
    assert_eq!((imap.count("INBOX"), imap.count("Trash")), (900, 0));
}
