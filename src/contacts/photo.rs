//! Photographs of cards: never as they came, always drawn anew and small.

use mailcore::message::card::Card;
use mailcore::message::card::photo::Photo;
use mailcore::message::picture;
use mailcore::message::picture::thumbnail::{Thumbnail, thumbnail};
use tokio::sync::Semaphore;

/// The most pixels of a side: what a card shows, on a fine screen.
const SIDE: u32 = 320;

/// How many are drawn at a time: each may need the memory of a camera's picture.
static MAKERS: Semaphore = Semaphore::const_new(2);

/// Whether it lies in the card, and may be drawn.
pub fn is_here(photo: &Photo) -> bool {
    matches!(photo, Photo::Octets(octets) if picture::look(octets).is_ok())
}

/// The photograph of a card as it is shown; `None` when there is none, or none that can be drawn.
pub async fn of(card: Card) -> Option<Thumbnail> {
    match card.photo() {
        Some(Photo::Octets(octets)) => small(octets).await.ok(),
        Some(Photo::Elsewhere) | None => None,
    }
}

/// A picture as it is kept in a card.
pub async fn small(octets: Vec<u8>) -> Result<Thumbnail, picture::Error> {
    // The semaphore is never closed: without a permit it is made all the same.
    let turn = MAKERS.acquire().await.ok();
    let work = tokio::task::spawn_blocking(move || {
        let made = thumbnail(&octets, SIDE);
        // Here, because nothing ends this when whoever asked for it goes away.
        drop(turn);
        made
    });
    work.await.unwrap_or(Err(picture::Error::Unreadable))
}
