//! Tags, lengths and values (X.690), as far as CMS needs them: bounded in depth, and of lengths that
//! are not known beforehand as well, which programs write that sign while they read.

/// Values within each other of unknown length, at most.
const MOST_DEPTH: usize = 16;

/// One value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// Class, form and number in one octet; numbers above 30 do not occur in CMS.
    pub(super) tag: u8,
    /// What is in it.
    pub(super) content: &'a [u8],
    /// All of it, with tag and length.
    pub(super) whole: &'a [u8],
}

pub(super) const INTEGER: u8 = 0x02;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const OBJECT_ID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// Octets in several pieces.
const OCTETS_IN_PIECES: u8 = 0x24;

impl<'a> Element<'a> {
    /// Takes the next value; `None` at the end, or where there is none.
    pub(super) fn take(rest: &mut &'a [u8]) -> Option<Self> {
        Self::take_at(rest, MOST_DEPTH)
    }

    /// The same, if it has this tag.
    pub(super) fn expect(rest: &mut &'a [u8], tag: u8) -> Option<Self> {
        let mut after = *rest;
        let found = Self::take(&mut after).filter(|it| it.tag == tag)?;
        *rest = after;
        Some(found)
    }

    fn take_at(rest: &mut &'a [u8], depth: usize) -> Option<Self> {
        let start = *rest;
        let tag = *rest.split_off_first()?;
        if tag & 0x1f == 0x1f || tag == 0 {
            return None;
        }
        let content = match *rest.split_off_first()? {
            0x80 => {
                let content = rest.split_off(..unknown_length(rest, depth.checked_sub(1)?)?)?;
                rest.split_off(..2)?;
                content
            }
            short @ 0..=0x7f => rest.split_off(..usize::from(short))?,
            long => {
                let length = rest.split_off(..usize::from(long & 0x7f))?;
                rest.split_off(..number(length)?)?
            }
        };
        let whole = start.get(..start.len().saturating_sub(rest.len()))?;
        Some(Self { tag, content, whole })
    }

    /// The values inside.
    pub(super) fn inside(self) -> impl Iterator<Item = Self> {
        let mut rest = self.content;
        std::iter::from_fn(move || Self::take(&mut rest))
    }

    /// The octets of an octet string, its pieces put together; `None` when it is none.
    pub(super) fn octets(self) -> Option<Vec<u8>> {
        match self.tag {
            OCTETS => Some(self.content.to_vec()),
            OCTETS_IN_PIECES => {
                let pieces = self.inside().filter(|it| it.tag == OCTETS);
                Some(pieces.flat_map(|it| it.content).copied().collect())
            }
            _ => None,
        }
    }
}

/// The length of the values up to the two zeros that end them.
fn unknown_length(octets: &[u8], depth: usize) -> Option<usize> {
    let mut rest = octets;
    while !rest.starts_with(&[0, 0]) {
        Element::take_at(&mut rest, depth)?;
    }
    Some(octets.len().saturating_sub(rest.len()))
}

fn number(octets: &[u8]) -> Option<usize> {
    octets.iter().try_fold(0_usize, |sum, it| sum.checked_mul(256)?.checked_add(usize::from(*it)))
}
