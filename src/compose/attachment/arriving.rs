//! Files that come piece by piece: what came is kept, so that a lost connection costs no more than a piece.

use bytes::Bytes;

use super::{clean_media_type, clean_name, name_purpose, new_id, number, octets, purpose, room};
use crate::compose::Error;
use crate::desk::Desk;
use crate::fetch;
use crate::store::uploads::{Piece, UploadRow};

/// How many octets are sealed together: so many of a file are held while it comes.
pub const PIECE: usize = 256 * 1024;

/// After so many seconds without another octet, what came of a file goes when the next one begins.
const ABANDONED: i64 = 15 * 60;

/// What is known of a file before it comes.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Its name as the browser gave it.
    pub name: &'a str,
    /// Its media type as the browser gave it.
    pub media_type: &'a str,
    /// Its size in octets.
    pub size: u64,
}

/// How much came of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// In octets.
    pub received: u64,
    /// It is all there is.
    pub is_whole: bool,
}

/// Begins a file that comes piece by piece: its name here. `None` when there is no room for it, or no such
/// draft.
pub async fn begin(desk: &Desk, draft: &str, about: About<'_>, now: i64) -> Result<Option<String>, Error> {
    let id = new_id();
    Ok(begin_as(desk, draft, &id, about, now).await?.then_some(id))
}

pub(super) async fn begin_as(
    desk: &Desk,
    draft: &str,
    id: &str,
    about: About<'_>,
    now: i64,
) -> Result<bool, Error> {
    desk.store.remove_abandoned_uploads(draft, now - ABANDONED).await?;
    let name = clean_name(about.name);
    let row = UploadRow {
        id: id.to_owned(),
        draft: draft.to_owned(),
        name: desk.key.seal(name.as_bytes(), &name_purpose(desk, draft, id)).0,
        media_type: clean_media_type(about.media_type, &name),
        size: number(about.size),
        received: 0,
    };
    Ok(desk.store.begin_upload(desk.account, &row, number(room(desk.message_limit)), now).await?)
}

/// How much came of a file; `None` when there is none of this name.
pub async fn progress(desk: &Desk, draft: &str, id: &str) -> Result<Option<Progress>, Error> {
    let rows = desk.store.uploads(desk.account, draft).await?;
    let found = rows.into_iter().find(|it| it.id == id);
    Ok(found.map(|it| Progress { received: octets(it.received), is_whole: it.is_whole() }))
}

/// Adds the piece of a file that begins at `place`; `false` when another one is the next, or it is too long.
pub async fn append(
    desk: &Desk,
    draft: &str,
    id: &str,
    place: u64,
    piece: Bytes,
    now: i64,
) -> Result<bool, Error> {
    let length = piece.len();
    let (key, purpose) = (desk.key.clone(), purpose(desk, draft, id, place));
    let sealed = fetch::off_thread(length, move || key.seal(&piece, &purpose)).await?;
    let piece = Piece { place: number(place), length: number(length as u64), content: sealed.0 };
    Ok(desk.store.add_piece(desk.account, draft, id, &piece, now).await?)
}
