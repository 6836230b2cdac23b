//! Files that wait for their message, sealed in rows.

use bytes::Bytes;
use mailcore::message::outgoing::OutgoingFile;

use super::{Error, form};
use crate::desk::Desk;
use crate::fetch;
use crate::secret::{self, Sealed};
use crate::store::uploads::UploadRow;

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

/// The files of a draft, in the order they came.
pub async fn list(desk: &Desk, draft: &str) -> Result<Vec<Upload>, Error> {
    let rows = desk.store.uploads(desk.account, draft).await?;
    rows.into_iter()
        .map(|row| {
            let size = size(&row);
            let name = desk.key.open(&Sealed(row.name), &name_purpose(desk, draft, &row.id))?;
            let name = String::from_utf8_lossy(&name).into_owned();
            Ok(Upload { id: row.id, name, size })
        })
        .collect()
}

fn size(row: &UploadRow) -> u64 {
    row.size.try_into().unwrap_or(0)
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
    // The sizes alone: to open the names each time would cost a thousand files a million of them.
    let rows = desk.store.uploads(desk.account, draft).await?;
    let mut used: u64 = rows.iter().map(size).sum();
    let mut left_out = Vec::new();
    for (id, file) in files {
        let size = file.octets.len() as u64;
        if used.saturating_add(size) > room(desk.message_limit) {
            left_out.push(clean_name(&file.name));
            continue;
        }
        if put(desk, draft, id, file).await? {
            used += size;
        }
    }
    Ok(left_out)
}

/// Removes one.
pub async fn remove(desk: &Desk, draft: &str, id: &str) -> Result<(), Error> {
    Ok(desk.store.remove_upload(desk.account, draft, id).await?)
}

/// All files of a draft with their names here and their content.
pub async fn all(desk: &Desk, draft: &str) -> Result<Vec<(String, OutgoingFile)>, Error> {
    let mut files = Vec::new();
    for row in desk.store.uploads(desk.account, draft).await? {
        let id = row.id.clone();
        files.extend(open(desk, draft, row).await?.map(|it| (id, it)));
    }
    Ok(files)
}

/// One of them; `None` when it is not there.
pub async fn one(desk: &Desk, draft: &str, id: &str) -> Result<Option<OutgoingFile>, Error> {
    let rows = desk.store.uploads(desk.account, draft).await?;
    match rows.into_iter().find(|it| it.id == id) {
        Some(row) => open(desk, draft, row).await,
        None => Ok(None),
    }
}

async fn open(desk: &Desk, draft: &str, row: UploadRow) -> Result<Option<OutgoingFile>, Error> {
    let name = desk.key.open(&Sealed(row.name), &name_purpose(desk, draft, &row.id))?;
    let Some(content) = desk.store.upload_content(desk.account, draft, &row.id).await? else {
        return Ok(None);
    };
    let (key, purpose) = (desk.key.clone(), purpose(desk, draft, &row.id));
    let octets = fetch::off_thread(content.len(), move || key.open(&Sealed(content), &purpose)).await??;
    Ok(Some(OutgoingFile {
        name: String::from_utf8_lossy(&name).into_owned(),
        media_type: row.media_type,
        octets: Bytes::copy_from_slice(&octets),
    }))
}

/// Copies the files of a draft to another one, under the new names that `names` has for theirs.
pub async fn copy_all(desk: &Desk, from: &str, to: &str, names: &[(String, String)]) -> Result<(), Error> {
    for (id, file) in all(desk, from).await? {
        let named = names.iter().find(|(old, _)| *old == id).map(|(_, new)| new.clone());
        put(desk, to, named.unwrap_or_else(new_id), file).await?;
    }
    Ok(())
}

async fn put(desk: &Desk, draft: &str, id: String, file: OutgoingFile) -> Result<bool, Error> {
    let name = clean_name(&file.name);
    let row = UploadRow {
        name: desk.key.seal(name.as_bytes(), &name_purpose(desk, draft, &id)).0,
        draft: draft.to_owned(),
        media_type: clean_media_type(&file.media_type, &name),
        size: file.octets.len().try_into().unwrap_or(i64::MAX),
        id,
    };
    let (key, purpose) = (desk.key.clone(), purpose(desk, draft, &row.id));
    let octets = file.octets;
    let sealed = fetch::off_thread(octets.len(), move || key.seal(&octets, &purpose)).await?;
    Ok(desk.store.add_upload(desk.account, &row, &sealed.0).await?)
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

fn purpose(desk: &Desk, draft: &str, id: &str) -> String {
    format!("upload {} {draft} {id}", desk.account.0)
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
