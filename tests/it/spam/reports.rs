//! Messages are sent on to whoever reads reports of spam.

use super::{judge, notice, taught, with_letters};
use crate::lab::{Account, lab};
use crate::letters;
use crate::wait;

#[tokio::test]
async fn a_report_has_the_message_whole_comes_from_who_says_so_and_leaves_no_copy() {
    let (spam, not_spam) = (Account::new("spam-desk"), Account::new("ham-desk"));
    let (account, mut imap) = with_letters("reporter", &[("Montres", "Achetez, c’est l’été.")]);
    let program = taught(&format!(
        "[spam]\nteacher = \"report\"\n[spam.report]\nspam = \"{}\"\nnot_spam = \"{}\"\n",
        spam.address, not_spam.address
    ))
    .await;
    let mut client = program.signed_in(&account).await;
    let letter = letters::plain("Montres", &account.address, "Achetez, c’est l’été.");
    for (mailbox, words, desk) in [("INBOX", "Spam", &spam), ("Junk", "Pas un spam", &not_spam)] {
        let page = judge(&mut client, mailbox, "Montres", words).await;
        assert!(!notice(&page).contains("apprendre"), "{}", program.log());
        let mut theirs = lab().open(desk);
        wait::until("the report", || (theirs.count("INBOX") == 1).then_some(()));
        let (_, report) = theirs.last("INBOX");
        assert!(report.contains(&format!("Return-Path: <{}>", account.address)), "{report}");
        assert!(report.contains("Content-Type: message/rfc822"), "{report}");
        let body = letter.split(|it| *it == b'\n').filter(|it| it.starts_with(b"Message-ID"));
        for line in body {
            assert!(report.contains(String::from_utf8_lossy(line).trim()), "{report}");
        }
        assert!(report.contains("Subject: Montres\r\n"), "{report}");
    }
    assert_eq!((imap.count("Sent"), imap.count("Drafts"), imap.count("INBOX")), (0, 0, 1));
}

#[tokio::test]
async fn a_report_that_nobody_takes_is_told() {
    let (account, mut imap) = with_letters("unread", &[("Montres", "Achetez.")]);
    let settings = "[spam]\nteacher = \"report\"\n[spam.report]\nspam = \"refused@octopus.test\"\n";
    let program = taught(settings).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres", "Spam").await;
    assert!(notice(&page).contains("il n’a pas voulu du message."), "{}", page.text());
    // Without an address for it nobody is told of what is no spam.
    let page = judge(&mut client, "Junk", "Montres", "Pas un spam").await;
    assert!(!notice(&page).contains("apprendre"), "{}", page.text());
    assert!(imap.holds("INBOX", "Montres"));
}
