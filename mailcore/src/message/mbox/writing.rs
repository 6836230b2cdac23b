//! Messages into a file of many, as they pass through: the inverse of [`super::Mbox`].

use super::SEPARATOR;

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
}

/// The line before a message. `date` is as `Fri Nov 27 16:00:00 2026`, in UTC (RFC 4155, appendix A).
pub fn separator(date: &str) -> String {
    format!("From MAILER-DAEMON {date}\n")
}

impl Writing {
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
        out.append(&mut self.head);
        out.push(b'\n');
        self.is_within_line = false;
    }

    fn take(&mut self, octet: u8, out: &mut Vec<u8>) {
        if self.is_within_line {
            out.push(octet);
            return;
        }
        self.head.push(octet);
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
    fn marks_without_an_end_are_not_held() {
        let mut writing = Writing::default();
        let mut out = Vec::new();
        writing.push(&[b'>'; 100_000], &mut out);
        assert!(out.len() >= 99_000 && writing.head.len() <= MOST_MARKS);
    }
}
