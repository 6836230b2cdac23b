//! Steps 1 and 2 of THREAD=REFERENCES (RFC 5256, section 3): who answers whom.

use std::collections::HashMap;

use super::Candidate;
use super::forest::Forest;
use crate::message::parse::Headers;

/// The most messages that are only referred to; what refers to more stands without them.
const MOST_EMPTY: usize = 200_000;

/// Ties messages by their Message-ID, References and In-Reply-To fields.
pub(super) fn link(found: &[Candidate<'_>]) -> Forest {
    let mut forest = Forest::new(found.len());
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for (node, candidate) in found.iter().enumerate() {
        // Of messages with one Message-ID, the first has it; the others are as if they had none.
        if let Some(id) = &candidate.contents.headers().message_id {
            by_id.entry(id).or_insert(node);
        }
    }
    for (node, candidate) in found.iter().enumerate() {
        let mut last = None;
        for id in references(candidate.contents.headers()) {
            let Some(referred) = node_of(id, &mut by_id, &mut forest, found.len()) else { continue };
            if let Some(parent) = last.filter(|_| !forest.has_parent(referred)) {
                forest.link(parent, referred);
            }
            last = Some(referred);
        }
        // What other messages say about the ancestors of this one counts less than what it says.
        forest.unlink(node);
        if let Some(parent) = last {
            forest.link(parent, node);
        }
    }
    forest
}

/// What a message refers to, oldest first: References, else the first of In-Reply-To.
fn references(headers: &Headers) -> &[String] {
    if headers.references.is_empty() {
        headers.in_reply_to.get(..1).unwrap_or_default()
    } else {
        &headers.references
    }
}

fn node_of<'a>(
    id: &'a str,
    by_id: &mut HashMap<&'a str, usize>,
    forest: &mut Forest,
    messages: usize,
) -> Option<usize> {
    if let Some(node) = by_id.get(id) {
        return Some(*node);
    }
    if forest.len() - messages >= MOST_EMPTY {
        return None;
    }
    let node = forest.add_empty();
    by_id.insert(id, node);
    Some(node)
}
