use tempfile::TempDir;

use super::*;
use crate::demo::seed;
use crate::flag::{Flag, FlagSet};
use crate::mailbox::{MailboxName, SpecialUse};

fn name(text: &str) -> MailboxName {
    MailboxName::parse(text).unwrap()
}

fn state(kept: BTreeMap<String, Mailboxes>) -> State {
    let message = |text: &str| seed::Message {
        octets: format!("Subject: {text}\r\n\r\n").into_bytes(),
        received_at: 5,
        flags: FlagSet::from([Flag::Seen, Flag::parse("Work").unwrap()]),
    };
    let mailbox =
        |text: &str, special_use, messages| seed::Mailbox { name: name(text), special_use, messages };
    let account = seed::Account {
        address: "demo@demo.test".to_owned(),
        password: "demo".to_owned(),
        mailboxes: vec![
            mailbox("INBOX", None, vec![message("a"), message("b")]),
            mailbox("Envoyés/2024", Some(SpecialUse::Sent), vec![]),
        ],
    };
    State::new(vec![account], kept, 1_000)
}

/// All that there is to know, but for the octets.
fn told(state: &State) -> String {
    let accounts: Vec<_> =
        state.accounts().iter().map(|it| (it.address().to_owned(), it.snapshot())).collect();
    serde_json::to_string_pretty(&KeptState::new(&accounts)).unwrap()
}

fn files(directory: &Path) -> usize {
    fs::read_dir(directory.join("messages")).unwrap().count()
}

#[test]
fn what_is_kept_is_the_same_after_a_restart() {
    let place = TempDir::new().unwrap();
    let directory = Directory::open(place.path()).unwrap();
    let first = state(directory.load().unwrap());
    let account = &first.accounts()[0];
    account.keep_outside("Subject: c\r\n\r\n".into(), 6).unwrap();
    account.change(|it| {
        let copied = it.copy(&name("INBOX"), &[crate::uid::Uid::new(2).unwrap()], &name("Envoyés"));
        copied.unwrap();
        it.subscribe(&name("Envoyés"), false).unwrap();
    });
    directory.save(&first).unwrap();
    assert_eq!(files(place.path()), 3);
    let before = told(&first);
    drop(directory);

    let directory = Directory::open(place.path()).unwrap();
    let second = state(directory.load().unwrap());
    assert_eq!(told(&second), before);
    let octets = second.accounts()[0]
        .look(|it| it.get(&name("Envoyés")).unwrap().messages()[0].message.contents().octets().clone());
    assert_eq!(octets, "Subject: b\r\n\r\n");
    // What is in no mailbox any more has no file either, and its number is not given again.
    second.accounts()[0].change(|it| it.delete(&name(super::super::OUTSIDE))).unwrap();
    directory.save(&second).unwrap();
    assert_eq!(files(place.path()), 2);
}

#[test]
fn a_message_without_its_file_is_left_out() {
    let place = TempDir::new().unwrap();
    let directory = Directory::open(place.path()).unwrap();
    directory.save(&state(BTreeMap::new())).unwrap();
    fs::remove_file(place.path().join("messages/1.eml")).unwrap();
    let state = state(directory.load().unwrap());
    let (count, next) = state.accounts()[0].look(|it| {
        let inbox = it.get(&name("INBOX")).unwrap();
        (inbox.messages().len(), inbox.uid_next())
    });
    assert_eq!((count, next), (1, 3));
}

#[test]
fn a_directory_has_one_server() {
    let place = TempDir::new().unwrap();
    let directory = Directory::open(place.path()).unwrap();
    assert!(matches!(Directory::open(place.path()), Err(Error::InUse(path)) if path == place.path()));
    drop(directory);
    assert!(Directory::open(place.path()).is_ok());
}

#[test]
fn a_directory_that_is_not_ours_is_left_alone() {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("letter.odt"), "x").unwrap();
    assert!(matches!(Directory::open(place.path()), Err(Error::NotEmpty(_))));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("version"), "facteur demo 99\n").unwrap();
    assert!(
        matches!(Directory::open(place.path()), Err(Error::Version { found, .. }) if found == "facteur demo 99")
    );
}

#[test]
fn what_cannot_be_written_or_read_is_said() {
    let place = TempDir::new().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "x").unwrap();
    // Root may write anywhere, but not below a file.
    for path in [file.clone(), file.join("below")] {
        assert!(matches!(Directory::open(&path), Err(Error::Directory { .. })), "{path:?}");
    }
    for text in [
        "",
        "{",
        "[]",
        r#"{"accounts":[{"address":"a","next_uid_validity":1,"subscribed":[""],"mailboxes":[]}]}"#,
    ] {
        let place = TempDir::new().unwrap();
        let directory = Directory::open(place.path()).unwrap();
        fs::write(place.path().join("state.json"), text).unwrap();
        assert!(matches!(directory.load(), Err(Error::Damaged { .. })), "{text}");
    }
}
