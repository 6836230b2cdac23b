//! What is typed and what is understood.

use mailcore::search::Day;

use super::*;

const TODAY: Date = Date::constant(2026, 3, 31);

fn subject(text: &str) -> Search {
    Search::Field(Field::Subject, text.to_owned())
}

fn not(search: Search) -> Search {
    Search::Not(Box::new(search))
}

fn anywhere(text: &str) -> Search {
    let fields = [Field::Subject, Field::From, Field::To, Field::Cc];
    Search::And(vec![Search::Or(fields.map(|it| Search::Field(it, text.to_owned())).into())])
}

#[track_caller]
fn check(typed: &str, expected: &[Search]) {
    let understood = understand(typed, TODAY).map(|it| it.search);
    let expected = if expected.is_empty() { Search::All } else { Search::And(expected.to_vec()) };
    assert_eq!(understood, Ok(expected), "{typed}");
}

#[track_caller]
fn refuse(typed: &str, expected: Mistake) {
    assert_eq!(understand(typed, TODAY), Err(expected), "{typed}");
}

#[test]
fn fields_words_and_quotes() {
    check("", &[]);
    check("  ", &[]);
    check("facture", &[anywhere("facture")]);
    check("facture Été", &[anywhere("facture"), anywhere("Été")]);
    check("\"facture été\"", &[anywhere("facture été")]);
    check("subject:devis", &[subject("devis")]);
    check(
        "Subject:\"devis 12\" from:a@b",
        &[subject("devis 12"), Search::Field(Field::From, "a@b".to_owned())],
    );
    check("subject:\"sans fin", &[subject("sans fin")]);
    check("http://example.org", &[anywhere("http://example.org")]);
    check("Re:", &[anywhere("Re:")]);
    check("body:a:b", &[Search::Body("a:b".to_owned())]);
    check("text:été", &[Search::Text("été".to_owned())]);
    let reply_to = Field::Named(FieldName::parse("Reply-To").unwrap());
    check("replyto:x", &[Search::Field(reply_to, "x".to_owned())]);
    check("subject:\\\"x", &[subject("\\x")]);
}

#[test]
fn not_and_or() {
    let (a, b, c) = (subject("a"), subject("b"), subject("c"));
    check("-subject:a", &[not(a.clone())]);
    check("-", &[anywhere("-")]);
    check("--subject:a", &[anywhere("--subject:a")]);
    check("subject:a OR subject:b", &[Search::Or(vec![a.clone(), b.clone()])]);
    check("subject:a OR subject:b OR subject:c", &[Search::Or(vec![a.clone(), b.clone(), c.clone()])]);
    check("subject:c subject:a OR -subject:b", &[c.clone(), Search::Or(vec![a.clone(), not(b.clone())])]);
    check("subject:a OR subject:b subject:c", &[Search::Or(vec![a, b]), c]);
    check("x OR y", &[Search::Or(vec![anywhere("x"), anywhere("y")])]);
    check("or", &[anywhere("or")]);
    for lonely in ["OR", "OR a", "a OR", "a OR OR b"] {
        refuse(lonely, Mistake::LonelyOr);
    }
}

#[test]
fn what_a_message_is_and_has() {
    check("is:unread", &[not(Search::Flag(Flag::Seen))]);
    check("is:SEEN is:deleted", &[Search::Flag(Flag::Seen), Search::Flag(Flag::Deleted)]);
    check("-is:unread", &[not(not(Search::Flag(Flag::Seen)))]);
    check("has:attachment", &[Search::Attachment]);
    refuse("is:big", Mistake::NoState("is:big".to_owned()));
    refuse("has:fun", Mistake::NoState("has:fun".to_owned()));
    refuse("is:", Mistake::NoValue("is".to_owned()));
    refuse("from:\"\"", Mistake::NoValue("from".to_owned()));
    refuse("\"\"", Mistake::NoValue("\"\"".to_owned()));
}

#[test]
fn sizes() {
    for (typed, expected) in [
        ("10M", 10 << 20),
        ("500k", 500 << 10),
        ("1Go", 1 << 30),
        ("7", 7),
        ("2mb", 2 << 20),
        ("9999G", u32::MAX),
    ] {
        check(&format!("larger:{typed}"), &[Search::Larger(expected)]);
        check(&format!("smaller:{typed}"), &[Search::Smaller(expected)]);
    }
    for wrong in ["M", "-1M", "1X", "1,5M", "99999999999999999999G", "é"] {
        refuse(&format!("larger:{wrong}"), Mistake::NoSize(wrong.to_owned()));
    }
}

#[test]
fn days_and_lengths_of_time() {
    check("before:2024-01-31", &[Search::Before(Day(19_753))]);
    check("since:31/01/2024", &[Search::Since(Day(19_753))]);
    check("since:1.1.1970", &[Search::Since(Day(0))]);
    // Older lies before the day, newer on it or after: they never mean the same.
    check("older_than:2w", &[Search::Before(Day(20_529))]);
    check("newer_than:2w", &[Search::Since(Day(20_529))]);
    check("newer_than:1m", &[Search::Since(Day(20_512))]);
    check("older_than:3j", &[Search::Before(Day(20_540))]);
    check("older_than:1y", &[Search::Before(Day(20_178))]);
    for wrong in ["31-01-2024", "2024-13-01", "2024-02-30", "2024", "0001-01-01", "x", "1/2", "99999-1-1"] {
        refuse(&format!("before:{wrong}"), Mistake::NoDay(wrong.to_owned()));
    }
    for wrong in ["2", "w", "-2w", "0d", "2q", "99999d", "101y", "2é"] {
        refuse(&format!("older_than:{wrong}"), Mistake::NoSpan(wrong.to_owned()));
    }
}

#[test]
fn what_could_do_harm_is_refused() {
    refuse("\r\nA1 LOGOUT", Mistake::Control);
    refuse("a\0b", Mistake::Control);
    refuse(&"x".repeat(501), Mistake::TooLong);
    refuse(&"a ".repeat(31), Mistake::TooLong);
    assert!(understand(&"é".repeat(500), TODAY).is_ok());
    assert!(understand(&"-".repeat(500), TODAY).is_ok());
}

#[test]
fn what_was_understood_is_told_term_by_term() {
    let understood = understand("devis from:claire -is:read a OR b", TODAY).unwrap();
    let terms: Vec<(&str, &str)> =
        understood.terms.iter().map(|it| (it.typed.as_str(), it.meaning.key)).collect();
    let expected = [
        ("devis", "search-term-words"),
        ("from:claire", "search-term-from"),
        ("-is:read", "search-term-not"),
        ("a OR b", "search-term-or"),
    ];
    assert_eq!(terms, expected);
}
