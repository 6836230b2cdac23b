//! Letters that nobody should have sent.

use reqwest::StatusCode;

use super::{open_first, with_letter};
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;

#[tokio::test]
async fn broken_mime_shows_what_can_be_read() {
    let (_program, _, mut client) = with_letter(|to| letters::broken_mime("Cassé", to)).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("Cassé") && page.text().contains("Angélique Noël"), "{}", page.text());
}

#[tokio::test]
async fn an_unknown_charset_shows_what_can_be_read() {
    let (_program, _, mut client) = with_letter(|to| letters::unknown_charset("Martien", to)).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("Lisible"), "{}", page.text());
}

#[tokio::test]
async fn html_with_parts_beside_it_loses_none_of_them() {
    let (_program, _, mut client) = with_letter(|to| letters::html_of_a_list("Plan", to)).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("Pour quitter la liste"), "{}", page.text());
    let frame = page.attributes("iframe#message-body", "src");
    let body = client.get(&frame[0]).await;
    assert!(body.text().contains("Voici le plan"), "{}", body.text());
    let picture = client.get(&body.attributes("img", "src")[0]).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
}

#[tokio::test]
async fn the_end_of_what_is_too_long_is_missed_out_loud() {
    let text = "Une ligne parmi tant d’autres.\n".repeat(100_000);
    let (_program, _, mut client) = with_letter(|to| letters::plain("Long", to, &text)).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("la fin n’est pas affichée"), "a notice");
}

#[tokio::test]
async fn a_hundred_multiparts_within_each_other_end_nothing() {
    let (_program, _, mut client) = with_letter(|to| letters::nested("Profond", to, 100)).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("Profond"), "{}", page.text());
    assert!(client.get("/healthz").await.status.is_success());
}

#[tokio::test]
async fn ten_thousand_parts_end_nothing() {
    let (_program, _, mut client) = with_letter(|to| letters::many_parts("Beaucoup", to, 10_000)).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("Beaucoup."), "the text is read");
    assert!(page.octets.len() < 2_000_000, "{} octets of page", page.octets.len());
    assert!(client.get("/mail/INBOX").await.has("#rows"));
}

#[tokio::test]
async fn a_subject_cannot_break_out_of_its_line() {
    let (_program, _, mut client) = with_letter(letters::odd_subject).await;
    let list = client.get("/mail/INBOX").await;
    let page = open_first(&mut client).await;
    for page in [&list, &page] {
        assert!(page.text().contains("<b>gras</b>"), "shown as it is: {}", page.text());
        let odd = |it: char| it.is_control() && !matches!(it, '\n' | '\r' | '\t');
        assert!(!page.html().contains(odd), "control characters of a subject");
        assert!(!page.html().contains('\u{202e}'), "a change of direction leaves its line");
    }
    let form = client.follow(&page, "Répondre").await.form("[name=subject]");
    let subject = form.value("subject").expect("a subject").to_owned();
    assert!(!subject.contains(['\r', '\n', '\0', '\u{1b}']), "{subject:?}");
}

#[tokio::test]
async fn a_letter_cannot_run_a_script_or_call_home() {
    let (program, person, client) = with_letter(|to| letters::newsletter("Piège", to)).await;
    drop(client);
    let browser = crate::browser::Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Piège", "a[href]").await;
    let letter = browser.frame_text("iframe#message-body").await;
    assert!(letter.contains("Les nouvelles du mois."), "{letter}");
    assert!(!browser.script("return document.title", Vec::new()).await.to_string().contains("broken in"));
    // Fails as well if the letter asked another host for anything.
    browser.close().await;
}

#[tokio::test]
async fn a_message_that_is_gone_says_so_and_leads_back() {
    let (_program, person, mut client) = with_letter(|to| letters::plain("Perdu", to, "x")).await;
    let address = client.get("/mail/INBOX").await.row("Perdu");
    let mut imap = lab().open(&person);
    imap.command("SELECT INBOX");
    imap.command("STORE 1 +FLAGS (\\Deleted)");
    imap.command("EXPUNGE");
    for address in [address.as_str(), "/mail/INBOX/1-99999"] {
        let page = client.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
        assert!(page.text().contains("Ce message n’est plus ici"), "{}", page.text());
        assert!(page.attributes("main a", "href").iter().any(|it| it == "/mail/INBOX"), "{}", page.html());
    }
}

#[tokio::test]
async fn a_mailbox_that_vanished_says_so() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut imap = lab().open(&person);
    imap.command("CREATE Projets");
    imap.append("Projets", "", "", &letters::plain("Plan", &person.address, "x"));
    let mut client = program.signed_in(&person).await;
    let list = client.get("/mail/Projets").await;
    let message = list.row("Plan");
    imap.command("DELETE Projets");
    for address in ["/mail/Projets", message.as_str(), "/mail/Never%20there"] {
        let page = client.get(address).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}: {}", page.text());
        assert!(page.has("main a[href]"), "a way out of {address}");
    }
    assert!(client.get("/mail/INBOX").await.has("#rows"), "the rest is well");
}

#[tokio::test]
async fn a_mailbox_recreated_meanwhile_does_not_give_the_wrong_message() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut imap = lab().open(&person);
    imap.command("CREATE Projets");
    imap.append("Projets", "", "", &letters::plain("Ancien", &person.address, "x"));
    let mut client = program.signed_in(&person).await;
    let message = client.get("/mail/Projets").await.row("Ancien");
    imap.command("DELETE Projets");
    // A new mailbox of the same name has another UIDVALIDITY: Dovecot makes it of the time.
    imap.command("CREATE Projets");
    imap.append("Projets", "", "", &letters::plain("Nouveau", &person.address, "x"));
    let page = client.get(&message).await;
    assert!(!page.text().contains("Nouveau") || page.status == StatusCode::NOT_FOUND, "{}", page.text());
}
