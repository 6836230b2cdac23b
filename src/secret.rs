//! Secrets at rest (XChaCha20-Poly1305): under the server's key, or under a key that only a
//! browser holds.

use std::fmt;
use std::path::Path;

use zeroize::Zeroizing;

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

impl SealingKey {
    /// A new key.
    pub fn random() -> Self {
        todo!()
    }

    /// Reads the server's key from `path`, or makes it there (0600). A key file that others may
    /// read, or of another size, is an error.
    pub fn load_or_create(_path: &Path) -> std::io::Result<Self> {
        todo!()
    }

    /// Seals `octets` for the purpose `label`: it opens with the same label only.
    pub fn seal(&self, _octets: &[u8], _label: &str) -> Sealed {
        todo!()
    }

    /// Opens what was sealed with the same label.
    pub fn open(&self, _sealed: &Sealed, _label: &str) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        todo!()
    }

    /// The key as text, for the one cookie that holds it.
    pub fn to_text(&self) -> Zeroizing<String> {
        todo!()
    }

    /// The key from that cookie.
    pub fn from_text(_text: &str) -> Option<Self> {
        todo!()
    }

    /// A key for another purpose, derived from this one.
    pub fn derive(&self, _purpose: &str) -> Self {
        todo!()
    }

    /// The octets themselves, for a library that signs cookies.
    pub fn octets(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey")
    }
}
