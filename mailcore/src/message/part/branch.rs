//! How parts are numbered (RFC 9051, section 6.4.5.1).

use super::PartId;

/// Where a part is while a tree is read.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// Of the part itself, or of the message that it is the body of.
    pub(crate) numbers: Vec<u32>,
    /// It is the body of a message: then a multipart has no number of its own, and anything else
    /// is the first part.
    top: bool,
}

impl Default for Branch {
    /// The body of the message in the mailbox.
    fn default() -> Self {
        Self::body(Vec::new())
    }
}

impl Branch {
    /// The body of the message with these numbers.
    pub(crate) fn body(numbers: Vec<u32>) -> Self {
        Self { numbers, top: true }
    }

    /// A part of the multipart that is here.
    pub(crate) fn child(&self, number: u32) -> Self {
        Self { numbers: self.below(number), top: false }
    }

    /// The body of the message that is here.
    pub(crate) fn inside(&self) -> Self {
        Self::body(if self.top { self.below(1) } else { self.numbers.clone() })
    }

    /// The number of what is here.
    pub(crate) fn id(&self, multipart: bool) -> Option<PartId> {
        match (self.top, multipart) {
            (true, true) => None,
            (true, false) => PartId::new(self.below(1)),
            (false, _) => PartId::new(self.numbers.clone()),
        }
    }

    fn below(&self, number: u32) -> Vec<u32> {
        let mut numbers = self.numbers.clone();
        numbers.push(number);
        numbers
    }
}
