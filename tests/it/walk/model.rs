//! What the folders of the walk must hold, computed beside the server.

use std::collections::{BTreeMap, BTreeSet};

use crate::client::Page;
use crate::lab::imap::Imap;

/// A folder of the walk.
#[derive(Debug)]
pub struct Folder {
    /// As people and forms write it.
    pub name: &'static str,
    /// As it stands between quotes of a command.
    pub wire: &'static str,
    /// Its list.
    pub url: &'static str,
    /// Whether the test makes it.
    pub is_made: bool,
}

/// Some with names that are easily got wrong.
pub const FOLDERS: [Folder; 5] = [
    Folder { name: "INBOX", wire: "INBOX", url: "/mail/INBOX", is_made: false },
    Folder { name: "Archive", wire: "Archive", url: "/mail/Archive", is_made: false },
    Folder { name: "Trash", wire: "Trash", url: "/mail/Trash", is_made: false },
    Folder {
        name: "Clients/Été",
        wire: "Clients/&AMk-t&AOk-",
        url: "/mail/Clients%2F%C3%89t%C3%A9",
        is_made: true,
    },
    Folder {
        name: "« Fêtes » 🎉 & \"co\" %a*",
        wire: "&AKs- F&AOo-tes &ALs- &2DzfiQ- &- \\\"co\\\" %a*",
        url: "/mail/%C2%AB%20F%C3%AAtes%20%C2%BB%20%F0%9F%8E%89%20%26%20%22co%22%20%25a%2A",
        is_made: true,
    },
];

/// A mark that the walk sets.
pub struct Mark;

impl Mark {
    pub const SEEN: &'static str = "\\Seen";
    pub const FLAGGED: &'static str = "\\Flagged";
    pub const LABEL: &'static str = "$label1";
}

/// A message: which one it is, and its flags.
#[derive(Clone, Debug)]
struct Message {
    id: u32,
    flags: BTreeSet<&'static str>,
}

#[derive(Clone, Debug, Default)]
struct Mailbox {
    /// The last number that was given.
    last: u32,
    messages: BTreeMap<u32, Message>,
}

impl Mailbox {
    fn put(&mut self, message: Message) -> u32 {
        self.last += 1;
        self.messages.insert(self.last, message);
        self.last
    }
}

/// What takes an act of a browser back.
#[derive(Debug)]
pub enum Taken {
    /// Where messages went, under which numbers, and where they were.
    Moved { from: &'static str, to: &'static str, uids: Vec<u32> },
    /// Those whose flag has changed.
    Marked { folder: &'static str, flag: &'static str, is_set: bool, uids: Vec<u32> },
}

/// All folders.
#[derive(Debug, Default)]
pub struct Model {
    mailboxes: BTreeMap<&'static str, Mailbox>,
    last_id: u32,
}

impl Model {
    fn at(&mut self, folder: &'static str) -> &mut Mailbox {
        self.mailboxes.entry(folder).or_default()
    }

    /// How many messages there are.
    pub fn count(&self) -> usize {
        self.mailboxes.values().map(|it| it.messages.len()).sum()
    }

    /// The numbers in a folder.
    pub fn uids(&mut self, folder: &'static str) -> Vec<u32> {
        self.at(folder).messages.keys().copied().collect()
    }

    /// A new message; which one it is.
    pub fn append(&mut self, folder: &'static str) -> u32 {
        self.last_id += 1;
        let message = Message { id: self.last_id, flags: BTreeSet::new() };
        self.at(folder).put(message);
        self.last_id
    }

    /// It is gone.
    pub fn expunge(&mut self, folder: &'static str, uid: u32) {
        self.at(folder).messages.remove(&uid);
    }

    /// Sets a flag or takes it away; which messages have changed.
    pub fn mark(&mut self, folder: &'static str, uids: &[u32], flag: &'static str, is_set: bool) -> Vec<u32> {
        let messages = &mut self.at(folder).messages;
        let mut changed = Vec::new();
        for uid in BTreeSet::from_iter(uids) {
            let Some(message) = messages.get_mut(uid) else { continue };
            let has_changed = if is_set { message.flags.insert(flag) } else { message.flags.remove(flag) };
            changed.extend(has_changed.then_some(*uid));
        }
        changed
    }

    /// Puts messages elsewhere, in order of their numbers; which numbers they have there.
    pub fn carry(&mut self, from: &'static str, uids: &[u32], to: &'static str, moves: bool) -> Vec<u32> {
        let mut there = Vec::new();
        for uid in BTreeSet::from_iter(uids) {
            let message = match moves {
                true => self.at(from).messages.remove(uid),
                false => self.at(from).messages.get(uid).cloned(),
            };
            there.extend(message.map(|it| self.at(to).put(it)));
        }
        there
    }

    /// What a browser asked for; what takes it back, if anything was done.
    pub fn act(&mut self, folder: &'static str, uids: &[u32], what: &str, to: &'static str) -> Option<Taken> {
        let (flag, is_set) = match what {
            "seen" => (Mark::SEEN, true),
            "unseen" => (Mark::SEEN, false),
            "flagged" => (Mark::FLAGGED, true),
            "unflagged" => (Mark::FLAGGED, false),
            "keyword:$label1" => (Mark::LABEL, true),
            "unkeyword:$label1" => (Mark::LABEL, false),
            "copy" => {
                self.carry(folder, uids, to, false);
                return None;
            }
            other => {
                let to = match other {
                    "archive" => "Archive",
                    "delete" => "Trash",
                    _ => to,
                };
                // It is there already, or it would go for good.
                let uids = if to == folder { Vec::new() } else { self.carry(folder, uids, to, true) };
                return (!uids.is_empty()).then_some(Taken::Moved { from: folder, to, uids });
            }
        };
        let uids = self.mark(folder, uids, flag, is_set);
        (!uids.is_empty()).then_some(Taken::Marked { folder, flag, is_set, uids })
    }

    /// Takes it back, as far as the messages are still where it left them.
    pub fn undo(&mut self, taken: Taken) {
        match taken {
            Taken::Moved { from, to, uids } => {
                self.carry(to, &uids, from, true);
            }
            Taken::Marked { folder, flag, is_set, uids } => {
                self.mark(folder, &uids, flag, !is_set);
            }
        }
    }

    /// The messages of a folder, in order of arrival: number, which one, flags.
    pub fn state(&self, folder: &str) -> Vec<String> {
        let messages = self.mailboxes.get(folder).into_iter().flat_map(|it| &it.messages);
        messages.map(|(uid, it)| line(*uid, it.id, it.flags.iter().copied())).collect()
    }
}

fn line<'a>(uid: u32, id: u32, flags: impl Iterator<Item = &'a str>) -> String {
    let mut flags: Vec<&str> = flags.filter(|it| *it != "\\Recent").collect();
    flags.sort_unstable();
    format!("{uid} {id} {}", flags.join(" ")).trim().to_owned()
}

/// The same as a mail client sees it.
pub fn state(imap: &mut Imap, wire: &str) -> Vec<String> {
    imap.command(&format!("SELECT \"{wire}\""));
    let told = imap.command("UID FETCH 1:* (UID FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT)])");
    imap.command("UNSELECT");
    let mut found = Vec::new();
    let mut head = None;
    for text in told.lines() {
        if let Some((before, rest)) = text.split_once("FLAGS (") {
            let uid: u32 = before.rsplit("UID ").next().unwrap().trim().parse().unwrap();
            head = Some((uid, rest.split(')').next().unwrap()));
        }
        let Some(subject) = text.strip_prefix("Subject: Lettre ") else { continue };
        let id = subject.trim().trim_end_matches('.').parse().unwrap();
        let (uid, flags) = head.unwrap();
        found.push(line(uid, id, flags.split(' ').filter(|it| !it.is_empty())));
    }
    found
}

/// What a list shows of messages: the newest first, which one, whether it is read and has a star.
pub fn visible(state: &[String]) -> Vec<String> {
    let row = |line: &String| {
        let id = line.split(' ').nth(1).unwrap();
        format!("{id} {} {}", line.contains(Mark::SEEN), line.contains(Mark::FLAGGED))
    };
    state.iter().rev().map(row).collect()
}

/// The same on a page.
pub fn shown(page: &Page) -> Vec<String> {
    let subjects = page.texts("#rows [data-message] .row-subject b");
    let numbers = |css: &str| page.attributes(css, "data-message");
    let (all, seen) = (numbers("#rows [data-message]"), numbers("#rows [data-seen]"));
    let flagged = numbers("#rows [data-flagged]");
    let row = |(subject, number): (&String, &String)| {
        let id = subject.trim_start_matches("Lettre ").trim_end_matches('.');
        format!("{id} {} {}", seen.contains(number), flagged.contains(number))
    };
    subjects.iter().zip(&all).map(row).collect()
}
