//! Files that wait for their message, sealed in rows piece by piece.

use mailcore::message::outgoing::OutgoingFile;

use self::arriving::{About, PIECE};
use super::{Error, form};
use crate::desk::Desk;
use crate::fetch;
use crate::secret::{self, Sealed};
use crate::store::uploads::UploadRow;

pub mod arriving;

/// The longest file name that is kept, in characters.
const MOST_NAME: usize = 200;

/// A file that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// 128 random bits in hexadecimal.
    pub id: String,
    /// Its name, without a path.
    pub name: String,
    /// Its size in octets.
    pub size: u64,
}

/// How many octets of files fit into a message of `limit` octets: base64 writes 57 as 78.
pub fn room(limit: u64) -> u64 {
    limit / 78 * 57
}

/// The files of a draft that came as a whole, in the order they began.
pub async fn list(desk: &Desk, draft: &str) -> Result<Vec<Upload>, Error> {
    Ok(list_and_used(desk, draft).await?.0)
}

/// The same, and how many octets the files of a draft have with what is still to come of them.
pub async fn list_and_used(desk: &Desk, draft: &str) -> Result<(Vec<Upload>, u64), Error> {
    let rows = desk.store.uploads(desk.account, draft).await?;
    let used = rows.iter().map(|it| octets(it.size)).sum();
    let whole = rows.into_iter().filter(UploadRow::is_whole);
    let upload = |row: UploadRow| Ok(Upload { name: name(desk, &row)?, size: octets(row.size), id: row.id });
    Ok((whole.map(upload).collect::<Result<_, Error>>()?, used))
}

fn name(desk: &Desk, row: &UploadRow) -> Result<String, Error> {
    let name = desk.key.open(&Sealed(row.name.clone()), &name_purpose(desk, &row.draft, &row.id))?;
    Ok(String::from_utf8_lossy(&name).into_owned())
}

/// A number of the database, which knows no unsigned ones.
fn octets(number: i64) -> u64 {
    number.try_into().unwrap_or(0)
}

fn number(octets: u64) -> i64 {
    octets.try_into().unwrap_or(i64::MAX)
}

/// Adds files as long as they fit; the names of those that do not.
pub async fn add(desk: &Desk, draft: &str, files: Vec<OutgoingFile>) -> Result<Vec<String>, Error> {
    add_as(desk, draft, files.into_iter().map(|it| (new_id(), it)).collect()).await
}

/// The name of a file that is to be added.
pub fn new_id() -> String {
    secret::random_hex::<16>()
}

/// The same under names of [`new_id`].
pub async fn add_as(
    desk: &Desk,
    draft: &str,
    files: Vec<(String, OutgoingFile)>,
) -> Result<Vec<String>, Error> {
    let mut left_out = Vec::new();
    for (id, file) in files {
        if !put(desk, draft, &id, &file).await? {
            left_out.push(clean_name(&file.name));
        }
    }
    Ok(left_out)
}

/// Adds the files of a form that was made from `revision` of a draft, as long as they fit; the names of those that
/// do not. The same form once more, as from a double click or after an answer that was lost, adds what is not there
/// yet. With them the files as they can be taken from memory ([`all`]).
pub async fn add_once(
    desk: &Desk,
    draft: &str,
    revision: i64,
    files: Vec<OutgoingFile>,
) -> Result<(Vec<String>, Vec<(String, OutgoingFile)>), Error> {
    let size = files.iter().map(|it| it.octets.len()).sum();
    let (of, revision) = (draft.to_owned(), revision.to_be_bytes());
    let name = move |(place, file): (usize, OutgoingFile)| {
        let place = place.to_be_bytes();
        let parts: [&[u8]; 5] = [of.as_bytes(), &revision, &place, file.name.as_bytes(), &file.octets];
        (secret::fingerprint(parts), file)
    };
    let named =
        fetch::off_thread(size, move || files.into_iter().enumerate().map(name).collect::<Vec<_>>()).await?;
    Ok((add_as(desk, draft, named.clone()).await?, named))
}

/// Puts a file into a draft, whole, or what is missing of it; `false` when there is no room for it.
async fn put(desk: &Desk, draft: &str, id: &str, file: &OutgoingFile) -> Result<bool, Error> {
    let now = jiff::Timestamp::now().as_second();
    let about = About { name: &file.name, media_type: &file.media_type, size: file.octets.len() as u64 };
    let is_new = arriving::begin_as(desk, draft, id, about, now).await?;
    if !is_new && arriving::progress(desk, draft, id).await?.is_none() {
        return Ok(false);
    }
    for place in (0..file.octets.len()).step_by(PIECE) {
        let piece = file.octets.slice(place..file.octets.len().min(place + PIECE));
        arriving::append(desk, draft, id, place as u64, piece, now).await?;
    }
    Ok(true)
}

/// Removes one.
pub async fn remove(desk: &Desk, draft: &str, id: &str) -> Result<(), Error> {
    Ok(desk.store.remove_upload(desk.account, draft, id).await?)
}

/// All files of a draft with their names here and their content; what is in memory already is not read.
pub async fn all(
    desk: &Desk,
    draft: &str,
    in_memory: &[(String, OutgoingFile)],
) -> Result<Vec<(String, OutgoingFile)>, Error> {
    let mut files = Vec::new();
    for row in desk.store.uploads(desk.account, draft).await?.iter().filter(|it| it.is_whole()) {
        let held =
            in_memory.iter().find(|(id, file)| *id == row.id && file.octets.len() as u64 == octets(row.size));
        let file = match held {
            Some((_, file)) => OutgoingFile {
                name: name(desk, row)?,
                media_type: row.media_type.clone(),
                octets: file.octets.clone(),
            },
            None => open(desk, row).await?,
        };
        files.push((row.id.clone(), file));
    }
    Ok(files)
}

/// One of them; `None` when it is not there.
pub async fn one(desk: &Desk, draft: &str, id: &str) -> Result<Option<OutgoingFile>, Error> {
    let rows = desk.store.uploads(desk.account, draft).await?;
    match rows.iter().find(|it| it.id == id && it.is_whole()) {
        Some(row) => Ok(Some(open(desk, row).await?)),
        None => Ok(None),
    }
}

/// Puts the pieces of a file together.
async fn open(desk: &Desk, row: &UploadRow) -> Result<OutgoingFile, Error> {
    let size = usize::try_from(row.size).unwrap_or(0);
    let mut content = Vec::with_capacity(size);
    let from = |place| desk.store.piece(desk.account, &row.draft, &row.id, place);
    let mut found = from(0).await?;
    while let Some((place, sealed)) = found {
        let (key, purpose) = (desk.key.clone(), purpose(desk, &row.draft, &row.id, octets(place)));
        // One is opened while the next one is read.
        let opening = fetch::off_thread(sealed.len(), move || key.open(&Sealed(sealed), &purpose));
        let (next, piece) = tokio::join!(from(place.saturating_add(1)), opening);
        content.extend_from_slice(&piece??);
        found = next?;
    }
    Ok(OutgoingFile { name: name(desk, row)?, media_type: row.media_type.clone(), octets: content.into() })
}

/// Copies the files of a draft to another one, under the new names that `names` has for theirs.
pub async fn copy_all(desk: &Desk, from: &str, to: &str, names: &[(String, String)]) -> Result<(), Error> {
    for (id, file) in all(desk, from, &[]).await? {
        let named = names.iter().find(|(old, _)| *old == id).map(|(_, new)| new.clone());
        put(desk, to, &named.unwrap_or_else(new_id), &file).await?;
    }
    Ok(())
}

/// A file name without path and control characters, not too long, never empty.
pub fn clean_name(name: &str) -> String {
    let line = form::one_line(name);
    let last = line.rsplit(['/', '\\']).next().unwrap_or_default().trim().trim_matches('.');
    let (stem, extension) = match last.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= 10 => (stem, format!(".{extension}")),
        _ => (last, String::new()),
    };
    let kept: String = stem.chars().take(MOST_NAME - extension.chars().count()).collect();
    match (kept.as_str(), extension.as_str()) {
        ("", "") => "file".to_owned(),
        _ => kept + extension.as_str(),
    }
}

/// The media type that the browser says, or what the name says where that is none.
fn clean_media_type(claimed: &str, name: &str) -> String {
    let bare = claimed.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_token = |it: &str| {
        !it.is_empty() && it.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b))
    };
    let known = bare.split_once('/').is_some_and(|(kind, rest)| is_token(kind) && is_token(rest));
    match bare.as_str() {
        _ if bare.len() <= 100 && known && bare != "application/octet-stream" => bare,
        _ => mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned(),
    }
}

/// The first piece is sealed as whole files once were.
fn purpose(desk: &Desk, draft: &str, id: &str, place: u64) -> String {
    let whole = format!("upload {} {draft} {id}", desk.account.0);
    if place == 0 { whole } else { format!("{whole} {place}") }
}

fn name_purpose(desk: &Desk, draft: &str, id: &str) -> String {
    format!("upload name {} {draft} {id}", desk.account.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_has_no_path_and_no_control_character() {
        for (name, expected) in [
            ("rapport.pdf", "rapport.pdf"),
            (r"C:\Documents\été 2026.ods", "été 2026.ods"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nb.txt", "a b.txt"),
            ("", "file"),
            ("..", "file"),
            (".profile", "profile"),
        ] {
            assert_eq!(clean_name(name), expected, "{name:?}");
        }
        let long = clean_name(&format!("{}.pdf", "é".repeat(1000)));
        assert_eq!(long.chars().count(), MOST_NAME);
        assert!(long.ends_with(".pdf"));
    }

    #[test]
    fn a_media_type_that_is_none_comes_from_the_name() {
        for (claimed, name, expected) in [
            ("image/png", "a.pdf", "image/png"),
            ("Text/Plain; charset=x", "a", "text/plain"),
            ("application/octet-stream", "a.pdf", "application/pdf"),
            ("a/b\r\nX: y", "a.png", "image/png"),
            ("", "a", "application/octet-stream"),
        ] {
            assert_eq!(clean_media_type(claimed, name), expected, "{claimed:?} {name}");
        }
    }
}
