//! Data-driven tests of which mailboxes are shown, and in which order.

use super::*;
use crate::imap::response::tests::response;

fn survey(responses: &[&str]) -> Survey {
    let mut survey = Survey { counts_come_along: true, ..Survey::default() };
    survey.absorb(&responses.iter().map(|it| response(it)).collect::<Vec<_>>());
    survey
}

/// The names that are shown, with `!` before one that cannot be opened.
fn shown(responses: &[&str]) -> Vec<String> {
    let mailboxes = survey(responses).finish().into_iter();
    mailboxes.map(|it| format!("{}{}", if it.selectable { "" } else { "!" }, it.name)).collect()
}

fn roles(responses: &[&str]) -> Vec<(String, SpecialUse)> {
    let mailboxes = survey(responses).finish().into_iter();
    mailboxes.filter_map(|it| Some((it.name.to_string(), it.special_use?))).collect()
}

#[test]
fn roles_come_first_and_the_others_by_level_and_name() {
    let names = shown(&[
        r#"LIST (\Subscribed) "/" Zoo"#,
        r#"LIST (\Subscribed) "/" "Clients/ACME/2024""#,
        r#"LIST (\Subscribed) "/" "Clients B""#,
        r#"LIST (\Subscribed) "/" Clients"#,
        r#"LIST (\Subscribed) "/" "Clients/ACME""#,
        r#"LIST (\Subscribed) "/" "clients/abc""#,
        r#"LIST (\Subscribed \Trash) "/" Corbeille"#,
        r#"LIST (\Subscribed \Sent) "/" Sent"#,
        r#"LIST (\Subscribed) "/" "Sent/2023""#,
        r#"LIST (\Junk) "/" Junk"#,
        r#"LIST (\Drafts) "/" Drafts"#,
        r#"LIST (\Archive) "/" Archive"#,
        r#"LIST () "/" INBOX"#,
    ]);
    let expected = [
        "INBOX",
        "Drafts",
        "Sent",
        "Sent/2023",
        "Archive",
        "Junk",
        "Corbeille",
        "Clients",
        "Clients/ACME",
        "Clients/ACME/2024",
        "!clients",
        "clients/abc",
        "Clients B",
        "Zoo",
    ];
    assert_eq!(names, expected);
}

#[test]
fn only_what_is_subscribed_or_has_a_role_is_shown() {
    let names = shown(&[
        r#"LIST () "/" Unsubscribed"#,
        r#"LIST (\Subscribed \NonExistent) "/" Gone"#,
        r#"LIST (\Noselect) "/" Empty"#,
        r#"LIST (\Noselect) "/" Level"#,
        r#"LIST (\Subscribed) "/" "Level/a""#,
        r#"LIST () "/" "Missing/b""#,
        r#"LIST (\Subscribed) "/" "Missing/b/c""#,
        r#"LIST (\Sent) "/" Sent"#,
        r#"LIST () "/" INBOX"#,
    ]);
    assert_eq!(names, ["INBOX", "Sent", "!Level", "Level/a", "!Missing", "Missing/b", "Missing/b/c"]);
}

#[test]
fn subscriptions_may_come_apart() {
    let names = shown(&[
        r#"LIST () "." INBOX"#,
        r#"LIST () "." INBOX.a"#,
        r#"LIST () "." INBOX.b"#,
        r#"LSUB () "." INBOX.b"#,
        r#"LSUB () "." INBOX.gone"#,
    ]);
    assert_eq!(names, ["INBOX", "INBOX.b"]);
}

#[test]
fn a_level_that_holds_only_roles_is_not_shown() {
    let responses = [
        r#"LIST (\HasNoChildren) "/" INBOX"#,
        r#"LIST (\HasChildren \Noselect) "/" [Gmail]"#,
        r#"LIST (\Subscribed \Drafts) "/" "[Gmail]/Brouillons""#,
        r#"LIST (\Subscribed \Sent) "/" "[Gmail]/Messages envoy&AOk-s""#,
    ];
    assert_eq!(shown(&responses), ["INBOX", "[Gmail]/Brouillons", "[Gmail]/Messages envoyés"]);
    let all = [&responses[..], &[r#"LIST (\Subscribed \All) "/" "[Gmail]/Tous""#]].concat();
    assert_eq!(shown(&all)[3..], ["![Gmail]", "[Gmail]/Tous"]);
}

#[test]
fn a_role_by_name_is_for_servers_that_give_none() {
    let responses = [
        r#"LIST (\Subscribed) "/" "&AMk-l&AOk-ments envoy&AOk-s""#,
        r#"LIST (\Subscribed) "/" Brouillons"#,
        r#"LIST () "/" "Clients/Sent""#,
        r#"LIST () "/" INBOX"#,
        r#"LIST () "/" "INBOX/Trash""#,
    ];
    let expected = [
        ("Brouillons".to_owned(), SpecialUse::Drafts),
        ("Éléments envoyés".to_owned(), SpecialUse::Sent),
        ("INBOX/Trash".to_owned(), SpecialUse::Trash),
    ];
    assert_eq!(roles(&responses), expected);
    let with_role = [&responses[..], &[r#"LIST (\Sent) "/" Expedited"#]].concat();
    assert_eq!(roles(&with_role)[1], ("Expedited".to_owned(), SpecialUse::Sent));
}

#[test]
fn each_role_is_held_once() {
    let sent = |responses: &[&str]| {
        let holders = roles(responses).into_iter().filter(|(_, role)| *role == SpecialUse::Sent);
        holders.map(|(name, _)| name).collect::<Vec<_>>()
    };
    assert_eq!(sent(&[r#"LIST (\Sent) "/" A"#, r#"LIST (\Sent \Subscribed) "/" B"#]), ["B"]);
    assert_eq!(sent(&[r#"LIST (\Sent) "/" A"#, r#"LIST (\Sent) "/" B"#]), ["A"]);
    assert_eq!(sent(&[r#"LIST () "/" "Sent Items""#, r#"LIST () "/" Sent"#]), ["Sent"]);
    assert_eq!(sent(&[r#"LIST (\Subscribed) "/" "Sent Items""#, r#"LIST () "/" Sent"#]), ["Sent Items"]);
    assert_eq!(sent(&[r#"LIST (\Sent \Noselect) "/" A"#, r#"LIST () "/" Sent"#]), ["Sent"]);
}

#[test]
fn counts_go_with_their_mailbox() {
    let survey = survey(&[
        r#"LIST (\Subscribed) "/" "Envoy&AOk-s""#,
        r#"STATUS "Envoy&AOk-s" (MESSAGES 12 UNSEEN 3)"#,
        r#"LIST () "/" INBOX"#,
        r#"STATUS INBOX (MESSAGES 1)"#,
    ]);
    let counts: Vec<_> = survey.finish().into_iter().map(|it| it.status).collect();
    assert_eq!(counts, [None, Some(MailboxStatus { messages: 12, unseen: 3, uid_next: None })]);
}

#[test]
fn ten_thousand_mailboxes_are_taken_and_no_more() {
    let lines: Vec<String> =
        (0..20_000).map(|it| format!(r#"LIST (\Subscribed) "/" "a/{}/b{it}""#, it % 100)).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(shown(&lines).len(), MOST_MAILBOXES + 101);
}

#[test]
fn subscriptions_may_be_told_before_the_mailboxes() {
    assert_eq!(shown(&[r#"LSUB () "." a"#, r#"LIST () "." a"#, r#"LIST () "." b"#]), ["a"]);
}

#[test]
fn names_of_nothing_but_levels_cost_little() {
    let deep = |it: u32| format!(r#"LIST (\Subscribed) "/" "{it}{}""#, "/a".repeat(400));
    let lines: Vec<String> = (0..500).map(deep).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(shown(&lines).len(), 500 * (shown::MOST_LEVELS + 1));
}

const NAMESPACE: &str = r#"NAMESPACE (("INBOX." ".")) (("user." ".")) (("Public." "."))"#;

fn company() -> Vec<&'static str> {
    vec![
        NAMESPACE,
        r#"LIST (\Noselect \HasChildren) "." user"#,
        r#"LIST () "." user.claire.b"#,
        r#"LIST () "." Public.a"#,
        r#"LIST () "." INBOX"#,
        r#"LIST (\Subscribed) "." INBOX.z"#,
        r#"LIST () "." INBOX.hidden"#,
        r#"LIST (\Sent) "." user.claire.Sent"#,
    ]
}

#[test]
fn what_others_share_comes_last_and_all_of_it_while_none_is_chosen() {
    let all = company();
    assert_eq!(
        shown(&all),
        ["INBOX", "INBOX.z", "!user.claire", "user.claire.b", "user.claire.Sent", "Public.a"]
    );
    assert_eq!(roles(&all), [], "a role of somebody else is no role here");
    let chosen = [all, vec![r#"LIST (\Subscribed) "." user.claire.b"#]].concat();
    assert_eq!(shown(&chosen), ["INBOX", "INBOX.z", "!user.claire", "user.claire.b", "Public.a"]);
    let prefix = survey(&[NAMESPACE]).finish().prefix;
    assert_eq!(prefix, "INBOX.");
}

#[test]
fn a_role_is_as_the_person_chose() {
    let responses = [
        r#"LIST () "/" INBOX"#,
        r#"LIST (\Sent) "/" Sent"#,
        r#"LIST (\Subscribed) "/" Mine"#,
        r#"LIST (\Trash) "/" Trash"#,
    ];
    let with = |role, name: &str| {
        let mut survey = survey(&responses);
        survey.chosen = Arc::new(ChosenRoles::from([(role, MailboxName::parse(name).unwrap())]));
        let all = survey.finish();
        let holder = all.with_role(role).map(|it| it.name.to_string());
        (holder, all.into_iter().filter(|it| it.special_use.is_some()).count())
    };
    let named = |it: &str| Some(it.to_owned());
    assert_eq!(with(SpecialUse::Sent, "Mine"), (named("Mine"), 2));
    assert_eq!(with(SpecialUse::Sent, "Trash"), (named("Trash"), 1), "a mailbox has one role");
    assert_eq!(with(SpecialUse::Sent, "Gone"), (named("Sent"), 2), "one that is gone has none");
    assert_eq!(with(SpecialUse::Sent, "INBOX"), (named("INBOX"), 2));
    assert_eq!(with(SpecialUse::Trash, "INBOX"), (named("Trash"), 2), "the inbox is nothing else");
}

#[test]
fn room_is_told_with_its_root() {
    let room = |responses: &[&str]| survey(responses).finish().room.map(|it| (it.used, it.limit));
    let root = r#"QUOTAROOT INBOX "User quota""#;
    assert_eq!(room(&[root, r#"QUOTA "User quota" (STORAGE 1 2)"#]), Some((1_024, 2_048)));
    assert_eq!(room(&[root, r#"QUOTA "User quota" ()"#]), None);
}
