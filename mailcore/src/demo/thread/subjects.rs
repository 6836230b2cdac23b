//! Step 5 of THREAD=REFERENCES (RFC 5256, section 3): threads of one subject become one.

use std::collections::{HashMap, HashSet};

use super::forest::Forest;
use super::{Candidate, subject};
use subject::BaseSubject;

/// Gathers the threads of a sorted forest by the base subjects of their first messages.
pub(super) fn gather(forest: &mut Forest, found: &[Candidate<'_>]) {
    let subjects: HashMap<usize, BaseSubject> =
        forest.roots.iter().filter_map(|root| Some((*root, subject_of(*root, forest, found)?))).collect();
    let mut table = table(forest, &subjects);
    let roots = std::mem::take(&mut forest.roots);
    let mut gone = HashSet::new();
    let mut added = Vec::new();
    for root in &roots {
        let Some(subject) = subjects.get(root) else { continue };
        let Some(&other) = table.get(subject.text.as_str()).filter(|it| *it != root) else { continue };
        gone.insert(*root);
        let is_answer_to = subject.is_answer && subjects.get(&other).is_some_and(|it| !it.is_answer);
        match (forest.is_empty(other), forest.is_empty(*root)) {
            (true, true) => {
                for child in forest.children(*root).to_vec() {
                    forest.add_child(other, child);
                }
            }
            (true, false) => forest.add_child(other, *root),
            (false, _) if is_answer_to => forest.add_child(other, *root),
            (false, _) => {
                let both = forest.add_empty();
                forest.set_children(both, vec![other, *root]);
                gone.insert(other);
                added.push(both);
                table.insert(&subject.text, both);
            }
        }
    }
    forest.roots = roots.into_iter().chain(added).filter(|it| !gone.contains(it)).collect();
}

/// For each subject the thread that takes the others in: one without a first message, else one whose
/// first message is no answer, else the first.
fn table<'a>(forest: &Forest, subjects: &'a HashMap<usize, BaseSubject>) -> HashMap<&'a str, usize> {
    let mut table: HashMap<&str, usize> = HashMap::new();
    for root in &forest.roots {
        let Some(subject) = subjects.get(root) else { continue };
        let place = table.entry(&subject.text).or_insert(*root);
        let is_better = forest.is_empty(*root)
            || (!subject.is_answer && subjects.get(place).is_some_and(|it| it.is_answer));
        if !forest.is_empty(*place) && is_better {
            *place = *root;
        }
    }
    table
}

/// The subject of a thread; `None` where it is empty.
fn subject_of(root: usize, forest: &Forest, found: &[Candidate<'_>]) -> Option<BaseSubject> {
    let candidate = found.get(forest.message_of(root)?)?;
    let base = subject::base(&candidate.contents.headers().subject);
    Some(base).filter(|it| !it.text.is_empty())
}
