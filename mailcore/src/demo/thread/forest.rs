//! Messages below messages.

use super::{Candidate, when};

/// The longest line of ancestors; an answer to what has more begins a thread of its own.
const MOST_ANCESTORS: usize = 1000;

/// Trees of nodes. The first nodes are the messages, by their place; those after them stand for
/// messages that are only referred to.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// How many nodes are messages.
    messages: usize,
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// The nodes at the top, in order.
    pub(super) roots: Vec<usize>,
}

impl Forest {
    /// Messages without any tie.
    pub(super) fn new(messages: usize) -> Self {
        let (parents, children) = (vec![None; messages], vec![Vec::new(); messages]);
        Self { messages, parents, children, roots: Vec::new() }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.parents.len()
    }

    /// Adds a node without a message.
    pub(super) fn add_empty(&mut self) -> usize {
        self.parents.push(None);
        self.children.push(Vec::new());
        self.parents.len() - 1
    }

    /// Whether a node stands for a message that is only referred to, or for none.
    pub(super) fn is_empty(&self, node: usize) -> bool {
        node >= self.messages
    }

    /// The nodes right below.
    pub(super) fn children(&self, node: usize) -> &[usize] {
        self.children.get(node).map(Vec::as_slice).unwrap_or_default()
    }

    /// Puts nodes right below.
    pub(super) fn set_children(&mut self, node: usize, children: Vec<usize>) {
        if let Some(place) = self.children.get_mut(node) {
            *place = children;
        }
    }

    fn take_children(&mut self, node: usize) -> Vec<usize> {
        self.children.get_mut(node).map(std::mem::take).unwrap_or_default()
    }

    /// Puts one more node right below.
    pub(super) fn add_child(&mut self, node: usize, child: usize) {
        if let Some(children) = self.children.get_mut(node) {
            children.push(child);
        }
    }

    /// Whether a node has a parent.
    pub(super) fn has_parent(&self, node: usize) -> bool {
        self.parent(node).is_some()
    }

    fn parent(&self, node: usize) -> Option<usize> {
        self.parents.get(node).copied().flatten()
    }

    /// Makes `parent` the parent of `child`, in place of any other, where no loop comes of it.
    pub(super) fn link(&mut self, parent: usize, child: usize) {
        let mut ancestor = Some(parent);
        for _ in 0..MOST_ANCESTORS {
            match ancestor {
                Some(it) if it == child => return,
                Some(it) => ancestor = self.parent(it),
                None => break,
            }
        }
        if let (None, Some(place)) = (ancestor, self.parents.get_mut(child)) {
            *place = Some(parent);
        }
    }

    /// Takes a node out from below its parent.
    pub(super) fn unlink(&mut self, child: usize) {
        if let Some(place) = self.parents.get_mut(child) {
            *place = None;
        }
    }

    /// Hangs all nodes below their parents, without those that have no message (step 3): what is
    /// below them goes one level up, but at the top only where it is one.
    pub(super) fn prune(&mut self) {
        for node in 0..self.len() {
            match self.parent(node) {
                Some(parent) => self.add_child(parent, node),
                None => self.roots.push(node),
            }
        }
        for node in self.upwards() {
            let mut kept = Vec::new();
            for child in self.take_children(node) {
                if self.is_empty(child) {
                    kept.extend(self.take_children(child));
                } else {
                    kept.push(child);
                }
            }
            self.set_children(node, kept);
        }
        let roots = std::mem::take(&mut self.roots);
        self.roots = roots
            .into_iter()
            .flat_map(|root| match self.children(root) {
                [] if self.is_empty(root) => None,
                [only] if self.is_empty(root) => Some(*only),
                _ => Some(root),
            })
            .collect();
    }

    /// Sorts all siblings by when they were sent; a node without message counts as its first child.
    pub(super) fn sort(&mut self, found: &[Candidate<'_>]) {
        for node in self.upwards() {
            let mut children = self.take_children(node);
            children.sort_by_cached_key(|it| self.when(*it, found));
            self.set_children(node, children);
        }
        let mut roots = std::mem::take(&mut self.roots);
        roots.sort_by_cached_key(|it| self.when(*it, found));
        self.roots = roots;
    }

    fn when(&self, node: usize, found: &[Candidate<'_>]) -> Option<(i64, u32)> {
        found.get(self.message_of(node)?).map(when)
    }

    /// The message of a node, or of its first child.
    pub(super) fn message_of(&self, node: usize) -> Option<usize> {
        if self.is_empty(node) { self.children(node).first().copied() } else { Some(node) }
    }

    /// All nodes, each after those below it.
    fn upwards(&self) -> Vec<usize> {
        let mut order: Vec<usize> = self.roots.iter().rev().flat_map(|it| self.from(*it)).collect();
        order.reverse();
        order
    }

    /// All nodes below one, each before those below it.
    pub(super) fn below(&self, node: usize) -> Vec<usize> {
        self.from(node).split_off(1)
    }

    fn from(&self, node: usize) -> Vec<usize> {
        let (mut order, mut waiting) = (Vec::new(), vec![node]);
        while let Some(node) = waiting.pop() {
            order.push(node);
            waiting.extend(self.children(node).iter().rev());
        }
        order
    }
}
