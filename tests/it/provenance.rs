//! Where a message comes from: its people, its whole header, and what speaks against its sender.

use reqwest::StatusCode;

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, lab};
use crate::letters;
use crate::look::look;
use crate::program::{Options, Program};

/// A letter with these fields above what every letter has.
fn letter(fields: &str) -> Vec<u8> {
    format!(
        "{fields}Subject: Lettre\r\nDate: Mon, 23 Nov 2026 10:42:00 +0100\r\nMessage-ID: <1@sink.test>\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nBonjour.\r\n"
    )
    .into()
}

/// A program that believes one server about senders.
pub async fn believing() -> Program {
    believing_with(String::new()).await
}

/// The same with further lines of the configuration.
pub async fn believing_with(settings: String) -> Program {
    let trusted = ("FACTEUR_IMAP__TRUSTED_AUTHSERV_IDS".to_owned(), "mx.octopus.test".to_owned());
    Program::with(Options { environment: vec![trusted], settings, ..Options::default() }).await
}

async fn open(program: &Program, octets: &[u8]) -> (Client, Page) {
    let person = Account::new("claire");
    lab().open(&person).append("INBOX", "", "", octets);
    let mut client = program.signed_in(&person).await;
    let list = client.get("/mail/INBOX").await;
    let page = client.get(&list.row("Lettre")).await;
    assert!(page.status.is_success(), "{}", page.text());
    (client, page)
}

#[tokio::test]
async fn every_field_is_shown_in_order_and_as_it_came() {
    let program = Program::start().await;
    let fields = "Received: from a.example (a.example [192.0.2.1])\r\n\tby mx.example; Mon, 23 Nov 2026\r\n\
        X-Odd: <script>alert(1)</script> \x1b[2J\r\nX-Same: 1\r\nX-Same: 2\r\n\
        From: =?utf-8?q?Ang=C3=A9lique?= <angelique@sink.test>\r\n";
    let (mut client, page) = open(&program, &letter(fields)).await;
    let page = client.follow(&page, "Tous les en-têtes").await;
    let names = page.texts(".hdr-fields dt");
    assert_eq!(names[..5], ["Received", "X-Odd", "X-Same", "X-Same", "From"]);
    let values = page.texts(".hdr-fields dd");
    assert_eq!(values[4], "Angélique <angelique@sink.test>");
    assert!(values[1].starts_with("<script>alert(1)</script>"), "{values:?}");
    let raw = page.texts(".hdr-raw pre").concat();
    assert!(raw.contains("=?utf-8?q?Ang=C3=A9lique?=") && !raw.contains('\x1b'), "{raw}");
    let back = client.follow(&page, "Retour au message").await;
    assert!(back.text().contains("Bonjour."), "{}", back.text());
    let gone = client.get("/mail/INBOX/1-99999/headers").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_flood_of_fields_ends_at_a_limit_that_is_said() {
    let program = Program::start().await;
    for flood in ["X-Flood: x\r\n".repeat(100_000), format!("X-Long: {}\r\n", "é".repeat(400_000))] {
        let fields = format!("From: a@sink.test\r\nX-First: 1\r\n{flood}");
        let octets = [b"Subject: Lettre\r\n".as_slice(), &letter(&fields)].concat();
        let (mut client, page) = open(&program, &octets).await;
        let page = client.get(&format!("{}/headers", page.url.path())).await;
        assert!(page.text().contains("la fin n’est pas affichée"), "a notice");
        assert!(page.octets.len() < 3_000_000, "{} octets", page.octets.len());
    }
}

#[tokio::test]
async fn each_person_can_be_written_to_and_kept_without_scripts() {
    let program = Program::start().await;
    let fields = "From: Karim <karim@sink.test>\r\nTo: Lucie <lucie@sink.test>, undisclosed:;\r\n\
        Cc: bare@sink.test\r\nReply-To: a@exämple.fr\r\n";
    let (mut client, page) = open(&program, &letter(fields)).await;
    let said = page.texts(".person summary");
    assert!(said.contains(&"Lucie lucie@sink.test".to_owned()), "{said:?}");
    assert!(
        page.texts(".person .menu-title").iter().any(|it| it.contains("a@xn--exmple-cua.fr")),
        "{said:?}"
    );
    let links = page.attributes(".person a", "href");
    assert!(links.contains(&"/compose?to=lucie%40sink.test".to_owned()), "{links:?}");
    let form = page.form(".person input[value='lucie@sink.test']");
    let page = client.submit(&page, form).await;
    assert!(page.text().contains("Lucie est dans vos contacts."), "{}", page.text());
    assert!(page.text().contains("Bonjour."), "back at the letter: {}", page.text());
    assert!(!page.has(".person input[value='lucie@sink.test']"), "who is known is not added again");
    assert!(page.has(".person input[value='karim@sink.test']"));
}

#[tokio::test]
async fn what_speaks_against_a_sender_is_said_and_nothing_of_ordinary_mail() {
    let program = believing().await;
    for (fields, expected) in [
        ("From: Karim <karim@sink.test>\r\n", None),
        ("From: Karim <k@p\u{430}ypal.com>\r\n", Some("xn--pypal-4ve.com")),
        ("From: Karim <k@0ctopus.test>\r\n", Some("qui ressemble à votre domaine octopus.test")),
        ("From: \"service@banque.fr\" <k@evil.example>\r\n", Some("mais écrit depuis k@evil.example")),
        ("From: k@sink.test\r\nReply-To: x@other.example\r\n", Some("Une réponse irait à x@other.example")),
        (
            "Authentication-Results: mx.octopus.test; dmarc=fail header.from=sink.test\r\nFrom: k@sink.test\r\n",
            Some("n’a pas pu confirmer que ce message vient de sink.test"),
        ),
        ("Authentication-Results: mx.evil.test; dmarc=fail\r\nFrom: k@sink.test\r\n", None),
    ] {
        let (_, page) = open(&program, &letter(fields)).await;
        let warnings = page.texts("[data-warning]");
        match expected {
            Some(words) => {
                assert!(warnings.len() == 1 && warnings[0].contains(words), "{fields} {warnings:?}")
            }
            None => assert_eq!(warnings, Vec::<String>::new(), "{fields}"),
        }
        assert!(!page.has(".verified"), "{fields}");
    }
}

#[tokio::test]
async fn only_the_operators_own_server_verifies_a_sender() {
    let fields = "Authentication-Results: mx.octopus.test; dmarc=pass header.from=sink.test\r\n\
        From: Karim <karim@sink.test>\r\n";
    let (_, page) = open(&believing().await, &letter(fields)).await;
    assert_eq!(page.texts(".verified"), ["Expéditeur vérifié"]);
    let (_, page) = open(&Program::start().await, &letter(fields)).await;
    assert!(!page.has(".verified"), "nobody is believed who is not named");
}

#[tokio::test]
async fn a_link_that_shows_another_place_is_told_in_a_browser() {
    let program = Program::start().await;
    let person = Account::new("claire");
    let html = "<a href=\"https://voleur.example.net/x\">www.banque.fr</a> <a href=\"https://www.banque.fr/\">banque.fr</a>";
    lab().open(&person).append("INBOX", "", "", &letters::html("Lettre", &person.address, html));
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre", "a[href]").await;
    browser.wait_for("[data-warning]").await;
    let warning = "Un lien affiche www.banque.fr, mais mène à voleur.example.net.";
    assert_eq!(browser.texts("[data-warning]").await, [warning]);
    let links = "return document.querySelector('#message-body').contentDocument.links.length";
    assert_eq!(browser.script(links, Vec::new()).await, 2, "a warning leaves links as they are");
    browser.close().await;
}

/// Everything at once: a letter that warns, asks for a receipt and has many people.
pub fn busy(to: &str) -> Vec<u8> {
    letter(&format!(
        "Return-Path: <service@0ctopus.test>\r\n\
         Authentication-Results: mx.octopus.test; dmarc=fail header.from=0ctopus.test\r\n\
         From: \"securite@banque-nationale.fr\" <service@0ctopus.test>\r\nReply-To: <gagnant@loterie.example>\r\n\
         Disposition-Notification-To: <service@0ctopus.test>\r\n\
         To: Claire <{to}>, Angélique Noël <angelique@sink.test>\r\nCc: a@exämple.fr\r\n"
    ))
}

#[tokio::test]
async fn people_warnings_and_settings_look_right_and_are_accessible() {
    let program = believing().await;
    let person = Account::new("claire");
    program.never_in_the_log(&person.password);
    let mut imap = lab().open(&person);
    imap.append("INBOX", "", "", &busy(&person.address));
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.click_in("#rows [data-message]", "Lettre", "a[href]").await;
    browser.wait_for("#receipt").await;
    look(&browser, "message-warnings").await;
    browser.script("document.querySelector('.msg-to').open = true", Vec::new()).await;
    look(&browser, "message-people").await;
    browser.script("document.querySelectorAll('.person')[2].open = true", Vec::new()).await;
    look(&browser, "message-person").await;
    browser.click("Tous les en-têtes").await;
    browser.wait_for(".hdr-fields").await;
    look(&browser, "message-headers").await;
    for section in ["mailbox", "display"] {
        browser.goto(&format!("/settings/{section}")).await;
        look(&browser, &format!("settings-{section}")).await;
    }
    browser.fill("address", "angelique@sink.test").await;
    browser.click("Ajouter").await;
    browser.wait_for("#senders li").await;
    look(&browser, "settings-senders").await;
    browser.close().await;
}
