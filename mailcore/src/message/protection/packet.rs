//! Who made an OpenPGP signature (RFC 9580, sections 4.2 and 5.2), as it says itself.

use bytes::Buf as _;

use super::Signer;
use crate::address::FoundAddress;
use crate::message::parse;

/// The number of a signature packet.
const SIGNATURE: u8 = 2;

// What a part of a signature says.
const KEY_ID: u8 = 16;
const USER_ID: u8 = 28;
const FINGERPRINT: u8 = 33;

/// Reads the first signature of a stream of packets; what it does not say is empty.
pub(super) fn signer(octets: &[u8]) -> Signer {
    signature(octets).and_then(read).unwrap_or_default()
}

/// The first packet, if it is a signature.
fn signature(mut rest: &[u8]) -> Option<&[u8]> {
    let tag = rest.try_get_u8().ok()?;
    let (number, length) = match tag {
        0xc0.. => (tag & 0x3f, length(&mut rest)?),
        0x80.. => ((tag >> 2) & 0xf, old_length(&mut rest, tag & 3)?),
        _ => return None,
    };
    (number == SIGNATURE).then_some(rest.get(..length).unwrap_or(rest))
}

/// One octet, two, or four after an octet of ones.
fn length(rest: &mut &[u8]) -> Option<usize> {
    let first = rest.try_get_u8().ok()?;
    match first {
        0..=191 => Some(usize::from(first)),
        192..=254 => {
            let second = rest.try_get_u8().ok()?;
            Some((usize::from(first) - 192) * 256 + usize::from(second) + 192)
        }
        255 => usize::try_from(rest.try_get_u32().ok()?).ok(),
    }
}

fn old_length(rest: &mut &[u8], kind: u8) -> Option<usize> {
    match kind {
        0 => rest.try_get_u8().ok().map(usize::from),
        1 => rest.try_get_u16().ok().map(usize::from),
        2 => rest.try_get_u32().ok().and_then(|it| usize::try_from(it).ok()),
        _ => Some(rest.len()),
    }
}

fn read(mut rest: &[u8]) -> Option<Signer> {
    let version = rest.try_get_u8().ok()?;
    if version == 3 {
        // A length, a kind, a time; then the key.
        rest.split_off(..6)?;
        return Some(Signer { key: groups(rest.get(..8)?), ..Signer::default() });
    }
    // A kind and two algorithms.
    rest.split_off(..3)?;
    let mut signer = Signer::default();
    for _ in ["what is signed, too", "what is not"] {
        let length = match version {
            6 => usize::try_from(rest.try_get_u32().ok()?).ok()?,
            _ => usize::from(rest.try_get_u16().ok()?),
        };
        let mut parts = rest.split_off(..length)?;
        while let Some(part) = length_and_part(&mut parts) {
            take(&mut signer, part);
        }
    }
    Some(signer)
}

fn length_and_part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = length(rest)?;
    rest.split_off(..length)
}

fn take(signer: &mut Signer, mut part: &[u8]) {
    // The highest bit says that a reader must understand it.
    match part.try_get_u8().unwrap_or_default() & 0x7f {
        KEY_ID if signer.key.is_empty() => signer.key = groups(part.get(..8).unwrap_or_default()),
        FINGERPRINT => {
            // The key id is the end of it, from version 6 on the beginning.
            let version = part.try_get_u8().unwrap_or_default();
            let at = if version == 4 { part.len().saturating_sub(8) } else { 0 };
            signer.key = groups(part.get(at..).and_then(|it| it.get(..8)).unwrap_or_default());
        }
        USER_ID => {
            let FoundAddress { name, address } =
                parse::addresses(part).into_iter().next().unwrap_or_default();
            (signer.name, signer.address) = (name, address);
        }
        _ => {}
    }
}

/// Four digits, a blank, four digits.
fn groups(octets: &[u8]) -> String {
    let pairs: Vec<String> =
        octets.chunks(2).map(|it| it.iter().map(|it| format!("{it:02X}")).collect()).collect();
    pairs.join(" ")
}
