//! Answering to a list, forwarding as a file, editing as new, sending on as it is.

use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::program::Program;
use crate::wait;

async fn open(client: &mut Client, subject: &str) -> Page {
    let list = client.get("/mail/INBOX").await;
    let url = list.row(subject);
    client.get(&url).await
}

#[tokio::test]
async fn a_message_of_a_list_is_answered_to_the_list() {
    let account = Account::new("lister");
    let letter = letters::plain("Débat", &account.address, "Bonjour.");
    let letter = [b"List-Post: <mailto:debat@liste.test>\r\n".as_slice(), &letter].concat();
    lab().open(&account).append("INBOX", "", "", &letter);
    lab().open(&account).append("INBOX", "", "", &letters::plain("Seule", &account.address, "Bonjour."));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Débat").await;
    let form = client.follow(&page, "Répondre à la liste").await;
    assert_eq!(form.form("#compose textarea").value("to"), Some("debat@liste.test"));
    assert_eq!(open(&mut client, "Seule").await.find_link("Répondre à la liste"), None);
}

#[tokio::test]
async fn a_message_is_forwarded_as_a_file_and_edited_as_new() {
    let account = Account::new("forwarder");
    let letter = letters::with_attachment("Devis 12/2026", &account.address);
    lab().open(&account).append("INBOX", "", "", &letter);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Devis").await;
    let form = client.follow(&page, "Transférer en pièce jointe").await;
    assert_eq!(form.form("#compose textarea").value("subject"), Some("Fwd: Devis 12/2026"));
    assert_eq!(form.attributes("#files [data-name]", "data-name"), ["Devis 12-2026.eml"]);
    let form = client.follow(&page, "Modifier comme nouveau").await;
    assert_eq!(form.form("#compose textarea").value("subject"), Some("Devis 12/2026"));
    assert_eq!(form.form("#compose textarea").value("to"), Some(account.address.as_str()));
    assert_eq!(form.attributes("#files [data-name]", "data-name"), [letters::ATTACHMENT_NAME]);
}

#[tokio::test]
async fn a_message_is_forwarded_in_the_text_with_all_that_came_with_it() {
    let account = Account::new("forwarder");
    let html = "<p>Voici le logo : <img src=\"cid:logo@sink.test\"></p>\
                <img src=\"https://pictures.example.net/pixel.gif\" alt=\"\"><p>-- <br>Angélique, présidente</p>";
    let related = letters::with_inline_picture("Logo", &account.address);
    let related = String::from_utf8(related).expect("UTF-8");
    let related = related.replace("<p>Le logo : <img src=\"cid:logo@sink.test\" alt=\"Logo\"></p>", html);
    let fields = "Cc: Karim <karim@sink.test>\r\nReply-To: bureau@sink.test\r\n";
    lab().open(&account).append("INBOX", "", "", format!("{fields}{related}").as_bytes());
    lab().open(&account).append("INBOX", "", "", &letters::with_attachment("Devis", &account.address));
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;

    let page = open(&mut client, "Logo").await;
    let form = client.follow(&page, "Transférer").await;
    assert_eq!(form.attributes("#files [data-name]", "data-name"), ["logo.png"], "what the HTML showed");
    let form = form.form("#compose textarea");
    assert_eq!((form.value("to"), form.value("subject")), (Some(""), Some("Fwd: Logo")));
    let body = form.value("body").expect("a text");
    let head: Vec<&str> = body.trim_start().lines().take_while(|it| !it.is_empty()).collect();
    let names: Vec<&str> =
        head.iter().map(|it| it.split([':', '\u{a0}', ' ']).next().unwrap_or_default()).collect();
    assert_eq!(names, ["--------", "Objet", "Date", "De", "À", "Cc", "Répondre"], "{body}");
    assert!(head[0].contains("Message transféré") && head[6].contains("bureau@sink.test"), "{body}");
    assert!(body.contains("Angélique, présidente"), "the signature is part of it: {body}");
    assert!(!body.contains("pictures.example.net"), "{body}");

    let page = open(&mut client, "Devis").await;
    let form = client.follow(&page, "Transférer").await;
    assert_eq!(form.attributes("#files [data-name]", "data-name"), [letters::ATTACHMENT_NAME]);
}

#[tokio::test]
async fn a_message_is_sent_on_as_it_is_and_once() {
    let (account, other) = (Account::new("resender"), Account::new("receiver"));
    let letter = letters::with_attachment("Procès-verbal", &account.address);
    lab().open(&account).append("INBOX", "", "", &letter);
    let program = Program::start().await;
    let mut client = program.signed_in(&account).await;
    let page = open(&mut client, "Proc").await;
    let form = client.follow(&page, "Renvoyer").await;
    let wrong = client.submit(&form, form.form_with_button("Renvoyer").fill("to", "personne")).await;
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    let sent = form.form_with_button("Renvoyer").fill("to", &other.address);
    let page = client.submit(&form, sent.clone()).await;
    assert!(page.text().contains("Message envoyé"), "{}", page.text());
    client.submit(&form, sent).await;
    let mut imap = lab().open(&other);
    wait::until("the message", || (imap.count("INBOX") > 0).then_some(()));
    let (_, text) = imap.last("INBOX");
    assert!(text.contains(&format!("Resent-From: {}", account.address)), "{text}");
    assert!(text.contains(&format!("Resent-To: {}", other.address)) && text.contains("Resent-Message-ID: <"));
    let original = String::from_utf8_lossy(&letter);
    assert!(text.contains(original.trim_end()), "nothing else was changed: {text}");
    assert_eq!(lab().open(&other).count("INBOX"), 1, "a double click sends once");
}
