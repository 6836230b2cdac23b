//! A message as it is written: its beginning to look at, the whole of it to take away.

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::imap;
use mailcore::imap::pool::{Beside, PartStream};
use mailcore::mailbox::MessageRef;
use mailcore::message::parse;

use crate::desk::Desk;

/// The most octets that are looked at.
pub const MOST_SHOWN: u64 = 256_000;

/// The beginning of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its text; octets that are no UTF-8 are replaced.
    pub text: String,
    /// The rest is left out.
    pub is_cut: bool,
}

/// A message on its way.
#[derive(Debug)]
pub struct Whole {
    /// Its subject; may be empty.
    pub subject: String,
    stream: PartStream,
}

/// Looks at the beginning of a message. [`imap::Error::Gone`] when it is not there.
pub async fn look(desk: &Desk, at: &MessageRef) -> Result<Source, imap::Error> {
    // One octet more tells whether that was all.
    let mut octets = desk.lease(Some(&at.mailbox)).await?.beginning(at, MOST_SHOWN + 1).await?;
    let most = usize::try_from(MOST_SHOWN).unwrap_or(usize::MAX);
    let is_cut = octets.len() > most;
    octets.truncate(most);
    let text = String::from_utf8_lossy(&octets).replace("\r\n", "\n").replace('\0', "\u{fffd}");
    Ok(Source { text, is_cut })
}

/// The subject of a message; may be empty. [`imap::Error::Gone`] when it is not there.
pub async fn subject(desk: &Desk, at: &MessageRef) -> Result<String, imap::Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let opened = lease.open(at, Beside::Nothing).await?;
    Ok(parse::headers(&parse::recoded(&opened.head.header, lease.assumed_charset())).subject)
}

/// Begins to fetch a whole message. [`imap::Error::Gone`] when it is not there.
pub async fn take(desk: &Desk, at: &MessageRef) -> Result<Whole, imap::Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let opened = lease.open(at, Beside::Nothing).await?;
    let subject = parse::headers(&parse::recoded(&opened.head.header, lease.assumed_charset())).subject;
    Ok(Whole { subject, stream: lease.stream(at, None).await? })
}

impl Whole {
    /// The octets as they are, piece by piece; never more than a piece is held.
    pub fn into_octets(self) -> impl Stream<Item = Result<Bytes, imap::Error>> {
        stream::try_unfold(self.stream, |mut stream| async {
            Ok(stream.next().await?.map(|piece| (piece, stream)))
        })
    }
}
