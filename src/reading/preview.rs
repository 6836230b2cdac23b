//! A file of a message to look at without taking it away.

use std::slice;

use mailcore::imap;
use mailcore::imap::pool::{Beside, Lease};
use mailcore::mailbox::MessageRef;
use mailcore::message::body;
use mailcore::message::parse::{self, Decoder};
use mailcore::message::part::{Part, PartId};
use mailcore::message::place::Place;

use super::kind::Kind;
use super::shown;
use crate::desk::Desk;
use crate::fetch::local::Local;
use crate::fetch::{self, Message};

/// The most octets, as they are written, that are read of a text.
pub const MOST_TEXT: u64 = 512_000;

/// So many tell what a file is, in whichever encoding.
const HEAD: u64 = 256;

/// A file that is looked at.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What the message says of it.
    pub part: Part,
    /// What is to be seen.
    pub content: Content,
    /// The message that it belongs to.
    pub place: Place,
    /// The files of that message, in order; the one that is looked at need not be among them.
    pub files: Vec<Part>,
}

/// What is to be seen of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A picture that the browser draws.
    Picture,
    /// A document for the browser's own viewer.
    Pdf,
    /// Text.
    Text {
        /// What it says.
        text: String,
        /// Its end is missing, because it has more than [`MOST_TEXT`] octets.
        cut: bool,
    },
    /// Nothing: the file has no octets.
    Empty,
    /// A file of a kind that is only saved.
    Nothing,
}

/// Looks at a part; the message stays as unread as it is. [`imap::Error::Gone`] when it has no such part.
pub async fn open(desk: &Desk, at: &MessageRef, id: &PartId) -> Result<Preview, fetch::Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let (part, place) = find(&mut lease, at, id).await?;
    let mut message = Message::open_at(&mut lease, &place, Beside::Nothing).await?;
    shown::settle(&mut message, &mut lease).await?;
    let claimed = Kind::claimed(&part);
    let most = if claimed == Kind::Text { MOST_TEXT } else { HEAD };
    let octets = message.octets(&mut lease, slice::from_ref(id), most).await?.pop().unwrap_or_default();
    let work = {
        let (part, charset) = (part.clone(), message.charset);
        move || content(&part, claimed, &octets, charset)
    };
    let content = fetch::off_thread(usize::try_from(part.size.min(most)).unwrap_or(usize::MAX), work).await?;
    Ok(Preview { part, content, place, files: message.choice.attachments })
}

/// A part, and the message that it belongs to: the innermost around it.
async fn find(lease: &mut Lease, at: &MessageRef, id: &PartId) -> Result<(Part, Place), fetch::Error> {
    let mut structure = lease.open(at, Beside::Nothing).await?.head.structure;
    Local::default().reach_part(lease, at, &mut structure, id).await?;
    let part = body::find(&structure, id).cloned().ok_or(imap::Error::Gone)?;
    let inside = body::around(&structure, id).pop().and_then(|it| it.id.clone());
    Ok((part, Place { message: at.clone(), inside }))
}

/// What is seen of a part by its first octets, as they are written; `charset` is that of text which names none.
fn content(part: &Part, claimed: Kind, octets: &[u8], charset: Option<&str>) -> Content {
    let head = Decoder::new(part.encoding).push(octets.get(..HEAD as usize).unwrap_or(octets));
    match Kind::found(&head, claimed) {
        _ if part.size == 0 => Content::Empty,
        Kind::Picture => Content::Picture,
        Kind::Pdf => Content::Pdf,
        Kind::Text => {
            Content::Text { text: parse::text_or(part, octets, charset), cut: part.size > MOST_TEXT }
        }
        Kind::Other => Content::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use mailcore::message::part::Encoding;

    use super::*;

    #[track_caller]
    fn check(media_type: &str, octets: &[u8], expected: &Content) {
        let part = Part { media_type: media_type.to_owned(), size: octets.len() as u64, ..Part::default() };
        assert_eq!(content(&part, Kind::claimed(&part), octets, None), *expected, "{media_type}");
    }

    #[test]
    fn octets_decide_and_not_the_message() {
        let text = |text: &str| Content::Text { text: text.to_owned(), cut: false };
        check("image/png", b"GIF89a...", &Content::Picture);
        check("application/octet-stream", b"%PDF-1.4\n", &Content::Pdf);
        check("application/pdf", b"<html><script>", &Content::Nothing);
        check("text/html", b"<html>", &Content::Nothing);
        check("image/svg+xml", b"<svg>", &Content::Nothing);
        check("text/csv", b"a;b\r\n1;d\xe9j\xe0\r\n", &text("a;b\n1;déjà\n"));
        let part = Part { media_type: "text/csv".to_owned(), size: 9, ..Part::default() };
        let russian = content(&part, Kind::Text, b"\xe4\xc1\x3b\xee\xc5\xd4\r\n", Some("koi8-r"));
        assert_eq!(russian, text("Да;Нет\n"));
        check("text/plain", b"a\0b", &Content::Nothing);
        check("text/plain", b"", &Content::Empty);
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let part = Part {
            media_type: "text/plain".to_owned(),
            encoding: Encoding::Base64,
            size: MOST_TEXT + 1,
            ..Part::default()
        };
        let content = content(&part, Kind::Text, b"Qm9uam91cg==", None);
        assert_eq!(content, Content::Text { text: "Bonjour".to_owned(), cut: true });
    }
}
