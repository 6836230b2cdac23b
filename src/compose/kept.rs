//! Forms that came when the session had ended: nothing is done with them but that what was typed
//! waits, sealed, for the owner of the draft, and its files with it.

use bytes::Bytes;
use mailcore::message::outgoing::OutgoingFile;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::form::DraftForm;
use super::{Error, attachment};
use crate::desk::Desk;
use crate::fetch;
use crate::secret::{Sealed, SealingKey};
use crate::store::Store;

/// A form that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptForm {
    /// What was typed.
    pub form: DraftForm,
    /// The revision of the draft that it was made from.
    pub revision: i64,
    /// Names of files that wait with it.
    #[serde(default)]
    pub waiting: Vec<String>,
    /// Names of files that were too large to wait: the person chooses them again.
    pub files: Vec<String>,
    /// Names of files that waited with a form before this one, which may be in the draft by now.
    #[serde(default)]
    pub promised: Vec<String>,
}

/// What is known of a file that waits; its octets stand behind the labels of all.
#[derive(Debug, Serialize, Deserialize)]
struct Label {
    name: String,
    media_type: String,
    size: usize,
}

/// Keeps a form and its files for whoever owns draft `id`, in place of the one before. Who sends it is not known:
/// to know the draft's 128 random bits is all it takes, and its owner decides what becomes of it.
pub async fn keep(
    store: &Store,
    key: &SealingKey,
    id: &str,
    (kept, files): (&KeptForm, Vec<OutgoingFile>),
    now: i64,
) -> Result<(), Error> {
    let octets = Zeroizing::new(serde_json::to_vec(kept)?);
    let content = key.seal(&octets, &purpose(id));
    let files = if files.is_empty() { None } else { Some(sealed(key, id, files).await?) };
    store.keep_form(id, &content.0, files.as_ref().map(|it| it.0.as_slice()), now).await?;
    Ok(())
}

/// The form that waits for the person, at most 30 minutes. From now on it waits a day longer: the person sees it.
pub async fn find(desk: &Desk, id: &str, now: i64) -> Result<Option<KeptForm>, Error> {
    let Some(content) = desk.store.kept_form(desk.account, id, now).await? else { return Ok(None) };
    desk.store.hold_kept_form(desk.account, id, now).await?;
    let octets = desk.key.open(&Sealed(content), &purpose(id))?;
    Ok(Some(serde_json::from_slice(&octets)?))
}

/// Forgets the form that waits with draft `id`: the person saw it, and what they sent after that, from `revision`,
/// is in draft `to`. Its files go there as well; the names of those for which there is no room.
pub async fn take_up(desk: &Desk, id: &str, to: &str, revision: i64, now: i64) -> Result<Vec<String>, Error> {
    let left_out = match desk.store.kept_files(desk.account, id, now).await? {
        Some(content) => {
            let files = opened(desk, id, Sealed(content)).await?;
            attachment::add_once(desk, to, revision, files).await?.0
        }
        None => Vec::new(),
    };
    desk.store.remove_kept_form(desk.account, id).await?;
    Ok(left_out)
}

/// Those of these names of files that no file of the draft has.
pub async fn gone(desk: &Desk, draft: &str, promised: Vec<String>) -> Result<Vec<String>, Error> {
    if promised.is_empty() {
        return Ok(promised);
    }
    let there = attachment::list(desk, draft).await?;
    let is_there = |name: &String| there.iter().any(|it| it.name == attachment::clean_name(name));
    Ok(promised.into_iter().filter(|it| !is_there(it)).collect())
}

async fn sealed(key: &SealingKey, id: &str, files: Vec<OutgoingFile>) -> Result<Sealed, Error> {
    let size = files.iter().map(|it| it.octets.len()).sum();
    let (key, purpose) = (key.clone(), files_purpose(id));
    let seal = move || Ok(key.seal(&pack(&files)?, &purpose));
    fetch::off_thread(size, seal).await?
}

async fn opened(desk: &Desk, id: &str, sealed: Sealed) -> Result<Vec<OutgoingFile>, Error> {
    let (key, purpose, size) = (desk.key.clone(), files_purpose(id), sealed.0.len());
    let open = move || Ok(unpack(&key.open(&sealed, &purpose)?).unwrap_or_default());
    fetch::off_thread(size, open).await?
}

/// Labels in JSON, a line end, and the octets of all files.
fn pack(files: &[OutgoingFile]) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
    let label = |it: &OutgoingFile| Label {
        name: it.name.clone(),
        media_type: it.media_type.clone(),
        size: it.octets.len(),
    };
    let mut packed = serde_json::to_vec(&files.iter().map(label).collect::<Vec<_>>())?;
    packed.reserve_exact(1 + files.iter().map(|it| it.octets.len()).sum::<usize>());
    packed.push(b'\n');
    files.iter().for_each(|it| packed.extend_from_slice(&it.octets));
    Ok(Zeroizing::new(packed))
}

/// The files that [`pack`] has written; `None` for anything else.
fn unpack(packed: &[u8]) -> Option<Vec<OutgoingFile>> {
    let end = packed.iter().position(|it| *it == b'\n')?;
    let (labels, octets) = packed.split_at_checked(end)?;
    let labels: Vec<Label> = serde_json::from_slice(labels).ok()?;
    let mut octets = octets.get(1..)?;
    let mut files = Vec::with_capacity(labels.len());
    for Label { name, media_type, size } in labels {
        let (own, others) = octets.split_at_checked(size)?;
        files.push(OutgoingFile { name, media_type, octets: Bytes::copy_from_slice(own) });
        octets = others;
    }
    Some(files)
}

fn purpose(id: &str) -> String {
    format!("kept form {id}")
}

fn files_purpose(id: &str) -> String {
    format!("kept files {id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, octets: &'static [u8]) -> OutgoingFile {
        let (name, media_type) = (name.to_owned(), "application/pdf".to_owned());
        OutgoingFile { name, media_type, octets: Bytes::from_static(octets) }
    }

    #[test]
    fn files_are_unpacked_as_they_were_packed() {
        let files = [file("Été\n1.pdf", b"\n\0one"), file("vide", b""), file("b", b"two")];
        assert_eq!(unpack(&pack(&files).unwrap()).unwrap(), files);
        assert_eq!(unpack(&pack(&[]).unwrap()), Some(Vec::new()));
        for damaged in [&b""[..], b"no json\n", br#"[{"name":"a","media_type":"b","size":5}]"#] {
            assert_eq!(unpack(damaged), None);
        }
        assert_eq!(unpack(b"[{\"name\":\"a\",\"media_type\":\"b\",\"size\":5}]\nfour"), None);
    }
}
