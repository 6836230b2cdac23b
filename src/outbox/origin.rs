//! What a message answers or forwards: kept with the draft, so that a draft that is taken up days
//! later still marks the original.

use std::fmt;
use std::str::FromStr;

use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::message::invitation::Answer;
use mailcore::message::place::Place;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// How the original was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Answered.
    Reply,
    /// Passed on.
    Forward,
    /// The invitation in it was answered.
    Invitation(Answer),
}

/// The original. Written as one line (`reply INBOX/7-42 id@example`), in the draft's row and in the
/// `X-Facteur-Draft` header of its copy on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin {
    /// How it was taken up.
    pub taken: Taken,
    /// Where it lies.
    pub message: MessageRef,
    /// Its Message-ID without angle brackets, to find it when its number is void.
    pub message_id: Option<String>,
}

/// A line that names no original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an original message")]
pub struct NotAnOrigin;

/// Writes where a message lies, without blanks: `INBOX/7-42`, the mailbox percent-encoded.
pub fn write_place(it: &MessageRef) -> String {
    format!("{}/{}", utf8_percent_encode(it.mailbox.as_str(), NON_ALPHANUMERIC), it.number)
}

/// Reads what [`write_place`] wrote, or the same thing in a query.
pub fn read_place(text: &str) -> Option<MessageRef> {
    let (mailbox, number) = text.rsplit_once('/')?;
    let mailbox = percent_decode_str(mailbox).decode_utf8().ok()?;
    Some(MessageRef { mailbox: MailboxName::parse(&mailbox)?, number: number.parse().ok()? })
}

/// Reads where a message lies that may be inside of another one: `INBOX/7-42`, `INBOX/7-42/2.1`.
pub fn read_inner_place(text: &str) -> Option<Place> {
    let inner = text.rsplit_once('/').and_then(|(at, part)| Some((at, part.parse().ok()?)));
    match inner {
        Some((at, part)) => Some(Place::inside(read_place(at)?, part)),
        None => read_place(text).map(Place::from),
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let taken = match self.taken {
            Taken::Reply => "reply",
            Taken::Forward => "forward",
            Taken::Invitation(Answer::Accepted) => "accept",
            Taken::Invitation(Answer::Tentative) => "tentative",
            Taken::Invitation(Answer::Declined) => "decline",
        };
        let id = self.message_id.as_deref().unwrap_or_default();
        let line = format!("{taken} {} {}", write_place(&self.message), utf8_percent_encode(id, ID));
        f.write_str(line.trim_end())
    }
}

/// What is written otherwise in a Message-ID, so that it is one word of ASCII.
const ID: &percent_encoding::AsciiSet = &percent_encoding::CONTROLS.add(b' ').add(b'%');

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(line: &str) -> Result<Self, NotAnOrigin> {
        let mut words = line.split_whitespace();
        let taken = match words.next() {
            Some("reply") => Taken::Reply,
            Some("forward") => Taken::Forward,
            Some("accept") => Taken::Invitation(Answer::Accepted),
            Some("tentative") => Taken::Invitation(Answer::Tentative),
            Some("decline") => Taken::Invitation(Answer::Declined),
            _ => return Err(NotAnOrigin),
        };
        let message = words.next().and_then(read_place).ok_or(NotAnOrigin)?;
        let message_id = words.next().map(|it| percent_decode_str(it).decode_utf8_lossy().into_owned());
        Ok(Self { taken, message, message_id })
    }
}

impl TryFrom<String> for Origin {
    type Error = NotAnOrigin;

    fn try_from(line: String) -> Result<Self, NotAnOrigin> {
        line.parse()
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_an_origin_are_inverses() {
        for line in [
            "reply INBOX/7-42 a.b@example.org",
            "forward Clients%2F%C3%89t%C3%A9%20100%25/1-1",
            "reply INBOX/1-1 odd%20id%25@example.org",
            "accept INBOX/1-1",
            "tentative INBOX/1-1",
            "decline INBOX/1-1",
        ] {
            assert_eq!(line.parse::<Origin>().map(|it| it.to_string()).as_deref(), Ok(line));
        }
        let accented = "forward Clients%2F%C3%89t%C3%A9/1-1".parse::<Origin>().unwrap();
        assert_eq!(accented.message.mailbox.as_str(), "Clients/Été");
    }

    #[test]
    fn a_place_may_be_inside_of_a_message() {
        let inner = read_inner_place("INBOX/7-42/2.1").unwrap();
        assert_eq!(inner.message, read_place("INBOX/7-42").unwrap());
        assert_eq!(inner.inside, "2.1".parse().ok());
        assert_eq!(read_inner_place("INBOX/7-42"), read_place("INBOX/7-42").map(Place::from));
        assert_eq!((read_inner_place("INBOX/7-42/x"), read_inner_place("7-42/2")), (None, None));
    }

    #[test]
    fn a_line_from_elsewhere_is_no_origin() {
        for line in ["", "reply", "delete INBOX/1-1", "reply INBOX", "reply INBOX/0-1", "reply %0A/1-1"] {
            assert_eq!(line.parse::<Origin>(), Err(NotAnOrigin), "{line}");
        }
    }
}
