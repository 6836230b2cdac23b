//! Pictures of these messages, and axe-core on each.

use super::inside::passed_on;
use super::report::several;
use super::{file, letter, made, multipart, octets, text};
use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::Program;

const SENDER: &str = "Élodie Martin <elodie.martin@octopus.test>";

/// Letters by their subjects.
fn letters(to: &str) -> [(&'static str, Vec<u8>); 5] {
    let signature = file("application/pkcs7-signature", "smime.p7s", &made("protected/detached.p7s"));
    let signed = multipart("signed", "b1", &[&text("Bonjour,\n\nBon pour accord.\n\nÉlodie"), &signature]);
    let encrypted = file("application/pkcs7-mime", "smime.p7m", &made("protected/encrypted.p7m"));
    let winmail = file("application/ms-tnef", "winmail.dat", &made("winmail.dat"));
    [
        ("Je vous transmets", passed_on(to)),
        ("Undelivered Mail", several(to)),
        ("Contrat signé", octets(&letter(SENDER, to, "Contrat signé", &signed))),
        ("Message secret", octets(&letter(SENDER, to, "Message secret", &encrypted))),
        ("Réunion de bureau", octets(&letter(SENDER, to, "Réunion de bureau", &winmail))),
    ]
}

#[tokio::test]
async fn odd_messages_look_right_and_are_accessible() {
    let program = Program::start().await;
    let person = Account::new("camille");
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(&person);
    let letters = letters(&person.address);
    for (_, octets) in &letters {
        imap.append("INBOX", "", "", octets);
    }
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    for (number, (subject, _)) in letters.iter().enumerate() {
        browser.goto("/mail/INBOX").await;
        browser.click_in("#rows [data-message]", subject, "a[href]").await;
        browser.wait_for("#subject").await;
        look(&browser, &format!("embedded-{number}")).await;
        if number == 0 {
            browser.click_in("#attachments .file", "Le plan du gymnase", "a.file-name").await;
            browser.wait_for_text("Message joint à").await;
            look(&browser, "embedded-inside").await;
        }
    }
    browser.close().await;
}
