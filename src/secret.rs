//! Secrets at rest (XChaCha20-Poly1305): under the server's key, or under a key that only a
//! browser holds.

use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::rand_core::RngCore as _;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, OsRng, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// The nonce before each ciphertext, in octets.
const NONCE: usize = 24;

/// 256 bits that nobody else knows. `Debug` shows nothing of it.
#[derive(Clone)]
pub struct SealingKey(Zeroizing<[u8; 32]>);

/// Sealed octets: a nonce of 24 octets and the ciphertext.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// What was sealed cannot be opened: another key, another label, or damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what was sealed cannot be opened with this key")]
pub struct CannotOpen;

/// Octets that nobody can guess, from the operating system.
pub fn random<const N: usize>() -> [u8; N] {
    let mut octets = [0; N];
    OsRng.fill_bytes(&mut octets);
    octets
}

/// `N` such octets in hexadecimal: the name of something, for addresses and forms.
pub fn random_hex<const N: usize>() -> String {
    random::<N>().iter().map(|octet| format!("{octet:02x}")).collect()
}

/// What `parts` are known by: the same for the same parts, another one for all others (128 bits of SHA-256,
/// in hexadecimal).
pub fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).map(|octet| format!("{octet:02x}")).collect()
}

impl SealingKey {
    /// A new key.
    pub fn random() -> Self {
        Self(Zeroizing::new(random()))
    }

    /// Reads the server's key from `path`, or makes it there (0600). A key file that others may
    /// read, or of another size, is an error.
    pub fn load_or_create(path: &Path) -> io::Result<Self> {
        match Self::load(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                create(path)?;
                Self::load(path)
            }
            outcome => outcome,
        }
    }

    /// The same for a key that is there.
    pub fn load(path: &Path) -> io::Result<Self> {
        let mut file = fs::File::open(path)?;
        let about = file.metadata()?;
        let mode = about.mode() & 0o7777;
        if mode & 0o077 != 0 {
            let why = format!("others may read it (mode {mode:04o}): run chmod 600 {}", path.display());
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
        }
        if about.len() != 32 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "it must hold 32 octets: put its backup back",
            ));
        }
        let mut key = Zeroizing::new([0; 32]);
        file.read_exact(&mut *key)?;
        Ok(Self(key))
    }

    /// Seals `octets` for the purpose `label`: it opens with the same label only.
    pub fn seal(&self, octets: &[u8], label: &str) -> Sealed {
        let nonce = random::<NONCE>();
        #[expect(
            clippy::expect_used,
            reason = "fails only beyond 256 GiB, more than a slice of ours can hold"
        )]
        let ciphertext = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), Payload { msg: octets, aad: label.as_bytes() })
            .expect("a slice in memory can be sealed");
        let mut sealed = nonce.to_vec();
        sealed.extend(ciphertext);
        Sealed(sealed)
    }

    /// Opens what was sealed with the same label.
    pub fn open(&self, sealed: &Sealed, label: &str) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let (nonce, ciphertext) = sealed.0.split_at_checked(NONCE).ok_or(CannotOpen)?;
        self.cipher()
            .decrypt(XNonce::from_slice(nonce), Payload { msg: ciphertext, aad: label.as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| CannotOpen)
    }

    /// The key as text, for the one cookie that holds it.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(*self.0))
    }

    /// The key from that cookie.
    pub fn from_text(text: &str) -> Option<Self> {
        let octets = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        let key: [u8; 32] = octets.as_slice().try_into().ok()?;
        Some(Self(Zeroizing::new(key)))
    }

    /// A key for another purpose, derived from this one (HKDF-SHA256, RFC 5869).
    pub fn derive(&self, purpose: &str) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        #[expect(clippy::expect_used, reason = "fails only beyond 8,160 octets")]
        Hkdf::<Sha256>::new(None, &*self.0)
            .expand(purpose.as_bytes(), &mut *key)
            .expect("32 octets can be derived");
        Self(key)
    }

    /// A tag of a text: who does not have the key cannot make it, for the same purpose and text it is
    /// the same one (HKDF-SHA256 as a pseudo-random function, 128 bits, base64url without padding).
    pub fn tag(&self, purpose: &str, text: &str) -> String {
        let mut tag = [0; 16];
        #[expect(clippy::expect_used, reason = "fails only beyond 8,160 octets")]
        Hkdf::<Sha256>::new(None, &*self.0)
            .expand_multi_info(&[purpose.as_bytes(), b"\0", text.as_bytes()], &mut tag)
            .expect("16 octets can be derived");
        URL_SAFE_NO_PAD.encode(tag)
    }

    /// Whether a tag is that of a text; how long this takes says nothing about it.
    pub fn vouches(&self, purpose: &str, text: &str, tag: &str) -> bool {
        self.tag(purpose, text).as_bytes().ct_eq(tag.as_bytes()).into()
    }

    /// The octets themselves, for a library that signs cookies.
    pub fn octets(&self) -> &[u8; 32] {
        &self.0
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey")
    }
}

/// Puts a new key at `path`, whole or not at all: two processes that start together end with the
/// same one, and a crash leaves no half key.
fn create(path: &Path) -> io::Result<()> {
    let fresh = path.with_extension(format!("new-{}", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&fresh)?;
    file.write_all(SealingKey::random().octets())?;
    file.sync_all()?;
    let linked = fs::hard_link(&fresh, path);
    fs::remove_file(&fresh)?;
    match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn parts_are_told_apart_by_where_they_end() {
        let of = |parts: [&[u8]; 2]| fingerprint(parts);
        assert_eq!(of([b"ab", b"c"]), of([b"ab", b"c"]));
        assert_ne!(of([b"ab", b"c"]), of([b"a", b"bc"]));
        assert_eq!(of([b"", b""]).len(), 32);
    }

    #[test]
    fn ids_are_not_repeated() {
        assert_eq!(random_hex::<16>().len(), 32);
        assert_ne!(random_hex::<16>(), random_hex::<16>());
    }

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_label_only() {
        let key = SealingKey::random();
        let sealed = key.seal("s\u{e9}same".as_bytes(), "pierre@example.test");
        assert_eq!(*key.open(&sealed, "pierre@example.test").unwrap(), "s\u{e9}same".as_bytes());
        assert_eq!(key.open(&sealed, "claire@example.test"), Err(CannotOpen));
        assert_eq!(SealingKey::random().open(&sealed, "pierre@example.test"), Err(CannotOpen));
        let mut damaged = sealed.clone();
        damaged.0[30] ^= 1;
        assert_eq!(key.open(&damaged, "pierre@example.test"), Err(CannotOpen));
        assert_eq!(key.open(&Sealed(vec![0; 23]), ""), Err(CannotOpen));
    }

    #[test]
    fn sealing_twice_gives_two_ciphertexts() {
        let key = SealingKey::random();
        assert_ne!(key.seal(b"x", ""), key.seal(b"x", ""));
    }

    #[test]
    fn a_key_goes_through_its_cookie() {
        let key = SealingKey::random();
        assert_eq!(SealingKey::from_text(&key.to_text()).unwrap().octets(), key.octets());
        for garbage in ["", "abc", "\u{e9}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            assert!(SealingKey::from_text(garbage).is_none(), "{garbage}");
        }
    }

    #[test]
    fn derived_keys_differ_by_purpose_and_stay_the_same() {
        let key = SealingKey::from_text("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE").unwrap();
        assert_eq!(key.derive("cookies").octets(), key.derive("cookies").octets());
        assert_ne!(key.derive("cookies").octets(), key.derive("drafts").octets());
        assert_ne!(key.derive("cookies").octets(), key.octets());
    }

    #[test]
    fn a_tag_vouches_for_one_text_and_purpose_under_one_key() {
        let key = SealingKey::random();
        let tag = key.tag("pictures", "1 https://example.test/a.png");
        assert_eq!(tag.len(), 22);
        assert!(key.vouches("pictures", "1 https://example.test/a.png", &tag));
        assert!(!key.vouches("pictures", "2 https://example.test/a.png", &tag));
        assert!(!key.vouches("other", "1 https://example.test/a.png", &tag));
        assert!(!SealingKey::random().vouches("pictures", "1 https://example.test/a.png", &tag));
        for garbage in ["", "a", "\u{e9}", &tag.to_uppercase()] {
            assert!(!key.vouches("pictures", "1 https://example.test/a.png", garbage), "{garbage}");
        }
        assert_ne!(key.tag("ab", "c"), key.tag("a", "bc"));
    }

    #[test]
    fn nothing_of_a_key_is_shown() {
        assert_eq!(format!("{:?}", SealingKey::random()), "SealingKey");
    }

    #[test]
    fn the_server_key_is_made_once_for_its_owner_alone() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("server.key");
        let key = SealingKey::load_or_create(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(SealingKey::load_or_create(&path).unwrap().octets(), key.octets());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_file_that_others_may_read_or_of_another_size_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("server.key");
        SealingKey::load_or_create(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(SealingKey::load_or_create(&path).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(&path, b"short").unwrap();
        assert_eq!(SealingKey::load_or_create(&path).unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
