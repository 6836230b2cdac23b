use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::*;
use crate::demo::seed;
use crate::demo::state::message::Message;
use crate::demo::state::{Account, State};
use crate::flag::Flag;

/// An account with so many messages in its INBOX.
fn account(count: u32) -> Arc<Account> {
    let seed = seed::Account { address: "a".to_owned(), password: "b".to_owned(), mailboxes: Vec::new() };
    let account = Arc::clone(&State::new(vec![seed], BTreeMap::new(), 1_000).accounts()[0]);
    for _ in 0..count {
        deliver(&account);
    }
    account
}

fn deliver(account: &Account) {
    let message = Arc::new(Message::new("Subject: a\r\n\r\n".into(), 0));
    account.change(|it| it.append(&MailboxName::inbox(), message, FlagSet::new())).unwrap();
}

fn uid(number: u32) -> Uid {
    Uid::new(number).unwrap()
}

fn remove(account: &Account, uids: &[u32]) {
    let uids: BTreeSet<Uid> = uids.iter().map(|it| uid(*it)).collect();
    account.change(|it| it.get_mut(&MailboxName::inbox()).unwrap().remove(&uids));
}

fn mark(account: &Account, number: u32) {
    account
        .change(|it| it.get_mut(&MailboxName::inbox()).unwrap().set_flags(uid(number), [Flag::Seen].into()));
}

fn open(account: &Account, read_only: bool) -> View {
    account
        .look(|it| View::open(MailboxName::inbox(), it.get(&MailboxName::inbox()).unwrap(), read_only, false))
}

fn news(view: &mut View, account: &Account, expunges: Expunges) -> String {
    account.look(|it| view.news(it, expunges)).unwrap().replace("\r\n", "|")
}

#[test]
fn news_are_told_once() {
    let account = account(3);
    let mut view = open(&account, true);
    assert_eq!(news(&mut view, &account, Expunges::Told), "");
    remove(&account, &[1, 3]);
    mark(&account, 2);
    deliver(&account);
    assert_eq!(
        news(&mut view, &account, Expunges::Told),
        r"* 1 EXPUNGE|* 1 FETCH (UID 2 FLAGS (\Seen \Recent))|* 2 EXPUNGE|* 2 EXISTS|* 2 RECENT|"
    );
    assert_eq!(news(&mut view, &account, Expunges::Told), "");
}

#[test]
fn numbers_stay_while_removals_are_kept_back() {
    let account = account(3);
    let mut view = open(&account, true);
    remove(&account, &[1]);
    deliver(&account);
    assert_eq!(news(&mut view, &account, Expunges::Kept), "* 4 EXISTS|* 4 RECENT|");
    mark(&account, 3);
    assert_eq!(news(&mut view, &account, Expunges::Kept), r"* 3 FETCH (UID 3 FLAGS (\Seen \Recent))|");
    assert_eq!(news(&mut view, &account, Expunges::Told), "* 1 EXPUNGE|");
}

#[test]
fn what_a_session_did_itself_is_no_news() {
    let account = account(2);
    let mut view = open(&account, true);
    mark(&account, 2);
    let modseq = account.look(|it| it.get(&MailboxName::inbox()).unwrap().modseq());
    view.told(uid(2), modseq);
    assert_eq!(news(&mut view, &account, Expunges::Told), "");
}

#[test]
fn a_message_is_recent_for_the_first_session_that_may_change_it() {
    let account = account(1);
    assert_eq!(open(&account, true).recent(), 1);
    let first = open(&account, false);
    assert_eq!((first.recent(), open(&account, false).recent()), (1, 0));
    let mut second = open(&account, false);
    deliver(&account);
    assert_eq!(news(&mut second, &account, Expunges::Told), "* 2 EXISTS|* 1 RECENT|");
}

#[test]
fn a_view_follows_a_new_name_and_ends_with_its_mailbox() {
    let account = account(0);
    let name = |text: &str| MailboxName::parse(text).unwrap();
    account.change(|it| it.create(&name("a/b"), None)).unwrap();
    let mut view = account.look(|it| View::open(name("a/b"), it.get(&name("a/b")).unwrap(), true, false));
    account.change(|it| it.rename(&name("a"), &name("c"))).unwrap();
    assert_eq!(account.look(|it| view.follow(it).cloned()), Ok(name("c/b")));
    account.change(|it| it.delete(&name("c/b"))).unwrap();
    account.change(|it| it.create(&name("c/b"), None)).unwrap();
    assert_eq!(account.look(|it| view.news(it, Expunges::Told)), Err(Vanished));
}
