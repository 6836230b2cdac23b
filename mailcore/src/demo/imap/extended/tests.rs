use super::*;

fn read(command: &str) -> Option<Command> {
    let request = Request::read(format!("a1 {command}\r\n").as_bytes());
    request.map(|it| {
        assert_eq!(it.tag, "a1");
        it.command
    })
}

#[track_caller]
fn list(command: &str) -> List {
    match read(command) {
        Some(Command::List(list)) => list,
        other => panic!("{command}: {other:?}"),
    }
}

#[test]
fn list_is_read_in_all_its_forms() {
    let plain = list(r#"list "" *"#);
    assert_eq!((plain.reference, plain.patterns), (Vec::new(), vec![b"*".to_vec()]));
    let all = list(
        r#"LIST (SUBSCRIBED RECURSIVEMATCH) "" ("a%" {1+}
b) RETURN (CHILDREN SPECIAL-USE STATUS (MESSAGES UNSEEN))"#
            .replace('\n', "\r\n")
            .as_str(),
    );
    assert_eq!(all.patterns, [b"a%".to_vec(), b"b".to_vec()]);
    assert_eq!(all.status, [StatusDataItemName::Messages, StatusDataItemName::Unseen]);
    assert!(all.subscribed && all.recursive && all.tells_subscribed && !all.special_use);
    assert!(list(r#"LIST (SPECIAL-USE) "" "*""#).special_use);
    assert!(list(r#"LIST "" "*" RETURN (SUBSCRIBED)"#).tells_subscribed);
    for bad in [
        r#"LIST "" "#,
        r#"LIST "" * RETURN"#,
        r#"LIST "" * RETURN (SUBSCRIBED"#,
        r#"LIST "" * RETURN (MYRIGHTS)"#,
        r#"LIST (OTHER) "" *"#,
        r#"LIST "" * x"#,
        r#"LIST " *"#,
        "LIST \"\" {5}\r\nab",
    ] {
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn create_may_have_a_role() {
    assert!(matches!(read(r"CREATE x (USE (\Sent))"), Some(Command::Create(_, SpecialUse::Sent))));
    assert!(matches!(read(r#"create "a b" (use (\trash))"#), Some(Command::Create(_, SpecialUse::Trash))));
    assert!(matches!(read("CREATE x"), Some(Command::Basic(CommandBody::Create { .. }))));
    for bad in [r"CREATE x (USE (\All))", r"CREATE x (USE (\Sent \Junk))", r"CREATE x (USE (\Sent)) y"] {
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn what_a_search_returns_is_cut_out() {
    let returns = |command: &str| match read(command) {
        Some(Command::Search(body, returns)) => Some((body.name(), returns)),
        _ => None,
    };
    assert_eq!(
        returns("UID SEARCH RETURN (MIN COUNT) SEEN"),
        Some(("SEARCH", vec![Return::Min, Return::Count]))
    );
    assert_eq!(returns("SEARCH RETURN () CHARSET UTF-8 ALL"), Some(("SEARCH", vec![Return::All])));
    assert_eq!(
        returns("SORT RETURN (ALL MAX) (DATE) UTF-8 ALL"),
        Some(("SORT", vec![Return::All, Return::Max]))
    );
    assert!(matches!(read("SEARCH SUBJECT RETURN"), Some(Command::Basic(_))));
    for bad in
        ["SEARCH RETURN (MIN", "SEARCH RETURN (OTHER) ALL", "SEARCH RETURN (MIN)", "UID RETURN (MIN) ALL"]
    {
        assert_eq!(read(bad), None, "{bad}");
    }
}

#[test]
fn what_is_no_command_is_none_and_its_tag_is_found() {
    for bad in ["", "NONSENSE", "FETCH", "NOOP x", "LOGIN a", "STATUS x (NO)", "SELECT \u{e9}"] {
        assert_eq!(read(bad), None, "{bad}");
    }
    let nested = format!("SEARCH {}ALL{}", "(".repeat(30_000), ")".repeat(30_000));
    assert_eq!(read(&nested), None);
    assert_eq!(tag(b"a1 nonsense\r\n"), "a1");
    for none in [&b""[..], b"\r\n", b" x\r\n", b"\xff x\r\n", b"+ x\r\n", b"(\r\n"] {
        assert_eq!(tag(none), "*", "{none:?}");
    }
}
