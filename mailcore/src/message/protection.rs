//! How a message is protected (RFC 1847): signed or encrypted, with OpenPGP (RFC 3156, 9580) or S/MIME
//! (RFC 8551, 5652).
//!
//! Nothing is verified and nothing is decrypted here: it is said what the message claims, so that a
//! signed one can be read and an encrypted one can be opened elsewhere.

use super::body;
use super::part::{Part, Structure};

pub mod armor;
pub mod cms;
mod der;
mod packet;

/// The most octets of a signature that are read.
pub const MOST_SIGNATURE: u64 = 256 * 1024;

/// By which rules a message is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// PGP.
    OpenPgp,
    /// Certificates.
    Smime,
}

/// What protects a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protection {
    /// What is signed stands in clear, and this part is the signature.
    Signed(Standard, Part),
    /// This part is the message, and only who has a key opens it.
    Encrypted(Standard, Part),
    /// The message is wrapped in this part: signed or encrypted, [`cms::read`] tells which.
    Wrapped(Part),
}

/// Who signed, as the signature says. What is not said is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// A name.
    pub name: String,
    /// An address.
    pub address: String,
    /// With which key, in groups of four hexadecimal digits; of OpenPGP only.
    pub key: String,
}

/// Finds what protects a message: the first of it, as lists put their own parts around. Messages
/// inside the message are not looked into.
pub fn find(structure: &Structure) -> Option<Protection> {
    // A list and not a recursion: the tree is foreign, and only its reader bounds its depth.
    let mut waiting = vec![&structure.root];
    while let Some(part) = waiting.pop() {
        if let Some(found) = protection(part) {
            return Some(found);
        }
        if part.is_multipart() {
            waiting.extend(part.parts.iter().rev());
        }
    }
    None
}

fn protection(part: &Part) -> Option<Protection> {
    match part.media_type.as_str() {
        "multipart/signed" => {
            let signature = part.parts.iter().skip(1).find(|it| body::is_for_programs(part, it))?;
            let standard = match signature.media_type.as_str() {
                "application/pgp-signature" => Standard::OpenPgp,
                _ => Standard::Smime,
            };
            Some(Protection::Signed(standard, signature.clone()))
        }
        "multipart/encrypted" => {
            let octets = part.parts.iter().find(|it| !body::is_for_programs(part, it))?;
            Some(Protection::Encrypted(Standard::OpenPgp, octets.clone()))
        }
        _ => is_envelope(part).then(|| Protection::Wrapped(part.clone())),
    }
}

/// Whether a part is a message in an S/MIME envelope (RFC 8551, section 3.2.1). One with another name
/// than the usual is a file that somebody signed, like a `contract.pdf.p7m`.
pub fn is_envelope(part: &Part) -> bool {
    let name = part.file_name.as_deref().unwrap_or("smime.p7m");
    matches!(part.media_type.as_str(), "application/pkcs7-mime" | "application/x-pkcs7-mime")
        && name.eq_ignore_ascii_case("smime.p7m")
}

#[cfg(test)]
mod tests;
