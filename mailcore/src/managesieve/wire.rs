//! Lines to and from the server, with texts of any octets in them (RFC 5804, section 4).

use std::fmt;
use std::io;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::{Error, too_slow};
use crate::tls::Duplex;

/// The longest line that is taken, in octets: the extensions of a large server have some 1,000.
const MOST_OCTETS: u64 = 16 << 10;

/// The largest text that is taken, in octets: servers take scripts of up to 1 MB.
const MOST_TEXT: usize = 4 << 20;

/// The most lines of one answer.
const MOST_LINES: usize = 1_000;

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// A quoted string or a literal.
    Text(String),
    /// Anything else; what stands in parentheses is one.
    Atom(String),
}

impl Word {
    pub(super) fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Atom(_) => None,
        }
    }
}

/// What answers a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It was done; the lines before.
    Ok(Vec<Vec<Word>>),
    /// It was not: a code, and a text for people.
    No(Option<String>, String),
}

/// A connection.
pub(super) struct Wire {
    stream: BufReader<Box<dyn Duplex>>,
    /// The longest that the server may be silent.
    pub(super) patience: Duration,
}

impl Wire {
    pub(super) fn new(stream: Box<dyn Duplex>) -> Self {
        Self { stream: BufReader::new(stream), patience: Duration::from_secs(30) }
    }

    /// What carries it; `None` when the server has said more than was read.
    pub(super) fn into_stream(self) -> Option<Box<dyn Duplex>> {
        self.stream.buffer().is_empty().then(|| self.stream.into_inner())
    }

    /// Sends a command with its texts.
    pub(super) async fn say(&mut self, command: &str, texts: &[&str]) -> Result<(), Error> {
        let mut line = Zeroizing::new(command.to_owned());
        for text in texts {
            line.push(' ');
            line.push_str(&Zeroizing::new(written(text)));
        }
        line.push_str("\r\n");
        let sending = async {
            self.stream.write_all(line.as_bytes()).await?;
            self.stream.flush().await
        };
        timeout(self.patience, sending).await.map_err(|_| too_slow())?.map_err(Error::Connection)
    }

    /// Hears the lines up to the one that ends an answer.
    pub(super) async fn answer(&mut self) -> Result<Answer, Error> {
        let mut lines = Vec::new();
        while lines.len() < MOST_LINES {
            let line = self.line().await?;
            match line.first() {
                Some(Word::Atom(word)) if word.eq_ignore_ascii_case("OK") => return Ok(Answer::Ok(lines)),
                Some(Word::Atom(word)) if word.eq_ignore_ascii_case("NO") => return Ok(no(line)),
                Some(Word::Atom(word)) if word.eq_ignore_ascii_case("BYE") => {
                    return Err(Error::Connection(io::ErrorKind::ConnectionAborted.into()));
                }
                _ => lines.push(line),
            }
        }
        Err(Error::Answer("too many lines"))
    }

    /// One line; a literal in it goes on over what it counts.
    async fn line(&mut self) -> Result<Vec<Word>, Error> {
        let mut words = Vec::new();
        loop {
            let line = self.octets().await?;
            let line = line.trim_end_matches(['\r', '\n']);
            let (rest, literal) = literal(line);
            words.extend(read(rest)?);
            let Some(length) = literal else { return Ok(words) };
            if length > MOST_TEXT {
                return Err(Error::Answer("a text that is too long"));
            }
            let mut text = vec![0; length];
            let reading = timeout(self.patience, self.stream.read_exact(&mut text));
            reading.await.map_err(|_| too_slow())?.map_err(Error::Connection)?;
            let text = String::from_utf8(text).map_err(|_| Error::Answer("a text that is no UTF-8"))?;
            words.push(Word::Text(text));
        }
    }

    async fn octets(&mut self) -> Result<String, Error> {
        let mut octets = Vec::new();
        let mut bounded = (&mut self.stream).take(MOST_OCTETS);
        let reading = timeout(self.patience, bounded.read_until(b'\n', &mut octets));
        reading.await.map_err(|_| too_slow())?.map_err(Error::Connection)?;
        if !octets.ends_with(b"\n") {
            return Err(match octets.is_empty() {
                true => Error::Connection(io::ErrorKind::UnexpectedEof.into()),
                false => Error::Answer("a line that is too long"),
            });
        }
        String::from_utf8(octets).map_err(|_| Error::Answer("a line that is no UTF-8"))
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire").finish_non_exhaustive()
    }
}

/// A text in quotes where it fits into them, else as a literal that the server need not ask for.
fn written(text: &str) -> String {
    let fits = text.len() <= 1_024 && !text.contains(['\r', '\n', '\0']);
    match fits {
        true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        false => format!("{{{}+}}\r\n{text}", text.len()),
    }
}

/// What stands before the literal that a line ends with, and how long that is.
fn literal(line: &str) -> (&str, Option<usize>) {
    let split = || {
        let (rest, length) = line.strip_suffix('}')?.rsplit_once('{')?;
        Some((rest, length.trim_end_matches('+').parse().ok()?))
    };
    // In quotes it is a text like any other.
    match split().filter(|(rest, _)| rest.is_empty() || rest.ends_with(' ')) {
        Some((rest, length)) if read(rest).is_ok() => (rest, Some(length)),
        _ => (line, None),
    }
}

/// Reads what has no literal in it.
fn read(line: &str) -> Result<Vec<Word>, Error> {
    let mut words = Vec::new();
    let mut rest = line.trim_start_matches(' ');
    while let Some(first) = rest.chars().next() {
        let (word, length) = match first {
            '"' => quoted(rest).ok_or(Error::Answer("a text without an end"))?,
            '(' => code(rest).ok_or(Error::Answer("a code without an end"))?,
            _ => {
                let end = rest.find([' ', '"', '(']).unwrap_or(rest.len());
                (Word::Atom(rest.get(..end).unwrap_or_default().to_owned()), end)
            }
        };
        words.push(word);
        rest = rest.get(length..).unwrap_or_default().trim_start_matches(' ');
    }
    Ok(words)
}

fn quoted(text: &str) -> Option<(Word, usize)> {
    let mut meant = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((Word::Text(meant), at + 1)),
            '\\' => meant.push(characters.next()?.1),
            other => meant.push(other),
        }
    }
    None
}

/// `(QUOTA/MAXSIZE)`, `(TAG "x")`: without the parentheses.
fn code(text: &str) -> Option<(Word, usize)> {
    let mut at = 1;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        at += match rest.chars().next()? {
            ')' => return Some((Word::Atom(text.get(1..at)?.to_owned()), at + 1)),
            '"' => quoted(rest)?.1,
            other => other.len_utf8(),
        };
    }
    None
}

fn no(line: Vec<Word>) -> Answer {
    let (mut code, mut text) = (None, String::new());
    for word in line.into_iter().skip(1) {
        match word {
            Word::Atom(atom) => code = code.or(Some(atom)),
            Word::Text(said) => text = said,
        }
    }
    Answer::No(code, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn heard(said: &str) -> Result<Answer, Error> {
        let (ours, mut theirs) = tokio::io::duplex(1 << 20);
        theirs.write_all(said.as_bytes()).await.unwrap();
        drop(theirs);
        Wire::new(Box::new(ours)).answer().await
    }

    fn text(text: &str) -> Word {
        Word::Text(text.to_owned())
    }

    #[tokio::test]
    async fn answers_are_read_with_texts_of_any_octets() {
        let answer =
            heard("\"a \\\"b\\\\ {5}\" ACTIVE\r\n{10}\r\nkeep;\r\nOK\r\r\n{2}\r\né ACTIVE\r\nok \"x\"\r\n");
        let active = || Word::Atom("ACTIVE".to_owned());
        let lines =
            vec![vec![text("a \"b\\ {5}"), active()], vec![text("keep;\r\nOK\r")], vec![text("é"), active()]];
        assert_eq!(answer.await.unwrap(), Answer::Ok(lines));
        let no = heard("NO (QUOTA/MAXSIZE) {3}\r\na\nb\r\n").await.unwrap();
        assert_eq!(no, Answer::No(Some("QUOTA/MAXSIZE".to_owned()), "a\nb".to_owned()));
        assert_eq!(heard("NO \"line 1: x\"\r\n").await.unwrap(), Answer::No(None, "line 1: x".to_owned()));
        let tagged = heard("NO (TAG \"a)\") \"x\"\r\n").await.unwrap();
        assert_eq!(tagged, Answer::No(Some("TAG \"a)\"".to_owned()), "x".to_owned()));
    }

    #[tokio::test]
    async fn what_makes_no_sense_is_an_error() {
        for said in
            ["\"a\r\nOK\r\n", "NO (a\r\n", "{99999999999}\r\nx", "{9999999}\r\nx", &"x".repeat(20_000)]
        {
            assert!(matches!(heard(said).await, Err(Error::Answer(_) | Error::Connection(_))), "{said:.20}");
        }
        for said in ["", "{5}\r\nab", "BYE \"x\"\r\n"] {
            assert!(matches!(heard(said).await, Err(Error::Connection(_))), "{said}");
        }
        assert!(matches!(heard(&"\"a\"\r\n".repeat(1_001)).await, Err(Error::Answer(_))));
    }

    #[test]
    fn texts_are_written_so_that_they_stay_texts() {
        assert_eq!(written("a \"b\\"), "\"a \\\"b\\\\\"");
        assert_eq!(written("a\r\nLOGOUT"), "{9+}\r\na\r\nLOGOUT");
        assert_eq!(written(&"é".repeat(600)).split("\r\n").next(), Some("{1200+}"));
    }
}
