//! Whom a message was sent to, as far as the person wants that remembered.

use mailcore::address::NamedAddress;
use mailcore::message::parse;
use mailcore::smtp::RefusedRecipient;

use super::parcel::Parcel;
use crate::contacts::collecting;
use crate::desk::Desk;

/// Takes note of the recipients of a message that the server just took, but for those whom it refused and
/// the person themselves. That it fails costs nobody their message.
pub(super) async fn take_note(desk: &Desk, parcel: &Parcel, refused: &[RefusedRecipient]) {
    let recipients = recipients(parcel, refused);
    let (writing, now) = (&desk.preferences.writing, jiff::Timestamp::now().as_second());
    let into = (!writing.forget_recipients).then_some(desk.preferences.people.collect_into.as_str());
    let noted = collecting::collect(&desk.store, desk.account, &recipients, into, now).await;
    noted.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "no note was taken of recipients");
    });
}

/// Those of the envelope, with the names that the header has for them.
fn recipients(parcel: &Parcel, refused: &[RefusedRecipient]) -> Vec<NamedAddress> {
    let headers = parse::headers(parcel.copy());
    let named: Vec<NamedAddress> = [&headers.to, &headers.cc, &headers.bcc]
        .into_iter()
        .flatten()
        .filter_map(|it| it.to_named())
        .collect();
    let envelope = &parcel.envelope;
    let is_meant = |it: &NamedAddress| {
        envelope.recipients.contains(&it.address)
            && envelope.return_path.as_ref() != Some(&it.address)
            && !refused.iter().any(|refused| refused.address == it.address)
    };
    named.into_iter().filter(is_meant).collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use mailcore::smtp::SubmissionEnvelope;

    use super::super::copy_to::CopyTo;
    use super::*;

    #[test]
    fn who_got_a_message_is_taken_note_of_by_name() {
        let address = |text: &str| text.parse().unwrap();
        let parcel = Parcel {
            envelope: SubmissionEnvelope::new(
                Some(address("me@b.example")),
                ["a@b.example", "b@b.example", "me@b.example", "no@b.example"].map(address).to_vec(),
            ),
            message_id: "1@b.example".to_owned(),
            wire: Bytes::new(),
            own_copy: Some(Bytes::from_static(
                b"To: Anne <a@b.example>, me@b.example\r\nBcc: b@b.example, no@b.example\r\nCc: x@b.example\r\n\r\n",
            )),
            origin: None,
            copy_to: CopyTo::Sent,
            replaces: None,
        };
        let refused =
            RefusedRecipient { address: address("no@b.example"), code: 550, text: "Unknown".to_owned() };
        let found = recipients(&parcel, &[refused]);
        let found: Vec<_> = found.iter().map(|it| (it.name.as_deref(), it.address.to_string())).collect();
        assert_eq!(found, [(Some("Anne"), "a@b.example".to_owned()), (None, "b@b.example".to_owned())]);
    }
}
