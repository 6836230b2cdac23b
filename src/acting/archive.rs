//! Archiving: the folder of the archive into which each message goes, by the order that its person chose.

use std::collections::{BTreeMap, BTreeSet};

use mailcore::envelope::Envelope;
use mailcore::imap;
use mailcore::imap::transfer::Transfer;
use mailcore::mailbox::{Mailbox, MailboxName, Mailboxes, SpecialUse};
use mailcore::uid::MessageNumber;

use super::work::{Task, Work};
use super::{Obstacle, Outcome, home};
use crate::i18n::dates;
use crate::preferences::ArchiveBy;

/// The most characters of a sender's address that name a folder.
const MOST_OF_SENDER: usize = 80;

/// Where the messages of a mailbox go.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The archive.
    home: Mailbox,
    delimiter: char,
    by: ArchiveBy,
    /// The mailbox where they are, by its levels.
    levels: Vec<String>,
}

/// What archiving comes to here. What lies in a folder of the archive is archived; what lies in the archive
/// itself can be sorted into its folders.
pub(super) fn prepare(mailboxes: Mailboxes, mailbox: &MailboxName, by: ArchiveBy) -> Result<Task, Outcome> {
    let delimiter = mailboxes.iter().find_map(|it| it.delimiter);
    let levels = levels(&mailboxes.prefix, mailbox, delimiter);
    let home = home(SpecialUse::Archive, mailboxes).ok_or(Outcome::NotDone(Obstacle::NoMailbox))?;
    let is_there = home.name == *mailbox && (by == ArchiveBy::Nothing || by.keeps_folders());
    if is_there || mailbox.is_inside(&home.name, delimiter) {
        return Err(Outcome::NotDone(Obstacle::Here));
    }
    Ok(match delimiter {
        Some(delimiter) if by != ArchiveBy::Nothing => Task::Archive(Plan { home, delimiter, by, levels }),
        _ => Task::Transfer { how: Transfer::Move, to: home, may_create: true, reads: false },
    })
}

/// The levels of a mailbox, without what the names of all of one's own begin with.
fn levels(prefix: &str, mailbox: &MailboxName, delimiter: Option<char>) -> Vec<String> {
    let name = mailbox.as_str();
    let own = name.strip_prefix(prefix).filter(|it| !it.is_empty()).unwrap_or(name);
    match delimiter {
        Some(delimiter) => own.split(delimiter).map(str::to_owned).collect(),
        None => vec![own.to_owned()],
    }
}

/// Puts messages where they belong. Where a server makes no folder of that name, that is the archive itself.
pub(super) async fn put(
    work: &mut Work<'_>,
    numbers: &[MessageNumber],
    plan: &Plan,
) -> Result<(), imap::Error> {
    let mut places: BTreeMap<MailboxName, Vec<MessageNumber>> = BTreeMap::new();
    let Some(uid_validity) = numbers.first().map(|it| it.uid_validity) else { return Ok(()) };
    for envelope in work.lease.envelopes(work.mailbox, numbers).await? {
        let number = MessageNumber { uid_validity, uid: envelope.uid };
        places.entry(plan.place(&envelope)).or_default().push(number);
    }
    places.remove(work.mailbox);
    for (place, numbers) in places {
        match work.put(&numbers, Transfer::Move, &place, true).await {
            Err(imap::Error::Gone | imap::Error::Refused(_)) if place != plan.home.name => {
                work.put(&numbers, Transfer::Move, &plan.home.name, true).await?;
            }
            done => drop(done?),
        }
    }
    Ok(())
}

impl Plan {
    /// The mailbox for a message.
    fn place(&self, envelope: &Envelope) -> MailboxName {
        let mut name = self.home.name.to_string();
        for level in self.by_date_or_sender(envelope, self.folder()) {
            name.push(self.delimiter);
            name.push_str(&level);
        }
        MailboxName::parse(&name).unwrap_or_else(|| self.home.name.clone())
    }

    fn folder(&self) -> Vec<String> {
        if self.by.keeps_folders() { self.levels.clone() } else { Vec::new() }
    }

    fn by_date_or_sender(&self, envelope: &Envelope, mut levels: Vec<String>) -> Vec<String> {
        let (year, month) = dates::month_of(envelope.received_at);
        let (year, month) = (year.to_string(), format!("{month:02}"));
        match self.by {
            ArchiveBy::Nothing | ArchiveBy::Folder => {}
            ArchiveBy::Year | ArchiveBy::FolderYear => levels.push(year),
            ArchiveBy::Month | ArchiveBy::FolderMonth => levels.extend([year, month]),
            ArchiveBy::YearMonth => {
                let both = format!("{year}-{month}");
                levels.extend([year, both]);
            }
            ArchiveBy::Sender => levels.extend(envelope.from.first().and_then(|it| sender(&it.address))),
        }
        levels
    }

    /// What became of messages that are in these mailboxes now.
    pub(super) fn outcome(self, to: &BTreeSet<MailboxName>) -> Outcome {
        match (to.first(), to.len()) {
            (Some(one), 1) if *one == self.home.name => Outcome::Moved(self.home),
            (Some(one), 1) => {
                let inside = one.as_str().strip_prefix(self.home.name.as_str()).unwrap_or_default();
                let levels = inside.split(self.delimiter).filter(|it| !it.is_empty());
                let levels = levels.map(str::to_owned).collect();
                Outcome::Archived { home: self.home, levels, folders: 1 }
            }
            (_, folders) => Outcome::Archived { home: self.home, levels: Vec::new(), folders },
        }
    }
}

/// An address as the name of a folder: what separates levels somewhere, or means something else to a server,
/// becomes `_`. `None` where nothing is left.
fn sender(address: &str) -> Option<String> {
    let means_something = |it: char| r#"./\%*&"~"#.contains(it) || it.is_control() || it.is_whitespace();
    let name = address.trim().chars().take(MOST_OF_SENDER).flat_map(char::to_lowercase);
    let name: String = name.map(|it| if means_something(it) { '_' } else { it }).collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use mailcore::address::FoundAddress;
    use mailcore::envelope::Summary;
    use mailcore::flag::FlagSet;
    use mailcore::uid::Uid;

    use super::*;

    #[track_caller]
    fn check(by: ArchiveBy, from: &str, expected: &str) {
        // The zone of all tests of this program.
        dates::set_time_zone("Europe/Paris").unwrap();
        let home = Mailbox::new(MailboxName::parse("INBOX.Archive").unwrap(), Some('.'));
        let mailbox = MailboxName::parse("INBOX.Clients.Été").unwrap();
        let plan = Plan { home, delimiter: '.', by, levels: levels("INBOX.", &mailbox, Some('.')) };
        let from = vec![FoundAddress { name: String::new(), address: from.to_owned() }];
        // Noon of 5 March 2026.
        let summary = Arc::new(Summary { from, received_at: 1_772_712_000, ..Summary::default() });
        let (uid, flags) = (Uid::new(1).unwrap(), FlagSet::new());
        let place = plan.place(&Envelope { uid, flags, summary, thread: Vec::new(), unseen: 0 });
        assert_eq!(place.as_str(), expected, "{by:?}");
    }

    #[test]
    fn each_order_has_its_folders() {
        check(ArchiveBy::Year, "", "INBOX.Archive.2026");
        check(ArchiveBy::Month, "", "INBOX.Archive.2026.03");
        check(ArchiveBy::YearMonth, "", "INBOX.Archive.2026.2026-03");
        check(ArchiveBy::Sender, "Claire.Roy@Octopus.test", "INBOX.Archive.claire_roy@octopus_test");
        check(ArchiveBy::Sender, "a/b*%@\"\u{7}", "INBOX.Archive.a_b__@__");
        check(ArchiveBy::Sender, " ", "INBOX.Archive");
        check(ArchiveBy::Folder, "", "INBOX.Archive.Clients.Été");
        check(ArchiveBy::FolderYear, "", "INBOX.Archive.Clients.Été.2026");
        check(ArchiveBy::FolderMonth, "", "INBOX.Archive.Clients.Été.2026.03");
    }

    #[test]
    fn the_inbox_is_a_folder_like_others() {
        assert_eq!(levels("INBOX.", &MailboxName::inbox(), Some('.')), ["INBOX"]);
        assert_eq!(levels("", &MailboxName::inbox(), None), ["INBOX"]);
    }

    #[test]
    fn what_is_archived_is_not_archived_again() {
        let list = ["Archive", "Archive/2026", "INBOX"].map(|it| {
            let role = (it == "Archive").then_some(SpecialUse::Archive);
            Mailbox { special_use: role, ..Mailbox::new(MailboxName::parse(it).unwrap(), Some('/')) }
        });
        let here = |name: &str, by| {
            let name = MailboxName::parse(name).unwrap();
            prepare(Mailboxes::from(list.to_vec()), &name, by).is_err()
        };
        assert!(here("Archive", ArchiveBy::Nothing) && here("Archive", ArchiveBy::FolderYear));
        assert!(here("Archive/2026", ArchiveBy::Sender) && !here("Archive", ArchiveBy::Sender));
        assert!(!here("INBOX", ArchiveBy::Nothing));
    }
}
