//! The mailboxes of the two accounts, and which letter lies where.

use super::calendar::{Calendar, Day};
use super::letter::{Letter, Place};
use super::post::Posted;
use crate::demo::seed::{Account, Mailbox, Message};
use crate::flag::{Flag, FlagSet};
use crate::mailbox::{MailboxName, SpecialUse};

/// The password of both.
const PASSWORD: &str = "demo";

/// Names that a person knows by their role are shown by it; so they may be those that programs use.
const ROLES: [(&str, Option<SpecialUse>); 6] = [
    ("INBOX", None),
    ("Drafts", Some(SpecialUse::Drafts)),
    ("Sent", Some(SpecialUse::Sent)),
    ("Archives", Some(SpecialUse::Archive)),
    ("Junk", Some(SpecialUse::Junk)),
    ("Trash", Some(SpecialUse::Trash)),
];

/// The mailbox of two thousand messages: what is written to the company.
pub(super) const LARGE: &str = "Contact Carrelet";

/// How many are in it.
const MESSAGES_OF_LARGE: u32 = 2000;

/// To whom.
const ADDRESS_OF_LARGE: &str = "contact@carrelet.example";

const ELISE: &[&str] = &[
    "Association/Adh\u{e9}rents",
    "Association/Bureau",
    "Association/Comptes",
    "Association/F\u{ea}te de l\u{2019}eau",
    "Clients/H\u{f4}tel Bellerive",
    "Clients/Librairie des Deux Ponts",
    "Clients/Mairie d\u{2019}Ormeval",
    LARGE,
    "Fournisseurs",
    "Newsletters",
    "Personnel",
    "Personnel/Voyages",
    "Projets/Carnets d\u{2019}automne",
    "Projets/Site web",
    "\u{c0} classer",
];

const CLAIRE: &[&str] = &["Affiches", "Lavoir", "Projets/Carnets d\u{2019}automne"];

/// An account that is being filled.
#[derive(Debug)]
pub(super) struct Rooms {
    /// As letters name its owner.
    short: &'static str,
    account: Account,
}

impl Rooms {
    /// The two accounts, with nothing in them.
    pub(super) fn of_both() -> [Self; 2] {
        [Self::new("elise", "demo@demo.fr.fto", ELISE), Self::new("claire", "claire@demo.fr.fto", CLAIRE)]
    }

    fn new(short: &'static str, address: &str, names: &[&str]) -> Self {
        let mut rooms = Self {
            short,
            account: Account {
                address: address.to_owned(),
                password: PASSWORD.to_owned(),
                mailboxes: Vec::new(),
            },
        };
        for (name, role) in ROLES {
            rooms.add(name, role);
        }
        for name in names {
            rooms.add(name, None);
        }
        rooms
    }

    fn add(&mut self, name: &str, special_use: Option<SpecialUse>) {
        if let Some(name) = MailboxName::parse(name) {
            self.account.mailboxes.push(Mailbox { name, special_use, messages: Vec::new() });
        }
    }

    /// Puts a letter where it says, else into INBOX or Sent when it is to or from the owner.
    pub(super) fn keep(&mut self, letter: &Letter, posted: &Posted, calendar: &Calendar) {
        let owner = self.short;
        let Place::In(name, flags) = place(letter, owner) else { return };
        let year = calendar.local(posted.sent_at).year().to_string();
        let name = name.replace("{year}", &year);
        let received_at = if letter.from == owner { posted.sent_at } else { posted.received_at };
        let message = Message { octets: posted.octets.clone(), received_at, flags };
        if !self.account.mailboxes.iter().any(|it| it.name.as_str() == name) {
            self.add(&name, None);
        }
        if let Some(mailbox) = self.account.mailboxes.iter_mut().find(|it| it.name.as_str() == name) {
            mailbox.messages.push(message);
        }
    }

    /// The account, its messages in the order in which they came.
    pub(super) fn into_account(mut self, calendar: &Calendar) -> Account {
        for mailbox in &mut self.account.mailboxes {
            mailbox.messages.sort_by_key(|it| it.received_at);
            if mailbox.name.as_str() == LARGE {
                mailbox.messages = large(calendar);
            }
        }
        self.account
    }
}

/// Where a letter lies in the account of `owner`.
fn place(letter: &Letter, owner: &str) -> Place {
    let said = letter.places.iter().find(|it| it.0 == owner);
    if let Some((_, place)) = said {
        place.clone()
    } else if letter.from == owner {
        Place::In("Sent", FlagSet::from([Flag::Seen]))
    } else if letter.to.iter().chain(&letter.cc).any(|it| *it == owner) {
        Place::In("INBOX", FlagSet::new())
    } else {
        Place::Nowhere
    }
}

/// What was written to the company up to the afternoon of the last working day.
fn large(calendar: &Calendar) -> Vec<Message> {
    let newest_at =
        Day::parse("-1w").map_or(calendar.now(), |day| calendar.moment(day, jiff::civil::time(16, 42, 0, 0)));
    super::bulk(ADDRESS_OF_LARGE, MESSAGES_OF_LARGE, newest_at).collect()
}
