//! Files of many messages, one after the other (RFC 4155, and what programs write in its place).
//!
//! A message begins behind a line `From address date` that begins the file or follows an empty line.
//! Lines `>From`, `>>From` are `From`, `>From` of the message (mboxrd). Whatever the line ends are,
//! what is given has CRLF.

use std::io::{self, BufRead};

use super::parse;

pub mod writing;

/// How a line begins that stands before a message.
const SEPARATOR: &[u8] = b"From ";

/// The most octets of a line that are held at once; a longer one is taken piece by piece.
const MOST_OF_LINE: usize = 64 * 1024;

/// A message of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Its octets, with CRLF; cut where it is too long.
    pub octets: Vec<u8>,
    /// The date on the line before it, in seconds since 1970-01-01 UTC.
    pub filed_at: Option<i64>,
    /// It is longer than a message may be.
    pub is_too_long: bool,
}

/// Reads the messages of a file, holding one at a time.
#[derive(Debug)]
pub struct Mbox<R> {
    input: R,
    most: usize,
    /// The separator of the next message was read, and this stood on it.
    next: Option<Option<i64>>,
    is_at_start: bool,
}

impl<R: BufRead> Mbox<R> {
    /// A reader of messages of at most `most` octets. A file that does not begin with a separator is
    /// one message, up to the first one.
    pub fn new(input: R, most: usize) -> Self {
        Self { input, most, next: None, is_at_start: true }
    }

    /// Where it reads from.
    pub fn input(&self) -> &R {
        &self.input
    }

    /// The next message; `None` at the end of the file.
    pub fn next_message(&mut self) -> io::Result<Option<Found>> {
        let mut found = Found::default();
        let mut has_begun = self.next.is_some();
        found.filed_at = self.next.take().flatten();
        // Whether what was read last was an empty line, and whether it ended a line at all.
        let (mut after_empty, mut after_end) = (self.is_at_start, true);
        self.is_at_start = false;
        let mut line = Vec::new();
        while self.read_piece(&mut line)? {
            let begins_line = after_end;
            after_end = line.ends_with(b"\n");
            if begins_line && after_empty && line.starts_with(SEPARATOR) {
                let date = date_of(&line);
                if !has_begun && found.octets.is_empty() {
                    (has_begun, found.filed_at) = (true, date);
                    after_empty = false;
                    continue;
                }
                self.next = Some(date);
                return Ok(Some(finished(found)));
            }
            after_empty = begins_line && matches!(line.as_slice(), b"\n" | b"\r\n");
            has_begun = true;
            let line = if begins_line { unquoted(&line) } else { &line };
            append(&mut found, line, self.most);
        }
        Ok(has_begun.then(|| finished(found)).filter(|it| !it.octets.is_empty()))
    }

    /// A line with its end, or the next piece of a long one; `false` at the end of the file.
    fn read_piece(&mut self, line: &mut Vec<u8>) -> io::Result<bool> {
        line.clear();
        while line.len() < MOST_OF_LINE {
            let waiting = self.input.fill_buf()?;
            if waiting.is_empty() {
                break;
            }
            let room = MOST_OF_LINE - line.len();
            let piece = waiting.get(..room).unwrap_or(waiting);
            let end = piece.iter().position(|it| *it == b'\n').map(|it| it + 1);
            let taken = end.unwrap_or(piece.len());
            line.extend_from_slice(piece.get(..taken).unwrap_or(piece));
            self.input.consume(taken);
            if end.is_some() {
                break;
            }
        }
        Ok(!line.is_empty())
    }
}

/// The date of a separator: what follows the address, or all of it where there is none.
fn date_of(line: &[u8]) -> Option<i64> {
    let rest = line.strip_prefix(SEPARATOR)?.trim_ascii();
    let after = rest.iter().position(|it| *it == b' ').and_then(|blank| rest.get(blank..));
    after.and_then(parse::date).or_else(|| parse::date(rest))
}

/// A line without the mark that was put before it because it began like a separator.
fn unquoted(line: &[u8]) -> &[u8] {
    let marks = line.iter().take_while(|it| **it == b'>').count();
    let is_quoted = marks > 0 && line.get(marks..).is_some_and(|it| it.starts_with(SEPARATOR));
    if is_quoted { line.get(1..).unwrap_or(line) } else { line }
}

fn append(found: &mut Found, line: &[u8], most: usize) {
    if found.octets.len().saturating_add(line.len()) > most {
        found.is_too_long = true;
        return;
    }
    match line.strip_suffix(b"\n") {
        Some(text) => {
            found.octets.extend_from_slice(text.strip_suffix(b"\r").unwrap_or(text));
            found.octets.extend_from_slice(b"\r\n");
        }
        None => found.octets.extend_from_slice(line),
    }
}

/// A message without the empty line that stands before the next separator.
fn finished(mut found: Found) -> Found {
    if found.octets.ends_with(b"\r\n\r\n") {
        found.octets.truncate(found.octets.len() - 2);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], most: usize) -> Vec<Found> {
        let mut mbox = Mbox::new(text, most);
        std::iter::from_fn(|| mbox.next_message().unwrap()).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = read(text.as_bytes(), 1_000_000)
            .into_iter()
            .map(|it| String::from_utf8(it.octets).unwrap().replace("\r\n", "|"))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn messages_are_told_apart() {
        check(
            "From a@b Mon Nov 23 10:42:00 2026\nA: 1\n\nx\n\nFrom c Tue\nB: 2\n\ny\n",
            &["A: 1||x|", "B: 2||y|"],
        );
        check("From a\r\nA: 1\r\n\r\nx\r\n\r\nFrom b\r\nB: 2\r\n", &["A: 1||x|", "B: 2|"]);
        check("A: 1\n\nFrom here it goes on\n", &["A: 1|", ""][..1]);
        check("", &[]);
        check("From a\n", &[]);
    }

    #[test]
    fn a_line_that_begins_with_from_is_text_where_no_empty_line_stands_before_it() {
        check("From a\nA: 1\n\nx\nFrom now on\n", &["A: 1||x|From now on|"]);
    }

    #[test]
    fn what_was_quoted_is_quoted_no_more() {
        check("From a\nA: 1\n\n>From x\n>>From y\n> From z\n", &["A: 1||From x|>From y|> From z|"]);
    }

    #[test]
    fn the_date_stands_behind_the_address() {
        let found = read(b"From a@b.example Mon Nov 23 10:42:00 2026\nA: 1\n", 1_000);
        assert_eq!(found[0].filed_at, Some(1_795_430_520));
        assert_eq!(read(b"From a nowhere\nA: 1\n", 1_000)[0].filed_at, None);
    }

    #[test]
    fn what_is_too_long_is_passed_over_in_little_memory() {
        let long = "x".repeat(3 * MOST_OF_LINE);
        let text = format!("From a\nA: {long}\n\nFrom b\nB: 2\n");
        let found = read(text.as_bytes(), 1_000);
        assert_eq!(found.len(), 2);
        assert!(found[0].is_too_long && found[0].octets.len() <= 1_000);
        assert_eq!((found[1].is_too_long, found[1].octets.as_slice()), (false, &b"B: 2\r\n"[..]));
    }

    #[test]
    fn any_octets_are_read_to_their_end() {
        for text in [&b"\0\xff\n\n\nFrom \n\nFrom \n"[..], b"From \r\r\n", b">From", b"\n\n\n"] {
            assert!(read(text, 10).len() <= 3);
        }
    }
}
