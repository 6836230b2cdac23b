//! Asking the servers on the way to tell what becomes of a message (RFC 3461).

use lettre::transport::smtp::extension::{MailParameter, RcptParameter};

use crate::address::Address;

/// The longest identifier that is given back (RFC 3461, section 4.4).
const MOST_OF_ID: usize = 100;

/// When something is told: it was delivered, it could not be, it is late.
const WHEN: &str = "SUCCESS,FAILURE,DELAY";

/// The header of the message comes back, not all of it.
const WHAT: &str = "HDRS";

/// A wish for delivery status notifications about a message and each of its recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryNotification {
    /// Invariant: 1 to 100 characters, none of which must be written in another way.
    envelope_id: String,
}

impl DeliveryNotification {
    /// One whose notifications say which message they are about: by its Message-ID, as far as an
    /// identifier can hold it.
    pub fn about(message_id: &str) -> Self {
        let plain = |it: &char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_' | '@');
        let id: String = message_id.chars().filter(plain).take(MOST_OF_ID).collect();
        Self { envelope_id: if id.is_empty() { "message".to_owned() } else { id } }
    }

    /// What the notifications give back as Original-Envelope-Id.
    pub fn envelope_id(&self) -> &str {
        &self.envelope_id
    }

    /// What stands behind `MAIL FROM`.
    pub(super) fn of_message(&self) -> [MailParameter; 2] {
        [("RET", WHAT), ("ENVID", self.envelope_id.as_str())].map(|(keyword, value)| MailParameter::Other {
            keyword: keyword.to_owned(),
            value: Some(value.to_owned()),
        })
    }
}

/// What stands behind `RCPT TO`. ORCPT is in ASCII: an address beyond it is told by Final-Recipient alone.
pub(super) fn of_recipient(address: &Address) -> Vec<RcptParameter> {
    let parameter = |keyword: &str, value: String| RcptParameter::Other {
        keyword: keyword.to_owned(),
        value: Some(value),
    };
    let mut parameters = vec![parameter("NOTIFY", WHEN.to_owned())];
    if address.local().is_ascii() {
        let original = format!("rfc822;{}@{}", address.local(), address.ascii_domain());
        parameters.push(parameter("ORCPT", original));
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_short_and_plain() {
        let id = |text: &str| DeliveryNotification::about(text).envelope_id;
        assert_eq!(id("0a1b@example.fr"), "0a1b@example.fr");
        assert_eq!(id("a b\r\nMAIL FROM:<x>=+é@y"), "abMAILFROMx@y");
        assert_eq!(id(&"x".repeat(200)).len(), 100);
        assert_eq!(id(" é"), "message");
    }

    #[test]
    fn a_recipient_is_named_as_it_was_written() {
        let words = |address: &str| -> Vec<String> {
            of_recipient(&address.parse().unwrap()).iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            words("a+b@exämple.fr"),
            ["NOTIFY=SUCCESS,FAILURE,DELAY", "ORCPT=rfc822;a+2Bb@xn--exmple-cua.fr"]
        );
        assert_eq!(words("zoé@example.fr"), ["NOTIFY=SUCCESS,FAILURE,DELAY"]);
    }
}
