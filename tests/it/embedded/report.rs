//! Reports are said in a sentence: one that Postfix makes, and others as servers write them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpStream};

use base64::Engine as _;

use super::{forwarded, letter, multipart, octets, text};
use crate::client::Page;
use crate::hostile::{open_first, with_letter};
use crate::lab::{Account, lab};
use crate::program::Program;

/// A report of this kind on a message that is enclosed.
fn report(to: &str, media_type: &str, fields: &str, enclosed: &str) -> Vec<u8> {
    let machine = format!("Content-Type: {media_type}\n\n{fields}");
    let parts = [text("This is the mail system."), machine, enclosed.to_owned()];
    let content = multipart("report", "b1", &[&parts[0], &parts[1], &parts[2]]);
    octets(&letter("MAILER-DAEMON@mail.sink.test", to, "Undelivered Mail", &content))
}

fn sentences(page: &Page) -> Vec<String> {
    page.texts("#report .notice > div > p:first-child")
}

#[tokio::test]
async fn a_message_that_postfix_returns_is_explained_and_leads_to_what_was_sent() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let mut client = program.signed_in(&person).await;
    let page = client.get("/compose").await;
    let form = page.form_with_button("Envoyer").fill("to", "perdue@lost.test");
    let form = form.fill("subject", "Invitation à l’été").fill("body", "Viendrez-vous ?");
    client.submit(&page, form).await;
    let mut imap = lab().open(&person);
    crate::wait::until("the report of Postfix", || imap.holds("INBOX", "Undelivered").then_some(()));
    let page = open_first(&mut client).await;
    let expected = "Votre message « Invitation à l’été » n’a pas pu être remis à perdue@lost.test : \
                    l’adresse n’existe pas.";
    assert_eq!(sentences(&page), [expected]);
    assert!(page.texts("#report q")[0].contains("user unknown"), "{}", page.text());
    assert!(page.text().contains("This is the mail system"), "the server's text remains: {}", page.text());
    assert_eq!(page.attributes("#attachments a[data-part]", "data-name"), ["Invitation à l’été.eml"]);
    let sent = client.follow(&page, "Ouvrir le message d’origine").await;
    assert!(sent.text().contains("Viendrez-vous ?"), "{}", sent.text());
    let whole = client.follow(&page, "Télécharger le rapport complet").await;
    assert!(whole.html().contains("Final-Recipient: rfc822; perdue@lost.test"), "{}", whole.html());
}

/// Sends a letter by the submission server and asks for a report of success (RFC 3461), which
/// the program does not.
fn send_and_ask(from: &Account, to: &str, letter: &str) {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, lab().submission_in_clear)).expect("Postfix");
    let mut stream = BufReader::new(stream);
    let login = format!("\0{}\0{}", from.address, from.password);
    let login = base64::engine::general_purpose::STANDARD.encode(login);
    let mut say = |command: &str| {
        stream.get_mut().write_all(format!("{command}\r\n").as_bytes()).expect("Postfix listens");
        let mut line = String::new();
        while line.as_bytes().get(3).is_none_or(|it| *it != b' ') {
            line.clear();
            stream.read_line(&mut line).expect("Postfix answers");
        }
        assert!(line.starts_with(['2', '3']), "{command}: {line}");
    };
    // The first line that comes is the greeting: the answers are one behind.
    say("EHLO tests.octopus.test");
    say(&format!("AUTH PLAIN {login}"));
    say(&format!("MAIL FROM:<{}>", from.address));
    say(&format!("RCPT TO:<{to}> NOTIFY=SUCCESS"));
    say("DATA");
    say(&format!("{letter}\r\n."));
    say("QUIT");
}

#[tokio::test]
async fn postfix_tells_that_it_passed_a_message_on() {
    let program = Program::start().await;
    let (person, other) = (Account::new("claire"), Account::new("paul"));
    let sent = letter(&person.address, &other.address, "Les comptes", &text("Voici."));
    send_and_ask(&person, &other.address, &String::from_utf8(octets(&sent)).unwrap());
    let mut imap = lab().open(&person);
    crate::wait::until("the report of Postfix", || imap.holds("INBOX", "Delivery Report").then_some(()));
    let mut client = program.signed_in(&person).await;
    let page = open_first(&mut client).await;
    // Dovecot makes no reports, so Postfix says no more than that.
    let expected = format!(
        "Votre message « Les comptes » est parti vers {} ; le serveur suivant n’envoie pas de confirmation.",
        other.address
    );
    assert_eq!(sentences(&page), [expected]);
}

/// A report on three recipients, with words of a server that are no words.
pub fn several(to: &str) -> Vec<u8> {
    let fields = "Reporting-MTA: dns; mail.sink.test\n\n\
        Final-Recipient: rfc822; pleine@b.example\nAction: failed\nStatus: 5.2.2\n\
        Remote-MTA: dns; mx.b.example\nDiagnostic-Code: smtp; 552 5.2.2 <img src=x onerror=alert(1)> full\n\n\
        Final-Recipient: rfc822; lente@b.example\nAction: delayed\nStatus: 4.4.1\n\n\
        Final-Recipient: rfc822; bonne@b.example\nAction: delivered\nStatus: 2.0.0\n";
    let header = "Content-Type: text/rfc822-headers\n\nSubject: Les comptes\nFrom: a@sink.test\n";
    report(to, "message/delivery-status", fields, header)
}

#[tokio::test]
async fn each_recipient_has_a_sentence_and_what_servers_say_stays_text() {
    let (_program, _, mut client) = with_letter(several).await;
    let page = open_first(&mut client).await;
    assert_eq!(
        sentences(&page),
        [
            "Votre message « Les comptes » n’a pas pu être remis à pleine@b.example : la boîte aux lettres est pleine.",
            "Votre message « Les comptes » n’est pas encore remis à lente@b.example : le serveur du destinataire ne \
             répond pas. Le serveur réessaie, vous n’avez rien à faire.",
            "Votre message « Les comptes » a été remis à bonne@b.example.",
        ]
    );
    assert!(page.text().contains("Réponse de mx.b.example :"), "{}", page.text());
    assert_eq!(page.texts("#report q"), ["552 5.2.2 <img src=x onerror=alert(1)> full"]);
    let saved = client.follow(&page, "Télécharger les en-têtes d’origine").await;
    assert!(saved.html().contains("Subject: Les comptes"));
}

#[tokio::test]
async fn a_receipt_says_who_opened_the_message() {
    let fields = "Final-Recipient: rfc822; lectrice@b.example\nDisposition: manual-action/MDN-sent-manually; displayed\n";
    let original = forwarded(&letter("a@sink.test", "lectrice@b.example", "Devis", &text("Voici.")));
    let (_program, _, mut client) =
        with_letter(|to| report(to, "message/disposition-notification", fields, &original)).await;
    let page = open_first(&mut client).await;
    assert_eq!(sentences(&page), ["Votre message « Devis » a été ouvert par lectrice@b.example."]);
}

#[tokio::test]
async fn a_report_that_says_nothing_is_a_message_like_any() {
    let (_program, _, mut client) =
        with_letter(|to| report(to, "message/delivery-status", "\n\nnonsense\n", &text("x"))).await;
    let page = open_first(&mut client).await;
    assert!(!page.has("#report") && page.text().contains("This is the mail system"), "{}", page.text());
}
