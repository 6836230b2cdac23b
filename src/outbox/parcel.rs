//! Everything that the steps of sending need, packed for a row of the outbox.

use mailcore::address::Address;
use mailcore::mailbox::MessageRef;
use mailcore::smtp::SubmissionEnvelope;
use mailcore::smtp::notification::DeliveryNotification;
use serde::{Deserialize, Serialize};

use super::copy_to::CopyTo;
use super::origin::{self, Origin};
use crate::secret::{Sealed, SealingKey};
use crate::store::AccountId;

/// A message ready to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Who it is from and whom it goes to.
    pub envelope: SubmissionEnvelope,
    /// Its Message-ID without angle brackets.
    pub message_id: String,
    /// The octets that are handed over: without Bcc.
    pub wire: Vec<u8>,
    /// The octets of the sender's own copy, where they differ: with Bcc.
    pub own_copy: Option<Vec<u8>>,
    /// What it answers or forwards.
    pub origin: Option<Origin>,
    /// Where the sender's own copy goes.
    pub copy_to: CopyTo,
    /// A draft with another Message-ID that it was made from, to be removed.
    pub replaces: Option<MessageRef>,
}

/// What stands before the octets, as JSON on one line.
#[derive(Serialize, Deserialize)]
struct Label {
    return_path: String,
    recipients: Vec<String>,
    message_id: String,
    wire_size: usize,
    own_copy: bool,
    origin: Option<Origin>,
    replaces: Option<String>,
    #[serde(default)]
    notification: Option<String>,
    #[serde(default)]
    copy_to: CopyTo,
}

impl Parcel {
    /// The sender's own copy.
    pub fn copy(&self) -> &[u8] {
        self.own_copy.as_deref().unwrap_or(&self.wire)
    }

    /// Packs it for the row of `draft`; it opens for the same account and draft only.
    pub fn seal(&self, key: &SealingKey, account: AccountId, draft: &str) -> Vec<u8> {
        key.seal(&self.pack(), &purpose(account, draft)).0
    }

    /// Unpacks it; `None` when it is damaged or sealed by another key.
    pub fn open(key: &SealingKey, account: AccountId, draft: &str, content: &[u8]) -> Option<Self> {
        let octets = key.open(&Sealed(content.to_vec()), &purpose(account, draft)).ok()?;
        Self::unpack(&octets)
    }

    fn pack(&self) -> Vec<u8> {
        let label = Label {
            return_path: self.envelope.return_path.as_ref().map(Address::to_string).unwrap_or_default(),
            recipients: self.envelope.recipients.iter().map(Address::to_string).collect(),
            message_id: self.message_id.clone(),
            wire_size: self.wire.len(),
            own_copy: self.own_copy.is_some(),
            origin: self.origin.clone(),
            replaces: self.replaces.as_ref().map(origin::write_place),
            notification: self.envelope.notification.as_ref().map(|it| it.envelope_id().to_owned()),
            copy_to: self.copy_to.clone(),
        };
        // A struct of strings and numbers always has a JSON form, and that has no line end in it.
        let mut octets = serde_json::to_vec(&label).unwrap_or_default();
        octets.push(b'\n');
        octets.extend_from_slice(&self.wire);
        octets.extend_from_slice(self.own_copy.as_deref().unwrap_or_default());
        octets
    }

    fn unpack(octets: &[u8]) -> Option<Self> {
        let end = octets.iter().position(|it| *it == b'\n')?;
        let (label, rest) = octets.split_at_checked(end)?;
        let label: Label = serde_json::from_slice(label).ok()?;
        let (wire, own_copy) = rest.get(1..)?.split_at_checked(label.wire_size)?;
        let recipients: Option<Vec<Address>> = label.recipients.iter().map(|it| it.parse().ok()).collect();
        Some(Self {
            envelope: SubmissionEnvelope {
                return_path: Some(label.return_path.parse().ok()?),
                recipients: recipients.filter(|it| !it.is_empty())?,
                notification: label.notification.as_deref().map(DeliveryNotification::about),
            },
            message_id: label.message_id,
            wire: wire.to_vec(),
            own_copy: label.own_copy.then(|| own_copy.to_vec()),
            origin: label.origin,
            copy_to: label.copy_to,
            replaces: label.replaces.as_deref().and_then(origin::read_place),
        })
    }
}

fn purpose(account: AccountId, draft: &str) -> String {
    format!("outbox {} {draft}", account.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_and_unpacking_are_inverses() {
        let parcel = Parcel {
            envelope: SubmissionEnvelope {
                return_path: "camille@demo.example".parse().ok(),
                recipients: vec!["a@demo.example".parse().unwrap(), "b@demo.example".parse().unwrap()],
                notification: Some(DeliveryNotification::about("1@demo.example")),
            },
            message_id: "1@demo.example".to_owned(),
            wire: b"Subject: a\r\n\r\n\n\0b".to_vec(),
            own_copy: Some(b"Bcc: b@demo.example\r\n\r\n".to_vec()),
            origin: "reply INBOX/7-42 x@example.org".parse().ok(),
            copy_to: CopyTo::Nowhere,
            replaces: origin::read_place("Drafts/1-2"),
        };
        assert_eq!(Parcel::unpack(&parcel.pack()), Some(parcel.clone()));
        let alone = Parcel {
            envelope: SubmissionEnvelope { notification: None, ..parcel.envelope.clone() },
            own_copy: None,
            origin: None,
            replaces: None,
            ..parcel
        };
        assert_eq!(Parcel::unpack(&alone.pack()), Some(alone.clone()));
        assert_eq!(alone.copy(), alone.wire);
    }

    #[test]
    fn what_is_damaged_is_not_unpacked() {
        for octets in [&b""[..], b"\n", b"{}\n", b"no json\nmore"] {
            assert_eq!(Parcel::unpack(octets), None);
        }
    }

    #[test]
    fn what_waited_before_there_was_a_choice_is_filed_as_usual() {
        let label = r#"{"return_path":"a@b.example","recipients":["c@d.example"],"message_id":"1@b.example",
            "wire_size":1,"own_copy":false,"origin":null,"replaces":null}"#;
        let parcel = Parcel::unpack(format!("{}\nx", label.replace('\n', " ")).as_bytes()).unwrap();
        assert_eq!((parcel.copy_to, parcel.envelope.notification), (CopyTo::Sent, None));
    }
}
