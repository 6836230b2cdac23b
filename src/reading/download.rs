//! A file of a message to take away, decoded while it passes through.

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::imap;
use mailcore::imap::pool::{Beside, Lease, PartStream};
use mailcore::mailbox::MessageRef;
use mailcore::message::body;
use mailcore::message::parse::Decoder;
use mailcore::message::part::{self, Encoding, Part, PartId};
use mailcore::message::uuencode;

use crate::desk::Desk;
use crate::fetch::Error;
use crate::fetch::local::Local;

/// A file on its way.
#[derive(Debug)]
pub struct Download {
    /// What the message says of it. Its media type is a claim, not a fact.
    pub part: Part,
    /// Its first octets: what tells its kind. Never none but of an empty file.
    pub head: Bytes,
    /// How many octets it has, where that is known before all came.
    pub size: Option<u64>,
    rest: Octets,
}

/// Begins to fetch a part. [`imap::Error::Gone`] when the message has no such part.
pub async fn begin(desk: &Desk, at: &MessageRef, id: &PartId) -> Result<Download, Error> {
    let (part, mut rest) = open(desk, at, id, None).await?;
    let head = rest.next().await?.unwrap_or_default();
    let size = rest.exact_size(head.len());
    Ok(Download { part, head, size, rest })
}

/// Begins to fetch the file at `place` (from 0) of those that are written into a part's text.
/// [`imap::Error::Gone`] when there is none.
pub async fn begin_written(
    desk: &Desk,
    at: &MessageRef,
    id: &PartId,
    place: usize,
) -> Result<Download, Error> {
    let (part, mut rest) = open(desk, at, id, Some(place)).await?;
    let head = rest.next().await?.unwrap_or_default();
    let file_name = rest.written.as_ref().and_then(uuencode::Decoder::name).ok_or(imap::Error::Gone)?;
    let part = Part { file_name: Some(file_name), media_type: part::UNKNOWN.to_owned(), ..part };
    let size = rest.exact_size(head.len());
    Ok(Download { part, head, size, rest })
}

async fn open(
    desk: &Desk,
    at: &MessageRef,
    id: &PartId,
    written: Option<usize>,
) -> Result<(Part, Octets), Error> {
    let mut lease = desk.lease(Some(&at.mailbox)).await?;
    let mut structure = lease.open(at, Beside::Nothing).await?.head.structure;
    let mut local = Local::default();
    local.reach_part(&mut lease, at, &mut structure, id).await?;
    let part = body::find(&structure, id).cloned().ok_or(imap::Error::Gone)?;
    let octets = Octets::begin(lease, at, &part, &local, written).await?;
    Ok((part, octets))
}

impl Download {
    /// Its first octets, and what gives the others.
    pub(super) fn into_parts(self) -> (Bytes, Octets) {
        (self.head, self.rest)
    }

    /// The octets, piece by piece, the first ones too; never more than a few pieces are held. When the
    /// reader goes away, the connection is not given to anybody else in the middle of the answer.
    pub fn into_octets(self) -> impl Stream<Item = Result<Bytes, imap::Error>> {
        let head = Some(self.head).filter(|it| !it.is_empty());
        stream::try_unfold((head, self.rest), |(head, mut rest)| async {
            let piece = match head {
                Some(head) => Some(head),
                None => rest.next().await?,
            };
            Ok(piece.map(|it| (it, (None, rest))))
        })
    }
}

/// Where octets come from.
#[derive(Debug)]
enum Source {
    /// The server.
    Server(Box<PartStream>),
    /// A part that was taken apart here; the lease is for what comes next.
    Here(Option<Bytes>, Box<Lease>),
}

impl Source {
    /// How many octets there are in all, as they are written.
    fn size(&self) -> u64 {
        match self {
            Self::Server(stream) => stream.size(),
            Self::Here(octets, _) => octets.as_ref().map_or(0, |it| it.len() as u64),
        }
    }

    async fn next(&mut self) -> Result<Option<Bytes>, imap::Error> {
        match self {
            Self::Server(stream) => stream.next().await,
            Self::Here(octets, _) => Ok(octets.take()),
        }
    }
}

/// The octets of a part, decoded piece by piece.
#[derive(Debug)]
pub(super) struct Octets {
    source: Source,
    /// How many octets there are, as they are written, and how many of them are to come.
    size: u64,
    left: u64,
    encoding: Encoding,
    decoder: Decoder,
    /// Where only a file in the text is wanted.
    written: Option<uuencode::Decoder>,
}

impl Octets {
    /// Begins to fetch a part of a message that this lease has opened, and of which `local` is known; or
    /// the file at a place (from 0) of those that are written into its text. [`imap::Error::Gone`] for
    /// what is not there.
    pub(super) async fn begin(
        lease: Lease,
        at: &MessageRef,
        part: &Part,
        local: &Local,
        written: Option<usize>,
    ) -> Result<Self, imap::Error> {
        let id = part.id.as_ref().ok_or(imap::Error::Gone)?;
        let source = match local.octets(id) {
            Some(octets) => Source::Here(Some(octets.clone()), Box::new(lease)),
            None => Source::Server(Box::new(lease.stream(at, Some(id)).await?)),
        };
        let (size, encoding) = (source.size(), part.encoding);
        let written = written.map(uuencode::Decoder::new);
        Ok(Self { source, size, left: size, encoding, decoder: Decoder::new(encoding), written })
    }

    /// The next piece, never an empty one; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, imap::Error> {
        while let Some(piece) = self.source.next().await? {
            let octets = self.decode(piece);
            if !octets.is_empty() {
                return Ok(Some(octets));
            }
        }
        Ok(None)
    }

    /// The lease, for what comes next; what is left of the part is given up.
    pub(super) fn into_lease(self) -> Lease {
        match self.source {
            Source::Server(stream) => stream.into_lease(),
            Source::Here(_, lease) => *lease,
        }
    }

    fn decode(&mut self, piece: Bytes) -> Bytes {
        self.left = self.left.saturating_sub(piece.len() as u64);
        let is_last = self.left == 0;
        let octets = match self.encoding {
            Encoding::Identity => piece,
            Encoding::Base64 | Encoding::QuotedPrintable => {
                let mut octets = self.decoder.push(&piece);
                if is_last {
                    let decoder = std::mem::replace(&mut self.decoder, Decoder::new(self.encoding));
                    octets.append(&mut decoder.finish());
                }
                octets.into()
            }
        };
        let Some(written) = &mut self.written else { return octets };
        let mut found = written.push(&octets);
        if is_last {
            found.append(&mut written.finish());
        }
        found.into()
    }

    /// How many octets there are in all, where that is known when `so_far` of them have come: when
    /// nothing is to come, or when they are written as they are. How many lines of base64 there were is
    /// known after the last one.
    fn exact_size(&self, so_far: usize) -> Option<u64> {
        let is_plain = self.encoding == Encoding::Identity && self.written.is_none();
        if self.left == 0 { Some(so_far as u64) } else { is_plain.then_some(self.size) }
    }
}
