//! Invitations: shown, answered, remembered; and contacts that are attached to a message.

pub mod calendars;
mod hostile;
mod looks;

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::program::{Options, Program};
use crate::wait;
use calendars::{CANCELLED, GOOGLE, Letter, cards, python};

/// A program, the person who was invited, and the organizer.
async fn invited(calendar: &str) -> (Program, Account, Account) {
    let program = Program::start().await;
    let (person, organizer) = (Account::new("pierre"), Account::new("claire"));
    program.never_in_the_log(&person.password);
    let letter = Letter::new("Invitation", &person, &organizer, calendar);
    lab().open(&person).append("INBOX", "", "", &letter.alternative());
    (program, person, organizer)
}

async fn open(client: &mut Client, subject: &str) -> Page {
    let message = client.get("/mail/INBOX").await.row(subject);
    client.get(&message).await
}

/// The answer that came to the organizer: header lines and properties of its calendar, read by another
/// program's parser.
fn answer_to(organizer: &Account, subject: &str) -> Vec<String> {
    let mut imap = lab().open(organizer);
    wait::until("the answer in the organizer's inbox", || imap.holds("INBOX", subject).then_some(()));
    let (_, octets) = imap.last("INBOX");
    python(&octets)
}

#[track_caller]
fn expect(lines: &[String], wanted: &[&str]) {
    for line in wanted {
        assert!(lines.iter().any(|it| it == line), "{line:?} is not among {lines:#?}");
    }
}

#[tokio::test]
async fn an_invitation_is_accepted_without_scripts() {
    let (program, person, organizer) = invited(GOOGLE).await;
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Invitation").await;
    let card = page.texts("#invitation").concat();
    for words in [
        "Invitation de Claire Vasseur",
        "Réunion de bureau",
        "mercredi 2 décembre de 14:00 à 15:00 (heure de Paris)",
        "Salle du conseil, mairie",
        "2 personnes invitées",
        "Accepter Peut-être Refuser",
    ] {
        assert!(card.contains(words), "{words:?} is not in {card}");
    }
    assert_eq!(page.attributes("#attachments [data-part]", "data-name"), ["invite.ics"], "once");
    let form = page.form_with_button("Accepter").fill("comment", "À demain ; j’apporte le café.\nPierre");
    let page = client.submit(&page, form).await;
    assert_eq!(page.trail.first().map(|it| it.0), Some(StatusCode::SEE_OTHER));
    assert!(page.text().contains("Votre réponse à l’invitation est partie."), "{}", page.text());
    assert!(page.texts("#invitation").concat().contains("Vous avez accepté."), "{}", page.text());
    let own = format!("mailto:{}", person.address);
    let lines = answer_to(&organizer, "Réunion de bureau");
    expect(
        &lines,
        &[
            &format!("From: {}", person.address),
            &format!("To: Claire Vasseur <{}>", organizer.address),
            "Subject: Accepté\u{a0}: Réunion de bureau",
            "parts: text/plain text/calendar",
            "method: REPLY",
            "METHOD:REPLY",
            "UID:0a1b2c3d4e5f@google.com",
            "SEQUENCE:0",
            &format!("ATTENDEE;CN={};PARTSTAT=ACCEPTED:{own}", person.address),
            &format!("ORGANIZER;CN=\"Claire Vasseur\":mailto:{}", organizer.address),
            "COMMENT:À demain \\; j’apporte le café.\\nPierre",
        ],
    );
    assert_eq!(lines.iter().filter(|it| it.starts_with("ATTENDEE")).count(), 1, "{lines:#?}");
    let mut imap = lab().open(&person);
    assert!(imap.holds("Sent", "Réunion de bureau"), "a copy in Sent");
    let (flags, _) = imap.last("INBOX");
    assert!(flags.contains("$InvitationAccepted") && !flags.contains("Answered"), "{flags}");
}

#[tokio::test]
async fn a_mind_can_be_changed_in_a_browser_and_other_tabs_know() {
    let (program, person, organizer) = invited(GOOGLE).await;
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Invitation", "a[href]").await;
    browser.click("Peut-être").await;
    browser.wait_for_text("Vous avez répondu « peut-être ».").await;
    let mut client = program.signed_in(&person).await;
    let tab = open(&mut client, "Invitation").await;
    assert!(tab.text().contains("Vous avez répondu « peut-être »."), "{}", tab.text());
    browser.click("Refuser").await;
    browser.wait_for_text("Vous avez refusé.").await;
    assert!(!browser.text().await.contains("peut-être »"), "one answer");
    let lines = answer_to(&organizer, "Refusé");
    expect(&lines, &["METHOD:REPLY", "UID:0a1b2c3d4e5f@google.com"]);
    assert!(lines.iter().any(|it| it.contains("PARTSTAT=DECLINED")), "{lines:#?}");
    let mut imap = lab().open(&organizer);
    wait::until("an answer for each mind", || (imap.count("INBOX") == 2).then_some(()));
    browser.close().await;
}

#[tokio::test]
async fn two_clicks_send_one_answer() {
    let (program, person, organizer) = invited(GOOGLE).await;
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Invitation").await;
    let mut other = client.clone();
    let form = page.form_with_button("Accepter");
    let (one, two) = tokio::join!(client.submit(&page, form.clone()), other.submit(&page, form));
    for page in [one, two] {
        // On a slow machine the second one is answered while the first is still on its way.
        let text = page.text();
        assert!(text.contains("Vous avez accepté.") || text.contains("est en route"), "{text}");
    }
    answer_to(&organizer, "Accepté");
    assert_eq!(lab().open(&organizer).count("INBOX"), 1);
}

#[tokio::test]
async fn an_answer_that_is_not_sent_keeps_the_comment_and_leaves_no_mark() {
    let nobody = Options { submission: Some(("127.0.0.1", 1)), ..Options::default() };
    let program = Program::with(nobody).await;
    let (person, organizer) = (Account::new("pierre"), Account::new("claire"));
    lab().open(&person).append(
        "INBOX",
        "",
        "",
        &Letter::new("Invitation", &person, &organizer, GOOGLE).alternative(),
    );
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Invitation").await;
    let form = page.form_with_button("Accepter").fill("comment", "<b>Volontiers</b>");
    let page = client.submit(&page, form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Votre réponse n’est pas partie"), "{}", page.text());
    assert_eq!(page.form("[name=comment]").value("comment"), Some("<b>Volontiers</b>"));
    let page = client.follow(&page, "Revenir au message").await;
    assert!(!page.text().contains("Vous avez accepté"), "{}", page.text());
}

#[tokio::test]
async fn somebody_who_is_not_invited_is_told_before_they_answer() {
    let (program, person, organizer) =
        invited(&GOOGLE.replace("pierre@octopus.test", "office@sink.test")).await;
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Invitation").await;
    let said = format!("Votre adresse {} n’est pas parmi les personnes invitées.", person.address);
    assert!(page.text().contains(&said), "{}", page.text());
    let form = page.form_with_button("Refuser");
    client.submit(&page, form).await;
    let lines = answer_to(&organizer, "Refusé");
    expect(&lines, &[&format!("ATTENDEE;PARTSTAT=DECLINED:mailto:{}", person.address)]);
}

#[tokio::test]
async fn an_invitation_that_was_forwarded_as_a_message_is_answered_there() {
    let program = Program::start().await;
    let (person, organizer) = (Account::new("pierre"), Account::new("claire"));
    let inner = Letter::new("Invitation", &person, &organizer, GOOGLE);
    lab().open(&person).append("INBOX", "", "", &inner.forwarded(&person.address));
    let mut client = program.signed_in(&person).await;
    let outer = open(&mut client, "Pour info").await;
    assert!(!outer.has("#invitation"), "{}", outer.text());
    let inner = outer.attributes("a", "href").into_iter().find(|it| it.ends_with("/message"));
    let page = client.get(&inner.expect("the message inside")).await;
    let form = page.form_with_button("Accepter");
    let after = client.submit(&page, form).await;
    assert_eq!(after.url.path(), page.url.path());
    assert!(after.text().contains("Vous avez accepté."), "{}", after.text());
    let lines = answer_to(&organizer, "Accepté");
    expect(&lines, &["METHOD:REPLY", "UID:0a1b2c3d4e5f@google.com"]);
}

#[tokio::test]
async fn what_is_called_off_says_so_and_asks_nothing() {
    let (program, person, _) = invited(CANCELLED).await;
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Invitation").await;
    let card = page.texts("#invitation").concat();
    assert!(card.contains("Annulation par Claire Vasseur"), "{card}");
    assert!(card.contains("Cet événement est annulé."), "{card}");
    assert!(!page.has("#invitation button"), "{card}");
    let fields = [("csrf", page.form("input[name=csrf]").value("csrf").unwrap().to_owned())];
    let fields = [("csrf", fields[0].1.as_str()), ("answer", "accepted")];
    let page = client.post(&format!("{}/invitation", page.url.path()), &fields).await;
    assert!(page.text().contains("Rien n’a été envoyé."), "{}", page.text());
}

#[tokio::test]
async fn an_organizer_who_did_not_send_the_message_is_pointed_out() {
    let (program, person, organizer) =
        invited(&GOOGLE.replace("claire@sink.test", "boss@bank.example")).await;
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Invitation").await;
    let said =
        format!("Ce message vient de {}, mais il parle au nom de boss@bank.example.", organizer.address);
    assert!(page.text().contains(&said), "{}", page.text());
}

#[tokio::test]
async fn attached_contacts_are_added_once() {
    let program = Program::start().await;
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", &cards("Contacts", &person.address));
    let mut client = program.signed_in(&person).await;
    let page = open(&mut client, "Contacts").await;
    let text = page.texts("#cards").concat();
    assert!(text.contains("3 contacts joints Zoé Düpont, <b>Marc</b>, Sans adresse"), "{text}");
    let form = page.form_with_button("Ajouter à mes contacts");
    let page = client.submit(&page, form.clone()).await;
    assert!(page.text().contains("2 contacts ajoutés."), "{}", page.text());
    assert!(page.text().contains("Déjà dans vos contacts."), "{}", page.text());
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Aucun contact à ajouter"), "{}", page.text());
}
