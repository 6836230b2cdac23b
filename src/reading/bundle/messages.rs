//! Messages of a mailbox as one zip, a file each, made while it passes through: as few of them are held as
//! of a single one.

use std::collections::VecDeque;

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use mailcore::envelope::Envelope;
use mailcore::imap;
use mailcore::imap::pool::{Lease, PartStream};
use mailcore::mailbox::{MailboxName, MessageRef};
use mailcore::uid::{MessageNumber, UidValidity};
use zip::CompressionMethod;

use super::names::Names;
use super::{Error, Packer, time};
use crate::desk::Desk;
use crate::i18n::dates;

/// Of so many messages dates and subjects are known at once.
const AT_ONCE: usize = 200;

/// Messages on their way.
#[derive(Debug)]
pub struct Messages {
    coming: Coming,
    lease: Lease,
}

/// What is still to come.
#[derive(Debug)]
struct Coming {
    desk: Desk,
    mailbox: MailboxName,
    uid_validity: UidValidity,
    /// What a message without a subject is called.
    untitled: String,
    /// Those that come next, the first of them first.
    next: VecDeque<Envelope>,
    /// Those after them.
    rest: VecDeque<MessageNumber>,
}

/// Begins with messages of one mailbox. [`imap::Error::Gone`] when none of them is there any more, or when
/// they are of another epoch.
pub async fn begin(
    desk: &Desk,
    mailbox: MailboxName,
    numbers: Vec<MessageNumber>,
    untitled: String,
) -> Result<Messages, imap::Error> {
    let mut lease = desk.lease(Some(&mailbox)).await?;
    let uid_validity = numbers.first().ok_or(imap::Error::Gone)?.uid_validity;
    let mut rest = VecDeque::from(numbers);
    let next = look_ahead(&mut lease, &mailbox, &mut rest).await?;
    if next.is_empty() {
        return Err(imap::Error::Gone);
    }
    let coming = Coming { desk: desk.clone(), mailbox, uid_validity, untitled, next, rest };
    Ok(Messages { coming, lease })
}

/// What is known of the next messages that are there; none after the last.
async fn look_ahead(
    lease: &mut Lease,
    mailbox: &MailboxName,
    rest: &mut VecDeque<MessageNumber>,
) -> Result<VecDeque<Envelope>, imap::Error> {
    while !rest.is_empty() {
        let some: Vec<_> = rest.drain(..AT_ONCE.min(rest.len())).collect();
        let found = lease.envelopes(mailbox, &some).await?;
        if !found.is_empty() {
            return Ok(found.into());
        }
    }
    Ok(VecDeque::new())
}

impl Messages {
    /// The zip, piece by piece. After an error nothing comes that could pass for its end.
    pub fn into_octets(self) -> impl Stream<Item = Result<Bytes, Error>> {
        let (zip, names) = (Packer::new(0), Names::default());
        let packing = Packing { coming: self.coming, step: Step::Between(self.lease), zip, names };
        // The answer is on its way by then, and nobody's clock is known any more.
        let clock = dates::told_by();
        stream::try_unfold(packing, move |mut packing| {
            dates::carried_by(clock.clone(), async {
                let piece = packing.next().await?;
                Ok(piece.map(|it| (it, packing)))
            })
        })
    }
}

/// Where the work is.
enum Step {
    /// Within a message.
    Within(PartStream),
    /// Before the next one, or before the end.
    Between(Lease),
    /// After the end.
    Done,
}

struct Packing {
    coming: Coming,
    step: Step,
    zip: Packer,
    names: Names,
}

impl Packing {
    /// The next octets, never none; `None` after the last.
    async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            match std::mem::replace(&mut self.step, Step::Done) {
                Step::Within(mut stream) => match stream.next().await? {
                    Some(piece) => {
                        self.zip.write(&piece)?;
                        self.step = Step::Within(stream);
                    }
                    None => self.step = Step::Between(stream.into_lease()),
                },
                Step::Between(lease) => self.begin_next(lease).await?,
                Step::Done => return Ok(None),
            }
            let packed = self.zip.take();
            if !packed.is_empty() {
                return Ok(Some(packed));
            }
        }
    }

    /// Begins the next message, or ends.
    async fn begin_next(&mut self, mut lease: Lease) -> Result<(), Error> {
        let coming = &mut self.coming;
        if coming.next.is_empty() {
            coming.next = look_ahead(&mut lease, &coming.mailbox, &mut coming.rest).await?;
        }
        let Some(envelope) = coming.next.pop_front() else { return self.zip.finish() };
        let number = MessageNumber { uid_validity: coming.uid_validity, uid: envelope.uid };
        let at = MessageRef { mailbox: coming.mailbox.clone(), number };
        self.step = match lease.stream(&at, None).await {
            Ok(stream) => {
                let name = self.names.unique(&file_name(&envelope, &coming.untitled));
                self.zip.time = time(envelope.received_at);
                self.zip.start(&name, CompressionMethod::Deflated)?;
                Step::Within(stream)
            }
            // It went meanwhile, and is left out.
            Err(imap::Error::Gone) => Step::Between(coming.desk.lease(Some(&coming.mailbox)).await?),
            Err(error) => return Err(error.into()),
        };
        Ok(())
    }
}

/// `2026-11-27 Bon de commande.eml`
fn file_name(envelope: &Envelope, untitled: &str) -> String {
    let subject = if envelope.subject.is_empty() { untitled } else { &envelope.subject };
    format!("{} {subject}.eml", dates::today(envelope.received_at))
}
