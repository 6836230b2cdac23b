//! THREAD (RFC 5256, section 3): conversations.

use std::num::NonZeroU32;

use imap_codec::imap_types::core::{Vec1, Vec2};
use imap_codec::imap_types::extensions::thread::Thread;

use super::search::Candidate;
use super::sort::sent_at;
use super::subject;
use forest::Forest;

mod forest;
mod references;
mod subjects;

/// The deepest nesting that is told; what branches below stands in one line.
const MOST_LEVELS: usize = 50;

/// What stands for a message in the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbering {
    /// Its sequence number.
    Sequence,
    /// Its UID.
    Uid,
}

/// Threads by subject alone: the first message of each has all others below it.
pub(super) fn by_subject(found: &[Candidate<'_>], numbering: Numbering) -> Vec<Thread> {
    let mut order: Vec<(String, (i64, u32), usize)> = (0..)
        .zip(found)
        .map(|(at, it)| (subject::base(&it.contents.headers().subject).text, when(it), at))
        .collect();
    order.sort();
    let mut threads: Vec<((i64, u32), Vec<usize>)> = Vec::new();
    for same in order.chunk_by(|(one, ..), (other, ..)| one == other) {
        threads.extend(same.first().map(|(_, when, _)| (*when, same.iter().map(|(.., at)| *at).collect())));
    }
    threads.sort();
    let mut forest = Forest::new(found.len());
    for (_, messages) in threads {
        let Some((first, others)) = messages.split_first() else { continue };
        forest.roots.push(*first);
        forest.set_children(*first, others.to_vec());
    }
    written(&forest, found, numbering)
}

/// Threads by what messages refer to, then by the subjects of what refers to nothing.
pub(super) fn by_references(found: &[Candidate<'_>], numbering: Numbering) -> Vec<Thread> {
    let mut forest = references::link(found);
    forest.prune();
    forest.sort(found);
    subjects::gather(&mut forest, found);
    forest.sort(found);
    written(&forest, found, numbering)
}

/// What siblings are sorted by: when they were sent, then their sequence numbers.
fn when(candidate: &Candidate<'_>) -> (i64, u32) {
    (sent_at(candidate), candidate.sequence.get())
}

fn written(forest: &Forest, found: &[Candidate<'_>], numbering: Numbering) -> Vec<Thread> {
    let writer = Writer { forest, found, numbering };
    forest.roots.iter().filter_map(|it| writer.write(*it, MOST_LEVELS)).collect()
}

/// Writes a forest as the answer has it.
struct Writer<'a> {
    forest: &'a Forest,
    found: &'a [Candidate<'a>],
    numbering: Numbering,
}

impl Writer<'_> {
    /// The thread from a node down; messages with one answer each stand in one line.
    fn write(&self, node: usize, levels: usize) -> Option<Thread> {
        let (mut line, mut at) = (Vec::new(), node);
        line.extend(self.number(at));
        while let [only] = self.forest.children(at) {
            at = *only;
            line.extend(self.number(at));
        }
        let children = self.forest.children(at);
        let Some(levels) = levels.checked_sub(1) else {
            let below = self.forest.below(at);
            line.extend(below.into_iter().filter_map(|it| self.number(it)));
            return Vec1::try_from(line).ok().map(|prefix| Thread::Members { prefix, answers: None });
        };
        let answers: Vec<Thread> = children.iter().filter_map(|it| self.write(*it, levels)).collect();
        let answers = Vec2::try_from(answers).ok();
        match (Vec1::try_from(line), answers) {
            (Ok(prefix), answers) => Some(Thread::Members { prefix, answers }),
            (Err(_), Some(answers)) => Some(Thread::Nested { answers }),
            (Err(_), None) => None,
        }
    }

    /// The number of a node's message; `None` for a message that is only referred to.
    fn number(&self, node: usize) -> Option<NonZeroU32> {
        let candidate = self.found.get(node)?;
        match self.numbering {
            Numbering::Sequence => Some(candidate.sequence),
            Numbering::Uid => NonZeroU32::new(candidate.uid.get()),
        }
    }
}

#[cfg(test)]
mod tests;
