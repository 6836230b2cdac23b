//! OpenPGP in the text itself (RFC 9580, sections 6 and 7).

use super::{Signer, packet};
use crate::message::parse;
use crate::message::part::Encoding;

const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const SIGNATURE_END: &str = "-----END PGP SIGNATURE-----";
const ENCRYPTED: &str = "-----BEGIN PGP MESSAGE-----";

/// What a text is protected by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Armor {
    /// It is signed.
    Signed {
        /// By whom.
        signer: Signer,
        /// There is text before or behind, that nobody signed.
        partly: bool,
    },
    /// It is encrypted: what is there is no text.
    Encrypted,
}

/// Takes the armor off a text, where it has one: of a signed one the text remains, the signature goes.
/// An encrypted one stays as it is.
pub fn take_off(text: &str) -> Option<(String, Armor)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let line = |wanted: &str| lines.iter().position(|it| it.trim_end() == wanted);
    let Some(begin) = line(SIGNED) else {
        return line(ENCRYPTED).map(|_| (text.to_owned(), Armor::Encrypted));
    };
    let (before, rest) = lines.split_at_checked(begin)?;
    let text_at = rest.iter().position(|it| it.trim_end().is_empty())? + 1;
    let signature_at = rest.iter().position(|it| it.trim_end() == SIGNATURE)?;
    let signed = rest.get(text_at..signature_at)?;
    let signature = rest.get(signature_at..)?;
    let end =
        signature.iter().position(|it| it.trim_end() == SIGNATURE_END).map_or(signature.len(), |it| it + 1);
    let (signature, after) = signature.split_at_checked(end)?;
    let partly = before.iter().chain(after).any(|it| !it.trim().is_empty());
    let shown =
        before.iter().copied().chain(signed.iter().map(|it| unescape(it))).chain(after.iter().copied());
    let shown = shown.collect::<Vec<&str>>().join("\n");
    Some((shown, Armor::Signed { signer: signer(&signature.join("\n")), partly }))
}

/// Who made a signature that is in armor; what it does not say is empty.
pub fn signer(armored: &str) -> Signer {
    let lines = armored.lines().skip_while(|it| it.trim_end() != SIGNATURE).skip(1);
    // Fields, an empty line, base64, a checksum after an equals sign.
    let lines = lines.skip_while(|it| !it.trim().is_empty()).skip(1);
    let base64 = lines.take_while(|it| !it.starts_with("-----") && !it.starts_with('='));
    let base64 = base64.collect::<Vec<&str>>().join("\n");
    packet::signer(&parse::decoded(Encoding::Base64, base64.as_bytes()))
}

/// A line that begins with a dash has another one before it (section 7.2).
fn unescape(line: &str) -> &str {
    line.strip_prefix("- ").unwrap_or(line)
}
