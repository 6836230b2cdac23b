//! Parts that are taken apart here because no server does it: what Outlook packs, what S/MIME wraps,
//! messages in base64 or named as a file. To all others they are parts like any.

use std::collections::{HashMap, HashSet};
use std::{iter, slice};

use bytes::Bytes;
use mailcore::imap::pool::Lease;
use mailcore::mailbox::MessageRef;
use mailcore::message::body;
use mailcore::message::container::{self, Kind, MOST_OCTETS};
use mailcore::message::part::{Part, PartId, Structure};
use mailcore::message::protection::Signer;
use tokio::sync::Semaphore;

use super::{Error, off_thread};

/// So many parts of one message are opened; what is wrapped more often stays a file.
const MOST_OPENED: usize = 4;

/// How many are fetched and opened at a time.
static OPENERS: Semaphore = Semaphore::const_new(4);

/// What is in the parts that were opened.
#[derive(Clone, Debug, Default)]
pub struct Local {
    octets: HashMap<PartId, Bytes>,
    headers: HashMap<PartId, Bytes>,
    /// Who signed the envelope that the message is in.
    pub signer: Option<Signer>,
    /// Something of what Outlook packed could not be read.
    pub is_cut: bool,
}

impl Local {
    /// What is in a part, as it is written; `None` for one that the server has.
    pub fn octets(&self, id: &PartId) -> Option<&Bytes> {
        self.octets.get(id)
    }

    /// The header of a message; `None` for one that the server tells.
    pub fn header(&self, id: &PartId) -> Option<&Bytes> {
        self.headers.get(id)
    }

    /// Opens what is around a part, until the tree has it.
    pub async fn reach_part(
        &mut self,
        lease: &mut Lease,
        at: &MessageRef,
        structure: &mut Structure,
        id: &PartId,
    ) -> Result<(), Error> {
        for _ in 0..MOST_OPENED {
            if body::find(structure, id).is_some() {
                break;
            }
            let around =
                iter::successors(id.parent(), PartId::parent).find_map(|it| body::find(structure, &it));
            let Some(around) = around.filter(|it| container::kind(it).is_some()).cloned() else { break };
            if !self.open(lease, at, structure, &around, true).await? {
                break;
            }
        }
        Ok(())
    }

    /// The same, until the tree has the parts of the message that the part is.
    pub async fn reach_message(
        &mut self,
        lease: &mut Lease,
        at: &MessageRef,
        structure: &mut Structure,
        id: &PartId,
    ) -> Result<(), Error> {
        self.reach_part(lease, at, structure, id).await?;
        if let Some(part) =
            body::find(structure, id).filter(|it| container::kind(it) == Some(Kind::Message)).cloned()
        {
            self.open(lease, at, structure, &part, true).await?;
        }
        Ok(())
    }

    /// Opens what the message that is shown is wrapped in, and what Outlook packed in it; messages
    /// inside of it are opened when somebody reads them.
    pub async fn unwrap(
        &mut self,
        lease: &mut Lease,
        at: &MessageRef,
        structure: &mut Structure,
        inside: Option<&PartId>,
    ) -> Result<(), Error> {
        let mut tried = HashSet::new();
        while tried.len() < MOST_OPENED {
            let Some(tree) = body::shown(structure, inside) else { break };
            let Some(wrapped) = wrapped(&tree.root, &tried).cloned() else { break };
            let choice = body::choose(&tree);
            let is_only_text = choice.text.is_empty() && choice.html.is_none();
            self.open(lease, at, structure, &wrapped, is_only_text).await?;
            tried.extend(wrapped.id);
        }
        Ok(())
    }

    /// Opens a part; whether it was what it says.
    async fn open(
        &mut self,
        lease: &mut Lease,
        at: &MessageRef,
        structure: &mut Structure,
        part: &Part,
        with_text: bool,
    ) -> Result<bool, Error> {
        let Some(id) = part.id.clone() else { return Ok(false) };
        // Each is held whole from here on. The semaphore is never closed: without a permit it is done
        // all the same.
        let _permit = OPENERS.acquire().await.ok();
        let octets = match self.octets.get(&id) {
            Some(octets) => octets.clone(),
            None => {
                lease.parts(at, slice::from_ref(&id), MOST_OCTETS).await?.pop().unwrap_or_default().into()
            }
        };
        let part = part.clone();
        let opened = off_thread(octets.len(), move || container::open(&part, &octets)).await?;
        let Some(mut opened) = opened else { return Ok(false) };
        if !with_text {
            opened.without_text();
        }
        self.is_cut |= opened.cut;
        body::graft(structure, &id, opened.tree);
        self.octets.extend(opened.octets);
        self.headers.extend(opened.headers);
        self.signer = self.signer.take().or(opened.signer);
        Ok(true)
    }
}

/// The first part that is wrapped or packed and was not tried. Messages inside are not looked into.
fn wrapped<'a>(root: &'a Part, tried: &HashSet<PartId>) -> Option<&'a Part> {
    let mut waiting = vec![root];
    while let Some(part) = waiting.pop() {
        let is_new = part.id.as_ref().is_some_and(|it| !tried.contains(it));
        if is_new && matches!(container::kind(part), Some(Kind::Envelope | Kind::Outlook)) {
            return Some(part);
        }
        if part.is_multipart() {
            waiting.extend(part.parts.iter().rev());
        }
    }
    None
}
