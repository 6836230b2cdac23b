use super::*;

fn state() -> State {
    let account = |address: &str| seed::Account {
        address: address.to_owned(),
        password: "secret".to_owned(),
        mailboxes: Vec::new(),
    };
    State::new(vec![account("demo@demo.test"), account("claire@demo.test")], BTreeMap::new(), 1_700_000_000)
}

#[test]
fn a_login_is_an_address_in_any_case_and_its_password() {
    let state = state();
    let log_in = |login, password| state.log_in(login, password).map(|it| it.address());
    assert_eq!(log_in("Demo@demo.test", "secret"), Some("demo@demo.test"));
    assert_eq!(log_in("demo@demo.test", "Secret"), None);
    assert_eq!(log_in("demo", "secret"), None);
    assert_eq!(log_in("", ""), None);
}

#[test]
fn mail_goes_to_accounts_or_outside_or_nowhere() {
    let state = state();
    let to = |address: &str| state.recipient(&address.parse().unwrap());
    assert!(matches!(to("Claire@Demo.test"), Recipient::Account(it) if it.address() == "claire@demo.test"));
    assert!(matches!(to("nobody@demo.test"), Recipient::Unknown));
    assert!(matches!(to("somebody@example.org"), Recipient::Outside));
}

#[test]
fn what_is_delivered_is_in_the_inbox_and_tells_who_watches() {
    let state = state();
    let account = &state.accounts()[0];
    let watch = account.watch();
    account.deliver(Bytes::from_static(b"Subject: a\r\n\r\n"), 5).unwrap();
    assert!(watch.has_changed().unwrap());
    account.keep_outside(Bytes::from_static(b"Subject: b\r\n\r\n"), 6).unwrap();
    let found = account.look(|mailboxes| {
        mailboxes
            .iter()
            .map(|(name, it)| (name.to_string(), it.messages().len(), it.unseen()))
            .collect::<Vec<_>>()
    });
    assert_eq!(found, [("INBOX".to_owned(), 1, 1), (OUTSIDE.to_owned(), 1, 1)]);
}

#[test]
fn a_full_account_takes_nothing_more_and_lets_its_mail_be_moved() {
    let state = state();
    let account = &state.accounts()[0];
    let large = Arc::new(Message::new(vec![b'x'; MOST_MESSAGE_OCTETS].into(), 0));
    let (inbox, trash) = (MailboxName::inbox(), MailboxName::parse("Trash").unwrap());
    account.change(|mailboxes| {
        mailboxes.ensure(&trash).unwrap();
        let count = MOST_ACCOUNT_OCTETS / MOST_MESSAGE_OCTETS as u64;
        for _ in 0..count {
            mailboxes.append(&inbox, Arc::clone(&large), FlagSet::new()).unwrap();
        }
        assert_eq!(mailboxes.append(&inbox, Arc::clone(&large), FlagSet::new()), Err(Failure::Full));
        let uids: Vec<_> = mailboxes.get(&inbox).unwrap().messages().iter().map(|it| it.uid).collect();
        assert_eq!(mailboxes.copy(&inbox, &uids, &trash), Err(Failure::Full));
        let (_, moved) = mailboxes.move_(&inbox, &uids.into_iter().collect(), &trash).unwrap();
        assert_eq!(moved.len() as u64, count);
        assert_eq!(mailboxes.octets(), count * MOST_MESSAGE_OCTETS as u64);
    });
    assert_eq!(account.deliver(large.contents().octets().clone(), 0), Err(Failure::Full));
}
