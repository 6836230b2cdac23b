//! What broke other webmails, put into every place of a letter (`tests/data/hostile/payloads.txt`).
//!
//! Each shape is sent twice: in HTML with everything that can stand beside it, and in plain text
//! alone. Wherever the webmail shows it, it is words: pages are made of the same elements as with
//! harmless words, no script runs, nobody is visited, nothing is gone to.

mod browsed;
mod letter;
mod outside;
mod payloads;
mod read;
mod trap;

use crate::client::Client;
use crate::lab::{Account, lab};
use crate::program::Program;
use outside::Shapes;
use payloads::Payload;
use trap::Trap;

/// A webmail with the whole corpus in somebody's inbox, between harmless letters.
struct Stage {
    trap: Trap,
    person: Account,
    client: Client,
    harmless: Vec<Letter>,
    hostile: Vec<Letter>,
    program: Program,
}

/// A letter in the inbox.
#[derive(Clone, Debug)]
struct Letter {
    /// What it says, and how.
    name: String,
    /// What it says, in its subject as well.
    text: String,
    /// Its page.
    path: String,
}

impl Stage {
    async fn set() -> Self {
        let (trap, program, person) = (Trap::set(), Program::start().await, Account::new("claire"));
        let (harmless, hostile) = (payloads::harmless(&trap), payloads::hostile(&trap));
        let client = program.signed_in(&person).await;
        let mut place = Place::of(&person);
        let oldest = place.put(&harmless);
        let hostile = place.put(&hostile);
        let harmless = [oldest, place.put(&harmless)].concat();
        Self { trap, person, client, harmless, hostile, program }
    }

    /// The pages of the list, newest first.
    fn lists(&self) -> impl Iterator<Item = String> + use<> {
        let letters = self.harmless.len() + self.hostile.len();
        (0..letters.div_ceil(50)).map(|page| format!("/mail/INBOX?page={page}"))
    }
}

/// An inbox that is being filled.
struct Place<'a> {
    person: &'a Account,
    imap: crate::lab::imap::Imap,
    uid_validity: String,
    number: usize,
}

impl<'a> Place<'a> {
    fn of(person: &'a Account) -> Self {
        let mut imap = lab().open(person);
        let selected = imap.command("SELECT INBOX");
        let (_, after) = selected.split_once("[UIDVALIDITY ").expect("a UIDVALIDITY");
        let uid_validity = after.split(']').next().expect("a number").to_owned();
        Self { person, imap, uid_validity, number: 0 }
    }

    /// Both letters of each payload.
    fn put(&mut self, payloads: &[Payload]) -> Vec<Letter> {
        let mut letters = Vec::new();
        for Payload { name, text } in payloads {
            for (how, write) in [(EVERYWHERE, letter::everywhere as Write), (IN_TEXT, letter::in_text)] {
                self.number += 1;
                let octets = write(self.number, text, &self.person.address);
                self.imap.append("INBOX", "", "", &octets);
                let path = format!("/mail/INBOX/{}-{}", self.uid_validity, self.number);
                let text = if how == IN_TEXT { letter::one_line(text) } else { text.clone() };
                letters.push(Letter { name: format!("{name} {how}"), text, path });
            }
        }
        letters
    }
}

/// The two letters of a payload.
const EVERYWHERE: &str = "everywhere";
const IN_TEXT: &str = "in text";

type Write = fn(usize, &str, &str) -> Vec<u8>;

/// What is wrong, by letter. All are looked at before the test fails.
#[derive(Debug, Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, place: &str, what: impl IntoIterator<Item = String>) {
        self.0.extend(what.into_iter().map(|it| format!("{place}: {it}")));
    }

    #[track_caller]
    fn are_none(self) {
        let shown: Vec<&String> = self.0.iter().take(40).collect();
        assert!(self.0.is_empty(), "{} faults: {shown:#?}", self.0.len());
    }
}
