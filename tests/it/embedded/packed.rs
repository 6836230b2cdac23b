//! What no server takes apart: `winmail.dat`, what S/MIME wraps, messages in base64 or as files.

use super::{file, forwarded, letter, made, multipart, octets, text};
use crate::client::{Client, Page};
use crate::hostile::{open_first, with_letter};
use crate::lab::lab;

const SENDER: &str = "Élodie Martin <elodie.martin@octopus.test>";

const MINUTES: &str = "Procès-verbal d’été.pdf";

fn names(page: &Page) -> Vec<String> {
    page.attributes("#attachments a[data-part]", "data-name")
}

/// What is in the file of this name.
async fn content(client: &mut Client, page: &Page, name: &str) -> Vec<u8> {
    let at = names(page).iter().position(|it| it == name).unwrap_or_else(|| panic!("{:?}", names(page)));
    client.get(&page.attributes("#attachments a[data-part]", "href")[at]).await.octets
}

fn winmail() -> String {
    file("application/ms-tnef", "winmail.dat", &made("winmail.dat"))
}

#[tokio::test]
async fn what_outlook_packed_is_read_and_saved() {
    let (_program, _, mut client) =
        with_letter(|to| octets(&letter(SENDER, to, "Réunion", &winmail()))).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("Le procès-verbal est joint."), "{}", page.text());
    assert_eq!(names(&page), [MINUTES, "logo.png"]);
    assert_eq!(content(&mut client, &page, MINUTES).await, b"%PDF-1.4\n");
    assert!(content(&mut client, &page, "logo.png").await.starts_with(b"\x89PNG"));
    let form = client.follow(&page, "Répondre").await.form("[name=body]");
    assert!(form.value("body").is_some_and(|it| it.contains("> Le procès-verbal est joint.")));
}

#[tokio::test]
async fn the_text_of_a_message_wins_over_the_packed_one() {
    let parts = [text("Le texte du message."), winmail()];
    let content_of = multipart("mixed", "b1", &[&parts[0], &parts[1]]);
    let (_program, person, mut client) =
        with_letter(|to| octets(&letter(SENDER, to, "Réunion", &content_of))).await;
    let page = open_first(&mut client).await;
    assert!(
        page.text().contains("Le texte du message.") && !page.text().contains("est joint"),
        "{}",
        page.text()
    );
    assert_eq!(names(&page), [MINUTES, "logo.png"]);
    let page = client.follow(&page, "Transférer").await;
    let form = page.form_with_button("Envoyer").fill("to", &person.address);
    client.submit(&page, form).await;
    let mut imap = lab().open(&person);
    crate::wait::until("the copy in Sent", || imap.holds("Sent", "Fwd: Réunion").then_some(()));
    let (_, copy) = imap.last("Sent");
    assert!(copy.contains("JVBERi0xLjQK") && !copy.contains("winmail"), "the files come along: {copy}");
}

#[tokio::test]
async fn packed_html_is_made_safe_and_shows_the_picture_that_is_packed_beside_it() {
    let packed = file("application/ms-tnef", "winmail.dat", &made("winmail-html.dat"));
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Réunion", &packed))).await;
    let page = open_first(&mut client).await;
    assert!(!page.has("#attachments"), "{}", page.text());
    let document = client.get(&page.attributes("iframe#message-body", "src")[0]).await;
    assert!(
        document.text().contains("Bonjour à tous") && !document.html().contains("alert"),
        "{}",
        document.html()
    );
    let picture = client.get(&document.attributes("img", "src")[0]).await;
    assert_eq!(picture.header("content-type"), "image/png");
    assert!(picture.octets.starts_with(b"\x89PNG"));
}

#[tokio::test]
async fn what_is_missing_of_a_winmail_is_said_and_the_file_is_there() {
    let mut damaged = made("winmail.dat");
    damaged.truncate(damaged.len() - 20);
    let packed = file("application/ms-tnef", "winmail.dat", &damaged);
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Réunion", &packed))).await;
    let page = open_first(&mut client).await;
    assert!(page.text().contains("n’a pas pu être lue"), "{}", page.text());
    assert_eq!(names(&page), [MINUTES, "logo.png", "winmail.dat"]);
    assert_eq!(content(&mut client, &page, "winmail.dat").await, damaged);
}

#[tokio::test]
async fn a_winmail_that_is_none_stays_a_file() {
    let damaged = file("application/ms-tnef", "winmail.dat", b"no stream at all");
    let content_of = multipart("mixed", "b1", &[&text("Voir ci-joint."), &damaged]);
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Cassé", &content_of))).await;
    let page = open_first(&mut client).await;
    assert_eq!(names(&page), ["winmail.dat"]);
    assert_eq!(content(&mut client, &page, "winmail.dat").await, b"no stream at all");
}

#[tokio::test]
async fn what_an_envelope_signs_is_read() {
    let wrapped =
        file("application/pkcs7-mime; smime-type=signed-data", "smime.p7m", &made("protected/streamed.p7m"));
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Contrat", &wrapped))).await;
    let page = open_first(&mut client).await;
    let said = page.texts("#protection p").join(" ");
    assert_eq!(
        said,
        "Message signé par Élodie Martin <elodie.martin@octopus.test> (signature non vérifiée)."
    );
    assert!(page.text().contains("Le contrat est signé."), "{}", page.text());
    assert_eq!(names(&page), ["contrat.pdf"]);
    assert_eq!(
        client.follow(&page, "Télécharger le message signé").await.octets,
        made("protected/streamed.p7m")
    );
    assert_eq!(content(&mut client, &page, "contrat.pdf").await, b"%PDF-1.4\n");
}

#[tokio::test]
async fn a_message_as_a_file_and_one_in_base64_open_as_messages() {
    let attached = file("application/pdf", "plan.pdf", b"%PDF-1.4\n");
    let deepest = letter(SENDER, "a@sink.test", "Tout au fond", &text("Bonjour du fond."));
    let parts = [text("Bonjour d’un fichier."), attached, forwarded(&deepest)];
    let inner = letter(
        SENDER,
        "a@sink.test",
        "Dans un fichier",
        &multipart("mixed", "b2", &[&parts[0], &parts[1], &parts[2]]),
    );
    let as_file = file("application/octet-stream", "lettre.eml", &octets(&inner));
    let in_base64 = file("message/rfc822", "autre.eml", &octets(&inner));
    let content_of = multipart("mixed", "b1", &[&text("Deux fois."), &as_file, &in_base64]);
    let (_program, _, mut client) =
        with_letter(|to| octets(&letter(SENDER, to, "Fichiers", &content_of))).await;
    let outer = open_first(&mut client).await;
    assert_eq!(names(&outer), ["lettre.eml", "autre.eml"]);
    for address in outer.attributes("#attachments a.file-name", "href") {
        let page = client.get(&address).await;
        assert_eq!(page.texts("#subject"), ["Dans un fichier"], "{address}: {}", page.text());
        assert!(page.text().contains("Bonjour d’un fichier."), "{}", page.text());
        assert_eq!(content(&mut client, &page, "plan.pdf").await, b"%PDF-1.4\n");
        let link = page.attributes("#attachments a.file-name", "href");
        let deep = client.get(&link[1]).await;
        assert!(deep.text().contains("Bonjour du fond."), "{}", deep.text());
        assert!(deep.text().contains("Message joint à « Dans un fichier »"), "{}", deep.text());
        let form = client.follow(&page, "Répondre").await.form("[name=subject]");
        assert_eq!(form.value("subject"), Some("Re: Dans un fichier"));
    }
}
