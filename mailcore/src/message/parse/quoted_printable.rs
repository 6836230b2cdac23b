//! Quoted-printable as it is found in mail (RFC 2045, section 6.7), piece by piece.

/// The longest run of blanks that waits for a line end; more than a line may have.
const MOST_BLANKS: usize = 1000;

/// What waits between two pieces.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    state: State,
    /// Octets that were read in this state and not written yet.
    held: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    /// Blanks that vanish if the line ends after them.
    Blanks,
    /// `=`.
    Equals,
    /// `=` and one hexadecimal digit.
    Digit(u8),
    /// `=` and blanks: a soft line break if the line ends after them.
    EqualsBlanks,
    /// `=`, perhaps blanks, and a carriage return.
    SoftBreak,
}

impl Decoder {
    /// Decodes; an `=` that means nothing stays as it is.
    pub(super) fn push(&mut self, octets: &[u8]) -> Vec<u8> {
        let mut decoded = Vec::with_capacity(octets.len());
        for &octet in octets {
            // A state that cannot go on with the octet gives it to the one after it.
            while !self.step(octet, &mut decoded) {}
        }
        decoded
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        match self.state {
            State::Digit(_) => std::mem::take(&mut self.held),
            State::Text | State::Blanks | State::Equals | State::EqualsBlanks | State::SoftBreak => {
                Vec::new()
            }
        }
    }

    /// Whether the octet was used up.
    fn step(&mut self, octet: u8, decoded: &mut Vec<u8>) -> bool {
        match (self.state, octet) {
            (State::Text, b'=') => self.hold(State::Equals, octet),
            (State::Text, b' ' | b'\t') => self.hold(State::Blanks, octet),
            (State::Text, _) => decoded.push(octet),
            (State::Blanks | State::EqualsBlanks, b' ' | b'\t') if self.held.len() < MOST_BLANKS => {
                self.hold(self.state, octet);
            }
            (State::Blanks, b'\r' | b'\n') => {
                self.held.clear();
                decoded.push(octet);
                self.state = State::Text;
            }
            (State::Equals | State::EqualsBlanks, b'\r') => self.hold(State::SoftBreak, octet),
            (State::Equals | State::EqualsBlanks | State::SoftBreak, b'\n') => self.drop_held(),
            (State::Equals, b' ' | b'\t') => self.hold(State::EqualsBlanks, octet),
            (State::Equals, _) if octet.is_ascii_hexdigit() => self.hold(State::Digit(digit(octet)), octet),
            (State::Digit(high), _) if octet.is_ascii_hexdigit() => {
                decoded.push(high << 4 | digit(octet));
                self.drop_held();
            }
            (State::SoftBreak, _) => {
                self.drop_held();
                return false;
            }
            (State::Blanks | State::Equals | State::Digit(_) | State::EqualsBlanks, _) => {
                decoded.append(&mut self.held);
                self.state = State::Text;
                return false;
            }
        }
        true
    }

    fn hold(&mut self, state: State, octet: u8) {
        self.held.push(octet);
        self.state = state;
    }

    fn drop_held(&mut self) {
        self.held.clear();
        self.state = State::Text;
    }
}

/// The value of a hexadecimal digit; 0 for anything else.
fn digit(octet: u8) -> u8 {
    char::from(octet).to_digit(16).and_then(|it| u8::try_from(it).ok()).unwrap_or(0)
}
