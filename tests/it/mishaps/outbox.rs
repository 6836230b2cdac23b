//! What is left to do once a message was sent, when the IMAP server did not let it be done at once: the copy is
//! filed once, whoever signs in at a time and wherever, and the draft is removed in the end.

use crate::client::Client;
use crate::lab::{Account, lab};
use crate::program::{Options, Program, Security};
use crate::proxy::{Fault, Proxy};
use crate::wait;

/// A way to the laboratory's IMAP server, and a program that takes it.
async fn behind(options: Options) -> (Proxy, Program) {
    let proxy = Proxy::to(lab().imap);
    let imap = Some(("127.0.0.1", proxy.port));
    let submission = Some(("127.0.0.1", lab().submission_in_clear));
    let options = Options { imap, submission, security: Security::None, ..options };
    let program = Program::with(options).await;
    (proxy, program)
}

/// Somebody who sends a draft, while what names this mailbox finds no answer.
async fn sent_without(proxy: &Proxy, program: &Program, mailbox: &str) -> Account {
    let (person, reader) = (Account::new("writer"), Account::new("reader"));
    let mut client = program.signed_in(&person).await;
    let page = client.get("/compose").await;
    let form = page.form_with_button("Enregistrer").fill("to", &reader.address);
    let page = client.submit(&page, form.fill("subject", "Une fois").fill("body", "Un mot.")).await;
    proxy.break_after(mailbox, Fault::CutAfter(0));
    let sent = client.submit(&page, page.form_with_button("Envoyer")).await;
    assert!(sent.text().contains("Message envoyé."), "{}", sent.text());
    person
}

/// Signs in here and there at a time, and waits until nothing is left to do.
async fn settle(proxy: &Proxy, programs: [&Program; 2], person: &Account) {
    proxy.mend();
    let gate = proxy.hold_after("SEARCH HEADER MESSAGE-ID");
    let clients: [Client; 2] = [programs[0].signed_in(person).await, programs[1].signed_in(person).await];
    gate.wait();
    // Whoever would take it up as well has come as far by now.
    for mut client in clients {
        client.get("/settings/interface").await;
    }
    gate.open();
    wait::until("one copy and no draft", || {
        let mut imap = lab().open(person);
        (imap.holds("Sent", "Une fois") && imap.count("Drafts") == 0).then_some(())
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_waits_is_filed_once_by_two_logins_at_a_time() {
    let (proxy, program) = behind(Options::default()).await;
    let person = sent_without(&proxy, &program, "SENT").await;
    assert_eq!(program.outbox().await, ["submitted"]);
    settle(&proxy, [&program, &program], &person).await;
    wait::until_async("an empty outbox", async || program.outbox().await.is_empty().then_some(())).await;
    assert_eq!(lab().open(&person).count("Sent"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_waits_is_filed_once_by_two_processes() {
    let Some(database) = Options::on_postgres("outbox_turns").await else { return };
    let (proxy, first) = behind(database).await;
    let second = first.twin().await;
    let person = sent_without(&proxy, &first, "SENT").await;
    settle(&proxy, [&first, &second], &person).await;
    assert_eq!(lab().open(&person).count("Sent"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_could_not_be_removed_is_removed_at_the_next_login() {
    let (proxy, program) = behind(Options::default()).await;
    let person = sent_without(&proxy, &program, "DRAFTS").await;
    assert_eq!(program.outbox().await, ["filed"]);
    assert_eq!(lab().open(&person).count("Drafts"), 1);
    settle(&proxy, [&program, &program], &person).await;
    wait::until_async("an empty outbox", async || program.outbox().await.is_empty().then_some(())).await;
    assert_eq!(lab().open(&person).count("Sent"), 1);
}
