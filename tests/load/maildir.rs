//! Somebody's mail, written as a Maildir without a server, which is fast; kept in `target/load`, and
//! lent to the servers of each run by links, so that no run finds what another one left.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use mailcore::demo::samples::bulk;
use mailcore::demo::seed::Message;
use mailcore::flag::Flag;

use crate::lab::{DOMAIN, Lab, MAIL_USER};
use crate::letters;

/// Goes up when what is filled in changes: then all is filled anew.
const VERSION: u32 = 2;

/// Mailboxes beside INBOX, as the Maildir names them, as many as people have who sort their mail.
const FOLDERS: &[&str] = &[
    "Factures",
    "Famille",
    "Famille.Photos",
    "Vacances &AOk-t&AOk-",
    "Travail",
    "Travail.R&AOk-unions",
    "Travail.Projets",
    "Travail.Projets.2024",
    "Travail.Projets.2025",
    "Travail.Projets.2026",
    "Clients",
    "Clients.Dupont &- fils",
    "Clients.Librairie du Parc",
    "Clients.M&APw-ller GmbH",
    "Fournisseurs",
    "Banque",
    "Assurances",
    "Imp&APQ-ts",
    "Sant&AOk-",
    "&AMk-cole",
    "Association",
    "Association.Bureau",
    "Association.Membres",
    "Listes",
    "Listes.debian",
    "Listes.rust",
    "Newsletters",
    "Voyages",
    "Maison",
    "Divers",
];

/// Mailboxes with a role, and how many messages lie in each.
const ROLES: &[(&str, u32)] = &[("Sent", 180), ("Drafts", 5), ("Trash", 40), ("Junk", 40)];

/// Somebody whose mail is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Before the `@`.
    pub local: String,
    /// Messages in INBOX.
    pub size: u32,
    /// Messages in each other mailbox.
    pub in_folders: u32,
}

impl Person {
    /// Whose INBOX has so many messages.
    pub fn with(size: u32) -> Self {
        Self { local: format!("inbox{size}"), size, in_folders: 60 }
    }

    /// The one of a number among many who are there at a time; INBOX has 1,000 messages.
    pub fn of_many(number: usize) -> Self {
        Self { local: format!("person{number:02}"), size: 1000, in_folders: 20 }
    }

    /// One of a number who only wait, and have no mail.
    pub fn who_waits(number: usize) -> Self {
        Self { local: format!("waits{number:04}"), size: 0, in_folders: 0 }
    }

    /// The login name.
    pub fn address(&self) -> String {
        format!("{}@{DOMAIN}", self.local)
    }

    /// The password.
    pub fn password(&self) -> String {
        format!("{}-secret", self.local)
    }

    /// Puts the person's mail where the servers look; makes it first, if no run before has.
    pub fn move_in(&self, lab: &Lab) {
        let kept = kept(&self.local);
        let stamp = kept.join("filled");
        let wanted = format!("{VERSION} {} {}\n", self.size, self.in_folders);
        let filled = fs::read_to_string(&stamp).is_ok_and(|it| it == wanted);
        if !filled {
            eprintln!("filling {} with {} messages", self.local, self.size);
            remove(&kept);
            self.fill(&kept.join("Maildir"));
        }
        let there = lab.maildir(&self.local);
        lend(&kept.join("Maildir"), &there);
        if !filled {
            lab.index(&self.local);
            take_indexes_back(&there, &kept.join("Maildir"));
            fs::write(stamp, wanted).expect("a stamp");
        }
    }

    fn fill(&self, maildir: &Path) {
        let now = SystemTime::UNIX_EPOCH.elapsed().expect("a clock").as_secs();
        let now = i64::try_from(now).expect("a time");
        // The landmarks are the newest.
        let bulk_of = |count| bulk(&self.address(), count, now - 7200);
        let landmarks = letters::landmarks(&self.address(), now - 3600);
        let count = u32::try_from(landmarks.len()).expect("a few");
        write_mailbox(maildir, bulk_of(self.size.saturating_sub(count)).chain(landmarks));
        let folders = FOLDERS.iter().map(|name| (*name, self.in_folders)).chain(ROLES.iter().copied());
        let mut subscribed = String::from("V\t2\n\n");
        for (name, count) in folders {
            let folder = maildir.join(format!(".{name}"));
            write_mailbox(&folder, bulk_of(count));
            fs::write(folder.join("maildirfolder"), "").expect("a mark");
            subscribed += &format!("{}\n", name.replace('.', "\t"));
        }
        fs::write(maildir.join("subscriptions"), subscribed).expect("subscriptions");
    }
}

fn kept(local: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/load").join(local)
}

fn remove(folder: &Path) {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => panic!("{}: {error}", folder.display()),
        _ => {}
    }
}

fn write_mailbox(folder: &Path, messages: impl Iterator<Item = Message>) {
    for name in ["cur", "new", "tmp"] {
        fs::create_dir_all(folder.join(name)).expect("a folder of a Maildir");
    }
    fs::write(folder.join("dovecot-keywords"), "0 $Forwarded\n").expect("keywords");
    for (number, message) in messages.enumerate() {
        let (at, size) = (message.received_at, message.octets.len());
        let flags = flags(&message);
        let name = format!("{at}.M{number}P1.load,S={size},W={size}:2,{flags}");
        let mut file = File::create(folder.join("cur").join(name)).expect("a message");
        file.write_all(&message.octets).expect("a message");
        let since = Duration::from_secs(u64::try_from(at).expect("a time after 1970"));
        file.set_modified(SystemTime::UNIX_EPOCH + since).expect("its time");
    }
}

/// In the order of ASCII, as the name of a file has them.
fn flags(message: &Message) -> String {
    let letter = |flag: &Flag| match flag {
        Flag::Draft => Some('D'),
        Flag::Flagged => Some('F'),
        Flag::Answered => Some('R'),
        Flag::Seen => Some('S'),
        Flag::Forwarded => Some('a'),
        _ => None,
    };
    let mut letters: Vec<char> = message.flags.iter().filter_map(letter).collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

/// Whether Dovecot writes the file again and again. Messages never change.
fn is_dovecots(name: &str) -> bool {
    name.starts_with("dovecot") || name == "subscriptions"
}

/// A copy for the servers: messages as links, where that can be. A folder keeps its time, by which
/// Dovecot knows that nothing changed in it.
fn lend(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap_or_else(|error| panic!("{}: {error}", to.display()));
    for entry in fs::read_dir(from).expect("a folder that was filled") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in ASCII");
        let target = to.join(&name);
        if entry.file_type().expect("a kind").is_dir() {
            lend(&entry.path(), &target);
            continue;
        }
        if is_dovecots(&name) || fs::hard_link(entry.path(), &target).is_err() {
            copy(&entry.path(), &target);
        }
        own(&target);
    }
    own(to);
    to.ancestors().skip(1).take(2).for_each(own);
    let time = fs::metadata(from).and_then(|it| it.modified()).expect("a time");
    File::open(to).and_then(|it| it.set_modified(time)).expect("the same time");
}

fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", to.display()));
    let time = fs::metadata(from).and_then(|it| it.modified()).expect("a time");
    File::open(to).and_then(|it| it.set_modified(time)).expect("the same time");
}

fn own(path: &Path) {
    chown(path, Some(MAIL_USER), Some(MAIL_USER))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Keeps what Dovecot found out about each mailbox.
fn take_indexes_back(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder of a Maildir") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in ASCII");
        if name.starts_with('.') && entry.file_type().expect("a kind").is_dir() {
            take_indexes_back(&entry.path(), &to.join(&name));
        } else if is_dovecots(&name) {
            copy(&entry.path(), &to.join(&name));
        }
    }
}
