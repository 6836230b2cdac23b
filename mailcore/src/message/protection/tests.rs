//! Signatures that OpenSSL and GnuPG made of words of ours.

use super::armor::{self, Armor};
use super::cms::{self, Envelope};
use super::*;
use crate::message::part::PartId;

const OPAQUE: &[u8] = include_bytes!("../../../../tests/data/protected/opaque.p7m");
const STREAMED: &[u8] = include_bytes!("../../../../tests/data/protected/streamed.p7m");
const DETACHED: &[u8] = include_bytes!("../../../../tests/data/protected/detached.p7s");
const ENCRYPTED: &[u8] = include_bytes!("../../../../tests/data/protected/encrypted.p7m");
const CLEAR: &str = include_str!("../../../../tests/data/protected/clear.asc");

fn certified() -> Signer {
    Signer {
        name: "Élodie Martin".to_owned(),
        address: "elodie.martin@octopus.test".to_owned(),
        key: String::new(),
    }
}

#[test]
fn an_envelope_tells_who_signed_and_what_is_inside() {
    for (octets, wrapped) in [(OPAQUE, true), (STREAMED, true), (DETACHED, false)] {
        match cms::read(octets) {
            Envelope::Signed { signer, content } => {
                assert_eq!(signer, certified());
                assert_eq!(content.is_some(), wrapped);
                assert!(content.is_none_or(|it| it.starts_with(b"Content-Type: multipart/mixed")));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_is_encrypted_shows_in_its_first_octets() {
    assert_eq!(cms::read(ENCRYPTED), Envelope::Encrypted);
    assert_eq!(cms::read(&ENCRYPTED[..100]), Envelope::Encrypted);
    assert_eq!(cms::read(b""), Envelope::Other);
    assert_eq!(cms::read(b"no envelope"), Envelope::Other);
}

#[test]
fn damaged_envelopes_end() {
    for whole in [OPAQUE, STREAMED, DETACHED] {
        for at in 0..whole.len() {
            let _ = cms::read(&whole[..at]);
            let mut changed = whole.to_vec();
            changed[at] ^= 0x80;
            let _ = cms::read(&changed);
        }
    }
    let deep = [&[0x30, 0x80, 0x06, 0x09][..], &OPAQUE[6..15], &[0xa0, 0x80].repeat(100_000)].concat();
    assert_eq!(cms::read(&deep), Envelope::Other);
}

#[test]
fn a_signed_text_is_read_without_its_armor() {
    let (text, armor) = armor::take_off(CLEAR).unwrap();
    assert_eq!(text.trim_end(), "Bonjour,\n- un point\n\nÉlodie");
    let signer = Signer { key: "3F1A E807 69DE 85CB".to_owned(), ..Signer::default() };
    match armor {
        Armor::Signed { signer: found, partly } => {
            assert_eq!((&found.key, found.address.as_str()), (&signer.key, "elodie.martin@octopus.test"));
            assert!(!partly);
        }
        other => panic!("{other:?}"),
    }
    let around = armor::take_off(&format!("Avant\n{CLEAR}\nAprès\n")).unwrap();
    assert!(around.0.starts_with("Avant\nBonjour") && around.0.contains("Après"), "{}", around.0);
    assert!(matches!(around.1, Armor::Signed { partly: true, .. }));
}

#[test]
fn armor_that_is_none_stays() {
    for text in [
        "",
        "Bonjour",
        "-----BEGIN PGP SIGNED MESSAGE-----",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nno signature",
        "> -----BEGIN PGP SIGNED MESSAGE-----\n\n-----BEGIN PGP SIGNATURE-----",
        "-----BEGIN PGP SIGNATURE-----\n\n-----BEGIN PGP SIGNED MESSAGE-----\n\nbackwards",
    ] {
        assert_eq!(armor::take_off(text), None, "{text}");
    }
    let encrypted = "-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----";
    assert_eq!(armor::take_off(encrypted), Some((encrypted.to_owned(), Armor::Encrypted)));
    let odd = "-----BEGIN PGP SIGNED MESSAGE-----\n\nText\n-----BEGIN PGP SIGNATURE-----\n\n%%%%";
    let nobody = Armor::Signed { signer: Signer::default(), partly: false };
    assert_eq!(armor::take_off(odd), Some(("Text".to_owned(), nobody)));
}

#[test]
fn damaged_packets_end() {
    use base64::Engine as _;
    let base64: String = CLEAR.lines().skip_while(|it| !it.starts_with("iJ")).take(4).collect();
    let whole = base64::engine::general_purpose::STANDARD.decode(base64).unwrap();
    for at in 0..whole.len() {
        let _ = packet::signer(&whole[..at]);
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        let _ = packet::signer(&changed);
    }
}

fn part(media_type: &str, id: &str, parts: Vec<Part>) -> Part {
    let id = id.parse::<PartId>().ok();
    Part { media_type: media_type.to_owned(), id, parts, ..Part::default() }
}

#[test]
fn what_protects_a_message_is_found_below_what_lists_put_around() {
    let signature = part("application/pgp-signature", "1.2", vec![]);
    let signed = part("multipart/signed", "1", vec![part("text/plain", "1.1", vec![]), signature.clone()]);
    let list = part("multipart/mixed", "", vec![signed.clone(), part("text/plain", "2", vec![])]);
    let found = |root: Part| find(&Structure { root, cut: false });
    assert_eq!(found(list), Some(Protection::Signed(Standard::OpenPgp, signature)));
    let forwarded = part("message/rfc822", "2", vec![signed]);
    assert_eq!(found(part("multipart/mixed", "", vec![forwarded])), None);
    let octets = part("application/octet-stream", "2", vec![]);
    let encrypted = vec![part("application/pgp-encrypted", "1", vec![]), octets.clone()];
    assert_eq!(
        found(part("multipart/encrypted", "", encrypted)),
        Some(Protection::Encrypted(Standard::OpenPgp, octets))
    );
    let signed_file =
        Part { file_name: Some("contrat.pdf.p7m".to_owned()), ..part("application/pkcs7-mime", "1", vec![]) };
    assert_eq!(found(part("multipart/mixed", "", vec![signed_file])), None);
    let wrapped = part("application/pkcs7-mime", "1", vec![]);
    assert_eq!(found(wrapped.clone()), Some(Protection::Wrapped(wrapped)));
}
