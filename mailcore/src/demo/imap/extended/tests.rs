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
fn a_preview_is_cut_out_of_what_is_fetched() {
    let rest = |command: &str| without_preview(command.as_bytes()).map(|it| String::from_utf8(it).unwrap());
    for (command, expected) in [
        ("FETCH 1 PREVIEW\r\n", "FETCH 1 ()\r\n"),
        ("FETCH 1 (PREVIEW)\r\n", "FETCH 1 ()\r\n"),
        ("uid fetch 1:* (UID preview (LAZY) FLAGS)\r\n", "uid fetch 1:* (UID FLAGS)\r\n"),
        (
            "FETCH 1 (BODY[HEADER.FIELDS (PREVIEW A)] PREVIEW) (CHANGEDSINCE 5)\r\n",
            "FETCH 1 (BODY[HEADER.FIELDS (PREVIEW A)]) (CHANGEDSINCE 5)\r\n",
        ),
    ] {
        assert_eq!(rest(command).as_deref(), Some(expected));
        assert!(matches!(read(command.trim_end()), Some(Command::Preview(_))), "{command}");
    }
    for none in
        ["FETCH 1 (FLAGS)\r\n", "FETCH 1 (BODY[HEADER.FIELDS (PREVIEW)])\r\n", "FETCH 1 (PREVIEW", "NOOP\r\n"]
    {
        assert_eq!(rest(none), None, "{none}");
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

/// Commands that are cut, mixed and sprinkled with what IMAP is made of, the same in each run.
#[test]
fn commands_that_nobody_wrote_do_no_harm() {
    const COMMANDS: [&str; 8] = [
        "a LIST (SUBSCRIBED) \"\" (a* {1}\r\nb) RETURN (STATUS (MESSAGES))\r\n",
        "a UID SEARCH RETURN (MIN) CHARSET UTF-8 OR NOT SEEN (SUBJECT {2+}\r\nxy 1:*,5)\r\n",
        "a FETCH 1:*,7 (FLAGS PREVIEW BODY.PEEK[1.2.HEADER.FIELDS (A)]<0.5>) (CHANGEDSINCE 7)\r\n",
        "a APPEND \"x\" (\\Seen) \" 2-Feb-2026 10:00:00 +0100\" {4}\r\n\r\n\r\n\r\n",
        "a SORT RETURN () (REVERSE DATE) UTF-8 MODSEQ 5\r\n",
        "a CREATE x (USE (\\Sent))\r\n",
        "a UID STORE 1 (UNCHANGEDSINCE 3) +FLAGS.SILENT (a b)\r\n",
        "a AUTHENTICATE PLAIN AGEAYg==\r\n",
    ];
    const PIECES: [&str; 14] = [
        "(",
        ")",
        "\"",
        "\\",
        " ",
        "\r\n",
        "{3}\r\n",
        "{9999999999}\r\n",
        "*",
        "%",
        "[",
        "]",
        "4294967295",
        "\u{e9}",
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for _ in 0..20_000 {
        let mut command = COMMANDS[next(COMMANDS.len())].as_bytes().to_vec();
        for _ in 0..=next(4) {
            let at = next(command.len());
            match next(3) {
                0 => drop(command.splice(at..at, PIECES[next(PIECES.len())].bytes())),
                1 => command.truncate(at),
                _ => command.extend_from_slice(&COMMANDS[next(COMMANDS.len())].as_bytes()[next(20)..]),
            }
        }
        let _ = (Request::read(&command), tag(&command));
    }
}
