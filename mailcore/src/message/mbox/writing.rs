//! Messages into a file of many, as they pass through: the inverse of [`super::Mbox`].
//!
//! What a mailbox keeps of a message beside it stands before its first field, where Dovecot, mutt and other programs
//! that read such files look for it: `Status`, `X-Status`, `X-Keywords`. A message that brings fields of these names
//! along (from the program that kept it before) does not keep them there, or they would count in their place; all
//! other octets stay as they are. Its signature (DKIM) holds: none covers fields that name how a message was kept.

use super::SEPARATOR;
use crate::flag::{Flag, FlagSet};

/// The fields that say how a message is kept, in lower case.
const MARKS: [&[u8]; 3] = [b"status:", b"x-status:", b"x-keywords:"];

/// The longest beginning of a line that is held back until it is known what it is: marks without an end are text.
const MOST_MARKS: usize = 1_000;

/// Writes a message piece by piece: lines end in LF, and what begins like a separator has a mark before it (mboxrd).
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The beginning of a line, while it may still be that of a separator.
    head: Vec<u8>,
    is_within_line: bool,
    /// A CR was read, of which the LF is to come.
    has_return: bool,
    /// The header is being read, of which the fields of [`MARKS`] go.
    is_in_header: bool,
    /// One of them is being read.
    is_leaving_out: bool,
}

/// The line before a message. `date` is as `Fri Nov 27 16:00:00 2026`, in UTC (RFC 4155, appendix A).
pub fn separator(date: &str) -> String {
    format!("From MAILER-DAEMON {date}\n")
}

impl Writing {
    /// Begins a message with what its mailbox keeps of it.
    pub fn with_marks(flags: &FlagSet, out: &mut Vec<u8>) -> Self {
        // Nothing of it is recent (O): it was seen in a list, at least.
        out.extend(if flags.contains(&Flag::Seen) { &b"Status: RO\n"[..] } else { b"Status: O\n" });
        let letters = [(Flag::Answered, 'A'), (Flag::Flagged, 'F'), (Flag::Draft, 'T'), (Flag::Deleted, 'D')];
        let letters: String = letters.iter().filter(|it| flags.contains(&it.0)).map(|it| it.1).collect();
        let keywords: Vec<String> =
            flags.iter().filter(|it| !it.is_system()).map(ToString::to_string).collect();
        for (name, value) in [("X-Status", letters), ("X-Keywords", keywords.join(" "))] {
            if !value.is_empty() {
                out.extend(format!("{name}: {value}\n").bytes());
            }
        }
        Self { is_in_header: true, ..Self::default() }
    }

    /// Takes the next octets of a message, and appends what is sure of them.
    pub fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        for octet in piece.iter().copied() {
            let had_return = std::mem::take(&mut self.has_return);
            match octet {
                b'\r' => {
                    if had_return {
                        self.take(b'\r', out);
                    }
                    self.has_return = true;
                }
                b'\n' => self.end_line(out),
                other => {
                    if had_return {
                        self.take(b'\r', out);
                    }
                    self.take(other, out);
                }
            }
        }
    }

    /// Ends the message: with the end of its last line, and the empty one before the next separator.
    pub fn finish(mut self, out: &mut Vec<u8>) {
        if self.is_within_line || !self.head.is_empty() {
            self.end_line(out);
        }
        out.push(b'\n');
    }

    fn end_line(&mut self, out: &mut Vec<u8>) {
        if !self.is_within_line && self.head.is_empty() {
            (self.is_in_header, self.is_leaving_out) = (false, false);
        }
        if !self.is_leaving_out {
            out.append(&mut self.head);
            out.push(b'\n');
        }
        self.is_within_line = false;
    }

    fn take(&mut self, octet: u8, out: &mut Vec<u8>) {
        if self.is_within_line {
            if !self.is_leaving_out {
                out.push(octet);
            }
            return;
        }
        self.head.push(octet);
        if self.is_in_header && self.may_leave_out() {
            return;
        }
        let marks = self.head.iter().take_while(|it| **it == b'>').count();
        let rest = self.head.get(marks..).unwrap_or_default();
        if rest == SEPARATOR {
            out.push(b'>');
        } else if SEPARATOR.starts_with(rest) && marks < MOST_MARKS {
            return;
        }
        out.append(&mut self.head);
        self.is_within_line = true;
    }

    /// Looks at the beginning of a line of the header; whether it is held back, or left out.
    fn may_leave_out(&mut self) -> bool {
        if matches!(self.head.as_slice(), [b' ' | b'\t']) {
            // The field goes on (RFC 5322, section 2.2.3), left out or not.
            if self.is_leaving_out {
                self.head.clear();
                self.is_within_line = true;
            }
            return self.is_leaving_out;
        }
        self.is_leaving_out = false;
        let begun = self.head.to_ascii_lowercase();
        if MARKS.contains(&begun.as_slice()) {
            (self.is_leaving_out, self.is_within_line) = (true, true);
            self.head.clear();
            return true;
        }
        MARKS.iter().any(|it| it.starts_with(&begun))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Mbox;
    use super::*;

    fn written(messages: &[&[u8]], size: usize) -> Vec<u8> {
        let mut out = Vec::new();
        for message in messages {
            out.extend(separator("Mon Nov 23 10:42:00 2026").bytes());
            let mut writing = Writing::default();
            for piece in message.chunks(size) {
                writing.push(piece, &mut out);
            }
            writing.finish(&mut out);
        }
        out
    }

    #[test]
    fn what_is_written_is_read_again() {
        let messages: [&[u8]; 6] = [
            b"A: 1\r\n\r\nx\r\n",
            b"A: 2\r\n\r\nFrom here\r\n>From there\r\n>>From\r\n\r\nFrom a@b Mon Nov 23 10:42:00 2026\r\n",
            b"A: 3\r\n\r\n\r\n\r\nFromage\r\n> From\r\n>\r\nFrom\r\n",
            b"A: 4\r\n\r\none\rtwo\r\n\xff\0\r\n",
            b"A: 5\r\n\r\nno end",
            b"A: 6\r\n",
        ];
        for size in [1, 2, 3, 7, 1_000] {
            let file = written(&messages, size);
            let mut mbox = Mbox::new(file.as_slice(), 1_000_000);
            for message in messages {
                let found = mbox.next_message().unwrap().unwrap();
                let mut expected = message.to_vec();
                if !expected.ends_with(b"\r\n") {
                    expected.extend(b"\r\n");
                }
                assert_eq!(found.octets, expected, "{}", String::from_utf8_lossy(&file));
                assert_eq!(found.filed_at, Some(1_795_430_520));
            }
            assert_eq!(mbox.next_message().unwrap(), None);
        }
    }

    #[test]
    fn what_a_mailbox_keeps_stands_before_the_first_field() {
        let check = |flags: &[&str], message: &str, expected: &str| {
            let flags: FlagSet = flags.iter().filter_map(|it| Flag::parse(it)).collect();
            for size in [1, 2, 5, 1_000] {
                let mut out = Vec::new();
                let mut writing = Writing::with_marks(&flags, &mut out);
                for piece in message.as_bytes().chunks(size) {
                    writing.push(piece, &mut out);
                }
                writing.finish(&mut out);
                assert_eq!(String::from_utf8_lossy(&out), expected, "{size}");
            }
        };
        check(&[], "A: 1\r\n\r\nx\r\n", "Status: O\nA: 1\n\nx\n\n");
        let all = [r"\Seen", r"\Answered", r"\Flagged", r"\Draft", r"\Deleted", "$Forwarded", "Work"];
        let kept = "Status: RO\nX-Status: AFTD\nX-Keywords: $Forwarded Work\n";
        check(&all, "A: 1\r\n\r\nStatus: x\r\n", &format!("{kept}A: 1\n\nStatus: x\n\n"));
        // Those of the program that kept it before go, with their further lines; what looks like them does not.
        check(
            &[r"\Seen"],
            "A: 1\r\n b\r\nstatus: O\r\n more\r\n\tX-Status: F\r\nX-KEYWORDS:\r\n a\r\nStatus-Of: x\r\n\
             Stat\r\nX-Status: F\r\n\r\nb\r\n",
            "Status: RO\nA: 1\n b\nStatus-Of: x\nStat\n\nb\n\n",
        );
        check(&[r"\Seen"], "Status: O\r\n", "Status: RO\n\n");
        check(&[r"\Seen"], "Stat", "Status: RO\nStat\n\n");
    }

    #[test]
    fn marks_without_an_end_are_not_held() {
        let mut writing = Writing::default();
        let mut out = Vec::new();
        writing.push(&[b'>'; 100_000], &mut out);
        assert!(out.len() >= 99_000 && writing.head.len() <= MOST_MARKS);
    }
}
