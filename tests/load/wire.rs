//! What a mail server says, read only as far as it takes to know when it is the client's turn.

/// What is spoken on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// RFC 9051.
    Imap,
    /// RFC 5321.
    Smtp,
}

/// Counts the ends of answers: the greeting, then for IMAP each tagged line and each `+`, for SMTP
/// the last line of each reply. What literals hold is passed over unread.
#[derive(Debug)]
pub struct Ends {
    protocol: Protocol,
    greeted: bool,
    /// Octets of a literal that are still to come.
    literal: usize,
    /// The next line goes on with a response that had a literal.
    within: bool,
    /// The beginning of a line whose end has not come.
    begun: Vec<u8>,
}

impl Ends {
    /// For a new connection.
    pub fn new(protocol: Protocol) -> Self {
        Self { protocol, greeted: false, literal: 0, within: false, begun: Vec::new() }
    }

    /// Takes in what came; how many answers ended in it.
    pub fn feed(&mut self, mut octets: &[u8]) -> usize {
        let mut ends = 0;
        while !octets.is_empty() {
            if self.literal > 0 {
                let passed = self.literal.min(octets.len());
                self.literal -= passed;
                octets = &octets[passed..];
                continue;
            }
            let Some(end) = octets.iter().position(|it| *it == b'\n') else {
                self.begun.extend_from_slice(octets);
                break;
            };
            let (line, rest) = octets.split_at(end + 1);
            octets = rest;
            let ended = if self.begun.is_empty() {
                self.line(line)
            } else {
                let mut whole = std::mem::take(&mut self.begun);
                whole.extend_from_slice(line);
                self.line(&whole)
            };
            ends += usize::from(ended);
        }
        ends
    }

    /// Whether a line is the end of an answer.
    fn line(&mut self, line: &[u8]) -> bool {
        if self.protocol == Protocol::Smtp {
            return line.len() >= 3 && line.get(3) != Some(&b'-');
        }
        let begins = !std::mem::replace(&mut self.within, false);
        if let Some(size) = literal(line) {
            self.literal = size;
            self.within = true;
            return false;
        }
        let is_greeting = !std::mem::replace(&mut self.greeted, true);
        is_greeting || (begins && !line.starts_with(b"* "))
    }
}

/// The size of the literal that a line announces at its end: `{42}`.
fn literal(line: &[u8]) -> Option<usize> {
    let braced = line.trim_ascii_end().strip_suffix(b"}")?;
    let open = braced.iter().rposition(|it| *it == b'{')?;
    str::from_utf8(&braced[open + 1..]).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However the octets come, as many answers end.
    #[track_caller]
    fn check(protocol: Protocol, octets: &str, expected: usize) {
        for step in [1, 3, octets.len()] {
            let mut ends = Ends::new(protocol);
            let found: usize = octets.as_bytes().chunks(step).map(|it| ends.feed(it)).sum();
            assert_eq!(found, expected, "{step} octets at a time: {octets:?}");
        }
    }

    #[test]
    fn an_imap_answer_ends_at_its_tag() {
        check(Protocol::Imap, "* OK ready\r\n", 1);
        check(Protocol::Imap, "* OK ready\r\n* 1 EXISTS\r\nA2 OK done\r\nA1 NO gone\r\n", 3);
        check(Protocol::Imap, "* OK ready\r\n+ go on\r\nA1 OK done\r\n", 3);
        check(Protocol::Imap, "* OK ready\r\nA1 OK do", 1);
    }

    #[test]
    fn what_a_literal_holds_is_no_end() {
        check(Protocol::Imap, "* OK ready\r\n* 1 FETCH (BODY[] {11}\r\nA1 OK {3}\r\n)\r\nA1 OK done\r\n", 2);
        check(Protocol::Imap, "* OK ready\r\n* 1 FETCH (A {1}\r\nx B {0}\r\n C 5)\r\nA1 OK done\r\n", 2);
    }

    #[test]
    fn an_smtp_reply_ends_with_its_last_line() {
        check(Protocol::Smtp, "220 ready\r\n250-mail\r\n250-SIZE\r\n250 DSN\r\n354 go on\r\n", 3);
    }
}
