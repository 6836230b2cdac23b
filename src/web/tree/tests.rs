//! Folders as they are shown.

use std::sync::Arc;

use mailcore::mailbox::{MailboxName, MailboxStatus};

use super::*;
use crate::preferences::Preferences;
use crate::preferences::looks::Looks;

fn mailbox(name: &str, special_use: Option<SpecialUse>, unseen: u32) -> Mailbox {
    Mailbox {
        special_use,
        status: Some(MailboxStatus { messages: 9, unseen, uid_next: None }),
        ..Mailbox::new(MailboxName::parse(name).unwrap(), Some('/'))
    }
}

fn chrome(folders: Vec<Mailbox>) -> Chrome {
    Chrome {
        locale: Locale::Fr,
        has_fixed_language: false,
        csrf: String::new(),
        login: None,
        folders: folders.into(),
        current: Some(MailboxName::inbox()),
        search: crate::web::page::SearchBox::default(),
        place: crate::web::page::Place::Mail,
        notice: None,
        here: String::new(),
        preferences: Arc::default(),
        now: 0,
        waiting: 0,
        has_rules: false,
        may_redirect: true,
    }
}

#[test]
fn folders_with_a_role_come_in_the_order_of_the_desk() {
    let chrome = chrome(vec![
        mailbox("Trash", Some(SpecialUse::Trash), 0),
        mailbox("Entwürfe", Some(SpecialUse::Drafts), 2),
        mailbox("Projets", None, 0),
        mailbox("INBOX", None, 3),
        mailbox("Sent", Some(SpecialUse::Sent), 1),
    ]);
    let main = chrome.main_folders();
    let count = |it: &Branch| it.count.as_ref().map(|it| (it.number.clone(), it.is_new));
    let shown: Vec<_> = main.iter().map(|it| (it.name.as_str(), count(it), it.is_open)).collect();
    assert_eq!(
        shown,
        [
            ("Boîte de réception", Some(("3".to_owned(), true)), true),
            ("Brouillons", Some(("9".to_owned(), false)), false),
            ("Envoyés", None, false),
            ("Corbeille", None, false),
        ]
    );
    assert_eq!(chrome.unseen_in_inbox(), 3);
    let preferences =
        Preferences { looks: Looks { real_names: true, ..Looks::default() }, ..Preferences::default() };
    let chrome = Chrome { preferences: Arc::new(preferences), ..chrome };
    let names: Vec<String> = chrome.main_folders().into_iter().map(|it| it.name).collect();
    assert_eq!(names, ["Boîte de réception", "Entwürfe", "Sent", "Trash"]);
}

#[test]
fn what_is_inside_a_folder_with_a_role_stands_with_it() {
    let chrome = chrome(vec![
        mailbox("INBOX", None, 0),
        mailbox("INBOX/a", None, 0),
        mailbox("Archive", Some(SpecialUse::Archive), 0),
        mailbox("Archive/2026", None, 0),
        mailbox("Archive/2025", None, 0),
        mailbox("Archives", None, 0),
        mailbox("Trash", Some(SpecialUse::Trash), 0),
    ]);
    assert_eq!(bracketed(chrome.main_folders()), "Boîte de réception Archives ( 2025 2026) Corbeille");
    assert_eq!(bracketed(chrome.other_folders()), "Archives a");
}

#[test]
fn a_folder_stands_with_the_nearest_role_and_none_inside_the_inbox() {
    let chrome = chrome(vec![
        mailbox("INBOX", None, 0),
        mailbox("INBOX/Archive", Some(SpecialUse::Archive), 0),
        mailbox("INBOX/Archive/Trash", Some(SpecialUse::Trash), 0),
        mailbox("INBOX/Archive/Trash/x", None, 0),
        mailbox("INBOX/Sent", Some(SpecialUse::Sent), 0),
    ]);
    assert_eq!(bracketed(chrome.main_folders()), "Boîte de réception Envoyés Archives ( Corbeille ( x))");
}

fn nested(names: &[&str]) -> String {
    let folders = names.iter().map(|it| mailbox(it, None, 0)).collect();
    bracketed(chrome(folders).other_folders())
}

/// The tree in brackets, as the template nests its lists.
fn bracketed(branches: Vec<Branch>) -> String {
    let mut text = String::new();
    for branch in branches {
        text.push_str(&branch.name);
        text.push_str(if branch.opens { " (" } else { "" });
        text.push_str(&")".repeat(branch.closes));
        text.push(' ');
    }
    text.trim_end().to_owned()
}

#[test]
fn a_folder_is_inside_the_one_above_it() {
    assert_eq!(nested(&["b", "a", "C"]), "a b C");
    assert_eq!(nested(&["a/y", "b", "a", "a/x"]), "a ( x y) b");
    assert_eq!(nested(&["a", "a/b", "a/b/c", "d"]), "a ( b ( c)) d");
    assert_eq!(nested(&["a", "a/b", "a/b/c"]), "a ( b ( c))");
    assert_eq!(nested(&["a/b/c", "a", "ab"]), "a ( c) ab");
    assert_eq!(nested(&["x/a", "y/b"]), "a b");
    assert_eq!(
        nested(&["Fournisseurs", "Fournisseurs 2", "Fournisseurs/Devis"]),
        "Fournisseurs ( Devis) Fournisseurs 2"
    );
}

/// The branches that are closed, with what stands beside them.
fn closed(chrome: &Chrome) -> Vec<(String, Option<String>)> {
    let closed = chrome.main_folders().into_iter().chain(chrome.other_folders()).filter(|it| it.is_closed);
    closed.map(|it| (it.name, it.sum.map(|it| it.number))).collect()
}

#[test]
fn a_closed_branch_counts_what_is_new_inside_it() {
    let mut chrome = chrome(vec![
        mailbox("INBOX", None, 1),
        mailbox("Archive", Some(SpecialUse::Archive), 0),
        mailbox("Archive/2026", None, 0),
        mailbox("a", None, 1),
        mailbox("a/b", None, 2),
        mailbox("a/b/c", None, 4),
        mailbox("b", None, 8),
    ]);
    assert_eq!(closed(&chrome), [("Archives".to_owned(), None)], "the archive is closed at first");
    let name = |it: &str| MailboxName::parse(it).unwrap();
    let mut decided = Preferences::default();
    for (it, closed) in [("Archive", false), ("a", true), ("a/b", true), ("b", true)] {
        decided.set_fold(&name(it), closed);
    }
    chrome.preferences = Arc::new(decided);
    let sum = |it: &str| Some(it.to_owned());
    assert_eq!(closed(&chrome), [("a".to_owned(), sum("7")), ("b".to_owned(), sum("6"))]);
}

#[test]
fn the_archive_is_open_where_one_is_inside_it() {
    let archive = || vec![mailbox("Archive", Some(SpecialUse::Archive), 0), mailbox("Archive/2026", None, 0)];
    let mut chrome = chrome(archive());
    chrome.current = MailboxName::parse("Archive/2026");
    assert_eq!(closed(&chrome), []);
    let mut decided = Preferences::default();
    decided.set_fold(&MailboxName::parse("Archive").unwrap(), true);
    chrome.preferences = Arc::new(decided);
    assert_eq!(closed(&chrome).len(), 1, "what was decided holds");
}
