//! Signed and encrypted messages: what is signed is read, who signed is named, nothing is verified.

use super::{file, letter, made, multipart, octets, text};
use crate::client::Page;
use crate::hostile::{open_first, with_letter};

const SENDER: &str = "Élodie Martin <elodie.martin@octopus.test>";

/// The sentence about the protection.
fn said(page: &Page) -> String {
    page.texts("#protection p").join(" ")
}

#[tokio::test]
async fn a_message_signed_with_a_certificate_names_its_signer() {
    let (_program, _, mut client) = with_letter(|to| {
        let signature = file("application/pkcs7-signature", "smime.p7s", &made("protected/detached.p7s"));
        octets(&letter(
            SENDER,
            to,
            "Contrat",
            &multipart("signed", "b1", &[&text("Bon pour accord."), &signature]),
        ))
    })
    .await;
    let page = open_first(&mut client).await;
    let expected = "Message signé par Élodie Martin <elodie.martin@octopus.test> (signature non vérifiée).";
    assert_eq!(said(&page), expected);
    assert!(page.text().contains("Bon pour accord.") && !page.has("#attachments"), "{}", page.text());
    assert_eq!(client.follow(&page, "Télécharger la signature").await.octets, made("protected/detached.p7s"));
}

#[tokio::test]
async fn a_message_signed_with_openpgp_names_its_signer() {
    let clear = String::from_utf8(made("protected/clear.asc")).unwrap();
    let at = clear.find("-----BEGIN PGP SIGNATURE-----").unwrap();
    let signature =
        format!("Content-Type: application/pgp-signature; name=signature.asc\n\n{}", &clear[at..]);
    let parts = [text("Bon pour accord."), signature];
    let signed = multipart("signed", "b2", &[&parts[0], &parts[1]]);
    let content = multipart("mixed", "b1", &[&signed, &text("Pied de page de la liste")]);
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Accord", &content))).await;
    let page = open_first(&mut client).await;
    assert_eq!(said(&page), "Message signé par elodie.martin@octopus.test (signature non vérifiée).");
    assert!(
        page.text().contains("Bon pour accord.") && page.text().contains("Pied de page"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_signature_in_the_text_is_taken_off() {
    let clear = String::from_utf8(made("protected/clear.asc")).unwrap();
    let (_program, _, mut client) =
        with_letter(|to| octets(&letter(SENDER, to, "Bonjour", &text(&clear)))).await;
    let page = open_first(&mut client).await;
    assert_eq!(said(&page), "Message signé par elodie.martin@octopus.test (signature non vérifiée).");
    assert!(page.text().contains("- un point") && !page.text().contains("BEGIN PGP"), "{}", page.text());
    let form = client.follow(&page, "Répondre").await.form("[name=body]");
    assert!(form.value("body").is_some_and(|it| !it.contains("PGP")), "{:?}", form.value("body"));
    let (_program, _, mut client) =
        with_letter(|to| octets(&letter(SENDER, to, "Bonjour", &text(&format!("Avant\n{clear}"))))).await;
    let page = open_first(&mut client).await;
    assert!(said(&page).contains("La signature ne porte que sur une partie du texte."), "{}", said(&page));
}

#[tokio::test]
async fn an_encrypted_message_says_what_opens_it() {
    let label = "Content-Type: application/pgp-encrypted\n\nVersion: 1\n";
    let secret = file("application/octet-stream", "encrypted.asc", b"-----BEGIN PGP MESSAGE-----");
    let openpgp = multipart("encrypted", "b1", &[label, &secret]);
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Secret", &openpgp))).await;
    let page = open_first(&mut client).await;
    assert!(said(&page).starts_with("Message chiffré avec OpenPGP"), "{}", said(&page));
    assert_eq!(page.attributes("#attachments a[data-part]", "data-name"), ["encrypted.asc"]);
    let smime = file("application/pkcs7-mime", "smime.p7m", &made("protected/encrypted.p7m"));
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Secret", &smime))).await;
    let page = open_first(&mut client).await;
    assert!(said(&page).starts_with("Message chiffré avec S/MIME"), "{}", said(&page));
    assert_eq!(
        client.follow(&page, "Télécharger le message chiffré").await.octets,
        made("protected/encrypted.p7m")
    );
    let inline = text("-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----");
    let (_program, _, mut client) = with_letter(|to| octets(&letter(SENDER, to, "Secret", &inline))).await;
    assert!(said(&open_first(&mut client).await).starts_with("Message chiffré avec OpenPGP"));
}
