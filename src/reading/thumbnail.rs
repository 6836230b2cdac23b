//! Small pictures of large ones.

use std::time::Duration;

use mailcore::imap;
use mailcore::mailbox::MessageRef;
use mailcore::message::part::{Part, PartId};
use mailcore::message::picture::thumbnail::{Thumbnail, thumbnail};
use mailcore::message::picture::{self, Kind};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::download;
use crate::desk::Desk;
use crate::fetch;

/// The largest picture that is read, in octets: what a good camera writes.
const MOST_OCTETS: usize = 25_000_000;

/// How many are made at a time: each may need 200 MB of memory.
static MAKERS: Semaphore = Semaphore::const_new(2);

/// The longest that one waits for its turn, or for the mail server. A page does without it then.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why there is none.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The mail server, or work on it that was broken off.
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    /// It is no picture, or one beyond a limit.
    #[error("no small picture can be made")]
    Picture(#[from] picture::Error),
    /// Too many others are made.
    #[error("no turn came within {} seconds", PATIENCE.as_secs())]
    Busy,
}

impl From<imap::Error> for Error {
    fn from(error: imap::Error) -> Self {
        Self::Fetch(error.into())
    }
}

/// How large it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A mark beside a name.
    Mark,
    /// As much as a reader sees at once.
    Screen,
}

impl Size {
    /// Pixels of the longer side: three for each that a page has, or two.
    fn side(self) -> u32 {
        match self {
            Self::Mark => 112,
            Self::Screen => 1600,
        }
    }
}

/// Makes a small picture of a part. What it was made of is held in memory meanwhile, so the number of
/// those that are made at a time is limited, and their octets are fetched when their turn has come.
pub async fn make(desk: &Desk, at: &MessageRef, id: &PartId, size: Size) -> Result<Thumbnail, Error> {
    // The semaphore is never closed: without a permit it is made all the same.
    let turn = timeout(PATIENCE, MAKERS.acquire()).await.map_err(|_| Error::Busy)?.ok();
    let octets = timeout(PATIENCE, octets(desk, at, id)).await.map_err(|_| Error::Busy)??;
    let work = tokio::task::spawn_blocking(move || {
        let made = thumbnail(&octets, size.side());
        // Here, because nothing ends this when whoever asked for it goes away.
        drop(turn);
        made
    });
    Ok(work.await.map_err(fetch::Error::from)??)
}

/// The octets of a picture. What is none ends with its first piece.
async fn octets(desk: &Desk, at: &MessageRef, id: &PartId) -> Result<Vec<u8>, Error> {
    let download = download::begin(desk, at, id).await?;
    Kind::of(&download.head).ok_or(picture::Error::Unreadable)?;
    is_small_enough(&download.part)?;
    let (head, mut rest) = download.into_parts();
    let mut octets = head.to_vec();
    while let Some(piece) = rest.next().await? {
        if octets.len() + piece.len() > MOST_OCTETS {
            return Err(picture::Error::TooLarge.into());
        }
        octets.extend_from_slice(&piece);
    }
    Ok(octets)
}

fn is_small_enough(part: &Part) -> Result<(), picture::Error> {
    let fits = usize::try_from(part.decoded_size()).is_ok_and(|it| it <= MOST_OCTETS);
    if fits { Ok(()) } else { Err(picture::Error::TooLarge) }
}
