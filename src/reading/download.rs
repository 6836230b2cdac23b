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
use crate::fetch::Error;
use crate::fetch::local::Local;

/// A part on its way.
#[derive(Debug)]
pub struct Download {
    /// What the message says of it. Its media type is a claim, not a fact.
    pub part: Part,
    source: Source,
    decoder: Decoder,
}

/// Where its octets come from.
#[derive(Debug)]
enum Source {
    /// The server.
    Server(Box<PartStream>),
    /// A part that was taken apart here.
    Here(Option<Bytes>),
}

impl Source {
    async fn next(&mut self) -> Result<Option<Bytes>, imap::Error> {
        match self {
            Self::Server(stream) => stream.next().await,
            Self::Here(octets) => Ok(octets.take()),
        }
    }
}

/// Begins to fetch a part. [`imap::Error::Gone`] when the message has no such part.
pub async fn begin(desk: &Desk, at: &MessageRef, id: &PartId) -> Result<Download, Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let mut structure = lease.open(at, Beside::Nothing).await?.head.structure;
    let mut local = Local::default();
    local.reach_part(&mut lease, at, &mut structure, id).await?;
    let part = body::find(&structure, id).cloned().ok_or(imap::Error::Gone)?;
    let source = match local.octets(id) {
        Some(octets) => Source::Here(Some(octets.clone())),
        None => Source::Server(Box::new(lease.stream(at, Some(id)).await?)),
    };
    let decoder = Decoder::new(part.encoding);
    Ok(Download { part, source, decoder })
}

impl Download {
    /// The decoded octets, piece by piece; never more than a piece is held. When the reader goes
    /// away, the connection is not given to anybody else in the middle of the answer.
    pub fn into_octets(self) -> impl Stream<Item = Result<Bytes, imap::Error>> {
        stream::try_unfold(Some((self.source, self.decoder)), |state| async {
            let Some((mut source, mut decoder)) = state else { return Ok(None) };
            loop {
                match source.next().await? {
                    Some(piece) => {
                        let octets = decoder.push(&piece);
                        if !octets.is_empty() {
                            return Ok(Some((Bytes::from(octets), Some((source, decoder)))));
                        }
                    }
                    None => return Ok(Some((Bytes::from(decoder.finish()), None))),
                }
            }
        })
    }
}
