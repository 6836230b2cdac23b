//! What stands before and after a message in the list of its mailbox, by arrival.

use super::command::Command;
use super::known::KnownRows;
use super::response::fetch::Rows;
use crate::uid::{MessageNumber, Uid, UidValidity};

/// A message beside another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its number.
    pub number: MessageNumber,
    /// Its place in the list: 0 is the newest message.
    pub place: u32,
}

/// The messages beside an open one; `None` at the ends of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one that came after it.
    pub newer: Option<Neighbour>,
    /// The one that came before it.
    pub older: Option<Neighbour>,
}

impl Neighbours {
    /// Those of `uid` in a mailbox with so many messages, as far as rows tell.
    pub(super) fn of(uid: Uid, rows: &Rows, exists: u32, uid_validity: UidValidity) -> Self {
        let Some(at) = rows.place_of(uid) else { return Self::default() };
        let neighbour = |number: Option<u32>| {
            let number = number?;
            let place = exists.checked_sub(number)?;
            Some(Neighbour { number: MessageNumber { uid_validity, uid: rows.uid_at(number)? }, place })
        };
        Self { newer: neighbour(at.checked_add(1)), older: neighbour(at.checked_sub(1)) }
    }
}

/// The command that fetches what rows do not tell of the neighbours, apart from the numbers that
/// are fetched anyway. Where the message stands is guessed as long as the server did not say.
pub(super) fn lacking(
    uid: Uid,
    rows: &Rows,
    known: Option<&KnownRows>,
    exists: u32,
    is_fetched: impl Fn(u32) -> bool,
) -> Option<Command> {
    let at = rows.place_of(uid).or_else(|| known?.hint_of(uid))?;
    let beside = [at.checked_sub(1), at.checked_add(1)].into_iter().flatten();
    let is_lacking = |it: &u32| (1..=exists).contains(it) && rows.uid_at(*it).is_none() && !is_fetched(*it);
    let numbers: Vec<u32> = beside.filter(is_lacking).collect();
    (!numbers.is_empty()).then(|| Command::new("FETCH").sequence(&numbers).words("(UID)"))
}
