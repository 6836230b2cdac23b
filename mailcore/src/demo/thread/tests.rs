use super::*;
use crate::demo::message::Contents;
use crate::flag::FlagSet;
use crate::uid::Uid;

/// Messages as subject, Message-ID and References; each is sent an hour after the one before it.
type Message<'a> = (&'a str, &'a str, &'a str);

fn contents(messages: &[Message<'_>]) -> Vec<Contents> {
    let texts = messages.iter().map(|(subject, id, references)| {
        format!("Subject: {subject}\r\nMessage-ID: {id}\r\nReferences: {references}\r\n\r\n")
    });
    texts.map(|it| Contents::new(it.into())).collect()
}

fn candidates<'a>(contents: &'a [Contents], flags: &'a FlagSet) -> Vec<Candidate<'a>> {
    let candidate = |(number, contents)| Candidate {
        sequence: NonZeroU32::new(number).unwrap(),
        uid: Uid::new(number + 1000).unwrap(),
        modseq: 1,
        flags,
        recent: false,
        received_at: i64::from(number) * 3600,
        contents,
    };
    (1..).zip(contents).map(candidate).collect()
}

fn shown(threads: &[Thread]) -> String {
    threads.iter().map(Thread::to_string).collect()
}

#[track_caller]
fn check(messages: &[Message<'_>], expected: &str) {
    let (contents, flags) = (contents(messages), FlagSet::new());
    let found = candidates(&contents, &flags);
    assert_eq!(shown(&by_references(&found, Numbering::Sequence)), expected, "{messages:?}");
}

#[test]
fn answers_stand_below_what_they_answer() {
    check(&[("a", "<1@a>", ""), ("Re: a", "<2@a>", "<1@a>"), ("Re: a", "<3@a>", "<1@a> <2@a>")], "(1 2 3)");
    check(&[("a", "<1@a>", ""), ("Re: a", "<2@a>", "<1@a>"), ("Re: a", "<3@a>", "<1@a>")], "(1 (2)(3))");
    check(&[("Re: a", "<2@a>", "<1@a>"), ("a", "<1@a>", "")], "(2 1)");
    check(&[("a", "<1@a>", ""), ("b", "<2@a>", "")], "(1)(2)");
    check(&[], "");
}

#[test]
fn in_reply_to_counts_where_there_are_no_references() {
    check(&[("a", "<1@a>", ""), ("b", "<2@a>", "\r\nIn-Reply-To: <1@a>")], "(1 2)");
}

#[test]
fn what_is_missing_is_passed_over() {
    // The message that both answer is not here.
    check(&[("Re: a", "<2@a>", "<1@a>"), ("Re: a", "<3@a>", "<1@a>")], "((1)(2))");
    // One of them answers by way of another that is missing, too.
    check(&[("Re: a", "<2@a>", "<1@a>"), ("Re: a", "<3@a>", "<1@a> <9@a>")], "((1)(2))");
    check(&[("Re: a", "<3@a>", "<1@a> <2@a>")], "(1)");
    check(
        &[("a", "<1@a>", ""), ("Re: a", "<3@a>", "<1@a> <2@a>"), ("Re: a", "<4@a>", "<1@a> <2@a>")],
        "(1 (2)(3))",
    );
}

#[test]
fn loops_are_not_made() {
    check(&[("a", "<1@a>", "<1@a>")], "(1)");
    check(&[("a", "<1@a>", "<2@a>"), ("b", "<2@a>", "<1@a>")], "(2 1)");
    check(&[("a", "<1@a>", "<3@a>"), ("b", "<2@a>", "<1@a>"), ("c", "<3@a>", "<2@a>")], "(3 1 2)");
    check(&[("a", "<1@a>", "<1@a> <2@a> <1@a>"), ("b", "<2@a>", "<2@a> <1@a> <2@a>")], "(1)(2)");
}

#[test]
fn two_messages_of_one_id_are_two() {
    check(&[("a", "<1@a>", ""), ("b", "<1@a>", ""), ("c", "<2@a>", "<1@a>")], "(1 3)(2)");
    check(&[("a", "", ""), ("b", "", "")], "(1)(2)");
}

#[test]
fn threads_of_one_subject_are_one() {
    // Two that are no answers stand side by side, an answer below what it could answer.
    check(&[("a", "<1@a>", ""), ("A", "<2@a>", "")], "((1)(2))");
    check(&[("a", "<1@a>", ""), ("Re: a", "<2@a>", "")], "(1 2)");
    check(&[("Re: a", "<1@a>", ""), ("a", "<2@a>", "")], "(2 1)");
    check(&[("Re: a", "<1@a>", ""), ("Re: a", "<2@a>", ""), ("a", "<3@a>", "")], "(3 (1)(2))");
    check(&[("a", "<1@a>", ""), ("a", "<2@a>", ""), ("a", "<3@a>", "")], "((1)(2)(3))");
    check(&[("", "<1@a>", ""), ("", "<2@a>", "")], "(1)(2)");
    // Below a message that is missing, with what answers it.
    check(&[("Re: a", "<2@a>", "<1@a>"), ("Re: a", "<3@a>", "<1@a>"), ("a", "<4@a>", "")], "((1)(2)(3))");
}

#[test]
fn by_subject_all_stand_below_the_first() {
    let messages = [
        ("b", "", ""),
        ("a", "", ""),
        ("Re: b", "", ""),
        ("[list] B (fwd)", "", ""),
        ("c\r\nDate: Thu, 01 Jan 1970 00:00:00 +0000", "", ""),
    ];
    let (contents, flags) = (contents(&messages), FlagSet::new());
    let found = candidates(&contents, &flags);
    assert_eq!(shown(&by_subject(&found, Numbering::Sequence)), "(5)(1 (3)(4))(2)");
    assert_eq!(shown(&by_subject(&found, Numbering::Uid)), "(1005)(1001 (1003)(1004))(1002)");
}

#[test]
fn a_long_chain_and_a_deep_tree_end() {
    // Each answers the one before it, newest first: no message has ancestors when it is tied.
    let ids: Vec<(String, String)> =
        (0..20_000).rev().map(|it| (format!("<{it}@a>"), format!("<{}@a>", it - 1))).collect();
    let chain: Vec<Message<'_>> = ids.iter().map(|(id, references)| ("a", &**id, &**references)).collect();
    // Two answers to each, of which one goes on.
    let ids: Vec<(String, String)> =
        (0..2_000).map(|it| (format!("<{it}@a>"), format!("<{}@a>", (it - 1) / 2 * 2))).collect();
    let tree: Vec<Message<'_>> = ids.iter().map(|(id, references)| ("a", &**id, &**references)).collect();
    for messages in [chain, tree] {
        let (contents, flags) = (contents(&messages), FlagSet::new());
        let found = candidates(&contents, &flags);
        let shown = shown(&by_references(&found, Numbering::Sequence));
        let mut numbers: Vec<usize> = shown.split(['(', ')', ' ']).filter_map(|it| it.parse().ok()).collect();
        numbers.sort_unstable();
        assert!(numbers.into_iter().eq(1..=messages.len()), "each message once");
        let deepest = shown.chars().scan(0_i32, |depth, it| {
            *depth += i32::from(it == '(') - i32::from(it == ')');
            Some(*depth)
        });
        assert!(deepest.max().unwrap() <= 51, "bounded");
    }
}
