//! What is written, and that nothing of it ends a command or begins another.

use proptest::prelude::*;

use super::*;
use crate::imap::command::written;
use crate::search::{Day, FieldName};

const PLAIN: Abilities = Abilities {
    sorts: true,
    sorts_by_name: false,
    threads: true,
    searches_in_ranges: false,
    sorts_in_parts: false,
};

fn subject(text: &str) -> Search {
    Search::Field(Field::Subject, text.to_owned())
}

#[track_caller]
fn check(search: &Search, expected: &str) {
    let command = super::search(search, PLAIN).map(written);
    assert_eq!(command, Some(format!("UID SEARCH {expected}")), "{search:?}");
}

#[test]
fn a_search_is_written_as_keys() {
    let (seen, a, b) = (Search::Flag(Flag::Seen), subject("a"), subject("b"));
    let label = Search::Flag(Flag::parse("$label1").unwrap());
    check(&Search::All, "ALL");
    check(&Search::And(vec![]), "ALL");
    check(&Search::Or(vec![]), "NOT ALL");
    check(&Search::Not(seen.clone().into()), "UNSEEN");
    check(&Search::Not(label.clone().into()), "NOT KEYWORD $label1");
    check(&Search::And(vec![seen.clone(), a.clone()]), r#"SEEN SUBJECT "a""#);
    check(&Search::Or(vec![seen.clone(), a.clone(), b.clone()]), r#"OR SEEN OR SUBJECT "a" SUBJECT "b""#);
    let both = Search::And(vec![a.clone(), b]);
    check(&Search::Or(vec![both.clone(), label]), r#"OR (SUBJECT "a" SUBJECT "b") KEYWORD $label1"#);
    check(&Search::Not(both.into()), r#"NOT (SUBJECT "a" SUBJECT "b")"#);
    check(&Search::Not(Search::And(vec![a]).into()), r#"NOT SUBJECT "a""#);
    let size = Search::And(vec![Search::Larger(10), Search::Smaller(4_294_967_295)]);
    check(&size, "LARGER 10 SMALLER 4294967295");
    let days = Search::And(vec![Search::Since(Day(0)), Search::Before(Day(19_754))]);
    check(&days, "SINCE 01-Jan-1970 BEFORE 01-Feb-2024");
    let named = Search::Field(Field::Named(FieldName::parse("X-\"Priority").unwrap()), "1".to_owned());
    check(&named, r#"HEADER "X-\"Priority" "1""#);
}

#[test]
fn other_letters_than_ascii_are_literals_of_utf_8() {
    check(&subject("été"), "CHARSET UTF-8 SUBJECT {5+}\r\nété");
    let two = Search::Or(vec![Search::And(vec![subject("é"), subject("b")]), subject("c")]);
    check(&two, "CHARSET UTF-8 OR (SUBJECT {2+}\r\né SUBJECT \"b\") SUBJECT \"c\"");
    check(&subject("\r\nA1 LOGOUT"), "SUBJECT {11+}\r\n\r\nA1 LOGOUT");
    assert_eq!(super::search(&subject("a\0"), PLAIN), None);
}

#[test]
fn an_order_is_asked_for_turned_round_or_in_part() {
    let order = Order { by: By::From, descending: false };
    let turned = |abilities| sort_turned(order, &Search::All, abilities).map(written).unwrap();
    assert_eq!(turned(PLAIN), "UID SORT (REVERSE FROM) US-ASCII ALL");
    let by_name = Abilities { sorts_by_name: true, ..PLAIN };
    assert_eq!(turned(by_name), "UID SORT (REVERSE DISPLAYFROM) US-ASCII ALL");
    let part = sort_part(order, &subject("é"), PLAIN, (50, 99)).map(written);
    let expected = "UID SORT RETURN (PARTIAL 51:100 COUNT) (FROM) UTF-8 SUBJECT {2+}\r\né";
    assert_eq!(part.as_deref(), Some(expected));
    let threads = threads(&Search::Flag(Flag::Flagged)).map(written);
    assert_eq!(threads.as_deref(), Some("UID THREAD REFERENCES US-ASCII FLAGGED"));
}

#[test]
fn what_a_server_can_is_what_it_says() {
    let can = |names: &'static str| Abilities::of(move |it| names.split(' ').any(|name| name == it));
    let dovecot = can("SORT SORT=DISPLAY THREAD=REFERENCES ESEARCH ESORT CONTEXT=SEARCH");
    assert!(dovecot.sorts && dovecot.sorts_by_name && dovecot.threads && dovecot.sorts_in_parts);
    let bare = can("UIDPLUS ESORT CONTEXT=SORT THREAD=ORDEREDSUBJECT");
    assert!(!bare.sorts && !bare.threads && !bare.searches_in_ranges && !bare.sorts_in_parts);
    assert!(can("IMAP4REV2").searches_in_ranges);
}

/// A text of any letters, with what is special on the wire more often than chance would have it.
fn texts() -> impl Strategy<Value = String> {
    let special =
        prop::sample::select(vec!["\r\nA1 LOGOUT\r\n", "\"", "\\", "(", ")", "{5+}\r\n", "é", "*", "]"]);
    prop::collection::vec(prop_oneof![special.prop_map(str::to_owned), "[^\0]{0,5}"], 0..4)
        .prop_map(|it| it.concat())
}

fn searches() -> impl Strategy<Value = Search> {
    let field = prop_oneof![
        Just(Field::From),
        Just(Field::Subject),
        "[!-9;-~]{1,20}".prop_filter_map("a name", |it| FieldName::parse(&it).map(Field::Named)),
    ];
    let leaf = prop_oneof![
        Just(Search::All),
        Just(Search::Flag(Flag::Seen)),
        Just(Search::Flag(Flag::Junk)),
        (field, texts()).prop_map(|(field, text)| Search::Field(field, text)),
        texts().prop_map(Search::Body),
        any::<u32>().prop_map(Search::Larger),
        any::<i32>().prop_map(|it| Search::Since(Day(it))),
    ];
    leaf.prop_recursive(5, 30, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Search::And),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Search::Or),
            inner.prop_map(|it| Search::Not(Box::new(it))),
        ]
    })
}

/// The strings of a command, quoted or literal, in their order; an error where something is no token,
/// or parentheses do not match.
fn strings(line: &str) -> Result<Vec<String>, String> {
    let (mut rest, mut depth, mut found) = (line, 0_usize, Vec::new());
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        rest = match first {
            '"' => {
                let (string, after) = quoted(after).ok_or("a string without end")?;
                found.push(string);
                after
            }
            '{' => {
                let (size, after) = after.split_once("+}\r\n").ok_or("no literal")?;
                let size = size.parse().map_err(|_| "a literal without size")?;
                let (string, after) = after.split_at_checked(size).ok_or("a short literal")?;
                found.push(string.to_owned());
                after
            }
            '(' => {
                depth += 1;
                after
            }
            ')' => {
                depth = depth.checked_sub(1).ok_or("closed too often")?;
                after
            }
            ' ' if after.starts_with([' ', ')']) || after.is_empty() => {
                return Err(format!("a blank before {after:?}"));
            }
            ' '..='~' => after,
            other => return Err(format!("{other:?} outside of a string")),
        };
    }
    if depth == 0 { Ok(found) } else { Err("not closed".to_owned()) }
}

fn quoted(text: &str) -> Option<(String, &str)> {
    let mut string = String::new();
    let mut letters = text.char_indices();
    loop {
        match letters.next()? {
            (at, '"') => return Some((string, text.get(at + 1..)?)),
            (_, '\\') => string.push(letters.next().map(|(_, it)| it).filter(|it| matches!(it, '"' | '\\'))?),
            (_, '\r' | '\n') => return None,
            (_, other) => string.push(other),
        }
    }
}

/// All that a person could have typed of a search, in the order in which it is written.
fn typed(search: &Search) -> Vec<String> {
    match search {
        Search::Field(Field::Named(name), text) => vec![name.as_str().to_owned(), text.clone()],
        Search::Field(_, text) | Search::Body(text) | Search::Text(text) => vec![text.clone()],
        Search::And(parts) | Search::Or(parts) => parts.iter().flat_map(typed).collect(),
        Search::Not(part) => typed(part),
        _ => Vec::new(),
    }
}

proptest! {
    #[test]
    fn whatever_is_searched_for_is_one_command(search in searches()) {
        let typed = Ok(typed(&search));
        prop_assert_eq!(&strings(&written(super::search(&search, PLAIN).unwrap())), &typed);
        let order = Order { by: By::Subject, descending: true };
        prop_assert_eq!(&strings(&written(sort_turned(order, &search, PLAIN).unwrap())), &typed);
        prop_assert_eq!(&strings(&written(threads(&search).unwrap())), &typed);
    }

    #[test]
    fn for_a_server_of_ascii_nothing_else_is_written(search in searches()) {
        let ascii = search.in_ascii();
        prop_assert!(ascii.is_ascii());
        prop_assert!(written(super::search(&ascii, PLAIN).unwrap()).is_ascii());
    }
}
