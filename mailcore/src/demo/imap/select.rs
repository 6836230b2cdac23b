//! SELECT, EXAMINE, CLOSE, UNSELECT (RFC 9051, section 6.3.2 and 6.4; RFC 3691; RFC 7162).

use std::collections::BTreeSet;

use imap_codec::imap_types::command::SelectParameter;
use imap_codec::imap_types::mailbox::Mailbox as Named;

use super::answer::Answer;
use super::view::View;
use super::{Outcome, Session, Stop, name};
use crate::demo::state::Account;
use crate::demo::state::mailbox::Mailbox;
use crate::demo::state::mailboxes::Failure;
use crate::flag::{Flag, FlagSet};
use crate::uid::Uid;

/// The flags that every mailbox has.
const SYSTEM_FLAGS: [Flag; 5] = [Flag::Answered, Flag::Deleted, Flag::Draft, Flag::Flagged, Flag::Seen];

impl Session {
    /// SELECT and EXAMINE. Whatever comes of it, what was selected before is not any more.
    pub(super) async fn select(
        &mut self,
        account: &Account,
        mailbox: &Named<'_>,
        parameters: &[SelectParameter],
        read_only: bool,
    ) -> Outcome {
        self.close_view().await?;
        for parameter in parameters {
            match parameter {
                SelectParameter::CondStore => self.learn_modseq(true),
                SelectParameter::QResync { .. } => {
                    return Err(Answer::bad("QRESYNC is not known here").into());
                }
            }
        }
        let name = name::read(mailbox).ok_or(Failure::NoSuch)?;
        let condstore = self.condstore;
        let (view, lines) = account.look(|it| {
            let mailbox = it.get(&name)?;
            let view = View::open(name.clone(), mailbox, read_only, condstore);
            let lines = told(mailbox, &view);
            Ok::<_, Failure>((view, lines))
        })?;
        self.view = Some(view);
        self.say(&lines).await?;
        Ok(match read_only {
            true => Answer::ok("Examined").code("READ-ONLY"),
            false => Answer::ok("Selected").code("READ-WRITE"),
        })
    }

    /// CLOSE: what is marked for it goes, and nobody tells of it.
    pub(super) fn close(&mut self, account: &Account) -> Outcome {
        let view = self.view.take().ok_or_else(none_selected)?;
        if !view.read_only {
            account.change(|it| {
                if let Ok(mailbox) = it.get_mut(&view.name)
                    && mailbox.uid_validity == view.uid_validity
                {
                    let marked: BTreeSet<Uid> = view.rows().iter().map(|it| it.uid).collect();
                    mailbox.expunge(|it| marked.contains(&it));
                }
            });
        }
        Ok(Answer::ok("Closed"))
    }

    /// UNSELECT.
    pub(super) fn unselect(&mut self) -> Outcome {
        self.view.take().ok_or_else(none_selected)?;
        Ok(Answer::ok("Unselected"))
    }

    /// Forgets the selected mailbox, and says so (RFC 7162, section 3.2.11).
    pub(super) async fn close_view(&mut self) -> Result<(), Stop> {
        if self.view.take().is_some() {
            self.say("* OK [CLOSED] The mailbox before is closed\r\n").await?;
        }
        Ok(())
    }

    /// From now on MODSEQ is told with flags, if the client showed that it knows of it.
    pub(super) fn learn_modseq(&mut self, shown: bool) {
        self.condstore |= shown;
        if let Some(view) = &mut self.view {
            view.tells_modseq |= shown;
        }
    }
}

/// The answer to what needs a mailbox.
pub(super) fn none_selected() -> Answer {
    Answer::bad("No mailbox is selected")
}

/// What SELECT tells.
fn told(mailbox: &Mailbox, view: &View) -> String {
    let used: FlagSet = mailbox.messages().iter().flat_map(|it| it.flags.iter().cloned()).collect();
    let known: Vec<String> = used.union(&FlagSet::from(SYSTEM_FLAGS)).map(ToString::to_string).collect();
    let known = known.join(" ");
    let permanent = if view.read_only { String::new() } else { format!("{known} \\*") };
    let first_unseen = mailbox.messages().iter().position(|it| !it.flags.contains(&Flag::Seen));
    let unseen = first_unseen.map(|it| format!("* OK [UNSEEN {}] The first unseen\r\n", it + 1));
    format!(
        "* FLAGS ({known})\r\n\
         * OK [PERMANENTFLAGS ({permanent})] What can be changed for good\r\n\
         * {} EXISTS\r\n* {} RECENT\r\n{}\
         * OK [UIDVALIDITY {}] The epoch of UIDs\r\n\
         * OK [UIDNEXT {}] The next UID\r\n\
         * OK [HIGHESTMODSEQ {}] The latest change\r\n",
        view.rows().len(),
        view.recent(),
        unseen.unwrap_or_default(),
        mailbox.uid_validity,
        mailbox.uid_next(),
        mailbox.modseq(),
    )
}
