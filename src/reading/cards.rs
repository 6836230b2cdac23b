//! Cards of people that are attached to a message (vCard): shown by their names, added on demand.

use mailcore::imap::pool::{Beside, Lease};
use mailcore::message::card::{self, Card};
use mailcore::message::part::Part;
use mailcore::message::place::Place;

use crate::contacts::adding::{self, Added};
use crate::contacts::remote::Reach;
use crate::contacts::{self, Report};
use crate::desk::Desk;
use crate::fetch::{self, Message};

/// The most files with cards of one message that are read.
const MOST_PARTS: usize = 10;

/// The most octets of one of them, as written: what [`card::MOST_OCTETS`] become in base64.
const MOST_OCTETS: u64 = (card::MOST_OCTETS as u64) / 2 * 3;

/// Cards that are attached to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// What they are called, in order.
    pub names: Vec<String>,
    /// What would become of them if they were added.
    pub outlook: Report,
}

/// Why cards were not added.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// The book.
    #[error(transparent)]
    Contacts(#[from] contacts::Error),
}

/// The cards of a message; `None` when it has none.
pub async fn find(
    desk: &Desk,
    lease: &mut Lease,
    message: &Message,
) -> Result<Option<Attached>, fetch::Error> {
    let cards = read(lease, message).await?;
    if cards.is_empty() {
        return Ok(None);
    }
    let outlook = contacts::preview(&desk.store, desk.account, &cards).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "contacts could not be looked up");
        Report { added: cards.len(), ..Report::default() }
    });
    Ok(Some(Attached { names: cards.into_iter().map(|it| it.name).collect(), outlook }))
}

/// Adds the cards of a message to the book that the person chose for new ones. `now` is in seconds since 1970-01-01 UTC.
pub async fn add(desk: &Desk, reach: &Reach, place: &Place, now: i64) -> Result<Added, Error> {
    let mut lease = desk.lease(Some(&place.message.mailbox)).await.map_err(fetch::Error::from)?;
    let message = Message::open_at(&mut lease, place, Beside::Nothing).await?;
    let cards = read(&mut lease, &message).await?;
    drop(lease);
    Ok(adding::add(reach, desk.account, cards, &desk.preferences.people.new_cards, now).await?)
}

async fn read(lease: &mut Lease, message: &Message) -> Result<Vec<Card>, fetch::Error> {
    let texts = message.attached_texts(lease, is_card, MOST_PARTS, MOST_OCTETS).await?;
    let size = texts.iter().map(|(_, text)| text.len()).sum();
    fetch::off_thread(size, move || {
        let cards = texts.iter().flat_map(|(_, text)| card::read(text).cards);
        cards.take(card::MOST_CARDS).collect()
    })
    .await
}

/// Whether a part may hold cards: by its type, else by its name; one that is larger than what is read
/// of it is a file like others.
fn is_card(part: &Part) -> bool {
    let name = part.file_name.as_deref().unwrap_or_default().to_lowercase();
    let kind = match part.media_type.as_str() {
        "text/vcard" | "text/x-vcard" | "text/directory" => true,
        "application/octet-stream" | "text/plain" => name.ends_with(".vcf"),
        _ => false,
    };
    kind && part.size <= MOST_OCTETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_told_by_its_type_or_its_name() {
        for (media_type, name, size, expected) in [
            ("text/vcard", None, 10, true),
            ("text/x-vcard", Some("a"), 10, true),
            ("application/octet-stream", Some("Marie.VCF"), 10, true),
            ("text/vcard", None, MOST_OCTETS + 1, false),
            ("text/html", Some("a.vcf"), 10, false),
        ] {
            let part = Part {
                media_type: media_type.to_owned(),
                file_name: name.map(str::to_owned),
                size,
                ..Part::default()
            };
            assert_eq!(is_card(&part), expected, "{media_type} {name:?} {size}");
        }
    }
}
