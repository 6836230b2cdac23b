//! A mailbox looked at and filled from outside: just enough IMAP (RFC 9051) to be independent of
//! the client that is tested.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};

use super::Account;
use crate::wait;

/// A connection that is logged in.
#[derive(Debug)]
pub struct Imap {
    stream: BufReader<TcpStream>,
}

impl Imap {
    /// Connects in clear and logs in.
    pub fn login(port: u16, account: &Account) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the IMAP server");
        let mut imap = Self { stream: BufReader::new(stream) };
        imap.line();
        imap.command(&format!("LOGIN \"{}\" \"{}\"", account.address, account.password));
        imap
    }

    /// Sends a command; the answer is everything before its OK, literals in place. Panics at a NO.
    #[track_caller]
    pub fn command(&mut self, command: &str) -> String {
        self.send(format!("t {command}\r\n").as_bytes());
        self.answer(command)
    }

    /// Adds a message; `flags` as in `\Seen \Flagged`, `date` as in `24-Nov-2026 10:42:00 +0100` or
    /// empty for now.
    #[track_caller]
    pub fn append(&mut self, mailbox: &str, flags: &str, date: &str, octets: &[u8]) {
        let date = if date.is_empty() { String::new() } else { format!("\"{date}\" ") };
        let command = format!("t APPEND \"{mailbox}\" ({flags}) {date}{{{}}}\r\n", octets.len());
        wait::until("APPEND", || {
            self.send(command.as_bytes());
            let ready = self.line();
            assert!(ready.starts_with('+'), "APPEND to {mailbox}: {ready}");
            self.send(octets);
            self.send(b"\r\n");
            match self.ended() {
                // So Dovecot for a moment, where another session still has the one before it.
                Err(end) if end.contains("Mailbox was deleted under us") => None,
                end => Some(end.unwrap_or_else(|end| panic!("APPEND: {end}"))),
            }
        });
    }

    /// Removes all messages of a mailbox.
    #[track_caller]
    pub fn empty(&mut self, mailbox: &str) {
        let exists = self.command(&format!("SELECT \"{mailbox}\""));
        if !exists.contains("* 0 EXISTS") {
            self.command("STORE 1:* +FLAGS.SILENT (\\Deleted)");
            self.command("EXPUNGE");
        }
    }

    /// How many messages a mailbox holds; not for the one that is selected, whose number may be old.
    #[track_caller]
    pub fn count(&mut self, mailbox: &str) -> usize {
        let status = self.command(&format!("STATUS \"{mailbox}\" (MESSAGES)"));
        let digits = status.split("(MESSAGES ").nth(1).expect("a count");
        digits.split(')').next().and_then(|it| it.parse().ok()).expect("a count")
    }

    /// Whether a mailbox holds a message with this subject (a part of it). One that is not there, as its
    /// first message is still on its way, holds none.
    #[track_caller]
    pub fn holds(&mut self, mailbox: &str, subject: &str) -> bool {
        self.send(format!("t SELECT \"{mailbox}\"\r\n").as_bytes());
        match self.ended() {
            Ok(_) => (),
            Err(end) if end.starts_with("NO ") => return false,
            Err(end) => panic!("SELECT {mailbox}: {end}"),
        }
        let found = self.command(&format!("SEARCH CHARSET UTF-8 SUBJECT \"{subject}\""));
        found.lines().any(|line| line.starts_with("* SEARCH ") && line.trim_end().len() > "* SEARCH".len())
    }

    /// The flags of the last message of a mailbox, and its octets.
    #[track_caller]
    pub fn last(&mut self, mailbox: &str) -> (String, String) {
        self.command(&format!("SELECT \"{mailbox}\""));
        let flags = self.command("FETCH * (FLAGS)");
        (flags, self.command("FETCH * (BODY.PEEK[])"))
    }

    fn send(&mut self, octets: &[u8]) {
        self.stream.get_mut().write_all(octets).expect("the IMAP server listens");
    }

    #[track_caller]
    fn answer(&mut self, command: &str) -> String {
        self.ended().unwrap_or_else(|end| panic!("{command}: {end}"))
    }

    /// What was said until a command ended, if it ended well; else what was said of its end.
    fn ended(&mut self) -> Result<String, String> {
        let mut res = String::new();
        loop {
            let line = self.line();
            if let Some(end) = line.strip_prefix("t ") {
                return if end.starts_with("OK") { Ok(res) } else { Err(end.to_owned()) };
            }
            res += &line;
            if let Some(size) = literal(&line) {
                let mut octets = vec![0; size];
                self.stream.read_exact(&mut octets).expect("a literal");
                res += &String::from_utf8_lossy(&octets);
            }
        }
    }

    fn line(&mut self) -> String {
        let mut octets = Vec::new();
        self.stream.read_until(b'\n', &mut octets).expect("the IMAP server answers");
        assert!(!octets.is_empty(), "the IMAP server hung up");
        String::from_utf8_lossy(&octets).into_owned()
    }
}

/// The size of the literal that a line announces at its end: `{42}`.
fn literal(line: &str) -> Option<usize> {
    let (_, size) = line.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    size.parse().ok()
}
