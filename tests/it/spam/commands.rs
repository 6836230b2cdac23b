//! A program of the operator's learns.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use tempfile::TempDir;

use super::{judge, notice, taught};
use crate::lab::{Account, lab};
use crate::letters;

/// Writes down its arguments, each in brackets, then what it reads.
const LEARN: &str = "#!/bin/sh\nf=$1; shift\n{ printf '[%s]' \"$@\"; echo; cat; } > \"$f\"\n";

#[tokio::test]
async fn a_hostile_letter_is_read_by_the_program_and_runs_nothing() {
    let folder = TempDir::with_prefix("learn").expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    fs::write(at("learn"), LEARN).expect("a program");
    fs::set_permissions(at("learn"), fs::Permissions::from_mode(0o755)).expect("a program");
    let pwned = at("pwned");
    let account = Account::new("target");
    let letter = format!(
        "From: \"$(touch {pwned}) ; touch {pwned} #\" <`touch$IFS{pwned}`@evil.example>\r\nTo: {}\r\n\
         Subject: Montres $(touch {pwned}) {{sender}} --config=/etc/passwd\r\nX-Spam: {{login}} $(id)\r\n\
         Message-ID: <;touch@evil.example>\r\n\r\n; touch {pwned}\r\n",
        account.address
    );
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", letter.as_bytes());
    let words = |verdict: &str| {
        format!(
            "[{:?}, {:?}, \"{verdict}\", \"{{login}}\", \"{{local}}\", \"{{sender}}\"]",
            at("learn"),
            at("learned")
        )
    };
    let program = taught(&format!(
        "[spam]\nteacher = \"command\"\n[spam.command]\nspam = {}\nnot_spam = {}\n",
        words("spam"),
        words("ham")
    ))
    .await;
    let mut client = program.signed_in(&account).await;
    for (mailbox, button, verdict) in [("INBOX", "Spam", "spam"), ("Junk", "Pas un spam", "ham")] {
        let page = judge(&mut client, mailbox, "Montres", button).await;
        assert!(!notice(&page).contains("apprendre"), "{}", program.log());
        let learned = fs::read(at("learned")).expect("what was learned");
        let text = String::from_utf8_lossy(&learned);
        let (words, _) = text.split_once('\n').expect("a line of arguments");
        let expected = format!("[{verdict}][{}][{}][", account.address, account.local);
        assert!(words.starts_with(&expected) && words.matches('[').count() == 4, "{words}");
        assert!(learned.ends_with(letter.as_bytes()), "{text}");
    }
    assert!(!fs::exists(&pwned).expect("a folder"));
}

#[tokio::test]
async fn what_is_taken_back_is_learned_the_other_way_round() {
    let folder = TempDir::with_prefix("learn").expect("a folder");
    let learned = folder.path().join("learned");
    let account = Account::new("regret");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Montres", &account.address, "Achetez."));
    let words = |verdict: &str| {
        let script = format!("cat > /dev/null; echo {verdict} >> {}", learned.display());
        format!("[\"/bin/sh\", \"-c\", {script:?}]")
    };
    let program = taught(&format!(
        "[spam]\nteacher = \"command\"\n[spam.command]\nspam = {}\nnot_spam = {}\n",
        words("spam"),
        words("ham")
    ))
    .await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres", "Spam").await;
    let page = client.submit(&page, page.form_with_button("Annuler")).await;
    assert!(notice(&page).contains("Message remis dans « Boîte de réception »."), "{}", page.text());
    assert_eq!(fs::read_to_string(&learned).expect("what was learned"), "spam\nham\n");
}

#[tokio::test]
async fn a_program_that_fails_or_hangs_keeps_nothing_from_moving() {
    let account = Account::new("patient");
    let mut imap = lab().open(&account);
    for subject in ["Une", "Deux"] {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Achetez."));
    }
    for (subject, script, said) in [
        ("Une", "cat > /dev/null; exit 3", "il n’a pas voulu du message."),
        ("Deux", "exec sleep 600", "il ne répond pas."),
    ] {
        let program = taught(&format!(
            "[spam]\nteacher = \"command\"\n[spam.command]\nspam = [\"/bin/sh\", \"-c\", {script:?}]\nseconds = 1\n"
        ))
        .await;
        let mut client = program.signed_in(&account).await;
        let page = judge(&mut client, "INBOX", subject, "Spam").await;
        assert!(notice(&page).contains(said), "{}", page.text());
        assert!(imap.holds("Junk", subject));
    }
}

#[tokio::test]
async fn several_messages_are_taught_one_after_the_other() {
    let folder = TempDir::with_prefix("learn").expect("a folder");
    let learned = folder.path().join("learned").display().to_string();
    let account = Account::new("several");
    let mut imap = lab().open(&account);
    for subject in ["Une", "Deux", "Trois"] {
        imap.append("INBOX", "", "", &letters::plain(subject, &account.address, "Achetez."));
    }
    // Two at a time would find the folder of the other one.
    let script = "mkdir \"$1.busy\" || exit 1; grep ^Subject: >> \"$1\"; sleep 0.2; rmdir \"$1.busy\"";
    let program = taught(&format!(
        "[spam]\nteacher = \"command\"\n[spam.command]\nspam = [\"/bin/sh\", \"-c\", {script:?}, \"learn\", {learned:?}]\n"
    ))
    .await;
    let mut client = program.signed_in(&account).await;
    let page = client.get("/mail/INBOX").await;
    let boxes = page.attributes("#rows .row-check input", "value");
    let form = boxes.iter().fold(page.form_of_chosen("Spam"), |form, it| form.tick("message", it));
    let page = client.submit(&page, form).await;
    assert!(notice(&page).contains("3 messages déplacés dans « Spams »."), "{}", page.text());
    assert!(!notice(&page).contains("apprendre"), "{}", program.log());
    let learned = fs::read_to_string(learned).expect("what was learned");
    assert_eq!(learned.lines().count(), 3, "{learned}");
    assert_eq!((imap.count("INBOX"), imap.count("Junk")), (0, 3));
}

#[tokio::test]
async fn nobody_waits_for_a_lesson_that_takes_long() {
    let account = Account::new("impatient");
    let mut imap = lab().open(&account);
    imap.append("INBOX", "", "", &letters::plain("Montres", &account.address, "Achetez."));
    let settings =
        "[spam]\nteacher = \"command\"\n[spam.command]\nspam = [\"/bin/sleep\", \"8\"]\nseconds = 9\n";
    let program = taught(settings).await;
    let mut client = program.signed_in(&account).await;
    let page = judge(&mut client, "INBOX", "Montres", "Spam").await;
    assert!(notice(&page).contains("n’a pas encore fini d’apprendre."), "{}", page.text());
    assert!(imap.holds("Junk", "Montres"));
}
