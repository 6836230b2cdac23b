//! LIST, LSUB and STATUS (RFC 9051, sections 6.3.9 and 6.3.11; RFC 5258; RFC 5819; RFC 6154).

use std::collections::BTreeSet;

use imap_codec::imap_types::mailbox::{ListMailbox, Mailbox as Named};
use imap_codec::imap_types::status::StatusDataItemName;

use super::answer::Answer;
use super::extended::List;
use super::name::{self, quoted};
use super::pattern::Pattern;
use super::{Outcome, Session};
use crate::demo::state::Account;
use crate::demo::state::mailbox::Mailbox;
use crate::demo::state::mailboxes::{DELIMITER, Failure, Mailboxes};
use crate::flag::Flag;
use crate::mailbox::{MailboxName, SpecialUse};

impl Session {
    /// LIST.
    pub(super) async fn list(&mut self, account: &Account, list: &List) -> Outcome {
        let lines = if matches!(list.patterns.as_slice(), [it] if it.is_empty()) {
            // An empty pattern asks for the delimiter.
            format!("* LIST (\\Noselect) \"{DELIMITER}\" \"\"\r\n")
        } else {
            account.look(|mailboxes| listed(mailboxes, list))
        };
        self.say(&lines).await?;
        Ok(Answer::ok("Listed"))
    }

    /// LSUB (RFC 3501, section 6.3.9).
    pub(super) async fn lsub(
        &mut self,
        account: &Account,
        reference: &Named<'_>,
        pattern: &ListMailbox<'_>,
    ) -> Outcome {
        let reference = match reference {
            Named::Inbox => b"INBOX",
            Named::Other(it) => it.as_ref(),
        };
        let pattern = match pattern {
            ListMailbox::Token(it) => it.as_ref(),
            ListMailbox::String(it) => it.as_ref(),
        };
        let lines = match Pattern::read(reference, pattern) {
            Some(pattern) => account.look(|mailboxes| subscribed(mailboxes, &pattern)),
            None => String::new(),
        };
        self.say(&lines).await?;
        Ok(Answer::ok("Listed"))
    }

    /// STATUS.
    pub(super) async fn status(
        &mut self,
        account: &Account,
        mailbox: &Named<'_>,
        items: &[StatusDataItemName],
    ) -> Outcome {
        self.learn_modseq(items.contains(&StatusDataItemName::HighestModSeq));
        let name = name::read(mailbox).ok_or(Failure::NoSuch)?;
        let line = account.look(|it| it.get(&name).map(|mailbox| status(&name, mailbox, items)))?;
        self.say(&line).await?;
        Ok(Answer::ok("Done"))
    }
}

fn listed(mailboxes: &Mailboxes, list: &List) -> String {
    let patterns: Vec<Pattern> =
        list.patterns.iter().filter_map(|it| Pattern::read(&list.reference, it)).collect();
    let mut lines = String::new();
    for (name, mailbox) in known(mailboxes, list.subscribed) {
        if !patterns.iter().any(|it| it.matches(name)) {
            continue;
        }
        let selected = is_selected(mailboxes, list, name, mailbox);
        let below =
            list.recursive && below(mailboxes, name).any(|(name, it)| is_selected(mailboxes, list, name, it));
        if !selected && !below {
            continue;
        }
        let attributes = attributes(mailboxes, name, mailbox, list.tells_subscribed);
        let below = if below && list.subscribed { " (\"CHILDINFO\" (\"SUBSCRIBED\"))" } else { "" };
        lines += &format!("* LIST ({attributes}) \"{DELIMITER}\" {}{below}\r\n", quoted(name));
        if let Some(mailbox) = mailbox.filter(|it| it.selectable && !list.status.is_empty()) {
            lines += &status(name, mailbox, &list.status);
        }
    }
    lines
}

/// All mailboxes, and on request the subscriptions that have none.
fn known(
    mailboxes: &Mailboxes,
    with_subscriptions: bool,
) -> impl Iterator<Item = (&MailboxName, Option<&Mailbox>)> {
    let missing = mailboxes.subscribed().iter().filter(move |it| with_subscriptions && !mailboxes.exists(it));
    mailboxes.iter().map(|(name, it)| (name, Some(it))).chain(missing.map(|name| (name, None)))
}

fn is_selected(mailboxes: &Mailboxes, list: &List, name: &MailboxName, mailbox: Option<&Mailbox>) -> bool {
    (!list.subscribed || mailboxes.subscribed().contains(name))
        && (!list.special_use || mailbox.is_some_and(|it| it.special_use.is_some()))
}

fn below<'a>(
    mailboxes: &'a Mailboxes,
    name: &'a MailboxName,
) -> impl Iterator<Item = (&'a MailboxName, Option<&'a Mailbox>)> {
    mailboxes.below(name).map(|(name, it)| (name, Some(it)))
}

fn attributes(
    mailboxes: &Mailboxes,
    name: &MailboxName,
    mailbox: Option<&Mailbox>,
    tells_subscribed: bool,
) -> String {
    let mut words = Vec::new();
    match mailbox {
        None => words.push(r"\NonExistent"),
        Some(it) if !it.selectable => words.push(r"\Noselect"),
        Some(_) => {}
    }
    words.push(if mailboxes.below(name).next().is_some() { r"\HasChildren" } else { r"\HasNoChildren" });
    words.extend(mailbox.and_then(|it| it.special_use).map(special_use));
    if tells_subscribed && mailboxes.subscribed().contains(name) {
        words.push(r"\Subscribed");
    }
    words.join(" ")
}

fn special_use(role: SpecialUse) -> &'static str {
    match role {
        SpecialUse::Drafts => r"\Drafts",
        SpecialUse::Sent => r"\Sent",
        SpecialUse::Archive => r"\Archive",
        SpecialUse::Junk => r"\Junk",
        SpecialUse::Trash => r"\Trash",
        SpecialUse::All => r"\All",
        SpecialUse::Flagged => r"\Flagged",
    }
}

/// The subscriptions that match; a level of which only something below is subscribed is told where
/// `%` leaves that out.
fn subscribed(mailboxes: &Mailboxes, pattern: &Pattern) -> String {
    let matches: BTreeSet<&MailboxName> =
        mailboxes.subscribed().iter().filter(|it| pattern.matches(it)).collect();
    let mut lines = String::new();
    for name in &matches {
        lines += &format!("* LSUB () \"{DELIMITER}\" {}\r\n", quoted(name));
    }
    if pattern.ends_in_level() {
        let levels: BTreeSet<MailboxName> =
            mailboxes.subscribed().iter().flat_map(levels_above).filter(|it| pattern.matches(it)).collect();
        for level in levels.iter().filter(|it| !matches.contains(it)) {
            lines += &format!("* LSUB (\\Noselect) \"{DELIMITER}\" {}\r\n", quoted(level));
        }
    }
    lines
}

fn levels_above(name: &MailboxName) -> impl Iterator<Item = MailboxName> {
    let text = name.as_str();
    text.match_indices(DELIMITER).filter_map(|(at, _)| text.get(..at).and_then(MailboxName::parse))
}

fn status(name: &MailboxName, mailbox: &Mailbox, items: &[StatusDataItemName]) -> String {
    let values: Vec<String> = items.iter().map(|it| status_item(mailbox, it)).collect();
    format!("* STATUS {} ({})\r\n", quoted(name), values.join(" "))
}

fn status_item(mailbox: &Mailbox, item: &StatusDataItemName) -> String {
    let deleted = || mailbox.messages().iter().filter(|it| it.flags.contains(&Flag::Deleted));
    match item {
        StatusDataItemName::Messages => format!("MESSAGES {}", mailbox.messages().len()),
        StatusDataItemName::Recent => format!("RECENT {}", mailbox.recent()),
        StatusDataItemName::UidNext => format!("UIDNEXT {}", mailbox.uid_next()),
        StatusDataItemName::UidValidity => format!("UIDVALIDITY {}", mailbox.uid_validity),
        StatusDataItemName::Unseen => format!("UNSEEN {}", mailbox.unseen()),
        StatusDataItemName::Deleted => format!("DELETED {}", deleted().count()),
        StatusDataItemName::DeletedStorage => {
            let octets: u64 = deleted().map(|it| u64::from(it.message.size())).sum();
            format!("DELETED-STORAGE {octets}")
        }
        StatusDataItemName::Size => format!("SIZE {}", mailbox.octets()),
        StatusDataItemName::HighestModSeq => format!("HIGHESTMODSEQ {}", mailbox.modseq()),
    }
}
