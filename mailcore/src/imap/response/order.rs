//! SORT and THREAD (RFC 5256, section 4), the parts of ESEARCH (RFC 5267, section 4.4), and what
//! tells that a mailbox has changed.
//!
//! Threads are read as they stand, without a value for each: deep parentheses cost nothing.

use super::mailbox::{name, told};
use super::search::{MOST_FOUND, after, line, number, numbers, ranges};
use super::{Kind, Value, kind, values};
use crate::imap::connection::Data;
use crate::mailbox::MailboxName;
use crate::uid::{Uid, UidValidity};

/// What changes when a mailbox does (RFC 9051, section 6.3.11; RFC 7162, section 3.1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::imap) struct State {
    /// The epoch of its UIDs.
    pub(in crate::imap) uid_validity: UidValidity,
    /// Grows with every message that comes.
    pub(in crate::imap) uid_next: u32,
    /// How many messages there are.
    pub(in crate::imap) messages: u32,
    /// Grows with every change; `None` where the server does not count them.
    pub(in crate::imap) modseq: Option<u64>,
}

/// A part of an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Part {
    /// How many messages the whole order has.
    pub(in crate::imap) count: u32,
    /// Those of the part.
    pub(in crate::imap) uids: Vec<Uid>,
}

/// Threads one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct Threads {
    /// The messages, thread by thread.
    pub(in crate::imap) uids: Vec<Uid>,
    /// Where each thread ends among them.
    pub(in crate::imap) ends: Vec<u32>,
}

/// The UIDs of a UID SORT, in their order.
pub(in crate::imap) fn sorted(data: &[Data]) -> Vec<Uid> {
    let mut found = Vec::new();
    for response in data.iter().filter(|it| kind(it) == Kind::Sort) {
        let room = MOST_FOUND.saturating_sub(found.len());
        found.extend(numbers(response).filter_map(Uid::new).take(room));
    }
    found
}

/// What UID SORT RETURN (PARTIAL … COUNT) told; `None` when the server told no count.
pub(in crate::imap) fn part(data: &[Data]) -> Option<Part> {
    let response = data.iter().find(|it| kind(it) == Kind::Esearch)?;
    let values = values(response);
    let count = u32::try_from(after(&values, b"COUNT")?.number()?).ok()?;
    let set = after(&values, b"PARTIAL").and_then(|it| it.items().get(1)).and_then(Value::octets);
    let uids = set.map(in_order).unwrap_or_default();
    Some(Part { count, uids })
}

/// The numbers of a set whose order means something: `9,2,7:5`.
fn in_order(set: &[u8]) -> Vec<Uid> {
    /// A part is a page.
    const MOST: usize = 1_000;
    let mut found = Vec::new();
    for (first, last) in ranges(set) {
        let room = MOST.saturating_sub(found.len());
        let between = first.min(last)..=first.max(last);
        let uids = between.filter_map(Uid::new);
        if first <= last {
            found.extend(uids.take(room));
        } else {
            found.extend(uids.rev().take(room));
        }
    }
    found
}

/// The threads of a UID THREAD, each with its messages from the first one on.
pub(in crate::imap) fn threads(data: &[Data]) -> Threads {
    let mut threads = Threads::default();
    for response in data.iter().filter(|it| kind(it) == Kind::Thread) {
        let mut depth = 0_usize;
        for token in line(response).split_inclusive(|octet| matches!(octet, b' ' | b'(' | b')')) {
            let (digits, end) = match token.split_last() {
                Some((end @ (b' ' | b'(' | b')'), digits)) => (digits, *end),
                _ => (token, b' '),
            };
            let number = number(digits).filter(|_| depth > 0 && threads.uids.len() < MOST_FOUND);
            threads.uids.extend(number.and_then(Uid::new));
            match end {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                threads.end();
            }
        }
        threads.end();
    }
    threads
}

impl Threads {
    /// Ends a thread, if there is anything in it.
    fn end(&mut self) {
        let end = u32::try_from(self.uids.len()).unwrap_or(u32::MAX);
        if self.ends.last().copied().unwrap_or(0) < end {
            self.ends.push(end);
        }
    }
}

/// Reads a STATUS with all that tells of changes. `None` when something is missing.
pub(in crate::imap) fn state(response: &Data) -> Option<(MailboxName, State)> {
    let values = values(response);
    let [_, mailbox, items, ..] = values.as_slice() else { return None };
    let small = |item: &[u8]| told(items, item).and_then(|it| u32::try_from(it).ok());
    let state = State {
        uid_validity: UidValidity::new(small(b"UIDVALIDITY")?)?,
        uid_next: small(b"UIDNEXT")?,
        messages: small(b"MESSAGES")?,
        // 0 is that of a mailbox which keeps none (RFC 7162, section 3.1.2.2).
        modseq: told(items, b"HIGHESTMODSEQ").filter(|it| *it > 0),
    };
    Some((name(mailbox)?, state))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::response;
    use super::*;

    fn plain(uids: &[Uid]) -> Vec<u32> {
        uids.iter().map(|it| it.get()).collect()
    }

    #[track_caller]
    fn check_threads(text: &str, expected: &[&[u32]]) {
        let threads = threads(&[response(text)]);
        let starts = std::iter::once(&0).chain(&threads.ends);
        let found: Vec<Vec<u32>> = starts
            .zip(&threads.ends)
            .map(|(from, to)| plain(&threads.uids[*from as usize..*to as usize]))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_order_is_read_as_it_stands() {
        for (text, expected) in [
            ("SORT 5 2 9", &[5, 2, 9][..]),
            ("SORT", &[]),
            ("sort  3 (MODSEQ 17)", &[3]),
            ("SORT 0 x 99999999999 7", &[7]),
            ("SEARCH 1 2", &[]),
        ] {
            assert_eq!(plain(&sorted(&[response(text)])), expected, "{text}");
        }
    }

    #[test]
    fn a_part_has_a_count() {
        for (text, expected) in [
            (r#"ESEARCH (TAG "a1") UID PARTIAL (1:4 9,2,7:5) COUNT 120"#, Some((120, &[9, 2, 7, 6, 5][..]))),
            (r#"ESEARCH (TAG "a1") UID COUNT 3 PARTIAL (4:6 NIL)"#, Some((3, &[]))),
            (r#"ESEARCH (TAG "a1") UID COUNT 3 PARTIAL (4:6 2:3)"#, Some((3, &[2, 3]))),
            (r#"ESEARCH (TAG "a1") UID ALL 3"#, None),
            ("SORT 3", None),
        ] {
            let part = part(&[response(text)]);
            let part = part.as_ref().map(|it| (it.count, plain(&it.uids)));
            assert_eq!(part, expected.map(|(count, uids)| (count, uids.to_vec())), "{text}");
        }
        let long = part(&[response("ESEARCH UID COUNT 1 PARTIAL (1:1 4294967295:1)")]);
        assert_eq!(long.map(|it| it.uids.len()), Some(1_000));
    }

    #[test]
    fn threads_are_read_however_deep_they_lie() {
        check_threads("THREAD (2)(3 6 (4 23)(44 7 96))", &[&[2], &[3, 6, 4, 23, 44, 7, 96]]);
        check_threads("THREAD ((3)(5))(1 2) (9)", &[&[3, 5], &[1, 2], &[9]]);
        check_threads("THREAD", &[]);
        check_threads("THREAD ()(0)(x 1)", &[&[1]]);
        check_threads("THREAD 1 2 (3", &[&[3]]);
        check_threads("THREAD (1)))(2)", &[&[1], &[2]]);
        check_threads(&format!("THREAD {}1{}(2)", "(".repeat(100_000), ")".repeat(100_000)), &[&[1], &[2]]);
    }

    #[test]
    fn a_state_is_whole_or_none() {
        let read = |text: &str| state(&response(text)).map(|(name, it)| (name.to_string(), it));
        let known = read(r#"STATUS "a b" (UIDNEXT 8 MESSAGES 5 UIDVALIDITY 3 HIGHESTMODSEQ 9000000000)"#);
        let uid_validity = UidValidity::new(3).unwrap();
        let expected = State { uid_validity, uid_next: 8, messages: 5, modseq: Some(9_000_000_000) };
        assert_eq!(known, Some(("a b".to_owned(), expected)));
        let bare = read("STATUS a (UIDNEXT 8 MESSAGES 5 UIDVALIDITY 3 HIGHESTMODSEQ 0)");
        assert_eq!(bare.map(|it| it.1.modseq), Some(None));
        for text in
            ["STATUS a (MESSAGES 5 UNSEEN 1)", "STATUS a (UIDNEXT 8 UIDVALIDITY 3)", "STATUS", "STATUS a ()"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(uids in prop::collection::vec(1_u32.., 0..40), cut in 1_usize..5) {
            let words: Vec<String> = uids.iter().map(ToString::to_string).collect();
            prop_assert_eq!(plain(&sorted(&[response(&format!("SORT {}", words.join(" ")))])), uids.clone());
            let lists: Vec<String> = words.chunks(cut).map(|it| format!("({})", it.join(" "))).collect();
            let read = threads(&[response(&format!("THREAD {}", lists.concat()))]);
            prop_assert_eq!(plain(&read.uids), uids.clone());
            prop_assert_eq!(read.ends.len(), uids.len().div_ceil(cut));
        }

        #[test]
        fn nothing_breaks_the_readers(text in r"(SORT|THREAD|ESEARCH|STATUS)[ ()0-9:,A-Z\x22\\]{0,60}") {
            let data = [response(&text)];
            let _ = (sorted(&data), part(&data), threads(&data), state(&data[0]));
        }
    }
}
