//! STORE (RFC 9051, section 6.4.6; RFC 7162, section 3.1.3).

use imap_codec::imap_types::command::StoreModifier;
use imap_codec::imap_types::flag::{Flag as Written, StoreResponse, StoreType};
use imap_codec::imap_types::sequence::SequenceSet;

use super::answer::Answer;
use super::select::none_selected;
use super::set::{self, Numbers};
use super::view::{Row, Vanished, View};
use super::{Outcome, Session, Stop};
use crate::demo::state::mailboxes::Mailboxes;
use crate::demo::state::{Account, MOST_FLAGS};
use crate::flag::{Flag, FlagSet};
use crate::uid::Uid;

/// What is to become of flags.
#[derive(Debug)]
pub(super) struct Change {
    kind: StoreType,
    flags: FlagSet,
    /// Only of messages that did not change after this MODSEQ.
    unchanged_since: Option<u64>,
    /// Whether the new flags are not told.
    silent: bool,
}

impl Change {
    /// Puts together what a command says.
    pub(super) fn new(
        kind: StoreType,
        response: StoreResponse,
        flags: &[Written<'_>],
        modifiers: &[StoreModifier],
    ) -> Result<Self, Answer> {
        let unchanged_since = modifiers.first().map(|StoreModifier::UnchangedSince(it)| *it);
        Ok(Self { kind, flags: read(flags)?, unchanged_since, silent: response == StoreResponse::Silent })
    }

    /// The flags of a message afterwards. Keywords are the same in any case; the way in which one was
    /// written first stays.
    fn of(&self, before: &FlagSet) -> FlagSet {
        let has = |flags: &FlagSet, flag: &Flag| flags.iter().any(|it| same(it, flag));
        match self.kind {
            StoreType::Replace => self.flags.clone(),
            StoreType::Add => {
                let new = self.flags.iter().filter(|it| !has(before, it));
                before.iter().chain(new).cloned().collect()
            }
            StoreType::Remove => before.iter().filter(|it| !has(&self.flags, it)).cloned().collect(),
        }
    }
}

impl Session {
    /// STORE.
    pub(super) async fn store(
        &mut self,
        account: &Account,
        set: &SequenceSet,
        numbers: Numbers,
        change: Change,
    ) -> Outcome {
        self.learn_modseq(change.unchanged_since.is_some());
        let view = self.view.as_mut().ok_or_else(none_selected)?;
        if view.read_only {
            return Err(Answer::no("The mailbox is open for reading only").code("READ-ONLY").into());
        }
        let places = set::places(set, numbers, view.rows()).ok_or_else(set::beyond)?;
        let rows: Vec<(usize, Row)> =
            places.into_iter().filter_map(|place| Some((place, *view.rows().get(place)?))).collect();
        let done = account.change(|it| carry_out(view, it, &rows, &change))?;
        self.say(&done.lines).await?;
        Ok(match (done.modified.is_empty(), done.gone) {
            (false, _) => {
                let modified = match numbers {
                    Numbers::Uid => set::text(done.modified.iter().map(|(_, uid)| uid.get())),
                    Numbers::Sequence => set::text(done.modified.iter().map(|(number, _)| *number)),
                };
                Answer::ok("Some had changed").code(format!("MODIFIED {modified}"))
            }
            (true, true) if numbers == Numbers::Sequence => {
                Answer::no("Some messages are gone").code("EXPUNGEISSUED")
            }
            (true, _) => Answer::ok("Stored"),
        })
    }
}

/// What a STORE has done.
#[derive(Default)]
struct Done {
    lines: String,
    /// Those that were left as they are, because they had changed: sequence numbers and UIDs.
    modified: Vec<(u32, Uid)>,
    /// Whether some were not there any more.
    gone: bool,
}

fn carry_out(
    view: &mut View,
    mailboxes: &mut Mailboxes,
    rows: &[(usize, Row)],
    change: &Change,
) -> Result<Done, Stop> {
    let mut done = Done::default();
    let name = view.follow(mailboxes)?.clone();
    let mailbox = mailboxes.get_mut(&name).map_err(|_| Vanished)?;
    for (place, row) in rows {
        let Some(stored) = mailbox.get(row.uid) else {
            done.gone = true;
            continue;
        };
        if change.unchanged_since.is_some_and(|it| stored.modseq > it) {
            done.modified.push((u32::try_from(place + 1).unwrap_or(u32::MAX), row.uid));
            continue;
        }
        let flags = change.of(&stored.flags);
        if flags.len() > MOST_FLAGS {
            return Err(Answer::no("A message cannot have so many flags").code("LIMIT").into());
        }
        // What changes nothing is no change that others are told of.
        let unchanged = stored.modseq;
        let modseq = if flags == stored.flags {
            unchanged
        } else {
            mailbox.set_flags(row.uid, flags).unwrap_or(unchanged)
        };
        view.told(row.uid, modseq);
        match mailbox.get(row.uid) {
            Some(stored) if !change.silent => done.lines += &view.flags(*place, *row, stored),
            Some(stored) if view.tells_modseq => {
                done.lines +=
                    &format!("* {} FETCH (UID {} MODSEQ ({}))\r\n", place + 1, row.uid, stored.modseq);
            }
            _ => {}
        }
    }
    Ok(done)
}

/// Whether two flags are one.
fn same(one: &Flag, other: &Flag) -> bool {
    one == other || one.to_string().eq_ignore_ascii_case(&other.to_string())
}

/// The flags that a command names.
pub(super) fn read(written: &[Written<'_>]) -> Result<FlagSet, Answer> {
    let mut flags = FlagSet::new();
    for flag in written {
        // A server has the system flags that there are, and clients cannot make others.
        let flag = match flag {
            Written::Extension(_) => None,
            known => Flag::parse(&known.to_string()),
        };
        let flag = flag.ok_or_else(|| Answer::bad("There is no such flag"))?;
        if !flags.iter().any(|it| same(it, &flag)) {
            flags.insert(flag);
        }
    }
    if flags.len() > MOST_FLAGS {
        return Err(Answer::no("A message cannot have so many flags").code("LIMIT"));
    }
    Ok(flags)
}
