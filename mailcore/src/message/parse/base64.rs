//! Base64 as it is found in mail (RFC 2045, section 6.8), piece by piece.

/// What waits between two pieces: at most 18 bits.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bits: u32,
    count: u8,
}

impl Decoder {
    /// Decodes; characters outside the alphabet are passed over, and padding ends a group wherever
    /// it stands, since some programs join pieces that were encoded one by one.
    pub(super) fn push(&mut self, octets: &[u8]) -> Vec<u8> {
        let mut decoded = Vec::with_capacity(octets.len() / 4 * 3 + 3);
        for &octet in octets {
            let Some(value) = value(octet) else {
                if octet == b'=' {
                    self.end_group(&mut decoded);
                }
                continue;
            };
            self.bits = self.bits << 6 | u32::from(value);
            self.count += 1;
            if self.count == 4 {
                let [_, first, second, third] = self.bits.to_be_bytes();
                decoded.extend([first, second, third]);
                (self.bits, self.count) = (0, 0);
            }
        }
        decoded
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        let mut decoded = Vec::new();
        self.end_group(&mut decoded);
        decoded
    }

    fn end_group(&mut self, decoded: &mut Vec<u8>) {
        // Two characters hold one octet and four bits of nothing, three hold two and two.
        let (shift, octets) = match self.count {
            2 => (4, 1),
            3 => (2, 2),
            _ => (0, 0),
        };
        let rest = (self.bits >> shift).to_be_bytes();
        decoded.extend(rest.iter().skip(rest.len() - octets));
        (self.bits, self.count) = (0, 0);
    }
}

fn value(octet: u8) -> Option<u8> {
    match octet {
        b'A'..=b'Z' => Some(octet - b'A'),
        b'a'..=b'z' => Some(octet - b'a' + 26),
        b'0'..=b'9' => Some(octet - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
