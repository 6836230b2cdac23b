//! An exchange with mail servers as it was heard: who said what, and for how many answers they
//! waited.

use std::sync::{Arc, Mutex, PoisonError};

use crate::wire::{Ends, Protocol};

/// What the client said in one go, and how many answers ended before it said more.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Which connection, in the order in which they were opened.
    pub connection: usize,
    /// Over a connection that begins here; its greeting is the first answer.
    pub opens: Option<Protocol>,
    /// The octets; none where the connection begins.
    pub said: Vec<u8>,
    /// Answers that ended.
    pub ends: usize,
}

/// What is heard, as it goes on.
#[derive(Clone, Debug, Default)]
pub struct Script {
    heard: Arc<Mutex<Heard>>,
}

#[derive(Debug, Default)]
struct Heard {
    turns: Vec<Turn>,
    connections: Vec<Ends>,
}

impl Script {
    /// A connection begins; its number.
    pub fn open(&self, protocol: Protocol) -> usize {
        self.with(|heard| {
            let connection = heard.connections.len();
            heard.connections.push(Ends::new(protocol));
            heard.turns.push(Turn { connection, opens: Some(protocol), said: Vec::new(), ends: 0 });
            connection
        })
    }

    /// The client says something.
    pub fn client(&self, connection: usize, octets: &[u8]) {
        self.with(|heard| match heard.turns.last_mut() {
            Some(last) if last.connection == connection && last.ends == 0 && last.opens.is_none() => {
                last.said.extend_from_slice(octets);
            }
            _ => heard.turns.push(Turn { connection, opens: None, said: octets.to_vec(), ends: 0 }),
        });
    }

    /// The server says something.
    pub fn server(&self, connection: usize, octets: &[u8]) {
        self.with(|heard| {
            let ends = heard.connections[connection].feed(octets);
            let turn = heard.turns.iter_mut().rev().find(|it| it.connection == connection);
            turn.expect("a connection begins with a turn").ends += ends;
        });
    }

    /// How many turns there were until now.
    pub fn len(&self) -> usize {
        self.with(|heard| heard.turns.len())
    }

    /// The turns from one count to another, and before them all that was said over the connections
    /// that they use.
    pub fn exchange(&self, from: usize, to: usize) -> Exchange {
        self.with(|heard| {
            let timed = heard.turns[from..to].to_vec();
            let used = |turn: &&Turn| timed.iter().any(|it| it.connection == turn.connection);
            Exchange { before: heard.turns[..from].iter().filter(used).cloned().collect(), timed }
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Heard) -> T) -> T {
        work(&mut self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What a page needs of the mail servers.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What brings connections where they were: logged in, with a mailbox selected.
    pub before: Vec<Turn>,
    /// What is said for the page.
    pub timed: Vec<Turn>,
}

impl Exchange {
    /// The commands in words: those sent together joined by `+`, round trips by `→`; secrets left
    /// out, literals and messages by their size.
    pub fn in_words(&self) -> String {
        let turns = self.timed.iter().map(|turn| match turn.opens {
            Some(Protocol::Imap) => "(connect)".to_owned(),
            Some(Protocol::Smtp) => "(connect by SMTP)".to_owned(),
            None => commands(&turn.said).join(" + "),
        });
        turns.collect::<Vec<String>>().join(" → ")
    }
}

/// The most characters that are shown of a command.
const MOST_SHOWN: usize = 100;

/// The most lines of a turn that are commands; more is a message.
const MOST_COMMANDS: usize = 20;

fn commands(said: &[u8]) -> Vec<String> {
    if said.len() > 4096 || said.iter().filter(|it| **it == b'\n').count() > MOST_COMMANDS {
        let head = said.split(|it| *it == b'\r').next().unwrap_or_default();
        return vec![format!("{} … ({} octets)", shown(head), said.len())];
    }
    said.split(|it| *it == b'\n').map(shown).filter(|it| !it.is_empty()).collect()
}

/// A command without its tag, as far as it is no secret.
fn shown(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line.trim_ascii()).into_owned();
    let command = match text.split_once(' ') {
        Some((tag, rest)) if tag.ends_with(|it: char| it.is_ascii_digit()) => rest,
        _ => &text,
    };
    for secret in ["AUTHENTICATE PLAIN", "AUTH PLAIN", "LOGIN"] {
        if command.starts_with(secret) {
            return format!("{secret} …");
        }
    }
    command.chars().take(MOST_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_before_an_answer_is_one_turn() {
        let script = Script::default();
        let imap = script.open(Protocol::Imap);
        script.server(imap, b"* OK ready\r\n");
        script.client(imap, b"A1 LOGIN a secret\r\n");
        script.server(imap, b"A1 OK in\r\n");
        let from = script.len();
        script.client(imap, b"A2 NOOP\r\n");
        script.client(imap, b"A3 FETCH 1 UID\r\n");
        script.server(imap, b"* 1 FETCH (UID 5)\r\nA3 OK done\r\n");
        script.server(imap, b"A2 OK done\r\n");
        let exchange = script.exchange(from, script.len());
        assert_eq!(exchange.in_words(), "NOOP + FETCH 1 UID");
        assert_eq!(exchange.timed[0].ends, 2);
        let before = Exchange { before: Vec::new(), timed: exchange.before };
        assert_eq!(before.in_words(), "(connect) → LOGIN …");
    }

    #[test]
    fn turns_of_other_connections_are_left_out() {
        let script = Script::default();
        let (one, other) = (script.open(Protocol::Imap), script.open(Protocol::Smtp));
        script.client(other, b"EHLO here\r\n");
        let from = script.len();
        script.client(one, b"A1 NOOP\r\n");
        let exchange = script.exchange(from, script.len());
        assert!(exchange.before.iter().chain(&exchange.timed).all(|it| it.connection == one));
    }

    #[test]
    fn a_message_is_told_by_its_size() {
        let script = Script::default();
        let smtp = script.open(Protocol::Smtp);
        script.client(smtp, format!("Subject: x\r\n\r\n{}.\r\n", "line\r\n".repeat(1000)).as_bytes());
        let exchange = script.exchange(1, script.len());
        assert_eq!(exchange.in_words(), "Subject: x … (6017 octets)");
    }
}
