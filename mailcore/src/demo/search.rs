//! SEARCH (RFC 9051, section 6.4.4; RFC 7162, section 3.1.5): which messages are found.
//!
//! Texts are compared as `collation` does, words in headers and bodies decoded.

use std::num::NonZeroU32;

use imap_codec::imap_types::search::SearchKey;

use super::message::Contents;
use crate::flag::FlagSet;
use crate::uid::Uid;
use numbers::Numbers;
use text::Needle;
use when::{Day, When};

mod numbers;
mod text;
mod when;

/// The deepest nesting of NOT, OR and parentheses that is followed.
const MOST_DEPTH: usize = 100;

/// A message among which is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    /// Its number in the session.
    pub(super) sequence: NonZeroU32,
    /// Its number in the mailbox.
    pub(super) uid: Uid,
    /// When it last changed (RFC 7162).
    pub(super) modseq: u64,
    /// Its flags.
    pub(super) flags: &'a FlagSet,
    /// Whether the session is the first that sees it.
    pub(super) recent: bool,
    /// INTERNALDATE, in seconds since 1970-01-01 UTC.
    pub(super) received_at: i64,
    /// What it says.
    pub(super) contents: &'a Contents,
}

/// The largest numbers of a mailbox, which `*` stands for; 0 when it is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Largest {
    /// How many messages there are.
    pub(super) sequence: u32,
    /// The UID of the last one.
    pub(super) uid: u32,
}

/// Keys that are nested deeper than is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the search is nested too deep")]
pub(super) struct TooDeep;

/// What is searched, ready to be asked of each message.
#[derive(Debug)]
pub(super) struct Query(Test);

impl Query {
    /// Makes a query of keys which must all hold.
    ///
    /// # Errors
    ///
    /// [`TooDeep`].
    pub(super) fn new(keys: &[SearchKey<'_>], largest: Largest) -> Result<Self, TooDeep> {
        Reader { largest }.all(keys, MOST_DEPTH).map(Self)
    }

    /// Whether a message is found.
    pub(super) fn finds(&self, candidate: &Candidate<'_>) -> bool {
        self.0.holds(candidate)
    }
}

/// What is asked of a message.
#[derive(Debug)]
enum Test {
    /// All of them, the cheap ones first.
    All(Vec<Test>),
    Either(Box<(Test, Test)>),
    Not(Box<Test>),
    Sequence(Numbers),
    Uid(Numbers),
    /// The name of a flag, in any case.
    Flag(String),
    Recent,
    Larger(u32),
    Smaller(u32),
    Received(When, Day),
    Sent(When, Day),
    /// A header field by its name, in any case.
    Field(String, Needle),
    Body(Needle),
    Text(Needle),
    Modseq(u64),
}

impl Test {
    fn holds(&self, candidate: &Candidate<'_>) -> bool {
        let (contents, size) = (candidate.contents, candidate.contents.octets().len());
        let octets = |limit: u32| usize::try_from(limit).unwrap_or(usize::MAX);
        match self {
            Self::All(tests) => tests.iter().all(|it| it.holds(candidate)),
            Self::Either(tests) => tests.0.holds(candidate) || tests.1.holds(candidate),
            Self::Not(test) => !test.holds(candidate),
            Self::Sequence(numbers) => numbers.contains(candidate.sequence.get()),
            Self::Uid(numbers) => numbers.contains(candidate.uid.get()),
            Self::Flag(name) => candidate.flags.iter().any(|it| it.to_string().eq_ignore_ascii_case(name)),
            Self::Recent => candidate.recent,
            Self::Larger(limit) => size > octets(*limit),
            Self::Smaller(limit) => size < octets(*limit),
            Self::Received(when, day) => when.holds(Day::of(candidate.received_at), *day),
            Self::Sent(when, day) => contents.sent().is_some_and(|it| when.holds(Day(it.day), *day)),
            Self::Field(name, needle) => needle.is_in_field(contents, name),
            Self::Body(needle) => needle.is_in_body(contents),
            Self::Text(needle) => needle.is_in_headers(contents) || needle.is_in_body(contents),
            Self::Modseq(modseq) => candidate.modseq >= *modseq,
        }
    }

    /// How dear it is to ask, at a guess.
    fn cost(&self) -> u8 {
        match self {
            Self::All(tests) => tests.iter().map(Self::cost).max().unwrap_or(0),
            Self::Either(tests) => tests.0.cost().max(tests.1.cost()),
            Self::Not(test) => test.cost(),
            Self::Sequence(_) | Self::Uid(_) | Self::Recent | Self::Modseq(_) => 0,
            Self::Flag(_) | Self::Larger(_) | Self::Smaller(_) | Self::Received(..) => 0,
            Self::Sent(..) | Self::Field(..) => 1,
            Self::Body(_) | Self::Text(_) => 2,
        }
    }
}

/// Makes tests of keys.
struct Reader {
    largest: Largest,
}

impl Reader {
    fn all(&self, keys: &[SearchKey<'_>], depth: usize) -> Result<Test, TooDeep> {
        let depth = depth.checked_sub(1).ok_or(TooDeep)?;
        let mut tests = keys.iter().map(|it| self.one(it, depth)).collect::<Result<Vec<Test>, _>>()?;
        tests.sort_by_key(Test::cost);
        Ok(Test::All(tests))
    }

    fn not(&self, key: &SearchKey<'_>, depth: usize) -> Result<Test, TooDeep> {
        let depth = depth.checked_sub(1).ok_or(TooDeep)?;
        Ok(Test::Not(Box::new(self.one(key, depth)?)))
    }

    fn either(&self, one: &SearchKey<'_>, other: &SearchKey<'_>, depth: usize) -> Result<Test, TooDeep> {
        let depth = depth.checked_sub(1).ok_or(TooDeep)?;
        let (one, other) = (self.one(one, depth)?, self.one(other, depth)?);
        Ok(Test::Either(Box::new(if other.cost() < one.cost() { (other, one) } else { (one, other) })))
    }

    fn one(&self, key: &SearchKey<'_>, depth: usize) -> Result<Test, TooDeep> {
        let flag = |name: &str| Test::Flag(name.to_owned());
        let without = |test: Test| Test::Not(Box::new(test));
        let field = |name: &str, text: &[u8]| Test::Field(name.to_owned(), Needle::new(text));
        Ok(match key {
            SearchKey::And(keys) => self.all(keys.as_ref(), depth)?,
            SearchKey::Or(one, other) => self.either(one, other, depth)?,
            SearchKey::Not(key) => self.not(key, depth)?,
            SearchKey::All => Test::All(Vec::new()),
            SearchKey::SequenceSet(set) => Test::Sequence(Numbers::new(set, self.largest.sequence)),
            SearchKey::Uid(set) => Test::Uid(Numbers::new(set, self.largest.uid)),
            SearchKey::Answered => flag(r"\Answered"),
            SearchKey::Deleted => flag(r"\Deleted"),
            SearchKey::Draft => flag(r"\Draft"),
            SearchKey::Flagged => flag(r"\Flagged"),
            SearchKey::Seen => flag(r"\Seen"),
            SearchKey::Keyword(name) => flag(name.as_ref()),
            SearchKey::Unanswered => without(flag(r"\Answered")),
            SearchKey::Undeleted => without(flag(r"\Deleted")),
            SearchKey::Undraft => without(flag(r"\Draft")),
            SearchKey::Unflagged => without(flag(r"\Flagged")),
            SearchKey::Unseen => without(flag(r"\Seen")),
            SearchKey::Unkeyword(name) => without(flag(name.as_ref())),
            SearchKey::Recent => Test::Recent,
            SearchKey::Old => without(Test::Recent),
            SearchKey::New => Test::All(vec![Test::Recent, without(flag(r"\Seen"))]),
            SearchKey::Larger(size) => Test::Larger(*size),
            SearchKey::Smaller(size) => Test::Smaller(*size),
            SearchKey::Before(date) => Test::Received(When::Before, Day::from(date)),
            SearchKey::On(date) => Test::Received(When::On, Day::from(date)),
            SearchKey::Since(date) => Test::Received(When::Since, Day::from(date)),
            SearchKey::SentBefore(date) => Test::Sent(When::Before, Day::from(date)),
            SearchKey::SentOn(date) => Test::Sent(When::On, Day::from(date)),
            SearchKey::SentSince(date) => Test::Sent(When::Since, Day::from(date)),
            SearchKey::From(text) => field("from", text.as_ref()),
            SearchKey::To(text) => field("to", text.as_ref()),
            SearchKey::Cc(text) => field("cc", text.as_ref()),
            SearchKey::Bcc(text) => field("bcc", text.as_ref()),
            SearchKey::Subject(text) => field("subject", text.as_ref()),
            SearchKey::Header(name, text) => field(&String::from_utf8_lossy(name.as_ref()), text.as_ref()),
            SearchKey::Body(text) => Test::Body(Needle::new(text.as_ref())),
            SearchKey::Text(text) => Test::Text(Needle::new(text.as_ref())),
            SearchKey::ModSequence { entry: _, modseq } => Test::Modseq(*modseq),
        })
    }
}

#[cfg(test)]
mod tests;
