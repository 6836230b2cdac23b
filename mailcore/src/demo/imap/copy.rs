//! COPY, MOVE, EXPUNGE (RFC 9051, sections 6.4.3, 6.4.7 to 6.4.9; RFC 4315; RFC 6851).

use imap_codec::imap_types::mailbox::Mailbox as Named;
use imap_codec::imap_types::sequence::SequenceSet;

use super::answer::Answer;
use super::select::none_selected;
use super::set::{self, Numbers};
use super::view::{Vanished, View};
use super::{Outcome, Session, Stop, name};
use crate::demo::state::Account;
use crate::demo::state::mailboxes::Failure;
use crate::uid::{Uid, UidValidity};

impl Session {
    /// COPY.
    pub(super) fn copy(
        &mut self,
        account: &Account,
        set: &SequenceSet,
        numbers: Numbers,
        to: &Named<'_>,
    ) -> Outcome {
        let view = self.view.as_mut().ok_or_else(none_selected)?;
        let copied = copy(account, view, set, numbers, to, false)?;
        Ok(match copied.code() {
            Some(code) => Answer::ok("Copied").code(code),
            None => Answer::ok("There was nothing to copy"),
        })
    }

    /// MOVE: the numbers are told before what is gone from here (RFC 6851, section 4.3).
    pub(super) async fn move_(
        &mut self,
        account: &Account,
        set: &SequenceSet,
        numbers: Numbers,
        to: &Named<'_>,
    ) -> Outcome {
        let view = self.view.as_mut().ok_or_else(none_selected)?;
        writable(view)?;
        let moved = copy(account, view, set, numbers, to, true)?;
        if let Some(code) = moved.code() {
            self.say(&format!("* OK [{code}] Moved\r\n")).await?;
        }
        Ok(Answer::ok("Done"))
    }

    /// EXPUNGE of all that is marked for it, or of those in a set of UIDs.
    pub(super) fn expunge(&mut self, account: &Account, set: Option<&SequenceSet>) -> Outcome {
        let view = self.view.as_mut().ok_or_else(none_selected)?;
        writable(view)?;
        let places = match set {
            Some(set) => set::places(set, Numbers::Uid, view.rows()).ok_or_else(set::beyond)?,
            None => (0..view.rows().len()).collect(),
        };
        let known = uids(view, &places);
        account.change(|it| {
            let name = view.follow(it)?.clone();
            let mailbox = it.get_mut(&name).map_err(|_| Vanished)?;
            mailbox.expunge(|uid| known.binary_search(&uid).is_ok());
            Ok::<_, Vanished>(())
        })?;
        Ok(Answer::ok("Expunged"))
    }
}

/// What was copied where.
struct Copied {
    uid_validity: UidValidity,
    /// UIDs before and after, in order.
    uids: Vec<(Uid, Uid)>,
}

impl Copied {
    /// COPYUID; `None` when nothing was copied.
    fn code(&self) -> Option<String> {
        if self.uids.is_empty() {
            return None;
        }
        let before = set::text(self.uids.iter().map(|(before, _)| before.get()));
        let after = set::text(self.uids.iter().map(|(_, after)| after.get()));
        Some(format!("COPYUID {} {before} {after}", self.uid_validity))
    }
}

fn copy(
    account: &Account,
    view: &mut View,
    set: &SequenceSet,
    numbers: Numbers,
    to: &Named<'_>,
    removes: bool,
) -> Result<Copied, Stop> {
    let places = set::places(set, numbers, view.rows()).ok_or_else(set::beyond)?;
    let known = uids(view, &places);
    let to = name::read(to).ok_or(Failure::NoSuch).map_err(Answer::of_destination)?;
    account.change(|it| {
        let from = view.follow(it)?.clone();
        let there = it.get(&from).map_err(|_| Vanished)?;
        let all_there = known.iter().all(|uid| there.get(*uid).is_some());
        if !all_there && numbers == Numbers::Sequence {
            return Err(Answer::no("Some messages are gone").code("EXPUNGEISSUED").into());
        }
        let done = if removes {
            it.move_(&from, &known.iter().copied().collect(), &to)
        } else {
            it.copy(&from, &known, &to)
        };
        let (uid_validity, uids) = done.map_err(Answer::of_destination)?;
        Ok(Copied { uid_validity, uids })
    })
}

fn uids(view: &View, places: &[usize]) -> Vec<Uid> {
    places.iter().filter_map(|place| view.rows().get(*place)).map(|it| it.uid).collect()
}

fn writable(view: &View) -> Result<(), Answer> {
    if view.read_only {
        return Err(Answer::no("The mailbox is open for reading only").code("READ-ONLY"));
    }
    Ok(())
}
