//! A message inside of a message is read, answered and saved as one by itself.

use reqwest::StatusCode;

use super::{forwarded, letter, multipart, octets, text};
use crate::client::Page;
use crate::hostile::{open_first, with_letter};
use crate::lab::lab;

/// A picture of one dot, in base64.
const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/// What was passed on: HTML with a picture inside, and a file.
fn original() -> String {
    let html = "Content-Type: text/html; charset=utf-8\n\n<p>Le plan du <b>gymnase</b> : <img src=\"cid:plan@sink.test\" alt=\"Plan\"></p>";
    let picture = format!(
        "Content-Type: image/png\nContent-ID: <plan@sink.test>\nContent-Transfer-Encoding: base64\n\n{DOT}"
    );
    let related = multipart("related", "b3", &[html, &picture]);
    let file = "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=plan.pdf\n\nJVBERi0xLjQK";
    letter(
        "Élodie Martin <elodie@sink.test>",
        "Paul Petit <paul@sink.test>",
        "Le plan du gymnase",
        &multipart("mixed", "b2", &[&related, file]),
    )
}

/// The original, passed on as an attachment.
pub fn passed_on(to: &str) -> Vec<u8> {
    let parts = [text("Voir le message joint."), forwarded(&original())];
    let content = multipart("mixed", "b1", &[&parts[0], &parts[1]]);
    octets(&letter("Paul Petit <paul@sink.test>", to, "Je vous transmets", &content))
}

/// Where the first file of a message is opened.
fn first_file(page: &Page) -> String {
    let links = page.attributes("#attachments a.file-name", "href");
    links.first().unwrap_or_else(|| panic!("a file on {}", page.text())).clone()
}

#[tokio::test]
async fn a_message_passed_on_is_read_beside_the_list() {
    let (_program, _, mut client) = with_letter(passed_on).await;
    let outer = open_first(&mut client).await;
    assert_eq!(outer.attributes("#attachments a[data-part]", "data-name"), ["Le plan du gymnase.eml"]);
    let page = client.get(&first_file(&outer)).await;
    assert_eq!(page.texts("#subject"), ["Le plan du gymnase"]);
    assert!(page.text().contains("Élodie Martin") && page.has("#rows"), "{}", page.text());
    assert!(page.text().contains("Message joint à « Je vous transmets »"), "{}", page.text());
    let document = client.get(&page.attributes("iframe#message-body", "src")[0]).await;
    assert!(document.text().contains("Le plan du gymnase :"), "{}", document.text());
    let picture = client.get(&document.attributes("img", "src")[0]).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    let file = client.get(&page.attributes("#attachments a[download]", "href")[0]).await;
    assert_eq!(file.octets, b"%PDF-1.4\n");
    let back = client.get(&page.attributes(".msg-inside a", "href")[0]).await;
    assert_eq!(back.texts("#subject"), ["Je vous transmets"]);
}

#[tokio::test]
async fn a_message_inside_is_saved_as_it_is() {
    let (_program, _, mut client) = with_letter(passed_on).await;
    let outer = open_first(&mut client).await;
    let inner = client.get(&first_file(&outer)).await;
    let saved = client.get(&inner.link("Télécharger")).await;
    let expected = String::from_utf8(octets(&original())).unwrap();
    assert_eq!(String::from_utf8_lossy(&saved.octets).trim_end(), expected.trim_end());
    assert!(saved.header("content-disposition").contains("Le%20plan%20du%20gymnase.eml"));
}

#[tokio::test]
async fn an_answer_to_a_message_inside_marks_nothing() {
    let (program, person, mut client) = with_letter(passed_on).await;
    let outer = open_first(&mut client).await;
    let inner = client.get(&first_file(&outer)).await;
    let form = client.follow(&inner, "Répondre").await.form("[name=subject]");
    assert_eq!(form.value("subject"), Some("Re: Le plan du gymnase"));
    assert!(form.value("to").is_some_and(|it| it.contains("elodie@sink.test")), "{:?}", form.value("to"));
    let page = client.follow(&inner, "Transférer").await;
    let form = page.form_with_button("Envoyer").fill("to", &person.address);
    let sent = client.submit(&page, form).await;
    assert!(sent.status.is_success(), "{}", sent.text());
    let mut imap = lab().open(&person);
    crate::wait::until("the copy in Sent", || imap.holds("Sent", "Fwd: Le plan du gymnase").then_some(()));
    let (_, copy) = imap.last("Sent");
    assert!(copy.contains("plan.pdf"), "the file comes along: {copy}");
    imap.command("SELECT INBOX");
    let flags = imap.command("FETCH 1 (FLAGS)");
    assert!(
        flags.contains("\\Seen") && !flags.contains("Forwarded") && !flags.contains("Answered"),
        "{flags}"
    );
    drop(program);
}

#[tokio::test]
async fn opening_a_message_inside_marks_nothing_read() {
    let (_program, person, mut client) = with_letter(passed_on).await;
    let list = client.get("/mail/INBOX").await;
    let inner = client.get(&format!("{}/part/2/message", list.row(""))).await;
    assert_eq!(inner.texts("#subject"), ["Le plan du gymnase"]);
    let mut imap = lab().open(&person);
    imap.command("SELECT INBOX");
    assert!(!imap.command("FETCH 1 (FLAGS)").contains("\\Seen"));
    let address = list.row("");
    for nothing in ["part/1/message", "part/9/message", "part/2.1/message", "part/x/message", "part/9/body"] {
        let page = client.get(&format!("{address}/{nothing}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nothing}: {}", page.text());
    }
}

#[tokio::test]
async fn thirty_messages_within_each_other_are_read_to_the_last() {
    const DEPTH: usize = 30;
    let nested = |to: &str| {
        let mut inner = letter("a@sink.test", to, "Niveau 30", &text("Tout au fond."));
        for level in (0..DEPTH).rev() {
            let content = multipart("mixed", &format!("b{level}"), &[&text("Plus bas."), &forwarded(&inner)]);
            inner = letter("a@sink.test", to, &format!("Niveau {level}"), &content);
        }
        octets(&inner)
    };
    let (_program, _, mut client) = with_letter(nested).await;
    let mut page = open_first(&mut client).await;
    for level in 1..=DEPTH {
        page = client.get(&first_file(&page)).await;
        assert_eq!(page.texts("#subject"), [format!("Niveau {level}")]);
    }
    assert!(page.text().contains("Tout au fond."), "{}", page.text());
    assert!(page.text().contains("Message joint à « Niveau 29 »"), "{}", page.text());
}
