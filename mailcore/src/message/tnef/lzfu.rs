//! Compressed RTF (MS-OXRTFCP).

use bytes::Buf as _;

/// "LZFu": compressed.
const COMPRESSED: u32 = 0x7546_5a4c;

/// "MELA": as it is.
const UNCOMPRESSED: u32 = 0x414c_454d;

/// The size of the dictionary, which is written around and around.
const DICTIONARY: usize = 4096;

/// What the dictionary holds before the first octet (section 2.1.2.1).
const PRESET: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \
\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\
\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Unpacks; the size that the header declares is not looked at: at most `most` octets come out.
/// `None` when the header is none. What is damaged ends it.
pub(super) fn unpack(mut octets: &[u8], most: usize) -> Option<Vec<u8>> {
    // The size of what follows, the size unpacked, the kind, a checksum.
    octets.try_get_u32_le().ok()?;
    octets.try_get_u32_le().ok()?;
    let kind = octets.try_get_u32_le().ok()?;
    octets.try_get_u32_le().ok()?;
    match kind {
        UNCOMPRESSED => Some(octets.get(..most).unwrap_or(octets).to_vec()),
        COMPRESSED => Some(unpack_runs(octets, most)),
        _ => None,
    }
}

/// Each octet of flags tells of the eight that follow, lowest bit first, whether they are octets or
/// references into the dictionary.
fn unpack_runs(mut octets: &[u8], most: usize) -> Vec<u8> {
    let mut output = Output::new(most);
    while let Ok(flags) = octets.try_get_u8() {
        for bit in 0..8 {
            if output.is_full() {
                return output.octets;
            }
            let goes_on = match flags & (1 << bit) {
                0 => octets.try_get_u8().is_ok_and(|it| output.push(it)),
                _ => octets.try_get_u16().is_ok_and(|it| output.refer(it)),
            };
            if !goes_on {
                return output.octets;
            }
        }
    }
    output.octets
}

struct Output {
    octets: Vec<u8>,
    most: usize,
    dictionary: Vec<u8>,
    /// Where the dictionary is written next.
    at: usize,
}

impl Output {
    fn new(most: usize) -> Self {
        let mut dictionary = PRESET.to_vec();
        dictionary.resize(DICTIONARY, b' ');
        Self { octets: Vec::new(), most, dictionary, at: PRESET.len() }
    }

    fn is_full(&self) -> bool {
        self.octets.len() >= self.most
    }

    fn push(&mut self, octet: u8) -> bool {
        if !self.is_full() {
            self.octets.push(octet);
        }
        if let Some(place) = self.dictionary.get_mut(self.at) {
            *place = octet;
        }
        self.at = (self.at + 1) % DICTIONARY;
        true
    }

    /// Takes up what the dictionary holds: 12 bits say from where, 4 bits how much; one that points
    /// to where is written next is the end.
    fn refer(&mut self, reference: u16) -> bool {
        let (from, length) = (usize::from(reference >> 4), usize::from(reference & 0xf) + 2);
        if from == self.at {
            return false;
        }
        for step in 0..length {
            let octet = self.dictionary.get((from + step) % DICTIONARY).copied();
            self.push(octet.unwrap_or_default());
        }
        true
    }
}
