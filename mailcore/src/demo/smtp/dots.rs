//! The octets after DATA (RFC 5321, section 4.5.2): a dot alone on a line ends them, and one more
//! dot stands before a line that begins with one.
//!
//! Of our own: the receiver of `smtp-proto` takes a dot with two carriage returns for the end, too.

/// Where in a line the next octet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// At its beginning.
    Begin,
    /// After a dot at its beginning.
    Dot,
    /// After such a dot and a carriage return.
    DotReturn,
    /// After a carriage return.
    Return,
    /// Anywhere else.
    Inside,
}

/// Gathers a message octet by octet.
#[derive(Debug)]
pub(super) struct Dots {
    state: State,
    message: Vec<u8>,
    most: usize,
    is_too_large: bool,
}

impl Dots {
    /// Begins a message of at most so many octets.
    pub(super) fn new(most: usize) -> Self {
        // The end of the DATA line counts: a dot right after it is an empty message.
        Self { state: State::Begin, message: Vec::new(), most, is_too_large: false }
    }

    /// Takes octets up to the end of the message: how many, and whether the end is among them.
    pub(super) fn take(&mut self, octets: &[u8]) -> (usize, bool) {
        match octets.iter().position(|it| self.step(*it)) {
            Some(end) => (end + 1, true),
            None => (octets.len(), false),
        }
    }

    /// How many octets are kept.
    pub(super) fn len(&self) -> usize {
        self.message.len()
    }

    /// The message; `None` when it had too many octets.
    pub(super) fn finish(self) -> Option<Vec<u8>> {
        (!self.is_too_large).then_some(self.message)
    }

    /// Whether the message ends with this octet.
    fn step(&mut self, octet: u8) -> bool {
        match (self.state, octet) {
            (State::DotReturn, b'\n') => return true,
            (State::Begin, b'.') => {
                self.state = State::Dot;
                return false;
            }
            (State::Dot, b'\r') => {
                self.state = State::DotReturn;
                return false;
            }
            (State::DotReturn, _) => self.push(b'\r'),
            (State::Begin | State::Dot | State::Return | State::Inside, _) => {}
        }
        self.push(octet);
        self.state = match (self.state, octet) {
            (_, b'\r') => State::Return,
            (State::Return, b'\n') => State::Begin,
            _ => State::Inside,
        };
        false
    }

    fn push(&mut self, octet: u8) {
        if self.message.len() == self.most {
            // What is too large is read to its end, and need not be kept meanwhile.
            (self.is_too_large, self.message) = (true, Vec::new());
        }
        if !self.is_too_large {
            self.message.push(octet);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::message::mutants::Dice;

    #[track_caller]
    fn check(octets: &str, expected: Option<&str>) {
        let mut dots = Dots::new(100);
        let (taken, is_whole) = dots.take(octets.as_bytes());
        let message = dots.finish().map(|it| String::from_utf8(it).unwrap());
        assert_eq!(message.filter(|_| is_whole).as_deref(), expected, "{octets:?}");
        assert!(!is_whole || octets.as_bytes()[..taken].ends_with(b".\r\n"));
    }

    #[test]
    fn a_dot_alone_ends_it() {
        check("a\r\n.\r\nNOOP\r\n", Some("a\r\n"));
        check(".\r\n", Some(""));
        check("..\r\n.a\r\n...\r\n.\r\n", Some(".\r\na\r\n..\r\n"));
        for endless in ["a\r\n", "a\n.\n", "a\r\n.\n", "a\n.\r\n", "a\r.\r\n", ".\r\r\n", "a.\r\n", ".\r"] {
            check(endless, None);
        }
    }

    #[test]
    fn what_is_too_large_ends_as_well() {
        check(&format!("{}\r\n.\r\n", "a".repeat(98)), Some(&format!("{}\r\n", "a".repeat(98))));
        let mut dots = Dots::new(100);
        assert_eq!(dots.take(format!("{}\r\n.\r\nb", "a".repeat(99)).as_bytes()), (104, true));
        assert!(dots.message.capacity() == 0);
        assert_eq!(dots.finish(), None);
    }

    #[test]
    fn however_it_is_cut_it_is_the_same() {
        let mut dice = Dice::new(0xd075);
        for _ in 0..20_000 {
            let octets: Vec<u8> = (0..dice.below(20)).map(|_| b"\r\n.a"[dice.below(4)]).collect();
            let line = [b"\r\n", octets.as_slice()].concat();
            let end = line.windows(5).position(|it| it == b"\r\n.\r\n").map(|it| it + 3);
            let (one, other) = octets.split_at(dice.below(octets.len() + 1));
            let mut dots = Dots::new(100);
            let (taken, is_whole) = match dots.take(one) {
                (_, false) => dots.take(other),
                whole => whole,
            };
            assert_eq!(is_whole, end.is_some(), "{octets:?}");
            if let Some(end) = end {
                assert!(taken == end || taken + one.len() == end, "{octets:?}");
            }
        }
    }
}
