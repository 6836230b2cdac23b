//! How the open message is signed or encrypted, in a sentence.

use mailcore::address::FoundAddress;
use mailcore::message::protection::{Protection, Signer, Standard};

use crate::i18n::Text;
use crate::reading::Reading;
use crate::reading::protection::Claim;
use crate::web::urls;

/// What a person should know about a protected message.
#[derive(Debug)]
pub(in crate::web) struct ProtectionNotice {
    pub(in crate::web) sentences: Vec<Text>,
    pub(in crate::web) icon: &'static str,
    /// What another program needs: the signature, or what is encrypted.
    pub(in crate::web) save_url: Option<String>,
    pub(in crate::web) save_label: Text,
}

impl ProtectionNotice {
    /// `None` for a message that is neither signed nor encrypted.
    pub(super) fn new(reading: &Reading) -> Option<Self> {
        let protected = reading.protected.as_ref()?;
        let part = protected.part.as_ref();
        let (sentence, icon, save_label) = match &protected.claim {
            Claim::Signed { signer, .. } => {
                let is_wrapped = matches!(reading.message.protection, Some(Protection::Wrapped(_)));
                let key = if is_wrapped { "protection-save-envelope" } else { "protection-save-signature" };
                (signed(signer), "signature", key)
            }
            Claim::Encrypted(Standard::OpenPgp) => {
                (Text::new("protection-encrypted-openpgp"), "lock", "protection-save")
            }
            Claim::Encrypted(Standard::Smime) => {
                (Text::new("protection-encrypted-smime"), "lock", "protection-save")
            }
            Claim::Closed => (Text::new("protection-closed"), "lock", "protection-save"),
        };
        let partly = matches!(protected.claim, Claim::Signed { partly: true, .. });
        Some(Self {
            sentences: std::iter::once(sentence)
                .chain(partly.then(|| Text::new("protection-partly")))
                .collect(),
            icon,
            save_url: part.map(|it| urls::message_part(&reading.message.at, it)),
            save_label: Text::new(save_label),
        })
    }
}

/// Who signed, by name and address where the signature has them, else by the key.
fn signed(signer: &Signer) -> Text {
    let name = FoundAddress { name: signer.name.clone(), address: signer.address.clone() }.full();
    match (name.as_str(), signer.key.as_str()) {
        ("", "") => Text::new("protection-signed"),
        ("", key) => Text::new("protection-signed-with").with("key", key),
        (name, _) => Text::new("protection-signed-by").with("name", name),
    }
}
