//! Pictures of invitations and attached contacts, and axe-core on each.

use super::calendars::{ANSWERED, CANCELLED, GOOGLE, Letter, NEXTCLOUD, cards};
use crate::browser::Browser;
use crate::lab::{Account, lab};
use crate::look::look;
use crate::program::{Options, Program};

#[tokio::test]
async fn invitations_look_right_and_are_accessible() {
    let nobody = Options { submission: Some(("127.0.0.1", 1)), ..Options::default() };
    let program = Program::with(nobody).await;
    let (person, organizer) = (Account::new("pierre"), Account::new("claire"));
    let mut imap = lab().open(&person);
    let stranger = GOOGLE
        .replace("pierre@octopus.test", "office@sink.test")
        .replace("claire@sink.test", "direction@banque.example");
    let letters = [
        ("Invitation", GOOGLE),
        ("Serie", NEXTCLOUD),
        ("Annulation", CANCELLED),
        ("Reponse", ANSWERED),
        ("Etrange", &stranger),
    ];
    for (subject, calendar) in letters {
        let letter = Letter::new(subject, &person, &organizer, calendar);
        imap.append("INBOX", "", "", &letter.alternative());
    }
    imap.append("INBOX", "", "", &cards("Contacts", &person.address));
    let mut browser = Browser::open(&program.url).await;
    browser.expected_complaints.push("Failed to load resource: the server responded with a status of 4");
    browser.sign_in(&person).await;
    for subject in letters.map(|it| it.0).iter().chain(&["Contacts"]) {
        browser.goto("/mail/INBOX").await;
        browser.click_in("#rows [data-message]", subject, "a[href]").await;
        browser.wait_for("#invitation, #cards").await;
        look(&browser, &format!("invitation-{}", subject.to_lowercase())).await;
    }
    browser.goto("/mail/INBOX").await;
    browser.click_in("#rows [data-message]", "Serie", "a[href]").await;
    for summary in ["1 personne invitée", "Autres dates", "Ajouter un commentaire"] {
        browser.click(summary).await;
    }
    look(&browser, "invitation-opened").await;
    browser.fill("comment", "Je serai là un peu plus tard.").await;
    browser.click("Accepter").await;
    browser.wait_for_text("Réponse non envoyée").await;
    look(&browser, "invitation-not-sent").await;
    browser.close().await;
}
