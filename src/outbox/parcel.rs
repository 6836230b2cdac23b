//! Everything that the steps of sending need, packed for a row of the outbox in pieces.

use bytes::Bytes;
use mailcore::address::Address;
use mailcore::mailbox::MessageRef;
use mailcore::smtp::SubmissionEnvelope;
use mailcore::smtp::notification::DeliveryNotification;
use serde::{Deserialize, Serialize};

use super::copy_to::CopyTo;
use super::origin::{self, Origin};
use crate::desk::Desk;
use crate::secret::{Sealed, SealingKey};
use crate::store::{self, AccountId};

/// How many octets are sealed together.
const PIECE: usize = 256 * 1024;

/// A message ready to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Who it is from and whom it goes to.
    pub envelope: SubmissionEnvelope,
    /// Its Message-ID without angle brackets.
    pub message_id: String,
    /// The octets that are handed over: without Bcc.
    pub wire: Bytes,
    /// The octets of the sender's own copy, where they differ: with Bcc.
    pub own_copy: Option<Bytes>,
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
    /// The size of that; `None` in what was packed by those before.
    #[serde(default)]
    own_size: Option<usize>,
    origin: Option<Origin>,
    replaces: Option<String>,
    #[serde(default)]
    notification: Option<String>,
    #[serde(default)]
    copy_to: CopyTo,
}

impl Label {
    /// How many octets follow, as far as it says.
    fn size(&self) -> usize {
        self.wire_size.saturating_add(self.own_size.unwrap_or_default())
    }
}

impl Parcel {
    /// The sender's own copy.
    pub fn copy(&self) -> &Bytes {
        self.own_copy.as_ref().unwrap_or(&self.wire)
    }

    /// Packs it for the row of `draft`, in pieces that are sealed as they are taken: they open for the same account
    /// and draft only.
    pub fn pieces<'a>(
        &'a self,
        key: &'a SealingKey,
        account: AccountId,
        draft: &'a str,
    ) -> impl Iterator<Item = Vec<u8>> + Send + 'a {
        let own_copy = self.own_copy.as_ref();
        let octets = cut(&self.wire).chain(own_copy.into_iter().flat_map(cut));
        let all = std::iter::once(Bytes::from(self.label())).chain(octets);
        (0_i64..).zip(all).map(move |(number, it)| key.seal(&it, &purpose(account, draft, number)).0)
    }

    /// Unpacks that of row `id`; `None` when it is damaged or sealed by another key.
    pub async fn open(desk: &Desk, id: i64, draft: &str) -> Result<Option<Self>, store::Error> {
        let mut octets = Vec::new();
        for number in 0.. {
            let Some(piece) = desk.store.outbox_piece(id, number).await? else { break };
            let Ok(piece) = desk.key.open(&Sealed(piece), &purpose(desk.account, draft, number)) else {
                return Ok(None);
            };
            octets.extend_from_slice(&piece);
            if number == 0 {
                octets.reserve_exact(read_label(&octets).map_or(0, |(label, _)| label.size()));
            }
        }
        Ok(Self::unpack(octets.into()))
    }

    /// The label with its line end; the octets that are handed over follow, and those of the sender's own copy.
    fn label(&self) -> Vec<u8> {
        let label = Label {
            return_path: self.envelope.return_path.as_ref().map(Address::to_string).unwrap_or_default(),
            recipients: self.envelope.recipients.iter().map(Address::to_string).collect(),
            message_id: self.message_id.clone(),
            wire_size: self.wire.len(),
            own_copy: self.own_copy.is_some(),
            own_size: self.own_copy.as_ref().map(Bytes::len),
            origin: self.origin.clone(),
            replaces: self.replaces.as_ref().map(origin::write_place),
            notification: self.envelope.notification.as_ref().map(|it| it.envelope_id().to_owned()),
            copy_to: self.copy_to.clone(),
        };
        // A struct of strings and numbers always has a JSON form, and that has no line end in it.
        let mut octets = serde_json::to_vec(&label).unwrap_or_default();
        octets.push(b'\n');
        octets
    }

    /// Copies nothing: what is large is shared with what was opened.
    fn unpack(octets: Bytes) -> Option<Self> {
        let (label, from) = read_label(&octets)?;
        let to = from.checked_add(label.wire_size).filter(|it| *it <= octets.len())?;
        let own_copy = label.own_copy.then(|| octets.slice(to..));
        if label.own_size.is_some_and(|it| own_copy.as_ref().is_none_or(|own| own.len() != it)) {
            return None;
        }
        let recipients: Option<Vec<Address>> = label.recipients.iter().map(|it| it.parse().ok()).collect();
        Some(Self {
            envelope: SubmissionEnvelope {
                return_path: Some(label.return_path.parse().ok()?),
                recipients: recipients.filter(|it| !it.is_empty())?,
                notification: label.notification.as_deref().map(DeliveryNotification::about),
            },
            message_id: label.message_id,
            wire: octets.slice(from..to),
            own_copy,
            origin: label.origin,
            copy_to: label.copy_to,
            replaces: label.replaces.as_deref().and_then(origin::read_place),
        })
    }
}

/// The label, and where what follows it begins.
fn read_label(octets: &[u8]) -> Option<(Label, usize)> {
    let end = octets.iter().position(|it| *it == b'\n')?;
    Some((serde_json::from_slice(octets.get(..end)?).ok()?, end + 1))
}

/// Octets in pieces.
fn cut(octets: &Bytes) -> impl Iterator<Item = Bytes> {
    (0..octets.len()).step_by(PIECE).map(|at| octets.slice(at..octets.len().min(at + PIECE)))
}

/// The first piece is sealed as whole messages once were.
fn purpose(account: AccountId, draft: &str, number: i64) -> String {
    let whole = format!("outbox {} {draft}", account.0);
    if number == 0 { whole } else { format!("{whole} {number}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(parcel: &Parcel) -> Bytes {
        let own_copy = parcel.own_copy.as_deref().unwrap_or_default();
        [parcel.label().as_slice(), &parcel.wire, own_copy].concat().into()
    }

    #[test]
    fn packing_and_unpacking_are_inverses() {
        let parcel = Parcel {
            envelope: SubmissionEnvelope {
                return_path: "camille@demo.example".parse().ok(),
                recipients: vec!["a@demo.example".parse().unwrap(), "b@demo.example".parse().unwrap()],
                notification: Some(DeliveryNotification::about("1@demo.example")),
            },
            message_id: "1@demo.example".to_owned(),
            wire: Bytes::from_static(b"Subject: a\r\n\r\n\n\0b"),
            own_copy: Some(Bytes::from_static(b"Bcc: b@demo.example\r\n\r\n")),
            origin: "reply INBOX/7-42 x@example.org".parse().ok(),
            copy_to: CopyTo::Nowhere,
            replaces: origin::read_place("Drafts/1-2"),
        };
        assert_eq!(Parcel::unpack(packed(&parcel)), Some(parcel.clone()));
        let alone = Parcel {
            envelope: SubmissionEnvelope { notification: None, ..parcel.envelope.clone() },
            own_copy: None,
            origin: None,
            replaces: None,
            ..parcel
        };
        assert_eq!(Parcel::unpack(packed(&alone)), Some(alone.clone()));
        assert_eq!(*alone.copy(), alone.wire);
    }

    #[test]
    fn what_is_damaged_is_not_unpacked() {
        for octets in [&b""[..], b"\n", b"{}\n", b"no json\nmore"] {
            assert_eq!(Parcel::unpack(Bytes::from_static(octets)), None);
        }
    }

    #[test]
    fn what_waited_before_there_was_a_choice_is_filed_as_usual() {
        let label = r#"{"return_path":"a@b.example","recipients":["c@d.example"],"message_id":"1@b.example",
            "wire_size":1,"own_copy":false,"origin":null,"replaces":null}"#;
        let parcel = Parcel::unpack(format!("{}\nx", label.replace('\n', " ")).into()).unwrap();
        assert_eq!((parcel.copy_to, parcel.envelope.notification), (CopyTo::Sent, None));
    }

    #[tokio::test]
    async fn a_large_one_opens_from_its_pieces_and_not_from_some_of_them() {
        let desk = crate::outbox::tests::desk().await;
        let address: Address = "a@b.example".parse().unwrap();
        let large: Bytes = (0..=255).cycle().take(2 * PIECE + 1).collect::<Vec<u8>>().into();
        let parcel = Parcel {
            envelope: SubmissionEnvelope::new(Some(address.clone()), vec![address]),
            message_id: "1@b.example".to_owned(),
            wire: large.clone(),
            own_copy: Some(large),
            origin: None,
            copy_to: CopyTo::Sent,
            replaces: None,
        };
        let pieces: Vec<Vec<u8>> = parcel.pieces(&desk.key, desk.account, "d").collect();
        assert_eq!(pieces.len(), 7);
        let keep = async |draft: &str, pieces: Vec<Vec<u8>>| {
            let id = desk.store.enqueue(desk.account, draft, 1).await.unwrap().unwrap();
            desk.store.add_outbox_pieces(id, pieces.into_iter()).await.unwrap();
            id
        };
        let id = keep("d", pieces.clone()).await;
        assert_eq!(Parcel::open(&desk, id, "d").await.unwrap(), Some(parcel));
        assert_eq!(Parcel::open(&desk, id, "other").await.unwrap(), None);
        let id = keep("cut", pieces.into_iter().take(6).collect()).await;
        assert_eq!(Parcel::open(&desk, id, "d").await.unwrap(), None);
    }
}
