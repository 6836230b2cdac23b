//! A part of a message to take away, decoded while it passes through.

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::imap;
use mailcore::imap::pool::{Beside, PartStream};
use mailcore::mailbox::MessageRef;
use mailcore::message::body;
use mailcore::message::parse::Decoder;
use mailcore::message::part::{Part, PartId};

use crate::desk::Desk;

/// A part on its way.
#[derive(Debug)]
pub struct Download {
    /// What the message says of it. Its media type is a claim, not a fact.
    pub part: Part,
    stream: PartStream,
    decoder: Decoder,
}

/// Begins to fetch a part. [`imap::Error::Gone`] when the message has no such part.
pub async fn begin(desk: &Desk, at: &MessageRef, id: &PartId) -> Result<Download, imap::Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let opened = lease.open(at, Beside::Nothing).await?;
    let part = body::find(&opened.head.structure, id).cloned().ok_or(imap::Error::Gone)?;
    let stream = lease.stream(at, Some(id)).await?;
    let decoder = Decoder::new(part.encoding);
    Ok(Download { part, stream, decoder })
}

impl Download {
    /// The decoded octets, piece by piece; never more than a piece is held. When the reader goes
    /// away, the connection is not given to anybody else in the middle of the answer.
    pub fn into_octets(self) -> impl Stream<Item = Result<Bytes, imap::Error>> {
        stream::try_unfold(Some((self.stream, self.decoder)), |state| async {
            let Some((mut stream, mut decoder)) = state else { return Ok(None) };
            loop {
                match stream.next().await? {
                    Some(piece) => {
                        let octets = decoder.push(&piece);
                        if !octets.is_empty() {
                            return Ok(Some((Bytes::from(octets), Some((stream, decoder)))));
                        }
                    }
                    None => return Ok(Some((Bytes::from(decoder.finish()), None))),
                }
            }
        })
    }
}
