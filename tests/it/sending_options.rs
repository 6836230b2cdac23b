//! How a message is to be sent: what is asked of those who get it, of the servers on the way, and where
//! the copy goes.

use crate::browser::Browser;
use crate::client::{Client, Page};
use crate::lab::{Account, CLEAR_HOST, lab};
use crate::look;
use crate::program::{Options, Program, Security};
use crate::wait;

/// A new message with a recipient and a subject.
async fn begun(client: &mut Client, to: &str, subject: &str) -> Page {
    let page = client.get("/compose").await;
    let form = page.form_with_button("Enregistrer").fill("to", to).fill("subject", subject);
    client.submit(&page, form.fill("body", "Le texte.")).await
}

/// Makes a folder that is shown.
fn folder(account: &Account, name: &str) {
    let mut imap = lab().open(account);
    imap.command(&format!("CREATE \"{name}\""));
    imap.command(&format!("SUBSCRIBE \"{name}\""));
}

/// The head of the last message of a mailbox, each field on one line.
fn head(account: &Account, mailbox: &str) -> String {
    let (_, octets) = lab().open(account).last(mailbox);
    let (head, _) = octets.split_once("\r\n\r\n").expect("a head");
    head.replace("\r\n ", " ")
}

/// The value of a field.
#[track_caller]
fn field<'a>(head: &'a str, name: &str) -> &'a str {
    let start = format!("{name}: ");
    let found = head.lines().find_map(|it| it.strip_prefix(&start));
    found.unwrap_or_else(|| panic!("no {name} in {head}"))
}

#[tokio::test]
async fn what_was_chosen_waits_with_the_draft_and_goes_with_the_message() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    folder(&from, "Mairie/Gymnase");
    let mut client = program.signed_in(&from).await;
    let page = begun(&mut client, &to.address, "Convention").await;
    let form = page.form_with_button("Enregistrer").fill("mdn", "yes").fill("dsn", "yes");
    let form = form.fill("priority", "high").fill("copy", "in:Mairie/Gymnase");
    let form = form.fill("reply_to", "bureau@sink.test").fill("followup_to", "Liste <liste@sink.test>");
    client.submit(&page, form).await;

    // Taken up from the mail server alone.
    let mut elsewhere = program.signed_in(&from).await;
    program.change_data("DELETE FROM drafts").await;
    let list = elsewhere.get("/mail/Drafts").await;
    let page = elsewhere.get(&list.row("Convention")).await;
    let page = elsewhere.follow(&page, "Modifier").await;
    let form = page.form_with_button("Envoyer");
    for (name, expected) in [
        ("mdn", "yes"),
        ("dsn", "yes"),
        ("priority", "high"),
        ("copy", "in:Mairie/Gymnase"),
        ("reply_to", "bureau@sink.test"),
        ("followup_to", "Liste <liste@sink.test>"),
    ] {
        assert_eq!(form.value(name).map(str::trim), Some(expected), "{name}");
    }
    // No list shows it any more; it is there all the same.
    lab().open(&from).command("UNSUBSCRIBE Mairie/Gymnase");
    let page = elsewhere.submit(&page, form).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());

    wait::until("the letter", || lab().open(&to).holds("INBOX", "Convention").then_some(()));
    let head = head(&to, "INBOX");
    assert_eq!(field(&head, "Disposition-Notification-To"), from.address);
    assert_eq!(field(&head, "X-Priority"), "2 (High)");
    assert_eq!(field(&head, "Importance"), "high");
    assert_eq!(field(&head, "Reply-To"), "bureau@sink.test");
    assert_eq!(field(&head, "Mail-Followup-To"), "Liste <liste@sink.test>");
    assert!(!head.contains("X-Facteur"), "nobody else sees how it was kept: {head}");
    wait::until("the copy", || lab().open(&from).holds("Mairie/Gymnase", "Convention").then_some(()));
    assert_eq!(lab().open(&from).count("Sent"), 0, "one copy is enough");
}

#[tokio::test]
async fn who_wants_no_copy_has_none() {
    let program = Program::start().await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = begun(&mut client, &to.address, "Sans copie").await;
    let page = client.submit(&page, page.form_with_button("Envoyer").fill("copy", "none")).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
    wait::until("the letter", || lab().open(&to).holds("INBOX", "Sans copie").then_some(()));
    wait::until("the draft to go", || (lab().open(&from).count("Drafts") == 0).then_some(()));
    assert_eq!(lab().open(&from).count("Sent"), 0);
    let head = head(&to, "INBOX");
    for name in ["X-Priority", "Disposition-Notification-To", "Mail-Followup-To"] {
        assert!(!head.contains(name), "nothing was asked: {head}");
    }
}

#[tokio::test]
async fn the_servers_tell_what_became_of_a_message_that_asks_for_it() {
    let program = Program::start().await;
    let from = Account::new("claire");
    let mut client = program.signed_in(&from).await;
    let page = begun(&mut client, "delivree@sink.test, perdue+1@lost.test", "Avis").await;
    let page = client.submit(&page, page.form_with_button("Envoyer").fill("dsn", "yes")).await;
    assert!(page.text().contains("Message envoyé."), "{}", page.text());
    let sent = head(&from, "Sent");
    let id = field(&sent, "Message-ID").trim_matches(['<', '>']);

    let reports = wait::until("two reports", || {
        let mut imap = lab().open(&from);
        if imap.count("INBOX") < 2 {
            return None;
        }
        imap.command("SELECT INBOX");
        let all = imap.command("FETCH 1:2 (BODY.PEEK[])");
        Some(all.replace("\r\n ", " "))
    });
    assert_eq!(reports.matches(&format!("Original-Envelope-Id: {id}")).count(), 2, "{reports}");
    for (address, action) in [("delivree@sink.test", "delivered"), ("perdue+1@lost.test", "failed")] {
        // Of each recipient: the fields between two empty lines.
        let of_recipient =
            reports.split("\r\n\r\n").find(|it| it.contains(&format!("Final-Recipient: rfc822; {address}")));
        let fields = of_recipient.unwrap_or_else(|| panic!("nothing about {address}: {reports}"));
        let (original, action) =
            (format!("Original-Recipient: rfc822;{address}"), format!("Action: {action}"));
        assert!(fields.contains(&original) && fields.contains(&action), "{fields}");
    }
    assert!(!reports.contains("Le texte."), "the header comes back, not the text");
}

#[tokio::test]
async fn a_server_that_tells_nothing_is_named_and_not_asked_again() {
    let submission = Some((CLEAR_HOST, lab().submission));
    let program = Program::with(Options { submission, security: Security::None, ..Options::default() }).await;
    let (from, to) = (Account::new("claire"), Account::new("pierre"));
    let mut client = program.signed_in(&from).await;
    let page = begun(&mut client, &to.address, "En silence").await;
    let page = client.submit(&page, page.form_with_button("Envoyer").fill("dsn", "yes")).await;
    let said = "Message envoyé. Le serveur d’envoi ne donne pas d’avis de distribution";
    assert!(page.text().contains(said), "{}", page.text());
    wait::until("the letter", || lab().open(&to).holds("INBOX", "En silence").then_some(()));
    let page = client.get("/compose").await;
    assert!(page.has("#dsn[disabled]"), "{}", page.html());
    assert!(page.text().contains("Ce serveur d’envoi n’en donne pas."), "{}", page.text());
}

#[tokio::test]
async fn the_options_look_right_and_are_kept_by_themselves() {
    let program = Program::start().await;
    let person = Account::new("claire");
    folder(&person, "Mairie et subventions");
    let browser = Browser::open(&program.url).await;
    browser.sign_in(&person).await;
    browser.goto("/compose").await;
    browser.click_in(".opts", "accusé de réception", "#mdn").await;
    browser.wait_for_text("Modifications non enregistrées").await;
    browser.click("Enregistrer").await;
    browser.wait_for("#mdn:checked").await;
    look::look(&browser, "compose-options").await;
    browser.close().await;
}
