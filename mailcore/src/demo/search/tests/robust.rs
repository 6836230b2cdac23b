//! Messages that nobody wrote, searched, sorted and gathered.

use imap_codec::imap_types::extensions::sort::{SortCriterion, SortKey};

use super::*;
use crate::demo::message::mutants::Dice;
use crate::demo::sort;
use crate::demo::thread::{self, Numbering};

fn query(keys: &str) -> Query {
    let command = format!("a SEARCH {keys}\r\n");
    let (_, command) = CommandCodec::new().decode(command.as_bytes()).unwrap();
    let CommandBody::Search { criteria, .. } = command.body else { panic!("{keys}") };
    Query::new(criteria.as_ref(), Largest { sequence: 60, uid: 60 }).unwrap()
}

/// Sixty messages to deal with.
fn with_many(dice: &mut Dice, test: impl FnOnce(&[Candidate<'_>])) {
    let contents: Vec<Contents> = (0..60)
        .map(|it| if it % 6 == 0 { dice.noise() } else { dice.mutant() })
        .map(|it| Contents::new(it.into()))
        .collect();
    let flags = FlagSet::new();
    let candidate = |(number, contents)| Candidate {
        sequence: NonZeroU32::new(number).unwrap(),
        uid: Uid::new(number).unwrap(),
        modseq: 1,
        flags: &flags,
        recent: false,
        received_at: RECEIVED_AT,
        contents,
    };
    test(&(1..).zip(&contents).map(candidate).collect::<Vec<Candidate<'_>>>());
}

#[test]
fn a_key_and_its_opposite_find_each_message_once() {
    let keys = [
        "BODY e",
        "TEXT {2}\r\n\u{e9}",
        "SUBJECT a",
        "FROM claire",
        "SENTSINCE 1-Jan-1990",
        "HEADER To \"\"",
        "LARGER 400",
    ];
    let mut dice = Dice::new(0xface);
    for _ in 0..20 {
        with_many(&mut dice, |candidates| {
            for key in keys {
                let (query, opposite) = (query(key), query(&format!("NOT ({key})")));
                assert!(candidates.iter().all(|it| query.finds(it) != opposite.finds(it)), "{key}");
            }
        });
    }
}

#[test]
fn sorted_or_gathered_each_message_is_there_once() {
    let keys = [SortKey::Subject, SortKey::Date, SortKey::From, SortKey::DisplayTo, SortKey::Size];
    let mut dice = Dice::new(0xdeed);
    for round in 0..20 {
        with_many(&mut dice, |candidates| {
            let mut sorted = candidates.to_vec();
            sort::sort(
                &[SortCriterion { reverse: round % 2 == 0, key: keys[round % 5].clone() }],
                &mut sorted,
            );
            let mut numbers: Vec<u32> = sorted.iter().map(|it| it.sequence.get()).collect();
            numbers.sort_unstable();
            assert!(numbers.into_iter().eq(1..=60));
            for threads in [
                thread::by_references(candidates, Numbering::Sequence),
                thread::by_subject(candidates, Numbering::Uid),
            ] {
                let shown: String = threads.iter().map(ToString::to_string).collect();
                let mut numbers: Vec<u32> =
                    shown.split(['(', ')', ' ']).filter_map(|it| it.parse().ok()).collect();
                numbers.sort_unstable();
                assert!(numbers.into_iter().eq(1..=60), "{shown}");
            }
        });
    }
}
