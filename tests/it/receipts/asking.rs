//! Each mode with each sender, and each condition that must hold.

use super::{People, QUESTION, asked, decide, letter, open, post};
use crate::client::Page;
use crate::lab::{Account, lab};
use crate::program::{Options, Program};

/// A sender whom nobody knows, one in the address book, one who is trusted.
const SENDERS: [&str; 3] = ["stranger@octopus.test", "contact@octopus.test", "trusted@octopus.test"];

/// Puts the second of them into the address book of the only account.
const KNOWN: &str = "INSERT INTO cards (account_id, book, uid, content, changed_at) \
    SELECT id, 'personal', 'known', 'BEGIN:VCARD', 1 FROM accounts; \
    INSERT INTO card_addresses (card_id, account_id, address) \
    SELECT id, account_id, 'contact@octopus.test' FROM cards";

/// What a page offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    Silence,
    Ask,
    /// Ask, with "always for this sender".
    AskOrAlways,
    Automatic,
}
use Offer::{Ask, AskOrAlways, Automatic, Silence};

fn offer(page: &Page) -> Offer {
    match page {
        it if !it.has(QUESTION) => Silence,
        it if it.has("#receipt[data-automatic]") => Automatic,
        it if it.has("#receipt button[value=always]") => AskOrAlways,
        _ => Ask,
    }
}

#[tokio::test]
async fn each_mode_does_as_it_says_for_each_sender() {
    let program = Program::start().await;
    let reader = Account::new("claire");
    let mut client = program.signed_in(&reader).await;
    program.change_data(KNOWN).await;
    let page = client.get("/settings/display").await;
    client.submit(&page, page.form_with_button("Ajouter").fill("address", SENDERS[2])).await;
    let mut imap = lab().open(&reader);
    for (mode, expected) in [
        ("ask", [Ask, Ask, Ask]),
        ("send", [Automatic, Automatic, Automatic]),
        ("ignore", [Silence, Silence, Silence]),
        ("contacts-else-ask", [AskOrAlways, Automatic, Automatic]),
        ("contacts-else-ignore", [Silence, Automatic, Automatic]),
        ("trusted-else-ask", [AskOrAlways, AskOrAlways, Automatic]),
        ("trusted-else-ignore", [Silence, Silence, Automatic]),
    ] {
        decide(&mut client, mode).await;
        for (sender, expected) in SENDERS.into_iter().zip(expected) {
            imap.empty("INBOX");
            imap.append("INBOX", "", "", &letter(mode, sender, &reader.address));
            let page = open(&mut client, "INBOX", mode).await;
            assert_eq!(offer(&page), expected, "{mode} for {sender}");
        }
    }
}

#[tokio::test]
async fn a_sender_whom_our_server_could_not_confirm_is_a_stranger_in_each_mode() {
    let servers = ("FACTEUR_IMAP__TRUSTED_AUTHSERV_IDS".to_owned(), "mx.test".to_owned());
    let program = Program::with(Options { environment: vec![servers], ..Options::default() }).await;
    let reader = Account::new("claire");
    let mut client = program.signed_in(&reader).await;
    program.change_data(KNOWN).await;
    let page = client.get("/settings/display").await;
    client.submit(&page, page.form_with_button("Ajouter").fill("address", SENDERS[2])).await;
    let mut imap = lab().open(&reader);
    for (mode, expected) in [
        ("contacts-else-ask", Ask),
        ("contacts-else-ignore", Silence),
        ("trusted-else-ask", Ask),
        ("trusted-else-ignore", Silence),
    ] {
        decide(&mut client, mode).await;
        for sender in &SENDERS[1..] {
            imap.empty("INBOX");
            let mut octets = b"Authentication-Results: mx.test; dmarc=fail\r\n".to_vec();
            octets.extend(letter(mode, sender, &reader.address));
            imap.append("INBOX", "", "", &octets);
            let page = open(&mut client, "INBOX", mode).await;
            assert_eq!(offer(&page), expected, "{mode} for {sender}");
            let answer = post(&mut client, page.url.path(), "automatic").await;
            assert!(answer.text().contains("Rien n’a été envoyé"), "{mode}: {}", answer.text());
        }
    }
    // Whoever answers from a page of their own gives no trust by it.
    imap.empty("INBOX");
    let octets = [b"Authentication-Results: mx.test; dmarc=fail\r\n", &*letter("a", SENDERS[0], "")].concat();
    imap.append("INBOX", "", "", &octets);
    let page = open(&mut client, "INBOX", "a").await;
    post(&mut client, page.url.path(), "always").await;
    assert_eq!(client.get("/settings/display").await.texts("#senders li span"), [SENDERS[2]]);
}

#[tokio::test]
async fn nothing_is_asked_and_nothing_sent_where_a_condition_is_missing() {
    let program = Program::start().await;
    let (people, mut client) = asked(&program, "première").await;
    let letter = |subject: &str| String::from_utf8(people.letter(subject)).expect("UTF-8");
    decide(&mut client, "send").await;
    let mut imap = lab().open(&people.reader);
    let mut letters = vec![
        ("INBOX", "", letter("sans").replace("Disposition-Notification-To", "X-Other")),
        ("INBOX", "", letter("sansnom").replace("From: Karim <", "From: Karim, <bad ")),
        ("INBOX", "", letter("nulle").replace("Return-Path: <", "Return-Path: <>\r\nX: <")),
        ("INBOX", "", letter("rapport").replace("text/plain", "multipart/report; boundary=a")),
        ("INBOX", "$MDNSent", letter("deja")),
        ("INBOX", "$mdnsent", letter("casse")),
    ];
    for (subject, field) in [
        ("automate", "Auto-Submitted: auto-generated"),
        ("masse", "Precedence: bulk"),
        ("liste", "List-Id: <amis.sink.test>"),
        ("option", "Disposition-Notification-Options: x=required,1"),
    ] {
        letters.push(("INBOX", "", format!("{field}\r\n{}", letter(subject))));
    }
    for mailbox in ["Drafts", "Sent", "Junk", "Trash"] {
        letters.push((mailbox, "", letter(mailbox)));
    }
    for (mailbox, flags, letter) in &letters {
        imap.append(mailbox, flags, "", letter.as_bytes());
        let subject = letter.lines().find_map(|it| it.strip_prefix("Subject: ")).expect("a subject");
        let page = open(&mut client, mailbox, subject).await;
        assert!(!page.has(QUESTION), "{subject}: {}", page.text());
        let answer = post(&mut client, page.url.path(), "send").await;
        assert!(answer.text().contains("Rien n’a été envoyé"), "{subject}: {}", answer.text());
    }
    // What was read before is not asked about, and may yet be answered by who wants to.
    imap.append("INBOX", "\\Seen", "", letter("lu").as_bytes());
    assert!(!open(&mut client, "INBOX", "lu").await.has(QUESTION));
    assert_eq!(people.receipts(), 0);
}

#[tokio::test]
async fn what_would_go_to_a_third_is_a_question_in_every_mode_that_sends() {
    let program = Program::start().await;
    let people = People::new();
    let mut client = program.signed_in(&people.reader).await;
    decide(&mut client, "send").await;
    let letter = String::from_utf8(people.letter("tiers")).expect("UTF-8");
    let third = "victime@sink.test";
    let mut imap = lab().open(&people.reader);
    for (name, letter) in [
        ("ailleurs", letter.replace("-To: Karim <", &format!("-To: <{third}>\r\nX: <"))),
        ("deux", letter.replace("-To: Karim <", &format!("-To: <{third}>, <"))),
        ("retour", letter.replace("Return-Path: <", &format!("Return-Path: <{third}>\r\nX: <"))),
        ("sans retour", letter.replace("Return-Path: <", "X: <")),
    ] {
        imap.empty("INBOX");
        imap.append("INBOX", "", "", letter.as_bytes());
        let page = open(&mut client, "INBOX", "tiers").await;
        assert_eq!(offer(&page), Ask, "{name}: {}", page.text());
        let names_it = page.texts(QUESTION).concat().contains(third);
        assert_eq!(names_it, matches!(name, "ailleurs" | "deux"), "{name}: {}", page.text());
        // A page that claims a preference is not believed.
        let answer = post(&mut client, page.url.path(), "automatic").await;
        assert!(answer.text().contains("Rien n’a été envoyé"), "{name}: {}", answer.text());
    }
}

#[tokio::test]
async fn who_is_always_answered_is_trusted_from_then_on() {
    let program = Program::start().await;
    let (people, mut client) = asked(&program, "premier").await;
    decide(&mut client, "trusted-else-ask").await;
    let page = open(&mut client, "INBOX", "premier").await;
    let button = format!("Toujours pour {}", people.writer.address);
    let page = client.submit(&page, page.form_with_button(&button)).await;
    assert!(page.text().contains("Accusé de réception envoyé"), "{}", page.text());
    let page = client.get("/settings/display").await;
    assert_eq!(page.texts("#senders li span"), [people.writer.address.as_str()]);
    people.deliver("second");
    assert_eq!(offer(&open(&mut client, "INBOX", "second").await), Automatic);
}
